"""Names of outputs: none is that of an input or of another output, and each has an ending of its kind."""

from __future__ import annotations

import os
import re

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..core.base.errors import InputError
from ..core.base.translation import tr
from ..core.files.outputs import require_apart
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
            # others may be text of any size that GDAL takes for a raster
            parts = isinstance(definition, QgsProcessingParameterRasterLayer) or is_raster_list(definition)
            read += [file for path in paths for file in (files_of(path) if parts else [path])]
    require_apart(written, read)


def is_raster_list(definition) -> bool:
    """Tell whether a parameter takes several rasters."""
    return (
        isinstance(definition, QgsProcessingParameterMultipleLayers)
        and definition.layerType() == QgsProcessing.SourceType.TypeRaster
    )


_TABLE = re.compile(r"(ogr|postgres|postgis|spatialite|mssql|oracle|memory):", re.IGNORECASE)


def unwritable_name(value, parameter, may_be_stack: bool = False) -> str:
    """A sentence where a tool cannot write what an output's name asks for; empty where it can.

    Outputs are files, which appear when they are whole: no tables of a database. Rasters are GeoTIFFs, but for those
    that allow more.
    """
    text = str(value.sink.staticValue() if isinstance(value, QgsProcessingOutputLayerDefinition) else value)
    if _TABLE.match(text):
        return tr(
            "{label} can only be written to a file, not to memory or a database. Give the name of a file."
        ).format(label=parameter.description())
    is_raster = type(parameter) is QgsProcessingParameterRasterDestination
    if is_raster and not may_be_stack and text.lower().endswith(".vrt"):
        return tr("{label} is written as GeoTIFF, but was named {name}. Give it a name that ends in .tif.").format(
            label=parameter.description(), name=os.path.basename(text)
        )
    return ""


def output_paths(algorithm, parameters, context) -> list[str]:
    """The files and folders that a tool is asked to write, as far as their names are known before it runs."""
    found = []
    for definition in algorithm.destinationParameterDefinitions():
        values = named(parameters.get(definition.name()), context)
        found += [value for value in values if isinstance(value, str) and value != QgsProcessing.TEMPORARY_OUTPUT]
    return found


def output_files(algorithm, parameters, context) -> list[str]:
    """The files among the outputs, under the names that a tool is asked to give them."""
    folders = {one.name() for one in algorithm.destinationParameterDefinitions() if one.type() == "folderDestination"}
    return output_paths(algorithm, {name: value for name, value in parameters.items() if name not in folders}, context)


def require_saved_edits(algorithm, parameters, context) -> None:
    """Stop where a layer of the project that lies in an output's file has edits that are not saved.

    QGIS would write them into the new layer, by the numbers of the old features.

    Raises:
        InputError: it has.
    """
    if context.project() is None:
        return
    written = {os.path.realpath(path) for path in output_paths(algorithm, parameters, context)}
    for layer in context.project().mapLayers().values():
        edited = isinstance(layer, QgsVectorLayer) and layer.isEditable() and layer.isModified()
        path = file_of(layer, context) if edited else ""
        if path and os.path.realpath(path) in written:
            raise InputError(
                tr("The layer {layer} in {path} has edits that are not saved. Save them, or choose another output."),
                layer=layer.name(),
                path=path,
            )


def require_endings(algorithm, parameters, context) -> None:
    """Stop where a tool cannot write what an output's name asks for, or its ending says another format.

    Raises:
        InputError: a report is to be called .png, for example.
    """
    for definition in algorithm.destinationParameterDefinitions():
        value = parameters.get(definition.name())
        refusal = unwritable_name(value, definition)
        if refusal:
            raise InputError("{refusal}", refusal=refusal)
        if isinstance(definition, QgsProcessingParameterFileDestination):
            for path in named(value, context):
                _require_ending_of_file(path, definition)


def _require_ending_of_file(path, definition) -> None:
    known = re.findall(r"\*(\.\w+)", definition.fileFilter())
    if path == QgsProcessing.TEMPORARY_OUTPUT or not known or str(path).lower().endswith(tuple(known)):
        return
    raise InputError(
        tr("{name} is a file of the kind {known} and cannot be called {path}. Let its name end in {first}."),
        name=definition.description(),
        known=", ".join(known),
        path=os.path.basename(str(path)),
        first=known[0],
    )


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


def is_asked_for(value, context) -> bool:
    """Tell whether the value of an optional output asks for it.

    `parameterAsOutputLayer` must be called once for each output: for a temporary one it makes up another path each
    time, and QGIS then waits for a layer at every one of them.
    """
    return bool(named(value, context))


def file_of(value, context) -> str:
    """Path of the file behind a path, a name or a layer; empty where a layer comes from elsewhere."""
    layer = value
    if isinstance(value, str):
        path = value.split("|")[0]
        layer = None if os.path.exists(path) else QgsProcessingUtils.mapLayerFromString(value, context, False)
        if layer is None:
            return path
    return QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or ""
