from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from slipline.core.base.codes import IGNORE
from slipline.core.base.errors import InputError
from slipline.core.base.grid import Grid, Window
from slipline.core.tilestore.labels import Drawing, Labels

from ..rasters import CRS, NORTH, WEST, box

GRID = Grid(CRS, WEST, NORTH, 5.0, 40, 30)
ONE, TWO = box(25, -100, 125, -25), box(50, -100, 150, -25)  # columns 5..24 and 10..29, rows 5..19


def cells(rows, columns):
    mask = np.zeros(GRID.shape, bool)
    mask[rows, columns] = True
    return mask


FIRST, SECOND = cells(slice(5, 20), slice(5, 25)), cells(slice(5, 20), slice(10, 30))


def burnt(drawing, window=GRID.window):
    return Labels(drawing, GRID).burn(window)


def test_one_expert_says_all():
    np.testing.assert_array_equal(burnt(Drawing([[ONE]])), FIRST.astype(np.uint8))


def test_where_experts_differ_nothing_counts():
    expected = np.where(FIRST & SECOND, 1, np.where(FIRST | SECOND, IGNORE, 0))
    np.testing.assert_array_equal(burnt(Drawing([[ONE], [TWO]])), expected)
    np.testing.assert_array_equal(burnt(Drawing([[ONE], [TWO], [ONE]])), expected)


def test_their_agreement_is_the_mean_iou_of_all_pairs():
    labels = Labels(Drawing([[ONE], [TWO], [ONE]]), GRID)
    assert Labels(Drawing([[ONE]]), GRID).agreement() is None
    for window in GRID.windows(16):
        labels.burn(window)
    assert labels.agreement() == pytest.approx((15 / 25 + 1 + 15 / 25) / 3)


def test_agreement_counts_only_where_the_areas_are_complete():
    labels = Labels(Drawing([[ONE], [TWO]], within=[box(50, -100, 125, -25)]), GRID)
    labels.burn(GRID.window)
    assert labels.agreement() == 1.0


def test_uncertain_areas_and_ground_outside_within_do_not_count():
    labels = burnt(Drawing([[ONE]], within=[box(0, -150, 100, 0)], uncertain=[TWO]))
    expected = np.where(SECOND, IGNORE, FIRST)
    expected[:, 20:] = IGNORE
    np.testing.assert_array_equal(labels, expected)


def test_the_ring_holds_the_cells_nearer_to_a_line_than_told():
    labels = burnt(Drawing([[ONE]], ring_m=12.0))
    inside = ndimage.distance_transform_edt(FIRST) * 5.0 - 2.5  # from a cell's centre to the line, straight
    assert (labels[FIRST & (inside < 12.0)] == IGNORE).all()
    assert (labels[FIRST & (inside > 12.0)] == 1).all()
    outside = ndimage.distance_transform_edt(~FIRST) * 5.0
    assert (labels[outside > 12.0 + 2.6] == 0).all()
    assert (labels[(outside <= 10.0) & ~FIRST] == IGNORE).all()


@pytest.mark.parametrize("size", [7, 16])
def test_labels_do_not_depend_on_windows(size):
    drawing = Drawing([[ONE], [TWO]], within=[box(0, -150, 180, 0)], uncertain=[box(0, -30, 40, 0)], ring_m=8.0)
    whole, parts = burnt(drawing), np.empty(GRID.shape, np.uint8)
    labels = Labels(drawing, GRID)
    for window in GRID.windows(size):
        parts[window.slices] = labels.burn(window)
    np.testing.assert_array_equal(parts, whole)
    np.testing.assert_array_equal(burnt(drawing, Window(3, 4, 9, 5)), whole[4:9, 3:12])


def test_a_ring_that_leaves_nothing_of_any_area_is_refused():
    burnt(Drawing([[ONE, TWO]], ring_m=37.0))  # the areas are 100 x 75 m
    with pytest.raises(InputError, match=r"ring of 38 m .* nothing of any of the 2 areas"):
        burnt(Drawing([[ONE, TWO]], ring_m=38.0))
