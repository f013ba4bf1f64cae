"""What tiles lose on purpose."""

import numpy as np
import pytest
import torch

from slipline.core.base.training_options import TrainingOptions
from slipline.models.input.augment import tile_draws
from slipline.models.input.degrade import Degrade
from slipline.models.input.scaling import BandScaling, InputScaling

NAMES = ("red", "hotspot", "velocity", "density", "targets", "slope")
SCALING = InputScaling(tuple(BandScaling(name, "", "plain", {}, 0.0, 1.0) for name in NAMES))


def degraded(**options):
    """200 tiles of ones after degrading them."""
    raw = torch.ones(200, len(NAMES), 16, 16)
    Degrade(SCALING, TrainingOptions(**options))(raw, tile_draws(1, 1, range(200)))
    return {name: raw[:, number].numpy() for number, name in enumerate(NAMES)}


def test_nothing_happens_unless_asked_for():
    assert all((band == 1).all() for band in degraded().values())


def test_thinning_scales_sums_and_drops_single_targets_alike():
    bands = degraded(thinning=0.5)
    kept = bands["density"][:, 0, 0]
    assert 0.35 < (kept < 1).mean() < 0.65
    assert 0.3 <= kept.min() < 0.5
    np.testing.assert_array_equal(bands["hotspot"], bands["density"])
    assert all((bands[name] == 1).all() for name in ("red", "velocity", "slope"))
    left = np.isfinite(bands["targets"]).mean(axis=(1, 2))
    assert np.abs(left - kept).max() < 0.15  # 256 cells: four deviations of a share


def test_gaps_are_without_targets_and_the_hot_spot_map_still_says_what_is_around():
    bands = degraded(gaps=0.5)
    gap = np.isnan(bands["velocity"])
    share = gap.any(axis=(1, 2)).mean()
    assert 0.35 < share < 0.65
    assert 0.25 < gap.mean(axis=(1, 2)).max() < 0.6  # up to four
    np.testing.assert_array_equal(np.isnan(bands["targets"]), gap)
    np.testing.assert_array_equal(bands["density"] == 0, gap)
    assert all((bands[name] == 1).all() for name in ("red", "slope", "hotspot"))


def test_a_missing_layer_is_null_in_the_whole_tile_and_never_the_deformation():
    bands = degraded(missing=0.5)
    image, terrain = (np.isnan(bands[name]).all(axis=(1, 2)) for name in ("red", "slope"))
    assert not (image & terrain).any()
    assert 0.15 < image.mean() < 0.35
    assert 0.15 < terrain.mean() < 0.35
    assert all(np.isfinite(bands[name]).all() for name in ("hotspot", "velocity", "density", "targets"))


@pytest.mark.parametrize("option", ["thinning", "gaps", "missing"])
def test_a_tile_loses_the_same_whatever_batch_it_is_in(option):
    raw = torch.ones(4, len(NAMES), 16, 16)
    alone = raw[2:3].clone()
    degrade = Degrade(SCALING, TrainingOptions(**{option: 0.9}))
    degrade(raw, tile_draws(1, 1, range(4)))
    degrade(alone, tile_draws(1, 1, [2]))
    torch.testing.assert_close(raw[2:3], alone, equal_nan=True)
