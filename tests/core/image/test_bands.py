from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError
from slipline.core.base.grid import Grid
from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader
from slipline.core.image.bands import Nulls, colour_bands, nulls_of, write_image
from slipline.core.image.stretch import is_plain, stretch_of

from ..made_targets import UTM, Remembering
from ..rasters import NORTH, WEST

GRID = Grid(UTM, WEST, NORTH, 5.0, 40, 30)


def write_image_file(
    path, bands, kind=gdal.GDT_Byte, meant=None, cell_m=5.0, west=WEST, north=NORTH, crs=UTM, nodata=None
):
    count, rows, columns = bands.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), columns, rows, count, kind)
    dataset.SetProjection(crs)
    dataset.SetGeoTransform((west, cell_m, 0, north, 0, -cell_m))
    for number in range(count):
        band = dataset.GetRasterBand(number + 1)
        band.SetColorInterpretation(
            (meant or [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_Undefined])[number]
        )
        if nodata is not None:
            band.SetNoDataValue(nodata)
        band.WriteArray(bands[number])
    dataset = None
    return str(path)


def write_palette(path, rows=30, columns=40):
    """An image of one band whose numbers stand for colours: number i is (i, 255 - i, i // 2)."""
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), columns, rows, 1, gdal.GDT_Byte)
    dataset.SetProjection(UTM)
    dataset.SetGeoTransform((WEST, 5.0, 0, NORTH, 0, -5.0))
    table = gdal.ColorTable()
    for number in range(256):
        table.SetColorEntry(number, (number, 255 - number, number // 2, 255))
    dataset.GetRasterBand(1).SetColorTable(table)
    dataset.GetRasterBand(1).WriteArray(colours(1, rows, columns)[0])
    dataset = None
    return str(path)


def colours(count=3, rows=30, columns=40, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (count, rows, columns)).astype(np.uint8)


def test_bands_are_taken_by_their_colours(tmp_path):
    turned = [gdal.GCI_BlueBand, gdal.GCI_GreenBand, gdal.GCI_RedBand, gdal.GCI_Undefined]
    assert colour_bands(write_image_file(tmp_path / "a.tif", colours(4), meant=turned), Silent()) == (3, 2, 1)


def test_four_bands_without_colours_are_red_green_blue_and_it_is_said(tmp_path):
    log = Remembering()
    path = write_image_file(tmp_path / "a.tif", colours(4), meant=[gdal.GCI_Undefined] * 4)
    assert colour_bands(path, log) == (1, 2, 3)
    assert "has 4 bands" in log.text


def test_a_palette_or_one_band_are_refused_and_sixteen_bits_have_a_stretch(tmp_path):
    deep = write_image_file(tmp_path / "a.tif", colours().astype(np.uint16) * 100, gdal.GDT_UInt16)
    assert colour_bands(deep, Silent()) == (1, 2, 3)
    assert not is_plain(deep, (1, 2, 3))
    assert all(0 <= low < 500 and 25_000 < high <= 25_500 for low, high in stretch_of(deep, (1, 2, 3)))
    flat = write_image_file(tmp_path / "f.tif", np.full((3, 9, 9), 700, np.uint16), gdal.GDT_UInt16)
    with pytest.raises(InputError, match="same value in every cell"):
        stretch_of(flat, (1, 2, 3))
    with pytest.raises(InputError, match="has 1 band"):
        colour_bands(write_image_file(tmp_path / "b.tif", colours(1), meant=[gdal.GCI_GrayIndex]), Silent())
    with pytest.raises(InputError, match="palette"):
        colour_bands(write_palette(tmp_path / "c.tif"), Silent())


RGBA = [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand]


def test_where_an_image_has_no_colours(tmp_path):
    path = write_image_file(tmp_path / "a.tif", colours())
    assert nulls_of(path, (0, 0), GRID) == Nulls(False)
    assert nulls_of(path, (10, 10), Grid(UTM, WEST + 50, NORTH - 50, 5.0, 30, 20)) == Nulls(False)
    assert nulls_of(path, (0, 0), Grid(UTM, WEST, NORTH, 5.0, 41, 30)) == Nulls(True)
    assert nulls_of(path, (-1, 0), GRID) == Nulls(True)
    alpha = np.where(colours(4) > 127, 255, 0).astype(np.uint8)
    assert nulls_of(write_image_file(tmp_path / "b.tif", alpha, meant=RGBA), (0, 0), GRID) == Nulls(True, alpha=4)
    assert nulls_of(write_image_file(tmp_path / "c.tif", alpha // 255, meant=RGBA), (0, 0), GRID) == Nulls(
        True, masked=True
    )
    assert nulls_of(write_image_file(tmp_path / "d.tif", colours(4), meant=RGBA), (0, 0), GRID) == Nulls(
        True, masked=True
    )


def test_an_alpha_band_becomes_null(tmp_path):
    values = colours(4)
    values[3] = 255
    values[3, :10] = 0
    meant = [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand]
    path = write_image_file(tmp_path / "a.tif", values, meant=meant)
    write_image(path, (1, 2, 3), GRID, str(tmp_path / "b.tif"), Silent())
    with RasterReader(str(tmp_path / "b.tif")) as reader:
        copied = reader.read(GRID.window)
    assert np.isnan(copied[:, :10]).all()
    np.testing.assert_array_equal(copied[:, 10:], values[:3, 10:])


def test_a_copy_on_other_cells_is_resampled_and_null_outside(tmp_path):
    path = write_image_file(tmp_path / "a.tif", np.full((3, 30, 40), 77, np.uint8))
    grid = Grid(UTM, WEST - 52, NORTH + 3, 10.0, 30, 30)
    write_image(path, (1, 2, 3), grid, str(tmp_path / "b.tif"), Silent())
    with RasterReader(str(tmp_path / "b.tif")) as reader:
        copied = reader.read(grid.window)
    assert set(np.unique(copied[np.isfinite(copied)])) == {77.0}
    assert np.isfinite(copied[0]).sum() * 100 == pytest.approx(200 * 150, rel=0.1)


def test_an_image_elsewhere_is_refused_and_nothing_is_left(tmp_path):
    path = write_image_file(tmp_path / "a.tif", colours())
    with pytest.raises(InputError, match="no cell on the grid"):
        write_image(path, (1, 2, 3), Grid(UTM, WEST + 9000, NORTH, 5.0, 10, 10), str(tmp_path / "b.tif"), Silent())
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.tif"]
