"""The two jobs of the worker for Tile and train: to train, and to train once more on all ground."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal

from ..base.hashes import file_sha256
from ..base.model_card import amend_card
from ..base.processes import plugin_version
from ..base.progress import Progress, Silent, Stage
from ..base.shared_arrays import new_array
from ..base.starting_model import kept_entries
from ..base.training_options import TrainingOptions
from ..base.translation import english, tr
from ..display.pages import number
from ..gis.raster import RasterReader
from ..hotspots.carried_settings import hotspot_settings
from ..hotspots.shown_ground import ground_shown
from ..tilestore.learnt_ground import learnt_from, share_before
from ..tilestore.motion import motion_of_areas
from ..tilestore.places import places_of
from ..tilestore.tile_store import FEATURES_HASH, TileStore
from ..worker.client import Message, Worker

_LONGEST_NAME = 200  # of a stack, in a card


def versions_of(worker: Worker) -> dict[str, str]:
    """Versions of the software of a training, and its device."""
    told = {key: str(worker.hello.get(key)) for key in ("python", "torch", "numpy", "device", "device_name")}
    return {**told, "gdal": gdal.__version__, "slipline": plugin_version()}


def run_training(
    worker: Worker,
    store: TileStore,
    stack: RasterReader,
    options: TrainingOptions,
    model: Path,
    unfinished: str,
    progress: Stage,
) -> Message:
    """Run the worker's job of training and scoring."""
    worker.follow(progress)
    card, votes = card_of_data(store, stack, options.start_from, Stage(progress, 0.0, 0.0)), store.votes
    if votes:
        new_array(votes, np.uint16, store.grid.shape, progress)
    worker.send(
        "job",
        name="train",
        store=str(store.folder),
        options=options.as_dict(),
        model=str(model),
        checkpoint=os.path.abspath(unfinished),
        probability=str(store.folder / "probability.npy"),
        votes=str(votes or ""),
        card=card,
    )
    until = "left before the refit" if options.refits else "left"
    return {**_followed(worker, "Epoch", progress, until), "data_sha256": card["data_sha256"]}


def run_refit(
    worker: Worker,
    store: TileStore,
    options: TrainingOptions,
    model: Path,
    result: Message,
    unfinished: str,
    progress: Stage,
) -> Message:
    """Run the worker's job that lets a scored model learn from all ground.

    Returns the result of the refit, which is also written into the model's card.

    Args:
        worker: that has trained the model.
        store: with the tiles on all ground.
        options: the recipe of the training.
        model: with its scores in the card; stays as it is where the refit brings nothing or is stopped.
        result: of the training.
        unfinished: where the refit is kept while it lasts.
        progress: reporting and cancel.
    """
    planned: dict[str, Any] = {"done": True, "epochs": options.epochs, **result["after_refit"]}
    planned["note"] = refit_note(planned)
    progress.message(
        f"The network is trained once more, on all labelled ground: {len(store.manifest['all']['positions'])} "
        f"tiles, {planned['epochs']} epochs (refit)."
    )
    worker.follow(progress)
    worker.send(
        "job",
        name="refit",
        store=str(store.folder),
        options=options.as_dict(),
        model=str(model),
        checkpoint=os.path.abspath(unfinished),
        data=result["data_sha256"],
        scored={name: result[name] for name in ("seed", "best_epoch", "history")},
        card={
            "learnt": learnt_from(store, store.all_ground, options.start_from),
            "refit": planned,
            **result["after_refit"],
        },
    )
    told = _followed(worker, "All ground, epoch", progress)
    refit = {**result["after_refit"], **{name: told[name] for name in ("done", "epochs", "loss_before", "loss_after")}}
    amend_card(str(model), {"refit": {**refit, "note": refit_note(refit)}})
    return {**refit, "seconds": told["seconds"]}


def _followed(worker: Worker, what: str, progress: Stage, until: str = "left") -> Message:
    """The result of a training; one line in the log for each epoch."""
    while True:
        message = worker.wait_any(("metric", "result"))
        if message["type"] == "result":
            return message
        progress.message(epoch_line(message, what, until))


def epoch_line(metric: Message, what: str = "Epoch", until: str = "left") -> str:
    """An epoch in one line of the log."""
    member = f"Member {metric['member']} of {metric['members']}, epoch" if "member" in metric else what
    parts = [f"{member} {metric['epoch']} of {metric['epochs']}: loss {metric['loss']:.4f}"]
    if metric.get("validation_iou") is not None:
        parts.append(f"validation loss {metric['validation_loss']:.4f}, IoU {metric['validation_iou']:.3f}")
    parts.append(f"{metric['tiles_per_s']:.1f} tiles/s, {metric['seconds_left']:.0f} s {until}")
    return ", ".join(parts) + "."


def card_of_data(
    store: TileStore, stack: RasterReader, start_from: str = "", progress: Progress = Silent()
) -> dict[str, Any]:
    """Entries of the model's card on the data, which the worker does not know.

    Args:
        store: the ground, with its labels and sets.
        stack: the feature stack.
        start_from: the model that the training starts from, or empty.
        progress: asked for cancel while files are hashed.
    """
    manifest = store.manifest
    folds = [f"sets-{fold}" for fold in range(len(store.folds))]
    drawn = file_sha256(*(store.folder / f"{name}.npy" for name in ("labels", "sets", *folds)), progress=progress)
    return {
        "leaky": manifest["split"] == "random" or share_before(store, start_from) > 0,
        "learnt": learnt_from(store, store.sets, start_from),
        "hotspot": hotspot_settings(stack),
        **kept_entries(start_from),
        "ground": _ground(store, stack, progress),
        **_study_areas(store),
        "dead_zone_m": manifest["dead_zone_m"],
        "wanted_dead_zone_m": manifest.get("wanted_dead_zone_m", 0.0),
        "data_sha256": hashlib.sha256(f"{store.manifest[FEATURES_HASH]} {drawn}".encode()).hexdigest(),
    }


def _ground(store: TileStore, stack: RasterReader, progress: Progress) -> dict[str, float]:
    """What the stack shows, and how many training areas move each way: a prediction compares its own ground."""
    motion = motion_of_areas(store)
    areas = {} if motion is None else {"areas_towards": float(motion[0]), "areas_away": float(motion[1])}
    return {**ground_shown(stack, progress), **areas}


def _study_areas(store: TileStore) -> dict[str, Any]:
    """Of a training on several study areas: what they are, and which of them is held back as a whole."""
    places = places_of(store.manifest)
    if not places:
        return {}
    listed = [{"stack": place.name[:_LONGEST_NAME], "cell_m": place.cell_m, "areas": place.areas} for place in places]
    return {"study_areas": listed, "held_back_area": str(store.manifest.get("held_back_place", ""))[:_LONGEST_NAME]}


def refit_sentence(refit: dict[str, Any] | None) -> str:
    """For the reader of scores; empty where there was none.

    Args:
        refit: `done`, and where it came to its end `epochs`, `loss_before`, `loss_after`, and the model's
            `threshold` and `temperature` then; None without one.
    """
    if not refit:
        return ""
    if refit["done"]:
        return tr(
            "After it was scored, the network was trained once more from its start, for {epochs} epochs on all "
            "labelled ground, including the held-back ground (refit). The scores are those of the first model on "
            "ground that it had not seen. The threshold, now {threshold:.2f}, and the temperature were fitted again on "
            "all held-back ground, from what the first model predicted there."
        ).format(epochs=refit["epochs"], threshold=refit["threshold"])
    if "epochs" not in refit:
        return tr(
            "The training was stopped before the network had learnt from all labelled ground (refit). The model is the "
            "one that was scored, which has learnt only from the training ground."
        )
    return tr(
        "The network was trained once more on all labelled ground (refit), but on the held-back ground its loss, "
        "{after}, is not lower than that of the scored model, {before}. Something went wrong, so the model is the one "
        "that was scored."
    ).format(before=number(refit["loss_before"]), after=number(refit["loss_after"]))


@english()
def refit_note(refit: dict[str, Any] | None) -> str:
    """`refit_sentence` in English, for the log and the model's card."""
    return refit_sentence(refit)
