"""A small feature stack in which areas can be told from the rest, and the areas: known truth for tests."""

from __future__ import annotations

import numpy as np
from osgeo import ogr

from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.vector import Column, write_polygons

from .rasters import CRS, NORTH, WEST, write_raster

NAMES = ["hotspot", "velocity", "density", "red", "green", "blue", "aspect_east", "aspect_north"]
UNITS = {"hotspot": "z/km2", "velocity": "mm/yr", "density": "1/km2", "aspect_east": "1", "aspect_north": "1"}
CELL_M = 5.0


def ellipse(row, column, half_rows, half_columns, cell_m=CELL_M):
    """WKB of an ellipse given in cells."""
    angles = np.linspace(0, 2 * np.pi, 33)
    x = WEST + (column + half_columns * np.cos(angles)) * cell_m
    y = NORTH - (row + half_rows * np.sin(angles)) * cell_m
    y[-1], x[-1] = y[0], x[0]
    text = ",".join(f"{a} {b}" for a, b in zip(x, y))
    return bytes(ogr.CreateGeometryFromWkt(f"POLYGON(({text}))").ExportToWkb())


def random_areas(shape, count, seed=1, half=(5, 11)):
    """Ellipses (WKB) that do not touch one another."""
    generator = np.random.default_rng(seed)
    found = []
    for _ in range(4000):
        row, column = generator.uniform(half[1], shape[0] - half[1]), generator.uniform(half[1], shape[1] - half[1])
        if all(np.hypot(row - r, column - c) > 2 * half[1] + 4 for r, c, *_ in found):
            found.append((row, column, *generator.uniform(*half, 2)))
        if len(found) == count:
            break
    return [ellipse(*one) for one in found]


def features_of(areas, shape, seed=1):
    """(bands, rows, columns): a signal of about two sigma in the areas, and nulls over a part without targets."""
    from slipline.core.base.grid import Grid
    from slipline.core.gis.vector import rasterize

    generator = np.random.default_rng(seed)
    grid = Grid(CRS, WEST, NORTH, CELL_M, shape[1], shape[0])
    inside = rasterize(areas, grid, grid.window)
    layers = generator.normal(0, 1, (len(NAMES), *shape)).astype(np.float32)
    layers[0] = 5 * layers[0] + 20 * inside
    layers[1] = layers[1] - 6 * inside
    layers[2] = 300 + 50 * layers[2]
    layers[3:6] = 120 + 20 * layers[3:6] + 15 * inside
    layers[6:] *= 0.3
    layers[:2, 20:44, : shape[1] // 4] = np.nan
    return layers


def write_stack(path, layers, names=NAMES, **options):
    """The stack as a GeoTIFF with named bands and units."""
    from osgeo import gdal

    write_raster(path, layers, names=names, **options)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for number, name in enumerate(names, start=1):
        dataset.GetRasterBand(number).SetUnitType(UNITS.get(name, ""))
    dataset = None
    return str(path)


def write_areas_layer(path, polygons, crs=CRS):
    """Areas as a GeoPackage."""
    write_polygons(str(path), "areas", crs, polygons, [Column("id", np.arange(len(polygons)))])
    return str(path)


def without_geometries(path, count=2):
    """A GeoPackage of polygons whose geometries are all NULL."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("nulls", spatial_reference(CRS), ogr.wkbPolygon)
    for _ in range(count):
        layer.CreateFeature(ogr.Feature(layer.GetLayerDefn()))
    layer = source = None
    return str(path)
