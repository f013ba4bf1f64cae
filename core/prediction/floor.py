"""The floor of a prediction: where a network was not better than a simple map, the simple map is drawn instead.

Which map, with which settings, and how both scored on the ground held back from training, stands in the model's card.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..areas.rules import AreaRules
from ..base.codes import observing
from ..base.errors import InputError
from ..base.grid import Window
from ..base.model_card import Card, Model, band_names
from ..base.progress import Progress, Stage, track
from ..base.starting_model import FEW_AREAS
from ..base.translation import tr
from ..display.pages import number
from ..display.shown_words import shown
from ..evaluation.simple_map import made_map
from ..gis.raster_writer import RasterWriter
from ..gis.vector import rasterize
from .inputs import PredictionInputs
from .layers import PROBABILITY
from .probability import Coverage, told_of

AUTO, YES, NO = BEST = ("auto", "yes", "no")
_APART = 0.05  # least difference between the two probabilities of a simple map


@dataclass(frozen=True)
class Floor:
    """The best simple map of a model.

    Args:
        kind: of the simple map.
        settings: of it.
        iou: of the map on held-back ground.
        network_iou: of the network there.
        inside: share of the map that lies in drawn areas: the probability there.
        outside: share of the ground outside the map that does: the probability there.
    """

    kind: str
    settings: dict[str, float]
    iou: float
    network_iou: float
    inside: float
    outside: float

    @property
    def beats_network(self) -> bool:
        """Whether the network is not better."""
        return not self.network_iou > self.iou

    def rules(self, rules: AreaRules) -> AreaRules:
        """The same rules for a map of two probabilities: the threshold lies between them."""
        middle = (self.inside + self.outside) / 2.0
        return replace(rules, threshold=middle, seed=middle)


def floor_of(card: Card) -> Floor | None:
    """The best simple map that a card tells of; None where it tells of none, or of one that found nothing."""
    told: dict[str, Any] | None = card.get("simple_map")
    if not told or not told["iou"]:
        return None
    outside = float(told["missed"] or 0.0)
    inside = max(float(told["precision"] or 0.0), outside + _APART)
    return Floor(
        kind=str(told["kind"]),
        settings=dict(told["settings"]),
        iou=float(told["iou"]),
        network_iou=float(told["network_iou"] or 0.0),
        inside=min(inside, 1.0),
        outside=min(outside, 1.0 - _APART),
    )


def chosen_floor(card: Card, best: str) -> Floor | None:
    """The simple map that is drawn instead of the network's; None: the network draws.

    Args:
        card: of the model.
        best: `auto`: where the model was trained on fewer than 20 areas; `yes`: always; `no`: never.
    """
    floor = floor_of(card)
    if floor is None or not floor.beats_network or best == NO:
        return None
    few = int(card.get("drawn_areas", FEW_AREAS)) < FEW_AREAS
    return floor if best == YES or few else None


def say_floor(model: Model, best: str, progress: Progress) -> None:
    """Say first how the network compares with its simple map, and which of the two is drawn."""
    floor = floor_of(model.card)
    if floor is None:
        return
    scores = {"kind": shown(floor.kind), "iou": number(floor.iou), "network": number(floor.network_iou)}
    if not floor.beats_network:
        text = tr("On ground held back from training the network was better (IoU {network}) than '{kind}' ({iou}).")
        progress.message(text.format(**scores))
    elif chosen_floor(model.card, best) is not None:
        text = tr(
            "On ground held back from training the network (IoU {network}) was NOT better than the simple map '{kind}' "
            "({iou}). The simple map is drawn instead; BEST = no draws the network's boundaries."
        )
        progress.warning(text.format(**scores))
    else:
        text = tr(
            "On ground held back from training the network (IoU {network}) was NOT better than the simple map '{kind}' "
            "({iou}). Do not rely on these boundaries. BEST = yes draws the simple map instead."
        )
        progress.warning(text.format(**scores))


def require_no_deviation(model: Model, best: str, deviation: bool) -> None:
    """Stop where a deviation is asked for of a simple map.

    Raises:
        InputError: a deviation is asked for of a simple map.
    """
    floor = chosen_floor(model.card, best)
    if deviation and floor is not None:
        raise InputError(
            tr(
                "The simple map '{kind}' is drawn instead of the network's (BEST is {best}), and has no standard "
                "deviation. Choose BEST = no, or skip the output (OUTPUT_DEVIATION)."
            ),
            kind=shown(floor.kind),
            best=best,
        )


def write_simple_map(inputs: PredictionInputs, floor: Floor, path: str, progress: Progress) -> Coverage:
    """Write the simple map as a probability raster; null where motion could not be observed or outside WITHIN.

    Raises:
        InputError: the stack lacks the bands of the simple map.
        OutputError: the raster cannot be written.
        Cancelled: the user asked to stop.
    """
    stack = inputs.stack
    made = made_map(floor.kind, floor.settings, stack, Stage(progress, 0.0, 0.4))
    names = [name for name in band_names(inputs.model.card) if name in stack.names]
    decisive = [names[number] for number in observing(names)]
    coverage = Coverage()
    with RasterWriter(path, stack.grid, [PROBABILITY], metadata=told_of(inputs.model)) as writer:
        for window in track(stack.grid.windows(), Stage(progress, 0.4, 1.0)):
            asked = _asked(inputs, window)
            seen = asked & np.isfinite(stack.read(window, decisive)).any(axis=0)
            coverage.cells += int(asked.sum())
            coverage.observed += int(seen.sum())
            if seen.any():
                values = np.where(made.mask(window), floor.inside, floor.outside)
                writer.write(np.where(seen, values, np.nan).astype(np.float32), window)
    return coverage


def _asked(inputs: PredictionInputs, window: Window) -> np.ndarray[Any, np.dtype[np.bool_]]:
    if not inputs.within:
        return np.ones(window.shape, bool)
    return rasterize(inputs.within, inputs.stack.grid, window) > 0
