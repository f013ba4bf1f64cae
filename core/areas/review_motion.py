"""The motion of one area at a glance.

A histogram of its velocities, and the mean displacement where targets carry dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..products.series import day_of
from ..series.model_curve import ModelCurve, model_curve
from ..targets.fields import find_field

_BINS = 24
_LEAST_RANGE = 5.0  # mm/yr: noise of a few tenths must not fill the width of the picture

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Histogram:
    """Targets of an area by velocity.

    Args:
        edges: (k + 1,) mm/yr; zero is one of them.
        counts: (k,) int64.
        median: mm/yr; NaN without targets.
    """

    edges: Floats
    counts: NDArray[np.int64]
    median: float


@dataclass(frozen=True)
class Curve:
    """Mean displacement of an area's targets.

    Args:
        dates: (k,) days, in order.
        mean: (k,) relative to the first date, in the unit of the layer.
        low, high: (k,) quartiles of the targets, likewise.
        targets: how many have values.
        model: of the mean; None for too few dates.
    """

    dates: tuple[dt.date, ...]
    mean: Floats
    low: Floats
    high: Floats
    targets: int
    model: ModelCurve | None = None


def velocity_histogram(velocity: Floats) -> Histogram:
    """Histogram over a range that holds zero and all targets, with bins of 0.5, 1, 2, 5, 10... mm/yr.

    Args:
        velocity: (n,) mm/yr; NaN is left out.
    """
    known = velocity[np.isfinite(velocity)]
    low, high = float(min(known.min(initial=0.0), 0.0)), float(max(known.max(initial=0.0), 0.0))
    width = _round_up(max(high - low, _LEAST_RANGE) / _BINS)
    first, last = np.floor(low / width), max(np.ceil(high / width), np.floor(low / width) + 1)
    edges = width * np.arange(first, last + 1)
    counts, _ = np.histogram(known, edges)
    return Histogram(edges, counts.astype(np.int64), float(np.median(known)) if len(known) else float("nan"))


def _round_up(value: float) -> float:
    """The next 1, 2 or 5 times a power of ten."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= value * (1 - 1e-9)))


def velocity_and_dates(names: Sequence[str]) -> tuple[str, list[str]]:
    """The line-of-sight velocity field, or empty, and the displacement fields in the order of their dates."""
    dated = sorted((day, name) for day, name in ((day_of(name), name) for name in names) if day is not None)
    return find_field("velocity", names), [name for _, name in dated]


def mean_displacement(names: Sequence[str], displacement: Floats) -> Curve | None:
    """Mean curve of an area; None where fewer than three dates or no target are known.

    Each target counts from its own first known value, so that targets may begin at different levels.

    Args:
        names: (k,) fields of displacements, in the order of their days.
        displacement: (n, k); NaN where not known.
    """
    days = [day_of(name) for name in names]
    if len(names) < 3 or not np.isfinite(displacement).any():
        return None
    some = displacement[np.isfinite(displacement).any(axis=1)]
    first = np.argmax(np.isfinite(some), axis=1)
    relative = some - some[np.arange(len(some)), first][:, None]
    known = np.isfinite(relative).any(axis=0)
    low, high = np.nanquantile(relative[:, known], (0.25, 0.75), axis=0)
    shown = tuple(day for day, good in zip(days, known) if good and day is not None)
    mean = np.nanmean(relative[:, known], axis=0)
    return Curve(shown, mean, low, high, len(some), model_curve(shown, mean))
