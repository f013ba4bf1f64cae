"""No output of a tool takes the place of one of its inputs, or of another output."""

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
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
)

from ..core.base.outputs import require_apart
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
            paths = [_file(value, context) for value in values]
            parts = isinstance(
                definition, QgsProcessingParameterRasterLayer
            )  # others may be text of any size that GDAL takes for a raster
            read += [file for path in paths for file in (files_of(path) if parts else [path])]
    require_apart(written, read)


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


def _file(value, context) -> str:
    """Path of the file behind a path, a name or a layer; empty where a layer comes from elsewhere."""
    layer = value
    if isinstance(value, str):
        path = value.split("|")[0]
        layer = None if os.path.exists(path) else QgsProcessingUtils.mapLayerFromString(value, context, False)
        if layer is None:
            return path
    return QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or ""
