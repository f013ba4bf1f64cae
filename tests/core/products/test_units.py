"""Units in the spellings of producers: what they are worth, and what is no velocity."""

from __future__ import annotations

import pytest

from slipline.core.products.units import ACCELERATION, LENGTH, PHASE, PHASE_RATE, TIME, VELOCITY, unit_in_name, unit_of

MM_YR = {  # spelling -> mm/yr
    "mm/yr": 1,
    "MM/Year": 1,
    "mm a-1": 1,
    "mm yr^-1": 1,
    "mm yr\u207b\u00b9": 1,
    "[mm/y]": 1,
    "millimetres per year": 1,
    "mm/(yr)": 1,
    "cm/y": 10,
    "centimeters / year": 10,
    "cm year**-1": 10,
    "m/yr": 1000,
    "meters / year": 1000,
    "m yr^-1": 1000,
    "m\u00b7a\u207b\u00b9": 1000,
    "meter/annum": 1000,
    "mm/day": 365.25,
    "mm/month": 12,
    "inches/yr": 25.4,
    "m/s": 1000 * 365.25 * 86400,
    "毫米/年": 1,
    "毫米每年": 1,
    "厘米 / 年": 10,
    "米/年": 1000,
    "mm/Jahr": 1,
    "cm/an": 10,
    "mm/año": 1,
    "mm/yıl": 1,
    "мм/год": 1,
}
OTHERS = {
    "radians / year": PHASE_RATE,
    "rad/yr": PHASE_RATE,
    "radian yr-1": PHASE_RATE,
    "rad": PHASE,
    "m": LENGTH,
    "metres": LENGTH,
    "mm": LENGTH,
    "mm/yr2": ACCELERATION,
    "m a-2": ACCELERATION,
    "days": TIME,
    "ms": "",
    "毫米": LENGTH,
    "弧度/年": PHASE_RATE,
    "mm/lat": "",
    "degree": "",
    "dB": "",
}
NAMES = {  # column -> its name without the unit, mm/yr of that
    "velocity_mm_yr": ("velocity", 1),
    "vel_cm_a": ("vel", 10),
    "vel_m_yr": ("vel", 1000),
    "vel_mm/yr": ("vel", 1),
    "VEL [m/year]": ("VEL", 1000),
    "VELMMYR": ("VEL", 1),
    "velocity": ("velocity", None),
    "velocity (LOS)": ("velocity (LOS)", None),
    "vmm": ("vmm", None),
}


@pytest.mark.parametrize("text", MM_YR)
def test_a_velocity_in_any_spelling_has_its_factor(text):
    unit = unit_of(text)
    assert unit.kind == VELOCITY
    assert unit.factor == pytest.approx(MM_YR[text])


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_velocity_is_none(text):
    assert unit_of(text).kind == OTHERS[text]


@pytest.mark.parametrize("text", ["", " ", "1", "-", "unknown"])
def test_nothing_is_said_by_words_for_nothing(text):
    assert unit_of(text) is None


@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_declare_its_unit(name):
    plain, unit = unit_in_name(name)
    assert (plain, unit and unit.factor) == NAMES[name]
    assert unit_in_name("vel (rad/yr)")[1].kind == PHASE_RATE
