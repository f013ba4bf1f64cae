"""Why an area is called what it is called, in plain words: the features that spoke most for its kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from .features import FEATURES, GROUPS
from .kinds import KINDS
from .trees import Floats

MOST = 3  # reasons of an area
_LEAST = 0.05  # of a score that a reason adds
_PERCENT = {
    *("flat", "steep", "one_facing", "downhill", "place", "relief", "one_way", "agrees", "same_way", "east_downhill"),
    *("sharp", "edge", "beyond", "both_orbits", "rough", "hollow", "heaped", "full"),
    *(name for name in GROUPS["series"] if name != "season"),
    *GROUPS["maps"],
}
_DECIMALS = {"slope": 0, "signal": 1, "season": 1, "long": 1}
_ALIKE = (  # of features that say nearly the same, one is reason enough
    {"speed", "signal", "down_speed"},
    {"uneven", "spread", "scatter", "down_uneven"},
    {"sharp", "edge", "beyond"},
    {"inner", "profile"},
    {"slope", "flat", "steep"},
    {"place", "above"},
    {"agrees", "east_downhill", "along_slope"},
)
_LOGARITHMS = {"narrow", "above", "speed", "targets", "denser"}


def labels() -> dict[str, str]:
    """What each feature is called in a reason; `{value}` stands for its value."""
    return {
        "compact": tr("roundness of the outline {value} (circle 1)"),
        "long": tr("length {value} times the width"),
        "narrow": tr("mean width {value} m"),
        "full": tr("outline fills {value} of its rectangle (ellipse 79 %)"),
        "slope": tr("mean slope {value}°"),
        "flat": tr("{value} of the ground flatter than 6°"),
        "steep": tr("{value} of the ground steeper than 30°"),
        "one_facing": tr("slopes facing one way: {value}"),
        "downhill": tr("long axis down the slope: {value}"),
        "place": tr("height in the valley: {value} of the way up"),
        "above": tr("{value} m above the valley floor"),
        "relief": tr("drop {value} of the length"),
        "rough": tr("uneven ground: {value} of the length"),
        "hollow": tr("lies {value} of its length below the ground beside it"),
        "heaped": tr("foot heaped up against the head by {value} of the length"),
        "speed": tr("median speed {value} mm/yr"),
        "signal": tr("speed {value} times the noise"),
        "one_way": tr("targets that move one way: {value}"),
        "uneven": tr("spread of the speeds {value} of their median"),
        "spread": tr("spread of the speeds {value} times the noise"),
        "scatter": tr("most speeds within {value} times the noise of each other"),
        "inner": tr("faster towards the middle (correlation {value})"),
        "profile": tr("middle faster than the rim by {value} of the median"),
        "upper": tr("faster uphill than downhill (correlation {value})"),
        "sharp": tr("{value} of the motion ends right at the outline"),
        "edge": tr("motion just outside: {value} of that inside"),
        "beyond": tr("motion 80 to 250 m outside: {value} of that inside"),
        "targets": tr("{value} targets"),
        "denser": tr("targets {value} times as dense as around it"),
        "coherence": tr("coherence {value} above that around it"),
        "agrees": tr("targets whose motion fits down the slope: {value}"),
        "down_speed": tr("speed down the slope {value} mm/yr"),
        "down_uneven": tr("spread of the speed down the slope {value} of its median"),
        "seen": tr("share of a motion down the slope that the radar sees: {value}"),
        "slope_fits": tr("motion down the slope explains the speeds (logarithm of the gain {value})"),
        "upright": tr("direction of the motion {value} (up 1, level 0, down -1)"),
        "inwards": tr("motion towards the middle (correlation {value})"),
        "east_downhill": tr("targets that go the way the slope falls: {value}"),
        "along_slope": tr("motion along the slope {value} (down it 1, up it -1)"),
        "both_orbits": tr("the weaker orbit sees {value} of the motion of the stronger one"),
        "stable": tr("{value} of the series stable"),
        "linear": tr("{value} of the series steady"),
        "accelerating": tr("{value} of the series accelerating"),
        "slowing": tr("{value} of the series slowing"),
        "seasonal": tr("{value} of the series seasonal"),
        "broken": tr("{value} of the series with a break"),
        "jumping": tr("{value} of the series with jumps"),
        "season": tr("season {value} mm"),
        "same_way": tr("{value} of the areas within 1 km move the same way"),
        "mines": tr("{value} of it on the map of mines"),
        "water": tr("{value} of it on the map of water"),
        "buildings": tr("{value} of it on the map of buildings"),
        "roads": tr("{value} of it on the map of roads"),
    }


def reasons(contributions: Floats, table: Floats, kinds: NDArray[np.intp], middles: Floats) -> list[str]:
    """The two or three features that speak most for the kind of each area, strongest first.

    A feature speaks for a kind by what it adds to its score, beyond what it adds to the others on average.

    Args:
        contributions: (areas, KINDS, FEATURES).
        table: (areas, FEATURES) the values.
        kinds: (areas,) number of the kind that each area is called.
        middles: (FEATURES,) of the examples: values above or below them are called high or low.
    """
    others = len(KINDS) - 1
    words, made = labels(), []
    for row, kind in enumerate(kinds):
        own = contributions[row, kind]
        strength = own - (contributions[row].sum(axis=0) - own) / others
        strength = np.where(np.isfinite(table[row]), strength, 0.0)
        made.append("; ".join(_said(FEATURES[i], table[row, i], middles[i], words) for i in _strongest(strength)))
    return made


def _strongest(strength: Floats) -> list[int]:
    """Numbers of the strongest features, of those that are alike only the first."""
    chosen: list[int] = []
    for number in np.argsort(-strength, kind="stable").tolist():
        alike = next((names for names in _ALIKE if FEATURES[number] in names), {FEATURES[number]})
        if strength[number] < _LEAST or len(chosen) == MOST:
            break
        if not alike & {FEATURES[other] for other in chosen}:
            chosen.append(number)
    return chosen


def _said(name: str, value: float, middle: float, words: dict[str, str]) -> str:
    """One reason: what the feature is, its value, and whether that is high or low."""
    if name == "way":
        return tr("moves towards the satellite") if value > 0 else tr("moves away from the satellite")
    said = words[name].format(value=_shown(name, value))
    if not np.isfinite(middle) or np.isclose(value, middle):
        return said
    level = tr("high") if value > middle else tr("low")
    return f"{said} ({level})"


def _shown(name: str, value: float) -> str:
    if name in _PERCENT:
        return f"{100.0 * value:.0f} %"
    if name in _LOGARITHMS:
        value = 10.0**value
        return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
    if name == "down_speed":
        value = float(np.sign(value) * (10.0 ** abs(value) - 1.0))
        return f"{value:.0f}"
    return f"{value:.{_DECIMALS.get(name, 2)}f}"
