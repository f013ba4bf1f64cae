"""What both processes know: the package and its version, and the variable that says how many share a training."""

from __future__ import annotations

import configparser
from pathlib import Path

COUNT = "SLIPLINE_PROCESSES"  # that share each batch of a training
PACKAGE = Path(__file__).parents[2]  # not resolved: the link's name is the package's name


def plugin_version() -> str:
    """Slipline's own version, as QGIS' plugin manager shows it."""
    described = configparser.ConfigParser(interpolation=None)
    described.read(PACKAGE / "metadata.txt", encoding="utf-8")
    return described.get("general", "version", fallback="unknown")
