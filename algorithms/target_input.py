"""Targets as an input: any layer of the project, or any file, also one that QGIS cannot show as points."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from qgis.core import (
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterMapLayer,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.base.errors import InputError
from ..core.base.translation import tr
from ..core.gis.fast_points import read_point_file
from ..core.gis.raster_view import AS_IN_FILE
from ..core.targets.checks import sound
from ..core.targets.opening import open_source
from ..core.targets.source import Companions, Position, RawPoints, TargetSource
from ..core.targets.table_position import position_columns, require_plausible
from ..core.targets.targets import Targets, standard_targets
from ..core.targets.values import require_numbers
from .layers import read_columns, read_points, required_source, spelled, wkt
from .raster_layers import velocity_layer

_SHEETS = {".xlsx", ".xls", ".ods", ".dbf"}  # tables that QGIS reads as layers
_CHOSEN_IN_QGIS = {"subset", "skipLines", "useHeader", "decimalPoint", "maxFields", "skipEmptyFields"}
STANDARD_FIELDS = ("coherence", "height", "velocity_std")


class TargetInput(QgsProcessingParameterMapLayer):
    """A map layer or the path of any file; QGIS' own parameter refuses text that it cannot load as a layer."""

    def checkValueIsAcceptable(self, value, context=None):
        return value is not None and value != ""


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


def target_source(value, position: Position, companions: Companions, context):
    """Source for a layer, the name, id or source of a layer of the project, or the path of a file.

    Raises:
        InputError: neither a layer of points nor a file that can be read.
    """
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        return _chosen_features(value, position, companions, context)
    text = value.source() if hasattr(value, "source") else str(value)
    layer = value if hasattr(value, "source") else QgsProcessingUtils.mapLayerFromString(text, context, False)
    file = Path(text.split("|")[0])
    if layer is None and file.exists() and file.suffix.lower() not in _SHEETS:
        return open_source(text, position, companions)
    layer = layer or QgsProcessingUtils.mapLayerFromString(text, context)
    if layer is None:
        return open_source(text, position, companions)
    if isinstance(layer, QgsVectorLayer) and layer.isSpatial():
        if layer.geometryType() != QgsWkbTypes.GeometryType.PointGeometry:
            raise InputError(tr("The layer {name} does not hold points. Choose a point layer."), name=layer.name())
        return LayerSource(layer, layer.name())
    if isinstance(layer, QgsVectorLayer) and not _is_plain_table(layer):
        return LayerTable(layer, layer.name() or file.name, position)
    if isinstance(layer, (QgsVectorLayer, QgsRasterLayer)):
        is_raster = isinstance(layer, QgsRasterLayer)
        path, meant = velocity_layer(layer) if is_raster else (_path_of(layer), AS_IN_FILE)
        return open_source(path, position, companions, meant)
    raise InputError(
        tr("The layer {name} holds neither points nor velocities. Choose a point layer."), name=layer.name()
    )


def _chosen_features(value, position: Position, companions: Companions, context):
    """Source for what a script or a model names: the features that are selected or pass its filter, or all."""
    if value == QgsProcessingFeatureSourceDefinition(value.source):
        return target_source(value.source.valueAsString(context.expressionContext())[0], position, companions, context)
    features = QgsProcessingUtils.variantToSource(value, context)
    if features is None:
        raise InputError(
            tr("Features are selected in a layer of the project, and {name} is none. Choose a layer."),
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


def read_targets(algorithm, parameters, name: str, context, field: str, progress) -> Targets:
    """Targets of a parameter for Hot Spot and the feature stack: a velocity field and what else the standard layer has.

    Raises:
        InputError: no CRS, no such field, no point.
    """
    source = required_source(algorithm, parameters, name, context)
    called = source.sourceName() or tr("targets")
    names = {known: spelled(source, known) for known in STANDARD_FIELDS}
    velocity = spelled(source, field) or field
    fields = [velocity, *filter(None, names.values())]
    file = _whole_file(parameters.get(name), algorithm.parameterAsVectorLayer(parameters, name, context))
    read = file and source.sourceCrs().isValid() and read_point_file(*file, fields, progress)
    if not read:
        table = read_points(source, fields, progress)
        require_numbers(table.words, {velocity}, called, progress)
        read = table.x, table.y, table.values
    crs = wkt(source.sourceCrs())
    x, y, values = sound(*read[:2], crs, read[2], velocity, called, progress)
    others = {known: values[there] for known, there in names.items() if there}
    return standard_targets(x, y, crs, values[velocity], others)


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
