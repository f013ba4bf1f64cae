"""Probability of being an active landslide, streamed: blocks of the stack go to the worker and come back."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..base.errors import InputError
from ..base.grid import Grid, Window, partition
from ..base.model_card import Model
from ..base.progress import Progress, Stage
from ..base.translation import english, tr
from ..display.shown_words import duration
from ..files.outputs import scratch_folder
from ..gis.gdal_session import ENOUGH, small_cache
from ..gis.raster_writer import RasterWriter
from ..tilestore.learnt_ground import ITEM
from ..tilestore.tiles import region_of
from ..worker.client import READY_S, Message, Worker, describe
from ..worker.python import WorkerPython
from .checks import check_stack
from .finished_rows import FinishedRows
from .inputs import BLOCK, PredictionInputs
from .layers import PROBABILITY
from .sheet import sheet_units
from .stream import Answer, Stream

_TELL_S = 60.0  # between two lines about the time left


@dataclass
class Coverage:
    """What a prediction covered.

    Args:
        cells: of the ground asked for.
        observed: cells with a probability.
        tiles: scored now.
        all_tiles: of the ground that was predicted now.
    """

    cells: int = 0
    observed: int = 0
    tiles: int = 0
    all_tiles: int = 0


def predict_probability(
    inputs: PredictionInputs, outputs: Sequence[str], finished: FinishedRows, python: WorkerPython, progress: Progress
) -> Coverage:
    """Write the probability raster; null where motion could not be observed or outside WITHIN.

    Args:
        inputs: stack, model and how to predict.
        outputs: paths of `inputs.rasters`: of the probability; then, if wanted, of the deviation and of what the
            network says without each source. Float32, NaN for null.
        finished: row blocks that an interrupted run has left, and to which this run adds.
        python: of the worker.
        progress: reporting and cancel.

    Raises:
        InputError: stack and model do not fit, WITHIN lies elsewhere, or motion could be seen nowhere.
        WorkerError: the worker failed.
        OutputError: the rasters or the exchange files cannot be written.
    """
    grid = inputs.stack.grid
    region_of(grid, inputs.within, 0)
    rows = inputs.row_blocks()
    before = [finished.counts(block) for block in rows]
    todo = [block for block, counts in zip(rows, before) if counts is None]
    coverage = Coverage(sum(c["cells"] for c in before if c), sum(c["observed"] for c in before if c))
    with small_cache():
        if todo:
            _predict(inputs, todo, finished, python, coverage, Stage(progress, 0.0, 0.97))
        if not coverage.observed:
            raise InputError(
                tr(
                    "Motion could not have been observed anywhere: the bands hotspot and velocity "
                    "(all bands, where the stack has neither) are null on all {cells} cells of the ground to "
                    "predict. Check that the "
                    "targets overlap it."
                ),
                cells=coverage.cells,
            )
        made = list(zip(outputs, inputs.rasters))
        finished.assemble(rows, grid, made, told_of(inputs.model), Stage(progress, 0.97, 1.0))
    return coverage


def predict_window(
    inputs: PredictionInputs, window: Window, output: str, python: WorkerPython, progress: Progress
) -> Coverage:
    """Write the probability of a part of the stack's cells, which see the stack beyond it.

    Args:
        inputs: stack, model and how to predict.
        window: cells of the stack's grid.
        output: path of the raster of these cells.
        python: of the worker.
        progress: reporting and cancel.

    Raises:
        InputError, WorkerError, OutputError: as `predict_probability`.
    """
    coverage = Coverage()
    factors = check_stack(inputs.stack, inputs.model.card, progress)
    units = sheet_units(inputs.stack, inputs.model.card, factors, progress)
    with small_cache(), scratch_folder("predict") as folder, Worker(python, progress) as worker:
        stream = Stream(inputs, units, folder, 1, progress)
        worker.send("job", name="predict", **inputs.job(), **stream.exchange)
        worker.wait("ready", silence_s=READY_S)
        blocks = list(partition(window, BLOCK))
        metadata = told_of(inputs.model)
        with RasterWriter(output, inputs.stack.grid.part(window), [PROBABILITY], metadata=metadata) as writer:
            _write(writer, window, stream.through(blocks, worker, progress), coverage)
        worker.send("end")
        worker.wait("result")
    return coverage


def told_of(model: Model) -> dict[str, str]:
    """What a predicted raster says of its model: its name, and the ground that it has learnt from."""
    learnt = model.card.get("learnt")
    return {"model": model.name, **({ITEM: json.dumps(learnt)} if learnt else {})}


def _predict(
    inputs: PredictionInputs,
    todo: list[Window],
    finished: FinishedRows,
    python: WorkerPython,
    coverage: Coverage,
    progress: Progress,
) -> None:
    """Predict row blocks; each is safe on the disk when it is finished."""
    bands = [band for raster in inputs.rasters for band in raster]
    factors = check_stack(inputs.stack, inputs.model.card, progress)
    units = sheet_units(inputs.stack, inputs.model.card, factors, progress)
    with scratch_folder("predict") as folder, Worker(python, progress) as worker:
        with english():
            progress.message(describe(worker.hello))
        stream = Stream(inputs, units, folder, len(bands), progress)
        worker.send("job", name="predict", **inputs.job(), **stream.exchange)
        ready = worker.wait("ready", silence_s=READY_S)
        lattice = _Lattice(inputs.stack.grid, int(inputs.model.card["tile"]))
        _estimate(stream, lattice.tiles(todo), ready, inputs.coarse_to_fine, progress)
        coverage.all_tiles = lattice.tiles(todo)
        blocks = [block for rows in todo for block in inputs.blocks(rows)]
        clock = _Clock(len(todo), progress)
        for row, answers in itertools.groupby(
            stream.through(blocks, worker, progress), key=lambda answer: answer.block.window.row
        ):
            rows = next(block for block in todo if block.row == row)
            with RasterWriter(finished.path(rows), inputs.stack.grid.part(rows), bands) as writer:
                counts = _write(writer, rows, answers, coverage)
                writer.annotate(1, {key: str(value) for key, value in counts.items()})
            clock.tick()
        worker.send("end")
        worker.wait("result")
        stream.drift.report(progress)


def _write(writer: RasterWriter, rows: Window, answers: Iterator[Answer], coverage: Coverage) -> dict[str, int]:
    """Write the blocks of a row; cells asked for and observed."""
    cells = observed = 0
    for answer in answers:
        cells += answer.block.cells
        coverage.tiles += answer.tiles
        if answer.values is None:
            continue
        part = answer.block.part
        for number, values in enumerate(answer.values, start=1):
            writer.write(np.where(answer.block.seen, values, np.float32(np.nan)), part.relative_to(rows), number)
        observed += int(np.isfinite(answer.values[0]).sum())
    coverage.cells += cells
    coverage.observed += observed
    return {"cells": cells, "observed": observed}


@dataclass(frozen=True)
class _Lattice:
    """The tiles of a grid: one at each half tile, see models.blending."""

    grid: Grid
    tile: int

    def tiles(self, rows: Sequence[Window]) -> int:
        """Tiles that touch these row blocks; those between two are counted once."""
        half = self.tile // 2
        down = sum(-(-block.rows // half) for block in rows) + 1
        return down * (-(-self.grid.columns // half) + 1)


def _estimate(stream: Stream, tiles: int, ready: Message, coarse_to_fine: bool, progress: Progress) -> None:
    """Say how long it will take and how much memory it needs, from the first tiles and a sample of the stack."""
    share, each = stream.share_of_tiles(), float(ready["seconds_per_tile"])
    memory = float(ready.get("memory_bytes") or 0) + 3 * stream.bytes + ENOUGH
    longest = duration(share * tiles * each)
    time_needed = (
        f"{duration(share * tiles * each / 4)} (no area anywhere) to {longest} (areas everywhere)"
        if coarse_to_fine
        else longest
    )
    progress.message(
        f"About {time_needed} for {share * tiles:,.0f} of {tiles:,} tiles (nothing could have been "
        f"observed in the others), and about {memory / 2**30:.1f} GiB of memory."
    )


class _Clock:
    """Says from time to time how long it will still take."""

    def __init__(self, count: int, progress: Progress) -> None:
        self._count, self._progress = count, progress
        self._began = self._told = time.monotonic()
        self._done = 0

    def tick(self) -> None:
        """A row block is finished."""
        self._done += 1
        now = time.monotonic()
        if now - self._told > _TELL_S and self._done < self._count:
            self._told = now
            left = (now - self._began) / self._done * (self._count - self._done)
            self._progress.message(f"{self._done} of {self._count} row blocks; about {duration(left)} left.")
