"""What the user should hear about a run.

Planes that take motion away, triangles that do not close, ground that is too fast.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from .places import Places
from .scene_plane import fit_scene, robust_sd

Floats = NDArray[np.float64]
BIASED_RAD = 0.3  # mean closure from which short pairs are biased
_MUCH_MM_YR = 10.0  # more than the atmosphere of a stack does
_MISFIT_M = 5.0  # between the baselines of a pair and of its scenes
NEAR_LIMIT = 0.8  # of half a cycle between neighbours


def baseline_warning(known: bool, misfit_m: float) -> list[str]:
    """Heights need baselines, and baselines of pairs that agree."""
    if not known:
        return [tr("There are no baselines: no height correction is estimated.")]
    if misfit_m <= _MISFIT_M:
        return []
    return [
        tr("The baselines of the pairs contradict each other by up to {metres} m.").format(metres=f"{misfit_m:.0f}")
    ]


def parts_warning(parts: int) -> list[str]:
    """A network of several parts says nothing of the motion between them."""
    if parts < 2:
        return []
    text = tr(
        "The pairs fall into {parts} parts without a common scene: the motion between them is drawn as a straight line."
    )
    return [text.format(parts=parts)]


def removed_motion(velocity: Floats, design: Floats, usable: NDArray[np.bool_]) -> tuple[float, float]:
    """What the terms of the scenes explain of the velocities (n,), and their scatter about it, both mm/yr.

    Args:
        velocity: before the terms are taken away.
        design: (n, terms), the first of which is 1.
        usable: (n,).
    """
    found = fit_scene(velocity, design, usable)
    explained = design @ np.concatenate([[0.0], found[1:]])
    return float(np.std(explained)), robust_sd(velocity - design @ found)


def removal_warning(size: float, scatter: float) -> list[str]:
    """A plane or a height delay in each scene also takes regional motion away."""
    if size <= scatter and size <= max(_MUCH_MM_YR, 0.5 * scatter):
        return []
    text = tr(
        "The corrections plane and height take {size} mm/yr of the velocities away, and what is left scatters by "
        "{scatter} mm/yr: if the region itself moves, that is its motion. Compare with a run without them."
    )
    return [text.format(size=f"{size:.1f}", scatter=f"{scatter:.1f}")]


def bias_warning(bias: Floats) -> list[str]:
    """Triangles (t,) whose mean closure, whole cycles aside, is far from zero."""
    biased = np.abs(bias) > BIASED_RAD
    if not biased.any():
        return []
    text = tr(
        "{count} of {all} triangles do not close by more than 0.3 rad on average (up to {largest}): short pairs are"
        " biased, as over vegetation. Compare with a run without them."
    )
    return [text.format(count=int(biased.sum()), all=len(biased), largest=f"{float(np.abs(bias).max()):.2f}")]


def largest_step(velocity: Floats, places: Places, usable: NDArray[np.bool_]) -> float:
    """Largest difference (mm/yr) between usable neighbours."""
    edges = places.edges(diagonal=False)
    edges = edges[usable[edges].all(1)]
    return float(np.abs(velocity[edges[:, 0]] - velocity[edges[:, 1]]).max(initial=0.0))


def speed_warning(fastest: float, limit: float, days: float) -> list[str]:
    """Half a cycle between neighbours in one pair cannot be told from its opposite."""
    if fastest <= NEAR_LIMIT * limit:
        return []
    text = tr(
        "Neighbouring targets differ by up to {fastest} mm/yr; from {limit} mm/yr on, pairs of {days} days are"
        " ambiguous. Faster ground may be wrong by whole cycles."
    )
    return [text.format(fastest=f"{fastest:.0f}", limit=f"{limit:.0f}", days=f"{days:.0f}")]


def uncheckable(valid: NDArray[np.bool_], triangles: NDArray[np.int64]) -> Floats:
    """Share (targets,) of the pairs (m, targets) with a value that no triangle of values checks."""
    checked = np.zeros_like(valid)
    for each in triangles:
        closed = valid[each].all(0)
        checked[each] |= closed
    count = valid.sum(0)
    return np.asarray((count - checked.sum(0)) / np.maximum(count, 1))
