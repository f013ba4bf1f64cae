"""Tile and train: the tile store, the worker's training, the scores on held-back ground, the report, the card."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal

from .drawn_labels import Drawing
from .errors import InputError, tr
from .hotspot_settings import hotspot_settings, reach_m
from .interrupted import best_kept, interrupted_recipe, is_interrupted, unfinished_name
from .model_card import amend_card
from .outputs import copy_finished, removed_on_failure, require_writable, scratch_folder
from .progress import Progress, Stage
from .provenance import is_synthetic, plugin_version
from .raster import RasterReader
from .shared_arrays import new_array
from .split import SET_NAMES
from .split_layer import write_split
from .tile_store import TileStore, build_tile_store
from .training_motion import motion_warning
from .training_options import PAPER_FEATURES, RECOMMENDED_FEATURES, TrainingOptions
from .training_report import TrainingRecord, write_training_report
from .training_report_folds import fold_lines
from .training_report_parts import gap_sentence
from .training_scores import HeldBackScores, score_held_back
from .translation import english
from .worker_client import Message, Worker, describe
from .worker_python import WorkerPython


@dataclass(frozen=True)
class TrainingData:
    """What to train on.

    Args:
        stack: path of the feature stack.
        bands: names of the bands; see `choose_bands`.
        areas: polygons (WKB in the stack's CRS).
        within: polygons inside which the areas are complete; empty: everywhere.
        synthetic: the areas say that they are synthetic.
        experts: what further people drew on the same ground; where they differ nothing is learnt.
        uncertain: areas of which nobody is sure; nothing is learnt there.
    """

    stack: str
    bands: tuple[str, ...]
    areas: Sequence[bytes]
    within: Sequence[bytes]
    synthetic: bool = False
    experts: Sequence[Sequence[bytes]] = ()
    uncertain: Sequence[bytes] = ()

    def drawing(self, ring_m: float) -> Drawing:
        """What was drawn, for the tile store."""
        return Drawing((self.areas, *self.experts), self.within, self.uncertain, ring_m)


@dataclass(frozen=True)
class TrainingOutputs:
    """Paths of the results; all but the model may be empty.

    Args:
        model: .safetensors file.
        report: HTML page.
        split: polygon layer of the sets.
    """

    model: str
    report: str = ""
    split: str = ""


def choose_bands(stack: str, asked: Sequence[str], preset: str) -> tuple[str, ...]:
    """The bands asked for, or those of the preset that the stack has.

    Raises:
        InputError: a band is missing, or the stack has no deformation band at all.
    """
    with RasterReader(stack) as reader:
        if asked:
            reader.numbers(asked)
            return tuple(asked)
        wanted = PAPER_FEATURES if preset == "paper" else RECOMMENDED_FEATURES
        chosen = tuple(name for name in wanted if name in reader.names)
        if not {"hotspot", "velocity", "targets"} & set(chosen):
            raise InputError(
                tr("The stack {path} has none of the bands hotspot, velocity, targets; it has {names}. Build it with the hot spot map."),
                path=stack, names=", ".join(reader.names),
            )
        return chosen


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
    with scratch_folder("train") as folder:
        finished = folder / "model.safetensors"
        with best_kept(finished, model, progress), Worker(python, progress, options.processes) as worker:  # started first: without torch nothing else is worth the time
            with english():
                progress.message(describe(worker.hello))
            store = build_tile_store(
                folder, data.stack, data.bands, data.drawing(options.ring_m), options, reach_m(data.stack),
                Stage(progress, 0.0, 0.05),
            )
            _say_ground(store, progress)
            versions = versions_of(worker)
            result = run_training(worker, store, data.stack, options, finished, unfinished_name(model), Stage(progress, 0.05, 0.95))
        synthetic = data.synthetic or is_synthetic(data.stack)
        scores = score_held_back(
            store, folder / "probability.npy", float(result["threshold"]), data.areas, data.stack, Stage(progress, 0.95, 0.98)
        )
        amend_card(str(finished), {"scores": scores.as_dict(), "versions": versions, "synthetic": synthetic})
        for line in [*scores.lines(), *fold_lines(result, scores), *gap_lines(result)]:
            progress.message(line)
        with removed_on_failure(report, outputs.split):
            if outputs.split:
                write_split(outputs.split, store, Stage(progress, 0.98, 0.99))
            if report:
                record = TrainingRecord(
                    data, options, store, result, scores, versions, folder / "probability.npy", synthetic,
                    {tr("data (labels, sets, features)"): str(result["data_sha256"]), tr("model file"): file_sha256(finished)},
                )
                write_training_report(report, record)
            copy_finished(finished, model)
    Path(unfinished_name(model)).unlink(missing_ok=True)
    return scores


def versions_of(worker: Worker) -> dict[str, str]:
    """Versions of what a training is made with."""
    told = {key: str(worker.hello.get(key)) for key in ("python", "torch", "numpy", "device", "device_name")}
    return {**told, "gdal": gdal.__version__, "slipline": plugin_version()}


def run_training(
    worker: Worker, store: TileStore, stack: str, options: TrainingOptions, model: Path, unfinished: str, progress: Stage
) -> Message:
    """Run the worker's job; one line in the log for each epoch."""
    worker.follow(progress)
    card, votes = card_of_data(store, stack), store.votes
    if votes:
        new_array(votes, np.uint16, store.grid.shape)
    worker.send(
        "job", name="train", store=str(store.folder), options=options.as_dict(), model=str(model), checkpoint=os.path.abspath(unfinished),
        probability=str(store.folder / "probability.npy"), votes=str(votes or ""), card=card,
    )
    while True:
        message = worker.wait_any(("metric", "result"))
        if message["type"] == "result":
            return {**message, "data_sha256": card["data_sha256"]}
        progress.message(epoch_line(message))


def epoch_line(metric: Message) -> str:
    """An epoch in one line of the log."""
    member = f"Member {metric['member']} of {metric['members']}, epoch" if "member" in metric else "Epoch"
    parts = [f"{member} {metric['epoch']} of {metric['epochs']}: loss {metric['loss']:.4f}"]
    if metric.get("validation_iou") is not None:
        parts.append(f"validation loss {metric['validation_loss']:.4f}, IoU {metric['validation_iou']:.3f}")
    parts.append(f"{metric['tiles_per_s']:.1f} tiles/s, {metric['seconds_left']:.0f} s left")
    return ", ".join(parts) + "."


@english()
def gap_lines(result: Message) -> list[str]:
    """How much random tiles flatter this very model; nothing where that was not measured."""
    scores = result.get("tile_scores")
    if not scores:
        return []
    return [
        f"The same model scored on random tiles, as the paper does: IoU {scores['random']:.3f}; on the tiles of held-back blocks:"
        f" {scores['blocks']:.3f}. {gap_sentence(scores)}"
    ]


@english()
def _say_ground(store: TileStore, progress: Progress) -> None:
    for line in describe_store(store):
        progress.message(line)
    if motion_warning(store):
        progress.warning(motion_warning(store))


def describe_store(store: TileStore) -> list[str]:
    """What the split is like, for the log and the report."""
    manifest = store.manifest
    tiles = [sum(1 for position in manifest["positions"] if position[2] == which) for which in SET_NAMES]
    lines = [
        tr("Ground: {columns} x {rows} cells of {cell:g} m; tiles of {tile} cells: {training} training, {validation} validation, {test} test.").format(
            columns=store.grid.columns, rows=store.grid.rows, cell=store.grid.cell_m, tile=manifest["tile"],
            training=tiles[0], validation=tiles[1], test=tiles[2],
        )
    ]
    if manifest.get("left_out"):
        lines.append(
            tr("{count} tiles without any motion known or area drawn were left out: nothing is learnt or predicted there.").format(count=manifest["left_out"])
        )
    if manifest.get("agreement") is not None:
        lines.append(
            tr("The people who drew agree with an IoU of {iou:.2f}; where they differ nothing is learnt or scored.").format(iou=manifest["agreement"])
        )
    if manifest["split"] == "random":
        lines.append(tr("LEAKY: training and test tiles were drawn at random and overlap; the scores are too good."))
    elif not manifest["block_m"]:
        lines.append(tr("Nothing could be held back: the ground or the areas are too few. There are no honest scores for this model."))
    elif manifest.get("folds"):
        lines.append(tr(
            "{count} folds of blocks of {block:.0f} m with a dead zone of {dead_zone:.0f} m; positive ground: {shares}, {test:.0f} % test, which"
            " no member sees. Each member learns on all folds but one."
        ).format(
            count=len(manifest["folds"]), block=manifest["block_m"], dead_zone=manifest["dead_zone_m"],
            shares=", ".join(f"{100 * fold['share']:.0f} %" for fold in manifest["folds"]), test=100 * manifest["shares"][2],
        ))
    else:
        training, validation, test = (100 * share for share in manifest["shares"])
        lines.append(tr(
            "Split by blocks of {block:.0f} m with a dead zone of {dead_zone:.0f} m; positive ground: {training:.0f} % training,"
            " {validation:.0f} % validation, {test:.0f} % test, the rest in the dead zone."
        ).format(block=manifest["block_m"], dead_zone=manifest["dead_zone_m"], training=training, validation=validation, test=test))
    return lines


def card_of_data(store: TileStore, stack: str) -> dict[str, Any]:
    """What the worker does not know of the data, for the model's card."""
    manifest = store.manifest
    folds = [f"sets-{fold}" for fold in range(len(store.folds))]
    return {
        "leaky": manifest["split"] == "random",
        "hotspot": hotspot_settings(stack),
        "dead_zone_m": manifest["dead_zone_m"],
        "data_sha256": file_sha256(*(store.folder / f"{name}.npy" for name in ("labels", "sets", "features", *folds))),
    }


def file_sha256(*paths: Path) -> str:
    """SHA-256 of the bytes of files, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(2**22):
                digest.update(block)
    return digest.hexdigest()
