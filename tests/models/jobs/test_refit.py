"""Once more on all ground after the scores: what is learnt, what stays as it was, what a stop or a failure leaves."""

import dataclasses
import json
import shutil

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from slipline.core.base.codes import TEST, TRAIN, VALIDATION
from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.training_options import TrainingOptions
from slipline.models.input.tile_reader import ALL, open_store
from slipline.models.jobs.refit_job import refit_job
from slipline.models.jobs.train_job import train_job
from slipline.models.judging.calibration import count_logits, fit_temperature, fit_threshold
from slipline.models.machine.processes import Processes
from slipline.models.networks.model_file import load_model
from slipline.models.training.checkpoint import load_run
from slipline.models.training.losses import loss_of
from slipline.models.training.start import begin
from slipline.models.training.training import Training
from slipline.models.training.validation import Validation

from ..conftest import Reporter, make_store
from ..training.test_kept_run import OPTIONS as PARTS_OF_RUN
from ..training.test_kept_run import Stopping, job, run_until_killed

OPTIONS = TrainingOptions(width=4, tile=32, epochs=3, batch=4, learning_rate=2e-2, device="cpu", hard_negatives=0.3)
SCORED = ("seed", "best_epoch", "history")


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    """See `make_ground`; nobody may write into it."""
    return make_ground(tmp_path_factory.mktemp("stores") / "refit")


def make_ground(folder):
    """A store with the tiles of all ground; in its last rows nobody drew."""
    make_store(folder)
    labels = np.load(folder / "labels.npy")
    labels[90:] = 255
    np.save(folder / "labels.npy", labels)
    np.save(folder / "sets-all.npy", np.where(labels == 255, 0, 1).astype(np.uint8))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    positions = [(row, column, 1) for row in range(0, 88, 26) for column in range(0, 152, 26)]
    boxes = [
        (row - 9, column - 9, 18, 18)
        for row, column in [(20, 20), (64, 30), (40, 58), (24, 92), (70, 96), (30, 132), (70, 146)]
    ]
    manifest["all"] = {"positions": positions, "left_out": 0, "objects": boxes}
    manifest["random_tiles"] = [(26, 52), (52, 104)]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def refit_message(store, folder, options, result):
    message = job(store, folder, options)
    return {
        "name": "refit",
        "data": "abc",
        "scored": {name: result[name] for name in SCORED},
        "card": {"learnt": [{"crs": "all of it"}], "refit": {"done": True, "epochs": 3}},
        **{name: message[name] for name in ("store", "options", "model", "checkpoint")},
    }


def both(store, folder, options, reporter=None):
    """Train and score, then the refit: results of both."""
    result = train_job(job(store, folder, options), Reporter())
    shutil.copy(folder / "model.safetensors", folder / "scored.safetensors")
    return result, refit_job(refit_message(store, folder, options, result), reporter or Reporter())


@pytest.fixture(scope="module", params=[OPTIONS, dataclasses.replace(PARTS_OF_RUN, epochs=3)], ids=["plain", "context"])
def whole(request, ground, tmp_path_factory):
    """A training and a refit that were not interrupted: (options, folder, results).

    A refit counts where it brings something, and its calibration has to be another one than that of the scored model.
    After so few epochs either may fail with one seed, but not with eight.
    """
    for seed in range(1, 9):
        folder, options = tmp_path_factory.mktemp("whole"), dataclasses.replace(request.param, seed=seed)
        scored, refit = both(ground, folder, options)
        if refit["done"] and scored["after_refit"] != {name: scored[name] for name in ("temperature", "threshold")}:
            return options, folder, (scored, refit)
    pytest.fail("no refit of eight brought anything, or all calibrations are those of the scored models")


once = pytest.mark.parametrize("whole", [OPTIONS], indirect=True, ids=["plain"])


def same_weights(first, second):
    one, two = load_file(first), load_file(second)
    return one.keys() == two.keys() and all(torch.equal(one[name], two[name]) for name in one)


def test_all_labelled_ground_trains_in_the_refit(ground):
    store = open_store(str(ground), 1, ALL)
    assert len(store.lattice(TRAIN)) == 24
    assert len(store.objects) == 7
    tiles = store.read(np.array([[64, 128]]))
    assert (tiles.sets[0, :26] == TRAIN).all()  # test ground before
    assert not tiles.sets[0, 26:].any()  # nobody drew there


def test_the_weights_change_and_what_was_scored_stays(whole):
    _, folder, (scored, refit) = whole
    before, after = (load_model(str(folder / f"{name}.safetensors")) for name in ("scored", "model"))
    assert not same_weights(folder / "scored.safetensors", folder / "model.safetensors")
    assert (refit["done"], refit["epochs"]) == (True, 3)
    assert refit["loss_after"] < refit["loss_before"]
    for name in (
        "threshold",
        "temperature",
        "bands",
        "network",
        "tile_scores",
        "epochs",
        "best_epoch",
        "seed",
        "data_sha256",
    ):
        assert after.card[name] == before.card[name], name
    assert (after.card["threshold"], after.temperature) == (scored["threshold"], scored["temperature"])
    assert after.card["learnt"] == [{"crs": "all of it"}]
    assert after.card["refit"] == {name: refit[name] for name in ("done", "epochs", "loss_before", "loss_after")}
    assert "refit" not in before.card


def test_the_threshold_after_it_comes_from_validation_and_test_ground_together(whole, ground):
    """What the scored model says on either is in its map, calibrated with its own temperature."""
    scored, store = whole[2][0], open_store(str(ground))
    probability = np.load(whole[1] / "probability.npy")
    with np.errstate(divide="ignore"):
        logits = (np.log(probability / (1 - probability)) * scored["temperature"]).astype(np.float32)
    of = {part: count_logits(store, part, logits) for part in (VALIDATION, TEST)}
    alone, both_together = of[VALIDATION], tuple(of[VALIDATION][label] + of[TEST][label] for label in (0, 1))
    assert min(counts.sum() for counts in of[TEST]) > 0
    assert scored["temperature"] == pytest.approx(fit_temperature(*alone), rel=0.02)
    assert scored["after_refit"]["temperature"] == pytest.approx(fit_temperature(*both_together), rel=0.02)
    assert scored["after_refit"]["threshold"] == pytest.approx(
        fit_threshold(*both_together, fit_temperature(*both_together)), abs=0.02
    )


@once
def test_the_losses_told_are_those_of_the_two_models_on_the_tiles_that_were_held_back(whole, ground):
    _, folder, (_, refit) = whole
    for name, told in (("scored", refit["loss_before"]), ("model", refit["loss_after"])):
        model = load_model(str(folder / f"{name}.safetensors"))
        whole_store, store = (open_store(str(ground), model.config.window, division) for division in (None, ALL))
        held, losses = np.concatenate([whole_store.lattice(2), whole_store.lattice(3)]), []
        for first in range(0, len(held), 8):
            tiles = store.read(held[first : first + 8])
            raw = torch.from_numpy(tiles.features)
            known = torch.isfinite(raw[:, 3]) | torch.isfinite(raw[:, 4])  # of the maps of the deformation
            target = torch.where(known, torch.from_numpy(tiles.labels), torch.tensor(255, dtype=torch.uint8))
            with torch.inference_mode():
                losses.append(float(loss_of("recommended", model.network.eval()(model.scaling.views(raw)), target)))
        assert told == pytest.approx(np.mean(losses), rel=1e-4)


@once
def test_the_refit_begins_anew_and_not_with_the_scored_weights(whole, ground):
    options, folder, _ = whole
    store, reporter = open_store(str(ground), 1, ALL), Reporter()
    scaling = load_model(str(folder / "scored.safetensors")).scaling
    torch.manual_seed(options.seed)
    training = Training(store, options, reporter, begin(options, scaling), Processes())
    training.run(lambda best: None)
    own = training.recipe.averaged.state_dict()
    assert all(torch.equal(own[name], value) for name, value in load_file(folder / "model.safetensors").items())


@once
def test_the_same_seed_gives_the_same_refit_and_another_one_another(whole, ground, tmp_path):
    options, folder, _ = whole
    both(ground, tmp_path / "again", options)
    assert same_weights(folder / "model.safetensors", tmp_path / "again" / "model.safetensors")
    (tmp_path / "other").mkdir()
    shutil.copy(folder / "scored.safetensors", tmp_path / "other" / "model.safetensors")
    refit_job(
        refit_message(
            ground,
            tmp_path / "other",
            dataclasses.replace(options, seed=2),
            {"seed": 2, "best_epoch": 1, "history": []},
        ),
        Reporter(),
    )
    assert not same_weights(folder / "model.safetensors", tmp_path / "other" / "model.safetensors")


def go_on(store, folder, options, interrupted):
    """What START_FROM an interrupted training does: train (nothing is left of it), then refit."""
    reporter = Reporter()
    results = both(store, folder, dataclasses.replace(options, start_from=str(interrupted)), reporter)
    return results, reporter.lines


def assert_same_end(whole, folder, results):
    _, first, (scored, refit) = whole
    again, refit_again = results
    for name in ("scored", "model"):
        assert same_weights(first / f"{name}.safetensors", folder / f"{name}.safetensors"), name
    np.testing.assert_array_equal(np.load(first / "probability.npy"), np.load(folder / "probability.npy"))
    for name in ("threshold", "temperature", "after_refit", "best_epoch", "epochs", "parameters", "tile_scores"):
        assert again[name] == scored[name], name
    assert [entry["loss"] for entry in again["history"]] == [entry["loss"] for entry in scored["history"]]
    assert {**refit_again, "seconds": 0} == {**refit, "seconds": 0}


@pytest.mark.parametrize("epoch", [1, 2])
def test_a_refit_that_was_cancelled_leaves_the_scored_model_and_goes_on_to_the_same_end(whole, ground, tmp_path, epoch):
    options, first = whole[0], tmp_path / "first"
    with pytest.raises(Cancelled):
        both(ground, first, options, Stopping(epoch))
    assert (first / "model.safetensors").read_bytes() == (first / "scored.safetensors").read_bytes()
    assert load_run(str(first / "run.safetensors"))[0].epoch == epoch
    results, lines = go_on(ground, tmp_path / "second", options, first / "run.safetensors")
    assert f"Going on after epoch {epoch} of 3 on all ground" in "".join(lines)
    assert_same_end(whole, tmp_path / "second", results)


@once
def test_a_training_interrupted_before_its_refit_comes_to_the_same_end_too(whole, ground, tmp_path):
    options, first = whole[0], tmp_path / "first"
    with pytest.raises(Cancelled):
        train_job(job(ground, first, options), Stopping(2))
    run = shutil.copy(first / "run.safetensors", tmp_path / "copy.safetensors")
    results, _ = go_on(ground, tmp_path / "second", options, run)
    assert_same_end(whole, tmp_path / "second", results)
    assert (
        load_run(str(tmp_path / "second" / "run.safetensors"))[0].options["start_from"] == ""
    )  # not the copy, which may be gone next time


@once
def test_kill_minus_nine_in_the_refit_loses_one_epoch_at_most(whole, ground, tmp_path):
    options, first = whole[0], tmp_path / "first"
    first.mkdir()
    shutil.copy(whole[1] / "scored.safetensors", first / "model.safetensors")
    run_until_killed("refit_job", refit_message(ground, first, options, whole[2][0]), 2)
    assert load_run(str(first / "run.safetensors"))[0].epoch == 2
    results, _ = go_on(ground, tmp_path / "second", options, first / "run.safetensors")
    assert_same_end(whole, tmp_path / "second", results)


@once
@pytest.mark.parametrize(
    ("losses", "after"), [([0.3, 0.35], 0.35), ([0.3, 0.3], 0.3), ([0.3, float("nan")], None), (None, None)]
)
def test_a_refit_that_goes_wrong_leaves_the_scored_model(whole, ground, tmp_path, losses, after, monkeypatch):
    options, folder, (scored, _) = whole
    shutil.copy(folder / "scored.safetensors", tmp_path / "model.safetensors")
    if losses:
        found = iter(losses)
        monkeypatch.setattr("slipline.models.jobs.refit_job.evaluate", lambda *_: Validation(next(found)))
    options = (
        dataclasses.replace(options, epochs=2) if losses else dataclasses.replace(options, learning_rate=1e18)
    )  # which diverges
    result = refit_job(refit_message(ground, tmp_path, options, scored), Reporter())
    assert (result["done"], result["loss_after"]) == (False, after)
    assert (tmp_path / "model.safetensors").read_bytes() == (folder / "scored.safetensors").read_bytes()


@once
def test_a_model_that_was_begun_with_is_what_the_refit_begins_with_too(whole, ground, tmp_path):
    options, folder, _ = whole
    finer = dataclasses.replace(options, epochs=2, learning_rate=1e-3, start_from=str(folder / "model.safetensors"))
    _, refit = both(ground, tmp_path, finer)
    assert refit["epochs"] == 2
    state, tensors = load_run(str(tmp_path / "run.safetensors"))
    assert (state.options["start_from"], len(state.finished), state.epoch) == (str(folder / "model.safetensors"), 1, 2)
    scored = load_file(tmp_path / "scored.safetensors")
    assert all(torch.equal(tensors[f"fold0.{name}"], value) for name, value in scored.items())
    begun = load_file(folder / "model.safetensors")
    assert max(float((tensors[f"network.{name}"] - value).abs().max()) for name, value in begun.items()) < 0.05


def test_a_run_with_a_finished_member_too_many_is_damaged(ground, tmp_path):
    with pytest.raises(Cancelled):
        both(ground, tmp_path / "first", dataclasses.replace(OPTIONS, epochs=2), Stopping(1))
    run = tmp_path / "first" / "run.safetensors"
    data = run.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    state = json.loads(header["__metadata__"]["slipline_run"])
    state["options"]["refit"] = False  # a training without refit has no finished member to go on from
    header["__metadata__"]["slipline_run"] = json.dumps(state)
    text = json.dumps(header).encode()
    run.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + length :])
    with pytest.raises(InputError, match="damaged"):
        train_job(
            job(ground, tmp_path / "second", dataclasses.replace(OPTIONS, epochs=2, refit=False, start_from=str(run))),
            Reporter(),
        )
