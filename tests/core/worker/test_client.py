"""The client with the real worker: how it talks, and in how many ways it can die."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from slipline.core.base.errors import Cancelled, InputError, WorkerError
from slipline.core.base.processes import PACKAGE
from slipline.core.base.progress import Silent
from slipline.core.worker.client import Worker, describe
from slipline.core.worker.python import VARIABLE, WorkerPython

from ..listening import Listening
from ..workers import bare_python, is_gone, long_training, script, torch_python, wait_until

posix = pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")


@pytest.fixture()
def scratch(tmp_path, monkeypatch):
    """The temporary folder of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    """Several threads wait for one another on a loaded machine."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


def begin_training(worker, folder):
    """Start a training that takes long, and wait until it is under way."""
    worker.send("job", **long_training(folder))
    worker.wait("progress")


def test_the_worker_greets_with_versions_and_device_answers_and_ends(scratch):
    with Worker(torch_python(), Silent()) as worker:
        assert set(worker.hello) >= {"python", "torch", "numpy", "device", "device_name", "memory_bytes", "threads"}
        assert describe(worker.hello).startswith(
            f"Worker: Python {worker.hello['python']}, torch {worker.hello['torch']}"
        )
        worker.send("job", name="ping")
        worker.wait("result")
        # a word that is no message, a job that is none, a model that is none: the worker lives on
        worker.send("nonsense")
        worker.send("job", name="dance")
        with pytest.raises(InputError, match="no job 'dance'"):
            worker.wait("result")
        worker.send(
            "job", name="predict", model="/no/such.safetensors", device="cpu", input="", output="", shape=[1, 1, 1, 1]
        )
        with pytest.raises(InputError, match=r"/no/such\.safetensors"):
            worker.wait("ready")
        worker.send("job", name="ping")
        worker.wait("result")
        process = worker.process_id
    assert is_gone(process)
    assert list(scratch.iterdir()) == []


@posix
def test_a_worker_killed_in_the_middle_of_a_training_is_a_sentence_about_memory(tmp_path, scratch):
    progress = Listening()
    with Worker(torch_python(), progress) as worker:
        begin_training(worker, tmp_path)
        assert 0 < progress.fractions[-1] < 0.1
        os.kill(worker.process_id, signal.SIGKILL)
        with pytest.raises(
            WorkerError, match=r"killed by the system \(signal 9\), most likely for lack of memory\. Close other"
        ):
            worker.wait("result")
    assert not (tmp_path / "m.safetensors").exists()
    assert list(scratch.iterdir()) == []


@posix
def test_a_worker_that_falls_silent_is_found_out_and_killed(tmp_path):
    with Worker(torch_python(), Silent(), silence_s=2.5) as worker:
        begin_training(worker, tmp_path)
        process = worker.process_id
        os.kill(process, signal.SIGSTOP)
        began = time.monotonic()
        with pytest.raises(WorkerError, match=rf"\(process {process}\) has not answered for 2 seconds and was stopped"):
            worker.wait("result")
        assert time.monotonic() - began > 2.0
    assert is_gone(process)


def test_a_cancel_in_the_middle_of_a_training_ends_it(tmp_path, scratch):
    class Impatient(Silent):
        cancelled = False

        def is_cancelled(self):
            return self.cancelled

    progress = Impatient()
    with pytest.raises(Cancelled), Worker(torch_python(), progress) as worker:  # noqa: PT012
        begin_training(worker, tmp_path)
        process, progress.cancelled = worker.process_id, True
        worker.wait("result")
    assert is_gone(process)
    assert sorted(path.name for path in tmp_path.glob("*")) == [
        "features.npy",
        "labels.npy",
        "manifest.json",
        "sets.npy",
        "temporary",
    ]
    assert list(scratch.iterdir()) == []


@posix
def test_the_worker_ends_when_its_parent_is_killed(tmp_path):
    (tmp_path / "store").mkdir()
    code = (
        "import json, sys, time\n"
        "from slipline.core.base.progress import Silent\nfrom slipline.core.worker.client import Worker\n"
        "from slipline.core.worker.python import WorkerPython\n"
        "with Worker(WorkerPython(sys.argv[1], 'test'), Silent()) as worker:\n"
        "    worker.send('job', **json.loads(sys.argv[2]))\n"
        "    worker.wait('progress')\n"
        "    print(worker.process_id, flush=True)\n"
        "    time.sleep(60)\n"
    )
    message = json.dumps(long_training(tmp_path / "store"))
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    with subprocess.Popen(
        [sys.executable, "-c", code, torch_python().executable, message],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        worker = int(parent.stdout.readline())
        assert not is_gone(worker)
        parent.kill()
        parent.wait()
        wait_until(lambda: is_gone(worker))


@posix
def test_a_python_without_torch_is_a_sentence_about_pytorch(tmp_path):
    python = WorkerPython(bare_python(tmp_path / "bare"), "the tests")
    with pytest.raises(
        WorkerError,
        match=(
            rf"PyTorch cannot be used by .*bare/bin/python \(the tests\): No module named .*set {VARIABLE} to a "
            r"Python"
        ),
    ):
        Worker(python, Silent()).__enter__()


@posix
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("exit 1", r"ended with exit status 1: no message\. Check that .*python is a Python 3\.9 or later"),
        (
            "echo '*** [not] {json'; echo '[1]'; echo '7'; echo 'wrong thing' >&2; exit 4",
            "ended with exit status 4: wrong thing",
        ),
        ("head -c 3000 /dev/urandom; exit 0", r"ended with exit status 0: no message"),
        ("kill -SEGV $$", r"ended by signal 11\. Run the tool again"),
        ("kill -BUS $$", r"ended by signal 7, most likely because the disk of the temporary folder .* is full"),
        ("kill -KILL $$", "lack of memory"),
    ],
)
def test_a_program_that_is_no_python_is_one_clear_sentence(tmp_path, scratch, text, sentence):
    with pytest.raises(WorkerError, match=sentence):
        Worker(script(tmp_path / "python", text), Silent()).__enter__()
    assert list(scratch.iterdir()) == []


@posix
@pytest.mark.parametrize(
    ("executable", "reason"), [("absent", errno.ENOENT), ("text", errno.EACCES), ("", errno.EACCES)]
)
def test_a_python_that_cannot_be_started_is_one_clear_sentence(tmp_path, scratch, executable, reason):
    (tmp_path / "text").write_text("hello")
    with pytest.raises(
        WorkerError, match=rf"The Python .* \(the tests\) cannot be started: {os.strerror(reason)}.*\. Choose another"
    ):
        Worker(WorkerPython(str(tmp_path / executable), "the tests"), Silent()).__enter__()
    assert list(scratch.iterdir()) == []


@posix
def test_prints_of_libraries_do_not_disturb_the_messages(tmp_path):
    """A torch that prints to the stream of messages, through Python and beneath it, while it is imported."""
    site = tmp_path / "site"
    (site / "torch").mkdir(parents=True)
    (site / "torch" / "__init__.py").write_text(
        'import os, sys\nprint(\'{"type": "result"}\')\nsys.stdout.flush()\nos.write(1, '
        'b\'\\xff{\\n{"type": "hello"}\')\n'
        "raise ImportError('the library is damaged')\n"
    )
    python = script(
        tmp_path / "python", f'export PYTHONPATH="{site}:$PYTHONPATH"\nexec "{torch_python().executable}" "$@"'
    )
    with pytest.raises(WorkerError, match=r"PyTorch cannot be used by .*the library is damaged"):
        Worker(python, Silent()).__enter__()


@posix
def test_a_start_can_be_cancelled(tmp_path):
    class Later(Silent):
        cancelled = False

        def is_cancelled(self):
            return self.cancelled

    progress = Later()
    threading.Timer(0.3, lambda: setattr(progress, "cancelled", True)).start()
    with pytest.raises(Cancelled):
        Worker(script(tmp_path / "python", "exec sleep 600"), progress).__enter__()
