"""Arrays that live in files and are mapped into memory: a full frame does not fit otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def mapped(
    folder: Path | None, name: str, kind: type[np.generic], shape: tuple[int, ...], again: bool = False
) -> NDArray[Any]:
    """A new array of zeros in a file of a folder; in memory where there is no folder. `again`: one that is there."""
    if folder is None:
        return np.zeros(shape, kind)
    return np.memmap(folder / f"{name}.raw", kind, "r+" if again else "w+", shape=shape)
