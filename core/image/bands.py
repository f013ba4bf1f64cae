"""The image's red, green and blue on the study's grid: referred to where it can be, copied where it has to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.progress import Progress, track
from ..base.translation import tr
from ..gis.cells import alpha_number, read_cells, scaling_of, unscaled
from ..gis.place import crs_of, kilometres_off
from ..gis.raster_file import open_raster
from ..gis.raster_writer import Band, RasterWriter
from ..gis.study_grid import cells_offset, warped
from .colours import COLOURS, colour_order
from .stretch import Stretch, stretched

NULL = -1  # of a copy: 0 and 255 are colours
_LOOKS = 64  # rows of an alpha band that are looked at


def colour_bands(path: str, progress: Progress) -> tuple[int, int, int]:
    """Numbers of the bands of red, green and blue of an image.

    Raises:
        InputError: a palette, or fewer than three bands.
    """
    return colour_order(open_raster(path), path, progress)


@dataclass(frozen=True)
class Nulls:
    """How an image says where it has no colours.

    Args:
        some: whether there may be such cells.
        alpha: number of an alpha band that is 255 where there are colours, 0: none.
        masked: whether it is a mask of another kind.
    """

    some: bool
    alpha: int = 0
    masked: bool = False


def nulls_of(path: str, shift: tuple[int, int], grid: Grid) -> Nulls:
    """Where an image on a grid's cells has no colours: by an alpha band or a mask, or beyond its rim.

    Args:
        path: of the image.
        shift: its column and row in which the grid begins.
        grid: of the study.
    """
    dataset = open_raster(path)  # a band dies with its dataset
    column, row = shift
    covered = (
        column >= 0
        and row >= 0
        and column + grid.columns <= dataset.RasterXSize
        and row + grid.rows <= dataset.RasterYSize
    )
    flags = dataset.GetRasterBand(1).GetMaskFlags()
    if flags & gdal.GMF_ALPHA:
        alpha = alpha_number(dataset)
        values = set(np.unique(_overview(dataset.GetRasterBand(alpha), path)).tolist())
        return Nulls(True, alpha) if values <= {0, 255} and 255 in values else Nulls(True, masked=True)
    return Nulls(not covered or bool(flags & gdal.GMF_PER_DATASET), masked=bool(flags & gdal.GMF_PER_DATASET))


def _overview(band: gdal.Band, path: str) -> NDArray[np.generic]:
    """Some rows of a band."""
    rows = np.linspace(0, band.YSize - 1, min(band.YSize, _LOOKS)).astype(int)
    return np.stack([read_cells(band, path, (0, int(row), band.XSize, 1))[0] for row in rows])


def write_image(
    path: str, bands: tuple[int, int, int], grid: Grid, output: str, progress: Progress, stretch: Sequence[Stretch] = ()
) -> None:
    """Copy red, green and blue to a grid, int16, null where the image has none; stretched where a stretch is given.

    Cells that lie on each other are copied, others are resampled bilinearly (averaged where the grid is coarser).

    Raises:
        InputError: the image does not reach the grid.
    """
    source = open_raster(path)
    alpha = alpha_number(source)
    picked = gdal.Translate("", source, format="VRT", bandList=[*bands, *([alpha] if alpha else [])])
    aligned = abs(source.GetGeoTransform()[1] - grid.cell_m) < 1e-6 * grid.cell_m and _on_cells(source, grid)
    seen = warped(picked, grid, "near" if aligned else "bilinear", dstAlpha=True)
    scales = [scaling_of(source.GetRasterBand(number)) for number in bands]
    with RasterWriter(output, grid, [Band(name, "", "0 to 255") for name in COLOURS], "int16", NULL) as writer:
        found = False
        for window in track(grid.windows(), progress):
            values = read_cells(seen, path, (window.column, window.row, window.columns, window.rows))
            empty = (values[3] == 0) | ~np.isfinite(values[:3]).all(axis=0)
            if empty.all():
                continue
            found = True
            for number in range(3):
                colour = values[number].astype(np.float64)
                if stretch:
                    colour = stretched(unscaled(colour, scales[number]), stretch[number])
                colour[empty] = NULL
                writer.write(colour.astype(np.int16), window, number + 1)
        if not found:
            raise InputError(
                tr(
                    "The image {path} has no cell on the grid; its middle lies {distance} km from the grid's. Choose "
                    "an image of the study area, or set its CRS."
                ),
                path=path,
                distance=kilometres_off(source, grid),
            )


def _on_cells(source: gdal.Dataset, grid: Grid) -> bool:
    x_min, width, _, y_max, _, _ = source.GetGeoTransform()
    return (
        cells_offset(Grid(crs_of(source), x_min, y_max, width, source.RasterXSize, source.RasterYSize), grid)
        is not None
    )
