from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.grid import Grid, Window, grid_over, partition

GRID = Grid("EPSG:32633", 1000.0, 2000.0, 5.0, 7, 4)


def test_a_window_indexes_an_array_by_rows_then_columns():
    values = np.arange(28).reshape(4, 7)
    window = Window(column=2, row=1, columns=3, rows=2)
    assert window.shape == (2, 3)
    np.testing.assert_array_equal(values[window.slices], [[9, 10, 11], [16, 17, 18]])


def test_a_window_in_the_coordinates_of_an_outer_one_shows_the_same_cells():
    values = np.arange(28).reshape(4, 7)
    outer, inner = Window(1, 1, 5, 3), Window(2, 2, 3, 1)
    np.testing.assert_array_equal(values[outer.slices][inner.relative_to(outer).slices], values[inner.slices])


@pytest.mark.parametrize(
    ("other", "common"),
    [
        (Window(2, 1, 3, 2), Window(2, 1, 3, 2)),
        (Window(-2, -3, 4, 5), Window(0, 0, 2, 2)),
        (Window(5, 3, 10, 10), Window(5, 3, 2, 1)),
        (Window(7, 0, 3, 3), Window(7, 0, 0, 3)),
        (Window(-9, 0, 3, 3), Window(0, 0, 0, 3)),
    ],
)
def test_the_common_part_of_two_windows(other, common):
    assert GRID.window.intersection(other) == common
    assert GRID.window.intersection(other).is_empty == (common.columns * common.rows == 0)


def test_intersection_does_not_depend_on_the_order():
    generator = np.random.default_rng(1)
    for _ in range(200):
        first, second = (
            Window(*generator.integers(-8, 8, 2).tolist(), *generator.integers(0, 9, 2).tolist()) for _ in range(2)
        )
        cells = [
            {(r, c) for r in range(w.row, w.row + w.rows) for c in range(w.column, w.column + w.columns)}
            for w in (first, second, first.intersection(second), second.intersection(first))
        ]
        assert cells[2] == cells[3] == cells[0] & cells[1]


def test_an_expanded_window_has_the_margin_on_each_side():
    assert Window(3, 2, 4, 1).expanded(2) == Window(1, 0, 8, 5)
    assert Window(3, 2, 4, 1).expanded(2).expanded(-2) == Window(3, 2, 4, 1)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 100])
@pytest.mark.parametrize("whole", [Window(0, 0, 7, 4), Window(-3, 5, 10, 1), Window(2, 2, 4, 4)])
def test_a_partition_covers_each_cell_once_and_nothing_else(whole, size):
    seen = {}
    for part in partition(whole, size):
        assert 0 < part.rows <= size
        assert 0 < part.columns <= size
        for row in range(part.row, part.row + part.rows):
            for column in range(part.column, part.column + part.columns):
                seen[row, column] = seen.get((row, column), 0) + 1
    assert set(seen.values()) == {1}
    assert len(seen) == whole.rows * whole.columns
    assert min(seen) == (whole.row, whole.column)


def test_bounds_area_and_geotransform_by_hand():
    assert GRID.bounds == (1000.0, 1980.0, 1035.0, 2000.0)
    assert GRID.geotransform == (1000.0, 5.0, 0.0, 2000.0, 0.0, -5.0)
    assert GRID.cell_area_m2 == 25.0
    assert GRID.shape == (4, 7)


def test_a_part_lies_where_its_cells_lie():
    part = GRID.part(Window(2, 1, 3, 2))
    assert part == Grid("EPSG:32633", 1010.0, 1995.0, 5.0, 3, 2)
    outside = GRID.part(Window(-2, -1, 3, 2))
    assert outside.bounds == (990.0, 1995.0, 1005.0, 2005.0)


def test_the_centre_of_the_first_cell_is_at_one_half():
    columns, rows = GRID.cells_of(np.array([1002.5, 1000.0, 1035.0]), np.array([1997.5, 2000.0, 1980.0]))
    np.testing.assert_allclose(columns, [0.5, 0.0, 7.0])
    np.testing.assert_allclose(rows, [0.5, 0.0, 4.0])


@pytest.mark.parametrize(
    ("box", "window"),
    [
        ((1010.0, 1985.0, 1020.0, 1995.0), Window(2, 1, 2, 2)),  # on the edges of cells
        ((1010.1, 1985.1, 1019.9, 1994.9), Window(2, 1, 2, 2)),
        ((1009.9, 1984.9, 1020.1, 1995.1), Window(1, 0, 4, 4)),
        ((0.0, 0.0, 9999.0, 9999.0), Window(0, 0, 7, 4)),
    ],
)
def test_the_smallest_window_over_a_rectangle(box, window):
    assert GRID.window_of(*box) == window


def test_a_rectangle_beside_the_grid_gives_an_empty_window():
    assert GRID.window_of(2000.0, 1980.0, 2100.0, 2000.0).is_empty


def test_a_grid_over_bounds_has_round_edges_and_covers_them():
    assert grid_over("EPSG:32633", (1003.0, 1981.0, 1034.0, 1999.0), 5.0) == GRID
    west, south, east, north = grid_over("EPSG:32633", (-7.0, -13.0, 1.0, -2.0), 5.0).bounds
    assert (west, south, east, north) == (-10.0, -15.0, 5.0, 0.0)


def test_a_grid_over_a_point_has_one_cell():
    assert grid_over("EPSG:32633", (10.0, 10.0, 10.0, 10.0), 5.0).shape == (1, 1)


def test_an_aligned_window_ends_at_multiples_and_is_the_smallest_such():
    assert Window(5, -3, 20, 3).aligned(16) == Window(0, -16, 32, 16)
    assert Window(16, 32, 16, 48).aligned(16) == Window(16, 32, 16, 48)
