"""A result is never below the best simple map that a model's card knows, unless the user wants the network's."""

from __future__ import annotations

import json

import numpy as np
import pytest

from slipline.core.areas.rules import AreaRules
from slipline.core.base.card_schema import card_of
from slipline.core.base.errors import InputError
from slipline.core.base.model_card import Model
from slipline.core.base.progress import Silent
from slipline.core.evaluation.scores import Confusion
from slipline.core.evaluation.simple_map import KINDS, SimpleMap, made_map, maps_of_stack
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import rasterize
from slipline.core.prediction.floor import chosen_floor, floor_of, require_no_deviation, say_floor, write_simple_map
from slipline.core.prediction.inputs import PredictionInputs
from slipline.core.prediction.predict import PredictionOutputs, predict_boundaries
from slipline.core.worker.python import WorkerPython

from ..listening import Listening
from ..rasters import box
from ..stacks import features_of, random_areas, write_stack

SHAPE = (120, 160)
NAMES = ["hotspot", "velocity", "targets"]


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """A stack on which every simple map finds something, and the areas."""
    areas = random_areas(SHAPE, 10)
    layers = features_of(areas, SHAPE)[[0, 1, 1]]
    targets = np.random.default_rng(5).random(SHAPE) < 0.3
    layers[2] = np.where(targets, layers[1] * 3.0, np.nan)
    stack = write_stack(tmp_path_factory.mktemp("floor") / "stack.tif", layers, names=NAMES)
    with RasterReader(stack) as reader:
        inside = rasterize(areas, reader.grid, reader.grid.window) > 0
    return stack, inside


def chosen(reader, inside, kind):
    """A simple map with its best setting on the whole scene."""
    window = reader.grid.window
    made = next(one for one in maps_of_stack(reader.grid, reader) if one.name == kind)
    made.add(window, inside, np.ones(inside.shape, bool))
    made.choose()
    return made


def card(simple=None, **entries):
    told = {"simple_map": simple.as_dict()} if simple else {}
    bands = [{"name": name} for name in NAMES]
    network = {"name": "unet", "width": 4}
    return {
        "format": 1,
        "network": network,
        "bands": bands,
        "tile": 32,
        "cell_m": 5.0,
        "threshold": 0.5,
        **told,
        **entries,
    }


def simple_map(network_iou, kind=KINDS[0], settings=None):
    return SimpleMap(
        kind=kind,
        settings=settings or {"speed_mm_yr": 5.0, "buffer_m": 25.0},
        cells=Confusion(tp=60, fp=20, fn=20, tn=900),
        network_iou=network_iou,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_settings_in_the_card_make_the_very_map_that_was_scored(scene, kind):
    stack, inside = scene
    with RasterReader(stack) as reader:
        scored = chosen(reader, inside, kind)
        told = json.loads(json.dumps(scored.settings))
        again = made_map(kind, told, reader)
        expected = scored.mask(reader.grid.window)
        assert 0 < expected.sum() < expected.size
        np.testing.assert_array_equal(again.mask(reader.grid.window), expected)


@pytest.mark.parametrize("kind", KINDS)
def test_every_simple_map_passes_the_cards_checks_and_nothing_else_does(scene, kind):
    stack, inside = scene
    with RasterReader(stack) as reader:
        made = chosen(reader, inside, kind)
    entry = simple_map(0.3, kind, made.settings).as_dict()
    assert card_of("m", json.dumps(card(simple_map=entry)))["simple_map"] == entry
    for wrong in (
        {**entry, "kind": "magic"},
        {**entry, "settings": {**entry["settings"], "extra": 1.0}},
        {**entry, "settings": {}},
        {**entry, "iou": 1.5},
        {**entry, "run": "code"},
    ):
        with pytest.raises(InputError, match="simple_map"):
            card_of("m", json.dumps(card(simple_map=wrong)))


@pytest.mark.parametrize(
    ("network", "areas", "best", "drawn"),
    [
        (0.4, 5, "auto", True),
        (0.6, 5, "auto", True),  # as good is not better
        (0.7, 5, "auto", False),
        (0.4, 20, "auto", False),
        (0.4, 50, "yes", True),
        (0.7, 50, "yes", False),
        (0.4, 5, "no", False),
        (float("nan"), 5, "auto", True),
    ],
)
def test_which_of_the_two_is_drawn(network, areas, best, drawn):
    told = card_of("m", json.dumps(card(simple_map(network), drawn_areas=areas)))
    assert (chosen_floor(told, best) is not None) is drawn
    heard = Listening()
    say_floor(Model("m", told), best, heard)
    said = " ".join(heard.warnings)
    assert ("is drawn instead" in said) is drawn
    if not drawn and network == 0.4:
        assert "Do not rely on these boundaries" in said
    if network == 0.7:
        assert not heard.warnings
        assert "the network was better" in heard.lines[0]


def test_a_model_that_tells_of_no_simple_map_draws_itself():
    assert chosen_floor(card(), "yes") is None
    assert (
        floor_of(card(SimpleMap("candidate areas", {"stability_factor": 1.0, "score": 1.0}, Confusion(), 0.0))) is None
    )


def test_the_simple_map_becomes_areas_without_the_worker_and_is_as_good_as_it_was_scored(scene, tmp_path):
    stack, inside = scene
    with RasterReader(stack) as reader:
        made = chosen(reader, inside, KINDS[1])
        expected = made.mask(reader.grid.window)
        floor = simple_map(0.2, KINDS[1], made.settings)
        model = tmp_path / "m.safetensors"
        inputs = PredictionInputs(stack=reader, model=Model(str(model), card(floor, drawn_areas=3)))
        paths = [str(tmp_path / name) for name in ("p.tif", "m.tif", "a.gpkg")]
        heard = Listening()
        rules = AreaRules(threshold=0.5, min_area_m2=0.0, merge_m=0.0)
        summary = predict_boundaries(
            inputs, PredictionOutputs(*paths), rules, None, WorkerPython("/no/python", "the test"), heard
        )
        known = np.isfinite(reader.read(reader.grid.window, NAMES[:2])).any(axis=0)
    with RasterReader(paths[1]) as mask:
        drawn = mask.read(mask.grid.window)[0]
    np.testing.assert_array_equal(drawn[known] == 1, expected[known])
    assert np.isnan(drawn[~known]).all()
    assert "NOT better than the simple map" in heard.warnings[0]
    assert summary.count > 0


def test_only_the_ground_asked_for_is_drawn(scene, tmp_path):
    stack, inside = scene
    with RasterReader(stack) as reader:
        made = chosen(reader, inside, KINDS[1])
        told = card(simple_map(0.2, KINDS[1], made.settings), drawn_areas=3)
        inputs = PredictionInputs(stack=reader, model=Model("m", told), within=[box(200, -200, 400, -100)])
        coverage = write_simple_map(inputs, floor_of(told), str(tmp_path / "p.tif"), Silent())
    assert coverage.cells == 40 * 20


def test_a_stack_without_the_bands_and_a_deviation_are_refused(scene, tmp_path):
    only = write_stack(tmp_path / "red.tif", np.ones((1, 8, 8), np.float32), names=["red"])
    with (
        RasterReader(only) as reader,
        pytest.raises(InputError, match="cannot be made: the stack has only the bands red"),
    ):
        made_map(KINDS[2], {"stability_factor": 1.0, "score": 1.0}, reader)
    model = Model("m", card(simple_map(0.2), drawn_areas=3))
    with pytest.raises(InputError, match="has no standard deviation"):
        require_no_deviation(model, "auto", True)
    require_no_deviation(model, "no", True)
