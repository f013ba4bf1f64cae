"""Tile and train: the tile store, the worker's training, the scores on held-back ground, the report, the card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..base.codes import TRAIN
from ..base.hashes import file_sha256
from ..base.model_card import amend_card
from ..base.outputs import copy_finished, removed_on_failure, require_writable, scratch_folder
from ..base.progress import Progress, Stage
from ..base.training_options import TrainingOptions
from ..base.translation import english, tr
from ..gis.provenance import is_synthetic
from ..hotspots.settings import reach_m
from ..tilestore.learnt_ground import share_before
from ..tilestore.split_layer import write_split
from ..tilestore.tile_store import TileStore, build_tile_store
from ..worker.client import Message, Worker, describe
from ..worker.python import WorkerPython
from .data import TrainingData, TrainingOutputs
from .ground_words import say_ground, seen_before
from .interrupted import best_kept, interrupted_recipe, is_interrupted, unfinished_name
from .jobs import refit_note, run_refit, run_training, versions_of
from .page import TrainingRecord, write_training_report
from .page_folds import fold_lines
from .page_parts import gap_sentence
from .scores import HeldBackScores, score_held_back


def train(
    data: TrainingData, options: TrainingOptions, outputs: TrainingOutputs, python: WorkerPython, progress: Progress
) -> HeldBackScores:
    """Train a network and write its model file and report.

    Args:
        data: stack, bands, areas.
        options: the recipe.
        outputs: what to write.
        python: of the worker.
        progress: reporting and cancel.

    Returns:
        Scores of network and baselines on the held-back ground.

    Raises:
        InputError: nothing to train on.
        WorkerError: the worker failed; the best epoch so far is kept.
        Cancelled: the user asked to stop; likewise.
        OutputError: model, report or tile store cannot be written.
    """
    model, report = outputs.model, outputs.report
    require_writable(model, report, outputs.split)
    if options.start_from and is_interrupted(options.start_from):
        options, bands = interrupted_recipe(options.start_from, options)
        data = replace(data, bands=bands)
        progress.message("An interrupted training goes on with its own recipe and features, whatever else is chosen.")
    with (
        scratch_folder("train") as folder,
        Worker(python, progress, options.processes) as worker,
    ):  # started first: without torch nothing else is worth the time
        with english():
            progress.message(describe(worker.hello))
        store = build_tile_store(
            folder,
            data.stack,
            data.bands,
            data.drawing(options.ring_m),
            options,
            reach_m(data.stack),
            Stage(progress, 0.0, 0.05),
        )
        say_ground(store, progress)
        scored = 0.05 + 0.9 * share_of_training(store, options)
        finished = folder / "model.safetensors"
        record = _scored(worker, finished, store, data, options, model, Stage(progress, 0.05, scored))
        if "all" in store.manifest:
            record = _refitted(worker, finished, record, outputs, Stage(progress, scored, 0.97))
        with removed_on_failure(report, outputs.split):
            if outputs.split:
                write_split(outputs.split, store, Stage(progress, 0.98, 0.99))
            if report:
                _report(report, record, finished)
            copy_finished(finished, model)
    Path(unfinished_name(model)).unlink(missing_ok=True)
    return record.scores


def share_of_training(store: TileStore, options: TrainingOptions) -> float:
    """Of the time that training and refit take together, judged by the tiles that they see."""
    if "all" not in store.manifest:
        return 1.0
    own = options.epochs * sum(1 for position in store.manifest["positions"] if position[2] == TRAIN)
    return own / (own + options.epochs * len(store.manifest["all"]["positions"]))


def _scored(
    worker: Worker,
    finished: Path,
    store: TileStore,
    data: TrainingData,
    options: TrainingOptions,
    model: str,
    progress: Stage,
) -> TrainingRecord:
    """Train, and score on held-back ground; the model's card has the scores."""
    share = share_before(store, options.start_from)
    if share:
        with english():
            progress.warning(seen_before(share))
    probability, synthetic, versions = (
        store.folder / "probability.npy",
        data.synthetic or is_synthetic(data.stack),
        versions_of(worker),
    )
    with best_kept({finished: model}, model, progress):
        result = run_training(
            worker, store, data.stack, options, finished, unfinished_name(model), Stage(progress, 0.0, 0.96)
        )
        scores = score_held_back(
            store, probability, float(result["threshold"]), data.areas, data.stack, Stage(progress, 0.96, 1.0)
        )
    amend_card(str(finished), {"scores": scores.as_dict(), "versions": versions, "synthetic": synthetic})
    for line in [*scores.lines(), *fold_lines(result, scores), *gap_lines(result)]:
        progress.message(line)
    return TrainingRecord(data, options, store, result, scores, versions, probability, synthetic, share_before=share)


def _refitted(
    worker: Worker, finished: Path, record: TrainingRecord, outputs: TrainingOutputs, progress: Stage
) -> TrainingRecord:
    """Train once more on all ground; stopped in it, the scored model stays, with its report."""
    kept, stopped = {finished: outputs.model}, {"done": False}
    amend_card(str(finished), {"refit": {**stopped, "note": refit_note(stopped)}})
    if outputs.report:
        own = finished.with_name("report.html")
        _report(str(own), replace(record, refit=stopped), finished)
        kept[own] = outputs.report
    with best_kept(kept, outputs.model, progress):
        refit = run_refit(
            worker, record.store, record.options, finished, record.result, unfinished_name(outputs.model), progress
        )
    (progress.message if refit["done"] else progress.warning)(refit_note(refit))
    return replace(record, refit=refit)


def _report(path: str, record: TrainingRecord, finished: Path) -> None:
    hashes = {
        tr("data (labels, sets, features)"): str(record.result["data_sha256"]),
        tr("model file"): file_sha256(finished),
    }
    write_training_report(path, replace(record, hashes=hashes))


@english()
def gap_lines(result: Message) -> list[str]:
    """How much random tiles flatter this very model; nothing where that was not measured."""
    scores = result.get("tile_scores")
    if not scores:
        return []
    return [
        f"The same model scored on random tiles, as the paper does: IoU {scores['random']:.3f}; on the tiles of "
        "held-back blocks:"
        f" {scores['blocks']:.3f}. {gap_sentence(scores)}"
    ]
