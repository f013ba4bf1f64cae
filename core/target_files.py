"""Files of coherent targets as sources: text tables, point layers of any OGR format, velocity rasters."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from .band_scale import scaling_of, unscaled
from .decimal_marks import column_numbers
from .errors import InputError, tr
from .progress import Progress, check_cancelled

Columns = dict[str, NDArray[np.float64]]
TABLES = {".csv", ".txt", ".tsv", ".dat", ".xy", ".xyz"}
_STRIP = 256  # rows of a raster that are read at once
_EVERY = 20_000  # features between two looks at the cancel button


@dataclass(frozen=True)
class RawPoints:
    """What a source holds: x, y (n,) float64 in `crs`; columns name -> (n,) float64, NaN for null."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    crs: str
    columns: Columns = field(default_factory=dict)


class TargetSource(Protocol):
    """Anything that targets can be read from: a file here, a layer of the project in `algorithms`."""

    @property
    def name(self) -> str:
        """What messages call it."""

    def fields(self) -> list[str]:
        """Names of its columns."""

    def read(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """Positions and these columns, as numbers."""


@dataclass(frozen=True)
class Position:
    """Where the coordinates of a text table are, and in which CRS; empty: found by name."""

    x_field: str = ""
    y_field: str = ""
    crs: str = ""


def open_source(path: str, position: Position = Position()) -> TargetSource:
    """Source for a file of any format that is read.

    Raises:
        InputError: no such file, or neither a table nor a point layer nor a raster.
    """
    from .target_table import TableSource

    file = path.split("|", maxsplit=1)[0]
    if not Path(file).exists() and not file.startswith("/vsi"):
        raise InputError(tr("The file {path} does not exist. Choose an existing file of targets."), path=file)
    if Path(file).is_dir() and not file.lower().endswith(".gdb"):
        raise InputError(tr("{path} is a folder. Choose a file of targets."), path=file)
    if Path(file).suffix.lower() in TABLES:
        return TableSource(file, position)
    dataset = _open(file)
    if dataset is not None and dataset.GetLayerCount():
        return LayerFileSource(path)
    if dataset is not None and dataset.RasterCount:
        return RasterSource(file)
    raise InputError(
        tr("The file {path} cannot be read as targets. Choose a text table, a point layer or a velocity raster."), path=file
    )


def _open(path: str) -> gdal.Dataset | None:
    with _quiet():
        try:
            return gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_RASTER)
        except RuntimeError:
            return None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


class LayerFileSource:
    """A point layer of a shapefile, GeoPackage or any other format of OGR.

    Args:
        path: the file, with `|layername=NAME` where it is not the first point layer.
    """

    def __init__(self, path: str) -> None:
        self.path, _, options = path.partition("|")
        self._dataset = _open(self.path)
        wanted = options.partition("layername=")[2].split("|")[0]
        layers = [self._dataset.GetLayer(i) for i in range(self._dataset.GetLayerCount())]  # type: ignore[union-attr]
        points = [layer for layer in layers if ogr.GT_Flatten(layer.GetGeomType()) in (ogr.wkbPoint, ogr.wkbMultiPoint)]
        chosen = [layer for layer in layers if layer.GetName() == wanted] or points
        if not chosen:
            raise InputError(
                tr("The file {path} holds no point layer; it holds {layers}. Choose a file of points."),
                path=self.path, layers=", ".join(layer.GetName() for layer in layers) or "nothing",
            )  # fmt: skip
        self._layer = chosen[0]

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.path).name

    def fields(self) -> list[str]:
        """Names of the layer's fields."""
        definition = self._layer.GetLayerDefn()
        return [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]

    def read(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """See TargetSource.

        Raises:
            InputError: the layer has no CRS, or text whose decimal mark is not clear.
        """
        reference = self._layer.GetSpatialRef()
        if reference is None:
            raise InputError(tr("The layer of targets {path} has no CRS. Set the layer's CRS first."), path=self.path)
        definition = self._layer.GetLayerDefn()
        numbers = [definition.GetFieldIndex(name) for name in fields]
        self._layer.SetIgnoredFields([name for name in self.fields() if name not in fields])
        places: list[tuple[float, float]] = []
        cells: list[list[object]] = [[] for _ in fields]
        with _quiet():
            for count, feature in enumerate(self._layer):
                if count % _EVERY == 0:
                    check_cancelled(progress)
                vertices = _vertices(feature.GetGeometryRef())
                places.extend(vertices)
                for column, i in zip(cells, numbers):
                    column.extend([_cell(feature, i)] * len(vertices))
        self._layer.SetIgnoredFields([])
        table = np.array(places, np.float64).reshape(len(places), 2)
        columns = column_numbers(dict(zip(fields, cells)), self.name)
        return RawPoints(table[:, 0].copy(), table[:, 1].copy(), reference.ExportToWkt(), columns)


def _cell(feature: ogr.Feature, index: int) -> float | str:
    """A number from a field of numbers, else the text of the field; NaN for null."""
    if not feature.IsFieldSetAndNotNull(index):
        return float("nan")
    if feature.GetFieldType(index) in (ogr.OFTInteger, ogr.OFTInteger64, ogr.OFTReal):
        return float(feature.GetFieldAsDouble(index))
    return str(feature.GetFieldAsString(index))


def _vertices(geometry: ogr.Geometry | None) -> list[tuple[float, float]]:
    if geometry is None or geometry.IsEmpty():
        return []
    parts = [geometry.GetGeometryRef(i) for i in range(geometry.GetGeometryCount())] or [geometry]
    return [(part.GetX(), part.GetY()) for part in parts]


class RasterSource:
    """A raster of velocities: one target at the centre of each cell of the first band that has a value."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._dataset = _open(path)

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.path).name

    def fields(self) -> list[str]:
        """The first band, under the name of a velocity."""
        return ["velocity"]

    def read(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """See TargetSource. 0 counts as a value unless it is declared as nodata; a declared scale and offset are applied.

        Raises:
            InputError: the raster has no CRS, or is an image of 8 bits.
        """
        dataset = self._dataset
        if not dataset.GetProjection():  # type: ignore[union-attr]
            raise InputError(tr("The raster {path} has no CRS. Assign its CRS first."), path=self.path)
        band = dataset.GetRasterBand(1)  # type: ignore[union-attr]
        scaling = scaling_of(band)
        if band.DataType == gdal.GDT_Byte and scaling[0] == 1.0:
            raise InputError(tr("The raster {path} is an image of 8 bits. Choose a raster of velocities."), path=self.path)
        origin_x, width, turn_x, origin_y, turn_y, height = dataset.GetGeoTransform()  # type: ignore[union-attr]
        parts = []
        for row in range(0, band.YSize, _STRIP):
            check_cancelled(progress)
            values = band.ReadAsArray(0, row, band.XSize, min(_STRIP, band.YSize - row))
            valid = np.isfinite(values)
            nodata = band.GetNoDataValue()
            if nodata is not None and not np.isnan(nodata):
                valid &= values != np.asarray(nodata).astype(values.dtype)
            rows, columns = np.nonzero(valid)
            x, y = columns + 0.5, rows + row + 0.5
            parts.append(
                (origin_x + x * width + y * turn_x, origin_y + x * turn_y + y * height, unscaled(values[valid], scaling))
            )
        x, y, velocity = (np.concatenate(part) for part in zip(*parts))
        return RawPoints(x, y, dataset.GetProjection(), dict.fromkeys(fields, velocity))  # type: ignore[union-attr]
