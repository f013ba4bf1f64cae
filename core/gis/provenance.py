"""Where results come from: does data say of itself that it is synthetic, and which version made them?"""

from __future__ import annotations

import contextlib

from osgeo import gdal

from ..base.errors import InputError
from .raster_file import open_raster

_YES = {"yes", "true", "1"}


def is_synthetic(path: str) -> bool:
    """Tell whether a raster, or one of the files that a virtual raster is made of, has metadata synthetic=yes.

    Raises:
        InputError: the raster cannot be read.
    """
    dataset = open_raster(path)
    if _says_so(dataset):
        return True
    for part in dataset.GetFileList() or []:
        if part.lower().endswith((".tif", ".tiff", ".vrt")):
            with contextlib.suppress(InputError):
                if _says_so(open_raster(part)):
                    return True
    return False


def _says_so(dataset: gdal.Dataset) -> bool:
    items = {key.lower(): str(value).lower() for key, value in (dataset.GetMetadata() or {}).items()}
    return items.get("synthetic") in _YES
