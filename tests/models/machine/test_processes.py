"""Two processes that share each batch train like one."""

import dataclasses
import os
import shutil
import signal
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from slipline.core.base.errors import WorkerError
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.core.worker.client import Worker
from slipline.models.machine.processes import Processes
from slipline.models.training.losses import loss_of

from ...core.workers import is_gone, long_training, torch_python, wait_until
from ..jobs.test_refit import make_ground, refit_message

OPTIONS = TrainingOptions(width=4, tile=32, epochs=3, batch=5, learning_rate=1e-2, device="cpu")


def trained_by(processes, store, folder, options):
    folder.mkdir()
    with Worker(torch_python(), Silent(), processes) as worker:
        worker.send(
            "job",
            name="train",
            store=str(store),
            options=dataclasses.asdict(options),
            model=str(folder / "model.safetensors"),
            probability=str(folder / "p.npy"),
            checkpoint=str(folder / "run.safetensors"),
            card={},
        )
        return worker.wait("result")


@pytest.mark.parametrize("preset", ["recommended", "paper"])
def test_two_processes_give_the_losses_of_one(store_folder, tmp_path, preset):
    network, hard = ("resunet", 0.0) if preset == "recommended" else ("unet", 0.3)  # paper only remembers the hard ones
    options = dataclasses.replace(OPTIONS, preset=preset, network=network, hard_negatives=hard)
    one, two = (trained_by(count, store_folder, tmp_path / str(count), options) for count in (1, 2))
    for name in ("loss", "validation_loss", "validation_iou"):
        np.testing.assert_allclose(*[[entry[name] for entry in result["history"]] for result in (one, two)], rtol=2e-3)
    weights = [load_file(tmp_path / count / "model.safetensors") for count in ("1", "2")]
    assert max(float((weights[0][name] - weights[1][name]).abs().max()) for name in weights[0]) < 0.01
    assert sorted(file.name for file in (tmp_path / "2").iterdir()) == ["model.safetensors", "p.npy", "run.safetensors"]


def test_two_processes_refit_like_one(tmp_path):
    ground = make_ground(tmp_path / "ground")
    result = trained_by(1, ground, tmp_path / "first", OPTIONS)
    refits = {}
    for count in (1, 2):
        shutil.copytree(tmp_path / "first", tmp_path / str(count))
        with Worker(torch_python(), Silent(), count) as worker:
            worker.send("job", **refit_message(ground, tmp_path / str(count), OPTIONS, result))
            refits[count] = worker.wait("result")
    assert refits[1]["done"] == refits[2]["done"]
    np.testing.assert_allclose(
        refits[2]["loss_before"], refits[1]["loss_before"], rtol=0.05
    )  # other batches, and Dice is of a batch
    np.testing.assert_allclose(refits[2]["loss_after"], refits[1]["loss_after"], rtol=0.05)
    weights = [load_file(tmp_path / count / "model.safetensors") for count in ("1", "2")]
    assert max(float((weights[0][name] - weights[1][name]).abs().max()) for name in weights[0]) < 0.01


@pytest.mark.parametrize(
    ("number", "words"), [(signal.SIGKILL, "killed by the system"), (signal.SIGSEGV, "ended by signal 11")]
)
def test_the_death_of_one_of_them_is_told_and_leaves_none(tmp_path, number, words):
    with Worker(torch_python(), Silent(), 2) as worker:
        worker.send("job", **long_training(tmp_path))
        worker.wait("metric")
        (other,) = (int(line) for line in children(worker.process_id))
        os.kill(other, number)
        with pytest.raises(WorkerError, match=words):
            worker.wait("result")


def test_none_is_left_when_the_leading_one_is_gone(tmp_path):
    with Worker(torch_python(), Silent(), 2) as worker:
        worker.send("job", **long_training(tmp_path))
        worker.wait("metric")
        (other,) = (int(line) for line in children(worker.process_id))
        os.kill(worker.process_id, signal.SIGKILL)
        with pytest.raises(WorkerError, match="killed by the system"):
            worker.wait("result")
    wait_until(lambda: is_gone(other))


def children(process):
    """What a process has started."""
    return [number for file in Path(f"/proc/{process}/task").glob("*/children") for number in file.read_text().split()]


def test_one_process_shares_with_nobody():
    processes, batch = Processes(), np.arange(6).reshape(3, 2)
    processes.join()
    assert (processes.leads, processes.count) == (True, 1)
    np.testing.assert_array_equal(processes.share(batch), batch)
    assert processes.tell("word") == "word"
    network = torch.nn.Linear(1, 1)
    assert processes.wrap(network) is network


def test_a_loss_of_pooled_sums_has_the_gradient_of_the_whole_batch():
    """What each of two processes computes, played here one after the other, sums to the gradient of all tiles."""
    generator = torch.Generator().manual_seed(1)
    logits = torch.randn(4, 1, 8, 8, generator=generator)
    target = (torch.rand(4, 8, 8, generator=generator) > 0.7).to(torch.uint8)
    whole = logits.clone().requires_grad_()
    loss_of("recommended", whole, target).backward()
    totals, parts = [], [slice(0, 1), slice(1, 4)]

    def note(value):
        totals[-1].append(value.detach())
        return value

    for part in parts:
        totals.append([])
        loss_of("recommended", logits[part], target[part], note)
    sums = [sum(pair) for pair in zip(*totals)]
    gradients = []
    for part in parts:
        own, others = logits[part].clone().requires_grad_(), iter(sums)
        loss_of(
            "recommended", own, target[part], lambda value, others=others: next(others) + value - value.detach()
        ).backward()
        gradients.append(own.grad)
    torch.testing.assert_close(torch.cat(gradients), whole.grad, rtol=1e-4, atol=1e-7)
