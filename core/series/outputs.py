"""The layer of classified targets: its fields, and what the classification found in one table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import fields, replace

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from ..gis.vector import Column
from ..products.ground_motion import motion_fields
from ..products.kept_fields import ACCELERATION
from ..products.series import YEAR_DAYS
from .classes import UNKNOWN, WORDS
from .classify import Trends
from .nested_fits import Floats

ALIASES = {
    "trend": tr("Kind of motion: stable, linear, accelerating, slowing, seasonal, break, jump, noisy"),
    "trend_code": tr("Number of the kind of motion, in the same order from 0"),
    "acceleration": tr("Acceleration (mm/yr2)"),
    "break_date": tr("Date of the break"),
    "break_year": tr("Date of the break as a year with decimals"),
    "break_age": tr("Years from the break to the last date"),
    "speed_before": tr("Velocity at the beginning (mm/yr)"),
    "speed_after": tr("Velocity at the end (mm/yr)"),
    "season_mm": tr("Seasonal amplitude (mm)"),
    "jumps": tr("Jumps of half a wavelength"),
    "trend_p": tr("Probability that noise alone would look like this (0 to 1)"),
    "noise_mm": tr("Standard deviation about the motion (mm)"),
}
NUMBERS = (
    "trend_code",
    "acceleration",
    "break_year",
    "break_age",
    "speed_after",
    "season_mm",
    "jumps",
)  # used later on
_DECIMALS = {
    "break_year": 3,
    "break_age": 3,
    "acceleration": 3,
    "speed_before": 2,
    "speed_after": 2,
    "season_mm": 2,
    "trend_p": 6,
    "noise_mm": 2,
}


def trend_columns(trends: Trends, last: dt.date) -> list[Column]:
    """Fields of the classified targets, whose series end on the last day."""
    codes = np.ma.masked_equal(trends.code, UNKNOWN)  # type: ignore[no-untyped-call]
    values = {
        "trend": words(trends.code),
        "trend_code": codes,
        "acceleration": trends.acceleration,
        "break_date": iso_dates(trends.break_day),
        "break_year": decimal_years(trends.break_day),
        "break_age": (last.toordinal() - trends.break_day) / YEAR_DAYS,
        "speed_before": trends.before,
        "speed_after": trends.after,
        "season_mm": trends.season_mm,
        "jumps": trends.jumps,
        "trend_p": trends.chance,
        "noise_mm": trends.noise_mm,
    }
    return [Column(name, column, ALIASES[name], _DECIMALS.get(name)) for name, column in values.items()]


def words(codes: NDArray[np.int64]) -> NDArray[np.object_]:
    """Words (n,) of codes; None where a series was too short to be classified."""
    return np.array([None if code == UNKNOWN else WORDS[code] for code in codes.tolist()], object)


def decimal_years(days: Floats) -> Floats:
    """Ordinal days (n,) as years: 2019.5 is the middle of 2019; NaN stays."""
    return np.asarray((days - dt.date(2000, 1, 1).toordinal()) / YEAR_DAYS + 2000.0)


def days_of_years(years: Floats) -> Floats:
    """The reverse of `decimal_years`."""
    return np.asarray((years - 2000.0) * YEAR_DAYS + dt.date(2000, 1, 1).toordinal())


def iso_dates(days: Floats) -> NDArray[np.object_]:
    """Ordinal days (n,) as 2019-05-12; None for NaN."""
    made = [None if np.isnan(day) else dt.date.fromordinal(round(day)).isoformat() for day in days.tolist()]
    return np.array(made, object)


def joined(parts: Sequence[Trends]) -> Trends:
    """What was found of several blocks, one after the other, without the shifts of single dates."""
    named = {
        one.name: np.concatenate([getattr(part, one.name) for part in parts])
        for one in fields(Trends)
        if one.name != "shift"
    }
    return Trends(**named, shift=np.zeros((len(named["code"]), 0)))


def without_shift(trends: Trends) -> Trends:
    """The same without the shifts, which are as large as the series."""
    return replace(trends, shift=np.zeros((len(trends.code), 0)))


def kept_numbers(names: Collection[str]) -> list[str]:
    """Fields of numbers that go on with targets: velocities of several orbits, and what their series showed."""
    classified = NUMBERS if "trend_code" in names else (ACCELERATION,)
    return [*motion_fields(names), *(name for name in classified if name in names)]
