"""NetCDF and HDF5 files from outside: what they hold and parts of their arrays, read in a process of its own.

Their libraries end the whole process over damaged contents: it is never QGIS' own, where it has an interpreter.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.processes import DEVNULL, PIPE, Popen, start_program
from ..base.translation import tr
from ..files.system import own_python
from ..gis.gdal_session import quiet
from . import array_reader

DRIVERS = ("netCDF", "HDF5")
LONGEST_S = 120.0  # for one answer: a damaged file can send the library round for ever


@dataclass(frozen=True)
class Array:
    """An array of a file.

    Args:
        name: with its groups, `a/b/name`.
        dimensions: names of them, the last one varies fastest.
        shape: their sizes.
        is_number: False for texts and compounds.
        is_byte: whether it holds 8 bits: flags and masks.
        unit: as the file spells it, or empty.
        scale, offset, null: of stored numbers; None: not said.
        block: sizes of what is stored together; 0: not said.
        crs: WKT, or empty.
        attributes: name -> value.
        values: of an array of at most one dimension.
    """

    name: str
    dimensions: tuple[str, ...]
    shape: tuple[int, ...]
    is_number: bool = True
    is_byte: bool = False
    unit: str = ""
    scale: float | None = None
    offset: float | None = None
    null: float | None = None
    block: tuple[int, ...] = ()
    crs: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    values: tuple[Any, ...] = ()

    @property
    def short(self) -> str:
        """Its name without the groups."""
        return self.name.rsplit("/", maxsplit=1)[-1]


def can_read_arrays() -> bool:
    """Tell whether GDAL has a driver for such files."""
    return any(gdal.GetDriverByName(name) is not None for name in DRIVERS)


class ArrayFile:
    """A NetCDF or HDF5 file.

    Args:
        path: of the file.

    Raises:
        InputError: when it is asked and cannot be read.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def _survey(self) -> dict[str, Any]:
        found: dict[str, Any] = _asked({"do": "survey", "path": self.path}, self.path)[0]["answer"]
        return found

    @property
    def attributes(self) -> dict[str, Any]:
        """Of the file itself."""
        found: dict[str, Any] = self._survey["attributes"]
        return found

    @property
    def all_attributes(self) -> dict[str, Any]:
        """Of the file and of its groups, and single values of arrays (`identification/orbit_pass_direction`)."""
        made = {key: value for group in self._survey["groups"].values() for key, value in group.items()}
        singles = {one.short: one.values[0] for one in self.arrays if len(one.values) == 1}
        return {**singles, **made, **self.attributes}

    @cached_property
    def arrays(self) -> list[Array]:
        """All arrays of all groups."""
        return [_array(one) for one in self._survey["arrays"]]

    def array(self, name: str) -> Array | None:
        """The array of a name with its groups, else the first of this name in any group."""
        whole = [one for one in self.arrays if one.name == name.strip("/")]
        return next(iter(whole or [one for one in self.arrays if one.short == name.strip("/")]), None)

    def read(self, array: Array, start: Sequence[int], count: Sequence[int]) -> NDArray[np.float64]:
        """Values of a part, NaN where there is none; scale and offset applied.

        Raises:
            InputError: the file cannot be read there.
        """
        request = {"do": "read", "path": self.path, "array": array.name, "start": list(start), "count": list(count)}
        head, raw = _asked(request, self.path)
        stored = np.frombuffer(raw, np.dtype(head["dtype"])).reshape(head["shape"])
        values = stored.astype(np.float64)
        null = ~np.isfinite(values)
        for marker in (array.null, *_further_nulls(array)):
            if marker is not None and not np.isnan(marker):
                null |= values == marker if abs(marker) < 1e30 else np.abs(values) >= 1e30
        if array.scale is not None or array.offset is not None:
            values = values * (1.0 if array.scale is None else array.scale) + (array.offset or 0.0)
        values[null] = np.nan
        return values


def _array(said: dict[str, Any]) -> Array:
    values: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in said.items()}
    return Array(**values)


def _further_nulls(array: Array) -> list[float]:
    """What attributes call missing, besides the declared null."""
    made = []
    for name in ("_FillValue", "missing_value", "NO_DATA_VALUE"):
        with contextlib.suppress(TypeError, ValueError):
            made.append(float(array.attributes[name])) if name in array.attributes else None
    return made


class _Reader:
    """The process that reads, started at the first question, and again after it has died."""

    def __init__(self) -> None:
        self._process: Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The answer and its bytes.

        Raises:
            OSError, EOFError: the process died over it.
        """
        with self._lock:
            if not own_python().is_file():
                with quiet():
                    return array_reader.answer(request)
            process = self._running()
            watch = threading.Timer(LONGEST_S, process.kill)
            watch.start()
            try:
                return _exchange(process, request)
            except (OSError, EOFError):
                self._process = None
                process.kill()
                process.wait()
                raise
            finally:
                watch.cancel()

    def _running(self) -> Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = start_program(
                [str(own_python()), str(array_reader.__file__)], stdin=PIPE, stdout=PIPE, stderr=DEVNULL
            )
        return self._process


def _exchange(process: Popen[bytes], request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise EOFError
    head = json.loads(line)
    raw = process.stdout.read(int(head.get("bytes", 0)))
    if len(raw) != int(head.get("bytes", 0)):
        raise EOFError
    return head, raw


_READER = _Reader()


def _asked(request: dict[str, Any], path: str) -> tuple[dict[str, Any], bytes]:
    """The reader's answer.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        head, raw = _READER.ask({**request, "path": os.path.abspath(request["path"])})
        reason = str(head.get("error", ""))
    except (OSError, EOFError):
        reason = tr("its library failed on it")
    if not reason:
        return head, raw
    if reason == RuntimeError.__name__ and request["do"] == "read":  # HDF5 gives no reason
        raise InputError(
            tr(
                "The values of {array} in {path} cannot be unpacked. They are damaged, or packed in a way that QGIS' "
                "HDF5 library does not know, such as LZF. Save them by h5py with compression gzip, or as GeoTIFF "
                "(MintPy: save_gdal.py)."
            ),
            array=request["array"],
            path=path,
        )
    raise InputError(
        tr("The file {path} cannot be read: {reason}. It may be damaged or not complete; save it again."),
        path=path,
        reason=" ".join(reason.split())[:200],
    )
