"""What a feature stack is put together from: files that it refers to where they are, and parts made for it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, Stage, track
from ..base.translation import tr
from ..gis.cells import AS_STORED, alpha_number, hotspot_band, meaning_of, read_cells, scaling_of, unscaled
from ..gis.place import kilometres_off
from ..gis.raster import grid_of
from ..gis.raster_file import open_raster
from ..gis.raster_view import without_markers
from ..gis.raster_writer import Band, RasterWriter
from ..gis.study_grid import cells_offset, warped
from ..hotspots.carried_settings import CARRIED
from ..hotspots.shown_ground import LOOK_ITEM
from ..image.bands import NULL, colour_bands, nulls_of, write_image
from ..image.colours import COLOURS
from ..image.stretch import Stretch, is_plain, items_of, stretch_of
from ..targets.checks import require_touch
from ..targets.targets import Targets, to_crs
from ..terrain import terrain
from . import target_bands
from .files import StackBand
from .more_layers import MoreLayer, Planned, write_more
from .versions import folder_of

NEEDS = {  # feature -> the input it is made of
    "red": "IMAGE",
    "green": "IMAGE",
    "blue": "IMAGE",
    "hotspot": "HOTSPOT",
    "velocity": "TARGETS",
    "density": "TARGETS",
    "log_density": "TARGETS",
    "velocity_east": "TARGETS",
    "velocity_north": "TARGETS",
    "velocity_up": "TARGETS",
    "velocity_slope": "TARGETS",
    "acceleration": "TARGETS",
    "season": "TARGETS",
    "jump_share": "TARGETS",
    "break_age": "TARGETS",
    "targets": "TARGETS",
    "has_target": "TARGETS",
    "distance": "TARGETS",
    "slope": "DEM",
    "aspect": "DEM",
    "aspect_east": "DEM",
    "aspect_north": "DEM",
    "facing_east": "DEM",
    "facing_north": "DEM",
    "elevation": "DEM",
    "curvature": "DEM",
    "hillshade": "DEM",
    "sensitivity": "DEM",
    "layover_shadow": "DEM",
}
Floats = NDArray[np.float64]
_VOID = -9999.0  # of terrain: no height, slope or angle has it


@dataclass(frozen=True)
class StackInputs:
    """What the stack is made of; empty or None: not given.

    Args:
        image, hotspot, dem: paths of rasters.
        targets: with velocities.
        incidence, look_azimuth: of the radar, degrees; both for the line-of-sight sensitivity.
        dem_unit: of the heights; one of heights.UNITS.
        more: further rasters.
        stretch: of an image of more than 8 bits, for red, green and blue; empty: found.
        velocity_limit: to which velocities are cut, mm/yr, where the targets are a part of all; 0: found.
    """

    image: str = ""
    hotspot: str = ""
    dem: str = ""
    targets: Targets | None = None
    incidence: float | None = None
    look_azimuth: float | None = None
    dem_unit: str = "auto"
    more: tuple[MoreLayer, ...] = ()
    stretch: tuple[Stretch, ...] = ()
    velocity_limit: float = 0.0


@dataclass(frozen=True)
class Parts:
    """Makes the bands of a stack.

    Args:
        inputs: what they are made of.
        grid: on which they lie.
        output: path of the stack.
        building: folder in which the parts grow.
        temporary: folder whose files vanish.
    """

    inputs: StackInputs
    grid: Grid
    output: str
    building: str
    temporary: str

    def bands(self, features: Sequence[str], progress: Progress) -> dict[str, StackBand]:
        """All bands by name."""
        groups = {"IMAGE": self._image, "HOTSPOT": self._hotspot, "TARGETS": self._targets, "DEM": self._terrain}
        wanted = {source: [name for name in features if NEEDS[name] == source] for source in groups}
        wanted = {source: names for source, names in wanted.items() if names}
        made: dict[str, StackBand] = {}
        for step, (source, names) in enumerate(wanted.items()):
            for band in groups[source](names, Stage(progress, step / len(wanted), (step + 1) / len(wanted))):
                made[band.band.name] = band
        return made

    def more(self, plans: Sequence[Planned], progress: Progress) -> list[StackBand]:
        """Bands of the further rasters, each raster a part."""
        made: list[StackBand] = []
        for step, plan in enumerate(plans):
            part = Stage(progress, step / len(plans), (step + 1) / len(plans))
            made += write_more(plan, self.grid, self._part(f"more_{step + 1}"), part)
        return made

    def _image(self, names: Sequence[str], progress: Progress) -> list[StackBand]:
        path = self.inputs.image
        numbers = colour_bands(path, progress)
        described = {name: Band(name, "", "0 to 255") for name in COLOURS}
        shift = self._shift(path)
        stretch: tuple[Stretch, ...] = ()
        if not is_plain(path, numbers):
            stretch = self.inputs.stretch or stretch_of(path, numbers)
            _tell_stretch(stretch, bool(self.inputs.stretch), progress)
        elif shift is not None and self._stays(path):
            nulls = nulls_of(path, shift, self.grid)
            plain = [StackBand(described[name], path, numbers[COLOURS.index(name)], *shift) for name in names]
            return (
                [replace(band, null=NULL, alpha=nulls.alpha, masked=nulls.masked) for band in plain]
                if nulls.some
                else plain
            )
        copy = self._part("image")
        write_image(path, numbers, self.grid, copy, progress, stretch)
        items = [items_of(one) for one in stretch] or [{}] * len(COLOURS)
        places = {name: COLOURS.index(name) for name in names}
        return [StackBand(described[name], copy, place + 1, items=items[place]) for name, place in places.items()]

    def _hotspot(self, _: Sequence[str], progress: Progress) -> list[StackBand]:
        path = self.inputs.hotspot
        dataset = open_raster(path)  # a band dies with its dataset
        source = hotspot_band(dataset, path)
        band = Band("hotspot", source.GetUnitType() or "", source.GetMetadataItem("description") or "hot spot map")
        made = source.GetMetadata()
        reach = {key: made[key] for key in CARRIED if key in made}  # training's dead zone and the baselines ask for it
        shift = self._shift(path)
        meaning = meaning_of(source, path)
        plain = meaning.scaling == AS_STORED and not meaning.masked and not meaning.alpha
        plain = without_markers(dataset, [source.GetBand()], path, progress) is dataset and plain
        if shift is not None and self._stays(path) and plain:
            return [StackBand(band, path, source.GetBand(), *shift, reach)]
        copy = self._part("hotspot")
        _write_resampled(
            path, source.GetBand(), self.grid, band, copy, "near" if shift is not None else "bilinear", progress
        )
        return [StackBand(band, copy, 1, items=reach)]

    def _targets(self, names: Sequence[str], progress: Progress) -> list[StackBand]:
        given = self.inputs.targets
        assert given is not None  # only called with targets  # nosec B101
        targets = to_crs(given, self.grid.crs, progress)
        if not np.isfinite(targets.velocity).any():
            raise InputError(tr("None of the {count} targets has a velocity. Import them first."), count=len(targets))
        require_touch(targets.x, targets.y, self.grid, target_bands.BANDWIDTH_M)
        path = self._part("targets")
        target_bands.write_target_bands(path, self.grid, targets, names, progress, self.inputs.velocity_limit)
        return [StackBand(target_bands.BANDS[name], path, i) for i, name in enumerate(names, start=1)]

    def _terrain(self, names: Sequence[str], progress: Progress) -> list[StackBand]:
        """The part holds what the DEM's own cells say; the VRT resamples it to the grid where it is read."""
        inputs = self.inputs
        radar = None
        if inputs.incidence is not None and inputs.look_azimuth is not None:
            radar = terrain.Radar(inputs.incidence, inputs.look_azimuth)
        made = terrain.Terrain(inputs.dem, self.grid, radar, inputs.dem_unit, progress)
        path = self._part("terrain")
        column, row, ratio = (_whole(value) for value in made.place())
        own_cells = (column, row, ratio) == (round(column), round(row), 1)
        has_voids = _write_terrain(path, made, names, not own_cells, progress)
        corner = column - made.window.column, row - made.window.row
        bands = []
        for number, name in enumerate(names, start=1):
            nearest = name in terrain.NEAREST
            how = "" if own_cells else "nearest" if nearest else "bilinear"
            voids = len(names) + 1 if has_voids and how == "bilinear" else 0
            items = {LOOK_ITEM: repr(float(radar.look_azimuth))} if radar and name == "sensitivity" else {}
            bands.append(
                StackBand(terrain.BANDS[name], path, number, *corner, items, ratio=ratio, resampling=how, voids=voids)
            )
        return bands

    def _part(self, name: str) -> str:
        return os.path.join(self.building, name + ".tif")

    def _shift(self, path: str) -> tuple[int, int] | None:
        """Column and row of a raster in which the grid begins.

        None where its cells are not the grid's, or all lie elsewhere.
        """
        try:
            own = grid_of(open_raster(path), path)
        except InputError:
            return None
        shift = cells_offset(own, self.grid)
        if shift is None or Window(*shift, self.grid.columns, self.grid.rows).intersection(own.window).is_empty:
            return None
        return shift

    def _stays(self, path: str) -> bool:
        """Tell whether a file will be there as long as the stack is."""
        if path.startswith("/vsimem") or _inside(path, str(folder_of(self.output))):
            return False
        return not _inside(path, self.temporary) or _inside(self.output, self.temporary)


def _tell_stretch(stretch: Sequence[Stretch], is_models: bool, progress: Progress) -> None:
    """What becomes of an image of more than 8 bits; a stretch that no model gave is a choice that the user may miss."""
    told = ", ".join(f"{name} {low:g} to {high:g}" for name, (low, high) in zip(COLOURS, stretch))
    if is_models:
        progress.message(f"The image is not of 8 bits: it is stretched to 0 to 255 as the model's card tells: {told}.")
        return
    progress.warning(
        f"The image is not of 8 bits: it is stretched to 0 to 255 between the values that 0.5 % of its cells lie "
        f"below and above: {told}. Another image gets another stretch. For a stack to predict on, choose the model in "
        "'Stretch the image as for model', so that its colours mean the same."
    )


def _inside(path: str, folder: str) -> bool:
    return bool(folder) and Path(folder).resolve() in Path(path).resolve().parents


def _whole(value: float) -> float:
    """A number of cells without the noise of its arithmetic."""
    return round(value) if abs(value - round(value)) < 1e-6 else value


def _write_terrain(path: str, made: terrain.Terrain, names: Sequence[str], filled: bool, progress: Progress) -> bool:
    """Write named bands on the DEM's cells, and one that says where they are void; tell whether any is.

    Averages would spread voids: where bands are to be `filled`, void cells beside known ones hold the mean of these,
    and the void lies over them.
    """
    whole = made.window
    bands = [*(terrain.BANDS[name] for name in names), Band("void")]
    part = made.dem.grid.part(whole)
    found = False
    with RasterWriter(path, part, bands, nodata=_VOID) as writer:
        for window in track(part.windows(), progress):
            values = made.derive(
                Window(whole.column + window.column, whole.row + window.row, window.columns, window.rows).expanded(1),
                names,
            )
            void = np.isnan(values).any(axis=0)
            for number, (name, band) in enumerate(zip(names, values), start=1):
                inner = (_rim_filled(band) if filled and void.any() and name not in terrain.NEAREST else band)[
                    1:-1, 1:-1
                ]
                writer.write(np.where(np.isnan(inner), _VOID, inner).astype(np.float32), window, number)
            no_height = np.isnan(values).all(axis=0)[1:-1, 1:-1]
            if no_height.any():
                found = True
                writer.write(np.where(no_height, _VOID, 0.0).astype(np.float32), window, len(bands))
    return found


def _rim_filled(band: Floats) -> Floats:
    """The band with the mean of the known neighbours in void cells that have one."""
    known = np.isfinite(band)
    wide = np.pad(np.where(known, band, 0.0), 1)
    count = np.pad(known.astype(np.float64), 1)
    rows, columns = band.shape
    total, number = np.zeros(band.shape), np.zeros(band.shape)
    for down in range(3):
        for right in range(3):
            total += wide[down : down + rows, right : right + columns]
            number += count[down : down + rows, right : right + columns]
    return np.asarray(
        np.where(known, band, np.divide(total, number, out=np.full(band.shape, np.nan), where=number > 0))
    )


def _write_resampled(
    path: str, number: int, grid: Grid, band: Band, output: str, resampling: str, progress: Progress
) -> None:
    opened = open_raster(path)  # both have to live as long as what is warped from them
    source = without_markers(opened, [number], path, Silent())
    alpha = alpha_number(source)
    picked = gdal.Translate("", source, format="VRT", bandList=[number, *([alpha] if alpha else [])])
    seen = warped(picked, grid, resampling, outputType=gdal.GDT_Float32, dstNodata=float("nan"))
    scaling, found = scaling_of(source.GetRasterBand(number)), False
    with RasterWriter(output, grid, [band]) as writer:
        for window in track(grid.windows(), progress):
            box = (window.column, window.row, window.columns, window.rows)
            values = read_cells(seen.GetRasterBand(1), path, box)
            if np.isfinite(values).any():
                found = True
                writer.write(unscaled(values, scaling).astype(np.float32), window)
        if not found:
            raise InputError(
                tr(
                    "The hot spot map {path} has no value on the grid; its middle lies {distance} km from the grid's. "
                    "Choose one of the study area, or set its CRS."
                ),
                path=path,
                distance=kilometres_off(source, grid),
            )
