"""Bands of a raster, or arrays of MintPy's HDF5 files, as layers of cells: values, places, unit."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.translation import tr
from ..gis.band_scale import scaling_of, unscaled
from ..gis.cells import read_cells
from ..gis.crs import spatial_reference, transform_points, utm_crs
from ..gis.gdal_session import quiet
from .decimal_marks import number

_HDF5 = b"\x89HDF\r\n\x1a\n"
HDF5_DRIVER = "HDF5"


@dataclass(frozen=True)
class CellLayer:
    """One quantity on a grid of cells of any shape.

    Args:
        name: of the band or array.
        band: where the values are.
        dataset: keeps the band alive.
        transform: GDAL's six numbers.
        crs: of the cells.
        unit: as the file spells it, or empty.
        nodata: declared elsewhere than in the band.
    """

    name: str
    band: gdal.Band
    dataset: gdal.Dataset
    transform: tuple[float, ...]
    crs: str
    unit: str = ""
    nodata: float | None = None

    @property
    def rows(self) -> int:
        """Rows of cells."""
        return int(self.band.YSize)

    @property
    def is_image(self) -> bool:
        """Tell whether the values are 8 bits without a scale, which no velocity is."""
        return bool(self.band.DataType == gdal.GDT_Byte and scaling_of(self.band)[0] == 1.0)

    def read(self, row: int, rows: int, column: int = 0, columns: int = 0) -> NDArray[np.float64]:
        """Values (rows, columns) float64, NaN for declared nodata; scale and offset applied. 0 columns: all."""
        path = self.dataset.GetDescription() or self.name
        values = read_cells(self.band, path, (column, row, columns or self.band.XSize, rows))
        made = unscaled(values, scaling_of(self.band))
        nodata = self.band.GetNoDataValue() if self.nodata is None else self.nodata
        if nodata is not None and not np.isnan(nodata):
            with np.errstate(over="ignore", invalid="ignore"):
                made[values == np.asarray(nodata).astype(values.dtype)] = np.nan
        return made

    def centres(
        self, rows: NDArray[np.int64], columns: NDArray[np.int64]
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


def cell_layers(path: str, crs: str = "") -> list[CellLayer]:
    """All layers of a raster file.

    Args:
        path: of the file.
        crs: of a file that does not say.

    Raises:
        InputError: not a raster, no CRS, or an HDF5 file that is not MintPy's or is in radar coordinates.
    """
    if is_hdf5(path):
        return _arrays(path, crs)
    dataset = None
    with quiet(), contextlib.suppress(RuntimeError):
        dataset = gdal.OpenEx(path, gdal.OF_RASTER)
    if dataset is None or not dataset.RasterCount:
        raise InputError(tr("The raster {path} cannot be read. Check that it exists and is a raster."), path=path)
    known = dataset.GetProjection() or crs
    if not known:
        raise InputError(
            tr("The raster {path} has no CRS. Assign its CRS first, or set the CRS of the input."), path=path
        )
    bands = [dataset.GetRasterBand(i + 1) for i in range(dataset.RasterCount)]
    names = [band.GetDescription() or f"band {i}" for i, band in enumerate(bands, start=1)]
    return [
        CellLayer(name, band, dataset, dataset.GetGeoTransform(), known, band.GetUnitType() or "")
        for name, band in zip(names, bands)
    ]


def is_hdf5(path: str) -> bool:
    """Tell whether a file is HDF5, but not NetCDF, by its first bytes and its ending."""
    if Path(path).suffix.lower() in (".nc", ".grd") or not Path(path).is_file():
        return False
    with open(path, "rb") as file:
        return file.read(len(_HDF5)) == _HDF5


def _arrays(path: str, crs: str) -> list[CellLayer]:
    """Arrays in the root of MintPy's files, placed by the attributes X_FIRST, Y_FIRST, X_STEP, Y_STEP and EPSG."""
    if gdal.GetDriverByName(HDF5_DRIVER) is None:
        raise InputError(
            tr(
                "{path} is HDF5, which the GDAL of this QGIS cannot read. Save the velocity as GeoTIFF (MintPy: "
                "save_gdal.py)."
            ),
            path=path,
        )
    dataset = None
    with (
        quiet(),
        contextlib.suppress(RuntimeError),
    ):  # the multidimensional side: the other one does not see masks (booleans)
        dataset = gdal.OpenEx(path, gdal.OF_MULTIDIM_RASTER, allowed_drivers=[HDF5_DRIVER])
    if dataset is None:
        raise InputError(tr("The file {path} cannot be read as HDF5. Check that it is complete."), path=path)
    root = dataset.GetRootGroup()
    attributes = {attribute.GetName(): str(attribute.Read()) for attribute in root.GetAttributes()}
    transform, reference = _place(path, attributes, crs)
    declared = number(attributes.get("NO_DATA_VALUE", ""))
    nodata = None if np.isnan(declared) else declared
    layers = []
    for name in root.GetMDArrayNames():
        array = root.OpenMDArray(name)
        if array.GetDimensionCount() == 2:
            flat = array.AsClassicDataset(1, 0)
            unit = attributes.get("UNIT", "")
            layers.append(CellLayer(name, flat.GetRasterBand(1), flat, transform, reference, unit, nodata))
    if not layers:
        raise InputError(tr("The file {path} holds no array of rows and columns. Choose geo_velocity.h5."), path=path)
    return layers


def _place(path: str, attributes: dict[str, str], crs: str) -> tuple[tuple[float, ...], str]:
    """Transform and CRS from MintPy's attributes."""
    try:
        x, y, dx, dy = (float(attributes[key]) for key in ("X_FIRST", "Y_FIRST", "X_STEP", "Y_STEP"))
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
        return transform, "EPSG:4326"
    if not crs:
        raise InputError(
            tr("{path} does not say its CRS: its attribute EPSG is missing. Set the CRS of the input."), path=path
        )
    return transform, spatial_reference(crs).ExportToWkt()
