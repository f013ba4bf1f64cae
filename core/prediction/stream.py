"""Blocks of a stack on their way to the worker and back: a thread reads, the worker computes, the caller writes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.ahead import done_ahead
from ..base.codes import observing
from ..base.grid import Window
from ..base.model_card import band_names, margin_of, missing_bands
from ..base.progress import Progress
from ..base.shared_arrays import new_array
from ..files.disk_space import cannot_write, disk_full
from ..files.system import is_full
from ..gis.vector import rasterize
from ..worker.client import Worker
from .drift import Drift
from .inputs import PredictionInputs
from .sheet import SheetUnits

SLOTS = 3  # one is read, one is with the network, one is written
_SAMPLES = 10  # along each side of the stack


@dataclass
class Block:
    """A block that was read.

    Args:
        window: its cells.
        part: the smallest window of its cells that are asked for.
        seen: cells of `part` that are asked for and where motion could have been seen.
        cells: asked for.
        slot: where its bands lie; None: nothing could have been seen in it.
    """

    window: Window
    part: Window
    seen: NDArray[np.bool_]
    cells: int
    slot: int | None = None


@dataclass(frozen=True)
class Answer:
    """A block that came back.

    Args:
        block: as it was read.
        values: (layers, rows, columns) of the block's part, NaN where null; None where nothing could have been seen.
        tiles: scored for it.
    """

    block: Block
    values: NDArray[np.float32] | None
    tiles: int


class Stream:
    """The slots and what goes through them.

    Args:
        inputs: what to predict from. Its stack is read by a thread until the last block has come back.
        units: what brings the bands to the units of the training.
        folder: for the slots.
        layers: of the result, see `layers.rasters`.
        progress: asked for cancel while the slots are filled with zeros.

    Raises:
        Cancelled: the user asked to stop.
        OutputError: the slots cannot be written.
    """

    def __init__(
        self, inputs: PredictionInputs, units: SheetUnits, folder: Path, layers: int, progress: Progress
    ) -> None:
        card = inputs.model.card
        self._reader, self._within = inputs.stack, inputs.within
        self._units = units
        self._names, self._tile = band_names(card), int(card["tile"])
        self._margin = margin_of(card) + (self._tile // 2 if inputs.coarse_to_fine else 0)  # the first pass sees more
        self._missing = missing_bands(card, self._reader.names)
        self._observing = observing(self._names)
        self.observing = [self._names[i] for i in self._observing]
        self._others = [i for i in range(len(self._names)) if i not in self._observing]
        self.drift = Drift(card["bands"], {band.name for band in self._reader.bands if not band.unit})
        self._slot = 0  # the next one
        height, width = (length + 2 * (self._margin + self._tile // 2) for length in inputs.block_shape)
        shape = (SLOTS, len(self._names), height, width)
        self.exchange = {
            "input": str(folder / "input.npy"),
            "output": str(folder / "output.npy"),
            "shape": list(shape),
            "margin": self._margin,
        }
        try:
            self._input = new_array(folder / "input.npy", np.float32, shape, progress)
            self._output = new_array(folder / "output.npy", np.float32, (SLOTS, layers, height, width), progress)
        except OSError as error:
            slots = 4.0 * SLOTS * height * width * (len(self._names) + layers)
            raise disk_full(str(folder), slots) if is_full(error) else cannot_write(str(folder), str(error)) from error

    @property
    def bytes(self) -> int:
        """Memory of the slots."""
        return int(self._input.nbytes + self._output.nbytes)

    def through(self, blocks: Sequence[Window], worker: Worker, progress: Progress) -> Iterator[Answer]:
        """Send blocks to the worker while the next one is read; each comes back in order.

        Args:
            blocks: row by row.
            worker: that waits for blocks.
            progress: reporting and cancel.
        """
        pending: deque[Block] = deque()
        sent = 0
        for _, block in done_ahead(self._read, blocks, progress, threads=1):
            pending.append(block)
            if block.slot is not None:
                outer = self._outer(block.part)
                worker.send(
                    "block", slot=block.slot, row=outer.row, column=outer.column, rows=outer.rows, columns=outer.columns
                )
                sent += 1
            while pending and (pending[0].slot is None or sent == 2):
                sent -= pending[0].slot is not None
                yield self._answer(pending.popleft(), worker)
        while pending:
            yield self._answer(pending.popleft(), worker)

    def _answer(self, block: Block, worker: Worker) -> Answer:
        if block.slot is None:
            return Answer(block, None, 0)
        answer = worker.wait("block")
        inner = block.part.relative_to(self._outer(block.part)).slices
        return Answer(block, np.array(self._output[(block.slot, slice(None), *inner)]), int(answer["tiles"]))

    def share_of_tiles(self) -> float:
        """Share of the tiles in which something could have been seen, from a sample all over the stack."""
        grid = self._reader.grid
        rows, columns = (np.linspace(0, max(length - self._tile, 0), _SAMPLES).astype(int) for length in grid.shape)
        windows = [
            Window(int(c), int(r), self._tile, self._tile).intersection(grid.window)
            for r in set(rows)
            for c in set(columns)
        ]
        seen = []
        for window in windows:
            values = np.empty((len(self._names), *window.shape), np.float32)
            self._read_bands(window, self._observing, values)
            seen.append((self._known(values) & self.asked(window)).any())
        return float(np.mean(seen))

    def _read(self, window: Window, _progress: Progress) -> Block:
        """Read a block with its margin into the next slot, where anything could have been seen.

        One block is with the worker and one waits for it when this is called: the third slot is free.
        """
        asked = self.asked(window)
        part, asked = _smallest(window, asked)
        cells = int(asked.sum())
        if part.is_empty:
            return Block(window, part, asked, 0)
        outer = self._outer(part)
        inner = (slice(None), *part.relative_to(outer).slices)
        values = self._input[self._slot, :, : outer.rows, : outer.columns]
        self._read_bands(outer, self._observing, values)
        seen: NDArray[np.bool_] = asked & self._known(values[inner])
        if not seen.any():
            return Block(window, part, seen, cells)
        slot, self._slot = self._slot, (self._slot + 1) % SLOTS
        self._read_bands(outer, self._others, values)
        self.drift.add(values[inner])
        result = self._output[slot, :, : outer.rows, : outer.columns]
        result[:] = np.nan
        result[inner] = np.where(seen, np.float32(0.0), np.float32(np.nan))
        return Block(window, part, seen, cells, slot)

    def _outer(self, part: Window) -> Window:
        """The cells that the worker gets for a part of a block."""
        return part.aligned(self._tile // 2).expanded(self._margin)

    def asked(self, window: Window) -> NDArray[np.bool_]:
        """Cells of a window that lie within the polygons."""
        if not self._within:
            return np.ones(window.shape, bool)
        return rasterize(self._within, self._reader.grid, window) > 0

    def _known(self, values: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Cells where motion could have been seen; the bands that tell it have to be in `values`."""
        known: NDArray[np.bool_] = np.any([np.isfinite(values[i]) for i in self._observing], axis=0)
        return known

    def _read_bands(self, window: Window, bands: list[int], values: NDArray[np.float32]) -> None:
        """Fill some bands of `values` (bands of the model, rows, columns), in the units of the training."""
        for i in bands:
            if self._names[i] in self._missing:
                values[i] = np.nan
                continue
            self._reader.read(window, [self._names[i]], values[i : i + 1])
            self._units.bring(values[i], i)


def _smallest(block: Window, asked: NDArray[np.bool_]) -> tuple[Window, NDArray[np.bool_]]:
    """The part of a block that holds all cells asked for, and the mask there; empty where there are none."""
    rows, columns = np.flatnonzero(asked.any(axis=1)), np.flatnonzero(asked.any(axis=0))
    if not len(rows):
        return Window(block.column, block.row, 0, 0), asked[:0, :0]
    part = Window(
        block.column + int(columns[0]),
        block.row + int(rows[0]),
        int(columns[-1] - columns[0]) + 1,
        int(rows[-1] - rows[0]) + 1,
    )
    return part, asked[part.relative_to(block).slices]
