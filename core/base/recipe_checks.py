"""What is wrong with a recipe, told before any work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .errors import InputError
from .training_options import BATCH_NORMALISED, MOST_FOLDS, TrainingOptions
from .translation import tr


def check_recipe(options: TrainingOptions, networks: Sequence[str] = ()) -> None:
    """Refuse options that do not go together.

    Args:
        options: the recipe.
        networks: that are tried instead of the one in the options.

    Raises:
        InputError: folds that cannot be made, parts that a network does not have, or a network that several cards
            would train otherwise than one.
    """
    check_folds(options)
    for own in [replace(options, network=name) for name in networks] or [options]:
        if own.parts and own.network != "resunet":
            raise InputError(
                tr(
                    "PARTS is {parts}, but the network {name} has none. Choose NETWORK = resunet, or leave PARTS empty."
                ),
                parts=", ".join(own.parts),
                name=own.network,
            )
        if own.processes > 1 and own.network in BATCH_NORMALISED:
            raise InputError(
                tr(
                    "PROCESSES is {count}, but the network {name} is normalised over each card's share of a "
                    "batch and would not learn as on one card. Choose NETWORK = resunet or unet, or PROCESSES = "
                    "1."
                ),
                count=own.processes,
                name=own.network,
            )


def check_folds(options: TrainingOptions) -> None:
    """Refuse folds that cannot be made.

    Raises:
        InputError: too many, or random tiles, which overlap and so divide no ground.
    """
    if not 1 <= options.folds <= MOST_FOLDS:
        raise InputError(tr("FOLDS is {folds}. Choose 1 to {most}."), folds=options.folds, most=MOST_FOLDS)
    if options.folds > 1 and options.split == "random":
        raise InputError(
            tr(
                "FOLDS is {folds} and SPLIT is random: random tiles overlap and cannot be divided into folds. "
                "Choose SPLIT = blocks, or FOLDS = 1."
            ),
            folds=options.folds,
        )
