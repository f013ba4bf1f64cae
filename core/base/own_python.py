"""QGIS' own Python interpreter, for helpers that run beside QGIS."""

from __future__ import annotations

import sys
from pathlib import Path


def own_python() -> Path:
    """QGIS' own Python; `sys.executable` may be QGIS itself."""
    if sys.platform == "win32":
        return Path(sys.exec_prefix) / "python.exe"
    return Path(sys.exec_prefix) / "bin" / "python3"
