"""What the numbers of a DEM mean: their unit and direction, and which of them stand for no height."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr

from ..base.errors import InputError
from ..base.progress import Progress
from ..base.translation import tr
from ..gis.cells import limits_of, read_cells, require_quantity, scaling_of
from ..gis.crs import spatial_reference
from ..gis.raster_view import MOST_LOOKED_AT, Meant, Range, view_text

UNITS = ("auto", "m", "ft")
_FOOT_M, _SURVEY_FOOT_M = 0.3048, 1200 / 3937
_METRES = {  # how bands spell their unit
    **dict.fromkeys(("m", "metre", "meter", "metres", "meters", "mdwn", "m.a.s.l.", "masl"), 1.0),
    **dict.fromkeys(("ft", "foot", "feet", "international foot", "international feet"), _FOOT_M),
    **dict.fromkeys(("us survey foot", "us_survey_foot", "us-ft", "ftus", "sfoot", "us survey feet"), _SURVEY_FOOT_M),
    **dict.fromkeys(("dm", "decimetre", "decimeter"), 0.1),
    **dict.fromkeys(("cm", "centimetre", "centimeter", "centimetres", "centimeters"), 0.01),
    **dict.fromkeys(("mm", "millimetre", "millimeter"), 0.001),
    **dict.fromkeys(("km", "kilometre", "kilometer"), 1000.0),
}
_SAME = 1e-4  # relative: the two feet are the same for a contradiction
_LOWEST_M, _HIGHEST_M = -1000.0, 9000.0  # twice the depth of the Dead Sea's shore; Mount Everest is 8849 m
_WRITTEN_FOR_VOIDS = 9999.0  # in feet it would be a height
_SEA = 150.0  # m: where all other heights are above it, 0 is no height
_MOST_MARKERS, _MOST_BEYOND = 8, 0.001  # different numbers for voids; more are heights in another unit
_COARSE = 1024  # cells along a side of the picture in which zeros are looked for


def metres_of(dataset: gdal.Dataset, path: str, unit: str, progress: Progress) -> float:
    """Metres in one unit of the heights; negative where they are depths.

    Args:
        dataset: of the DEM.
        path: what messages call it.
        unit: of UNITS; `auto`: what the file says of itself, else metres.
        progress: warned where the heights are not in metres, and where the user and the file contradict each other.

    Raises:
        InputError: the file contradicts itself.
    """
    said = _said(dataset, path, progress)
    reference = spatial_reference(dataset.GetProjection())
    down = reference.IsCompound() and reference.GetAxisOrientation("VERT_CS", 0) == osr.OAO_Down
    if down:
        progress.warning(f"The vertical CRS of {path} counts downwards: its heights are taken as depths.")
    return (-1.0 if down else 1.0) * _chosen(said, reference, path, unit, progress)


def _chosen(said: dict[str, float], reference: osr.SpatialReference, path: str, unit: str, progress: Progress) -> float:
    """Metres in the unit that the user chose, else in that which the file names."""
    wanted = {"m": 1.0, "ft": _FOOT_M}.get(unit)
    if wanted is not None:
        for who, metres in said.items():
            if abs(metres / wanted - 1.0) <= _SAME:
                return metres
            progress.warning(
                f"The heights of {path} are in units of {metres:g} m, as {who} says, but the unit {unit} was chosen: "
                f"they are taken as {unit}."
            )
        return wanted
    if len(said) == 2 and abs(said["its band"] / said["its vertical CRS"] - 1.0) > _SAME:
        raise InputError(
            tr(
                "The DEM {path} contradicts itself: its band says that a unit of the heights is {band} m, its vertical "
                "CRS {crs} m. Choose the unit of the heights."
            ),
            path=path,
            band=f"{said['its band']:g}",
            crs=f"{said['its vertical CRS']:g}",
        )
    for who, metres in said.items():
        if abs(metres / _FOOT_M - 1.0) <= _SAME:
            progress.warning(f"The heights of {path} are in feet, as {who} says: they are taken as feet.")
        elif metres != 1.0:
            progress.warning(f"The heights of {path} are in units of {metres:g} m, as {who} says.")
        return metres
    if reference.IsProjected() and abs(reference.GetLinearUnits() - _FOOT_M) < 1e-4:
        progress.warning(
            f"The CRS of {path} measures in feet; its heights are taken as metres. If they are feet too, set "
            "their unit."
        )
    return 1.0


def _said(dataset: gdal.Dataset, path: str, progress: Progress) -> dict[str, float]:
    """Who in the file names a unit of the heights -> metres in it."""
    said = {}
    spelled = require_quantity(dataset, path, tr("a DEM")).GetUnitType().strip()
    if spelled.lower() in _METRES:
        said["its band"] = _METRES[spelled.lower()]
    elif spelled:
        progress.warning(f"The unit '{spelled}' of the heights of {path} is not known.")
    reference = spatial_reference(dataset.GetProjection())
    if reference.IsCompound():
        said["its vertical CRS"] = float(reference.GetTargetLinearUnits("VERT_CS"))
    return said


def without_voids(dataset: gdal.Dataset, path: str, metres: float, progress: Progress) -> gdal.Dataset:
    """The DEM with its undeclared voids as nulls: numbers that no ground on Earth has, and zeros among mountains.

    Args:
        dataset: open.
        path: what messages call it.
        metres: in one unit of the heights.
        progress: warned of what is taken as void.

    Raises:
        InputError: the file is cut short or damaged, or many of its heights are none on Earth: it has another unit.
    """
    band = require_quantity(dataset, path, tr("a DEM"))
    scale, offset = scaling_of(band)
    low, high = sorted((height / metres - offset) / scale for height in (_LOWEST_M, _HIGHEST_M))
    least, most = limits_of(band, path, by_sample=band.XSize * band.YSize > MOST_LOOKED_AT)
    if band.DataType == gdal.GDT_Byte:
        progress.warning(
            f"The heights of {path} are whole numbers of one byte, {least:g} to {most:g}, as pictures have them. If it "
            "is a hillshade or another picture, choose the elevation model instead."
        )
    ranges: list[Range] = []
    if least < low:
        ranges.append((-math.inf, low))
    if most > high:
        ranges.append((high, math.inf))
    elif most == _WRITTEN_FOR_VOIDS:
        ranges.append((most, most))
    if ranges:
        _require_markers(band, path, ranges, metres * scale)
        found = " and ".join(f"{value:g}" for value in (least, most) if any(a <= value <= b for a, b in ranges))
        progress.warning(f"{path} has heights of {found}, which no ground has: they are taken as voids.")
    zero = -offset / scale
    if least <= zero <= most and _zeros_are_voids(band, path, abs(metres * scale), zero, ranges):
        ranges.append((zero, zero))
        progress.warning(f"{path} has heights of 0, and all others are above {_SEA:g} m: the zeros are taken as voids.")
    if not ranges:
        return dataset
    return gdal.Open(view_text(dataset, Meant(nulls={band.GetBand(): ranges})))


def _coarse(band: gdal.Band, path: str) -> NDArray[np.float64]:
    """A picture of a band of some hundred thousand cells, as stored."""
    size = {"buf_xsize": min(band.XSize, _COARSE), "buf_ysize": min(band.YSize, _COARSE)}
    return read_cells(band, path, **size).astype(np.float64)


def _require_markers(band: gdal.Band, path: str, ranges: list[Range], metres: float) -> None:
    """Stop where what no ground has are many different numbers: heights in another unit, and no voids.

    Args:
        band: of the heights.
        path: what messages call it.
        ranges: of stored numbers that no ground has.
        metres: in one stored unit.

    Raises:
        InputError: with the heights.
    """
    stored = _coarse(band, path)
    known = stored[
        np.isfinite(stored) & (stored != (math.nan if band.GetNoDataValue() is None else band.GetNoDataValue()))
    ]
    beyond = np.zeros(known.shape, bool)
    for first, last in ranges:
        beyond |= (known >= first) & (known <= last)
    several = np.unique(known[beyond])
    if len(several) > max(_MOST_MARKERS, _MOST_BEYOND * known.size):
        raise InputError(
            tr(
                "The heights of the DEM {path} go from {low} to {high} m, if they are metres: {share} % of them are on "
                "no ground of Earth. Set the unit of the DEM (unit of the band, or a scale), or bring it to metres."
            ),
            path=path,
            low=f"{known.min() * abs(metres):.6g}",
            high=f"{known.max() * abs(metres):.6g}",
            share=f"{100.0 * np.count_nonzero(beyond) / known.size:.0f}",
        )


def _zeros_are_voids(band: gdal.Band, path: str, metres: float, zero: float, ranges: list[Range]) -> bool:
    """Tell whether a coarse picture has zeros among heights that are all far from them."""
    stored = _coarse(band, path)
    other = np.isfinite(stored) & (stored != zero)
    for first, last in ranges:
        other &= ~((stored >= first) & (stored <= last))
    declared = band.GetNoDataValue()
    if declared is not None:
        other &= stored != declared
    return bool((stored == zero).any() and other.any() and (np.abs(stored[other] - zero).min() * metres > _SEA))
