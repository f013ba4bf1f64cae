"""Takes the terms of the scenes out of the series: from residuals without motion, and their trend from flat ground."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Stage, check_asked, track
from ..phases.network import Network
from ..phases.places import NEAR_M, Blocks, Places
from .motion import lines
from .scene_plane import fit_scene, robust_sd

Floats = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]
_FLAT = 1 / 3  # of the targets, by which the trend of the terms is found
_BLOCK = 16_384  # targets that are worked on at once


def remove_terms(
    series: Reals, network: Network, places: Places, design: Floats, speaking: NDArray[np.bool_], progress: Progress
) -> Floats:
    """Take offset, plane and height delay of each scene out of the series (n, targets) mm, in place.

    A target's own trend is taken away before a scene's terms are fitted: what moves then does not draw them, and all
    targets can speak. What the terms of all scenes have in common with time cannot be told from motion that way; it
    is fitted to the velocity of the flattest ground.

    Args:
        series: (n, targets) mm.
        network: of the scenes.
        places: of the targets.
        design: (targets, terms), see `terms`.
        speaking: (targets,) that count.
        progress: where to report.

    Returns:
        (n, terms) what was taken out.
    """
    years = network.years - network.years.mean()
    velocity, middle = lines(series, network), _means(series)
    blocks = Blocks(places, speaking)
    found, scatter = np.zeros((len(years), design.shape[1])), np.empty(len(years))
    for scene in track(range(len(years)), Stage(progress, 0.0, 0.7)):
        left = np.asarray(series[scene], np.float64) - middle - years[scene] * velocity
        found[scene] = fit_scene(left, design, speaking)
        explained = design @ found[scene]
        scatter[scene] = max(robust_sd(blocks.differences(left - explained)), 1e-6)
        series[scene] -= explained.astype(series.dtype)
    velocity = lines(series, network, 1 / scatter**2)
    trend = fit_scene(velocity, design, flattest(velocity, places, speaking))
    drift = design @ trend
    for scene in track(range(len(years)), Stage(progress, 0.7, 1.0)):
        series[scene] -= (years[scene] * drift).astype(series.dtype)
    return np.asarray(found + years[:, None] * trend)


def flattest(velocity: Floats, places: Places, usable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The third of the usable targets (n,) around which the velocity changes least from place to place.

    The flanks of what moves are as slow as still ground and lie on one side of it: they would draw a fit to them,
    however robust it is. But they are steep.
    """
    steep = places.steepness(velocity, usable, NEAR_M)
    known = usable & np.isfinite(steep)
    return np.asarray(known & (steep <= np.quantile(steep[known], _FLAT) if known.any() else known))


def _means(series: Reals) -> Floats:
    """(targets,) of each series."""
    made = np.empty(series.shape[1])
    for start in range(0, len(made), _BLOCK):
        check_asked()
        made[start : start + _BLOCK] = np.asarray(series[:, start : start + _BLOCK], np.float64).mean(0)
    return made
