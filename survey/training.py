"""Training past one machine."""

from __future__ import annotations

import argparse
from typing import Any


def add_training(_commands: Any) -> None:
    """No command yet."""


def train(_arguments: argparse.Namespace) -> int:
    """No training yet."""
    return 1
