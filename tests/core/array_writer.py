"""Small NetCDF and HDF5 files by GDAL, as producers lay them out."""

from __future__ import annotations

import numpy as np
from osgeo import gdal

from slipline.core.gis.crs import spatial_reference

KINDS = {
    "f4": gdal.GDT_Float32,
    "f8": gdal.GDT_Float64,
    "i2": gdal.GDT_Int16,
    "i4": gdal.GDT_Int32,
    "u1": gdal.GDT_Byte,
}


def write_arrays(path, dimensions, arrays, attributes=None, crs="", groups=None):
    """Write a file; NetCDF 4 is HDF5.

    Args:
        path: of the file.
        dimensions: name -> size.
        arrays: name -> (names of its dimensions, values, attributes); values are numbers, or texts of one dimension.
        attributes: of the file.
        crs: a variable `spatial_ref` states it, and arrays of two and more dimensions refer to it.
        groups: name -> name of an attribute -> text.
    """
    dataset = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path), ["FORMAT=NC4"])
    root = dataset.GetRootGroup()
    for name, value in (attributes or {}).items():
        _attribute(root, name, value)
    made = {name: root.CreateDimension(name, None, None, size) for name, size in dimensions.items()}
    if crs:
        mapping = root.CreateMDArray("spatial_ref", [], gdal.ExtendedDataType.Create(gdal.GDT_Int32))
        _attribute(mapping, "crs_wkt", spatial_reference(crs).ExportToWkt())
        _attribute(mapping, "spatial_ref", spatial_reference(crs).ExportToWkt())
    for name, (names, values, said) in arrays.items():
        refers = {"grid_mapping": "spatial_ref"} if crs and len(names) > 1 else {}
        _array(root, name, [made[each] for each in names], np.asarray(values), {**said, **refers})
    for group, said in (groups or {}).items():
        inside = root.CreateGroup(group)
        for name, value in said.items():
            _attribute(inside, name, value)
    root = made = dataset = mapping = inside = None
    return str(path)


def _array(group, name, dimensions, values, said):
    if values.dtype.kind in "UO":
        array = group.CreateMDArray(name, dimensions, gdal.ExtendedDataType.CreateString())
        array.Write([str(value) for value in values.ravel()])
    else:
        kind = KINDS.get(values.dtype.str[1:], gdal.GDT_Float64)
        array = group.CreateMDArray(name, dimensions, gdal.ExtendedDataType.Create(kind))
        fill = said.pop("_FillValue", None)
        if fill is not None:
            array.SetNoDataValueDouble(fill)
        for key, value in said.items():
            _attribute(array, key, value)
        array.WriteArray(values.astype(gdal_type(kind)))


def gdal_type(kind):
    return next(np.dtype(name) for name, known in KINDS.items() if known == kind)


def _attribute(owner, name, value):
    if isinstance(value, str):
        owner.CreateAttribute(name, [], gdal.ExtendedDataType.CreateString()).Write(value)
    else:
        owner.CreateAttribute(name, [], gdal.ExtendedDataType.Create(gdal.GDT_Float64)).Write(float(value))
