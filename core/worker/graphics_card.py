"""Which graphics card this computer has, asked of its driver."""

from __future__ import annotations

import contextlib
import re

from ..base.processes import DEVNULL, PIPE, SubprocessError, TimeoutExpired, start_program
from ..base.progress import Progress, Silent, check_cancelled
from .silence_clock import SilenceClock

OLDEST_DRIVER = 580  # of NVIDIA, for CUDA 13, with which the pinned torch is built
LONGEST_S = 10.0  # that a driver which wakes up may take
_LOOK_S = 0.2


def graphics_card(progress: Progress = Silent()) -> tuple[str, bool]:
    """Name and driver of an NVIDIA graphics card, and whether PyTorch can use that driver; empty where there is none.

    It can take seconds: not for the thread of a window.

    Raises:
        Cancelled: the user asked to stop.
    """
    said = ""
    with contextlib.suppress(OSError, SubprocessError):
        said = _answer(progress)
    card = re.match(r"(.+), ((\d+)[\d.]*)", said)
    return (f"{card[1]}, driver {card[2]}", int(card[3]) >= OLDEST_DRIVER) if card else ("", False)


def _answer(progress: Progress) -> str:
    """What `nvidia-smi` says; nothing where it fails or takes too long."""
    with start_program(
        ["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"],
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=DEVNULL,
        text=True,
    ) as child:
        waited = SilenceClock()
        try:
            while waited.seconds() < LONGEST_S:
                check_cancelled(progress)
                with contextlib.suppress(TimeoutExpired):
                    said = child.communicate(timeout=_LOOK_S)[0]
                    return said if child.returncode == 0 else ""
        finally:
            child.kill()
    return ""
