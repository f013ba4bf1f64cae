"""What is rough in time and smooth in space is atmosphere; what looks like velocity or height is left to the ground."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, check_asked, track
from ..phases.places import Around, Places
from .motion import Model

Floats = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]
TIME_DAYS = 45.0
SPACE_M = 700.0
_BLOCK = 16_384  # targets that are worked on at once


def rough_in_time(days: NDArray[np.int64]) -> Floats:
    """(n, n) that takes the Gaussian mean over 45 days away from a series."""
    apart = (days[:, None] - days[None]) / TIME_DAYS
    mean = np.exp(-0.5 * apart**2)
    return np.asarray(np.eye(len(days)) - mean / mean.sum(1, keepdims=True))


def without_model(model: Model) -> Floats:
    """(n, n) that takes offset, velocity and height correction out of a series.

    Else the filter would spoil the velocity.
    """
    design = model.design
    return np.asarray(np.eye(len(design)) - design @ np.linalg.pinv(design))


def smooth_in_space(delays: Reals, places: Places, speaking: NDArray[np.bool_], progress: Progress) -> None:
    """Replace residuals (n, targets) mm by their Gaussian mean over the ground around, in place."""
    mean = Around(places, speaking.astype(float), SPACE_M)
    for scene in track(range(len(delays)), progress):
        delays[scene] = np.nan_to_num(mean(np.asarray(delays[scene], np.float64)))


def filter_delays(
    series: Reals,
    residuals: Reals,
    delays: Reals,
    places: Places,
    speaking: NDArray[np.bool_],
    model: Model,
    progress: Progress,
) -> None:
    """Take the atmosphere out of the series, and out of their residuals, both (n, targets) mm, in place.

    Args:
        delays: (n, targets) to work in.
        speaking: (targets,) from which the atmosphere is found.
    """
    rough, keep = rough_in_time(model.network.days), without_model(model)
    targets = residuals.shape[1]
    for start in range(0, targets, _BLOCK):
        check_asked()
        some = slice(start, start + _BLOCK)
        delays[:, some] = rough @ np.asarray(residuals[:, some], np.float64)
    smooth_in_space(delays, places, speaking, progress)
    for start in range(0, targets, _BLOCK):
        check_asked()
        some = slice(start, start + _BLOCK)
        delay = keep @ np.asarray(delays[:, some], np.float64)
        series[:, some] -= delay.astype(series.dtype)
        residuals[:, some] -= delay.astype(residuals.dtype)
