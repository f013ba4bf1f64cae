"""The feature stack as a file: a VRT over its parts, or one GeoTIFF; bands with name, unit, nodata and statistics."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..base.grid import Grid
from ..base.progress import Progress, check_cancelled, track
from ..base.xml_text import in_xml
from ..gis.crs import spatial_reference
from ..gis.raster import RasterReader
from ..gis.raster_file import open_raster
from ..gis.raster_writer import BLOCK, Band, RasterWriter

_SAMPLES = 64  # windows from which statistics are taken
_COLOURS = {"red": "Red", "green": "Green", "blue": "Blue"}
Statistics = dict[str, str]


@dataclass(frozen=True)
class StackBand:
    """One band of the stack and where it lies.

    Args:
        band: name, unit, description.
        path: file of the values.
        number: of the band in that file.
        column, row: in the file, of the corner of the stack's first cell; may be negative, and between cells where
            `ratio` is not 1.
        items: further metadata of the band.
        ratio: cells of the file in one cell of the stack, along a side.
        resampling: how the stack's cells are found where the ratio is not 1: `bilinear` or `nearest`.
        voids: number of a band that holds the nodata value where there is none and 0 elsewhere, laid over the
            values; 0: none.
        null: nodata value of a band of an image, beyond its rim and where its alpha band or mask says so; None: the
            file's own nodata.
        alpha: number of a band that is 255 where the image has colours; all else is null; 0: none.
        masked: whether the file has a mask of another kind.
    """

    band: Band
    path: str
    number: int
    column: float = 0
    row: float = 0
    items: dict[str, str] = field(default_factory=dict)
    ratio: float = 1
    resampling: str = ""
    voids: int = 0
    null: int | None = None
    alpha: int = 0
    masked: bool = False


def vrt_text(folder: str, grid: Grid, bands: Sequence[StackBand], statistics: Sequence[Statistics] = ()) -> str:
    """XML of a VRT that lies in `folder`; files are named relative to it."""
    lines = [f'<VRTDataset rasterXSize="{grid.columns}" rasterYSize="{grid.rows}">']
    lines.append(f'  <SRS dataAxisToSRSAxisMapping="{_axes(grid.crs)}">{in_xml(grid.crs)}</SRS>')
    lines.append("  <GeoTransform>" + ", ".join(f"{value!r}" for value in grid.geotransform) + "</GeoTransform>")
    for index, band in enumerate(bands):
        lines += _band_lines(folder, grid, band, index + 1, statistics[index] if statistics else {})
    return "\n".join([*lines, "</VRTDataset>", ""])


def _axes(crs: str) -> str:
    return ",".join(str(axis) for axis in spatial_reference(crs).GetDataAxisToSRSAxisMapping()[:2])


def _band_lines(folder: str, grid: Grid, stacked: StackBand, number: int, statistics: Statistics) -> list[str]:
    dataset = open_raster(stacked.path)
    source = dataset.GetRasterBand(stacked.number)
    kind, nodata = gdal.GetDataTypeName(source.DataType), source.GetNoDataValue()
    if stacked.null is not None:
        kind, nodata = "Int16", float(stacked.null)
    elif nodata is None and kind.startswith("Float"):
        nodata = math.nan
    items = {"description": stacked.band.description, **stacked.items, **statistics}
    metadata = "".join(f'<MDI key="{key}">{in_xml(value)}</MDI>' for key, value in items.items() if value)
    sources = _source_lines(
        folder, grid, stacked, dataset, stacked.number, "<UseMaskBand>true</UseMaskBand>" if stacked.masked else ""
    )
    if stacked.voids:
        sources += _source_lines(folder, grid, stacked, dataset, stacked.voids, "<NODATA>0</NODATA>", overlay=True)
    if stacked.alpha:
        laid = f"<ScaleOffset>{stacked.null}</ScaleOffset><ScaleRatio>0</ScaleRatio><NODATA>255</NODATA>"
        sources += _source_lines(folder, grid, stacked, dataset, stacked.alpha, laid, overlay=True)
    return [
        f'  <VRTRasterBand dataType="{kind}" band="{number}" blockXSize="{BLOCK}" blockYSize="{BLOCK}">',
        f"    <Metadata>{metadata}</Metadata>",
        f"    <Description>{in_xml(stacked.band.name)}</Description>",
        f"    <UnitType>{in_xml(stacked.band.unit)}</UnitType>",
        *([] if nodata is None else [f"    <NoDataValue>{nodata!r}</NoDataValue>"]),
        *([f"    <ColorInterp>{_COLOURS[stacked.band.name]}</ColorInterp>"] if stacked.band.name in _COLOURS else []),
        *sources,
        "  </VRTRasterBand>",
    ]


def _source_lines(
    folder: str,
    grid: Grid,
    stacked: StackBand,
    dataset: gdal.Dataset,
    number: int,
    further: str = "",
    overlay: bool = False,
) -> list[str]:
    """A source of a VRT's band: the part of a file that lies on the grid, where it comes to lie, and further elements.

    GDAL reads an overlay that leaves out one value several times as fast as a source with its mask.
    """
    band = dataset.GetRasterBand(number)
    block = band.GetBlockSize()
    size = f'RasterXSize="{dataset.RasterXSize}" RasterYSize="{dataset.RasterYSize}"'
    x, columns, to_x, to_columns = _overlap(stacked.column, stacked.ratio, grid.columns, dataset.RasterXSize)
    y, rows, to_y, to_rows = _overlap(stacked.row, stacked.ratio, grid.rows, dataset.RasterYSize)
    name, relative = _file_name(stacked.path, folder)
    element = "ComplexSource" if further else "SimpleSource"
    resampling = "nearest" if overlay and stacked.resampling else stacked.resampling
    return [
        # in capitals: in Turkish, where i and I are different letters, GDAL would not know "bilinear"
        f"    <{element}" + (f' resampling="{resampling.upper()}">' if resampling else ">"),
        f'      <SourceFilename relativeToVRT="{int(relative)}">{in_xml(name)}</SourceFilename>',
        f"      <SourceBand>{number}</SourceBand>",
        (
            f'      <SourceProperties {size} DataType="{gdal.GetDataTypeName(band.DataType)}" '
            f'BlockXSize="{block[0]}" BlockYSize="{block[1]}"/>'
        ),
        f'      <SrcRect xOff="{x!r}" yOff="{y!r}" xSize="{columns!r}" ySize="{rows!r}"/>',
        f'      <DstRect xOff="{to_x!r}" yOff="{to_y!r}" xSize="{to_columns!r}" ySize="{to_rows!r}"/>',
        *([f"      {further}"] if further else []),
        f"    </{element}>",
    ]


def _overlap(first: float, ratio: float, cells: int, size: int) -> tuple[float, float, float, float]:
    """Start and length of the overlap along one axis: in a file of `size` cells, and on the grid."""
    begin, end = max(0, first), min(size, first + cells * ratio)
    if ratio == 1:
        return begin, end - begin, begin - first, end - begin
    return begin, end - begin, (begin - first) / ratio, (end - begin) / ratio


def _file_name(path: str, folder: str) -> tuple[str, bool]:
    """Name of a source for the VRT, and whether it is relative.

    A name that is not a file, or a file on another drive, stays as it is.
    """
    if not os.path.exists(path):
        return path, False
    try:
        return Path(os.path.relpath(path, folder)).as_posix(), True
    except ValueError:
        return str(Path(path).resolve()), False


def sampled_statistics(path: str, progress: Progress) -> list[Statistics]:
    """Statistics of each band of a raster in GDAL's metadata items.

    From a sample of windows where the raster is large.
    """
    with RasterReader(path) as reader:
        windows = reader.grid.windows(BLOCK)
        picked = windows[:: max(1, math.ceil(len(windows) / _SAMPLES))]
        values = [reader.read(window).reshape(len(reader.bands), -1) for window in track(picked, progress)]
    result = []
    for band in zip(*values):
        check_cancelled(progress)
        every = np.concatenate(band).astype(np.float64)
        known = every[np.isfinite(every)]
        items = {"STATISTICS_VALID_PERCENT": f"{100.0 * known.size / every.size:.4g}"}
        if known.size:
            for key, value in (
                ("MINIMUM", known.min()),
                ("MAXIMUM", known.max()),
                ("MEAN", known.mean()),
                ("STDDEV", known.std()),
            ):
                items[f"STATISTICS_{key}"] = f"{value:.9g}"
        if len(picked) < len(windows):
            items["STATISTICS_APPROXIMATE"] = "YES"
        result.append(items)
    return result


def write_geotiff(
    path: str, source: str, bands: Sequence[StackBand], statistics: Sequence[Statistics], progress: Progress
) -> None:
    """Write the bands of a raster as one float32 GeoTIFF that needs no other file."""
    with RasterReader(source) as reader, RasterWriter(path, reader.grid, [stacked.band for stacked in bands]) as writer:
        for number, (stacked, items) in enumerate(zip(bands, statistics), start=1):
            writer.annotate(number, {**stacked.items, **items})
        for window in track(reader.grid.windows(), progress):
            for number, values in enumerate(reader.read(window), start=1):
                if np.isfinite(values).any():
                    writer.write(values, window, number)
