"""What Hot Spot makes of real products and of ground that does not move, and how good its simple maps are.

    python -m slipline.benchmarks.simple_maps [products] [still] [maps] (all of them without a word)

SLIPLINE_REAL_DATA names the folder of the real data; without it only generated ground is looked at.

products: for every real product the offset that is found, the share of targets that move, the candidate areas with the
choices that Hot Spot proposes, and what the product's README says.
still: false areas per 1,000 km2 on generated ground that does not move: noise that neighbours share, one target in a
hundred wrong, an offset and a tilt.
maps: pooled IoU of candidate areas, and of the simple maps of Evaluate with their best settings, on demo scenes and on
the Slumgullion landslide (both parts of dev/slumgullion.py), beside the candidate areas before (150 m, no offset taken
away, Gi* as it is printed).

Choices were made on demo scenes 1 to 3 and on other still ground; this prints demo scenes 4 to 6 and still ground of
seeds from 20 on.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..core.base.grid import Grid
from ..core.base.progress import Silent
from ..core.demo.recipe import CELL_M
from ..core.demo.scene import make_scene
from ..core.evaluation.baselines import baselines_for
from ..core.evaluation.scores import confusion
from ..core.gis.crs import spatial_reference, transform_points
from ..core.gis.vector import rasterize
from ..core.hotspots.hotspot import HotSpotResult, hot_spot
from ..core.hotspots.options import HotSpotOptions, HotSpotOutputs
from ..core.hotspots.reference import stable_ground
from ..core.targets.importing import ImportOptions, import_targets
from ..core.targets.opening import open_source
from ..core.targets.targets import Targets, standard_targets

PRODUCTS = (  # name, file below the folder, options of the import, what the README says
    ("Slumgullion", "slumgullion/targets.csv", {}, "one landslide moves"),
    ("Boissano", "boissano_tre_psinsar/*.shp", {}, "67 of 1,372 points beyond 2 mm/yr"),
    ("Ustica ascending", "ustica_egms/EGMS_L2b_117*.zip", {}, "median -0.7, the whole island 'moves'"),
    ("Ustica descending", "ustica_egms/EGMS_L2b_022*.zip", {}, "median -1.6, the whole island 'moves'"),
    ("Ustica up", "ustica_egms/EGMS_L3*_U_*.zip", {}, "median -1.6"),
    ("Campi Flegrei", "campi_flegrei_licsbas/vel.geo.tif", {}, "uplift of the caldera; median -16 to -23"),
    ("Columbia", "columbia_itslive_rgi/los_descending_mm_yr.tif", {}, "glaciers; up to 1.4e6 mm/yr"),
    (
        "Coso ascending",
        "coso_mintpy/a064_velocity.h5",
        {"unit": "m/yr", "nulls": (0.0,)},
        "subsidence at -117.79, 36.03",
    ),
    (
        "Coso descending",
        "coso_mintpy/d071_velocity.h5",
        {"unit": "m/yr", "nulls": (0.0,)},
        "subsidence at -117.79, 36.03",
    ),
)
DEMO_SEEDS = (4, 5, 6)
BEFORE = {1: 0.508, 2: 0.474, 3: 0.437, 4: 0.531, 5: 0.445, 6: 0.457}  # IoU of candidate areas of demo scenes
SLUMGULLION_BEFORE = 0.476
SLUMGULLION_PARTS = ((-107.2550, -107.2302), (-107.2801, -107.2604))  # west and east of dev/slumgullion.py
SOUTH, NORTH = 37.9801, 38.0099
WHERE = {
    "20 points/km2": {"per_km2": 20.0},
    "264 points/km2": {"per_km2": 264.0},
    "1,000 points/km2": {"per_km2": 1000.0},
    "raster of 100 m": {"cell_m": 100.0},
    "raster of 40 m": {"cell_m": 40.0},
}
NOISES = {  # deviation of white noise and of shared noise, mm/yr; kind and length of its memory in space
    "white": (3.0, 0.0, "exponential", 500.0),
    "150 m": (2.0, 2.0, "exponential", 150.0),
    "500 m": (2.0, 2.0, "exponential", 500.0),
    "smooth, 300 m": (2.0, 2.0, "gaussian", 300.0),
    "atmosphere": (2.0, 2.0, "power", 8000.0),
    "hardly any white": (0.2, 3.0, "exponential", 400.0),
}
STILL_SEED, SIDE_M, FIELD_M = 20, 20_000.0, 25.0
Mask = NDArray[np.bool_]


def shared_noise(side: int, kind: str, length_m: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Noise of deviation 1 on (side, side) cells of FIELD_M metres, with memory in space."""
    outer = side + side // 4  # the field repeats itself beyond
    row, column = np.fft.fftfreq(outer, FIELD_M)[:, None], np.fft.rfftfreq(outer, FIELD_M)[None]
    k = 2 * np.pi * np.hypot(row, column)
    shape = {
        "gaussian": np.exp(-((k * length_m) ** 2) / 4),
        "exponential": (1 + (k * length_m) ** 2) ** -0.75,
        "power": np.maximum(k, 2 * np.pi / length_m) ** (-4 / 3),
    }[kind]
    field = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((outer, outer))) * shape, s=(outer, outer))
    field -= field.mean()
    return np.asarray((field / field.std())[:side, :side], np.float64)


def still_ground(where: dict[str, float], noise: tuple[float, float, str, float], seed: int) -> Targets:
    """Targets on SIDE_M x SIDE_M of ground without motion."""
    rng = np.random.default_rng(seed)
    if "cell_m" in where:
        along = np.arange(0.5 * where["cell_m"], SIDE_M, where["cell_m"])
        x, y = (part.ravel() for part in np.meshgrid(along, along))
    else:
        x, y = rng.uniform(0, SIDE_M, (2, rng.poisson(where["per_km2"] * SIDE_M**2 / 1e6)))
    white, shared, kind, length_m = noise
    field = shared_noise(int(SIDE_M / FIELD_M), kind, length_m, rng)
    velocity = (
        white * rng.standard_normal(len(x)) + shared * field[(y / FIELD_M).astype(int), (x / FIELD_M).astype(int)]
    )
    wrong = rng.random(len(x)) < 0.01
    velocity[wrong] += 15 * np.clip(rng.standard_t(2, int(wrong.sum())), -6, 6)
    crs = spatial_reference("EPSG:32613").ExportToWkt()
    return standard_targets(3e5 + x, 4.2e6 + y, crs, velocity + 5.0 + 2.0 * x / SIDE_M, {})


def candidate_areas(targets: Targets, grid: str = "") -> tuple[list[ogr.Feature], HotSpotResult]:
    """Candidate areas with the choices that Hot Spot proposes, largest first."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "areas.gpkg")
        found = hot_spot(targets, HotSpotOptions(grid=grid), HotSpotOutputs(areas=path))
        dataset = ogr.Open(path)
        areas = [feature.Clone() for feature in dataset.GetLayer(0)]
    return sorted(areas, key=lambda area: -float(area["area_m2"])), found


def real_products(folder: Path) -> Iterator[tuple[str, Targets, str]]:
    """Name, targets and the README's word of every product that is there."""
    for name, pattern, options, said in PRODUCTS:
        with tempfile.TemporaryDirectory() as unpacked:
            path = next(iter(folder.glob(pattern)), None)
            if path is None:
                continue
            if path.suffix == ".zip":
                with zipfile.ZipFile(path) as archive:
                    archive.extract(f"{path.stem}.csv", unpacked)
                path = Path(unpacked) / f"{path.stem}.csv"
            output = str(Path(unpacked) / "targets.gpkg")
            yield name, import_targets([open_source(str(path))], ImportOptions(**options), output, Silent()), said


def print_products(folder: Path) -> None:
    print("Real products, with the choices that Hot Spot proposes (velocities in mm/yr)")
    for name, targets, said in real_products(folder):
        ground = stable_ground(targets.velocity)
        areas, found = candidate_areas(targets)
        judged = targets.velocity - (ground.level if abs(ground.level) > 0.25 * ground.spread else 0.0)
        moving, before = (
            100 * np.mean(np.abs(velocity) > found.stability_mm_yr) for velocity in (judged, targets.velocity)
        )
        print(
            f"  {name}: {len(targets)} targets, offset {ground.level:.2f} (spread {ground.spread:.2f}); beyond "
            f"{found.stability_mm_yr:g} move {moving:.0f} % ({before:.0f} % without taking it away); distance band "
            f"{found.distance_m:g} m; correlation of neighbours {found.gi.correlation:.2f}; {len(areas)} candidate "
            f"areas, {sum(area['area_m2'] for area in areas) / 1e6:.2f} km2. README: {said}."
        )
        for area in areas[:3]:
            centre = area.GetGeometryRef().Centroid()
            x, y = transform_points(np.array([centre.GetX()]), np.array([centre.GetY()]), targets.crs, "EPSG:4326")
            print(
                f"      {area['area_m2'] / 1e6:.3f} km2 {area['sign']}, median {area['v_median']:.1f}, "
                f"{area['n_targets']} targets, at {x[0]:.3f}, {y[0]:.3f}"
            )


def print_still() -> None:
    print(f"Candidate areas per 1,000 km2 on ground that does not move ({SIDE_M**2 / 1e6:.0f} km2 for each figure)")
    print(f"  {'':18}" + "".join(f"{name:>18}" for name in NOISES))
    everywhere = []
    for name, where in WHERE.items():
        counts = [
            len(candidate_areas(still_ground(where, noise, STILL_SEED + number))[0])
            for number, noise in enumerate(NOISES.values())
        ]
        everywhere += counts
        print(f"  {name:18}" + "".join(f"{count / SIDE_M**2 * 1e9:18.1f}" for count in counts), flush=True)
    print(f"  all: {np.mean(everywhere) / SIDE_M**2 * 1e9:.2f} per 1,000 km2, {sum(everywhere)} areas")


def burnt(polygons: list[bytes], grid: Grid) -> Mask:
    """Cells whose centre lies in a polygon, (rows, columns)."""
    if not polygons:
        return np.zeros((grid.rows, grid.columns), bool)
    return np.asarray(rasterize(polygons, grid, grid.window) > 0)


def print_maps_of(name: str, targets: Targets, reference: Mask, scored: Mask, grid: Grid, before: float) -> None:
    areas, found = candidate_areas(targets)
    drawn = burnt([bytes(area.GetGeometryRef().ExportToWkb()) for area in areas], grid)
    own = confusion(drawn, reference, scored)
    print(
        f"  {name}: candidate areas {own.iou:.3f} (before {before:.3f}), precision {own.precision:.3f}, recall "
        f"{own.recall:.3f}, {len(areas)} areas, distance band {found.distance_m:g} m"
    )
    table = targets
    for baseline in baselines_for(grid, None, table):
        for window in grid.windows(1024):
            baseline.add(window, reference[window.slices], scored[window.slices])
        setting, counts = baseline.choose()
        print(f"      with the best settings: {baseline.name} ({setting}) {counts.iou:.3f}", flush=True)


def print_demo() -> None:
    for seed in DEMO_SEEDS:
        scene = make_scene("medium", seed)
        grid, kept = scene.grid, scene.targets.coherence >= 0.7
        x, y = grid.x_min + scene.targets.x[kept], grid.y_max - scene.targets.y[kept]
        targets = standard_targets(x, y, grid.crs, scene.targets.velocity[kept], {})
        shapes = [ogr.CreateGeometryFromWkb(area.polygon) for area in scene.areas]
        for shape in shapes:
            ring = shape.GetGeometryRef(0)
            for place in range(ring.GetPointCount()):
                ring.SetPoint_2D(place, ring.GetX(place) + grid.x_min, ring.GetY(place) + grid.y_max)
        reference = burnt([bytes(shape.ExportToWkb()) for shape in shapes], grid)
        everywhere = np.ones_like(reference)
        print_maps_of(f"demo, seed {seed}, {CELL_M:g} m", targets, reference, everywhere, grid, BEFORE[seed])


def print_slumgullion(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        source = [open_source(str(folder / "slumgullion" / "targets.csv"))]
        targets = import_targets(source, ImportOptions(), str(Path(made) / "targets.gpkg"), Silent())
    grid = Grid(targets.crs, 299_000.0, 4_209_700.0, 5.0, 1200, 800)
    dataset = ogr.Open(str(folder / "slumgullion" / "areas.gpkg"))
    shapes = [feature.GetGeometryRef().Clone() for feature in dataset.GetLayer(0)]
    boxes = [
        ogr.CreateGeometryFromWkt(f"POLYGON (({a} {SOUTH}, {b} {SOUTH}, {b} {NORTH}, {a} {NORTH}, {a} {SOUTH}))")
        for a, b in SLUMGULLION_PARTS
    ]
    for shape in (*shapes, *boxes):
        _to_crs(shape, targets.crs)
    reference, scored = (burnt([bytes(each.ExportToWkb()) for each in some], grid) for some in (shapes, boxes))
    print_maps_of("Slumgullion, both parts", targets, reference, scored, grid, SLUMGULLION_BEFORE)


def _to_crs(shape: ogr.Geometry, crs: str) -> None:
    """Move a geometry in degrees to a CRS, in place."""
    for part in range(shape.GetGeometryCount()):
        _to_crs(shape.GetGeometryRef(part), crs)
    for place in range(0 if shape.GetGeometryCount() else shape.GetPointCount()):
        x, y = transform_points(np.array([shape.GetX(place)]), np.array([shape.GetY(place)]), "EPSG:4326", crs)
        shape.SetPoint_2D(place, float(x[0]), float(y[0]))


def main() -> None:
    wanted = set(sys.argv[1:]) or {"products", "still", "maps"}
    data = os.environ.get("SLIPLINE_REAL_DATA", "")
    if "products" in wanted and data:
        print_products(Path(data))
    if "still" in wanted:
        print_still()
    if "maps" in wanted:
        print("Pooled IoU of simple maps (demo: synthetic)")
        if data:
            print_slumgullion(Path(data))
        print_demo()


if __name__ == "__main__":
    main()
