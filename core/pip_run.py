"""Run pip, or what prepares it, as a child process: cancellable, with progress, and stopped when nothing moves any more."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess  # commands are lists, never a shell's  # nosec B404
import sys
import threading
import time
from pathlib import Path

from .errors import WorkerError, tr
from .progress import Progress, check_cancelled

STALL_S = 180.0  # an antivirus takes its time with a large file
LOOK_S = 1.0  # between two looks at what was said and written


def run(command: list[str], environment: dict[str, str], folder: Path, progress: Progress, expected_bytes: int = 0) -> str:
    """Run a command to its end.

    Args:
        command: program and arguments.
        environment: of the child.
        folder: in which it writes; it is at work as long as that changes or it says something.
        progress: hears every line, and the share where the size is known; asked for cancel.
        expected_bytes: size of the folder at the end; 0 for unknown.

    Returns:
        Nothing where it succeeded, else its exit status and what it said last, or why it could not be started.

    Raises:
        WorkerError: nothing has moved for `STALL_S`.
        Cancelled: it is gone by then.
    """
    try:
        child = subprocess.Popen(  # a list, no shell  # nosec B603
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", errors="replace", start_new_session=True, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        return str(error)
    said: list[str] = []
    with child:
        listener = threading.Thread(target=lambda: said.extend(line.strip() for line in child.stdout or ()), daemon=True)
        listener.start()
        try:
            _watch(child, said, folder, progress, expected_bytes)
        finally:
            if sys.platform == "win32":
                child.kill()
            elif child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)  # with what it started
            listener.join(2.0)
    return "\n".join([f"exit status {child.returncode}", *said[-60:]]) if child.returncode else ""


def _watch(child: subprocess.Popen[str], said: list[str], folder: Path, progress: Progress, expected_bytes: int) -> None:
    """Until the child ends, is cancelled or stuck."""
    lines, size, moved = 0, 0, time.monotonic()
    while child.poll() is None:
        check_cancelled(progress)
        before, lines = (lines, size), len(said)
        with contextlib.suppress(OSError):  # a file that vanishes meanwhile: the next look will tell
            size = sum(os.lstat(os.path.join(root, name)).st_size for root, _, names in os.walk(folder) for name in names)
        for line in said[before[0] : lines]:
            progress.message(line)
        if expected_bytes:
            progress.update(min(size / expected_bytes, 0.99))
        if (lines, size) != before:
            moved = time.monotonic()
        elif time.monotonic() - moved > STALL_S:
            raise WorkerError(
                tr("Nothing was downloaded or written for {seconds} seconds, and the installation was stopped. Check the network and the antivirus, and repeat. pip said last: {last}"),
                seconds=round(STALL_S), last=said[-1] if said else tr("nothing"),
            )
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(LOOK_S)
