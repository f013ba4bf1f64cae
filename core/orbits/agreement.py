"""Whether the orbits say the same of a site."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .solving import LEAST_SENSITIVITY
from .tracks import Floats

STILL, SAME, ONE, CONTRADICT = range(4)
WORDS = ("still", "same", "one", "contradict")
_SURE = 2.0  # standard deviations


def agreement(means: Floats, variances: Floats, limits: Floats, seen: Floats, misfit: Floats) -> NDArray[np.int64]:
    """Codes (n,) of WORDS.

    still: at least two tracks have targets, and none moves faster than its limit. same: two or more move, and what
    they say goes together. one: only one track has targets there, or only one of them moves. contradict: one of them
    says downhill and another uphill, both beyond two standard deviations and both seeing 0.2 or more of a motion down
    the slope; or three lines of sight or more leave residuals that chance does not explain. Two lines of sight
    without a slope always go together: two numbers make one east and up.

    Args:
        means, variances: (t, n) of the velocities towards the satellites; NaN without a target.
        limits: (t,) speed from which on a site moves.
        seen: (t, n) share of a motion down the slope that each line of sight sees; NaN where not known.
        misfit: (n,) probability that chance leaves residuals as large as those found; NaN where nothing is left over.
    """
    known = np.isfinite(means)
    speed = np.where(known, np.abs(means), 0.0)
    moves = speed > limits[:, None]
    codes = np.where(moves.sum(axis=0) >= 2, SAME, np.where(moves.any(axis=0), ONE, STILL))
    codes = np.where(known.sum(axis=0) < 2, ONE, codes)
    told = moves & (np.abs(np.nan_to_num(seen)) >= LEAST_SENSITIVITY) & (speed > _SURE * np.sqrt(_filled(variances)))
    downhill = np.where(told, np.sign(np.nan_to_num(means) * np.nan_to_num(seen)), 0.0)
    against = (downhill > 0).any(axis=0) & (downhill < 0).any(axis=0)
    against |= np.nan_to_num(misfit, nan=1.0) < 0.01
    codes = np.where(against & moves.any(axis=0), CONTRADICT, codes)
    return np.asarray(codes, np.int64)


def _filled(variances: Floats) -> Floats:
    return np.where(np.isfinite(variances), variances, np.inf)
