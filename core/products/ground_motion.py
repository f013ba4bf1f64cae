"""Names of the fields in which two orbits stand: velocities towards each satellite, and those of the ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from .kept_fields import EAST as EASTWARD
from .kept_fields import LOOK, LOS, More
from .kept_fields import NORTH as NORTHWARD
from .kept_fields import UP as UPWARD

EAST, NORTH, UP, SLOPE = GROUND = ("velocity_east", "velocity_north", "velocity_up", "velocity_slope")
ORBIT = "velocity_"  # with the label of an orbit behind it: velocity_a, velocity_d, velocity_a2
_AXIS = 0.99  # share of a line of sight from which it is an axis
SIGNS = {LOS: ("away", "towards"), UPWARD: ("down", "up"), EASTWARD: ("west", "east"), NORTHWARD: ("south", "north")}
_OF_ORBIT = re.compile(r"velocity_([ad]\d{0,2})", re.IGNORECASE)


def motion_fields(names: Iterable[str]) -> list[str]:
    """Those of the names that hold a velocity towards the satellite of one orbit, or one of the ground."""
    return [name for name in names if name.lower() in GROUND or _OF_ORBIT.fullmatch(name)]


def component_seen(more: More) -> str:
    """What the velocities of targets are a component of, one of COMPONENTS, after the line of sight that they keep.

    Args:
        more: name of a field -> values (n,).
    """
    middles = [np.nanmedian(more[name]) if name in more and np.isfinite(more[name]).any() else 0.0 for name in LOOK]
    along = [abs(float(middle)) > _AXIS for middle in middles]
    return (EASTWARD, NORTHWARD, UPWARD)[along.index(True)] if any(along) else LOS


def ways(component: str) -> tuple[str, str]:
    """Where velocities of a component below and above zero go, in the user's language."""
    words = {
        LOS: (tr("away from the satellite"), tr("towards the satellite")),
        UPWARD: (tr("downwards"), tr("upwards")),
        EASTWARD: (tr("to the west"), tr("to the east")),
        NORTHWARD: (tr("to the south"), tr("to the north")),
    }
    return words[component]


def by_orbit(more: Mapping[str, NDArray[np.generic]]) -> dict[str, NDArray[np.float64]]:
    """Velocities (n,) towards the satellite of each orbit by its label (a, d, ...); empty where fewer than two are.

    Args:
        more: name of a field -> values (n,).
    """
    found = {}
    for name, values in more.items():
        match = _OF_ORBIT.fullmatch(name)
        if match and values.dtype.kind == "f":
            found[match[1].lower()] = np.asarray(values, np.float64)
    return found if len(found) > 1 else {}


def called(label: str) -> str:
    """An orbit as people read it: ascending, or descending 2."""
    word = tr("ascending") if label[0] == "a" else tr("descending")
    return f"{word} {label[1:]}".strip()
