"""Where results come from: does data say of itself that it is synthetic, and which version made them?"""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

from osgeo import gdal, ogr

from ..base.errors import CoreError, InputError
from ..base.model_card import read_card
from ..files.outputs import place_now
from .raster_file import open_raster

FIELD = "synthetic"  # of a vector layer
_YES = {"yes", "true", "1"}
_VECTORS = (".gpkg", ".shp", ".geojson")
_RASTERS = (".tif", ".tiff", ".vrt")
_TABLES = (".csv", ".txt")
_IN_FOLDERS = ("tif", "zip", "gpkg", "csv", "txt")  # endings of products, unpacked or not
_HEAD = 2000  # letters of a table in which it says what it is


def is_synthetic(path: str) -> bool:
    """Tell whether a raster, or one of the files that a virtual raster is made of, has metadata synthetic=yes.

    Raises:
        InputError: the raster cannot be read.
    """
    return dataset_is_synthetic(open_raster(path))


def dataset_is_synthetic(dataset: gdal.Dataset) -> bool:
    """Tell the same of an open raster."""
    if _says_so(dataset):
        return True
    for part in (dataset.GetFileList() or [])[1:]:  # the first is the raster itself
        if part.lower().endswith((".tif", ".tiff", ".vrt")):
            with contextlib.suppress(InputError):
                if _says_so(open_raster(part)):
                    return True
    return False


def _says_so(dataset: gdal.Dataset) -> bool:
    items = {key.lower(): str(value).lower() for key, value in (dataset.GetMetadata() or {}).items()}
    return items.get("synthetic") in _YES


def vector_is_synthetic(path: str, layer: str = "") -> bool:
    """Tell whether the first feature of a vector file has the field `synthetic` set; no file, no.

    Args:
        path: the file.
        layer: name of one of its layers; empty: the first.
    """
    with contextlib.suppress(RuntimeError):
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
        found = dataset and (dataset.GetLayerByName(layer) if layer else dataset.GetLayer(0))
        if not found or found.GetLayerDefn().GetFieldIndex(FIELD) < 0:
            return False
        feature = found.GetNextFeature()
        return feature is not None and str(feature.GetField(FIELD)).lower() in _YES
    return False


def table_is_synthetic(path: str) -> bool:
    """Tell whether a text table is one of the demo's, whose targets are called SYNTHETIC and a number."""
    with contextlib.suppress(OSError), open(path, encoding="utf-8", errors="replace") as file:
        return "\nSYNTHETIC0" in file.read(_HEAD)
    return False


def source_is_synthetic(path: str, layer: str = "") -> bool:
    """Tell whether a file, or a folder of files, says of itself that it is synthetic; what cannot be read does not.

    Args:
        path: of a raster, vector file, table, model, zip or folder; of a folder the first file of each kind is asked.
        layer: name of a layer of a vector file; empty: the first.
    """
    given = Path(path)
    if given.is_dir():
        files = [next(given.glob(f"**/*.{ending}"), None) for ending in _IN_FOLDERS]
        return any(source_is_synthetic(str(file)) for file in files if file is not None)
    with contextlib.suppress(CoreError, zipfile.BadZipFile):  # who reads it says what is wrong with it
        return given.is_file() and _file_is_synthetic(path, layer)
    return False


def _file_is_synthetic(path: str, layer: str) -> bool:
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


def stamp_synthetic(path: str) -> None:
    """Let a result that stands on the disk say that it is synthetic: a raster by metadata, a layer by a field.

    Other files (pages, models, tables) say so themselves.
    """
    written = place_now(path)
    if path.lower().endswith((".tif", ".tiff")):
        dataset = gdal.Open(written, gdal.GA_Update)
        if dataset is not None:
            dataset.SetMetadataItem("synthetic", "yes")
    elif path.lower().endswith(_VECTORS):
        dataset = gdal.OpenEx(written, gdal.OF_VECTOR | gdal.OF_UPDATE)
        if dataset is not None and dataset.GetLayerCount() == 1:
            _set_field(dataset.GetLayer(0))


def _set_field(layer: ogr.Layer) -> None:
    if layer.GetLayerDefn().GetFieldIndex(FIELD) < 0:
        layer.CreateField(ogr.FieldDefn(FIELD, ogr.OFTInteger))
    layer.StartTransaction()
    for feature in layer:
        feature.SetField(FIELD, 1)
        layer.SetFeature(feature)
    layer.CommitTransaction()
