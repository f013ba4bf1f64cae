"""Arrays in files: mapped into memory where they are shared with the worker, read by parts where they are too large."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from .progress import Progress, Silent, check_asked, check_cancelled

Ints = NDArray[np.int64]
_CHUNK = 2**23  # bytes


def new_array(
    path: Path, kind: Any, shape: tuple[int, ...], progress: Progress = Silent(), at_once: bool = False
) -> np.memmap[Any, Any]:
    """A memory map of zeros whose space on the disk is taken now: a full disk would end the process later.

    Args:
        path, kind, shape: of the array's file.
        progress: asked for cancel; a gigabyte takes about a second.
        at_once: let the system take the space without writing the zeros, where it can.

    Raises:
        Cancelled: the user asked to stop; the file is left as it is, in a folder that nobody keeps.
        OSError: the disk is full, or the folder cannot be written.
    """
    opened: Any = np.lib.format.open_memmap  # numpy does not say its types
    array: np.memmap[Any, Any] = opened(path, mode="w+", dtype=kind, shape=shape)
    with path.open("r+b") as file:
        if at_once and _taken(file.fileno(), array.offset + array.nbytes):
            return array
        zeros = b"\0" * _CHUNK
        file.seek(array.offset)
        for _ in range(array.nbytes // _CHUNK):
            check_cancelled(progress)
            check_asked()
            file.write(zeros)
        file.write(zeros[: array.nbytes % _CHUNK])
    return array


def _taken(file: int, size: int) -> bool:
    """Take space on the disk, which reads as zeros.

    Raises:
        OSError: the disk is full.
    """
    with contextlib.suppress(AttributeError):  # of a system without it
        os.posix_fallocate(file, 0, size)
        return True
    return False


class ArrayOnDisk:
    """An array (n, m) in a file, of which nothing stays in memory: what is read is a copy, what is set is written.

    Not mapped: blocks of columns touch each row, and a system maps up to megabytes around each touch. The file is
    open only while it is read or written, so that it can be removed at any time on Windows too.

    Args:
        path: of an array that `new_array` has made.
    """

    def __init__(self, path: Path) -> None:
        there = np.load(path, mmap_mode="r")
        self._path, self._offset = path, int(there.offset)
        self.dtype, self.shape = there.dtype, (int(there.shape[0]), int(there.shape[1]))

    def __len__(self) -> int:
        return self.shape[0]

    def __array__(self, kind: Any = None, copy: Any = None) -> NDArray[Any]:
        return np.asarray(self[:], kind)

    def __getitem__(self, at: Any) -> Any:
        rows, columns = at if isinstance(at, tuple) else (at, slice(None))
        numbers, first, count, inside = self._reached(rows, columns)
        made = np.empty((len(numbers), count if inside is None else len(inside)), self.dtype)
        row = np.empty(count, self.dtype)
        with self._path.open("rb", buffering=0) as file:
            for k, number in enumerate(numbers):
                self._read(file, number, first, made[k] if inside is None else row)
                if inside is not None:
                    made[k] = row[inside]
        return made[tuple(0 if isinstance(one, (int, np.integer)) else slice(None) for one in (rows, columns))]

    def __setitem__(self, at: Any, values: Any) -> None:
        rows, columns = at if isinstance(at, tuple) else (at, slice(None))
        numbers, first, count, inside = self._reached(rows, columns)
        given = np.broadcast_to(values, (len(numbers), count if inside is None else len(inside)))
        row = np.empty(count, self.dtype)
        with self._path.open("r+b", buffering=0) as file:
            for number, each in zip(numbers, given):
                if inside is not None:
                    self._read(file, number, first, row)
                row[... if inside is None else inside] = each
                self._seek(file, number, first)
                if file.write(row.tobytes()) != row.nbytes:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _reached(self, rows: Any, columns: Any) -> tuple[list[int], int, int, Ints | None]:
        """Rows; first column and number of columns from there; which of these are meant, None: all of them."""
        numbers = np.atleast_1d(np.arange(self.shape[0])[rows]).tolist()
        if isinstance(columns, slice):
            start, stop, step = columns.indices(self.shape[1])
            if step == 1:
                return numbers, start, max(0, stop - start), None
        there = np.atleast_1d(np.arange(self.shape[1])[columns])
        first = int(there.min(initial=self.shape[1]))
        return numbers, first, max(0, int(there.max(initial=-1)) + 1 - first), there - first

    def _seek(self, file: BinaryIO, row: int, column: int) -> None:
        file.seek(self._offset + (row * self.shape[1] + column) * self.dtype.itemsize)

    def _read(self, file: BinaryIO, row: int, column: int, into: NDArray[Any]) -> None:
        self._seek(file, row, column)
        if file.readinto(into) != into.nbytes:  # type: ignore[attr-defined]
            raise OSError(f"{self._path}: cut short")


def on_disk(
    folder: Path | None, name: str, kind: type[np.generic], shape: tuple[int, int], again: bool = False
) -> NDArray[Any]:
    """An array of zeros in a file of a folder, read and written by its parts; in memory where there is no folder.

    Args:
        again: the one that is there already, with its values.

    Raises:
        OSError: the disk is full.
    """
    if folder is None:
        return np.zeros(shape, kind)
    path = folder / f"{name}.npy"
    if not again:
        new_array(path, kind, shape, at_once=True)
    made: Any = ArrayOnDisk(path)  # it has what is used of an array
    return made  # type: ignore[no-any-return]
