"""Jumps: steps near whole multiples of half a wavelength, as a wrong cycle in the unwrapping makes them.

A step is looked for where the mean of the dates after a date differs from that of the dates before it by more than the
series usually moves in that time. It is a jump where a least squares fit with a bend and a season needs it, and where
its height is a whole number of half wavelengths within a quarter of one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .breaks import best_break
from .nested_fits import Dates, Fits, Floats, fit, own_term

WINDOW = 6  # dates on either side
_FEWEST = 3  # known values on either side
_EVERY = 4  # of the differences, whose median tells what is usual
_MOST_JUMPS = 3  # of one series
_LEAST_STEP = 0.55  # of half a wavelength: a smaller difference is not looked at
_TOLERANCE = 0.3  # of half a wavelength
_LEAST_GAIN = 25.0  # of the step in the sum of squares, in variances of the noise
_LEAST_LEAD = 10.0  # of the step before a break, in variances of the noise


@dataclass(frozen=True)
class Jumps:
    """Jumps of n series.

    Args:
        count: (n,) of each.
        shift: (n, k) mm that the jumps have added, at each date.
    """

    count: NDArray[np.int64]
    shift: Floats


def find_jumps(values: Floats, known: Floats, dates: Dates, half_wave_mm: float) -> Jumps:
    """Jumps of series (n, k) mm, 0 where not known."""
    count = np.zeros(len(values), np.int64)
    shift = np.zeros_like(values)
    terms = np.column_stack([dates.base, dates.time**2])
    open_ = np.arange(len(values))
    for _ in range(_MOST_JUMPS):
        here = known[open_]
        now = (values[open_] - shift[open_]) * here
        place, step = _largest_step(now, here)
        seen = np.abs(step) > _LEAST_STEP * half_wave_mm
        open_, now, here, place = open_[seen], now[seen], here[seen], place[seen]
        if not len(open_):
            break
        fits = fit(now, here, terms)
        place, height, growth = _fitted_step(fits, place)
        cycles = np.round(height / half_wave_mm)
        near = np.abs(height - cycles * half_wave_mm) < _TOLERANCE * half_wave_mm
        good = (cycles != 0) & near & (growth > _LEAST_GAIN) & ~_is_break(now, here, dates, fits, growth)
        open_, place, cycles = open_[good], place[good], cycles[good]
        count[open_] += 1
        after = np.arange(values.shape[1]) >= place[:, None]
        shift[open_] += np.where(after, (cycles * half_wave_mm)[:, None], 0.0)
    return Jumps(count, shift)


def _is_break(values: Floats, known: Floats, dates: Dates, fits: Fits, growth: Floats) -> NDArray[np.bool_]:
    """Which series (n,) a change of velocity, without a step, tells as well as the bend with the step does."""
    line = fit(values, known, dates.base)
    broken = line.rss - best_break(line, dates).term.gain
    freedom = np.maximum(fits.count - fits.terms.shape[1] - 1, 1.0)
    stepped = fits.rss / (1.0 + growth / freedom)
    return np.asarray(broken < stepped * (1.0 + _LEAST_LEAD / freedom))


def _largest_step(values: Floats, known: Floats) -> tuple[NDArray[np.int64], Floats]:
    """First date (n,) after the largest difference of the means on both sides, and the difference.

    What a series moves in such a time as a rule, its median difference, does not count.
    """
    packed, order = _packed(values, known)
    count = known.sum(axis=1)[:, None]
    sums = np.zeros((len(values), values.shape[1] + 1))
    np.cumsum(packed, axis=1, out=sums[:, 1:])
    places = np.arange(_FEWEST, values.shape[1])
    high = np.minimum(np.minimum(places + WINDOW, values.shape[1]), count).astype(np.intp)
    low = np.maximum(places - WINDOW, 0)
    after = np.maximum(high - places, 1)
    before = sums[:, _FEWEST:-1]
    step = np.take_along_axis(sums, high, axis=1)
    step -= before
    step /= after
    step -= (before - np.take(sums, low, axis=1)) / (places - low)
    step[high - places < _FEWEST] = np.nan
    some = step[:, ::_EVERY]
    seen = np.isfinite(some).any(axis=1)
    usual = np.zeros(len(step))
    usual[seen] = np.nanmedian(some[seen], axis=1)
    step = np.where(np.isfinite(step), step - usual[:, None], 0.0)
    best = np.abs(step).argmax(axis=1)
    rows = np.arange(len(step))
    return order[rows, places[best]], step[rows, best]


def _packed(values: Floats, known: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Known values of each series first, then 0, and the dates they are from: a winter without any is no gap here."""
    if known.all():
        return values, np.broadcast_to(np.arange(values.shape[1]), values.shape)
    rows, columns = np.nonzero(known)
    place = (np.cumsum(known, axis=1, dtype=np.int32) - 1)[rows, columns]
    packed, order = np.zeros_like(values), np.zeros(values.shape, np.intp)
    packed[rows, place], order[rows, place] = values[rows, columns], columns
    return packed, order


def _fitted_step(fits: Fits, place: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats, Floats]:
    """First date after the step that fits best near a place, its height, and its gain in variances of the noise."""
    index, last = np.arange(fits.known.shape[1]), fits.known.shape[1] - 1
    best = (place.copy(), np.zeros(len(place)), np.full(len(place), -1.0))
    for off in range(-3, 4):
        here = np.clip(place + off, 1, last)
        term = own_term(fits, (index >= here[:, None]) * fits.known)
        better = term.gain > best[2]
        best = (
            np.where(better, here, best[0]),
            np.where(better, term.coefficient, best[1]),
            np.where(better, term.gain, best[2]),
        )
    freedom = np.maximum(fits.count - fits.terms.shape[1] - 1, 1.0)
    variance = np.maximum(fits.rss - best[2], 1e-9) / freedom
    return best[0], best[1], best[2] / variance
