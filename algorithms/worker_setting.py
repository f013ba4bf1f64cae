"""The interpreter that the plugin's settings name for the worker, and the news that PyTorch is missing."""

from __future__ import annotations

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.worker.python import WorkerPython, find_python

KEY = "slipline/python"


class TorchNews(QObject):
    """Tells the window, from whatever thread a tool runs in, that a tool could not use PyTorch."""

    missing = pyqtSignal()


TORCH_NEWS = TorchNews()


def configured_python() -> str:
    """What the settings name; empty for nothing."""
    return str(QgsSettings().value(KEY, "") or "")


def worker_python() -> WorkerPython:
    """The worker's Python, after the plugin's settings."""
    return find_python(configured_python())
