"""Do the numbers that the user gave fit the targets? Distances beyond their extent are mistakes, or mean nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.translation import tr
from .options import HotSpotOptions, HotSpotOutputs

_LEAST_M = 1000.0  # a kernel or a merge distance may always be so large
Floats = NDArray[np.float64]


def require_fitting(x: Floats, y: Floats, options: HotSpotOptions, outputs: HotSpotOutputs) -> None:
    """Refuse distances, cells and counts that no result can have with targets (n,) at these places, m.

    Raises:
        InputError: the distance band reaches over all targets, so that Gi* is 0 / 0; a kernel, a merge distance or a
            cell is larger than the ground; more neighbours or targets are asked for than there are.
    """
    extent = float(np.hypot(np.ptp(x), np.ptp(y)))
    if len(x) > 1 and extent > 0 and options.distance_m >= extent:
        raise InputError(
            tr(
                "Within the distance band of {distance} m each of the {count} targets has all others as neighbours: no "
                "place differs from the whole. The targets span {extent} m. Choose a distance band far below that."
            ),
            distance=f"{options.distance_m:g}",
            count=len(x),
            extent=f"{extent:.4g}",
        )
    most = max(extent, _LEAST_M)
    areas = options.areas if outputs.areas else None
    for name, value in (
        (tr("bandwidth"), options.bandwidth_m),
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
    for name, number in (
        (tr("neighbours"), options.gi.min_neighbours),
        (tr("targets in an area"), areas.min_targets if areas else 0),
    ):
        if number > len(x):
            raise InputError(
                tr("At least {number} {name} are asked for, but there are only {count} targets. Choose fewer."),
                number=number,
                name=name,
                count=len(x),
            )
