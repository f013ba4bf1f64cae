"""What a cell's value is: one place for reading, scale and offset, nodata, masks, alpha bands.

A damaged file is one sentence here and never a traceback.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Window
from ..base.progress import check_asked
from ..base.translation import tr
from .gdal_session import last_message, quiet

_AT_ONCE = 2**21  # cells
_SAMPLE, _BOXES = 2**21, 64  # cells of an overview, and parts of a raster without one, that stand for all
Scaling = tuple[float, float]
AS_STORED: Scaling = (1.0, 0.0)
_NO_GROUND = 1e30  # no map of anything holds such numbers: a nodata value of this size means all beyond it


def read_cells(
    source: gdal.Dataset | gdal.Band, path: str, box: Sequence[int] = (), **options: Any
) -> NDArray[np.generic]:
    """Values of a dataset (bands, rows, columns) or of a band (rows, columns), as stored.

    GDAL gives nothing, or raises, for a damaged block, a drive that is gone, or a file that was moved meanwhile.

    Args:
        source: what is read; may be a virtual raster made from the file.
        path: of the file, for the message.
        box: first column, first row, columns, rows; empty: everything.
        options: of GDAL's ReadAsArray, for example the size of a coarse picture.

    Raises:
        InputError: the values cannot be read.
    """
    read, reason = None, ""
    with quiet():
        with contextlib.suppress(RuntimeError, MemoryError):
            read = source.ReadAsArray(*box, **options)
        reason = last_message()
    if read is None:
        raise _unreadable(path, reason)
    return np.asarray(read)


def limits_of(band: gdal.Band, path: str, by_sample: bool) -> tuple[float, float]:
    """Lowest and highest finite value of a band as stored; NaN where it has none.

    GDAL's own way writes what it finds into a virtual raster, and into a file beside a raster that it refers to: files
    of the user.

    Args:
        band: what is looked at.
        path: of the file, for the message.
        by_sample: look at an overview or at some of the cells alone.

    Raises:
        InputError: the values cannot be read.
    """
    nodata = band.GetNoDataValue()  # an overview need not say it
    if by_sample:
        overviews = [band.GetOverview(number) for number in range(band.GetOverviewCount())]
        large = [one for one in overviews if one is not None and one.XSize * one.YSize >= _SAMPLE]
        band = min(large, key=lambda one: one.XSize * one.YSize, default=band)
    boxes = _boxes(band)
    if by_sample and len(boxes) > _BOXES:  # not each k-th: these could all lie below each other
        boxes = [boxes[round(at)] for at in np.linspace(0, len(boxes) - 1, _BOXES)]
    least, most = math.inf, -math.inf
    for box in boxes:
        check_asked()
        values = read_cells(band, path, box)
        null = null_cells(values, nodata)
        values = values[np.isfinite(values) if null is None else np.isfinite(values) & ~null]
        if values.size:
            least, most = min(least, float(values.min())), max(most, float(values.max()))
    return (least, most) if least <= most else (math.nan, math.nan)


def _boxes(band: gdal.Band) -> list[tuple[int, int, int, int]]:
    """Parts of a band to read one after the other (first column, first row, columns, rows).

    They are of whole blocks, but for blocks that are too large for that, as a file in one strip has.
    """
    wide, high = band.GetBlockSize()
    wide *= max(1, min(-(-band.XSize // wide), _AT_ONCE // (wide * high)))
    high = max(1, min(high, _AT_ONCE // wide) if wide * high > _AT_ONCE else high * (_AT_ONCE // (wide * high)))
    return [
        (column, row, min(wide, band.XSize - column), min(high, band.YSize - row))
        for row in range(0, band.YSize, high)
        for column in range(0, band.XSize, wide)
    ]


def _unreadable(path: str, reason: str) -> InputError:
    return InputError(
        tr("The values of {path} cannot be read: {reason}. The file may be damaged or moved."),
        path=path,
        reason=reason.rstrip(".") or tr("unknown reason"),
    )


def scaling_of(band: gdal.Band) -> Scaling:
    """Scale and offset of a band; 1 and 0 where it declares none, or a scale of 0, which would leave no values."""
    scale, offset = band.GetScale(), band.GetOffset()
    return 1.0 if scale is None or scale == 0 else float(scale), 0.0 if offset is None else float(offset)


def unscaled(values: NDArray[np.generic], scaling: Scaling) -> NDArray[np.float64]:
    """Stored values (any shape) as what they mean, float64; NaN stays NaN."""
    return np.asarray(values).astype(np.float64) * scaling[0] + scaling[1]


@dataclass(frozen=True)
class Meaning:
    """How a band says what its numbers mean.

    Args:
        nodata: declared, or None.
        scaling: scale and offset.
        masked: whether a mask says where there is no value.
        alpha: number of an alpha band that does, 0: none.
        ranges: further stored numbers that mean no value, both ends among them.
    """

    nodata: float | None = None
    scaling: Scaling = AS_STORED
    masked: bool = False
    alpha: int = 0
    ranges: tuple[tuple[float, float], ...] = ()


def meaning_of(band: gdal.Band, path: str, alpha: int | None = None) -> Meaning:
    """What the file itself says of a band's numbers.

    Args:
        band: one of the file's bands.
        path: what messages call the file.
        alpha: see `alpha_number`; None: looked for among all bands.

    Raises:
        InputError: the numbers are complex, as those of a wrapped interferogram are.
    """
    require_real(band, path)
    flags = band.GetMaskFlags()
    alpha = alpha_number(band.GetDataset()) if alpha is None else alpha
    if alpha == band.GetBand():
        return Meaning(band.GetNoDataValue(), scaling_of(band))
    masked = flags == 0 or bool(flags & gdal.GMF_PER_DATASET and not flags & gdal.GMF_ALPHA)
    return Meaning(band.GetNoDataValue(), scaling_of(band), masked, alpha)


def require_real(band: gdal.Band, path: str) -> None:
    """Stop at complex numbers, as those of a wrapped interferogram are; `path` is what messages call the file.

    Raises:
        InputError: the numbers are complex.
    """
    if gdal.DataTypeIsComplex(band.DataType):
        raise InputError(
            tr(
                "The raster {path} holds complex numbers ({kind}): it is not a map of one quantity. "
                "Choose a raster of real numbers."
            ),
            path=path,
            kind=gdal.GetDataTypeName(band.DataType),
        )


def alpha_number(dataset: gdal.Dataset) -> int:
    """Number of the first alpha band, of any type of numbers; 0 where there is none."""
    numbers = range(1, dataset.RasterCount + 1)
    return next(
        (number for number in numbers if dataset.GetRasterBand(number).GetColorInterpretation() == gdal.GCI_AlphaBand),
        0,
    )


def read_values(
    band: gdal.Band, window: Window, meaning: Meaning, path: str, out: NDArray[Any] | None = None
) -> NDArray[Any]:
    """Values (rows, columns) of a window inside a band, NaN where there is none.

    Args:
        band: of an open raster.
        window: cells.
        meaning: see `meaning_of`.
        path: what messages call the raster.
        out: where to put them, float32 or float64; None: a new array of float64.

    Raises:
        InputError: the file is cut short or damaged there.
    """
    values = np.empty(window.shape) if out is None else out
    direct = band.DataType == gdal.GDT_Float32 and values.dtype == np.float32 and meaning.scaling == AS_STORED
    stored: NDArray[Any] = read_cells(band, path, _box(window), buf_obj=values if direct else None)
    null = null_cells(stored, meaning.nodata)
    for low, high in meaning.ranges:
        null = _joined(null, (stored >= low) & (stored <= high))
    if meaning.masked:
        null = _joined(null, read_cells(band.GetMaskBand(), path, _box(window)) == 0)
    if meaning.alpha:
        dataset = band.GetDataset()  # a band ends with the last name of its dataset
        null = _joined(null, read_cells(dataset.GetRasterBand(meaning.alpha), path, _box(window)) == 0)
    if not direct:
        values[:] = stored if meaning.scaling == AS_STORED else unscaled(stored, meaning.scaling)
    if null is not None:
        values[null] = np.nan
    if stored.dtype.kind == "f":
        values[np.isinf(values)] = np.nan
    return values


def null_cells(stored: NDArray[Any], nodata: float | None) -> NDArray[np.bool_] | None:
    """The test for stored numbers that are the declared nodata value; None where no number can be.

    A nodata value beyond 1e30 stands for all numbers beyond it: programs write the largest float in several roundings.
    """
    if nodata is None or np.isnan(nodata):
        return None
    if abs(nodata) >= _NO_GROUND:
        if stored.dtype.kind != "f":
            return None
        return stored >= _NO_GROUND if nodata > 0 else stored <= -_NO_GROUND
    if stored.dtype.kind in "iu":
        limits = np.iinfo(stored.dtype)
        if nodata != int(nodata) or not limits.min <= nodata <= limits.max:
            return None
    return np.asarray(stored == stored.dtype.type(nodata))


def _box(window: Window) -> tuple[int, int, int, int]:
    return window.column, window.row, window.columns, window.rows


def _joined(first: NDArray[np.bool_] | None, second: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return second if first is None else first | second


def value_bands(dataset: gdal.Dataset) -> list[gdal.Band]:
    """The bands of a raster without its alpha band."""
    bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
    return [band for band in bands if band.GetColorInterpretation() != gdal.GCI_AlphaBand] or bands


def is_eight_bits(band: gdal.Band) -> bool:
    """Tell whether a band holds 0 to 255 as they are: bytes without a sign or a scale, all of whose bits are used."""
    said = {**(band.GetMetadata("IMAGE_STRUCTURE") or {})}
    whole = said.get("NBITS", "8") == "8" and said.get("PIXELTYPE", "") != "SIGNEDBYTE"
    return bool(band.DataType == gdal.GDT_Byte and whole and scaling_of(band) == AS_STORED)


def has_signed_bytes(band: gdal.Band) -> bool:
    """Tell whether a band holds -128 to 127, which GDAL before 3.7 shows as 0 to 255 in views."""
    signed = (band.GetMetadata("IMAGE_STRUCTURE") or {}).get("PIXELTYPE", "") == "SIGNEDBYTE"
    return bool(signed or gdal.GetDataTypeName(band.DataType) == "Int8")


def named_band(dataset: gdal.Dataset, name: str) -> gdal.Band | None:
    """The band of this name, or None."""
    return next((band for band in value_bands(dataset) if band.GetDescription() == name), None)


def require_quantity(dataset: gdal.Dataset, path: str, what: str) -> gdal.Band:
    """The only band of a raster that is a map of one quantity.

    Args:
        dataset: open.
        path: what messages call it.
        what: is expected, for the message.

    Raises:
        InputError: several bands, a palette, a picture of 8 bits, or complex numbers.
    """
    bands = value_bands(dataset)
    if len(bands) != 1:
        raise InputError(
            tr("{path} has {count} bands, and {what} has one. Save that band alone, or choose another raster."),
            path=path,
            count=len(bands),
            what=what,
        )
    meaning_of(bands[0], path)
    if bands[0].GetColorTable() is not None or bands[0].GetCategoryNames():
        raise InputError(
            tr("{path} holds colours or classes, not {what}. Choose a raster of numbers."), path=path, what=what
        )
    return bands[0]


def hotspot_band(dataset: gdal.Dataset, path: str) -> gdal.Band:
    """The band of a hot spot map: that of the name hotspot, or the only one.

    Raises:
        InputError: several bands, a palette, a picture of 8 bits, or complex numbers.
    """
    band = named_band(dataset, "hotspot") or require_quantity(dataset, path, tr("a hot spot map"))
    if meaning_of(band, path).scaling == AS_STORED and band.DataType == gdal.GDT_Byte:
        raise InputError(
            tr("{path} is a picture of 8 bits, not a hot spot map. Choose the map of Hot spot."), path=path
        )
    return band
