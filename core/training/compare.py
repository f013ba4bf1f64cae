"""Feature sets, networks and seeds side by side: Tables 1 and 2 of Liang et al. (2023) on the user's own data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..base.codes import DEFORMATION_MAPS
from ..base.errors import Cancelled, InputError, OutputError, WorkerError
from ..base.hashes import file_sha256
from ..base.outputs import removed_on_failure, require_writable, scratch_folder, write_text
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.training_options import TrainingOptions
from ..base.translation import english, tr
from ..gis.provenance import plugin_version
from ..gis.raster import RasterReader
from ..hotspots.settings import reach_m
from ..stack.feature_sets import bands_of_set, place, row_named, title
from ..tilestore.store_view import view_of
from ..tilestore.tile_store import FEATURES_HASH, TileStore, build_tile_store, held_back_set
from ..worker.client import Worker, describe
from ..worker.python import WorkerPython
from .compare_figure import example_tiles
from .compare_report import table_csv, write_comparison
from .data import TrainingData
from .finished_runs import ComparedRun, FinishedRuns, in_paper_order, in_steps, runs_name
from .ground_words import say_ground
from .jobs import run_training
from .scores import score_held_back

_NOT_COMPARED = (
    "network",
    "seed",
    "device",
    "processes",
    "start_from",
    "refit",
)  # options that differ from row to row, or change no row


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

    def rows(self) -> list[tuple[str, str, int]]:
        """Network, feature set and seed of each run, in the paper's order."""
        rows = [(network, name, seed) for network in self.networks for name in self.sets for seed in self.seeds]
        return sorted(dict.fromkeys(rows), key=lambda row: place(*row[:2]))


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
        WorkerError: the worker failed; what is finished is kept.
        Cancelled: the user asked to stop; likewise.
    """
    require_writable(output, report)
    for name in comparison.pictured:
        row_named(name, (row[:2] for row in comparison.rows()))
    options = replace(
        options, seed=comparison.seeds[0], refit=False
    )  # held-back scores are compared, which a refit does not change
    chosen = {name: bands_of_set(data.stack, name, options.preset) for name in comparison.sets}
    with scratch_folder("compare") as folder, Worker(python, progress, options.processes) as worker:
        with english():
            progress.message(describe(worker.hello))
        (folder / "all").mkdir()
        store = build_tile_store(
            folder / "all",
            data.stack,
            bands_together(data.stack, chosen.values()),
            data.drawing(options.ring_m),
            options,
            reach_m(data.stack),
            Stage(progress, 0.0, 0.05),
        )
        _require_held_back(store, len(data.areas))
        say_ground(store, progress)
        finished = FinishedRuns(runs_name(output), _identity(store, options, Stage(progress, 0.05, 0.05)), progress)
        runs = []
        rows = comparison.rows()
        with _kept(finished, progress):
            for index, row in enumerate(rows):
                check_cancelled(progress)
                part = Stage(progress, 0.05 + 0.9 * index / len(rows), 0.05 + 0.9 * (index + 1) / len(rows))
                progress.message(f"Run {index + 1} of {len(rows)}: {title(*row[:2])}, seed {row[2]}.")
                runs.append(_run(row, data, options, store, chosen[row[1]], folder, worker, finished, part))
        runs = in_paper_order(runs)
        write_text(output, table_csv(runs))
        with removed_on_failure(output):
            if report:
                write_comparison(report, runs, store, options, comparison.pictured)
    return runs


def bands_together(stack: str, chosen: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The bands of all sets, and the stack's maps of the deformation.

    Which tiles are kept must not depend on the sets.
    """
    with RasterReader(stack) as reader:
        decisive = [name for name in reader.names if name in DEFORMATION_MAPS]
    return tuple(dict.fromkeys([*(band for bands in chosen for band in bands), *decisive]))


def _require_held_back(store: TileStore, areas: int) -> None:
    if held_back_set(store) is None:
        raise InputError(
            tr(
                "No ground could be held back to compare on: {count} areas are too few or too close. Draw more "
                "areas, or choose a smaller TILE."
            ),
            count=areas,
        )


def _identity(store: TileStore, options: TrainingOptions, progress: Progress = Silent()) -> dict[str, Any]:
    """What all rows have in common: version of the plugin, ground, labels, tiles, sets, recipe."""
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
    """Tell where the finished runs are when a comparison is stopped."""
    try:
        yield
    except (Cancelled, WorkerError, OutputError):
        if len(finished):
            progress.warning(
                f"{len(finished)} finished runs are kept in {finished.path}. To go on, run the tool again with "
                "the same inputs, parameters"
                " and outputs; to give up, delete that file."
            )
        raise


def _run(
    row: tuple[str, str, int],
    data: TrainingData,
    options: TrainingOptions,
    store: TileStore,
    bands: Sequence[str],
    folder: Path,
    worker: Worker,
    finished: FinishedRuns,
    progress: Stage,
) -> ComparedRun:
    """A row: one that is finished already, or trained now."""
    network, name, seed = row
    with scratch_folder("compare-run") as place_of_run:
        view = view_of(store, bands, place_of_run, Stage(progress, 0.0, 0.02))
        digest = str(view.manifest[FEATURES_HASH])
        known = finished.find(row, digest)
        if known is not None:
            progress.message("It is finished already: taken as it is.")
            return known
        recipe = replace(options, network=network, seed=seed)
        model = folder / "model.safetensors"
        result = run_training(
            worker, view, data.stack, recipe, model, str(folder / "run.safetensors"), Stage(progress, 0.02, 0.95)
        )
        probability, threshold = view.folder / "probability.npy", float(result["threshold"])
        scores = score_held_back(view, probability, threshold, data.areas, progress=Stage(progress, 0.95, 1.0))
        for line in scores.lines()[:2]:
            progress.message(line)
        if scores.counts is None:
            raise ValueError("no ground is held back, which was asked before")
        on_tiles = result.get("tile_scores") or {}
        run = ComparedRun(
            network,
            name,
            seed,
            digest,
            scores.as_dict(),
            scores.counts.network,
            threshold,
            on_tiles.get("random"),
            on_tiles.get("gap"),
            float(result["seconds"]),
            _examples(view, probability),
        )
        finished.add(run)
        return run


def _examples(store: TileStore, probability: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Probability of the tiles that are drawn."""
    values, tile = np.load(probability, mmap_mode="r"), int(store.manifest["tile"])
    found = np.full((len(corners := example_tiles(store)), tile, tile), np.nan, np.float32)
    for index, (row, column) in enumerate(corners):
        part = values[row : row + tile, column : column + tile]
        found[index, : part.shape[0], : part.shape[1]] = part
    return in_steps(found)
