"""How an image of more than 8 bits becomes red, green and blue of 0 to 255: once, and told in stack and model."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Window
from ..base.translation import tr
from ..gis.cells import is_eight_bits, meaning_of, read_values
from ..gis.raster import RasterReader
from ..gis.raster_file import open_raster
from .colours import COLOURS
from .steps import HIGH, LOW

LOW_ITEM, HIGH_ITEM = "stretch_low", "stretch_high"  # metadata items of the bands red, green and blue of a stack
_ROWS = 128  # of the image that are looked at
Stretch = tuple[float, float]


def is_plain(path: str, order: Sequence[int]) -> bool:
    """Tell whether the bands of an image are 8 bits as they are."""
    dataset = open_raster(path)
    bands = [dataset.GetRasterBand(number) for number in order]
    return all(map(is_eight_bits, bands))


def stretch_of(path: str, order: Sequence[int]) -> tuple[Stretch, ...]:
    """Values of red, green and blue that become 0 and 255: those that 0.5 % of the cells lie below and above.

    Raises:
        InputError: other numbers than 8 or 16 bits, or a band that is the same everywhere.
    """
    dataset = open_raster(path)
    found = []
    for number in order:
        band = dataset.GetRasterBand(number)
        if band.DataType not in (gdal.GDT_Byte, gdal.GDT_UInt16, gdal.GDT_Int16):
            raise InputError(
                tr("The image {path} is of {kind}, not of 8 or 16 bits. Run Prepare image on it first."),
                path=path,
                kind=gdal.GetDataTypeName(band.DataType),
            )
        meaning = meaning_of(band, path)
        rows = np.unique(np.linspace(0, band.YSize - 1, min(band.YSize, _ROWS)).astype(int))
        values = np.concatenate(
            [read_values(band, Window(0, int(row), band.XSize, 1), meaning, path).ravel() for row in rows]
        )
        known = values[np.isfinite(values)]
        low, high = np.quantile(known, (LOW, HIGH)) if known.size else (0.0, 0.0)
        if not high > low:
            raise InputError(
                tr("Band {number} of the image {path} has the same value in every cell. Choose a colour image."),
                number=number,
                path=path,
            )
        found.append((float(low), float(high)))
    return tuple(found)


def stretched(values: NDArray[np.float64], stretch: Stretch) -> NDArray[np.float64]:
    """Values of a band, any shape, as 0 to 255."""
    low, high = stretch
    return np.asarray(np.clip(np.rint((values - low) * (255.0 / (high - low))), 0.0, 255.0))


def items_of(stretch: Stretch) -> dict[str, str]:
    """A stretch as metadata of a band."""
    return {LOW_ITEM: repr(stretch[0]), HIGH_ITEM: repr(stretch[1])}


def stretch_in(stack: RasterReader) -> dict[str, list[float]]:
    """What a stack tells of the stretch of its image: colour -> low and high; empty where it was 8 bits."""
    told: dict[str, list[float]] = {}
    for colour in COLOURS:
        if colour in stack.names:
            items = stack.metadata(colour)
            with contextlib.suppress(KeyError, ValueError):
                told[colour] = [float(items[LOW_ITEM]), float(items[HIGH_ITEM])]
    return told


def stretch_from(entry: object) -> tuple[Stretch, ...]:
    """The stretch that a model's card tells, for red, green and blue; empty where it tells none."""
    if not isinstance(entry, Mapping) or not all(colour in entry for colour in COLOURS):
        return ()
    pairs = [(float(entry[colour][0]), float(entry[colour][1])) for colour in COLOURS]
    return tuple(pairs) if all(high > low for low, high in pairs) else ()
