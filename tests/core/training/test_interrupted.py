from __future__ import annotations

import json

import pytest

from slipline.core.base.errors import Cancelled, InputError, OutputError, WorkerError
from slipline.core.base.model_card import read_card
from slipline.core.base.training_options import TrainingOptions, paper_options
from slipline.core.training.interrupted import (
    best_kept,
    interrupted_recipe,
    is_interrupted,
    stopped_name,
    unfinished_name,
)

from ..listening import Listening


def write(path, metadata):
    text = json.dumps({"w": {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]}, "__metadata__": metadata}).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + bytes(4))
    return str(path)


def run(path, **changes):
    options = TrainingOptions(epochs=7, device="cuda", parts=("deep",), start_from="older.safetensors").as_dict()
    return write(
        path,
        {"slipline_run": json.dumps({"options": options, "bands": [{"name": "red"}, {"name": "velocity"}], **changes})},
    )


def test_the_recipe_is_the_runs_own_but_for_where_to_compute(tmp_path):
    path = run(tmp_path / "run.safetensors")
    options, bands = interrupted_recipe(path, TrainingOptions(epochs=3, device="cpu", processes=2))
    assert (options.epochs, options.device, options.processes, options.start_from) == (7, "cpu", 2, path)
    assert options.parts == ("deep",)
    assert bands == ("red", "velocity")


def test_a_run_from_before_there_was_a_refit_gets_none_with_the_papers_recipe(tmp_path):
    old = {name: value for name, value in paper_options().as_dict().items() if name != "refit"}
    assert not interrupted_recipe(run(tmp_path / "run.safetensors", options=old), TrainingOptions())[0].refits


def test_a_run_is_told_from_a_model_and_from_other_files(tmp_path):
    assert is_interrupted(run(tmp_path / "run.safetensors"))
    assert not is_interrupted(write(tmp_path / "model.safetensors", {"slipline": "{}"}))
    (tmp_path / "text").write_text("weights")
    with pytest.raises(InputError, match="no safetensors file"):
        is_interrupted(str(tmp_path / "text"))
    with pytest.raises(InputError, match="unfinished training; choose it as START_FROM to continue it"):
        read_card(str(tmp_path / "run.safetensors"))


@pytest.mark.parametrize(
    "changes",
    [
        {"options": None},
        {"bands": None},
        {"bands": [{}]},
        {"options": {"parts": 3}},
        {"options": {"epochs": "7"}},
        {"options": [1]},
    ],
)
def test_a_damaged_run_is_refused(tmp_path, changes):
    with pytest.raises(InputError, match="not an unfinished training that can be read"):
        interrupted_recipe(run(tmp_path / "run.safetensors", **changes), TrainingOptions())


def test_the_unfinished_training_lies_beside_its_model():
    assert unfinished_name("/folder/slides.safetensors") == "/folder/slides.unfinished.safetensors"


KEPT = [
    ({}, "The trained model is kept as"),
    ({"unfinished": True}, "The best epoch so far is kept as"),
    (
        {"unfinished": True, "folds": {"asked": 3, "finished": 0}},
        "None of the 3 members is finished. The best epoch so far of the first member is kept as",
    ),
    ({"unfinished": True, "folds": {"asked": 3, "finished": 2}}, "2 of the 3 members are finished and kept as"),
    ({"refit": {"done": False, "note": ""}}, "The scored model is kept as"),
    ({"refit": {"done": True, "note": ""}}, "The finished model is kept as"),
]


@pytest.mark.parametrize("error", [Cancelled(), WorkerError("The worker was killed.")])
@pytest.mark.parametrize(("card", "says"), KEPT)
def test_the_best_epoch_or_the_finished_members_are_kept_and_said(tmp_path, error, card, says):
    finished, model, progress = tmp_path / "best", str(tmp_path / "m.safetensors"), Listening()
    write(finished, {"slipline": json.dumps(card)})
    (tmp_path / "page").write_text("report")
    files = {finished: model, tmp_path / "page": str(tmp_path / "report.html")}
    for name in ("m.safetensors", "report.html"):
        (tmp_path / name).write_text("of yesterday")
    with pytest.raises(type(error)) as caught, best_kept(files, model, progress):
        raise error
    assert (tmp_path / "report.stopped.html").read_text() == "report"
    assert (tmp_path / "m.stopped.safetensors").read_bytes() == finished.read_bytes()
    assert {(tmp_path / name).read_text() for name in ("m.safetensors", "report.html")} == {"of yesterday"}
    assert f"{says} {stopped_name(model)}" in progress.warnings[0]
    if isinstance(error, Cancelled):
        assert f"choose {unfinished_name(model)} as START_FROM" in str(caught.value)


@pytest.mark.parametrize("error", [InputError("The disk is full."), OutputError("The disk is full.")])
def test_a_scored_model_is_kept_whatever_goes_wrong_in_its_refit(tmp_path, error):
    finished, model, progress = tmp_path / "best", str(tmp_path / "m.safetensors"), Listening()
    write(finished, {"slipline": json.dumps({"refit": {"done": False}})})
    with pytest.raises(type(error)), best_kept({finished: model}, model, progress):
        raise error
    assert (tmp_path / "m.stopped.safetensors").exists()
    assert "The scored model is kept as" in progress.warnings[0]


@pytest.mark.parametrize("error", [Cancelled(), InputError("The areas are empty."), ValueError("a bug")])
def test_nothing_is_kept_where_no_epoch_was_over_or_the_input_was_bad(tmp_path, error):
    finished, model, progress = tmp_path / "best", str(tmp_path / "m.safetensors"), Listening()
    if not isinstance(error, Cancelled):
        write(finished, {"slipline": "{}"})
    with pytest.raises(type(error)), best_kept({finished: model}, model, progress):
        raise error
    assert not list(tmp_path.glob("m.*"))
    assert progress.warnings == []
