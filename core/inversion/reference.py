"""Where velocities are zero: a window of still, coherent ground that every pair has seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.errors import InputError
from ..base.translation import tr
from ..phases.places import Places
from .scene_plane import robust_sd

Floats = NDArray[np.float64]
SIDE = 5  # cells of the window
_EDGE = 0.1  # outer part of each side that is never taken
_BEST = 0.1  # of the windows, by their coherence
_LEAST = 5  # targets in a window


def window_members(places: Places, middle: tuple[int, int]) -> NDArray[np.bool_]:
    """Targets (n,) in the window around a cell.

    Raises:
        InputError: there is none.
    """
    half = SIDE // 2
    members = (np.abs(places.row - middle[0]) <= half) & (np.abs(places.column - middle[1]) <= half)
    if not members.any():
        raise InputError(
            tr(
                "No candidate lies in the {side} x {side} cells around the reference. Choose a reference on "
                "coherent ground, or none."
            ),
            side=SIDE,
        )
    return np.asarray(members)


def choose_reference(places: Places, velocity: Floats, quality: Floats, complete: Floats) -> tuple[int, int]:
    """Row and column of the middle of the best window.

    Windows whose targets have a value in every pair come first; of the most coherent tenth of them the stillest is
    taken.

    Args:
        places: of the targets.
        velocity: (n,) mm/yr.
        quality: (n,) coherence, 0 for what may not be taken.
        complete: (n,) share of the pairs with a value.

    Raises:
        InputError: there is no such window.
    """
    usable = (quality > 0) & np.isfinite(velocity)
    whole = usable & (complete >= 1)
    for members in (whole, usable):
        found = _best(places, velocity, quality, members)
        if found is not None:
            return found
    raise InputError(tr("No window of {side} x {side} cells can be the reference. Give a reference point."), side=SIDE)


def _best(places: Places, velocity: Floats, quality: Floats, members: NDArray[np.bool_]) -> tuple[int, int] | None:
    if not members.any():
        return None
    count = _window_sum(places, members.astype(float))
    rows, columns = places.shape
    inner = np.zeros(places.shape, bool)
    inner[int(_EDGE * rows) : rows - int(_EDGE * rows), int(_EDGE * columns) : columns - int(_EDGE * columns)] = True
    most = count[inner].max(initial=0.0)
    if most < _LEAST:
        return None
    able = inner & (count >= min(most, SIDE * SIDE * 0.8))
    share = np.maximum(count, 1e-9)
    coherent = _window_sum(places, np.where(members, quality, 0.0)) / share
    middle = float(np.median(velocity[members]))
    spread = max(robust_sd(velocity[members]), 1e-9)
    unrest = _window_sum(places, np.where(members, np.minimum(np.abs(velocity - middle) / spread, 10.0), 0.0)) / share
    able &= coherent >= np.quantile(coherent[able], 1 - _BEST)
    row, column = np.unravel_index(int(np.argmin(np.where(able, unrest, np.inf))), places.shape)
    return int(row), int(column)


def _window_sum(places: Places, values: Floats) -> Floats:
    grid = np.asarray(places.spread(values, 0.0), np.float64)
    return np.asarray(ndimage.uniform_filter(grid, SIDE, mode="constant") * SIDE * SIDE)
