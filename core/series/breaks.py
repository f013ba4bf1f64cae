"""Breaks: the date on which a velocity changes, searched among all dates for all series at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .nested_fits import Dates, Fits, Floats, Term, gains, own_term

EDGE = 0.12  # of the span at both ends in which no break is looked for: nothing shows the velocity there
_COARSE = 32  # places of the first search
_FINE = 5  # places of each further one, between the neighbours of the best
_ROUNDS = 3


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
    best = gain.argmax(axis=1)
    place, step = places[best], places[1] - places[0]
    for _ in range(_ROUNDS):
        place = _finer(fits, dates, place, step)
        step /= _FINE - 3
    place = np.clip(place, places[0], places[-1])
    return Break(place, own_term(fits, bend(dates, place, fits.known)))


def bend(dates: Dates, place: Floats, known: Floats) -> Floats:
    """(n, k) time since the break of each series, 0 before it and where no value is known."""
    return np.asarray(np.maximum(dates.time - place[:, None], 0.0) * known)


def _finer(fits: Fits, dates: Dates, place: Floats, step: float) -> Floats:
    tried = [place + off for off in np.linspace(-step, step, _FINE)]
    gain = np.stack([own_term(fits, bend(dates, one, fits.known)).gain for one in tried])
    chosen: NDArray[np.intp] = gain.argmax(axis=0)
    return np.asarray(np.stack(tried)[chosen, np.arange(len(place))])
