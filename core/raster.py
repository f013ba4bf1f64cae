"""Rasters read and written in windows: nodata is NaN in memory, outputs appear only when complete."""

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

from .band_scale import AS_STORED, scaling_of, unscaled
from .crs import is_metric
from .errors import InputError, tr
from .gdal_messages import complaint, last_message, quiet
from .grid import Grid, Window
from .outputs import cannot_write, part_name, replace

__all__ = ["Band", "RasterReader", "RasterWriter", "cannot_write", "centre_of", "grid_of", "open_raster", "part_name", "replace"]

BLOCK = 256  # cells; side of the blocks of every raster that we write


@dataclass(frozen=True)
class Band:
    """What a band is: its name in the feature stack, its unit, what it shows."""

    name: str
    unit: str = ""
    description: str = ""


def open_raster(path: str) -> gdal.Dataset:
    """Open for reading.

    Raises:
        InputError: no such file, or not a raster.
    """
    dataset = None
    with quiet(), contextlib.suppress(RuntimeError):
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
    if dataset is None:
        raise InputError(tr("The raster {path} cannot be read. Check that it exists and is a raster."), path=path)
    return dataset


def centre_of(dataset: gdal.Dataset) -> tuple[float, float]:
    """The middle of a raster in its CRS."""
    origin_x, width, turn_x, origin_y, turn_y, height = dataset.GetGeoTransform()
    columns, rows = dataset.RasterXSize / 2, dataset.RasterYSize / 2
    return origin_x + columns * width + rows * turn_x, origin_y + columns * turn_y + rows * height


def grid_of(dataset: gdal.Dataset, path: str = "") -> Grid:
    """Grid of an open raster.

    Raises:
        InputError: no CRS, not in metres on the ground, rotated, or cells that are not square.
    """
    name = path or dataset.GetDescription()
    crs = dataset.GetProjection()
    if not crs:
        raise InputError(tr("The raster {path} has no CRS. Assign its CRS first."), path=name)
    x_min, width, turn_x, y_max, turn_y, height = dataset.GetGeoTransform()
    if not is_metric(crs, centre_of(dataset)):
        raise InputError(
            tr("The raster {path} is not on a grid in metres. Reproject it, for example to the local UTM zone."),
            path=name,
        )
    if turn_x or turn_y or height >= 0 or abs(width + height) > 1e-6 * width:
        raise InputError(
            tr("The raster {path} is rotated or its cells are not square ({width} x {height} m). Warp it to square cells first."),
            path=name, width=round(width, 4), height=round(abs(height), 4),
        )
    return Grid(crs, x_min, y_max, width, dataset.RasterXSize, dataset.RasterYSize)


class RasterReader:
    """Windows of a raster as float32 arrays (bands, rows, columns), NaN where there is no value; scale and offset applied.

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
        self._nodata = [band.GetNoDataValue() for band in bands]
        self._scaling = [scaling_of(band) for band in bands]

    def __enter__(self) -> RasterReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._dataset = None

    @property
    def names(self) -> list[str]:
        """Names of the bands."""
        return [band.name for band in self.bands]

    def metadata(self, name: str) -> dict[str, str]:
        """Metadata items of a named band."""
        return dict(self._dataset.GetRasterBand(self.numbers([name])[0]).GetMetadata())

    def numbers(self, names: Sequence[str]) -> list[int]:
        """Band numbers (from 1) of band names.

        Raises:
            InputError: a name that the raster does not have.
        """
        missing = [name for name in names if name not in self.names]
        if missing:
            raise InputError(
                tr("The raster {path} has no band named {missing}; it has {names}. Build the feature stack with these features."),
                path=self.path, missing=", ".join(missing), names=", ".join(self.names),
            )
        return [self.names.index(name) + 1 for name in names]

    def read(self, window: Window, names: Sequence[str] | None = None) -> NDArray[np.float32]:
        """Values of a window, (bands, rows, columns) float32; NaN for nodata and outside the raster."""
        numbers = list(range(1, len(self.bands) + 1)) if names is None else self.numbers(names)
        values = np.full((len(numbers), *window.shape), np.nan, np.float32)
        inside = window.intersection(self.grid.window)
        if inside.is_empty:
            return values
        target = inside.relative_to(window).slices
        for index, number in enumerate(numbers):
            values[index][target] = self._read_band(number, inside)
        return values

    def _read_band(self, number: int, window: Window) -> NDArray[np.float32]:
        read = None
        with quiet(), contextlib.suppress(RuntimeError):
            read = self._dataset.GetRasterBand(number).ReadAsArray(window.column, window.row, window.columns, window.rows)
        if read is None:
            raise InputError(
                tr("Band {number} of {path} cannot be read: {reason}. The file may be damaged or moved."),
                number=number, path=self.path, reason=last_message(),
            )
        scaling = self._scaling[number - 1]
        values: NDArray[np.float32] = (read if scaling == AS_STORED else unscaled(read, scaling)).astype(np.float32)
        null = _as_stored(self._nodata[number - 1], read.dtype)
        if null is not None:
            values[read == null] = np.nan
        return values


def _as_stored(nodata: float | None, kind: np.dtype[Any]) -> np.generic | None:
    """A declared nodata value as a band of this kind stores it; None where no cell can hold it (-9999 in a byte)."""
    if nodata is None or np.isnan(nodata):
        return None
    if kind.kind in "iu":
        limits = np.iinfo(kind)
        if nodata != int(nodata) or not limits.min <= nodata <= limits.max:
            return None
    with np.errstate(over="ignore"):
        return kind.type(nodata)  # type: ignore[no-any-return]


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
                tr("Rasters are written as .tif, not as '{suffix}'. Choose another file name."), suffix=Path(self.path).suffix
            )
        self.grid = grid
        self._part = part_name(self.path)
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
        if status or complaint():
            raise cannot_write(self.path, complaint())

    def annotate(self, band: int, items: dict[str, str]) -> None:
        """Put items into a band's metadata, its statistics for example."""
        for key, value in items.items():
            self._dataset.GetRasterBand(band).SetMetadataItem(key, value)

    def colours(self, kinds: Sequence[int]) -> None:
        """Say what colour each band is, in GDAL's numbers (gdal.GCI_RedBand...)."""
        for number, kind in enumerate(kinds, start=1):
            self._dataset.GetRasterBand(number).SetColorInterpretation(kind)

    def finish(self) -> None:
        """Close, and give the file its name."""
        reason = ""
        with quiet():
            try:
                self._dataset.FlushCache()
            except RuntimeError as error:
                reason = str(error)
            self._dataset = None
            reason = reason or complaint()
        if reason:
            self.discard()
            raise cannot_write(self.path, reason)
        for stale in (self.path + ".aux.xml", self.path + ".ovr"):
            Path(stale).unlink(missing_ok=True)
        replace(self._part, self.path)

    def discard(self) -> None:
        """Leave nothing behind."""
        with quiet():
            self._dataset = None
        Path(self._part).unlink(missing_ok=True)


def _options() -> list[str]:
    choices = gdal.GetDriverByName("GTiff").GetMetadataItem("DMD_CREATIONOPTIONLIST") or ""
    compression = "ZSTD" if "ZSTD" in choices else "DEFLATE"
    options = [
        "TILED=YES", f"BLOCKXSIZE={BLOCK}", f"BLOCKYSIZE={BLOCK}", f"COMPRESS={compression}",
        "SPARSE_OK=TRUE", "BIGTIFF=IF_SAFER", "INTERLEAVE=BAND",
    ]
    options.append("ZSTD_LEVEL=1" if compression == "ZSTD" else "ZLEVEL=1")
    return options
