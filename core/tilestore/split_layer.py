"""The split as polygons, to look at on the map."""

from __future__ import annotations

import contextlib

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from ..base.codes import SET_NAMES, TEST, TRAIN, VALIDATION
from ..base.progress import Progress, Silent, Stage, check_cancelled, heard
from ..base.translation import tr
from ..display.styles import write_style
from ..gis.crs import spatial_reference
from ..gis.gdal_session import callback, memory_layers, quiet
from ..gis.rings import valid_polygon
from ..gis.vector import Column, write_polygons
from .places import brought_to, places_of, real_ground
from .tile_store import TileStore

_CELLS = 4_000_000  # of the map that is outlined


def write_split(path: str, store: TileStore, progress: Progress) -> None:
    """Write the ground of each set as polygons with the attributes set, fold (0: no fold) and area_m2, with a style.

    Raises:
        OutputError: it cannot be written.
        Cancelled: the user asked to stop.
    """
    whole = outlined(store, progress=Stage(progress, 0.0, 0.2))
    ground = [(which, 0, shape) for which, shape in whole if which == TEST or not store.folds]
    for fold, sets in enumerate(store.folds, start=1):
        own = outlined(store, sets, progress=Stage(progress, 0.2, 0.2))
        ground += [(TRAIN, fold, shape) for which, shape in own if which == VALIDATION]
    ground = [(which, fold, part) for which, fold, shape in ground for part in _where_it_lies(store, shape)]
    shapes = [bytes(shape.ExportToWkb()) for _, _, shape in ground]
    columns = [
        Column("set", [SET_NAMES[which] for which, _, _ in ground], tr("set")),
        Column("fold", np.array([fold for _, fold, _ in ground], int), tr("fold")),
        Column("area_m2", np.array([shape.GetArea() for _, _, shape in ground], float), tr("area (m²)")),
    ]
    write_polygons(path, "split", store.grid.crs, shapes, columns, Stage(progress, 0.2, 1.0))
    write_style(path, "split")


def _where_it_lies(store: TileStore, shape: ogr.Geometry) -> list[ogr.Geometry]:
    """The parts of a piece of ground in the store's CRS, each study area where it really lies."""
    crs, places = store.grid.crs, places_of(store.manifest)
    parts = [brought_to(part, known, crs) for known, part in real_ground(shape, crs, places)]
    return [part for part in parts if part is not None]


def frame_of(
    store: TileStore,
    which: int,
    own: NDArray[np.uint8] | None = None,
    cells: int = _CELLS,
    progress: Progress = Silent(),
) -> ogr.Geometry:
    """The ground of a set as one shape; the other arguments are those of `outlined`."""
    parts = ogr.Geometry(ogr.wkbMultiPolygon)
    for name, shape in outlined(store, own, cells, progress):
        if name == which:
            parts.AddGeometry(shape)
    return valid_polygon(parts.UnionCascaded()) if parts.GetGeometryCount() else parts


def outlined(
    store: TileStore, own: NDArray[np.uint8] | None = None, cells: int = _CELLS, progress: Progress = Silent()
) -> list[tuple[int, ogr.Geometry]]:
    """Set and outline of each connected piece, along the edges of blocks of cells.

    Args:
        store: its sets are outlined.
        own: other sets of its cells, for example a member's.
        cells: the most cells of the map that is outlined; the middle cell of each block of cells stands for the block.
        progress: reporting and cancel.

    Raises:
        Cancelled: the user asked to stop.
    """
    grid, whole = store.grid, store.sets if own is None else own
    step = max(1, store.manifest["tile"] // 16, int((grid.rows * grid.columns / cells) ** 0.5))
    sets = np.ascontiguousarray(whole[step // 2 :: step, step // 2 :: step])
    if not sets.size:
        step, sets = 1, np.array(whole)
    raster = gdal.GetDriverByName("MEM").Create("", sets.shape[1], sets.shape[0], 1, gdal.GDT_Byte)
    west, cell, _, north, _, _ = grid.geotransform
    raster.SetGeoTransform((west, cell * step, 0.0, north, 0.0, -cell * step))
    raster.SetProjection(grid.crs)
    raster.GetRasterBand(1).WriteArray(sets)
    source = memory_layers()
    layer = source.CreateLayer("split", spatial_reference(grid.crs), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("set", ogr.OFTInteger))
    band = raster.GetRasterBand(1)
    with quiet(), contextlib.suppress(RuntimeError):
        gdal.Polygonize(band, band, layer, 0, callback=callback(progress))
    check_cancelled(progress)
    return [(feature.GetField(0), feature.GetGeometryRef().Clone()) for feature in heard(layer, progress)]
