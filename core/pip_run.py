"""Run pip as a child process: cancellable, with progress, and stopped when nothing moves any more."""

from __future__ import annotations

import collections
import contextlib
import os
import queue
import signal
import subprocess  # commands are lists, never a shell's  # nosec B404
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from .errors import Cancelled, WorkerError, tr
from .progress import Progress

STALL_S = 180.0  # an antivirus takes its time with a large file
POLL_S = 0.2
GROWTH_S = 2.0  # between two looks at the size of what was written
_SAID = ("Collecting", "Downloading", "Processing", "Installing", "Successfully")


def run(command: Sequence[str], environment: dict[str, str], grows: Path, expected_bytes: int, progress: Progress, stall_s: float = STALL_S) -> str:
    """Run a command to its end.

    Args:
        command: program and arguments.
        environment: of the child.
        grows: folder whose size tells how far the work is.
        expected_bytes: its size at the end.
        progress: hears the share and pip's own lines; asked for cancel.
        stall_s: seconds without a line and without growth after which it counts as stuck.

    Returns:
        The last lines that it wrote, empty where it succeeded.

    Raises:
        WorkerError: it cannot be started, or is stuck.
        Cancelled: it is gone by then.
    """
    child = _start(command, environment)
    last: collections.deque[str] = collections.deque(maxlen=60)
    said: queue.Queue[str] = queue.Queue()
    listener = threading.Thread(target=_listen, args=(child.stdout, said), daemon=True)
    listener.start()
    try:
        _watch(child, said, last, grows, expected_bytes, progress, stall_s)
    finally:
        _end(child)
        listener.join(2.0)
        _relay(said, last, progress)
        if child.stdout is not None and not listener.is_alive():
            child.stdout.close()
    return "" if child.returncode == 0 else "\n".join(last) or f"exit status {child.returncode}"


def _start(command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(  # a list, no shell  # nosec B603
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", errors="replace", start_new_session=True, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise WorkerError(
            tr("The Python {python} ({source}) cannot be started: {reason}. Choose another interpreter."),
            python=command[0], source="pip", reason=error.strerror or str(error),
        ) from error


def _watch(
    child: subprocess.Popen[str], said: queue.Queue[str], last: collections.deque[str], grows: Path, expected_bytes: int,
    progress: Progress, stall_s: float,
) -> None:
    """Until the child ends, is cancelled or stuck."""
    moved = looked = time.monotonic()
    size = -1
    while child.poll() is None:
        if progress.is_cancelled():
            raise Cancelled
        now = time.monotonic()
        if _relay(said, last, progress):
            moved = now
        if now - looked > GROWTH_S:
            looked, before, size = now, size, folder_bytes(grows)
            moved = now if size != before else moved
            progress.update(min(size / max(expected_bytes, 1), 0.99))
        if now - moved > stall_s:
            raise WorkerError(
                tr("Nothing was downloaded or written for {seconds} seconds, and the installation was stopped. Check the network and the antivirus, and repeat. pip said last: {last}"),
                seconds=round(stall_s), last=last[-1] if last else tr("nothing"),
            )
        time.sleep(POLL_S)


def _listen(stream: IO[str], said: queue.Queue[str]) -> None:
    for line in stream:
        said.put(line.rstrip())


def _relay(said: queue.Queue[str], last: collections.deque[str], progress: Progress) -> bool:
    """Pass on what the child wrote; tell whether it wrote something."""
    wrote = False
    with contextlib.suppress(queue.Empty):
        while True:
            line = said.get_nowait()
            wrote = True
            last.append(line)
            if line.strip().startswith(_SAID):
                progress.message(line.strip())
    return wrote


def _end(child: subprocess.Popen[str]) -> None:
    """Kill the child and what it started, where it still runs."""
    if child.poll() is None:
        if sys.platform == "win32":
            child.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
        child.wait(10.0)


def folder_bytes(folder: Path) -> int:
    """Size of all files in a folder; what vanishes meanwhile does not count."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(root, name)).st_size
    return total
