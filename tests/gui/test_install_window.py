"""The zip in a fresh profile: QGIS' own installer, a second start, Hot Spot from the toolbox, uninstalled.

Screenshots in build/screenshots/install.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from ..small_area import make_inputs
from .window import drive, pictures

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def starts(tmp_path_factory):
    """What QGIS reported after two starts with the same profile: with the zip, and then without."""
    folder = tmp_path_factory.mktemp("install")
    subprocess.run([sys.executable, str(ROOT / "dev" / "package.py"), str(folder)], check=True, capture_output=True)
    (zip_file,) = folder.glob("slipline-*.zip")
    shots, targets = pictures("install"), make_inputs(folder)["targets"]
    reports = []
    for name, archive in (("first", str(zip_file)), ("second", "")):
        task = {
            "screenshots": shots,
            "report": str(folder / f"{name}.json"),
            "zip": archive,
            "targets": targets,
            "output": str(folder / f"{name}.tif"),
        }
        reports.append({**drive(folder, "drive_install.py", task, fresh=True), "map": task["output"]})
    return folder, reports


def test_both_starts_came_to_their_end(starts):
    assert [report["error"] for report in starts[1]] == ["", ""]


def test_the_installer_unpacks_and_starts_the_plugin(starts):
    folder, (first, second) = starts
    assert first["before"] == {"folder": False, "active": False, "provider": False, "menu": [], "from": ""}
    for report in (first, second):
        installed = report["installed"]
        assert installed["from"].startswith(str(folder / "profile"))
        assert (installed["folder"], installed["active"], installed["provider"], installed["menu"]) == (
            True,
            True,
            True,
            ["Slipline"],
        )


def test_hot_spot_runs_from_the_toolbox_of_both_starts(starts):
    for report in starts[1]:
        assert "Hot spot (Gi*" in report["dialog"]
        assert report["ran"]
        assert np.nanstd(gdal.Open(report["map"]).ReadAsArray()) > 0


def test_nothing_is_left_after_uninstalling(starts):
    gone = starts[1][1]["uninstalled"]
    assert (gone["folder"], gone["active"], gone["provider"], gone["menu"]) == (False, False, False, [])
