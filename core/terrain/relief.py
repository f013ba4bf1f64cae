"""What the shape of the ground says at each cell of a DEM.

Slope, aspect, curvature, hillshade, and what a radar sees of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.translation import tr

Floats = NDArray[np.float64]
SEEN, LAYOVER, SHADOW = 0, 1, 2  # classes of `layover_shadow`
_FLAT = 1e-6  # sine of a slope without a direction
_SUN_AZIMUTH, _SUN_HEIGHT = 315.0, 45.0  # of the hillshade, degrees: the convention of maps


def horn(heights: Floats, cell_m: float) -> tuple[Floats, Floats, Floats]:
    """Slope and aspect of a surface after Horn (1981): differences of three rows or columns with weights 1, 2, 1.

    Beside a void a difference is taken from the centre to the one known side, and a line without any takes no part, so
    that voids do not grow and a plane stays a plane.

    Args:
        heights: (rows, columns) m, NaN where not known.
        cell_m: side of a cell, m.

    Returns:
        sin(slope) sin(aspect), sin(slope) cos(aspect), slope in degrees; each (rows, columns) float64, NaN where the
        height is or where no neighbour is known. The aspect is the direction of steepest descent, clockwise from north.
    """
    rise_east = _rise(heights) / cell_m
    rise_north = -_rise(heights.T).T / cell_m
    steepness = np.hypot(rise_east, rise_north)
    length = np.sqrt(1.0 + steepness**2)
    return -rise_east / length, -rise_north / length, np.degrees(np.arctan(steepness))


def _rise(heights: Floats) -> Floats:
    """Mean rise from one column to the next around each cell, the rows above, here and below weighing 1, 2, 1."""
    rows, columns = heights.shape
    wide = np.pad(heights, ((0, 0), (1, 1)), constant_values=np.nan)
    west, east = heights - wide[:, :columns], wide[:, 2:] - heights
    difference = np.where(np.isnan(west), east, np.where(np.isnan(east), west, (west + east) / 2.0))
    straight = (wide[:, 2:] - wide[:, :columns]) / 2.0  # over a void in the middle
    difference = np.pad(np.where(np.isnan(difference), straight, difference), ((1, 1), (0, 0)), constant_values=np.nan)
    total, weight = np.zeros(heights.shape), np.zeros(heights.shape)
    for first, share in ((0, 1.0), (1, 2.0), (2, 1.0)):
        line = difference[first : first + rows]
        known = np.isfinite(line)
        total += np.where(known, share * line, 0.0)
        weight += share * known
    rise = np.divide(total, weight, out=np.full(heights.shape, np.nan), where=weight > 0)
    return np.where(np.isnan(heights), np.nan, rise)


def aspect_of(east: Floats, north: Floats) -> Floats:
    """Direction of a vector in degrees clockwise from north, [0, 360); NaN where it is too short to have one."""
    angle = np.degrees(np.arctan2(east, north)) % 360.0
    angle[angle >= 360.0] = 0.0
    return np.where(np.hypot(east, north) < _FLAT, np.nan, angle)


def curvature(heights: Floats, cell_m: float) -> Floats:
    """How much a surface bulges: the negative Laplacian of the heights, 1 / (100 m).

    Ridges and bulges above 0, hollows below.

    The curvature of Zevenbergen and Thorne (1987), -2 (D + E), per 100 m. Along an axis on which a neighbour is not
    known the surface is taken as straight.

    Args:
        heights: (rows, columns) m, NaN where not known.
        cell_m: side of a cell, m.

    Returns:
        (rows, columns) float64, NaN where the height is NaN.
    """
    wide = np.pad(heights, 1, constant_values=np.nan)
    bends = (wide[1:-1, :-2] - 2.0 * heights + wide[1:-1, 2:], wide[:-2, 1:-1] - 2.0 * heights + wide[2:, 1:-1])
    total = sum(np.where(np.isnan(bend), 0.0, bend) for bend in bends)
    return np.asarray(np.where(np.isnan(heights), np.nan, -100.0 * total / cell_m**2))


def hillshade(east: Floats, north: Floats, slope: Floats) -> Floats:
    """Brightness of ground lit from the north-west at 45 degrees, 0 (turned away) to 255 (facing the sun).

    Args:
        east, north, slope: what `horn` gives, any shape.
    """
    azimuth, height = np.radians(_SUN_AZIMUTH), np.radians(_SUN_HEIGHT)
    facing = east * np.sin(azimuth) + north * np.cos(azimuth)
    lit = np.sin(height) * np.cos(np.radians(slope)) + np.cos(height) * facing
    return np.asarray(255.0 * np.maximum(lit, 0.0))


def sensitivity(slope: Floats, aspect: Floats, incidence: float, look_azimuth: float) -> Floats:
    """Share C of a motion down the slope that the radar sees, positive towards the satellite; all angles in degrees.

    C = u . t with u = (-sin i sin p, -sin i cos p, cos i), from the ground to the satellite, i the incidence, p the
    look azimuth, and t = (sin a cos b, cos a cos b, -sin b) down the slope b with aspect a: Notti et al. (2014),
    derived here. NaN on flat ground.
    """
    i, p, b, a = np.radians(incidence), np.radians(look_azimuth), np.radians(slope), np.radians(aspect)
    return np.asarray(-np.sin(i) * np.cos(b) * np.cos(a - p) - np.cos(i) * np.sin(b))


def layover_shadow(slope: Floats, aspect: Floats, incidence: float, look_azimuth: float) -> Floats:
    """Where the slope itself hides ground from a side-looking radar: SEEN, LAYOVER or SHADOW.

    With r the slope along the look direction, tan r = tan b cos(a - p - 180): layover where r reaches the incidence i,
    shadow where it falls to i - 90 or below. The shadow that a ridge casts on the ground behind it is not found.

    Args:
        slope, aspect: degrees, any shape; aspect NaN: flat.
        incidence, look_azimuth: of the radar, degrees.

    Returns:
        float64 of the classes, NaN where the slope is NaN.
    """
    away = np.nan_to_num(aspect) - look_azimuth - 180.0
    towards = np.degrees(np.arctan(np.tan(np.radians(slope)) * np.cos(np.radians(away))))
    classes = np.where(towards >= incidence, LAYOVER, np.where(towards <= incidence - 90.0, SHADOW, SEEN))
    return np.where(np.isnan(slope), np.nan, classes)


def look_azimuth_of(orbit: str, heading: float | None = None) -> float:
    """Direction in which a right-looking radar looks, degrees clockwise from north.

    Args:
        orbit: `ascending` (flies northwards), `descending` or `unknown`.
        heading: direction of flight, degrees clockwise from north; None: Sentinel-1's, 350 ascending, 190 descending.

    Raises:
        InputError: the heading is not that of the orbit.
    """
    if heading is None:
        heading = {"ascending": 350.0, "descending": 190.0}[orbit]
    northwards = np.cos(np.radians(heading)) > 0
    if orbit in ("ascending", "descending") and northwards != (orbit == "ascending"):
        raise InputError(
            tr("A heading of {heading} degrees does not go with the orbit {orbit}. Correct the one or the other."),
            heading=heading,
            orbit=orbit,
        )
    return (heading + 90.0) % 360.0
