"""GDAL keeps what it read in a cache of 5 % of the machine's memory; long work on large rasters needs far less."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from osgeo import gdal

ENOUGH = 2**28  # bytes: some rows of blocks of the widest rasters


@contextlib.contextmanager
def small_cache() -> Iterator[None]:
    """Bound GDAL's cache for a while."""
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(min(before, ENOUGH))
    try:
        yield
    finally:
        gdal.SetCacheMax(before)
