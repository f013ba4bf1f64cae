from __future__ import annotations

import csv
import dataclasses
import io
import json

import numpy as np
import pytest

from slipline.core.base.codes import TEST
from slipline.core.base.errors import InputError
from slipline.core.base.grid import Grid
from slipline.core.base.json_values import plain
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.core.comparison import compare as compared
from slipline.core.comparison.compare import Comparison, bands_together
from slipline.core.comparison.contrasts import contrasts, seed_sentence, verdict
from slipline.core.comparison.figure import example_tiles, pictured_runs
from slipline.core.comparison.finished_runs import ComparedRun, FinishedRuns, from_steps, in_paper_order, in_steps
from slipline.core.comparison.report import _contrast_table, table_csv, write_comparison
from slipline.core.evaluation.blocks import Blocks, block_scores
from slipline.core.gis.raster import RasterReader
from slipline.core.stack.feature_sets import FEATURE_SETS, NUMBERS, PAPER_IOU, row_named
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.store_view import view_of
from slipline.core.tilestore.tile_store import build_tile_store
from slipline.core.training.held_back_cells import pooled
from slipline.core.training.scores import scores_dict

from ..rasters import CRS, NORTH, WEST
from ..stacks import NAMES, features_of, random_areas, write_stack

SHAPE = (160, 224)
BLOCKS = 12


def run_of(network="unet", features="hotspot", seed=1, missed=40, tiles=0):
    """A run that misses so many of 100 cells in each of twelve blocks."""
    counts = np.array([(900, missed + block, 5, 100 - missed - block) for block in range(BLOCKS)], np.int64)
    blocks = block_scores(Blocks(Grid(CRS, WEST, NORTH, 5.0, BLOCKS, 1), 1), counts, np.zeros((BLOCKS, 4)))
    scores = plain(
        {
            "network": scores_dict(pooled(counts)),
            "intervals": dict(blocks.intervals),
            "block_means": dict(blocks.means),
            "calibration_error": 0.04,
            "areas": [{"recall": 0.5, "precision": float("nan")}],
            "boundary_mean_m": 6.5,
        }
    )
    return ComparedRun(
        network, features, seed, "ab", scores, counts, 0.4, 0.8, 0.2, 12.0, np.full((tiles, 32, 32), 200, np.uint8)
    )


class Listening(Silent):
    def __init__(self):
        self.warnings = []

    def warning(self, text):
        self.warnings.append(text)


def test_the_rows_are_those_of_the_papers_tables():
    assert [NUMBERS["segnet", name] for name in list(FEATURE_SETS)[:-1]] == [
        "I",
        "II",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
    ]
    assert [NUMBERS["unet", name] for name in list(FEATURE_SETS)[:-1]] == [
        "III",
        "IV",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
        "XVIII",
    ]
    assert PAPER_IOU["segnet", "targets"] == 0.652
    assert PAPER_IOU["unet", "hotspot aspect"] == max(PAPER_IOU.values()) == 0.705
    assert PAPER_IOU["unet", "hotspot slope aspect elevation"] == 0.698


def test_runs_go_in_the_papers_order_with_further_networks_last():
    rows = Comparison(["hotspot aspect", "targets", "hotspot"], ["resunet", "unet", "segnet"], [2, 1]).rows()
    numbers = [NUMBERS.get(row[:2], "-") for row in rows]
    assert numbers == ["I", "I", "II", "II", "III", "III", "IV", "IV", "VI", "VI", "XIII", "XIII", *"------"]
    assert [row[2] for row in rows[:4]] == [2, 1, 2, 1]


def test_the_table_has_pooled_and_averaged_scores_and_both_splits():
    run = run_of(missed=20)
    (row,) = csv.DictReader(io.StringIO(table_csv([run])))
    assert (row["number"], row["network"], row["features"], row["seed"]) == ("IV", "unet", "hotspot", "1")
    found = sum(80 - block for block in range(BLOCKS))
    assert float(row["iou"]) == pytest.approx(found / (BLOCKS * 105), abs=1e-4)
    assert float(row["mean_precision"]) == pytest.approx(
        np.mean([(80 - b) / (85 - b) for b in range(BLOCKS)]), abs=1e-4
    )
    assert float(row["iou_low"]) < float(row["iou"]) < float(row["iou_high"])
    assert (row["iou_random_tiles"], row["gap"], row["area_precision"], row["paper_iou"]) == (
        "0.8000",
        "0.2000",
        "",
        "0.6890",
    )


def test_finished_runs_come_back_as_they_were(tmp_path):
    path = str(tmp_path / "t.runs.json")
    run = dataclasses.replace(run_of(tiles=2), random_iou=None)
    FinishedRuns(path, {"recipe": {"parts": ()}}, Silent()).add(run)
    again = FinishedRuns(path, {"recipe": {"parts": ()}}, Silent()).find(run.key, "ab")
    assert np.array_equal(again.counts, run.counts)
    assert np.array_equal(again.examples, run.examples)
    assert again.scores == run.scores
    assert (again.threshold, again.random_iou, again.seconds) == (0.4, None, 12.0)


def test_runs_of_other_data_or_another_recipe_do_not_count(tmp_path):
    path, listening = str(tmp_path / "t.runs.json"), Listening()
    finished = FinishedRuns(path, {"epochs": 1}, listening)
    finished.add(run_of())
    assert finished.find(run_of().key, "other bands") is None
    assert finished.find(run_of(seed=2).key, "ab") is None
    assert listening.warnings == []
    other = FinishedRuns(path, {"epochs": 2}, listening)
    assert len(other) == 0
    assert "everything is trained anew" in listening.warnings[0]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"identity": {}, "runs": [{}]}', '{"identity": {}, "runs": [{"counts": []', "null"]
)
def test_a_damaged_file_of_runs_is_as_none(tmp_path, text):
    (tmp_path / "t.runs.json").write_text(text)
    finished = FinishedRuns(str(tmp_path / "t.runs.json"), {}, Silent())
    assert len(finished) == 0
    finished.add(run_of())
    assert len(json.loads((tmp_path / "t.runs.json").read_text())["runs"]) == 1


def test_probabilities_in_steps_keep_nulls_and_two_digits():
    values = np.array([[0.0, 1.0, np.nan, 0.501]], np.float32)
    assert from_steps(in_steps(values)) == pytest.approx(values, abs=0.002, nan_ok=True)


def test_differences_answer_the_papers_questions():
    runs = [
        run_of(features=name, missed=missed)
        for name, missed in (("targets", 60), ("hotspot", 40), ("hotspot aspect", 20), ("hotspot elevation", 41))
    ]
    runs.append(run_of("segnet", "hotspot", missed=50))
    found = {(one.first, one.second): one for one in contrasts(in_paper_order(runs))}
    assert set(found) == {
        ("III unet targets", "IV unet hotspot"),
        ("IV unet hotspot", "XIII unet hotspot aspect"),
        ("IV unet hotspot", "XIV unet hotspot elevation"),
        ("XIV unet hotspot elevation", "XIII unet hotspot aspect"),
        ("II segnet hotspot", "IV unet hotspot"),
    }
    aspect = found["XIV unet hotspot elevation", "XIII unet hotspot aspect"]
    assert aspect.paper == pytest.approx(0.705 - 0.662)
    assert aspect.found.value == pytest.approx(21 / 105)
    assert found["III unet targets", "IV unet hotspot"].found.is_certain


def test_the_verdict_names_what_is_larger_than_the_noise_and_what_is_not():
    generator = np.random.default_rng(1)
    noisy = dataclasses.replace(
        run_of(features="hotspot aspect"), counts=run_of().counts + generator.integers(0, 2, (BLOCKS, 4))
    )
    text = verdict(contrasts([run_of(features="targets", missed=60), run_of(), noisy]))
    assert text == (
        "Larger than the noise: IV unet hotspot is better than III unet targets by 0.190 IoU. The other difference "
        "could be luck."
    )
    missed = {"targets": 70, "hotspot": 65, "hotspot aspect": 50}
    many = [
        run_of(network, name, missed=count - 3 * (network == "unet"))
        for network in ("segnet", "unet")
        for name, count in missed.items()
    ]
    text = verdict(contrasts(many))
    assert text.startswith("Larger than the noise: VI segnet hotspot aspect is better than II segnet hotspot by")
    assert text.count("is better than") == 5
    assert text.endswith(" The table has 2 smaller ones that are also larger than the noise.")
    same = verdict(contrasts([run_of(), dataclasses.replace(run_of(features="hotspot aspect"))]))
    assert same.startswith(
        "The difference between XIII unet hotspot aspect and IV unet hotspot (+0.000 IoU) is not larger than the noise"
    )
    small = [
        dataclasses.replace(run, counts=run.counts[:4])
        for run in (run_of(), run_of(features="hotspot aspect", missed=9))
    ]
    assert "fewer than five blocks" in verdict(contrasts(small))
    parts = str([part.values for part in _contrast_table(contrasts(small))])
    assert "1000 draws" not in parts
    assert "no" not in parts.replace("'", " ").split()  # that would be known
    assert "nothing to compare" in verdict(contrasts([run_of()]))


def test_what_the_seed_changes_is_said():
    assert "three seeds or more" in seed_sentence([run_of()])
    assert "Between its seeds a row differs by up to 0.095 IoU" in seed_sentence(
        [run_of(missed=30), run_of(seed=2, missed=40)]
    )


def test_the_rows_drawn_are_the_papers_or_those_asked_for():
    runs = [
        run_of(features="targets", missed=60),
        run_of(),
        run_of(seed=2),
        run_of(features="hotspot aspect"),
        run_of("resunet", "recommended"),
    ]
    assert [run.title for run in pictured_runs(runs, [])] == ["IV unet hotspot", "XIII unet hotspot aspect"]
    assert [run.seed for run in pictured_runs(runs, ["IV"])] == [1]
    assert [run.title for run in pictured_runs(runs, ["resunet recommended", "III"])] == [
        "resunet recommended",
        "III unet targets",
    ]
    assert [run.title for run in pictured_runs(runs[:2], [])] == ["III unet targets", "IV unet hotspot"]
    assert [run.title for run in pictured_runs(runs[1::-1], [])] == ["IV unet hotspot", "III unet targets"]
    with pytest.raises(InputError, match=r"row 'XVI', which is not compared. Rows that are: IV unet hotspot\."):
        row_named("XVI", [("unet", "hotspot")])


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared")
    areas = random_areas(SHAPE, 24, half=(3, 8))
    stack = write_stack(folder / "stack.tif", features_of(areas, SHAPE))
    return build_tile_store(
        folder, RasterReader(stack), NAMES, Drawing([areas]), TrainingOptions(tile=32, seed=3), 20.0, Silent()
    )


def test_runs_of_another_version_do_not_count(store, monkeypatch):
    options = TrainingOptions(tile=32, seed=3)
    identity = compared._identity(store, options)
    assert compared._identity(store, options) == identity
    monkeypatch.setattr(compared, "plugin_version", lambda: "0.0")
    assert {name for name, value in compared._identity(store, options).items() if value != identity[name]} == {
        "version"
    }


def test_the_ground_does_not_depend_on_which_sets_are_compared(tmp_path):
    stack = write_stack(tmp_path / "stack.tif", features_of(random_areas(SHAPE, 24, half=(3, 8)), SHAPE))
    assert set(bands_together(RasterReader(stack), [("red",)])) == {"red", "hotspot", "velocity"}
    assert bands_together(RasterReader(stack), [("red", "hotspot"), ("velocity", "red")]) == (
        "red",
        "hotspot",
        "velocity",
    )


def test_a_view_has_the_bands_asked_for_and_the_same_ground(store, tmp_path):
    view = view_of(store, ["blue", "hotspot"], tmp_path, Silent())
    np.testing.assert_array_equal(view.features, store.features[[NAMES.index("blue"), NAMES.index("hotspot")]])
    np.testing.assert_array_equal(view.labels, store.labels)
    np.testing.assert_array_equal(view.sets, store.sets)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert [band["name"] for band in manifest["bands"]] == ["blue", "hotspot"]
    assert manifest["positions"] == [list(one) for one in store.manifest["positions"]]


def test_example_tiles_are_held_back_do_not_overlap_and_have_areas(store):
    corners = example_tiles(store)
    held = {(row, column) for row, column, which in store.manifest["positions"] if which == TEST}
    assert corners
    assert set(corners) <= held
    assert all(max(abs(a - c), abs(b - d)) >= 32 for i, (a, b) in enumerate(corners) for c, d in corners[:i])
    assert all((store.labels[row : row + 32, column : column + 32] == 1).any() for row, column in corners)


def test_the_page_has_differences_tables_and_the_tiles_under_two_models(store, tmp_path):
    pytest.importorskip("matplotlib")
    tiles = len(example_tiles(store))
    runs = [run_of(features=name, missed=missed, tiles=tiles) for name, missed in (("targets", 60), ("hotspot", 30))]
    write_comparison(str(tmp_path / "r.html"), runs, store, TrainingOptions(tile=32), [])
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    for words in (
        "IV unet hotspot is better than III unet targets",
        "paired block bootstrap",
        "+0.013",
        "Means over blocks",
        "IoU on random tiles",
        "Figure 14",
        "With one seed the intervals",
    ):
        assert words in text, words
    assert text.count("<img") == 1
    assert "LEAKY" not in text
    assert "on the same ground, which it has not seen" in text
    write_comparison(str(tmp_path / "r.html"), runs, store, TrainingOptions(tile=32, split="random"), [])
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "LEAKY" in text
    assert "on the same tiles, which overlap the training tiles" in text


def test_a_page_of_one_row_speaks_of_one_row(store, tmp_path):
    pytest.importorskip("matplotlib")
    write_comparison(
        str(tmp_path / "r.html"), [run_of(tiles=len(example_tiles(store)))], store, TrainingOptions(tile=32), []
    )
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "One network was trained" in text
    assert "Only one row was trained: there is nothing to compare it with." in text
    assert "Held-back tiles under the model" in text
    for words in ("Each row is", "larger than", "several models", "the same ground"):
        assert words not in text, words


@pytest.mark.parametrize("synthetic", [False, True])
def test_a_page_made_of_synthetic_input_is_stamped(store, tmp_path, without_matplotlib, synthetic):
    write_comparison(str(tmp_path / "r.html"), [run_of()], store, TrainingOptions(tile=32), [], synthetic)
    assert ("SYNTHETIC" in (tmp_path / "r.html").read_text(encoding="utf-8")) is synthetic


def test_how_long_a_training_took_has_a_unit(store, tmp_path, without_matplotlib):
    long = dataclasses.replace(run_of(features="targets"), seconds=5000.0)
    write_comparison(str(tmp_path / "r.html"), [long, run_of()], store, TrainingOptions(tile=32), [])
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert ">83 min<" in text
    assert ">12 s<" in text
