"""Build feature stack: image, hot spot map, targets and terrain as named bands on one grid."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal

from . import target_bands, terrain
from .band_scale import AS_STORED, scaling_of, unscaled
from .crs import metric_crs_for
from .errors import InputError, tr
from .grid import Grid, Window
from .hotspot import DEFAULT_CELL_M, require_touch, to_crs
from .image_bands import COLOURS, can_refer, colour_bands, write_image
from .outputs import removed_on_failure, write_text
from .progress import Progress, Silent, Stage, check_cancelled, track
from .raster import Band, RasterWriter, cannot_write, grid_of, open_raster
from .stack_files import StackBand, sampled_statistics, vrt_text, write_geotiff
from .study_grid import cells_offset, grid_around, grid_of_raster
from .target_import import Targets

NEEDS = {  # feature -> the input it is made of
    "red": "IMAGE", "green": "IMAGE", "blue": "IMAGE", "hotspot": "HOTSPOT", "velocity": "TARGETS", "density": "TARGETS",
    "targets": "TARGETS", "slope": "DEM", "aspect": "DEM", "aspect_east": "DEM", "aspect_north": "DEM", "elevation": "DEM",
    "sensitivity": "DEM",
}  # fmt: skip
FEATURES = tuple(NEEDS)


@dataclass(frozen=True)
class StackInputs:
    """What the stack is made of; empty or None: not given.

    Args:
        image, hotspot, dem: paths of rasters.
        targets: with velocities.
        incidence, look_azimuth: of the radar, degrees; both for the line-of-sight sensitivity.
    """

    image: str = ""
    hotspot: str = ""
    dem: str = ""
    targets: Targets | None = None
    incidence: float | None = None
    look_azimuth: float | None = None


@dataclass(frozen=True)
class StackOptions:
    """What the user chose.

    Args:
        features: names of FEATURES; empty: all that the inputs allow.
        grid: path of a raster whose grid is taken; empty: the image's, the hot spot map's, or one over the targets.
        cell_m: of a grid over the targets, or in place of cells in degrees.
        temporary: folder whose files vanish; what lies there is copied beside the output.
    """

    features: tuple[str, ...] = ()
    grid: str = ""
    cell_m: float | None = None
    temporary: str = ""


def build_stack(inputs: StackInputs, options: StackOptions, output: str, progress: Progress = Silent()) -> list[StackBand]:
    """Write a stack: a VRT over parts in `<stem>_parts` beside it, or one GeoTIFF, after the name of the output.

    Returns:
        The bands in their order.

    Raises:
        InputError: a feature whose input is missing, or inputs that do not lie on each other.
        OutputError: something cannot be written. Nothing is left then, nor after a cancel.
    """
    features = chosen_features(inputs, options)
    grid = _study_grid(inputs, options, progress)
    progress.message(f"Grid: {grid.columns} x {grid.rows} cells of {grid.cell_m:g} m. Features: {', '.join(features)}.")
    is_vrt = Path(output).suffix.lower() == ".vrt"
    final = Path(output).with_name(Path(output).stem + "_parts")
    with _folder(final, output) as building:
        builder = _Builder(inputs, grid, output, str(building), str(final), options.temporary)
        made = builder.bands(features, Stage(progress, 0.0, 0.7 if is_vrt else 0.6))
        bands = [made[name] for name in features]
        draft = str(building / "draft.vrt")
        write_text(draft, vrt_text(str(building), grid, bands))
        statistics = sampled_statistics(draft, Stage(progress, 0.7, 0.95) if is_vrt else Stage(progress, 0.6, 0.7))
        if is_vrt:
            os.unlink(draft)
            text = vrt_text(str(final.parent), grid, bands, statistics).replace(building.name + "/", final.name + "/")
            check_cancelled(progress)
            _publish(building, final, output)
            write_text(output, text)
        else:
            write_geotiff(output, draft, bands, statistics, Stage(progress, 0.7, 1.0))
            with removed_on_failure(output):
                check_cancelled(progress)
    return bands


def chosen_features(inputs: StackInputs, options: StackOptions) -> tuple[str, ...]:
    """The features in their fixed order.

    Raises:
        InputError: none, or one whose input is missing.
    """
    given = {"IMAGE": inputs.image, "HOTSPOT": inputs.hotspot, "DEM": inputs.dem, "TARGETS": inputs.targets}
    angles = inputs.incidence is not None and inputs.look_azimuth is not None
    possible = [name for name in FEATURES if given[NEEDS[name]] and (name != "sensitivity" or angles)]
    for name in options.features:
        if name not in possible:
            needed = "DEM, INCIDENCE and LOOK_AZIMUTH" if name == "sensitivity" else NEEDS.get(name, "")
            raise InputError(tr("The feature {name} needs {needed}. Give it, or leave the feature out."), name=name, needed=needed)
    if not possible:
        raise InputError(tr("A feature stack needs an image, a hot spot map, targets or a DEM. Give at least one."))
    return tuple(name for name in possible if name in (options.features or possible))


def _study_grid(inputs: StackInputs, options: StackOptions, progress: Progress) -> Grid:
    """Grid of GRID, else of the image, else of the hot spot map, else over the targets."""
    if options.cell_m is not None and not options.cell_m > 0:
        raise InputError(tr("The cell size is {cell} m. Choose a positive cell size."), cell=options.cell_m)
    for path in (options.grid, inputs.image, inputs.hotspot):
        if path:
            return grid_of_raster(path, options.cell_m, progress)
    if inputs.targets is None:
        raise InputError(tr("No grid is given. Choose GRID, an image or a hot spot map, or give targets and a cell size."))
    targets = to_crs(inputs.targets, metric_crs_for(inputs.targets.x, inputs.targets.y, inputs.targets.crs), progress)
    return grid_around(targets.x, targets.y, targets.crs, options.cell_m or DEFAULT_CELL_M, 2 * target_bands.BANDWIDTH_M)


@contextlib.contextmanager
def _folder(final: Path, output: str) -> Iterator[Path]:
    """A folder in which the parts grow; gone at the end, however that comes."""
    building = final.with_name(f".{final.name}.part{os.getpid()}")
    try:
        building.mkdir()
    except OSError as error:
        raise cannot_write(output, error.strerror or str(error)) from error
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _publish(building: Path, final: Path, output: str) -> None:
    """Give the parts their name; there may be none."""
    try:
        if final.is_dir():
            shutil.rmtree(final)
        if any(building.iterdir()):
            building.rename(final)
    except OSError as error:
        raise cannot_write(output, error.strerror or str(error)) from error


@dataclass(frozen=True)
class _Builder:
    """Makes the parts of a stack.

    Args:
        inputs: what they are made of.
        grid: on which they lie.
        output: path of the stack.
        building, final: folders of the parts, now and in the end.
        temporary: folder whose files vanish.
    """

    inputs: StackInputs
    grid: Grid
    output: str
    building: str
    final: str
    temporary: str

    def bands(self, features: Sequence[str], progress: Progress) -> dict[str, StackBand]:
        """All bands by name."""
        groups = {
            "IMAGE": self._image, "HOTSPOT": self._hotspot, "TARGETS": self._targets, "DEM": self._terrain,
        }  # fmt: skip
        wanted = {source: [name for name in features if NEEDS[name] == source] for source in groups}
        wanted = {source: names for source, names in wanted.items() if names}
        made: dict[str, StackBand] = {}
        for step, (source, names) in enumerate(wanted.items()):
            for band in groups[source](names, Stage(progress, step / len(wanted), (step + 1) / len(wanted))):
                made[band.band.name] = band
        return made

    def _image(self, names: Sequence[str], progress: Progress) -> list[StackBand]:
        path = self.inputs.image
        numbers = colour_bands(path, progress)
        own = _metric_grid(path)
        described = {name: Band(name, "", "0 to 255") for name in COLOURS}
        if own is not None and self._stays(path) and can_refer(path, own, self.grid):
            column, row = cells_offset(own, self.grid) or (0, 0)
            return [StackBand(described[name], path, numbers[COLOURS.index(name)], column, row) for name in names]
        copy = self._part("image")
        write_image(path, numbers, self.grid, copy, progress)
        return [StackBand(described[name], copy, COLOURS.index(name) + 1) for name in names]

    def _hotspot(self, _: Sequence[str], progress: Progress) -> list[StackBand]:
        path = self.inputs.hotspot
        dataset = open_raster(path)  # a band dies with its dataset
        source = dataset.GetRasterBand(1)
        band = Band("hotspot", source.GetUnitType() or "z/km2", source.GetMetadataItem("description") or "hot spot map")
        made = source.GetMetadata()
        reach = {key: made[key] for key in ("distance_m", "bandwidth_m") if key in made}  # training's dead zone asks for it
        own = _metric_grid(path)
        shift = None if own is None else cells_offset(own, self.grid)
        as_it_is = self._stays(path) and scaling_of(source) == AS_STORED
        if own is not None and shift is not None and as_it_is and _overlap(own, self.grid, shift):
            return [StackBand(band, path, 1, *shift, reach)]
        copy = self._part("hotspot")
        _write_resampled(path, self.grid, band, copy, "near" if shift is not None else "bilinear", progress)
        return [StackBand(band, copy, 1, items=reach)]

    def _targets(self, names: Sequence[str], progress: Progress) -> list[StackBand]:
        given = self.inputs.targets
        assert given is not None
        targets = to_crs(given, self.grid.crs, progress)
        if not np.isfinite(targets.velocity).any():
            raise InputError(tr("None of the {count} targets has a velocity. Import them first."), count=len(targets))
        require_touch(targets, self.grid, target_bands.BANDWIDTH_M)
        path = self._part("targets")
        target_bands.write_target_bands(path, self.grid, targets, names, progress)
        return [StackBand(target_bands.BANDS[name], path, i) for i, name in enumerate(names, start=1)]

    def _terrain(self, names: Sequence[str], progress: Progress) -> list[StackBand]:
        path = self._part("terrain")
        made = terrain.Terrain(self.inputs.dem, self.grid, self.inputs.incidence, self.inputs.look_azimuth, progress)
        with RasterWriter(path, self.grid, [terrain.BANDS[name] for name in names]) as writer:
            for window in track(self.grid.windows(), progress):
                for number, values in enumerate(made.read(window, names), start=1):
                    writer.write(values, window, number)
        return [StackBand(terrain.BANDS[name], path, i) for i, name in enumerate(names, start=1)]

    def _part(self, name: str) -> str:
        return os.path.join(self.building, name + ".tif")

    def _stays(self, path: str) -> bool:
        """Tell whether a file will be there as long as the stack is."""
        if path.startswith("/vsimem") or _inside(path, self.final):
            return False
        return not _inside(path, self.temporary) or _inside(self.output, self.temporary)


def _overlap(own: Grid, grid: Grid, shift: tuple[int, int]) -> bool:
    return not Window(*shift, grid.columns, grid.rows).intersection(own.window).is_empty


def _inside(path: str, folder: str) -> bool:
    return bool(folder) and Path(folder).resolve() in Path(path).resolve().parents


def _metric_grid(path: str) -> Grid | None:
    """Grid of a raster, None where it is not one of square cells in metres."""
    try:
        return grid_of(open_raster(path), path)
    except InputError:
        return None


def _write_resampled(path: str, grid: Grid, band: Band, output: str, resampling: str, progress: Progress) -> None:
    west, south, east, north = grid.bounds
    source = open_raster(path)  # has to live as long as what is warped from it
    warped = gdal.Warp(
        "", source, format="VRT", dstSRS=grid.crs, outputBounds=(west, south, east, north), width=grid.columns,
        height=grid.rows, resampleAlg=resampling, outputType=gdal.GDT_Float32, dstNodata=float("nan"),
    )  # fmt: skip
    scaling, found = scaling_of(source.GetRasterBand(1)), False
    with RasterWriter(output, grid, [band]) as writer:
        for window in track(grid.windows(), progress):
            values = warped.GetRasterBand(1).ReadAsArray(window.column, window.row, window.columns, window.rows)
            if np.isfinite(values).any():
                found = True
                writer.write(unscaled(values, scaling).astype(np.float32), window)
        if not found:
            raise InputError(tr("The hot spot map {path} has no value on the grid. Choose one of the study area."), path=path)
