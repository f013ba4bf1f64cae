"""Rasters written in windows: they appear only when they are complete."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..files.disk_space import cannot_write
from ..files.outputs import drop, put_in_place, refuse_folder
from ..files.own_names import part_name
from ..files.system import remove
from .gdal_session import closed, complaint, last_message, quiet

BLOCK = 256  # cells; side of the blocks of every raster that we write
_OF_OLD_RASTERS = (".aux.xml", ".ovr", ".msk")  # that would be taken for those of the new one
_UNWRITTEN = 2**26  # bytes that may wait in memory: bounds it, and keeps the last step short, so that a cancel is heard


@dataclass(frozen=True)
class Band:
    """What a band is: its name in the feature stack, its unit, what it shows."""

    name: str
    unit: str = ""
    description: str = ""


class RasterWriter:
    """A tiled, compressed, sparse GeoTIFF that appears under its name only when it is complete.

    Args:
        path: target; anything there is replaced on success.
        grid: where the cells lie.
        bands: one for each band.
        dtype: numpy dtype of the file.
        nodata: NaN for floats unless told; None: none is declared.
        metadata: items for the whole raster.

    Raises:
        InputError: the name is not that of a GeoTIFF.
        OutputError: the folder cannot be written, or the disk is full.
    """

    def __init__(
        self,
        path: str,
        grid: Grid,
        bands: Sequence[Band],
        dtype: str = "float32",
        nodata: float | None = float("nan"),
        metadata: dict[str, str] | None = None,
    ) -> None:
        self.path = str(path)
        if Path(self.path).suffix.lower() not in (".tif", ".tiff"):
            raise InputError(
                tr("Rasters are written as .tif, not as '{suffix}'. Choose another file name."),
                suffix=Path(self.path).suffix,
            )
        refuse_folder(self.path)
        self.grid = grid
        self._part = part_name(self.path)
        self._waiting = 0
        gdal_type = gdal.GetDataTypeByName({"float32": "Float32", "uint8": "Byte", "int16": "Int16"}[dtype])
        self._dataset: Any = None
        with quiet(), contextlib.suppress(RuntimeError):
            self._dataset = gdal.GetDriverByName("GTiff").Create(
                self._part, grid.columns, grid.rows, len(bands), gdal_type, _options()
            )
        if self._dataset is None:
            raise cannot_write(self.path, last_message())
        self._dataset.SetProjection(grid.crs)
        self._dataset.SetGeoTransform(grid.geotransform)
        self._dataset.SetMetadata(metadata or {})
        self._describe(bands, nodata)

    def _describe(self, bands: Sequence[Band], nodata: float | None) -> None:
        for number, info in enumerate(bands, start=1):
            band = self._dataset.GetRasterBand(number)
            band.SetDescription(info.name)
            band.SetUnitType(info.unit)
            if info.description:
                band.SetMetadataItem("description", info.description)
            if nodata is not None:
                band.SetNoDataValue(nodata)

    def __enter__(self) -> RasterWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
        else:
            self.discard()

    def write(self, values: NDArray[np.generic], window: Window, band: int = 1) -> None:
        """Write (rows, columns) values of one band into a window inside the grid."""
        status = 1
        with quiet(), contextlib.suppress(RuntimeError):
            status = self._dataset.GetRasterBand(band).WriteArray(values, window.column, window.row)
            self._waiting += values.nbytes
            if self._waiting > _UNWRITTEN:
                self._dataset.FlushCache()
                self._waiting = 0
        if status or complaint():
            raise cannot_write(self.path, complaint())

    def annotate(self, band: int, items: dict[str, str]) -> None:
        """Put items into a band's metadata, its statistics for example."""
        for key, value in items.items():
            self._dataset.GetRasterBand(band).SetMetadataItem(key, value)

    def say(self, items: dict[str, str]) -> None:
        """Put items into the metadata of the whole raster, beside those that it was opened with."""
        for key, value in items.items():
            self._dataset.SetMetadataItem(key, value)

    def colours(self, kinds: Sequence[int]) -> None:
        """Say what colour each band is, in GDAL's numbers (gdal.GCI_RedBand...)."""
        for number, kind in enumerate(kinds, start=1):
            self._dataset.GetRasterBand(number).SetColorInterpretation(kind)

    def build_overviews(self, progress: Progress) -> None:
        """Add averages of 2, 4, 8... cells, for fast display.

        Raises:
            OutputError: the disk is full.
            Cancelled: as soon as the user asks to stop.
        """
        levels = [2**power for power in range(1, 16) if max(self.grid.shape) > BLOCK * 2 ** (power - 1)]

        def told(fraction: float, *_: object) -> int:
            progress.update(fraction)
            return 0 if progress.is_cancelled() else 1

        status = 1
        with quiet(), contextlib.suppress(RuntimeError):
            self._dataset.FlushCache()
            status = self._dataset.BuildOverviews("AVERAGE", levels, told)
        check_cancelled(progress)
        if levels and (status or complaint()):
            raise cannot_write(self.path, last_message())

    def finish(self) -> None:
        """Close, and give the file its name."""
        reason = ""
        with quiet():
            try:
                self._dataset.FlushCache()
            except RuntimeError as error:
                reason = " ".join(str(error).split())
            closing = self._closed()
        reason = reason or closing
        if reason:
            failed = cannot_write(self.path, reason)  # looks how full the disk is
            self.discard()
            raise failed
        for ending in _OF_OLD_RASTERS:
            drop(self.path + ending)
        put_in_place(self._part, self.path)

    def discard(self) -> None:
        """Leave nothing behind."""
        if self._dataset is not None:
            with quiet():
                self._closed()
        remove(self._part)

    def _closed(self) -> str:
        closing = closed(self._dataset)
        self._dataset = None
        return closing or complaint()


def _options() -> list[str]:
    choices = gdal.GetDriverByName("GTiff").GetMetadataItem("DMD_CREATIONOPTIONLIST") or ""
    compression = "ZSTD" if "ZSTD" in choices else "DEFLATE"
    options = [
        "TILED=YES",
        f"BLOCKXSIZE={BLOCK}",
        f"BLOCKYSIZE={BLOCK}",
        f"COMPRESS={compression}",
        "SPARSE_OK=TRUE",
        "BIGTIFF=IF_SAFER",
        "INTERLEAVE=BAND",
        "NUM_THREADS=ALL_CPUS",
    ]
    options.append("ZSTD_LEVEL=1" if compression == "ZSTD" else "ZLEVEL=1")
    return options
