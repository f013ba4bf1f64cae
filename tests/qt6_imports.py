"""Runs in a Python with PyQt6 and without QGIS.

Imports every module of the plugin, and looks up every Qt name that it uses.

`qgis.PyQt` is PyQt6 itself. The rest of `qgis` is a stand-in that has every name but those that the task lists: members
of enumerations without the enumeration's name, which QGIS on Qt 6 no longer has.
The task comes as JSON on standard input: {"package": FOLDER, "files": [PATH], "unscoped": {CLASS: [NAME]}}; the answer
is a JSON list of sentences.
"""

import ast
import importlib
import json
import sys
import traceback
import types
from pathlib import Path

UNSCOPED = {}


class Anything(type):
    """A class that has every attribute, each a class of the same kind; a few are known to be wrong."""

    def __getattr__(cls, name):
        if name.startswith("__") or name in UNSCOPED.get(cls.__name__, ()):
            raise AttributeError(f"{cls.__name__} has no {name} on Qt 6")
        made = 40000 if name == "QGIS_VERSION_INT" else Anything(name, (), {})
        setattr(cls, name, made)
        return made

    def __or__(cls, other):
        return cls


class StandIn(types.ModuleType):
    """A module of QGIS: every name is a class."""

    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = Anything(name, (), {"__init__": lambda self, *_, **__: None})
        setattr(self, name, made)
        return made


def stand_in():
    """Put PyQt6 and the stand-ins where the plugin looks for QGIS."""
    for name in (
        "qgis",
        "qgis.core",
        "qgis.gui",
        "qgis.utils",
        "qgis.PyQt",
        "processing",
        "processing.core",
        "processing.core.ProcessingResults",
        "processing.gui",
        "processing.gui.AlgorithmDialog",
        "processing.modeler",
        "processing.modeler.ModelerDialog",
        "processing.tools",
    ):
        sys.modules[name] = StandIn(name)
    sys.modules["qgis.utils"].iface = None
    for name in ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtXml"):
        sys.modules[f"qgis.PyQt.{name}"] = importlib.import_module(f"PyQt6.{name}")
        setattr(
            sys.modules["qgis.PyQt"], name, sys.modules[f"qgis.PyQt.{name}"]
        )  # for `from qgis.PyQt import QtWidgets`


def chain_of(node):
    """`a.b.c` as a list of names, None for anything else."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else None


def wrong_names(path):
    """Dotted names that begin with something imported from qgis and that Qt 6 does not have, also inside functions."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    imported = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis."):
            for alias in node.names:
                imported[alias.asname or alias.name] = (node.module, alias.name)
    for node in ast.walk(tree):
        chain = chain_of(node) if isinstance(node, ast.Attribute) else None
        if chain and chain[0] in imported:
            module, name = imported[chain[0]]
            try:
                found = getattr(importlib.import_module(module), name)
                for each in chain[1:]:
                    found = getattr(found, each)
            except AttributeError as error:
                yield f"{path}, line {node.lineno}: {'.'.join(chain)}: {error}"


def failing_import(package, path):
    """The error of importing a file of the package, empty where there is none."""
    name = ".".join([package.name, *path.relative_to(package).with_suffix("").parts]).removesuffix(".__init__")
    try:
        importlib.import_module(name)
    except Exception:
        return f"{name}: {traceback.format_exc(limit=-2)}"
    return ""


def main():
    task = json.load(sys.stdin)
    UNSCOPED.update(task["unscoped"])
    package = Path(task["package"])
    sys.path.insert(0, str(package.parent))
    stand_in()
    files = [Path(path) for path in task["files"]]
    inside = [path for path in files if package in path.parents]
    found = [failing_import(package, path) for path in inside]
    found += [
        sentence for path in files if path.name != "compat.py" for sentence in wrong_names(path)
    ]  # compat.py looks at the version
    sys.stdout.write(json.dumps([*filter(None, found)]))


if __name__ == "__main__":
    main()
