"""A file whose values cannot be read is one sentence that names it, whoever reads it."""

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError
from slipline.core.base.grid import Grid, Window
from slipline.core.base.progress import Silent
from slipline.core.display.ground_picture import map_picture
from slipline.core.gis import cells
from slipline.core.gis.cells import limits_of, read_cells
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_writer import Band
from slipline.core.image.bands import nulls_of, write_image
from slipline.core.image.reader import ImageReader
from slipline.core.stack.parts import _write_resampled
from slipline.core.targets.cell_layers import cell_layers
from slipline.core.terrain.dem import Dem

from ..rasters import CRS, NORTH, WEST

SIDE = 600
GRID = Grid(CRS, WEST, NORTH, 5.0, SIDE, SIDE)
COARSER = Grid(CRS, WEST, NORTH, 10.0, SIDE // 2, SIDE // 2)


def cut_off(path, bands, kind):
    """A GeoTIFF whose second half is missing, as after a copy that broke off."""
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), SIDE, SIDE, bands, kind, ["INTERLEAVE=PIXEL"])
    dataset.SetGeoTransform(GRID.geotransform)
    dataset.SetProjection(CRS)
    values = np.random.default_rng(1).integers(1, 200, (SIDE, SIDE))
    for number in range(1, bands + 1):
        dataset.GetRasterBand(number).WriteArray(values)
    if bands == 4:
        dataset.GetRasterBand(4).SetColorInterpretation(gdal.GCI_AlphaBand)
    dataset = None
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return str(path)


def read_dem(path, grid):
    dem = Dem(path, grid)
    return dem.read(dem.grid.window)


READERS = {
    "raster": (1, gdal.GDT_Float32, lambda path, _: RasterReader(path).read(GRID.window)),
    "raster as integers": (1, gdal.GDT_Int16, lambda path, _: RasterReader(path).read(GRID.window)),
    "velocities": (1, gdal.GDT_Float32, lambda path, _: cell_layers(path)[0].read(0, SIDE)),
    "dem": (1, gdal.GDT_Float32, lambda path, _: read_dem(path, GRID)),
    "coarser dem": (1, gdal.GDT_Float32, lambda path, _: read_dem(path, COARSER)),
    "image": (3, gdal.GDT_Byte, lambda path, _: ImageReader(path, GRID, Silent()).read(GRID.window)),
    "image for a stack": (
        3,
        gdal.GDT_Byte,
        lambda path, folder: write_image(path, (1, 2, 3), COARSER, str(folder / "out.tif"), Silent()),
    ),
    "alpha band": (4, gdal.GDT_Byte, lambda path, _: nulls_of(path, (0, 0), GRID)),
    "hot spot map for a stack": (
        1,
        gdal.GDT_Float32,
        lambda path, folder: _write_resampled(
            path, 1, COARSER, Band("hotspot"), str(folder / "out.tif"), "average", Silent()
        ),
    ),
    "picture for Google Earth": (1, gdal.GDT_Float32, lambda path, _: map_picture(path)),
}


@pytest.fixture(params=[False, True], ids=["GDAL gives nothing", "GDAL raises"])
def _both_ways(request):
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if request.param else gdal.DontUseExceptions)()
    yield
    (gdal.UseExceptions if before else gdal.DontUseExceptions)()


@pytest.mark.usefixtures("_both_ways")
@pytest.mark.parametrize("reader", READERS)
def test_a_file_cut_off_in_the_middle_is_one_sentence(reader, tmp_path, capfd):
    bands, kind, read = READERS[reader]
    path = cut_off(tmp_path / "cut.tif", bands, kind)
    capfd.readouterr()
    with pytest.raises(InputError, match=r"cut\.tif cannot be") as caught:
        read(path, tmp_path)
    assert str(caught.value).count(". ") == 1
    said = capfd.readouterr().err.splitlines()
    # in Turkish, GDAL does not know its own INTERLEAVE and SUBCLASS, and says so
    assert [line for line in said if "does not support creation option" not in line] == []


def test_a_whole_file_is_read_as_it_is(tmp_path):
    dataset = gdal.GetDriverByName("MEM").Create("", 3, 2, 1, gdal.GDT_Int16)
    dataset.GetRasterBand(1).WriteArray(np.arange(6).reshape(2, 3))
    np.testing.assert_array_equal(read_cells(dataset.GetRasterBand(1), "a", (1, 0, 2, 2)), [[1, 2], [4, 5]])
    window = Window(0, 0, 3, 2)
    assert limits_of(dataset.GetRasterBand(1), "a", by_sample=False) == (0.0, 5.0)
    dataset.GetRasterBand(1).SetNoDataValue(7)
    dataset.GetRasterBand(1).Fill(7)
    assert np.isnan(limits_of(dataset.GetRasterBand(1), "a", by_sample=False)).all()
    assert read_cells(dataset, "a").shape == window.shape


@pytest.mark.parametrize("by_sample", [False, True])
def test_looking_for_the_limits_leaves_the_files_of_the_user_as_they_are(tmp_path, by_sample):
    """GDAL's ComputeRasterMinMax rewrites a virtual raster of one source, and writes statistics beside that source."""
    grid = gdal.GetDriverByName("GTiff").Create(
        str(tmp_path / "a.tif"), 4000, 3000, 1, gdal.GDT_Float32, ["COMPRESS=DEFLATE", "TILED=YES"]
    )
    values = np.full((3000, 4000), 5, np.float32)
    values[0, 0], values[2998, 3998], values[500, 1500:1502] = -3, np.inf, (-9999, np.nan)
    grid.SetGeoTransform((0, 10, 0, 0, 0, -10))
    grid.GetRasterBand(1).WriteArray(values)
    grid.GetRasterBand(1).SetNoDataValue(-9999)
    if by_sample:
        grid.BuildOverviews("NEAREST", [2])
    grid = None
    gdal.BuildVRT(str(tmp_path / "view.vrt"), [str(tmp_path / "a.tif")]).FlushCache()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name in ("a.tif", "view.vrt"):
        dataset = gdal.Open(str(tmp_path / name))
        assert limits_of(dataset.GetRasterBand(1), name, by_sample) == (-3.0, 5.0)
        dataset = None
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_limits_of_a_file_in_one_strip_are_found_part_by_part(tmp_path, monkeypatch):
    """A strip of a whole raster is no size to read at once; all cells are looked at, and each once."""
    path = str(tmp_path / "strip.tif")
    options = ["COMPRESS=DEFLATE", "BLOCKYSIZE=3000"]
    made = gdal.GetDriverByName("GTiff").Create(path, 2000, 3000, 1, gdal.GDT_Int16, options)
    values = np.zeros((3000, 2000), np.int16)
    values[2999, 1999] = 9
    made.GetRasterBand(1).WriteArray(values)
    made = None
    sizes, read = [], cells.read_cells
    monkeypatch.setattr(cells, "read_cells", lambda *given: sizes.append(given[2][2] * given[2][3]) or read(*given))
    dataset = gdal.Open(path)
    assert dataset.GetRasterBand(1).GetBlockSize() == [2000, 3000]
    assert limits_of(dataset.GetRasterBand(1), path, by_sample=False) == (0.0, 9.0)
    assert sum(sizes) == values.size
    assert max(sizes) <= 2**21
