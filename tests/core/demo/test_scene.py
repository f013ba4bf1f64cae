from __future__ import annotations

import dataclasses
import os
import subprocess
import sys

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.base.grid import Grid, Window
from slipline.core.base.progress import Silent
from slipline.core.demo import write
from slipline.core.demo.landslides import LocalFrame, local_frame, los_speed
from slipline.core.demo.recipe import ACTIVE, FRESH, OLD, PARTLY, Recipe
from slipline.core.demo.scene import make_scene
from slipline.core.demo.sites import TOWARDS_SATELLITE, Site
from slipline.core.demo.targets import INCIDENCE_DEG, range_slope
from slipline.core.gis.crs import transform_points
from slipline.core.gis.raster import RasterReader

SHAPE = (400, 520)


@pytest.fixture(scope="module")
def scene():
    return make_scene("small", 7, shape=SHAPE)


@pytest.fixture(scope="module")
def folder(scene, tmp_path_factory):
    path = tmp_path_factory.mktemp("demo")
    write.write_scene(scene, path, Silent())
    return path


class Stopped(Silent):
    """Cancelled after some questions."""

    def __init__(self, questions):
        self.left = questions

    def is_cancelled(self):
        self.left -= 1
        return self.left < 0


def test_the_same_seed_gives_the_same_scene(scene):
    again = make_scene("small", 7, shape=SHAPE)
    for name in ("image", "kind", "velocity"):
        np.testing.assert_array_equal(getattr(again, name), getattr(scene, name))
    np.testing.assert_array_equal(again.ground.dem, scene.ground.dem)
    for field in dataclasses.fields(scene.targets):
        np.testing.assert_array_equal(getattr(again.targets, field.name), getattr(scene.targets, field.name))
    assert again.areas == scene.areas


def test_another_processor_gives_the_same_scene(scene, tmp_path):
    """numpy computes exp, sin and power by other instructions where the processor lacks some."""
    code = (
        "import sys, numpy as np; from slipline.core.demo.scene import make_scene;"
        f"s = make_scene('small', 7, shape={SHAPE});"
        "np.savez(sys.argv[1], z=s.ground.terrain.z, farm=s.ground.cover.farm, kind=s.kind, dem=s.ground.dem, "
        "image=s.image, x=s.targets.x, v=s.targets.velocity)"
    )
    lacking = {"NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"}
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(tmp_path / "other.npz")],
        env={**os.environ, **lacking},
        check=True,
        timeout=300,
    )
    other = np.load(tmp_path / "other.npz")
    np.testing.assert_array_equal(other["z"], scene.ground.terrain.z)
    np.testing.assert_array_equal(other["farm"], scene.ground.cover.farm)
    np.testing.assert_array_equal(other["kind"], scene.kind)
    np.testing.assert_allclose(other["dem"], scene.ground.dem, atol=1e-3)
    np.testing.assert_allclose(other["x"], scene.targets.x, atol=1e-6)
    np.testing.assert_allclose(other["v"], scene.targets.velocity, atol=1e-6)
    assert (other["image"] != scene.image).mean() < 1e-5


def test_another_seed_gives_another_scene(scene):
    other = make_scene("small", 8, shape=SHAPE)
    assert np.abs(other.ground.dem - scene.ground.dem).max() > 20
    assert (other.image != scene.image).mean() > 0.5
    assert other.areas != scene.areas


def test_old_landslides_do_not_move_and_active_ones_do(scene):
    for slide in scene.slides:
        speed = np.abs(scene.velocity[slide.window.slices])
        if slide.site.kind == OLD:
            assert not slide.moving.any()
        else:
            assert slide.site.speed > 0
            assert speed[slide.moving].max() > 0
    assert {slide.site.kind for slide in scene.slides} & set(ACTIVE)


def test_only_a_part_of_a_partly_reactivated_landslide_moves():
    found = [
        s for seed in (1, 2, 3) for s in make_scene("small", seed, Recipe(shares=(0, 0, 1, 0)), shape=SHAPE).slides
    ]
    shares = [s.moving.sum() / s.body.sum() for s in found if s.site.kind == PARTLY]
    assert len(shares) >= 3
    assert 0.2 < np.mean(shares) < 0.75
    assert max(shares) < 0.95


def test_landslides_do_not_overlap_and_stay_inside(scene):
    count = np.zeros(SHAPE, int)
    for slide in scene.slides:
        assert slide.window.intersection(Window(0, 0, SHAPE[1], SHAPE[0])) == slide.window
        count[slide.window.slices] += slide.body
    assert count.max() == 1
    assert scene.truth.sum() == sum(s.body.sum() for s in scene.slides if s.site.kind in ACTIVE)


def test_targets_have_the_stated_density_and_a_share_of_poor_ones(scene):
    area = SHAPE[0] * SHAPE[1] * 25e-6
    assert len(scene.targets.x) / area == pytest.approx(scene.recipe.targets_per_km2, rel=0.12)
    assert 0.08 < (scene.targets.coherence < 0.7).mean() < 0.3
    error = scene.targets.velocity - scene.targets.truth
    good = scene.targets.coherence > 0.85
    assert 1.5 < np.median(np.abs(error[good])) * 1.4826 < 6
    assert np.abs(error).max() > 15  # outliers or unwrapping


def test_no_target_in_layover():
    x = np.arange(30) * 20.0
    # falls to the east, towards the satellite
    steep = np.tile(-x * np.tan(np.radians(45)) * 1.02, (20, 1)).astype(np.float32)
    assert (range_slope(steep) > INCIDENCE_DEG).all()
    assert range_slope(-steep).max() < 0


def straight_site(form="translational", east=1.0, south=0.0):
    axis = np.array([100.0, 300.0]) + np.arange(41)[:, None] * 10.0 * np.array([east, south])
    return Site(FRESH, form, axis, 160.0, 100.0, 0.0)


def test_frame_of_a_straight_landslide():
    frame = local_frame(straight_site(), Window(0, 0, 130, 120), np.random.default_rng(1))
    np.testing.assert_allclose(frame.s[60, [20, 60, 100]], [0.0, 0.5, 1.0], atol=0.03)  # columns 100, 300, 500 m
    assert frame.body[60, 60]
    assert not frame.body[10, 60]
    assert frame.body[:, 60].sum() * 5.0 == pytest.approx(160, rel=0.35)
    np.testing.assert_allclose(frame.east[60], 1.0, atol=1e-3)
    assert frame.t[70, 60] * frame.t[50, 60] < 0


@pytest.mark.parametrize(("east", "north", "sign"), [(1.0, 0.0, 1), (-1.0, 0.0, -1)])
def test_motion_to_the_east_comes_towards_the_satellite(east, north, sign):
    one = np.ones((9, 9))
    frame = LocalFrame(0.4 * one, 0.0 * one, east * one, north * one)
    site = straight_site()
    speed = los_speed(site, frame, np.ones((9, 9), bool))
    dip = np.radians(np.interp(0.4, [0.0, 0.35, 0.95], (36.0, 30.0, 18.0)))
    expected = 100 * (np.cos(dip) * east * TOWARDS_SATELLITE[0] - np.sin(dip) * TOWARDS_SATELLITE[2])
    np.testing.assert_allclose(speed, expected, rtol=1e-5)
    if sign < 0:
        assert speed.max() < -80


def test_experts_agree_with_each_other_as_people_do(scene):
    assert scene.areas
    assert 0.7 < np.mean([area.agreement for area in scene.areas]) < 0.92
    numbers = {slide.number: slide for slide in scene.slides}
    for area in scene.areas:
        geometry = ogr.CreateGeometryFromWkb(area.polygon)
        assert geometry.IsValid()
        assert geometry.GetArea() == pytest.approx(area.area_m2)
        if area.number:
            assert numbers[area.number].site.kind in ACTIVE


def test_an_unknown_size_is_refused():
    with pytest.raises(InputError, match="huge"):
        make_scene("huge")


@pytest.mark.parametrize("questions", [0, 3, 20, 60])
def test_cancelling_stops_and_leaves_nothing(questions, tmp_path, monkeypatch):
    monkeypatch.setattr(
        write, "make_scene", lambda size, seed, recipe, progress: make_scene(size, seed, recipe, progress, SHAPE)
    )
    with pytest.raises(Cancelled):
        write.create_demo("small", 1, str(tmp_path / "new"), Stopped(questions))
    assert list(tmp_path.iterdir()) == []


def test_other_files_in_the_folder_stay(scene, tmp_path, monkeypatch):
    monkeypatch.setattr(write, "make_scene", lambda *_, **__: scene)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "image.tif.aux.xml").write_text("stale")
    files = write.create_demo("small", 7, str(tmp_path), Silent())
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*write.FILES, "notes.txt"])
    assert sorted(files) == sorted(write.FILES)


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        write.create_demo("small", 1, str(tmp_path / "file" / "demo"), Silent())


def test_the_image_lies_on_the_grid_and_says_synthetic(scene, folder):
    with RasterReader(str(folder / "image.tif")) as reader:
        assert reader.grid.cell_m == 5.0
        assert reader.grid.shape == SHAPE
        assert reader.names == ["red", "green", "blue"]
        np.testing.assert_array_equal(reader.read(reader.grid.window), scene.image.astype(np.float32))
        assert reader.metadata("red")["description"] == "synthetic"
    assert "SYNTHETIC" in (folder / "README.txt").read_text()


def test_the_elevation_model_agrees_with_the_ground_in_its_own_coordinates(scene, folder):
    with RasterReader(str(folder / "dem.tif")) as reader:
        grid = reader.grid
        values = reader.read(grid.window)[0]
    assert grid.cell_m == 12.5
    rows, columns = np.nonzero(np.isfinite(values))
    x = grid.x_min + (columns + 0.5) * grid.cell_m
    y = grid.y_max - (rows + 0.5) * grid.cell_m
    x, y = transform_points(x, y, write.DEM_CRS, write.IMAGE_CRS)
    column, row = (np.floor(part).astype(int) for part in scene.grid.cells_of(x, y))
    inside = (column >= 0) & (row >= 0) & (column < SHAPE[1]) & (row < SHAPE[0])
    error = values[rows, columns][inside] - scene.ground.dem[row[inside], column[inside]]
    assert abs(np.median(error)) < 0.6
    assert np.std(error) < 6.0  # 2.5 m of noise, and what a blur of 30 m does to scarps and gullies
    covered = inside.sum() * grid.cell_m**2 / (SHAPE[0] * SHAPE[1] * 25.0)
    assert 0.95 < covered < 1.0  # a few voids


def test_targets_are_written_as_a_producer_does(scene, folder):
    lines = (folder / "targets.csv").read_text().splitlines()
    assert lines[0] == "CODE,LON,LAT,HEIGHT,H_STDEV,VEL,V_STDEV,COHERENCE,EFF_AREA"
    assert len(lines) == len(scene.targets.x) + 1
    cells = lines[5].split(",")
    x, y = transform_points(np.array([float(cells[1])]), np.array([float(cells[2])]), "EPSG:4326", write.IMAGE_CRS)
    assert x[0] - scene.grid.x_min == pytest.approx(scene.targets.x[4], abs=0.05)
    assert scene.grid.y_max - y[0] == pytest.approx(scene.targets.y[4], abs=0.05)
    assert float(cells[5]) == pytest.approx(scene.targets.velocity[4], abs=0.006)


def test_areas_are_in_a_third_crs_and_keep_their_size(scene, folder):
    source = ogr.Open(str(folder / "areas.gpkg"))
    layer = source.GetLayer(0)
    assert layer.GetSpatialRef().GetAuthorityCode(None) == write.AREAS_CRS.split(":")[1]
    assert layer.GetFeatureCount() == len(scene.areas)
    for feature in layer:
        assert feature.GetField("synthetic") == 1
        # UTM 48N stretches areas by up to 0.2 % here, at the edge of the zone
        assert feature.GetGeometryRef().GetArea() == pytest.approx(feature.GetField("area_m2"), rel=0.004)


@pytest.mark.parametrize(("columns", "gap", "share"), [(1024, 550, 0.58), (2560, 700, 0.58)])
def test_training_and_test_parts_keep_their_distance(columns, gap, share):
    parts = write.split_bounds(Grid("", 0.0, 0.0, 5.0, columns, 100))
    assert parts["test"][0] - parts["train"][2] == pytest.approx(gap)
    assert parts["train"][2] == pytest.approx(share * columns * 5.0, abs=5)
    assert parts["test"][2] == columns * 5.0


def test_progress_never_falls():
    seen = []

    class Listening(Silent):
        def update(self, fraction):
            seen.append(fraction)

    make_scene("small", 3, progress=Listening(), shape=(240, 320))
    assert len(seen) > 20
    assert (np.diff(seen) >= -1e-9).all()
    assert seen[-1] == pytest.approx(1.0)
