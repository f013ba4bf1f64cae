"""The model that comes with Slipline: what draws before the first label, and what training with few areas starts from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .model_card import Card, band_names, missing_bands, read_card
from .training_options import TUNED_EPOCHS, TUNED_RATE, TrainingOptions

STARTING_MODEL = str(Path(__file__).resolve().parents[2] / "resources" / "models" / "start.safetensors")
NOTHING = "nothing"  # START_FROM of a training that starts afresh
FEW_AREAS = 20  # from so many areas on a network of its own is better


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
    return "" if low <= cell_m <= high else f"it knows cells of {low:g} to {high:g} m"
