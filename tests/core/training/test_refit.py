"""The ground of a refit, the ground that a model has learnt from, and what is said of both."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.codes import IGNORE, NONE, TEST, TRAIN, VALIDATION
from slipline.core.base.grid import Grid
from slipline.core.base.model_card import Model
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.core.evaluation.evaluation import evaluate
from slipline.core.evaluation.inputs import EvaluationInputs
from slipline.core.evaluation.page import leak, log_lines
from slipline.core.gis.raster import RasterReader
from slipline.core.prediction.predict import describe_card
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.learnt_ground import ITEM, learnt_from, learnt_of_raster, learnt_share, share_before
from slipline.core.tilestore.split_layer import frame_of
from slipline.core.tilestore.tile_store import build_tile_store
from slipline.core.training.jobs import refit_sentence
from slipline.core.training.train import share_of_training

from ..rasters import CRS, NORTH, WEST, box, write_raster
from ..stacks import NAMES, features_of, random_areas, write_stack

SHAPE = (160, 224)
OPTIONS = TrainingOptions(tile=32, seed=3)
WITHIN = [box(0, -700, 1120, 0)]


def build(folder, stack, areas, options=OPTIONS):
    folder.mkdir(exist_ok=True)
    return build_tile_store(folder, RasterReader(stack), NAMES, Drawing([areas], WITHIN), options, 20.0, Silent())


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scene")
    areas = random_areas(SHAPE, 24, half=(3, 8))
    return folder, write_stack(folder / "stack.tif", features_of(areas, SHAPE)), areas


@pytest.fixture(scope="module")
def store(scene):
    folder, stack, areas = scene
    return build(folder / "store", stack, areas)


def geometry(wkb):
    return ogr.CreateGeometryFromWkb(wkb)


def start(path, learnt):
    """A file with the header of a model whose card tells this."""
    text = json.dumps(
        {
            "w": {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]},
            "__metadata__": {"slipline": json.dumps({"format": 1, "learnt": learnt})},
        }
    ).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + bytes(4))
    return str(path)


def test_all_that_was_drawn_or_left_empty_trains_in_a_refit(store):
    np.testing.assert_array_equal(store.all_ground, np.where(store.labels == IGNORE, NONE, TRAIN))
    assert (store.labels == IGNORE).any()
    whole = store.manifest["all"]
    assert {which for *_, which in whole["positions"]} == {TRAIN}
    tiles = {(row, column) for row, column, _ in whole["positions"]}
    assert tiles >= {(row, column) for row, column, _ in store.manifest["positions"]}
    assert (store.all_ground == TRAIN).sum() > (store.sets != NONE).sum()  # the dead zone too
    covered = np.zeros(store.labels.shape, bool)
    for row, column, rows, columns in whole["objects"]:
        covered[row : row + rows, column : column + columns] = True
    assert covered[store.labels == 1].all()
    assert len(whole["objects"]) > len(store.manifest["objects"])


@pytest.mark.parametrize("change", [{"refit": False}, {"preset": "paper"}, {"split": "random"}, {"folds": 2}])
def test_without_a_refit_the_store_is_as_it_was_before_there_was_one(scene, tmp_path, change):
    _, stack, areas = scene
    made = build(tmp_path / "store", stack, areas, dataclasses.replace(OPTIONS, **change))
    assert "all" not in made.manifest
    assert made.all_ground is None
    assert not (tmp_path / "store" / "sets-all.npy").exists()


def test_where_nothing_is_held_back_there_is_nothing_to_add(tmp_path):
    areas = [box(30, -60, 70, -30)]
    stack = write_stack(tmp_path / "stack.tif", features_of(areas, (20, 20)))
    made = build_tile_store(tmp_path, RasterReader(stack), NAMES, Drawing([areas]), OPTIONS, 20.0, Silent())
    assert "all" not in made.manifest


def test_the_share_of_the_training_counts_the_tiles_that_are_seen(store):
    own = 10 * sum(which == TRAIN for *_, which in store.manifest["positions"])
    refit = 10 * len(store.manifest["all"]["positions"])
    assert share_of_training(store, dataclasses.replace(OPTIONS, epochs=10)) == pytest.approx(own / (own + refit))


def test_a_model_has_learnt_from_its_training_ground_and_after_the_refit_from_all(store):
    before, after = (learnt_from(store, sets, "") for sets in (store.sets, store.all_ground))
    crs, frames = store.grid.crs, {which: frame_of(store, which) for which in (TRAIN, VALIDATION, TEST)}
    assert [learnt_share(frames[which], crs, before) for which in (VALIDATION, TEST)] == [0.0, 0.0]
    assert learnt_share(frames[TRAIN], crs, before) > 0.98
    assert all(learnt_share(frames[which], crs, after) > 0.98 for which in frames)
    whole = geometry(WITHIN[0])
    assert learnt_share(whole, crs, before) == pytest.approx(
        (store.sets == TRAIN).sum() * 25 / whole.GetArea(), abs=0.02
    )
    assert len(json.dumps(after)) < 20_000


def learnt(*polygons, crs=CRS):
    return [{"crs": crs, "ground": geometry(polygon).ExportToWkt()} for polygon in polygons]


def test_the_share_of_rectangles_by_hand():
    ground = geometry(box(0, -100, 200, 0))
    assert learnt_share(ground, CRS, learnt(box(150, -100, 400, 0))) == pytest.approx(0.25)
    assert learnt_share(ground, CRS, learnt(box(150, -100, 400, 0), box(100, -100, 160, 0))) == pytest.approx(
        0.5
    )  # what they share counts once
    assert learnt_share(ground, CRS, learnt(box(198, -100, 400, 0))) == 0.0  # one per cent: rounding
    assert learnt_share(ground, CRS, learnt(box(500, -100, 600, 0))) == 0.0
    assert learnt_share(ground, CRS, []) == 0.0


def test_ground_in_another_crs_is_brought_over():
    other = geometry(box(100, -100, 400, 0))
    from osgeo import osr

    from slipline.core.gis.crs import spatial_reference

    other.Transform(osr.CoordinateTransformation(spatial_reference(CRS), spatial_reference("EPSG:32634")))
    share = learnt_share(geometry(box(0, -100, 200, 0)), CRS, [{"crs": "EPSG:32634", "ground": other.ExportToWkt()}])
    assert share == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize(
    "told",
    [
        None,
        3,
        "x",
        [3],
        [{}],
        [{"crs": "EPSG:32633"}],
        [{"crs": "nowhere", "ground": "POLYGON((0 0,1 0,1 1,0 0))"}],
        [{"crs": "EPSG:32633", "ground": "POLYGON((0"}],
        [{"crs": "EPSG:32633", "ground": "POINT(500050 4599950)"}],
    ],
)
def test_what_no_one_can_read_is_no_ground(tmp_path, store, told):
    assert share_before(store, start(tmp_path / "m.safetensors", told)) == 0.0
    path, _ = write_raster(tmp_path / "p.tif", np.zeros((20, 40)), metadata={ITEM: json.dumps(told)})
    assert learnt_share(geometry(box(0, -100, 200, 0)), CRS, learnt_of_raster(RasterReader(path))) == 0.0
    path, _ = write_raster(tmp_path / "q.tif", np.zeros((20, 40)), metadata={ITEM: "[{"})
    assert learnt_of_raster(RasterReader(path)) == []


def test_a_training_that_starts_from_a_model_that_knows_the_ground_is_told(tmp_path, store):
    assert share_before(store, "") == 0.0
    assert share_before(store, start(tmp_path / "same.safetensors", learnt_from(store, store.sets, ""))) == 0.0
    model = start(tmp_path / "refitted.safetensors", learnt_from(store, store.all_ground, ""))
    assert share_before(store, model) > 0.98
    frame = frame_of(store, TEST)
    assert learnt_share(frame, store.grid.crs, learnt_from(store, store.sets, model)) > 0.98  # it has learnt from both
    other = start(tmp_path / "other.safetensors", learnt(box(0, -100, 200, 0), crs="EPSG:32634"))
    assert [one["crs"] for one in learnt_from(store, store.sets, model)] == [store.grid.crs]
    assert [one["crs"] for one in learnt_from(store, store.sets, other)] == [store.grid.crs, "EPSG:32634"]
    text = json.dumps(
        {
            "w": {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]},
            "__metadata__": {"slipline_run": json.dumps({"options": {"start_from": model}})},
        }
    ).encode()
    run = tmp_path / "run.safetensors"
    run.write_bytes(len(text).to_bytes(8, "little") + text + bytes(4))
    assert share_before(store, str(run)) > 0.98  # an interrupted training that began with it
    (tmp_path / "refitted.safetensors").unlink()
    assert share_before(store, str(run)) == 0.0


def test_scores_on_ground_that_was_learnt_from_are_stamped(tmp_path):
    grid = Grid(CRS, WEST, NORTH, 5.0, 100, 60)
    areas = [box(50, -150, 150, -50)]
    probability = np.full((60, 100), 0.1)

    def scored(within, metadata):
        path, _ = write_raster(tmp_path / "p.tif", probability, names=["probability"], metadata=metadata)
        return evaluate(EvaluationInputs(grid, areas, areas, within, RasterReader(path)))

    told = {ITEM: json.dumps(learnt(box(0, -300, 250, 0)))}
    half = scored(None, told)
    assert half.learnt == pytest.approx(0.5)
    assert log_lines(half)[0].startswith("LEAKY: the model has learnt from 50 % of the scored ground")
    for result in (scored([box(0, -300, 250, 0)], {}), evaluate(EvaluationInputs(grid, areas, areas))):
        assert result.learnt == 0.0
        assert leak(result) == []
    gdal.Unlink(str(tmp_path / "p.tif"))


def test_the_sentence_says_what_became_of_the_refit():
    assert refit_sentence(None) == ""
    done = refit_sentence({"done": True, "epochs": 7, "threshold": 0.416, "temperature": 2.0})
    assert "for 7 epochs on all labelled ground, including the held-back ground (refit)" in done
    assert "The threshold, now 0.42," in done
    assert "has learnt only from the training ground" in refit_sentence({"done": False})
    dropped = {"done": False, "epochs": 7, "loss_before": 0.31, "loss_after": 0.35}
    assert "its loss, 0.350, is not lower than that of the scored model, 0.310." in refit_sentence(dropped)
    assert "its loss, -, is not lower than that of the scored model, 0.310." in refit_sentence(
        {**dropped, "loss_after": None}
    )


def test_prediction_tells_that_the_scores_are_those_of_the_model_before():
    card = {
        "network": {"name": "resunet", "width": 4},
        "bands": [{"name": "hotspot"}],
        "scores": {"set": "test", "network": {"iou": 0.5}},
    }
    words = "before it was trained once more on all labelled ground"
    assert words in " ".join(describe_card(Model("m", {**card, "refit": {"done": True, "epochs": 3}}), 0.5))
    assert words not in " ".join(
        describe_card(Model("m", {**card, "refit": {"done": False}}), 0.5) + describe_card(Model("m", card), 0.5)
    )
