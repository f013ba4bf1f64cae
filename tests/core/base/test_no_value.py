"""Numbers that stand for no value, and numbers that only look like it."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.no_value import markers_among, stands_for_nothing, suspect

NONE = [-9999, -9999.9, 99999, -99999, 32767, -32768, 65535, 2.0**31 - 1, -(2.0**31), 1e20, -3.4e38, np.nan, np.inf]
VALUES = [0.0, -99.9, 12.5, 8848.86, -1.0, 998.0, 9998.0, -9998.0, 65534.0, 32766.0]


@pytest.mark.parametrize("number", NONE)
@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_markers_of_any_type_stand_for_nothing(number, kind):
    values = np.array([1.5, number], kind)
    assert stands_for_nothing(values).tolist() == [False, True]
    assert stands_for_nothing(np.array(values, np.float64)).tolist() == [False, True]


def test_values_stay():
    assert not stands_for_nothing(np.array(VALUES)).any()
    assert stands_for_nothing(np.array([-999.0, 5.0])).tolist() == [False, False]
    assert stands_for_nothing(np.array([-999.0, 5.0, -999.0])).tolist() == [True, False, True]
    assert stands_for_nothing(np.array([7.0, 5.0]), [7.0]).tolist() == [True, False]


def test_markers_are_counted():
    assert markers_among(np.array([1.0, -9999.0, -9999.0, 1e20, np.nan])) == {-9999.0: 2, 1e20: 1}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1.0, -2.0, 77.0, 77.0], 77.0),
        ([1.0, -2.0, -77.0, -77.0, 1e20], -77.0),
        ([1.0, -2.0, 77.0], None),  # one fast target
        ([20.0, -30.0, 77.0, 77.0], None),
        ([5.0, 5.0, 5.0], None),
        ([np.nan], None),
    ],
)
def test_a_repeated_number_far_from_all_others_is_suspect(values, found):
    assert suspect(np.array(values)) == found
