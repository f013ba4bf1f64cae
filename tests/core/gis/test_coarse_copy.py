"""Rasters in larger cells and back again."""

import numpy as np
import pytest

from slipline.core.base.grid import Window
from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader
from slipline.core.stack.coarse_copy import between, coarse_copy, means, middles

from ..rasters import write_raster


def test_means_are_of_what_is_known_and_angles_are_never_averaged():
    values = np.array([[1.0, 3.0, np.nan, np.nan], [np.nan, 5.0, np.nan, np.nan]], np.float32)
    np.testing.assert_array_equal(means(values, 2), [[3.0, np.nan]])
    angles = np.array([[350.0, 350.0], [350.0, 10.0]], np.float32)
    np.testing.assert_array_equal(middles(angles, 2), [[10.0]])


def test_a_copy_keeps_names_place_and_edges(tmp_path):
    values = np.arange(35, dtype=np.float32).reshape(5, 7)
    path, grid = write_raster(tmp_path / "fine.tif", [values, np.full_like(values, 90.0)], names=["hotspot", "aspect"])
    with RasterReader(path) as reader:
        coarse_copy(reader, ["aspect", "hotspot"], 3, str(tmp_path / "coarse.tif"), Silent())
    with RasterReader(str(tmp_path / "coarse.tif")) as reader:
        assert reader.names == ["aspect", "hotspot"]
        assert (reader.grid.cell_m, reader.grid.shape) == (3 * grid.cell_m, (2, 3))
        assert (reader.grid.x_min, reader.grid.y_max) == (grid.x_min, grid.y_max)
        found = reader.read(reader.grid.window, ["hotspot"])[0]
    assert found[0, 0] == values[:3, :3].mean()
    assert found[1, 2] == values[3:, 6:].mean()  # the cells beyond the edge are not there


@pytest.mark.parametrize("window", [Window(0, 0, 12, 8), Window(5, 3, 4, 5)])
def test_a_plane_comes_back_as_a_plane_whatever_the_window(tmp_path, window):
    factor, shape = 4, (3, 4)
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    plane = (10.0 * rows + columns).astype(np.float32)
    path, _ = write_raster(tmp_path / "coarse.tif", plane)
    with RasterReader(path) as reader:
        found = between(reader, window, factor)
    place = [
        (np.arange(first, first + length) + 0.5) / factor - 0.5
        for first, length in ((window.row, window.rows), (window.column, window.columns))
    ]
    place = [
        np.clip(one, 0, side - 1) for one, side in zip(place, shape)
    ]  # beyond the middle of the last cell: as there
    np.testing.assert_allclose(found, 10.0 * place[0][:, None] + place[1], atol=1e-4)


def test_a_cell_that_is_not_known_takes_no_part(tmp_path):
    path, _ = write_raster(tmp_path / "coarse.tif", np.array([[1.0, np.nan, np.nan]], np.float32))
    with RasterReader(path) as reader:
        found = between(reader, Window(0, 0, 6, 2), 2)
    np.testing.assert_array_equal(found[0], [1.0, 1.0, 1.0, np.nan, np.nan, np.nan])
