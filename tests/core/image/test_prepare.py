from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import Cancelled, InputError
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.raster import RasterReader
from slipline.core.image import prepare as module
from slipline.core.image import steps as image_steps
from slipline.core.image.filters import dark_channel, dehaze, equalise, gaussian, guided, local_mean
from slipline.core.image.prepare import prepare_image
from slipline.core.image.steps import STEPS

from ..made_targets import Remembering
from ..rasters import NORTH, WEST
from .test_bands import colours, write_image_file, write_palette


def smooth_image(rows=90, columns=120, low=60, high=140):
    rng = np.random.default_rng(6)
    noise = rng.normal(0, 1, (3, rows, columns))
    for _ in range(3):
        noise = (noise + np.roll(noise, 1, 1) + np.roll(noise, 1, 2)) / 3
    noise = (noise - noise.min()) / np.ptp(noise)
    return (low + noise * (high - low)).astype(np.uint8)


def prepared(tmp_path, image, steps, **options):
    path = write_image_file(
        tmp_path / "image.tif", image, **{"kind": gdal.GDT_UInt16} if image.dtype == np.uint16 else {}
    )
    prepare_image(path, steps, str(tmp_path / "out.tif"), **options)
    with RasterReader(str(tmp_path / "out.tif")) as reader:
        return reader.grid, reader.read(reader.grid.window)


def brute_mean(values, size):
    half, result = size // 2, np.full_like(values, np.nan)
    for row, column in zip(*np.nonzero(np.isfinite(values))):
        part = values[max(0, row - half) : row + half + 1, max(0, column - half) : column + half + 1]
        result[row, column] = np.nanmean(part)
    return result


def test_the_mean_of_known_cells_against_a_loop():
    values = np.random.default_rng(0).normal(100, 20, (25, 30))
    values[5:8, 10:14] = np.nan
    np.testing.assert_allclose(local_mean(values, 5), brute_mean(values, 5), rtol=1e-10)


def test_the_gaussian_against_its_formula():
    values = np.random.default_rng(0).normal(100, 20, (21, 21))
    offset = np.arange(-3, 4)
    weight = np.exp(-(offset[:, None] ** 2 + offset**2) / 2)
    expected = (weight / weight.sum() * values[7:14, 7:14]).sum()
    assert gaussian(values)[10, 10] == pytest.approx(expected, rel=1e-12)
    assert np.allclose(gaussian(np.full((9, 9), 7.0)), 7.0)  # the rim is not darkened


def test_the_dark_channel_against_a_loop():
    image = np.random.default_rng(1).uniform(0, 255, (3, 20, 22))
    dark = dark_channel(image, 5)
    for row, column in ((0, 0), (10, 11), (19, 21)):
        part = image[:, max(0, row - 2) : row + 3, max(0, column - 2) : column + 3]
        assert dark[row, column] == part.min()


def test_the_guided_filter_keeps_an_edge_of_its_guide():
    guide = np.where(np.arange(60)[None, :] < 30, 0.2, 0.8) * np.ones((60, 1))
    noisy = guide + np.random.default_rng(2).normal(0, 0.05, guide.shape)
    result = guided(guide, noisy, radius=8, epsilon=1e-4)
    np.testing.assert_allclose(result, guide, atol=0.03)
    assert result[:, 29].max() < 0.3
    assert result[:, 30].min() > 0.7


def test_haze_that_was_put_over_an_image_is_taken_away_again():
    clear = np.random.default_rng(3).uniform(0, 200, (3, 150, 150))
    clear[0, ::5, ::5] = 0  # something dark in every patch: the prior
    air, transmission = np.array([220.0, 225.0, 230.0]), 0.6
    hazy = clear * transmission + air[:, None, None] * (1 - transmission)
    result = dehaze(hazy, air)
    assert np.abs(result - clear).mean() < 0.2 * np.abs(hazy - clear).mean()


def brute_guided(guide, values, size):
    """He, Sun and Tang (2013), Eq. 5, 6 and 8, cell by cell."""
    mean_guide, mean_values = brute_mean(guide, size), brute_mean(values, size)
    slope = (brute_mean(guide * values, size) - mean_guide * mean_values) / (
        brute_mean(guide**2, size) - mean_guide**2 + 1e-3
    )
    return brute_mean(slope, size) * guide + brute_mean(mean_values - slope * mean_guide, size)


def test_the_guided_filter_against_a_loop():
    rng = np.random.default_rng(8)
    guide, values = rng.uniform(0, 1, (2, 24, 26))
    guide[3:6, 7:9] = values[3:6, 7:9] = np.nan
    np.testing.assert_allclose(guided(guide, values, radius=3), brute_guided(guide, values, 7), rtol=1e-9)


def test_haze_removal_against_a_loop():
    rng = np.random.default_rng(9)
    image, air = rng.uniform(30, 250, (3, 40, 38)), np.array([240.0, 235.0, 230.0])
    dark = np.empty((40, 38))
    for row in range(40):
        for column in range(38):
            part = (image / air[:, None, None])[:, max(0, row - 7) : row + 8, max(0, column - 7) : column + 8]
            dark[row, column] = part.min()
    transmission = np.clip(brute_guided(image.mean(axis=0) / 255.0, 1.0 - 0.95 * np.minimum(dark, 1.0), 61), 0.1, 1.0)
    expected = (image - air[:, None, None]) / transmission + air[:, None, None]
    np.testing.assert_allclose(dehaze(image, air), expected, rtol=1e-9)


def test_equalising_keeps_the_colours():
    image = np.random.default_rng(4).uniform(20, 90, (3, 10, 10))
    result = equalise(image, np.linspace(0, 200, 256))
    np.testing.assert_allclose(result / result.mean(axis=0), image / image.mean(axis=0))


def test_the_balance_uses_the_whole_range_in_each_colour(tmp_path):
    image = smooth_image()
    _, values = prepared(tmp_path, image, ["balance"])
    for before, after in zip(image.astype(float), values[:3]):
        low, high = np.quantile(before, [0.005, 0.995])
        expected = np.clip(np.rint((before - low) * 255 / (high - low)), 0, 255)
        np.testing.assert_array_equal(after, expected)
    assert (values[3] == 255).all()


def test_the_equalised_brightness_is_even(tmp_path):
    _, values = prepared(tmp_path, smooth_image(), ["equalise"])
    counts = np.histogram(values[:3].mean(axis=0), bins=5, range=(0, 255))[0] / values[0].size
    assert np.abs(counts - 0.2).max() < 0.06


def test_the_equalised_brightness_is_the_share_of_darker_cells(tmp_path):
    grey = smooth_image()[0]
    _, values = prepared(tmp_path, np.stack([grey] * 3), ["equalise"])
    below = np.array([(grey < level).mean() + (grey == level).mean() / 2 for level in range(256)])
    np.testing.assert_allclose(values[0], 255 * below[grey], atol=1.0)


# OpenCV 4.11.0, createCLAHE(clipLimit=3.0, tileGridSize=(2, 2)) of the image in the test, every 32nd row and column
OPENCV = [
    [115, 144, 138, 127, 116, 106, 131, 124], [225, 163, 34, 38, 132, 217, 185, 56],
    [225, 173, 55, 30, 110, 220, 191, 71], [96, 138, 156, 150, 121, 92, 85, 139],
    [16, 80, 200, 235, 131, 21, 40, 160], [56, 105, 190, 198, 110, 59, 72, 161],
    [161, 130, 115, 97, 126, 156, 138, 120], [242, 173, 34, 9, 142, 238, 206, 65],
]  # fmt: skip
OPENCV_ONE = [
    [109, 131, 118, 140],
    [227, 51, 112, 198],
    [15, 196, 131, 42],
    [156, 109, 125, 140],
]  # tileGridSize=(1, 1), every 64th


@pytest.mark.parametrize(("side", "step", "expected"), [(128, 32, OPENCV), (256, 64, OPENCV_ONE)])
def test_contrast_limited_equalisation_is_that_of_opencv(tmp_path, monkeypatch, side, step, expected):
    row, column = np.mgrid[:256, :256]
    grey = np.rint(90 + 40 * np.sin(row / 29.0) * np.cos(column / 27.0) + (row * 7 + column * 13) % 11).astype(np.uint8)
    monkeypatch.setattr(image_steps, "CONTEXT_CELLS", side)
    _, values = prepared(tmp_path, np.stack([grey] * 3), ["clahe"])
    difference = values[0, ::step, ::step] - np.array(expected)
    assert np.abs(difference).max() <= 3  # OpenCV deals out whole counts only
    assert np.abs(difference).mean() < 1.2
    np.testing.assert_array_equal(values[0], values[1])


def test_contrast_limited_equalisation_leaves_out_what_is_null(tmp_path, monkeypatch):
    monkeypatch.setattr(image_steps, "CONTEXT_CELLS", 30)
    image = np.concatenate([smooth_image(), np.full((1, 90, 120), 255, np.uint8)])
    image[:3, :, 60:] = 0
    image[3, :, 60:] = 0  # half of the blocks hold nothing
    meant = [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand]
    path = write_image_file(tmp_path / "image.tif", image, meant=meant)
    prepare_image(path, ["clahe"], str(tmp_path / "out.tif"))
    half = write_image_file(tmp_path / "half.tif", image[:3, :, :60])
    prepare_image(half, ["clahe"], str(tmp_path / "half_out.tif"))
    with RasterReader(str(tmp_path / "out.tif")) as whole, RasterReader(str(tmp_path / "half_out.tif")) as alone:
        np.testing.assert_array_equal(whole.read(alone.grid.window)[:3], alone.read(alone.grid.window)[:3])


def test_the_balance_evens_strips_of_a_mosaic(tmp_path, monkeypatch):
    monkeypatch.setattr(image_steps, "STRIP_CELLS", 40)
    image = smooth_image(160, 400, 80, 140).astype(float)
    image[:, :, 200:] *= np.array([0.8, 0.9, 1.1])[:, None, None]  # a strip that is darker and bluer
    _, values = prepared(tmp_path, np.rint(image).astype(np.uint8), ["balance"])
    for before, after in zip(image, values[:3]):
        spread, remains = before.std(), after.std()
        seam = abs(before[:, 240:].mean() - before[:, :160].mean()) / spread
        assert seam > 0.5
        assert abs(after[:, 240:].mean() - after[:, :160].mean()) / remains < 0.2 * seam


def test_a_palette_is_expanded(tmp_path):
    path = write_palette(tmp_path / "palette.tif", 60, 70)
    prepare_image(path, ["lowpass"], str(tmp_path / "out.tif"))
    numbers = colours(1, 60, 70)[0].astype(float)
    with RasterReader(str(tmp_path / "out.tif")) as reader:
        values = reader.read(reader.grid.window)
    for band, meant in zip(values, (numbers, 255 - numbers, numbers // 2)):
        np.testing.assert_allclose(band, brute_mean(meant, 3), atol=0.51)
    assert (values[3] == 255).all()


@pytest.mark.parametrize(("kind", "scale"), [(gdal.GDT_UInt16, 40), (gdal.GDT_Int16, 60), (gdal.GDT_Float32, 1 / 255)])
def test_an_image_of_four_bands_and_many_bits_gives_three_colours(tmp_path, kind, scale):
    image = np.concatenate([smooth_image(), smooth_image(90, 120, 0, 200)[:1]]).astype(float) * scale
    path = write_image_file(tmp_path / "image.tif", image, kind)
    log = Remembering()
    prepare_image(path, ["gaussian"], str(tmp_path / "out.tif"), progress=log)
    assert "balanced first" in log.text
    with RasterReader(str(tmp_path / "out.tif")) as reader:
        values = reader.read(reader.grid.window)
    assert len(values) == 4
    assert values[:3].max() > 200
    assert np.corrcoef(values[1].ravel(), image[1].ravel())[0, 1] > 0.85


@pytest.mark.parametrize("step", STEPS)
def test_the_result_does_not_depend_on_the_windows(tmp_path, monkeypatch, step):
    monkeypatch.setattr(image_steps, "CONTEXT_CELLS", 40)
    monkeypatch.setattr(image_steps, "STRIP_CELLS", 50)
    image = smooth_image(150, 170)
    _, whole = prepared(tmp_path, image, [step])
    monkeypatch.setattr(module, "_WINDOW", 64)
    _, parts = prepared(tmp_path, image, [step])
    assert np.abs(whole - parts).max() <= 1  # a rounding of the running sums may fall to the other side
    assert (whole != parts).mean() < 1e-3


def test_nulls_and_alpha_are_kept(tmp_path):
    image = np.concatenate([smooth_image(), np.full((1, 90, 120), 255, np.uint8)])
    image[3, 20:30, 40:60] = 0
    meant = [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand]
    path = write_image_file(tmp_path / "image.tif", image, meant=meant)
    prepare_image(path, STEPS, str(tmp_path / "out.tif"))
    with RasterReader(str(tmp_path / "out.tif")) as reader:
        np.testing.assert_array_equal(reader.read(reader.grid.window)[3], image[3])


def test_sixteen_bits_become_eight_and_are_balanced(tmp_path):
    image = smooth_image().astype(np.uint16) * 40
    _, plain = prepared(tmp_path, image, ["gaussian"])
    assert plain[:3].max() > 200
    assert plain[:3].min() < 55


def test_an_extent_and_a_cell_give_that_part(tmp_path):
    extent = (WEST + 52.0, NORTH - 203.0, WEST + 151.0, NORTH - 100.0)
    grid, values = prepared(tmp_path, smooth_image(), ["lowpass"], extent=extent)
    assert (grid.x_min, grid.y_max, grid.cell_m, grid.shape) == (WEST + 50, NORTH - 100, 5.0, (21, 21))
    assert np.isfinite(values).all()
    grid, _ = prepared(tmp_path, smooth_image(), ["lowpass"], extent=extent, cell_m=10.0)
    assert grid.cell_m == 10.0


def test_an_image_in_degrees_is_brought_to_utm(tmp_path):
    wgs = spatial_reference("EPSG:4326").ExportToWkt()
    path = write_image_file(tmp_path / "image.tif", smooth_image(), cell_m=0.0001, west=15.0, north=41.5, crs=wgs)
    log = Remembering()
    prepare_image(path, ["balance"], str(tmp_path / "out.tif"), progress=log)
    assert "does not measure in metres" in log.warnings[0]
    with RasterReader(str(tmp_path / "out.tif")) as reader:
        assert "UTM zone 33N" in reader.grid.crs


def test_what_makes_no_sense_is_refused_and_a_cancel_leaves_nothing(tmp_path):
    with pytest.raises(InputError, match="Choose among balance"):
        prepared(tmp_path, smooth_image(), [])
    with pytest.raises(InputError, match="does not reach the extent"):
        prepared(tmp_path, smooth_image(), ["balance"], extent=(0.0, 0.0, 1.0, 1.0))
    with pytest.raises(Cancelled):
        prepared(tmp_path, smooth_image(), ["balance"], progress=Remembering(cancelled=True))
    assert [path.name for path in tmp_path.iterdir()] == ["image.tif"]
