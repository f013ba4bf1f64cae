"""Points of a file read by the column: fifty times as fast as feature by feature, which QGIS' layers are left with."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from .gdal_messages import quiet
from .progress import Progress, check_cancelled

Floats = NDArray[np.float64]
_BATCH = 65_536  # features; after each a cancel is heard
_MASKED: Any = np.ma  # numpy has no types for it
_OPTIONS = (f"MAX_FEATURES_IN_BATCH={_BATCH}", "INCLUDE_FID=NO")


def read_point_file(
    path: str, layer: str, fields: Sequence[str], progress: Progress
) -> tuple[Floats, Floats, dict[str, Floats]] | None:
    """Positions and numeric attributes of a layer of single points; those without a place are left out.

    Args:
        path: of the file.
        layer: its name; empty: the first.
        fields: which are asked for.
        progress: asked whether the user cancelled.

    Returns:
        x, y (n,), and name -> (n,), NaN for null; None where the file, or a field, is of another kind: read it feature by feature.
    """
    with quiet(), contextlib.suppress(RuntimeError):
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
        found = dataset and (dataset.GetLayerByName(layer) if layer else dataset.GetLayer(0))
        if found and ogr.GT_Flatten(found.GetGeomType()) == ogr.wkbPoint and _are_numbers(found, fields):
            return _read(found, fields, progress)
    return None


def _are_numbers(layer: ogr.Layer, fields: Sequence[str]) -> bool:
    definition = layer.GetLayerDefn()
    numbers = [definition.GetFieldIndex(name) for name in fields]
    kinds = [definition.GetFieldDefn(number).GetType() for number in numbers if number >= 0]
    return len(kinds) == len(fields) and set(kinds) <= {ogr.OFTReal, ogr.OFTInteger, ogr.OFTInteger64}


def _read(layer: ogr.Layer, fields: Sequence[str], progress: Progress) -> tuple[Floats, Floats, dict[str, Floats]] | None:
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(number).GetName() for number in range(definition.GetFieldCount())]
    layer.SetIgnoredFields([name for name in names if name not in fields])
    places: list[Floats] = []
    columns: list[list[Floats]] = []
    if not hasattr(layer, "GetArrowStreamAsNumPy"):
        return None  # GDAL before 3.6
    for batch in layer.GetArrowStreamAsNumPy(options=list(_OPTIONS)):
        check_cancelled(progress)
        place = _places(batch[layer.GetGeometryColumn() or "wkb_geometry"])
        somewhere = np.isfinite(place).all(axis=1)
        places.append(place[somewhere])
        columns.append([_numbers(batch, name)[somewhere] for name in fields])
    if not places:
        return None
    x, y = np.concatenate(places).T.copy()
    return x, y, {name: np.concatenate(parts) for name, parts in zip(fields, zip(*columns))}


def _places(geometries: NDArray[Any]) -> Floats:
    """(n, 2) from points in WKB; NaN where there is none."""
    if isinstance(geometries, np.ma.MaskedArray) or geometries.dtype.kind == "O":
        nowhere = bytes(5) + np.full(2, np.nan, ">f8").tobytes()
        known = zip(_MASKED.getdata(geometries), ~_MASKED.getmaskarray(geometries))
        geometries = np.array([bytes(place)[:21] if here and place is not None else nowhere for place, here in known], "V21")
    raw = np.ascontiguousarray(geometries).view(np.uint8).reshape(len(geometries), -1)[:, :21]
    little = raw[:, :1] != 0
    numbers = np.ascontiguousarray(raw[:, 5:])
    return np.where(little, numbers.view("<f8"), numbers.view(">f8"))


def _numbers(batch: Mapping[str, NDArray[Any]], name: str) -> Floats:
    """A column as float64, NaN for null."""
    values = batch[name]
    numbers = np.array(_MASKED.getdata(values), np.float64)
    numbers[_MASKED.getmaskarray(values)] = np.nan
    return numbers
