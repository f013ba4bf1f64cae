"""Targets as an input: any layer of the project, or any file, also one that QGIS cannot show as points."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlparse

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

from ..core.base.errors import InputError
from ..core.base.translation import tr
from ..core.gis.fast_points import read_point_file
from ..core.targets.opening import open_source
from ..core.targets.source import Companions, Position, RawPoints, TargetSource
from ..core.targets.targets import Targets, standard_targets
from .layers import read_points, required_source, wkt

STANDARD_FIELDS = ("coherence", "height", "velocity_std")


class TargetInput(QgsProcessingParameterMapLayer):
    """A map layer or the path of any file; QGIS' own parameter refuses text that it cannot load as a layer."""

    def checkValueIsAcceptable(self, value, context=None):
        return value is not None and value != ""


class LayerSource(TargetSource):
    """A point layer of the project, also one in memory, as a source of the core."""

    def __init__(self, layer) -> None:
        self._layer = layer

    @property
    def name(self):
        return self._layer.name()

    def selected(self):
        """The features that are selected now."""
        chosen = self._layer.materialize(QgsFeatureRequest().setFilterFids(self._layer.selectedFeatureIds()))
        chosen.setName(self._layer.name())
        return LayerSource(chosen)

    def fields(self):
        return self._layer.fields().names()

    def read(self, fields, progress):
        table = read_points(self._layer, list(fields), progress)
        return RawPoints(table.x, table.y, table.crs, table.values)


def target_source(value, position: Position, companions: Companions, context):
    """Source for a layer, the name or id of a layer, or a path.

    Raises:
        InputError: neither a layer of points nor a file that can be read.
    """
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        return _chosen_features(value, position, companions, context)
    text = value.source() if hasattr(value, "source") else str(value)
    if isinstance(value, str) and Path(text.split("|")[0]).exists():
        return open_source(text, position, companions)
    layer = value if hasattr(value, "source") else QgsProcessingUtils.mapLayerFromString(text, context)
    if layer is None:
        return open_source(text, position, companions)
    if isinstance(layer, QgsVectorLayer) and layer.isSpatial():
        if layer.geometryType() != QgsWkbTypes.GeometryType.PointGeometry:
            raise InputError(tr("The layer {name} does not hold points. Choose a point layer."), name=layer.name())
        return LayerSource(layer)
    if isinstance(layer, (QgsVectorLayer, QgsRasterLayer)):
        return open_source(_path_of(layer), position, companions)
    raise InputError(
        tr("The layer {name} holds neither points nor velocities. Choose a point layer."), name=layer.name()
    )


def _chosen_features(value, position: Position, companions: Companions, context):
    """Source for what a script or a model names: the features that are selected, or all."""
    source = target_source(value.source.valueAsString(context.expressionContext())[0], position, companions, context)
    if not value.selectedFeaturesOnly:
        return source
    if not isinstance(source, LayerSource):
        raise InputError(
            tr("Features are selected in a layer of the project, and {name} is none. Choose a layer."), name=source.name
        )
    return source.selected()


def read_targets(algorithm, parameters, name: str, context, field: str, progress) -> Targets:
    """Targets of a parameter for Hot Spot and the feature stack: a velocity field and what else the standard layer has.

    Raises:
        InputError: no CRS, no such field, no point.
    """
    source = required_source(algorithm, parameters, name, context)
    fields = [field, *(known for known in STANDARD_FIELDS if source.fields().lookupField(known) >= 0)]
    file = _whole_file(parameters.get(name), algorithm.parameterAsVectorLayer(parameters, name, context))
    read = file and source.sourceCrs().isValid() and read_point_file(*file, fields, progress)
    if not read:
        table = read_points(source, fields, progress)
        read = table.x, table.y, table.values
    x, y, values = read
    return standard_targets(x, y, wkt(source.sourceCrs()), values[field], values)


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
