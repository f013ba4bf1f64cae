"""What went wrong with the worker, in the user's words."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any

from ..base.errors import Cancelled, CoreError, InputError, TorchMissing, WorkerError
from ..base.translation import tr
from .python import VARIABLE, WorkerPython

_WINDOWS_CODES = {
    0xC0000005: tr("memory access violation"),
    0xC0000135: tr("a DLL is missing: install the Microsoft Visual C++ runtime"),
    0xC0000409: tr("stack overrun"),
    0xC000013A: tr("interrupted"),
}


def reported(message: Mapping[str, Any], python: WorkerPython) -> CoreError | Cancelled:
    """The error for what the worker itself reported."""
    kind, text = str(message["kind"]), str(message["text"])
    if kind == "cancelled":
        return Cancelled()
    if kind == "input" and message.get("sentence"):  # the worker speaks English
        return InputError(
            tr(str(message["sentence"])),
            **{name: tr(value) if isinstance(value, str) else value for name, value in message["values"].items()},
        )
    if kind == "input":
        return InputError("{sentence}", sentence=text)
    if kind == "import":
        return TorchMissing(
            tr(
                "PyTorch cannot be used by {python} ({source}): {reason}. Open Set up PyTorch in the menu "
                "Plugins > Slipline, or set {variable} to a Python that has PyTorch; the tool Check environment "
                "says more."
            ),
            python=python.executable,
            source=python.source,
            reason=text.strip().rstrip("."),
            variable=VARIABLE,
        )
    if kind == "memory":
        return WorkerError(
            tr("The worker ran out of memory: {reason}. Choose a smaller batch, tile or network width, or device cpu."),
            reason=text.strip().rstrip("."),
        )
    return WorkerError(tr("The worker failed: {reason}"), reason=text)


def hanging(process: int, seconds: float) -> WorkerError:
    """The error for a worker that is there but says nothing."""
    return WorkerError(
        tr(
            "The worker (process {process}) has not answered for {seconds} seconds and was stopped. Run the tool "
            "again; if it happens again, choose device cpu."
        ),
        process=process,
        seconds=round(seconds),
    )


def death(code: int, said: Sequence[str], python: WorkerPython) -> WorkerError:
    """Why a worker is gone.

    Args:
        code: its exit status; negative: the signal that ended it.
        said: the last lines that it wrote to its error output.
        python: its interpreter.
    """
    last = next((line for line in reversed(said) if line.strip()), tr("no message"))
    if code in {-9, 137}:
        return WorkerError(
            tr(
                "The worker was killed by the system (signal 9), most likely for lack of memory. Close other "
                "programs, or choose a smaller batch, tile or network width."
            )
        )
    if code == -getattr(signal, "SIGBUS", 0):
        return WorkerError(
            tr(
                "The worker was ended by signal {signal}, most likely because the disk of the temporary folder "
                "{folder} is full. Free disk space there."
            ),
            signal=-code,
            folder=tempfile.gettempdir(),
        )
    if code < 0:
        return WorkerError(
            tr("The worker was ended by signal {signal}. Run the tool again; if it happens again, choose device cpu."),
            signal=-code,
        )
    if sys.platform == "win32" and (code & 0xFFFFFFFF) in _WINDOWS_CODES:
        return WorkerError(
            tr("The worker ended with Windows error {code}: {reason}."),
            code=hex(code & 0xFFFFFFFF),
            reason=_WINDOWS_CODES[code & 0xFFFFFFFF],
        )
    return WorkerError(
        tr(
            "The worker ended with exit status {code}: {last}. Check that {python} is a Python 3.9 or later with "
            "PyTorch."
        ),
        code=code,
        last=last.strip().rstrip("."),
        python=python.executable,
    )
