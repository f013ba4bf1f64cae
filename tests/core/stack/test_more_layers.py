"""Further rasters as bands: names, grids, nulls, classes, and what is refused."""

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError
from slipline.core.gis.raster import RasterReader
from slipline.core.image.stretch import stretch_from, stretch_in, stretch_of
from slipline.core.stack.bands import choose_bands, more_bands
from slipline.core.stack.build import StackOptions, build_stack
from slipline.core.stack.feature_sets import bands_of_set, with_groups
from slipline.core.stack.more_layers import MoreLayer
from slipline.core.stack.parts import StackInputs

from ..listening import Listening
from ..rasters import CRS, NORTH, WEST, scaled_copy, write_raster

SHAPE = (40, 60)


def hotspot(folder):
    return write_raster(folder / "hotspot.tif", np.ones(SHAPE), names=["hotspot"])[0]


def stack_of(folder, *layers, name="stack.vrt", **inputs):
    path = str(folder / name)
    build_stack(StackInputs(hotspot=hotspot(folder), more=layers, **inputs), StackOptions(), path)
    return path


@pytest.mark.parametrize("name", ["stack.vrt", "stack.tif"])
def test_bands_are_named_by_file_and_band_and_lie_on_the_grid(tmp_path, name):
    values = np.arange(2400.0).reshape(SHAPE)
    values[3, 4] = np.nan
    write_raster(tmp_path / "Near Infrared.tif", values, names=["B8"])
    coarse = np.mgrid[0:14, 0:20][1] * 20.0
    write_raster(tmp_path / "coh.tif", [coarse, -coarse], 20.0, west=WEST - 40, north=NORTH + 40, names=["mean", ""])
    layers = (MoreLayer(str(tmp_path / "Near Infrared.tif")), MoreLayer(str(tmp_path / "coh.tif")))
    with RasterReader(stack_of(tmp_path, *layers, name=name)) as reader:
        assert reader.names == ["hotspot", "near_infrared:B8", "coh:mean", "coh:2"]
        found = reader.read(reader.grid.window, ["near_infrared:B8", "coh:mean", "coh:2"])
    np.testing.assert_allclose(found[0], values)
    expected = WEST + 2.5 + 5.0 * np.arange(60) - (WEST - 40 + 10.0)  # bilinear on a plane is the plane
    np.testing.assert_allclose(found[1][20], expected, atol=1e-3)
    np.testing.assert_allclose(found[2], -found[1])


def test_scaled_numbers_other_crs_and_64_bands(tmp_path):
    write_raster(tmp_path / "plain.tif", np.full(SHAPE, 0.25))
    scaled_copy(tmp_path / "plain.tif", tmp_path / "small.tif", 0.001, 0.0)
    write_raster(tmp_path / "embedding.tif", np.arange(64.0)[:, None, None] + np.zeros((64, *SHAPE)))
    gdal.Warp(str(tmp_path / "degrees.tif"), str(tmp_path / "plain.tif"), dstSRS="EPSG:4326", dstNodata=float("nan"))
    layers = [MoreLayer(str(tmp_path / f"{name}.tif")) for name in ("small", "embedding", "degrees")]
    with RasterReader(stack_of(tmp_path, *layers)) as reader:
        assert len(more_bands(reader)) == 66
        found = reader.read(reader.grid.window)
    np.testing.assert_allclose(found[1], 0.25, atol=1e-6)
    np.testing.assert_allclose(found[2:66, 5, 5], np.arange(64.0))
    np.testing.assert_allclose(found[66][10:30, 10:50], 0.25, atol=1e-6)


def test_classes_become_bands_of_their_own(tmp_path):
    codes = np.full(SHAPE, 3.0)
    codes[:, 30:], codes[5, 5] = 7.0, np.nan
    write_raster(tmp_path / "geology.tif", codes)
    told = Listening()
    path = str(tmp_path / "stack.vrt")
    more = (MoreLayer(str(tmp_path / "geology.tif"), classes=True),)
    build_stack(StackInputs(hotspot=hotspot(tmp_path), more=more), StackOptions(), path, told)
    assert any("2 classes, 3, 7" in line for line in told.lines)
    with RasterReader(path) as reader:
        assert reader.names == ["hotspot", "geology:3", "geology:7"]
        found = reader.read(reader.grid.window, ["geology:3", "geology:7"])
        assert reader.bands[1].unit == "class"
    np.testing.assert_array_equal(found[0][0], np.r_[np.ones(30), np.zeros(30)])
    np.testing.assert_array_equal(found.sum(axis=0)[np.isfinite(codes)], 1.0)
    assert np.isnan(found[:, 5, 5]).all()


def test_two_files_of_one_name_have_names_of_their_own(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write_raster(tmp_path / folder / "x.tif", np.ones(SHAPE), names=["slope"])
    with RasterReader(stack_of(tmp_path, *(MoreLayer(str(tmp_path / one / "x.tif")) for one in "ab"))) as reader:
        assert reader.names == ["hotspot", "x:slope", "x_2:slope"]
        assert choose_bands(reader, (), "recommended") == ("hotspot", "x:slope", "x_2:slope")
        assert choose_bands(reader, (), "paper") == ("hotspot",)


def test_compare_names_a_set_for_each_further_raster(tmp_path):
    for name in ("nir", "coh"):
        write_raster(tmp_path / f"{name}.tif", [np.ones(SHAPE), np.ones(SHAPE)])
    path = stack_of(tmp_path, *(MoreLayer(str(tmp_path / f"{name}.tif")) for name in ("nir", "coh")))
    with RasterReader(path) as reader:
        names = with_groups(["hotspot", "groups"], reader)
        assert names == ["hotspot", "recommended", "recommended + nir", "recommended + coh"]
        assert bands_of_set(reader, "recommended", "recommended") == ("hotspot",)
        assert bands_of_set(reader, "recommended + coh", "recommended") == ("hotspot", "coh:band_1", "coh:band_2")
    with RasterReader(hotspot(tmp_path)) as reader, pytest.raises(InputError, match="has none"):
        with_groups(["groups"], reader)


def palette(path):
    write_raster(path, np.ones(SHAPE))
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), SHAPE[1], SHAPE[0], 1, gdal.GDT_Byte)
    dataset.SetGeoTransform((WEST, 5.0, 0.0, NORTH, 0.0, -5.0))
    dataset.SetProjection(CRS)
    table = gdal.ColorTable()
    table.SetColorEntry(1, (255, 0, 0))
    dataset.GetRasterBand(1).SetColorTable(table)
    dataset.GetRasterBand(1).Fill(1)


@pytest.mark.parametrize(
    ("make", "classes", "said"),
    [
        (palette, False, "Give it as MORE_CLASSES"),
        (lambda path: write_raster(path, np.arange(2400.0).reshape(SHAPE)), True, "more than 40"),
        (lambda path: write_raster(path, np.full(SHAPE, 0.5)), True, "not whole"),
        (lambda path: write_raster(path, np.full(SHAPE, np.nan)), True, "no value in any cell"),
        (lambda path: write_raster(path, np.ones((2, *SHAPE))), True, "has 2 bands"),
        (lambda path: write_raster(path, np.ones(SHAPE), west=WEST + 9e4), False, "no value on the grid"),
        (lambda path: write_raster(path, np.ones((201, 4, 4))), False, "make 201 bands"),
    ],
)
def test_what_is_no_layer_is_refused_and_nothing_is_left(tmp_path, make, classes, said):
    make(tmp_path / "layer.tif")
    before = hotspot(tmp_path)
    present = set(tmp_path.iterdir())
    with pytest.raises(InputError, match=said):
        stack_of(tmp_path, MoreLayer(str(tmp_path / "layer.tif"), classes))
    assert before
    assert {path for path in tmp_path.iterdir() if path.suffix != ".xml"} == present


def test_an_image_of_16_bits_is_stretched_once_and_the_stack_tells_how(tmp_path):
    rng = np.random.default_rng(1)
    colours = rng.uniform(200, 3000, (4, *SHAPE)).astype(np.float32)
    path = str(tmp_path / "sentinel.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, SHAPE[1], SHAPE[0], 4, gdal.GDT_UInt16)
    dataset.SetGeoTransform((WEST, 5.0, 0.0, NORTH, 0.0, -5.0))
    dataset.SetProjection(CRS)
    for number, name in enumerate(("blue", "green", "red", "nir"), start=1):
        dataset.GetRasterBand(number).WriteArray(colours[number - 1])
        dataset.GetRasterBand(number).SetDescription(name)
    dataset = None
    own = stretch_of(path, (3, 2, 1))
    low, high = np.quantile(np.floor(colours[2] + 0.5), (0.005, 0.995))
    np.testing.assert_allclose(own[0], (low, high), rtol=0.02)
    stack = stack_of(tmp_path, MoreLayer(path), image=path)
    with RasterReader(stack) as reader:
        assert reader.names[:4] == ["red", "green", "blue", "hotspot"]
        assert "sentinel:nir" in reader.names
        red = reader.read(reader.grid.window, ["red"])[0]
        told = stretch_in(reader)
    assert (red.min(), red.max()) == (0.0, 255.0)
    np.testing.assert_allclose(red, np.clip((colours[2] - low) * 255 / (high - low), 0, 255), atol=1.2)
    assert stretch_from(told) == own
    given = ((0.0, 10000.0),) * 3  # as a model's card has it
    with RasterReader(stack_of(tmp_path, name="again.tif", image=path, stretch=given)) as reader:
        np.testing.assert_allclose(reader.read(reader.grid.window, ["red"])[0].max(), 3000 * 0.0255, atol=1.0)
        assert stretch_in(reader)["red"] == [0.0, 10000.0]
