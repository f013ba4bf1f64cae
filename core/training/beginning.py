"""What a training begins with where nobody says it: the starting model with few areas, else a new network."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import replace

from ..base.progress import Progress
from ..base.starting_model import (
    FEW_AREAS,
    NOTHING,
    STARTING_MODEL,
    is_starting,
    start_card,
    tuned_options,
    unfit_reason,
)
from ..base.training_options import TrainingOptions
from .data import TrainingData

_ORBIT = ("facing_east", "facing_north")  # the starting model does without: it knows both orbit directions


def begun(
    data: TrainingData, options: TrainingOptions, start_from: str, typed: Collection[str], progress: Progress
) -> tuple[TrainingData, TrainingOptions]:
    """Data and recipe with what the training starts from; the log says what that is.

    Args:
        data: stack, bands and areas.
        options: the recipe, for a new network.
        start_from: what the user said: a path, `nothing`, or empty.
        typed: names of the options that the user chose, and `bands` where the user named features.
        progress: told.
    """
    if start_from == NOTHING:
        return data, options
    if start_from:
        path = os.path.abspath(start_from)
        known = is_starting(start_card(path))
        return data, tuned_options(options, path, typed) if known else replace(options, start_from=path)
    count = len(data.areas) + sum(len(one.areas) for one in data.further)
    if count >= FEW_AREAS or not os.path.exists(STARTING_MODEL):
        return data, options
    reason = "a width is chosen" if "width" in typed else ""
    reason = reason or unfit_reason(options, start_card(STARTING_MODEL), data.bands, data.stack.grid.cell_m)
    if reason:
        progress.message(f"With {count} areas the training would start from the starting model, but {reason}.")
        return data, options
    progress.message(
        f"{count} areas are fewer than {FEW_AREAS}: the training starts from the starting model that comes with "
        f"Slipline, and changes it little. START_FROM = {NOTHING} trains a new network."
    )
    if "bands" not in typed:
        data = replace(data, bands=tuple(name for name in data.bands if name not in _ORBIT))
    return data, tuned_options(options, STARTING_MODEL, typed)
