"""What every tool asks of its inputs before it works, and again when it runs: models and scripts check nothing."""

from __future__ import annotations

import math
from pathlib import Path
from urllib.parse import unquote, urlparse

from qgis.core import (
    QgsFeatureSource,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsWkbTypes,
)

from ..core.base.errors import InputError
from ..core.base.translation import tr
from ..core.files.inputs import require_file
from ..core.gis.array_process import content_of, wants_own_process
from ..core.gis.raster_file import require_here
from ..core.gis.whole_file import damage_of_file
from .features import require_one_layer
from .layers import CALLED
from .parameter_files import SOURCES, file_of, is_raster_list, named
from .raster_layers import require_raster

_KINDS = {
    QgsProcessing.SourceType.TypeVectorPoint: QgsWkbTypes.GeometryType.PointGeometry,
    QgsProcessing.SourceType.TypeVectorLine: QgsWkbTypes.GeometryType.LineGeometry,
    QgsProcessing.SourceType.TypeVectorPolygon: QgsWkbTypes.GeometryType.PolygonGeometry,
}


_VECTORS = (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterVectorLayer,
)


def require_inputs(algorithm, parameters, context) -> None:
    """Refuse inputs that cannot be what a tool's parameters say.

    Raises:
        InputError: a pipe or device, a file that was cut short or holds several such layers, a layer of another
            geometry, a field that the layer does not have, a CRS that nobody knows, a number that is none, or the
            same layer for two inputs that are compared.
    """
    definitions = algorithm.parameterDefinitions()
    for definition in definitions:
        if isinstance(definition, SOURCES):
            for value in named(parameters.get(definition.name()), context):
                _require_file(value, isinstance(definition, QgsProcessingParameterRasterLayer))
                if isinstance(definition, _VECTORS) and _wanted(definition):
                    _require_whole(value, context)
                    if isinstance(value, str) and not value.startswith("file:"):
                        require_one_layer(value, _wanted(definition), context)
    for definition in definitions:
        if parameters.get(definition.name()) not in (None, "", []):
            _require_fitting(algorithm, definition, parameters, context)
    for one, other in getattr(algorithm, "APART", ()):
        _require_apart(algorithm, one, other, parameters, context)


def _require_apart(algorithm, one: str, other: str, parameters, context) -> None:
    """Two inputs that are compared are not the same layer: a dialog offers the first layer for both."""
    values = [parameters.get(name) for name in (one, other)]
    chosen = [tuple(_place(value, context) for value in named(given, context)) for given in values]
    selected = [getattr(value, "selectedFeaturesOnly", False) for value in values]
    if chosen[0] and chosen[0] == chosen[1] and selected[0] == selected[1]:
        raise InputError(
            tr(
                "{one} and {other} are the same layer, which agrees with itself everywhere. Choose another layer for "
                "one of them."
            ),
            one=algorithm.parameterDefinition(one).description(),
            other=algorithm.parameterDefinition(other).description(),
        )


def _place(value, context) -> str:
    """Where a layer lies: its source, also where its name or its file is given."""
    layer = value if isinstance(value, QgsMapLayer) else QgsProcessingUtils.mapLayerFromString(value, context, False)
    return str(value) if layer is None else layer.source()


def _require_fitting(algorithm, definition, parameters, context) -> None:
    """The value of one parameter is of the kind that it wants."""
    if isinstance(definition, QgsProcessingParameterField):
        _require_fields(algorithm, definition, parameters, context)
    elif isinstance(definition, QgsProcessingParameterCrs):
        _require_crs(algorithm, definition, parameters, context)
    elif isinstance(definition, QgsProcessingParameterNumber):
        _require_finite(algorithm, definition, parameters, context)
    elif isinstance(definition, QgsProcessingParameterRasterLayer):
        require_raster(algorithm.parameterAsRasterLayer(parameters, definition.name(), context))
    elif is_raster_list(definition):
        for layer in algorithm.parameterAsLayerList(parameters, definition.name(), context):
            require_raster(layer)
    else:
        for layer in _layers(algorithm, definition, parameters, context):
            _require_kind(layer, definition)


def _require_file(value, is_raster: bool) -> None:
    """Look at a file before QGIS opens it: a pipe, a view that asks the network, contents that end a library."""
    if not isinstance(value, str):
        return
    path = unquote(urlparse(value).path) if value.startswith("file:") else value.split("|")[0]
    require_file(path)
    require_here(path)
    if is_raster and wants_own_process(path):
        content_of(path)


def _layers(algorithm, definition, parameters, context) -> list:
    """Layers or feature sources of a parameter of vector data; QGIS itself refuses what it cannot load."""
    name = definition.name()
    if isinstance(definition, QgsProcessingParameterFeatureSource):
        found = [algorithm.parameterAsSource(parameters, name, context)]
    elif isinstance(definition, QgsProcessingParameterVectorLayer):
        found = [algorithm.parameterAsVectorLayer(parameters, name, context)]
    elif isinstance(definition, QgsProcessingParameterMultipleLayers) and _wanted(definition):
        found = algorithm.parameterAsLayerList(parameters, name, context)
    else:
        found = []
    return [layer for layer in found if layer is not None]


def _wanted(definition) -> list:
    kinds = (
        [definition.layerType()]
        if isinstance(definition, QgsProcessingParameterMultipleLayers)
        else definition.dataTypes()
    )
    if QgsProcessing.SourceType.TypeVectorAnyGeometry in kinds:
        return list(_KINDS.values())
    return [_KINDS[kind] for kind in kinds if kind in _KINDS]


def _require_kind(layer, definition) -> None:
    """A layer whose geometry is not known yet, an empty one for example, is left to its reader."""
    wanted = _wanted(definition)
    found = QgsWkbTypes.geometryType(layer.wkbType()) if isinstance(layer, QgsFeatureSource) else None
    if not wanted or found in wanted or found == QgsWkbTypes.GeometryType.UnknownGeometry:
        return
    raise InputError(
        tr("The layer {layer} holds {found}, not {wanted}. Choose a layer of {wanted} for '{name}'."),
        layer=_name_of(layer),
        found=CALLED.get(found, tr("no geometry")),
        wanted=" / ".join(CALLED[kind] for kind in wanted),
        name=definition.description(),
    )


def _name_of(layer) -> str:
    return layer.sourceName() if hasattr(layer, "sourceName") else layer.name()


def _require_whole(value, context) -> None:
    """A file of vectors is as long as it says."""
    path = file_of(value, context)
    damage = damage_of_file(path) if path and Path(path).is_file() else ""
    if damage:
        raise InputError(tr("{damage} Get the whole file, or repair it."), damage=damage)


def _require_fields(algorithm, definition, parameters, context) -> None:
    """The fields that a parameter names are those of its layer."""
    parent = definition.parentLayerParameterName()
    source = algorithm.parameterAsSource(parameters, parent, context) if parameters.get(parent) else None
    if source is None:
        return
    for name in filter(None, algorithm.parameterAsFields(parameters, definition.name(), context)):
        if source.fields().lookupField(name) < 0 and name != definition.defaultValue():
            raise InputError(
                tr("The layer {layer} has no field {name}; it has {fields}. Choose one of them for '{parameter}'."),
                layer=source.sourceName(),
                name=name,
                fields=", ".join(source.fields().names()[:20]) or tr("none"),
                parameter=definition.description(),
            )


def _require_crs(algorithm, definition, parameters, context) -> None:
    if not algorithm.parameterAsCrs(parameters, definition.name(), context).isValid():
        raise InputError(
            tr("'{value}' is not a coordinate reference system. Choose one for '{name}', for example EPSG:32633."),
            value=str(parameters[definition.name()])[:60],
            name=definition.description(),
        )


def _require_finite(algorithm, definition, parameters, context) -> None:
    if not math.isfinite(algorithm.parameterAsDouble(parameters, definition.name(), context)):
        raise InputError(
            tr("'{value}' is not a number that can be used. Give a number for '{name}'."),
            value=str(parameters[definition.name()])[:60],
            name=definition.description(),
        )
