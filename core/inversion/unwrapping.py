"""The wrapped path: targets that keep coherent arcs, their velocity and height, and the whole cycles of the rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, Stage, check_cancelled, track
from ..base.translation import tr
from ..phases.arcs import ArcFit, ArcModel, fit_arcs, integrate
from ..phases.cost_flow import CostFlow, Mesh, cycle_costs, mesh_of, wrap
from ..phases.places import parts
from .motion import Model
from .settings import Options, Stack

Floats = NDArray[np.float64]
KEPT = 0.42  # median coherence of a target's arcs from which it stays
_FEWEST = 30
_MOST = 20_000  # targets of a tile
_OVERLAP = 0.1  # of a tile's side


def arc_model(stack: Stack, model: Model, options: Options) -> ArcModel:
    """Phase of the pairs by velocity (mm/yr) and height (m)."""
    i, j = stack.network.pairs.T
    years = stack.network.years
    per_metre = np.where(np.isfinite(model.per_metre), model.per_metre, 0.0) if model.with_height else 0 * years
    return ArcModel(
        -(years[j] - years[i]) / stack.mm_per_rad,
        -(per_metre[j] - per_metre[i]) / stack.mm_per_rad,
        options.search_velocity,
        options.search_height,
    )


def unwrap_stack(
    stack: Stack,
    model: Model,
    options: Options,
    joining: NDArray[np.bool_],
    facts: dict[str, float],
    progress: Progress,
) -> NDArray[np.bool_]:
    """Replace the stack's wrapped phases by unwrapped ones, of the targets that keep coherent arcs.

    Returns:
        (targets,) of the new stack: all of them agree with their neighbours.

    Raises:
        InputError: too few targets are left.
    """
    arcs_model = arc_model(stack, model, options)
    at = np.flatnonzero(joining)
    pieces: list[tuple[NDArray[np.int64], NDArray[np.float32]]] = []
    tiles = _tiles(stack, at)
    residues, arcs = 0, 0
    coherences: list[float] = []
    for number, tile in enumerate(tiles):
        stage = Stage(progress, number / len(tiles), (number + 1) / len(tiles))
        kept, mesh, fit = pruned(stack, tile, arcs_model, stage)
        if len(kept) < _FEWEST:
            continue
        phase, found = unwrapped_on(np.asarray(stack.phase[:, kept], np.float64), mesh, fit, arcs_model, stage)
        residues, arcs = residues + found, arcs + len(mesh.arcs)
        coherences.append(float(np.median(fit.coherence)))
        pieces.append((kept, phase.astype(np.float32)))
    if not pieces:
        raise InputError(
            tr(
                "Only {count} of {all} candidates keep coherent arcs to their neighbours. Lower the smallest mean"
                " coherence of the pairs, or choose shorter pairs."
            ),
            count=0,
            all=len(at),
        )
    kept, whole = _joined(pieces)
    facts["arc_coherence"], facts["residues"] = float(np.mean(coherences)), float(residues)
    _take(stack, kept, whole)
    return np.ones(len(kept), bool)


def _take(stack: Stack, kept: NDArray[np.int64], phase: NDArray[np.float32]) -> None:
    """Leave only some targets in the stack, with their unwrapped phase."""
    stack.phase = phase
    stack.coherence = np.ascontiguousarray(stack.coherence[:, kept])
    stack.places = replace(stack.places, row=stack.places.row[kept], column=stack.places.column[kept])
    stack.height, stack.incidence, stack.range_m = (
        values[kept] for values in (stack.height, stack.incidence, stack.range_m)
    )
    stack.wrapped = False


def _tiles(stack: Stack, at: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Targets in overlapping rectangles of at most about 20,000."""
    parts_needed = max(1, int(np.ceil(np.sqrt(len(at) / _MOST))))
    if parts_needed == 1:
        return [at]
    made = []
    row, column = stack.places.row[at], stack.places.column[at]
    for rows in _spans(row, parts_needed):
        inside = (row >= rows[0]) & (row <= rows[1])
        for columns in _spans(column[inside], parts_needed):
            made.append(at[inside & (column >= columns[0]) & (column <= columns[1])])
    return [tile for tile in made if len(tile) >= _FEWEST]


def one_tile(stack: Stack, at: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of targets the tile in the middle."""
    tiles = _tiles(stack, at)
    return tiles[len(tiles) // 2] if tiles else at


def _spans(values: NDArray[np.int64], count: int) -> list[tuple[float, float]]:
    """Ranges that hold about equally many values, and overlap."""
    limits = np.quantile(values, np.linspace(0, 1, count + 1))
    wide = _OVERLAP * (limits[-1] - limits[0]) / count
    return [(float(limits[k] - wide), float(limits[k + 1] + wide)) for k in range(count)]


def _places_m(stack: Stack, at: NDArray[np.int64]) -> tuple[Floats, Floats]:
    height, width = stack.places.cell_m
    return stack.places.column[at] * width, stack.places.row[at] * height


def pruned(
    stack: Stack, at: NDArray[np.int64], model: ArcModel, progress: Progress
) -> tuple[NDArray[np.int64], Mesh, ArcFit]:
    """Targets whose arcs are coherent: of the others the lowest half goes, and the rest is joined anew."""
    known: dict[tuple[int, int], tuple[float, float, float]] = {}
    while True:
        check_cancelled(progress)
        mesh = mesh_of(*_places_m(stack, at))
        pairs = [(int(a), int(b)) for a, b in at[mesh.arcs]]
        new = [number for number, pair in enumerate(pairs) if pair not in known]
        fit = fit_arcs(stack.phase, at[mesh.arcs[new]], model, progress)
        known.update(
            {pairs[number]: values for number, values in zip(new, zip(fit.velocity, fit.height, fit.coherence))}
        )
        whole = ArcFit(*np.array([known[pair] for pair in pairs]).T)
        median = _median_by_target(mesh, whole.coherence)
        low = median < KEPT
        if not low.any():
            return at, mesh, whole
        if len(at) - low.sum() < _FEWEST:
            return at[:0], mesh, whole
        limit = np.median(median[low]) if low.sum() > 8 else KEPT
        at = at[~(low & (median <= limit))]


def _median_by_target(mesh: Mesh, coherence: Floats) -> Floats:
    """(n,) of the arcs that end at a target."""
    ends, values = mesh.arcs.ravel(), np.repeat(coherence, 2)
    order = np.lexsort((values, ends))
    ends, values = ends[order], values[order]
    starts = np.searchsorted(ends, np.arange(mesh.count))
    stops = np.searchsorted(ends, np.arange(mesh.count), side="right")
    return np.asarray((values[(starts + stops - 1) // 2] + values[(starts + stops) // 2 - (starts == stops)]) / 2)


def unwrapped_on(phase: Floats, mesh: Mesh, fit: ArcFit, model: ArcModel, progress: Progress) -> tuple[Floats, int]:
    """Phases (m, targets) without whole cycles, and the number of residues of all pairs."""
    velocity = integrate(mesh.count, mesh.arcs, fit.velocity, fit.coherence)
    height = integrate(mesh.count, mesh.arcs, fit.height, fit.coherence) if model.with_height else 0 * velocity
    expected = model.phase(velocity, height)
    flow = CostFlow(mesh, cycle_costs(mesh, fit.coherence))
    made, residues = np.empty(phase.shape), 0
    for pair in track(range(len(phase)), progress):
        known = np.isfinite(phase[pair])
        left = np.where(known, wrap(phase[pair] - expected[pair]), 0.0)
        solved, found = flow.unwrapped(left)
        residues += found
        made[pair] = np.where(known, solved + expected[pair], np.nan)
    return made, residues


def _joined(
    pieces: list[tuple[NDArray[np.int64], NDArray[np.float32]]],
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Tiles as one, each shifted by the median whole cycles of the targets that it shares with those before."""
    kept, phase = pieces[0]
    for more, values in pieces[1:]:
        _, here, there = np.intersect1d(kept, more, return_indices=True)
        if len(here):
            offset = np.nanmedian((phase[:, here] - values[:, there]) / (2 * np.pi), axis=1)
        else:
            offset = np.zeros(len(phase))
        moved = values + (2 * np.pi * np.round(np.nan_to_num(offset)))[:, None].astype(np.float32)
        fresh = np.setdiff1d(np.arange(len(more)), there)
        kept = np.concatenate([kept, more[fresh]])
        phase = np.concatenate([phase, moved[:, fresh]], axis=1)
    order = np.argsort(kept)
    return kept[order], phase[:, order]


def largest_part(mesh: Mesh, coherence: Floats) -> float:
    """Share of the targets in the largest part that coherent arcs hold together."""
    strong = mesh.arcs[coherence >= KEPT]
    return float(np.bincount(parts(mesh.count, strong)).max() / max(mesh.count, 1))
