"""What Hot Spot makes of real products with offsets, heavy tails and dense rasters; skipped without the data."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.gis.crs import transform_points
from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.opening import open_source

from ..made_targets import Remembering
from ..rasters import features


def areas(path, tmp_path):
    """Targets that are kept, candidate areas, and the log of both tools with the choices that they propose."""
    log = Remembering()
    targets = import_targets([open_source(str(path))], ImportOptions(), str(tmp_path / "targets.gpkg"), log)
    hot_spot(targets, HotSpotOptions(), HotSpotOutputs(areas=str(tmp_path / "areas.gpkg")), log)
    return targets, features(tmp_path / "areas.gpkg"), log


@pytest.mark.parametrize("track", ["022_0845", "117_0227"])
def test_an_island_that_moves_as_a_whole_is_stable(real_data, tmp_path, track):
    name = f"EGMS_L2b_{track}_IW2_VV_2020_2024_1"
    with zipfile.ZipFile(real_data("ustica_egms") / f"{name}.zip") as archive:
        archive.extract(f"{name}.csv", tmp_path)
    _, found, log = areas(tmp_path / f"{name}.csv", tmp_path)
    assert "are taken away from all velocities" in log.text
    assert sum(area["area_m2"] for area in found) < 0.05e6  # of 8 km2


def test_the_uplift_of_the_phlegraean_fields_is_found_and_nothing_that_moves_away(real_data, tmp_path):
    targets, found, log = areas(real_data("campi_flegrei_licsbas") / "vel.geo.tif", tmp_path)
    assert len(targets) == 15598  # LiCSBAS' own mask
    assert "its threshold is 0.05, not 0.7" in log.text
    assert "-22.89 mm/yr are taken away" in log.text
    (uplift,) = found
    assert uplift["sign"] == "towards"
    assert 15e6 < uplift["area_m2"] < 25e6
    x, y = transform_points(np.array([14.14]), np.array([40.825]), "EPSG:4326", targets.crs)  # Pozzuoli
    place = ogr.Geometry(ogr.wkbPoint)
    place.AddPoint_2D(float(x[0]), float(y[0]))
    assert uplift["geometry"].Distance(place) < 500


def test_only_the_landslide_moves_at_slumgullion(real_data, tmp_path):
    _, found, log = areas(real_data("slumgullion") / "targets.csv", tmp_path)
    assert "nothing is taken away" in log.text
    assert [area["sign"] for area in found] == ["away"]
    assert 0.5e6 < found[0]["area_m2"] < 1.0e6
