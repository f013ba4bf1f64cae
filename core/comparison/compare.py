"""Feature sets, networks and seeds side by side: Tables 1 and 2 of Liang et al. (2023) on the user's own data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..base.codes import DEFORMATION_MAPS
from ..base.errors import Cancelled, InputError, OutputError, WorkerError
from ..base.hashes import file_sha256
from ..base.processes import plugin_version
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.training_options import TrainingOptions
from ..base.translation import english, tr
from ..display.pages import require_pages
from ..files.outputs import require_writable, scratch_folder, together, write_text
from ..gis.raster import RasterReader
from ..hotspots.carried_settings import reach_m
from ..stack.feature_sets import bands_of_set, place, row_named, title
from ..tilestore.store_view import view_of
from ..tilestore.tile_store import FEATURES_HASH, TileStore, build_tile_store, held_back_set
from ..training.data import TrainingData
from ..training.ground_words import say_ground
from ..training.jobs import run_training
from ..training.one_sheet import on_one_sheet
from ..training.scores import score_held_back
from ..worker.client import Worker, describe
from ..worker.python import WorkerPython
from .figure import example_tiles
from .finished_runs import ComparedRun, FinishedRuns, in_paper_order, in_steps, runs_name
from .report import table_csv, write_comparison

# Options that differ from row to row, or that change no row.
_NOT_COMPARED = ("network", "seed", "device", "processes", "start_from", "refit")
Row = tuple[str, str, int]  # network, feature set, seed


@dataclass(frozen=True)
class Comparison:
    """What is compared.

    Args:
        sets: names from FEATURE_SETS.
        networks: names of networks.
        seeds: one run for each.
        pictured: rows that are drawn side by side: numbers of the paper, or network and feature set; empty: two
            that the paper draws.
    """

    sets: Sequence[str]
    networks: Sequence[str]
    seeds: Sequence[int]
    pictured: Sequence[str] = ()

    def rows(self) -> list[Row]:
        """Network, feature set and seed of each run, in the paper's order."""
        rows = [(network, name, seed) for network in self.networks for name in self.sets for seed in self.seeds]
        return sorted(dict.fromkeys(rows), key=lambda row: place(*row[:2]))

    def require_pictured(self) -> None:
        """Stop where a row to draw is not compared.

        Raises:
            InputError: it is not.
        """
        for name in self.pictured:
            row_named(name, (row[:2] for row in self.rows()))


def compare(
    data: TrainingData,
    comparison: Comparison,
    options: TrainingOptions,
    output: str,
    report: str,
    python: WorkerPython,
    progress: Progress,
) -> list[ComparedRun]:
    """Train every combination on one tile store with the same recipe, and write the table (CSV) and a report.

    Each finished run is kept beside the table at once; runs that are there already, on the same data and with the same
    recipe, are not trained again.

    Args:
        data: stack, areas and within; its bands are replaced by those of each set.
        comparison: what is compared.
        options: the recipe; the seed of the split is the first one compared.
        output: path of the table, .csv.
        report: path of the HTML report, or empty.
        python: of the worker.
        progress: reporting and cancel.

    Raises:
        InputError: a band is missing, a row to draw is not compared, or nothing could be held back to compare on.
        OutputError: table, report or tile store cannot be written.
        WorkerError: the worker failed; finished runs are kept.
        Cancelled: the user asked to stop; finished runs are kept.
    """
    require_writable(output, report)
    require_pages(report)
    comparison.require_pictured()
    # the scores on held-back ground are compared, and a refit does not change those
    options = replace(options, seed=comparison.seeds[0], refit=False)
    chosen = {name: _bands_of_all(data.stacks, name, options.preset) for name in comparison.sets}
    with ExitStack() as opened:
        folder = opened.enter_context(scratch_folder("compare"))
        worker = opened.enter_context(Worker(python, progress, options.processes))
        with english():
            progress.message(describe(worker.hello))
        bands = [band for own in chosen.values() for band in own]
        data = opened.enter_context(on_one_sheet(data, bands, options, folder, Stage(progress, 0.0, 0.02)))
        store = _common_store(folder, data, chosen.values(), options, Stage(progress, 0.02, 0.05))
        say_ground(store, progress)
        study = _Study(
            data=data,
            options=options,
            store=store,
            bands=chosen,
            folder=folder,
            worker=worker,
            finished=FinishedRuns(runs_name(output), _identity(store, options, Stage(progress, 0.05, 0.05)), progress),
        )
        runs = in_paper_order(study.run_all(comparison.rows(), Stage(progress, 0.05, 0.95)))
        with together(output, report):
            write_text(output, table_csv(runs))
            if report:
                write_comparison(report, runs, store, options, comparison.pictured, data.says_synthetic())
            check_cancelled(progress)
    return runs


def _common_store(
    folder: Path, data: TrainingData, sets: Iterable[Sequence[str]], options: TrainingOptions, progress: Progress
) -> TileStore:
    """The tile store with the bands of all sets.

    Raises:
        InputError: a band is missing, or nothing could be held back to compare on.
    """
    place_of_store = folder / "all"
    place_of_store.mkdir()
    bands, drawing = bands_together(data.raster, sets), data.drawing(options.ring_m)
    store = build_tile_store(place_of_store, data.raster, bands, drawing, options, reach_m(data.raster), progress)
    if held_back_set(store) is None:
        raise InputError(
            tr(
                "No ground could be held back to compare on: {count} areas are too few or too close. Draw more areas, "
                "or choose a smaller TILE."
            ),
            count=len(data.drawn),
        )
    return store


def _bands_of_all(stacks: Sequence[RasterReader], name: str, preset: str) -> tuple[str, ...]:
    """The bands of a feature set that the stacks of all study areas have.

    Raises:
        InputError: a stack lacks a band of the set other than the image's.
    """
    of_each = [bands_of_set(stack, name, preset) for stack in stacks]
    return tuple(band for band in of_each[0] if all(band in bands for bands in of_each))


def bands_together(stack: RasterReader, chosen: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The bands of all sets, and the stack's maps of the deformation.

    The maps are included because the choice of tiles must not depend on the sets.
    """
    decisive = [name for name in stack.names if name in DEFORMATION_MAPS]
    return tuple(dict.fromkeys([*(band for bands in chosen for band in bands), *decisive]))


def _identity(store: TileStore, options: TrainingOptions, progress: Progress = Silent()) -> dict[str, Any]:
    """Everything that all rows share: version of the plugin, ground, labels, tiles, sets and recipe."""
    recipe = {name: value for name, value in options.as_dict().items() if name not in _NOT_COMPARED}
    manifest = {name: value for name, value in store.manifest.items() if name not in ("bands", FEATURES_HASH)}
    digest = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    return {
        "version": plugin_version(),
        "recipe": recipe,
        "tiles": digest,
        "labels": file_sha256(store.folder / "labels.npy", store.folder / "sets.npy", progress=progress),
    }


@contextmanager
def _kept(finished: FinishedRuns, progress: Progress) -> Iterator[None]:
    """When a comparison is stopped, tell where its finished runs are."""
    try:
        yield
    except (Cancelled, WorkerError, OutputError):
        if len(finished):
            progress.warning(
                f"{len(finished)} finished runs are kept in {finished.path}. To go on, run the tool again with "
                "the same inputs, parameters and outputs; to give up, delete that file."
            )
        raise


@dataclass(frozen=True)
class _Study:
    """What all runs of a comparison have in common.

    Args:
        data: stack and areas.
        options: the recipe; network and seed are those of each row.
        store: ground, labels and the bands of all sets.
        bands: names of the bands of each set.
        folder: for files that nobody keeps.
        worker: that trains.
        finished: runs that are kept beside the table.
    """

    data: TrainingData
    options: TrainingOptions
    store: TileStore
    bands: dict[str, tuple[str, ...]]
    folder: Path
    worker: Worker
    finished: FinishedRuns

    def run_all(self, rows: Sequence[Row], progress: Stage) -> list[ComparedRun]:
        """Every row; where the work stops early, the log tells where the finished runs are."""
        runs = []
        with _kept(self.finished, progress):
            for index, row in enumerate(rows):
                check_cancelled(progress)
                progress.message(f"Run {index + 1} of {len(rows)}: {title(*row[:2])}, seed {row[2]}.")
                runs.append(self._run(row, Stage(progress, index / len(rows), (index + 1) / len(rows))))
        return runs

    def _run(self, row: Row, progress: Stage) -> ComparedRun:
        """A row that was finished before, or is trained now."""
        with scratch_folder("compare-run") as place_of_run:
            view = view_of(self.store, self.bands[row[1]], place_of_run, Stage(progress, 0.0, 0.02))
            digest = str(view.manifest[FEATURES_HASH])
            run = self.finished.find(row, digest)
            if run is not None:
                progress.message("This run was finished before; it is not trained again.")
                return run
            run = self._trained(row, view, digest, progress)
        self.finished.add(run)
        return run

    def _trained(self, row: Row, view: TileStore, digest: str, progress: Stage) -> ComparedRun:
        network, features, seed = row
        recipe = replace(self.options, network=network, seed=seed)
        unfinished, stack = str(self.folder / "run.safetensors"), self.data.raster
        model, part = self.folder / "model.safetensors", Stage(progress, 0.02, 0.95)
        result = run_training(self.worker, view, stack, recipe, model, unfinished, part)
        probability, threshold = view.folder / "probability.npy", float(result["threshold"])
        scores = score_held_back(view, probability, threshold, self.data.drawn, progress=Stage(progress, 0.95, 1.0))
        for line in scores.lines()[:2]:
            progress.message(line)
        if scores.counts is None:
            raise ValueError("no ground is held back, which was checked before")
        on_tiles = result.get("tile_scores") or {}
        return ComparedRun(
            network=network,
            features=features,
            seed=seed,
            data=digest,
            scores=scores.as_dict(),
            counts=scores.counts.network,
            threshold=threshold,
            random_iou=on_tiles.get("random"),
            gap=on_tiles.get("gap"),
            seconds=float(result["seconds"]),
            examples=_examples(view, probability),
        )


def _examples(store: TileStore, probability: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Probability of the tiles that are drawn."""
    values, tile = np.load(probability, mmap_mode="r"), int(store.manifest["tile"])
    found = np.full((len(corners := example_tiles(store)), tile, tile), np.nan, np.float32)
    for index, (row, column) in enumerate(corners):
        part = values[row : row + tile, column : column + tile]
        found[index, : part.shape[0], : part.shape[1]] = part
    return in_steps(found)
