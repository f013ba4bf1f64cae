"""Targets as an input: any layer of the project, or any file, also one that QGIS cannot show as points."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsFeatureRequest,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterMapLayer,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import Qt

from ..core.base.errors import InputError
from ..core.base.progress import Progress
from ..core.base.translation import tr
from ..core.files.archives import zip_and_member
from ..core.files.columns import counted, kept_rows, zeros
from ..core.gis.fast_points import read_point_file
from ..core.products.kept_fields import INCIDENCE, LOOK, NUMBERS, PASS
from ..core.products.series import day_of
from ..core.series.outputs import kept_numbers
from ..core.targets.checks import sound
from ..core.targets.field_values import fields_as_stored
from ..core.targets.keeping import MOST_VALUES
from ..core.targets.layer_file import LayerFileSource
from ..core.targets.opening import open_source, open_sources
from ..core.targets.source import Companions, Position, RawPoints, TargetSource
from ..core.targets.table_position import position_columns, require_plausible
from ..core.targets.targets import Targets, standard_targets
from ..core.targets.values import require_numbers
from ..core.targets.velocity_raster import RasterSource
from .features import all_features, require_one_layer
from .layers import read_columns, read_points, required_source, spelled, wkt
from .raster_layers import velocity_layer

_SHEETS = {".xlsx", ".xls", ".ods", ".dbf"}  # tables that QGIS reads as layers
_CHOSEN_IN_QGIS = {"subset", "skipLines", "useHeader", "decimalPoint", "maxFields", "skipEmptyFields"}
STANDARD_FIELDS = ("coherence", "height", "velocity_std")
_ROWS = 20_000  # of a layer's attributes that are in memory at once


class TargetInput(QgsProcessingParameterMapLayer):
    """A map layer or the path of any file; QGIS' own parameter refuses text that it cannot load as a layer."""

    def checkValueIsAcceptable(self, value, context=None):
        return value not in (None, "") or bool(self.flags() & self.Flag.FlagOptional)


class LayerSource(TargetSource):
    """Points of a layer of the project, or of the part of it that is chosen, as a source of the core.

    Args:
        features: a layer, also one in memory, or QGIS' feature source; with its filter, edits and joins.
        called: its name.
    """

    def __init__(self, features, called: str) -> None:
        self._features, self._called = features, called

    @property
    def name(self):
        return self._called

    def fields(self):
        return self._features.fields().names()

    def read(self, fields, progress):
        table = read_points(self._features, list(fields), progress)
        return RawPoints(table.x, table.y, table.crs, table.values, words=table.words)

    def attribute_blocks(self, names, rows, progress):
        return attribute_blocks(self._features, list(names), rows, progress)


class LayerTable(LayerSource):
    """The same of a table without geometry: its places are in two of its columns."""

    def __init__(self, features, called: str, position: Position) -> None:
        super().__init__(features, called)
        self._position = position

    def read(self, fields, progress):
        x_field, y_field, crs = position_columns(self.fields(), self._position, self.name)
        values, words = read_columns(self._features, [x_field, y_field, *fields], self.name, progress)
        require_numbers(words, (x_field, y_field), self.name, progress)
        x, y = values[x_field], values[y_field]
        require_plausible(x, y, crs, self._position, self.name, progress)
        words = {name: found for name, found in words.items() if name in fields}
        return RawPoints(x, y, crs, {name: values[name] for name in fields}, words=words)


def attribute_blocks(source, fields: list[str], rows, progress: Progress):
    """Fields as they are, of some of the rows that `read_points` gave, or `read_columns` of a table, block by block.

    Args:
        source: layer or feature source.
        fields: their names.
        rows: (n,) increasing numbers of the rows.
        progress: asked for a cancel.

    Yields:
        name -> objects of some thousand rows: numbers or texts, None for null.
    """
    request = QgsFeatureRequest().setSubsetOfAttributes(fields, source.fields())
    numbers = [source.fields().lookupField(field) for field in fields]
    has_places = QgsWkbTypes.geometryType(source.wkbType()) == QgsWkbTypes.GeometryType.PointGeometry
    wanted = np.zeros(int(rows[-1]) + 1 if len(rows) else 0, bool)
    wanted[rows] = True
    marks = wanted.tobytes()
    made, row, held = {field: [] for field in fields}, 0, 0
    for feature in all_features(source, progress, source.sourceName() or tr("targets"), request):
        repeats = 1 if not has_places else sum(1 for _ in feature.geometry().vertices())
        here = marks.count(1, row, row + repeats)
        row += repeats
        if here:
            attributes = feature.attributes()
            for column, i in zip(made.values(), numbers):
                column.extend([known_value(attributes[i])] * here)
            held += here
        if held >= _ROWS:
            yield {field: np.array(column, object) for field, column in made.items()}
            made, held = {field: [] for field in fields}, 0
    yield {field: np.array(column, object) for field, column in made.items()}


def known_value(value):
    """An attribute as a number or text; None for QGIS' NULL, which reads NULL."""
    if isinstance(value, (int, float)):
        return None if np.isnan(value) else value
    if hasattr(value, "toString") and hasattr(value, "isValid"):  # a date or a time
        return value.toString(Qt.DateFormat.ISODate) if value.isValid() else None
    text = str(value)
    return None if value is None or text in ("NULL", "") else text


def target_sources(values, position: Position, companions: Companions, context) -> list[TargetSource]:
    """Sources for layers, names, ids or sources of layers of the project, and paths of files, zips and folders.

    Raises:
        InputError: neither a layer of points nor a file that can be read.
    """
    found = [_source_or_path(value, position, companions, context) for value in values]
    paths = [one for one in found if isinstance(one, str)]
    return [*(one for one in found if not isinstance(one, str)), *open_sources(paths, position, companions)]


def _source_or_path(value, position: Position, companions: Companions, context):
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        return _chosen_features(value, position, companions, context)
    text = value.source() if hasattr(value, "source") else str(value)
    layer = value if hasattr(value, "source") else QgsProcessingUtils.mapLayerFromString(text, context, False)
    file = Path(text.split("|")[0])
    if layer is None and (file.suffix.lower() in _SHEETS or not (file.exists() or zip_and_member(text)[0])):
        require_one_layer(text, (), context)
        layer = QgsProcessingUtils.mapLayerFromString(text, context)
    if layer is None:
        return text
    if isinstance(layer, QgsVectorLayer):
        return _vector_source(layer, position)
    if isinstance(layer, QgsRasterLayer):
        path, nulls = velocity_layer(layer)
        if nulls is None:
            return path
        source = open_source(path, replace(position, crs=position.crs or wkt(layer.crs())), companions)
        if isinstance(source, RasterSource):
            source.as_in_qgis(wkt(layer.crs()), nulls)
        return source
    raise InputError(
        tr("The layer {name} holds neither points nor velocities. Choose a point layer."), name=layer.name()
    )


def _vector_source(layer, position: Position):
    """Source for a layer of points or a table; the path of a table that QGIS shows as it is in its file."""
    if not layer.isSpatial():
        return _path_of(layer) if _is_plain_table(layer) else LayerTable(layer, layer.name(), position)
    if layer.geometryType() != QgsWkbTypes.GeometryType.PointGeometry:
        raise InputError(tr("The layer {name} does not hold points. Choose a point layer."), name=layer.name())
    return LayerSource(layer, layer.name())


def _chosen_features(value, position: Position, companions: Companions, context):
    """Source for what a script or a model names: the features that are selected or pass its filter, or all."""
    if value == QgsProcessingFeatureSourceDefinition(value.source):
        name = value.source.valueAsString(context.expressionContext())[0]
        return _source_or_path(name, position, companions, context)
    features = QgsProcessingUtils.variantToSource(value, context)
    if features is None:
        raise InputError(
            tr("Features can be selected only in a layer of the project, and {name} is not one. Choose a layer."),
            name=value.source.valueAsString(context.expressionContext())[0],
        )
    kind = QgsWkbTypes.geometryType(features.wkbType())
    if kind == QgsWkbTypes.GeometryType.NullGeometry:
        return LayerTable(features, features.sourceName(), position)
    if kind != QgsWkbTypes.GeometryType.PointGeometry:
        raise InputError(tr("The layer {name} does not hold points. Choose a point layer."), name=features.sourceName())
    return LayerSource(features, features.sourceName())


def _is_plain_table(layer) -> bool:
    """Tell whether QGIS shows a text table as it is in its file, so that our own reader may read that instead."""
    if layer.providerType() != "delimitedtext" or layer.subsetString() or layer.isModified():
        return False
    if layer.fields().count() != layer.dataProvider().fields().count():  # joined, computed, auxiliary
        return False
    return not set(parse_qs(urlparse(layer.source()).query)) & _CHOSEN_IN_QGIS


@dataclass(frozen=True)
class TargetRows:
    """Targets of a layer, and where the rest of them is: the source, and the row (n,) of each target in it."""

    targets: Targets
    source: TargetSource
    rows: NDArray[np.int32]


def read_targets(
    algorithm, parameters, name: str, context, field: str, progress, own: Container[str] | None = None
) -> Targets:
    """Targets of a parameter for Hot Spot and the feature stack: see `read_target_rows`."""
    return read_target_rows(algorithm, parameters, name, context, field, progress, own).targets


def read_target_rows(
    algorithm, parameters, name: str, context, field: str, progress, own: Container[str] | None = None
) -> TargetRows:
    """Targets of a parameter, with their rows.

    Args:
        algorithm, parameters, name, context: where the layer is named.
        field: of the velocity.
        progress: hears of words in place of numbers.
        own: names of fields that the tool writes itself; all other fields go on with the targets. None: of those only
            how the radar saw the targets.

    Raises:
        InputError: no CRS, no such field, no point.
    """
    source = required_source(algorithm, parameters, name, context)
    called = source.sourceName() or tr("targets")
    present = source.fields().names()
    standard = {known: spelled(source, known) for known in STANDARD_FIELDS}
    field = spelled(source, field) or field
    fields = [field, *filter(None, standard.values())]
    file = _whole_file(parameters.get(name), algorithm.parameterAsVectorLayer(parameters, name, context))
    read = file and source.sourceCrs().isValid() and read_point_file(*file, fields, progress)
    places = "|layername=".join(filter(None, file)) if read else ""
    if not read:
        table = read_points(source, fields, progress)
        require_numbers(table.words, {field}, called, progress)
        read = table.x, table.y, table.values
    x, y, values = read
    crs = wkt(source.sourceCrs())
    kept, values = sound(x, y, crs, values, field, called, progress)
    if own is None:
        wanted = [known for known in (INCIDENCE, *LOOK, *kept_numbers(present)) if known in present]
        wanted += [PASS] if PASS in present and LOOK[0] not in wanted else []
    else:
        used = {field, *STANDARD_FIELDS, *standard.values(), "velocity", "fid", "ogc_fid"}
        wanted = [known for known in present if known not in used and known.lower() not in own]
    rest = LayerFileSource(places) if places else LayerSource(source, called)
    more = _passed_on(rest, wanted, len(x), progress)
    others = {known: values[there] for known, there in standard.items() if there}
    if not kept.all():
        x, y = kept_rows(x, kept), kept_rows(y, kept)
        more = {key: kept_rows(column, kept) for key, column in more.items()}
    targets = standard_targets(x, y, crs, values[field], others, more)
    return TargetRows(targets, rest, kept_rows(counted(len(kept)), kept))


def _passed_on(source: TargetSource, names: list[str], count: int, progress):
    """Fields of all targets of a layer that have a place, as they are: name -> (count,)."""
    dates = [name for name in names if day_of(name) is not None]
    if len(dates) * count > MOST_VALUES:
        progress.warning(
            f"The displacements of {len(dates)} dates at {count} targets do not go on: {MOST_VALUES} values are the "
            "most that are held at once."
        )
        names, dates = [name for name in names if name not in dates], []
    if not names:
        return {}
    rows = counted(count)
    singles = [*dates, *(name for name in names if name in NUMBERS)]  # held in single precision
    more = fields_as_stored(source, [name for name in names if name not in singles], rows, progress)
    if singles:
        more.update(zip(singles, zeros(len(singles) * count, np.float32).reshape(-1, count)))
        source.series_into(singles, rows, [more[name] for name in singles], progress)
    return {name: more[name] for name in names}


def _whole_file(value, layer):
    """Path and layer name of the file that a layer shows as it is.

    None where a filter, a selection, edits or joins are between.
    """
    if layer is None or layer.providerType() != "ogr" or layer.subsetString() or layer.isModified():
        return None
    if isinstance(value, QgsProcessingFeatureSourceDefinition) and value != QgsProcessingFeatureSourceDefinition(
        value.source
    ):
        return None
    if layer.fields().count() != layer.dataProvider().fields().count():  # joined, computed, auxiliary
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    known = {key for key, part in parts.items() if part}  # a layer's number 0 is the first layer
    return (parts["path"], parts.get("layerName") or "") if known <= {"path", "layerName"} else None


def _path_of(layer) -> str:
    """The file behind a layer; a text table of QGIS has a URL."""
    source = layer.source()
    return unquote(urlparse(source).path) if source.startswith("file:") else source
