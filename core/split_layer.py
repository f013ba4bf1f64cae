"""The split as polygons, to look at on the map."""

from __future__ import annotations

import numpy as np
from osgeo import gdal, ogr

from .crs import spatial_reference
from .progress import Progress
from .split import SET_NAMES
from .styles import write_style
from .tile_store import TileStore
from .vector import Column, write_polygons

_CELLS = 4_000_000  # of the map that is outlined


def write_split(path: str, store: TileStore, progress: Progress) -> None:
    """Write the ground of each set as polygons with the attributes set and area_m2, and a style beside them.

    Raises:
        OutputError: it cannot be written.
    """
    shapes, names, areas = [], [], []
    for which, shape in outlined(store):
        shapes.append(bytes(shape.ExportToWkb()))
        names.append(SET_NAMES[which])
        areas.append(shape.GetArea())
    columns = [Column("set", names), Column("area_m2", np.array(areas, float), "area (m²)")]
    write_polygons(path, "split", store.grid.crs, shapes, columns, progress)
    write_style(path, "split")


def outlined(store: TileStore) -> list[tuple[int, ogr.Geometry]]:
    """Set and outline of each connected piece, along the edges of blocks of cells."""
    grid = store.grid
    step = max(1, store.manifest["tile"] // 16, int((grid.rows * grid.columns / _CELLS) ** 0.5))
    sets = np.ascontiguousarray(store.sets[step // 2 :: step, step // 2 :: step])
    if not sets.size:
        step, sets = 1, np.array(store.sets)
    raster = gdal.GetDriverByName("MEM").Create("", sets.shape[1], sets.shape[0], 1, gdal.GDT_Byte)
    west, cell, _, north, _, _ = grid.geotransform
    raster.SetGeoTransform((west, cell * step, 0.0, north, 0.0, -cell * step))
    raster.SetProjection(grid.crs)
    raster.GetRasterBand(1).WriteArray(sets)
    source = (ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")).CreateDataSource("")
    layer = source.CreateLayer("split", spatial_reference(grid.crs), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("set", ogr.OFTInteger))
    band = raster.GetRasterBand(1)
    gdal.Polygonize(band, band, layer, 0)
    return [(feature.GetField(0), feature.GetGeometryRef().Clone()) for feature in layer]
