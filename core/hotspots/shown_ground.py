"""What a stack shows, in a few numbers: a model's card keeps those of its training, a prediction compares its own."""

from __future__ import annotations

import contextlib
import math

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Silent, track
from ..gis.raster import RasterReader
from .reference import stable_ground

LOOK_ITEM = "look_azimuth_deg"  # metadata item of the band `sensitivity`
_VELOCITIES = ("targets", "velocity")  # the first that a stack has
_WINDOWS, _SIDE, _EVERY = 64, 512, 4  # windows that are looked at, their side, and every how many cells of them
_MOVING = 3.0  # deviations off the level of the stable ground
_FEWEST = 50  # values from which anything is told

Floats = NDArray[np.float64]


def ground_shown(stack: RasterReader, progress: Progress = Silent()) -> dict[str, float]:
    """Numbers of a stack, from a sample of windows; what it does not tell is missing.

    Returns:
        `spread_mm_yr`: robust deviation of the velocities of the stable ground; `density_km2`: median density of
        targets where there are any; `towards_share`: share of the moving cells that move towards the satellite;
        `facing_towards_deg`, `facing_away_deg`: mean aspect of the slopes that move so, degrees from north, where they
        have one in common; `look_azimuth_deg`: direction in which the radar looks.
    """
    name = next((one for one in _VELOCITIES if one in stack.names), "")
    slopes = [one for one in ("aspect_east", "aspect_north") if one in stack.names]
    wanted = [*([name] if name else []), *(["density"] if "density" in stack.names else []), *slopes]
    values = _sample(stack, wanted, progress) if wanted else {}
    told: dict[str, float] = {}
    density = values.get("density", np.zeros(0))
    density = density[np.isfinite(density) & (density > 0)]
    if len(density) >= _FEWEST:
        told["density_km2"] = float(np.median(density))
    with contextlib.suppress(KeyError, ValueError):
        told[LOOK_ITEM] = float(stack.metadata("sensitivity")[LOOK_ITEM]) if "sensitivity" in stack.names else math.nan
    if name:
        told.update(_motion(values[name], values if len(slopes) == 2 else {}))
    return {key: value for key, value in told.items() if math.isfinite(value)}


def _motion(velocity: Floats, slopes: dict[str, Floats]) -> dict[str, float]:
    known = np.isfinite(velocity) & (velocity != 0)
    if np.count_nonzero(known) < _FEWEST:
        return {}
    ground = stable_ground(velocity[known])
    told = {"spread_mm_yr": ground.spread}
    off = np.where(known, velocity - ground.level, 0.0)
    moving = np.abs(off) > _MOVING * ground.spread
    if np.count_nonzero(moving) < _FEWEST:
        return told
    told["towards_share"] = float(np.mean(off[moving] > 0))
    for way, cells in (("towards", moving & (off > 0)), ("away", moving & (off < 0))):
        if slopes and np.count_nonzero(cells) >= _FEWEST:
            told[f"facing_{way}_deg"] = _common_direction(slopes["aspect_east"][cells], slopes["aspect_north"][cells])
    return told


def _common_direction(east: Floats, north: Floats) -> float:
    """Mean direction, degrees from north; NaN where the slopes face all ways (mean vector below 0.3)."""
    good = np.isfinite(east) & np.isfinite(north)
    length = np.hypot(east, north)
    good &= length > 0
    if np.count_nonzero(good) < _FEWEST:
        return math.nan
    x, y = float(np.mean(east[good] / length[good])), float(np.mean(north[good] / length[good]))
    return math.degrees(math.atan2(x, y)) % 360.0 if math.hypot(x, y) >= 0.3 else math.nan


def _sample(stack: RasterReader, names: list[str], progress: Progress) -> dict[str, Floats]:
    """Values (n,) of bands in every fourth cell of some windows."""
    windows = stack.grid.windows(_SIDE)
    windows = windows[:: -(-len(windows) // _WINDOWS)]
    parts = [
        stack.read(window, names)[:, ::_EVERY, ::_EVERY].reshape(len(names), -1) for window in track(windows, progress)
    ]
    whole = np.concatenate(parts, axis=1).astype(np.float64)
    return dict(zip(names, whole))
