"""Ensembles: one network out of several, in one file, trained one after the other on folds of the ground."""

import dataclasses
import json

import numpy as np
import pytest
import torch

from slipline.core.base.codes import TEST, VALIDATION
from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.grid import Window
from slipline.core.base.training_options import MOST_FOLDS, TrainingOptions
from slipline.models.input.scaling import scaling_from
from slipline.models.input.tile_reader import member_stores, open_store
from slipline.models.jobs.train_job import train_job
from slipline.models.judging.calibration import count_logits, fit_temperature, fit_threshold
from slipline.models.judging.predictor import Predictor
from slipline.models.machine.devices import choose
from slipline.models.networks.ensemble import members_of
from slipline.models.networks.model_file import load_model, save_model
from slipline.models.networks.networks import NetworkConfig, build
from slipline.models.training.start import start_of

from ..conftest import Reporter, make_store
from ..training.test_kept_run import Stopping
from .test_model_file import parts_of, refused, write

FOLDS = 3
SINGLE = NetworkConfig("resunet", 2, 3)
THREE = dataclasses.replace(SINGLE, members=3)
OPTIONS = TrainingOptions(
    network="resunet",
    width=4,
    tile=32,
    epochs=3,
    batch=4,
    learning_rate=2e-2,
    device="cpu",
    folds=FOLDS,
    hard_negatives=0.3,
)


@pytest.fixture(scope="module")
def divided(tmp_path_factory):
    """A store of three folds from west to east, and the test ground."""
    return make_folds(make_store(tmp_path_factory.mktemp("stores") / "folds"))


def make_folds(folder):
    """The store's training and validation ground in three folds."""
    sets = np.load(folder / "sets.npy")
    test = sets == 3
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    together, folds = np.where(test, 3, np.where(np.arange(sets.shape[1]) < 104, 1, 0)).astype(np.uint8), []
    for number in range(FOLDS):
        own = together.copy()
        west, east = (0, 34, 68, 104)[number : number + 2]
        own[:, max(west - 4, 0) : east + 4][together[:, max(west - 4, 0) : east + 4] == 1] = 0
        own[:, west:east] = 2
        own[test] = 3
        np.save(folder / f"sets-{number}.npy", own)
        middles = [(row, column, int(own[min(row + 16, 95), min(column + 16, 159)])) for row, column, _ in every_tile()]
        objects = [box for box in all_objects() if (own[box[0] : box[0] + box[2], box[1] : box[1] + box[3]] == 1).any()]
        folds.append({"share": 0.3, "positions": [tile for tile in middles if tile[2]], "objects": objects})
    np.save(folder / "sets.npy", together)
    positions = [
        (row, column, int(together[min(row + 16, 95), min(column + 16, 159)])) for row, column, _ in every_tile()
    ]
    manifest.update(folds=folds, positions=[tile for tile in positions if tile[2]], objects=all_objects())
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def every_tile():
    return [(row, column, 0) for row in range(0, 88, 26) for column in range(0, 152, 26)]


def all_objects():
    return [[row - 9, column - 9, 18, 18] for row, column in [(20, 20), (64, 30), (40, 58), (24, 92), (70, 96)]]


def job(store, folder, options=OPTIONS):
    folder.mkdir(exist_ok=True)
    np.save(folder / "votes.npy", np.zeros((96, 160), np.uint16))
    return {
        "store": str(store),
        "options": options.as_dict(),
        "model": str(folder / "model.safetensors"),
        "votes": str(folder / "votes.npy"),
        "probability": str(folder / "probability.npy"),
        "checkpoint": str(folder / "run.safetensors"),
        "card": {"data_sha256": "abc"},
    }


@pytest.fixture(scope="module")
def whole(divided, tmp_path_factory):
    """An ensemble whose training was not interrupted: (folder, result, reporter)."""
    folder, reporter = tmp_path_factory.mktemp("whole"), Reporter()
    return folder, train_job(job(divided, folder), reporter), reporter


def test_the_mean_of_logits_is_that_of_the_members_one_by_one():
    torch.manual_seed(3)
    ensemble, features = build(THREE).eval(), torch.randn(2, 3, 21, 37)
    with torch.inference_mode():
        alone = [member(features).numpy() for member in members_of(ensemble)]
        torch.testing.assert_close(
            ensemble(features).numpy(),
            np.mean(np.array(alone, np.float64), axis=0).astype(np.float32),
            rtol=1e-5,
            atol=1e-6,
        )
    assert np.abs(alone[0] - alone[1]).max() > 1e-3


def test_identical_members_are_the_single_network():
    torch.manual_seed(3)
    single, ensemble, features = build(SINGLE).eval(), build(THREE).eval(), torch.randn(1, 3, 32, 32)
    ensemble.load_state_dict(
        {f"fold{n}.{name}": value for n in range(3) for name, value in single.state_dict().items()}
    )
    with torch.inference_mode():
        torch.testing.assert_close(ensemble(features), single(features), rtol=1e-6, atol=1e-6)


def test_a_file_holds_all_members_and_the_card_says_how_many(tmp_path, card_for):
    torch.manual_seed(1)
    path, ensemble = str(tmp_path / "three.safetensors"), build(THREE)
    save_model(path, ensemble, card_for(THREE))
    loaded = load_model(path)
    assert loaded.config == THREE
    assert loaded.card["network"]["members"] == 3
    assert all(torch.equal(value, loaded.network.state_dict()[name]) for name, value in ensemble.state_dict().items())
    second = loaded.member(4)  # counted round and round: the second of three
    assert second.config == SINGLE
    assert all(
        torch.equal(value, second.network.state_dict()[name])
        for name, value in members_of(ensemble)[1].state_dict().items()
    )


def test_a_file_of_a_single_network_is_as_it_was_before_there_were_ensembles(tmp_path, card_for):
    path = tmp_path / "one.safetensors"
    save_model(str(path), build(SINGLE), card_for(SINGLE))
    header, _ = parts_of(path)
    assert json.loads(header["__metadata__"]["slipline"])["network"] == {"name": "resunet", "width": 2, "bands_in": 3}
    assert header.keys() - {"__metadata__"} == build(SINGLE).state_dict().keys()


@pytest.mark.parametrize("name", ["resunet", "unet", "unet_bn", "segnet"])
def test_the_largest_ensemble_of_each_network_can_be_read(tmp_path, card_for, name):
    path, config = str(tmp_path / "many.safetensors"), NetworkConfig(name, 1, 3, members=MOST_FOLDS)
    save_model(path, build(config), card_for(config))
    assert len(members_of(load_model(path).network)) == MOST_FOLDS


@pytest.mark.parametrize("members", [0, -1, 2, 4, MOST_FOLDS + 1, 10**9, "3", 3.0, None, True, [3]])
def test_a_card_with_another_number_of_members_is_refused(tmp_path, card_for, members):
    path = tmp_path / "three.safetensors"
    save_model(str(path), build(THREE), card_for(THREE))
    header, body = parts_of(path)
    header["__metadata__"]["slipline"] = json.dumps(
        {**card_for(THREE), "network": {**THREE.as_dict(), "members": members}}
    )
    refused(
        write(tmp_path / "changed.safetensors", header, body),
        "arrays of weights|does not describe a network|cannot be used",
    )


@pytest.mark.parametrize("how", ["missing", "renamed", "beyond", "shape", "not finite"])
def test_each_member_is_read_strictly(tmp_path, card_for, how):
    path, ensemble = tmp_path / "three.safetensors", build(THREE)
    if how == "not finite":
        with torch.no_grad():
            members_of(ensemble)[2].head.weight[0, 0, 0, 0] = float("nan")
    save_model(str(path), ensemble, card_for(THREE))
    header, body = parts_of(path)
    name = "fold2.head.weight"
    if how == "missing":
        del header[name]
    elif how in ("renamed", "beyond"):
        header["head.weight" if how == "renamed" else "fold3.head.weight"] = header.pop(name)
    elif how == "shape":
        header[name]["shape"] = header[name]["shape"][::-1]
    refused(write(tmp_path / "harmed.safetensors", header, body))


def test_the_size_of_an_ensemble_is_bound_by_its_members(tmp_path, card_for, monkeypatch):
    path = tmp_path / "three.safetensors"
    save_model(str(path), build(THREE), card_for(THREE))
    _, body = parts_of(path)
    monkeypatch.setattr("slipline.models.networks.model_file.LARGEST_MODEL", len(body) // 3)
    assert load_model(str(path)).config == THREE
    monkeypatch.setattr("slipline.models.networks.model_file.LARGEST_MODEL", len(body) // 3 - 1)
    refused(path, "a model's at most")


def test_members_of_a_store_see_its_folds(divided):
    whole, *stores = member_stores(str(divided))
    assert len(stores) == whole.folds == FOLDS
    held = np.array([np.asarray(store.sets) == VALIDATION for store in stores])
    np.testing.assert_array_equal(held.sum(axis=0), np.asarray(whole.sets) == 1)
    assert not len(whole.lattice(VALIDATION))
    assert all(len(store.lattice(VALIDATION)) for store in stores)


def test_the_ensemble_learns_and_says_how_each_member_did(whole, divided):
    _, result, reporter = whole
    folds = result["folds"]
    assert [member["seed"] for member in folds["members"]] == [1, 1001, 2001]
    assert [len(member["history"]) for member in folds["members"]] == [3, 3, 3]
    scores = [member["validation_iou"] for member in folds["members"]]
    assert min(scores) <= folds["iou"] <= max(scores)
    assert folds["mean"] == pytest.approx(np.mean(scores))
    assert folds["deviation"] == pytest.approx(np.std(scores, ddof=1))
    assert [(metric["member"], metric["epoch"]) for metric in reporter.metrics] == [
        (m, e) for m in (1, 2, 3) for e in (1, 2, 3)
    ]
    assert reporter.metrics[-1]["seconds_left"] == 0 < reporter.metrics[2]["seconds_left"]
    assert reporter.fractions == sorted(reporter.fractions)
    card = load_model(result["model"]).card
    assert card["network"]["members"] == 3
    assert card["folds"]["asked"] == card["folds"]["finished"] == 3
    assert card["folds"]["iou"] == folds["iou"]
    assert "unfinished" not in card


def logits_of(probability, temperature):
    known = np.clip(probability.astype(np.float64), 1e-30, 1 - 1e-7)
    return np.log(known / (1 - known)) * temperature


def test_the_map_is_out_of_fold_and_the_calibration_is_fitted_on_it(whole, divided):
    folder, result, _ = whole
    store, probability = open_store(str(divided)), np.load(folder / "probability.npy")
    model = load_model(result["model"])
    np.testing.assert_array_equal(
        np.isfinite(probability), (np.asarray(store.sets) > 0) & np.isfinite(store.features[3])
    )
    for number, own in enumerate(member_stores(str(divided))[1:]):
        fold = (np.asarray(own.sets) == VALIDATION) & np.isfinite(probability)
        np.testing.assert_allclose(probability[fold], alone(model, own, [number])[fold], atol=2e-5)
    test = (np.asarray(store.sets) == TEST) & np.isfinite(probability)
    np.testing.assert_allclose(probability[test], alone(model, store, range(FOLDS))[test], atol=2e-5)
    logits = logits_of(probability, result["temperature"]).astype(np.float32)
    counts = count_logits(store, 1, logits)
    assert fit_temperature(*counts) == pytest.approx(result["temperature"], rel=0.02)
    assert fit_threshold(*counts, result["temperature"]) == pytest.approx(result["threshold"], abs=0.011)


def alone(model, store, numbers):
    """Probability of the whole store from the mean logit of some members, tile by tile as prediction does it."""
    networks = [members_of(model.network)[n] for n in numbers]
    some = dataclasses.replace(model, network=networks[0]) if len(networks) == 1 else model
    result = np.zeros((1, store.shape[0] + 64, store.shape[1] + 64), np.float32)
    outer = Window(-32, -32, store.shape[1] + 64, store.shape[0] + 64)
    Predictor(some, choose("cpu"), False, Reporter()).fill(store.features_in(outer), outer, result, 32)
    return result[0, 32:-32, 32:-32]


def test_votes_are_what_each_member_says_alone_on_the_test_ground(whole, divided):
    folder, result, _ = whole
    votes, store, model = np.load(folder / "votes.npy"), open_store(str(divided)), load_model(result["model"])
    test = np.asarray(store.sets) == TEST
    assert not votes[~test].any()
    for number in range(FOLDS):
        own = alone(model, store, [number])
        sure = test & np.isfinite(own) & (np.abs(own - result["threshold"]) > 1e-4)
        np.testing.assert_array_equal((votes[sure] >> number) & 1, own[sure] >= result["threshold"])


def test_deviation_is_that_between_the_members_and_one_member_can_judge_alone(whole, divided):
    store, model = open_store(str(divided)), load_model(whole[1]["model"])
    each = np.stack([alone(model, store, [number]) for number in range(FOLDS)])
    outer = Window(0, 0, store.shape[1], store.shape[0])
    result = np.zeros((3, *store.shape), np.float32)
    Predictor(load_model(whole[1]["model"]), choose("cpu"), False, Reporter()).fill(
        np.array(store.features), outer, result, 32
    )
    inside = (slice(32, -32), slice(32, -32))  # cells that no tile beyond the block touches
    np.testing.assert_allclose(result[1][inside], each.std(axis=0)[inside], atol=2e-4)
    one = np.zeros((1, *store.shape), np.float32)
    Predictor(load_model(whole[1]["model"]), choose("cpu"), False, Reporter(), 1).fill(
        np.array(store.features), outer, one, 32
    )
    np.testing.assert_allclose(one[0][inside], each[0][inside], atol=2e-5)


def test_members_times_turns_is_one_mean(whole, divided):
    store = open_store(str(divided))
    outer, block = Window(0, 0, store.shape[1], store.shape[0]), np.array(store.features)
    both, single = np.zeros((3, *store.shape), np.float32), []
    Predictor(load_model(whole[1]["model"]), choose("cpu"), True, Reporter()).fill(block, outer, both, 32)
    model = load_model(whole[1]["model"])
    for number in range(FOLDS):
        own = np.zeros((3, *store.shape), np.float32)
        Predictor(model.member(number), choose("cpu"), True, Reporter()).fill(block, outer, own, 32)
        single.append(own)
    mean = np.mean([logits_of(own[0], model.temperature) for own in single], axis=0)
    seen = np.isfinite(both[0]) & (both[0] > 1e-4) & (both[0] < 1 - 1e-4)
    assert seen.sum() > 1000
    np.testing.assert_allclose(logits_of(both[0], model.temperature)[seen], mean[seen], atol=2e-2)


def assert_same_end(first, second, results):
    one, two = (load_model(result["model"]) for result in results)
    assert all(torch.equal(value, two.network.state_dict()[name]) for name, value in one.network.state_dict().items())
    for name in ("probability.npy", "votes.npy"):
        np.testing.assert_array_equal(np.load(first / name), np.load(second / name))
    kept = ("epoch", "loss", "validation_loss", "validation_iou")
    one, two = (
        [[{n: e[n] for n in kept} for e in m["history"]] for m in result["folds"]["members"]] for result in results
    )
    assert one == two
    assert [results[0][name] for name in ("threshold", "temperature")] == [
        results[1][name] for name in ("threshold", "temperature")
    ]


@pytest.mark.parametrize(
    "stops", [[1], [3], [4], [8, 1]], ids=["first member", "its end", "second member", "last member, twice"]
)
def test_an_interrupted_ensemble_goes_on_to_the_same_end(whole, divided, tmp_path, stops):
    message, options = job(divided, tmp_path / "first"), OPTIONS
    for epochs in stops:
        with pytest.raises(Cancelled):
            train_job({**message, "options": options.as_dict()}, Stopping(epochs))
        options = dataclasses.replace(OPTIONS, start_from=str(tmp_path / "first" / "run.safetensors"))
    result = train_job(job(divided, tmp_path / "second", options), Reporter())
    assert_same_end(whole[0], tmp_path / "second", [whole[1], result])


@pytest.mark.parametrize(("epochs", "finished", "members"), [(2, 0, 1), (4, 1, 1), (7, 2, 2)])
def test_a_cancel_keeps_what_is_finished(divided, tmp_path, epochs, finished, members):
    with pytest.raises(Cancelled):
        train_job(job(divided, tmp_path), Stopping(epochs))
    model = load_model(str(tmp_path / "model.safetensors"))
    assert model.card["folds"]["asked"] == 3
    assert model.card["folds"]["finished"] == finished
    assert len(members_of(model.network)) == members
    assert model.card["unfinished"] is True


def test_a_run_whose_members_were_tampered_with_is_refused(divided, tmp_path):
    with pytest.raises(Cancelled):
        train_job(job(divided, tmp_path), Stopping(4))
    header, body = parts_of(tmp_path / "run.safetensors")
    state = json.loads(header["__metadata__"]["slipline_run"])
    options = dataclasses.replace(OPTIONS, start_from=str(tmp_path / "run.safetensors"))
    for change in (
        {"finished": 3},
        {"finished": [{}]},
        {"finished": state["finished"] * 2},
        {"finished": state["finished"] * 3},
        {"finished": [{**state["finished"][0], "history": 1}]},
    ):
        header["__metadata__"]["slipline_run"] = json.dumps({**state, **change})
        write(tmp_path / "run.safetensors", header, body)
        with pytest.raises(InputError, match="damaged"):
            train_job(job(divided, tmp_path / "second", options), Reporter())


def test_members_start_from_the_member_of_the_same_number(whole, divided):
    options, store = dataclasses.replace(OPTIONS, start_from=whole[1]["model"]), open_store(str(divided))
    model = load_model(whole[1]["model"])
    for number in range(FOLDS):
        start = start_of(store, options, Reporter(), number)
        assert start.config.members == 1
        expected = members_of(model.network)[number].state_dict()
        assert all(torch.equal(value, expected[name]) for name, value in start.network.state_dict().items())


def test_fine_tuning_an_ensemble_says_that_its_validation_is_flattered(whole, divided, tmp_path):
    options = dataclasses.replace(OPTIONS, start_from=whole[1]["model"], epochs=1)
    with pytest.raises(Cancelled):
        train_job(job(divided, tmp_path, options), stopping := Stopping(1))
    assert any("validation flatters" in line for line in stopping.warnings)


def test_all_members_share_one_scaling_of_the_ground_of_all_folds(whole, divided):
    card = load_model(whole[1]["model"]).card
    expected = start_of(open_store(str(divided)), OPTIONS, Reporter()).scaling
    assert scaling_from(card["bands"], card["validity"]) == expected
