"""Every reader of rasters x every trait of its kind: nulls, places and what is refused, as data.

The right values come from the arrays that were written, never from the reader: a cell's value says its own longitude
and latitude.
"""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal, osr

from slipline.core.base.errors import InputError
from slipline.core.base.grid import Grid
from slipline.core.base.progress import Silent
from slipline.core.display.ground_picture import map_picture
from slipline.core.gis.crs import near_longitude, spatial_reference, transform_points
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_file import open_raster
from slipline.core.gis.raster_view import Meant, in_users_words, save_view
from slipline.core.gis.study_grid import grid_of_raster
from slipline.core.image.reader import ImageReader
from slipline.core.stack.parts import _write_resampled
from slipline.core.targets.cell_layers import cell_layers
from slipline.core.terrain.dem import Dem

from ..made_targets import Remembering

ROWS, COLUMNS, CELL = 12, 10, 10.0
WEST, NORTH = 500000.0, 4200000.0
NULL = (slice(4, 7), slice(3, 6))
UTM = "EPSG:32613"
GRID = Grid(spatial_reference(UTM).ExportToWkt(), WEST, NORTH, CELL, COLUMNS, ROWS)


def write(path, values, kind=gdal.GDT_Float32, crs=UTM, transform=(WEST, CELL, 0, NORTH, 0, -CELL), nodata=None):
    values = np.asarray(values)
    bands = values[None] if values.ndim == 2 else values
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), bands.shape[2], bands.shape[1], len(bands), kind)
    if transform:
        dataset.SetGeoTransform(transform)
    if crs:
        reference = osr.SpatialReference()
        reference.SetFromUserInput(crs)
        dataset.SetProjection(reference.ExportToWkt())
    for number, band in enumerate(bands, start=1):
        dataset.GetRasterBand(number).WriteArray(band)
        if nodata is not None:
            dataset.GetRasterBand(number).SetNoDataValue(nodata)
    return dataset


# Nulls: spelling -> what is written where there is no value, and how it is said


def heights():
    return 500.0 + np.arange(ROWS * COLUMNS, dtype=float).reshape(ROWS, COLUMNS)


def marked(value, kind=gdal.GDT_Float32, nodata=None):
    def make(path):
        values = heights()
        values[NULL] = value
        write(path, values, kind, nodata=nodata)
        return str(path)

    return make


def scaled(path):
    stored = np.round((heights() + 3.0) / 0.5)
    stored[NULL] = -32768
    band = (dataset := write(path, stored, gdal.GDT_Int16, nodata=-32768)).GetRasterBand(1)
    band.SetScale(0.5)
    band.SetOffset(-3.0)
    del band, dataset
    return str(path)


def mask_of(option, nodata=None):
    def make(path):
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", option)
        values = heights()
        if nodata is not None:
            values[0, 0] = nodata
        dataset = write(path, values, nodata=nodata)
        dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
        shown = np.full((ROWS, COLUMNS), 255, np.uint8)
        shown[NULL] = 0
        dataset.GetRasterBand(1).GetMaskBand().WriteArray(shown)
        dataset = None
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", None)
        return str(path)

    return make


def alpha(path):
    shown = np.full((ROWS, COLUMNS), 255.0)
    shown[NULL] = 0.0
    dataset = write(path, np.stack([heights(), shown]))
    dataset.GetRasterBand(2).SetColorInterpretation(gdal.GCI_AlphaBand)
    dataset = None
    return str(path)


def viewed(value, nodata=None, **meant):
    def make(path):
        marked(value, nodata=nodata)(path)
        return save_view(open_raster(str(path)), Meant(**meant), str(path) + "_view", str(path))

    return make


NULLS = {
    "NaN, not declared": marked(np.nan),
    "NaN, declared": marked(np.nan, nodata=np.nan),
    "infinite": marked(np.inf),
    "-9999, declared": marked(-9999.0, nodata=-9999.0),
    "0, declared": marked(0.0, nodata=0.0),
    "the least float, declared in few digits": marked(-3.4028234663852886e38, nodata=-3.402823e38),
    "1e20 of GMT, declared": marked(1e20, nodata=1e20),
    "float64 with a fraction": marked(-9999.9, gdal.GDT_Float64, nodata=-9999.9),
    "16 bits without sign": marked(65535, gdal.GDT_UInt16, nodata=65535),
    "32 bits": marked(-2147483648, gdal.GDT_Int32, nodata=-2147483648),
    "scale, offset and nodata": scaled,
    "a mask in the file": mask_of("YES"),
    "a mask beside the file": mask_of("NO"),
    "an alpha band": alpha,
    "a value of the layer's properties": viewed(12345.0, nulls={1: [(12345.0, 12345.0)]}),
    "a range of the layer's properties": viewed(12345.0, nulls={1: [(12000.0, np.inf)]}, nodata=-1.0),
    "a range of a layer below": viewed(-5.0, nulls={1: [(-np.inf, 0.0)]}),
}


def by_reader(path, folder):
    with RasterReader(path) as reader:
        return reader.read(reader.grid.window)[0]


def by_layer(path, folder):
    (layer,) = cell_layers(path)
    return layer.read(0, layer.rows)


def by_dem(path, folder):
    return Dem(path, GRID).read(GRID.window)


def by_stack(path, folder):
    from slipline.core.gis.raster_writer import Band

    copy = str(folder / "copy.tif")
    _write_resampled(path, 1, GRID, Band("hotspot"), copy, "near", Silent())
    return by_reader(copy, folder)


READERS = {"RasterReader": by_reader, "velocities": by_layer, "DEM": by_dem, "hot spot map": by_stack}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("spelling", NULLS)
def test_a_cell_without_a_value_is_null_however_it_is_said(tmp_path, spelling, reader):
    path = NULLS[spelling](tmp_path / "r.tif")
    values = READERS[reader](path, tmp_path)
    right = heights()
    right[NULL] = np.nan
    np.testing.assert_allclose(np.asarray(values, float), right, rtol=1e-6)


def test_a_mask_and_a_nodata_value_both_count(tmp_path):
    values = by_layer(mask_of("YES", nodata=-7.0)(tmp_path / "r.tif"), tmp_path)
    assert np.isnan(values[0, 0])
    assert np.isnan(values[NULL]).all()
    assert np.isfinite(values).sum() == ROWS * COLUMNS - 10


def test_a_nodata_value_that_was_switched_off_is_a_value(tmp_path):
    path = viewed(-5.0, nodata=-5.0, ignored=(1,))(tmp_path / "r.tif")
    for reader in (by_reader, by_layer):
        np.testing.assert_array_equal(reader(path, tmp_path)[NULL], -5.0)


def test_nulls_of_a_layer_with_several_bands_are_those_of_each_band_or_of_whole_cells(tmp_path):
    values = np.stack([heights(), heights()[::-1]])
    write(tmp_path / "r.tif", values)
    source = open_raster(str(tmp_path / "r.tif"))
    apart = save_view(source, Meant(nulls={1: [(500, 500)], 2: [(500, 500)]}), str(tmp_path / "a"), "r.tif")
    whole = save_view(
        source, Meant(nulls={1: [(500, 500)], 2: [(500, 500)]}, whole_cells=True), str(tmp_path / "b"), "r.tif"
    )
    for path, nulls in ((apart, 1), (whole, 2)):
        with RasterReader(path) as reader:
            read = reader.read(reader.grid.window)
        assert [int(np.isnan(band).sum()) for band in read] == [nulls, nulls]
    assert in_users_words(f"The raster {apart} is") == "The raster r.tif is"


# Undeclared voids: only a DEM can know them


@pytest.mark.parametrize("nodata", [None, 0.0])
@pytest.mark.parametrize("value", [32767, 65535, 9999, 1e20, -9999, -32768, -3.4e38, 0])
def test_numbers_that_no_ground_has_are_voids_of_a_dem_whatever_is_declared(tmp_path, value, nodata):
    log = Remembering()
    path = marked(value, gdal.GDT_Float32, nodata)(tmp_path / "dem.tif")
    read = Dem(path, GRID, progress=log).read(GRID.window)
    right = heights()
    right[NULL] = np.nan
    np.testing.assert_allclose(read, right, rtol=1e-6)
    assert bool(log.warnings) == (value != 0 or nodata is None)


MARKED = {  # what is written where there is no value, and the type of the numbers
    "-9999": (-9999.0, gdal.GDT_Float32),
    "32767": (32767.0, gdal.GDT_Float32),
    "end of 16 bits": (-32768, gdal.GDT_Int16),
    "end of 16 bits without sign": (65535, gdal.GDT_UInt16),
    "end of 32 bits": (-(2**31), gdal.GDT_Int32),
    "1e20 of GMT": (1e20, gdal.GDT_Float32),
    "least float": (-3.4028234663852886e38, gdal.GDT_Float32),
}


@pytest.mark.parametrize("value", MARKED.values(), ids=MARKED)
def test_numbers_that_no_quantity_has_are_no_values_of_velocities_and_hot_spot_maps(tmp_path, value):
    from slipline.core.targets.importing import ImportOptions, import_targets
    from slipline.core.targets.opening import open_source

    number, kind = value
    path = marked(number, kind)(tmp_path / "velocity.tif")
    log = Remembering()
    options = ImportOptions(unit="mm/yr", min_coherence=0.0)
    found = import_targets([open_source(path)], options, str(tmp_path / "t.gpkg"), log)
    assert len(found) == ROWS * COLUMNS - 9
    assert "9 of 120 values of 'velocity' are" in log.warnings[0]
    right = heights()
    right[NULL] = np.nan
    np.testing.assert_allclose(by_stack(path, tmp_path), right, rtol=1e-6)
    log = Remembering()
    limit = map_picture(path, log)[2]
    assert float(limit) == pytest.approx(619, abs=2)
    assert "which stands for no value" in log.warnings[0]


@pytest.mark.parametrize(("kind", "end"), [(gdal.GDT_Int16, -32768), (gdal.GDT_Int16, 32767), (gdal.GDT_UInt16, 65535)])
def test_the_ends_of_scaled_whole_numbers_are_no_velocities(tmp_path, kind, end):
    stored = np.round(heights() * 10)
    stored[NULL] = end
    dataset = write(tmp_path / "v.tif", stored, kind)
    dataset.GetRasterBand(1).SetScale(0.1)
    dataset = None
    values = by_layer(str(tmp_path / "v.tif"), tmp_path)
    assert np.isnan(values[NULL]).all()
    assert np.isfinite(values).sum() == ROWS * COLUMNS - 9


@pytest.mark.parametrize("value", [-9999.0, 1e20, -32768.0])
def test_an_images_numbers_that_no_light_has_are_empty_cells(tmp_path, value):
    bands = np.stack([heights()] * 3)
    bands[(slice(None), *NULL)] = value
    write(tmp_path / "i.tif", bands).FlushCache()
    log = Remembering()
    image = ImageReader(str(tmp_path / "i.tif"), GRID, log).read(GRID.window)
    assert np.isnan(image[(slice(None), *NULL)]).all()
    assert np.isfinite(image).sum() == 3 * (ROWS * COLUMNS - 9)
    assert any("which stands for no value" in text for text in log.warnings)


UNITS = {  # spelling -> (CRS, unit of the band, chosen unit, metres in a unit of the file)
    "metres": (UTM, "", "auto", 1.0),
    "metres over a geoid": (UTM + "+5773", "", "auto", 1.0),
    "feet of the vertical CRS": ("EPSG:26913+8228", "", "auto", 0.3048),
    "survey feet of the vertical CRS": ("EPSG:26913+6360", "", "auto", 1200 / 3937),
    "survey feet, chosen as feet": ("EPSG:26913+6360", "", "ft", 1200 / 3937),
    "feet of the band": (UTM, "ft", "auto", 0.3048),
    "centimetres of the band": (UTM, "cm", "auto", 0.01),
    "chosen against the file": ("EPSG:26913+6360", "", "m", 1.0),
    "depths": (UTM + "+5715", "", "auto", -1.0),
}


@pytest.mark.parametrize("spelling", UNITS)
def test_heights_are_metres_and_nothing_else_is_done_to_them(tmp_path, spelling):
    crs, unit, chosen, metres = UNITS[spelling]
    dataset = write(tmp_path / "dem.tif", heights() / metres, crs=crs)
    dataset.GetRasterBand(1).SetUnitType(unit)
    dataset = None
    log = Remembering()
    grid = replace(GRID, crs=spatial_reference(crs.split("+")[0]).ExportToWkt())
    read = Dem(str(tmp_path / "dem.tif"), grid, chosen, log).read(grid.window)
    np.testing.assert_allclose(read, heights(), rtol=1e-6)
    assert bool(log.warnings) == (spelling not in ("metres", "metres over a geoid", "survey feet, chosen as feet"))


@pytest.mark.parametrize("unit", [100.0, 10.0, 1000.0])
def test_heights_in_another_unit_are_no_voids(tmp_path, unit):
    """Voids are one or a few numbers; many different ones that no ground has are centimetres, for example."""
    write(tmp_path / "dem.tif", (heights() + 350.0) * unit).FlushCache()
    with pytest.raises(InputError, match="are on no ground of Earth"):
        Dem(str(tmp_path / "dem.tif"), GRID)
    values = heights()
    values[NULL] = 32767
    values[0, 0] = 65535
    write(tmp_path / "voids.tif", values).FlushCache()
    assert np.isfinite(Dem(str(tmp_path / "voids.tif"), GRID).read(GRID.window)).sum() == ROWS * COLUMNS - 10


def test_one_of_several_rasters_of_a_file_is_read_by_its_name(tmp_path):
    from slipline.core.targets.opening import open_source

    several_pages(tmp_path / "r.tif")
    name = f"GTIFF_DIR:2:{tmp_path / 'r.tif'}"
    np.testing.assert_allclose(Dem(name, GRID).read(GRID.window), heights() + 9)
    source = open_source(name)
    (field,) = source.fields()
    assert source.read([field], Silent()).columns[field].min() == heights().min() + 9


def test_a_dem_that_contradicts_itself_is_asked_for(tmp_path):
    dataset = write(tmp_path / "dem.tif", heights(), crs="EPSG:26913+6360")
    dataset.GetRasterBand(1).SetUnitType("m")
    dataset = None
    view = gdal.GetDriverByName("VRT").CreateCopy(str(tmp_path / "dem.vrt"), gdal.Open(str(tmp_path / "dem.tif")))
    view.GetRasterBand(1).SetUnitType("m")
    view = None
    with pytest.raises(InputError, match="contradicts itself"):
        Dem(str(tmp_path / "dem.vrt"), GRID)


# Places: CRS, x and y of the north-west corner, cell; each cell's value says where it is

PLACES = {
    "UTM": (UTM, 431000.0, 4206000.0, 20.0),
    "degrees": ("EPSG:4326", -105.80, 38.0, 0.0002),
    "degrees from 0 to 360": ("EPSG:4326", 254.20, 38.0, 0.0002),
    "degrees below -180": ("EPSG:4326", -249.33, 38.0, 0.0002),
    "degrees with heights": ("EPSG:4979", -105.80, 38.0, 0.0002),
    "compound": ("EPSG:32613+5773", 431000.0, 4206000.0, 20.0),
    "across longitude 180": ("EPSG:4326", 179.999, -16.8, 0.0002),
    "across longitude -180": ("EPSG:4326", -180.001, 65.8, 0.0003),
    "the grid of Fiji": ("EPSG:3460", 2000000.0, 4000000.0, 20.0),
    "Svalbard": ("EPSG:4326", 15.5, 78.2, 0.0005),
    "beyond the zones": ("EPSG:4326", -40.0, 84.6, 0.001),
    "at the pole": ("EPSG:5041", 1999900.0, 2000900.0, 20.0),
    "web map": ("EPSG:3857", -11777000.0, 4580000.0, 25.0),
    "Kerguelen": ("EPSG:4326", 69.3, -49.3, 0.0003),
}


def lonlat(x, y, crs):
    longitude, latitude = transform_points(np.ravel(x), np.ravel(y), crs, "EPSG:4326")
    return longitude.reshape(np.shape(x)), latitude.reshape(np.shape(x))


def placed(path, spelling, of):
    """A raster of 40 x 50 cells whose values are `of(longitude, latitude)`; and its middle."""
    crs, west, north, cell = PLACES[spelling]
    x, y = np.meshgrid(west + (np.arange(50) + 0.5) * cell, north - (np.arange(40) + 0.5) * cell)
    horizontal = {"EPSG:4979": "EPSG:4326", "EPSG:32613+5773": UTM}.get(crs, crs)
    longitude, latitude = (x, y) if horizontal == "EPSG:4326" else lonlat(x, y, horizontal)
    middle = np.array([longitude[20, 25]]), np.array([latitude[20, 25]])
    values = of(near_longitude(longitude, float(middle[0][0])), latitude)
    write(path, values, crs=crs, transform=(west, cell, 0, north, 0, -cell)).FlushCache()
    return str(path), middle


def around(middle):
    """Metres east and north of a place, nearly: what a raster's cells say of themselves."""

    def of(longitude, latitude):
        east = near_longitude(longitude - middle[0], 0.0) * 111320.0 * np.cos(np.radians(middle[1]))
        return east, (latitude - middle[1]) * 111320.0

    return of


@pytest.mark.parametrize("spelling", PLACES)
def test_targets_lie_where_their_cells_do(tmp_path, spelling):
    from slipline.core.targets.importing import ImportOptions, import_targets
    from slipline.core.targets.opening import open_source

    path, middle = placed(tmp_path / "vel.tif", spelling, lambda _, latitude: latitude * 10.0)
    found = import_targets([open_source(path)], ImportOptions(unit="mm/yr"), str(tmp_path / "t.gpkg"))
    longitude, latitude = lonlat(found.x, found.y, found.crs)
    np.testing.assert_allclose(found.velocity, latitude * 10.0, atol=2e-4)
    if spelling != "at the pole":  # all longitudes
        longitude = near_longitude(longitude, float(middle[0][0]))
        assert np.abs(longitude - middle[0]).max() < 0.1
    assert len(found) == 2000
    on_ground = np.hypot(found.x - found.x[0], found.y - found.y[0]).max()
    unit = np.array(_in_space(longitude, latitude))
    in_space = np.sqrt(((unit - unit[:, :1]) ** 2).sum(axis=0)).max()
    assert on_ground == pytest.approx(in_space, rel=0.01)  # distances are those on the ground


def _in_space(longitude, latitude):
    """On a sphere of the ellipsoid's mean radius, good to half a percent."""
    across = 6371008.8 * np.cos(np.radians(latitude))
    return (
        across * np.cos(np.radians(longitude)),
        across * np.sin(np.radians(longitude)),
        6371008.8 * np.sin(np.radians(latitude)),
    )


@pytest.mark.parametrize("spelling", PLACES)
def test_heights_and_images_lie_where_their_cells_do(tmp_path, spelling):
    """A DEM and an image in any CRS, seen from the metric grid over the DEM."""
    _, middle = placed(tmp_path / "first.tif", spelling, lambda longitude, _: longitude)
    metres = around(middle)
    path, _ = placed(tmp_path / "dem.tif", spelling, lambda *place: 1000.0 + sum(metres(*place)) / 10.0)
    dem = Dem(path, grid_of_raster(path, None, Silent()))
    grid = dem.grid
    right = 1000.0 + sum(metres(*lonlat(*centres(grid), grid.crs))) / 10.0
    read = dem.read(grid.window)
    known = np.isfinite(read)
    for _ in range(3):  # the rim of what is known is extrapolated
        known[1:-1, 1:-1] &= known[:-2, 1:-1] & known[2:, 1:-1] & known[1:-1, :-2] & known[1:-1, 2:]
    known[:3] = known[-3:] = known[:, :3] = known[:, -3:] = False
    assert known.sum() > 300
    if spelling != "at the pole":  # where east is depends on the longitude
        np.testing.assert_allclose(read[known], right[known], atol=0.3)
    crs, west, north, cell = PLACES[spelling]
    bands = np.stack([gdal.Open(path).ReadAsArray()] * 3)
    write(tmp_path / "image.tif", bands, crs=crs, transform=(west, cell, 0, north, 0, -cell)).FlushCache()
    image = ImageReader(str(tmp_path / "image.tif"), grid, Silent()).read(grid.window)[0]
    slack = (
        5.0 if spelling == "beyond the zones" else 1.0
    )  # cells 111 m high and 10 m wide, which GDAL averages by its version
    np.testing.assert_allclose(image[known], read[known], atol=slack)


def centres(grid):
    return np.meshgrid(
        grid.x_min + (np.arange(grid.columns) + 0.5) * grid.cell_m,
        grid.y_max - (np.arange(grid.rows) + 0.5) * grid.cell_m,
    )


@pytest.mark.parametrize(("crs", "latitude"), [(UTM, 37.9), ("EPSG:32760", -16.8), ("EPSG:32701", -16.8)])
def test_a_world_map_of_heights_serves_any_study(tmp_path, crs, latitude):
    _, latitudes = np.meshgrid(0.25 + np.arange(0, 360, 0.5), 89.75 - np.arange(0, 180, 0.5))
    transform = (0, 0.5, 0, 90, 0, -0.5)
    write(tmp_path / "w.tif", 1000 + latitudes, crs="EPSG:4326", transform=transform).FlushCache()
    reference = spatial_reference(crs)
    place = np.array([reference.GetProjParm("central_meridian")]), np.array([latitude])
    x, y = transform_points(*place, "EPSG:4326", crs)
    dem = Dem(str(tmp_path / "w.tif"), Grid(reference.ExportToWkt(), float(x[0]), float(y[0]), 1000.0, 20, 20))
    right = 1000 + lonlat(*centres(dem.grid), crs)[1]
    np.testing.assert_allclose(dem.read(dem.grid.window), right, atol=0.1)


@pytest.mark.parametrize("spelling", ["UTM", "across longitude 180", "the grid of Fiji", "compound"])
def test_the_picture_for_google_earth_lies_on_the_map(tmp_path, spelling):
    path, middle = placed(tmp_path / "hot.tif", spelling, lambda longitude, latitude: latitude)
    west, south, east, north = map_picture(path)[1]
    assert east - west < 0.1
    assert (west + east) / 2 == pytest.approx(near_longitude(middle[0], (west + east) / 2)[0], abs=0.01)
    assert south < middle[1][0] < north


# What is refused, by whom, and with which words


def no_place(path):
    write(path, heights(), transform=None).FlushCache()


def no_crs(path):
    write(path, heights(), crs="").FlushCache()


def degrees_as_metres(path):
    write(path, heights(), crs=UTM, transform=(-105.8, 0.0002, 0, 38.0, 0, -0.0002)).FlushCache()


def metres_as_degrees(path):
    write(path, heights(), crs="EPSG:4326").FlushCache()


def kilometres_as_metres(path):
    write(path, heights(), transform=(500, 0.01, 0, 4200, 0, -0.01)).FlushCache()


def other_grid_as_utm(path):
    write(path, heights(), crs="EPSG:32632", transform=(4400000, 10, 0, 2900000, 0, -10)).FlushCache()


def control_points(path):
    dataset = write(path, heights(), crs="", transform=None)
    points = [gdal.GCP(WEST, NORTH, 0, 0, 0), gdal.GCP(WEST + 9, NORTH, 0, 9, 0), gdal.GCP(WEST, NORTH - 9, 0, 0, 9)]
    dataset.SetGCPs(points, spatial_reference(UTM).ExportToWkt())
    dataset = None


def complex_numbers(path):
    write(path, heights() + 1j, gdal.GDT_CFloat32).FlushCache()


def palette(path):
    dataset = gdal.GetDriverByName("MEM").CreateCopy("", write(path, np.ones((ROWS, COLUMNS)), gdal.GDT_Byte))
    table = gdal.ColorTable()
    table.SetColorEntry(1, (255, 0, 0))
    dataset.GetRasterBand(1).SetColorTable(table)
    gdal.GetDriverByName("GTiff").CreateCopy(str(path), dataset)  # newer versions of GDAL take the table only here


def cut_short(path):
    write(path, np.random.default_rng(1).normal(size=(900, 900))).FlushCache()
    os.truncate(path, 1000 * 900)


def without_end(path):
    path.write_text(
        '<VRTDataset rasterXSize="2000000000" rasterYSize="2000000000"><GeoTransform>500000,1,0,4200000,0,-1'
        f'</GeoTransform><SRS>{UTM}</SRS><VRTRasterBand dataType="Float32" band="1"/></VRTDataset>'
    )


def view_of(name, relative=0):
    def make(path):
        path.write_text(
            f'<VRTDataset rasterXSize="10" rasterYSize="12"><GeoTransform>500000,10,0,4200000,0,-10</GeoTransform>'
            f'<SRS>{UTM}</SRS><VRTRasterBand dataType="Float32" band="1"><SimpleSource><SourceFilename '
            f'relativeToVRT="{relative}">{name}</SourceFilename><SourceBand>1</SourceBand></SimpleSource>'
            "</VRTRasterBand></VRTDataset>"
        )

    return make


def crs_on_the_network(path):
    view_of("x.tif")(path)
    path.write_text(path.read_text().replace(UTM, "http://127.0.0.1:9/crs"))


def view_of_a_view(path):
    inner = path.with_name("inner.vrt")
    view_of("/vsicurl/http://127.0.0.1:9/x.tif")(inner)
    view_of(inner.name, 1)(path)


def web_map(path):
    path.write_text("<GDAL_WMS><Service name='TMS'><ServerUrl>http://127.0.0.1:9/${z}</ServerUrl></Service></GDAL_WMS>")


def pipe(path):
    os.mkfifo(path)


def several_pages(path):
    write(path, heights()).FlushCache()
    gdal.Translate(
        str(path), write(path.with_name("second.tif"), heights() + 9), creationOptions=["APPEND_SUBDATASET=YES"]
    )


def places_in_space(path):
    write(path, heights(), crs="EPSG:4978").FlushCache()


REFUSED = {  # what -> (how it is made, words)
    "several pages": (several_pages, "holds 2 rasters, for example GTIFF_DIR:1:"),
    "places in space": (places_in_space, "is not one of a map"),
    "no georeference": (no_place, "has no georeference"),
    "no CRS": (no_crs, "no CRS"),
    "control points alone": (control_points, "ground control points|no CRS"),
    "degrees called metres": (degrees_as_metres, "which are degrees"),
    "metres called degrees": (metres_as_degrees, "which are not degrees"),
    "kilometres called metres": (kilometres_as_metres, "which look like kilometres"),
    "the grid of Europe called UTM": (other_grid_as_utm, "far from the ground"),
    "complex numbers": (complex_numbers, "complex numbers|one quantity"),
    "a palette": (palette, "colours or classes|image of 8 bits"),
    "cut short": (cut_short, "cannot be read"),
    "a view without end": (without_end, "more than any map has"),
    "a view of the network": (view_of("/vsicurl/http://127.0.0.1:9/x.tif"), "asks the network"),
    "a view of a web map": (view_of("WMS:http://127.0.0.1:9/?"), "asks the network"),
    "a view of a view of the network": (view_of_a_view, "asks the network"),
    "a CRS on the network": (crs_on_the_network, "asks the network"),
    "a web map": (web_map, "asks the network"),
    "a view of itself": (view_of("r.vrt", 1), "refers to itself"),
    "garbage": (lambda path: path.write_bytes(b"II*\0" + bytes(range(256))), "cannot be read"),
    "a pipe": (pipe, "is a pipe"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_map_is_one_sentence_for_every_reader(tmp_path, what, capfd):
    from slipline.core.targets.opening import open_source

    make, words = REFUSED[what]
    path = tmp_path / ("r.vrt" if "view" in what or "network" in what else "r.tif")
    make(path)

    def velocities():
        open_source(str(path)).read(["velocity"], Silent())

    readers = {"velocities": velocities, "DEM": lambda: Dem(str(path), GRID).read(GRID.window)}
    if what != "a palette":
        readers["RasterReader"] = lambda: by_reader(str(path), tmp_path)
        readers["hot spot map"] = lambda: map_picture(str(path))
    for read in readers.values():
        with pytest.raises(InputError, match=words) as error:
            read()
        assert str(error.value).count("\n") == 0
    assert "ERROR" not in capfd.readouterr().err


def test_pictures_and_complex_numbers_are_no_image_and_no_hot_spot_map(tmp_path):
    write(tmp_path / "rgb.tif", np.ones((3, ROWS, COLUMNS)), gdal.GDT_Byte).FlushCache()
    write(tmp_path / "one.tif", np.ones((ROWS, COLUMNS)), gdal.GDT_Byte).FlushCache()
    for name, words in (("rgb.tif", "3 bands, and a hot spot map has one"), ("one.tif", "picture of 8 bits")):
        with pytest.raises(InputError, match=words):
            map_picture(str(tmp_path / name))
    write(tmp_path / "c.tif", np.ones((3, ROWS, COLUMNS)) + 1j, gdal.GDT_CFloat32).FlushCache()
    with pytest.raises(InputError, match="complex numbers"):
        ImageReader(str(tmp_path / "c.tif"), GRID, Silent())


def test_the_limit_of_a_scaled_hot_spot_map_is_in_its_unit(tmp_path):
    path = scaled(tmp_path / "h.tif")
    assert float(map_picture(path)[2]) == pytest.approx(619, abs=2)
