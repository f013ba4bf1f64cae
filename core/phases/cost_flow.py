"""Whole cycles of one pair on a triangulation: the cheapest flow that leads the residues away (Costantini 1998)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, csc_matrix, hstack
from scipy.sparse.csgraph import breadth_first_order
from scipy.spatial import Delaunay

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CYCLE = 2 * np.pi
_LEAST = 0.01  # of a middling cost: no cycle is for nothing


@dataclass(frozen=True)
class Mesh:
    """Targets, the arcs between them and the triangles that the arcs form.

    Args:
        count: of the targets.
        arcs: (a, 2) targets, the lower number first.
        corners: (t, 3) arcs of each triangle.
        turn: (t, 3) whether the arc runs along the way round (1) or against it (-1).
        length: (a,) m.
    """

    count: int
    arcs: Ints
    corners: Ints
    turn: Ints
    length: Floats


def mesh_of(x: Floats, y: Floats) -> Mesh:
    """Delaunay triangulation of targets (n,) in m, at least three that do not lie on one line."""
    triangles = np.asarray(Delaunay(np.column_stack([x, y]), qhull_options="QJ").simplices, np.int64)
    sides = np.stack([triangles, np.roll(triangles, -1, axis=1)], axis=2)  # (t, 3, 2)
    turn = np.where(sides[..., 0] < sides[..., 1], 1, -1)
    ordered = np.sort(sides, axis=2).reshape(-1, 2)
    arcs, number = np.unique(ordered, axis=0, return_inverse=True)
    length = np.hypot(*(np.diff(values[arcs], axis=1)[:, 0] for values in (x, y)))
    return Mesh(len(x), arcs, np.asarray(number, np.int64).reshape(-1, 3), turn.astype(np.int64), length)


def wrap(phase: Floats) -> Floats:
    """Phase in rad, brought to -pi to pi."""
    return np.asarray(phase - CYCLE * np.round(phase / CYCLE))


def cycle_costs(mesh: Mesh, coherence: Floats) -> Floats:
    """What a whole cycle on each arc (a,) costs: one over the variance of its step.

    The arc's residuals over all pairs tell the variance (their coherence is |mean exp(i r)|); a storm in one pair adds
    to it with the length of the arc.
    """
    variance = np.clip(-2 * np.log(np.clip(coherence, 0.05, 0.99)), 0.0, np.pi**2 / 3)
    return np.asarray(1 / variance / (1 + (mesh.length / np.median(mesh.length)) ** 2))


def residues(mesh: Mesh, phase: Floats) -> Ints:
    """Whole cycles (t,) that the wrapped differences of a phase (n,) leave round each triangle."""
    steps = wrap(phase[mesh.arcs[:, 1]] - phase[mesh.arcs[:, 0]])
    return np.asarray(np.round((steps[mesh.corners] * mesh.turn).sum(1) / CYCLE), np.int64)


class CostFlow:
    """Unwraps many phases on one mesh.

    Args:
        mesh: of the targets.
        cost: (a,) of a whole cycle on each arc, positive.
    """

    def __init__(self, mesh: Mesh, cost: Floats) -> None:
        self.mesh = mesh
        rows = np.repeat(np.arange(len(mesh.corners)), 3)
        shape = (len(mesh.corners), len(mesh.arcs))
        round_ = coo_matrix((mesh.turn.ravel().astype(float), (rows, mesh.corners.ravel())), shape).tocsc()
        self._equations: csc_matrix = hstack([round_, -round_]).tocsc()
        self._cost, self._usual = cost, float(np.median(cost))
        self._order, self._before, self._arc = _tree(mesh)

    def unwrapped(self, phase: Floats) -> tuple[Floats, int]:
        """Phase (n,) rad without whole cycles between neighbours, and how many residues there were.

        Args:
            phase: (n,) rad, wrapped or not.
        """
        left = residues(self.mesh, phase)
        steps = wrap(phase[self.mesh.arcs[:, 1]] - phase[self.mesh.arcs[:, 0]])
        if left.any():
            # how much less likely a step becomes by a cycle more, or less: little where it is near half a cycle
            costs = np.concatenate([self._cost * (np.pi + steps), self._cost * (np.pi - steps)]) + _LEAST * self._usual
            found = linprog(costs, A_eq=self._equations, b_eq=-left.astype(float), bounds=(0, None), method="highs")
            if found.status == 0:
                arcs = len(self.mesh.arcs)
                steps = steps + CYCLE * np.round(found.x[:arcs] - found.x[arcs:])
        return self._summed(phase, steps), int((left != 0).sum())

    def _summed(self, phase: Floats, steps: Floats) -> Floats:
        """Steps along a tree, added up from its root."""
        made = phase.astype(np.float64).copy()
        for node, before, arc in zip(self._order[1:].tolist(), self._before.tolist(), self._arc.tolist()):
            made[node] = made[before] + (steps[arc] if before < node else -steps[arc])
        return made


def _tree(mesh: Mesh) -> tuple[Ints, Ints, Ints]:
    """Targets in the order of a walk from the first; of each but the first the one before it, and the arc between."""
    number = coo_matrix((np.arange(1, len(mesh.arcs) + 1), (mesh.arcs[:, 0], mesh.arcs[:, 1])), (mesh.count,) * 2)
    number = (number + number.T).tocsr()
    order, before = breadth_first_order(number, 0, directed=False)
    parents = np.asarray(before[order[1:]], np.int64)
    arcs = np.asarray(number[order[1:], parents]).ravel() - 1
    return np.asarray(order, np.int64), parents, np.asarray(arcs, np.int64)
