"""A raster as it is meant: with another CRS than its file says, or with further numbers that mean no value.

The view is a virtual raster (text in GDAL's XML) that refers to the file; every reader sees it as any other raster.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from osgeo import gdal

from ..base.no_value import NO_QUANTITY, markers_among
from ..base.progress import Progress
from ..base.xml_text import in_xml
from .array_process import file_and_variable
from .cells import limits_of, value_bands
from .crs import spatial_reference

Range = tuple[float, float]  # both ends belong to it
_VALID, _NULL = 255, 0
MOST_LOOKED_AT = 200_000_000  # cells of a raster whose lowest and highest value are looked up exactly
_NODATA = re.compile(r"\s*<NoDataValue\b[^>]*>[^<]*</NoDataValue>|\s*<HideNoDataValue>[^<]*</HideNoDataValue>")
_MASK = re.compile(r"\s*<MaskBand>.*?</MaskBand>", re.DOTALL)
_SRS = re.compile(r"\s*<SRS\b.*?</SRS>", re.DOTALL)


@dataclass(frozen=True)
class Meant:
    """What holds in place of what the file says; empty: as in the file.

    Args:
        crs: WKT.
        nulls: band number -> ranges of stored numbers that mean no value, besides the declared nodata value.
        ignored: numbers of bands whose declared nodata value counts as a value.
        whole_cells: a null in one band makes the cell null in all, as in an image.
    """

    crs: str = ""
    nulls: dict[int, Sequence[Range]] = field(default_factory=dict)
    ignored: tuple[int, ...] = ()
    whole_cells: bool = False


_ORIGINALS: dict[str, str] = {}  # path of a saved view -> what the user knows


def save_view(dataset: gdal.Dataset, meant: Meant, folder: str, original: str) -> str:
    """Write a view into a new folder, under the file's name.

    Args:
        dataset: open.
        meant: what holds in place of what the file says.
        folder: is made; its files vanish when QGIS ends.
        original: path of the file, or GDAL's name of a variable in one.

    Returns:
        Path of the view.
    """
    os.makedirs(folder, exist_ok=True)
    stem = os.path.splitext(os.path.basename(file_and_variable(original)[0]))[0] or "raster"
    path = os.path.join(folder, stem + ".vrt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(view_text(dataset, meant))
    _ORIGINALS[path] = original
    return path


def original_of(path: str) -> str:
    """The file that a saved view shows; any other path as it is."""
    return _ORIGINALS.get(path, path)


def in_users_words(text: str) -> str:
    """A sentence in which views bear the names of their files."""
    for path, original in _ORIGINALS.items():
        text = text.replace(path, original)
    return text


def view_text(dataset: gdal.Dataset, meant: Meant) -> str:
    """XML of a virtual raster over an open raster."""
    copy = gdal.GetDriverByName("VRT").CreateCopy("", dataset)
    text = str(copy.GetMetadata("xml:VRT")[0])
    if meant.crs:
        reference = spatial_reference(meant.crs)
        axes = ",".join(str(axis) for axis in reference.GetDataAxisToSRSAxisMapping()[:2])
        srs = f'\n  <SRS dataAxisToSRSAxisMapping="{axes}">{in_xml(meant.crs)}</SRS>'
        text = _SRS.sub("", text)
        head, _, rest = text.partition(">")
        text = f"{head}>{srs}{rest}"
    if meant.nulls or meant.ignored:
        text = _with_nulls(text, dataset, meant)
    return text


def without_markers(
    dataset: gdal.Dataset, numbers: Sequence[int], path: str, progress: Progress, is_image: bool = False
) -> gdal.Dataset:
    """A raster in which numbers that stand for no value, though nothing says so, are nulls.

    Args:
        dataset: open.
        numbers: of the bands that are looked at.
        path: what messages call it.
        progress: warned of the numbers.
        is_image: the largest numbers of short types are bright cells; a null in one band is one in all.

    Returns:
        The raster itself where there are none.

    Raises:
        InputError: the file is cut short or damaged.
    """
    nulls: dict[int, Sequence[Range]] = {}
    found: set[float] = set()
    for number in numbers:
        band = dataset.GetRasterBand(number)
        ends = limits_of(band, path, by_sample=band.XSize * band.YSize > MOST_LOOKED_AT)
        markers = [one for one in markers_among(np.array(ends)) if not is_image or not 0 <= one < NO_QUANTITY]
        if markers:
            nulls[number] = [_range_of(marker) for marker in markers]
            found.update(markers)
    if not nulls:
        return dataset
    progress.warning(
        f"{path} holds {' and '.join(f'{marker:.7g}' for marker in sorted(found))}, which stands for no value: these "
        "cells count as empty."
    )
    return gdal.Open(view_text(dataset, Meant(nulls=nulls, whole_cells=is_image)))


def _range_of(marker: float) -> Range:
    """The stored numbers that a marker stands for: itself, or all that no quantity reaches."""
    if abs(marker) < NO_QUANTITY:
        return marker, marker
    return (NO_QUANTITY, math.inf) if marker > 0 else (-math.inf, -NO_QUANTITY)


def _with_nulls(text: str, dataset: gdal.Dataset, meant: Meant) -> str:
    """Masks in place of nodata values: of each band, or one of all."""
    numbers = [band.GetBand() for band in value_bands(dataset)]
    ranges = {number: _all_nulls(dataset.GetRasterBand(number), meant) for number in numbers}
    kept = _MASK.search(text)  # the file's own mask
    own = [_source(_inner_mask(dataset, kept[0]), 1, f"<NODATA>{_VALID}</NODATA>")] if kept else []
    text = _MASK.sub("", _NODATA.sub("", text))
    if len(numbers) == 1 or meant.whole_cells:
        mask = _mask_band("".join([*_laid_over(dataset, ranges), *own]))
        return text.replace("</VRTDataset>", mask + "</VRTDataset>")
    for number in numbers:
        mask = _mask_band("".join([_lookup(dataset.GetDescription(), number, ranges[number]), *own]))
        pattern = rf'(<VRTRasterBand [^>]*band="{number}".*?)(?=</VRTRasterBand>)'
        found = re.search(pattern, text, re.DOTALL)
        assert found is not None  # GDAL wrote this text  # nosec B101
        text = text[: found.end()] + mask + text[found.end() :]
    return text


def _all_nulls(band: gdal.Band, meant: Meant) -> list[Range]:
    """The ranges of a band, its declared nodata value among them where that still counts, widened to stored numbers."""
    ranges = list(meant.nulls.get(band.GetBand(), ()))
    declared = band.GetNoDataValue()
    if declared is not None and band.GetBand() not in meant.ignored and not math.isnan(declared):
        ranges.append((float(declared), float(declared)))
    return _merged(
        [(_below(low), _above(high)) for low, high in ranges if not math.isnan(low) and not math.isnan(high)]
    )


def _below(value: float) -> float:
    """The value, or what a band of float32 stores for it, whichever is less."""
    with np.errstate(over="ignore"):
        return min(value, float(np.float32(value)))


def _above(value: float) -> float:
    with np.errstate(over="ignore"):
        return max(value, float(np.float32(value)))


def _merged(ranges: list[Range]) -> list[Range]:
    """Ranges in order that do not touch each other."""
    made: list[Range] = []
    for low, high in sorted(ranges):
        if made and low <= _step(made[-1][1], math.inf):
            made[-1] = (made[-1][0], max(made[-1][1], high))
        else:
            made.append((low, high))
    return made


def _step(value: float, towards: float) -> float:
    """The next number that a band of float32 can store."""
    with np.errstate(over="ignore"):
        return float(np.nextafter(np.float32(value), np.float32(towards)))


def _lookup(name: str, number: int, ranges: Sequence[Range]) -> str:
    """A source that is 0 inside the ranges and 255 outside."""
    table: list[tuple[float, int]] = []
    for low, high in ranges:
        if math.isfinite(_step(low, -math.inf)):
            table.append((_step(low, -math.inf), _VALID))
        table += [(end, _NULL) for end in dict.fromkeys((low, high))]
        if math.isfinite(_step(high, math.inf)):
            table.append((_step(high, math.inf), _VALID))
    finite = [(value, result) for value, result in table if math.isfinite(value)] or [(0.0, _VALID)]
    entries = ",".join(f"{value!r}:{result}" for value, result in finite)
    return _source(name, number, f"<LUT>{entries}</LUT>")


def _laid_over(dataset: gdal.Dataset, ranges: dict[int, list[Range]]) -> list[str]:
    """Sources of a mask that is 0 where any band is null: the first band's, and the nulls of the others on it."""
    name = dataset.GetDescription()
    sources: list[str] = []
    for number, each in ranges.items():
        one = _lookup(name, number, each)
        if not sources:
            sources.append(one)
        else:
            inner = (
                f'<VRTDataset rasterXSize="{dataset.RasterXSize}" rasterYSize="{dataset.RasterYSize}">'
                f'<VRTRasterBand dataType="Byte" band="1">{one}</VRTRasterBand></VRTDataset>'
            )
            sources.append(_source(inner, 1, f"<NODATA>{_VALID}</NODATA>"))
    return sources


def _inner_mask(dataset: gdal.Dataset, mask: str) -> str:
    """A raster of the file's own mask."""
    band = re.sub(r"</?MaskBand>", "", mask)
    band = band.replace("<VRTRasterBand", '<VRTRasterBand band="1"', 1) if "band=" not in band else band
    return f'<VRTDataset rasterXSize="{dataset.RasterXSize}" rasterYSize="{dataset.RasterYSize}">{band}</VRTDataset>'


def _source(name: str, number: int, further: str) -> str:
    return (
        f'<ComplexSource><SourceFilename relativeToVRT="0">{in_xml(name)}</SourceFilename>'
        f"<SourceBand>{number}</SourceBand>{further}</ComplexSource>"
    )


def _mask_band(sources: str) -> str:
    return f'<MaskBand><VRTRasterBand dataType="Byte">{sources}</VRTRasterBand></MaskBand>'
