"""What a target keeps beside its velocity: its orbit, how the radar saw it, its history; and the fields' names.

The radar's look is a unit vector from the ground to the satellite: los_east, los_north, los_up. With the incidence t
(from the vertical) and the azimuth p into which the radar looks it is (-sin t sin p, -sin t cos p, cos t), so that the
velocity along the line of sight is the product of this vector and the ground's motion, positive towards the satellite.
An ascending, right-looking satellite has los_east below 0, a descending one above 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from ..files.columns import by_pieces, joined_columns, pieces
from ..gis.vector import Column

Floats = NDArray[np.float64]
More = Mapping[str, NDArray[Any]]

ID, TRACK, PASS = "id", "track", "pass"
INCIDENCE, ACCELERATION, SEASONALITY = "incidence", "acceleration", "seasonality"
SERIES_NUMBER = "series"  # of a row of a file of series
LOOK = ("los_east", "los_north", "los_up")
ASCENDING, DESCENDING = "A", "D"
LOS, UP, EAST, NORTH = COMPONENTS = ("line of sight", "up", "east", "north")  # what a velocity is a component of
TEXTS = (ID, TRACK, PASS)
NUMBERS = (INCIDENCE, *LOOK, ACCELERATION, SEASONALITY)
KEPT = (*TEXTS, *NUMBERS)
_SAID: dict[str, Callable[[], str]] = {
    ID: lambda: tr("Name of the target"),
    TRACK: lambda: tr("Track (relative orbit) or frame"),
    PASS: lambda: tr("Orbit: A ascending, D descending"),
    INCIDENCE: lambda: tr("Incidence angle (degrees from the vertical)"),
    "los_east": lambda: tr("Line of sight, ground to satellite: east"),
    "los_north": lambda: tr("Line of sight, ground to satellite: north"),
    "los_up": lambda: tr("Line of sight, ground to satellite: up"),
    ACCELERATION: lambda: tr("Acceleration (mm/yr2)"),
    SEASONALITY: lambda: tr("Seasonal amplitude (mm)"),
    SERIES_NUMBER: lambda: tr("Number of the displacement series in the file beside the imported layer"),
}
_DECIMALS = {INCIDENCE: 3, **dict.fromkeys(LOOK, 5), ACCELERATION: 4, SEASONALITY: 3}
_SERIES_DECIMALS = 3  # of mm


def kept_columns(more: More, taken: Sequence[str] = ()) -> list[Column]:
    """Attributes of what targets keep: the standard ones first, then all others as they come.

    Args:
        more: name -> values (n,): numbers, or texts; NaN and None are null.
        taken: names of fields that the layer has already.
    """
    names = [*(name for name in KEPT if name in more), *(name for name in more if name not in KEPT)]
    used = {name.lower() for name in taken}
    return [_column(name, more[name]) for name in names if name.lower() not in used and holds_values(more[name])]


def _column(name: str, values: NDArray[Any]) -> Column:
    decimals = _DECIMALS.get(name, _SERIES_DECIMALS if values.dtype == np.float32 else None)
    return Column(name, values, _SAID[name]() if name in _SAID else "", decimals)


def holds_values(values: NDArray[Any]) -> bool:
    """Tell whether any of the values (n,) is known."""
    if values.dtype.kind == "f":
        return any(np.isfinite(values[part]).any() for part in pieces(len(values)))
    if values.dtype.kind != "O":
        return True
    return any(value is not None for part in pieces(len(values)) for value in values[part].tolist())


def joined_more(parts: Sequence[More], counts: Sequence[int]) -> dict[str, NDArray[Any]]:
    """What several sets of targets keep, one after the other; null where one does not know a field.

    Args:
        parts: of each set.
        counts: targets of each set.
    """
    names = list(dict.fromkeys(name for part in parts for name in part))
    return {name: _stacked([part.get(name) for part in parts], counts) for name in names}


def _stacked(values: Sequence[NDArray[Any] | None], counts: Sequence[int]) -> NDArray[Any]:
    kinds = {one.dtype for one in values if one is not None}
    numbers = all(kind.kind in "fiu" for kind in kinds)
    kind = (kinds.pop() if len(kinds) == 1 else np.dtype(np.float64)) if numbers else np.dtype(object)
    missing = kind.kind in "iu" and any(one is None for one in values)
    kind = np.dtype(np.float64) if missing else kind
    null = np.array(None if kind.kind == "O" else np.nan, kind)
    filled = [np.broadcast_to(null, count) if one is None else one for one, count in zip(values, counts)]
    return joined_columns(
        [one if one.dtype == kind else by_pieces(lambda part: part.astype(kind), one) for one in filled]
    )
