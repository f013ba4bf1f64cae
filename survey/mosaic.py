"""Rasters of sheets as one virtual raster."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path

from osgeo import gdal

from ..core.base.grid import Grid, Window
from ..core.base.xml_text import in_xml
from ..core.gis.crs import spatial_reference
from ..core.gis.raster_file import open_raster
from .kept import growing


def write_mosaic(path: str, grid: Grid, parts: Sequence[tuple[str, Window]], synthetic: bool = False) -> None:
    """Write a virtual raster of float32 bands over rasters that have the same bands; NaN where there is none.

    Args:
        path: ends with .vrt.
        grid: of the whole.
        parts: raster of each sheet, one at least, and its cells of the grid.
        synthetic: it says of itself that it was made of invented data.
    """
    folder = Path(path).resolve().parent
    first = open_raster(parts[0][0])
    axes = ",".join(str(axis) for axis in spatial_reference(grid.crs).GetDataAxisToSRSAxisMapping()[:2])
    lines = [
        f'<VRTDataset rasterXSize="{grid.columns}" rasterYSize="{grid.rows}">',
        f'  <SRS dataAxisToSRSAxisMapping="{axes}">{in_xml(grid.crs)}</SRS>',
        "  <GeoTransform>" + ", ".join(f"{value!r}" for value in grid.geotransform) + "</GeoTransform>",
    ]
    if synthetic:
        lines.append('  <Metadata><MDI key="synthetic">yes</MDI></Metadata>')
    opened = [(os.path.relpath(Path(name).resolve(), folder), open_raster(name), window) for name, window in parts]
    for number in range(1, first.RasterCount + 1):
        lines += _band_lines(first.GetRasterBand(number), number)
        for name, dataset, window in opened:
            lines += _source_lines(name, dataset, number, window)
        lines.append("  </VRTRasterBand>")
    with growing(Path(path)) as draft:
        draft.write_text("\n".join([*lines, "</VRTDataset>", ""]), encoding="utf-8")


def _band_lines(band: gdal.Band, number: int) -> list[str]:
    """The head of a band, with what the first sheet says of it; statistics of a sheet are not those of the whole."""
    items = {key: text for key, text in (band.GetMetadata() or {}).items() if not key.startswith("STATISTICS_")}
    told = "".join(f'<MDI key="{in_xml(key)}">{in_xml(text)}</MDI>' for key, text in items.items())
    return [
        f'  <VRTRasterBand dataType="Float32" band="{number}" blockXSize="256" blockYSize="256">',
        f"    <Metadata>{told}</Metadata>",
        f"    <Description>{in_xml(band.GetDescription())}</Description>",
        f"    <UnitType>{in_xml(band.GetUnitType() or '')}</UnitType>",
        "    <NoDataValue>nan</NoDataValue>",
    ]


def _source_lines(name: str, dataset: gdal.Dataset, number: int, window: Window) -> list[str]:
    band = dataset.GetRasterBand(number)
    nodata = band.GetNoDataValue()
    kind = "SimpleSource" if nodata is None or math.isnan(nodata) else "ComplexSource"
    return [
        f"    <{kind}>",
        f'      <SourceFilename relativeToVRT="1">{in_xml(Path(name).as_posix())}</SourceFilename>',
        f"      <SourceBand>{number}</SourceBand>",
        (
            f'      <SourceProperties RasterXSize="{dataset.RasterXSize}" RasterYSize="{dataset.RasterYSize}" '
            f'DataType="{gdal.GetDataTypeName(band.DataType)}" BlockXSize="{band.GetBlockSize()[0]}" '
            f'BlockYSize="{band.GetBlockSize()[1]}"/>'
        ),
        f'      <SrcRect xOff="0" yOff="0" xSize="{window.columns}" ySize="{window.rows}"/>',
        (f'      <DstRect xOff="{window.column}" yOff="{window.row}" xSize="{window.columns}" ySize="{window.rows}"/>'),
        *([f"      <NODATA>{nodata!r}</NODATA>"] if kind == "ComplexSource" else []),
        f"    </{kind}>",
    ]
