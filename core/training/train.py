"""Tile and train: the tile store, the worker's training, the scores on held-back ground, the report, the card."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

from ..base.codes import TRAIN
from ..base.errors import Cancelled, CoreError
from ..base.hashes import file_sha256
from ..base.model_card import amend_card, open_model
from ..base.progress import Progress, Stage, check_cancelled
from ..base.training_options import TrainingOptions
from ..base.translation import english, tr
from ..display.pages import require_pages
from ..evaluation.look_list import CONTRADICTED, FORGOTTEN, LookedAt, write_look_list
from ..files.outputs import at_the_end, copy_finished, keep_copy, require_writable, scratch_folder, together
from ..hotspots.carried_settings import reach_m
from ..image.stretch import stretch_in
from ..prediction.doubts import LabelInputs, doubted_labels, leave_out, where_they_lie
from ..prediction.inputs import PredictionInputs
from ..tilestore.learnt_ground import share_before
from ..tilestore.split_layer import write_split
from ..tilestore.tile_store import TileStore, build_tile_store
from ..tilestore.turns import opened_turns, write_turns
from ..worker.client import Message, Worker, describe
from ..worker.python import WorkerPython
from .data import TrainingData, TrainingOutputs, TrainingRecord
from .ground_words import doubt_words, few_words, floor_words, say_ground, seen_before
from .in_turn import can_take_turns, score_in_turn
from .interrupted import best_kept, interrupted_recipe, is_interrupted, stopped_name, unfinished_name
from .jobs import refit_note, run_refit, run_training, versions_of
from .one_sheet import on_one_sheet
from .page import write_training_report
from .page_folds import fold_lines
from .page_parts import gap_sentence
from .scores import HeldBackScores, score_held_back
from .working_sheet import at_working_cells


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
        Cancelled: the user asked to stop; the best epoch so far is kept.
        OutputError: model, report or tile store cannot be written.
    """
    model, report = outputs.model, outputs.report
    require_writable(model, report, outputs.split, outputs.doubts)
    require_pages(report)
    if options.start_from and is_interrupted(options.start_from):
        options, bands = interrupted_recipe(options.start_from, options)
        data = replace(data, bands=bands)
        progress.message("An interrupted training goes on with its own recipe and features, whatever else is chosen.")
    with contextlib.ExitStack() as opened:
        folder = opened.enter_context(scratch_folder("train"))
        worker = opened.enter_context(Worker(python, progress, options.processes))  # first: all is in vain without it
        with english():
            progress.message(describe(worker.hello))
        data = opened.enter_context(on_one_sheet(data, data.bands, options, folder, Stage(progress, 0.0, 0.01)))
        data = opened.enter_context(at_working_cells(data, options, folder, Stage(progress, 0.01, 0.02)))
        drawing, reach, part = data.drawing(options.ring_m), reach_m(data.raster), Stage(progress, 0.02, 0.05)
        store = build_tile_store(folder, data.raster, data.bands, drawing, options, reach, part)
        if can_take_turns(store, options):
            write_turns(store, reach, progress)
        say_ground(store, progress)
        scored = 0.05 + 0.9 * share_of_training(store, options)
        finished = folder / "model.safetensors"
        record = _scored(worker, finished, store, data, options, model, Stage(progress, 0.05, scored))
        doubts: list[LookedAt] = []
        if "all" in store.manifest:
            part = Stage(progress, scored, 0.97)
            doubts, record = _looked_at(record, finished, model, python, Stage(part, 0.0, 0.1))
            record = _refitted(worker, finished, record, outputs, Stage(part, 0.1, 1.0))
        with together(model, report, outputs.split, outputs.doubts):
            copy_finished(finished, model)
            at_the_end(lambda: Path(unfinished_name(model)).unlink(missing_ok=True))
            _write_beside(outputs, record, doubts, finished, Stage(progress, 0.98, 1.0))
    return record.scores


def _write_beside(
    outputs: TrainingOutputs, record: TrainingRecord, doubts: list[LookedAt], finished: Path, progress: Stage
) -> None:
    """Split layer, labels to look at and report; no model is given up since one of them cannot be written."""
    store = record.store

    def split() -> None:
        write_split(outputs.split, store, Stage(progress, 0.0, 0.5))

    def looked_at() -> None:
        name = Path(record.data.stack.path).name
        write_look_list(outputs.doubts, store.grid.crs, where_they_lie(doubts, store), name, progress)

    def report() -> None:
        _report(outputs.report, record, finished)

    for path, write in ((outputs.split, split), (outputs.doubts, looked_at), (outputs.report, report)):
        if not path:
            continue
        try:
            check_cancelled(progress)
            write()
        except CoreError as error:
            progress.warning(
                tr("The model is finished, but {path} is missing: {reason}").format(path=path, reason=str(error))
            )
        except Cancelled as stop:
            keep_copy(finished, stopped_name(outputs.model))
            raise Cancelled(
                tr("Cancelled. The finished model is kept as {model}.").format(model=stopped_name(outputs.model))
            ) from stop


def share_of_training(store: TileStore, options: TrainingOptions) -> float:
    """Share of the training in the time of training and refit, estimated from the tiles that they see."""
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
    """Train, score on held-back ground, and write the scores into the model's card."""
    share = share_before(store, options.start_from)
    if share:
        with english():
            progress.warning(seen_before(share))
    probability, versions = store.folder / "probability.npy", versions_of(worker)
    synthetic = data.says_synthetic()
    turns = opened_turns(store)
    own = len(turns) / (len(turns) + 1)  # the share of the turns
    turned = score_in_turn(worker, store, data, options, Stage(progress, 0.0, own)) if turns else None
    with best_kept({finished: model}, model, progress):
        last = Stage(progress, own, 0.96)
        result = run_training(worker, store, data.raster, options, finished, unfinished_name(model), last)
        if turned is None:
            threshold, part = float(result["threshold"]), Stage(progress, 0.96, 1.0)
            scores = score_held_back(store, probability, threshold, data.drawn, data.raster, part)
        else:
            scores, result = turned.scores, {**result, "threshold": turned.threshold, "in_turn": True}
    simple = scores.simple_map(len(data.drawn))
    floor = {"simple_map": simple.as_dict()} if simple is not None else {}
    image = stretch_in(data.stack)
    told = {"scores": scores.as_dict(), "versions": versions, "synthetic": synthetic, "drawn_areas": len(data.drawn)}
    of_turns = {"turns": len(turns), "threshold": turned.threshold} if turned is not None else {}
    amend_card(str(finished), {**told, **floor, **of_turns, **({"image": image} if image else {})})
    with english():
        for first in filter(None, (floor_words(scores, len(data.drawn)), few_words(scores))):
            progress.warning(first)
    for line in [*scores.lines(), *fold_lines(result, scores), *gap_lines(result)]:
        progress.message(line)
    return TrainingRecord(
        data=data,
        options=options,
        store=store,
        result=result,
        scores=scores,
        versions=versions,
        probability=probability,
        synthetic=synthetic,
        share_before=share,
        turned=turned.ground if turned is not None else None,
    )


def _looked_at(
    record: TrainingRecord, finished: Path, model: str, python: WorkerPython, progress: Stage
) -> tuple[list[LookedAt], TrainingRecord]:
    """Labels that deserve a second look; the final training does not learn from them."""
    data, store = record.data, record.store
    inputs = PredictionInputs(
        stack=data.raster, model=open_model(str(finished)), within=data.within, device=record.options.device
    )
    with english():
        progress.message(tr("The labels are looked at before the final training (REFIT)."))
    with best_kept({finished: model}, model, progress):
        doubts = doubted_labels(LabelInputs(store, data.drawn, data.decided), inputs, python, progress)
    leave_out(store, [one.outline for one in doubts])
    counts = {why: sum(one.why == why for one in doubts) for why in (FORGOTTEN, CONTRADICTED)}
    if doubts:
        with english():
            progress.warning(doubt_words(counts))
    return doubts, replace(record, doubted=counts)


def _refitted(
    worker: Worker, finished: Path, record: TrainingRecord, outputs: TrainingOutputs, progress: Stage
) -> TrainingRecord:
    """Train once more on all ground. When this is stopped, the scored model and its report stay."""
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
    """A line for the log on how much random tiles flatter this model; empty where that was not measured."""
    scores = result.get("tile_scores")
    if not scores:
        return []
    return [
        f"The same model scored on random tiles, as the paper does: IoU {scores['random']:.3f}; on the tiles of "
        "held-back blocks:"
        f" {scores['blocks']:.3f}. {gap_sentence(scores)}"
    ]
