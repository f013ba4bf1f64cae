from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import ogr
from scipy import ndimage

from slipline.core.base.codes import IGNORE, NONE, TEST, TRAIN, VALIDATION
from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.base.grid import Window
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.core.gis.raster import RasterReader
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.tile_store import FEATURES_HASH, build_tile_store, counted_cells, held_back_set
from slipline.core.tilestore.tiles import any_in_blocks, filled_tiles, lattice, region_of

from ...small_disk import small_disk
from ..listening import Listening
from ..rasters import WEST, box, write_raster
from ..stacks import NAMES, features_of, random_areas, write_stack

SHAPE = (160, 224)
OPTIONS = TrainingOptions(tile=32, seed=3)


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    areas = random_areas(SHAPE, 24, half=(3, 8))
    layers = features_of(areas, SHAPE)
    return write_stack(tmp_path_factory.mktemp("scene") / "stack.tif", layers), areas, layers


def build(folder, stack, areas, within=(), options=OPTIONS, reach_m=20.0, progress=Silent(), bands=NAMES):
    folder.mkdir(exist_ok=True)
    return build_tile_store(folder, RasterReader(stack), bands, Drawing([areas], within), options, reach_m, progress)


def test_tiles_of_256_cells_with_20_percent_overlap_start_each_205_cells():
    corners = lattice((500, 700), 256, 0.2)
    assert sorted({row for row, _ in corners}) == [0, 205, 410]
    assert sorted({column for _, column in corners}) == [0, 205, 410, 615]
    assert len(set(corners)) == 12


def test_the_papers_image_gives_its_number_of_windows():
    assert len(lattice((35_415, 50_661), 256, 0.2)) == 42_904


@pytest.mark.parametrize(
    ("tile", "overlap", "step"), [(160, 0.7, 48), (128, 0.25, 96), (100, 0.2, 80), (64, 0.0, 64), (16, 0.9, 2)]
)
def test_the_step_is_the_part_of_a_tile_that_does_not_overlap_rounded_up(tile, overlap, step):
    assert lattice((1, 3 * step), tile, overlap) == [(0, 0), (0, step), (0, 2 * step)]


def test_a_raster_smaller_than_a_tile_has_one_tile():
    assert lattice((5, 9), 256, 0.2) == [(0, 0)]


def test_the_store_holds_the_bands_asked_for_and_the_areas(tmp_path, scene):
    stack, areas, layers = scene
    store = build(tmp_path / "store", stack, areas, bands=["velocity", "red"])
    np.testing.assert_array_equal(store.features, layers[[1, 3]])
    assert store.features.dtype == np.float32
    assert store.manifest["bands"] == [{"name": "velocity", "unit": "mm/yr"}, {"name": "red", "unit": ""}]
    assert json.loads((tmp_path / "store" / "manifest.json").read_text())["grid"]["columns"] == SHAPE[1]
    assert set(np.unique(store.labels)) == {0, 1}


@pytest.mark.parametrize("window", [17, 64])
def test_the_store_does_not_depend_on_the_windows_it_is_read_by(tmp_path, scene, window, monkeypatch):
    stack, areas, _ = scene
    whole = build(tmp_path / "whole", stack, areas)
    monkeypatch.setattr("slipline.core.tilestore.tile_store._WINDOW", window)
    parts = build(tmp_path / "parts", stack, areas)
    for name in ("features", "labels", "sets"):
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))
    assert parts.manifest.pop(FEATURES_HASH) != whole.manifest[FEATURES_HASH]  # it goes window by window
    assert parts.manifest == {name: value for name, value in whole.manifest.items() if name != FEATURES_HASH}


def test_training_and_held_back_ground_are_apart_by_the_dead_zone_cell_by_cell(tmp_path, scene):
    stack, areas, _ = scene
    store = build(tmp_path / "store", stack, areas)
    assert store.manifest["block_m"] > 0
    dead_zone_cells = store.manifest["dead_zone_m"] / store.grid.cell_m
    assert dead_zone_cells == pytest.approx(OPTIONS.tile / 2 + 20.0 / store.grid.cell_m)
    for near, far in ((TEST, TRAIN), (VALIDATION, TRAIN), (TEST, VALIDATION)):
        distance = ndimage.distance_transform_edt(store.sets != near)  # exact, between centres
        assert distance[store.sets == far].min() > dead_zone_cells
    # the same by brute force, for the cells of two sets
    test, train = np.argwhere(store.sets == TEST), np.argwhere(store.sets == TRAIN)
    nearest = min(np.hypot(*(train - cell).T).min() for cell in test[::7])
    assert nearest > dead_zone_cells


def test_both_held_back_sets_have_areas_and_areas_are_not_shared(tmp_path, scene):
    stack, areas, _ = scene
    store = build(tmp_path / "store", stack, areas)
    labels, count = ndimage.label(store.labels == 1, np.ones((3, 3)))
    for number in range(1, count + 1):
        assert len(set(np.unique(store.sets[labels == number])) - {NONE}) <= 1
    for which in (TRAIN, VALIDATION, TEST):
        assert ((store.labels == 1) & (store.sets == which)).any()
    assert held_back_set(store) == TEST


def test_tiles_belong_to_the_set_of_most_of_their_cells(tmp_path, scene):
    stack, areas, _ = scene
    store = build(tmp_path / "store", stack, areas)
    corners = set(lattice(SHAPE, 32, 0.2))
    assert {which for *_, which in store.manifest["positions"]} == {TRAIN, VALIDATION, TEST}
    for row, column, which in store.manifest["positions"]:
        assert (row, column) in corners
        counts = [np.sum(store.sets[row : row + 32, column : column + 32] == s) for s in (TRAIN, VALIDATION, TEST)]
        assert counts[which - 1] == max(counts) >= 64


def test_every_labelled_cell_on_training_ground_lies_in_the_box_of_an_object(tmp_path, scene):
    stack, areas, _ = scene
    store = build(tmp_path / "store", stack, areas)
    covered = np.zeros(SHAPE, bool)
    for row, column, rows, columns in store.manifest["objects"]:
        covered[row : row + rows, column : column + columns] = True
        assert ((store.labels == 1) & (store.sets == TRAIN))[row : row + rows, column : column + columns].any()
    assert covered[(store.labels == 1) & (store.sets == TRAIN)].all()


def test_the_same_seed_gives_the_same_store(tmp_path, scene):
    stack, areas, _ = scene
    first, again = build(tmp_path / "a", stack, areas), build(tmp_path / "b", stack, areas)
    np.testing.assert_array_equal(first.sets, again.sets)
    assert first.manifest == again.manifest


def test_ground_outside_within_is_ignored_and_hardly_read(tmp_path, scene):
    stack, areas, layers = scene
    within = [box(300, -500, 900, -200)]  # cells: rows 40..99, columns 60..179
    store = build(tmp_path / "store", stack, areas, within)
    assert store.grid.shape == (60 + 32, 120 + 32)  # half a tile of context on each side
    np.testing.assert_array_equal(store.features, layers[:, 24:116, 44:196])
    inside = np.zeros(store.grid.shape, bool)
    inside[16:76, 16:136] = True
    assert (store.labels[~inside] == IGNORE).all()
    assert (store.labels[inside] != IGNORE).all()
    assert (store.sets[~inside] == NONE).all()
    assert not any(counted_cells(store, which, slice(None))[~inside].any() for which in (TRAIN, VALIDATION, TEST))


def test_within_beside_the_stack_is_refused(scene):
    with RasterReader(scene[0]) as reader:
        assert region_of(reader.grid, [], 16) == reader.grid.window
        assert region_of(reader.grid, [box(300, -500, 900, -200)], 0) == Window(60, 40, 120, 60)
        with pytest.raises(InputError, match="WITHIN lies outside the feature stack"):
            region_of(reader.grid, [box(9000, 0, 9100, 100)], 16)


def test_the_papers_split_draws_whole_tiles(tmp_path, scene):
    stack, areas, _ = scene
    store = build(tmp_path / "store", stack, areas, options=TrainingOptions(tile=32, split="random", seed=5))
    positions = store.manifest["positions"]
    assert [(row, column) for row, column, _ in positions] == lattice(SHAPE, 32, 0.2)
    tests = [(row, column) for row, column, which in positions if which == TEST]
    assert len(tests) == round(0.3 * len(positions))
    expected = np.full(SHAPE, TRAIN)
    for row, column in tests:
        expected[row : row + 32, column : column + 32] = TEST
    np.testing.assert_array_equal(store.sets, expected)
    assert store.manifest["dead_zone_m"] == 0


@pytest.mark.parametrize("shape", [(20, 20), (7, 30), (33, 40)])
@pytest.mark.parametrize("split", ["blocks", "random"])
def test_tiny_ground_all_trains_and_still_has_a_tile(tmp_path, shape, split):
    path, _ = write_raster(tmp_path / "tiny.tif", np.ones(shape), names=["velocity"])
    options = TrainingOptions(tile=128, split=split)
    store = build(tmp_path / "store", path, [box(0, -25, 25, 0)], options=options, bands=["velocity"])
    assert store.manifest["positions"] == [(0, 0, TRAIN)]
    assert (store.sets == TRAIN).all()
    assert held_back_set(store) is None
    assert store.manifest["objects"]


@pytest.mark.parametrize(
    ("areas", "layers", "sentence"),
    [
        ([box(5000, 5000, 5100, 5100)], np.ones((40, 60)), "No area covers a cell of the feature stack"),
        ([box(0, -1, 1, 0)], np.ones((40, 60)), "No area covers a cell of the feature stack"),
        ([box(0, -50, 50, 0)], np.full((40, 60), np.nan), "Every feature is null on the ground to train on"),
    ],
    ids=["outside", "smaller than a cell", "all null"],
)
def test_ground_that_nothing_can_be_learnt_from_is_refused(tmp_path, areas, layers, sentence):
    path, _ = write_raster(tmp_path / "stack.tif", layers, names=["velocity"])
    with pytest.raises(InputError, match=sentence):
        build(tmp_path / "store", path, areas, bands=["velocity"])


def test_a_missing_band_is_named(tmp_path, scene):
    with pytest.raises(InputError, match="no band named slope; it has hotspot, velocity"):
        build(tmp_path / "store", scene[0], scene[1], bands=["hotspot", "slope"])


def test_a_full_disk_is_one_sentence_with_the_space_needed(tmp_path, scene):
    with (
        small_disk(tmp_path / "disk", 256) as folder,
        pytest.raises(OutputError, match=r"cannot be written: 1.25 MB are needed on the disk of .*; .* are missing"),
    ):
        build(folder, scene[0], scene[1])


def test_a_cancel_is_heard_between_windows(tmp_path, scene, monkeypatch):
    monkeypatch.setattr("slipline.core.tilestore.tile_store._WINDOW", 32)
    progress = Listening(cancel_at=0.3)
    with pytest.raises(Cancelled):
        build(tmp_path / "store", scene[0], scene[1], progress=progress)
    assert progress.fractions[-1] < 0.4
    assert not (tmp_path / "store" / "manifest.json").exists()


def test_tiles_without_motion_or_area_are_left_out_in_the_recommended_preset_only(tmp_path, scene):
    _, areas, layers = scene
    holes = layers.copy()
    deformation = [NAMES.index(name) for name in ("hotspot", "velocity")]
    holes[deformation, :, 112:] = np.nan
    stack = write_stack(tmp_path / "holes.tif", holes)
    west = [area for area in areas if ogr.CreateGeometryFromWkb(area).GetEnvelope()[1] < WEST + 112 * 5.0]
    counts = {}
    for preset in ("recommended", "paper"):
        store = build(tmp_path / preset, stack, west, options=TrainingOptions(preset=preset, tile=32, split="random"))
        corners = lattice(SHAPE, 32, 0.2)
        kept = {(row, column) for row, column, _ in store.manifest["positions"]}
        counts[preset] = len(kept)
        assert store.manifest["left_out"] == len(corners) - len(kept)
        assert {corner for corner in corners if corner[1] < 112} <= kept
        assert preset == "paper" or not any(column >= 116 for _, column in kept)
    assert counts["recommended"] < counts["paper"] == len(lattice(SHAPE, 32, 0.2))


def test_blocks_of_a_mask_are_those_counted_one_by_one():
    mask = np.random.default_rng(1).random((13, 22)) > 0.9
    blocks = any_in_blocks(mask, 4)
    expected = [
        [mask[row : row + 4, column : column + 4].any() for column in range(0, 22, 4)] for row in range(0, 13, 4)
    ]
    np.testing.assert_array_equal(blocks, expected)


@pytest.mark.parametrize("tile", [16, 20])
def test_a_tile_is_filled_where_its_cells_are(tile):
    mask = np.random.default_rng(2).random((60, 90)) > 0.998
    tiles = [(row, column, TRAIN) for row, column in lattice(mask.shape, tile, 0.2)]
    kept = filled_tiles(tiles, any_in_blocks(mask, 4), 4, tile)
    assert {t for t in tiles if mask[t[0] : t[0] + tile, t[1] : t[1] + tile].any()} <= set(kept) < set(tiles)


def test_random_tiles_to_test_on_are_drawn_beside_the_blocks(tmp_path, scene):
    stack, areas, _ = scene
    store = build(tmp_path / "store", stack, areas)
    tiles = store.manifest["random_tiles"]
    corners = lattice(SHAPE, 32, 0.2)
    assert set(map(tuple, tiles)) <= set(corners)
    assert len(tiles) == round(0.3 * len(corners))
    again = build(tmp_path / "again", stack, areas)
    assert again.manifest["random_tiles"] == tiles


def test_the_features_are_hashed_while_they_are_written(scene, tmp_path):
    stack, areas, layers = scene
    first, second = (build(tmp_path / name, stack, areas).manifest[FEATURES_HASH] for name in ("first", "second"))
    assert first == second
    changed = layers.copy()
    changed[0, 5, 5] += 1.0
    other = write_stack(tmp_path / "other.tif", changed)
    assert build(tmp_path / "third", other, areas).manifest[FEATURES_HASH] != first
