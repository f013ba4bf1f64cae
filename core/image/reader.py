"""Red, green and blue of an image on a grid, whatever the image's bits, bands, palette, CRS and cells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.grid import Grid, Window
from ..base.progress import Progress
from ..gis.cells import alpha_number, is_eight_bits, read_cells, scaling_of, unscaled
from ..gis.crs import same_crs
from ..gis.place import crs_of
from ..gis.raster_file import open_raster
from ..gis.raster_view import without_markers
from ..gis.study_grid import warped
from .colours import colour_order

Floats = NDArray[np.float64]


class ImageReader:
    """Red, green and blue of an image at windows of a grid, (3, rows, columns) float64, NaN where it has none.

    Args:
        path: of the image; a palette is expanded, an alpha band, a mask or a nodata value heeded.
        grid: where the cells lie.
        progress: told which bands were taken.

    Raises:
        InputError: unreadable, or fewer than three bands.
    """

    def __init__(self, path: str, grid: Grid, progress: Progress) -> None:
        self.grid, self._path = grid, path
        source = _expanded(open_raster(path))
        numbers = colour_order(source, path, progress)
        bands = [source.GetRasterBand(number) for number in numbers]
        self._scaling = [scaling_of(band) for band in bands]
        self.are_colours = all(map(is_eight_bits, bands))
        alpha = alpha_number(source)
        meant = source if self.are_colours else without_markers(source, numbers, path, progress, is_image=True)
        picked = gdal.Translate("", meant, format="VRT", bandList=[*numbers, *([alpha] if alpha else [])])
        own = same_crs(crs_of(source), grid.crs) and abs(source.GetGeoTransform()[1] - grid.cell_m) < 1e-9
        self._warped = warped(picked, grid, "near" if own else "bilinear", dstAlpha=True, errorThreshold=0.0)

    def read(self, window: Window) -> Floats:
        """Values of a window; NaN outside the grid."""
        values = np.full((3, *window.shape), np.nan)
        inside = window.intersection(self.grid.window)
        if inside.is_empty:
            return values
        box = (inside.column, inside.row, inside.columns, inside.rows)
        read = read_cells(self._warped, self._path, box).astype(np.float64)
        colours = np.stack([unscaled(band, scaling) for band, scaling in zip(read, self._scaling)])
        values[(slice(None), *inside.relative_to(window).slices)] = np.where(read[3] > 0, colours, np.nan)
        return values


def _expanded(source: gdal.Dataset) -> gdal.Dataset:
    """The colours that the numbers of a palette stand for; another image as it is."""
    if source.RasterCount > 2 or source.GetRasterBand(1).GetColorTable() is None:
        return source
    return gdal.Translate("", source, format="VRT", rgbExpand="rgba")
