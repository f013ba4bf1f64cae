from __future__ import annotations

import sys

import pytest


@pytest.fixture
def without_matplotlib(monkeypatch):
    """A QGIS whose Python has no matplotlib: pages have no pictures, and are made quickly."""
    for name in ("matplotlib", "matplotlib.figure"):
        monkeypatch.setitem(sys.modules, name, None)
