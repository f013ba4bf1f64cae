"""Where motion could have been seen: one definition for the tiles, the network, the prediction and the scores."""

import numpy as np
import pytest
import torch

from slipline.core.base.codes import observing
from slipline.core.base.grid import Window
from slipline.core.evaluation.counting import _observable
from slipline.core.evaluation.map_bands import Bands
from slipline.core.gis.raster import RasterReader
from slipline.models.input.scaling import BandScaling, InputScaling

from ..rasters import write_raster


@pytest.mark.parametrize(
    ("names", "numbers"),
    [
        (["red", "hotspot", "targets", "velocity"], [1, 3]),
        (["velocity", "slope"], [0]),
        (["red", "targets"], [0, 1]),
        ([], []),
    ],
)
def test_the_maps_of_the_deformation_tell_and_without_them_every_band(names, numbers):
    assert observing(names) == numbers


@pytest.mark.parametrize("names", [["targets", "hotspot", "velocity"], ["targets", "red", "slope"]])
def test_the_network_and_the_scores_agree_about_it(tmp_path, names):
    values = np.random.default_rng(4).normal(0, 1, (3, 6, 9)).astype(np.float32)
    values[np.random.default_rng(5).random(values.shape) < 0.6] = np.nan
    path, _ = write_raster(tmp_path / "stack.tif", values, names=names)
    scaling = InputScaling(tuple(BandScaling(name, "", "plain", {}, 0.0, 1.0) for name in names), (), 1)
    network = scaling.observable(torch.from_numpy(values)[None])[0].numpy()
    scores = _observable(Window(0, 0, 9, 6), Bands(RasterReader(path)))
    np.testing.assert_array_equal(network, scores)
    assert 0 < network.sum() < network.size
