"""GDAL's state that all tools of one QGIS share."""

import pytest
from osgeo import gdal, ogr

from slipline.core.gis import gdal_session
from slipline.core.gis.gdal_session import ENOUGH, memory_layers, small_cache


@pytest.fixture()
def large_cache():
    """QGIS' own size of the cache, as if this computer had much memory."""
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(4 * ENOUGH)
    yield 4 * ENOUGH
    gdal.SetCacheMax(before)


def test_the_last_of_two_tools_that_run_at_once_restores_the_cache(large_cache):
    first, second = small_cache(), small_cache()
    first.__enter__()
    second.__enter__()
    assert gdal.GetCacheMax() == ENOUGH
    first.__exit__(None, None, None)
    assert gdal.GetCacheMax() == ENOUGH  # the other one still works
    second.__exit__(None, None, None)
    assert gdal.GetCacheMax() == large_cache


def test_a_tool_that_fails_restores_the_cache(large_cache):
    with pytest.raises(ValueError, match="no"), small_cache():
        raise ValueError("no")
    assert gdal.GetCacheMax() == large_cache


@pytest.mark.parametrize("missing", ["", "Memory"])
def test_layers_in_memory_are_made_by_old_and_new_gdal(monkeypatch, missing):
    """GDAL 3.11 and later have one driver for all that is in memory, and no longer the old one for layers."""
    by_name = ogr.GetDriverByName

    def drivers(name):
        return None if name == missing else by_name("Memory")

    monkeypatch.setattr(gdal_session.ogr, "GetDriverByName", drivers)
    assert memory_layers().CreateLayer("one").GetFeatureCount() == 0
