from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.grid import Grid, Window
from slipline.core.hotspots.kernel_density import PRINTED, QUARTIC, KernelField, local_mean

ROUNDING = 1e-6  # of the largest value: sums of 32-bit floats
GRID = Grid("", 1000.0, 5000.0, 10.0, 80, 60)


def cloud(count=120, seed=5, grid=GRID):
    """Targets on and around a grid, with two weights."""
    rng = np.random.default_rng(seed)
    west, south, east, north = grid.bounds
    x, y = rng.uniform(west - 100, east + 100, count), rng.uniform(south - 100, north + 100, count)
    return x, y, np.vstack([np.ones(count), rng.normal(0, 5, count)])


def brute_force(grid, x, y, weights, bandwidth, power=2):
    columns, rows = np.meshgrid(np.arange(grid.columns), np.arange(grid.rows))
    centre_x, centre_y = grid.x_min + (columns + 0.5) * grid.cell_m, grid.y_max - (rows + 0.5) * grid.cell_m
    u2 = ((centre_x[..., None] - x) ** 2 + (centre_y[..., None] - y) ** 2) / bandwidth**2
    kernel = np.where(u2 < 1, 3 / (np.pi * bandwidth**2) * (1 - u2) ** power, 0.0)
    return np.einsum("rcn,kn->krc", kernel, weights), (u2 < 1).any(axis=-1)


@pytest.mark.parametrize(("kernel", "power"), [(QUARTIC, 2), (PRINTED, 1)])
@pytest.mark.parametrize("bandwidth", [25.0, 150.0, 3000.0])
def test_it_equals_brute_force_at_every_cell(kernel, power, bandwidth):
    x, y, weights = cloud()
    sums, reached = KernelField(GRID, x, y, weights, bandwidth, kernel).sums(GRID.window)
    expected, near = brute_force(GRID, x, y, weights, bandwidth, power)
    np.testing.assert_array_equal(reached, near)
    for made, true in zip(sums, expected):
        assert np.abs(made - true).max() <= ROUNDING * np.abs(true).max()


def test_one_target_on_a_cell_centre_by_hand():
    field = KernelField(GRID, np.array([1405.0]), np.array([4695.0]), np.array([[2.0]]), 20.0)
    sums, reached = field.sums(Window(39, 29, 4, 3))  # the target is in column 40, row 30
    peak = 2.0 * 3.0 / (np.pi * 400.0)
    one, corner = (1 - 0.25) ** 2, (1 - 0.5) ** 2  # u = 1/2, u^2 = 1/2; two cells away u = 1: not reached
    expected = peak * np.array([[corner, one, corner, 0.0], [one, 1.0, one, 0.0], [corner, one, corner, 0.0]])
    np.testing.assert_allclose(sums[0], expected, rtol=1e-6, atol=1e-12)
    np.testing.assert_array_equal(reached, expected > 0)


@pytest.mark.parametrize(("kernel", "volume"), [(QUARTIC, 1.0), (PRINTED, 1.5)])
def test_the_volume_of_the_kernel(kernel, volume):
    grid = Grid("", 0.0, 400.0, 1.0, 400, 400)
    sums, _ = KernelField(grid, np.array([200.3]), np.array([199.8]), np.ones((1, 1)), 150.0, kernel).sums(grid.window)
    assert sums.sum() * grid.cell_area_m2 == pytest.approx(volume, rel=1e-4)


def test_the_result_does_not_depend_on_the_windows():
    x, y, weights = cloud()
    field = KernelField(GRID, x, y, weights, 60.0)
    whole, reached = field.sums(GRID.window)
    for size in (7, 32, 64):
        for window in GRID.windows(size):
            sums, near = field.sums(window)
            np.testing.assert_array_equal(near, reached[window.slices])
            np.testing.assert_allclose(
                sums, whole[(slice(None), *window.slices)], rtol=0, atol=ROUNDING * np.abs(whole).max()
            )


def test_order_and_translation_of_the_targets_do_not_matter():
    x, y, weights = cloud()
    whole, _ = KernelField(GRID, x, y, weights, 60.0).sums(GRID.window)
    order = np.random.default_rng(2).permutation(len(x))
    turned, _ = KernelField(GRID, x[order], y[order], weights[:, order], 60.0).sums(GRID.window)
    moved_grid = Grid("", GRID.x_min + 4e5, GRID.y_max + 4e6, 10.0, 80, 60)
    moved, _ = KernelField(moved_grid, x + 4e5, y + 4e6, weights, 60.0).sums(GRID.window)
    np.testing.assert_allclose(turned, whole, rtol=0, atol=ROUNDING * np.abs(whole).max())
    np.testing.assert_allclose(moved, whole, rtol=0, atol=ROUNDING * np.abs(whole).max())


def test_a_wide_window_with_a_small_bandwidth_stays_exact():
    grid = Grid("", 0.0, 20.0, 1.0, 5000, 20)
    x, y, weights = cloud(400, grid=grid)
    sums, reached = KernelField(grid, x, y, weights, 3.0).sums(grid.window)
    expected, near = brute_force(grid, x, y, weights, 3.0)
    np.testing.assert_array_equal(reached, near)
    assert np.abs(sums - expected).max() <= ROUNDING * np.abs(expected).max()


def test_far_from_every_target_nothing_is_reached():
    field = KernelField(GRID, np.array([0.0]), np.array([0.0]), np.ones((1, 1)), 50.0)
    sums, reached = field.sums(GRID.window)
    assert not reached.any()
    assert not sums.any()


def test_a_bandwidth_below_the_cell_reaches_only_the_centres_it_covers():
    field = KernelField(GRID, np.array([1005.0, 1031.0]), np.array([4995.0, 4995.0]), np.ones((1, 2)), 3.0)
    _, reached = field.sums(GRID.window)
    assert np.argwhere(reached).tolist() == [[0, 0]]  # the second target is 4 m from its cell's centre


@pytest.mark.parametrize("bandwidth", [0.05, 0.5, 4.0, 9.0])
@pytest.mark.parametrize(("kernel", "power"), [(QUARTIC, 2), (PRINTED, 1)])
def test_bandwidths_below_a_cell_are_as_exact(bandwidth, kernel, power):
    rng = np.random.default_rng(6)
    place = 5.0 + 10.0 * rng.integers(0, 60, (200, 2)) + rng.normal(0, bandwidth / 3, (200, 2))
    x, y, weights = GRID.x_min + place[:, 0], GRID.y_max - place[:, 1], np.vstack([np.ones(200), rng.normal(0, 5, 200)])
    sums, reached = KernelField(GRID, x, y, weights, bandwidth, kernel).sums(GRID.window)
    expected, near = brute_force(GRID, x, y, weights, bandwidth, power)
    assert near.sum() > 100
    np.testing.assert_array_equal(reached, near)
    assert np.abs(sums - expected).max() <= ROUNDING * np.abs(expected).max()


def test_the_local_mean_is_exact_out_to_the_rim_beside_a_far_outlier():
    x, y, weights = cloud(60)
    weights[1, 0] = 1000.0
    sums, reached = KernelField(GRID, x, y, weights, 60.0).sums(GRID.window)
    expected, _ = brute_force(GRID, x, y, weights, 60.0)
    made, true = (
        local_mean(sums[1], sums[0]),
        np.divide(expected[1], expected[0], out=np.full(GRID.shape, np.nan), where=reached),
    )
    assert np.nanmax(np.abs(made - true)) <= 1e-5 * np.nanmax(np.abs(true))
    centre_x, centre_y = np.meshgrid(
        GRID.x_min + 10 * (np.arange(GRID.columns) + 0.5), GRID.y_max - 10 * (np.arange(GRID.rows) + 0.5)
    )
    beyond = np.hypot(centre_x - x[0], centre_y - y[0]) > 60.0
    left = np.abs(made - true)[beyond]
    assert np.nanmax(left) <= 1e-5 * np.nanmax(np.abs(true[beyond]))
