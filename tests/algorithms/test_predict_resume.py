"""Predict boundaries: what an interrupted run leaves, and how it goes on; turns; where the grid of tiles begins."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from ..core.rasters import NORTH, WEST
from ..core.stacks import CELL_M, NAMES, write_stack

OUTPUTS = {"OUTPUT_PROBABILITY": "probability.tif", "OUTPUT_MASK": "mask.tif", "OUTPUT_AREAS": "areas.gpkg"}
ROWS = 48  # of a block: the study area has four row blocks


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr("slipline.core.prediction.BLOCK", ROWS)


@pytest.fixture()
def run(tool_run, study, trained, torch_worker, tmp_path):
    """Run the tool into tmp_path/out: whether it succeeded, and its log with the error."""
    (tmp_path / "out").mkdir()

    def start(cancel_at=None, **changes):
        values = {"STACK": study.stack, "MODEL": trained.model, "DEVICE": "cpu", "MIN_AREA": 200.0,
                  **{name: str(tmp_path / "out" / file) for name, file in OUTPUTS.items()}, **changes}
        done = tool_run("predict", values, **({} if cancel_at is None else {"cancel_at": cancel_at}))
        return done.ok, done.log.text + done.error

    start.folder = tmp_path / "out"
    return start


def probability(folder):
    return gdal.Open(str(folder / "probability.tif")).ReadAsArray()


def finished(folder):
    return sorted(path.name for path in (folder / "probability.unfinished").glob("rows-*.tif"))


def test_a_cancelled_prediction_goes_on_with_its_finished_rows(run):
    assert run()[0]
    whole = probability(run.folder)
    for file in run.folder.iterdir():
        file.unlink()
    ok, log = run(cancel_at=50)
    assert not ok
    done = finished(run.folder)
    assert 0 < len(done) < 4
    assert [path.name for path in run.folder.iterdir()] == ["probability.unfinished"]
    assert "To go on, run the tool again" in log
    times = {name: (run.folder / "probability.unfinished" / name).stat().st_mtime_ns for name in done}
    ok, log = run(cancel_at=75)  # later: some more rows, the first ones untouched
    assert times.items() <= {name: (run.folder / "probability.unfinished" / name).stat().st_mtime_ns for name in finished(run.folder)}.items()
    ok, log = run()
    assert ok, log
    assert "An interrupted prediction goes on" in log
    np.testing.assert_allclose(probability(run.folder), whole, atol=1e-5)
    assert not (run.folder / "probability.unfinished").exists()


@pytest.mark.parametrize("change", ["stack", "turns", "damaged manifest"])
def test_another_stack_or_other_parameters_start_anew(run, study, tmp_path, change):
    assert not run(cancel_at=50)[0]
    changes = {}
    if change == "stack":
        os.utime(study.stack)
    elif change == "turns":
        changes = {"TURNS": True}
    else:
        (run.folder / "probability.unfinished" / "manifest.json").write_text("{")
    ok, log = run(**changes)
    assert ok
    assert "everything is predicted anew" in log
    assert "An interrupted prediction goes on" not in log


def test_turned_judgements_lie_close_to_the_plain_one_and_their_deviation_is_a_raster(run, study):
    assert run()[0]
    plain = probability(run.folder)
    deviation = run.folder / "deviation.tif"
    ok, log = run(TURNS=True, OUTPUT_DEVIATION=str(deviation))
    assert ok, log
    turned, spread = probability(run.folder), gdal.Open(str(deviation)).ReadAsArray()
    np.testing.assert_array_equal(np.isnan(turned), np.isnan(plain))
    np.testing.assert_array_equal(np.isnan(spread), np.isnan(plain))
    assert 0 < np.nanmax(spread) <= 0.5
    assert 0 < np.nanmean(np.abs(turned - plain)) < 0.1


def test_a_deviation_of_one_judgement_is_refused(run, tmp_path):
    ok, log = run(OUTPUT_DEVIATION=str(tmp_path / "out" / "deviation.tif"))
    assert not ok
    assert "needs several judgements" in log
    assert list(run.folder.iterdir()) == []


def test_the_result_hardly_depends_on_where_the_grid_of_tiles_begins(run, study, tmp_path):
    """Tiles of 32 cells lie elsewhere on the ground: 90 % of the cells change by less than 0.1, on average by less than 0.05.

    Larger tiles change less: the network sees more around each cell, and each tile's normalisation is steadier.
    """
    assert run()[0]
    whole = probability(run.folder)
    row, column = 7, 13
    cut = write_stack(tmp_path / "cut.tif", study.layers[:, row:, column:], west=WEST + column * CELL_M, north=NORTH - row * CELL_M)
    assert run(STACK=cut)[0]
    inside = (slice(32, -32), slice(32, -32))
    change = np.abs(probability(run.folder)[inside] - whole[row:, column:][inside])
    known = np.isfinite(change)
    assert known.any()
    assert 0 < change[known].mean() < 0.05
    assert np.quantile(change[known], 0.9) < 0.1


def test_bands_in_another_order_and_unit_give_the_same(run, study, tmp_path):
    assert run()[0]
    whole = probability(run.folder)
    order = [4, 0, 7, 1, 2, 6, 5, 3]
    layers = study.layers[order].copy()
    layers[order.index(NAMES.index("velocity"))] /= 10
    path = write_stack(tmp_path / "other.tif", layers, names=[NAMES[i] for i in order])
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1 + order.index(NAMES.index("velocity"))).SetUnitType("cm/yr")
    dataset = None
    ok, log = run(STACK=path)
    assert ok, log
    assert "Band velocity is in cm/yr; it is converted to mm/yr" in log
    np.testing.assert_allclose(probability(run.folder), whole, atol=1e-4)


def test_the_log_tells_time_memory_drift_and_what_was_skipped(run, study, tmp_path):
    layers = study.layers.copy()
    layers[:2, :, 100:] = np.nan
    layers[3] += 500.0
    ok, log = run(STACK=write_stack(tmp_path / "drifted.tif", layers))
    assert ok
    for words in ("GiB of memory", "tiles were skipped", "times as fast", "red: ", "Band red: 100 % of the cells lie outside"):
        assert words in log, words
    assert Path(run.folder / "areas.gpkg").exists()
