"""Where the rows of a table without geometry lie: its columns of x and y, and their CRS."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress
from ..base.translation import tr
from ..gis.crs import crs_name, is_geographic, x_counts_north
from ..gis.place import FURTHEST_LONGITUDE, degrees_off, require_place
from .fields import find_field, normalised, without_dates
from .source import Position

DEGREES = "EPSG:4326"
EGMS = "EPSG:3035"
_EGMS_COLUMNS = {"pid", "easting", "northing", "meanvelocity"}  # of all products of EGMS
_EGMS_GROUND = (900_000.0, 900_000.0, 7_400_000.0, 5_500_000.0)  # x and y of Europe; no UTM zone has such eastings


def position_columns(names: Sequence[str], given: Position, table: str, example: str = "") -> tuple[str, str, str]:
    """Names of x and y, and their CRS.

    Args:
        names: of the table's columns.
        given: what the user named.
        table: what messages call it.
        example: first row of a table without a header.

    Raises:
        InputError: no columns with positions, or positions whose CRS is not known.
    """
    named = without_dates(names)
    pairs = [("longitude", "latitude", DEGREES), ("easting", "northing", given.crs)]
    if given.crs and not is_geographic(given.crs):
        pairs.reverse()
    for x_role, y_role, crs in pairs:
        x = given.x_field or find_field(x_role, named)
        y = given.y_field or find_field(y_role, named)
        if not x or not y:
            continue
        _require_columns((x, y), names, table)
        known = given.crs or _crs_by_name(x, named) or (crs if not given.x_field else "")
        if not known:
            raise InputError(
                tr(
                    "The coordinates {x}, {y} of {path} are in a CRS that the table does not name. Set the "
                    "CRS of the table."
                ),
                x=x,
                y=y,
                path=table,
            )
        return x, y, known
    if example:
        raise InputError(
            tr("The table {path} has no header; its first row is {row}. Give the numbers of the columns of x and y."),
            path=table,
            row=example,
        )
    raise InputError(
        tr("The table {path} has no columns with positions; it has {names}. Name the columns of x and y."),
        path=table,
        names=", ".join(named[:20]),
    )


def _require_columns(wanted: Sequence[str], names: Sequence[str], table: str) -> None:
    for name in wanted:
        if name not in names:
            raise InputError(
                tr("The table {path} has no column {name}; it has {names}. Choose one of them."),
                path=table,
                name=name,
                names=", ".join(without_dates(names)[:20]),
            )


def _crs_by_name(x_field: str, names: Sequence[str]) -> str:
    """Names of longitudes mean WGS 84; EGMS writes ETRS89-LAEA in `easting`, and is known by its other columns."""
    if find_field("longitude", [x_field]):
        return DEGREES
    return EGMS if normalised(x_field) == "easting" and set(map(normalised, names)) >= _EGMS_COLUMNS else ""


def require_plausible(
    x: NDArray[np.float64], y: NDArray[np.float64], crs: str, given: Position, table: str, progress: Progress
) -> None:
    """Stop where coordinates (n,) cannot be in the CRS that was found or given; say which was found by the names.

    Raises:
        InputError: impossible degrees, metres that look like degrees or lie far off, EGMS' columns outside Europe,
            or x and y that the CRS calls the other way round.
    """
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        return
    middle = float(np.median(np.abs(x[known]))), float(np.median(np.abs(y[known])))
    largest = float(np.abs(x[known]).max()), float(np.abs(y[known]).max())
    if is_geographic(crs):
        if middle[0] > FURTHEST_LONGITUDE or middle[1] > 90:
            raise InputError(
                tr("The coordinates of {path} reach {x}, {y}: these are not degrees. Set the CRS of the table."),
                path=table,
                x=largest[0],
                y=largest[1],
            )
        return
    if not given.x_field:
        _look_at_axes(x[known], y[known], crs, table, progress)
    require_place(x, y, crs, table)
    if crs == EGMS and not given.crs:
        west, south, east, north = _EGMS_GROUND
        x_middle, y_middle = float(np.median(x[known])), float(np.median(y[known]))
        if not (west <= x_middle <= east and south <= y_middle <= north):
            raise InputError(
                tr(
                    "The table {path} has the columns of EGMS, but its coordinates, around {x}, {y}, are not those of "
                    "EPSG:3035 in Europe. Set the CRS of the table."
                ),
                path=table,
                x=round(x_middle),
                y=round(y_middle),
            )
        progress.message(f"{table}: easting and northing are taken for EPSG:3035, as EGMS writes them.")


def _look_at_axes(x: NDArray[np.float64], y: NDArray[np.float64], crs: str, table: str, progress: Progress) -> None:
    """In the grids of many surveys (Poland, Germany, China) x counts to the north: warn, and ask where only that fits.

    Raises:
        InputError: the places lie where the CRS is made for only the other way round.
    """
    if not x_counts_north(crs):
        return
    middle = float(np.median(x)), float(np.median(y))
    if degrees_off(*middle, crs) > 0.0 and degrees_off(*middle[::-1], crs) == 0.0:
        raise InputError(
            tr(
                "In {crs} x counts to the north, and so it does in the table {path}: x is {x}, y {y}. Name the "
                "columns: the one that counts to the east as x."
            ),
            crs=crs_name(crs),
            path=table,
            x=round(middle[0]),
            y=round(middle[1]),
        )
    if degrees_off(*middle[::-1], crs) == 0.0:
        progress.warning(
            f"In {crs_name(crs)} x counts to the north; the x of {table} is taken as counting to the east. If it does "
            "not, name the columns: the one that counts to the east as x."
        )
