"""Small sound files of every format that Slipline reads: what the fuzzer spoils."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

COUNT = 40
CRS = "EPSG:32613"
_RANDOM = np.random.default_rng(3)
X, Y = 500000 + _RANDOM.uniform(0, 900, COUNT), 4200000 + _RANDOM.uniform(0, 900, COUNT)
VELOCITY = _RANDOM.normal(-3, 4, COUNT).round(3)
COHERENCE = _RANDOM.uniform(0.75, 1.0, COUNT).round(3)
NORTH_WEST = (500000.0, 4200900.0)
TABLES = ("table.csv", "commas.csv", "blanks.txt", "tabs.tsv")
_FIELDS_OF_KML = gdal.GetDriverByName("LIBKML") is not None  # the driver KML knows names and descriptions alone
LAYERS = (
    *("points.shp", "points.gpkg", "points.geojson", "points.fgb"),
    *(("points.kml",) if _FIELDS_OF_KML else ()),
    *("points.gml", "points.sqlite"),
)
RASTERS = ("velocity.tif", "image.tif", "dem.tif", "map.vrt", "grid.nc", "geo_velocity.h5")
MODELS = ("model.safetensors",)
KINDS = (*TABLES, *LAYERS, *RASTERS, *MODELS)


def make(folder: Path) -> dict[str, list[Path]]:
    """All seeds: name -> the files that belong to it."""
    for name in TABLES:
        (folder / name).write_text(table(name), encoding="utf-8")
    for name in LAYERS:
        _layer(folder / name)
    _rasters(folder)
    _model(folder / "model.safetensors")
    return {name: _parts(folder, name) for name in KINDS}


def _parts(folder: Path, name: str) -> list[Path]:
    """The files of a seed: a shapefile has several."""
    if name.endswith(".shp"):
        return [folder / f"points{suffix}" for suffix in (".shp", ".shx", ".dbf", ".prj")]
    return [folder / name]


def table(name: str, change: Callable[[str], str] = lambda text: text) -> str:
    """A text table of the targets; `change` is applied to each number."""
    between = {"commas.csv": ";", "blanks.txt": "  ", "tabs.tsv": "\t"}.get(name, ",")
    rows = [["x", "y", "vel", "coherence"]]
    for numbers in zip(X, Y, VELOCITY, COHERENCE):
        cells = [change(f"{number:.3f}") for number in numbers]
        rows.append([cell.replace(".", ",") for cell in cells] if name == "commas.csv" else cells)
    return "".join(between.join(row) + "\n" for row in rows)


def _reference(code: str) -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.SetFromUserInput(code)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _layer(path: Path) -> None:
    """Points in metres, or in degrees where a format knows nothing else."""
    driver = {
        ".shp": "ESRI Shapefile",
        ".gpkg": "GPKG",
        ".geojson": "GeoJSON",
        ".fgb": "FlatGeobuf",
        ".kml": "LIBKML",
        ".gml": "GML",
        ".sqlite": "SQLite",
    }[path.suffix]
    code = "EPSG:4326" if path.suffix in (".geojson", ".kml") else CRS
    move = osr.CoordinateTransformation(_reference(CRS), _reference(code))
    source = gdal.GetDriverByName(driver).Create(str(path), 0, 0, 0, 0)
    layer = source.CreateLayer("points", _reference(code), ogr.wkbPoint)
    for name in ("velocity", "coherence"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    for x, y, velocity, coherence in zip(X, Y, VELOCITY, COHERENCE):
        feature = ogr.Feature(layer.GetLayerDefn())
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(*move.TransformPoint(x, y)[:2])
        feature.SetGeometry(point)
        feature.SetField(0, float(velocity))
        feature.SetField(1, float(coherence))
        layer.CreateFeature(feature)
    layer = source = None


def _rasters(folder: Path) -> None:
    random = np.random.default_rng(4)
    heights = 1000.0 + np.add.outer(np.arange(24.0), np.arange(24.0)) * 3
    _raster(folder / "velocity.tif", random.normal(0, 5, (1, 20, 20)).astype(np.float32), 45.0, -9999.0)
    _raster(folder / "image.tif", random.integers(1, 255, (3, 40, 40)).astype(np.uint8), 22.5)
    _raster(folder / "dem.tif", heights[None].astype(np.float32), 45.0, -9999.0)
    gdal.Translate(str(folder / "map.vrt"), str(folder / "velocity.tif"), format="VRT")
    options = {"format": "netCDF", "creationOptions": ["FORMAT=NC4"]}
    gdal.Translate(str(folder / "grid.nc"), str(folder / "velocity.tif"), **options)
    _hdf5(folder / "geo_velocity.h5", random.normal(0, 0.005, (20, 20)).astype(np.float32))


def _raster(path: Path, values: np.ndarray, cell: float, nodata: float | None = None) -> None:
    kind = gdal.GDT_Byte if values.dtype == np.uint8 else gdal.GDT_Float32
    made = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[2], values.shape[1], len(values), kind)
    made.SetGeoTransform((NORTH_WEST[0], cell, 0.0, NORTH_WEST[1], 0.0, -cell))
    made.SetProjection(_reference(CRS).ExportToWkt())
    for index, band in enumerate(values, start=1):
        made.GetRasterBand(index).WriteArray(band)
        if nodata is not None:
            made.GetRasterBand(index).SetNoDataValue(nodata)
    made = None


def _hdf5(path: Path, velocity: np.ndarray) -> None:
    """As MintPy writes it: arrays and attributes in the root, m/yr, degrees; GDAL's NetCDF 4 is HDF5."""
    source = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path))
    root = source.GetRootGroup()
    text = gdal.ExtendedDataType.CreateString()
    place = {"X_FIRST": "-105.0", "Y_FIRST": "37.95", "X_STEP": "0.0005", "Y_STEP": "-0.0005", "X_UNIT": "degrees"}
    for name, value in {**place, "UNIT": "m/year", "FILE_TYPE": "velocity"}.items():
        root.CreateAttribute(name, [], text).Write(value)
    sides = [root.CreateDimension(name, None, None, size) for name, size in zip("yx", velocity.shape)]
    array = root.CreateMDArray("velocity", sides, gdal.ExtendedDataType.Create(gdal.GDT_Float32))
    array.WriteArray(velocity)
    array = root = source = None


def _model(path: Path) -> None:
    """A card and one tensor; enough for everything that reads a model before the worker does."""
    card = {
        "format": 1,
        "network": {"name": "resunet", "width": 4, "parts": [], "members": 1},
        "bands": [
            {"name": "velocity", "mean": 0.0, "deviation": 1.0},
            {"name": "slope", "mean": 10.0, "deviation": 5.0},
        ],
        "tile": 32,
        "cell_m": 5.0,
        "threshold": 0.45,
        "preset": "recommended",
        "scores": {"set": "test", "network": {"iou": 0.6}},
        "refit": {"done": True},
    }
    values = np.arange(6, dtype=np.float32)
    header = json.dumps(
        {
            "__metadata__": {"slipline": json.dumps(card)},
            "weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, values.nbytes]},
        }
    ).encode()
    header += b" " * (-len(header) % 8)
    path.write_bytes(len(header).to_bytes(8, "little") + header + values.tobytes())
