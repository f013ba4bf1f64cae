"""What the paper says (IPTA): velocity and height correction by regression on the pairs themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, track
from .banded_network import blocks_of
from .motion import Model, Motion
from .settings import Stack
from .strips import inverses
from .target_coherence import network_coherence

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Regressed:
    """Solution of the targets.

    Args:
        motion: velocity, height correction, and their errors after the residuals of the pairs.
        coherence: |mean exp(i r)| over the pairs.
    """

    motion: Motion
    coherence: Floats


def solve_pairs(phase: Floats, weight: Floats, design: Floats) -> tuple[Floats, Floats, Floats]:
    """Least squares of each target's pairs.

    Args:
        phase: (m, targets); NaN: no value.
        weight: (m, targets); 0: no value.
        design: (m, p).

    Returns:
        Coefficients (p, targets), their standard deviations (p, targets), residual variance (targets,).
    """
    values = np.where(weight > 0, phase, 0.0)
    normal = np.einsum("mp,mt,mq->tpq", design, weight, design)
    right = np.einsum("mp,mt->tp", design, weight * values)
    diagonal = np.einsum("tpp->tp", normal)
    normal += np.eye(design.shape[1]) * (1e-12 * np.maximum(diagonal, 1e-30))[:, None]
    inverse = inverses(normal)
    found = np.einsum("tpq,tq->pt", inverse, right)
    residual = values - design @ found
    free = np.maximum((weight > 0).sum(0) - design.shape[1], 1)
    variance = (weight * residual**2).sum(0) / free
    return found, np.sqrt(np.einsum("tpp->pt", inverse) * variance), variance


def regress(
    stack: Stack,
    model: Model,
    weights: Callable[[slice], Floats],
    common: Callable[[slice], Floats],
    progress: Progress,
) -> Regressed:
    """Velocity and height correction of all targets by the pairs, after the scenes' planes were taken away.

    Args:
        stack: of which the pairs are taken.
        model: of the scenes; its differences are that of the pairs.
        weights: of a block's values.
        common: of a block, what the scenes (n, targets) mm have beside the targets' own motion.
        progress: where to report.
    """
    network = stack.network
    i, j = network.pairs.T
    scenes = model.design[:, 1:]
    design = scenes[j] - scenes[i]
    count = len(stack.places)
    made = {name: np.full(count, np.nan) for name in ("velocity", "velocity_std", "height", "height_std", "coherence")}
    for some in track(list(blocks_of(count, network)), progress):
        scenes_mm = common(some)
        pairs = -stack.mm_per_rad * np.asarray(stack.phase[:, some], np.float64) - (scenes_mm[j] - scenes_mm[i])
        found, deviation, _ = solve_pairs(pairs, weights(some), design)
        made["velocity"][some], made["velocity_std"][some] = found[0], deviation[0]
        if model.with_height:
            made["height"][some], made["height_std"][some] = found[1], deviation[1]
        made["coherence"][some] = network_coherence(pairs / stack.mm_per_rad, design @ found / stack.mm_per_rad)
    motion = Motion(
        made["velocity"], made["velocity_std"], made["height"], made["height_std"], np.zeros(len(network.days))
    )
    return Regressed(motion, made["coherence"])
