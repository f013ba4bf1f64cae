"""How far an outline has moved, told by the targets: inside of it they move, outside they stand still.

Outlines of both dates are the same shape, the mean of both, made larger and moved: near it the chance that a target
moves falls from one to nought within some metres (logistic regression; Cox, 1958). Whatever is wrong with the shape is
wrong on both dates alike, and no cell size or kernel of a map stands between the targets and the outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import cKDTree

from ..targets.targets import Targets
from .data import Edge
from .edges import Place, signed_distance
from .speeds import Alignment

_NEAR_M = 90.0  # from the outline, within which targets tell where it lies
_INSIDE_M = 15.0  # from the outline, from which on targets tell how fast the area is
_FEWEST = 5  # well inside and well outside, that tell how fast both are
_LEAST_SIDE = 2  # moving and still, near the outline
_BELIEVED = 1.5  # the maps have to be surer by as much: they are made from the targets, with kernels and cells between
_FASTER = 4.0  # deviations of still targets that an area has to be faster
_WIDTHS_M = (8.0, 13.0, 20.0)  # within which the chance falls: narrower ones make no sense between targets
_PRIOR_M = 60.0  # standard deviation of what the outline may have moved
_ROUNDS = 12
_SAME_M = 6.0  # within which a target of both dates is one
_ALIKE = 0.8  # correlation of what such a target gets wrong on both dates
_TO_DEVIATION = 1.4826

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rim:
    """Targets near an outline on one date.

    Args:
        places: (n, 2) m.
        terms: (n, 3) one, and the outward direction of the outline nearest to each, east and north.
        depth: (n,) m inside the common shape.
        moves: (n,) 1 where a target moves, 0 where it stands still.
    """

    places: Floats
    terms: Floats
    depth: Floats
    moves: Floats


@dataclass(frozen=True)
class Fit:
    """An outline that was moved to where the targets of a date tell.

    Args:
        found: (3,) m: outwards, to the east and to the north.
        covariance: (3, 3) of it.
        weight: (n,) of the targets.
        likelihood: its logarithm.
    """

    found: Floats
    covariance: Floats
    weight: Floats
    likelihood: float


def edge_by_targets(edge: Edge, place: Place, dates: Sequence[Targets | None], aligned: Alignment | None) -> Edge:
    """The shift of an outline and of its centre as the targets tell them, unless the maps are much surer.

    Args:
        edge: by the maps.
        place: the ground around the outline.
        dates: targets before and after, or None.
        aligned: of their velocities, or None.
    """
    before, after = dates
    if before is None or after is None or aligned is None or not np.isfinite(edge.shift):
        return edge
    depths = [signed_distance(mask, place.grid.cell_m) for mask in place.masks]
    depth = 0.5 * (depths[0] + depths[1])
    seen = [_seen(place, depth, one, offset) for one, offset in ((before, 0.0), (after, aligned.offset))]
    first, second = _rim(seen[0], seen[1], depth), _rim(seen[1], seen[0], depth)
    if first is None or second is None:
        return edge
    fits = _fitted(first, second)
    shared = _shared(first, second, fits)
    moved = fits[1].found - fits[0].found
    spread = np.diagonal(fits[0].covariance + fits[1].covariance - shared - shared.T)
    error, moved_error = float(np.sqrt(spread[0])), float(np.sqrt(spread[1:].mean()))
    if error < _BELIEVED * edge.error:
        edge = replace(edge, shift=float(moved[0]), error=error)
    if moved_error < _BELIEVED * edge.moved_error:
        edge = replace(edge, moved=float(np.hypot(*moved[1:])), moved_error=moved_error)
    return edge


@dataclass(frozen=True)
class _Seen:
    """Targets of a date on the ground of an area.

    Args:
        places: (n, 2) m.
        cells: row and column (n,) of each.
        depth: (n,) m inside the common shape.
        speed: (n,) mm/yr.
    """

    places: Floats
    cells: tuple[NDArray[np.int64], NDArray[np.int64]]
    depth: Floats
    speed: Floats

    @property
    def core(self) -> Floats:
        """Speeds well inside."""
        return self.speed[self.depth > _INSIDE_M]


def _seen(place: Place, depth: Floats, targets: Targets, offset: float) -> _Seen:
    """Targets on the ground of an area; `offset` is taken from their velocities."""
    columns, rows = place.grid.cells_of(targets.x, targets.y)
    row, column = np.floor(rows).astype(np.int64), np.floor(columns).astype(np.int64)
    here = (row >= 0) & (row < depth.shape[0]) & (column >= 0) & (column < depth.shape[1])
    here &= np.isfinite(targets.velocity)
    cells = row[here], column[here]
    places = np.column_stack([targets.x[here], targets.y[here]])
    return _Seen(places, cells, depth[cells], np.abs(targets.velocity[here] - offset))


def _rim(seen: _Seen, other: _Seen, depth: Floats) -> Rim | None:
    """Targets near the common outline; None where too few move or stand still, or the area is hardly faster.

    Where a date has too few targets inside, the other date says how fast the area is.
    """
    core = seen.core if len(seen.core) >= _FEWEST else other.core
    far = seen.speed[seen.depth < -_INSIDE_M]
    if min(len(core), len(far)) < _FEWEST:
        return None
    limit = 0.5 * float(np.median(core))
    if 2.0 * limit < _FASTER * _TO_DEVIATION * float(np.median(far)):
        return None
    near = np.abs(seen.depth) < _NEAR_M
    moves = (seen.speed[near] > limit).astype(np.float64)
    if min(moves.sum(), len(moves) - moves.sum()) < _LEAST_SIDE:
        return None
    south, east = (ndimage.gaussian_filter(part, 2.0) for part in np.gradient(-depth))
    length = np.maximum(np.hypot(east, south), 1e-6)
    spot = (seen.cells[0][near], seen.cells[1][near])
    terms = np.column_stack([np.ones(len(moves)), (east / length)[spot], -(south / length)[spot]])
    return Rim(seen.places[near], terms, seen.depth[near], moves)


def _shared(before: Rim, after: Rim, fits: Sequence[Fit]) -> Floats:
    """Covariance (3, 3) of both fits: targets that stand at the same place on both dates err alike.

    What makes them err is the shape, which is wrong at one place by as much on both dates.
    """
    far, nearest = cKDTree(after.places).query(before.places, distance_upper_bound=_SAME_M)
    first = np.flatnonzero(np.isfinite(far))
    second = nearest[first]
    weight = np.sqrt(fits[0].weight[first] * fits[1].weight[second])
    common = _ALIKE * (before.terms[first] * weight[:, None]).T @ after.terms[second]
    return np.asarray(fits[0].covariance @ common @ fits[1].covariance)


def _fitted(before: Rim, after: Rim) -> list[Fit]:
    """The outlines of both dates, with the width that explains both best."""
    made = [[_offsets(rim, width) for rim in (before, after)] for width in _WIDTHS_M]
    return max(made, key=lambda pair: sum(one.likelihood for one in pair))


def _offsets(rim: Rim, width: float) -> Fit:
    """The most likely offset and displacement of an outline, by Newton's steps."""
    found, prior = np.zeros(3), np.eye(3) / _PRIOR_M**2
    covariance, weight, odds = np.eye(3), np.zeros(len(rim.depth)), np.zeros(len(rim.depth))
    for _ in range(_ROUNDS):
        odds = np.clip((rim.depth + rim.terms @ found) / width, -30.0, 30.0)
        chance = 1.0 / (1.0 + np.exp(-odds))
        slope = rim.terms.T @ (rim.moves - chance) / width - prior @ found
        weight = chance * (1.0 - chance) / width**2
        covariance = np.linalg.inv((rim.terms * weight[:, None]).T @ rim.terms + prior)
        found = found + np.clip(covariance @ slope, -width, width)
    likelihood = float((rim.moves * odds - np.logaddexp(0.0, odds)).sum() - 0.5 * found @ prior @ found)
    return Fit(found, covariance, weight, likelihood)
