"""Arcs between neighbouring targets: their difference in velocity and height, found in the wrapped phase (IPTA)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix, diags
from scipy.sparse.linalg import spsolve

from ..base.progress import Progress, check_cancelled

Floats = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
_BLOCK = 4096  # arcs searched at once
_STEPS = 6  # of Gauss and Newton after the search
_GRID = (11, 7)  # nodes of velocity and height: short pairs have a wide lobe
WEAK = 0.45  # coherence below which an arc hardly counts
_LEAST = 1e-6  # weight of such an arc: the equations never become singular
_ROUNDS = 8  # of reweighted least squares


@dataclass(frozen=True)
class ArcModel:
    """How the phase of an arc follows from its differences in velocity and height.

    Args:
        per_velocity: (m,) rad of 1 mm/yr.
        per_height: (m,) rad of 1 m; zeros where baselines are not known.
        velocity: half width of the search, mm/yr.
        height: half width of the search, m.
    """

    per_velocity: Floats
    per_height: Floats
    velocity: float
    height: float

    @property
    def with_height(self) -> bool:
        """Tell whether heights move the phase at all."""
        return bool(np.ptp(self.per_height) > 0)

    def phase(self, velocity: Floats, height: Floats) -> Floats:
        """(m, arcs or targets) rad."""
        return np.asarray(self.per_velocity[:, None] * velocity + self.per_height[:, None] * height)


@dataclass(frozen=True)
class ArcFit:
    """Of each arc (a,): differences, second target less first, and coherence |mean exp(i r)|."""

    velocity: Floats
    height: Floats
    coherence: Floats


def fit_arcs(phase: Reals, arcs: Ints, model: ArcModel, progress: Progress) -> ArcFit:
    """Search both differences at once on a grid, then refine.

    Args:
        phase: (m, targets) rad, wrapped; NaN: no value.
        arcs: (a, 2) targets.
        model: of the phase.
        progress: where to report.
    """
    made = [np.zeros(len(arcs)) for _ in range(3)]
    nodes = _nodes(model)
    table = np.exp(-1j * model.phase(*nodes)).astype(np.complex64)  # (m, nodes)
    for start in range(0, len(arcs), _BLOCK):
        check_cancelled(progress)
        some = slice(start, start + _BLOCK)
        steps = np.asarray(phase[:, arcs[some, 1]], np.float64) - np.asarray(phase[:, arcs[some, 0]], np.float64)
        known = np.isfinite(steps)
        turned = np.where(known, np.exp(1j * np.where(known, steps, 0)), 0)
        best = np.argmax(np.abs(table.T @ turned.astype(np.complex64)), axis=0)
        velocity, height = _refined(turned, nodes[0][best], nodes[1][best], model)
        left = turned * np.exp(-1j * model.phase(velocity, height))
        made[0][some], made[1][some] = velocity, height
        made[2][some] = np.abs(left.sum(0)) / np.maximum(known.sum(0), 1)
        progress.update(min(1.0, (start + _BLOCK) / max(len(arcs), 1)))
    return ArcFit(*made)


def _nodes(model: ArcModel) -> tuple[Floats, Floats]:
    """Velocities and heights of the joint grid; finer where the pairs would tell the nodes apart otherwise."""
    lobes = [
        2 * np.abs(part).max() * half
        for part, half in ((model.per_velocity, model.velocity), (model.per_height, model.height))
    ]
    counts = [max(least, int(np.ceil(lobe / 1.5)) | 1) for least, lobe in zip(_GRID, lobes)]
    velocity = np.linspace(-model.velocity, model.velocity, counts[0])
    height = np.linspace(-model.height, model.height, counts[1]) if model.with_height else np.zeros(1)
    grid = np.meshgrid(velocity, height, indexing="ij")
    return grid[0].ravel(), grid[1].ravel()


def _refined(
    turned: NDArray[np.complex128], velocity: Floats, height: Floats, model: ArcModel
) -> tuple[Floats, Floats]:
    """Gauss-Newton steps on the residual phases, after their mean is taken away."""
    design = np.column_stack([model.per_velocity, model.per_height])[:, : 2 if model.with_height else 1]
    inverse = np.linalg.pinv(design)
    for _ in range(_STEPS):
        left = turned * np.exp(-1j * model.phase(velocity, height))
        step = inverse @ np.where(turned != 0, np.angle(left), 0)
        velocity = np.clip(velocity + step[0], -1.5 * model.velocity, 1.5 * model.velocity)
        if model.with_height:
            height = np.clip(height + step[1], -1.5 * model.height, 1.5 * model.height)
    return velocity, height


def integrate(count: int, arcs: Ints, steps: Floats, coherence: Floats) -> Floats:
    """Values (count,) of the targets from differences along arcs, by robust weighted least squares; the first is 0.

    Args:
        count: of the targets.
        arcs: (a, 2).
        steps: (a,).
        coherence: (a,) of the arcs.
    """
    squared = np.clip(coherence, 0, 0.99) ** 2
    base = np.where(coherence > WEAK, squared / (1 - squared), _LEAST)
    rows = np.repeat(np.arange(len(arcs)), 2)
    signs = np.tile([-1.0, 1.0], len(arcs))
    matrix: csr_matrix = coo_matrix((signs, (rows, arcs.ravel())), (len(arcs), count)).tocsr()[:, 1:]
    weight, found = base, np.zeros(count)
    for _ in range(_ROUNDS):
        normal = (matrix.T @ diags(weight) @ matrix).tocsc()
        found[1:] = spsolve(normal, matrix.T @ (weight * steps))
        left = np.abs(found[arcs[:, 1]] - found[arcs[:, 0]] - steps)
        usual = 1.4826 * float(np.median(left[coherence > WEAK])) if (coherence > WEAK).any() else 1.0
        weight = base * np.minimum(1.0, 1.5 * max(usual, 1e-6) / np.maximum(left, 1e-9))
    return found
