"""Bands of a raster, or arrays of MintPy's HDF5 files, as layers of cells: values, places, unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Window
from ..base.inputs import require_file
from ..base.translation import tr
from ..gis.apart import Layer, content_of, file_and_variable, is_hdf5, wants_own_process
from ..gis.cells import AS_STORED, Meaning, alpha_number, meaning_of, read_values, value_bands
from ..gis.crs import crs_name, horizontal_crs, is_geographic, same_crs, transform_points, utm_crs
from ..gis.place import crs_of, require_place, require_raster_place, same_longitudes, transform_of
from ..gis.raster_file import open_plainly, open_raster
from ..gis.raster_view import AS_IN_FILE, Meant
from .decimal_marks import number

HDF5_DRIVER = "HDF5"
_ENDS = {  # of the types of whole numbers
    gdal.GDT_Int16: (-(2.0**15), 2.0**15 - 1),
    gdal.GDT_UInt16: (2.0**16 - 1,),
    gdal.GDT_Int32: (-(2.0**31), 2.0**31 - 1),
    gdal.GDT_UInt32: (2.0**32 - 1,),
}


@dataclass(frozen=True)
class CellLayer:
    """One quantity on a grid of cells of any shape.

    Args:
        name: of the band or array.
        band: where the values are.
        dataset: keeps the band alive.
        transform: GDAL's six numbers.
        crs: of the cells.
        meaning: of the band's numbers.
        path: what messages call the file.
        unit: as the file spells it, or empty.
    """

    name: str
    band: gdal.Band
    dataset: gdal.Dataset
    transform: tuple[float, ...]
    crs: str
    meaning: Meaning
    path: str
    unit: str = ""

    @property
    def rows(self) -> int:
        """Rows of cells."""
        return int(self.band.YSize)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Least x and y, greatest x and y of the cells."""
        x, y = self.centres(np.array([0, 0, self.rows, self.rows]) - 0.5, np.array([0, self.band.XSize] * 2) - 0.5)
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def lies_as(self, other: CellLayer) -> bool:
        """Tell whether the cells are those of another layer."""
        same = (self.rows, self.band.XSize) == (other.rows, other.band.XSize) and same_crs(self.crs, other.crs)
        cell = max(abs(part) for part in (*self.transform[1:3], *self.transform[4:6]))
        return same and bool(np.abs(np.subtract(self.bounds, other.bounds)).max() < 0.01 * cell)

    @property
    def is_image(self) -> bool:
        """Tell whether the values are 8 bits without a scale, which no velocity is."""
        return bool(self.band.DataType == gdal.GDT_Byte and self.meaning.scaling == AS_STORED)

    def read(self, row: int, rows: int, column: int = 0, columns: int = 0) -> NDArray[np.float64]:
        """Values (rows, columns) float64, NaN where there is none; scale and offset applied. 0 columns: all.

        Raises:
            InputError: the file is cut short or damaged there.
        """
        window = Window(column, row, columns or self.band.XSize, rows)
        return read_values(self.band, window, self.meaning, self.path)

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
        inside = (columns >= 0) & (rows >= 0) & (columns < self.band.XSize) & (rows < self.band.YSize)
        if inside.any():
            columns, rows = columns[inside], rows[inside]
            left, top = int(columns.min()), int(rows.min())
            part = self.read(top, int(rows.max()) - top + 1, left, int(columns.max()) - left + 1)
            values[inside] = part[rows - top, columns - left]
        return values


def cell_layers(path: str, crs: str = "", meant: Meant = AS_IN_FILE) -> list[CellLayer]:
    """All layers of a raster file, without alpha bands.

    Args:
        path: of the file, or GDAL's name of a variable in one.
        crs: of a file that does not say.
        meant: what QGIS knows of MintPy's arrays, which have no view: a CRS, and nulls of the velocities.

    Raises:
        InputError: not a raster, no CRS, no place, or an HDF5 file that is not MintPy's or is in radar coordinates.
    """
    if is_hdf5(file_and_variable(path)[0]):
        return _arrays(path, crs, meant)
    require_file(file_and_variable(path)[0])
    if wants_own_process(path):
        copies = content_of(path).layers
        if not copies:
            raise InputError(tr("The raster {path} cannot be read. Check that it exists and is a raster."), path=path)
        return [one for copy in copies for one in _bands(open_plainly(copy.file, path), path, crs, copy)]
    return _bands(open_raster(path), path, crs)


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
        CellLayer(name, band, dataset, transform, known, _meaning(band, path, alpha), path, band.GetUnitType() or "")
        for name, band in zip(names, bands)
    ]


def _meaning(band: gdal.Band, path: str, alpha: int) -> Meaning:
    """What the numbers of a band mean; where they are scaled whole numbers, the ends of their type mean no value.

    Of unscaled numbers the reader of the targets finds those that stand for no value, and says so.
    """
    meaning = meaning_of(band, path, alpha)
    ends = _ENDS.get(band.DataType, ()) if meaning.scaling != AS_STORED else ()
    return replace(meaning, ranges=tuple((end, end) for end in ends))


def _arrays(path: str, crs: str, meant: Meant) -> list[CellLayer]:
    """Arrays in the root of MintPy's files, placed by the attributes X_FIRST, Y_FIRST, X_STEP, Y_STEP and EPSG."""
    if gdal.GetDriverByName(HDF5_DRIVER) is None:
        raise InputError(
            tr(
                "{path} is HDF5, which the GDAL of this QGIS cannot read. Save the velocity as GeoTIFF (MintPy: "
                "save_gdal.py)."
            ),
            path=path,
        )
    file, variable = file_and_variable(path)
    content = content_of(file, "arrays")
    transform, reference = _place(path, content.attributes, meant.crs or crs)
    if meant.crs and not same_crs(meant.crs, reference):
        raise InputError(
            tr(
                "The layer of {path} has the CRS {layer}, but its attributes say {file}. Set the layer's CRS to that, "
                "or correct the file."
            ),
            path=path,
            layer=crs_name(meant.crs),
            file=crs_name(reference),
        )
    declared = number(content.attributes.get("NO_DATA_VALUE", ""))
    unit = content.attributes.get("UNIT", "")
    layers = []
    for copy in content.layers:
        dataset = open_plainly(copy.file, path)
        band = dataset.GetRasterBand(1)
        meaning = meaning_of(band, path)
        meaning = meaning if np.isnan(declared) else replace(meaning, nodata=declared)
        if variable in ("", copy.name):
            meaning = replace(meaning, ranges=tuple(meant.nulls.get(1, ())))
        layers.append(CellLayer(copy.name, band, dataset, transform, reference, meaning, path, copy.unit or unit))
    if not layers:
        raise InputError(tr("The file {path} holds no array of rows and columns. Choose geo_velocity.h5."), path=path)
    for layer in layers:
        west, south, east, north = layer.bounds
        require_place(np.array([west, east]), np.array([south, north]), reference, path)
    return layers


def _place(path: str, attributes: dict[str, str], crs: str) -> tuple[tuple[float, ...], str]:
    """Transform and CRS from MintPy's attributes."""
    try:
        x, y, dx, dy = (_finite(attributes[key]) for key in ("X_FIRST", "Y_FIRST", "X_STEP", "Y_STEP"))
    except (KeyError, ValueError) as error:
        raise InputError(
            tr(
                "{path} has no X_FIRST, Y_FIRST, X_STEP and Y_STEP: it is in radar coordinates. Geocode it "
                "(MintPy: geocode.py)."
            ),
            path=path,
        ) from error
    transform = (x, dx, 0.0, y, 0.0, dy)
    if attributes.get("EPSG", "").isdigit():
        return transform, f"EPSG:{attributes['EPSG']}"
    zone = attributes.get("UTM_ZONE", "")
    if zone[:-1].isdigit() and zone[-1:] in "NS":
        return transform, utm_crs(int(zone[:-1]) * 6.0 - 183.0, 1.0 if zone[-1] == "N" else -1.0)
    if attributes.get("X_UNIT", "degrees").startswith("deg"):
        return transform, crs if crs and is_geographic(crs) else "EPSG:4326"
    if not crs:
        raise InputError(
            tr("{path} does not say its CRS: its attribute EPSG is missing. Set the CRS of the input."), path=path
        )
    return transform, horizontal_crs(crs)


def _finite(text: str) -> float:
    """A number.

    Raises:
        ValueError: it is none, or without end.
    """
    value = float(text)
    if not np.isfinite(value):
        raise ValueError(text)
    return value
