"""A training from a message in a file, in each of the processes that `torchrun` starts on one computer or several.

    torchrun ... -m slipline.models.jobs.store_training JOB.json

The message is that of the worker's job `train`; store and results lie where all processes see them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from torch import distributed

from ...core.base.progress import Silent
from ..machine.processes import Processes
from .train_job import train_job


class _Told(Silent):
    """Writes a line for each number that the training tells; the processes that do not lead say nothing."""

    def __init__(self, leads: bool) -> None:
        self._leads = leads

    def message(self, text: str) -> None:
        """A line for the log."""
        self._write({"type": "log", "text": text})

    def metric(self, **numbers: object) -> None:
        """What an epoch came to."""
        self._write({"type": "metric", **numbers})

    def _write(self, told: dict[str, object]) -> None:
        if self._leads:
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()


def main() -> None:
    """Train; the leading process writes the result as its last line."""
    message = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    processes = Processes()
    told = _Told(processes.leads)
    result = train_job(message, told)
    told._write({"type": "result", **result})
    if distributed.is_initialized():
        distributed.destroy_process_group()


if __name__ == "__main__":
    main()
