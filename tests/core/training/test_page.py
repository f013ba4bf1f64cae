from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest

from slipline.core.base.errors import OutputError
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions, options_for
from slipline.core.evaluation.scores import Confusion
from slipline.core.gis.raster import RasterReader
from slipline.core.stack.bands import choose_bands
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.tile_store import build_tile_store
from slipline.core.training.data import TrainingData, TrainingRecord
from slipline.core.training.ground_words import describe_store, say_ground
from slipline.core.training.jobs import epoch_line
from slipline.core.training.page import write_training_report
from slipline.core.training.page_parts import gap_sentence
from slipline.core.training.page_recipe import option_rows
from slipline.core.training.plots import _ranked_tiles, outcome_map
from slipline.core.training.scores import HeldBackScores, score_held_back

from ..listening import Listening
from ..page_reader import read_page
from ..stacks import NAMES, features_of, random_areas, write_stack

SHAPE = (160, 224)
METRIC = {
    "epoch": 1,
    "epochs": 2,
    "loss": 0.5,
    "validation_loss": 0.6,
    "validation_iou": 0.3,
    "tiles_per_s": 2.0,
    "seconds_left": 4.0,
}
RESULT = {
    "threshold": 0.4,
    "temperature": 1.5,
    "epochs": 2,
    "best_epoch": 2,
    "parameters": 12345,
    "seconds": 60.0,
    "device": "cpu",
    "history": [METRIC, {**METRIC, "epoch": 2, "loss": 0.2, "validation_iou": 0.6}],
}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("record")
    areas = random_areas(SHAPE, 24, half=(3, 8))
    stack = write_stack(folder / "<script>alert(1).tif", features_of(areas, SHAPE))
    options = TrainingOptions(tile=32, seed=3)
    store = build_tile_store(folder, RasterReader(stack), NAMES, Drawing([areas]), options, 20.0, Silent())
    predicted = np.where(store.labels == 1, 0.9, 0.1).astype(np.float32)
    predicted[::3] = 0.05
    np.save(folder / "probability.npy", predicted)
    scores = score_held_back(store, folder / "probability.npy", 0.4, areas, RasterReader(stack))
    return TrainingRecord(
        TrainingData(RasterReader(stack), tuple(NAMES), areas, []),
        options,
        store,
        RESULT,
        scores,
        {"torch": "2"},
        folder / "probability.npy",
    )


def text_of(record, folder):
    write_training_report(str(folder / "r.html"), record)
    return (folder / "r.html").read_text(encoding="utf-8")


def test_the_report_has_scores_baselines_split_recipe_and_pictures(record, tmp_path):
    pytest.importorskip("matplotlib")
    text = text_of(record, tmp_path)
    for words in (
        "Scores on the test ground",
        f"{record.scores.network.iou:.3f}",
        "hot spot map",
        "fast targets, buffer",
        "pixel classifier",
        "95 % interval",
        "size (km²)",
        "panoptic quality",
        "how far outlines are apart is not known",
        "expected calibration error",
        "Split by blocks of",
        "dead zone",
        "12,345",
        "PyTorch",
        "average precision",
        "Hits, misses and false alarms",
        "Best, typical and worst tile",
    ):
        assert words in text, words
    assert len(re.findall("<img", text)) == 5
    elements, attributes, words = read_page(text)
    assert "<script>alert(1).tif" in words
    assert "script" not in elements
    assert attributes == {"alt", "charset", "class", "content", "lang", "name", "src"}
    assert "LEAKY" not in text
    assert [file.name for file in tmp_path.iterdir()] == ["r.html"]


def test_what_was_trained_on_what_is_said_first(record, tmp_path, without_matplotlib):
    data = dataclasses.replace(record.data, experts=[[], []], uncertain=[b"", b"", b""])
    text = text_of(dataclasses.replace(record, data=data), tmp_path)
    assert (
        f"learnt from {len(data.areas)} areas that were drawn on the feature stack &lt;script&gt;alert(1).tif;" in text
    )
    assert "It also learnt from the areas of 2 more people." in text
    assert f"{len(record.store.manifest['objects'])} areas, or parts of them, lie on training ground." in text
    assert "The network saw the bands hotspot, velocity" in text
    assert "3 uncertain areas were left out" in text


def test_without_matplotlib_there_are_tables_and_it_says_so(record, tmp_path, without_matplotlib):
    text = text_of(record, tmp_path)
    assert "matplotlib" in text
    assert "<img" not in text
    assert "Scores on the test ground" in text


def test_the_papers_preset_and_a_random_split_carry_their_warnings(record, tmp_path, without_matplotlib):
    text = text_of(dataclasses.replace(record, options=options_for("paper", tile=32)), tmp_path)
    assert "LEAKY" in text
    assert "without a mask" in text


def test_what_was_fitted_and_scored_where_is_said_as_it_was(record, tmp_path, without_matplotlib):
    seen, fitted, here = "that training did not see", "fitted on the validation ground", "fitted on the same tiles"
    honest = text_of(record, tmp_path)
    random = text_of(dataclasses.replace(record, options=dataclasses.replace(record.options, split="random")), tmp_path)
    paper = text_of(dataclasses.replace(record, result={**RESULT, "threshold": 0.5, "temperature": 1.0}), tmp_path)
    assert [words in honest for words in (seen, fitted, here)] == [True, True, False]
    assert [words in random for words in (seen, fitted, here)] == [False, False, True]
    assert "of test tiles, which overlap the training tiles" in random
    assert "nothing was fitted" in paper
    assert fitted not in paper


def test_a_dead_zone_narrower_than_it_should_be_is_a_warning(record, tmp_path, without_matplotlib):
    manifest = record.store.manifest
    assert manifest["dead_zone_m"] == manifest["wanted_dead_zone_m"]
    assert "would be needed" not in text_of(record, tmp_path)
    narrow = dataclasses.replace(record.store, manifest={**manifest, "dead_zone_m": 115.0, "wanted_dead_zone_m": 230.0})
    assert "115 m wide, where 230 m would be needed" in text_of(dataclasses.replace(record, store=narrow), tmp_path)
    log = Listening()
    say_ground(narrow, log)
    assert any("115 m wide, where 230 m would be needed" in line for line in log.warnings)


def test_a_model_without_scores_says_so(record, tmp_path, without_matplotlib):
    text = text_of(dataclasses.replace(record, scores=HeldBackScores("", None, {})), tmp_path)
    assert "no honest scores" in text
    assert "Scores on the" not in text


def test_a_report_that_cannot_be_written_is_one_sentence(record, tmp_path, without_matplotlib):
    with pytest.raises(OutputError, match="cannot be written"):
        text_of(record, tmp_path / "absent")


def test_an_epoch_is_one_line():
    assert epoch_line(METRIC) == "Epoch 1 of 2: loss 0.5000, validation loss 0.6000, IoU 0.300, 2.0 tiles/s, 4 s left."
    assert "IoU" not in epoch_line({**METRIC, "validation_iou": None, "validation_loss": None})


def test_the_split_is_described_with_its_tiles_and_shares(record):
    first, second = describe_store(record.store)
    counts = [sum(1 for *_, which in record.store.manifest["positions"] if which == s) for s in (1, 2, 3)]
    assert first == (
        f"Ground: 224 x 160 cells of 5 m; tiles of 32 cells: {counts[0]} training, {counts[1]} validation, "
        f"{counts[2]} test."
    )
    assert second.startswith("Split by blocks of")


def test_bands_are_those_of_the_preset_that_the_stack_has(record, tmp_path):
    assert choose_bands(record.data.stack, [], "paper") == ("red", "green", "blue", "hotspot")
    assert choose_bands(record.data.stack, ["velocity"], "paper") == ("velocity",)


def test_a_model_of_synthetic_data_says_so(record, tmp_path, without_matplotlib):
    assert "SYNTHETIC" not in text_of(record, tmp_path)
    assert "SYNTHETIC" in text_of(dataclasses.replace(record, synthetic=True), tmp_path)


def test_examples_are_tiles_with_areas_on_two_percent_of_their_cells(record):
    predicted = np.load(record.probability)
    shown = {corner for _, corner in _ranked_tiles(record.store, predicted, 1, 0.4)}
    tiles = [(row, column) for row, column, which in record.store.manifest["positions"] if which == 1]
    labelled = {
        (row, column): np.count_nonzero(
            (record.store.labels == 1)[row : row + 32, column : column + 32]
            & (record.store.sets == 1)[row : row + 32, column : column + 32]
        )
        for row, column in tiles
    }
    assert shown == {corner for corner, count in labelled.items() if count >= 20.48}
    assert 0 < len(shown) < sum(count > 0 for count in labelled.values())


def test_the_gap_between_random_tiles_and_blocks_is_shown_where_it_was_measured(record, tmp_path):
    assert "random split would have claimed" not in text_of(record, tmp_path)
    measured = dataclasses.replace(
        record, result={**RESULT, "tile_scores": {"random": 0.81, "blocks": 0.62, "gap": 0.19}}
    )
    text = text_of(measured, tmp_path)
    assert all(f"<td>{value}</td>" in text for value in ("0.810", "0.620", "0.190"))
    own = f"{record.scores.network.iou:.3f}"
    assert f"The IoU of the held-back blocks here, 0.620, and the one among the scores above, {own}, come from" in text
    assert "Areas where motion could not have been seen are left out here" in text


def test_the_agreement_of_several_people_is_shown(record, tmp_path):
    store = dataclasses.replace(record.store, manifest={**record.store.manifest, "agreement": 0.734})
    assert "agree with one another" not in text_of(record, tmp_path)
    assert "agree with one another with an IoU of 0.73" in text_of(dataclasses.replace(record, store=store), tmp_path)


def test_a_network_that_does_not_beat_a_simple_map_is_a_notice(record, tmp_path, without_matplotlib):
    bad = dataclasses.replace(record.scores, network=Confusion(tp=1, fp=1000, fn=1000, tn=10))
    text = text_of(dataclasses.replace(record, scores=bad), tmp_path)
    assert re.search('<p class="notice">The network does NOT beat .*pixel classifier', text)
    good = dataclasses.replace(record.scores, network=Confusion(tp=1000, tn=10))
    text = text_of(dataclasses.replace(record, scores=good), tmp_path)
    assert "does NOT beat" not in text
    assert "The network beats the best simple baseline: IoU 1.000" in text


def test_the_hashes_of_data_and_model_are_in_the_recipe(record, tmp_path):
    text = text_of(dataclasses.replace(record, hashes={"model file": "ab" * 32}), tmp_path)
    assert f'SHA-256 of the model file</td><td class="text">{"ab" * 32}' in text


def test_random_tiles_that_do_not_flatter_are_not_said_to():
    assert "look better by 0.190 IoU" in gap_sentence({"random": 0.81, "blocks": 0.62, "gap": 0.19})
    assert "do not flatter" in gap_sentence({"random": 0.38, "blocks": 0.58, "gap": -0.2})


def test_every_choice_of_the_recipe_has_a_name_and_no_value_is_raw():
    changed = {
        "preset": "paper",
        "network": "unet",
        "split": "random",
        "start_from": "folder/first.safetensors",
        "parts": ("stems", "deep"),
        "refit": False,
    }
    rows = dict(option_rows(TrainingOptions()))
    for name, value in TrainingOptions().as_dict().items():
        other = dataclasses.replace(TrainingOptions(), **{name: changed.get(name, 0.125 if value == 0.0 else 32)})
        if name != "device":
            assert dict(option_rows(other)) != rows, name
    text = "\n".join(f"{name}: {value}" for name, value in rows.items())
    assert not re.search(r"_|\(\)|None|True|False|: *$", text, re.MULTILINE), text
    assert rows["Additions to the network"] == "none"
    assert rows["Ignored buffer along drawn lines"] == "0 m"
    assert rows["Trained again on all ground"] == "yes"
    assert dict(option_rows(TrainingOptions(split="random")))["Trained again on all ground"] == "no"


def test_the_map_of_hits_and_misses_shows_each_held_back_cell_as_it_is(record):
    pytest.importorskip("matplotlib")
    counts = record.scores.network
    figure = outcome_map(record.store, record.probability, 0.4, counts)
    colours = figure.axes[0].images[0].get_array().reshape(-1, 3)
    names = {"hit": "1a9850", "missed": "2166ff", "false alarm": "e31a1c", "rightly left out": "ececec"}
    shown = {name: int((colours == list(bytes.fromhex(code))).all(axis=1).sum()) for name, code in names.items()}
    assert list(shown.values()) == [counts.tp, counts.fn, counts.fp, counts.tn]
    texts = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert texts == [
        f"{name}: {cells * 25e-6:.3f} km²" for name, cells in zip(names, (counts.tp, counts.fn, counts.fp, counts.tn))
    ]


def test_the_map_lies_where_the_held_back_ground_lies(record):
    pytest.importorskip("matplotlib")
    which = record.store.sets == (3 if (record.store.sets == 3).any() else 2)
    west, east, south, north = (
        outcome_map(record.store, record.probability, 0.4, record.scores.network).axes[0].images[0].get_extent()
    )
    rows, columns = np.nonzero(which)
    assert (west, east) == pytest.approx((columns.min() * 0.005, (columns.max() + 1) * 0.005))
    assert (south, north) == pytest.approx(((159 - rows.max()) * 0.005, (160 - rows.min()) * 0.005))
