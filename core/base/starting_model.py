"""The model that comes with Slipline: it draws before the first label, and training with few areas starts from it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .model_card import Card, band_names, missing_bands, read_card
from .safetensors_header import RUN_ENTRY, read_header
from .training_options import TUNED_EPOCHS, TUNED_MIRRORED, TUNED_RATE, TrainingOptions

STARTING_MODEL = str(Path(__file__).resolve().parents[2] / "resources" / "models" / "start.safetensors")
NOTHING = "nothing"  # START_FROM of a training that starts afresh
FEW_AREAS = 20  # from so many on a network of its own is better; with fewer it has to beat Hot Spot's candidate areas


def working_factor(card: Card, cell_m: float) -> int:
    """Cells of a stack along a side of one of the cells at which a model works; 1: it takes the stack as it is."""
    own = card.get("works_at_m")
    return max(1, round(float(own) / cell_m)) if own else 1


def second_factor(card: Card, cell_m: float) -> int:
    """The same of the larger cells at which it looks once more, for landslides of kilometres; 0: it does not."""
    again = int(float(card.get("works_at_m", 0)) * float(card.get("looks_again", 0)) / cell_m + 1e-6)
    return again if again > working_factor(card, cell_m) else 0


def start_card(start_from: str) -> Card:
    """The card of the model that a training starts from, or that an interrupted one started from; empty without one."""
    if not start_from or not Path(start_from).is_file():
        return {}
    run = read_header(start_from).metadata.get(RUN_ENTRY)
    if run is None:
        return read_card(start_from)
    with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
        return start_card(str(json.loads(run)["options"]["start_from"]))
    return {}


def kept_entries(start_from: str) -> Card:
    """What a fine-tuned model keeps of the card of the one that it started from: the cells at which it works.

    It looks again at larger cells too: five areas of a demo area (seed 201) give IoU .648 with that, .534 without.
    """
    card = start_card(start_from)
    return {name: card[name] for name in ("works_at_m", "cells_m", "looks_again") if name in card}


def is_starting(card: Card) -> bool:
    """Whether a model is the one that comes with Slipline, or a later one like it."""
    return card.get("starting") is True


def tuned_options(options: TrainingOptions, path: str, typed: Collection[str] = ()) -> TrainingOptions:
    """The recipe with which a starting model is fine-tuned: its network, small steps, few passes.

    Args:
        options: the recipe as for a new network.
        path: of the starting model.
        typed: names of the options that the user chose, which stay.
    """
    network = read_card(path)["network"]
    own = {
        "network": str(network["name"]),
        "width": int(network["width"]),
        "epochs": TUNED_EPOCHS,
        "learning_rate": TUNED_RATE,
        "mirrored": TUNED_MIRRORED,
    }
    chosen: dict[str, Any] = {name: value for name, value in own.items() if name not in typed}
    return replace(options, start_from=path, tuning=True, **chosen)


def unfit_reason(options: TrainingOptions, card: Card, bands: Sequence[str], cell_m: float) -> str:
    """Why a training with few areas cannot start from the starting model; empty where it can."""
    if options.preset == "paper":
        return "the preset is the paper's"
    if options.network != str(card["network"]["name"]) or options.parts or options.folds > 1:
        return "another network is chosen"
    missing = set(band_names(card)) - set(bands) - set(missing_bands(card, bands))
    if missing:
        return f"the tiles have no {', '.join(sorted(missing))}"
    low, high = card.get("cells_m", (cell_m, cell_m))
    return "" if low <= cell_m * working_factor(card, cell_m) <= high else f"it knows cells of {low:g} to {high:g} m"
