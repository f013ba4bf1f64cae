"""Survey by map sheets as the toolbox runs it: plan, run, status, cancel."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest
from osgeo import gdal

pytest.importorskip("distributed", reason="dask and distributed are not installed: make setup brings them")

from slipline.core.gis.provenance import is_synthetic, stamp_synthetic, vector_is_synthetic
from slipline.core.gis.raster import RasterReader

from ..core.workers import wait_until
from ..small_area import make_inputs


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    made = make_inputs(tmp_path_factory.mktemp("country"))
    stamp_synthetic(f"{made['targets_folder']}/targets.gpkg")
    return made


def given(study, folder, **others):
    return {
        "FOLDER": study["targets_folder"],
        "GRID": study["image"],
        "SHEET": 100,
        "WORKERS": 1,
        "PYTHON": str(sys.executable),
        "OUTPUT": str(folder),
        **others,
    }


def processes_of(folder):
    """Processes that have the folder of a survey in their command."""
    found = []
    for one in psutil.process_iter(["cmdline"]):
        words = one.info["cmdline"] or ()
        if any(str(folder) in word for word in words):
            found.append(one.pid)
    return found


def workers_below(process):
    """Children that Python's multiprocessing has started, however far below."""
    return [one for one in process.children(recursive=True) if any("spawn_main" in word for word in one.cmdline())]


def test_a_survey_runs_tells_its_status_and_goes_on(tool_run, study, tmp_path):
    folder = tmp_path / "survey"
    plan = tool_run("survey", given(study, folder, ACTION="plan"))
    assert plan.ok, plan.error
    assert "Sheets: 6 of at most 100 x 100 cells." in plan.log.text
    assert not list((folder / "steps").glob("*/*.done"))
    run = tool_run("survey", given(study, folder))
    assert run.ok, run.error
    with RasterReader(study["image"]) as image, RasterReader(run.outputs["HOTSPOT"]) as made:
        assert made.grid.shape == image.grid.shape
    dataset = gdal.OpenEx(run.outputs["CANDIDATES"], gdal.OF_VECTOR)
    assert dataset.GetLayer(0).GetFeatureCount() == 1
    assert Path(run.outputs["CANDIDATES"]).with_suffix(".qml").exists()
    page = Path(run.outputs["PAGE"]).read_text(encoding="utf-8")
    assert "candidate areas (hot spots)" in page
    assert "sheets with hot spot map and candidate areas" in page
    assert "SYNTHETIC" in page
    assert is_synthetic(run.outputs["HOTSPOT"])
    assert vector_is_synthetic(run.outputs["CANDIDATES"])
    status = tool_run("survey", given(study, folder, ACTION="status"))
    assert "map: 6 of 6" in status.log.text


def test_a_cancel_ends_the_survey_and_keeps_what_is_finished(tool_run, study, tmp_path):
    folder = tmp_path / "survey"
    run = tool_run("survey", given(study, folder), cancel_at=30)
    assert not run.ok
    assert f"What is finished is kept in {folder}" in run.log.text + run.error
    wait_until(lambda: processes_of(folder) == workers_below(psutil.Process()) == [])
    assert list((folder / "steps").glob("sort-*/*.done"))
    assert not (folder / "candidates.gpkg").exists()


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"GRID": None}, "Give a raster to align to, or an extent and a CRS"),
        ({"PYTHON": "/nowhere/python"}, "has dask, distributed and GDAL"),
        ({"ACTION": "collect"}, "There is no plan in"),
        ({"FOLDER": "image"}, "No velocity|no targets|holds no|cannot be read|no file"),
    ],
)
def test_what_cannot_be_is_refused(tool_run, study, tmp_path, others, sentence):
    if "FOLDER" in others:
        empty = tmp_path / "empty"
        empty.mkdir()
        others = {"FOLDER": str(empty)}
    run = tool_run("survey", given(study, tmp_path / "survey", **others))
    assert not run.ok
    import re

    assert re.search(sentence, run.error), run.error
