"""Training on a store that a small network can learn."""

import dataclasses

import numpy as np
import pytest
import torch

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.base.training_options import TrainingOptions
from slipline.models.input.tile_reader import open_store
from slipline.models.jobs.predict_job import predict_job
from slipline.models.jobs.train_job import train_job
from slipline.models.machine.processes import Processes
from slipline.models.networks.model_file import load_model
from slipline.models.training.schedule import settled_epoch
from slipline.models.training.start import start_of
from slipline.models.training.training import Training

from ..conftest import Reporter, make_store

SMALL = TrainingOptions(width=4, tile=32, epochs=10, batch=4, learning_rate=2e-2, device="cpu")
PAPER = TrainingOptions(
    preset="paper",
    network="unet_bn",
    width=4,
    tile=32,
    epochs=4,
    batch=4,
    learning_rate=1e-2,
    split="random",
    device="cpu",
)


def message(store, folder, options, **card):
    return {
        "store": str(store),
        "options": options.as_dict(),
        "model": str(folder / "model.safetensors"),
        "probability": str(folder / "probability.npy"),
        "card": card,
    }


@pytest.fixture(scope="module")
def trained(store_folder, tmp_path_factory):
    """A model of the recommended recipe: (folder, result, reporter)."""
    folder, reporter = tmp_path_factory.mktemp("trained"), Reporter()
    return folder, train_job(message(store_folder, folder, SMALL, synthetic=True), reporter), reporter


def iou_on_test_ground(folder, result, store_folder):
    probability, store = np.load(folder / "probability.npy"), open_store(str(store_folder))
    test = (np.asarray(store.sets) == 3) & np.isfinite(probability)
    predicted, area = probability[test] >= result["threshold"], np.asarray(store.labels)[test] == 1
    return (predicted & area).sum() / (predicted | area).sum()


def test_the_recommended_recipe_learns(trained, store_folder, tmp_path):
    """A short training may be unlucky with one seed, but not with three."""
    reached = [iou_on_test_ground(*trained[:2], store_folder)]
    for seed in (2, 3):
        if reached[-1] <= 0.75:
            result = train_job(message(store_folder, tmp_path, dataclasses.replace(SMALL, seed=seed)), Reporter())
            reached.append(iou_on_test_ground(tmp_path, result, store_folder))
    assert max(reached) > 0.75


def test_the_map_covers_validation_and_test_ground_where_motion_is_known(trained, store_folder):
    probability, store = np.load(trained[0] / "probability.npy"), open_store(str(store_folder))
    expected = (np.asarray(store.sets) >= 2) & np.isfinite(store.features[3])
    np.testing.assert_array_equal(np.isfinite(probability), expected)
    assert probability.dtype == np.float32
    assert 0 <= np.nanmin(probability) <= np.nanmax(probability) <= 1


def test_each_epoch_is_reported_and_progress_only_grows(trained):
    _, result, reporter = trained
    assert [entry["epoch"] for entry in reporter.metrics] == list(range(1, 11))
    names = {"epoch", "epochs", "loss", "validation_loss", "validation_iou", "tiles_per_s", "seconds_left"}
    assert all(entry.keys() == names for entry in reporter.metrics)
    assert reporter.metrics == result["history"]
    assert min(entry["loss"] for entry in reporter.metrics[1:]) < reporter.metrics[0]["loss"]
    assert reporter.metrics[-1]["seconds_left"] == 0
    assert reporter.fractions == sorted(reporter.fractions)
    assert reporter.fractions[-1] == pytest.approx(1.0)


def test_the_best_validated_epoch_is_kept(trained):
    _, result, _ = trained
    iou = {
        entry["epoch"]: entry["validation_iou"] for entry in result["history"] if entry["epoch"] >= settled_epoch(10)
    }
    assert len(iou) == 3
    assert iou[result["best_epoch"]] == max(iou.values())


def test_the_card_holds_what_prediction_needs_and_what_the_client_said(trained):
    card = load_model(str(trained[0] / "model.safetensors")).card
    assert card["network"] == {"name": "resunet", "width": 4, "bands_in": 9}
    assert card["validity"] == ["deformation"]
    assert card["masked"]
    assert (card["tile"], card["cell_m"], card["synthetic"], card["seed"]) == (32, 5.0, True, 1)
    assert (card["threshold"], card["temperature"]) == (trained[1]["threshold"], trained[1]["temperature"])


class Script:
    """A conversation that says what was written beforehand."""

    def __init__(self, *commands):
        self.commands, self.sent = list(commands), []

    def send(self, kind, **values):
        self.sent.append({"type": kind, **values})

    def next(self):
        return self.commands.pop(0)

    def is_cancelled(self):
        return False


def test_predicting_the_stores_own_bands_gives_the_map_of_the_training(trained, store_folder, tmp_path):
    features = np.load(store_folder / "features.npy")
    bands, rows, columns = features.shape
    slots = np.full((2, bands, rows + 64, columns + 64), np.nan, np.float32)
    slots[1, :, 32:-32, 32:-32] = features
    np.save(tmp_path / "in.npy", slots)
    np.save(tmp_path / "out.npy", np.zeros(slots[:, :1].shape, np.float32))
    block = {"type": "block", "slot": 1, "row": -32, "column": -32, "rows": rows + 64, "columns": columns + 64}
    script = Script(block, {"type": "end"})
    result = predict_job(
        {
            "model": str(trained[0] / "model.safetensors"),
            "device": "cpu",
            "input": str(tmp_path / "in.npy"),
            "output": str(tmp_path / "out.npy"),
            "shape": list(slots.shape),
            "margin": 32,
        },
        script,
    )
    assert [sent["type"] for sent in script.sent] == ["ready", "block"]
    assert script.sent[0]["seconds_per_tile"] > 0
    assert (script.sent[1]["slot"], script.sent[1]["tiles"]) == (1, result["tiles"])
    predicted = np.load(tmp_path / "out.npy")[1, 0, 32:-32, 32:-32]
    expected = np.load(trained[0] / "probability.npy")
    known = np.isfinite(expected)
    np.testing.assert_allclose(predicted[known], expected[known], atol=1e-5)
    np.testing.assert_array_equal(np.isfinite(predicted), np.isfinite(features[3]))
    assert result["tiles"] > 50


def weights_of(folder, options):
    store, reporter = open_store(str(folder)), Reporter()
    training = Training(store, options, reporter, start_of(store, options, reporter), Processes())
    training.run(lambda _best: None)
    return training.scorer.network.state_dict()


def test_the_same_seed_gives_the_same_weights(store_folder):
    options = dataclasses.replace(SMALL, epochs=2)
    first, second = weights_of(store_folder, options), weights_of(store_folder, options)
    other = weights_of(store_folder, dataclasses.replace(options, seed=2))
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_the_papers_recipe_trains_on_the_random_split_without_validation(random_store_folder, tmp_path, reporter):
    result = train_job(message(random_store_folder, tmp_path, PAPER), reporter)
    assert (result["threshold"], result["temperature"], result["best_epoch"]) == (0.5, 1.0, 4)
    assert all(entry["validation_iou"] is None for entry in result["history"])
    assert min(entry["loss"] for entry in result["history"][1:]) < result["history"][0]["loss"]
    probability, sets = np.load(tmp_path / "probability.npy"), np.load(random_store_folder / "sets.npy")
    assert np.isfinite(probability[6:][sets[6:] == 3]).all()
    assert np.isnan(probability[sets == 1]).all()


@pytest.mark.parametrize("after", [1, 5])
def test_cancel_in_the_middle_leaves_nothing(store_folder, tmp_path, after):
    with pytest.raises(Cancelled):
        train_job(message(store_folder, tmp_path, SMALL), Reporter(cancel_after=after))
    assert list(tmp_path.iterdir()) == []


def test_cancel_while_the_map_is_made_leaves_nothing(store_folder, tmp_path):
    options = dataclasses.replace(SMALL, epochs=1)
    with pytest.raises(Cancelled):
        train_job(message(store_folder, tmp_path, options), Reporter(cancel_after=4))  # 3 batches, then the map
    assert list(tmp_path.iterdir()) == []


def test_training_goes_on_from_a_model(trained, store_folder, tmp_path, reporter):
    options = dataclasses.replace(SMALL, epochs=1, learning_rate=1e-4, start_from=str(trained[0] / "model.safetensors"))
    result = train_job(message(store_folder, tmp_path, options), reporter)
    assert result["history"][0]["validation_iou"] > 0.9 * max(e["validation_iou"] for e in trained[1]["history"])


@pytest.mark.parametrize(("change", "says"), [({"width": 8}, "width"), ({"network": "unet"}, "resunet")])
def test_a_model_of_another_network_is_no_start(trained, store_folder, tmp_path, reporter, change, says):
    options = dataclasses.replace(SMALL, start_from=str(trained[0] / "model.safetensors"), **change)
    with pytest.raises(InputError, match=says):
        train_job(message(store_folder, tmp_path, options), reporter)


def test_a_training_that_diverges_is_refused_in_a_sentence(store_folder, tmp_path, reporter):
    options = dataclasses.replace(PAPER, network="unet", split="blocks", learning_rate=1e18)
    with pytest.raises(InputError, match="diverged"):
        train_job(message(store_folder, tmp_path, options), reporter)


def test_areas_missing_on_validation_ground_are_said_and_leave_the_threshold(tmp_path, reporter):
    folder = make_store(tmp_path / "store")
    labels = np.load(folder / "labels.npy")
    labels[:, 80:112] = 0
    np.save(folder / "labels.npy", labels)
    result = train_job(message(folder, tmp_path, dataclasses.replace(SMALL, epochs=1)), reporter)
    assert (result["threshold"], result["temperature"]) == (0.5, 1.0)
    assert "validation ground" in reporter.warnings[0]


def test_an_absent_device_is_refused_in_a_sentence(store_folder, tmp_path, reporter):
    if torch.cuda.is_available():
        pytest.skip("this machine has CUDA")
    with pytest.raises(InputError, match="cuda"):
        train_job(message(store_folder, tmp_path, dataclasses.replace(SMALL, device="cuda")), reporter)


def test_a_map_that_cannot_be_written_is_one_sentence(store_folder, tmp_path, reporter):
    job = message(store_folder, tmp_path, dataclasses.replace(SMALL, epochs=1))
    with pytest.raises(OutputError, match="probability map"):
        train_job({**job, "probability": str(tmp_path / "none" / "probability.npy")}, reporter)
    assert list(tmp_path.iterdir()) == []
