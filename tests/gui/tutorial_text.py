"""docs/tutorial.md as steps that a script can follow: what it says is what is clicked.

A paragraph that begins with *Open a tool* is a run of that tool. In its dialog is chosen what the paragraph says: every
*value* as *label*, `file` as *label*, *label* to number and *Save the label as `file`*. What the tutorial says that a
tool gives has to be there. *Untick* names layers of the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

STAR = "\u2217"  # a star inside of a name stands for itself: Gi*
_NAME = r"\*([^*]+)\*"


@dataclass
class Run:
    """A tool that the tutorial opens."""

    tool: str
    layers: dict[str, str] = field(default_factory=dict)  # label -> name of a layer of the project
    files: dict[str, str] = field(default_factory=dict)  # label -> file of the user's folder; empty for the folder
    numbers: dict[str, int] = field(default_factory=dict)  # label -> number
    gives: list[str] = field(default_factory=list)  # names of layers


@dataclass
class Picture:
    """What the tutorial shows."""

    name: str


@dataclass
class Untick:
    """Layers that are not to be seen for a while."""

    layers: list[str]


@dataclass
class Menu:
    """An entry of a menu, on a layer of the layer list."""

    layer: str
    path: list[str]


def steps_of(text: str) -> list[Run | Picture | Untick | Menu]:
    """The steps, in their order."""
    steps: list[Run | Picture | Untick | Menu] = []
    for lines in text.replace("\\*", STAR).split("\n\n"):
        paragraph = " ".join(lines.split())
        if picture := re.match(r"!\[.*\]\(images/(\w+)\.png\)", paragraph):
            steps.append(Picture(picture[1]))
        elif opened := re.match(rf"Open {_NAME}", paragraph):
            steps.append(_run(_plain(opened[1]), paragraph))
        elif unticked := re.match(r"Untick (.*?) in the layer list", paragraph):
            steps.append(Untick([_plain(name) for name in re.findall(_NAME, unticked[1])]))
        elif menu := re.match(rf"Choose {_NAME} in the layer list, then {_NAME}", paragraph):
            steps.append(Menu(_plain(menu[1]), menu[2].split(" > ")))
    return steps


def _run(tool: str, paragraph: str) -> Run:
    run = Run(tool)
    for value, label in re.findall(rf"{_NAME} as {_NAME}", paragraph):
        run.layers[_plain(label)] = _plain(value)
    for file, label in re.findall(rf"`([^`]+)` of (?:that|your) folder as {_NAME}", paragraph):
        run.files[_plain(label)] = file
    for label, file in re.findall(rf"Save the {_NAME} as `([^`]+)`", paragraph):
        run.files[_plain(label)] = file
    for label in re.findall(rf"folder of your own as {_NAME}", paragraph):
        run.files[_plain(label)] = ""
    for label, number in re.findall(rf"{_NAME} to (\d+)", paragraph):
        run.numbers[_plain(label)] = int(number)
    for names in re.findall(r"(?:gives|has) the layers? (.*?)[.:](?: |$)", paragraph):
        run.gives = [_plain(name) for name in re.findall(_NAME, names)]
    return run


def _plain(text: str) -> str:
    return text.replace(STAR, "*")
