"""Why here: shares, shifts and the main source of areas whose probabilities are known."""

import numpy as np
import pytest

from slipline.core.areas.rules import AreaRules
from slipline.core.base.errors import InputError
from slipline.core.base.model_card import Model
from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader
from slipline.core.prediction.inputs import PredictionInputs
from slipline.core.prediction.reasons import Reasons, field_of, main_source, outline_shift, shares_of
from slipline.core.prediction.sources import asked_without, require_reasons, require_several, say_cost

from ..listening import Listening
from ..rasters import box, write_raster

SOURCES = ("image", "terrain", "motion")
SHAPE, CELL = (100, 240), 5.0
BANDS = [{"name": name} for name in ("red", "slope", "hotspot", "velocity", "geo map:lime")]
CARD = {"network": {"name": "unet", "width": 4}, "bands": BANDS, "threshold": 0.5}
HIGH, LOW = 0.95, 0.05


def square(column, half, row=50):
    """Cells of a square, and the square as a polygon."""
    cells = (slice(row - half, row + half), slice(column - half, column + half))
    west, north = (column - half) * CELL, -(row - half) * CELL
    return cells, box(west, north - 2 * half * CELL, west + 2 * half * CELL, north)


@pytest.fixture(scope="module")
def reasons(tmp_path_factory):
    """Three squares: carried by motion alone; by image and terrain alike; smaller without terrain and larger without
    motion."""
    folder = tmp_path_factory.mktemp("reasons")
    with_all = np.full(SHAPE, LOW, np.float32)
    without = np.full((3, *SHAPE), LOW, np.float32)
    (one, first), (two, second), (three, third) = square(40, 10), square(120, 12), square(200, 14)
    with_all[one] = with_all[two] = with_all[three] = HIGH
    without[:2, one[0], one[1]] = HIGH
    without[:, two[0], two[1]] = 0.6  # each source gives as much as the others
    without[0][three] = HIGH
    without[1][square(200, 12)[0]] = HIGH
    without[2][square(200, 17)[0]] = HIGH
    without[2][three] = 0.9
    with_all[0, 0] = np.nan
    paths = (
        write_raster(folder / "p.tif", with_all[None], cell_m=CELL)[0],
        write_raster(folder / "w.tif", without, names=[f"without_{name}" for name in SOURCES], cell_m=CELL)[0],
    )
    readers = [RasterReader(path) for path in paths]
    return Reasons(SOURCES, *readers, AreaRules(0.5, min_area_m2=1000.0)), [first, second, third]


def test_areas_tell_shares_shifts_and_the_main_source(reasons):
    made, polygons = reasons
    columns = {one.name: one.values for one in made.columns(polygons, Silent())}
    assert list(columns) == [
        *(f"share_{name}" for name in SOURCES),
        *(f"shift_{name}" for name in SOURCES),
        "main_source",
        "gone_without",
    ]
    shares = np.array([columns[f"share_{name}"] for name in SOURCES]).T
    np.testing.assert_allclose(shares[0], [0.0, 0.0, 1.0], atol=1e-6)
    np.testing.assert_allclose(shares[1], [1 / 3] * 3, atol=1e-6)
    np.testing.assert_allclose(shares[2].sum(), 1.0)
    assert list(columns["main_source"]) == ["motion", "several", "terrain"]
    assert list(columns["gone_without"]) == ["motion", "image, terrain, motion", None]  # 0.6 reaches no seed of 0.7
    shifts = np.array([columns[f"shift_{name}"] for name in SOURCES]).T
    np.testing.assert_allclose(shifts[0], [0.0, 0.0, np.nan])
    assert shifts[2][0] == 0.0
    assert -2.8 * CELL < shifts[2][1] < -1.5 * CELL  # two cells further in, more at the corners
    assert 2.5 * CELL < shifts[2][2] < 4 * CELL  # three further out


def test_the_raster_tells_the_shares_of_the_cells_of_areas_alone(reasons, tmp_path):
    made, _ = reasons
    made.write_shares(str(tmp_path / "shares.tif"), Silent())
    with RasterReader(tmp_path / "shares.tif") as reader:
        values = reader.read(reader.grid.window)
        assert reader.names == list(SOURCES)
    inside = made.probability.read(reader.grid.window)[0] >= 0.5
    np.testing.assert_array_equal(np.isfinite(values).all(axis=0), inside)
    np.testing.assert_array_equal(np.isfinite(values).any(axis=0), inside)
    np.testing.assert_allclose(values[:, 50, 40], [0.0, 0.0, 1.0], atol=1e-6)
    np.testing.assert_allclose(values[:, 50, 120], [1 / 3] * 3, atol=1e-6)


def test_a_large_area_in_thinned_cells_tells_the_same(reasons, monkeypatch):
    made, polygons = reasons
    fine = {one.name: one.values for one in made.columns(polygons, Silent())}
    monkeypatch.setattr("slipline.core.prediction.reasons._MOST_CELLS", 2500)
    coarse = {one.name: one.values for one in made.columns(polygons, Silent())}
    assert list(coarse["main_source"]) == list(fine["main_source"])
    assert list(coarse["gone_without"]) == list(fine["gone_without"])
    for name in SOURCES:
        np.testing.assert_allclose(coarse[f"share_{name}"], fine[f"share_{name}"], atol=0.1)
        np.testing.assert_allclose(coarse[f"shift_{name}"], fine[f"shift_{name}"], atol=2 * CELL)


def test_no_area_is_no_fault_and_what_nothing_carries_has_no_share(reasons):
    assert all(len(one.values) == 0 for one in reasons[0].columns([], Silent()))
    shares = shares_of(np.array([[0.0, -2.0, 0.01], [3.0, -2.0, 1.0]]))
    assert np.isnan(shares[0]).all()
    np.testing.assert_allclose(shares[1], [0.75, 0.0, 0.25])
    assert [main_source(row, SOURCES) for row in shares] == ["several", "image"]


def test_shift_worked_by_hand():
    whole, left = np.zeros((9, 9), bool), np.zeros((9, 9), bool)
    whole[:, :6], left[:, :4] = True, True  # a straight edge two cells further in
    assert outline_shift(whole, left, 5.0) == -10.0
    assert outline_shift(left, whole, 5.0) == 10.0
    assert outline_shift(whole, whole, 5.0) == 0.0
    assert outline_shift(whole, ~whole & left, 5.0) == np.inf
    assert field_of("Geo map 2") == "geo_map_2"


def test_where_the_question_has_no_answer_it_is_refused():
    model = Model("m.safetensors", CARD)
    require_reasons(model, "no", 0.0)
    with pytest.raises(InputError, match=r"COARSE_TO_FINE is 0\.1: the first pass looks with all sources"):
        require_reasons(model, "no", 0.1)
    alone = Model("m.safetensors", {**CARD, "bands": BANDS[2:4]})
    with pytest.raises(InputError, match=r"m\.safetensors reads motion alone"):
        require_reasons(alone, "no", 0.0)
    floor = {"kind": "fast targets", "settings": {}, "iou": 0.5, "network_iou": 0.1, "precision": 0.6, "missed": 0.1}
    with pytest.raises(InputError, match="no network can be asked why"):
        require_reasons(Model("m", {**CARD, "simple_map": floor}), "yes", 0.0)
    with pytest.raises(InputError, match="reads motion alone"):
        require_several(model, ("motion",))


def test_the_cost_is_said_and_what_the_model_has_not_learnt_to_do_without(tmp_path):
    path, _ = write_raster(tmp_path / "s.tif", np.ones((5, 4, 4)), names=[band["name"] for band in BANDS])
    with RasterReader(path) as stack:
        without = asked_without(CARD, stack.names)
        assert without == ("image", "terrain", "motion", "geo map")
        learnt = {**CARD, "may_miss": {"image": ["red"], "geo map:": ["geo map:lime"]}}
        assert asked_without(learnt, stack.names[1:]) == ("terrain", "motion", "geo map")
        heard = Listening()
        say_cost(PredictionInputs(stack, Model("m", learnt), without=without), heard)
    assert "the network is asked 5 times" in heard.lines[0]
    assert "has not learnt to do without terrain:" in heard.warnings[0]
