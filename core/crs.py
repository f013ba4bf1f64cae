"""Coordinate reference systems: is it metric, which UTM zone, and points from one to another."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from osgeo import osr

from .errors import InputError, tr
from .gdal_messages import quiet

PSEUDO_MERCATOR = {"3857", "900913", "102100", "102113", "3785"}
_STRETCHED = ("mercator", "equirectangular", "cylindrical")  # projections whose scale grows with the latitude
_LOCAL = ("transverse", "oblique")  # Mercator on another cylinder: the grids of surveys, of Switzerland for example


def spatial_reference(crs: str) -> osr.SpatialReference:
    """Reference from WKT, "EPSG:n" or PROJ text, with x = east and y = north.

    Raises:
        InputError: empty or not understood.
    """
    reference = osr.SpatialReference()
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    if not crs or _quietly(reference.SetFromUserInput, crs) != 0:
        raise InputError(
            tr("The coordinate reference system '{crs}' is not known. Set the layer's CRS first."),
            crs=crs[:60],
        )
    return reference


def _quietly(call: Callable[[str], int], argument: str) -> int:
    """Status of a GDAL call without its printing; with or without GDAL's own exceptions."""
    with quiet(), contextlib.suppress(RuntimeError):
        return call(argument)
    return 1


def is_metric(crs: str) -> bool:
    """Tell whether lengths in this CRS are metres on the ground, within a fraction of a percent.

    Geographic coordinates, other units and world maps on an upright cylinder (Mercator of web maps, plate carree:
    stretched by 1 / cos(latitude)) are not.
    """
    reference = spatial_reference(crs)
    if not reference.IsProjected() or abs(reference.GetLinearUnits() - 1.0) > 1e-9:
        return False
    if reference.GetAuthorityCode(None) in PSEUDO_MERCATOR:
        return False
    projection = (reference.GetAttrValue("PROJECTION") or "").lower()
    return not any(word in projection for word in _STRETCHED) or any(word in projection for word in _LOCAL)


def is_geographic(crs: str) -> bool:
    """Tell whether the coordinates are degrees."""
    return bool(spatial_reference(crs).IsGeographic())


def utm_crs(longitude: float, latitude: float) -> str:
    """WKT of the WGS 84 UTM zone at a place (degrees)."""
    zone = min(60, max(1, int((longitude + 180.0) // 6.0) + 1))
    return str(spatial_reference(f"EPSG:{(32600 if latitude >= 0 else 32700) + zone}").ExportToWkt())


def transform_points(
    x: NDArray[np.float64], y: NDArray[np.float64], source: str, target: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points (n,) from one CRS to another; unchanged where both are the same.

    Raises:
        InputError: no transformation, or points that it cannot take.
    """
    from_reference, to_reference = spatial_reference(source), spatial_reference(target)
    if from_reference.IsSame(to_reference) or len(x) == 0:
        return np.asarray(x, float), np.asarray(y, float)
    transformation = osr.CoordinateTransformation(from_reference, to_reference)
    with quiet():
        try:
            moved = np.array(transformation.TransformPoints(np.column_stack([x, y])), float)
        except RuntimeError:  # newer versions of GDAL, asked to raise, give up all points for one
            moved = np.array([_transformed(transformation, *point) for point in zip(x.tolist(), y.tolist())])
    if not np.isfinite(moved[:, :2]).all():
        raise InputError(
            tr("{count} points cannot be brought from {source} to {target}. Check the layer's CRS."),
            count=int((~np.isfinite(moved[:, :2]).all(axis=1)).sum()),
            source=from_reference.GetName(),
            target=to_reference.GetName(),
        )
    return moved[:, 0].copy(), moved[:, 1].copy()


def _transformed(transformation: osr.CoordinateTransformation, x: float, y: float) -> tuple[float, float]:
    try:
        return tuple(transformation.TransformPoint(x, y)[:2])
    except RuntimeError:
        return (np.inf, np.inf)


def metric_crs_for(x: NDArray[np.float64], y: NDArray[np.float64], crs: str) -> str:
    """The CRS itself where it is metric, else the UTM zone of the points' median."""
    if is_metric(crs):
        return crs
    longitude, latitude = transform_points(
        np.array([np.median(x)]), np.array([np.median(y)]), crs, "EPSG:4326"
    )
    return utm_crs(float(longitude[0]), float(latitude[0]))


def same_crs(first: str, second: str) -> bool:
    """Tell whether two CRS are the same."""
    return bool(spatial_reference(first).IsSame(spatial_reference(second)))


def crs_name(crs: str) -> str:
    """Name for messages, with the authority's code where it has one."""
    reference = spatial_reference(crs)
    code = reference.GetAuthorityCode(None)
    return f"{reference.GetName()} (EPSG:{code})" if code else str(reference.GetName())
