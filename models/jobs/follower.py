"""The processes beside the one that talks to QGIS: they take their share of each training."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any, NoReturn

from ...core.base.progress import Silent
from ..machine.processes import Processes
from .refit_job import refit_job
from .train_job import train_job


class _Quiet(Silent):
    """A progress that reports nothing, because the leading process reports."""

    def metric(self, **numbers: object) -> None:
        """Do nothing."""


def tell_followers(message: dict[str, Any]) -> None:
    """Pass a job on to the other processes, if there are any."""
    processes = Processes()
    processes.join()
    processes.tell(message)


def follow() -> NoReturn:
    """Do the jobs that the leading process passes on, until that process is gone."""
    threading.Thread(target=_end_with_the_leader, daemon=True).start()
    processes = Processes()
    processes.join()
    while True:
        message = processes.tell(None)
        {"train": train_job, "refit": refit_job}[message["name"]](message, _Quiet())


def _end_with_the_leader() -> None:
    """Its end of the pipe is closed when it ends, however it ends."""
    sys.stdin.buffer.read()
    os._exit(0)
