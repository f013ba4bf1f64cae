"""No output takes the place of an input or of another output, and each is written as its name says."""

from __future__ import annotations

import os

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
)

from ..core.base.errors import InputError
from ..core.base.outputs import require_apart
from ..core.base.translation import tr
from ..core.gis.raster import files_of

SOURCES = (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
)


def require_outputs_apart(algorithm, parameters, context) -> None:
    """Stop where an output would overwrite an input file, part of an input raster, or another output.

    Raises:
        InputError: it would be lost.
    """
    read, written = [], []
    for definition in algorithm.parameterDefinitions():
        values = named(parameters.get(definition.name()), context)
        if definition.isDestination():
            written += [value for value in values if value != QgsProcessing.TEMPORARY_OUTPUT]
        elif isinstance(definition, SOURCES):
            paths = files_behind(values, context)
            parts = isinstance(
                definition, QgsProcessingParameterRasterLayer
            )  # others may be text of any size that GDAL takes for a raster
            read += [file for path in paths for file in (files_of(path) if parts else [path])]
    require_apart(written, read)


def foreign_ending(value, parameter) -> str:
    """A sentence where a raster output that is a GeoTIFF was given the name of a VRT; empty where the name is right."""
    text = value.sink.staticValue() if isinstance(value, QgsProcessingOutputLayerDefinition) else value
    if type(parameter) is not QgsProcessingParameterRasterDestination or not str(text).lower().endswith(".vrt"):
        return ""
    return tr("{label} is written as GeoTIFF, but was named {name}. Give it a name that ends in .tif.").format(
        label=parameter.description(), name=os.path.basename(str(text))
    )


def require_endings(algorithm, parameters) -> None:
    """Stop where an output's name says another format than the tool writes.

    Raises:
        InputError: it does.
    """
    for definition in algorithm.destinationParameterDefinitions():
        refusal = foreign_ending(parameters.get(definition.name()), definition)
        if refusal:
            raise InputError("{refusal}", refusal=refusal)


def files_behind(value, context) -> list[str]:
    """Paths of the files behind a parameter's value: a layer, its name, or a path."""
    return [path for path in (file_of(one, context) for one in named(value, context)) if path]


def named(value, context) -> list:
    """The paths, names and layers in a parameter's value."""
    if isinstance(value, (list, tuple)):
        return [one for part in value for one in named(part, context)]
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext())[0]
    return [value] if isinstance(value, (str, QgsMapLayer)) and value else []


def file_of(value, context) -> str:
    """Path of the file behind a path, a name or a layer; empty where a layer comes from elsewhere."""
    layer = value
    if isinstance(value, str):
        path = value.split("|")[0]
        layer = None if os.path.exists(path) else QgsProcessingUtils.mapLayerFromString(value, context, False)
        if layer is None:
            return path
    return QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or ""
