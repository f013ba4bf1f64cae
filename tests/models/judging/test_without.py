"""Asked again without a source: a network made by hand whose answer is known, in blocks of any size."""

import numpy as np
import pytest
import torch

from slipline.core.base.codes import sources_of
from slipline.core.base.context_window import block_margin
from slipline.core.base.grid import Window, partition
from slipline.models.input.degrade import taken_away
from slipline.models.input.scaling import BandScaling, InputScaling
from slipline.models.judging.predictor import Predictor
from slipline.models.networks.ensemble import Ensemble
from slipline.models.networks.model_file import LoadedModel
from slipline.models.networks.networks import NetworkConfig

from ..conftest import Reporter

TILE, SHAPE = 32, (70, 90)
WEIGHTS = {"red": 2.0, "velocity": -0.5, "density": 0.1, "slope": 1.0, "geology:lime": 3.0}
NAMES = list(WEIGHTS)
SOURCES = sources_of(NAMES)


class Weighted(torch.nn.Module):
    """The weighted sum of all channels as logit, and a constant."""

    def __init__(self, constant=0.0):
        super().__init__()
        self.constant = constant

    def forward(self, features):
        weights = torch.tensor(list(WEIGHTS.values())).reshape(1, -1, 1, 1)
        return (features * weights).sum(1, keepdim=True) + self.constant


def ground():
    values = np.random.default_rng(6).normal(0.0, 1.0, (len(NAMES), *SHAPE)).astype(np.float32)
    values[NAMES.index("velocity"), :20, :30] = np.nan
    values[NAMES.index("red"), 40:, 50:] = np.nan
    return values


def scaling_of():
    kinds = {"velocity": ("ground", {"level": -1.0, "spread": 2.0})}
    return InputScaling(tuple(BandScaling(name, "", *kinds.get(name, ("plain", {})), 0.0, 1.0) for name in NAMES))


def predicted(network, values, layers, side=1024, **options):
    """All layers of a prediction in blocks of a side, (layers, rows, columns)."""
    model = LoadedModel(network, NetworkConfig("unet", 4, 1), scaling_of(), {}, TILE, 2.0)
    predictor = Predictor(model, torch.device("cpu"), False, Reporter(), **options)
    margin, whole = block_margin(TILE, 1), Window(0, 0, SHAPE[1], SHAPE[0])
    made = np.full((layers, *SHAPE), np.nan, np.float32)
    for block in partition(whole, side):
        outer = block.aligned(TILE // 2).expanded(margin)
        inside, own = outer.intersection(whole), block.relative_to(outer)
        ground_here = np.full((len(values), *outer.shape), np.nan, np.float32)
        ground_here[(slice(None), *inside.relative_to(outer).slices)] = values[(slice(None), *inside.slices)]
        result = np.full((layers, *outer.shape), np.nan, np.float32)
        result[(slice(None), *own.slices)] = 0.0
        predictor.fill(ground_here, outer, result, margin)
        made[(slice(None), *block.slices)] = result[(slice(None), *own.slices)]
    return made


def test_bands_are_of_image_terrain_motion_or_a_further_raster():
    assert SOURCES == {
        "image": ["red"],
        "terrain": ["slope"],
        "motion": ["velocity", "density"],
        "geology": ["geology:lime"],
    }
    assert list(sources_of(["targets", "break_age", "hotspot"])) == ["motion"]


def test_layers_are_null_without_them_and_targets_stand_still_without_the_motion():
    values = ground()
    still = taken_away(values, scaling_of(), SOURCES["motion"])
    known = np.isfinite(values[1])
    assert (still[1][known] == -1.0).all()  # the level of the stable ground
    assert np.isnan(still[1][~known]).all()
    np.testing.assert_array_equal(still[[0, 2, 3, 4]], values[[0, 2, 3, 4]])  # as many targets as before
    bare = taken_away(values, scaling_of(), [*SOURCES["image"], *SOURCES["geology"]])
    assert np.isnan(bare[[0, 4]]).all()
    np.testing.assert_array_equal(bare[1:4], values[1:4])


@pytest.mark.parametrize("side", [1024, 33])
def test_the_network_is_asked_without_each_source_and_blocks_do_not_matter(side):
    values = ground()
    made = predicted(Weighted(), values, 1 + len(SOURCES), side, without=list(SOURCES.values()))
    scaled = np.nan_to_num(values)
    scaled[1] = np.nan_to_num(np.arcsinh((values[1] + 1.0) / 2.0))
    given = {name: weight * layer for (name, weight), layer in zip(WEIGHTS.items(), scaled)}
    seen = np.isfinite(values[1])
    gone = {"motion": ["velocity"]}  # the density of the targets stays
    for layer, bands in zip(made, [[], *(gone.get(source, names) for source, names in SOURCES.items())]):
        logit = sum(one for name, one in given.items() if name not in bands) / 2.0
        np.testing.assert_allclose(layer[seen], 1.0 / (1.0 + np.exp(-logit[seen])), atol=1e-5)
        assert np.isnan(layer[~seen]).all()


def test_the_first_layer_is_the_ordinary_prediction():
    asked = predicted(Weighted(), ground(), 5, without=list(SOURCES.values()))
    np.testing.assert_array_equal(asked[0], predicted(Weighted(), ground(), 1)[0])


def test_deviation_and_label_noise_are_all_the_variance_of_a_label():
    """Two members of which one is surer than the other."""
    constants = (-1.0, 3.0)
    made = predicted(Ensemble([Weighted(one) for one in constants]), ground(), 3)
    alone = np.stack([predicted(Weighted(one), ground(), 1)[0] for one in constants])
    seen, mean = np.isfinite(made[0]), alone.mean(axis=0)
    np.testing.assert_allclose(made[1][seen], alone.std(axis=0)[seen], atol=1e-4)
    np.testing.assert_allclose(made[2][seen], np.sqrt((alone * (1 - alone)).mean(axis=0))[seen], atol=1e-4)
    np.testing.assert_allclose((made[1] ** 2 + made[2] ** 2)[seen], (mean * (1 - mean))[seen], atol=1e-4)


def test_members_that_agree_leave_the_label_noise_alone():
    made = predicted(Ensemble([Weighted(), Weighted()]), ground(), 3 + 1, without=[["red"]])
    seen = np.isfinite(made[0])
    assert made[1][seen].max() < 1e-3
    np.testing.assert_allclose(made[2][seen] ** 2, (made[0] * (1 - made[0]))[seen], atol=1e-4)
    np.testing.assert_allclose(made[3], predicted(Weighted(), ground(), 2, without=[["red"]])[1], atol=1e-6)
