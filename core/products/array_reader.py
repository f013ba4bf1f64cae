"""Reads arrays of NetCDF and HDF5 files by GDAL's multidimensional API; run as a program, so that it may die alone.

    python array_reader.py

Requests and answers are lines of JSON, on the standard input and output; the bytes of an array follow its answer.
    {"do": "survey", "path": FILE}                                    -> what the file holds, see `survey`
    {"do": "read", "path": FILE, "array": NAME, "start": [...], "count": [...]}  -> {"dtype": .., "shape": ..}, bytes
Uses GDAL alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from osgeo import gdal

_MOST_ARRAYS = 2000
_DEEPEST = 6  # groups in groups
_MOST_COORDINATES = 200_000  # values of a coordinate that the survey holds
_FAILURES = (OSError, RuntimeError, TypeError, ValueError, AttributeError)
_ALSO_SINGLES = ["SHOW_ZERO_DIM=YES"]  # of NetCDF
_OPEN: dict[str, Any] = {}  # path -> dataset; a stack has many files, and asks them in turn
_MOST_OPEN = 200


def survey(path: str) -> dict[str, Any]:
    """Attributes of the file, and of each array: name, dimensions, unit, attributes, CRS, null; values of one row.

    Raises:
        RuntimeError, AttributeError: it cannot be read.
    """
    root = _root(path)
    arrays: list[dict[str, Any]] = []
    for prefix, group in _groups(root, "", 0):
        for name in group.GetMDArrayNames(_ALSO_SINGLES) or []:
            if len(arrays) < _MOST_ARRAYS:
                with contextlib.suppress(RuntimeError):
                    arrays.append(_described(path, group.OpenMDArray(name), f"{prefix}{name}"))
    groups = {prefix.strip("/"): _attributes(group) for prefix, group in _groups(root, "", 0)}
    return {"attributes": groups.pop("", {}), "groups": groups, "arrays": arrays}


def read(path: str, array: str, start: list[int], count: list[int]) -> Any:
    """Stored values of a part of an array, as numpy has it.

    Raises:
        RuntimeError, AttributeError: it cannot be read there.
    """
    found = _array(_root(path), array).ReadAsArray(array_start_idx=start, count=count)
    if found is None:
        raise RuntimeError(gdal.GetLastErrorMsg() or "no values")
    return found


def _array(group: Any, name: str) -> Any:
    *inside, last = name.split("/")
    for each in inside:
        group = group.OpenGroup(each)
    return group.OpenMDArray(last)


def _root(path: str) -> Any:
    """The outermost group of a file, opened by the first driver that can."""
    is_hdf5 = path.lower().endswith((".h5", ".he5", ".hdf5", ".hdf"))
    names = ["HDF5", "netCDF"] if is_hdf5 else ["netCDF", "HDF5"]
    if path not in _OPEN:
        while len(_OPEN) >= _MOST_OPEN:
            del _OPEN[next(iter(_OPEN))]
        for name in names:
            if path not in _OPEN and gdal.GetDriverByName(name) is not None:
                with contextlib.suppress(RuntimeError):
                    dataset = gdal.OpenEx(path, gdal.OF_MULTIDIM_RASTER, allowed_drivers=[name])
                    if dataset is not None:
                        _OPEN[path] = dataset
    if path not in _OPEN:
        raise RuntimeError(gdal.GetLastErrorMsg() or "it is no NetCDF or HDF5 file that this GDAL reads")
    return _OPEN[path].GetRootGroup()


def _groups(group: Any, prefix: str, depth: int) -> Iterator[tuple[str, Any]]:
    yield prefix, group
    if depth < _DEEPEST:
        for name in group.GetGroupNames() or []:
            with contextlib.suppress(RuntimeError):
                yield from _groups(group.OpenGroup(name), f"{prefix}{name}/", depth + 1)


def _described(path: str, array: Any, name: str) -> dict[str, Any]:
    dimensions = array.GetDimensions() or []
    kind = array.GetDataType()
    is_number = kind.GetClass() == gdal.GEDTC_NUMERIC
    reference = array.GetSpatialRef()
    said: dict[str, Any] = {
        "name": name,
        "dimensions": [each.GetName() for each in dimensions],
        "shape": [each.GetSize() for each in dimensions],
        "is_number": is_number,
        "is_byte": is_number and kind.GetNumericDataType() == gdal.GDT_Byte,
        "unit": array.GetUnit() or "",
        "scale": array.GetScale() if is_number else None,
        "offset": array.GetOffset() if is_number else None,
        "null": array.GetNoDataValueAsDouble() if is_number else None,
        "block": list(array.GetBlockSize() or []),
        "crs": reference.ExportToWkt() if reference is not None else "",
        "attributes": _attributes(array),
    }
    size = 1
    for each in said["shape"]:
        size *= each
    if len(dimensions) <= 1 and size <= _MOST_COORDINATES:
        said["values"] = _numbers(array) if is_number else _texts(path, name)
    return said


def _numbers(array: Any) -> list[float]:
    """Values of an array of at most one dimension."""
    with contextlib.suppress(RuntimeError, TypeError, ValueError):
        return [float(value) for value in array.ReadAsArray().ravel()]
    return []


def _texts(path: str, name: str) -> list[str]:
    """Texts of an array of at most one dimension, by the driver for HDF5: that for NetCDF frees them too soon."""
    with tempfile.TemporaryDirectory(prefix="slipline-texts-") as folder, contextlib.suppress(*_FAILURES):
        alias = os.path.join(folder, "texts.h5")  # the driver leaves what is called .nc to the other one
        for made in (os.symlink, os.link):
            if not os.path.exists(alias):
                with contextlib.suppress(OSError):
                    made(path, alias)
        dataset = gdal.OpenEx(alias, gdal.OF_MULTIDIM_RASTER, allowed_drivers=["HDF5"])
        found = _array(dataset.GetRootGroup(), name).Read()
        return [_text(value) for value in (found if isinstance(found, (list, tuple)) else [found])]
    return []


def _attributes(owner: Any) -> dict[str, Any]:
    made = {}
    for each in owner.GetAttributes() or []:
        with contextlib.suppress(RuntimeError, TypeError):
            value = each.Read()
            made[each.GetName()] = list(value)[:20] if isinstance(value, tuple) else _plain(value)
    return made


def _plain(value: Any) -> Any:
    return value if isinstance(value, (int, float)) else _text(value)


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What is sent back for a request."""
    try:
        if request["do"] == "survey":
            return {"answer": survey(request["path"])}, b""
        values = read(request["path"], request["array"], request["start"], request["count"])
        raw = values.tobytes()
        return {"dtype": values.dtype.str, "shape": list(values.shape), "bytes": len(raw)}, raw
    except (RuntimeError, AttributeError, TypeError, ValueError, KeyError, MemoryError) as error:
        return {"error": str(error) or type(error).__name__}, b""


def main(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the input ends."""
    for line in requests:
        head, raw = answer(json.loads(line))
        answers.write(json.dumps(head, default=str).encode() + b"\n" + raw)
        answers.flush()


if __name__ == "__main__":
    gdal.UseExceptions()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    main(sys.stdin.buffer, sys.stdout.buffer)
