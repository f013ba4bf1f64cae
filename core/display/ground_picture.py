"""A hot spot map as a picture in longitude and latitude, with transparency."""

from __future__ import annotations

import contextlib
import uuid
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr

from ..base.errors import InputError
from ..base.progress import Progress, Silent, check_cancelled
from ..base.translation import tr
from ..gis.cells import hotspot_band, read_cells, scaling_of, unscaled
from ..gis.crs import middle_longitude, near_longitude, transform_points
from ..gis.gdal_session import last_message, quiet
from ..gis.place import crs_of, require_raster_place, transform_of
from ..gis.raster_file import open_raster
from ..gis.raster_view import without_markers
from .kml import Box
from .shown_words import shown
from .styles import AWAY, STILL, TOWARDS

SIDE = 2048  # most pixels: graphics cards take no larger texture
_ALONG_A_SIDE = 21  # places from which the extent in degrees is taken
TRANSPARENT_BELOW = 0.02  # of the limit
_COLOURS = (*AWAY, STILL, *TOWARDS[::-1])
_RAMP = np.array(  # share of the limit -> red, green, blue, opacity
    [
        (share, *bytes.fromhex(colour[1:]), opacity)
        for share, colour, opacity in zip((-1, -0.5, -0.1, 0, 0.1, 0.5, 1), _COLOURS, (235, 190, 60, 0, 60, 190, 235))
    ]
)


def map_picture(path: str, progress: Progress = Silent()) -> tuple[bytes, Box, str]:
    """Warp the band `hotspot` (or the only one) and colour it around zero.

    Args:
        path: raster in any CRS.
        progress: asked for cancel.

    Returns:
        PNG; west, south, east, north in degrees; the value from which the colours stay the same, with its unit.

    Raises:
        InputError: the raster cannot be read, is no hot spot map, has no CRS, or cannot be brought to degrees.
        Cancelled: the user asked to stop.
    """
    source = open_raster(path)
    if not crs_of(source):  # GDAL would take its coordinates for degrees
        raise InputError(tr("The raster {path} has no CRS. Assign its CRS first."), path=path)
    band = hotspot_band(source, path)
    meant = without_markers(source, [band.GetBand()], path, progress)
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    picked = gdal.Translate("", meant, format="VRT", bandList=[band.GetBand()])
    require_raster_place(source, path)
    west, south, east, north = _extent(source, path)
    width, height = _size(source, east - west, north - south, (south + north) / 2.0)
    warped = _warped(
        picked,
        path,
        progress,
        format="MEM",
        srcSRS=crs_of(source),
        dstSRS=degrees,
        outputBounds=(west, south, east, north),
        width=width,
        height=height,
        dstNodata=float("nan"),
        outputType=gdal.GDT_Float32,
        resampleAlg="average",
    )
    values = unscaled(read_cells(warped, path), scaling_of(band)).astype(np.float32, copy=False)
    known = np.abs(values[np.isfinite(values) & (values != 0)])
    limit = float(np.quantile(known, 0.99)) if known.size else 1.0
    said = f"{limit:,.0f}" if limit >= 100 else f"{limit:.3g}"
    return (png(_coloured(values / limit)), (west, south, east, north), f"{said} {shown(band.GetUnitType())}".strip())


def png(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG of (rows, columns, 4) red, green, blue, opacity."""
    rows, columns, bands = pixels.shape
    memory = gdal.GetDriverByName("MEM").Create("", columns, rows, bands, gdal.GDT_Byte)
    for number in range(bands):
        memory.GetRasterBand(number + 1).WriteArray(np.ascontiguousarray(pixels[:, :, number]))
    name = f"/vsimem/{uuid.uuid4().hex}.png"
    gdal.GetDriverByName("PNG").CreateCopy(name, memory)
    size = gdal.VSIStatL(name).size
    opened = gdal.VSIFOpenL(name, "rb")
    content = bytes(gdal.VSIFReadL(1, size, opened))
    gdal.VSIFCloseL(opened)
    for used in (name, name + ".aux.xml"):
        if gdal.VSIStatL(used) is not None:  # newer GDAL raises an error when a file that does not exist is removed
            gdal.Unlink(used)
    return content


def dot(side: int = 32) -> bytes:
    """A white disc with a dark rim, to be coloured by a style."""
    middle = (side - 1) / 2.0
    distance = np.hypot(*np.meshgrid(np.arange(side) - middle, np.arange(side) - middle)) / middle
    pixels = np.zeros((side, side, 4), np.uint8)
    pixels[:, :, :3] = np.where(distance < 0.75, 255, 40)[:, :, None]
    pixels[:, :, 3] = np.where(distance < 0.95, 255, 0)
    return png(pixels)


def _warped(source: gdal.Dataset, path: str, progress: Progress, **options: Any) -> gdal.Dataset:
    """What GDAL makes of a raster; on cancel GDAL gives nothing, or raises, as it does when it fails."""
    made = None
    with quiet():
        with contextlib.suppress(RuntimeError):
            made = gdal.Warp("", source, callback=lambda *_: 0 if progress.is_cancelled() else 1, **options)
        reason = last_message()
    check_cancelled(progress)
    if made is None:
        raise InputError(
            tr("The map {path} cannot be brought to longitude and latitude: {reason}. Check its CRS."),
            path=path,
            reason=reason.rstrip(".") or tr("unknown reason"),
        )
    return made


def _extent(source: gdal.Dataset, path: str) -> Box:
    """West, south, east, north of a raster; beyond 180 where it lies across that longitude."""
    x, dx, turn_x, y, turn_y, dy = transform_of(source, path)
    along, none = np.linspace(0.0, 1.0, _ALONG_A_SIDE), np.zeros(_ALONG_A_SIDE)
    across = np.concatenate([along, along, none, none + 1.0]) * source.RasterXSize
    down = np.concatenate([none, none + 1.0, along, along]) * source.RasterYSize
    places = x + across * dx + down * turn_x, y + across * turn_y + down * dy
    longitude, latitude = transform_points(*places, crs_of(source), "EPSG:4326")
    longitude = near_longitude(longitude, middle_longitude(longitude))
    return float(longitude.min()), float(latitude.min()), float(longitude.max()), float(latitude.max())


def _size(source: gdal.Dataset, width_deg: float, height_deg: float, latitude: float) -> tuple[int, int]:
    """Size of the picture in pixels: not finer than twice the source, and no side longer than SIDE."""
    shape = width_deg * max(np.cos(np.radians(latitude)), 0.1) / height_deg
    longest = min(SIDE, 2 * max(source.RasterXSize, source.RasterYSize))
    return (longest, max(1, round(longest / shape))) if shape >= 1 else (max(1, round(longest * shape)), longest)


def _coloured(shares: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(rows, columns, 4); nothing where there is no value, or hardly any."""
    known = np.nan_to_num(np.clip(shares, -1.0, 1.0))
    pixels = np.stack([np.interp(known, _RAMP[:, 0], _RAMP[:, 1 + number]) for number in range(4)], axis=2).astype(
        np.uint8
    )
    pixels[np.isnan(shares) | (np.abs(known) < TRANSPARENT_BELOW)] = 0
    return pixels
