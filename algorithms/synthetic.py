"""Whether a tool's inputs are invented data, such as that of the demo, so that its results say so too."""

from __future__ import annotations

import zipfile
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingUtils

from ..core.base.errors import CoreError
from ..core.base.model_card import read_card
from ..core.gis.provenance import is_synthetic, table_is_synthetic, vector_is_synthetic
from .layers import says_synthetic
from .parameter_files import named

_RASTERS = (".tif", ".tiff", ".vrt")
_TABLES = (".csv", ".txt")


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
    if Path(path).is_dir():  # of interferograms, unpacked or not
        path = str(next((one for end in ("tif", "zip") for one in Path(path).glob(f"**/*.{end}")), ""))
    if not Path(path).is_file():
        return False
    names = [part.partition("=")[2] for part in rest.split("|") if part.startswith("layername=")]
    try:
        return _file_is_synthetic(path, *names[:1])
    except (CoreError, zipfile.BadZipFile):  # the tool itself says what is wrong with it
        return False


def _file_is_synthetic(path: str, layer: str = "") -> bool:
    kind = Path(path).suffix.lower()
    if kind == ".zip":
        with zipfile.ZipFile(path) as archive:
            inside = [name for name in archive.namelist() if name.lower().endswith(_RASTERS)]
        return bool(inside) and is_synthetic(f"/vsizip/{path}/{inside[0]}")
    if kind in _RASTERS:
        return is_synthetic(path)
    if kind == ".safetensors":
        return bool(read_card(path).get("synthetic"))
    return table_is_synthetic(path) if kind in _TABLES else vector_is_synthetic(path, layer)
