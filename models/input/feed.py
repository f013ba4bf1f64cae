"""Tiles on their way to the device: from memory maps by a thread, or from arrays that lie on the device."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...core.base.codes import IGNORE
from ...core.base.context_window import WINDOW, ground_margin
from .sampling import target_of
from .tile_reader import TileStore

RESIDENT_SHARE = 0.4  # of the free memory of a graphics card that a store may take


@dataclass(frozen=True)
class DeviceTiles:
    """A batch on the device: bands (N, bands or 3 x bands, H, W), NaN where null; target (N, H, W) uint8 of one set."""

    raw: Tensor
    target: Tensor


class Feed:
    """Reads tiles of a store in a thread while the ones before are used; to CUDA by way of pinned memory."""

    def __init__(self, store: TileStore, device: torch.device) -> None:
        self._store, self._device = store, device

    def tiles(self, batches: Iterable[NDArray[np.int64]], part: int) -> Iterator[DeviceTiles]:
        """Tiles of each batch of first cells (n, 2); cells outside the set `part` do not count."""
        with ThreadPoolExecutor(max_workers=1) as reader:
            coming = None
            for corners in batches:
                following = reader.submit(self._read, corners, part)
                if coming is not None:
                    yield self._sent(*coming.result())
                coming = following
            if coming is not None:
                yield self._sent(*coming.result())

    def _read(self, corners: NDArray[np.int64], part: int) -> tuple[Tensor, Tensor]:
        tiles = self._store.read(corners)
        target = target_of(tiles.labels, tiles.sets, part, self._store.split)
        pair = torch.from_numpy(tiles.features), torch.from_numpy(target)
        if self._device.type == "cuda":
            return pair[0].pin_memory(), pair[1].pin_memory()
        return pair

    def _sent(self, raw: Tensor, target: Tensor) -> DeviceTiles:
        return DeviceTiles(raw.to(self._device, non_blocking=True), target.to(self._device, non_blocking=True))


class ResidentFeed:
    """Cuts tiles out of a store that lies on the device as a whole."""

    def __init__(self, store: TileStore, device: torch.device) -> None:
        self._store, self._device = store, device
        self._features, self._labels, self._sets = (
            torch.from_numpy(np.array(array)).to(device) for array in (store.features, store.labels, store.sets)
        )
        self._far = None if store.far is None else torch.from_numpy(np.array(store.far)).to(device)

    def tiles(self, batches: Iterable[NDArray[np.int64]], part: int) -> Iterator[DeviceTiles]:
        """As `Feed.tiles`."""
        for corners in batches:
            yield self._tiles(torch.from_numpy(self._store.placed(corners)).to(self._device), part)

    def _tiles(self, corners: Tensor, part: int) -> DeviceTiles:
        inside, where = self._places(corners, self._store.shape)
        raw = _picked(self._features, inside, where)
        if self._far is not None:
            margin = ground_margin(self._store.tile, WINDOW)
            wide = _picked(self._far, *self._places((corners - margin) // WINDOW, self._far.shape[1:]))
            raw = torch.cat((raw, wide), dim=1)
        labels = self._labels[where]
        counted = inside if self._store.split == "random" and part == 1 else inside & (self._sets[where] == part)
        return DeviceTiles(raw, torch.where(counted, labels, torch.full_like(labels, IGNORE)))

    def _places(self, corners: Tensor, shape: tuple[int, ...]) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Which cells (N, tile, tile) of tiles lie in a picture, and the position of each or of the nearest."""
        along = torch.arange(self._store.tile, device=self._device)
        rows, columns = (corners[:, axis, None] + along for axis in (0, 1))  # (N, tile)
        height, width = shape
        inside = ((rows >= 0) & (rows < height))[:, :, None] & ((columns >= 0) & (columns < width))[:, None, :]
        return inside, (rows.clamp(0, height - 1)[:, :, None], columns.clamp(0, width - 1)[:, None, :])


def _picked(picture: Tensor, inside: Tensor, where: tuple[Tensor, Tensor]) -> Tensor:
    """Tiles (N, bands, tile, tile) of a picture (bands, rows, columns), null outside."""
    raw = picture[:, where[0], where[1]].movedim(0, 1)
    return torch.where(inside[:, None], raw, torch.full_like(raw, float("nan")))


def feed_of(store: TileStore, device: torch.device) -> Feed | ResidentFeed:
    """The store on the graphics card where it fits, else a thread that reads."""
    if device.type == "cuda":
        free, _ = torch.cuda.mem_get_info(device)
        needed = sum(array.nbytes for array in (store.features, store.labels, store.sets))
        if needed < RESIDENT_SHARE * free:
            return ResidentFeed(store, device)
    return Feed(store, device)


def lattice_batches(corners: NDArray[np.int64], size: int) -> list[NDArray[np.int64]]:
    """First cells in batches; the last one may be smaller."""
    return [corners[first : first + size] for first in range(0, len(corners), size)]
