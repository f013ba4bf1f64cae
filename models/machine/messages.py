"""The worker's side of the conversation with QGIS: JSON lines out, JSON lines in, a heartbeat. No torch here."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import sys
import threading
import time
from typing import Any, TextIO

from ...core.base.errors import Cancelled
from ...core.base.json_values import plain

Message = dict[str, Any]

HEARTBEAT_S = 1.0
PROGRESS_S = 0.1  # progress is sent at most this often
POLL_S = 0.1


class Conversation:
    """Sends messages, receives commands in a thread, and is the `Progress` of the worker's jobs.

    The end of the input means that the parent is gone: the process ends at once, whatever it is doing.

    Args:
        commands: stream of JSON lines from the parent.
        answers: stream of JSON lines to the parent.
    """

    def __init__(self, commands: TextIO, answers: TextIO) -> None:
        self._commands = commands
        self._answers = answers
        self._lock = threading.Lock()
        self._inbox: queue.Queue[Message] = queue.Queue()
        self._cancel = threading.Event()
        self._reported = 0.0

    def start(self) -> None:
        """Begin to listen and to beat."""
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._beat, daemon=True).start()

    def send(self, kind: str, /, **values: object) -> None:
        """Send one message; numbers that are not finite become null."""
        line = json.dumps({"type": kind, **plain(values)}, allow_nan=False)
        try:
            with self._lock:
                self._answers.write(line + "\n")
                self._answers.flush()
        except (OSError, ValueError):  # nobody listens any more
            os._exit(0)

    def next_job(self) -> Message:
        """Wait for the next job; what was still meant for the last one is dropped."""
        while True:
            message = self._inbox.get()
            if message.get("type") == "job":
                return message

    def next(self) -> Message:
        """Wait for the next command to the running job.

        Raises:
            Cancelled: the parent asked to stop.
        """
        while not self.is_cancelled():
            with contextlib.suppress(queue.Empty):
                return self._inbox.get(timeout=POLL_S)
        raise Cancelled

    def update(self, fraction: float) -> None:
        """Report progress of the job, not more often than is useful."""
        now = time.monotonic()
        if now - self._reported >= PROGRESS_S or fraction >= 1.0:
            self._reported = now
            self.send("progress", fraction=fraction)

    def message(self, text: str) -> None:
        """Send a log line."""
        self.send("log", text=text)

    def warning(self, text: str) -> None:
        """Send a warning."""
        self.send("warning", text=text)

    def metric(self, **numbers: object) -> None:
        """Send numbers of an epoch."""
        self.send("metric", **numbers)

    def is_cancelled(self) -> bool:
        """Tell whether the parent asked to stop the job."""
        return self._cancel.is_set()

    def _listen(self) -> None:
        for line in iter(self._commands.readline, ""):
            try:
                message = json.loads(line)
            except ValueError:
                continue
            if not isinstance(message, dict):
                continue
            if message.get("type") == "cancel":
                self._cancel.set()
                continue
            if message.get("type") == "job":
                self._cancel.clear()  # a cancel that came too late for the last job is not meant for this one
            self._inbox.put(message)
        os._exit(0)

    def _beat(self) -> None:
        while True:
            time.sleep(HEARTBEAT_S)
            self.send("heartbeat")


def open_conversation() -> Conversation:
    """The conversation over this process' own stdin and stdout.

    Anything else that writes to standard output writes to stderr from here on, even a native library.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return Conversation(os.fdopen(os.dup(0), encoding="utf-8", errors="replace"), answers)
