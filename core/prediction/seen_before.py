"""Has the model seen the like? The ground of a prediction beside that of the training, as the model's card tells it."""

from __future__ import annotations

from ..base.model_card import Card, Model
from ..base.progress import Progress
from ..base.translation import english, tr
from ..display.pages import number
from ..gis.raster import RasterReader
from ..hotspots.shown_ground import LOOK_ITEM, ground_shown
from ..tilestore.motion import FEW

ENTRY = "ground"  # of the card
_SPREAD, _DENSITY = 2.0, 3.0  # ratios beyond which ground is another one
_CELL = 0.05  # relative
_SHARE = 0.2  # of the moving ground that a direction of motion has to hold before it counts
_TURNED, _OTHER_ORBIT = 90.0, 45.0  # degrees


def say_what_is_new(model: Model, stack: RasterReader, progress: Progress) -> None:
    """Warn of everything in which a stack differs from what a model has seen."""
    with english():
        here = ground_shown(stack, progress) if ENTRY in model.card else {}
        found = differences(model.card, here, stack.grid.cell_m)
        for text in found:
            progress.warning(text)
        if found:
            progress.warning(
                tr("The model has not seen ground like this ({count} differences): check its boundaries.").format(
                    count=len(found)
                )
            )


def differences(card: Card, here: dict[str, float], cell_m: float) -> list[str]:
    """Sentences on sign, spread, density, cell, facing and orbit; none where all are alike or the card does not tell.

    Args:
        card: of the model.
        here: what the stack shows.
        cell_m: its cells, m.
    """
    then = card.get(ENTRY) or {}
    return [
        *_of_orbit(then, here),
        *_of_sign(then, here),
        *_of_facing(then, here),
        *_of_ratio(
            then,
            here,
            "spread_mm_yr",
            _SPREAD,
            tr("The velocities of the stable ground scatter by {here} mm/yr here, by {then} mm/yr in the training."),
        ),
        *_of_ratio(
            then, here, "density_km2", _DENSITY, tr("There are {here} targets per km² here, {then} in the training.")
        ),
        *_of_cell(card, cell_m),
    ]


def _of_ratio(then: Card, here: dict[str, float], name: str, limit: float, text: str) -> list[str]:
    if not then.get(name) or not here.get(name):
        return []
    ratio = here[name] / float(then[name])
    if 1.0 / limit <= ratio <= limit:
        return []
    return [text.format(here=number(here[name]), then=number(float(then[name])))]


def _of_cell(card: Card, cell_m: float) -> list[str]:
    trained = float(card["cell_m"])
    if "cells_m" in card or abs(cell_m / trained - 1.0) <= _CELL:
        return []
    text = tr("The cells are {here:g} m wide here, {then:g} m in the training: areas look larger or smaller.")
    return [text.format(here=round(cell_m, 2), then=round(trained, 2))]


def _of_sign(then: Card, here: dict[str, float]) -> list[str]:
    """A direction in which much of the ground moves here and in which hardly any area of the training moved."""
    share = here.get("towards_share")
    if share is None:
        return []
    texts = {
        "areas_towards": (share, tr("{share:.0f} % of the moving ground moves towards the satellite here; {areas}")),
        "areas_away": (
            1.0 - share,
            tr("{share:.0f} % of the moving ground moves away from the satellite here; {areas}"),
        ),
    }
    areas = tr("the model has learnt from {count} areas that move so, and may miss them.")
    return [
        text.format(share=100 * part, areas=areas.format(count=round(then[name])))
        for name, (part, text) in texts.items()
        if name in then and then[name] < FEW and part >= _SHARE
    ]


def _of_facing(then: Card, here: dict[str, float]) -> list[str]:
    texts = {
        "facing_towards_deg": tr(
            "Slopes that move towards the satellite face {here:.0f}° here, {then:.0f}° in training."
        ),
        "facing_away_deg": tr(
            "Slopes that move away from the satellite face {here:.0f}° here, {then:.0f}° in training."
        ),
    }
    return [
        text.format(here=here[name], then=then[name])
        for name, text in texts.items()
        if name in then and name in here and _apart(here[name], float(then[name])) > _TURNED
    ]


def _of_orbit(then: Card, here: dict[str, float]) -> list[str]:
    if (
        LOOK_ITEM not in then
        or LOOK_ITEM not in here
        or _apart(here[LOOK_ITEM], float(then[LOOK_ITEM])) <= _OTHER_ORBIT
    ):
        return []
    text = tr(
        "The radar looks to {here:.0f}° here, to {then:.0f}° in the training: these are targets of another orbit, in "
        "which the same landslides move the other way."
    )
    return [text.format(here=here[LOOK_ITEM], then=then[LOOK_ITEM])]


def _apart(one: float, other: float) -> float:
    """Angle between two directions, degrees."""
    return abs((one - other + 180.0) % 360.0 - 180.0)
