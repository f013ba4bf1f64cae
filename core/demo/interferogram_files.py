"""Interferograms of the demo area in the layout of HyP3; their names say that they are synthetic."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Grid, Window
from ..base.progress import Progress, track
from ..gis.raster_writer import Band, RasterWriter
from .ground import block_means, padded
from .interferograms import INCIDENCE_DEG, RANGE_M, SyntheticStack, make_stack, noise_of
from .noise import Field, generator, smooth
from .recipe import ASCENDING, CELL_M, DESCENDING, FACTOR, PAD
from .scene import Scene

ARCHIVE = "interferograms_synthetic.zip"
CELLS = {"large": 32}  # image cells in a cell; else 8: 40 m
_HEIGHT_M = 693_000.0
_MOST_CUT = 2  # cells by which products of one stack differ at their edges, as real ones do
_TEXT = """SYNTHETIC DATA, no real place: made by Slipline, Create demo study area
Reference Granule: S1A_IW_SLC__1SDV_{first}T231410_{first}T231437_030639_0382C5_SYNT
Secondary Granule: S1A_IW_SLC__1SDV_{second}T231410_{second}T231437_030814_0388DA_SYNT
Reference Pass Direction: DESCENDING
Baseline: {baseline:.4f}
Heading: {heading:.1f}
Spacecraft height: {height}
Slant range near: {near}
Slant range center: {middle}
Slant range far: {far}
Range looks: 10
Azimuth looks: 2
INSAR phase filter: no
Unwrapping type: mcf
"""


HEADINGS = {DESCENDING: -170.0, ASCENDING: -10.0}  # degrees clockwise from north


def write_interferograms(scene: Scene, archive: Path, progress: Progress) -> None:
    """Write 71 interferograms of the area into a zip file, one folder for each."""
    factor = CELLS.get(scene.size, 8)
    stack = stack_of(scene, factor)
    rows, columns = stack.velocity.shape
    grid = Grid(scene.grid.crs, scene.grid.x_min, scene.grid.y_max, factor * CELL_M, columns, rows)
    folder = archive.with_suffix("")
    folder.mkdir()
    heading = HEADINGS[next(iter(scene.orbits))]
    notes = {"synthetic": "yes", "description": "Synthetic interferogram. Not a real place."}
    rng = generator(scene.seed, "edges of interferograms")
    for pair in track(range(len(stack.pairs)), progress):
        left, top, right, bottom = (int(number) for number in rng.integers(0, _MOST_CUT + 1, 4))
        window = Window(left, top, columns - left - right, rows - top - bottom)
        _write_product(stack, pair, grid, window, folder, (notes, heading))
    with zipfile.ZipFile(archive, "w") as packed:  # the rasters are compressed already
        for path in sorted(folder.rglob("*.*")):
            if path.is_file():
                packed.write(path, path.relative_to(folder))
    shutil.rmtree(folder)


def stack_of(scene: Scene, factor: int) -> SyntheticStack:
    """Truth of the area on cells of so many image cells."""
    ground = scene.ground
    coarse = factor // FACTOR
    inner = slice(PAD, -PAD)
    height = block_means(padded(block_means(ground.dem, FACTOR), ground.terrain.z)[inner, inner], coarse)
    velocity = block_means(ground.velocity, factor)
    grass, water, built = (
        block_means(part[inner, inner], coarse) for part in (ground.cover.grass, ground.cover.water, ground.cover.built)
    )
    rng = generator(scene.seed, "coherence of interferograms")
    coherence = 0.9 - 0.5 * grass + 0.1 * built + 0.06 * smooth(velocity.shape, 2.0, rng)
    coherence *= 1 / (1 + np.exp((np.abs(velocity) - 200) / 40))
    coherence = np.where(water > 0.3, 0.12, np.clip(coherence, 0.12, 0.95))
    shape = (min(len(height), len(velocity)), min(height.shape[1], velocity.shape[1]))
    rows, columns = slice(0, shape[0]), slice(0, shape[1])
    return make_stack(
        shape,
        factor * CELL_M,
        scene.seed,
        velocity=velocity[rows, columns],
        height=height[rows, columns],
        coherence=np.asarray(coherence[rows, columns], np.float32),
    )


def product_name(stack: SyntheticStack, pair: int) -> str:
    """As HyP3 names its products; SYNT stands where it puts a random number."""
    first, second = (f"{stack.dates[scene]:%Y%m%d}" for scene in stack.pairs[pair])
    days = stack.days[stack.pairs[pair][1]] - stack.days[stack.pairs[pair][0]]
    return f"S1AA_{first}T231410_{second}T231410_VVP{days:03d}_INT40_G_ueF_SYNT"


def _write_product(
    stack: SyntheticStack, pair: int, grid: Grid, window: Window, folder: Path, told: tuple[dict[str, str], float]
) -> None:
    name, (notes, heading) = product_name(stack, pair), told
    place = folder / name
    place.mkdir()
    coherence = observed_coherence(stack, pair)
    phase = np.where(coherence > 0.08, np.round(stack.phase(pair), 3), 0)
    layers = {"unw_phase": phase, "corr": np.round(coherence, 2)}
    if pair == 0:
        layers["dem"] = np.round(stack.height, 1)
        layers["lv_theta"] = np.full(grid.shape, np.pi / 2 - np.radians(INCIDENCE_DEG))
    for kind, values in layers.items():
        path = str(place / f"{name}_{kind}.tif")
        with RasterWriter(path, grid.part(window), [Band(kind)], "float32", 0.0, notes) as writer:
            part = np.asarray(values[window.slices], np.float32)
            writer.write(part, Window(0, 0, window.columns, window.rows))
    (place / f"{name}.txt").write_text(_facts(stack, pair, heading), encoding="utf-8")


def observed_coherence(stack: SyntheticStack, pair: int) -> Field:
    """Coherence as it is estimated: a little noisy."""
    rng = generator(stack.seed, f"coherence of pair {pair}")
    true = stack.pair_coherence(pair)
    spread = 0.3 * (1 - true**2) * np.minimum(noise_of(true, stack.recipe.looks), 1.0)
    return np.asarray(np.clip(true + spread * rng.standard_normal(true.shape), 0.01, 0.99), np.float32)


def _facts(stack: SyntheticStack, pair: int, heading: float) -> str:
    first, second = stack.pairs[pair]
    baselines: NDArray[np.float64] = stack.baselines
    return _TEXT.format(
        heading=heading,
        first=f"{stack.dates[first]:%Y%m%d}",
        second=f"{stack.dates[second]:%Y%m%d}",
        baseline=baselines[second] - baselines[first],
        height=_HEIGHT_M,
        near=RANGE_M - 40e3,
        middle=RANGE_M,
        far=RANGE_M + 40e3,
    )
