"""The feature stack as a file: a VRT over its parts, or one GeoTIFF; bands with name, unit, nodata and statistics."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
from osgeo import gdal

from .crs import spatial_reference
from .grid import Grid
from .progress import Progress, check_cancelled, track
from .raster import BLOCK, Band, RasterReader, RasterWriter, open_raster

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
        column, row: in the file, of the stack's first cell; may be negative.
        items: further metadata of the band.
    """

    band: Band
    path: str
    number: int
    column: int = 0
    row: int = 0
    items: dict[str, str] = field(default_factory=dict)


def vrt_text(folder: str, grid: Grid, bands: Sequence[StackBand], statistics: Sequence[Statistics] = ()) -> str:
    """XML of a VRT that lies in `folder`; files are named relative to it."""
    lines = [f'<VRTDataset rasterXSize="{grid.columns}" rasterYSize="{grid.rows}">']
    lines.append(f'  <SRS dataAxisToSRSAxisMapping="{_axes(grid.crs)}">{escape(grid.crs)}</SRS>')
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
    block = source.GetBlockSize()
    size = f'RasterXSize="{dataset.RasterXSize}" RasterYSize="{dataset.RasterYSize}"'
    first_column, first_row = max(0, stacked.column), max(0, stacked.row)
    columns = min(stacked.column + grid.columns, dataset.RasterXSize) - first_column
    rows = min(stacked.row + grid.rows, dataset.RasterYSize) - first_row
    name, relative = _file_name(stacked.path, folder)
    items = {"description": stacked.band.description, **stacked.items, **statistics}
    metadata = "".join(f'<MDI key="{key}">{escape(value)}</MDI>' for key, value in items.items() if value)
    if nodata is None and kind.startswith("Float"):
        nodata = math.nan
    return [
        f'  <VRTRasterBand dataType="{kind}" band="{number}" blockXSize="{BLOCK}" blockYSize="{BLOCK}">',
        f"    <Metadata>{metadata}</Metadata>",
        f"    <Description>{escape(stacked.band.name)}</Description>",
        f"    <UnitType>{escape(stacked.band.unit)}</UnitType>",
        *([] if nodata is None else [f"    <NoDataValue>{nodata!r}</NoDataValue>"]),
        *([f"    <ColorInterp>{_COLOURS[stacked.band.name]}</ColorInterp>"] if stacked.band.name in _COLOURS else []),
        "    <SimpleSource>",
        f'      <SourceFilename relativeToVRT="{int(relative)}">{escape(name)}</SourceFilename>',
        f"      <SourceBand>{stacked.number}</SourceBand>",
        f'      <SourceProperties {size} DataType="{kind}" BlockXSize="{block[0]}" BlockYSize="{block[1]}"/>',
        f'      <SrcRect xOff="{first_column}" yOff="{first_row}" xSize="{columns}" ySize="{rows}"/>',
        f'      <DstRect xOff="{first_column - stacked.column}" yOff="{first_row - stacked.row}" xSize="{columns}" ySize="{rows}"/>',
        "    </SimpleSource>",
        "  </VRTRasterBand>",
    ]


def _file_name(path: str, folder: str) -> tuple[str, bool]:
    """Name of a source for the VRT, and whether it is relative; what is no file, or on another drive, stays as it is."""
    if not os.path.exists(path):
        return path, False
    try:
        return Path(os.path.relpath(path, folder)).as_posix(), True
    except ValueError:
        return str(Path(path).resolve()), False


def sampled_statistics(path: str, progress: Progress) -> list[Statistics]:
    """Statistics of each band of a raster in GDAL's metadata items; from a sample of windows where the raster is large."""
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
            for key, value in (("MINIMUM", known.min()), ("MAXIMUM", known.max()), ("MEAN", known.mean()), ("STDDEV", known.std())):
                items[f"STATISTICS_{key}"] = f"{value:.9g}"
        if len(picked) < len(windows):
            items["STATISTICS_APPROXIMATE"] = "YES"
        result.append(items)
    return result


def write_geotiff(path: str, source: str, bands: Sequence[StackBand], statistics: Sequence[Statistics], progress: Progress) -> None:
    """Write the bands of a raster as one float32 GeoTIFF that needs no other file."""
    with RasterReader(source) as reader, RasterWriter(path, reader.grid, [stacked.band for stacked in bands]) as writer:
        for number, (stacked, items) in enumerate(zip(bands, statistics), start=1):
            writer.annotate(number, {**stacked.items, **items})
        for window in track(reader.grid.windows(), progress):
            for number, values in enumerate(reader.read(window), start=1):
                if np.isfinite(values).any():
                    writer.write(values, window, number)
