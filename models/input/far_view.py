"""The far view of part `context`.

Ground around a tile, WINDOW times as wide with the same centre, in as many cells as the tile.

The paper names several windows of the same centre as future work. The averages lie on a lattice that begins at the
first cell of the ground, and are made once; with them tiles begin at multiples of WINDOW cells, so that a tile and its
far view always fit exactly.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.lib.format import write_array_header_1_0
from numpy.typing import NDArray
from torch import Tensor

from ...core.base.context_window import WINDOW, ground_margin
from ...core.files.disk_space import cannot_write

STRIP = 64  # rows of the far raster that are made together


def far(ground: NDArray[np.float32], names: Sequence[str]) -> NDArray[np.float32]:
    """Means of WINDOW x WINDOW cells of bands in their own units (bands, rows, columns), NaN where null.

    The last ones may have fewer cells. Directions in degrees (`aspect`) are averaged as directions: 350 and 10 give 0.

    Returns:
        (2 bands, rows / WINDOW, columns / WINDOW), rounded up: of each band the mean of what is known, NaN where
        nothing is; then of each band the share of the cells that are known.
    """
    known = np.isfinite(ground)
    count = _sums(known.astype(np.float32))
    values = np.where(known, ground, np.float32(0.0))
    means = np.divide(_sums(values), count, out=np.full(count.shape, np.nan, np.float32), where=count > 0)
    if "aspect" in names:
        number = list(names).index("aspect")
        angle = np.deg2rad(values[number : number + 1])
        east, north = (_sums(part * known[number : number + 1])[0] for part in (np.sin(angle), np.cos(angle)))
        means[number] = np.where(count[number] > 0, np.rad2deg(np.arctan2(east, north)) % 360.0, np.nan)
    return np.concatenate((means, count / WINDOW**2))


def _sums(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sums of WINDOW x WINDOW cells of (bands, rows, columns)."""
    rows, columns = values.shape[1:]
    sums = np.zeros((len(values), -(-rows // WINDOW), -(-columns // WINDOW)), np.float32)
    for row in range(WINDOW):
        for column in range(WINDOW):
            part = values[:, row::WINDOW, column::WINDOW]
            sums[:, : part.shape[1], : part.shape[2]] += part
    return sums


def far_raster(features: NDArray[np.float32], names: Sequence[str], path: Path) -> NDArray[np.float32]:
    """`far` of a whole store, memory-mapped; made strip by strip where the file is not there yet.

    Raises:
        OutputError: it cannot be written.
    """
    if not path.exists():
        part = path.with_name(f"{path.name}.part{os.getpid()}")
        shape = (-(-features.shape[1] // WINDOW), 2 * len(names), -(-features.shape[2] // WINDOW))
        try:
            with part.open("wb") as file:
                header = {"descr": "<f4", "fortran_order": False, "shape": shape}
                write_array_header_1_0(file, header)  # type: ignore[no-untyped-call]
                for row in range(0, features.shape[1], STRIP * WINDOW):
                    file.write(
                        far(features[:, row : row + STRIP * WINDOW], names).swapaxes(0, 1).astype("<f4").tobytes()
                    )
            os.replace(part, path)
        except OSError as error:
            raise cannot_write(str(path), error.strerror or str(error)) from error
        finally:
            part.unlink(missing_ok=True)
    raster: NDArray[np.float32] = np.load(path, mmap_mode="r", allow_pickle=False).swapaxes(0, 1)
    return raster


def far_corner(corner: tuple[int, int], tile: int) -> tuple[int, int]:
    """First cell in the far raster of a tile's far view, for a tile's first cell at a multiple of WINDOW."""
    margin = ground_margin(tile, WINDOW)
    return (corner[0] - margin) // WINDOW, (corner[1] - margin) // WINDOW


@dataclass(frozen=True)
class TwoViews:
    """A block of ground, scaled, from which tiles are cut together with their far views.

    Args:
        near: (channels, rows, columns).
        far: (channels, rows / WINDOW, columns / WINDOW).
        first: row and column in `near` of the first cell of `far`; each tile lies at a multiple of WINDOW from there.
    """

    near: Tensor
    far: Tensor
    first: tuple[int, int]

    def tiles(self, corners: Sequence[tuple[int, int]], tile: int) -> Tensor:
        """Tiles and far views (N, 2 channels, tile, tile) from first rows and columns in `near`."""
        pairs = []
        for row, column in corners:
            far_row, far_column = far_corner((row - self.first[0], column - self.first[1]), tile)
            wide = self.far[:, far_row : far_row + tile, far_column : far_column + tile]
            pairs.append(torch.cat((self.near[:, row : row + tile, column : column + tile], wide)))
        return torch.stack(pairs)
