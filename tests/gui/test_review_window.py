"""The review panel in a real window. Screenshots stay in build/screenshots/review."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.areas.rules import AreaRules
from slipline.core.areas.write import AreaInputs, AreaOutputs, write_areas
from slipline.core.display.styles import write_style
from slipline.core.display.velocity_classes import velocity_breaks
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import Column, write_points, write_polygons

from ..core.made_targets import plain_targets
from ..core.rasters import CRS, NORTH, WEST, box, write_raster
from .tiles import tile_server
from .window import drive, pictures

STYLES = Path(__file__).parent.parent.parent / "resources" / "styles"
DATES = [f"D2020{month:02d}05" for month in range(1, 13)]
AREAS, TARGETS = 12, 4000


def make_inputs(folder):
    """Twelve areas of 100 x 100 m and more in three rows; targets with dates, which move only inside them."""
    random = np.random.default_rng(2)
    probability = np.full((160, 240), 0.05)
    for number in range(AREAS):
        row, column = 12 + 50 * (number // 4), 12 + 58 * (number % 4)
        probability[row : row + 20 + 2 * (number % 3), column : column + 20 + number] = 0.6 + 0.03 * number
    raster, _ = write_raster(folder / "probability.tif", probability)
    x, y = random.uniform(0, 1200, TARGETS), random.uniform(0, 800, TARGETS)
    inside = probability[(y / 5).astype(int), (x / 5).astype(int)] > 0.5
    velocity = random.normal(0, 1, TARGETS) - inside * (2 + x / 60)
    gi_z = velocity / 4
    months = np.arange(12)
    dated = [Column(name, velocity * month / 12 + random.normal(0, 1, TARGETS)) for name, month in zip(DATES, months)]
    targets = str(folder / "targets.gpkg")
    write_points(
        targets, "targets", CRS, WEST + x, NORTH - y, [Column("velocity", velocity), Column("gi_z", gi_z), *dated]
    )
    write_style(targets, "targets", **velocity_breaks(velocity))
    table = plain_targets(WEST + x, NORTH - y, velocity, gi_z)
    write_areas(
        AreaInputs(RasterReader(raster), table),
        AreaOutputs(str(folder / "mask.tif"), str(folder / "areas.gpkg")),
        AreaRules(0.5, 0.0, 0.5),
    )
    write_raster(folder / "stack.tif", [probability, 20 + 10 * probability], names=["hotspot", "slope"])
    squares = [box(60 + 300 * i, -200 - 20 * i, 160 + 300 * i, -100) for i in range(3)]
    write_polygons(str(folder / "foreign.shp"), "foreign", CRS, squares, [Column("name", ["north", "middle", "south"])])
    many = [box(12 * (i % 50), -12 * (i // 50) - 10, 12 * (i % 50) + 10, -12 * (i // 50)) for i in range(2000)]
    columns = [
        Column("area_id", np.arange(2000)),
        Column("status", np.array([None] * 2000, object)),
        *(Column(name, np.array([None] * 2000, object)) for name in ("reviewer", "reviewed", "reason", "note")),
    ]
    write_polygons(str(folder / "many.gpkg"), "many", CRS, many, columns)
    (folder / "model.safetensors").write_bytes(b"")
    return {
        "targets": targets,
        **{
            name: str(folder / file)
            for name, file in (
                ("areas", "areas.gpkg"),
                ("stack", "stack.tif"),
                ("foreign", "foreign.shp"),
                ("many", "many.gpkg"),
                ("model", "model.safetensors"),
            )
        },
    }


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    inputs = make_inputs(folder)
    add_review_fields(inputs["areas"])
    with tile_server() as (address, _):
        task = {
            **inputs,
            "screenshots": pictures("review"),
            "report": str(folder / "seen.json"),
            "style": str(STYLES / "areas.qml"),
            "server": address,
        }
        return {**drive(folder, "drive_review.py", task), "paths": inputs}


def add_review_fields(path):
    """As the panel does after asking; the question itself is tried with the layer of another tool."""
    dataset = ogr.Open(path, 1)
    for name in ("reviewer", "reviewed", "reason", "note"):
        dataset.GetLayer(0).CreateField(ogr.FieldDefn(name, ogr.OFTString))


def stored(path):
    """Area number -> attributes, read by SQLite alone."""
    with sqlite3.connect(path) as database:
        (layer,) = next(database.execute("select table_name from gpkg_contents"))
        database.row_factory = sqlite3.Row
        return {row["area_id"]: dict(row) for row in database.execute(f'select * from "{layer}"')}


def test_areas_come_by_priority(window):
    rows = stored(window["paths"]["areas"])
    weight = {number: row["probability_mean"] * abs(row["v_median"]) * row["area_m2"] for number, row in rows.items()}
    assert window["opened"]["order"] == sorted(weight, key=weight.get, reverse=True)
    assert window["opened"]["targets"] == "Targets"


def test_the_second_map_shows_the_basemap_and_keeps_in_step(window):
    assert window["imagery"] == ["Predicted areas", "Google Satellite"]
    for away, ratio in (window["in_step"], window["in_step_again"]):
        assert away < 1.0
        assert ratio == pytest.approx(1.0, abs=1e-3)


def test_the_first_area_is_shown_when_the_panel_opens(window):
    assert window["first_shown"]["away"] < 1.0
    assert window["first_shown"]["metres_across"] < 500  # the area is some 130 m wide


def test_the_panel_fits_the_screen_of_a_laptop(window):
    assert window["opened"]["least_height"] <= 585  # what 768 pixels leave below QGIS' tool bars


def test_the_swipe_shows_imagery_right_of_its_divider(window):
    hot_spots, imagery, seen = "#000000", "#608040", window["swipe"]
    assert seen["off"] == [hot_spots, hot_spots]
    assert seen["on"] == [[hot_spots, imagery], True]


def test_the_divider_is_dragged_and_the_map_stays(window):
    assert window["swipe"]["dragged"] == [["#608040", "#608040"], pytest.approx(0.2, abs=0.01), True]


def test_other_tools_work_beside_the_swipe(window):
    pixels, colours = window["swipe"]["panned"]
    assert pixels == pytest.approx(120, abs=1)
    assert colours == ["#608040", "#608040"]


def test_a_swipe_without_imagery_ends_and_says_why(window):
    assert window["swipe"]["without_imagery"] == [True, "#000000"]
    text, checked = window["swipe"]["refused"]
    assert text.startswith("There is no imagery to swipe to.")
    assert not checked


def test_the_swipe_may_come_and_go_while_it_draws(window):
    assert window["swipe"]["ended"] == [True, False]


def test_a_decision_is_in_the_file_at_once(window):
    row = window["after_accept"]
    assert (row["status"], row["reviewer"], row["reason"], row["note"]) == ("accepted", "Li Wei", None, None)
    assert row["reviewed"].startswith("20")
    assert window["looked_at"] == window["opened"]["order"][:2]


def test_ten_areas_with_keys(window):
    order = window["opened"]["order"]
    rows = stored(window["paths"]["areas"])
    assert [rows[number]["status"] for number in order[:10]] == [
        "accepted",
        "rejected",
        "later",
        "accepted",
        "accepted",
        "accepted",
        "rejected",
        "accepted",
        "accepted",
        "later",
    ]
    assert [rows[number]["reason"] for number in order[:10] if rows[number]["reason"]] == ["works", "no sign"]
    assert window["counts"] == "8 of 12 decided: 6 accepted, 2 rejected; 2 for later"
    assert window["rejected_shown"] == [order[1], order[6]]
    assert window["fast_shown"] == sum(row["activity"] == "fast" for row in rows.values()) > 0


def test_undo_goes_back_to_the_area(window):
    assert window["after_undo"] == [window["opened"]["order"][6], ""]


def test_letters_in_a_note_are_letters(window):
    assert window["note_kept"] == ["Ask Ma about the road, area 9"]
    assert stored(window["paths"]["areas"])[window["opened"]["order"][5]]["note"] == "Ask Ma about the road, area 9"


def test_a_note_is_kept_when_a_button_leads_on(window):
    assert window["noted"] == [window["opened"]["order"][10], "Seen from the road", "Seen from the road, 2019", ""]


def test_keys_mean_areas_again_after_a_filter_was_chosen(window):
    assert window["focus_after_filter"]


def test_the_histogram_reads_the_targets_of_the_area_only(window):
    assert 0 < window["reads"] < TARGETS


def test_split_makes_two_areas_and_undo_one(window):
    assert window["split"]["areas"] == window["split"]["file"] == AREAS + 1
    new = window["split"]["new"]
    whole = stored(window["paths"]["areas"])[window["opened"]["order"][0]]
    assert 0.2 * whole["area_m2"] < new["area_m2"] < 0.8 * whole["area_m2"]
    assert 0 < new["n_targets"] < whole["n_targets"]
    assert window["split_undone"]


def test_an_edit_is_written_and_measured_at_once(window):
    after, before, shown = window["edited"]
    assert after > before + 20 * 400
    assert shown == pytest.approx(after)
    assert window["edit_tool"][1]
    assert not window["after_edit"]
    assert window["edit_undone"]


def test_merge_and_its_undo(window):
    assert window["merged"] == {"areas": AREAS - 1, "file": AREAS - 1}
    assert window["merge_undone"]


def test_train_again_opens_the_tool_filled_in(window):
    assert window["train_problem"] == ""
    assert window["stack_found"] == "Feature stack"
    assert window["given"]["START_FROM"].endswith("model.safetensors")
    assert "areas_accepted_areas.gpkg" in window["given"]["AREAS"]
    assert "areas_reviewed_ground.gpkg" in window["given"]["WITHIN"]
    folder = Path(window["paths"]["areas"]).parent
    areas = ogr.Open(str(folder / "areas_accepted_areas.gpkg"))
    assert areas.GetLayer(0).GetFeatureCount() == 6


def test_a_layer_of_another_tool_gets_its_fields_after_asking(window):
    assert window["declined"] == [True, -1]
    assert "status, reviewer, reviewed, reason, note" in window["foreign"]["asked"]
    assert sorted(row["status"] or "" for row in window["foreign"]["rows"]) == ["", "", "accepted"]
    largest = next(row for row in window["foreign"]["rows"] if row["status"])
    assert largest["name"] == "south"


def test_a_layer_that_is_only_in_memory_is_refused(window):
    assert window["memory"].startswith("The layer scratch is only in memory and would be lost.")


def test_two_thousand_areas(window):
    assert window["many"]["areas"] == 2000
    print(window["many"])  # noqa: T201
    assert sum(row["status"] == "accepted" for row in stored(window["paths"]["many"]).values()) == 20


def test_a_layer_or_the_plugin_may_go(window):
    assert window["layer_went"] == [True, True]
    assert window["docks"] == 1


def test_killing_qgis_loses_nothing(window):
    rows = stored(window["paths"]["areas"])
    assert [rows[number]["status"] for number in window["last"]] == ["accepted", "rejected"]
    assert rows[window["last"][1]]["reason"] == "subsidence"
