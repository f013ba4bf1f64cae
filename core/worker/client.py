"""QGIS' side of the worker: start it, talk to it in JSON lines, stop it, and say in words how it died."""

from __future__ import annotations

import collections
import contextlib
import json
import queue
import threading
import time
from types import TracebackType
from typing import IO, Any

from ..base.errors import Cancelled, WorkerError
from ..base.processes import PACKAGE, PIPE, Popen, TimeoutExpired, start_program
from ..base.progress import Progress
from ..base.translation import tr
from ..files.outputs import scratch_folder
from .failures import death, hanging, reported
from .python import WorkerPython, clean_environment, package_alone
from .silence_clock import SilenceClock

Message = dict[str, Any]

START_S = 180.0  # importing torch for the first time under a virus scanner takes minutes
READY_S = 180.0  # the first step on a graphics card prepares its libraries
SILENCE_S = 30.0  # heartbeats come each second
CANCEL_S = 1.2  # for the worker to stop by itself
POLL_S = 0.1


class Worker:
    """A running worker process; use it in a `with` statement.

    Args:
        python: the interpreter.
        progress: hears progress and log lines; asked for cancel.
        processes: that share each batch of a training, one for each graphics card.
        silence_s: seconds without any message after which the worker counts as hanging.

    Raises:
        WorkerError: it cannot be started, has no torch, hangs or dies; one sentence for each.
        Cancelled: the user asked to stop; the worker is gone by then.
    """

    def __init__(
        self, python: WorkerPython, progress: Progress, processes: int = 1, silence_s: float = SILENCE_S
    ) -> None:
        self.python = python
        self.hello: Message = {}
        self._progress = progress
        self._processes = processes
        self._silence_s = silence_s
        self._inbox: queue.Queue[Message | None] = queue.Queue()
        self._stderr: collections.deque[str] = collections.deque(maxlen=40)
        self._process: Popen[str] | None = None
        self._listeners: list[threading.Thread] = []
        self._folder = contextlib.ExitStack()

    def __enter__(self) -> Worker:
        with contextlib.ExitStack() as failed:
            failed.callback(self._stop)
            self._start()
            self.hello = self.wait("hello", silence_s=START_S)
            failed.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    @property
    def process_id(self) -> int:
        """The system's number of the process."""
        return self._running.pid

    @property
    def _running(self) -> Popen[str]:
        if self._process is None:
            raise ValueError("the worker is not running")
        return self._process

    def follow(self, progress: Progress) -> None:
        """Report to another progress from now on, for example to a stage of the whole."""
        self._progress = progress

    def send(self, kind: str, **values: object) -> None:
        """Send one message; a worker that is gone is found out by the next `wait`."""
        stdin = self._running.stdin
        if stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                stdin.write(json.dumps({"type": kind, **values}) + "\n")
                stdin.flush()

    def wait(self, kind: str, silence_s: float | None = None) -> Message:
        """The next message of a kind; metrics of a training are logged on the way."""
        return self.wait_any((kind,), silence_s)

    def wait_any(self, kinds: tuple[str, ...], silence_s: float | None = None) -> Message:
        """The next message of one of the kinds; progress and log lines are passed on."""
        limit = self._silence_s if silence_s is None else silence_s
        silence = SilenceClock()
        while True:
            if self._progress.is_cancelled():
                self._cancel()
            try:
                message = self._inbox.get(timeout=POLL_S)
            except queue.Empty:
                if silence.seconds() > limit:
                    raise hanging(self._running.pid, limit) from None
                continue
            silence.ended()
            if message is None:
                raise self._death()
            self._relay(message)
            if message["type"] in kinds:
                return message

    def _relay(self, message: Message) -> None:
        if message["type"] == "progress":
            self._progress.update(float(message["fraction"]))
        elif message["type"] == "log":
            self._progress.message(str(message["text"]))
        elif message["type"] == "warning":
            self._progress.warning(str(message["text"]))
        elif message["type"] == "error":
            raise reported(message, self.python)

    def _start(self) -> None:
        folder = self._folder.enter_context(scratch_folder("worker"))
        try:
            self._process = start_program(
                [self.python.executable, "-m", f"{PACKAGE.name}.models.worker"],
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                cwd=folder,
                env={
                    **clean_environment(self.python, self._processes),
                    "PYTHONPATH": package_alone(folder / "package"),
                },
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise WorkerError(
                tr("The Python {python} ({source}) cannot be started: {reason}. Choose another interpreter."),
                python=self.python.executable,
                source=self.python.source,
                reason=error.strerror or str(error),
            ) from error
        for listen, stream in ((self._listen, self._process.stdout), (self._listen_errors, self._process.stderr)):
            self._listeners.append(threading.Thread(target=listen, args=(stream,), daemon=True))
            self._listeners[-1].start()

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            try:
                message = json.loads(line)
            except ValueError:
                continue
            if isinstance(message, dict) and "type" in message:
                self._inbox.put(message)
        self._inbox.put(None)

    def _listen_errors(self, stream: IO[str]) -> None:
        for line in stream:
            self._stderr.append(line.rstrip())

    def _cancel(self) -> None:
        self.send("cancel")
        with contextlib.suppress(TimeoutExpired):
            self._await_end(CANCEL_S)
        raise Cancelled

    def _await_end(self, seconds: float) -> None:
        """Wait until the worker says that its job ended, or is gone, or the time is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(queue.Empty):
                message = self._inbox.get(timeout=POLL_S)
                if message is None or message["type"] in ("error", "result"):
                    return

    def _stop(self) -> None:
        """Close stdin (the worker then ends by itself), then terminate, then kill."""
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                if process.stdin is not None:
                    process.stdin.close()
            with contextlib.suppress(TimeoutExpired):
                process.wait(0.5)
            if process.poll() is None:
                process.terminate()
                with contextlib.suppress(TimeoutExpired):
                    process.wait(0.3)
            if process.poll() is None:
                process.kill()
                process.wait(5.0)
            for listener, stream in zip(self._listeners, (process.stdout, process.stderr)):
                listener.join(2.0)  # ends with the process, and with what that has started
                if stream is not None and not listener.is_alive():
                    stream.close()
        self._folder.close()

    def _death(self) -> WorkerError:
        """Why the process is gone."""
        try:
            code = self._running.wait(5.0)
        except TimeoutExpired:
            return hanging(self._running.pid, 5.0)
        for listener in self._listeners:
            listener.join(1.0)  # what it wrote last may still be on its way
        return death(code, self._stderr, self.python)


def describe(hello: Message) -> str:
    """One line about a worker: Python, torch, device, memory."""
    memory = float(hello.get("memory_bytes") or 0) / 2**30
    return tr(
        "Worker: Python {python}, torch {torch}, numpy {numpy}, device {device} ({device_name}, {memory:.1f} "
        "GiB), {threads} threads."
    ).format(
        memory=memory,
        **{name: hello.get(name) for name in ("python", "torch", "numpy", "device", "device_name", "threads")},
    )
