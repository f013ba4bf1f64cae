"""Where the cells of an array lie, and on which days: by coordinates, by MintPy's attributes, by LiCSBAS' corners."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.translation import tr
from ..gis.crs import horizontal_crs, is_geographic, utm_crs
from .array_files import Array, ArrayFile
from .series import YEAR_DAYS, day_of

_X = ("x", "xc", "lon", "long", "longitude", "easting", "xcoordinates", "projectionxcoordinate")
_Y = ("y", "yc", "lat", "latitude", "northing", "ycoordinates", "projectionycoordinate")
_TIMES = ("time", "date", "dates", "imdates")
_DEGREES = ("lon", "long", "longitude", "lat", "latitude")
_UNEVEN = 0.02  # of a cell, by which a coordinate may lie off
_SINCE = re.compile(r"(day|hour|minute|second|sec|h|s|d)s?\s+since\s+(\d{4}-\d{1,2}-\d{1,2})", re.IGNORECASE)
_IN_A_DAY = {"d": 1.0, "h": 24.0, "m": 1440.0, "s": 86400.0}
_MINTPY = ("X_FIRST", "Y_FIRST", "X_STEP", "Y_STEP")
_LICSBAS = ("corner_lon", "corner_lat", "post_lon", "post_lat")


@dataclass(frozen=True)
class Lattice:
    """Rows and columns of cells, from the north-west where both steps are as maps have them.

    Args:
        crs: WKT or EPSG:n.
        transform: GDAL's six numbers, north up.
        rows, columns: how many.
        row_axis, column_axis: which dimensions of the array they are.
        rows_turned, columns_turned: whether the array counts them from the south, or from the east.
    """

    crs: str
    transform: tuple[float, float, float, float, float, float]
    rows: int
    columns: int
    row_axis: int
    column_axis: int
    rows_turned: bool = False
    columns_turned: bool = False


def lattice_of(file: ArrayFile, array: Array, crs: str = "") -> Lattice:
    """Where the cells of an array of at least two dimensions lie.

    Args:
        file: it is in.
        array: two of its dimensions are rows and columns.
        crs: of a file that does not say.

    Raises:
        InputError: neither coordinates nor attributes place it, they are not regular, or there is no CRS.
    """
    axes = _axes(file, array)
    if axes is not None:
        return _by_coordinates(file, array, *axes, crs)
    last = len(array.shape) - 2, len(array.shape) - 1
    said = {key.rsplit("/", maxsplit=1)[-1]: value for key, value in file.attributes.items()}
    if all(key in said for key in _MINTPY):
        return _by_mintpy(file.path, said, array.shape, last, crs)
    corners = [file.array(name) for name in _LICSBAS]
    if all(one is not None and len(one.values) == 1 for one in corners):
        west, north, dx, dy = (float(one.values[0]) for one in corners if one is not None)  # centres of the corner cell
        first = west - dx / 2, dx, north - dy / 2, dy
        return _placed(first, array.shape, last, horizontal_crs(crs) if crs else "EPSG:4326")
    raise InputError(
        tr(
            "{path} has no X_FIRST, Y_FIRST, X_STEP and Y_STEP, and no coordinates of its cells: it is in radar "
            "coordinates. Geocode it (MintPy: geocode.py)."
        ),
        path=file.path,
    )


def days_of(file: ArrayFile, array: Array) -> tuple[int, list[dt.date]] | None:
    """The dimension of an array that is time, and its days; None where no dimension is."""
    for axis, (name, size) in enumerate(zip(array.dimensions, array.shape)):
        for one in map(file.array, (f"{_group(array)}{name}", *_TIMES)):
            if one is not None and len(one.shape) == 1 and len(one.values) == size and not _is_place(one):
                days = decoded(one)
                if days:
                    return axis, days
    return None


def decoded(times: Array) -> list[dt.date]:
    """Days of a coordinate of time: days since a date, 20190105, ISO texts, years; none where it is something else."""
    with contextlib.suppress(ValueError, OverflowError, KeyError):
        return [_decoded(value, times) for value in times.values]
    return []


def _decoded(value: Any, times: Array) -> dt.date:
    """One day.

    Raises:
        ValueError: it is none.
    """
    since = _SINCE.search(times.unit or str(times.attributes.get("units", "")))
    if since and not isinstance(value, str):
        year, month, day = map(int, since[2].split("-"))
        days = float(value) / _IN_A_DAY[since[1][0].lower()]
        return (dt.datetime(year, month, day) + dt.timedelta(days=days + 0.5 / 86400)).date()
    text = value.strip() if isinstance(value, str) else f"{value:.0f}"
    found = day_of(text[:10] if "-" in text[:8] else text[:8])
    if found is not None:
        return found
    years = float(value)
    if not 1970.0 <= years <= 2200.0:
        raise ValueError(value)
    return dt.date(int(years), 1, 1) + dt.timedelta(days=(years - int(years)) * YEAR_DAYS)


def _group(array: Array) -> str:
    return array.name[: len(array.name) - len(array.short)]


def _is_place(one: Array) -> bool:
    return _role(one) in ("x", "y")


def _role(one: Array) -> str:
    """x, y or nothing, by name, axis or standard name of a coordinate."""
    words = {re.sub(r"[^a-z]", "", str(word).lower()) for word in (one.short, one.attributes.get("standard_name", ""))}
    axis = str(one.attributes.get("axis", "")).lower()
    if axis == "x" or words & set(_X):
        return "x"
    return "y" if axis == "y" or words & set(_Y) else ""


def _axes(file: ArrayFile, array: Array) -> tuple[tuple[int, Array], tuple[int, Array]] | None:
    """Dimension and coordinate of the columns (x) and of the rows (y); None where either has no coordinate."""
    found: dict[str, tuple[int, Array]] = {}
    lines = [one for one in file.arrays if len(one.shape) == 1 and len(one.values) == one.shape[0] and _is_place(one)]
    for axis, (name, size) in enumerate(zip(array.dimensions, array.shape)):
        fits = [one for one in lines if one.shape[0] == size]
        own = [one for one in fits if one.short == name.rsplit("/", maxsplit=1)[-1]]
        for one in own:
            found.setdefault(_role(one), (axis, one))
    if len(found) < 2 and not any(one.short == name for one in lines for name in array.dimensions):
        for role, axis in (("y", len(array.shape) - 2), ("x", len(array.shape) - 1)):  # HDF5 without named dimensions
            fits = [one for one in lines if one.shape[0] == array.shape[axis] and _role(one) == role]
            if fits:
                found.setdefault(role, (axis, fits[0]))
    return (found["x"], found["y"]) if len(found) == 2 else None


def _by_coordinates(file: ArrayFile, array: Array, x: tuple[int, Array], y: tuple[int, Array], crs: str) -> Lattice:
    known = _crs(file, array, x[1], y[1], crs)
    turn = is_geographic(known)
    west, dx = _steps(x[1], file.path, turn)
    south, dy = _steps(y[1], file.path, False)
    first = west - dx / 2, dx, south - dy / 2, dy
    return _placed(first, array.shape, (y[0], x[0]), known)


def _steps(coordinate: Array, path: str, around: bool) -> tuple[float, float]:
    """First centre and step of an even coordinate.

    Raises:
        InputError: fewer than two values, or uneven ones.
    """
    values = np.array(coordinate.values, np.float64)
    if around and len(values):
        values = values[0] + np.concatenate([[0.0], np.cumsum((np.diff(values) + 180.0) % 360.0 - 180.0)])
    step = (values[-1] - values[0]) / (len(values) - 1) if len(values) > 1 else 0.0
    even = values[0] + step * np.arange(len(values)) if len(values) else values
    if not step or not np.isfinite(values).all() or np.abs(values - even).max() > max(_UNEVEN * abs(step), 1e-9):
        raise InputError(
            tr("The coordinates {name} of {path} are not evenly spaced. Bring the product to a regular grid first."),
            name=coordinate.name,
            path=path,
        )
    return float(values[0]), float(step)


def _placed(first: tuple[float, float, float, float], shape: Sequence[int], axes: tuple[int, int], crs: str) -> Lattice:
    """The lattice of an array whose first cell has a corner x, y and steps dx, dy of any sign."""
    x, dx, y, dy = first
    rows, columns = shape[axes[0]], shape[axes[1]]
    west = x if dx > 0 else x + dx * columns
    north = y if dy < 0 else y + dy * rows
    return Lattice(crs, (west, abs(dx), 0.0, north, 0.0, -abs(dy)), rows, columns, *axes, dy > 0, dx < 0)


def _crs(file: ArrayFile, array: Array, x: Array, y: Array, crs: str) -> str:
    """The CRS that an array, its grid mapping or its coordinates state, else the given one.

    Raises:
        InputError: nothing does.
    """
    mapping = file.array(str(array.attributes.get("grid_mapping", "")) or "spatial_ref")
    said = mapping.attributes if mapping is not None else {}
    epsg = str(file.attributes.get("EPSG", file.attributes.get("epsg", "")))
    stated = array.crs or str(said.get("crs_wkt", said.get("spatial_ref", ""))) or (f"EPSG:{epsg}" if epsg else "")
    for text in (stated, crs):
        if text:
            return horizontal_crs(text)
    names = {re.sub(r"[^a-z]", "", one.short.lower()) for one in (x, y)}
    units = " ".join(f"{one.unit} {one.attributes.get('units', '')}" for one in (x, y)).lower()
    if names <= set(_DEGREES) or "degree" in units:
        return "EPSG:4326"
    raise InputError(tr("{path} does not say its CRS. Set the CRS of the input."), path=file.path)


def _by_mintpy(path: str, said: dict[str, Any], shape: Sequence[int], axes: tuple[int, int], crs: str) -> Lattice:
    try:
        x, y, dx, dy = (_finite(said[key]) for key in _MINTPY)
    except ValueError as error:
        raise InputError(
            tr("The attributes X_FIRST, Y_FIRST, X_STEP and Y_STEP of {path} are no numbers. Geocode it again."),
            path=path,
        ) from error
    return _placed((x, dx, y, dy), shape, axes, _mintpy_crs(path, said, crs))


def _mintpy_crs(path: str, said: dict[str, Any], crs: str) -> str:
    """CRS by EPSG, UTM_ZONE or the unit of the steps; degrees where none is there.

    Raises:
        InputError: metres without any.
    """
    epsg, zone = str(said.get("EPSG", "")), str(said.get("UTM_ZONE", ""))
    if epsg.isdigit():
        return f"EPSG:{epsg}"
    if zone[:-1].isdigit() and zone[-1:] in "NS":
        return utm_crs(int(zone[:-1]) * 6.0 - 183.0, 1.0 if zone[-1] == "N" else -1.0)
    if str(said.get("X_UNIT", "degrees")).startswith("deg"):
        return crs if crs and is_geographic(crs) else "EPSG:4326"
    if not crs:
        raise InputError(
            tr("{path} does not say its CRS: its attribute EPSG is missing. Set the CRS of the input."), path=path
        )
    return horizontal_crs(crs)


def _finite(text: object) -> float:
    """A number.

    Raises:
        ValueError: it is none, or without end.
    """
    value = float(str(text))
    if not np.isfinite(value):
        raise ValueError(text)
    return value


def oriented(values: NDArray[np.float64], lattice: Lattice) -> NDArray[np.float64]:
    """A part of an array as (..., rows, columns), rows from the north, columns from the west."""
    made = np.moveaxis(values, (lattice.row_axis, lattice.column_axis), (-2, -1))
    if lattice.rows_turned:
        made = made[..., ::-1, :]
    return made[..., ::-1] if lattice.columns_turned else made
