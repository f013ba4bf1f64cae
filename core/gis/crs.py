"""Coordinate reference systems: is it metric, which UTM zone, and points from one to another."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from osgeo import osr

from ..base.errors import InputError
from ..base.translation import tr
from ..files.columns import let_go
from .gdal_session import quiet

PSEUDO_MERCATOR = {"3857", "900913", "102100", "102113", "3785"}
_STRETCHED = ("mercator", "equirectangular", "cylindrical")  # projections whose scale grows with the latitude
_LOCAL = ("transverse", "oblique")  # Mercator on another cylinder: the grids of surveys, of Switzerland for example
_SPELLINGS = re.compile(  # of a CRS; GDAL would also open files and ask the network
    r"(?!.*init=\S*[/\\])\s*([A-Z_0-9]+\s*\[|\{|\+\w+=|[A-Za-z]{3,}:\w[\w.+:, ]*$|urn:"
    r"|https?://www\.opengis\.net/def/crs|(WGS|NAD|CRS)[0-9]+$)"
)
_NORTHERN_X = re.compile(r'AXIS\["[^"]*\(X\)"\s*,\s*north', re.IGNORECASE)
_POLAR_NORTH, _POLAR_SOUTH = 84.0, -80.0  # degrees of latitude, beyond which UTM has no zones
_MOST_LOOKED_AT = 10_000  # points whose middle is looked up exactly
_STEP_M = 100.0  # steps along x and y whose lengths on the ground are measured
_LENGTH, _ANGLE = 0.03, 2.5  # what lengths may be off by, as a share; what the right angle may be off by, in degrees


def spatial_reference(crs: str) -> osr.SpatialReference:
    """Reference from WKT, "EPSG:n" or PROJ text, with x = east and y = north.

    Raises:
        InputError: empty, not understood, bytes, which GDAL gives for text that is not UTF-8, or a CRS of places in
            space or of heights alone.
    """
    reference = osr.SpatialReference()
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    if not isinstance(crs, str) or not _SPELLINGS.match(crs) or _quietly(reference.SetFromUserInput, crs) != 0:
        raise InputError(
            tr("The coordinate reference system '{crs}' is not known. Set the layer's CRS first."), crs=str(crs)[:60]
        )
    if reference.IsGeocentric() or (reference.IsVertical() and not reference.IsCompound()):
        raise InputError(
            tr("The coordinate reference system {crs} is not one of a map. Set the layer's CRS first."),
            crs=crs[:60] if len(crs) < 20 else reference.GetName(),
        )
    return reference


def horizontal_crs(crs: str) -> str:
    """WKT of the part of a CRS that says where on the map a place is: without heights, which would be shifted too.

    Raises:
        InputError: not understood.
    """
    reference = spatial_reference(crs)
    if reference.IsCompound():
        reference.StripVertical()
    if reference.GetAxesCount() > 2:
        reference.DemoteTo2D()
    return str(reference.ExportToWkt())


def _quietly(call: Callable[[str], int], argument: str) -> int:
    """Status of a GDAL call without its printing; with or without GDAL's own exceptions."""
    with quiet(), contextlib.suppress(RuntimeError, TypeError, UnicodeError):  # signs that are no UTF-8
        return call(argument)
    return 1


def is_metric(crs: str, point: tuple[float, float] | None = None) -> bool:
    """Tell whether lengths in this CRS are metres on the ground.

    Geographic coordinates, other units and world maps on an upright cylinder (Mercator of web maps, plate carree:
    stretched by 1 / cos(latitude)) are not. Where a place is known it is measured there: 100 m along x and along y have
    to be 100 m on the ellipsoid within 3 %, and at a right angle within 2.5 degrees. This accepts the grids of
    surveys, UTM, and the equal-area grid of Europe (EPSG:3035: up to 2.7 %, on Svalbard, and 2.3 degrees, on Cyprus);
    world maps (sinusoidal, Mollweide, Robinson, Eckert) pass only near their centres, polar maps only near their
    standard parallel.

    Args:
        crs: WKT, "EPSG:n" or PROJ text.
        point: x and y of the data's centre in this CRS; None: not known, the kind of projection alone decides.
    """
    reference = spatial_reference(crs)
    if not reference.IsProjected() or abs(reference.GetLinearUnits() - 1.0) > 1e-9:
        return False
    if reference.GetAuthorityCode(None) in PSEUDO_MERCATOR:
        return False
    projection = (reference.GetAttrValue("PROJECTION") or "").lower()
    if any(word in projection for word in _STRETCHED) and not any(word in projection for word in _LOCAL):
        return False
    return point is None or _is_true_to_scale(reference, *point)


def _is_true_to_scale(reference: osr.SpatialReference, x: float, y: float) -> bool:
    """Measure a step along x and one along y on the ellipsoid.

    False where the place is outside what the projection can take.
    """
    base = reference.CloneGeogCS()
    base.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    steps = np.array([x, x + _STEP_M, x]), np.array([y, y, y + _STEP_M])
    try:
        longitude, latitude = transform_points(*steps, reference.ExportToWkt(), base.ExportToWkt())
    except InputError:
        return False
    unit = base.GetAngularUnits()
    place = _geocentric(longitude * unit, latitude * unit, base.GetSemiMajor(), base.GetSemiMinor())
    along = (place[:, 1:] - place[:, :1]) / _STEP_M
    lengths = np.sqrt((along**2).sum(axis=0))
    if not (np.abs(lengths - 1.0) <= _LENGTH).all():
        return False
    return bool(abs(along[:, 0] @ along[:, 1]) / lengths.prod() <= np.sin(np.radians(_ANGLE)))


def _geocentric(
    longitude: NDArray[np.float64], latitude: NDArray[np.float64], major: float, minor: float
) -> NDArray[np.float64]:
    """Points of the ellipsoid (radians) in space, (3, n) m."""
    curvature = major**2 / np.hypot(major * np.cos(latitude), minor * np.sin(latitude))
    across = curvature * np.cos(latitude)
    up = curvature * (minor / major) ** 2 * np.sin(latitude)
    return np.stack([across * np.cos(longitude), across * np.sin(longitude), up])


def is_geographic(crs: str) -> bool:
    """Tell whether the coordinates are degrees."""
    return bool(spatial_reference(crs).IsGeographic())


def utm_crs(longitude: float, latitude: float) -> str:
    """WKT of the WGS 84 UTM zone at a place; near a pole, of the polar grid that takes the place of the zones there.

    Args:
        longitude: degrees, also beyond -180 to 180.
        latitude: degrees.
    """
    if latitude > _POLAR_NORTH or latitude < _POLAR_SOUTH:
        return str(spatial_reference("EPSG:5041" if latitude > 0 else "EPSG:5042").ExportToWkt())
    if not -180.0 <= longitude <= 180.0:
        longitude = (longitude + 180.0) % 360.0 - 180.0
    zone = min(60, int((longitude + 180.0) // 6.0) + 1)
    return str(spatial_reference(f"EPSG:{(32600 if latitude >= 0 else 32700) + zone}").ExportToWkt())


def near_longitude(longitude: NDArray[np.float64], centre: float) -> NDArray[np.float64]:
    """The same longitudes (degrees), at most 180 degrees from a centre: 254.2 is -105.8 near -100."""
    return np.asarray(longitude - 360.0 * np.round((longitude - centre) / 360.0), float)


def middle_longitude(longitude: NDArray[np.float64]) -> float:
    """Median of longitudes (degrees) on the circle, from -180 to 180: that of 179 and -179 is 180."""
    angle = np.radians(longitude[np.isfinite(longitude)])
    mean = float(np.degrees(np.arctan2(np.sin(angle).mean(), np.cos(angle).mean())))
    return float((np.median(near_longitude(np.degrees(angle), mean)) + 180.0) % 360.0 - 180.0)


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
    with quiet():
        transformation = _transformation(from_reference, to_reference)
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


def _transformation(source: osr.SpatialReference, target: osr.SpatialReference) -> osr.CoordinateTransformation:
    """GDAL's transformation; where it finds none it raises, or gives an empty one, by its version.

    Raises:
        InputError: there is none.
    """
    found = None
    with contextlib.suppress(RuntimeError):
        found = osr.CoordinateTransformation(source, target)
    if found is None or getattr(found, "this", None) is None:
        raise InputError(
            tr("No transformation is known from {source} to {target}. Check the layer's CRS."),
            source=source.GetName(),
            target=target.GetName(),
        )
    return found


def _transformed(transformation: osr.CoordinateTransformation, x: float, y: float) -> tuple[float, float]:
    try:
        return tuple(transformation.TransformPoint(x, y)[:2])
    except RuntimeError:
        return (np.inf, np.inf)


def metric_crs_for(x: NDArray[np.float64], y: NDArray[np.float64], crs: str) -> str:
    """The CRS itself where it is metric at the points' median, else the UTM zone there (near a pole the polar grid)."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    middle_x = float(np.median(x))
    let_go()
    middle = middle_x, float(np.median(y))
    let_go()
    if is_metric(crs, middle if np.isfinite(middle).all() else None):
        return crs
    return utm_crs(*_middle_in_degrees(x, y, crs))


def _middle_in_degrees(x: NDArray[np.float64], y: NDArray[np.float64], crs: str) -> tuple[float, float]:
    """Longitude and latitude of the middle of points, also across longitude 180.

    Points that are not places are left out.
    """
    step = max(1, len(x) // _MOST_LOOKED_AT)
    try:
        longitude, latitude = transform_points(x[::step], y[::step], crs, "EPSG:4326")
    except InputError:
        middle = np.median(x, keepdims=True), np.median(y, keepdims=True)
        longitude, latitude = transform_points(*middle, crs, "EPSG:4326")
    return middle_longitude(longitude), float(np.median(latitude))


def x_counts_north(crs: str) -> bool:
    """Tell whether the axis that a projected CRS calls x counts to the north."""
    reference = spatial_reference(crs)
    return bool(reference.IsProjected() and _NORTHERN_X.search(reference.ExportToWkt(["FORMAT=WKT2_2018"])))


def same_crs(first: str, second: str) -> bool:
    """Tell whether two CRS are the same."""
    return bool(spatial_reference(first).IsSame(spatial_reference(second)))


def crs_name(crs: str) -> str:
    """Name for messages, with the authority's code where it has one."""
    reference = spatial_reference(crs)
    code = reference.GetAuthorityCode(None)
    return f"{reference.GetName()} (EPSG:{code})" if code else str(reference.GetName())
