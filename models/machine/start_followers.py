"""The leading process' side of the others: it starts them, and ends when one of them does."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from ...core.base.processes import COUNT, PACKAGE, PIPE, Popen, start_program

RANK, PORT = "SLIPLINE_RANK", "SLIPLINE_PORT"
ECHO_S = 1.0


def start_followers(count: int, port: int) -> None:
    """Start all but the leading one of `count` processes; they meet it at a port of this computer.

    They live as long as the pipe to them is open, that is as long as this process.
    """
    for rank in range(1, count):
        follower = start_program(
            [sys.executable, "-m", f"{PACKAGE.name}.models.worker"],
            stdin=PIPE,
            stdout=sys.stderr,
            env={**os.environ, RANK: str(rank), PORT: str(port)},
        )
        threading.Thread(target=_end_with, args=(follower,), daemon=True).start()


def await_cause() -> None:
    """Wait a little: an error here may follow from the end of another process, which ends this one too."""
    if int(os.environ.get(COUNT, "1")) > 1:
        time.sleep(ECHO_S)


def _end_with(follower: Popen[bytes]) -> None:
    """Without one of them the others would wait forever."""
    code = follower.wait()
    if code < 0:
        signal.raise_signal(-code)  # the same end, so that the client says what it was
    os._exit(1)  # what it wrote last says why
