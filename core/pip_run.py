"""Run pip as a child process: cancellable, with progress, and stopped when nothing moves any more."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess  # commands are lists, never a shell's  # nosec B404
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from .errors import WorkerError, tr
from .progress import Progress, check_cancelled

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
    try:
        child = subprocess.Popen(  # a list, no shell  # nosec B603
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", errors="replace", start_new_session=True, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise WorkerError(
            tr("The Python {python} ({source}) cannot be started: {reason}. Choose another interpreter."),
            python=command[0], source="pip", reason=error.strerror or str(error),
        ) from error
    said: list[str] = []
    with child:
        listener = threading.Thread(target=lambda: said.extend(line.rstrip() for line in child.stdout or ()), daemon=True)
        listener.start()
        try:
            _watch(child, said, grows, expected_bytes, progress, stall_s)
        finally:
            _kill(child)
            listener.join(2.0)
    return "" if child.returncode == 0 else "\n".join(said[-60:]) or f"exit status {child.returncode}"


def _watch(child: subprocess.Popen[str], said: list[str], grows: Path, expected_bytes: int, progress: Progress, stall_s: float) -> None:
    """Until the child ends, is cancelled or stuck."""
    moved = looked = time.monotonic()
    size, passed_on = -1, 0
    while child.poll() is None:
        check_cancelled(progress)
        now = time.monotonic()
        for line in said[passed_on:]:
            passed_on, moved = passed_on + 1, now
            if line.strip().startswith(_SAID):
                progress.message(line.strip())
        if now - looked > GROWTH_S:
            looked, before, size = now, size, folder_bytes(grows)
            moved = now if size != before else moved
            progress.update(min(size / max(expected_bytes, 1), 0.99))
        if now - moved > stall_s:
            raise WorkerError(
                tr("Nothing was downloaded or written for {seconds} seconds, and the installation was stopped. Check the network and the antivirus, and repeat. pip said last: {last}"),
                seconds=round(stall_s), last=said[-1] if said else tr("nothing"),
            )
        time.sleep(POLL_S)


def _kill(child: subprocess.Popen[str]) -> None:
    """End the child and what it started, where it still runs."""
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
