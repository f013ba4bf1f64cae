"""The files of a demo area: its layers disagree in coordinates, names and cells, as real ones do."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr, osr
from scipy import ndimage

from ..base.errors import CoreError
from ..base.grid import Grid, grid_over
from ..base.progress import Progress, Stage, check_cancelled, track
from ..base.translation import tr
from ..display.styles import write_style
from ..files.disk_space import cannot_write, require_room
from ..files.outputs import drop, part_folder, put_in_place, together
from ..gis.crs import spatial_reference, transform_points
from ..gis.raster_writer import Band, RasterWriter
from ..gis.vector import Column, write_polygons
from .experts import written_class
from .ground import block_means, padded
from .interferogram_files import ARCHIVE as INTERFEROGRAMS
from .interferogram_files import write_interferograms
from .noise import Field, generator, smooth
from .readme import readme
from .recipe import BOTH, DESCENDING, FACTOR, PAD, SIZES, Recipe
from .scene import IMAGE_CRS, Scene, make_scene
from .sites import LOOKS as DIRECTIONS
from .terrain import COARSE_M

DEM_CRS = "EPSG:32647"  # the neighbour zone: 102 E is the border
DEM_CELL_M = 12.5
AREAS_CRS = "EPSG:4543"  # CGCS2000 / 3-degree Gauss-Kruger CM 102E
VOID = -9999.0
TRAIN_SHARE = 0.58  # of the width
LOOKS = {"areas": "reference", "train_area": "ground", "test_area": "ground"}  # file -> style: the image stays visible
FILES = (
    "image.tif",
    "dem.tif",
    "targets.csv",
    "areas.gpkg",
    "train_area.gpkg",
    "test_area.gpkg",
    "README.txt",
    INTERFEROGRAMS,
    *(f"{name}.qml" for name in LOOKS),
)
_LEAST_EACH, _MOST_EACH = 2.0, 10.0  # bytes for each cell of the image that all files take: 4 in the medium area
ASCENDING_TARGETS = "targets_ascending.csv"  # with both orbits
_LATTICE = 65  # points along a side where coordinates are transformed exactly
_FORMATS = (".7f", ".7f", ".1f", ".1f", ".2f", ".2f", ".3f", "d")
_ROWS = 20_000


def create_demo(size: str, seed: int, folder: str, progress: Progress, orbits: str = DESCENDING) -> dict[str, str]:
    """Make a study area and write it.

    Args:
        size: "small", "medium" or "large".
        seed: the same number gives the same data.
        folder: made if absent; in an existing one the demo's own files are replaced and others stay.
        progress: where to report.
        orbits: one of recipe.ORBITS; `both` adds the ascending targets in a file of their own.

    Returns:
        Path of each of FILES by its name, and of ASCENDING_TARGETS with both orbits.

    Raises:
        OutputError: the folder cannot be written; nothing is left behind.
        Cancelled: nothing is left behind.
    """
    cells = math.prod(SIZES.get(size, (0, 0)))
    require_room([(str(Path(folder) / FILES[0]), (_LEAST_EACH * cells, _MOST_EACH * cells))], progress)
    files = (*FILES, ASCENDING_TARGETS) if orbits == BOTH else FILES
    with _appearing(Path(folder), files) as part:
        scene = make_scene(size, seed, Recipe(orbits=orbits), Stage(progress, 0.0, 0.85))
        write_scene(scene, part, Stage(progress, 0.85, 1.0))
    return {name: str(Path(folder) / name) for name in files}


@contextmanager
def _appearing(folder: Path, files: Sequence[str]) -> Iterator[Path]:
    """A temporary folder whose files move into `folder` when all are there."""
    try:
        with together(*(str(folder / file) for file in files)), part_folder(str(folder / "demo")) as part:
            yield part
            for file in files:
                put_in_place(str(part / file), str(folder / file))
                for stale in (".aux.xml", ".ovr", ".msk"):
                    drop(str(folder / (file + stale)))
    except OSError as error:
        if isinstance(error, CoreError):
            raise
        raise cannot_write(str(folder), error.strerror or str(error)) from error


def write_scene(scene: Scene, folder: Path, progress: Progress) -> None:
    """Write all of FILES into an existing folder."""
    _write_image(scene, str(folder / "image.tif"), Stage(progress, 0.0, 0.3))
    _write_dem(scene, str(folder / "dem.tif"), Stage(progress, 0.3, 0.5))
    for number, orbit in enumerate(scene.orbits):
        part = Stage(progress, 0.5 + 0.1 * number, 0.6 + 0.1 * number)
        _write_targets(scene, orbit, folder / ("targets.csv", ASCENDING_TARGETS)[number], part)
    write_interferograms(scene, folder / INTERFEROGRAMS, Stage(progress, 0.7, 0.95))
    _write_areas(scene, str(folder / "areas.gpkg"), progress)
    for name, window in split_bounds(scene.grid).items():
        _write_rectangle(scene, str(folder / f"{name}_area.gpkg"), name, window, progress)
    for name, style in LOOKS.items():
        write_style(str(folder / f"{name}.gpkg"), style)
    (folder / "README.txt").write_text(readme(scene), encoding="utf-8")
    progress.update(1.0)


def _notes(scene: Scene, text: str) -> dict[str, str]:
    """Metadata that says what the file is."""
    return {
        "synthetic": "yes",
        "description": f"Synthetic: {text} Not a real place.",
        "generator": "Slipline, Create demo study area",
        "size": scene.size,
        "seed": str(scene.seed),
    }


def _write_image(scene: Scene, path: str, progress: Progress) -> None:
    bands = [Band(name, "", "synthetic") for name in ("red", "green", "blue")]
    with RasterWriter(path, scene.grid, bands, "uint8", None, _notes(scene, "optical image.")) as writer:
        for window in track(scene.grid.windows(1024), progress):
            for band in range(3):
                writer.write(scene.image[band][window.slices], window, band + 1)


def _write_dem(scene: Scene, path: str, progress: Progress) -> None:
    """Heights at 12.5 m in the neighbour zone, resampled from 30 m as such products are, with voids."""
    west, south, east, north = scene.grid.bounds
    edge = np.linspace(0, 1, 21)
    x = np.concatenate([west + edge * (east - west)] * 2 + [np.full(21, west), np.full(21, east)])
    y = np.concatenate([np.full(21, north), np.full(21, south)] + [south + edge * (north - south)] * 2)
    x, y = transform_points(x, y, IMAGE_CRS, DEM_CRS)
    bounds = (x.min() - 60, y.min() - 60, x.max() + 60, y.max() + 60)
    grid = grid_over(spatial_reference(DEM_CRS).ExportToWkt(), bounds, DEM_CELL_M)
    heights, voids = sensor_heights(scene)
    band = Band("elevation", "m", "synthetic")
    with RasterWriter(
        path, grid, [band], "float32", VOID, _notes(scene, "elevation model of 30 m at 12.5 m.")
    ) as writer:
        for window in track(grid.windows(512), progress):
            place = _coarse_places(scene, grid.part(window))
            values = ndimage.map_coordinates(heights, place, order=3, mode="nearest", prefilter=False)
            outside = (place < 0).any(0) | (place[0] > heights.shape[0] - 1) | (place[1] > heights.shape[1] - 1)
            void = ndimage.map_coordinates(voids, place, order=1, mode="nearest") > 0.5
            writer.write(np.where(outside | void, VOID, np.round(values, 1)).astype(np.float32), window)


def sensor_heights(scene: Scene) -> tuple[Field, Field]:
    """What a space-borne sensor sees, as spline coefficients on the coarse grid, and where it sees nothing (1).

    Heights are the mean over about 30 m, with errors of 2.5 m that are alike over 60 m.
    """
    ground = scene.ground
    z = padded(block_means(ground.dem, FACTOR), ground.terrain.z)
    rng = generator(scene.seed, "elevation model")
    z = ndimage.gaussian_filter(z, 0.6) + 2.5 * smooth(z.shape, 3.0, rng) + 0.5 * rng.standard_normal(z.shape)
    south, east = np.gradient(z, COARSE_M)
    holes = smooth(z.shape, 2.5, rng) + 0.8 * np.hypot(south, east)
    void = (holes > 3.1) | (smooth(z.shape, 5.0, rng) > 3.0)
    return ndimage.spline_filter(z).astype(np.float32), void.astype(np.float32)


def _coarse_places(scene: Scene, grid: Grid) -> NDArray[np.float64]:
    """Rows and columns on the coarse grid (2, rows, columns) of a grid's cells: exact on a lattice, linear between."""
    ends = np.linspace(0.5, grid.columns - 0.5, _LATTICE), np.linspace(0.5, grid.rows - 0.5, _LATTICE)
    columns, rows = np.meshgrid(*ends)
    x = grid.x_min + grid.cell_m * columns.ravel()
    y = grid.y_max - grid.cell_m * rows.ravel()
    x, y = transform_points(x, y, DEM_CRS, IMAGE_CRS)
    local = (scene.grid.y_max - y, x - scene.grid.x_min)
    lattice = [part.reshape(_LATTICE, _LATTICE) / COARSE_M - 0.5 + PAD for part in local]
    step = np.meshgrid(
        np.linspace(0, _LATTICE - 1, grid.rows), np.linspace(0, _LATTICE - 1, grid.columns), indexing="ij"
    )
    return np.array([ndimage.map_coordinates(part, step, order=1) for part in lattice])


def _write_targets(scene: Scene, orbit: str, path: Path, progress: Progress) -> None:
    """Comma-separated points with the column names of a well-known producer, EPSG:4326.

    Where it is not the descending orbit alone, with the direction to the satellite.
    """
    targets = scene.orbits[orbit]
    look = () if tuple(scene.orbits) == (DESCENDING,) else DIRECTIONS[orbit]
    names = ",LOS_EAST,LOS_NORTH,LOS_UP" if look else ""
    ends = "".join(f",{value:.3f}" for value in look)
    lon, lat = transform_points(targets.x + scene.grid.x_min, scene.grid.y_max - targets.y, IMAGE_CRS, "EPSG:4326")
    area = np.where(targets.coherence > 0.8, 0, np.round(400 * (1 - targets.coherence)).astype(int) * 25)
    table = zip(
        (f"SYNTHETIC{number:07d}" for number in range(1, len(lon) + 1)),
        lon,
        lat,
        targets.height,
        np.full(len(lon), 1.8),
        targets.velocity,
        targets.velocity_std,
        targets.coherence,
        area,
    )
    with path.open("w", encoding="ascii", newline="\n") as file:
        file.write("CODE,LON,LAT,HEIGHT,H_STDEV,VEL,V_STDEV,COHERENCE,EFF_AREA" + names + "\n")
        for number, row in enumerate(table):
            if number % _ROWS == 0:
                check_cancelled(progress)
                progress.update(number / len(lon))
            file.write(",".join([row[0], *(f"{value:{form}}" for value, form in zip(row[1:], _FORMATS))]) + ends + "\n")


def _write_areas(scene: Scene, path: str, progress: Progress) -> None:
    transformation = osr.CoordinateTransformation(spatial_reference(IMAGE_CRS), spatial_reference(AREAS_CRS))
    shapes = []
    for area in scene.areas:
        geometry = ogr.CreateGeometryFromWkb(area.polygon)
        _shift(geometry, scene.grid.x_min, scene.grid.y_max)
        geometry.Transform(transformation)
        shapes.append(bytes(geometry.ExportToWkb()))
    columns = [
        Column("id", list(range(1, len(shapes) + 1))),
        Column("activity", [written_class(area.kind) for area in scene.areas]),
        Column("area_m2", [round(area.area_m2, 1) for area in scene.areas], tr("area (m²)")),
        Column("agreement", [round(area.agreement, 3) for area in scene.areas], tr("Agreement of three experts (IoU)")),
        Column("synthetic", [1] * len(shapes), tr("Synthetic, no real landslide")),
    ]
    write_polygons(path, "areas (synthetic)", AREAS_CRS, shapes, columns, progress)


def _shift(polygon: ogr.Geometry, x: float, y: float) -> None:
    ring = polygon.GetGeometryRef(0)
    for index in range(ring.GetPointCount()):
        ring.SetPoint_2D(index, ring.GetX(index) + x, ring.GetY(index) + y)


def split_bounds(grid: Grid) -> dict[str, tuple[float, float, float, float]]:
    """West, south, east, north of the parts for training and testing: the west, and the east behind a gap."""
    west, south, east, north = grid.bounds
    gap = 550.0 if east - west < 8000 else 700.0
    middle = west + round(TRAIN_SHARE * grid.columns) * grid.cell_m
    return {"train": (west, south, middle, north), "test": (middle + gap, south, east, north)}


def _write_rectangle(
    scene: Scene, path: str, name: str, bounds: tuple[float, float, float, float], progress: Progress
) -> None:
    west, south, east, north = bounds
    text = f"POLYGON (({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"
    polygon = bytes(ogr.CreateGeometryFromWkt(text).ExportToWkb())
    columns = [Column("part", [name]), Column("synthetic", [1], tr("Synthetic, no real place"))]
    write_polygons(path, f"{name} area (synthetic)", scene.grid.crs, [polygon], columns, progress)
