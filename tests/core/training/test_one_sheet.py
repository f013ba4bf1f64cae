"""Several study areas in one training: what the sheet holds, how it is divided, and where its ground really lies."""

from __future__ import annotations

import contextlib
import dataclasses

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.codes import IGNORE, NONE, TEST, TRAIN, VALIDATION
from slipline.core.base.errors import InputError
from slipline.core.base.grid import Grid
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import rasterize
from slipline.core.hotspots.carried_settings import REACH, reach_m
from slipline.core.tilestore.learnt_ground import learnt_from, learnt_share
from slipline.core.tilestore.split_layer import write_split
from slipline.core.tilestore.tile_store import build_tile_store
from slipline.core.training.data import StudyArea, TrainingData
from slipline.core.training.ground_words import describe_store
from slipline.core.training.jobs import card_of_data
from slipline.core.training.one_sheet import on_one_sheet, short_names

from ..listening import Listening
from ..rasters import CRS, NORTH, WEST, box
from ..stacks import NAMES, features_of, random_areas, write_stack

FIRST, SECOND = (160, 224), (96, 160)
OPTIONS = TrainingOptions(tile=32, seed=3)
ELSEWHERE = spatial_reference("EPSG:32719").ExportToWkt()  # in the Andes
FAR_WEST, FAR_NORTH = 380_000.0, 6_250_000.0
BANDS = ["hotspot", "velocity", "red"]


def carried(polygon, west=FAR_WEST, north=FAR_NORTH):
    """A polygon of the test rasters, moved to where the second study area lies."""
    shape = ogr.CreateGeometryFromWkb(polygon)
    for ring in shape:
        for number, (x, y, *_) in enumerate(ring.GetPoints()):
            ring.SetPoint_2D(number, x - WEST + west, y - NORTH + north)
    return bytes(shape.ExportToWkb())


@dataclasses.dataclass
class Valleys:
    data: TrainingData
    layers: tuple
    areas: tuple


@pytest.fixture(scope="module")
def valleys(tmp_path_factory):
    """Two study areas: one in Italy, one in Chile, whose stack has no density."""
    folder = tmp_path_factory.mktemp("valleys")
    areas = random_areas(FIRST, 24, half=(3, 8)), random_areas(SECOND, 8, seed=2, half=(3, 8))
    layers = features_of(areas[0], FIRST), features_of(areas[1], SECOND, seed=2)
    stacks = (
        write_stack(folder / "home.tif", layers[0]),
        write_stack(folder / "away.tif", layers[1], crs=ELSEWHERE, west=FAR_WEST, north=FAR_NORTH),
    )
    home, away = map(RasterReader, stacks)
    further = StudyArea(stack=away, areas=[carried(one) for one in areas[1]])
    data = TrainingData(stack=home, bands=tuple(BANDS), areas=areas[0], within=[], further=[further])
    return Valleys(data, layers, areas)


SHEETS = contextlib.ExitStack()


@pytest.fixture(autouse=True)
def closed_sheets():
    yield
    SHEETS.close()


def sheet_of(valleys, folder, options=OPTIONS, heard=Silent(), **changes):
    folder.mkdir(exist_ok=True)
    data = dataclasses.replace(valleys.data, **changes)
    return SHEETS.enter_context(on_one_sheet(data, BANDS, options, folder, heard))


def store_of(data, folder, options=OPTIONS):
    place = folder / "store"
    place.mkdir()
    return build_tile_store(place, data.raster, data.bands, data.drawing(0.0), options, 20.0, Silent())


def test_every_cell_of_every_stack_lies_on_the_sheet_and_nothing_between(valleys, tmp_path):
    data = sheet_of(valleys, tmp_path)
    reader = data.sheet
    assert set(BANDS) <= set(reader.names)
    assert [band.unit for band in reader.bands if band.name == "velocity"] == ["mm/yr"]
    values, grid = reader.read(reader.grid.window, BANDS), reader.grid
    numbers = [NAMES.index(name) for name in BANDS]
    np.testing.assert_array_equal(values[:, : FIRST[0], : FIRST[1]], valleys.layers[0][numbers])
    window = grid.window_of(*data.places[1].bounds)
    assert window.shape == SECOND
    np.testing.assert_array_equal(values[(slice(None), *window.slices)], valleys.layers[1][numbers])
    values[:, : FIRST[0], : FIRST[1]] = np.nan
    values[(slice(None), *window.slices)] = np.nan
    assert np.isnan(values).all()
    assert window.row - FIRST[0] > OPTIONS.tile


def test_labels_lie_where_they_were_drawn_and_the_ground_between_does_not_count(valleys, tmp_path):
    data = sheet_of(valleys, tmp_path)
    store = store_of(data, tmp_path)
    own, window = store.labels[: FIRST[0], : FIRST[1]], store.grid.window_of(*data.places[1].bounds)

    for labels, shape, areas in (
        (own, FIRST, valleys.areas[0]),
        (store.labels[window.slices], SECOND, valleys.areas[1]),
    ):
        grid = Grid(CRS, WEST, NORTH, 5.0, shape[1], shape[0])
        np.testing.assert_array_equal(labels, rasterize(areas, grid, grid.window))
    between = np.ones(store.grid.shape, bool)
    between[: FIRST[0], : FIRST[1]] = between[window.slices] = False
    assert (store.labels[between] == IGNORE).all()
    assert (store.sets[between] == NONE).all()


def test_no_tile_touches_two_study_areas(valleys, tmp_path):
    store = store_of(sheet_of(valleys, tmp_path), tmp_path)
    last = store.grid.window_of(*store.manifest["places"][1]["bounds"]).row
    for row, _, _ in store.manifest["positions"]:
        assert row + OPTIONS.tile <= last or row >= FIRST[0]


def test_blocks_of_both_study_areas_train(valleys, tmp_path):
    store = store_of(sheet_of(valleys, tmp_path), tmp_path)
    window = store.grid.window_of(*store.manifest["places"][1]["bounds"])
    for part in (store.sets[: FIRST[0]], store.sets[window.slices]):
        assert (part == TRAIN).any()
    assert not store.manifest["held_back_place"]


def test_the_split_by_areas_holds_back_the_last_one_and_nothing_else_of_it(valleys, tmp_path):
    options = dataclasses.replace(OPTIONS, split="areas")
    data = sheet_of(valleys, tmp_path, options)
    store = store_of(data, tmp_path, options)
    window = store.grid.window_of(*store.manifest["places"][1]["bounds"])
    counted = store.labels[window.slices] != IGNORE
    assert (store.sets[window.slices][counted] == TEST).all()
    others = store.sets[: FIRST[0]]
    assert set(np.unique(others)) == {NONE, TRAIN, VALIDATION}
    assert store.manifest["held_back_place"] == "away.tif"
    assert "all" in store.manifest  # the refit learns from it too
    assert any("away.tif is held back" in line for line in describe_store(store))
    card = card_of_data(store, data.sheet)
    assert card["held_back_area"] == "away.tif"
    assert [one["areas"] for one in card["study_areas"]] == [24, 8]


def test_one_study_area_cannot_be_held_back(valleys, tmp_path):
    options = dataclasses.replace(OPTIONS, split="areas")
    with pytest.raises(InputError, match="only one study area"):
        store_of(dataclasses.replace(valleys.data, further=[]), tmp_path, options)


def test_learnt_ground_and_split_layer_lie_where_the_study_areas_really_are(valleys, tmp_path):
    store = store_of(sheet_of(valleys, tmp_path), tmp_path)
    learnt = learnt_from(store, store.sets, "")
    assert [one["crs"] for one in learnt] == [store.grid.crs, ELSEWHERE]
    home, away = (ogr.CreateGeometryFromWkb(each) for each in (box(0, -800, 1120, 0), carried(box(0, -480, 800, 0))))
    for ground, crs, cells in (
        (home, CRS, store.sets[: FIRST[0]]),
        (away, ELSEWHERE, store.sets[store.grid.window_of(*store.manifest["places"][1]["bounds"]).slices]),
    ):
        share = learnt_share(ground, crs, learnt)
        assert share == pytest.approx((cells == TRAIN).sum() * 25 / ground.GetArea(), abs=0.03)
    write_split(str(tmp_path / "split.gpkg"), store, Silent())
    dataset = ogr.Open(str(tmp_path / "split.gpkg"))
    sizes = sum(feature["area_m2"] for feature in dataset.GetLayer(0))
    dataset = None
    assert sizes >= (store.sets[: FIRST[0]] != NONE).sum() * 25 * 0.95


@pytest.mark.parametrize("cell_m", [2.5, 20.0])
def test_a_stack_with_other_cells_is_brought_to_those_of_the_first(valleys, tmp_path, cell_m):
    rows, columns = (round(length * 5.0 / cell_m) for length in SECOND)
    layers = np.repeat(np.linspace(0.0, 100.0, columns, dtype=np.float32)[None], rows, axis=0)[None].repeat(3, axis=0)
    layers[1, :, : columns // 4] = np.nan
    stack = write_stack(
        tmp_path / "other.tif", layers, names=BANDS, crs=ELSEWHERE, west=FAR_WEST, north=FAR_NORTH, cell_m=cell_m
    )
    heard = Listening()
    further = StudyArea(stack=RasterReader(stack), areas=valleys.data.further[0].areas)
    data = sheet_of(valleys, tmp_path, heard=heard, further=[further])
    assert "other.tif has cells of" in " ".join(heard.lines)
    reader = data.sheet
    assert reader.grid.cell_m == 5.0
    window = reader.grid.window_of(*data.places[1].bounds)
    assert window.shape == SECOND
    values = reader.read(window, BANDS)
    ramp = (np.arange(SECOND[1]) + 0.5) / SECOND[1] * 100.0
    assert np.abs(values[0] - ramp).max() < 2 * 100.0 / min(columns, SECOND[1])
    assert np.isnan(values[1][:, : SECOND[1] // 4 - 2]).all()
    assert np.isfinite(values[1][:, SECOND[1] // 4 + 2 :]).all()


def test_units_are_converted_and_a_unit_of_something_else_is_refused(valleys, tmp_path):
    layers = valleys.layers[1][[NAMES.index(name) for name in BANDS]].copy()
    layers[1] /= 10.0
    stack = write_stack(tmp_path / "cm.tif", layers, names=BANDS, crs=ELSEWHERE, west=FAR_WEST, north=FAR_NORTH)
    dataset = gdal.Open(stack, gdal.GA_Update)
    dataset.GetRasterBand(2).SetUnitType("cm/yr")
    dataset = None

    def further():
        return [StudyArea(stack=RasterReader(stack), areas=valleys.data.further[0].areas)]

    data = sheet_of(valleys, tmp_path, further=further())
    reader = data.sheet
    values = reader.read(reader.grid.window_of(*data.places[1].bounds), ["velocity"])[0]
    np.testing.assert_allclose(values, valleys.layers[1][1], rtol=1e-5)
    dataset = gdal.Open(stack, gdal.GA_Update)
    dataset.GetRasterBand(2).SetUnitType("rad")
    dataset = None
    with pytest.raises(InputError, match="velocity"):
        sheet_of(valleys, tmp_path, further=further())


def test_the_reach_of_the_sheet_is_the_largest_of_all_study_areas(valleys, tmp_path):
    stacks = valleys.data.stack.path, valleys.data.further[0].stack.path
    for path, reach in zip(stacks, ("100.0", "450.0")):
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.GetRasterBand(1).SetMetadataItem(REACH, reach)
        dataset = None
    home, away = map(RasterReader, stacks)
    further = [dataclasses.replace(valleys.data.further[0], stack=away)]
    assert reach_m(sheet_of(valleys, tmp_path, stack=home, further=further).sheet) == 450.0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda data: {"further": [dataclasses.replace(data.further[0], areas=[])]},
            "No drawn area lies on .*away.tif",
        ),
        (lambda data: {"within": [box(0, -800, 1120, 0)]}, "none of it lies on the feature stack away.tif"),
        (
            lambda data: {"further": [StudyArea(stack=data.stack, areas=data.areas)]},
            r"home.tif and home.tif show the same ground \(100 %",
        ),
    ],
)
def test_what_would_teach_wrong_is_refused(valleys, tmp_path, change, sentence):
    with pytest.raises(InputError, match=sentence):
        sheet_of(valleys, tmp_path, **change(valleys.data))


def test_other_mappers_of_the_first_study_area_leave_the_second_alone(valleys, tmp_path):
    data = sheet_of(valleys, tmp_path, experts=[[box(30, -60, 70, -30)]])
    store = store_of(data, tmp_path)
    window = store.grid.window_of(*store.manifest["places"][1]["bounds"])
    assert (store.labels[window.slices] == 1).any()
    assert store.manifest["agreement"] < 0.5  # where only one person drew, nobody agrees with anybody


def test_stacks_of_one_name_are_told_apart_by_their_folders():
    assert short_names(["/a/north/stack.vrt", "/a/south/valley.vrt"]) == ["stack.vrt", "valley.vrt"]
    assert short_names(["/a/north/stack.vrt", "/a/south/stack.vrt"]) == ["north/stack.vrt", "south/stack.vrt"]
    assert short_names(["/a/x/stack.vrt", "/b/x/stack.vrt"]) == ["a/x/stack.vrt", "b/x/stack.vrt"]
