"""Copies a raster file into GeoTIFFs: run as a program, so that a library that dies over damaged contents dies alone.

    python array_process_reader.py FILE FOLDER

Writes FOLDER/content.json: attributes of the file, and its layers with name, GeoTIFF and unit. Uses GDAL alone.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from osgeo import gdal

FORMATS = ("netCDF", "HDF5", "HDF5Image", "HDF4", "HDF4Image", "BAG", "KEA", "GRIB", "S102")
_OPTIONS = ("BIGTIFF=IF_SAFER",)


def main(path: str, folder: str) -> None:
    """Copy what the file holds.

    Raises:
        RuntimeError, AttributeError: it cannot be read; the latter where GDAL does not raise by itself.
    """
    attributes, layers = _rasters(path, folder)
    with open(os.path.join(folder, "content.json"), "w", encoding="utf-8") as file:
        json.dump({"attributes": attributes, "layers": layers}, file)


def _rasters(path: str, folder: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The raster, or all the rasters of a file that holds several variables."""
    drivers = [name for name in FORMATS if gdal.GetDriverByName(name) is not None]
    dataset = gdal.OpenEx(path, gdal.OF_RASTER, allowed_drivers=drivers)
    found = [(name, "") for name, _ in dataset.GetSubDatasets()] if not dataset.RasterCount else [(path, "")]
    layers = []
    for number, (name, _) in enumerate(found):
        part = gdal.OpenEx(name, gdal.OF_RASTER, allowed_drivers=drivers)
        if part.RasterCount:
            variable = part.GetRasterBand(1).GetMetadataItem("NETCDF_VARNAME") or name.replace("/", ":").split(":")[-1]
            layers.append(_copied(part, folder, number, variable.strip('"'), part.GetRasterBand(1).GetUnitType()))
    return {}, layers


def _copied(dataset: gdal.Dataset, folder: str, number: int, name: str, unit: Any) -> dict[str, str]:
    file = f"{number}.tif"
    copy = gdal.GetDriverByName("GTiff").CreateCopy(
        os.path.join(folder, file), dataset, 0, list(_OPTIONS), callback=_tell
    )
    copy.FlushCache()
    return {"name": name, "file": file, "unit": unit or ""}


def _tell(*_: Any) -> int:
    """Tell the process that waits for this program that it makes progress."""
    if __name__ == "__main__":
        os.write(1, b".")
    return 1


if __name__ == "__main__":
    gdal.UseExceptions()
    main(*sys.argv[1:3])
