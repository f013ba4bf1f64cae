"""The folders of a stack's parts: each run gets a new one, so that an old VRT never reads new parts.

They lie in `<stem>_parts` beside the VRT and are called v1, v2...; a file in each lists what Slipline wrote there, and
only that is ever removed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from pathlib import Path

from ..base.progress import Progress
from ..base.translation import tr
from ..base.xml_text import in_xml
from ..files import system

_MARKER = "slipline-parts.json"


def folder_of(output: str) -> Path:
    """The folder in which all parts of a stack lie."""
    return Path(output).with_name(Path(output).stem + "_parts")


def next_folder(output: str) -> Path:
    """The folder that the parts of a new stack get; nothing stands there."""
    number = 1
    while os.path.lexists(folder := folder_of(output) / f"v{number}"):
        number += 1
    return folder


def mark(folder: Path, output: str) -> None:
    """Write down what is in a finished folder, and whose it is."""
    names = sorted(file.name for file in folder.iterdir())
    (folder / _MARKER).write_text(json.dumps({"stack": Path(output).name, "files": names}), encoding="utf-8")


def older(output: str) -> dict[Path, list[str]]:
    """What Slipline wrote for the stack that stands under this name: names of files by folder."""
    whole, folders = folder_of(output), []
    with contextlib.suppress(OSError):
        folders = [one for one in whole.iterdir() if re.fullmatch(r"v\d+", one.name)]
    found = {folder: _listed(folder, output) for folder in folders}
    found[whole] = _without_version(whole, output)
    return {folder: names for folder, names in found.items() if names}


def remove(old: dict[Path, list[str]], progress: Progress) -> None:
    """Remove what `older` found, now that nothing refers to it; everything else in the folders stays, and is told."""
    for folder, names in old.items():
        for name in [*names, _MARKER]:
            for file in (folder / name, folder / f"{name}.aux.xml", folder / f"{name}.ovr"):
                if file.is_file():
                    system.remove(str(file))
        with contextlib.suppress(OSError):
            folder.rmdir()
            folder.parent.rmdir()  # where no parts are needed any more
        if folder.exists() and any(one.is_file() for one in folder.iterdir()):
            said = tr("The folder {folder} holds files that Slipline did not write there. They stay.")
            progress.warning(said.format(folder=folder))


def _listed(folder: Path, output: str) -> list[str]:
    """Names of the files that the marker of a folder lists; none where it is of another stack."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((folder / _MARKER).read_text(encoding="utf-8"))
        if told["stack"] == Path(output).name:
            return [name for name in told["files"] if isinstance(name, str) and Path(name).name == name]
    return []


def _without_version(folder: Path, output: str) -> list[str]:
    """Names of the files in the folder itself, as older versions of Slipline wrote them, that the old VRT refers to."""
    with contextlib.suppress(OSError, ValueError):
        text = Path(output).read_text(encoding="utf-8") if output.lower().endswith(".vrt") else ""
        return sorted(set(re.findall(rf">{re.escape(in_xml(folder.name))}/([^/<]+)</SourceFilename>", text)))
    return []
