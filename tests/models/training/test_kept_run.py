"""Interrupted trainings: nothing but the last epoch is lost, and the end is the same."""

import dataclasses
import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.training_options import TrainingOptions
from slipline.models.jobs.train_job import train_job
from slipline.models.networks.model_file import load_model
from slipline.models.training.checkpoint import is_run

from ..conftest import Reporter

OPTIONS = TrainingOptions(
    network="resunet",
    width=4,
    tile=32,
    epochs=4,
    batch=4,
    learning_rate=2e-2,
    device="cpu",
    hard_negatives=0.3,
    thinning=0.3,
    gaps=0.3,
    missing=0.2,
    boundary=0.5,
    parts=("squeeze", "context"),
)
PAPER = TrainingOptions(preset="paper", network="unet_bn", width=4, tile=32, epochs=4, batch=4, device="cpu")


def job(store, folder, options):
    folder.mkdir(exist_ok=True)
    return {
        "store": str(store),
        "options": options.as_dict(),
        "model": str(folder / "model.safetensors"),
        "probability": str(folder / "probability.npy"),
        "checkpoint": str(folder / "run.safetensors"),
        "card": {"data_sha256": "abc"},
    }


class Stopping(Reporter):
    """Asks to stop once an epoch's numbers have come."""

    def __init__(self, epoch):
        super().__init__()
        self.epoch = epoch

    def is_cancelled(self):
        return len(self.metrics) >= self.epoch


def go_on(store, folder, options, interrupted):
    return train_job(job(store, folder, dataclasses.replace(options, start_from=str(interrupted))), Reporter())


def assert_same_end(first, second, results):
    one, two = (load_file(folder / "model.safetensors") for folder in (first, second))
    assert one.keys() == two.keys()
    assert all(torch.equal(one[name], two[name]) for name in one)
    np.testing.assert_array_equal(np.load(first / "probability.npy"), np.load(second / "probability.npy"))
    kept = ("epoch", "loss", "validation_loss", "validation_iou")
    histories = [[{name: entry[name] for name in kept} for entry in result["history"]] for result in results]
    assert histories[0] == histories[1]
    assert results[0]["threshold"] == results[1]["threshold"]
    assert results[0]["best_epoch"] == results[1]["best_epoch"]


@pytest.fixture(scope="module", params=[OPTIONS, PAPER], ids=["recommended", "paper"])
def whole(request, store_folder, tmp_path_factory):
    """A training that was not interrupted: (options, folder, result)."""
    folder = tmp_path_factory.mktemp("whole")
    return request.param, folder, train_job(job(store_folder, folder, request.param), Reporter())


@pytest.mark.parametrize("epoch", [1, 3])
def test_a_cancelled_training_goes_on_to_the_same_weights(whole, store_folder, tmp_path, epoch):
    options, folder, result = whole
    with pytest.raises(Cancelled):
        train_job(job(store_folder, tmp_path / "first", options), Stopping(epoch))
    again = go_on(store_folder, tmp_path / "second", options, tmp_path / "first" / "run.safetensors")
    assert_same_end(folder, tmp_path / "second", [result, again])


KILLED = """
import json, os, signal, sys
import torch
torch.set_num_threads(1)
from slipline.models.jobs.{name} import {name}
from slipline.tests.models.conftest import Reporter

class Killing(Reporter):
    def metric(self, **numbers):
        if numbers["epoch"] == {epoch}:
            os.kill(os.getpid(), signal.SIGKILL)

{name}(json.loads(sys.argv[1]), Killing())
"""


def run_until_killed(name, message, epoch):
    """Do a job in a process of its own that is killed with kill -9 after an epoch."""
    code = KILLED.format(name=name, epoch=epoch)
    status = subprocess.run(
        [sys.executable, "-c", code, json.dumps(message)], env={**os.environ, "OMP_NUM_THREADS": "1"}
    ).returncode
    assert status == -signal.SIGKILL


def test_kill_minus_nine_loses_one_epoch_at_most(whole, store_folder, tmp_path):
    options, folder, result = whole
    run_until_killed("train_job", job(store_folder, tmp_path / "first", options), 3)
    again = go_on(store_folder, tmp_path / "second", options, tmp_path / "first" / "run.safetensors")
    assert_same_end(folder, tmp_path / "second", [result, again])


def test_a_cancel_keeps_the_best_epoch_so_far(store_folder, tmp_path):
    with pytest.raises(Cancelled):
        train_job(job(store_folder, tmp_path, OPTIONS), Stopping(2))
    model = load_model(str(tmp_path / "model.safetensors"))
    assert model.card["unfinished"] is True
    assert model.card["best_epoch"] in (1, 2)
    assert (model.card["threshold"], model.temperature) == (0.5, 1.0)
    assert is_run(str(tmp_path / "run.safetensors"))
    assert not is_run(str(tmp_path / "model.safetensors"))
    assert {file.name for file in tmp_path.iterdir()} == {"model.safetensors", "run.safetensors"}


def test_another_recipe_or_other_tiles_are_no_way_to_go_on(store_folder, tmp_path):
    with pytest.raises(Cancelled):
        train_job(job(store_folder, tmp_path / "first", OPTIONS), Stopping(1))
    run = tmp_path / "first" / "run.safetensors"
    with pytest.raises(InputError, match="has epochs 4, but 9 was asked for"):
        go_on(store_folder, tmp_path / "second", dataclasses.replace(OPTIONS, epochs=9), run)
    message = job(store_folder, tmp_path / "second", dataclasses.replace(OPTIONS, start_from=str(run)))
    with pytest.raises(InputError, match="other tiles"):
        train_job({**message, "card": {"data_sha256": "other"}}, Reporter())


def test_a_damaged_run_is_refused_in_a_sentence(store_folder, tmp_path):
    with pytest.raises(Cancelled):
        train_job(job(store_folder, tmp_path / "first", OPTIONS), Stopping(1))
    run = tmp_path / "first" / "run.safetensors"
    run.write_bytes(run.read_bytes()[:-4])
    with pytest.raises(InputError, match="cut off"):
        go_on(store_folder, tmp_path / "second", OPTIONS, run)


@pytest.mark.parametrize(
    "change",
    [{"epoch": "1"}, {"history": "abc"}, {"history": []}, {"options": 3}, {"more": 1}, {"network": {"name": "os"}}],
)
def test_a_hostile_run_is_refused_in_a_sentence(store_folder, tmp_path, change):
    with pytest.raises(Cancelled):
        train_job(job(store_folder, tmp_path / "first", dataclasses.replace(OPTIONS, epochs=1)), Stopping(1))
    run = tmp_path / "first" / "run.safetensors"
    data = run.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    header["__metadata__"]["slipline_run"] = json.dumps(
        {**json.loads(header["__metadata__"]["slipline_run"]), **change}
    )
    text = json.dumps(header).encode()
    run.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + length :])
    with pytest.raises(InputError, match=r"damaged|does not describe a network"):
        go_on(store_folder, tmp_path / "second", dataclasses.replace(OPTIONS, epochs=1), run)


def test_early_stopping_ends_the_training_and_says_so(store_folder, tmp_path):
    options = dataclasses.replace(OPTIONS, epochs=30, patience=1, learning_rate=1e-7)
    reporter = Reporter()
    result = train_job(job(store_folder, tmp_path, options), reporter)
    assert result["epochs"] == len(result["history"]) == result["best_epoch"] + 1 < 30
    assert any("brought nothing better" in line for line in reporter.lines)
