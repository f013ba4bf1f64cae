"""Files of coherent targets as sources: text tables, point layers of any OGR format, rasters of velocities."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from ..base.errors import InputError
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..gis.fast_points import MOST_FIELDS, Cells, are_numbers, read_rows, read_simple_points, side_by_side
from ..gis.gdal_session import complaint, quiet
from ..gis.whole_file import damage_of_file, deleted_rows, fewer, not_whole
from ..products.units import unit_in_name
from .decimal_marks import column_numbers
from .source import BLOCK_VALUES, Position, RawPoints, Rows, TargetSource
from .table_position import position_columns, require_plausible
from .values import require_numbers

_OPTION = re.compile(
    r"\|(?=(?:layername|layerid|subset|geometrytype|uniqueGeometryType|authcfg|option:\w+)=)"
)  # of QGIS' paths
_EVERY = 20_000  # features between two looks at the cancel button


def _open(path: str) -> gdal.Dataset | None:
    with quiet(), contextlib.suppress(RuntimeError):
        return gdal.OpenEx(path, gdal.OF_VECTOR)
    return None


class LayerFileSource(TargetSource):
    """A point layer of a shapefile, GeoPackage or any other format of OGR.

    Args:
        path: the file; as QGIS writes it, with `|layername=NAME` or `|layerid=NUMBER` where it holds several point
            layers, and `|subset=CONDITION` where not all features are meant.
        position: columns of x and y, and their CRS, of a table without geometry (Parquet, a spreadsheet, a database).

    Raises:
        InputError: no point layer, not the one that is named, several and none is named, or a filter that is no
            condition.
    """

    def __init__(self, path: str, position: Position = Position()) -> None:
        self._whole = path
        self.path, _, options = path.partition("|")
        self._position = position
        self._dataset = _open(self.path)
        self._several = False  # features may hold several points, each of which is a row
        chosen = dict(option.partition("=")[::2] for option in _OPTION.split(options))
        self._layer = self._chosen_layer(chosen.get("layername", ""), chosen.get("layerid", ""))
        with quiet():
            self._filter(chosen.get("subset", ""))

    def _chosen_layer(self, name: str, number: str) -> ogr.Layer:
        layers = [self._dataset.GetLayer(i) for i in range(self._dataset.GetLayerCount())]  # type: ignore[union-attr]
        points = [layer for layer in layers if _holds_points(layer)] or [
            layer for layer in layers if layer.GetGeomType() == ogr.wkbNone and layer.GetLayerDefn().GetFieldCount() > 2
        ]
        names = ", ".join(layer.GetName() for layer in points or layers) or "nothing"
        if not points:
            raise InputError(
                tr("The file {path} holds no point layer; it holds {layers}. Choose a file of points."),
                path=self.path,
                layers=names,
            )
        wanted = [
            layer for i, layer in enumerate(layers) if layer in points and (layer.GetName() == name or str(i) == number)
        ]
        if (name or number) and not wanted:
            raise InputError(
                tr("The file {path} has no point layer {name}; its point layers are {layers}. Choose one of them."),
                path=self.path,
                name=name or number,
                layers=names,
            )
        if not wanted and len(points) > 1:
            raise InputError(
                tr(
                    "The file {path} holds several point layers: {layers}. Say which: add |layername=NAME to the "
                    "path, or load the layer"
                    " and choose it."
                ),
                path=self.path,
                layers=names,
            )
        return (wanted or points)[0]

    def _filter(self, condition: str) -> None:
        """Read only the features that QGIS' filter of the layer lets through."""
        if not condition:
            return
        gdal.ErrorReset()
        with contextlib.suppress(RuntimeError):
            self._layer.SetAttributeFilter(condition)
            if self._layer.GetFeatureCount() >= 0 and not gdal.GetLastErrorMsg():  # some drivers look at it only now
                return
        raise InputError(
            tr("The filter {condition} of {path} cannot be applied. Load the layer and choose it."),
            condition=condition,
            path=self.path,
        )

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.path).name

    def fields(self) -> list[str]:
        """Names of the layer's fields."""
        definition = self._layer.GetLayerDefn()
        return [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]

    def count(self) -> int:
        """Number of its features as the file says it; -1 where it does not."""
        return int(self._layer.GetFeatureCount(0))

    def read(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """See TargetSource.

        Raises:
            InputError: the layer has no CRS, or text whose decimal mark is not clear.
        """
        if self._layer.GetGeomType() == ogr.wkbNone:
            return self._read_table(fields, progress)
        reference = self._layer.GetSpatialRef()
        if reference is None:
            raise InputError(tr("The layer of targets {path} has no CRS. Set the layer's CRS first."), path=self.path)
        with quiet():
            x, y, cells = self._cells(fields, progress)
        self._several = len(x) != self._layer.GetFeatureCount(1) - deleted_rows(self.path)
        columns, words = column_numbers(cells, self.name)
        return RawPoints(x, y, reference.ExportToWkt(), columns, self._units(fields), words=words)

    def series(self, names: Sequence[str], rows: Rows, progress: Progress) -> NDArray[np.float32]:
        """See TargetSource: a batch at a time where the fields are numbers and each feature is one point."""
        if not self.gives_blocks(names):
            return super().series(names, rows, progress)
        return np.concatenate(list(self.series_blocks(names, rows, progress)), axis=1)

    def series_blocks(self, names: Sequence[str], rows: Rows, progress: Progress) -> Iterator[NDArray[np.float32]]:
        """See TargetSource: in one pass over the file where `series` reads batches."""
        if not self.gives_blocks(names):
            yield from super().series_blocks(names, rows, progress)
            return
        groups = [names[start : start + MOST_FIELDS] for start in range(0, len(names), MOST_FIELDS)]
        files = [self, *(LayerFileSource(self._whole, self._position) for _ in groups[1:])]
        size = max(1000, BLOCK_VALUES // len(names))
        streams = [read_rows(file._layer, group, rows, size, progress) for file, group in zip(files, groups)]
        try:
            with quiet(), self._to_its_end():
                yield from side_by_side(streams)
        finally:
            for stream in streams:
                stream.close()

    def gives_blocks(self, names: Sequence[str]) -> bool:
        """See TargetSource: where the fields are numbers, and there is one row for each feature."""
        batches = hasattr(self._layer, "GetArrowStreamAsNumPy")
        return batches and not self._several and are_numbers(self._layer, names)

    def attribute_blocks(
        self, names: Sequence[str], rows: Rows, progress: Progress
    ) -> Iterator[dict[str, NDArray[Any]]]:
        """See TargetSource: numbers of fields of numbers, texts of others."""
        with quiet(), self._to_its_end():
            yield from self._attribute_blocks(names, rows, progress)

    @contextlib.contextmanager
    def _to_its_end(self) -> Iterator[None]:
        """Stop where GDAL met damage: it gives what came before, and only says so.

        Raises:
            InputError: GDAL met an error.
        """
        try:
            yield
        except RuntimeError as error:  # of GDAL
            raise not_whole(self.path, str(error)) from error
        if complaint():
            raise not_whole(self.path, complaint())

    def _attribute_blocks(
        self, names: Sequence[str], rows: Rows, progress: Progress
    ) -> Iterator[dict[str, NDArray[Any]]]:
        definition = self._layer.GetLayerDefn()
        indices = [definition.GetFieldIndex(name) for name in names]
        known = [_known_cells(definition.GetFieldDefn(index).GetType(), index) for index in indices]
        if not self._several:
            self._layer.SetIgnoredFields([*(name for name in self.fields() if name not in names), "OGR_GEOMETRY"])
        made: list[list[object]] = [[] for _ in names]
        wanted = np.zeros(int(rows[-1]) + 1 if len(rows) else 0, bool)
        wanted[rows] = True
        marks, row = wanted.tobytes(), 0
        self._layer.ResetReading()
        for count, feature in enumerate(self._layer):
            if count % _EVERY == 0:
                check_cancelled(progress)
                yield {name: np.array(column, object) for name, column in zip(names, made)}
                made = [[] for _ in names]
            repeats = len(self._vertices(feature.GetGeometryRef())) if self._several else 1
            here = marks.count(1, row, row + repeats)
            row += repeats
            if here:
                for column, cell in zip(made, known):
                    column.extend([cell(feature)] * here)
        self._layer.SetIgnoredFields([])
        yield {name: np.array(column, object) for name, column in zip(names, made)}

    def _read_table(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """The same of a table whose places are in two of its columns."""
        x_field, y_field, crs = position_columns(self.fields(), self._position, self.name)
        names = list(dict.fromkeys([x_field, y_field, *fields]))
        cells = self.attributes(names, np.arange(self._layer.GetFeatureCount(1), dtype=np.int32), progress)
        self._require_all(len(cells[x_field]))
        columns, words = column_numbers({name: list(cells[name]) for name in names}, self.name)
        places = {name: words.pop(name) for name in (x_field, y_field) if name in words}
        require_numbers(places, places, self.name, progress)
        x, y = columns[x_field], columns[y_field]
        require_plausible(x, y, crs, self._position, self.name, progress)
        return RawPoints(x, y, crs, {name: columns[name] for name in fields}, self._units(fields), words=words)

    def damage(self) -> str:
        """See TargetSource."""
        return damage_of_file(self.path)

    def _units(self, fields: Sequence[str]) -> dict[str, str]:
        """Units in the long names of fields, `Velocity (mm/yr)`; only those that are understood."""
        definition = self._layer.GetLayerDefn()
        made = {}
        for name in fields:
            field = definition.GetFieldDefn(definition.GetFieldIndex(name))
            unit = unit_in_name(field.GetAlternativeName())[1] if hasattr(field, "GetAlternativeName") else None
            if unit is not None:
                made[name] = unit.text
        return made

    def _cells(
        self, fields: Sequence[str], progress: Progress
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], Cells]:
        """Places and fields of all features; GDAL goes on to the next one after an error, and only says so."""
        with self._to_its_end():
            made = self._at_once(fields, progress) or self._one_by_one(fields, progress)
        self._require_all(len(made[0]))
        return made

    def _at_once(
        self, fields: Sequence[str], progress: Progress
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], Cells] | None:
        """The same of simple points with fields of numbers, as columns; None for all others."""
        if not are_numbers(self._layer, fields):
            return None
        try:
            self._layer.SetIgnoredFields([name for name in self.fields() if name not in fields])
            return read_simple_points(self._layer, fields, progress)
        except TypeError:  # the name of another field is no UTF-8
            return None
        finally:
            self._layer.SetIgnoredFields([])

    def _require_all(self, read: int) -> None:
        """Stop where fewer places were read than the file says it has features.

        Raises:
            InputError: some are missing.
        """
        said = int(self._layer.GetFeatureCount(0)) - deleted_rows(self.path)  # -1 where the file does not say
        if read < said:
            raise not_whole(self.path, fewer(said, read))

    def _one_by_one(
        self, fields: Sequence[str], progress: Progress
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], Cells]:
        """Features of any kind of point, also several in one, or none."""
        definition = self._layer.GetLayerDefn()
        numbers = [definition.GetFieldIndex(name) for name in fields]
        places: list[tuple[float, float]] = []
        cells: list[list[object]] = [[] for _ in fields]
        self._layer.ResetReading()
        for count, feature in enumerate(self._layer):
            if count % _EVERY == 0:
                check_cancelled(progress)
            vertices = self._vertices(feature.GetGeometryRef())
            places.extend(vertices)
            for column, i in zip(cells, numbers):
                column.extend([_cell(feature, i)] * len(vertices))
        table = np.array(places, np.float64).reshape(len(places), 2)
        return table[:, 0].copy(), table[:, 1].copy(), dict(zip(fields, cells))

    def _vertices(self, geometry: ogr.Geometry | None) -> list[tuple[float, float]]:
        """Places of a feature's points; NaN for a feature without one, so that it is counted.

        Raises:
            InputError: the feature is a line or an area.
        """
        if geometry is None or geometry.IsEmpty():
            return [(float("nan"), float("nan"))]
        if ogr.GT_Flatten(geometry.GetGeometryType()) not in (ogr.wkbPoint, ogr.wkbMultiPoint):
            raise InputError(
                tr("The file {path} holds {kind} among its points. Choose a file of points."),
                path=self.path,
                kind=geometry.GetGeometryName(),
            )
        parts = [geometry.GetGeometryRef(i) for i in range(geometry.GetGeometryCount())] or [geometry]
        return [(part.GetX(), part.GetY()) for part in parts]


def _holds_points(layer: ogr.Layer) -> bool:
    """Tell whether a layer is one of points; where it may hold anything, as KML may, its first shape tells."""
    kind = ogr.GT_Flatten(layer.GetGeomType())
    if kind == ogr.wkbUnknown:
        shapes = (feature.GetGeometryRef() for feature in layer)
        kind = next((ogr.GT_Flatten(shape.GetGeometryType()) for shape in shapes if shape is not None), kind)
        layer.ResetReading()
    return kind in (ogr.wkbPoint, ogr.wkbMultiPoint)


def _known_cells(kind: int, index: int) -> Callable[[ogr.Feature], object]:
    """What reads a field of a kind as it is: number or text; None for null and for an empty text."""

    def whole(feature: ogr.Feature) -> object:
        return int(feature.GetFieldAsInteger64(index)) if feature.IsFieldSetAndNotNull(index) else None

    def real(feature: ogr.Feature) -> object:
        value = float(feature.GetFieldAsDouble(index)) if feature.IsFieldSetAndNotNull(index) else math.nan
        return None if math.isnan(value) else value

    def text(feature: ogr.Feature) -> object:
        return str(feature.GetFieldAsString(index)) or None  # of null it is empty

    return whole if kind in (ogr.OFTInteger, ogr.OFTInteger64) else real if kind == ogr.OFTReal else text


def _cell(feature: ogr.Feature, index: int) -> float | str:
    """A number from a field of numbers, else the text of the field; NaN for null."""
    if not feature.IsFieldSetAndNotNull(index):
        return float("nan")
    if feature.GetFieldType(index) in (ogr.OFTInteger, ogr.OFTInteger64, ogr.OFTReal):
        return float(feature.GetFieldAsDouble(index))
    return str(feature.GetFieldAsString(index))
