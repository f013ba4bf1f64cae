"""Arrays in files, mapped into memory: shared with the worker, or too large for the memory."""

from __future__ import annotations

import contextlib
import mmap
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .progress import Progress, Silent, check_asked, check_cancelled

_CHUNK = 2**23  # bytes
_HELD = 2**25  # bytes of a mapped file that stay in memory after they were used
_AROUND = 2**17  # bytes that the system maps around what is asked for


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


class Mapped(np.memmap[Any, Any]):
    """A mapped file of which little stays in memory.

    What is read is a copy. The pages of the file that were touched are given back to the system again and again: it
    keeps them as long as it has nothing better to do with the memory, but they no longer count as this process' own.
    """

    _touched = 0

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, tuple) and len(at) == 2 and isinstance(at[0], slice) and isinstance(at[1], np.ndarray):
            return np.stack([self[row, at[1]] for row in range(*at[0].indices(len(self)))])
        found = np.array(self.view(np.ndarray)[at])
        self._release(found.nbytes if isinstance(at, (int, np.integer, slice)) else self._reached(at))
        return found

    def __setitem__(self, at: Any, values: Any) -> None:
        self.view(np.ndarray)[at] = values  # numpy would ask a subclass for the part, and write into the copy
        self._release(self._reached(at))

    def _reached(self, at: Any) -> int:
        """Bytes of the pages that an access touches, at most."""
        row = self.nbytes // max(len(self), 1)
        if not isinstance(at, tuple) or len(at) != 2:
            return row if isinstance(at, (int, np.integer)) else self.nbytes
        rows = len(range(*at[0].indices(len(self)))) if isinstance(at[0], slice) else 1
        part = at[1]
        columns = len(range(*part.indices(self.shape[1]))) if isinstance(part, slice) else self.shape[1]
        return rows * (columns * self.itemsize + _AROUND)

    def _release(self, bytes_: int) -> None:
        self._touched += bytes_
        held: Any = getattr(self, "_mmap", None)  # none of what numpy derives from it
        if self._touched >= _HELD and held is not None and hasattr(mmap, "MADV_DONTNEED"):
            held.madvise(mmap.MADV_DONTNEED)
            self._touched = 0


def mapped(
    folder: Path | None, name: str, kind: type[np.generic], shape: tuple[int, ...], again: bool = False
) -> NDArray[Any]:
    """An array of zeros in a file of a folder; in memory where there is no folder.

    Args:
        again: the one that is there already, with its values.

    Raises:
        OSError: the disk is full.
    """
    if folder is None:
        return np.zeros(shape, kind)
    path = folder / f"{name}.npy"
    found: NDArray[Any] = np.load(path, mmap_mode="r+") if again else new_array(path, kind, shape, at_once=True)
    return found.view(Mapped)
