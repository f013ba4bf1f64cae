"""Are targets where, and in the unit, that they are said to be?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.progress import Progress
from ..base.translation import tr
from ..gis.crs import crs_name
from .targets import Targets

Floats = NDArray[np.float64]
CALM_MM_YR = 0.5  # no sensor is that calm: 99 % of the velocities below it are in metres, rather


def check_targets(targets: Targets, grid: Grid, progress: Progress) -> None:
    """Stop where no target lies on a grid; warn where the velocities do not look like mm/yr.

    Raises:
        InputError: they do not overlap.
    """
    require_touch(targets.x, targets.y, grid)
    warn_of_unit(targets.velocity, progress)


def require_touch(x: Floats, y: Floats, grid: Grid, reach_m: float = 0.0) -> None:
    """Stop where none of n targets at x, y (n,) in the grid's CRS reaches a grid.

    Raises:
        InputError: they do not overlap.
    """
    west, south, east, north = grid.bounds
    near = (x >= west - reach_m) & (x <= east + reach_m) & (y >= south - reach_m) & (y <= north + reach_m)
    if not near.any():
        raise InputError(
            tr(
                "None of the {count} targets lies on the grid: they are around {x}, {y}, the grid goes from "
                "{west}, {south}"
                " to {east}, {north} ({crs}). Check the CRS of both, or choose another grid."
            ),
            count=len(x),
            x=round(float(np.median(x))),
            y=round(float(np.median(y))),
            west=round(west),
            south=round(south),
            east=round(east),
            north=round(north),
            crs=crs_name(grid.crs),
        )


def warn_of_unit(velocity: Floats, progress: Progress) -> None:
    """Warn where nearly all velocities (n,) are so small that they are hardly mm/yr."""
    if np.quantile(np.abs(velocity), 0.99) < CALM_MM_YR:
        progress.warning(
            f"99 % of the {len(velocity)} targets are slower than {CALM_MM_YR:g} mm/yr, the fastest has "
            f"{np.abs(velocity).max():.3g}. Are the"
            " velocities in mm/yr? Import coherent targets converts other units."
        )
