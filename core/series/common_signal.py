"""What all targets share at each date: the disturbance of the air and of the reference point, which is no motion.

A plane for each date is fitted to what is left of the series when each target's own trend, curve and season are taken
out. The air forgets within days: where the planes also change slowly, by more than chance makes of their changes from
date to date, targets share a motion, a bend for example, and this slow part stays in the series.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..inversion.strips import times
from .nested_fits import Dates, Floats, fit

FEWEST = 50  # targets, from which on the common part is told from that of single ones
MOST = 20_000  # targets that are looked at
_ROUNDS = 5  # of the robust plane
_SMOOTH_DAYS = 120.0  # standard deviation of the weights of the slow part
_SHARED_MOTION = 4.0  # variance of the slow part, in what chance makes of the quick one
_CUT = 2.0  # robust standard deviations from which on a target counts less


@dataclass(frozen=True)
class Common:
    """The common part: a plane for each date.

    Args:
        middle: x, y of the centre, m.
        scale_m: of the coordinates.
        planes: (3, k) mm: at the centre, and its change to the east and to the north for each scale.
    """

    middle: tuple[float, float]
    scale_m: float
    planes: Floats

    def at(self, x: Floats, y: Floats) -> Floats:
        """(n, k) mm at places (n,)."""
        return times(_places(x, y, self.middle, self.scale_m), self.planes)

    @property
    def deviation_mm(self) -> float:
        """Standard deviation of the common part in time, at the centre."""
        return float(self.planes[0].std())


def _places(x: Floats, y: Floats, middle: tuple[float, float], scale: float) -> Floats:
    return np.column_stack([np.ones(len(x)), (x - middle[0]) / scale, (y - middle[1]) / scale])


def common_signal(x: Floats, y: Floats, series: NDArray[np.floating[Any]], dates: Dates) -> Common | None:
    """The common part of targets; None for too few of them.

    Args:
        x, y: (n,) m.
        series: (n, k) mm; NaN where not known.
        dates: of the columns.
    """
    if len(x) < FEWEST:
        return None
    known = np.isfinite(series).astype(np.float64)
    level = np.where(known > 0, series, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1.0)
    values = np.where(known > 0, series - level[:, None], 0.0)
    middle = (float(np.median(x)), float(np.median(y)))
    scale = max(float(np.hypot(x - middle[0], y - middle[1]).max()), 1.0)
    places = _places(x, y, middle, scale)
    terms = np.column_stack([dates.base, dates.time**2])
    planes = np.zeros((3, series.shape[1]))
    for _ in range(2):  # the second time the common part no longer hides single bad dates
        left = fit((values - times(places, planes)) * known, known, terms).residual
        planes += _quick(_planes(places, left, known), dates)
    return Common(middle, scale, planes)


def _planes(places: Floats, left: Floats, known: Floats) -> Floats:
    """Robust planes (3, k) through the residuals (n, k) of each date."""
    planes = np.zeros((3, left.shape[1]))
    weights = known
    for _ in range(_ROUNDS):
        pairs = (places[:, :, None] * places[:, None, :]).reshape(len(places), 9)
        normal = (weights.T @ pairs).reshape(-1, 3, 3) + 1e-6 * np.eye(3)
        planes = np.linalg.solve(normal, ((weights * left).T @ places)[..., None])[..., 0].T
        off = np.abs(left - times(places, planes))
        middle = 1.4826 * np.median(np.where(known > 0, off, 0.0), axis=0)
        weights = known / np.maximum(off / np.maximum(_CUT * middle, 1e-6), 1.0)
    return planes


def _quick(planes: Floats, dates: Dates) -> Floats:
    """The planes (3, k) less what changes slowly: a straight line through the neighbours of each date."""
    off = dates.days[None, :] - dates.days[:, None]
    weights = np.exp(-0.5 * (off / _SMOOTH_DAYS) ** 2)
    np.fill_diagonal(weights, 0.0)
    total = np.maximum(weights.sum(axis=1), 1e-12)[:, None]
    mean = (weights * off).sum(axis=1)[:, None] / total
    spread = np.maximum((weights * (off - mean) ** 2).sum(axis=1)[:, None], 1e-9)
    smoother = weights / total - mean * weights * (off - mean) / spread
    smoother[weights.sum(axis=1) < 1.0] = 0.0
    slow = planes @ smoother.T
    chance = np.mean((planes - slow) ** 2, axis=1) * np.mean((smoother**2).sum(axis=1))
    shared = np.mean(slow**2, axis=1) > _SHARED_MOTION * chance
    return np.asarray(planes - np.where(shared[:, None], slow, 0.0))
