"""Breaks: the date on which a velocity changes, searched among all dates for all series at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .nested_fits import Dates, Fits, Floats, Term, gains, own_term

EDGE = 0.12  # of the span at both ends in which no break is looked for: nothing shows the velocity there
_COARSE = 32  # places of the first search
_ROUNDS = 2  # of the finer one


@dataclass(frozen=True)
class Break:
    """The best break of n series.

    Args:
        time: (n,) of the break, from -1 to 1.
        term: what the change of the velocity from there on does.
    """

    time: Floats
    term: Term


def best_break(fits: Fits, dates: Dates) -> Break:
    """The break that lowers the sum of squares most.

    Args:
        fits: of the base model.
        dates: of the series.
    """
    places = np.linspace(-1.0 + 2 * EDGE, 1.0 - 2 * EDGE, _COARSE)
    gain = gains(fits, np.maximum(dates.time - places[:, None], 0.0))
    rows, best = np.arange(len(gain)), gain.argmax(axis=1)
    place, step = places[best], places[1] - places[0]
    middle = gain[rows, best]
    for _ in range(_ROUNDS):
        step /= 2.0
        sides = [own_term(fits, bend(dates, place + off, fits.known)).gain for off in (-step, step)]
        place, middle = _nearer_top(place, step, (sides[0], middle, sides[1]))
    place = np.clip(place, places[0], places[-1])
    return Break(place, own_term(fits, bend(dates, place, fits.known)))


def _nearer_top(place: Floats, step: float, gain: tuple[Floats, Floats, Floats]) -> tuple[Floats, Floats]:
    """The top of the parabola through the gains at a place and on both sides of it, and the gain there."""
    low, middle, high = gain
    curvature = np.minimum(low - 2 * middle + high, -1e-12)
    off = np.clip(0.5 * (low - high) / curvature, -1.0, 1.0)
    return place + step * off, middle + 0.25 * (high - low) * off


def bend(dates: Dates, place: Floats, known: Floats) -> Floats:
    """(n, k) time since the break of each series, 0 before it and where no value is known."""
    return np.asarray(np.maximum(dates.time - place[:, None], 0.0) * known)
