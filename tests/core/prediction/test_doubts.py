"""Labels to look at before the final training, what it leaves out, and what a decision changes."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.areas.review import ACCEPTED, FIELDS, LATER, REJECTED
from slipline.core.base.codes import NONE, TRAIN
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.core.evaluation.look_list import CONTRADICTED, FORGOTTEN, LookedAt, with_decisions, write_look_list
from slipline.core.gis.raster import RasterReader
from slipline.core.prediction.doubts import LabelInputs, _doubts, leave_out, where_they_lie
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.tile_store import build_tile_store

from ..rasters import CRS, box, write_raster
from ..stacks import write_stack

SHAPE = (200, 240)
MOVING = {"drawn": (100, -200), "forgotten": (800, -200), "unsure": (800, -600)}
STILL = {"contradicted": (100, -600), "trusted": (450, -600)}
SIDE = 150


def square(place):
    west, south = place
    return box(west, south, west + SIDE, south + SIDE)


def cells(place):
    west, south = place
    return slice((-south - SIDE) // 5, -south // 5), slice(west // 5, (west + SIDE) // 5)


@pytest.fixture()
def scene(tmp_path):
    """Three squares move, of which one is drawn; two that stand still are drawn, of which the network sees one."""
    generator = np.random.default_rng(3)
    targets = np.where(generator.random(SHAPE) < 0.3, generator.normal(0.0, 1.0, SHAPE), np.nan).astype(np.float32)
    probability = np.full(SHAPE, 0.02, np.float32)
    for place in MOVING.values():
        targets[cells(place)] = np.where(np.isfinite(targets[cells(place)]), -25.0, np.nan)
    for place, value in ((MOVING["drawn"], 0.95), (MOVING["forgotten"], 0.9), (STILL["trusted"], 0.7)):
        probability[cells(place)] = value
    drawn = [square(place) for place in (MOVING["drawn"], *STILL.values())]
    stack = RasterReader(write_stack(tmp_path / "stack.tif", targets[None], names=["targets"]))
    (tmp_path / "store").mkdir()
    options = TrainingOptions(tile=32, seed=3, split="blocks")
    store = build_tile_store(tmp_path / "store", stack, ["targets"], Drawing([drawn]), options, 20.0, Silent())
    path, _ = write_raster(tmp_path / "p.tif", probability, names=["probability"])
    with RasterReader(path) as map_of_network:
        yield store, drawn, stack, map_of_network, tmp_path
    stack.close()


def found(scene, decided=()):
    store, drawn, stack, probability, folder = scene
    (folder / "maps").mkdir()
    return _doubts(LabelInputs(store, drawn, decided), stack, probability, folder / "maps", Silent())


def share(outline, place):
    one, other = (ogr.CreateGeometryFromWkb(each) for each in (outline, square(place)))
    return one.Intersection(other).GetArea() / one.Union(other).GetArea()


def test_what_both_maps_see_and_nobody_drew_may_be_forgotten_and_what_nothing_supports_is_contradicted(scene):
    doubts = found(scene)
    assert [one.why for one in doubts] == [FORGOTTEN, CONTRADICTED]
    assert share(doubts[0].outline, MOVING["forgotten"]) > 0.6
    assert share(doubts[1].outline, STILL["contradicted"]) > 0.99


def test_what_was_decided_is_not_doubted_again(scene):
    decided = [square(MOVING["forgotten"]), square(STILL["contradicted"])]
    assert found(scene, decided) == []


def test_the_final_training_does_not_learn_from_doubtful_labels(scene):
    store = scene[0]
    before = np.array(store.all_ground)
    count = leave_out(store, [square(STILL["contradicted"])])
    after = store.all_ground
    assert count == (before == TRAIN)[cells(STILL["contradicted"])].sum() > 0
    assert (after[cells(STILL["contradicted"])] == NONE).all()
    assert (after != before).sum() == count


def test_a_decision_adds_forgotten_areas_and_takes_contradicted_outlines_away():
    drawn, wrong, missed = square((0, -200)), square((400, -200)), square((800, -200))
    kept, decided = with_decisions(
        [drawn, wrong],
        [wrong, missed, square((0, -600)), drawn],
        [REJECTED, ACCEPTED, LATER, ACCEPTED],
        [CONTRADICTED, FORGOTTEN, FORGOTTEN, CONTRADICTED],
    )
    assert kept == [drawn, missed]
    assert decided == [wrong, missed, drawn]


def test_the_layer_is_one_for_the_review_panel(scene, tmp_path):
    areas = where_they_lie([LookedAt(square((0, -200)), FORGOTTEN, 0.8)], scene[0])
    write_look_list(str(tmp_path / "look.gpkg"), CRS, areas, "stack.vrt", Silent())
    dataset = ogr.Open(str(tmp_path / "look.gpkg"))
    (feature,) = list(dataset.GetLayer(0))
    names = [feature.GetFieldDefnRef(number).GetName() for number in range(feature.GetFieldCount())]
    assert set(FIELDS) | {"area_id", "why", "probability_mean"} <= set(names)
    assert (feature["why"], feature["area_id"], feature["status"]) == (FORGOTTEN, 1, None)
    feature = dataset = None
