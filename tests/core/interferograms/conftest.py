"""Real interferograms, where they are."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_stack():
    """Folder of the stacks that PyRate tests itself with."""
    folder = Path(os.environ.get("SLIPLINE_REAL_DATA", "")) / "pyrate_cropA_stack"
    if not os.environ.get("SLIPLINE_REAL_DATA") or not folder.is_dir():
        pytest.skip("no real data")
    return folder
