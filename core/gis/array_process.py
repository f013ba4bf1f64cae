"""HDF5, NetCDF, HDF4 and GRIB are read in a process of their own: their libraries end QGIS over damaged files."""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ..base.errors import InputError
from ..base.processes import DEVNULL, TimeoutExpired, start_program
from ..base.progress import check_asked
from ..base.translation import tr
from ..files.system import own_python
from . import array_process_reader
from .gdal_session import quiet

_SIGNATURES = (b"\x89HDF\r\n\x1a\n", b"CDF\x01", b"CDF\x02", b"CDF\x05", b"\x0e\x03\x13\x01", b"GRIB")
_HDF5 = _SIGNATURES[0]
_VARIABLE = re.compile(r'(HDF5|HDF4_SDS|NETCDF|BAG|GRIB|S102):"?(.+?)"?:(?://|/)?([^:"]*)$', re.IGNORECASE)
STILL_S = 60  # without news of a reader, after which it is given up
_LOOK_S = 0.02
_COPIES: dict[tuple[str, int, int], tempfile.TemporaryDirectory[str]] = {}  # gone when QGIS ends
_GIVEN_UP: dict[tuple[str, int, int], float] = {}  # when its reader came to no end: not tried again at once
_REMEMBERED_S = 300


@dataclass(frozen=True)
class Layer:
    """A layer of a file that was copied.

    Args:
        name: of the variable or array.
        file: GeoTIFF of its values.
        unit: as the file spells it, or empty.
    """

    name: str
    file: str
    unit: str


@dataclass(frozen=True)
class Content:
    """What such a file holds: attributes of the file, and its layers."""

    attributes: dict[str, str]
    layers: list[Layer]


def file_and_variable(path: str) -> tuple[str, str]:
    """File and variable that GDAL's name of one variable means, `NETCDF:"file":name`; else the path and nothing."""
    named = _VARIABLE.fullmatch(path)
    return (named[2], named[3]) if named else (path, "")


def wants_own_process(path: str) -> bool:
    """Tell whether a file, or GDAL's name of a variable in one, is of a format that is read apart."""
    return _start(file_and_variable(path)[0]).startswith(_SIGNATURES)


def is_hdf5(path: str) -> bool:
    """Tell whether a file is HDF5, but not NetCDF, by its first bytes and its ending."""
    return Path(path).suffix.lower() not in (".nc", ".nc4", ".grd", ".cdf") and _start(path).startswith(_HDF5)


def holds_arrays(path: str) -> bool:
    """Tell whether a file is NetCDF or HDF5, by its first bytes."""
    return _start(path).startswith(_SIGNATURES[:4])


def _start(path: str) -> bytes:
    with contextlib.suppress(OSError, ValueError):
        if Path(path).is_file():
            with open(path, "rb") as file:
                return file.read(8)
    return b""


def readable_copy(path: str) -> str:
    """GeoTIFF of the only raster in a file, or of the variable that is named.

    Raises:
        InputError: the file is damaged, or holds several variables.
    """
    layers = content_of(path).layers
    if len(layers) != 1:
        raise InputError(
            tr("{path} holds {count} rasters: {names}. Choose one of them: load it in QGIS, and choose the layer."),
            path=path,
            count=len(layers),
            names=", ".join(layer.name for layer in layers[:20]) or tr("none"),
        )
    return layers[0].file


def content_of(path: str) -> Content:
    """Copy a file's layers, and say what it holds; a file that has not changed is copied once.

    Args:
        path: of the file, or GDAL's name of a variable in one.

    Raises:
        InputError: it cannot be read.
    """
    file = file_and_variable(path)[0]
    state = os.stat(file)
    key = (path, state.st_mtime_ns, state.st_size)
    if key in _GIVEN_UP and time.monotonic() < _GIVEN_UP[key] + _REMEMBERED_S:
        raise _no_end(path)
    if key not in _COPIES:
        folder = tempfile.TemporaryDirectory(prefix="slipline-raster-")
        try:
            _run(path, folder.name)
        except TimeoutExpired as error:
            _GIVEN_UP[key] = time.monotonic()
            raise _no_end(path) from error
        _COPIES[key] = folder
    made = Path(_COPIES[key].name)
    content = json.loads((made / "content.json").read_text(encoding="utf-8"))
    layers = [Layer(each["name"], str(made / each["file"]), each["unit"]) for each in content["layers"]]
    return Content(content["attributes"], layers)


def _run(path: str, folder: str) -> None:
    """Copy in a process of its own; in this one where QGIS has no interpreter beside it."""
    python = own_python()
    try:
        if not python.is_file():
            with quiet():
                array_process_reader.main(path, folder)
            return
        status, said = _watched([str(python), str(array_process_reader.__file__), path, folder], folder)
    except (OSError, RuntimeError, AttributeError) as error:
        reason = str(error)
    else:
        if status == 0:
            return
        reason = said[-1] if said and status > 0 else tr("its library failed on it")
    raise _unreadable(path, reason)


def _no_end(path: str) -> InputError:
    return _unreadable(path, tr("its library came to no end with it in {seconds} s").format(seconds=STILL_S))


def _unreadable(path: str, reason: str) -> InputError:
    return InputError(
        tr("The file {path} cannot be read: {reason}. It may be damaged or not complete; save it again."),
        path=path,
        reason=reason[:200],
    )


def _watched(command: list[str], folder: str) -> tuple[int, list[str]]:
    """Run a program that reports its progress on standard output; return its status and the lines of its errors.

    Raises:
        TimeoutExpired: the program reported nothing for a while: a damaged file can trap a library in an endless loop.
        Cancelled: the user asked to stop.
    """
    news, errors = os.path.join(folder, "news.txt"), os.path.join(folder, "errors.txt")
    with open(news, "wb") as told, open(errors, "wb") as failed:
        started = start_program(command, stdin=DEVNULL, stdout=told, stderr=failed)
        try:
            heard, length = time.monotonic(), 0
            while started.poll() is None:
                check_asked()
                time.sleep(_LOOK_S)
                if os.path.getsize(news) != length:
                    heard, length = time.monotonic(), os.path.getsize(news)
                elif time.monotonic() - heard > STILL_S:
                    raise TimeoutExpired(command, STILL_S)
        finally:
            if started.poll() is None:
                started.kill()
                started.wait()
    with open(errors, "rb") as file:
        return started.returncode, file.read().decode("utf-8", "replace").strip().splitlines()
