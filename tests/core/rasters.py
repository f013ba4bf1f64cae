"""Small rasters and polygons for tests, written by GDAL itself."""

from __future__ import annotations

import numpy as np
from osgeo import gdal, ogr

from slipline.core.base.grid import Grid
from slipline.core.gis.crs import spatial_reference

CRS = spatial_reference("EPSG:32633").ExportToWkt()
WEST, NORTH = 500000.0, 4600000.0


def write_raster(path, bands, cell_m=5.0, crs=CRS, names=None, west=WEST, north=NORTH, metadata=None):
    """Float32 raster of bands (bands, rows, columns) or (rows, columns), NaN as nodata. Returns (path, grid)."""
    layers = np.asarray(bands, np.float32)
    layers = layers[None] if layers.ndim == 2 else layers
    count, rows, columns = layers.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), columns, rows, count, gdal.GDT_Float32)
    grid = Grid(crs, west, north, cell_m, columns, rows)
    dataset.SetGeoTransform(grid.geotransform)
    if crs:
        dataset.SetProjection(spatial_reference(crs).ExportToWkt())
    dataset.SetMetadata(metadata or {})
    for number, layer in enumerate(layers, start=1):
        band = dataset.GetRasterBand(number)
        band.SetNoDataValue(float("nan"))
        band.SetDescription((names or [])[number - 1] if names else f"band {number}")
        band.WriteArray(layer)
    dataset = None
    return str(path), grid


def scaled_copy(path, target, scale, offset, kind=gdal.GDT_Int16, nodata=-32768):
    """The raster stored in whole numbers that mean value = stored * scale + offset; NaN is nodata."""
    source = gdal.Open(str(path))
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(target), source.RasterXSize, source.RasterYSize, source.RasterCount, kind
    )
    dataset.SetProjection(source.GetProjection())
    dataset.SetGeoTransform(source.GetGeoTransform())
    for number in range(1, source.RasterCount + 1):
        band, values = dataset.GetRasterBand(number), source.GetRasterBand(number).ReadAsArray().astype(float)
        band.SetScale(scale)
        band.SetOffset(offset)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        band.WriteArray(np.where(np.isnan(values), nodata or 0, np.round((values - offset) / scale)))
        band.SetDescription(source.GetRasterBand(number).GetDescription())
        band.SetColorInterpretation(source.GetRasterBand(number).GetColorInterpretation())
    dataset = None
    return str(target)


def box(west, south, east, north, hole=None):
    """WKB of a rectangle, relative to the north-west corner of the rasters, in metres (y upwards)."""

    def ring(w, s, e, n):
        w, e, s, n = WEST + w, WEST + e, NORTH + s, NORTH + n
        return f"({w} {s},{e} {s},{e} {n},{w} {n},{w} {s})"

    text = ring(west, south, east, north) + (", " + ring(*hole) if hole else "")
    return bytes(ogr.CreateGeometryFromWkt(f"POLYGON({text})").ExportToWkb())


def features(path):
    """Attributes of a layer as dictionaries, each with the geometry under "geometry"."""
    source = ogr.Open(str(path))
    layer = source.GetLayer(0)
    rows = []
    for feature in layer:
        row = feature.items()
        row["geometry"] = feature.GetGeometryRef().Clone()
        rows.append(row)
    return rows
