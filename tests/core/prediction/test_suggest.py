"""Which areas are suggested to be drawn, in which order, and what their layer holds for the review panel."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.areas.review import FIELDS
from slipline.core.base.errors import InputError
from slipline.core.base.progress import Silent
from slipline.core.evaluation.look_list import APART, UNSURE
from slipline.core.gis.provenance import source_is_synthetic, stamp_synthetic
from slipline.core.prediction.suggest import SIDE_M, SuggestionInputs, pieces, spread_out, suggest_areas

from ..rasters import NORTH, WEST, box, write_raster
from ..stacks import write_stack

NAMES = ("area_id", "why", "probability_mean", "area_m2", "stack", *FIELDS)
SHAPE = (200, 240)  # 1,000 x 1,200 m


def block(west, south, side=100):
    """Rows and columns of a square whose south-west corner is given in metres from the north-west of the raster."""
    return slice((-south - side) // 5, -south // 5), slice(west // 5, (west + side) // 5)


@pytest.fixture()
def scene(tmp_path):
    """A sure area, two unsure ones, and targets that move fast where the network sees nothing."""
    generator = np.random.default_rng(3)
    targets = np.where(generator.random(SHAPE) < 0.2, generator.normal(0.0, 1.0, SHAPE), np.nan).astype(np.float32)
    moving = block(800, -900, 200)
    targets[moving] = np.where(np.isfinite(targets[moving]), -25.0, np.nan)
    stack = write_stack(tmp_path / "stack.tif", targets[None], names=["targets"])
    probability = np.full(SHAPE, 0.02, np.float32)
    for place, value in (((100, -200), 0.99), ((100, -600), 0.5), ((500, -200), 0.6)):
        probability[block(*place)] = value
    path, _ = write_raster(tmp_path / "p.tif", probability, names=["probability"])
    return path, stack, str(tmp_path / "draw.gpkg")


def listed(path):
    dataset = ogr.Open(path)
    rows = [
        {**{name: feature[name] for name in NAMES}, "middle": feature.GetGeometryRef().Centroid().GetPoint_2D()}
        for feature in dataset.GetLayer(0)
    ]
    dataset = None
    return rows


def at(row):
    """West and north edge in hundreds of metres of the place of an area."""
    return int((row["middle"][0] - WEST) // 100), int((NORTH - row["middle"][1]) // 100)


def test_unsure_and_disputed_areas_come_before_sure_ones_and_the_layer_can_be_reviewed(scene):
    probability, stack, output = scene
    count = suggest_areas(SuggestionInputs(probability, stack), output, Silent())
    rows = listed(output)
    assert count == len(rows)
    assert [row["area_id"] for row in rows] == list(range(1, count + 1))
    reasons = {at(row): row["why"] for row in rows}
    assert reasons[(1, 5)] == reasons[(5, 1)] == UNSURE  # half sure, and sixty in a hundred
    moving = next(row for row in rows if 8 <= at(row)[0] <= 9 and 7 <= at(row)[1] <= 8)
    assert moving["why"] == APART
    assert at(rows[-1]) == (1, 1)  # nobody doubts it: 0.99
    assert rows[0]["stack"] == "stack.tif"


def test_what_is_drawn_or_mapped_already_is_not_suggested_again(scene):
    probability, stack, output = scene
    drawn, mapped = [box(90, -210, 210, -90)], [box(480, -220, 620, -80)]
    suggest_areas(SuggestionInputs(probability, stack, drawn, mapped), output, Silent())
    places = {at(row) for row in listed(output)}
    assert (1, 5) in places
    assert not places & {(1, 1), (5, 1)}


def test_no_more_are_listed_than_asked_for(scene):
    probability, stack, output = scene
    assert suggest_areas(SuggestionInputs(probability, stack), output, Silent(), most=2) == len(listed(output)) == 2


def test_suggestions_on_invented_ground_say_that_they_are_invented(scene):
    probability, stack, output = scene
    suggest_areas(SuggestionInputs(probability, stack), output, Silent())
    assert not source_is_synthetic(output)
    stamp_synthetic(stack)
    suggest_areas(SuggestionInputs(probability, stack), output, Silent())
    assert source_is_synthetic(output)


def test_where_there_is_no_area_to_suggest_it_is_said(scene, tmp_path):
    probability, stack, output = scene
    with pytest.raises(InputError, match="There is no area to suggest"):
        suggest_areas(SuggestionInputs(probability, stack, within=[box(-10, -1010, 1210, 10)]), output, Silent())
    assert not (tmp_path / "draw.gpkg").exists()


def test_the_second_suggestion_is_the_best_one_that_lies_apart():
    teaches = np.array([1.0, 0.99, 0.5, 0.0])
    middles = np.array([[0.0, 0.0], [10.0, 0.0], [1000.0, 1000.0], [1000.0, 0.0]])
    assert spread_out(teaches, middles, 3)[:2] == [0, 2]
    assert sorted(spread_out(teaches, middles, 9)) == [0, 1, 2, 3]
    assert spread_out(np.zeros(0), np.zeros((0, 2)), 3) == []


def test_a_piece_as_large_as_a_valley_is_cut_into_squares():
    small, large = box(0, -300, 300, 0), box(0, -1000, 1200, 0)
    assert pieces(small) == [small]
    parts = [ogr.CreateGeometryFromWkb(part) for part in pieces(large)]
    assert sum(part.GetArea() for part in parts) == pytest.approx(1_200_000.0)
    assert max(part.GetArea() for part in parts) <= SIDE_M**2 + 1e-6
