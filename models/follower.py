"""The processes that `torchrun` starts beside the one that talks to QGIS: they take their share of each training."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import Any, NoReturn

from ..core.progress import Silent
from .processes import Processes
from .refit_job import refit_job
from .train_job import train_job

POLL_S = 1.0


class _Quiet(Silent):
    """Reports nothing: the leading process does."""

    def metric(self, **numbers: object) -> None:
        """Do nothing."""


def tell_followers(message: dict[str, Any]) -> None:
    """Pass a job on; with one process there is nobody."""
    processes = Processes()
    processes.join()
    processes.tell(message)


def follow() -> NoReturn:
    """Do the jobs that the leading process tells of, until the parent is gone."""
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # standard output is the leading process' own
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    processes = Processes()
    processes.join()
    while True:
        message = processes.tell(None)
        {"train": train_job, "refit": refit_job}[message["name"]](message, _Quiet())


def _end_with(parent: int) -> None:
    """End when the parent is another process than it was: the system has taken over this one."""
    while os.getppid() == parent:
        time.sleep(POLL_S)
    os._exit(0)
