"""Vector layers: written beside the target and renamed when complete; polygons burnt into windows."""

from __future__ import annotations

import contextlib
import glob
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, check_cancelled
from ..base.translation import tr
from ..files import containers
from ..files.columns import let_go
from ..files.disk_space import cannot_write
from ..files.outputs import drop, put_in_place, put_shapefile_in_place, refuse_folder
from ..files.own_names import part_name
from ..files.system import remove
from .crs import spatial_reference
from .gdal_session import closed, complaint, last_message, memory_layers, quiet
from .point_table import PointRows, fill_points

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}
_BATCH = 20_000  # features in one transaction; also how often a cancel is heard


@dataclass(frozen=True)
class Column:
    """One attribute of a layer.

    Args:
        name: field name.
        values: (n,) array of floats, integers or strings; NaN, None and what a masked array hides become NULL.
        alias: what QGIS shows, with the unit.
        decimals: to which numbers are rounded as they are written; None: not at all.
    """

    name: str
    values: Sequence[object] | NDArray[np.generic]
    alias: str = ""
    decimals: int | None = None

    @property
    def ogr_type(self) -> int:
        """OGR's field type after the values."""
        kind = (self.values if hasattr(self.values, "dtype") else np.asarray(self.values)).dtype.kind
        return int(
            {"f": ogr.OFTReal, "i": ogr.OFTInteger64, "u": ogr.OFTInteger64, "b": ogr.OFTInteger}.get(
                kind, ogr.OFTString
            )
        )


@dataclass(frozen=True)
class Shapes:
    """Geometries of a layer's features.

    Args:
        kind: OGR's geometry type.
        count: of the features.
        geometry: of a feature, by its number.
    """

    kind: int
    count: int
    geometry: Callable[[int], ogr.Geometry]


def write_points(
    path: str,
    layer: str,
    crs: str,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    columns: Sequence[Column],
    progress: Progress = Silent(),
) -> None:
    """Write points (n,) with attributes. See `write_layer`.

    Points of a GeoPackage are written without OGR, which is slow from Python.
    """

    def geometry(index: int) -> ogr.Geometry:
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(float(x[index]), float(y[index]))
        return point

    layer = containers.layer_name(str(path), layer) if Path(path).suffix.lower() == containers.ENDING else layer

    def fill(part: str) -> None:
        def cells(start: int, stop: int) -> list[list[object]]:
            return [_plain(column.values[start:stop], column.decimals) for column in columns]

        rows = PointRows(x, y, [column.name for column in columns], cells, _BATCH)
        fill_points(part, layer, rows, progress, str(path))

    is_package = Path(path).suffix.lower() == ".gpkg"
    shapes = Shapes(ogr.wkbPoint, len(x), geometry)
    write_layer(path, layer, crs, shapes, columns, progress, fill if is_package else None)


def write_polygons(
    path: str, layer: str, crs: str, polygons: Sequence[bytes], columns: Sequence[Column], progress: Progress = Silent()
) -> None:
    """Write polygons, each WKB, as MultiPolygons with attributes. See `write_layer`."""

    def geometry(index: int) -> ogr.Geometry:
        return ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(bytes(polygons[index])))

    write_layer(path, layer, crs, Shapes(ogr.wkbMultiPolygon, len(polygons), geometry), columns, progress)


def write_layer(
    path: str,
    layer: str,
    crs: str,
    shapes: Shapes,
    columns: Sequence[Column],
    progress: Progress = Silent(),
    fill: Callable[[str], None] | None = None,
) -> None:
    """Write a layer with one feature for each shape; an empty layer is a valid result.

    Args:
        path, layer, crs, columns, progress: of the layer.
        shapes: of its features.
        fill: puts all features into the closed, empty file, instead of OGR.

    Raises:
        InputError: a file extension that is not among DRIVERS.
        OutputError: no permission, no folder, disk full.
        Cancelled: nothing is left behind.
    """
    driver = DRIVERS.get(Path(path).suffix.lower())
    if driver is None:
        raise InputError(
            tr("Layers are written as {known}, not as '{suffix}'. Choose another file name."),
            known=", ".join(DRIVERS),
            suffix=Path(path).suffix,
        )
    refuse_folder(path)
    part = part_name(str(path))
    if driver == "GPKG":
        layer = containers.layer_name(str(path), layer)
    try:
        with quiet():
            dataset = _call(lambda: ogr.GetDriverByName(driver).CreateDataSource(part), str(path))
            try:
                target = _add_layer(dataset, layer, crs, shapes.kind, columns, str(path))
                if fill is None:
                    _fill(target, shapes, columns, progress, str(path))
            finally:  # closes, and so writes, the file; an error's traceback would hold it open
                closing = closed(dataset)
            if closing:
                raise cannot_write(str(path), closing)
            if fill is not None:
                fill(part)
            _require_complete(part, shapes.count, str(path))
    except BaseException:
        for left in _files(part):
            remove(str(left))
        raise
    _hand_over(part, str(path), layer)


def _hand_over(part: str, path: str, layer: str) -> None:
    """A finished layer gets its name at the end of the run; into a GeoPackage that stands it is put as a layer."""
    if path.lower().endswith(".shp"):
        put_shapefile_in_place(part, path)
        return
    if path.lower().endswith(containers.ENDING) and not containers.stands(path):
        for log in ("-wal", "-shm", "-journal"):  # of a file that is gone
            drop(path + log)
    put_in_place(part, path, layer)


def _files(part: str) -> list[Path]:
    """A layer's file and its companions."""
    return list(Path(part).parent.glob(glob.escape(Path(part).stem) + ".*"))


def _require_complete(part: str, count: int, path: str) -> None:
    """Count the features on the disk: the GeoJSON driver says nothing of a full one."""
    written = None
    with contextlib.suppress(RuntimeError):
        written = ogr.Open(part)
    layer = written.GetLayer(0) if written is not None else None
    if (layer.GetFeatureCount() if layer is not None else 0) != count:
        raise cannot_write(path, complaint() or tr("the disk is full"))


def _add_layer(
    dataset: ogr.DataSource, name: str, crs: str, geometry_type: int, columns: Sequence[Column], path: str
) -> ogr.Layer:
    reference = spatial_reference(crs)
    gdal.ErrorReset()
    said = [f"DESCRIPTION={containers.MARK}"] if dataset.GetDriver().GetName() == "GPKG" else []
    layer = _call(lambda: dataset.CreateLayer(name, reference, geometry_type, said), path)
    for column in columns:
        field = ogr.FieldDefn(column.name, column.ogr_type)
        if column.alias and hasattr(field, "SetAlternativeName"):
            field.SetAlternativeName(column.alias)
        _call(lambda added=field: layer.CreateField(added) == 0, path)  # type: ignore[misc]
    return layer


def _fill(layer: ogr.Layer, shapes: Shapes, columns: Sequence[Column], progress: Progress, path: str) -> None:
    definition = layer.GetLayerDefn()
    for start in range(0, shapes.count, _BATCH):
        check_cancelled(progress)
        layer.StartTransaction()
        values = [_plain(column.values[start : start + _BATCH], column.decimals) for column in columns]
        for place in range(min(_BATCH, shapes.count - start)):
            feature = ogr.Feature(definition)
            feature.SetGeometryDirectly(shapes.geometry(start + place))
            for number, column_values in enumerate(values):
                if column_values[place] is not None:
                    feature.SetField(number, column_values[place])
            _checked(layer.CreateFeature, feature, path)
        _call(lambda: layer.CommitTransaction() == 0, path)
        let_go()
        progress.update(min(1.0, (start + _BATCH) / max(shapes.count, 1)))


def _checked(action: Callable[[ogr.Feature], int], feature: ogr.Feature, path: str) -> None:
    _call(lambda: action(feature) == 0, path)


def _call(action: Callable[[], Any], path: str) -> Any:
    """Result of an OGR call, or the error that says why the file cannot be written."""
    try:
        result = action()
    except RuntimeError as error:
        raise cannot_write(path, str(error)) from error
    if result is None or result is False:
        raise cannot_write(path, last_message())
    return result


def _plain(values: Sequence[object] | NDArray[np.generic], decimals: int | None = None) -> list[object]:
    array = values if isinstance(values, np.ma.MaskedArray) else np.asarray(values)
    if array.dtype.kind == "f" and decimals is not None:
        array = np.round(array.astype(np.float64), decimals)
    made = list(array.tolist())
    if array.dtype.kind == "f":
        for place in np.flatnonzero(np.isnan(np.asarray(array))).tolist():
            made[place] = None
    return made


def rasterize(
    polygons: Sequence[bytes], grid: Grid, window: Window, values: Sequence[int] | None = None
) -> NDArray[np.int32]:
    """Burn polygons (WKB in the grid's CRS) into a window: 0 outside, else 1 or the polygon's value.

    A cell belongs to a polygon that holds its centre; where polygons overlap, the last one wins.

    Returns:
        (rows, columns) int32.
    """
    part = grid.part(window)
    raster = gdal.GetDriverByName("MEM").Create("", part.columns, part.rows, 1, gdal.GDT_Int32)
    raster.SetGeoTransform(part.geotransform)
    raster.SetProjection(part.crs)
    source = memory_layers()
    layer = source.CreateLayer("polygons", spatial_reference(part.crs), ogr.wkbUnknown)
    layer.CreateField(ogr.FieldDefn("value", ogr.OFTInteger))
    for index, polygon in enumerate(polygons):
        feature = ogr.Feature(layer.GetLayerDefn())
        geometry = ogr.CreateGeometryFromWkb(bytes(polygon))
        if geometry is None:
            raise ValueError(f"polygon {index} is no WKB")
        feature.SetGeometryDirectly(geometry)
        feature.SetField(0, 1 if values is None else int(values[index]))
        layer.CreateFeature(feature)
    gdal.RasterizeLayer(raster, [1], layer, options=["ATTRIBUTE=value"])
    result: NDArray[np.int32] = raster.ReadAsArray()
    return result
