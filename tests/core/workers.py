"""Pythons, good and bad, and a tile store for tests that run the worker."""

from __future__ import annotations

import importlib.util
import json
import os
import stat
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from slipline.core.base.grid import Grid
from slipline.core.worker.python import VARIABLE, WorkerPython

from .rasters import CRS, NORTH, WEST


def torch_python():
    """The Python that has torch: the one named, else that of the tests."""
    named = os.environ.get(VARIABLE)
    if not named and importlib.util.find_spec("torch") is None:
        pytest.skip(f"no PyTorch: set {VARIABLE} to a Python that has it")
    return WorkerPython(named or sys.executable, "the tests")


def script(path, text):
    """An executable that stands in for a Python."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return WorkerPython(str(path), "the tests")


def is_gone(process):
    """Whether a process has ended; one that waits to be reaped has."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def wait_until(happened):
    """Wait for an event that other processes bring about; a test that waits in vain fails after five minutes."""
    end = time.monotonic() + 300.0
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def bare_python(folder):
    """A Python without torch or numpy: a virtual environment with nothing in it."""
    import venv

    venv.create(folder, with_pip=False, symlinks=True)
    return str(folder / "bin" / "python")


def long_training(folder):
    """Message of a training that takes minutes, for tests that end it in the middle."""
    shape = (96, 96)
    generator = np.random.default_rng(1)
    labels = np.zeros(shape, np.uint8)
    labels[20:45, 20:45] = labels[60:80, 60:90] = 1
    np.save(folder / "features.npy", generator.normal(0, 1, (2, *shape)).astype(np.float32))
    np.save(folder / "labels.npy", labels)
    np.save(folder / "sets.npy", np.ones(shape, np.uint8))
    positions = [[row, column, 1] for row in (0, 32, 64) for column in (0, 32, 64)]
    grid = Grid(CRS, WEST, NORTH, 5.0, shape[1], shape[0])
    manifest = {
        "version": 1,
        "bands": [{"name": "hotspot", "unit": "z/km2"}, {"name": "velocity", "unit": "mm/yr"}],
        "grid": asdict(grid),
        "tile": 32,
        "overlap": 0.2,
        "split": "blocks",
        "seed": 1,
        "positions": positions,
        "objects": [[20, 20, 25, 25], [60, 60, 20, 30]],
        "dead_zone_m": 0.0,
        "block_m": 0.0,
        "shares": [1.0, 0.0, 0.0],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    from slipline.core.base.training_options import TrainingOptions

    options = TrainingOptions(width=4, tile=32, epochs=100_000, batch=2, device="cpu")
    return {
        "name": "train",
        "store": str(folder),
        "options": options.as_dict(),
        "model": str(folder / "m.safetensors"),
        "probability": str(folder / "probability.npy"),
        "card": {"cell_m": 5.0},
    }
