"""How the radar saw each target: incidence, line of sight and orbit, from what columns and the file say.

What follows from what is said is computed: the line of sight from heading and incidence, the orbit from the heading or
from the line of sight, the incidence from the line of sight. Two sources of one fact that differ are told.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress
from ..files.columns import by_pieces, different
from .facts import Facts
from .ground_motion import component_seen
from .kept_fields import ASCENDING, DESCENDING, EAST, INCIDENCE, LOOK, LOS, NORTH, PASS, UP, More

Singles = NDArray[np.float32]
_UNIT_LENGTH = 0.03  # by which the length of a line of sight may differ from 1


def looks(
    known: Mapping[str, Singles], facts: Facts, count: int, source: str, progress: Progress
) -> tuple[dict[str, Singles], str]:
    """The incidence and the line of sight of each target where they are known, and the orbit: A, D, or empty.

    Args:
        known: `heading`, `incidence`, `los_east`, `los_north`, `los_up` -> (count,), NaN where not known; those that
            the source has.
        facts: what the file says for all.
        count: targets.
        source: what messages call it.
        progress: hears what is not used, and why.
    """
    incidence = _incidence(known, facts, count, source, progress)
    heading = known.get("heading", _everywhere(facts.heading, count))
    look = _look(known, source, progress)
    if look is None and incidence is not None and heading is not None:
        look = look_vector(incidence, heading, facts.right_looking)
        progress.message(f"{source}: the line of sight is computed from heading and incidence.")
    if look is not None and incidence is None:
        incidence = by_pieces(lambda up: _single(np.degrees(np.arccos(np.clip(up, -1.0, 1.0)))), look[2])
    made: dict[str, Singles] = {}
    if incidence is not None:
        made[INCIDENCE] = incidence
    if look is not None:
        made.update(zip(LOOK, look))
    return made, _orbit(heading, look, facts)


def axis(component: str, count: int) -> dict[str, Singles]:
    """The look of velocities that are a component already: (1, 0, 0) of an eastward one, (0, 0, 1) of a vertical."""
    of = {EAST: LOOK[0], NORTH: LOOK[1], UP: LOOK[2]}[component]
    return {name: np.broadcast_to(np.float32(name == of), count) for name in LOOK}


def look_vector(incidence: Singles, heading: Singles, right_looking: bool = True) -> tuple[Singles, Singles, Singles]:
    """Unit vectors (east, north, up), (n,) each, from the ground to the satellite.

    Args:
        incidence: (n,) degrees from the vertical.
        heading: (n,) direction of flight, degrees clockwise from north.
        right_looking: where the radar looks.
    """

    def east(steep: Singles, flown: Singles) -> Singles:
        return _single(-np.sin(_radians(steep)) * np.sin(_radians(flown, aside)))

    def north(steep: Singles, flown: Singles) -> Singles:
        return _single(-np.sin(_radians(steep)) * np.cos(_radians(flown, aside)))

    aside = 90.0 if right_looking else -90.0
    up = by_pieces(lambda steep: _single(np.cos(_radians(steep))), incidence)
    return by_pieces(east, incidence, heading), by_pieces(north, incidence, heading), up


def _radians(degrees: Singles, more: float = 0.0) -> NDArray[np.float64]:
    return np.asarray(np.radians(degrees.astype(np.float64) + more), np.float64)


def _single(values: NDArray[np.float64]) -> Singles:
    return values.astype(np.float32)


@dataclass(frozen=True)
class Seen:
    """From where a layer of targets was seen.

    Args:
        incidence: degrees from the vertical; None: not known.
        look_azimuth: direction into which the radar looked, degrees clockwise from north; None: not known.
        orbit: A, D, or empty.
        problem: why the targets say nothing, for the log; empty: nothing is wrong.
    """

    incidence: float | None = None
    look_azimuth: float | None = None
    orbit: str = ""
    problem: str = ""


def seen_from(more: More) -> Seen:
    """Middle incidence and look of targets, from what they keep."""
    incidence = _middle(more.get(INCIDENCE))
    look = [more.get(name) for name in LOOK]
    if any(part is None or not np.isfinite(part).any() for part in look):
        words = {str(word) for word in different(more[PASS]) if word} if PASS in more else set()
        if len(words) > 1:
            return Seen(problem="they are of both orbits")
        return Seen(incidence, None, words.pop() if words else "")
    east, north, up = (np.asarray(part, np.float64) for part in look)
    if component_seen(more) != LOS:
        return Seen(problem="their velocities are vertical or horizontal, not along a line of sight")
    eastern = float((east[np.isfinite(east)] > 0.0).mean())
    if 0.01 < eastern < 0.99:
        return Seen(problem="they are of both orbits")
    azimuth = float(np.degrees(np.arctan2(-np.nanmedian(east), -np.nanmedian(north)))) % 360.0
    steep = float(np.degrees(np.arccos(np.clip(np.nanmedian(up), -1.0, 1.0))))
    return Seen(steep if incidence is None else incidence, azimuth, DESCENDING if eastern > 0.5 else ASCENDING)


def _middle(values: NDArray[Any] | None) -> float | None:
    known = values[np.isfinite(values)] if values is not None else np.zeros(0)
    return float(np.median(known)) if known.size else None


def _everywhere(value: float, count: int) -> Singles | None:
    return np.broadcast_to(np.float32(value), count) if math.isfinite(value) else None


def _incidence(
    known: Mapping[str, Singles], facts: Facts, count: int, source: str, progress: Progress
) -> Singles | None:
    """Degrees from the vertical; radians are known by their size. None where nothing sensible is said."""
    given = known.get(INCIDENCE)
    if given is None or not np.isfinite(given).any():
        return _everywhere(facts.incidence, count)
    low, high = float(np.nanmin(given)), float(np.nanmax(given))
    if low > 0.0 and high < math.pi / 2:
        progress.message(f"{source}: the incidence is in radians and is brought to degrees.")
        return by_pieces(np.degrees, given)
    if not (low >= 0.0 and high < 90.0):
        progress.warning(f"{source}: the incidence goes from {low:g} to {high:g}, which no radar has: it is not used.")
        return None
    return given


def _look(known: Mapping[str, Singles], source: str, progress: Progress) -> tuple[Singles, Singles, Singles] | None:
    """The line of sight as columns give it, turned to the satellite; None where it is none."""
    parts = [known.get(name) for name in LOOK]
    if any(part is None or not np.isfinite(part).any() for part in parts):
        return None
    east, north, up = (np.asarray(part) for part in parts)
    length = float(np.nanmedian(np.sqrt(east**2 + north**2 + up**2)))
    if abs(length - 1.0) > _UNIT_LENGTH:
        progress.warning(
            f"{source}: los_east, los_north and los_up have the length {length:.3g} and not 1: they are not used."
        )
        return None
    if float(np.nanmedian(up)) < 0.0:
        progress.warning(f"{source}: the line of sight points to the ground; it is turned to point to the satellite.")
        east, north, up = (by_pieces(np.negative, part) for part in (east, north, up))
    return east, north, up


def _orbit(heading: Singles | None, look: tuple[Singles, Singles, Singles] | None, facts: Facts) -> str:
    """A or D: by the heading, else by the file, else by the side of the sky in which the satellite stands."""
    flown = heading[np.isfinite(heading)] if heading is not None else np.zeros(0, np.float32)
    if flown.size:
        return ASCENDING if float(np.cos(np.radians(flown)).mean()) > 0 else DESCENDING
    if facts.orbit or look is None:
        return facts.orbit
    stands_east = float(np.nanmedian(look[0])) > 0.0
    return DESCENDING if stands_east == facts.right_looking else ASCENDING
