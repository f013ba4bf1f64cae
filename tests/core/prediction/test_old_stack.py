"""A feature stack of the version before orbits, series and further rasters opens, and is predicted as it was."""

from pathlib import Path

import numpy as np
import pytest

from slipline.core.areas.rules import AreaRules
from slipline.core.base.model_card import open_model
from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader
from slipline.core.prediction.inputs import PredictionInputs
from slipline.core.prediction.predict import PredictionOutputs, predict_boundaries
from slipline.core.stack.bands import choose_bands

from ..workers import torch_python

OLD = Path(__file__).parents[2] / "models" / "old_formats"
STACK, MODEL = (
    str(OLD / f"{name}_of_2026_11_30.{suffix}") for name, suffix in (("stack", "tif"), ("model", "safetensors"))
)
PROBABILITY = {0: 0.80521041, 410: 0.47776079, 820: 0.47776079, 1599: 0.75925499}  # cell -> what its own version gave


def test_an_old_stack_has_the_bands_that_training_takes():
    with RasterReader(STACK) as stack:
        names = choose_bands(stack, (), "recommended")
    assert {"hotspot", "velocity", "density", "slope", "facing_east", "red"} <= set(names)


def test_an_old_stack_is_predicted_as_by_its_own_version(tmp_path):
    outputs = PredictionOutputs(*(str(tmp_path / name) for name in ("probability.tif", "mask.tif", "areas.gpkg")))
    with RasterReader(STACK) as stack:
        inputs = PredictionInputs(stack, open_model(MODEL), device="cpu")
        predict_boundaries(inputs, outputs, AreaRules(threshold=0.5), None, torch_python(), Silent())
    with RasterReader(outputs.probability) as made:
        found = made.read(made.grid.window)[0].ravel()
    assert {cell: float(found[cell]) for cell in PROBABILITY} == pytest.approx(PROBABILITY, abs=1e-4)
    assert np.isfinite(found).all()
