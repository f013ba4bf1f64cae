"""Rasters as QGIS has them: with the CRS and the no-data values that a layer's properties say."""

from __future__ import annotations

import os
import uuid

import numpy as np
from qgis.core import QgsProcessingException, QgsProcessingUtils, QgsRasterRange

from ..core.base.errors import InputError
from ..core.base.translation import tr
from ..core.gis.array_process import file_and_variable, is_hdf5
from ..core.gis.place import require_raster_place
from ..core.gis.raster_file import open_raster
from ..core.gis.raster_view import Meant, save_view
from .layers import wkt

_OPTIONS = "|option:"
_OPEN_ENDS = {  # which ends of a range do not belong to it
    QgsRasterRange.BoundsType.IncludeMinAndMax: (False, False),
    QgsRasterRange.BoundsType.IncludeMax: (True, False),
    QgsRasterRange.BoundsType.IncludeMin: (False, True),
    QgsRasterRange.BoundsType.Exclusive: (True, True),
}


def raster_path(algorithm, parameters, name: str, context, whole_cells: bool = False) -> str:
    """Path of a raster parameter, for GDAL: of the file, or of a view of it as the layer has it.

    Args:
        whole_cells: a null in one band is null in all, as in an image.

    Raises:
        QgsProcessingException: QGIS' own sentence for a raster that cannot be loaded.
        InputError: a layer that is no raster file (a web map, for example).
    """
    layer = algorithm.parameterAsRasterLayer(parameters, name, context)
    if layer is None:
        raise QgsProcessingException(algorithm.invalidRasterError(parameters, name))
    return layer_path(layer, whole_cells)


def optional_raster_path(algorithm, parameters, name: str, context, whole_cells: bool = False) -> str:
    """Path of an optional raster parameter, empty where none was given. See raster_path."""
    given = parameters.get(name) not in (None, "")
    return raster_path(algorithm, parameters, name, context, whole_cells) if given else ""


def layer_path(layer, whole_cells: bool = False) -> str:
    """Path of a raster layer, for GDAL. See raster_path.

    Raises:
        InputError: a layer that is no raster file.
    """
    if layer.providerType() != "gdal":
        raise InputError(
            tr(
                "The layer {layer} is not a raster file, but comes from {kind}. Make a GeoTIFF of it first: Prepare "
                "image does so with basemaps."
            ),
            layer=layer.name(),
            kind=layer.providerType(),
        )
    path = layer.source().split(_OPTIONS, maxsplit=1)[0]
    changed = _own_crs(layer)
    if not changed and not _has_own_nulls(layer.dataProvider()):
        return path
    dataset = open_raster(path)
    nulls, ignored = _nulls(layer.dataProvider())
    folder = os.path.join(QgsProcessingUtils.tempFolder(), "slipline_views", uuid.uuid4().hex)
    return save_view(dataset, Meant(changed, nulls, ignored, whole_cells), folder, path)


def require_raster(layer) -> None:
    """Stop before work where a raster's file cannot be opened, or cannot lie where it says; no file: nothing is asked.

    Raises:
        InputError: with the cause.
    """
    if layer is not None and layer.providerType() == "gdal":
        path = layer_path(layer)
        require_raster_place(open_raster(path), path)


def velocity_layer(layer):
    """Path of a raster layer of velocities, and the ranges of velocities that QGIS takes for no value.

    None where the path is that of a file or view that says all: arrays of HDF5 alone have no view.

    Raises:
        InputError: a layer that is no raster file.
    """
    if not is_hdf5(file_and_variable(layer.source())[0]):
        return layer_path(layer), None
    return layer.source(), tuple(_closed(given) for given in layer.dataProvider().userNoDataValues(1))


def _own_crs(layer) -> str:
    """WKT of the CRS that was set for a layer, empty where it is the file's."""
    crs, file_crs = layer.crs(), layer.dataProvider().crs()
    return wkt(crs) if crs.isValid() and (not file_crs.isValid() or crs != file_crs) else ""


def _has_own_nulls(provider) -> bool:
    numbers = range(1, provider.bandCount() + 1)
    return any(
        provider.userNoDataValues(number)
        or (provider.sourceHasNoDataValue(number) and not provider.useSourceNoDataValue(number))
        for number in numbers
    )


def _nulls(provider):
    """Ranges of stored numbers that mean no value in each band, and the bands whose declared one counts as a value."""
    nulls, ignored = {}, []
    for number in range(1, provider.bandCount() + 1):
        scale, offset = provider.bandScale(number) or 1.0, provider.bandOffset(number)
        ranges = [_closed(given) for given in provider.userNoDataValues(number)]
        if ranges:
            nulls[number] = [tuple(sorted((end - offset) / scale for end in ends)) for ends in ranges]
        if provider.sourceHasNoDataValue(number) and not provider.useSourceNoDataValue(number):
            ignored.append(number)
    return nulls, tuple(ignored)


def _closed(given) -> tuple[float, float]:
    """Both ends of a range of QGIS; NaN is no end."""
    low = -np.inf if np.isnan(given.min()) else given.min()
    high = np.inf if np.isnan(given.max()) else given.max()
    without_low, without_high = _OPEN_ENDS.get(given.bounds(), (False, False))
    low = float(np.nextafter(np.float32(low), np.float32(np.inf))) if without_low else low
    high = float(np.nextafter(np.float32(high), np.float32(-np.inf))) if without_high else high
    return low, high
