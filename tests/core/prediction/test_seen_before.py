"""What is said where a model has not seen the like of a stack."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.card_schema import card_of
from slipline.core.base.errors import InputError
from slipline.core.base.model_card import Model
from slipline.core.gis.raster import RasterReader
from slipline.core.hotspots.shown_ground import LOOK_ITEM, ground_shown
from slipline.core.prediction.seen_before import differences, say_what_is_new

from ..listening import Listening
from ..stacks import write_stack

NAMES = ["velocity", "density", "aspect_east", "aspect_north", "sensitivity"]
SHAPE = (200, 240)
THEN = {
    "spread_mm_yr": 2.0,
    "density_km2": 400.0,
    "towards_share": 0.1,
    "facing_away_deg": 90.0,
    LOOK_ITEM: 280.0,
    "areas_towards": 2.0,
    "areas_away": 40.0,
}
CARD = {"cell_m": 5.0, "ground": THEN}


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    """Stable ground of 2 mm/yr; a tenth moves away on slopes that face east, a thirtieth towards on western ones."""
    generator = np.random.default_rng(4)
    layers = np.zeros((5, *SHAPE), np.float32)
    layers[0] = generator.normal(0.0, 2.0, SHAPE)
    layers[1] = 400.0
    layers[2] = generator.normal(0.0, 0.5, SHAPE)
    layers[3] = generator.normal(0.0, 0.5, SHAPE)
    layers[0, :20], layers[2, :20], layers[3, :20] = -30.0, 0.9, 0.0
    layers[0, 20:28], layers[2, 20:28], layers[3, 20:28] = 30.0, -0.9, 0.0
    path = write_stack(tmp_path_factory.mktemp("ground") / "stack.tif", layers, names=NAMES)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(5).SetMetadataItem(LOOK_ITEM, "280.0")
    dataset = None
    return path


def test_a_stack_tells_its_ground_in_a_few_numbers(stack):
    with RasterReader(stack) as reader:
        told = ground_shown(reader)
    assert told["spread_mm_yr"] == pytest.approx(2.0, rel=0.4)
    assert told["density_km2"] == 400.0
    assert told["towards_share"] == pytest.approx(8 / 28, abs=0.05)
    assert told["facing_away_deg"] == pytest.approx(90.0, abs=8.0)
    assert told["facing_towards_deg"] == pytest.approx(270.0, abs=8.0)
    assert told[LOOK_ITEM] == 280.0


def test_a_stack_without_velocities_or_terrain_tells_what_it_has(tmp_path):
    path = write_stack(tmp_path / "red.tif", np.ones((1, 40, 40), np.float32), names=["red"])
    with RasterReader(path) as reader:
        assert ground_shown(reader) == {}


def test_ground_like_that_of_the_training_is_not_spoken_of():
    assert differences(CARD, {**THEN, "spread_mm_yr": 3.0, "density_km2": 200.0, LOOK_ITEM: 275.0}, 5.1) == []


@pytest.mark.parametrize(
    ("here", "cell_m", "sentence"),
    [
        ({LOOK_ITEM: 80.0}, 5.0, "looks to 80° here, to 280° in the training: these are targets of another orbit"),
        (
            {"towards_share": 0.6},
            5.0,
            "60 % of the moving ground moves towards the satellite here; the model has learnt",
        ),
        ({"facing_away_deg": 265.0}, 5.0, "move away from the satellite face 265° here, 90° in training"),
        ({"spread_mm_yr": 5.0}, 5.0, "scatter by 5 mm/yr here, by 2 mm/yr in the training"),
        ({"spread_mm_yr": 0.5}, 5.0, "scatter by 0.5"),
        ({"density_km2": 20.0}, 5.0, "There are 20 targets per km² here, 400 in the training"),
        ({}, 5.8, "The cells are 5.8 m wide here, 5 m in the training"),
    ],
)
def test_each_difference_is_said_in_one_sentence(here, cell_m, sentence):
    (found,) = differences(CARD, here, cell_m)
    assert sentence in found.replace(".000", "").replace("0.500", "0.5")


def test_a_direction_that_the_model_knows_or_that_hardly_occurs_is_not_spoken_of():
    assert differences(CARD, {"towards_share": 0.1}, 5.0) == []
    assert differences({**CARD, "ground": {**THEN, "areas_towards": 9.0}}, {"towards_share": 0.9}, 5.0) == []


def test_a_card_that_does_not_tell_says_nothing_and_all_is_heard_as_warnings(stack):
    assert differences({"cell_m": 5.0}, THEN, 5.0) == []
    heard = Listening()
    with RasterReader(stack) as reader:
        say_what_is_new(Model("m", {**CARD, "ground": {**THEN, LOOK_ITEM: 80.0}}), reader, heard)
    assert "another orbit" in heard.warnings[0]
    assert "has not seen ground like this" in heard.warnings[-1]


def test_the_card_takes_these_numbers_and_no_others():
    card = {"format": 1, "ground": THEN}
    assert card_of("m", json.dumps(card))["ground"] == THEN
    for wrong in ({**THEN, "more": 1.0}, {**THEN, "spread_mm_yr": "much"}, [1.0]):
        with pytest.raises(InputError, match="ground"):
            card_of("m", json.dumps({**card, "ground": wrong}))
