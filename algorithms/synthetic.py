"""Whether a tool's inputs are invented data, such as that of the demo, so that its results say so too."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProcessingUtils

from ..core.gis.provenance import source_is_synthetic
from .layers import says_synthetic
from .parameter_files import named


def has_synthetic_inputs(algorithm, parameters, context) -> bool:
    """Tell whether any layer, file or model that a tool is given says of itself that it is synthetic."""
    return any(
        _is_synthetic(source)
        for definition in algorithm.parameterDefinitions()
        if not definition.isDestination()
        for source in _sources(parameters.get(definition.name()), context)
    )


def _sources(value, context) -> list:
    """The files behind a parameter's value, of layers of the project too; a layer that is only in memory itself."""
    found = []
    for one in named(value, context):
        layer = one if isinstance(one, QgsMapLayer) else QgsProcessingUtils.mapLayerFromString(one, context, False)
        found.append(one if layer is None else layer if layer.providerType() == "memory" else layer.source())
    return found


def _is_synthetic(source) -> bool:
    if isinstance(source, QgsMapLayer):
        return says_synthetic(source)
    path, _, rest = source.partition("|")
    names = [part.partition("=")[2] for part in rest.split("|") if part.startswith("layername=")]
    return source_is_synthetic(path, *names[:1])
