"""Which word tells what has become of an area, and which differences of the two dates forbid to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from ..products.series import YEAR_DAYS
from .data import (
    COVERAGE,
    FASTER,
    GROWN,
    MODEL,
    MOVED,
    NEW,
    NOT_COMPARABLE,
    ORBIT,
    SEASON,
    SHRUNK,
    SLOWER,
    UNCHANGED,
    ChangeRules,
    DateData,
    Edge,
    Speed,
)

SURE = 2.6  # standard deviations: of 100 areas that have not changed one goes beyond by chance
SURE_MOVE = 3.25  # of a component, that the centre moves by as rarely: it has two of them
LEAST_SEEN = 0.5  # of an area or its outline
_WHOLE_YEAR = 0.9  # years, from which on a series holds all seasons
_OTHER_SEASON_DAYS = 60.0


def whole_reasons(before: DateData, after: DateData, allowed: Sequence[str]) -> list[str]:
    """Why no area at all can be compared: the orbits or the seasons differ."""
    found = []
    if before.orbit and after.orbit and before.orbit != after.orbit:
        found.append(ORBIT)
    if seasons_differ(before.days, after.days):
        found.append(SEASON)
    return [reason for reason in found if reason not in allowed]


def seasons_differ(before: Sequence[dt.date], after: Sequence[dt.date]) -> bool:
    """Tell whether one date's series holds only a part of the year, and not the same as the other's."""
    if not before or not after:
        return False
    spans = [(days[-1] - days[0]).days / YEAR_DAYS for days in (before, after)]
    if min(spans) >= _WHOLE_YEAR:
        return False
    middles = [_middle_of_year(days) for days in (before, after)]
    turn = abs((middles[1] - middles[0] + np.pi) % (2 * np.pi) - np.pi)
    return bool(turn / (2 * np.pi) * YEAR_DAYS > _OTHER_SEASON_DAYS)


def _middle_of_year(days: Sequence[dt.date]) -> float:
    angles = np.array([day.toordinal() for day in days]) * 2 * np.pi / YEAR_DAYS
    return float(np.angle(np.exp(1j * angles).mean()))


def models_differ(before: set[str], after: set[str]) -> bool:
    """Tell whether the areas of a place were drawn by other models; False where one is not known."""
    return bool(before - {""} and after - {""} and before.isdisjoint(after))


def edge_change(edge: Edge, rules: ChangeRules) -> str:
    """Whether an outline has grown, shrunk or moved; empty where too little of it was observed."""
    if not edge.seen >= LEAST_SEEN:
        return ""
    limit = max(SURE * edge.error, rules.least_shift_m)
    if abs(edge.shift) > limit:
        return GROWN if edge.shift > 0 else SHRUNK
    return MOVED if edge.moved > max(SURE_MOVE * edge.moved_error, rules.least_shift_m) else UNCHANGED


def speed_change(speed: Speed, rules: ChangeRules) -> str:
    """Whether an area moves faster or slower; empty where it is not known."""
    if not np.isfinite(speed.difference):
        return ""
    if abs(speed.difference) <= max(SURE * speed.error, rules.least_speed):
        return UNCHANGED
    return FASTER if speed.difference > 0 else SLOWER


def kind_of_both(edge: str, speed: str, has_targets: bool) -> tuple[str, str]:
    """Kind and reason of ground that is an area on both dates: the outline first, then the speed."""
    if edge in (GROWN, SHRUNK, MOVED):
        return edge, ""
    if speed in (FASTER, SLOWER):
        return speed, ""
    if not edge and not speed:
        return NOT_COMPARABLE, COVERAGE
    return UNCHANGED, COVERAGE if not edge or (has_targets and not speed) else ""


def kind_of_one(
    kind: str, other_probability: float, other_threshold: float, speed: Speed, rules: ChangeRules
) -> tuple[str, str]:
    """Kind and reason of ground that is an area on one date only: NEW or STOPPED, if the other date speaks for it.

    Args:
        kind: NEW or STOPPED.
        other_probability: mean over the area on the date without it; NaN where there is none.
        other_threshold: of that probability.
        speed: of the area's targets.
        rules: what counts.
    """
    moves, still = (speed.after, speed.before) if kind == NEW else (speed.before, speed.after)
    if np.isfinite(speed.difference):
        limit = max(SURE * speed.error, rules.least_speed)
        if abs(moves) - abs(still) > limit:
            return kind, ""
        if abs(still) > limit:
            return UNCHANGED, "speed"
    if np.isfinite(other_probability):
        return (kind, "") if other_probability < 0.5 * other_threshold else (UNCHANGED, "threshold")
    return NOT_COMPARABLE, COVERAGE


def has_model_reason(before: set[str], after: set[str], allowed: Sequence[str]) -> bool:
    """Tell whether other models forbid to compare."""
    return MODEL not in allowed and models_differ(before, after)
