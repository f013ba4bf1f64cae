from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader
from slipline.core.image.bands import colour_bands
from slipline.core.image.prepare import prepare_image
from slipline.core.image.stretch import is_plain
from slipline.core.stack.build import StackOptions, build_stack
from slipline.core.stack.parts import StackInputs
from slipline.core.terrain.terrain import Terrain

from ..image.test_bands import colours, write_image_file
from ..made_targets import Remembering
from ..rasters import scaled_copy, write_raster


def values_of(path, names=None):
    with RasterReader(str(path)) as reader:
        return reader.read(reader.grid.window, names)


def hilly(tmp_path, name="plain.tif"):
    rng = np.random.default_rng(2)
    heights = np.round(500 + rng.normal(0, 3, (30, 40)).cumsum(axis=0).cumsum(axis=1) / 10, 1)
    heights[4, 5] = np.nan
    return write_raster(tmp_path / name, heights, 10.0)


def test_a_reader_gives_values_and_keeps_nodata(tmp_path):
    plain, _ = write_raster(tmp_path / "a.tif", [[1.5, np.nan, -2.0]])
    stored = scaled_copy(plain, tmp_path / "b.tif", 0.01, 100.0)
    assert gdal.Open(stored).ReadAsArray().tolist() == [[-9850, -32768, -10200]]
    np.testing.assert_array_equal(values_of(stored)[0], np.array([[1.5, np.nan, -2.0]], np.float32))


def test_terrain_of_a_scaled_dem_is_that_of_its_heights(tmp_path):
    plain, grid = hilly(tmp_path)
    scaled = scaled_copy(plain, tmp_path / "scaled.tif", 0.1, 400.0)
    names = ["elevation", "slope", "aspect_east"]
    expected, made = (Terrain(path, grid).read(grid.window, names) for path in (plain, scaled))
    np.testing.assert_allclose(made, expected, atol=2e-3)
    assert np.nanmean(made[0]) > 400


@pytest.mark.parametrize("cell_m", [10.0, 7.0])
def test_a_scaled_hot_spot_map_is_copied_as_values(tmp_path, cell_m):
    plain, _ = hilly(tmp_path)
    scaled = scaled_copy(plain, tmp_path / "scaled.tif", 0.1, 400.0)
    base, _ = write_raster(tmp_path / "base.tif", np.zeros((25, 25)), cell_m)
    stacks = []
    for number, path in enumerate((plain, scaled)):
        output = tmp_path / f"stack{number}.vrt"
        build_stack(StackInputs(hotspot=path), StackOptions(grid=base), str(output))
        stacks.append(values_of(output, ["hotspot"]))
    np.testing.assert_allclose(stacks[1], stacks[0], atol=2e-3)


def test_an_image_with_a_scale_is_balanced_before_its_colours_count(tmp_path):
    image = write_image_file(tmp_path / "image.tif", colours())
    scaled = scaled_copy(image, tmp_path / "scaled.tif", 0.001, -0.1, gdal.GDT_Byte, None)
    original = colours()
    dataset = gdal.Open(scaled, gdal.GA_Update)
    for number in (1, 2, 3):  # the same stored numbers with a meaning of their own
        dataset.GetRasterBand(number).WriteArray(original[number - 1])
    dataset = None
    assert not is_plain(scaled, colour_bands(scaled, Silent()))  # a stack stretches it
    log = Remembering()
    prepare_image(image, ["balance", "lowpass"], str(tmp_path / "a.tif"))
    prepare_image(scaled, ["lowpass"], str(tmp_path / "b.tif"), progress=log)
    assert any("balanced first" in line for line in log.lines)
    assert np.abs(values_of(tmp_path / "a.tif") - values_of(tmp_path / "b.tif")).max() <= 1  # rounding
