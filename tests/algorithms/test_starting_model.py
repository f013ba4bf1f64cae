"""The starting model as its users meet it: Predict boundaries without a model, Tile and train with few areas."""

import numpy as np
import pytest

from slipline.core.base.model_card import read_card
from slipline.core.gis.raster import RasterReader

from ..core.stacks import NAMES, write_areas_layer, write_stack
from .conftest import QUICK


@pytest.fixture(scope="module")
def hilly_stack(study, tmp_path_factory):
    """The stack of the study with a slope, as Build feature stack makes it from an elevation model."""
    slope = np.full((1, *study.layers.shape[1:]), 18.0, np.float32)
    layers = np.concatenate([study.layers, slope])
    return write_stack(tmp_path_factory.mktemp("hilly") / "stack.tif", layers, names=[*NAMES, "slope"])


def test_prediction_without_a_model_is_a_screening_that_says_so(tool_run, hilly_stack, torch_worker, tmp_path):
    outputs = {"OUTPUT_PROBABILITY": "p.tif", "OUTPUT_MASK": "m.tif", "OUTPUT_AREAS": "a.gpkg"}
    paths = {name: str(tmp_path / file) for name, file in outputs.items()}
    shares = str(tmp_path / "shares.tif")
    run = tool_run("predict", {"STACK": hilly_stack, "DEVICE": "cpu", **paths, "OUTPUT_SHARES": shares})
    assert run.ok, run.error
    assert "screening" in run.log.text
    assert "the network is asked 3 times, with everything and without each of terrain, motion" in run.log.text
    with RasterReader(paths["OUTPUT_PROBABILITY"]) as reader, RasterReader(hilly_stack) as given:
        assert reader.grid == given.grid
        values = reader.read(reader.grid.window)[0]
    known = values[np.isfinite(values)]
    assert known.size
    assert 0.0 <= known.min() <= known.max() <= 1.0
    with RasterReader(shares) as reader:
        assert (reader.names, reader.grid) == (["terrain", "motion"], given.grid)
        told = reader.read(reader.grid.window)
    inside = np.isfinite(told).all(axis=0)
    assert inside.any()
    assert (values[inside] >= 0.5).all()
    np.testing.assert_allclose(told[:, inside].sum(axis=0), 1.0, atol=1e-5)


@pytest.mark.parametrize("start", ["", "nothing"])
def test_few_areas_are_learnt_from_the_starting_model_unless_a_new_network_is_asked_for(
    tool_run, hilly_stack, study, torch_worker, tmp_path, start
):
    model = str(tmp_path / "model.safetensors")
    quick = {name: value for name, value in QUICK.items() if name != "WIDTH"}
    quick.update(EPOCHS=1, REFIT=False, START_FROM=start)
    areas = write_areas_layer(tmp_path / "areas.gpkg", study.polygons[:4])
    run = tool_run("tiletrain", {"STACK": hilly_stack, "AREAS": areas, **quick, "OUTPUT_MODEL": model})
    assert run.ok, run.error
    assert ("the training starts from the starting model" in run.log.text) == (start == "")
    assert read_card(model)["drawn_areas"] == 4
