"""The worker as a real process, spoken to as QGIS does."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import torch

import slipline
from slipline.core.base.training_options import TrainingOptions

OPTIONS = TrainingOptions(width=2, tile=32, epochs=2, batch=4, learning_rate=1e-2, device="cpu").as_dict()
START_S = 120.0


class Client:
    """A parent that keeps every message."""

    def __init__(self, python=sys.executable, folder=None):
        environment = {**os.environ, "PYTHONPATH": str(Path(slipline.__file__).parent.parent), "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [python, "-m", "slipline.models.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=folder,
            text=True,
        )
        self.inbox, self.seen, self.noise = queue.Queue(), [], []
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=lambda: self.noise.extend(self.process.stderr), daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self.inbox.put(json.loads(line))
        self.inbox.put({"type": "gone"})

    def send(self, kind, **values):
        self.process.stdin.write(json.dumps({"type": kind, **values}) + "\n")
        self.process.stdin.flush()

    def wait(self, *kinds, timeout=START_S):
        end = time.monotonic() + timeout
        while True:
            message = self.inbox.get(timeout=max(end - time.monotonic(), 0.01))
            self.seen.append(message)
            if message["type"] in kinds:
                return message
            if message["type"] in ("gone", "error"):
                raise AssertionError(f"{message} instead of {kinds}: {''.join(self.noise)}")

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def shared():
    """One worker for the jobs that leave it alive."""
    client = Client()
    client.hello = client.wait("hello")
    yield client
    client.close()


@pytest.fixture()
def own():
    """A worker of this test alone."""
    client = Client()
    client.wait("hello")
    yield client
    client.close()


def train_message(store, folder, **changes):
    return {
        "name": "train",
        "store": str(store),
        "options": {**OPTIONS, **changes},
        "model": str(folder / "model.safetensors"),
        "probability": str(folder / "probability.npy"),
        "card": {"synthetic": True},
    }


def test_the_greeting_tells_versions_and_device(shared):
    assert shared.hello["python"].startswith("3.")
    assert {"torch", "numpy", "device", "device_name", "memory_bytes", "threads"} <= shared.hello.keys()


def test_ping_is_answered(shared):
    shared.send("job", name="ping")
    assert shared.wait("result")["torch"] == shared.hello["torch"]


def test_train_then_predict_in_one_worker(shared, store_folder, tmp_path):
    shared.send("job", **train_message(store_folder, tmp_path))
    result = shared.wait("result")
    assert [message["epoch"] for message in shared.seen if message["type"] == "metric"][-2:] == [1, 2]
    assert result["parameters"] > 0
    assert result["device"] == "cpu"
    assert Path(result["model"]).is_file()

    features = np.load(store_folder / "features.npy")
    np.save(tmp_path / "in.npy", features[None])
    np.save(tmp_path / "out.npy", np.zeros((1, 1, 96, 160), np.float32))
    shared.send(
        "job",
        name="predict",
        model=result["model"],
        device="cpu",
        input=str(tmp_path / "in.npy"),
        output=str(tmp_path / "out.npy"),
        shape=[1, *features.shape],
        margin=32,
    )
    shared.wait("ready")
    shared.send("block", slot=0, row=0, column=0, rows=96, columns=160)
    assert shared.wait("block")["slot"] == 0
    shared.send("end")
    assert shared.wait("result")["tiles"] == 5 * 9
    probability = np.load(tmp_path / "out.npy")[0]
    trained = np.load(tmp_path / "probability.npy")
    inside = np.zeros(trained.shape, bool)
    inside[32:-32, 112:-32] = True  # cells that no tile beyond the block touches
    np.testing.assert_allclose(probability[0][inside], trained[inside], atol=1e-5)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "in.npy",
        "model.safetensors",
        "out.npy",
        "probability.npy",
    ]


@pytest.mark.parametrize(
    ("job", "says"),
    [
        ({"name": "dance"}, "no job"),
        ({"name": "train", "store": "/nowhere", "options": OPTIONS, "model": "m", "probability": "p"}, "tile store"),
        (
            {
                "name": "predict",
                "model": "/nowhere.safetensors",
                "device": "cpu",
                "input": "",
                "output": "",
                "shape": [1, 1, 1, 1],
            },
            "cannot be read",
        ),
    ],
)
def test_bad_input_is_a_sentence_and_the_worker_lives_on(shared, job, says):
    shared.send("job", **job)
    error = shared.wait("error")
    assert error["kind"] == "input"
    assert says in error["text"]
    shared.send("job", name="ping")
    shared.wait("result")


def test_a_hostile_model_file_is_a_sentence(shared, tmp_path):
    path = tmp_path / "evil.safetensors"
    path.write_bytes(b"\x80\x04cos\nsystem\n" + b"A" * 100)
    shared.send("job", name="predict", model=str(path), device="cpu", input="", output="", shape=[1, 1, 1, 1])
    error = shared.wait("error")
    assert error["kind"] == "input"
    assert "no safetensors file" in error["text"]


def test_cancel_stops_a_training_and_leaves_nothing(shared, store_folder, tmp_path):
    shared.send("job", **train_message(store_folder, tmp_path, epochs=100_000, width=8))
    shared.wait("metric")
    shared.send("cancel")
    assert shared.wait("error")["kind"] == "cancelled"
    assert list(tmp_path.iterdir()) == []
    shared.send("job", name="ping")
    shared.wait("result")


def test_cancel_stops_a_prediction_that_waits_for_blocks(shared, store_folder, tmp_path):
    shared.send("job", **train_message(store_folder, tmp_path, epochs=1))
    model = shared.wait("result")["model"]
    np.save(tmp_path / "in.npy", np.zeros((1, 8, 64, 64), np.float32))
    np.save(tmp_path / "out.npy", np.zeros((1, 1, 64, 64), np.float32))
    shared.send(
        "job",
        name="predict",
        model=model,
        device="cpu",
        input=str(tmp_path / "in.npy"),
        output=str(tmp_path / "out.npy"),
        shape=[1, 8, 64, 64],
    )
    shared.wait("ready")
    shared.send("cancel")
    assert shared.wait("error")["kind"] == "cancelled"


def test_a_cancel_without_a_job_does_not_stop_the_next_one(shared):
    shared.send("cancel")
    shared.send("job", name="ping")
    shared.wait("result")


def test_the_worker_ends_when_its_parent_is_gone_even_in_the_middle_of_a_training(own, store_folder, tmp_path):
    own.send("job", **train_message(store_folder, tmp_path, epochs=100_000))
    own.wait("metric")
    own.process.stdin.close()
    own.process.wait(START_S)
    assert list(tmp_path.iterdir()) == []


def test_the_heart_beats_each_second_while_nothing_else_happens(shared):
    while not shared.inbox.empty():  # beats of the tests before
        shared.inbox.get()
    shared.wait("heartbeat")
    began = time.monotonic()
    shared.wait("heartbeat")
    assert time.monotonic() - began > 0.5


@pytest.mark.parametrize("code", ["print('stray')", "import os; os.write(1, b'stray')"])
def test_stray_output_does_not_reach_the_messages(code):
    program = (
        "from slipline.models.machine.messages import open_conversation\n"
        f"talk = open_conversation()\n{code}\ntalk.send('hello')"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(slipline.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, input="")
    assert done.stdout == '{"type": "hello"}\n'
    assert "stray" in done.stderr


def test_a_bug_is_reported_with_its_traceback_and_ends_the_process(own):
    own.send("job", name="train")  # no store: core.worker.client never sends that
    error = own.wait("error")
    assert error["kind"] == "bug"
    assert "KeyError" in error["text"]
    assert own.process.wait(START_S) == 1
    assert any("Traceback" in line for line in own.noise)


def test_a_python_without_torch_says_so_and_ends_with_3(tmp_path):
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([base, "-m", "venv", "--without-pip", str(tmp_path / "bare")], check=True)
    python = tmp_path / "bare" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    client = Client(str(python))
    error = client.wait("error")
    assert error["kind"] == "import"
    assert "No module named" in error["text"]
    assert client.process.wait(START_S) == 3


def test_memory_errors_are_told_apart_from_bugs():
    from slipline.models.worker import _do

    class Sent(list):
        def send(self, kind, /, **values):
            self.append((kind, values))

    def job_that_raises(error):
        def job(_message, _conversation):
            raise error

        return job

    for error in (
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        RuntimeError("[enforce fail at alloc_cpu.cpp:124] . DefaultCPUAllocator: can't allocate memory: you tried"),
        RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 8 bytes"),
    ):
        sent = Sent()
        _do(job_that_raises(error), {}, sent)
        assert sent[0][1]["kind"] == "memory"
    for bug in ("size mismatch", "Expected contiguous memory format", "CUDA error: an illegal memory access"):
        with pytest.raises(RuntimeError, match=bug):
            _do(job_that_raises(RuntimeError(bug)), {}, Sent())
