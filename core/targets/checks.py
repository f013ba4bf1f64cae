"""Are targets where, and in the unit, that they are said to be?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.no_value import stands_for_nothing
from ..base.progress import Progress
from ..base.translation import tr
from ..files.columns import by_pieces, kept_rows, let_go
from ..gis.crs import crs_name, is_geographic
from ..gis.place import FURTHEST_LONGITUDE, require_place
from .targets import Targets
from .values import fast_below, say_markers, without_markers

Floats = NDArray[np.float64]
_MOST_WRONG = 0.5  # of the places: where more are no degrees, the CRS is wrong rather than they
_FAR_FROM_ORIGIN = 100_000.0  # in the unit of a projected CRS: from there on 0, 0 is no place of a study
CALM_MM_YR = 0.5  # no sensor is that calm: 99 % of the velocities below it are in metres, rather


def places(x: Floats, y: Floats, crs: str, name: str) -> tuple[Floats, Floats]:
    """Places (n,) with NaN for what producers write where there is none: 0, 0, twice -9999, impossible degrees.

    Args:
        x, y: as they were read.
        crs: theirs.
        name: what messages call the file or layer.

    Raises:
        InputError: the places cannot be in their CRS.
    """
    nowhere = by_pieces(_is_nowhere, x, y, stands_for_nothing(x))
    origin = by_pieces(lambda x, y, gone: (x == 0) & (y == 0) & ~gone, x, y, nowhere)
    others = ~nowhere & ~origin
    if is_geographic(crs):
        wrong = by_pieces(lambda x, y: (np.abs(x) > FURTHEST_LONGITUDE) | (np.abs(y) > 90.0), x, y)
        nowhere |= origin
        if np.count_nonzero(wrong & others) <= _MOST_WRONG * np.count_nonzero(others):
            nowhere |= wrong
    elif origin.any() and others.any() and _far_off(x[others], y[others]):
        nowhere |= origin
    del origin, others
    let_go()
    if nowhere.any():
        x, y = (by_pieces(lambda part, gone: np.where(gone, np.nan, part), axis, nowhere) for axis in (x, y))
    require_place(x, y, crs, name)
    let_go()
    return x, y


def _is_nowhere(x: Floats, y: Floats, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(~(np.isfinite(x) & np.isfinite(y)) | ((x == y) & marked))


def _far_off(x: Floats, y: Floats) -> bool:
    """Tell whether the middle of places lies far from the origin of their CRS."""
    return float(np.hypot(np.median(x), np.median(y))) > _FAR_FROM_ORIGIN


def sound(
    x: Floats, y: Floats, crs: str, columns: dict[str, Floats], velocity: str, name: str, progress: Progress
) -> tuple[NDArray[np.bool_], dict[str, Floats]]:
    """Points with a place in a layer that was not imported, and their columns.

    NaN where a number stands for no value; the log says of both.

    Args:
        x, y: (n,) in `crs`.
        crs: theirs.
        columns: name -> (n,).
        velocity: name of the column of velocities.
        name: of the layer.
        progress: warned.

    Raises:
        InputError: the places cannot be in their CRS, or there are none.
    """
    x, y = places(x, y, crs, name)
    somewhere = np.isfinite(x)
    if not somewhere.any():
        raise InputError(
            tr("None of the {count} points of {name} has a place. Choose a layer with places."), count=len(x), name=name
        )
    if not somewhere.all():
        progress.warning(
            f"{name}: {np.count_nonzero(~somewhere)} of {len(x)} points have no place, such as 0, 0, and are left out."
        )
    say_markers(columns, velocity, name, progress)
    meant = {}
    for key, values in columns.items():  # most have nothing to change: no copy is made then
        known = without_markers(values)
        meant[key] = known if somewhere.all() else kept_rows(known, somewhere)
        let_go()
    return somewhere, meant


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

    def near(x: Floats, y: Floats) -> NDArray[np.bool_]:
        across = (x >= west - reach_m) & (x <= east + reach_m)
        return np.asarray(across & (y >= south - reach_m) & (y <= north + reach_m))

    reached = by_pieces(near, x, y).any()
    let_go()
    if not reached:
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
    if fast_below(velocity, 0.99) < CALM_MM_YR:
        progress.warning(
            f"99 % of the {len(velocity)} targets are slower than {CALM_MM_YR:g} mm/yr, the fastest has "
            f"{np.abs(velocity).max():.3g}. Are the"
            " velocities in mm/yr? Import coherent targets converts other units."
        )
