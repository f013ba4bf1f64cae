from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.base.grid import Grid
from slipline.core.evaluation.evaluate import EvaluationOutputs, evaluate_boundaries
from slipline.core.evaluation.evaluation import evaluate
from slipline.core.evaluation.inputs import EvaluationInputs, Origin
from slipline.core.evaluation.map import MATCHED, MISSED, map_figure
from slipline.core.evaluation.page import log_lines, verdict
from slipline.core.evaluation.parts import bias_sentence, reliability_sentence
from slipline.core.gis.provenance import is_synthetic
from slipline.core.gis.raster import RasterReader

from ..listening import Listening
from ..made_targets import plain_targets
from ..page_reader import read_page
from ..rasters import CRS, NORTH, WEST, box, features, write_raster

ROWS, COLUMNS = 60, 100
GRID = Grid(CRS, WEST, NORTH, 5.0, COLUMNS, ROWS)
REFERENCE = [box(50, -150, 150, -50), box(300, -150, 400, -50), box(430, -290, 470, -250)]
PREDICTED = [box(60, -150, 150, -50), box(200, -290, 250, -240), box(340, -150, 440, -50)]
ORIGIN = Origin("predicted", "reference", "", 5.0, False)


def cells(polygons):
    x, y = WEST + 5 * np.arange(COLUMNS) + 2.5, NORTH - 5 * np.arange(ROWS) - 2.5
    inside = np.zeros((ROWS, COLUMNS), bool)
    for polygon in polygons:
        from osgeo import ogr

        west, east, south, north = ogr.CreateGeometryFromWkb(polygon).GetEnvelope()
        inside |= np.outer((y > south) & (y < north), (x > west) & (x < east))
    return inside


@pytest.fixture()
def rasters(tmp_path):
    random = np.random.default_rng(9)
    probability = np.clip(
        gaussian_filter(cells(PREDICTED).astype(float), 2) + random.normal(0, 0.05, (ROWS, COLUMNS)), 0, 1
    )
    probability[:, 90:] = np.nan
    hotspot = gaussian_filter(np.where(cells(REFERENCE), 200.0, 5.0), 6)
    hotspot[50:] = np.nan
    return (
        RasterReader(write_raster(tmp_path / "probability.tif", probability)[0]),
        RasterReader(
            write_raster(tmp_path / "stack.tif", np.stack([hotspot, hotspot / 10]), names=["hotspot", "velocity"])[0]
        ),
    )


def test_scores_of_rectangles_by_hand():
    result = evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE))
    counts = result.network.cells
    common, predicted, reference = 18 * 20 + 12 * 20, 18 * 20 + 10 * 10 + 20 * 20, 400 + 400 + 64
    assert (counts.tp, counts.fp, counts.fn) == (common, predicted - common, reference - common)
    assert counts.cells == ROWS * COLUMNS
    half, third = result.network.objects
    assert (half.matched, third.matched) == (1, 2)  # IoU 0.9 and 6000 / 14000
    assert half.quality == pytest.approx(0.9 / 3)
    assert third.quality == pytest.approx((0.9 + 6 / 14) / 3)
    assert result.network.found_recall == pytest.approx(2 / 3)
    assert result.network.false_per_100km2 == pytest.approx(100 / (ROWS * COLUMNS * 25e-6))
    assert result.scored_km2 == pytest.approx(0.15)
    assert result.outside == 0
    assert math.isnan(result.ranking.auprc)
    assert result.not_observable == 0.0
    assert result.baselines == []


@pytest.mark.parametrize("size", [17, 64])
def test_no_score_depends_on_the_size_of_the_windows(rasters, size):
    within = [box(20, -300, 480, -20)]
    targets = plain_targets(WEST + np.array([100.0, 350.0]), NORTH - np.array([100.0, 90.0]), np.array([-30.0, 8.0]))
    inputs = EvaluationInputs(GRID, PREDICTED, REFERENCE, within, *rasters, targets)
    small, large = evaluate(inputs, size=size), evaluate(inputs)
    assert small.network == large.network
    assert small.baselines == large.baselines
    assert [one.name for one in small.baselines][-1] == "candidate areas"
    assert len(small.baselines) == 3
    assert (small.ranking.auprc, small.not_observable) == (large.ranking.auprc, large.not_observable)
    assert small.ranking.calibration_error == pytest.approx(large.ranking.calibration_error, rel=1e-12)
    np.testing.assert_array_equal(small.picture, large.picture)


def test_pooled_counts_equal_those_of_whole_arrays_inside_within():
    within = [box(22, -280, 420, -33), box(400, -300, 499, -200)]
    result = evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, within), size=16)
    scored, predicted, reference = cells(within), cells(PREDICTED), cells(REFERENCE)
    assert result.network.cells.tp == (predicted & reference & scored).sum()
    assert result.network.cells.fp == (predicted & ~reference & scored).sum()
    assert result.network.cells.fn == (~predicted & reference & scored).sum()
    assert result.network.cells.cells == scored.sum()


def test_areas_where_motion_cannot_be_seen_count_as_missed_and_are_reported(rasters):
    probability, stack = rasters
    hidden = cells(REFERENCE)[:, 90:].sum() / cells(REFERENCE).sum()
    assert hidden > 0
    result = evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, probability=probability))
    assert result.not_observable == pytest.approx(hidden)
    assert result.network.cells.tp + result.network.cells.fn == cells(REFERENCE).sum()
    by_stack = evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, stack=stack))
    assert by_stack.not_observable == pytest.approx(cells(REFERENCE)[50:].sum() / cells(REFERENCE).sum())


def test_the_probability_gives_ranking_and_calibration(rasters):
    result = evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, probability=rasters[0]))
    assert 0.3 < result.ranking.auprc < 1
    assert 0 < result.ranking.calibration_error < 1
    assert np.isfinite(result.picture).any()


def test_an_empty_prediction_misses_everything_and_its_precision_is_undefined(rasters):
    result = evaluate(EvaluationInputs(GRID, [], REFERENCE, None, *rasters))
    assert result.network.cells.recall == 0.0
    assert math.isnan(result.network.cells.precision)
    assert math.isnan(result.network.objects[0].precision)
    assert result.network.objects[0].recall == 0.0
    assert not result.network_wins
    assert any(line.startswith("precision | -") for line in log_lines(result))


def test_an_empty_reference_makes_every_area_false():
    result = evaluate(EvaluationInputs(GRID, PREDICTED, []))
    assert math.isnan(result.network.cells.recall)
    assert result.network.cells.precision == 0.0
    assert math.isnan(result.network.objects[0].recall)
    assert math.isnan(result.not_observable)


def test_everything_null_is_scored_as_missed(tmp_path):
    path, _ = write_raster(tmp_path / "null.tif", np.full((2, ROWS, COLUMNS), np.nan), names=["hotspot", "velocity"])
    nothing, _ = write_raster(tmp_path / "nothing.tif", np.full((ROWS, COLUMNS), np.nan))
    result = evaluate(EvaluationInputs(GRID, [], REFERENCE, None, RasterReader(nothing), RasterReader(path)))
    assert result.not_observable == 1.0
    assert result.ranking.auprc == 0.0
    assert math.isnan(result.ranking.calibration_error)
    assert [one.cells.recall for one in result.baselines] == [0.0, 0.0]


def test_reference_areas_elsewhere_are_refused_and_single_ones_are_counted():
    away = [box(9000, -150, 9100, -50)]
    with pytest.raises(InputError, match="None of the 1 reference areas"):
        evaluate(EvaluationInputs(GRID, PREDICTED, away))
    assert evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE + away)).outside == 1
    with pytest.raises(InputError, match="WITHIN lie outside"):
        evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, away))


def test_predicted_areas_elsewhere_are_counted_and_where_all_are_a_warning_says_so(outputs):
    away, log = [box(9000, -150, 9100, -50), box(-900, -150, -800, -50)], Listening()
    evaluate_boundaries(EvaluationInputs(GRID, PREDICTED + away, REFERENCE), ORIGIN, outputs, log)
    words = "Predicted areas outside the scored ground, which are not counted: 2."
    assert words in log.lines
    assert words in read(outputs.report)
    assert json.loads(read(outputs.scores))["predicted_outside"] == 2
    assert log.warnings == []
    evaluate_boundaries(EvaluationInputs(GRID, away, REFERENCE), ORIGIN, outputs, log)
    (warning,) = log.warnings
    assert warning.startswith("All predicted areas (2) lie outside the scored ground")
    assert 'class="notice">All predicted areas (2) lie' in read(outputs.report)
    evaluate_boundaries(EvaluationInputs(GRID, [], REFERENCE), ORIGIN, outputs, log)  # an empty map is in place
    assert len(log.warnings) == 1
    assert json.loads(read(outputs.scores))["predicted_outside"] == 0


@pytest.mark.parametrize(("low", "high"), [(0.0, 100.0), (-9999.0, 1.0), (0.0, 1.001)])
def test_a_raster_that_is_no_probability_is_refused_with_what_it_has(tmp_path, low, high):
    values = np.full((ROWS, COLUMNS), 0.5)
    values[30, 40], values[31, 40], values[32] = low, high, np.nan
    path, _ = write_raster(tmp_path / "values.tif", values)
    with pytest.raises(InputError, match=rf"it has values from {low:g} to {high:g}\."):
        evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, probability=RasterReader(path)))
    elsewhere = evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, [box(0, -140, 500, 0)], RasterReader(path)))
    assert elsewhere.ranking.brier == pytest.approx(0.25)


def test_a_probability_may_be_off_by_rounding(tmp_path):
    values = np.where(cells(REFERENCE), 1 + 4e-7, -4e-7)
    path, _ = write_raster(tmp_path / "values.tif", values)
    result = evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, probability=RasterReader(path)))
    assert result.ranking.auprc == 1.0
    assert result.ranking.brier == pytest.approx(0.0, abs=1e-12)


def test_of_several_bands_the_one_called_probability_is_scored(tmp_path, rasters):
    with pytest.raises(InputError, match="2 bands and none of them is named probability: hotspot, velocity"):
        evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, probability=rasters[1]))
    layers = np.stack([np.full((ROWS, COLUMNS), 40.0), cells(REFERENCE).astype(float)])
    path, _ = write_raster(tmp_path / "two.tif", layers, names=["hotspot", "probability"])
    assert evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, probability=RasterReader(path))).ranking.auprc == 1.0


def test_rasters_of_another_grid_are_refused_and_shifted_ones_are_aligned(tmp_path, rasters):
    other, _ = write_raster(tmp_path / "other.tif", np.ones((20, 20)), cell_m=7.0)
    with pytest.raises(InputError, match="not on the same grid"):
        evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, probability=rasters[0], stack=RasterReader(other)))
    half, _ = write_raster(tmp_path / "half.tif", np.ones((20, 20)), west=WEST + 2.5)
    with pytest.raises(InputError, match="not on the same grid"):
        evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, stack=RasterReader(half)))
    hotspot = np.zeros((ROWS + 10, COLUMNS + 10))
    hotspot[10:, 4:-6] = cells(REFERENCE)
    moved, _ = write_raster(tmp_path / "moved.tif", hotspot, west=WEST - 20, north=NORTH + 50, names=["hotspot"])
    (baseline,) = evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, stack=RasterReader(moved))).baselines
    assert baseline.cells.iou == 1.0


def test_the_verdict_says_so_when_a_simple_map_is_better(tmp_path):
    path, _ = write_raster(tmp_path / "stack.tif", cells(REFERENCE) * 100.0, names=["hotspot"])
    inputs = EvaluationInputs(GRID, PREDICTED, REFERENCE, stack=RasterReader(path))
    assert "do NOT beat" in verdict(evaluate(inputs))
    assert "beat every simple map" in verdict(evaluate(replace(inputs, reference=PREDICTED)))
    assert "cannot be compared with simple maps" in verdict(evaluate(replace(inputs, stack=None)))


def read(path):
    return Path(path).read_text(encoding="utf-8")


@pytest.fixture()
def outputs(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return EvaluationOutputs(str(folder / "report.html"), str(folder / "scores.json"), str(folder / "matches.gpkg"))


def test_report_scores_and_matches_say_the_same(tmp_path, rasters, outputs):
    log = Listening()
    result = evaluate_boundaries(EvaluationInputs(GRID, PREDICTED, REFERENCE, None, *rasters), ORIGIN, outputs, log)
    scores = json.loads(read(outputs.scores))
    assert scores["network"]["cells"]["iou"] == result.network.cells.iou
    assert scores["network"]["objects"][0]["matched"] == 1
    assert [one["name"] for one in scores["baselines"]] == [one.name for one in result.baselines]
    assert scores["beats_baselines"] in (True, False)
    page = read(outputs.report)
    assert f"<td>{result.network.cells.iou:.3f}</td>" in page
    assert "<img" in page or "matplotlib is not installed" in page
    assert "SYNTHETIC" not in page
    rows = {(row["source"], row["number"]): row for row in features(outputs.matches)}
    assert len(rows) == 6
    first = rows["reference", 1]
    assert (first["result"], first["partner"], first["iou"]) == ("matched", 1, pytest.approx(0.9))
    assert first["distance_m"] == pytest.approx(result.distances[0].mean_m)
    assert rows["predicted", 2]["result"] == "false"
    assert (rows["reference", 2]["result"], rows["reference", 2]["partner"]) == ("missed", 3)
    assert rows["reference", 3]["partner"] == 0
    assert log.fractions[-1] == 1.0
    assert any(line.startswith("IoU ") for line in log.lines)


def test_the_report_shows_certainty_outlines_classes_and_calibration(tmp_path, rasters, outputs):
    inputs = EvaluationInputs(GRID, PREDICTED, REFERENCE, None, *rasters)
    result = evaluate_boundaries(inputs, ORIGIN, outputs)
    page, scores = read(outputs.report), json.loads(read(outputs.scores))
    for words in (
        "How certain the scores are",
        "there are 6.",
        "Outlines",
        "What is found",
        "Does the probability mean what it says?",
        "together are",
    ):
        assert words in page, words
    assert [one["distance_m"] for one in scores["boundary"]["f1"]] == [5.0, 10.0, 25.0]
    assert scores["boundary"]["f1"][0]["f1"] == result.boundary.f1[0].f1
    assert scores["boundary"]["toe"] == {"distance_m": None, "signed_m": None, "areas": 0}
    assert scores["network"]["brier"] == result.ranking.brier
    assert scores["network"]["cells"]["mcc"] == result.network.cells.mcc
    assert sum(one["cells"] for one in scores["reliability"]) == ROWS * 90
    assert scores["blocks"]["intervals"]["iou"] == list(result.blocks.intervals["iou"])
    assert {one["by"] for one in scores["recall_by"]} == {"size (km²)"}
    assert scores["reference_overlaps"] == 0


def test_many_blocks_give_intervals_around_the_pooled_scores_in_report_and_log(outputs):
    grid = Grid(CRS, WEST, NORTH, 5.0, 200, 200)
    random = np.random.default_rng(1)
    places = [(x, y) for x in range(20, 900, 110) for y in range(20, 900, 110)]
    reference = [box(x, -y - 50, x + 50, -y) for x, y in places]
    predicted = [
        box(x + shift, -y - 50, x + 50 + shift, -y) for (x, y), shift in zip(places, random.uniform(0, 25, len(places)))
    ]
    log = Listening()
    result = evaluate_boundaries(EvaluationInputs(grid, predicted, reference), ORIGIN, outputs, log)
    low, high = result.blocks.intervals["iou"]
    assert result.blocks.scored == 100
    assert 0.3 < low < result.network.cells.iou < high < 0.95
    assert result.blocks.means["iou"] == pytest.approx(result.network.cells.iou, abs=0.1)
    assert f"{low:.3f} to {high:.3f}" in read(outputs.report)
    assert any(f"{low:.3f} to {high:.3f}" in line for line in log.lines)


def test_a_small_ground_has_no_intervals_and_says_so(outputs):
    evaluate_boundaries(EvaluationInputs(GRID, PREDICTED, REFERENCE, [box(20, -180, 180, -20)]), ORIGIN, outputs)
    assert "With fewer than 5 blocks there are no intervals" in read(outputs.report)
    assert json.loads(read(outputs.scores))["blocks"]["intervals"]["iou"] == [None, None]


def test_overlapping_reference_areas_are_told_and_their_cells_count_once(outputs):
    twice = [REFERENCE[0], box(100, -150, 200, -50)]
    log = Listening()
    result = evaluate_boundaries(EvaluationInputs(GRID, PREDICTED, twice), ORIGIN, outputs, log)
    assert result.overlaps == 1
    assert result.network.cells.tp + result.network.cells.fn == 20 * 30
    assert any("Pairs of reference areas that overlap: 1." in line for line in log.lines)
    assert json.loads(read(outputs.scores))["reference_overlaps"] == 1


@pytest.mark.parametrize(("predicted", "reference"), [(1, 1), (1, 2), (2, 1), (2, 2)])
def test_the_same_area_drawn_twice_on_a_side_is_no_bias(predicted, reference):
    result = evaluate(EvaluationInputs(GRID, predicted * REFERENCE[:1], reference * REFERENCE[:1]))
    assert result.network.cells.iou == 1.0
    assert result.bias.total == 0.0
    assert "together are as large as" in bias_sentence(result)


def test_undefined_scores_are_null_in_the_file_and_a_dash_in_the_report(outputs):
    evaluate_boundaries(EvaluationInputs(GRID, [], REFERENCE), ORIGIN, outputs)
    scores = json.loads(read(outputs.scores))
    assert scores["network"]["cells"]["precision"] is None
    assert scores["network"]["auprc"] is None
    assert scores["beats_baselines"] is None
    assert "<td>-</td>" in read(outputs.report)


def test_a_report_without_matplotlib_has_its_tables_and_says_so(outputs, without_matplotlib):
    evaluate_boundaries(EvaluationInputs(GRID, PREDICTED, REFERENCE), ORIGIN, outputs)
    page = read(outputs.report)
    assert "matplotlib is not installed" in page
    assert "<img" not in page
    assert page.count("<table>") == 5


def test_the_colour_bar_of_the_map_ends_at_one(rasters):
    pytest.importorskip("matplotlib")
    figure = map_figure(evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE, probability=rasters[0])))
    axes, bar = figure.axes
    assert axes.images[0].get_clim() == (0.0, 1.0)
    assert (bar.get_ylim(), bar.get_ylabel()) == ((0.0, 1.0), "probability (bluish: not observable)")
    assert axes.images[0].cmap(1.0)[0] == pytest.approx(0.36, abs=0.1)  # grey: black would hide what is drawn on it


def test_the_areas_of_the_map_have_the_numbers_of_the_table(outputs):
    pytest.importorskip("matplotlib")
    inputs = EvaluationInputs(GRID, PREDICTED, [box(900, -150, 950, -50), *REFERENCE])  # the first lies outside
    result = evaluate_boundaries(inputs, ORIGIN, outputs)
    drawn = map_figure(result).axes[0].texts
    table = read(outputs.report).partition("reference area</th>")[2]
    rows = re.findall(r'<tr><td class="text">(\d+)</td>.*?</td><td>[^<]*</td><td[^>]*>([\d-]+)</td>', table)
    assert rows == [("2", "1"), ("3", "3"), ("4", "-")]
    own = [text for text in drawn if text.get_ha() == "right"]
    assert [text.get_text() for text in own] == ["2", "3", "4"]
    assert [text.get_text() for text in drawn if text.get_ha() == "left"] == ["1", "3"]
    assert [text.get_color() for text in own] == [MATCHED, MISSED, MISSED]
    assert own[0].xy == pytest.approx((WEST + 50, NORTH - 50))


def curve(*bins):
    """Reliability with so many cells, their mean probability and their share of area in each bin; the rest is empty."""
    return np.array([*bins, (0.0, math.nan, math.nan)])


@pytest.mark.parametrize(
    ("reliability", "words"),
    [
        (curve((9000, 0.02, 0.01), (500, 0.98, 0.76)), "about 0.98, only 76 % of the cells lie in an area. There"),
        (curve((9000, 0.02, 0.01), (500, 0.5, 0.84)), "about 0.50, as many as 84 % of the cells lie in an area. There"),
        (curve((9000, 0.02, 0.01), (500, 0.95, 0.9)), "100 cells or more, the probability is off by at most 0.1."),
        (curve((9000, 0.02, 0.01), (99, 0.98, 0.1)), "100 cells or more, the probability is off by at most 0.1."),
        (curve((99, 0.98, 0.1)), "too few cells"),
    ],
)
def test_where_the_probability_is_far_off_words_say_so(reliability, words):
    assert words in reliability_sentence(reliability)


def test_a_layer_called_like_a_script_is_text_in_the_report(rasters, outputs):
    nasty = "<script>alert(1)</script>"
    origin = replace(ORIGIN, predicted=nasty, reference=f'"{nasty}', within=f"'{nasty}")
    evaluate_boundaries(EvaluationInputs(GRID, PREDICTED, REFERENCE, None, *rasters), origin, outputs)
    elements, attributes, text = read_page(read(outputs.report))
    assert f"{nasty} compared with \"{nasty} inside '{nasty}, in cells of 5 m." in text
    assert "script" not in elements
    assert attributes <= {"alt", "charset", "class", "content", "lang", "name", "src"}


def test_synthetic_input_is_called_synthetic(tmp_path, outputs):
    plain, _ = write_raster(tmp_path / "plain.tif", np.ones((5, 5)))
    made_up, _ = write_raster(tmp_path / "made_up.tif", np.ones((5, 5)), metadata={"synthetic": "yes"})
    from osgeo import gdal

    gdal.BuildVRT(str(tmp_path / "stack.vrt"), [plain, made_up]).FlushCache()
    assert not is_synthetic(plain)
    assert is_synthetic(made_up)
    assert is_synthetic(str(tmp_path / "stack.vrt"))
    evaluate_boundaries(EvaluationInputs(GRID, PREDICTED, REFERENCE), replace(ORIGIN, synthetic=True), outputs)
    assert "SYNTHETIC" in read(outputs.report)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_a_cancelled_evaluation_leaves_nothing(tmp_path, rasters, outputs, share):
    with pytest.raises(Cancelled):
        evaluate_boundaries(
            EvaluationInputs(GRID, PREDICTED, REFERENCE, None, *rasters), ORIGIN, outputs, Listening(cancel_at=share)
        )
    assert list((tmp_path / "out").iterdir()) == []


def test_a_report_that_cannot_be_written_takes_the_other_outputs_with_it(tmp_path, outputs):
    with pytest.raises(OutputError):
        evaluate_boundaries(
            EvaluationInputs(GRID, PREDICTED, REFERENCE),
            ORIGIN,
            replace(outputs, report=str(tmp_path / "absent" / "report.html")),
        )
    assert list((tmp_path / "out").iterdir()) == []


def test_without_a_matched_area_the_report_says_that_distances_are_not_known(outputs):
    far = [box(200, -290, 250, -240)]
    evaluate_boundaries(EvaluationInputs(GRID, far, REFERENCE[:1]), ORIGIN, outputs)
    page = read(outputs.report)
    assert "No area is matched above 0.5: how far outlines are apart is not known." in page
    assert "apart on average" not in page
