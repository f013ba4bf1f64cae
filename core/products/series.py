"""Series of displacements: the day of a column, the unit that fits the velocities, the velocity that fits a series."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
YEAR_DAYS = 365.25
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(rf"(?:d_?)?(0?[1-9]|[12]\d|3[01])([-_/. ]?)({'|'.join(_MONTHS)})\2((?:19|20)\d{{2}})", re.I)
_DAY = re.compile(r"(?:d_?)?((?:19|20)\d{2})([-_/.]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])", re.IGNORECASE)
_FACTORS = (1.0, 10.0, 1000.0)  # of mm, cm and m
_LEAST_AGREEMENT = 0.7  # correlation of slopes and velocities from which they tell the unit
_LEAST_TARGETS = 5


@dataclass(frozen=True)
class SeriesUnit:
    """What a series is multiplied by to be mm, and how well its slopes agree with the velocities (-1..1, NaN: no)."""

    factor: float
    agreement: float


def day_of(name: str) -> dt.date | None:
    """Day of a column of displacements; None for any other column.

    20190325, D20190325, d_20190325, 2019-03-25, and 25-MAR-2019 as SARPROZ writes it.
    """
    found, named = _DAY.fullmatch(name.strip()), _NAMED_MONTH.fullmatch(name.strip())
    if named is not None:
        year, month, day = named[4], _MONTHS.index(named[3].lower()) + 1, named[1]
    elif found is not None and (found[2] or len(found[3]) + len(found[4]) == 4):
        year, month, day = found[1], int(found[3]), found[4]
    else:
        return None
    try:
        return dt.date(int(year), month, int(day))
    except ValueError:
        return None


def field_of(day: dt.date) -> str:
    """Name of the field of a day's displacements: D20190325."""
    return f"D{day:%Y%m%d}"


def slopes(days: Sequence[dt.date], series: NDArray[np.float32] | Floats) -> Floats:
    """Slopes (n,) of the straight lines through series, in their unit a year; NaN where fewer than 3 are known.

    Args:
        days: k.
        series: (k, n); NaN where not known.
    """
    time = np.array([day.toordinal() for day in days], np.float64)[:, None] / YEAR_DAYS
    known = np.isfinite(series)
    count = known.sum(axis=0)
    values = np.where(known, series, 0.0).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (time * known).sum(axis=0) / count
        off = (time - middle) * known
        made = (off * values).sum(axis=0) / (off**2).sum(axis=0)
    return np.where(count >= 3, made, np.nan)


def unit_by_velocity(slope: Floats, velocity: Floats) -> SeriesUnit:
    """Unit of series whose slopes (n,) belong to velocities (n,) mm/yr; mm where too few or too calm ones tell it."""
    known = np.isfinite(slope) & np.isfinite(velocity)
    slope, velocity = slope[known], velocity[known]
    if len(slope) < _LEAST_TARGETS or not slope.std() or not velocity.std():
        return SeriesUnit(1.0, float("nan"))
    agreement = float(np.corrcoef(slope, velocity)[0, 1])
    if abs(agreement) < _LEAST_AGREEMENT:
        return SeriesUnit(1.0, agreement)
    ratio = float(velocity.std() / slope.std())
    return SeriesUnit(min(_FACTORS, key=lambda factor: abs(np.log(ratio / factor))), agreement)
