"""Prepare image: colour balance, haze removal, equalisation, smoothing.

Windowed, with statistics of the whole image.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.progress import Progress, Silent, Stage, check_cancelled, track
from ..base.translation import tr
from ..files.disk_space import raster_bytes, require_room
from ..files.outputs import together
from ..gis.gdal_session import small_cache
from ..gis.raster_writer import Band, RasterWriter
from ..gis.study_grid import grid_around, grid_of_raster, require_cell
from .colours import COLOURS
from .reader import ImageReader
from .steps import STEPS, Step, apply_steps, make_steps

_WINDOW = 1024


def prepare_image(
    path: str,
    steps: Sequence[str],
    output: str,
    extent: tuple[float, float, float, float] | None = None,
    cell_m: float | None = None,
    progress: Progress = Silent(),
) -> None:
    """Write an 8 bit image with alpha whose steps were done in the order of STEPS.

    Args:
        path: an image with at least three bands or a palette, 8 or 16 bits.
        steps: of STEPS.
        output: a GeoTIFF.
        extent: west, south, east, north in the image's metric CRS; None: all of it.
        cell_m: None: the image's.
        progress: told of the progress.

    Raises:
        InputError: no step, fewer than three bands, or nothing in the extent.
        OutputError: it cannot be written.
    """
    unknown = [step for step in steps if step not in STEPS]
    if unknown or not steps:
        raise InputError(
            tr("The steps are {steps}. Choose among {known}."),
            steps=", ".join(steps) or tr("none"),
            known=", ".join(STEPS),
        )
    reader = ImageReader(path, _grid(path, extent, cell_m, progress), progress)
    wanted = list(steps)
    if "balance" not in wanted and not reader.are_colours:
        wanted.append("balance")
        progress.message("The image has more than 8 bits, or a scale of its own: its colours are balanced first.")
    require_room([(output, raster_bytes(reader.grid.rows * reader.grid.columns, 4.0))], progress)
    with small_cache(), together(output):
        made = make_steps(reader, wanted, Stage(progress, 0.0, 0.5))
        _write(reader, made, output, Stage(progress, 0.5, 1.0))
        check_cancelled(progress)


def _grid(
    path: str, extent: tuple[float, float, float, float] | None, cell_m: float | None, progress: Progress
) -> Grid:
    own = grid_of_raster(path, cell_m, progress, keeps_cells=False)
    west, south, east, north = own.bounds
    if extent is not None:
        west, south, east, north = (
            max(west, extent[0]),
            max(south, extent[1]),
            min(east, extent[2]),
            min(north, extent[3]),
        )
        if west >= east or south >= north:
            raise InputError(
                tr("The image {path} does not reach the extent. Choose an extent inside the image."), path=path
            )
    require_cell(cell_m, east - west, north - south)
    if cell_m is not None and abs(cell_m - own.cell_m) > 1e-9:
        return grid_around(np.array([west, east]), np.array([south, north]), own.crs, cell_m)
    return own.part(own.window_of(west, south, east, north))


def working_crs(path: str) -> str:
    """The metric CRS in which an image is worked on: its own, or the local UTM zone."""
    return grid_of_raster(path, None, Silent()).crs


def _write(reader: ImageReader, steps: Sequence[Step], output: str, progress: Progress) -> None:
    bands = [Band(name, "", "0 to 255") for name in COLOURS] + [Band("alpha")]
    with RasterWriter(output, reader.grid, bands, "uint8", None) as writer:
        writer.colours((gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand))
        for window in track(reader.grid.windows(_WINDOW), progress):
            image = apply_steps(reader, steps, window)
            known = np.isfinite(image).all(axis=0)
            values = np.where(known, np.clip(np.rint(image), 0, 255), 0).astype(np.uint8)
            for number, colour in enumerate([*values, np.where(known, 255, 0).astype(np.uint8)], start=1):
                if colour.any():
                    writer.write(colour, window, number)
