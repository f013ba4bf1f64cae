"""The cells that all interferograms of a stack share, and their values read onto these cells."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Window
from ..base.progress import Progress, track
from ..base.translation import tr
from ..gis.crs import crs_name, is_geographic, same_crs, transform_points
from ..gis.gdal_session import last_message, quiet
from ..gis.raster_file import open_raster
from .products import FlatGrid, Layer

Floats = NDArray[np.float64]
_OFF_LATTICE = 0.02  # of a cell: what files of one lattice may differ by
_LEAST_SHARED = 0.4  # of a file's cells that the stack has to share, else the file is of another frame
_EDGE = 1e-6  # of a cell: an extent along the edge of cells does not touch the next ones
_DEGREE_M = 111_320.0


@dataclass(frozen=True)
class Lattice:
    """Cells in rows and columns, north up.

    Args:
        crs: theirs.
        left, top: of the first cell's corner, in the CRS' unit.
        width, height: of a cell, positive.
        columns, rows: of cells.
    """

    crs: str
    left: float
    top: float
    width: float
    height: float
    columns: int
    rows: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.columns

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """GDAL's six numbers."""
        return self.left, self.width, 0.0, self.top, 0.0, -self.height

    @property
    def cell_m(self) -> tuple[float, float]:
        """Height and width of a cell on the ground, m."""
        if not is_geographic(self.crs):
            return self.height, self.width
        latitude = math.radians(self.top - self.height * self.rows / 2)
        return self.height * _DEGREE_M, self.width * _DEGREE_M * math.cos(latitude)

    def centres(self, row: NDArray[np.int64], column: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Coordinates (x, y) of the centres of cells."""
        return self.left + (column + 0.5) * self.width, self.top - (row + 0.5) * self.height

    def cell_at(self, x: float, y: float, crs: str) -> tuple[int, int] | None:
        """Row and column of a place in any CRS; None outside."""
        there = transform_points(np.array([x]), np.array([y]), crs, self.crs)
        column, row = (float(there[0][0]) - self.left) / self.width, (self.top - float(there[1][0])) / self.height
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return (int(row), int(column)) if inside else None

    def part(self, window: Window) -> Lattice:
        """The lattice of a window's cells."""
        left, top = self.left + window.column * self.width, self.top - window.row * self.height
        return Lattice(self.crs, left, top, self.width, self.height, window.columns, window.rows)

    def cut_to(self, bounds: tuple[float, float, float, float], crs: str) -> Lattice:
        """The part that a rectangle (west, south, east, north) in any CRS touches.

        Raises:
            InputError: it touches none.
        """
        west, south, east, north = bounds
        edge = np.linspace(0, 1, 11)
        x = np.concatenate([west + edge * (east - west)] * 2 + [np.full(11, west), np.full(11, east)])
        y = np.concatenate([np.full(11, south), np.full(11, north)] + [south + edge * (north - south)] * 2)
        x, y = transform_points(x, y, crs, self.crs)
        across, down = (x - self.left) / self.width, (self.top - y) / self.height
        column, right = math.floor(across.min() + _EDGE), math.ceil(across.max() - _EDGE)
        row, bottom = math.floor(down.min() + _EDGE), math.ceil(down.max() - _EDGE)
        window = Window(column, row, right - column, bottom - row).intersection(Window(0, 0, self.columns, self.rows))
        if window.is_empty:
            raise InputError(
                tr("The extent lies outside the interferograms. Choose one that overlaps with them, or none.")
            )
        return self.part(window)


def lattice_of(layer: Layer) -> Lattice:
    """Of one file.

    Raises:
        InputError: unreadable, no CRS, or rotated.
    """
    if layer.flat is not None:
        size, transform, crs = (layer.flat.columns, layer.flat.rows), layer.flat.transform, layer.crs
        _require_length(layer, layer.flat)
    else:
        dataset = open_raster(layer.path)
        size, transform = (dataset.RasterXSize, dataset.RasterYSize), dataset.GetGeoTransform()
        crs = dataset.GetProjection()
        if not crs or crs.startswith(("LOCAL_CS", "ENGCRS")):  # of a header that does not say
            crs = layer.crs
    if not crs:
        raise InputError(tr("The raster {path} has no CRS. Assign its CRS first."), path=layer.path)
    left, width, turn_x, top, turn_y, height = transform
    if turn_x or turn_y or height >= 0 or width <= 0:
        raise InputError(
            tr("The raster {path} is rotated or begins with its southernmost row. Warp it first."), path=layer.path
        )
    return Lattice(crs, left, top, width, -height, *size)


def _require_length(layer: Layer, flat: FlatGrid) -> None:
    found = gdal.VSIStatL(layer.path)
    wanted = 4 * flat.columns * flat.rows
    if found is None or found.size != wanted:
        raise InputError(
            tr(
                "{name} has {size} bytes; {columns} x {rows} cells of four bytes are {wanted}. Check the "
                "parameter file of the elevation model."
            ),
            name=layer.name,
            size=found.size if found else 0,
            columns=flat.columns,
            rows=flat.rows,
            wanted=wanted,
        )


def common_lattice(layers: Sequence[Layer], progress: Progress) -> tuple[Lattice, dict[int, str]]:
    """Cells that all readable files share, opened one at a time, and why the others cannot be read.

    Raises:
        InputError: none can be read; another CRS, cell size or lattice; a file that shares too little.
    """
    found: dict[int, Lattice] = {}
    broken: dict[int, str] = {}
    for number in track(range(len(layers)), progress):
        try:
            found[number] = lattice_of(layers[number])
        except InputError as error:
            broken[number] = str(error)
    if not found:
        raise InputError(
            tr("None of the {count} files can be read. The first: {reason}"), count=len(layers), reason=broken[0]
        )
    first = next(iter(found.values()))
    for number, each in found.items():
        _require_alike(layers[number], each, first)
    boxes = np.array([_box(each, first) for each in found.values()])
    left, top = boxes[:, :2].max(0)
    right, bottom = boxes[:, 2:].min(0)
    if right > left and bottom > top:
        sizes = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        shared = (right - left) * (bottom - top) / np.median(sizes)
    else:
        shared = 0.0
    if shared < _LEAST_SHARED:
        middle = np.median(boxes, axis=0)
        odd = int(np.argmax(np.abs(boxes - middle).max(1)))
        raise InputError(
            tr(
                "{name} lies elsewhere: all files together share only {share} of their ground. Leave out "
                "files of other frames."
            ),
            name=layers[list(found)[odd]].name,
            share=f"{shared:.0%}",
        )
    return first.part(Window(int(left), int(top), int(right - left), int(bottom - top))), broken


def _require_alike(layer: Layer, lattice: Lattice, first: Lattice) -> None:
    if lattice.crs != first.crs and not same_crs(lattice.crs, first.crs):
        raise InputError(
            tr("{name} is in {other}, the first file in {crs}. Put interferograms of one zone into the folder."),
            name=layer.name,
            other=crs_name(lattice.crs),
            crs=crs_name(first.crs),
        )
    pairs = ((lattice.width, first.width, lattice.columns), (lattice.height, first.height, lattice.rows))
    if any(abs(one - other) * cells > 0.5 * _OFF_LATTICE * other * 10 for one, other, cells in pairs):
        raise InputError(
            tr(
                "{name} has cells of {other}, the first file of {size}. Put interferograms of one cell size"
                " into the folder."
            ),
            name=layer.name,
            other=f"{lattice.width:.10g} x {lattice.height:.10g}",
            size=f"{first.width:.10g} x {first.height:.10g}",
        )
    for off in ((lattice.left - first.left) / first.width, (lattice.top - first.top) / first.height):
        if abs(off - round(off)) > _OFF_LATTICE:
            raise InputError(
                tr(
                    "{name} is shifted by {off} of a cell against the first file. Warp it onto the cells of the others."
                ),
                name=layer.name,
                off=f"{abs(off - round(off)):.2f}",
            )


def _box(lattice: Lattice, first: Lattice) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in cells of the first lattice."""
    left, top = round((lattice.left - first.left) / first.width), round((first.top - lattice.top) / first.height)
    return left, top, left + lattice.columns, top + lattice.rows


def read_layer(layer: Layer, lattice: Lattice) -> NDArray[np.float32]:
    """Values of a file on the lattice (rows, columns) float32; NaN: no value. Complex values become their angle.

    Raises:
        InputError: it cannot be read.
    """
    box = _box(lattice_of(layer), lattice)
    window = Window(0, 0, lattice.columns, lattice.rows)
    inside = Window(box[0], box[1], box[2] - box[0], box[3] - box[1]).intersection(window)
    values = np.full(lattice.shape, np.nan, np.float32)
    if inside.is_empty:
        return values
    start = inside.row - box[1], inside.column - box[0]
    read = _read_flat(layer, start, inside.shape) if layer.flat else _read_raster(layer, start, inside.shape)
    values[inside.slices] = read
    return values


def _read_flat(layer: Layer, start: tuple[int, int], shape: tuple[int, int]) -> NDArray[np.float32]:
    columns = layer.flat.columns if layer.flat else 0
    with quiet():
        file = gdal.VSIFOpenL(layer.path, "rb")
        try:
            gdal.VSIFSeekL(file, 4 * columns * start[0], 0)
            raw = gdal.VSIFReadL(1, 4 * columns * shape[0], file)
        finally:
            gdal.VSIFCloseL(file)
    values = np.frombuffer(bytes(raw), ">f4").reshape(shape[0], columns)[:, start[1] : start[1] + shape[1]]
    values = values.astype(np.float32)
    if not layer.declared:
        values[values == 0] = np.nan
    return values


def _read_raster(layer: Layer, start: tuple[int, int], shape: tuple[int, int]) -> NDArray[np.float32]:
    dataset = open_raster(layer.path)
    band = dataset.GetRasterBand(min(layer.band, dataset.RasterCount) or dataset.RasterCount)
    raw = None
    with quiet():
        with contextlib.suppress(RuntimeError):
            raw = band.ReadAsArray(start[1], start[0], shape[1], shape[0])
        reason = last_message()
    if raw is None:
        raise InputError(tr("{name} cannot be read: {reason}."), name=layer.name, reason=reason.rstrip("."))
    nodata = band.GetNoDataValue()
    real = np.angle(raw) if np.iscomplexobj(raw) else raw
    values: NDArray[np.float32] = real.astype(np.float32)
    if not layer.declared:
        values[raw == 0] = np.nan
    if nodata is not None and not np.isnan(nodata) and (nodata != 0 or layer.declared):
        with np.errstate(over="ignore", invalid="ignore"):
            values[raw == np.asarray(nodata).astype(raw.dtype)] = np.nan
    endless = np.isinf(values)
    if endless.any():
        values[endless] = np.nan
    return values


def read_coherence(layer: Layer, lattice: Lattice) -> NDArray[np.float32]:
    """Coherence 0 to 1 (rows, columns); a file of 0 to 255 is scaled.

    0: no value, which is what incoherent ground gets.
    """
    values: NDArray[np.float32] = read_layer(layer, lattice)
    values[np.isnan(values)] = 0
    if float(values.max(initial=0.0)) > 1.5:
        values /= np.float32(255)
    return values


def read_elsewhere(layer: Layer, lattice: Lattice, row: NDArray[np.int64], column: NDArray[np.int64]) -> Floats:
    """Values (n,) of a file on any cells and in any CRS at the centres of cells of the lattice; NaN outside."""
    own = lattice_of(layer)
    x, y = lattice.centres(row, column)
    if own.crs != lattice.crs and not same_crs(own.crs, lattice.crs):
        x, y = transform_points(x, y, lattice.crs, own.crs)
    across, down = (x - own.left) / own.width, (own.top - y) / own.height
    inside = (across >= 0) & (down >= 0) & (across < own.columns) & (down < own.rows)
    found = np.full(len(x), np.nan)
    if inside.any():
        box = Window(
            int(across[inside].min()),
            int(down[inside].min()),
            int(across[inside].max()) - int(across[inside].min()) + 1,
            int(down[inside].max()) - int(down[inside].min()) + 1,
        )
        values = read_layer(layer, own.part(box))
        found[inside] = values[down[inside].astype(int) - box.row, across[inside].astype(int) - box.column]
    return found
