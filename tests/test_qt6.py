"""Every module under PyQt6, with a stand-in for QGIS.

QGIS 4 comes with Qt 6, which has no enumeration members without the enumeration's name.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import slipline

ROOT = Path(slipline.__file__).parent
FOLDERS = ("algorithms", "core", "gui")  # models is the worker's: it knows neither QGIS nor Qt


def unscoped_members():
    """Class of qgis.core or qgis.gui -> members of its enumerations that this QGIS also offers unscoped."""
    import qgis.core
    import qgis.gui

    found = {}
    for module in (qgis.core, qgis.gui):
        for name, each in vars(module).items():
            if isinstance(each, type):
                members = [
                    key
                    for key, value in vars(each).items()
                    if isinstance(value, int) and type(value) not in (int, bool)
                ]
                found[name] = members
    return found


def complaints(*files):
    """What the process with PyQt6 says about files."""
    task = {"package": str(ROOT), "files": [str(path) for path in files], "unscoped": unscoped_members()}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    script = Path(__file__).parent / "qt6_imports.py"
    done = subprocess.run(
        [sys.executable, str(script)],
        input=json.dumps(task),
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_every_module_is_imported_and_every_qt_name_exists(provider):
    files = [
        ROOT / "__init__.py",
        ROOT / "plugin.py",
        *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))),
    ]
    assert len(files) > 80
    assert complaints(*files) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("from qgis.PyQt.QtCore import Qt\ndef late():\n    return Qt.AlignHCenter", "Qt.AlignHCenter"),
        (
            "from qgis.PyQt import QtWidgets\ndef late():\n    return QtWidgets.QLineEdit.Password",
            "QtWidgets.QLineEdit.Password",
        ),
        (
            "from qgis.core import QgsProcessing\ndef late():\n    return QgsProcessing.TypeVectorPoint",
            "QgsProcessing.TypeVectorPoint",
        ),
    ],
)
def test_members_without_their_enumeration_are_seen_also_inside_functions(provider, tmp_path, line, name):
    (tmp_path / "old.py").write_text(line)
    (complaint,) = complaints(tmp_path / "old.py")
    assert f"old.py, line 3: {name}" in complaint


def test_scoped_members_pass(provider, tmp_path):
    (tmp_path / "new.py").write_text(
        "from qgis.PyQt.QtCore import Qt\nfrom qgis.core import QgsProcessing\n"
        "flag = Qt.AlignmentFlag.AlignHCenter\nkind = QgsProcessing.SourceType.TypeVectorPoint\n"
    )
    assert complaints(tmp_path / "new.py") == []


def test_every_dialog_and_dock_is_made_and_painted():
    script = Path(__file__).parent / "qt6_dialogs.py"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, str(script), str(ROOT)], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    painted = {name: (width, height) for name, width, height in json.loads(done.stdout.splitlines()[-1])}
    made = {"TorchDialog", "TrainAgainDialog", "LayerOrFile", "CurvePlot", "HistogramPlot", "ReviewDock", "ImageryDock"}
    assert made <= painted.keys()
    assert min(min(size) for size in painted.values()) > 0
