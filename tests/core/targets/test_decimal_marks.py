from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.errors import InputError
from slipline.core.targets.decimal_marks import column_numbers, number


def column(*cells):
    return column_numbers({"VEL": cells}, "a.csv")[0]["VEL"].tolist()


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("1.5", " 2 ", 3, "-1e3", ".5", "1.234"), [1.5, 2.0, 3.0, -1000.0, 0.5, 1.234]),
        (("1,5", "2", "-1e3", ",5", "1,5e1"), [1.5, 2.0, -1000.0, 0.5, 15.0]),
        (("1.234,5", "1,25"), [1234.5, 1.25]),
        (("1,234.5", "1,234"), [1234.5, 1234.0]),
        (("1.234.567", "1.234"), [1234567.0, 1234.0]),
        (("1,234,567", "-1,234"), [1234567.0, -1234.0]),
        (("0,123", "1,234"), [0.123, 1.234]),
        (("1234,567", "1,234"), [1234.567, 1.234]),
        (("1 234,5", "1'234,5"), [1234.5, 1234.5]),
        ((1.234, "1,5"), [1.234, 1.5]),
    ],
)
def test_all_numbers_of_a_column_have_one_decimal_mark(cells, numbers):
    assert column(*cells) == numbers


def test_what_is_no_number_is_nan():
    assert np.isnan(column("", None, "NULL", "****", "1,2,3", "1.2.3", "a,b")).all()
    assert np.isnan(number("1.5", ","))


def test_a_number_that_can_be_two_and_two_decimal_marks_are_refused():
    with pytest.raises(
        InputError, match=r"column VEL of a\.csv has 1,234, which can be 1\.234 or 1234. Write thousands without a mark"
    ):
        column("1,234", "5")
    with pytest.raises(InputError, match=r"has both 1\.5 and 2,5: two decimal marks"):
        column("1.5", "2,5")


def test_what_is_known_already_does_not_hide_a_contradiction():
    with pytest.raises(InputError, match=r"both 1\.5 and 2,5"):
        column("2,5", "3,5", "1,234", "1.5")
    with pytest.raises(InputError, match=r"both 1,234,567 and 2,5"):
        column("2,5", "3,5", "1,234,567")
