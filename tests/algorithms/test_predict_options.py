"""Predict boundaries with its options: coarse to fine, turns; stacks of odd shapes, other bands; nothing found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr

from ..core.rasters import NORTH, WEST
from ..core.stacks import CELL_M, NAMES, ellipse, features_of, write_areas_layer, write_stack
from .predictions import areas_of, finished, mask, probability, scored


@pytest.fixture(scope="module")
def few_areas(tmp_path_factory):
    """A stack of 160 x 480 cells with two clear areas."""
    areas = [ellipse(60, 70, 8, 9), ellipse(100, 330, 9, 8)]
    layers = np.mean(
        [features_of(areas, (160, 480), seed) for seed in range(9)], axis=0
    )  # a third of the usual noise: no specks
    return write_stack(tmp_path_factory.mktemp("few") / "stack.tif", layers)


def test_coarse_to_fine_finds_the_same_areas_with_fewer_tiles(predict_run, few_areas):
    """How many fewer depends on the network: this tiny one sees a chance along the rims of most tiles.

    See models/test_coarse_to_fine.
    """
    ok, log = predict_run(STACK=few_areas)
    assert ok, log
    ordinary, (skipped, tiles) = mask(predict_run.folder), scored(log)
    ok, log = predict_run(STACK=few_areas, COARSE_TO_FINE=0.3)
    assert ok, log
    quick, (skipped_now, tiles_now) = mask(predict_run.folder), scored(log)
    assert "or the first pass saw no chance of an area" in log
    assert "(no area anywhere) to" in log
    assert tiles_now == tiles
    assert skipped_now > skipped
    np.testing.assert_array_equal(quick == 255, ordinary == 255)
    assert 400 < (ordinary == 1).sum() < 0.1 * ordinary.size
    assert (quick != ordinary).sum() < 0.02 * (ordinary == 1).sum()


def test_coarse_to_fine_with_a_limit_that_all_cells_reach_is_the_ordinary_result(predict_run):
    assert predict_run()[0]
    ordinary = probability(predict_run.folder)
    ok, log = predict_run(COARSE_TO_FINE=1e-12)
    assert ok, log
    np.testing.assert_allclose(probability(predict_run.folder), ordinary, atol=1e-5)


def test_coarse_to_fine_goes_on_after_a_cancel_and_keeps_to_within(predict_run, study, tmp_path):
    within = write_areas_layer(tmp_path / "within.gpkg", [ellipse(80, 110, 60, 90)])
    options = {"COARSE_TO_FINE": 0.05, "WITHIN": within}
    assert predict_run(**options)[0]
    whole = probability(predict_run.folder)
    for file in predict_run.folder.iterdir():
        file.unlink()
    assert not predict_run(cancel_at=50, **options)[0]
    assert finished(predict_run.folder)
    ok, log = predict_run(**options)
    assert ok, log
    assert "An interrupted prediction goes on" in log
    np.testing.assert_allclose(probability(predict_run.folder), whole, atol=1e-5)
    assert 0.2 < np.isfinite(whole).mean() < 0.6


def test_a_first_pass_that_would_decide_what_an_area_is_is_refused(predict_run):
    ok, log = predict_run(COARSE_TO_FINE=0.6, THRESHOLD=0.5)
    assert not ok
    assert "COARSE_TO_FINE is 0.6, but has to lie below the threshold of 0.5" in log
    assert list(predict_run.folder.iterdir()) == []


def test_turned_judgements_lie_close_to_the_plain_one_and_their_deviation_is_a_raster(predict_run, study):
    assert predict_run()[0]
    plain = probability(predict_run.folder)
    deviation = predict_run.folder / "deviation.tif"
    ok, log = predict_run(TURNS=True, OUTPUT_DEVIATION=str(deviation))
    assert ok, log
    turned, spread = probability(predict_run.folder), gdal.Open(str(deviation)).ReadAsArray()[0]
    np.testing.assert_array_equal(np.isnan(turned), np.isnan(plain))
    np.testing.assert_array_equal(np.isnan(spread), np.isnan(plain))
    assert 0 < np.nanmax(spread) <= 0.5
    assert 0 < np.nanmean(np.abs(turned - plain)) < 0.1
    source = ogr.Open(str(predict_run.folder / "areas.gpkg"))
    areas = [feature.items() for feature in source.GetLayer(0)]
    assert all(0 < area[name] <= 0.5 for area in areas for name in ("probability_std", "label_noise"))


def test_a_deviation_of_one_judgement_is_refused(predict_run, tmp_path):
    ok, log = predict_run(OUTPUT_DEVIATION=str(tmp_path / "out" / "deviation.tif"))
    assert not ok
    assert "needs several predictions" in log
    assert list(predict_run.folder.iterdir()) == []


def test_the_result_hardly_depends_on_where_the_grid_of_tiles_begins(predict_run, study, tmp_path):
    """Tiles of 32 cells lie elsewhere on the ground.

    90 % of the cells change by less than 0.1, on average by less than 0.05.

    Larger tiles change less: the network sees more around each cell, and each tile's normalisation is steadier.
    """
    assert predict_run()[0]
    whole = probability(predict_run.folder)
    row, column = 7, 13
    cut = write_stack(
        tmp_path / "cut.tif", study.layers[:, row:, column:], west=WEST + column * CELL_M, north=NORTH - row * CELL_M
    )
    assert predict_run(STACK=cut)[0]
    inside = (slice(32, -32), slice(32, -32))
    change = np.abs(probability(predict_run.folder)[inside] - whole[row:, column:][inside])
    known = np.isfinite(change)
    assert known.any()
    assert 0 < change[known].mean() < 0.05
    assert np.quantile(change[known], 0.9) < 0.1


def test_bands_in_another_order_and_unit_give_the_same(predict_run, study, tmp_path):
    assert predict_run()[0]
    whole = probability(predict_run.folder)
    order = [4, 0, 7, 1, 2, 6, 5, 3]
    layers = study.layers[order].copy()
    layers[order.index(NAMES.index("velocity"))] /= 10
    path = write_stack(tmp_path / "other.tif", layers, names=[NAMES[i] for i in order])
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1 + order.index(NAMES.index("velocity"))).SetUnitType("cm/yr")
    dataset = None
    ok, log = predict_run(STACK=path)
    assert ok, log
    assert "Band velocity is in cm/yr; it is converted to mm/yr" in log
    np.testing.assert_allclose(probability(predict_run.folder), whole, atol=1e-4)


def test_the_log_tells_time_memory_drift_and_what_was_skipped(predict_run, study, tmp_path):
    layers = study.layers.copy()
    layers[:2, :, 100:] = np.nan
    layers[3] += 500.0
    ok, log = predict_run(STACK=write_stack(tmp_path / "drifted.tif", layers))
    assert ok
    for words in (
        "GiB of memory",
        "tiles were skipped",
        "times as fast",
        "red: ",
        "Band red: 100 % of the cells lie outside",
    ):
        assert words in log, words
    assert Path(predict_run.folder / "areas.gpkg").exists()


def test_a_strip_narrower_than_a_tile_is_predicted_to_its_edges(predict_run, study, tmp_path):
    strip = study.layers[:, 90:102]
    ok, log = predict_run(STACK=write_stack(tmp_path / "strip.tif", strip))
    assert ok, log
    found = probability(predict_run.folder)
    assert found.shape == strip.shape[1:]
    np.testing.assert_array_equal(np.isfinite(found), np.isfinite(strip[:2]).any(axis=0))


def test_nothing_found_is_a_layer_without_areas_and_a_sentence(predict_run):
    lines = predict_run.folder / "lines.gpkg"
    ok, log = predict_run(MIN_AREA=8e5, OUTPUT_LINES=str(lines))
    assert ok, log
    assert "No area of at least 800,000 m2 has the probability" in log
    assert "the layer of areas is empty" in log
    assert areas_of(predict_run.folder) == []
    assert lines.exists()
