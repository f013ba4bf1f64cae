"""Several study areas on one sheet: a raster on which their stacks lie one below the other, so that all train together.

The first lies where it is. The others, in whatever CRS, are moved as they are, to the south of it, so far apart that no
tile, dead zone or buffer reaches from one to the next. Stacks with other cells are brought to those of the first.
"""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..base.codes import DEFORMATION_MAPS
from ..base.context_window import ground_margin, window_of
from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Stage, track
from ..base.training_options import TrainingOptions
from ..base.translation import tr
from ..evaluation.baselines import BUFFERS_M
from ..gis.raster import RasterReader
from ..gis.raster_file import open_raster
from ..gis.raster_writer import RasterWriter
from ..gis.rings import common_area, valid_polygon
from ..gis.study_grid import warped
from ..hotspots.carried_settings import CARRIED, REACH, hotspot_settings, reach_m
from ..prediction.checks import compare_hot_spots, unit_factor
from ..tilestore.places import Place, box_of, brought_to, moved
from .data import StudyArea, TrainingData

FOR_SIMPLE_MAPS = (*DEFORMATION_MAPS, "targets", "density")  # that the simple maps read, where all stacks have them
_TURNING, _YES_OR_NO = ("aspect", "layover_shadow"), ("has_target",)  # bands of which no mean can be taken
_SAME_CELL = 1e-6  # relative
_COMMON = 0.01  # of the ground of a study area that another one may share: the rims of neighbouring stacks


@contextlib.contextmanager
def on_one_sheet(
    data: TrainingData, bands: Sequence[str], options: TrainingOptions, folder: Path, progress: Progress
) -> Iterator[TrainingData]:
    """The data of a training with several study areas, brought to one sheet, which is open inside the block.

    The data of one study area stay as they are.

    Args:
        data: with further study areas.
        bands: names of the bands that the sheet has to hold.
        options: tile and parts of the network, which say how far apart study areas have to lie.
        folder: for the sheet; nobody keeps it.
        progress: reporting and cancel.

    Raises:
        InputError: a band is missing, has another unit, or a hot spot map another weight; a study area has no area, or
            shows the same ground as another one; where areas are complete is told of some study areas only.
        OutputError: the sheet cannot be written.
    """
    if not data.further:
        yield data
        return
    studied = [StudyArea(stack=data.stack, areas=data.areas, within=data.within), *data.further]
    _require_drawn(studied)
    _require_apart(studied)
    _compare_maps(studied, progress)
    reach = max(reach_m(one.stack) for one in studied)
    layout = _layout(studied, options, reach)
    wanted = _wanted(studied, bands)
    sheet = str(folder / "study_areas.tif")
    _write_sheet(sheet, layout, wanted, reach, folder, progress)
    places = [one.place for one in layout]

    def on_sheet(polygons: Sequence[bytes], place: Place) -> list[bytes]:
        east, north = place.shift
        return [bytes(moved(_shape(one), -east, -north).ExportToWkb()) for one in polygons]

    decided = [*data.decided, *(area for one in layout[1:] for area in on_sheet(one.studied.decided, one.place))]
    with RasterReader(sheet) as opened:
        yield replace(
            data,
            sheet=opened,
            places=places,
            alone=[area for one in layout[1:] for area in on_sheet(one.studied.areas, one.place)],
            within=[
                ground
                for one in layout
                for ground in on_sheet(one.studied.within, one.place) or [bytes(box_of(one.place.bounds).ExportToWkb())]
            ],
            uncertain=[
                *data.uncertain,
                *(area for one in layout[1:] for area in on_sheet(one.studied.uncertain, one.place)),
            ],
            decided=decided,
        )


@dataclass(frozen=True)
class _Laid:
    """A study area and where it comes to lie.

    Args:
        studied: the study area.
        grid: its own grid in the cells of the sheet.
        row: of the sheet, at which it begins.
        place: of the sheet.
    """

    studied: StudyArea
    grid: Grid
    row: int
    place: Place

    def on_sheet(self, window: Window) -> Window:
        """Where a window of the own grid lies on the sheet."""
        return Window(window.column, window.row + self.row, window.columns, window.rows)


def _layout(studied: Sequence[StudyArea], options: TrainingOptions, reach: float) -> list[_Laid]:
    """Where each study area comes to lie."""
    first = studied[0].stack.grid
    dead_zone = options.tile / 2 + reach / first.cell_m
    beyond = options.tile + ground_margin(options.tile, window_of(options.parts))
    gap = math.ceil(max(beyond, 1.5 * dead_zone, 2 * max(BUFFERS_M) / first.cell_m)) + 2
    laid, row = [], 0
    for one, name in zip(studied, short_names([one.stack.path for one in studied])):
        own = one.stack.grid
        ratio = own.cell_m / first.cell_m
        grid = own
        if abs(ratio - 1.0) > _SAME_CELL:
            rows, columns = (max(1, math.floor(length * ratio + 1e-6)) for length in own.shape)
            grid = Grid(own.crs, own.x_min, own.y_max, first.cell_m, columns, rows)
        west, north = first.x_min, first.y_max - row * first.cell_m
        bounds = (west, north - grid.rows * first.cell_m, west + grid.columns * first.cell_m, north)
        shift = (grid.x_min - west, grid.y_max - north)
        laid.append(_Laid(one, grid, row, Place(name, bounds, shift, grid.crs, own.cell_m, len(one.areas))))
        row += grid.rows + gap
    return laid


def short_names(paths: Sequence[str]) -> list[str]:
    """Names of files, with as many of their folders as tell them apart: many valleys have a stack.vrt."""
    parts = [Path(path).parts for path in paths]
    for depth in range(1, max(map(len, parts)) + 1):
        names = ["/".join(one[-depth:]) for one in parts]
        if len(set(names)) == len(names):
            return names
    return list(paths)


def _wanted(studied: Sequence[StudyArea], bands: Sequence[str]) -> list[str]:
    """Names of the bands of the sheet: those asked for, and those of the simple maps that every stack has.

    Raises:
        InputError: a stack lacks a band that is asked for.
    """
    common: list[set[str]] = []
    for one in studied:
        one.stack.numbers(bands)
        common.append(set(one.stack.names))
    return list(dict.fromkeys([*bands, *(name for name in FOR_SIMPLE_MAPS if name in set.intersection(*common))]))


def _write_sheet(
    path: str, layout: Sequence[_Laid], wanted: Sequence[str], reach: float, folder: Path, progress: Progress
) -> None:
    """Write the bands of all study areas as one GeoTIFF; null between them."""
    reader = layout[0].studied.stack
    bands = [reader.bands[number - 1] for number in reader.numbers(wanted)]
    carried = {key: value for key, value in _items(reader).items() if key in CARRIED}
    last = layout[-1]
    columns = max(one.grid.columns for one in layout)
    first = layout[0].grid
    grid = Grid(first.crs, first.x_min, first.y_max, first.cell_m, columns, last.row + last.grid.rows)
    with RasterWriter(path, grid, bands) as writer:
        if "hotspot" in wanted:
            writer.annotate(wanted.index("hotspot") + 1, {**carried, REACH: repr(reach)})
        for number, one in enumerate(layout):
            part = Stage(progress, number / len(layout), (number + 1) / len(layout))
            units = {band.name: band.unit for band in one.studied.stack.bands}
            factors = [unit_factor(band.name, units[band.name], band.unit) for band in bands]
            copy = folder / f"cells-{number}.tif"
            for window, values in _values(one.studied.stack, one.grid, wanted, copy, part):
                for index, (layer, factor) in enumerate(zip(values, factors), start=1):
                    if np.isfinite(layer).any():
                        writer.write(layer * np.float32(factor), one.on_sheet(window), index)


def _items(reader: RasterReader) -> dict[str, str]:
    return reader.metadata("hotspot") if "hotspot" in reader.names else {}


def _values(
    reader: RasterReader, grid: Grid, wanted: Sequence[str], copy: Path, progress: Progress
) -> Iterator[tuple[Window, NDArray[np.float32]]]:
    """Windows of a grid and the values of the bands (bands, rows, columns) there, NaN for null.

    A stack with other cells is copied first: the copy has one kind of number and of null in all bands.
    """
    if grid == reader.grid:
        for window in track(grid.windows(), progress):
            yield window, reader.read(window, wanted)
        return
    progress.message(
        f"{Path(reader.path).name} has cells of {reader.grid.cell_m:g} m; it is brought to those of the first stack, "
        f"{grid.cell_m:g} m."
    )
    bands = [reader.bands[number - 1] for number in reader.numbers(wanted)]
    with RasterWriter(str(copy), reader.grid, bands) as writer:
        for window in track(reader.grid.windows(), Stage(progress, 0.0, 0.5)):
            for number, layer in enumerate(reader.read(window, wanted), start=1):
                writer.write(layer, window, number)
    source, coarser = open_raster(str(copy)), grid.cell_m > reader.grid.cell_m
    methods = [_method(name, coarser) for name in wanted]
    views = {method: warped(source, grid, method) for method in set(methods)}
    for window in track(grid.windows(), Stage(progress, 0.5, 1.0)):
        box = (window.column, window.row, window.columns, window.rows)
        layers = [views[method].GetRasterBand(number).ReadAsArray(*box) for number, method in enumerate(methods, 1)]
        yield window, np.stack(layers).astype(np.float32)


def _method(name: str, coarser: bool) -> str:
    """GDAL's name of how the cells of a band are found on a grid with larger or smaller cells."""
    if name in _TURNING:
        return "near"
    if name in _YES_OR_NO:
        return "max" if coarser else "near"
    return "average" if coarser else "near" if name == "targets" else "bilinear"


def _require_drawn(studied: Sequence[StudyArea]) -> None:
    """Stop where a study area teaches nothing, or where it is not told what was mapped.

    Raises:
        InputError: no area is drawn on it, or its fully mapped ground is not told while that of others is.
    """
    told = [bool(one.within) for one in studied]
    for one, has_ground in zip(studied, told):
        name = Path(one.stack.path).name
        if not one.areas:
            raise InputError(
                tr(
                    "No drawn area lies on the feature stack {stack}. Draw areas there, give the layer that holds them "
                    "(MORE_STACK_AREAS), or leave that stack out."
                ),
                stack=name,
            )
        if any(told) and not has_ground:
            raise InputError(
                tr(
                    "Fully mapped ground is given, but none of it lies on the feature stack {stack}. Draw it there as "
                    "well, around the whole stack where all of it is mapped, or give the layer that holds it "
                    "(MORE_STACK_WITHIN)."
                ),
                stack=name,
            )


def _require_apart(studied: Sequence[StudyArea]) -> None:
    """Stop where two study areas show the same ground: it would be learnt and held back at once.

    Raises:
        InputError: more than the rims of two neighbouring stacks is common.
    """
    grounds = [_ground(one) for one in studied]
    for (one, (crs, ground)), (other, (known, shape)) in itertools.combinations(zip(studied, grounds), 2):
        brought = brought_to(shape, known, crs)
        if brought is None:
            continue
        common = common_area(ground, valid_polygon(brought)) / max(min(ground.GetArea(), brought.GetArea()), 1e-9)
        if common > _COMMON:
            raise InputError(
                tr(
                    "The feature stacks {one} and {other} show the same ground ({share} % of the smaller one), which "
                    "would be learnt and held back at once. Give each study area once."
                ),
                one=Path(one.stack.path).name,
                other=Path(other.stack.path).name,
                share=round(100 * common),
            )


def _ground(studied: StudyArea) -> tuple[str, ogr.Geometry]:
    """CRS and outline of the ground that a study area teaches."""
    crs, box = studied.stack.grid.crs, box_of(studied.stack.grid.bounds)
    if not studied.within:
        return crs, box
    parts = ogr.Geometry(ogr.wkbMultiPolygon)
    for polygon in studied.within:
        for part in ogr.ForceToMultiPolygon(_shape(polygon)):
            parts.AddGeometry(part)
    return crs, valid_polygon(valid_polygon(parts.UnionCascaded()).Intersection(box))


def _shape(polygon: bytes) -> ogr.Geometry:
    return ogr.CreateGeometryFromWkb(bytes(polygon))


def _compare_maps(studied: Sequence[StudyArea], progress: Progress) -> None:
    """Warn where the hot spot maps were made in different ways.

    Raises:
        InputError: their weights differ.
    """
    settings = [hotspot_settings(one.stack) for one in studied]
    for own in settings[1:]:
        compare_hot_spots(own, settings[0], progress)
