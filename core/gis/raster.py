"""Rasters read in windows: nodata is NaN in memory. What writes them is `raster_writer`, at hand here too."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.translation import tr
from .array_process import wants_own_process
from .cells import alpha_number, meaning_of, read_values
from .crs import is_metric
from .place import crs_of, require_raster_place, transform_of
from .provenance import dataset_is_synthetic
from .raster_file import open_raster
from .raster_writer import Band


def files_of(path: str, opened: gdal.Dataset | None = None) -> list[str]:
    """The files that a raster is made of, itself among them, through VRTs that refer to VRTs.

    Only itself where it cannot be read.

    Args:
        path: of the raster.
        opened: the raster, where it is open already.
    """
    found: dict[str, str] = {}
    waiting = [str(path)]
    while waiting:
        name = waiting.pop()
        place = os.path.normpath(name)
        if place in found:
            continue
        if not found or name.lower().endswith(".vrt"):
            with contextlib.suppress(InputError):
                if wants_own_process(name):
                    break  # it refers to nothing else
                dataset = open_raster(name) if found or opened is None else opened
                waiting += dataset.GetFileList() or []
        found[place] = name
    return sorted(found.values())


def centre_of(dataset: gdal.Dataset) -> tuple[float, float]:
    """The middle of a raster in its CRS."""
    origin_x, width, turn_x, origin_y, turn_y, height = dataset.GetGeoTransform()
    columns, rows = dataset.RasterXSize / 2, dataset.RasterYSize / 2
    return origin_x + columns * width + rows * turn_x, origin_y + columns * turn_y + rows * height


def grid_of(dataset: gdal.Dataset, path: str = "") -> Grid:
    """Grid of an open raster.

    Raises:
        InputError: no CRS, no place, not in metres on the ground, rotated, or cells that are not square.
    """
    name = path or dataset.GetDescription()
    crs = crs_of(dataset)
    if not crs:
        raise InputError(tr("The raster {path} has no CRS. Assign its CRS first."), path=name)
    require_raster_place(dataset, name)
    x_min, width, turn_x, y_max, turn_y, height = transform_of(dataset, name)
    if not is_metric(crs, centre_of(dataset)):
        raise InputError(
            tr("The raster {path} is not on a grid in metres. Reproject it, for example to the local UTM zone."),
            path=name,
        )
    if height > 0:
        raise InputError(
            tr("The raster {path} begins with its southernmost row. Warp it, which turns it round."), path=name
        )
    if turn_x or turn_y or height >= 0 or abs(width + height) > 1e-6 * width:
        raise InputError(
            tr(
                "The raster {path} is rotated or its cells are not square ({width} x {height} m). Warp it to "
                "square cells first."
            ),
            path=name,
            width=round(width, 4),
            height=round(abs(height), 4),
        )
    return Grid(crs, x_min, y_max, width, dataset.RasterXSize, dataset.RasterYSize)


class RasterReader:
    """Windows of a raster as float32 arrays (bands, rows, columns), NaN where there is no value.

    Scale and offset applied.

    Args:
        path: any raster that GDAL reads.

    Raises:
        InputError: unreadable, no CRS, or no metric north-up grid of square cells.
    """

    def __init__(self, path: str) -> None:
        self.path = str(path)
        self._dataset = open_raster(self.path)
        self.grid = grid_of(self._dataset, self.path)
        bands = [self._dataset.GetRasterBand(i + 1) for i in range(self._dataset.RasterCount)]
        self.bands = [
            Band(band.GetDescription() or f"band {number}", band.GetUnitType() or "")
            for number, band in enumerate(bands, start=1)
        ]
        alpha = alpha_number(self._dataset)
        self._meanings = [meaning_of(band, self.path, alpha) for band in bands]

    def __enter__(self) -> RasterReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._dataset = None

    @property
    def files(self) -> list[str]:
        """The files that the raster is made of, itself among them."""
        return files_of(self.path, self._dataset)

    @property
    def names(self) -> list[str]:
        """Names of the bands."""
        return [band.name for band in self.bands]

    def item(self, name: str) -> str:
        """A metadata item of the whole raster; empty where it has none of this name."""
        return str(self._dataset.GetMetadataItem(name) or "")

    def says_synthetic(self) -> bool:
        """Tell whether the raster, or one of the files that it is made of, says that it is synthetic."""
        return dataset_is_synthetic(self._dataset)

    def metadata(self, name: str) -> dict[str, str]:
        """Metadata items of a named band."""
        return dict(self._dataset.GetRasterBand(self.numbers([name])[0]).GetMetadata())

    def numbers(self, names: Sequence[str]) -> list[int]:
        """Band numbers (from 1) of band names.

        Raises:
            InputError: a name that the raster does not have, or that several of its bands have.
        """
        missing = [name for name in names if name not in self.names]
        if missing:
            raise InputError(
                tr(
                    "The raster {path} has no band named {missing}; it has {names}. Build the feature stack with "
                    "these features."
                ),
                path=self.path,
                missing=", ".join(missing),
                names=", ".join(self.names),
            )
        for name in names:
            if self.names.count(name) > 1:
                raise InputError(
                    tr(
                        "The raster {path} has {count} bands named {name}. Give each band a name of its own, or "
                        "build the feature stack again."
                    ),
                    path=self.path,
                    count=self.names.count(name),
                    name=name,
                )
        return [self.names.index(name) + 1 for name in names]

    def read(
        self, window: Window, names: Sequence[str] | None = None, out: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Values of a window, (bands, rows, columns) float32; NaN for nodata and outside the raster.

        Args:
            window: cells; may reach over the raster's edge.
            names: of the bands, in the order wanted; None: all.
            out: where to put the values, of their shape; None: a new array.
        """
        numbers = list(range(1, len(self.bands) + 1)) if names is None else self.numbers(names)
        values = np.empty((len(numbers), *window.shape), np.float32) if out is None else out
        inside = window.intersection(self.grid.window)
        if inside != window:
            values[:] = np.nan
        if inside.is_empty:
            return values
        target = inside.relative_to(window).slices
        for index, number in enumerate(numbers):
            self._read_band(number, inside, values[index][target])
        return values

    def _read_band(self, number: int, window: Window, values: NDArray[np.float32]) -> None:
        """Fill `values` (rows, columns)."""
        read_values(self._dataset.GetRasterBand(number), window, self._meanings[number - 1], self.path, values)
