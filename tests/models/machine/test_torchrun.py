"""Processes on two addresses that torchrun starts train like one."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import slipline
from slipline.core.base.errors import InputError

from .test_processes import OPTIONS, trained_by

training = pytest.importorskip("slipline.survey.training")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_a_torch_without_libuv_is_named(tmp_path, monkeypatch):
    (tmp_path / "job.json").write_text("{}")
    monkeypatch.setattr(training, "run_program", lambda command, env: subprocess.CompletedProcess(command, 1))
    job = argparse.Namespace(
        job=str(tmp_path / "job.json"), nodes=1, node=0, processes=1, meet="127.0.0.1:29500", address=""
    )
    monkeypatch.setattr(training, "has_libuv", lambda: True)
    assert training.train(job) == 1  # torch has said why
    monkeypatch.setattr(training, "has_libuv", lambda: False)
    with pytest.raises(InputError, match="was built without libuv"):
        training.train(job)


def test_two_computers_give_the_losses_of_one(store_folder, tmp_path):
    if not training.has_libuv():
        pytest.skip("this torch was built without libuv, which its torchrun needs")
    folder = tmp_path / "two"
    folder.mkdir()
    job = folder / "job.json"
    results = {name: str(folder / file) for name, file in (("model", "m.safetensors"), ("probability", "p.npy"))}
    message = {"store": str(store_folder), "options": dataclasses.asdict(OPTIONS), "checkpoint": "", **results}
    job.write_text(json.dumps(message))
    meet = f"127.0.0.1:{free_port()}"
    parent = str(Path(slipline.__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": parent, "GLOO_SOCKET_IFNAME": "lo", "OMP_NUM_THREADS": "1"}
    nodes = []
    for node in (0, 1):
        command = [sys.executable, "-m", "slipline.survey", "train", str(job), "--nodes", "2", "--node", str(node)]
        command += ["--meet", meet, "--address", f"127.0.0.{node + 1}"]
        nodes.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True))
    first, second = (node.communicate(timeout=300.0)[0] for node in nodes)
    assert [node.returncode for node in nodes] == [0, 0]
    lines = [json.loads(line) for line in first.splitlines() if line.startswith("{")]
    assert not [line for line in second.splitlines() if line.startswith("{")]  # the other one says nothing
    alone = trained_by(1, store_folder, tmp_path / "one", OPTIONS)
    for name in ("loss", "validation_loss", "validation_iou"):
        found, expected = ([entry[name] for entry in one["history"]] for one in (lines[-1], alone))
        np.testing.assert_allclose(found, expected, rtol=2e-3)
    assert (folder / "m.safetensors").exists()
