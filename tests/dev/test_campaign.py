"""A short round of each campaign; the long ones are run by `make campaign`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import slipline

from ..small_disk import small_disk

ROUNDS = {
    "kill": ["--kills", "12", "--tools", "hotspot,featurestack"],
    "interrupt": ["--interrupts", "6", "--tools", "hotspot,evaluate,googleearth", "--limit", "60"],
    "hostile": ["--traps", "12", "--tools", "hotspot,googleearth"],
    "disk": ["--disks", "8", "--tools", "hotspot,evaluate"],
    "survey": ["--kills", "3"],
}


@pytest.mark.parametrize("campaign", ROUNDS)
def test_no_run_however_it_ends_costs_what_the_user_had(campaign, tmp_path):
    if campaign == "survey":
        pytest.importorskip("distributed", reason="dask and distributed are not installed: make setup brings them")
    if campaign == "disk":
        with small_disk(tmp_path / "disk", 8):  # or skip
            pass
    environment = {**os.environ, "PYTHONPATH": str(Path(slipline.__file__).parent.parent)}
    environment.pop("SLIPLINE_PYTHON", None)  # tools that need no worker
    command = [sys.executable, "-m", f"slipline.dev.campaign.{campaign}", *ROUNDS[campaign], "--folder", str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=tempfile.gettempdir(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 with faults;" in done.stdout
