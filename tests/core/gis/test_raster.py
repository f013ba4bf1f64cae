from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError, OutputError
from slipline.core.base.grid import Grid, Window
from slipline.core.files.outputs import part_name
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_writer import Band, RasterWriter

from ...small_disk import small_disk
from ..rasters import CRS, write_raster

RAMP = np.arange(28, dtype=np.float32).reshape(4, 7)


@pytest.fixture(params=[False, True], ids=["errors by status", "errors by exception"])
def gdal_errors(request):
    """GDAL in both of its ways: newer versions, and other plugins, raise."""
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if request.param else gdal.DontUseExceptions)()
    yield request.param
    (gdal.UseExceptions if before else gdal.DontUseExceptions)()


def raw_raster(path, values, kind, nodata, transform=(5e5, 5.0, 0.0, 4.6e6, 0.0, -5.0), crs=CRS):
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, kind)
    dataset.SetGeoTransform(transform)
    if crs:
        dataset.SetProjection(crs)
    if nodata is not None:
        dataset.GetRasterBand(1).SetNoDataValue(nodata)
    dataset.GetRasterBand(1).WriteArray(values)
    dataset = None
    return str(path)


def write_all(path, grid, values):
    with RasterWriter(path, grid, [Band("a")]) as writer:
        for window in grid.windows(256):
            writer.write(values[window.slices], window)


def test_a_window_outside_the_raster_is_null(tmp_path):
    path, _ = write_raster(tmp_path / "a.tif", RAMP)
    with RasterReader(path) as reader:
        values = reader.read(Window(-2, -1, 5, 3))[0]
        beyond = reader.read(Window(100, 100, 2, 3))
    expected = np.full((3, 5), np.nan, np.float32)
    expected[1:, 2:] = RAMP[:2, :3]
    np.testing.assert_array_equal(values, expected)
    assert beyond.shape == (1, 3, 2)
    assert np.isnan(beyond).all()


@pytest.mark.parametrize("size", [1, 3, 5, 1024])
def test_what_is_read_does_not_depend_on_the_windows(tmp_path, size):
    layers = np.stack([RAMP, RAMP**2])
    layers[0, 1, 2] = np.nan
    path, grid = write_raster(tmp_path / "a.tif", layers)
    whole = np.zeros_like(layers)
    with RasterReader(path) as reader:
        assert reader.grid == grid
        for window in reader.grid.windows(size):
            whole[(slice(None), *window.slices)] = reader.read(window)
    np.testing.assert_array_equal(whole, layers)


def test_bands_are_found_by_name_in_the_order_asked_for(tmp_path):
    path, _ = write_raster(tmp_path / "a.tif", np.stack([RAMP, -RAMP, RAMP + 100]), names=["red", "hotspot", "slope"])
    with RasterReader(path) as reader:
        values = reader.read(Window(1, 0, 1, 1), ["slope", "red"])
        assert values.ravel().tolist() == [101.0, 1.0]
        with pytest.raises(InputError, match="no band named velocity, aspect; it has red, hotspot, slope"):
            reader.numbers(["red", "velocity", "aspect"])


@pytest.mark.parametrize(
    ("kind", "nodata", "values", "expected"),
    [
        (gdal.GDT_Byte, 0, [[0, 1, 255]], [[np.nan, 1, 255]]),
        (gdal.GDT_Byte, 255, [[0, 1, 255]], [[0, 1, np.nan]]),
        (gdal.GDT_Byte, None, [[0, 1, 255]], [[0, 1, 255]]),
        (gdal.GDT_Byte, -9999, [[0, 241, 255]], [[0, 241, 255]]),  # no byte is -9999, nor what wraps to it
        (gdal.GDT_Byte, 256, [[0, 1, 255]], [[0, 1, 255]]),
        (gdal.GDT_Byte, float("nan"), [[0, 1, 255]], [[0, 1, 255]]),
        (gdal.GDT_Int16, -32768, [[-32768, 0, 7]], [[np.nan, 0, 7]]),
        (gdal.GDT_Int16, 0.5, [[0, 1, 7]], [[0, 1, 7]]),
        (gdal.GDT_Float32, -3.4028234663852886e38, [[-3.4028234663852886e38, 0, 7]], [[np.nan, 0, 7]]),
        (gdal.GDT_Float32, -3.4e38, [[-3.4e38, 0, 7]], [[np.nan, 0, 7]]),
        (gdal.GDT_Float32, float("nan"), [[np.nan, 0, 7]], [[np.nan, 0, 7]]),
        (gdal.GDT_Float64, -1e20, [[-1e20, 0, 7]], [[np.nan, 0, 7]]),
    ],
)
def test_nodata_is_null_and_nothing_else_is(tmp_path, kind, nodata, values, expected):
    path = raw_raster(tmp_path / "a.tif", np.array(values, float), kind, nodata)
    with RasterReader(path) as reader:
        np.testing.assert_array_equal(reader.read(reader.grid.window)[0], np.array(expected, np.float32))


@pytest.mark.parametrize(
    ("transform", "crs", "sentence"),
    [
        ((5e5, 5.0, 0.0, 4.6e6, 0.0, -5.0), "", "has no CRS. Assign its CRS first"),
        ((15.0, 1e-4, 0.0, 46.0, 0.0, -1e-4), "EPSG:4326", "is not on a grid in metres. Reproject it"),
        ((1.6e6, 5.0, 0.0, 5.7e6, 0.0, -5.0), "EPSG:3857", "is not on a grid in metres"),
        ((5e5, 5.0, 1.0, 4.6e6, 1.0, -5.0), CRS, "rotated or its cells are not square"),
        ((5e5, 5.0, 0.0, 4.6e6, 0.0, -10.0), CRS, r"not square \(5.0 x 10.0 m\)"),
        ((5e5, 5.0, 0.0, 4.6e6, 0.0, 5.0), CRS, "begins with its southernmost row"),
    ],
)
def test_a_raster_that_is_no_metric_north_up_grid_is_refused(tmp_path, transform, crs, sentence):
    from slipline.core.gis.crs import spatial_reference

    wkt = spatial_reference(crs).ExportToWkt() if crs else ""
    path = raw_raster(tmp_path / "odd.tif", RAMP, gdal.GDT_Float32, None, transform, wkt)
    with pytest.raises(InputError, match=sentence) as caught:
        RasterReader(path)
    assert "odd.tif" in str(caught.value)


def test_what_is_no_raster_is_one_sentence(tmp_path, gdal_errors, capfd):
    (tmp_path / "text.tif").write_text("not a raster")
    for name in ("text.tif", "absent.tif"):
        with pytest.raises(InputError, match=rf"{name} cannot be read. Check that it exists"):
            RasterReader(str(tmp_path / name))
    assert capfd.readouterr().err == ""


def test_a_raster_cut_off_in_the_middle_is_one_sentence(tmp_path, gdal_errors, capfd):
    values = np.random.default_rng(1).random((600, 600)).astype(np.float32)
    path = tmp_path / "cut.tif"
    raw_raster(path, values, gdal.GDT_Float32, None)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with RasterReader(str(path)) as reader, pytest.raises(InputError, match=r"The values of .*cut.tif cannot be read"):
        reader.read(reader.grid.window)
    assert capfd.readouterr().err == ""


def test_a_written_raster_is_tiled_compressed_named_and_reads_the_same(tmp_path):
    grid = Grid(CRS, 5e5, 4.6e6, 5.0, 7, 4)
    path = str(tmp_path / "out.tif")
    values = RAMP.copy()
    values[0, 0] = np.nan
    bands = [Band("hotspot", "z/km2", "Hot spots"), Band("velocity", "mm/yr")]
    with RasterWriter(path, grid, bands, metadata={"model": "a"}) as writer:
        writer.write(values[:2], Window(0, 0, 7, 2))
        writer.write(values[2:], Window(0, 2, 7, 2))
        writer.write(-values, grid.window, band=2)
        assert not (tmp_path / "out.tif").exists()
    with RasterReader(path) as reader:
        assert reader.grid == grid
        assert reader.bands == [Band("hotspot", "z/km2"), Band("velocity", "mm/yr")]
        np.testing.assert_array_equal(reader.read(grid.window), [values, -values])
        assert reader.metadata("hotspot")["description"] == "Hot spots"
    dataset = gdal.Open(path)
    assert dataset.GetMetadataItem("model") == "a"
    assert dataset.GetRasterBand(1).GetBlockSize() == [256, 256]
    assert dataset.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") in ("ZSTD", "DEFLATE")
    assert np.isnan(dataset.GetRasterBand(1).GetNoDataValue())


def test_cells_that_nobody_wrote_are_null_and_take_no_space(tmp_path):
    grid = Grid(CRS, 5e5, 4.6e6, 5.0, 4000, 3000)
    path = tmp_path / "out.tif"
    with RasterWriter(str(path), grid, [Band("mask")]) as writer:
        writer.write(np.ones((2, 3), np.float32), Window(10, 20, 3, 2))
    assert path.stat().st_size < 20_000
    with RasterReader(str(path)) as reader:
        values = reader.read(Window(9, 19, 5, 4))[0]
    assert np.nansum(values) == 6.0
    assert np.isnan(values).sum() == 20 - 6


def test_a_byte_raster_keeps_its_nodata(tmp_path):
    grid = Grid(CRS, 5e5, 4.6e6, 5.0, 3, 1)
    path = str(tmp_path / "mask.tif")
    with RasterWriter(path, grid, [Band("mask")], "uint8", 255) as writer:
        writer.write(np.array([[0, 1, 255]], np.uint8), grid.window)
    with RasterReader(path) as reader:
        np.testing.assert_array_equal(reader.read(grid.window)[0], [[0, 1, np.nan]])
    assert gdal.Open(path).GetRasterBand(1).DataType == gdal.GDT_Byte


def test_an_error_in_the_middle_leaves_the_old_raster_and_no_part(tmp_path):
    path, grid = write_raster(tmp_path / "out.tif", RAMP)
    before = (tmp_path / "out.tif").read_bytes()
    with pytest.raises(KeyError), RasterWriter(path, grid, [Band("a")]) as writer:  # noqa: PT012
        writer.write(RAMP, grid.window)
        raise KeyError
    assert (tmp_path / "out.tif").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["out.tif"]


def test_a_new_raster_does_not_keep_the_statistics_of_the_old_one(tmp_path):
    path, grid = write_raster(tmp_path / "out.tif", RAMP)
    (tmp_path / "out.tif.aux.xml").write_text("<PAMDataset/>")
    with RasterWriter(path, grid, [Band("a")]) as writer:
        writer.write(RAMP, grid.window)
    assert [file.name for file in tmp_path.iterdir()] == ["out.tif"]


@pytest.mark.parametrize("name", ["file/out.tif", "absent/out.tif"])
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, name, gdal_errors, capfd):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=rf"The output .*{name} cannot be written: .+\. Choose another folder"):
        RasterWriter(str(tmp_path / name), Grid(CRS, 0.0, 0.0, 5.0, 7, 4), [Band("a")])
    assert capfd.readouterr().err == ""


def test_a_target_that_is_a_folder_is_one_sentence_and_leaves_no_part(tmp_path):
    (tmp_path / "out.tif").mkdir()
    grid = Grid(CRS, 0.0, 0.0, 5.0, 7, 4)
    with (
        pytest.raises(OutputError, match="cannot be written"),
        RasterWriter(str(tmp_path / "out.tif"), grid, [Band("a")]) as writer,
    ):
        writer.write(RAMP, grid.window)
    assert [file.name for file in tmp_path.iterdir()] == ["out.tif"]


@pytest.mark.filterwarnings(
    "error::pytest.PytestUnraisableExceptionWarning"
)  # an error while a dataset is deleted is printed
def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path, gdal_errors, capfd):
    grid = Grid(CRS, 5e5, 4.6e6, 5.0, 1024, 512)
    noise = np.random.default_rng(1).random(grid.shape).astype(np.float32)
    with small_disk(tmp_path / "disk", 256) as folder:
        with pytest.raises(OutputError, match=r"out\.tif cannot be written.*free disk space"):
            write_all(str(folder / "out.tif"), grid, noise)
        assert list(folder.iterdir()) == []
    said = capfd.readouterr().err.splitlines()  # GDAL 3.10 with the system's libtiff lets that library speak for itself
    assert [line for line in said if not line.startswith("_tiff")] == []


def test_a_part_lies_beside_its_target_hidden_with_the_same_ending():
    assert part_name("/a/b/map.v2.tif").startswith("/a/b/.map.v2.part")
    assert part_name("/a/b/map.v2.tif").endswith(".tif")
    assert part_name("report").startswith(".report.part")
