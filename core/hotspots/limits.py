"""Do the numbers that the user gave fit the targets? Distances beyond their extent are mistakes, or mean nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress
from ..base.translation import tr
from ..files.columns import let_go
from .options import HotSpotOptions, HotSpotOutputs

_STEEPEST = 90.0  # degrees
_LEAST_M = 1000.0  # a kernel or a merge distance may always be so large
Floats = NDArray[np.float64]


def largest_m(x: Floats, y: Floats) -> float:
    """The largest bandwidth, merge distance or cell (m) that means anything for targets (n,) at these places."""
    return max(_extent_m(x, y), _LEAST_M)


def _extent_m(x: Floats, y: Floats) -> float:
    width = np.ptp(x)
    let_go()
    height = np.ptp(y)
    let_go()
    return float(np.hypot(width, height))


def require_fitting(x: Floats, y: Floats, options: HotSpotOptions, outputs: HotSpotOutputs, progress: Progress) -> None:
    """Refuse distances and cells that are larger than the ground of targets (n,) at these places, m.

    A distance band that reaches over all targets makes Gi* 0 / 0 everywhere: a warning says so.

    Raises:
        InputError: a kernel, a merge distance or a cell is larger than the ground, or a slope steeper than can be.
    """
    extent = _extent_m(x, y)
    distance = options.distance_m or 0.0
    if len(x) > 1 and 0 < extent <= distance:
        progress.warning(
            f"Within the distance band of {distance:g} m each of the {len(x)} targets has all others as "
            f"neighbours, since they span only {extent:.4g} m: no place differs from the whole, and z says nothing. "
            "Choose a distance band far below that."
        )
    most = largest_m(x, y)
    areas = options.areas if outputs.areas else None
    if areas and areas.min_slope > _STEEPEST:
        raise InputError(
            tr("The mean slope is {slope} degrees, but no ground is steeper than 90. Choose a smaller one."),
            slope=f"{areas.min_slope:g}",
        )
    for name, value in (
        (tr("bandwidth"), options.bandwidth_m or 0.0),
        (tr("bandwidth of the local mean velocity"), options.velocity_bandwidth_m if outputs.velocity else 0.0),
        (tr("cell size"), options.cell_m or 0.0),
        (tr("merge distance"), areas.merge_m if areas else 0.0),
    ):
        if value > most:
            raise InputError(
                tr("The {name} is {value} m, but the targets span only {extent} m. Choose at most {most} m."),
                name=name,
                value=f"{value:g}",
                extent=f"{extent:.4g}",
                most=f"{most:.4g}",
            )
