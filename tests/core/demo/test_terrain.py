from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.progress import Silent
from slipline.core.demo.drainage import erode, route
from slipline.core.demo.ground import slopes
from slipline.core.demo.noise import Texture, generator, power_law, smooth
from slipline.core.demo.recipe import PAD, Recipe
from slipline.core.demo.terrain import Frame, make_terrain


def outlets_left(shape):
    outlets = np.zeros(shape, bool)
    outlets[:, 0] = True
    return outlets


def test_water_on_a_plane_runs_straight_to_the_outlet():
    z = np.tile(np.arange(6.0), (4, 1))
    flow = route(z, outlets_left(z.shape))
    area = np.empty(24)
    area[flow.order] = flow.accumulate()
    np.testing.assert_array_equal(area.reshape(4, 6), np.tile([6, 5, 4, 3, 2, 1], (4, 1)))


def test_a_pit_drains_through_its_lowest_pass():
    z = np.full((5, 7), 10.0)
    z[2, 1:6] = [4, 6, 3, 5, 8]  # pit at column 3 behind a pass of 6 m
    z[:, 0] = 0
    flow = route(z, outlets_left(z.shape))
    below = {int(cell): int(flow.order[place]) for cell, place in zip(flow.order, flow.receiver)}
    at = lambda column: 2 * 7 + column  # noqa: E731
    assert [below[at(c)] for c in (5, 4, 3, 2)] == [at(4), at(3), at(2), at(1)]


def test_all_water_reaches_an_outlet():
    z = generator(3, "z").random((40, 30))
    outlets = outlets_left(z.shape)
    flow = route(z, outlets)
    area = flow.accumulate()
    is_outlet = outlets.ravel()[flow.order]
    assert len(flow.order) == z.size
    assert area[is_outlet].sum() == z.size


def test_one_step_of_erosion_by_hand():
    z = np.array([[0.0, 8.0, 8.0]])
    outlets = np.array([[True, False, False]])
    # cell 2 drains 1 cell, cell 1 drains 2: F = power sqrt(A) / 2 m with A in cells of 4 m2
    erode(z, outlets, 2.0, np.full((1, 3), 1.0), exponent=0.5)
    first = 8.0 / (1 + np.sqrt(8.0) / 2)
    second = (8.0 + 1.0 * first) / 2.0
    np.testing.assert_allclose(z, [[0.0, first, second]], atol=5e-5)  # heights are rounded to 0.1 mm


def test_spline_keeps_planes_and_does_not_depend_on_the_window():
    frame = Frame(64, 96)
    x, y = frame.coarse_places()
    plane = (3.0 * x - 2.0 * y + 7.0).astype(np.float32)
    whole = frame.fine(plane, slice(0, 64))
    fine_x, fine_y = (np.arange(96) + 0.5) * 5.0, (np.arange(64)[:, None] + 0.5) * 5.0
    np.testing.assert_allclose(whole, 3.0 * fine_x - 2.0 * fine_y + 7.0, atol=2e-3)
    np.testing.assert_array_equal(frame.fine(plane, slice(20, 40), slice(30, 70)), whole[20:40, 30:70])
    np.testing.assert_allclose(frame.at(plane, fine_x, fine_y[:1].repeat(96)), whole[0], atol=2e-3)


def test_slopes_of_a_plane():
    x, y = np.meshgrid(np.arange(8) * 20.0, np.arange(9) * 20.0)
    slope, east, north = slopes((-0.5 * x).astype(np.float32))
    np.testing.assert_allclose(slope, np.degrees(np.arctan(0.5)), rtol=1e-5)
    np.testing.assert_allclose(east, 1.0, atol=1e-5)
    slope, east, north = slopes((0.25 * y).astype(np.float32))  # rises to the south: downhill is north
    np.testing.assert_allclose(north, 1.0, atol=1e-5)


@pytest.mark.parametrize("make", [lambda r: power_law((90, 70), 3.0, 20, r), lambda r: smooth((90, 70), 4.0, r)])
def test_noise_is_standardised_and_seeded(make):
    first, again, other = make(generator(1, "a")), make(generator(1, "a")), make(generator(1, "b"))
    assert first.mean() == pytest.approx(0, abs=1e-4)
    assert first.std() == pytest.approx(1, abs=1e-4)
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 0.5


def test_smooth_noise_has_the_stated_correlation():
    field = smooth((400, 400), 6.0, generator(2, "c"))
    lag = 6
    # A Gaussian filter of standard deviation s / sqrt(2) gives exp(-(d / s)^2 / 2) at distance d.
    assert (field[:, lag:] * field[:, :-lag]).mean() == pytest.approx(np.exp(-0.5), abs=0.08)


def test_texture_continues_beyond_its_tile():
    texture = Texture(2.0, 9.0, generator(4, "t"))
    np.testing.assert_array_equal(
        texture.read(slice(0, 5), slice(3, 9)), texture.read(slice(512, 517), slice(515, 521))
    )


def test_ground_has_hillsides_and_flat_terraces():
    frame = Frame(800, 800)
    terrain = make_terrain(frame, Recipe(), 4, Silent())
    inner = (slice(PAD, -PAD),) * 2
    slope = slopes(terrain.z)[0][inner]
    flat = terrain.terrace[inner] > 0.5
    assert terrain.z.shape == frame.coarse_shape
    assert 20 <= np.median(slope[~flat]) <= 29
    assert 34 <= np.percentile(slope, 95) <= 52
    assert flat.mean() > 0.05
    assert np.median(slope[flat]) < 5
    assert np.isfinite(terrain.z).all()
