"""Which names of columns are days of displacements."""

from __future__ import annotations

import datetime as dt

import pytest

from slipline.core.products.series import day_of


@pytest.mark.parametrize(
    "name",
    [
        "20190305",
        "D20190305",
        "d_20190305",
        "2019-03-05",
        "2019/3/5",
        "05-MAR-2019",
        "05mar2019",
        "5 Mar 2019",
        "D_05-Mar-2019",
    ],
)
def test_a_day_is_known_in_the_spellings_of_the_producers(name):
    assert day_of(name) == dt.date(2019, 3, 5)


@pytest.mark.parametrize("name", ["201935", "20190230", "30-FEB-2019", "05-MÄR-2019", "a_20190305", "v2019", "mar2019"])
def test_other_names_are_no_days(name):
    assert day_of(name) is None
