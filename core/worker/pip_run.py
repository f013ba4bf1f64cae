"""Run pip, or what prepares it, as a child process, cancellable and stopped when nothing moves any more.

Say in words why it failed.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import threading
from pathlib import Path

from ..base.errors import WorkerError
from ..base.processes import DEVNULL, PIPE, STDOUT, Popen, TimeoutExpired, start_program
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from .silence_clock import SilenceClock

STALL_S = 180.0  # an antivirus takes its time with a large file
LOOK_S = 1.0  # between two looks at what was said and written
_CAUSES = {  # what is found in the lines of the failure: sentence; the first that fits is the cause
    r"WinError 126|WinError 1114|0xC0000135|(?i:vcruntime|msvcp)140|DLL load failed|c10\.dll": tr(
        "A library of Windows is missing: the Microsoft Visual C++ runtime. Install the Visual C++ "
        "Redistributable (x64) from Microsoft, start QGIS again, and repeat."
    ),
    r"No space left on device|Errno 28|WinError 112|Disk quota": tr("The disk is full. Free some space and repeat."),
    r"Missing dependencies for SOCKS": tr(
        "pip cannot use a SOCKS proxy. Enter an HTTP proxy in Settings > Options > Network in QGIS, or install "
        "from a folder of wheels."
    ),
    (
        r"ProxyError|[Tt]unnel connection failed|407 Proxy|Cannot connect to "
        r"proxy|InvalidProxyURL|check_hostname requires server_hostname"
    ): tr(
        "The proxy refuses the connection, or its address is wrong. Check Settings > Options > Network in QGIS, "
        "its user name and password included."
    ),
    r"CERTIFICATE_VERIFY_FAILED|SSLError|SSL: |certificate verify": tr(
        "The certificate of the connection is not trusted, most likely because a company's network inspects it. "
        "Ask for that network's certificate file and name it in the environment variable PIP_CERT, or install "
        "from a folder of wheels."
    ),
    r"WinError 32|WinError 5\b|being used by another process|Access is denied": tr(
        "Another program holds a file, most likely the antivirus, or a QGIS that is training. Wait a minute, "
        "close other QGIS windows, and repeat."
    ),
    r"WinError 206|[Ff]ile ?name too long|[Ll]ong [Pp]ath": tr(
        "A path is too long for this system. On Windows allow long paths (Settings > For developers > Enable "
        "long paths), and repeat."
    ),
    r"Permission denied|Errno 13": tr(
        "The folder of the private environment cannot be written: permission denied. Check who owns it."
    ),
    r"DO NOT MATCH THE HASHES": tr(
        "A package is not one that Slipline was tested with: it was damaged or changed on its way, or it is for "
        "a Python that was not tested (Python 3.11 to 3.13 were). Repeat; if it happens again, use another "
        "network, a folder of wheels, or a Python of your own that has PyTorch."
    ),
    (
        r"BadZipFile|Bad CRC|invalid wheel|is invalid|not a zip file|unsupported compression|File is not a "
        r"zip|Error -3|zlib\.error|RECORD"
    ): tr("A wheel is damaged. Copy or download it again."),
    (
        r"NewConnectionError|Name or service not known|getaddrinfo|Network is unreachable|ConnectTimeout|Read "
        r"timed out|ReadTimeout|Connection reset|ConnectionError|name resolution|Connection "
        r"refused|RemoteDisconnected|IncompleteRead"
    ): tr(
        "There is no connection to the package index. Check the network and Settings > Options > Network in "
        "QGIS, or install from a folder of wheels."
    ),
    (
        r"Hashes are required|Requires-Python|requires a different Python|not a supported wheel|No matching "
        r"distribution|Could not find a version"
    ): tr(
        "No tested PyTorch was found for this Python and system. On Linux the build without graphics card comes "
        "from an index of its own: give its address. In a folder of wheels each must fit this Python version. A "
        "Python 3.9 to 3.13 of your own that has PyTorch works too."
    ),
    r"MemoryError|Killed|exit status -9": tr("The memory was not enough. Close other programs and repeat."),
}


def run(
    command: list[str], environment: dict[str, str], folder: Path, progress: Progress, expected_bytes: int = 0
) -> str:
    """Run a command to its end.

    Args:
        command, environment: of the child.
        folder: where it writes; the command counts as working as long as this folder changes or lines arrive.
        progress: hears every line, and the share where the size is known; asked for cancel.
        expected_bytes: size of the folder at the end; 0 for unknown.

    Returns:
        Nothing if it succeeded; else its exit status and its last lines, or why it could not be started.

    Raises:
        WorkerError: nothing has moved for `STALL_S`.
        Cancelled: it is gone by then.
    """
    try:
        child = start_program(
            command,
            env=environment,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        return str(error)
    said: list[str] = []
    with child:
        listener = threading.Thread(
            target=lambda: said.extend(line.strip() for line in child.stdout or ()), daemon=True
        )
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


def _watch(child: Popen[str], said: list[str], folder: Path, progress: Progress, expected_bytes: int) -> None:
    """Wait until the child ends, is cancelled or is stuck."""
    lines, size, silence = 0, 0, SilenceClock()
    while child.poll() is None:
        check_cancelled(progress)
        before, lines = (lines, size), len(said)
        with contextlib.suppress(OSError):  # a file that vanishes meanwhile: the next look will tell
            size = sum(
                os.lstat(os.path.join(root, name)).st_size for root, _, names in os.walk(folder) for name in names
            )
        for line in said[before[0] : lines]:
            progress.message(line)
        if expected_bytes:
            progress.update(min(size / expected_bytes, 0.99))
        if (lines, size) != before:
            silence.ended()
        elif silence.seconds() > STALL_S:
            raise WorkerError(
                tr(
                    "Nothing was downloaded or written for {seconds} seconds, and the installation was stopped. "
                    "Check the network and the antivirus, and repeat. pip said last: {last}"
                ),
                seconds=round(STALL_S),
                last=said[-1] if said else tr("nothing"),
            )
        with contextlib.suppress(TimeoutExpired):
            child.wait(LOOK_S)


def cause_of(lines: str) -> str:
    """The cause in words, or an empty text where none is known."""
    return next((sentence for pattern, sentence in _CAUSES.items() if re.search(pattern, lines)), "")


def failure(sentence: str, lines: str) -> WorkerError:
    """What failed, the cause in words where it is known, and always the last line of what was said."""
    said = [line for line in lines.splitlines() if line.strip()] or ["nothing"]
    last = next((line for line in reversed(said) if re.search("ERROR|Error|BadZipFile:", line)), said[-1])
    return WorkerError(
        "{sentence} ({last})", sentence=f"{sentence} {cause_of(lines)}".strip(), last=last.strip().rstrip(".")
    )
