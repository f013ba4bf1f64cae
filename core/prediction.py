"""Probability of being an active landslide, streamed: blocks of the stack go to the worker and come back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .errors import InputError, OutputError, tr
from .grid import Window
from .hotspot_settings import hotspot_settings
from .model_card import Card, band_names, read_card
from .outputs import scratch_folder
from .progress import Progress, Silent, check_cancelled
from .raster import Band, RasterReader, RasterWriter
from .shared_arrays import new_array
from .tile_store import region_of
from .vector import rasterize
from .worker_client import Worker, describe
from .worker_python import WorkerPython

BLOCK = 1024  # cells kept of each block; a multiple of the raster's own blocks
SLOTS = 2  # one is read or written while the network works on the other
MAX_CELL_DIFFERENCE = 0.2  # relative
_OUT_OF_RANGE = 0.25  # share of cells outside the training's 1 to 99 % above which the user is warned
OBSERVING = ("hotspot", "velocity")  # bands that are null where motion could not have been seen


@dataclass(frozen=True)
class Coverage:
    """What a prediction covered.

    Args:
        cells: of the ground asked for.
        observed: cells with a probability.
        blocks: read; `skipped`: not read into the network since nothing could be observed there.
    """

    cells: int
    observed: int
    blocks: int
    skipped: int


def check_stack(stack: str, card: Card, progress: Progress = Silent()) -> None:
    """Compare a stack with what a model was trained on.

    Raises:
        InputError: a band is missing or has another unit, or the cells differ by more than 20 %.
    """
    with RasterReader(stack) as reader:
        numbers = reader.numbers(band_names(card))
        for number, band in zip(numbers, card["bands"]):
            unit, expected = reader.bands[number - 1].unit, str(band.get("unit", ""))
            if unit and expected and unit != expected:
                raise InputError(
                    tr("Band {name} of the stack is in {unit}, the model was trained on {expected}. Build the stack with the same unit."),
                    name=band["name"], unit=unit, expected=expected,
                )
        cell_m = reader.grid.cell_m
    if abs(cell_m / float(card["cell_m"]) - 1.0) > MAX_CELL_DIFFERENCE:
        raise InputError(
            tr("The stack has cells of {cell} m, the model was trained on {trained} m. Build the stack with cells within 20 % of that."),
            cell=round(cell_m, 2), trained=round(float(card["cell_m"]), 2),
        )
    _compare_hot_spots(hotspot_settings(stack), card.get("hotspot") or {}, progress)


def predict_probability(
    stack: str, model: str, output: str, within: Sequence[bytes], device: str, python: WorkerPython, progress: Progress
) -> Coverage:
    """Write the probability raster; null where motion could not be observed or outside WITHIN.

    Args:
        stack: path of the feature stack.
        model: path of the model.
        output: path of the raster, float32, NaN for null.
        within: polygons (WKB, the stack's CRS); empty: everywhere.
        device: auto, cpu, cuda or mps.
        python: of the worker.
        progress: reporting and cancel.

    Raises:
        InputError: stack and model do not fit, WITHIN lies elsewhere, or motion could be seen nowhere.
        WorkerError: the worker failed.
        OutputError: the raster or the exchange files cannot be written.
    """
    card = read_card(model)
    check_stack(stack, card, progress)
    with RasterReader(stack) as reader, scratch_folder("predict") as folder:
        region_of(reader.grid, within, 0)
        band = Band("probability", "", "Probability of an active landslide; null: motion could not be observed")
        with Worker(python, progress) as worker:
            progress.message(describe(worker.hello))
            with RasterWriter(output, reader.grid, [band], metadata={"model": Path(model).name}) as writer:
                stream = _Stream(reader, writer, worker, card, within, folder)
                worker.send("job", name="predict", model=os.path.abspath(model), device=device, **stream.exchange)
                worker.wait("ready", silence_s=180.0)
                coverage = stream.run(progress)
                if not coverage.observed:
                    raise InputError(
                        tr("Motion could have been seen nowhere: {bands} are null on all {cells} cells of the ground to predict. Check that the targets overlap it."),
                        bands=", ".join(stream.observing), cells=coverage.cells,
                    )
                return coverage


def _compare_hot_spots(here: dict[str, float], trained: dict[str, float], progress: Progress) -> None:
    """Warn where the hot spot map was made otherwise than in training: its values mean something else then."""
    other = {key: (here[key], trained[key]) for key in here if key in trained and here[key] != trained[key]}
    for key, (now, then) in other.items():
        progress.warning(
            f"The hot spot map was made with {key} = {now:g}, the model was trained on a map with {then:g}."
            " Make the map as it was made for training; these boundaries are less certain."
        )


class _Stream:
    """The blocks on their way to the worker and back."""

    def __init__(
        self, reader: RasterReader, writer: RasterWriter, worker: Worker, card: Card, within: Sequence[bytes], folder: Path
    ) -> None:
        self._reader, self._writer, self._worker, self._within = reader, writer, worker, within
        self._names = band_names(card)
        self._margin = int(card["tile"])
        self._observing = [i for i, name in enumerate(self._names) if name in OBSERVING]
        self.observing = [self._names[i] for i in self._observing] or self._names
        self._limits = [(band.get("low"), band.get("high")) for band in card["bands"]]
        self._outside = np.zeros((len(self._names), 2))
        side = min(BLOCK, max(reader.grid.shape)) + 2 * self._margin
        shape = (SLOTS, len(self._names), side, side)
        self.exchange = {"input": str(folder / "input.npy"), "output": str(folder / "output.npy"), "shape": list(shape)}
        try:
            self._input = new_array(folder / "input.npy", np.float32, shape)
            self._output = new_array(folder / "output.npy", np.float32, (SLOTS, side, side))
        except OSError as error:
            raise OutputError(
                tr("The exchange files in {folder} cannot be written: {reason}. Free disk space."),
                folder=str(folder), reason=error.strerror or str(error),
            ) from error

    def run(self, progress: Progress) -> Coverage:
        """Send every block that holds something, write what comes back."""
        blocks = self._reader.grid.windows(BLOCK)
        pending: dict[int, tuple[Window, NDArray[np.bool_]]] = {}
        cells = observed = skipped = 0
        for done, block in enumerate(blocks):
            check_cancelled(progress)
            asked = self._asked(block)
            cells += int(asked.sum())
            slot = next(k for k in range(SLOTS) if k not in pending)
            part, asked = _smallest(block, asked)
            seen = asked if part.is_empty else self._fill(slot, part) & asked
            if not seen.any():
                skipped += 1
                continue
            outer = part.expanded(self._margin)
            self._worker.send("block", slot=slot, row=outer.row, column=outer.column, rows=outer.rows, columns=outer.columns)
            pending[slot] = (part, seen)
            if len(pending) == SLOTS:
                observed += self._collect(pending)
            progress.update(done / len(blocks))
        while pending:
            observed += self._collect(pending)
        self._worker.send("end")
        self._worker.wait("result")
        self._report(progress)
        return Coverage(cells, observed, len(blocks), skipped)

    def _asked(self, block: Window) -> NDArray[np.bool_]:
        if not self._within:
            return np.ones(block.shape, bool)
        return rasterize(self._within, self._reader.grid, block) > 0

    def _fill(self, slot: int, block: Window) -> NDArray[np.bool_]:
        """Read a block with its margin into a slot; where in the block motion could have been seen."""
        outer = block.expanded(self._margin)
        values = self._reader.read(outer, self._names)
        self._input[slot, :, : outer.rows, : outer.columns] = values
        kept = values[(slice(None), *block.relative_to(outer).slices)]
        self._count_outside(kept)
        looked_at = kept[self._observing] if self._observing else kept
        seen: NDArray[np.bool_] = np.isfinite(looked_at).any(axis=0)
        return seen

    def _count_outside(self, values: NDArray[np.float32]) -> None:
        """Add to the counts of valid cells and of those outside the range of the training."""
        for index, (low, high) in enumerate(self._limits):
            if low is None or high is None:
                continue
            valid = values[index][np.isfinite(values[index])]
            self._outside[index] += valid.size, np.count_nonzero((valid < low) | (valid > high))

    def _collect(self, pending: dict[int, tuple[Window, NDArray[np.bool_]]]) -> int:
        """Wait for the next finished block and write it."""
        slot = int(self._worker.wait("block")["slot"])
        block, seen = pending.pop(slot)
        inner = block.relative_to(block.expanded(self._margin)).slices
        values = np.where(seen, self._output[(slot, *inner)], np.float32(np.nan)).astype(np.float32)
        self._writer.write(values, block)
        return int(np.isfinite(values).sum())

    def _report(self, progress: Progress) -> None:
        """Warn of bands that look other than in the training."""
        for name, (count, outside) in zip(self._names, self._outside):
            if count and outside / count > _OUT_OF_RANGE:
                progress.warning(
                    f"Band {name}: {100 * outside / count:.0f} % of the cells lie outside the range that the model was trained on"
                    " (2 % there). Its boundaries are less certain here."
                )


def _smallest(block: Window, asked: NDArray[np.bool_]) -> tuple[Window, NDArray[np.bool_]]:
    """The part of a block that holds all cells asked for, and the mask there; empty where there are none."""
    rows, columns = np.flatnonzero(asked.any(axis=1)), np.flatnonzero(asked.any(axis=0))
    if not len(rows):
        return Window(block.column, block.row, 0, 0), asked[:0, :0]
    part = Window(
        block.column + int(columns[0]), block.row + int(rows[0]),
        int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1,
    )
    return part, asked[part.relative_to(block).slices]
