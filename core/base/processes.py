"""What QGIS' process and the others know: the package, its version, and how one of them starts another program."""

from __future__ import annotations

import configparser
import subprocess  # the only place that starts programs  # nosec B404
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT, CompletedProcess, Popen, SubprocessError, TimeoutExpired  # nosec B404
from typing import Any

__all__ = [
    "COUNT",
    "DEVNULL",
    "PACKAGE",
    "PIPE",
    "STDOUT",
    "Popen",
    "SubprocessError",
    "TimeoutExpired",
    "plugin_version",
    "run_program",
    "start_program",
]

COUNT = "SLIPLINE_PROCESSES"  # that share each batch of a training
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # of the console, on Windows
PACKAGE = Path(__file__).parents[2]  # not resolved: the link's name is the package's name


def plugin_version() -> str:
    """Slipline's own version, as QGIS' plugin manager shows it."""
    described = configparser.ConfigParser(interpolation=None)
    described.read(PACKAGE / "metadata.txt", encoding="utf-8")
    return described.get("general", "version", fallback="unknown")


def start_program(command: list[str], **options: Any) -> Popen[Any]:
    """Start a program without a shell, and on Windows without a console window.

    Args:
        command: the program and its arguments; nothing in them is interpreted.
        options: of `Popen`: where its input, output and errors go, its environment and folder.

    Raises:
        OSError: the program is not there, or cannot be run.
    """
    return Popen(command, creationflags=_NO_WINDOW, **options)  # nosec B603


def run_program(command: list[str], **options: Any) -> CompletedProcess[Any]:
    """Run a program to its end in the same way, and end it where that is interrupted.

    Args:
        command: the program and its arguments; nothing in them is interpreted.
        options: of `subprocess.run`.

    Raises:
        OSError: the program is not there, or cannot be run.
        TimeoutExpired: it took longer than the option `timeout` says.
    """
    return subprocess.run(command, check=False, creationflags=_NO_WINDOW, **options)  # nosec B603
