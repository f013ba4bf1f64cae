"""Stacks brought to the units and the cells of a model that has learnt on other sheets."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from slipline.core.base.errors import InputError
from slipline.core.base.grid import Window
from slipline.core.base.model_card import Model
from slipline.core.base.progress import Silent
from slipline.core.base.sheet_units import GROUND, LEVEL, RELATIVE, SPREAD, TYPICAL
from slipline.core.base.starting_model import STARTING_MODEL, second_factor, working_factor
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_writer import Band, RasterWriter
from slipline.core.prediction import working_cells
from slipline.core.prediction.checks import check_stack
from slipline.core.prediction.inputs import PredictionInputs
from slipline.core.prediction.predict import describe_card
from slipline.core.prediction.probability import Coverage
from slipline.core.prediction.sheet import sheet_units

from ..listening import Listening
from ..rasters import box
from ..stacks import write_stack

NAMES = ["hotspot", "velocity", "density"]
CARD = {
    "network": {"name": "resunet", "width": 8},
    "cell_m": 15.0,
    "works_at_m": 15.0,
    "cells_m": [9.0, 32.0],
    "tile": 128,
    "threshold": 0.5,
    "bands": [
        {"name": "hotspot", "scaling": {"kind": GROUND, LEVEL: 0.0, SPREAD: 1.0}},
        {"name": "velocity", "unit": "mm/yr", "scaling": {"kind": GROUND, LEVEL: 1.0, SPREAD: 2.0}},
        {"name": "density", "scaling": {"kind": RELATIVE, TYPICAL: 1.0}},
    ],
}


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    """A sheet whose stable ground moves at -7 mm/yr, with a landslide."""
    rng = np.random.default_rng(2)
    layers = rng.normal(0, 1, (3, 150, 210)).astype(np.float32)
    layers[0] *= 80.0
    layers[1] = 3.0 * layers[1] - 7.0
    layers[:2, 40:80, 60:100] += np.array([900.0, 40.0], np.float32)[:, None, None]
    layers[2] = 250.0
    layers[:2, :20] = np.nan
    return write_stack(tmp_path_factory.mktemp("sheet") / "stack.tif", layers, names=NAMES, cell_m=5.0)


def test_bands_count_in_units_of_the_stable_ground_of_the_stack(stack):
    heard = Listening()
    with RasterReader(stack) as reader:
        units = sheet_units(reader, CARD, np.ones(3, np.float32), heard)
        values = reader.read(reader.grid.window, NAMES)
    for band in range(3):
        units.bring(values[band], band)
    still = np.s_[100:, :]
    assert np.median(values[0][still]) == pytest.approx(0.0, abs=0.15)
    assert values[0][still].std() == pytest.approx(1.0, abs=0.15)
    assert np.median(values[1][still]) == pytest.approx(1.0, abs=0.3)
    assert values[1][still].std() == pytest.approx(2.0, abs=0.3)
    assert np.unique(values[2]) == pytest.approx(1.0)
    assert sum("stable ground of this stack" in line for line in heard.lines) == 2


def test_other_units_of_a_stack_change_nothing(stack, tmp_path):
    with RasterReader(stack) as reader:
        layers = reader.read(reader.grid.window, NAMES)
        same = sheet_units(reader, CARD, np.ones(3, np.float32), Silent())
    layers[1] *= 0.001
    other = write_stack(tmp_path / "m.tif", layers, names=NAMES, cell_m=5.0)
    with RasterReader(other) as reader:
        units = sheet_units(reader, CARD, np.array([1.0, 1000.0, 1.0], np.float32), Silent())
    np.testing.assert_allclose(units.factors, same.factors * [1.0, 1000.0, 1.0], rtol=1e-4)
    np.testing.assert_allclose(units.summands, same.summands, rtol=1e-3, atol=1e-4)


def test_a_model_without_such_bands_reads_a_stack_as_it_is(stack):
    card = {"bands": [{"name": "velocity", "scaling": {"kind": "asinh", "scale": 5.0}}]}
    with RasterReader(stack) as reader:
        units = sheet_units(reader, card, np.array([2.0], np.float32), Silent())
    assert (units.factors.tolist(), units.summands.tolist()) == ([2.0], [0.0])


@pytest.mark.parametrize(
    ("cell_m", "factor"), [(2.5, 6), (5.0, 3), (10.0, 2), (14.0, 1), (15.0, 1), (30.0, 1), (100.0, 1)]
)
def test_fine_stacks_are_brought_to_the_cells_of_the_model(cell_m, factor):
    assert working_factor(CARD, cell_m) == factor
    assert working_factor({"cell_m": 15.0}, cell_m) == 1


@pytest.mark.parametrize(
    ("cell_m", "factor"), [(2.5, 12), (5.0, 6), (10.0, 3), (14.0, 2), (15.0, 2), (20.0, 0), (30.0, 0)]
)
def test_it_looks_again_at_larger_cells_that_it_knows(cell_m, factor):
    assert second_factor({**CARD, "looks_again": 2}, cell_m) == factor
    assert second_factor(CARD, cell_m) == 0


def test_two_looks_together_are_the_mean_of_their_odds():
    """What one is sure of the other does not take away; where one sees nothing the other counts alone."""
    first, second = np.array([[0.5, 0.999, np.nan, np.nan]]), np.array([[0.5, 0.001, 0.2, np.nan]])
    together = working_cells.together([first.astype(np.float32), second.astype(np.float32)])
    odds = (999.0 + 1 / 999.0) / 2
    np.testing.assert_allclose(together, [[0.5, odds / (1 + odds), 0.2, np.nan]], rtol=1e-4)


def test_the_second_look_reaches_the_map(stack, tmp_path, monkeypatch):
    """A stand-in that sees something in the larger cells alone."""
    looked = []

    def sees(inputs, outputs, finished, _python, _progress):
        grid = inputs.stack.grid
        looked.append((grid.cell_m, finished is None))
        with RasterWriter(outputs[0], grid, [Band("probability")]) as writer:
            value = 0.9 if grid.cell_m > 20 else 0.02
            writer.write(np.full(grid.shape, value, np.float32), grid.window)
        return Coverage(grid.rows * grid.columns, grid.rows * grid.columns, 4, 4)

    monkeypatch.setattr(working_cells, "predict_probability", sees)
    with RasterReader(stack) as reader:
        inputs = PredictionInputs(reader, Model("start.safetensors", {**CARD, "looks_again": 2}))
        coverage = working_cells.predict_at_own_cells(inputs, [str(tmp_path / "p.tif")], None, None, Silent())
    assert looked == [(15.0, True), (30.0, False)]
    assert coverage.tiles == 8
    with RasterReader(tmp_path / "p.tif") as made:
        values = made.read(made.grid.window)[0]
    odds = (9.0 + 0.02 / 0.98) / 2
    np.testing.assert_allclose(values[np.isfinite(values)], odds / (1 + odds), rtol=1e-4)


def test_cells_that_the_model_has_never_seen_are_refused(tmp_path):
    layers = np.ones((3, 8, 9))
    for cell_m in (8.0, 20.0, 38.0):
        with RasterReader(write_stack(tmp_path / f"{cell_m}.tif", layers, names=NAMES, cell_m=cell_m)) as reader:
            check_stack(reader, CARD)
    path, sentence = write_stack(tmp_path / "90.tif", layers, names=NAMES, cell_m=90.0), "knows cells of 9 to 32 m"
    with RasterReader(path) as reader, pytest.raises(InputError, match=rf"cells of 90\.0 m, the model {sentence}"):
        check_stack(reader, CARD)


def test_what_is_predicted_at_the_models_cells_lies_on_the_stacks(stack, tmp_path, monkeypatch):
    """A ramp that a stand-in predicts comes back as a ramp: null where nothing was seen, and outside WITHIN."""
    asked = {}

    def ramp(inputs, outputs, _finished, _python, _progress):
        grid = inputs.stack.grid
        asked.update(cell_m=grid.cell_m, names=inputs.stack.names)
        with RasterWriter(outputs[0], grid, [Band("probability")]) as writer:
            values = np.tile(0.001 * np.arange(grid.columns, dtype=np.float32), (grid.rows, 1))
            writer.write(values, Window(0, 0, grid.columns, grid.rows))
        return Coverage(grid.rows * grid.columns, grid.rows * grid.columns, 4, 4)

    monkeypatch.setattr(working_cells, "predict_probability", ramp)
    output = str(tmp_path / "probability.tif")
    with RasterReader(stack) as reader:
        inputs = PredictionInputs(reader, Model("start.safetensors", CARD), within=[box(0, -750, 800, 0)])
        coverage = working_cells.predict_at_own_cells(inputs, [output], None, None, Silent())
        grid = reader.grid
    assert asked == {"cell_m": 15.0, "names": NAMES}
    with RasterReader(output) as made:
        assert made.grid == dataclasses.replace(grid, crs=made.grid.crs)
        values = made.read(grid.window)[0]
    assert np.isnan(values[:20]).all()
    assert np.isnan(values[:, 160:]).all()
    inner, expected = values[25:145, 3:157], 0.001 * (CARD["tile"] + (np.arange(3, 157) + 0.5) / 3 - 0.5)
    np.testing.assert_allclose(inner, np.broadcast_to(expected, inner.shape), atol=1e-5)
    assert coverage.observed == np.isfinite(values).sum()


def test_the_starting_model_says_what_it_is():
    with_flag = Model(STARTING_MODEL, {**CARD, "starting": True})
    assert any("has never seen this ground" in line for line in describe_card(with_flag, 0.5))
    assert not any("never seen" in line for line in describe_card(Model("m.safetensors", CARD), 0.5))
