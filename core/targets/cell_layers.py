"""Bands of a raster, or arrays of NetCDF and HDF5 files, as layers of cells: values, places, unit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Window
from ..base.translation import tr
from ..files.inputs import require_file
from ..gis.array_process import Layer, content_of, file_and_variable, holds_arrays, wants_own_process
from ..gis.cells import AS_STORED, Meaning, alpha_number, meaning_of, read_values, value_bands
from ..gis.crs import same_crs, transform_points
from ..gis.place import crs_of, require_place, require_raster_place, same_longitudes, transform_of
from ..gis.raster_file import open_plainly, open_raster
from ..products.array_files import Array, ArrayFile, can_read_arrays
from ..products.lattices import Lattice, lattice_of, oriented
from .fields import find_field

_ENDS = {  # of the types of whole numbers
    gdal.GDT_Int16: (-(2.0**15), 2.0**15 - 1),
    gdal.GDT_UInt16: (2.0**16 - 1,),
    gdal.GDT_Int32: (-(2.0**31), 2.0**31 - 1),
    gdal.GDT_UInt32: (2.0**32 - 1,),
}


@dataclass(frozen=True)
class CellLayer(ABC):
    """One quantity on a grid of cells of any shape.

    Args:
        name: of the band or array.
        transform: GDAL's six numbers.
        crs: of the cells.
        path: what messages call the file.
        unit: as the file spells it, or empty.
    """

    name: str
    transform: tuple[float, ...]
    crs: str
    path: str
    unit: str

    @property
    @abstractmethod
    def rows(self) -> int:
        """Rows of cells."""

    @property
    @abstractmethod
    def columns(self) -> int:
        """Columns of cells."""

    @property
    @abstractmethod
    def is_image(self) -> bool:
        """Tell whether the values are a picture and not a velocity."""

    @abstractmethod
    def read(self, row: int, rows: int, column: int = 0, columns: int = 0) -> NDArray[np.float64]:
        """Values (rows, columns) float64, NaN where there is none; scale and offset applied. 0 columns: all.

        Raises:
            InputError: the file is cut short or damaged there.
        """

    @property
    def tags(self) -> Mapping[str, object]:
        """What the file says of itself."""
        return {}

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Least x and y, greatest x and y of the cells."""
        x, y = self.centres(np.array([0, 0, self.rows, self.rows]) - 0.5, np.array([0, self.columns] * 2) - 0.5)
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def lies_as(self, other: CellLayer) -> bool:
        """Tell whether the cells are those of another layer."""
        same = (self.rows, self.columns) == (other.rows, other.columns) and same_crs(self.crs, other.crs)
        cell = max(abs(part) for part in (*self.transform[1:3], *self.transform[4:6]))
        return same and bool(np.abs(np.subtract(self.bounds, other.bounds)).max() < 0.01 * cell)

    def centres(
        self, rows: NDArray[np.int64] | NDArray[np.float64], columns: NDArray[np.int64] | NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Coordinates (x, y) of the centres of cells."""
        x, dx, turn_x, y, turn_y, dy = self.transform
        across, down = columns + 0.5, rows + 0.5
        return x + across * dx + down * turn_x, y + across * turn_y + down * dy

    def at(self, x: NDArray[np.float64], y: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
        """Values (n,) of the cells that hold places (n,) in another CRS; NaN outside.

        Args:
            x, y: places that lie near one another: the rectangle around them is read at once.
            crs: theirs.
        """
        values = np.full(len(x), np.nan)
        x, y = transform_points(x, y, crs, self.crs)
        west, _, east, _ = self.bounds
        x = same_longitudes(x, self.crs, west, east)
        origin_x, dx, turn_x, origin_y, turn_y, dy = self.transform
        across, down = np.linalg.solve([[dx, turn_x], [turn_y, dy]], np.stack([x - origin_x, y - origin_y]))
        columns, rows = np.floor(across).astype(np.int64), np.floor(down).astype(np.int64)
        inside = (columns >= 0) & (rows >= 0) & (columns < self.columns) & (rows < self.rows)
        if inside.any():
            columns, rows = columns[inside], rows[inside]
            left, top = int(columns.min()), int(rows.min())
            part = self.read(top, int(rows.max()) - top + 1, left, int(columns.max()) - left + 1)
            values[inside] = part[rows - top, columns - left]
        return values


@dataclass(frozen=True)
class BandLayer(CellLayer):
    """A band of a raster; the dataset keeps it alive."""

    band: gdal.Band
    dataset: gdal.Dataset
    meaning: Meaning

    @property
    def tags(self) -> Mapping[str, object]:
        """See CellLayer."""
        found: Mapping[str, object] = self.dataset.GetMetadata()
        return found

    @property
    def rows(self) -> int:
        """See CellLayer."""
        return int(self.band.YSize)

    @property
    def columns(self) -> int:
        """See CellLayer."""
        return int(self.band.XSize)

    @property
    def is_image(self) -> bool:
        """See CellLayer: 8 bits without a scale, or colours."""
        is_byte = self.band.DataType == gdal.GDT_Byte and self.meaning.scaling == AS_STORED
        return bool(is_byte or self.band.GetColorTable() is not None)

    def read(self, row: int, rows: int, column: int = 0, columns: int = 0) -> NDArray[np.float64]:
        """See CellLayer."""
        window = Window(column, row, columns or self.columns, rows)
        return read_values(self.band, window, self.meaning, self.path)


@dataclass(frozen=True)
class ArrayLayer(CellLayer):
    """An array of a NetCDF or HDF5 file; dimensions beside rows and columns have one value."""

    file: ArrayFile
    array: Array
    lattice: Lattice
    nulls: tuple[tuple[float, float], ...] = ()  # ranges of values that mean none, set in QGIS

    @property
    def tags(self) -> Mapping[str, object]:
        """See CellLayer."""
        return self.file.all_attributes

    @property
    def rows(self) -> int:
        """See CellLayer."""
        return self.lattice.rows

    @property
    def columns(self) -> int:
        """See CellLayer."""
        return self.lattice.columns

    @property
    def is_image(self) -> bool:
        """8 bits without a scale."""
        return self.array.is_byte and self.array.scale is None

    def read(self, row: int, rows: int, column: int = 0, columns: int = 0) -> NDArray[np.float64]:
        """See CellLayer."""
        values = self.block(row, rows, column, columns).reshape(rows, columns or self.columns)
        for low, high in self.nulls:
            values[(values >= low) & (values <= high)] = np.nan
        return values

    def block(self, row: int, rows: int, column: int = 0, columns: int = 0) -> NDArray[np.float64]:
        """The same of all values of the other dimensions (..., rows, columns)."""
        start, count = [0] * len(self.array.shape), list(self.array.shape)
        place, columns = self.lattice, columns or self.columns
        start[place.row_axis] = self.rows - row - rows if place.rows_turned else row
        start[place.column_axis] = self.columns - column - columns if place.columns_turned else column
        count[place.row_axis], count[place.column_axis] = rows, columns
        return oriented(self.file.read(self.array, start, count), place)


def cell_layers(path: str, crs: str = "") -> list[CellLayer]:
    """All layers of a raster file, without alpha bands.

    Args:
        path: of the file, or GDAL's name of a variable in one.
        crs: of a file that does not say.

    Raises:
        InputError: not a raster, no CRS, no place, or an array in radar coordinates.
    """
    file = file_and_variable(path)[0]
    require_file(file)
    if holds_arrays(file):
        return list(array_layers(path, crs))
    if wants_own_process(path):
        copies = content_of(path).layers
        if not copies:
            raise InputError(tr("The raster {path} cannot be read. Check that it exists and is a raster."), path=path)
        return [one for copy in copies for one in _bands(open_plainly(copy.file, path), path, crs, copy)]
    return _bands(open_raster(path), path, crs)


def array_layers(path: str, crs: str = "", times: bool = False) -> list[ArrayLayer]:
    """Arrays of rows and columns in a NetCDF or HDF5 file that lie as the one that is meant, which comes first.

    Args:
        path: of the file, or GDAL's name of a variable in one.
        crs: of a file that does not say.
        times: arrays of rows, columns and times instead.

    Raises:
        InputError: no such array, or it has no place.
    """
    name, variable = file_and_variable(path)
    if not can_read_arrays():
        raise InputError(
            tr(
                "{path} is NetCDF or HDF5, which the GDAL of this QGIS cannot read. Save the velocity as GeoTIFF "
                "(MintPy: save_gdal.py)."
            ),
            path=path,
        )
    file = ArrayFile(name)
    arrays = [one for one in file.arrays if one.is_number and _has_times(one) is times]
    chosen = file.array(variable) if variable else None
    first = chosen if chosen in arrays else _meant(arrays)
    if first is None:
        if times:
            return []
        raise InputError(tr("The file {path} holds no array of rows and columns. Choose geo_velocity.h5."), path=path)
    unit = str(file.attributes.get("UNIT", ""))
    made: list[ArrayLayer] = []
    for one in [first, *(each for each in arrays if each is not first)]:
        try:
            place = lattice_of(file, one, crs)
        except InputError:
            if not made:
                raise
            continue
        said = one.unit or str(one.attributes.get("UNIT", one.attributes.get("units", ""))) or unit
        layer = ArrayLayer(one.short, place.transform, place.crs, path, said, file, one, place)
        if not made:
            west, south, east, north = layer.bounds
            require_place(np.array([west, east]), np.array([south, north]), place.crs, path)
        if not made or (layer.lies_as(made[0]) and layer.name not in [each.name for each in made]):
            made.append(layer)
    return made


def _has_times(array: Array) -> bool | None:
    """Tell whether an array has a third dimension of several values; None where it has no rows and columns."""
    if len(array.shape) == 3 and min(array.shape) > 1:
        return True
    return False if len(array.shape) >= 2 and sorted(array.shape)[:-2] in ([], [1], [1, 1]) else None


def _meant(arrays: Sequence[Array]) -> Array | None:
    """The array of velocities, else the first; None where there are no arrays."""
    named = find_field("velocity", [one.short for one in arrays])
    return next((one for one in arrays if one.short == named), next(iter(arrays), None))


def _bands(dataset: gdal.Dataset, path: str, crs: str, copied: Layer | None = None) -> list[CellLayer]:
    """The bands of an open raster; the one band of a copied variable has its name."""
    known = crs_of(dataset) or crs
    if not known:
        raise InputError(
            tr("The raster {path} has no CRS. Assign its CRS first, or set the CRS of the input."), path=path
        )
    require_raster_place(dataset, path, known)
    transform, bands = transform_of(dataset, path), value_bands(dataset)
    names = [band.GetDescription() or f"band {i}" for i, band in enumerate(bands, start=1)]
    if copied is not None and len(bands) == 1:
        names = [copied.name]
    alpha = alpha_number(dataset)
    return [
        BandLayer(name, transform, known, path, _unit(dataset, band), band, dataset, _meaning(band, path, alpha))
        for name, band in zip(names, bands)
    ]


def _meaning(band: gdal.Band, path: str, alpha: int) -> Meaning:
    """What the numbers of a band mean; where they are scaled whole numbers, the ends of their type mean no value.

    Of unscaled numbers the reader of the targets finds those that stand for no value, and says so.
    """
    meaning = meaning_of(band, path, alpha)
    ends = _ENDS.get(band.DataType, ()) if meaning.scaling != AS_STORED else ()
    return replace(meaning, ranges=tuple((end, end) for end in ends))


def _unit(dataset: gdal.Dataset, band: gdal.Band) -> str:
    """Unit of a band: its own, or a tag of the band or of the file."""
    tags = [*band.GetMetadata().items(), *dataset.GetMetadata().items()]
    tagged = [text for name, text in tags if name.lower() in ("unit", "units", "unittype", "unit_type")]
    return band.GetUnitType() or next(iter(tagged), "")
