"""Arrays in files, mapped into memory: shared with the worker, or too large for the memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .progress import Progress, Silent, check_asked, check_cancelled

_CHUNK = 2**23  # bytes


def new_array(path: Path, kind: Any, shape: tuple[int, ...], progress: Progress = Silent()) -> np.memmap[Any, Any]:
    """A memory map of zeros whose space on the disk is taken now: a full disk would end the process later.

    Args:
        path, kind, shape: of the array's file.
        progress: asked for cancel; a gigabyte takes about a second.

    Raises:
        Cancelled: the user asked to stop; the file is left as it is, in a folder that nobody keeps.
        OSError: the disk is full, or the folder cannot be written.
    """
    opened: Any = np.lib.format.open_memmap  # numpy does not say its types
    array: np.memmap[Any, Any] = opened(path, mode="w+", dtype=kind, shape=shape)
    with path.open("r+b") as file:
        zeros = b"\0" * _CHUNK
        file.seek(array.offset)
        for _ in range(array.nbytes // _CHUNK):
            check_cancelled(progress)
            check_asked()
            file.write(zeros)
        file.write(zeros[: array.nbytes % _CHUNK])
    return array


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
    found: NDArray[Any] = np.load(path, mmap_mode="r+") if again else new_array(path, kind, shape)
    return found
