"""What the user should hear about a run.

Planes that take motion away, triangles that do not close, ground that is too fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.translation import tr
from ..phases.cycle_triangles import Closures
from ..phases.network import Network
from ..phases.places import Blocks, Places
from .banded_network import blocks_of, invert
from .scene_plane import fit_scene, robust_sd

Floats = NDArray[np.float64]
BIASED_RAD = 0.3  # mean closure from which short pairs are biased
MUCH_BIAS_MM_YR = 2.0  # more than a long stack's own error
_LEAST_YEARS = 1.5  # of a yearly motion
_FEWEST_AGREEING = 30  # targets without which nothing can be said
_REDUNDANT = 10  # pairs from which hardly any noise passes as coherent
_MUCH_MM_YR = 10.0  # more than the atmosphere of a stack does
_MISFIT_M = 5.0  # between the baselines of a pair and of its scenes
SHORT_DAYS = 12
_FEWEST = 10  # blocks of ground, and scenes, without which nothing is said
_MOST, _VALUES = 60_000, 8_000_000  # targets, and values of pairs, that are compared
NEAR_LIMIT = 0.8  # of half a cycle between neighbours


@dataclass(frozen=True)
class ShortPairs:
    """Velocity with all pairs less that without the short ones.

    Args:
        short, rest: number of pairs of at most 12 days, and of the others.
        bias: mm/yr, robust scatter between blocks of ground of 500 m, the noise of single targets taken out; NaN: the
            other pairs do not say.
    """

    short: int
    rest: int
    bias: float


def compare_without(
    phase: NDArray[np.float32], weights: Callable[[slice], Floats], network: Network, places: Places, mm_per_rad: float
) -> ShortPairs:
    """Solve the pairs of some targets twice.

    What all pairs see of the atmosphere closes in triangles, and cancels; a bias of short pairs does not close. Where
    the others leave the scenes in parts, each part has an offset of its own.

    Args:
        phase: (m, targets) rad; NaN: no value.
        weights: of some targets, (m, some).
        network: of the pairs.
        places: of the targets.
        mm_per_rad: of the radar.
    """
    short = network.spans <= SHORT_DAYS
    rest = Network(network.days, network.pairs[~short])
    counts = int(short.sum()), int((~short).sum())
    gain = _slope_of_parts(rest)
    if not counts[0] or gain is None:
        return ShortPairs(*counts, float("nan"))
    part = _sample(places, len(phase))
    found = np.empty(part.stop - part.start)
    for some in blocks_of(len(found), network):
        there = slice(part.start + some.start, part.start + some.stop)
        values, weight = np.asarray(phase[:, there], np.float64), weights(there)
        whole = invert(values, weight, network).series
        without = invert(values[~short], weight[~short], rest).series
        found[some] = -mm_per_rad * (gain @ (whole - without))
    return ShortPairs(*counts, _between_blocks(found, places.some(np.arange(part.start, part.stop))))


def _slope_of_parts(network: Network) -> Floats | None:
    """(n,) that gives the slope per year, with one offset for each part; None: too few scenes hang together."""
    years, part = network.years, network.parts
    centred = years - (np.bincount(part, years) / np.bincount(part))[part]
    if (np.bincount(part)[part] > 1).sum() < _FEWEST:
        return None
    return np.asarray(centred / (centred @ centred))


def _between_blocks(values: Floats, places: Places) -> float:
    """Robust scatter of blocks' means (targets,), without what the scatter of single targets does to a mean."""
    blocks = Blocks(places, np.isfinite(values))
    if len(blocks) < _FEWEST:
        return float("nan")
    mean, noise = blocks.means(values)
    return float(np.sqrt(max(robust_sd(mean) ** 2 - float(np.median(noise)), 0.0)))


def _sample(places: Places, pairs: int) -> slice:
    """Targets that are compared: neighbours, so that they fill blocks."""
    count = min(len(places), _MOST, _VALUES // pairs)
    start = (len(places) - count) // 2
    return slice(start, start + count)


def baseline_warning(known: bool, misfit_m: float) -> list[str]:
    """Heights need baselines, and baselines of pairs that agree."""
    if not known:
        return [tr("There are no baselines: no height correction is estimated.")]
    if misfit_m <= _MISFIT_M:
        return []
    return [
        tr("The baselines of the pairs contradict each other by up to {metres} m.").format(metres=f"{misfit_m:.0f}")
    ]


def few_pairs_warning(redundant: float) -> list[str]:
    """Of the residuals of few redundant pairs some are small by chance: of ten, one in two hundred."""
    if redundant >= _REDUNDANT:
        return []
    text = tr(
        "A target has only {count} more pairs than its series needs: some noise looks coherent with so few. Use more "
        "interferograms, better thirty."
    )
    return [text.format(count=f"{redundant:.0f}")]


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


def require_years(years: float) -> None:
    """Stop where a yearly motion cannot be told from the velocity.

    Raises:
        InputError: with what there is.
    """
    if years < _LEAST_YEARS:
        raise InputError(
            tr("A yearly motion needs 1.5 years of interferograms; these cover {years}. Switch the yearly motion off."),
            years=f"{years:.2f}",
        )


def require_signal(agreeing: NDArray[np.bool_]) -> None:
    """Stop where hardly a target agrees with its neighbours.

    Raises:
        InputError: with how many do.
    """
    if agreeing.sum() < _FEWEST_AGREEING:
        raise InputError(
            tr(
                "Only {count} of {all} candidates agree with their neighbours: the interferograms show "
                "nothing but noise there. Choose another extent or shorter pairs."
            ),
            count=int(agreeing.sum()),
            all=len(agreeing),
        )


def bias_warning(found: Closures) -> list[str]:
    """Triangles whose mean closure, whole cycles aside, is far from zero, or from that of the most coherent ground."""
    size = np.maximum(np.abs(found.bias), np.abs(found.mean))
    biased = size > BIASED_RAD
    if not biased.any():
        return []
    text = tr(
        "{count} of {all} triangles do not close by more than 0.3 rad on average (up to {largest}), against the "
        "reference or the most coherent ground: short pairs are biased, as over vegetation. Compare with a run without "
        "them."
    )
    return [text.format(count=int(biased.sum()), all=len(biased), largest=f"{float(size.max()):.2f}")]


def short_pairs_warning(found: ShortPairs) -> list[str]:
    """Velocities that change without the pairs of 12 days and less."""
    if not found.bias > MUCH_BIAS_MM_YR:
        return []
    text = tr(
        "Without the {count} pairs of at most {days} days the velocities differ by {bias} mm/yr from place to place: "
        "short pairs are biased there, as over vegetation. Compare with a run of longer pairs."
    )
    return [text.format(count=found.short, days=SHORT_DAYS, bias=f"{found.bias:.1f}")]


def largest_step(velocity: Floats, places: Places, usable: NDArray[np.bool_]) -> float:
    """Largest difference (mm/yr) between usable neighbours."""
    grid = places.spread(np.where(usable, velocity, np.nan).astype(np.float32))
    steps = (np.abs(np.diff(grid, axis=axis)) for axis in (0, 1))
    return max(float(np.fmax.reduce(step, axis=None, initial=0.0)) for step in steps)


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
    if valid.all():
        return np.full(valid.shape[1], 1 - len(np.unique(triangles)) / max(len(valid), 1))
    checked = np.zeros_like(valid)
    for a, b, c in triangles.tolist():
        closed = valid[a] & valid[b] & valid[c]
        for pair in (a, b, c):
            checked[pair] |= closed
    count = valid.sum(0)
    return np.asarray((count - checked.sum(0)) / np.maximum(count, 1))
