"""Turning tiles: the direction bands of a turned tile are those of the turned terrain."""

import numpy as np
import pytest
import torch

from slipline.core.base.sheet_units import GROUND, LEVEL, SPREAD
from slipline.core.base.training_options import TrainingOptions
from slipline.models.input.augment import Augment, tile_draws, turn, turn_directions
from slipline.models.input.scaling import BandScaling, InputScaling

NAMES = ["elevation", "aspect", "aspect_east", "aspect_north"]


def terrain(z, cell_m=5.0):
    """Elevation, aspect (degree from north, of the way down), sin(slope) times its east and north part.

    Horn's inner cells by central differences.
    """
    north = -np.gradient(z, cell_m, axis=0)  # rows go south
    east = np.gradient(z, cell_m, axis=1)
    steep = np.hypot(east, north)
    sine = steep / np.hypot(steep, 1.0)
    aspect = np.degrees(np.arctan2(-east, -north)) % 360.0
    return np.stack([z, aspect, -east / steep * sine, -north / steep * sine])


@pytest.fixture()
def hill():
    rows, columns = np.mgrid[:24, :24]
    return 3.0 * np.sin(rows / 5.0) + 2.0 * np.cos(columns / 7.0 + 0.4) + 0.4 * rows + 0.9 * columns


def test_the_terrain_of_this_test_faces_where_it_should():
    rows, columns = np.mgrid[:5, :5].astype(float)
    assert terrain(-rows)[1, 2, 2] == pytest.approx(180.0)  # falls southwards
    assert terrain(-columns)[1, 2, 2] == pytest.approx(90.0)  # falls eastwards
    assert terrain(-columns)[2, 2, 2] > 0
    assert terrain(rows)[3, 2, 2] > 0


@pytest.mark.parametrize("way", range(1, 8))
def test_which_way_a_slope_faces_the_satellite_stays_while_its_picture_turns(hill, way):
    bands = torch.from_numpy(terrain(hill)[2:])
    turned = turn(torch.cat([bands, bands]), way).clone()
    turn_directions(turned, ["aspect_east", "aspect_north", "facing_east", "facing_north"], way)
    torch.testing.assert_close(turned[2:], turn(bands, way), rtol=0, atol=0)
    assert not torch.allclose(turned[:2], turned[2:])


@pytest.mark.parametrize("way", range(8))
def test_turned_direction_bands_are_those_derived_from_the_turned_dem(hill, way):
    turned = turn(torch.from_numpy(terrain(hill)), way).clone()
    turn_directions(turned, NAMES, way)
    anew = terrain(turn(torch.from_numpy(hill), way).numpy())
    difference = (turned[1].numpy() - anew[1] + 180.0) % 360.0 - 180.0
    assert np.abs(difference).max() < 1e-6
    np.testing.assert_allclose(turned[[0, 2, 3]].numpy(), anew[[0, 2, 3]], atol=1e-9)


@pytest.mark.parametrize("way", range(8))
def test_turn_is_one_of_numpys_flips_and_quarter_turns(way):
    picture = np.arange(16.0).reshape(4, 4)
    expected = np.rot90(np.fliplr(picture) if way >= 4 else picture, way % 4)
    np.testing.assert_array_equal(turn(torch.from_numpy(picture), way).numpy(), expected)


def scaling_of(*names):
    numbers = {"mean": 100.0, "deviation": 20.0}
    colours = ("red", "green", "blue")
    return InputScaling(
        tuple(
            BandScaling(n, "", "standard" if n in colours else "plain", numbers if n in colours else {}, 0.0, 1.0)
            for n in names
        )
    )


def augmented(scaling, preset, seed, raw, target):
    return Augment(scaling, TrainingOptions(preset=preset))(raw, target, tile_draws(seed, 1, range(len(raw))))


def test_labels_turn_with_the_features_and_all_eight_ways_occur():
    raw = torch.arange(25.0).reshape(1, 1, 5, 5).repeat(64, 1, 1, 1)
    turned, labels = augmented(scaling_of("hotspot"), "recommended", 1, raw, raw[:, 0].to(torch.uint8))
    np.testing.assert_array_equal(turned[:, 0].numpy(), labels.numpy().astype(np.float32))
    assert len(np.unique(labels.numpy().reshape(64, -1), axis=0)) == 8


def test_the_papers_augmentation_leaves_values_as_they_are():
    names = ("red", "green", "blue", "aspect", "aspect_east", "aspect_north")
    raw = torch.rand(8, len(names), 6, 6, generator=torch.Generator().manual_seed(2))
    turned, _ = augmented(scaling_of(*names), "paper", 3, raw, torch.zeros(8, 6, 6, dtype=torch.uint8))
    np.testing.assert_array_equal(np.sort(turned.numpy().reshape(8, 6, 36)), np.sort(raw.numpy().reshape(8, 6, 36)))


def test_tone_varies_linearly_in_the_colours_only_and_keeps_nulls():
    raw = torch.rand(32, 3, 4, 4, generator=torch.Generator().manual_seed(2)) * 100
    raw[:, 0, 0, 0] = float("nan")
    turned, _ = augmented(
        scaling_of("red", "green", "velocity"), "recommended", 3, raw, torch.zeros(32, 4, 4, dtype=torch.uint8)
    )
    assert torch.isnan(turned[:, 0]).sum() == 32
    np.testing.assert_array_equal(np.sort(turned[:, 2].reshape(32, -1)), np.sort(raw[:, 2].reshape(32, -1)))
    before, after = np.sort(raw[:, 1].reshape(32, -1)), np.sort(turned[:, 1].reshape(32, -1))
    gain = (after[:, -1] - after[:, 0]) / (before[:, -1] - before[:, 0])
    np.testing.assert_allclose(
        after, before * gain[:, None] + (after[:, :1] - before[:, :1] * gain[:, None]), rtol=1e-4, atol=1e-3
    )
    assert 0.8 <= gain.min() < 0.95
    assert 1.05 < gain.max() <= 1.25 + 1e-5


def test_the_same_seed_gives_the_same_tiles():
    raw = torch.rand(8, 3, 6, 6, generator=torch.Generator().manual_seed(2))
    labels = torch.zeros(8, 6, 6, dtype=torch.uint8)
    first, second, other = (
        augmented(scaling_of("red", "green", "blue"), "recommended", seed, raw, labels)[0] for seed in (4, 4, 5)
    )
    assert torch.equal(first, second)
    assert not torch.equal(first, other)


def test_motion_is_turned_about_with_the_facing_of_its_slope_and_about_the_stable_ground():
    bands = tuple(
        BandScaling(name, "", kind, numbers, 0.0, 1.0)
        for name, kind, numbers in (
            ("velocity", GROUND, {LEVEL: 2.0, SPREAD: 3.0}),
            ("hotspot", "asinh", {"scale": 4.0}),
            ("density", "plain", {}),
            ("facing_east", "plain", {}),
            ("aspect_east", "plain", {}),
        )
    )
    raw = torch.tensor([7.0, 5.0, 300.0, 0.25, 0.5])[None, :, None, None].expand(400, -1, 4, 4).clone()
    raw[:, 0, 0, 0] = float("nan")
    options = TrainingOptions(mirrored=0.5)
    labels = torch.zeros(400, 4, 4, dtype=torch.uint8)
    turned, _ = Augment(InputScaling(bands), options)(raw, labels, tile_draws(1, 1, range(400)))
    velocity, hotspot, density, facing, _ = turned[:, :, 2, 2].T
    about = velocity < 0
    assert 150 < int(about.sum()) < 250
    assert set(velocity.tolist()) == {7.0, -3.0}  # 5 above the level of 2, and 5 below it
    torch.testing.assert_close(hotspot, torch.where(about, -5.0, 5.0))
    torch.testing.assert_close(facing, torch.where(about, -0.25, 0.25))
    assert set(density.tolist()) == {300.0}
    assert bool(torch.isnan(turned[:, 0]).any())
