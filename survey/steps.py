"""What is done to one source, one block of ground or one sheet. Each function runs in a worker, and once at a time."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.areas.motion import STABILITY
from ..core.base.grid import Grid, Window
from ..core.base.model_card import open_model
from ..core.base.progress import Silent
from ..core.files.columns import Growing, pieces
from ..core.gis.raster import RasterReader
from ..core.hotspots.candidate_areas import write_scores
from ..core.hotspots.candidate_scores import SIGNS, SURROUNDINGS, CandidateScores
from ..core.hotspots.carried_settings import CENTRE, DISTANCE, OFFSET, REACH
from ..core.hotspots.gi_star import GI, MEAN, ROBUST, GiOptions, compared, places_of, scores_of
from ..core.hotspots.gi_whole import whole_of
from ..core.hotspots.kernel_density import KERNELS
from ..core.hotspots.maps import HotSpotMap, kernel_of, write_maps
from ..core.hotspots.neighbour_sums import neighbour_sums
from ..core.hotspots.reference import level_warnings, proposed_stability, regional_motion, stable_ground
from ..core.hotspots.robust_gi import StillTargets, joined_still, shared_noise, still_targets
from ..core.prediction.inputs import PredictionInputs
from ..core.prediction.probability import predict_window
from ..core.stack.build import StackOptions, build_stack
from ..core.stack.parts import StackInputs
from ..core.stack.target_bands import BANDWIDTH_M, clip_limit
from ..core.targets.importing import import_layers
from ..core.targets.keeping import DROP, Keeping
from ..core.targets.opening import open_source
from ..core.targets.targets import Targets
from ..core.targets.tracks import REFUSE
from ..core.worker.python import find_python
from .chain import WHOLE, Chain, Numbers, read_numbers, with_correlation
from .kept import spent
from .rows import block_bounds, blocks_of, joined, load, read_around, rows_of, save, targets_of, wider

_NUMBERED = 40  # bits for the targets of one source
_BLOCK_CELLS = 32  # cells around a kernel's reach whose targets decide how its sums are rounded
Floats = NDArray[np.float64]


def sort_source(chain: Chain, at: int) -> int:
    """Import one source and sort its targets by blocks of ground; how many there are."""
    since = spent()
    done = chain.sorting[at]
    bare = replace(chain.plan.importing, tracks=REFUSE, keeping=Keeping(DROP))
    (targets,) = import_layers([open_source(chain.plan.sources[at])], bare, "").values()
    blocks: dict[str, Growing] = {}
    for part in pieces(len(targets)):
        for name, rows in blocks_of(rows_of(targets, part, at << _NUMBERED), chain.grid, chain.plan.sheet_cells):
            blocks.setdefault(name, Growing()).add(rows)
    for name, block in blocks.items():
        save(done.path(f"{name}.npy"), block.column())
    done.finish("source", [f"{name}.npy" for name in blocks], since)
    return len(targets)


def gather_block(chain: Chain, name: str) -> int:
    """Join what all sources have in a block of ground; how many targets that are."""
    since = spent()
    paths = [Path(one.path(f"{name}.npy")) for one in chain.sorting]
    rows = joined([np.load(path) for path in paths if path.exists()])
    save(chain.targets.path(f"{name}.npy"), rows)
    chain.targets.finish(name, [f"{name}.npy"], since)
    return len(rows)


def count_all(chain: Chain) -> Numbers:
    """Numbers of all targets; every velocity is in memory, 8 bytes each and three times that for a moment."""
    since = spent()
    blocks = [load(chain.targets.path(f"{name}.npy")) for name in chain.blocks()]
    velocity = np.concatenate([np.asarray(block["velocity"]) for block in blocks])
    options = chain.plan.hot_spot
    nowhere = np.zeros(0)
    motion, text = regional_motion(nowhere, nowhere, velocity, options.reference)
    level = float(motion[0])
    velocity -= level
    stability, why = proposed_stability(velocity)
    if options.stability_mm_yr is not None:
        stability, why = options.stability_mm_yr, "as the plan says"
    whole = replace(whole_of(velocity), ground=stable_ground(velocity))
    ends = [(block["x"].min(), block["y"].min(), block["x"].max(), block["y"].max()) for block in blocks]
    west, south, east, north = zip(*ends)
    said = (f"{len(velocity)} targets.", text, f"Stability threshold: {stability:g} mm/yr, {why}.")
    bounds = float(min(west)), float(min(south)), float(max(east)), float(max(north))
    warned = level_warnings(velocity)
    numbers = Numbers(whole, level, stability, clip_limit(velocity), bounds, (*filter(None, said), *warned))
    numbers.write(chain.whole.path(WHOLE))
    chain.whole.finish("whole", [WHOLE], since)
    return numbers


def add_neighbours(chain: Chain, name: str) -> int:
    """Sums over the neighbours of the targets of a block, and what these tell of the noise."""
    since = spent()
    numbers = read_numbers(chain.whole.path(WHOLE))
    options, plan = chain.plan.hot_spot, chain.plan
    distance = float(options.distance_m or 0.0)
    bounds = block_bounds(name, chain.grid, plan.sheet_cells)
    around, _ = read_around(wider(bounds, 1.001 * distance), chain.grid, plan.sheet_cells, chain.targets)
    own = np.asarray(load(chain.targets.path(f"{name}.npy"))["number"])
    inside = np.flatnonzero(np.isin(around["number"], own))
    targets = _moved(targets_of(around, chain.grid.crs), numbers)
    made = np.empty((len(inside), 3))
    robust = compared(targets.velocity, _robust(options.gi), numbers.whole)
    sums, counts = neighbour_sums(targets.x, targets.y, robust, distance)
    made[:, 1], made[:, 2] = sums[inside], counts[inside]
    made[:, 0] = made[:, 1]
    if options.gi.centre == MEAN:
        plain = compared(targets.velocity, options.gi, numbers.whole)
        made[:, 0] = neighbour_sums(targets.x, targets.y, plain, distance)[0][inside]
    places = places_of(targets.x[inside], targets.y[inside], distance, numbers.bounds)
    still = still_targets(made[:, 1], counts[inside], robust[inside], places, int(options.gi.statistic == GI))
    save(chain.sums.path(f"{name}.npy"), made)
    told = np.column_stack([still.places, around["number"][inside[still.rows]], still.size, still.n])
    save(chain.sums.path(f"{name}.still.npy"), told)
    chain.sums.finish(name, [f"{name}.npy", f"{name}.still.npy"], since)
    return len(inside)


def hear_noise(chain: Chain) -> Numbers:
    """The correlation of the noise of neighbours, from all blocks."""
    since = spent()
    parts = []
    for name in chain.blocks():
        told = np.load(chain.sums.path(f"{name}.still.npy"))
        parts.append(StillTargets(told[:, 0].astype(np.int64), told[:, 1].astype(np.int64), told[:, 2], told[:, 3]))
    numbers = with_correlation(read_numbers(chain.whole.path(WHOLE)), shared_noise(joined_still(parts)))
    numbers.write(chain.noise.path(WHOLE))
    chain.noise.finish("noise", [WHOLE], since)
    return numbers


def draw_map(chain: Chain, name: str) -> int:
    """Hot spot map of a sheet, and the scores of its cells for candidate areas; how many targets were around it."""
    since = spent()
    window, options, numbers = chain.sheets[name], chain.plan.hot_spot, chain.numbers()
    bandwidth = float(options.bandwidth_m or 0.0)
    reach = bandwidth * KERNELS[kernel_of(options.kernel)[0]].reach
    part = chain.area_part(window)
    bounds = _joined_bounds(
        _bounds_of(chain.grid, window, reach), _bounds_of(chain.area_grid, part, bandwidth * SURROUNDINGS)
    )
    targets, z, robust = scored_around(chain, bounds, numbers)
    notes = {
        DISTANCE: f"{options.distance_m:g}",
        STABILITY: f"{numbers.stability:g}",
        REACH: f"{float(options.distance_m or 0.0) + reach:g}",
        CENTRE: options.gi.centre,
        OFFSET: f"{numbers.motion:.4g}",
    }
    made = HotSpotMap(chain.maps.path(f"{name}.tif"), "hotspot", options.weight, options.kernel, bandwidth, window)
    write_maps([made], chain.grid, targets, z, notes)
    files = [f"{name}.{sign}.tif" for sign in range(len(SIGNS))]
    if part.is_empty:
        files = []
    else:
        scores = CandidateScores(chain.area_grid, targets, robust, numbers.stability, bandwidth * SURROUNDINGS)
        write_scores([chain.maps.path(file) for file in files], scores, part)
    chain.maps.finish(name, [f"{name}.tif", *files], since)
    return len(targets)


def scored_around(
    chain: Chain, bounds: tuple[float, float, float, float], numbers: Numbers
) -> tuple[Targets, Floats, Floats]:
    """Targets of a piece of ground, their scores, and their scores against the stable ground, which decide on areas."""
    options = chain.plan.hot_spot
    rows, sums = read_around(bounds, chain.grid, chain.plan.sheet_cells, chain.targets, chain.sums)
    targets = _moved(targets_of(rows, chain.grid.crs), numbers)
    if sums is None:
        return targets, np.zeros(0), np.zeros(0)
    z, robust = scores(targets.velocity, sums, options.gi, numbers)
    return targets, z, robust


def scores(velocity: Floats, sums: NDArray[Any], gi: GiOptions, numbers: Numbers) -> tuple[Floats, Floats]:
    """Scores of targets (n,), and those against the stable ground, from the sums over their neighbours (n, 3)."""
    counts = sums[:, 2].astype(np.int32)
    against = _robust(gi)
    found = np.ascontiguousarray(sums[:, 1])
    robust = scores_of(found, counts, compared(velocity, against, numbers.whole), against, numbers.whole)
    if gi.centre == ROBUST:
        return robust, robust
    plain = np.ascontiguousarray(sums[:, 0])
    return scores_of(plain, counts, compared(velocity, gi, numbers.whole), gi, numbers.whole), robust


def build_sheet(chain: Chain, name: str, hotspot: str) -> None:
    """Feature stack of a sheet; `hotspot` is the map of the whole ground."""
    since = spent()
    choice, numbers = chain.plan.stack, chain.numbers()
    if choice is None:
        raise ValueError("a sheet has a stack only where the plan has one")
    window = chain.sheets[name]
    bounds = _bounds_of(chain.grid, window, BANDWIDTH_M, aligned=1)
    targets, _, _ = scored_around(chain, bounds, numbers)
    targets = _never_without(targets, chain.grid.part(window))
    inputs = StackInputs(
        image=choice.image,
        hotspot=hotspot,
        dem=choice.dem,
        targets=targets,
        incidence=choice.incidence,
        look_azimuth=choice.look_azimuth,
        stretch=chain.stretch,
        velocity_limit=numbers.limit,
    )
    options = StackOptions(choice.features, grid=chain.maps.path(f"{name}.tif"), feature_set=choice.feature_set)
    build_stack(inputs, options, chain.stacks.path(f"{name}.vrt"))
    chain.stacks.finish(name, [f"{name}.vrt"], since)


def predict_sheet(chain: Chain, name: str, stack: str) -> int:
    """Probability of a sheet from the stack of the whole ground; how many cells have one."""
    since = spent()
    choice = chain.plan.predict
    if choice is None:
        raise ValueError("a sheet is predicted only where the plan has a model")
    with RasterReader(stack) as reader:
        inputs = PredictionInputs(reader, open_model(choice.model), device=choice.device, turns=choice.turns)
        path = chain.predictions.path(f"{name}.tif")
        coverage = predict_window(inputs, chain.sheets[name], path, find_python(), Silent())
    chain.predictions.finish(name, [f"{name}.tif"], since)
    return coverage.observed


def _robust(gi: GiOptions) -> GiOptions:
    """The options of the scores that decide on areas."""
    return replace(gi, centre=ROBUST)


def _moved(targets: Targets, numbers: Numbers) -> Targets:
    """Targets without the motion of the stable ground."""
    return replace(targets, velocity=targets.velocity - numbers.motion)


def _bounds_of(grid: Grid, window: Window, reach_m: float, aligned: int = 1024) -> tuple[float, float, float, float]:
    """Ground whose targets are needed for a window: of the whole windows of the maps that meet it, and around them."""
    whole = window.aligned(aligned).intersection(grid.window)
    return wider(grid.part(whole).bounds, reach_m + _BLOCK_CELLS * grid.cell_m)


def _joined_bounds(*bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = zip(*bounds)
    return min(west), min(south), max(east), max(north)


def _never_without(targets: Targets, grid: Grid) -> Targets:
    """Targets near a sheet; where there are none, one at its corner that reaches no cell: the sheet has all bands."""
    west, south, east, north = wider(grid.bounds, 0.99 * BANDWIDTH_M)
    near = (targets.x >= west) & (targets.x <= east) & (targets.y >= south) & (targets.y <= north)
    if near.any():
        return targets
    unknown = np.full(1, math.nan)
    return Targets(np.array([west]), np.array([north]), grid.crs, np.zeros(1), unknown, unknown, unknown)
