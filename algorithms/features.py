"""Every feature of a layer or a feature source, to its end."""

from __future__ import annotations

import contextlib
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import (
    QgsFeatureRequest,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.base.errors import InputError
from ..core.base.progress import Progress, heard
from ..core.base.translation import tr
from ..core.gis.array_process import wants_own_process
from ..core.gis.gdal_session import quiet
from ..core.gis.whole_file import deleted_rows

_EVERY = 5000  # features between two looks at the cancel button


def all_features(source, progress: Progress, name: str, request=None, every: int = _EVERY):
    """Yield the features, invalid ones too: whoever wants sound polygons repairs them.

    Args:
        source: layer or feature source.
        progress: asked for a cancel.
        name: what messages call the layer.
        request: fields and CRS that are wanted; no filter.
        every: features between two looks at the cancel button.

    Raises:
        InputError: fewer features than the layer says it has: QGIS ends at damage in a file, and says nothing.
        Cancelled: the user asked to stop.
    """
    request = request or QgsFeatureRequest()
    if isinstance(source, QgsProcessingFeatureSource):
        found = source.getFeatures(request, QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks)
    else:
        found = source.getFeatures(request)
    read = 0
    for feature in heard(found, progress, every):
        read += 1
        yield feature
    said = source.featureCount() - rows_deleted(source)  # -1 where nobody knows
    if read < said:
        raise InputError(
            tr(
                "The layer of {name} says that it has {said} features, but only {read} can be read: its file may be "
                "damaged. Get the whole file, or export the layer to a new one and look at what is missing."
            ),
            name=name,
            said=said,
            read=read,
        )


def require_all(source, progress: Progress, name: str) -> None:
    """Go through a layer that QGIS itself will read: see all_features.

    Raises:
        InputError: its file is damaged.
    """
    for _ in all_features(source, progress, name):
        pass


def with_rows_deleted(source, layer):
    """The feature source of a layer, which then knows how many rows of a shapefile are deleted and still counted."""
    if source is not None and not isinstance(source, QgsVectorLayer):
        source.rows_deleted = rows_deleted(layer)
    return source


def rows_deleted(source) -> int:
    """Rows that a layer counts and does not show: deleted ones of a shapefile."""
    if not isinstance(source, QgsVectorLayer):
        return getattr(source, "rows_deleted", 0)
    if source.providerType() != "ogr":
        return 0
    return deleted_rows(QgsProviderRegistry.instance().decodeUri("ogr", source.source()).get("path") or "")


def require_one_layer(path: str, kinds, context) -> None:
    """Stop where a path names a file of several layers that could be meant: QGIS takes the first of them.

    Args:
        path: of a parameter; the source of a layer of the project is that layer.
        kinds: of geometry that are wanted; none: tables without geometry.
        context: of the tool.

    Raises:
        InputError: with the names of the layers.
    """
    if not Path(path).is_file() or wants_own_process(path):
        return
    if QgsProcessingUtils.mapLayerFromString(path, context, False) is not None:
        return
    with quiet(), contextlib.suppress(RuntimeError):
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
        layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())] if dataset is not None else []
        names = [layer.GetName() for layer in layers if _may_be_meant(layer, kinds)]
        if len(names) > 1:
            raise InputError(
                tr(
                    "The file {path} holds several layers: {layers}. Say which: add |layername=NAME to the path, or "
                    "load the layer and choose it."
                ),
                path=path,
                layers=", ".join(names[:20]),
            )


def _may_be_meant(layer, kinds) -> bool:
    """Tell whether a layer of OGR is of one of the kinds; a table has an x, a y and something else."""
    found = layer.GetGeomType()
    if found == ogr.wkbNone:
        return not kinds and layer.GetLayerDefn().GetFieldCount() > 2
    return QgsWkbTypes.geometryType(QgsWkbTypes.Type(ogr.GT_Flatten(found))) in kinds
