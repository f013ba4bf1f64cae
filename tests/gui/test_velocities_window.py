"""Velocities from interferograms in a real window. Screenshots stay in build/screenshots/velocities."""

from datetime import timedelta
from pathlib import Path

import pytest

from ..core.interferograms import layouts
from ..core.interferograms.layouts import write_tif
from .window import drive, pictures


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    folder = tmp_path_factory.mktemp("velocities")
    interferograms, work = folder / "interferograms", folder / "work"
    work.mkdir()
    for i in range(30):  # enough of them that a run can be stopped
        for j in range(i + 1, min(i + 3, 30)):
            first, second = (layouts.FIRST + timedelta(12 * scene) for scene in (i, j))
            name = f"area_{first:%Y%m%d}-{second:%Y%m%d}"
            moved = layouts.RAD_PER_MM * layouts.velocity() * 12 * (j - i) / 365.25
            write_tif(interferograms / f"{name}_unw.tif", (7 - moved).astype("float32"), layouts.DEGREES)
    task = {"input": str(interferograms), "work": str(work), "screenshots": pictures("velocities")}
    task |= {"report": str(folder / "seen.json")}
    report = drive(folder, "drive_velocities.py", task)
    assert report["error"] == "", report["error"]
    return report, work


def test_a_run_that_is_stopped_says_so(window):
    stopped = window[0]["stopped"]
    assert not stopped["ok"]
    assert "Traceback" not in stopped["log"]


def test_the_next_one_comes_to_its_end_and_shows_its_layers_in_colours(window):
    report, work = window
    assert report["ended"]["ok"], report["ended"]["log"]
    assert "There are no baselines" in report["ended"]["log"]
    assert report["renderer"] == "graduatedSymbol"
    assert {"targets", "velocity"} <= set(report["layers"])
    assert sorted(path.suffix for path in Path(work).iterdir()) == [".gpkg", ".html", ".qml", ".qml", ".tif"]
