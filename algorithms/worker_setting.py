"""The interpreter that the plugin's settings name for the worker."""

from __future__ import annotations

from qgis.core import QgsSettings

from ..core.worker_python import WorkerPython, find_python

KEY = "slipline/python"


def configured_python() -> str:
    """What the settings name; empty for nothing."""
    return str(QgsSettings().value(KEY, "") or "")


def worker_python() -> WorkerPython:
    """The worker's Python, after the plugin's settings."""
    return find_python(configured_python())
