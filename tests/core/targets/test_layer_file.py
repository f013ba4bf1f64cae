from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.progress import Silent
from slipline.core.gis.crs import spatial_reference
from slipline.core.targets.decimal_marks import Evidence
from slipline.core.targets.opening import open_source
from slipline.core.targets.source import Position

from ..made_targets import Remembering
from ..rasters import write_raster


def written(tmp_path, text, name="targets.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv"), ("|", "a.txt"), ("  ", "a.txt")]
)
def test_every_delimiter_is_read(tmp_path, delimiter, name):
    rows = [["lon", "lat", "VEL"], ["10.5", "45.25", "-3.5"], ["10.6", "45.5", "7"]]
    path = written(tmp_path, "\n".join(delimiter.join(row) for row in rows), name)
    raw = open_source(path).read(["VEL"], Silent())
    assert raw.x.tolist() == [10.5, 10.6]
    assert raw.y.tolist() == [45.25, 45.5]
    assert raw.columns["VEL"].tolist() == [-3.5, 7.0]
    assert raw.crs == "EPSG:4326"


def test_decimal_commas_quotes_and_null_words_are_read(tmp_path):
    path = written(tmp_path, '"LON";"LAT";"VEL"\n10,5;45,25;-3,5\n"10,6";"45,5";NULL\n10,7;45,6;****\n10,8;45,7;\n')
    raw = open_source(path).read(["VEL"], Silent())
    assert raw.x.tolist() == [10.5, 10.6, 10.7, 10.8]
    np.testing.assert_array_equal(raw.columns["VEL"], [-3.5, np.nan, np.nan, np.nan])


@pytest.mark.parametrize(
    ("text", "velocities"),
    [
        ("lon;lat;VEL\n10,5;45,2;1.234,5\n10,6;45,3;-2,5\n", [1234.5, -2.5]),
        ('lon,lat,VEL\n10.5,45.2,"1,234.5"\n10.6,45.3,-2.5\n', [1234.5, -2.5]),
        ('lon,lat,VEL\n10.5,45.2,"1,234"\n10.6,45.3,"-2,345"\n', [1234.0, -2345.0]),  # as the other columns
        ("lon;lat;VEL\n10,5;45,2;1,234\n10,6;45,3;-2,345\n", [1.234, -2.345]),
        ("lon;lat;VEL\n10.5;45.2;1,234\n10.6;45.3;-0,345\n", [1.234, -0.345]),  # as the column's other numbers
    ],
)
def test_the_decimal_mark_is_that_of_the_whole_column(tmp_path, text, velocities):
    assert open_source(written(tmp_path, text)).read(["VEL"], Silent()).columns["VEL"].tolist() == velocities


def test_a_grouped_number_that_can_be_two_numbers_is_refused(tmp_path):
    path = written(tmp_path, "lon;lat;VEL\n10;45;1,234\n11;46;-2,345\n")
    with pytest.raises(
        InputError, match=r"column VEL of targets\.csv has -2,345, which can be -2\.345 or -2345. Write thousands"
    ):
        open_source(path).read(["VEL"], Silent())


def test_text_fields_of_a_layer_are_read_with_their_decimal_mark(tmp_path):
    path = str(tmp_path / "a.gpkg")
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = dataset.CreateLayer("a", spatial_reference("EPSG:32633"), ogr.wkbPoint)
    for name, kind in (("text", ogr.OFTString), ("real", ogr.OFTReal)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    for text, real in (("1.234,5", 1.234), ("-2,5", 2.5), (None, None)):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (500000 4600000)"))
        feature["text"], feature["real"] = text, real
        layer.CreateFeature(feature)
    layer = dataset = None
    columns = open_source(path).read(["text", "real"], Silent()).columns
    np.testing.assert_array_equal(columns["text"], [1234.5, -2.5, np.nan])
    np.testing.assert_array_equal(columns["real"], [1.234, 2.5, np.nan])


def test_a_byte_order_mark_and_latin_letters_do_no_harm(tmp_path):
    marked = written(tmp_path, "\ufefflon,lat,VEL\n1,2,3\n", "a.csv")
    latin = written(tmp_path, "lon,lat,VEL,größe\n1,2,3,ä\n", "b.csv", "latin-1")
    for path in (marked, latin):
        assert open_source(path).read(["VEL"], Silent()).columns["VEL"].tolist() == [3.0]


def test_short_rows_have_no_place_so_that_they_are_counted(tmp_path):
    log = Remembering()
    path = written(tmp_path, "lon,lat,VEL\n1,2,3\n1,2\n\n" + "4,5,6\n" * 9)
    raw = open_source(path).read(["VEL"], log)
    np.testing.assert_array_equal(raw.columns["VEL"], [3.0, np.nan, *[6.0] * 9])
    np.testing.assert_array_equal(raw.x, [1.0, np.nan, *[4.0] * 9])
    assert "1 of 11 rows have fewer cells than the 3 columns" in log.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        "lon,lat,VEL\n1,2,-5\n1,2,-5,7\n",  # a decimal comma without quotation marks: -5.7, not -5
        'lon,lat,VEL,HEIGHT\n"1",9.5,45.5,-5.7,800\n',  # row numbers without a name: all columns are one to the right
    ],
)
def test_rows_wider_than_the_header_are_refused(tmp_path, text):
    with pytest.raises(InputError, match="columns, but a row of"):
        open_source(written(tmp_path, text)).read(["VEL"], Silent())


def test_empty_cells_and_quoted_delimiters_make_no_row_wider(tmp_path):
    path = written(tmp_path, 'lon,lat,VEL,NAME\n1,2,3,a,\n1,2,4,"a, b",,\n')
    assert open_source(path).read(["VEL"], Silent()).columns["VEL"].tolist() == [3.0, 4.0]


def test_two_columns_of_one_name_are_refused_where_they_are_wanted(tmp_path):
    path = written(tmp_path, "lon,lat,VEL,VEL,NAME,NAME\n1,2,3,4,a,b\n")
    with pytest.raises(InputError, match="2 columns called VEL"):
        open_source(path).read(["VEL"], Silent())
    assert open_source(written(tmp_path, "lon,lat,VEL,NAME,NAME\n1,2,3,a,b\n")).read(["VEL"], Silent()).x.tolist() == [
        1.0
    ]


def test_the_delimiter_that_spreadsheets_write_on_top_is_no_header(tmp_path):
    path = written(tmp_path, "sep=;\nlon;lat;VEL\n1,5;2,5;-3,5\n")
    assert open_source(path).read(["VEL"], Silent()).columns["VEL"].tolist() == [-3.5]


def layers_of(path, **layers):
    """A GeoPackage with a layer for each name: (type, velocities)."""
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for name, (kind, velocities) in layers.items():
        layer = dataset.CreateLayer(name, spatial_reference("EPSG:4326"), kind)
        layer.CreateField(ogr.FieldDefn("velocity", ogr.OFTReal))
        for velocity in velocities:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetField("velocity", velocity)
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt("POINT (9 45)"))
            layer.CreateFeature(feature)
    return str(path)


@pytest.mark.parametrize(
    ("options", "velocities"),
    [
        ("|layername=second", [2.0, 3.0]),
        ("|layerid={number}", [2.0, 3.0]),
        ('|layername=second|subset="velocity" > 2.5', [3.0]),
        ('|layerid={number}|geometrytype=Point|subset="velocity" = 2', [2.0]),
    ],
)
def test_the_layer_and_the_filter_of_a_path_are_those_of_qgis(tmp_path, options, velocities):
    path = layers_of(
        tmp_path / "a.gpkg", areas=(ogr.wkbPolygon, []), first=(ogr.wkbPoint, [1]), second=(ogr.wkbPoint, [2, 3])
    )
    dataset = gdal.OpenEx(path)
    number = [dataset.GetLayer(i).GetName() for i in range(3)].index("second")
    assert (
        open_source(path + options.format(number=number)).read(["velocity"], Silent()).columns["velocity"].tolist()
        == velocities
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("", "several point layers: first, second"),
        ("|layername=third", "no point layer third"),
        ("|layername=areas", "no point layer areas"),
        ("|layername=first|subset=nothing +", "filter nothing \\+ of"),
    ],
)
def test_a_layer_that_is_not_clear_or_not_there_is_asked_for(tmp_path, options, sentence):
    path = layers_of(
        tmp_path / "a.gpkg", areas=(ogr.wkbPolygon, []), first=(ogr.wkbPoint, [1]), second=(ogr.wkbPoint, [2, 3])
    )
    with pytest.raises(InputError, match=sentence):
        open_source(path + options)


def test_egms_ortho_coordinates_are_laea(tmp_path):
    path = written(tmp_path, "pid,easting,northing,height,mean_velocity\nA,4321000,3210000,5,1\n")
    raw = open_source(path).read(["mean_velocity"], Silent())
    assert raw.crs == "EPSG:3035"
    assert raw.x.tolist() == [4321000.0]


def test_coordinates_without_a_crs_are_asked_for(tmp_path):
    path = written(tmp_path, "x,y,VEL\n500000,4600000,1\n")
    with pytest.raises(InputError, match="Set the CRS of the table"):
        open_source(path).read(["VEL"], Silent())
    raw = open_source(path, Position(crs="EPSG:32633")).read(["VEL"], Silent())
    assert (raw.x[0], raw.y[0], raw.crs) == (500000.0, 4600000.0, "EPSG:32633")


def test_named_columns_are_taken_and_a_wrong_name_is_said(tmp_path):
    path = written(tmp_path, "a,b,VEL\n10.5,45.5,1\n")
    raw = open_source(path, Position("a", "b", "EPSG:4326")).read(["VEL"], Silent())
    assert (raw.x[0], raw.y[0]) == (10.5, 45.5)
    with pytest.raises(InputError, match="no column c"):
        open_source(path, Position("c", "b", "EPSG:4326")).read(["VEL"], Silent())


def test_metres_in_columns_called_longitude_are_refused(tmp_path):
    path = written(tmp_path, "lon,lat,VEL\n500000,4600000,1\n")
    with pytest.raises(InputError, match="these are not degrees"):
        open_source(path).read(["VEL"], Silent())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no row of data"),
        ("lon,lat,VEL\n", "no row of data"),
        ("1,2,3\n4,5,6\n", "has no header; its first row is 1 2 3"),
        ("a,b\n1,2\n", "no columns with positions"),
    ],
)
def test_tables_that_cannot_be_read_say_why(tmp_path, text, sentence):
    path = written(tmp_path, text)
    with pytest.raises(InputError, match=sentence):
        open_source(path).read([], Silent())


def test_reading_a_table_can_be_cancelled(tmp_path):
    path = written(tmp_path, "lon,lat,VEL\n1,2,3\n")
    with pytest.raises(Cancelled):
        open_source(path).read(["VEL"], Remembering(cancelled=True))


@pytest.mark.parametrize(
    ("driver", "name"), [("GPKG", "p.gpkg"), ("ESRI Shapefile", "p.shp"), ("GeoJSON", "p.geojson")]
)
def test_point_layers_of_any_format_are_read(tmp_path, driver, name):
    path = str(tmp_path / name)
    dataset = ogr.GetDriverByName(driver).CreateDataSource(path)
    layer = dataset.CreateLayer("p", spatial_reference("EPSG:4326"), ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("VEL", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("COHERENCE", ogr.OFTString))  # text, as QGIS makes it of a table
    for index in range(3):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(f"POINT({10 + index} 45)"))
        if index < 2:
            feature.SetField("VEL", -1.5 * index)
        feature.SetField("COHERENCE", "0.9" if index else "NULL")
        layer.CreateFeature(feature)
    layer = dataset = None
    source = open_source(path)
    raw = source.read(["VEL", "COHERENCE"], Silent())
    assert source.fields()[-2:] == ["VEL", "COHERENCE"]
    assert raw.x.tolist() == [10.0, 11.0, 12.0]
    np.testing.assert_array_equal(raw.columns["VEL"], [0.0, -1.5, np.nan])
    np.testing.assert_array_equal(raw.columns["COHERENCE"], [np.nan, 0.9, 0.9])
    assert "4326" in raw.crs


def test_a_raster_gives_a_target_at_the_centre_of_each_valid_cell(tmp_path):
    values = np.array([[1.0, np.nan, 3.0], [0.0, 5.0, np.nan]])
    path, grid = write_raster(tmp_path / "v.tif", values, 10.0)
    raw = open_source(path).read(["velocity"], Silent())
    assert raw.columns["velocity"].tolist() == [1.0, 3.0, 0.0, 5.0]  # 0 is not declared as nodata: it is a value
    assert (raw.x - grid.x_min).tolist() == [5.0, 25.0, 5.0, 15.0]
    assert (grid.y_max - raw.y).tolist() == [5.0, 5.0, 15.0, 15.0]


def test_declared_nodata_of_a_raster_is_left_out(tmp_path):
    path = str(tmp_path / "v.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 2, 1, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((500000, 10, 0, 5000000, 0, -10))
    dataset.SetProjection(spatial_reference("EPSG:32633").ExportToWkt())
    dataset.GetRasterBand(1).SetNoDataValue(0)
    dataset.GetRasterBand(1).WriteArray(np.array([[0.0, 2.0]]))
    dataset = None
    assert open_source(path).read(["velocity"], Silent()).columns["velocity"].tolist() == [2.0]


def small_raster(path, kind, scale=None, offset=None):
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 2, 1, 1, kind)
    dataset.SetGeoTransform((500000, 10, 0, 5000000, 0, -10))
    dataset.SetProjection(spatial_reference("EPSG:32633").ExportToWkt())
    band = dataset.GetRasterBand(1)
    band.WriteArray(np.array([[10, 20]]))
    if scale is not None:
        band.SetScale(scale)
        band.SetOffset(offset)
    band = dataset = None
    return str(path)


def test_a_declared_scale_and_offset_of_a_raster_are_applied(tmp_path):
    raw = open_source(small_raster(tmp_path / "v.tif", gdal.GDT_Int16, 0.1, -3.0)).read(["velocity"], Silent())
    np.testing.assert_allclose(raw.columns["velocity"], [-2.0, -1.0], rtol=1e-12)


@pytest.mark.parametrize(
    ("names", "velocity", "warned"), [(("", ""), 1.0, True), (("coherence", "velocity"), 2.0, False)]
)
def test_bands_without_names_are_warned_of_and_the_first_is_taken(tmp_path, names, velocity, warned):
    path = str(tmp_path / "two.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 1, 1, 2, gdal.GDT_Float32)
    dataset.SetGeoTransform((500000, 10, 0, 5000000, 0, -10))
    dataset.SetProjection(spatial_reference("EPSG:32632").ExportToWkt())
    for number, name in enumerate(names, start=1):
        dataset.GetRasterBand(number).SetDescription(name)
        dataset.GetRasterBand(number).WriteArray(np.array([[float(number)]]))
    dataset = None
    log = Remembering()
    assert open_source(path).read(["velocity"], log).columns["velocity"].tolist() == [velocity]
    assert any("has 2 bands, none of which is called velocity" in text for text in log.warnings) == warned


def test_an_image_is_no_raster_of_velocities(tmp_path):
    with pytest.raises(InputError, match="image of 8 bits"):
        open_source(small_raster(tmp_path / "image.tif", gdal.GDT_Byte)).read(["velocity"], Silent())


def test_what_is_no_file_of_targets_says_so(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        open_source(str(tmp_path / "none.csv"))
    with pytest.raises(InputError, match="cannot be read as targets"):
        open_source(written(tmp_path, "hello", "a.doc"))
    with pytest.raises(InputError, match="holds no table, point layer or raster"):
        open_source(str(tmp_path))


def test_the_fast_and_the_slow_way_through_a_table_agree(tmp_path):
    rng = np.random.default_rng(4)
    rows = [f"{code};{lon:.6f};{lat:.6f};{v:.3f}" for code, lon, lat, v in zip("ABCDEFGH", *rng.uniform(-9, 9, (3, 8)))]
    point = "\n".join(["CODE;LON;LAT;VEL", *rows]) + "\n"
    comma = point.replace(".", ",")
    tables = {
        "a": point,
        "b": comma,
        "c": point + "I;1.0;2.0;NULL\n",
        "d": comma + "I;1,0;2,0;1.000,5\n",
        "e": point.replace("\n", "\r\n"),
    }
    read = {
        key: open_source(written(tmp_path, text, f"{key}.csv")).read(["VEL"], Silent()) for key, text in tables.items()
    }
    for key in "bcde":
        np.testing.assert_array_equal(read[key].x[:8], read["a"].x)
        np.testing.assert_array_equal(read[key].columns["VEL"][:8], read["a"].columns["VEL"])
    assert read["a"].columns["VEL"].tolist() == [float(row.split(";")[3]) for row in rows]
    assert np.isnan(read["c"].columns["VEL"][8])
    assert read["d"].columns["VEL"][8] == 1000.5


def test_a_table_of_many_chunks_is_read_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr("slipline.core.targets.text_table._CHUNK", 40)
    path = written(tmp_path, "LON,LAT,VEL\n" + "".join(f"9.{i},45,{i if i % 7 else 'NULL'}\n" for i in range(100)))
    velocity = open_source(path).read(["VEL"], Silent()).columns["VEL"]
    np.testing.assert_array_equal(velocity, [i if i % 7 else np.nan for i in range(100)])


def test_a_long_table_of_decimal_commas_is_gone_through_once(tmp_path, monkeypatch):
    """What is known from its first part holds for the rest, also for a column that is whole numbers there.

    Not where points follow.
    """
    monkeypatch.setattr("slipline.core.targets.text_table._CHUNK", 100)
    rows = ["9,5;45,5;-5;1"] * 20 + ["9,5;45,5;-5,25;1,234"] * 20
    path = written(tmp_path, "lon;lat;VEL;HEIGHT\n" + "\n".join(rows))
    looked = []
    real = Evidence.look
    monkeypatch.setattr(Evidence, "look", lambda self, cells: (looked.append(len(cells)), real(self, cells)))
    raw = open_source(path).read(["VEL", "HEIGHT"], Silent())
    assert raw.columns["VEL"].tolist() == [-5.0] * 20 + [-5.25] * 20
    assert raw.columns["HEIGHT"].tolist() == [1.0] * 20 + [1.234] * 20
    assert sum(looked) < 4 * 20
    path = written(tmp_path, "lon;lat;VEL\n" + "\n".join(["9,5;45,5;-5"] * 20 + ["9,5;45,5;-5.25"] * 20))
    assert open_source(path).read(["VEL"], Silent()).columns["VEL"].tolist() == [-5.0] * 20 + [-5.25] * 20


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_nulls_do_not_keep_numpy_from_reading(tmp_path, monkeypatch, delimiter):
    """Cell by cell takes three times as long."""
    monkeypatch.setattr("slipline.core.targets.text_table.TableSource._cells", None)
    rows = ["lon,lat,VEL,HEIGHT", "9.5,45.5,NULL,1", "9.5,45.5,-5,", "9.5,45.5,****,  ", "9.5,45.5,,7"]
    raw = open_source(written(tmp_path, "\r\n".join(rows).replace(",", delimiter))).read(["VEL", "HEIGHT"], Silent())
    np.testing.assert_array_equal(raw.columns["VEL"], [np.nan, -5.0, np.nan, np.nan])
    np.testing.assert_array_equal(raw.columns["HEIGHT"], [1.0, np.nan, np.nan, 7.0])


def test_what_looks_like_nulls_in_quotation_marks_stays_one_cell(tmp_path):
    path = written(tmp_path, 'NAME,lon,lat,VEL\n"a,,b,NULL,",9.5,45.5,NULL\n"a,",9.5,45.5,-5\n')
    np.testing.assert_array_equal(open_source(path).read(["VEL"], Silent()).columns["VEL"], [np.nan, -5.0])


def test_text_of_spreadsheets_in_utf_16_is_read(tmp_path):
    path = written(tmp_path, "LON\tLAT\tVEL\n9\t45\t-2,5\n9\t45\t3,5\n", "a.txt", "utf-16")
    assert open_source(path).read(["VEL"], Silent()).columns["VEL"].tolist() == [-2.5, 3.5]
