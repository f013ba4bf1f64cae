"""Trainings that were interrupted: where they are kept, how they go on, and what is left when one is stopped."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from .errors import Cancelled, WorkerError
from .outputs import copy_finished
from .progress import Progress
from .safetensors_header import CARD_ENTRY, RUN_ENTRY, read_header, refused
from .training_options import TrainingOptions, options_from


def unfinished_name(model: str) -> str:
    """Where a training is kept while it lasts: beside its model."""
    return str(Path(model).with_suffix(".unfinished.safetensors"))


def is_interrupted(path: str) -> bool:
    """Tell an interrupted training from a model.

    Raises:
        InputError: it is neither.
    """
    return RUN_ENTRY in read_header(path).metadata


def interrupted_recipe(path: str, asked: TrainingOptions) -> tuple[TrainingOptions, tuple[str, ...]]:
    """The recipe and the bands of an interrupted training; only where to compute is as asked.

    Raises:
        InputError: the file is damaged.
    """
    try:
        state = json.loads(read_header(path).metadata[RUN_ENTRY])
        options = options_from(dict(state["options"]))
        bands = tuple(str(band["name"]) for band in state["bands"])
        default = TrainingOptions().as_dict()
        kinds = {int: (int,), float: (int, float), str: (str,), tuple: (tuple,)}
        if not all(type(value) in kinds[type(default[name])] for name, value in options.as_dict().items()):
            raise ValueError
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise refused(path, "it is no unfinished training that can be read") from error
    return replace(options, start_from=path, device=asked.device, processes=asked.processes), bands


def _kept(path: str) -> str:
    """What the worker had written when it was stopped."""
    folds = json.loads(read_header(path).metadata[CARD_ENTRY]).get("folds")
    if not folds:
        return "The best epoch so far is"
    if not folds["finished"]:
        return f"Of {folds['asked']} members none is finished: the best epoch so far of the first one is"
    return f"Of {folds['asked']} members the {folds['finished']} that are finished are"


@contextlib.contextmanager
def best_kept(finished: Path, model: str, progress: Progress) -> Iterator[None]:
    """Keep the best epoch so far as the model when a training is cancelled or its worker dies, and say so.

    Args:
        finished: where the worker writes the best epoch so far.
        model: the tool's output.
        progress: hears the warning.
    """
    try:
        yield
    except (Cancelled, WorkerError) as error:
        if not finished.exists():
            raise
        what = _kept(str(finished))
        copy_finished(finished, model)
        sentence = (
            f"{what} kept as {model}, without scores and calibration."
            f" To go on, choose {unfinished_name(model)} as START_FROM."
        )
        progress.warning(sentence)
        if isinstance(error, Cancelled):
            raise Cancelled(f"Cancelled. {sentence}") from error
        raise
