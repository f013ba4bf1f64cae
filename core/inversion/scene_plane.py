"""What a scene adds to all targets alike: an offset, a plane, and a delay that goes with the height."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_MOST = 60_000  # targets from which a scene's terms are found
_ROUNDS = 6  # of the robust fit
_HUBER = 1.345  # robust standard deviations from which a target counts less


def robust_sd(values: Floats) -> float:
    """Standard deviation by the median of the absolute deviations; NaN values are left out."""
    known = values[np.isfinite(values)]
    return float(1.4826 * np.median(np.abs(known - np.median(known)))) if known.size else 0.0


def still(velocity: Floats) -> NDArray[np.bool_]:
    """Targets (n,) whose velocity is within 2.5 robust standard deviations of the median."""
    return np.asarray(np.abs(velocity - np.nanmedian(velocity)) < 2.5 * max(robust_sd(velocity), 1e-9))


def terms(x: Floats, y: Floats, height: Floats, plane: bool, with_height: bool) -> Floats:
    """Design (n, terms): 1, and on request x, y and the height, each centred and scaled.

    Unknown heights are the mean.
    """
    columns = [np.ones(len(x))]
    if plane:
        columns += [_scaled(x), _scaled(y)]
    if with_height and np.isfinite(height).any() and np.nanstd(height) > 1:
        columns.append(_scaled(height))
    return np.column_stack(columns)


def _scaled(values: Floats) -> Floats:
    centred = values - np.nanmean(values)
    return np.nan_to_num(centred / max(float(np.nanstd(values)), 1e-9))


def fit_scene(values: Floats, design: Floats, usable: NDArray[np.bool_]) -> Floats:
    """Coefficients of a robust (Huber) fit to values (n,) of the usable targets."""
    at = np.flatnonzero(usable & np.isfinite(values))
    if len(at) < 3 * design.shape[1]:
        return np.zeros(design.shape[1])
    if len(at) > _MOST:
        at = at[np.linspace(0, len(at) - 1, _MOST).astype(np.int64)]
    some, seen = design[at], values[at]
    weight = np.ones(len(at))
    found = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        heavy = some.T * weight
        found = np.linalg.lstsq(heavy @ some, heavy @ seen, rcond=None)[0]
        residual = seen - some @ found
        limit = _HUBER * max(robust_sd(residual), 1e-12)
        weight = np.minimum(1.0, limit / np.maximum(np.abs(residual), 1e-12))
    return np.asarray(found)
