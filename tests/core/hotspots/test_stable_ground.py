"""On ground that does not move, with noise that neighbours share, Hot Spot draws next to nothing; slides it finds."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.targets.targets import standard_targets

from ..made_targets import NORTH, UTM, WEST
from ..rasters import features

SIDE_M = 16_000.0  # 256 km2 a scene
FIELD_M = 50.0
# density per km2 or cell in m, deviation of white noise and of noise shared within about LENGTH m, seeds
SCENES = {
    "sparse points": ({"per_km2": 30}, 2.0, 2.0, 500.0, (1, 2)),
    "points": ({"per_km2": 150}, 2.0, 2.0, 300.0, (3,)),
    "raster of 200 m": ({"cell_m": 200.0}, 1.0, 3.0, 600.0, (4, 5)),
    "raster of 80 m": ({"cell_m": 80.0}, 2.0, 2.0, 300.0, (6,)),
    "smooth raster": ({"cell_m": 100.0}, 0.2, 3.0, 400.0, (7,)),
    "white noise": ({"per_km2": 100}, 3.0, 0.0, 300.0, (8,)),
}


def still(white, shared, length_m, seed, per_km2=0, cell_m=0.0):
    """Noise, one target in a hundred wrong, an offset of 6 mm/yr and a slope of 3 mm/yr across."""
    rng = np.random.default_rng(seed)
    if cell_m:
        side = np.arange(0.5 * cell_m, SIDE_M, cell_m)
        x, y = (part.ravel() for part in np.meshgrid(side, side))
    else:
        x, y = rng.uniform(0, SIDE_M, (2, int(per_km2 * SIDE_M**2 / 1e6)))
    cells = int(SIDE_M / FIELD_M)
    field = gaussian_filter(rng.standard_normal((cells, cells)), length_m / FIELD_M / 2, mode="wrap")
    place = (y / FIELD_M).astype(int), (x / FIELD_M).astype(int)
    velocity = white * rng.standard_normal(len(x)) + shared * (field / field.std())[place]
    wrong = rng.random(len(x)) < 0.01
    velocity[wrong] += 15 * np.clip(rng.standard_t(2, wrong.sum()), -6, 6)
    return standard_targets(WEST + x, NORTH - y, UTM, velocity + 6.0 + 3.0 * x / SIDE_M, {})


def areas_of(targets, path):
    hot_spot(targets, HotSpotOptions(), HotSpotOutputs(areas=str(path)))
    return features(path)


def test_at_most_one_area_in_a_thousand_square_kilometres_without_motion(tmp_path):
    found, scenes = {}, 0
    for name, (where, white, shared, length_m, seeds) in SCENES.items():
        for seed in seeds:
            scenes += 1
            found[name, seed] = len(areas_of(still(white, shared, length_m, seed, **where), tmp_path / "areas.gpkg"))
    assert sum(found.values()) <= scenes * SIDE_M**2 / 1e9, found


@pytest.mark.parametrize("name", ["points", "raster of 80 m"])
def test_a_slide_of_300_m_on_that_ground_is_found_and_nothing_else(tmp_path, name):
    where, white, shared, length_m, seeds = SCENES[name]
    targets = still(white, shared, length_m, seeds[0], **where)
    middle = np.hypot(targets.x - WEST - 8000, targets.y - NORTH + 8000)
    targets.velocity[middle < 300] -= 40.0
    (area,) = areas_of(targets, tmp_path / "areas.gpkg")
    centre = area["geometry"].Centroid()
    assert np.hypot(centre.GetX() - WEST - 8000, centre.GetY() - NORTH + 8000) < 100
    assert area["sign"] == "away"
    assert 0.5 < area["area_m2"] / (np.pi * 300**2) < 2.0
