"""Targets that several orbits saw: each orbit is judged by itself, and every target by the one that shows most.

Velocities towards two satellites are two quantities: a landslide may come closer to the one and go away from the other.
Their mean says nothing, so each orbit has a Gi*, a map and areas of its own. The maps are joined cell by cell, by the
larger magnitude, and the areas by their overlap: what one orbit cannot see is found by the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress
from ..files.columns import counted
from ..products.ground_motion import by_orbit, called
from ..targets.targets import Targets
from .gi_star import GiStar

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class View:
    """What one orbit says of n targets.

    Args:
        label: of the orbit; empty where the targets have one line of sight.
        at: (m,) numbers of those that it saw.
        targets: these m, with their velocity along its line of sight, as it is judged.
        read: (m,) the velocity before a regional motion was taken away.
    """

    label: str
    at: NDArray[np.integer[Any]]
    targets: Targets
    read: Floats


def views_of(targets: Targets, progress: Progress) -> list[View]:
    """One view for each orbit that has a velocity of its own; one of all where there are none.

    Args:
        targets: n, each with a place and a velocity.
        progress: hears that several orbits are judged.
    """
    orbits = by_orbit(targets.more)
    if not orbits:
        return [View("", counted(len(targets)), targets, targets.velocity)]
    found = []
    for label, velocity in orbits.items():
        at = np.flatnonzero(np.isfinite(velocity))
        if len(at):
            seen = replace(targets.kept(at), velocity=velocity[at])
            found.append(View(label, at, seen, velocity[at]))
    names = " and ".join(f"{called(view.label)} ({len(view.at)} targets)" for view in found)
    progress.message(
        f"Orbits are judged by themselves: {names}. Each target gets the score of the one that shows most."
    )
    return found


def joined(targets: Targets, views: Sequence[View], scores: Sequence[GiStar]) -> tuple[Targets, Floats, GiStar]:
    """Of each target the velocity, the velocity before, and the score of the orbit whose z has the largest magnitude.

    Args:
        targets: n, whose other fields are kept.
        views: of them.
        scores: of each view.
    """
    count = len(targets)
    if len(views) == 1 and len(views[0].at) == count:
        return views[0].targets, views[0].read, scores[0]
    velocity, read = targets.velocity.copy(), targets.velocity.copy()
    z, neighbours, bins = np.full(count, np.nan), np.zeros(count, np.int32), np.zeros(count, np.int8)
    strength = np.full(count, -1.0)
    for view, gi in zip(views, scores):
        own = np.where(np.isnan(gi.z), -0.5, np.abs(gi.z))
        better = own > strength[view.at]
        here = view.at[better]
        strength[here] = own[better]
        velocity[here], read[here] = view.targets.velocity[better], view.read[better]
        z[here], neighbours[here], bins[here] = gi.z[better], gi.neighbours[better], gi.bins[better]
    correlation = max(gi.correlation for gi in scores)
    return replace(targets, velocity=velocity), read, GiStar(z, neighbours, bins, correlation)
