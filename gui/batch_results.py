"""QGIS' list of results takes a web page from the batch window of QGIS 3.22, which forgets to say when it was made."""

from __future__ import annotations

import inspect
import time

from processing.core.ProcessingResults import resultsList


def accept_without_time() -> None:
    """Let QGIS' list of results fill in the time where nobody names it.

    The batch window of QGIS 3.22 calls `addResult` without its time as soon as an output is a web page: when all rows
    are done it shows an error of Python, and its Run button stays grey. Newer versions name the time; there nothing is
    changed.
    """
    known = inspect.signature(resultsList.addResult).parameters.get("timestamp")
    if known is None or known.default is not inspect.Parameter.empty:
        return
    add = resultsList.addResult

    def add_with_time(icon, name, timestamp=None, result=""):
        add(icon, name, time.localtime() if timestamp is None else timestamp, result)

    resultsList.addResult = add_with_time


def restore() -> None:
    """Leave QGIS' list of results as it was."""
    vars(resultsList).pop("addResult", None)
