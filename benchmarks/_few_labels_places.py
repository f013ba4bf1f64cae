"""Places for benchmarks/few_labels.py: generated areas and real cases, as feature stacks that the tools have made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..core.base.progress import Silent
from ..core.demo.recipe import Recipe
from ..core.demo.scene import make_scene
from ..core.demo.write import write_scene
from ..core.gis.crs import transform_points
from ..core.gis.raster import RasterReader
from ..core.gis.vector import rasterize
from ..core.hotspots.hotspot import hot_spot
from ..core.hotspots.options import HotSpotOptions, HotSpotOutputs
from ..core.stack.build import StackInputs, StackOptions, build_stack
from ..core.targets.importing import ImportOptions, import_targets
from ..core.targets.opening import open_source

HARD = replace(Recipe(), targets_per_km2=78.0, atmosphere=3.0, patches_per_km2=0.3, outliers=0.1)
SLUMGULLION_PARTS = ((-107.2550, -107.2302), (-107.2801, -107.2604))  # west and east of dev/slumgullion.py
SOUTH, NORTH = 37.9801, 38.0099
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Place:
    """A feature stack, the areas of the truth, and those of Hot Spot.

    Args:
        folder: of its files: stack.vrt, targets.gpkg, candidates.gpkg.
        areas: WKB in the stack's CRS.
        within: WKB of the ground that is scored; empty: all.
    """

    folder: Path
    areas: Sequence[bytes]
    within: Sequence[bytes] = ()

    @property
    def stack(self) -> str:
        return str(self.folder / "stack.vrt")

    def burnt(self, polygons: Sequence[bytes]) -> Mask:
        """Cells of the stack (rows, columns) in some polygons."""
        with RasterReader(self.stack) as reader:
            grid = reader.grid
        if not polygons:
            return np.zeros(grid.shape, bool)
        return np.asarray(rasterize(list(polygons), grid, grid.window) > 0)

    def candidates(self) -> list[bytes]:
        """Candidate areas of Hot Spot."""
        return polygons_of(self.folder / "candidates.gpkg", self.crs)

    @property
    def crs(self) -> str:
        with RasterReader(self.stack) as reader:
            return reader.grid.crs


def demo_place(folder: Path, seed: int, size: str = "medium", recipe: Recipe = Recipe()) -> Place:
    """A generated area: made once in a folder, read there afterwards."""
    if not (folder / "stack.vrt").exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_scene(make_scene(size, seed, recipe), folder, Silent())
        _through_the_tools(folder, folder / "targets.csv", {}, str(folder / "dem.tif"), str(folder / "image.tif"))
    place = Place(folder, ())
    return replace(place, areas=polygons_of(folder / "areas.gpkg", place.crs))


def slumgullion(folder: Path, data: Path) -> Place:
    """The one real landslide with drawn outlines, both its parts."""
    source = data / "slumgullion"
    if not (folder / "stack.vrt").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _through_the_tools(folder, source / "targets.csv", {}, str(source / "dem.tif"))
    place = Place(folder, ())
    boxes = [
        f"POLYGON (({a} {SOUTH}, {b} {SOUTH}, {b} {NORTH}, {a} {NORTH}, {a} {SOUTH}))" for a, b in SLUMGULLION_PARTS
    ]
    within = [_moved(ogr.CreateGeometryFromWkt(box), "EPSG:4326", place.crs) for box in boxes]
    return replace(place, areas=polygons_of(source / "areas.gpkg", place.crs), within=within)


def product(folder: Path, source: Path, options: dict[str, object], dem: str = "") -> Place:
    """A real product without drawn areas."""
    if not (folder / "stack.vrt").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _through_the_tools(folder, source, options, dem)
    return Place(folder, ())


def _through_the_tools(folder: Path, source: Path, options: dict[str, object], dem: str, image: str = "") -> None:
    """Import, Hot Spot and Build feature stack, with the choices that they propose."""
    settings = ImportOptions(**options)  # type: ignore[arg-type]
    targets = import_targets([open_source(str(source))], settings, str(folder / "targets.gpkg"), Silent())
    outputs = HotSpotOutputs(
        str(folder / "hotspot_targets.gpkg"), str(folder / "hotspot.tif"), str(folder / "candidates.gpkg")
    )
    hot_spot(targets, HotSpotOptions(grid=image), outputs)
    inputs = StackInputs(image=image, hotspot=outputs.map, dem=dem, targets=targets)
    build_stack(inputs, StackOptions(grid=outputs.map), str(folder / "stack.vrt"))


def polygons_of(path: Path, crs: str) -> list[bytes]:
    """Polygons of a layer, WKB in a CRS."""
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer(0)
    own = layer.GetSpatialRef().ExportToWkt()
    return [_moved(feature.GetGeometryRef().Clone(), own, crs) for feature in layer]


def _moved(shape: ogr.Geometry, source: str, target: str) -> bytes:
    """A geometry in another CRS, as WKB."""

    def moved(part: ogr.Geometry) -> None:
        for number in range(part.GetGeometryCount()):
            moved(part.GetGeometryRef(number))
        for number in range(0 if part.GetGeometryCount() else part.GetPointCount()):
            place = np.array([part.GetX(number)]), np.array([part.GetY(number)])
            x, y = transform_points(*place, source, target)
            part.SetPoint_2D(number, float(x[0]), float(y[0]))

    moved(shape)
    return bytes(shape.ExportToWkb())
