"""A network with all its parts through the tools: any blocks, and a stack without the image."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.training_options import PARTS

from ..core.stacks import NAMES, write_stack
from .conftest import QUICK, run_once


@pytest.fixture(scope="module")
def model(study, provider, torch_worker, tmp_path_factory):
    """Trained with every part and with missing layers, just long enough to be a model."""
    path = str(tmp_path_factory.mktemp("parts") / "model.safetensors")
    recipe = {**QUICK, "EPOCHS": 2, "PARTS": list(PARTS), "MISSING": 0.4}
    run_once("tiletrain", {"STACK": study.stack, "AREAS": study.areas, **recipe, "OUTPUT_MODEL": path})
    return path


def probability(model, stack, folder):
    """The map of probabilities and the log of a prediction."""
    outputs = {
        f"OUTPUT_{name.split('.')[0].upper()}": str(folder / name)
        for name in ("probability.tif", "mask.tif", "areas.gpkg")
    }
    _, log = run_once("predict", {"STACK": stack, "MODEL": model, "DEVICE": "cpu", **outputs})
    return gdal.Open(outputs["OUTPUT_PROBABILITY"]).ReadAsArray(), log


def test_blocks_and_missing_layers(study, model, tmp_path, monkeypatch):
    whole, _ = probability(model, study.stack, tmp_path)
    monkeypatch.setattr("slipline.core.prediction.inputs.BLOCK", 96)
    (tmp_path / "blocks").mkdir()
    by_blocks, _ = probability(model, study.stack, tmp_path / "blocks")
    np.testing.assert_allclose(by_blocks, whole, atol=1e-4)
    kept = [number for number, name in enumerate(NAMES) if name not in ("red", "green", "blue")]
    bare = write_stack(tmp_path / "bare.tif", study.layers[kept], names=[NAMES[number] for number in kept])
    (tmp_path / "bare").mkdir()
    without, log = probability(model, bare, tmp_path / "bare")
    assert "The stack has no red, green, blue. The model has learnt to do without" in log
    np.testing.assert_array_equal(np.isfinite(without), np.isfinite(whole))
    assert np.nanmax(np.abs(without - whole)) > 1e-3
