"""Interrupted trainings: where they are kept, how they continue, and what is left when one is stopped."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..base.errors import Cancelled, CoreError, WorkerError
from ..base.progress import Progress
from ..base.safetensors_header import CARD_ENTRY, RUN_ENTRY, read_header, refused
from ..base.training_options import TrainingOptions, options_from
from ..base.translation import english, tr
from ..files.outputs import keep_copy


def unfinished_name(model: str) -> str:
    """The file beside the model in which a training is kept while it runs."""
    return str(Path(model).with_suffix(".unfinished.safetensors"))


def stopped_name(output: str) -> str:
    """Where a training that is stopped is kept: never in the place of a finished model or report."""
    place = Path(output)
    return str(place.with_name(f"{place.stem}.stopped{place.suffix}"))


def is_interrupted(path: str) -> bool:
    """Tell an interrupted training from a model.

    Raises:
        InputError: it is neither.
    """
    return RUN_ENTRY in read_header(path).metadata


def first_start(path: str) -> str:
    """The model that a training starts from: of an interrupted one the model that it started from at first.

    Raises:
        InputError: the file is damaged.
    """
    if not path or not is_interrupted(path):
        return path
    try:
        return str(json.loads(read_header(path).metadata[RUN_ENTRY])["options"]["start_from"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise refused(path, tr("it is not an unfinished training that can be read")) from error


def interrupted_recipe(path: str, asked: TrainingOptions) -> tuple[TrainingOptions, tuple[str, ...]]:
    """The recipe and the bands of an interrupted training; only the device and the processes are those asked for now.

    Raises:
        InputError: the file is damaged.
    """
    try:
        state = json.loads(read_header(path).metadata[RUN_ENTRY])
        options = options_from(dict(state["options"]))
        bands = tuple(str(band["name"]) for band in state["bands"])
        default = TrainingOptions().as_dict()
        kinds = {bool: (bool,), int: (int,), float: (int, float), str: (str,), tuple: (tuple,)}
        if not all(type(value) in kinds[type(default[name])] for name, value in options.as_dict().items()):
            raise ValueError
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise refused(path, tr("it is not an unfinished training that can be read")) from error
    return replace(options, start_from=path, device=asked.device, processes=asked.processes), bands


def _kept(card: dict[str, Any], model: str) -> str:
    """Say what the worker had written when it was stopped, and where it is."""
    folds = card.get("folds")
    if "refit" in card:
        text = tr("The scored model is kept as {model}; it has not learnt from all labelled ground (refit).")
        if card["refit"]["done"]:
            text = tr("The finished model is kept as {model}.")
    elif not card.get("unfinished"):
        text = tr("The trained model is kept as {model}, without scores.")
    elif not folds:
        text = tr("The best epoch so far is kept as {model}, without scores and calibration.")
    elif not folds["finished"]:
        text = tr(
            "None of the {asked} members is finished. The best epoch so far of the first member is kept as {model}, "
            "without scores and calibration."
        )
    else:
        text = tr("{finished} of the {asked} members are finished and kept as {model}, without scores and calibration.")
    text = text.format(model=stopped_name(model), **(folds or {}))
    return text + tr(" To go on, choose {unfinished} as START_FROM.").format(unfinished=unfinished_name(model))


@contextlib.contextmanager
def best_kept(files: dict[Path, str], model: str, progress: Progress) -> Iterator[None]:
    """Keep the best epoch so far when a training is cancelled or its worker dies, and say so.

    A model that has scores is kept whatever the error is. Both get a name of their own: an older model stays as it is.

    Args:
        files: where the worker writes the best epoch so far, and what there is of a report, with the tool's output
            for each.
        model: the one of these outputs that is the model.
        progress: hears the warning.
    """
    try:
        yield
    except (Cancelled, CoreError) as error:
        finished = next(file for file, output in files.items() if output == model)
        card = json.loads(read_header(str(finished)).metadata[CARD_ENTRY]) if finished.exists() else None
        if card is None or not (isinstance(error, (Cancelled, WorkerError)) or "refit" in card):
            raise
        for file, output in files.items():
            keep_copy(file, stopped_name(output))
        with english():
            progress.warning(_kept(card, model))
        if isinstance(error, Cancelled):
            raise Cancelled(tr("Cancelled. {sentence}").format(sentence=_kept(card, model))) from error
        raise
