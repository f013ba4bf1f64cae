from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.files import system
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.raster import RasterReader
from slipline.core.hotspots.carried_settings import PAPER_REACH_M, reach_m
from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.stack.build import FEATURES, SETS, StackOptions, build_stack
from slipline.core.stack.parts import StackInputs
from slipline.core.stack.target_bands import FIELDS

from ..image.test_bands import colours, write_image_file
from ..listening import Listening
from ..made_targets import UTM, Remembering, scattered
from ..rasters import NORTH, WEST, write_raster


@pytest.fixture()
def study(tmp_path):
    """Inputs that disagree: image at 5 m, hot spot map on it, DEM in degrees, targets."""
    image = write_image_file(tmp_path / "image.tif", colours(rows=200, columns=180))
    rng = np.random.default_rng(1)
    heights = 1000 + rng.normal(0, 10, (60, 60)).cumsum(axis=0)
    dem, _ = write_raster(tmp_path / "dem.tif", heights, 0.0003, "EPSG:4326", west=14.995, north=41.557)
    targets = scattered(400)
    hotspot = str(tmp_path / "hot.tif")
    hot_spot(targets, HotSpotOptions(grid=image), HotSpotOutputs(map=hotspot))
    return StackInputs(image, hotspot, dem, targets, 39.2, 280.0)


def read(path, names=None):
    with RasterReader(str(path)) as reader:
        return reader.grid, reader.names, reader.read(reader.grid.window, names)


def test_every_feature_is_a_named_band_on_the_images_grid(study, tmp_path):
    build_stack(study, StackOptions(feature_set="all"), str(tmp_path / "stack.vrt"))
    grid, names, values = read(tmp_path / "stack.vrt")
    assert names == [name for name in FEATURES if name not in FIELDS]  # those need two orbits, or series
    assert (grid.x_min, grid.y_max, grid.cell_m, grid.shape) == (WEST, NORTH, 5.0, (200, 180))
    assert all(np.isfinite(band).any() for band in values)
    _, _, image = read(study.image)
    np.testing.assert_array_equal(values[:3], image)
    _, _, hotspot = read(study.hotspot)
    np.testing.assert_array_equal(values[3], hotspot[0])


def test_the_image_and_the_map_are_referred_to_and_the_parts_lie_beside(study, tmp_path):
    before = (tmp_path / "image.tif").read_bytes()
    build_stack(study, StackOptions(), str(tmp_path / "stack.vrt"))
    text = (tmp_path / "stack.vrt").read_text()
    assert '<SourceFilename relativeToVRT="1">image.tif</SourceFilename>' in text
    assert '<SourceFilename relativeToVRT="1">stack_parts/v1/terrain.tif</SourceFilename>' in text
    assert str(tmp_path) not in text
    assert files_in(tmp_path / "stack_parts") == ["v1/slipline-parts.json", "v1/targets.tif", "v1/terrain.tif"]
    assert (tmp_path / "image.tif").read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if "part" in path.name and path.name != "stack_parts"]


def files_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_folder_can_be_moved_as_a_whole(study, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    for name in ("image.tif", "hot.tif"):
        shutil.copy(tmp_path / name, home / name)
    moved_inputs = StackInputs(str(home / "image.tif"), str(home / "hot.tif"), study.dem, study.targets)
    build_stack(moved_inputs, StackOptions(), str(home / "stack.vrt"))
    _, _, before = read(home / "stack.vrt")
    home.rename(tmp_path / "away")
    _, _, after = read(tmp_path / "away" / "stack.vrt")
    np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize("cell_m", [10.0, 12.0])  # as it is, resampled
def test_a_hot_spot_map_that_states_no_unit_gets_none(tmp_path, cell_m):
    hot, _ = write_raster(tmp_path / "hot.tif", np.ones((30, 40)), 10.0)
    stack = str(tmp_path / "stack.vrt")
    build_stack(StackInputs(hotspot=hot), StackOptions(("hotspot",), cell_m=cell_m if cell_m != 10.0 else None), stack)
    with RasterReader(stack) as reader:
        assert [(band.name, band.unit) for band in reader.bands] == [("hotspot", "")]


def test_bands_have_unit_nodata_description_and_statistics(study, tmp_path):
    build_stack(study, StackOptions(), str(tmp_path / "stack.vrt"))
    dataset = gdal.Open(str(tmp_path / "stack.vrt"))
    bands = {
        dataset.GetRasterBand(i + 1).GetDescription(): dataset.GetRasterBand(i + 1) for i in range(dataset.RasterCount)
    }
    units = {name: band.GetUnitType() for name, band in bands.items()}
    assert units["slope"] == "degree"
    assert (units["velocity"], units["density"], units["hotspot"], units["elevation"]) == (
        "mm/yr",
        "1/km2",
        "z/km2",
        "m",
    )
    for name, band in bands.items():
        values = band.ReadAsArray().astype(float)
        values = values[np.isfinite(values) & (values != band.GetNoDataValue())]
        metadata = band.GetMetadata()
        assert float(metadata["STATISTICS_MINIMUM"]) == pytest.approx(values.min(), rel=1e-8), name
        assert float(metadata["STATISTICS_MEAN"]) == pytest.approx(values.mean(), rel=1e-6, abs=1e-5), name
        assert metadata["description"]
        if name not in ("red", "green", "blue"):
            null = band.GetNoDataValue()
            assert np.isnan(null) or null < values.min(), name


@pytest.mark.parametrize(("chosen", "kept"), [("recommended", SETS["recommended"]), ("paper", SETS["paper"])])
def test_the_sets_are_one_choice_away(study, tmp_path, chosen, kept):
    build_stack(study, StackOptions(feature_set=chosen), str(tmp_path / "stack.vrt"))
    assert read(tmp_path / "stack.vrt")[1] == [name for name in FEATURES if name in kept and name not in FIELDS]
    with pytest.raises(InputError, match="none of the features of the set paper"):
        build_stack(
            StackInputs(targets=study.targets), StackOptions(cell_m=20.0, feature_set="paper"), str(tmp_path / "s.vrt")
        )


@pytest.mark.parametrize("opaque", [255, 1])  # 1: some programs write it
def test_an_image_with_alpha_is_referred_to_and_null_where_it_is_clear(tmp_path, opaque):
    values = colours(4, rows=60, columns=70)
    values[3] = opaque
    values[3, 10:20, 5:30] = 0
    meant = [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand]
    image = write_image_file(tmp_path / "image.tif", values, meant=meant)
    over, _ = write_raster(
        tmp_path / "grid.tif", np.zeros((60, 70)), 5.0, west=WEST + 100, north=NORTH - 50
    )  # half over it
    build_stack(StackInputs(image), StackOptions(grid=over), str(tmp_path / "stack.vrt"))
    assert not (tmp_path / "stack_parts").exists()
    _, _, stacked = read(tmp_path / "stack.vrt")
    expected = np.full((3, 60, 70), np.nan)
    expected[:, :50, :50] = np.where(values[3] == 0, np.nan, values[:3])[:, 10:, 20:]
    np.testing.assert_array_equal(stacked, expected)


def test_statistics_of_a_large_stack_are_marked_as_approximate(tmp_path):
    image = write_image_file(tmp_path / "image.tif", colours(rows=2600, columns=2100))
    build_stack(StackInputs(image), StackOptions(), str(tmp_path / "stack.vrt"))
    dataset = gdal.Open(str(tmp_path / "stack.vrt"))
    metadata = dataset.GetRasterBand(1).GetMetadata()
    assert metadata["STATISTICS_APPROXIMATE"] == "YES"
    assert float(metadata["STATISTICS_MEAN"]) == pytest.approx(127.5, abs=1)


def test_a_geotiff_needs_no_other_file(study, tmp_path):
    build_stack(study, StackOptions(), str(tmp_path / "stack.vrt"))
    away = tmp_path / "away"
    away.mkdir()
    build_stack(study, StackOptions(), str(away / "stack.tif"))
    assert [path.name for path in away.iterdir()] == ["stack.tif"]
    _, names, values = read(away / "stack.tif")
    _, same_names, same = read(tmp_path / "stack.vrt")
    assert names == same_names
    np.testing.assert_allclose(values, same, rtol=1e-6)
    dataset = gdal.Open(str(away / "stack.tif"))
    assert dataset.GetRasterBand(5).GetMetadataItem("STATISTICS_MEAN")


def test_a_new_process_can_read_the_stack_after_temporary_inputs_are_gone(study, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("image.tif", "hot.tif"):
        shutil.copy(tmp_path / name, temporary / name)
    inputs = StackInputs(str(temporary / "image.tif"), str(temporary / "hot.tif"))
    build_stack(inputs, StackOptions(temporary=str(temporary)), str(tmp_path / "stack.vrt"))
    shutil.rmtree(temporary)
    code = f"from osgeo import gdal; print(gdal.Open({str(tmp_path / 'stack.vrt')!r}).ReadAsArray()[0].sum())"
    total = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    _, _, image = read(study.image, ["band 1"])
    assert float(total) == image.sum()


def test_a_temporary_stack_refers_to_temporary_inputs(study, tmp_path):
    build_stack(StackInputs(study.image), StackOptions(temporary=str(tmp_path)), str(tmp_path / "stack.vrt"))
    assert not (tmp_path / "stack_parts").exists()


def test_without_an_image_the_grid_is_that_of_the_hot_spot_map_or_lies_over_the_targets(study, tmp_path):
    inputs = StackInputs(hotspot=study.hotspot, targets=study.targets, dem=study.dem)
    build_stack(inputs, StackOptions(), str(tmp_path / "a.vrt"))
    grid, names, _ = read(tmp_path / "a.vrt")
    assert grid.shape == (200, 180)
    assert "red" not in names
    build_stack(StackInputs(targets=study.targets), StackOptions(cell_m=20.0), str(tmp_path / "b.vrt"))
    grid, names, _ = read(tmp_path / "b.vrt")
    assert (grid.cell_m, names) == (20.0, ["velocity", "density", "targets"])
    assert grid.x_min <= study.targets.x.min() - 150


@pytest.mark.parametrize(("crs", "cell"), [("EPSG:4326", 0.0003), ("EPSG:32633", 30.0)])
def test_a_dem_alone_gives_a_grid_of_the_cell_size_over_it(tmp_path, crs, cell):
    west, north = (15.0, 41.55) if crs == "EPSG:4326" else (WEST + 7.0, NORTH)
    dem, _ = write_raster(
        tmp_path / "dem.tif", np.add.outer(np.arange(40.0), np.zeros(50)), cell, crs, west=west, north=north
    )
    build_stack(StackInputs(dem=dem), StackOptions(("slope",), cell_m=8.0), str(tmp_path / "stack.vrt"))
    grid, _, values = read(tmp_path / "stack.vrt")
    assert grid.cell_m == 8.0
    assert grid.x_min % 8 == 0
    assert "UTM zone 33N" in spatial_reference(grid.crs).GetName()
    assert np.isfinite(values).mean() > 0.9


def test_a_shifted_grid_takes_the_right_cells(study, tmp_path):
    crop, grid = write_raster(tmp_path / "crop.tif", np.zeros((20, 30)), 5.0, west=WEST + 50, north=NORTH - 100)
    build_stack(study, StackOptions(("red", "hotspot"), crop), str(tmp_path / "stack.vrt"))
    _, _, values = read(tmp_path / "stack.vrt")
    _, _, image = read(study.image)
    _, _, hotspot = read(study.hotspot)
    np.testing.assert_array_equal(values[0], image[0][20:40, 10:40])
    np.testing.assert_array_equal(values[1], hotspot[0][20:40, 10:40])
    assert grid.shape == values[0].shape


def test_a_hot_spot_map_that_covers_a_part_is_null_elsewhere(study, tmp_path):
    wide, _ = write_raster(tmp_path / "wide.tif", np.zeros((300, 300)), 5.0, west=WEST - 500, north=NORTH + 500)
    build_stack(StackInputs(hotspot=study.hotspot), StackOptions(grid=wide), str(tmp_path / "stack.vrt"))
    _, _, values = read(tmp_path / "stack.vrt")
    _, _, hotspot = read(study.hotspot)
    np.testing.assert_array_equal(values[0][100:300, 100:280], hotspot[0])
    assert np.isnan(values[0][:100]).all()


def test_an_image_in_degrees_gets_a_utm_grid_and_it_is_said(tmp_path):
    wgs = spatial_reference("EPSG:4326").ExportToWkt()
    image = write_image_file(
        tmp_path / "image.tif", colours(rows=50, columns=50), cell_m=0.0001, west=15.0, north=41.55, crs=wgs
    )
    log = Remembering()
    build_stack(StackInputs(image), StackOptions(), str(tmp_path / "stack.vrt"), log)
    grid, _, values = read(tmp_path / "stack.vrt")
    assert "does not measure in metres" in log.warnings[0]
    assert "UTM zone 33N" in spatial_reference(grid.crs).GetName()
    assert np.isfinite(values).mean() > 0.9


@pytest.mark.parametrize("name", ["stack.vrt", "stack.tif"])
@pytest.mark.parametrize("cell_m", [5.0, 8.0])  # of the map: referred to as it is, or resampled
def test_training_learns_from_the_stack_how_far_the_map_reaches(study, tmp_path, name, cell_m):
    hot_spot(study.targets, HotSpotOptions(500.0, 800.0, cell_m=cell_m), HotSpotOutputs(map=study.hotspot))
    build_stack(study, StackOptions(("red", "hotspot")), str(tmp_path / name))
    assert reach_m(RasterReader(str(tmp_path / name))) == 1300.0
    build_stack(study, StackOptions(("red", "slope")), str(tmp_path / "other.vrt"))
    assert reach_m(RasterReader(str(tmp_path / "other.vrt"))) == PAPER_REACH_M


def test_features_whose_input_is_missing_are_refused(study, tmp_path):
    output = str(tmp_path / "stack.vrt")
    with pytest.raises(InputError, match="slope needs DEM"):
        build_stack(StackInputs(study.image), StackOptions(("slope",)), output)
    with pytest.raises(InputError, match="sensitivity needs DEM, INCIDENCE and LOOK_AZIMUTH"):
        build_stack(StackInputs(study.image, dem=study.dem), StackOptions(("sensitivity",)), output)
    with pytest.raises(InputError, match="Give at least one"):
        build_stack(StackInputs(), StackOptions(), output)
    with pytest.raises(InputError, match="No grid is given"):
        build_stack(StackInputs(dem=study.dem), StackOptions(), output)
    assert not (tmp_path / "stack.vrt").exists()


def test_a_second_stack_replaces_the_parts_of_the_first_even_when_it_is_made_of_them(study, tmp_path):
    output = str(tmp_path / "stack.vrt")
    build_stack(study, StackOptions(("density",)), output)
    again = StackInputs(study.image, hotspot=str(tmp_path / "stack_parts" / "v1" / "targets.tif"))
    build_stack(again, StackOptions(), output)
    assert files_in(tmp_path / "stack_parts") == ["v2/hotspot.tif", "v2/slipline-parts.json"]
    assert np.isfinite(read(output)[2]).any()


def test_files_of_the_user_in_the_folders_of_the_parts_stay(study, tmp_path):
    output, parts = str(tmp_path / "stack.vrt"), tmp_path / "stack_parts"
    build_stack(study, StackOptions(), output)
    for name in ("notes.txt", "v1/notes.txt", "v1/image.tif"):
        (parts / name).write_text("mine")
    said = Listening()
    build_stack(study, StackOptions(), output, said)
    mine = ["notes.txt", "v1/image.tif", "v1/notes.txt"]
    assert files_in(parts) == [*mine, "v2/slipline-parts.json", "v2/targets.tif", "v2/terrain.tif"]
    assert [line for line in said.warnings if "stack_parts/v1 holds files that Slipline did not write" in line]


def test_parts_of_an_older_version_go_and_only_those_that_the_old_stack_refers_to(study, tmp_path):
    output, parts = tmp_path / "stack.vrt", tmp_path / "stack_parts"
    build_stack(study, StackOptions(), str(output))
    for part in (parts / "v1").glob("*.tif"):
        part.rename(parts / part.name)
    shutil.rmtree(parts / "v1")
    output.write_text(output.read_text().replace("_parts/v1/", "_parts/"))
    (parts / "image.tif").write_text("the user's")
    build_stack(study, StackOptions(), str(output))
    assert files_in(parts) == ["image.tif", "v1/slipline-parts.json", "v1/targets.tif", "v1/terrain.tif"]


def test_an_old_stack_reads_its_own_parts_until_the_new_one_stands(study, tmp_path, monkeypatch):
    """Killed at each rename of the exchange: old bands out of old parts, or new out of new, never new out of old."""
    output = tmp_path / "stack.vrt"
    build_stack(study, StackOptions(("slope",)), str(output))
    slope = read(output)[2]
    replace, left = system.replace, []

    def killed(source, target):
        if not left:
            raise SystemExit("killed")
        left.pop()
        replace(source, target)

    monkeypatch.setattr(system, "replace", killed)
    for renames in range(9):
        left[:] = range(renames)
        with contextlib.suppress(SystemExit):
            build_stack(study, StackOptions(("aspect", "slope")), str(output))
            break
        names, values = read(output)[1:]
        assert names == ["slope"]
        np.testing.assert_array_equal(values, slope)
    assert renames > 2
    assert read(output)[1] == ["slope", "aspect"]


def test_nothing_is_left_after_a_failure_or_a_cancel(study, tmp_path):
    there = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(OutputError):
        build_stack(study, StackOptions(), str(tmp_path / "image.tif" / "stack.vrt"))
    with pytest.raises(Cancelled):
        build_stack(study, StackOptions(), str(tmp_path / "stack.vrt"), Remembering(cancelled=True))
    far = scattered(20, crs=spatial_reference("EPSG:32634").ExportToWkt())
    with pytest.raises(InputError, match="lies on the grid"):
        build_stack(StackInputs(study.image, targets=far), StackOptions(), str(tmp_path / "stack.vrt"))
    assert sorted(path.name for path in tmp_path.iterdir()) == there


def test_slumgullion_without_an_image(real_data, tmp_path):
    from slipline.core.targets.importing import ImportOptions, import_targets
    from slipline.core.targets.opening import open_source

    folder = real_data("slumgullion")
    targets = import_targets([open_source(str(folder / "targets.csv"))], ImportOptions(), str(tmp_path / "t.gpkg"))
    hot = str(tmp_path / "hot.tif")
    gi = hot_spot(targets, HotSpotOptions(cell_m=10.0), HotSpotOutputs(map=hot)).gi
    inputs = StackInputs(hotspot=hot, targets=targets, dem=str(folder / "dem.tif"))
    build_stack(inputs, StackOptions(("hotspot", "velocity", "slope", "aspect")), str(tmp_path / "stack.vrt"))
    grid, names, values = read(tmp_path / "stack.vrt")
    assert names == ["hotspot", "velocity", "slope", "aspect"]
    assert spatial_reference(grid.crs).GetAuthorityCode(None) == "32613"
    assert gi.z.min() < -15  # the landslide moves away from the satellite
    moving = values[0] < np.nanquantile(values[0], 0.02)
    assert np.nanmedian(values[1][moving]) < -500
    assert 10 < np.nanmedian(values[2]) < 20


def test_the_cache_of_gdal_is_small_for_the_time_being(study, tmp_path):
    seen, before = [], gdal.GetCacheMax()

    class Looking(Remembering):
        def update(self, fraction):
            seen.append(gdal.GetCacheMax())

    build_stack(study, StackOptions(("red", "slope")), str(tmp_path / "stack.vrt"), Looking())
    assert 0 < max(seen) <= 2**28
    with pytest.raises(InputError):
        build_stack(
            StackInputs(study.image, dem=str(tmp_path / "absent.tif")), StackOptions(), str(tmp_path / "stack.vrt")
        )
    assert gdal.GetCacheMax() == before


def test_the_grid_crs_is_written_so_that_it_is_read_back(study, tmp_path):
    build_stack(study, StackOptions(("red",)), str(tmp_path / "stack.vrt"))
    assert spatial_reference(read(tmp_path / "stack.vrt")[0].crs).IsSame(spatial_reference(UTM))
