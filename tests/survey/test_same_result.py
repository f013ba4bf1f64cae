"""The same result by map sheets as in a single run: whatever their size, their order, the workers and their deaths."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

pytest.importorskip("distributed", reason="dask and distributed are not installed: make setup brings them")

from slipline.core.base.grid import Grid
from slipline.core.base.progress import Silent
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.raster_writer import Band, RasterWriter
from slipline.core.hotspots.candidate_areas import AreaOptions
from slipline.core.hotspots.gi_star import GI, ROBUST, GiOptions
from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.opening import open_source
from slipline.survey import collecting, steps
from slipline.survey.chain import Chain
from slipline.survey.collecting import collect
from slipline.survey.kept import spent
from slipline.survey.plan import read_plan
from slipline.survey.running import Runner, client_of, time_left
from slipline.survey.steps import scored_around

from . import scene

FLOAT32 = 1e-7  # of the largest value: what is stored as float32 is no finer


@pytest.fixture(scope="module")
def cluster():
    """A cluster of two processes on the loopback address."""
    with client_of(workers=2) as client:
        yield client


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """Folder of the sources, with the grid as a raster."""
    folder = tmp_path_factory.mktemp("country")
    scene.write_sources(folder)
    cells = round(scene.SIDE_M / scene.CELL_M)
    crs = spatial_reference(scene.CRS).ExportToWkt()
    grid = Grid(crs, scene.WEST, scene.SOUTH + scene.SIDE_M, scene.CELL_M, cells, cells)
    with RasterWriter(str(folder / "grid.tif"), grid, [Band("grid")]):
        pass
    return folder


def single_run(folder, name, gi=GiOptions(), areas=AreaOptions(min_area_m2=5000.0)):
    """Import and Hot Spot over the whole ground; targets, z, z against the stable ground."""
    sources = [open_source(str(folder / f"{one}.gpkg")) for one in "ab"]
    crs = spatial_reference(scene.CRS).ExportToWkt()
    targets = import_targets(sources, ImportOptions(min_coherence=0.65, crs=crs), str(folder / f"{name}_in.gpkg"))
    options = HotSpotOptions(scene.DISTANCE_M, scene.BANDWIDTH_M, grid=str(folder / "grid.tif"), gi=gi, areas=areas)
    outputs = HotSpotOutputs("", str(folder / f"{name}.tif"), str(folder / f"{name}.gpkg"))
    return targets, hot_spot(targets, options, outputs, Silent()).gi


@pytest.fixture(scope="module")
def single(country):
    return single_run(country, "single")


def run(folder, client, sheet, more="", name=""):
    """A survey over the whole ground: its chain and what was collected."""
    plan = read_plan(scene.write_plan(folder, sheet, more, f"{name or sheet}.toml"))
    chain = Chain(plan)
    outcome = Runner(chain, client, lambda *_: None, lambda _: None).run()
    assert (outcome.failed, outcome.waiting) == ({}, {})
    return chain, collect(chain, Silent())


def areas_of(path):
    """Attributes and outline of each area."""
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)  # a layer dies with its dataset
    return [(feature.items(), feature.GetGeometryRef().ExportToWkb()) for feature in dataset.GetLayer(0)]


def require_same(chain, collected, folder, single, name="single"):
    """The survey equals the single run."""
    targets, gi = single
    everywhere = (-1e9, -1e9, 1e9, 1e9)
    numbers = chain.numbers()
    bounds = numbers.bounds
    found, z, _ = scored_around(chain, bounds, numbers)
    assert everywhere[0] < bounds[0]
    np.testing.assert_array_equal([found.x, found.y, found.coherence], [targets.x, targets.y, targets.coherence])
    np.testing.assert_allclose(z, gi.z, rtol=0, atol=1e-9 * np.nanmax(np.abs(gi.z)))
    expected, made = (gdal.Open(path).ReadAsArray() for path in (str(folder / f"{name}.tif"), collected["hotspot"]))
    np.testing.assert_allclose(made, expected, rtol=0, atol=FLOAT32 * np.nanmax(np.abs(expected)), equal_nan=True)
    areas, others = areas_of(str(folder / f"{name}.gpkg")), areas_of(collected["candidates"])
    assert len(areas) == len(others) > 0
    for (attributes, outline), (other, drawn) in zip(areas, others):
        assert bytes(outline) == bytes(drawn)
        assert attributes.keys() == other.keys()
        for key, value in attributes.items():
            assert other[key] == (pytest.approx(value, rel=1e-9) if isinstance(value, float) else value), key


@pytest.mark.parametrize("sheet", [128, 200, 512])
def test_any_size_of_sheets(cluster, country, single, sheet):
    chain, collected = run(country, cluster, sheet)
    assert len(chain.sheets) == {128: 16, 200: 9, 512: 1}[sheet]
    require_same(chain, collected, country, single)
    areas = areas_of(collected["candidates"])
    assert len(areas) == len(scene.SLIDES)  # those on seams are one area each


@pytest.mark.parametrize("gi", [GiOptions(centre=ROBUST), GiOptions(GI, min_neighbours=3)], ids=["robust", "gi"])
def test_each_statistic(cluster, country, gi):
    name = f"{gi.statistic}_{gi.centre}"
    more = f'CENTRE = "{gi.centre}"\nSTATISTIC = "{gi.statistic}"\nMIN_NEIGHBOURS = {gi.min_neighbours}\n'
    chain, collected = run(country, cluster, 128, more, name)
    require_same(chain, collected, country, single_run(country, name, gi), name)


def test_workers_that_are_killed_cost_their_step_and_nothing_else(country, single, tmp_path):
    scene.write_sources(tmp_path)
    chain = Chain(read_plan(scene.write_plan(tmp_path)))
    killed, seen = [], []

    def kill(client):
        """One worker while sums are added, one while maps are drawn."""
        for step in ("sums", "map"):
            while not any(one == step and done for one, done, _ in seen):
                time.sleep(0.01)
            victims = [worker["id"] for worker in client.scheduler_info(n_workers=-1)["workers"].values()]
            pids = client.run(os.getpid)
            assert victims
            killed.append(next(iter(pids.values())))
            os.kill(killed[-1], signal.SIGKILL)

    with client_of(workers=2) as client:
        thread = threading.Thread(target=kill, args=(client,), daemon=True)
        thread.start()
        outcome = Runner(chain, client, lambda *told: seen.append(told), lambda _: None).run()
        thread.join(300.0)
    assert len(set(killed)) == 2
    assert (outcome.failed, outcome.waiting) == ({}, {})
    require_same(chain, collect(chain, Silent()), country, single)


def test_what_is_finished_is_not_done_again_and_what_changed_is(cluster, tmp_path):
    scene.write_sources(tmp_path)
    chain, _ = run(tmp_path, cluster, 256, name="plan")
    times = {path: path.stat().st_mtime_ns for path in (chain.plan.folder / "steps").rglob("*.npy")}
    assert len(times) > 10
    assert time_left(chain) == "Time: about 0 minutes of one core are left, from 4 sheets that were measured."
    broken = Path(chain.maps.path("r0_c1.tif"))
    broken.write_bytes(b"")  # as a full disk leaves it
    chain, _ = run(tmp_path, cluster, 256, name="plan")
    assert broken.stat().st_size > 0
    assert {path: path.stat().st_mtime_ns for path in times} == times
    other, _ = run(tmp_path, cluster, 256, 'WEIGHT = "velocity"\n', "plan")
    assert other.maps.key != chain.maps.key
    assert other.noise.key == chain.noise.key  # the sums are the same
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_what_is_left_takes_as_long_as_what_is_finished(tmp_path):
    scene.write_sources(tmp_path)
    chain = Chain(read_plan(scene.write_plan(tmp_path)))
    assert time_left(chain) == ""  # nothing is measured
    for at, done in enumerate(chain.sorting):
        steps.sort_source(chain, at)
        assert done.is_done("source")
    for step, seconds in ((chain.targets, 60.0), (chain.maps, 600.0)):
        for name in ("r0_c0", "r0_c1"):
            step.finish(name, [], spent() - seconds)
    blocks = len(chain.blocks())
    minutes = round((blocks - 2) * 1 + (16 - 2) * 10)
    assert time_left(chain) == (
        f"Time: about {minutes} minutes of one core are left, from 2 sheets that were measured; without sums, of which "
        "none is finished."
    )


def test_cloud_optimised_rasters_hold_what_the_sheets_hold(cluster, tmp_path):
    scene.write_sources(tmp_path)
    chain, _ = run(tmp_path, cluster, 200, name="plan")
    collected = collect(chain, Silent(), cog=True)
    one, sheets = (gdal.Open(collected[name]) for name in ("hotspot_cog", "hotspot"))
    assert one.GetMetadata("IMAGE_STRUCTURE")["LAYOUT"] == "COG"
    assert one.GetGeoTransform() == sheets.GetGeoTransform()
    np.testing.assert_array_equal(one.ReadAsArray(), sheets.ReadAsArray())


@pytest.mark.parametrize("columns", [collecting.COLUMNS, ("FlatGeobuf", ".fgb")], ids=["parquet", "a stand-in"])
def test_areas_are_also_written_where_gdal_has_the_driver(columns, cluster, tmp_path, monkeypatch):
    if not collecting.is_written(columns[0]):
        pytest.skip("this GDAL has no such driver")
    monkeypatch.setattr(collecting, "COLUMNS", columns)
    scene.write_sources(tmp_path)
    _, collected = run(tmp_path, cluster, 512, name="plan")
    assert collected["candidates_columns"].endswith(columns[1])
    areas, again = (areas_of(collected[name]) for name in ("candidates", "candidates_columns"))
    assert len(areas) == len(scene.SLIDES)
    assert sorted(map(repr, areas)) == sorted(map(repr, again))  # the order is the format's
    assert not list(tmp_path.rglob("*.part*"))


def test_no_copy_of_the_areas_is_written_where_gdal_lacks_the_driver(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(collecting, "COLUMNS", ("no such driver", ".no"))
    scene.write_sources(tmp_path)
    _, collected = run(tmp_path, cluster, 512, name="plan")
    assert sorted(collected) == ["candidates", "hotspot", "page"]


def test_a_sheet_that_fails_is_reported_and_the_rest_goes_on(cluster, tmp_path):
    scene.write_sources(tmp_path)
    chain = Chain(read_plan(scene.write_plan(tmp_path)))
    Path(chain.maps.path("r1_c1.tif")).mkdir()  # where the raster cannot be written
    said = []
    outcome = Runner(chain, cluster, lambda *_: None, said.append).run()
    assert list(outcome.failed) == [("map", "r1_c1")]
    assert "r1_c1" in said[0]
    assert outcome.done["map"] == 15
    collected = collect(chain, Silent())
    assert np.isnan(gdal.Open(collected["hotspot"]).ReadAsArray()[128:256, 128:256]).all()
    Path(chain.maps.path("r1_c1.tif")).rmdir()
    assert Runner(chain, cluster, lambda *_: None, said.append).run().failed == {}


def test_the_numbers_of_all_targets_are_kept_as_they_are(cluster, tmp_path):
    scene.write_sources(tmp_path)
    chain, _ = run(tmp_path, cluster, 512, name="plan")
    numbers = chain.numbers()
    numbers.write(str(tmp_path / "again.json"))
    assert json.loads((tmp_path / "again.json").read_text()) == json.loads(
        Path(chain.noise.path("whole.json")).read_text()
    )
    assert numbers.whole.correlation >= 0.0
