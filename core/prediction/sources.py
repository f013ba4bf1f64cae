"""Why here: which sources the network is asked without, what that costs, and where the question has no answer."""

from __future__ import annotations

from ..base.codes import sources_of
from ..base.errors import InputError
from ..base.model_card import Card, Model, band_names, missing_bands
from ..base.progress import Progress
from ..base.translation import tr
from ..display.shown_words import shown
from .floor import chosen_floor
from .inputs import PredictionInputs

MOTION = "motion"


def asked_without(card: Card, present: list[str]) -> tuple[str, ...]:
    """Sources that the model reads from a stack with these bands; it is asked without each of them."""
    missing = missing_bands(card, present)
    return tuple(sources_of(name for name in band_names(card) if name not in missing))


def require_reasons(model: Model, best: str, coarse_limit: float) -> None:
    """Stop where it cannot be told why the areas lie where they do.

    Args:
        model: the model.
        best: see `floor.chosen_floor`.
        coarse_limit: of the fast mode in two passes; 0: every tile is judged.

    Raises:
        InputError: a simple map is drawn, the model reads a single source, or the fast mode is chosen.
    """
    floor = chosen_floor(model.card, best)
    if floor is not None:
        raise InputError(
            tr(
                "The simple map '{kind}' is drawn instead of the network's (BEST is {best}), and no network can be "
                "asked why. Choose BEST = no, or leave WHY_HERE and OUTPUT_SHARES out."
            ),
            kind=shown(floor.kind),
            best=best,
        )
    require_several(model, tuple(sources_of(band_names(model.card))))
    if coarse_limit > 0.0:
        raise InputError(
            tr(
                "COARSE_TO_FINE is {limit}: the first pass looks with all sources, and would leave out ground where "
                "an outline lies only without one of them. Leave COARSE_TO_FINE empty, or leave WHY_HERE and "
                "OUTPUT_SHARES out."
            ),
            limit=round(coarse_limit, 4),
        )


def require_several(model: Model, sources: tuple[str, ...]) -> None:
    """Stop where there is one source alone, to which everything would be ascribed.

    Raises:
        InputError: there is one.
    """
    if len(sources) < 2:
        raise InputError(
            tr(
                "Here the model {model} reads {source} alone: there is nothing to compare it with. Take a stack and a "
                "model with an image or terrain too, or leave WHY_HERE and OUTPUT_SHARES out."
            ),
            model=model.name,
            source=shown(sources[0]),
        )


def say_cost(inputs: PredictionInputs, progress: Progress) -> None:
    """Say what asking costs, and which answers are the least sure."""
    sources, card = inputs.without, inputs.model.card
    count = len(sources) + 1
    progress.message(
        f"Why here: the network is asked {count} times, with everything and without each of {', '.join(sources)}. "
        f"The prediction takes {count} times as long."
    )
    learnt = card.get("may_miss") or {}
    bands = sources_of(band_names(card))
    unlearnt = [
        source
        for source in sources
        if source != MOTION and not any(set(bands[source]) <= set(names) for names in learnt.values())
    ]
    if unlearnt:
        progress.warning(
            f"The model has not learnt to do without {', '.join(unlearnt)}: what it says then is less certain. Train "
            "with a share of tiles without image or terrain (MISSING) to get better answers."
        )
