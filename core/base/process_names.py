"""Names that both processes know: the package, and the variable that says how many processes share a training."""

from __future__ import annotations

from pathlib import Path

COUNT = "SLIPLINE_PROCESSES"  # that share each batch of a training
PACKAGE = Path(__file__).parents[2]  # not resolved: the link's name is the package's name
