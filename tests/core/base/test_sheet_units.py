"""Level and spread of the stable ground of a sheet, whatever share of it moves."""

import numpy as np
import pytest

from slipline.core.base.sheet_units import (
    GROUND,
    LEVEL,
    RELATIVE,
    SPREAD,
    TYPICAL,
    brought_over,
    sheet_scalings,
    stable_numbers,
    typical_number,
)


@pytest.mark.parametrize(("moving", "widened"), [(0.0, 1.0), (0.2, 0.6745 / 0.5244), (0.5, 1.2816 / 0.5244)])
@pytest.mark.parametrize(("level", "spread"), [(0.0, 1.0), (-7.0, 3.0)])
def test_the_stable_ground_is_found_however_much_moves(moving, widened, level, spread):
    rng = np.random.default_rng(3)
    values = level + spread * rng.standard_normal((300, 300))
    fast = rng.random(values.shape) < moving
    values[fast] += spread * rng.uniform(8, 60, fast.sum())
    values[:20] = np.nan
    found = stable_numbers(values)
    assert found[LEVEL] == pytest.approx(level, abs=0.4 * spread)
    # 40 % of all cells are 50 % or 80 % of those that do not move: deviations that hold as many, by the normal table
    assert found[SPREAD] == pytest.approx(widened * spread, rel=0.1)


@pytest.mark.parametrize("values", [np.full((4, 4), np.nan), np.zeros((0, 3)), np.array([np.nan, 2.0])])
def test_a_sheet_without_values_has_units_of_one(values):
    assert stable_numbers(values) == {LEVEL: 0.0, SPREAD: 1.0}


def test_equal_values_and_a_few_others_have_a_spread():
    values = np.zeros(100)
    values[:30] = 5.0
    assert stable_numbers(values) == {LEVEL: 0.0, SPREAD: pytest.approx(values.std())}
    assert stable_numbers(np.zeros(9)) == {LEVEL: 0.0, SPREAD: 1.0}


def test_a_typical_value_is_the_median_of_what_is_there():
    assert typical_number(np.array([0.0, 0.0, 2.0, 4.0, 9.0, np.nan])) == {TYPICAL: 4.0}
    assert typical_number(np.array([0.0, np.nan])) == {TYPICAL: 1.0}


def test_another_sheet_is_brought_to_the_units_of_the_training():
    factor, summand = brought_over(GROUND, {LEVEL: -2.0, SPREAD: 4.0}, {LEVEL: 1.0, SPREAD: 2.0})
    assert factor * -2.0 + summand == pytest.approx(1.0)  # the stable ground here is the stable ground there
    assert factor * 2.0 + summand == pytest.approx(3.0)  # one spread above it
    assert brought_over(RELATIVE, {TYPICAL: 50.0}, {TYPICAL: 200.0}) == (4.0, 0.0)


def test_a_card_tells_which_bands_count_so():
    bands = [
        {"name": "velocity", "scaling": {"kind": GROUND, LEVEL: 0.5, SPREAD: 3.0}},
        {"name": "slope", "scaling": {"kind": "standard", "mean": 1.0, "deviation": 2.0}},
        {"name": "red"},
    ]
    assert sheet_scalings(bands) == {"velocity": (GROUND, {LEVEL: 0.5, SPREAD: 3.0})}
