"""Two orbits of a real island (Ustica, EGMS): against EGMS' own east and up, and on to candidate areas."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.orbits.outputs import site_columns
from slipline.core.orbits.tracks import Track, checked_looks
from slipline.core.orbits.twoorbits import CELLS, NONE, NOTHING, OrbitOptions, two_orbits
from slipline.core.products.kept_fields import LOOK
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.opening import open_sources
from slipline.core.targets.targets import standard_targets

from ..rasters import features

ORBITS = {"a": "EGMS_L2b_117_0227_IW2_VV_2020_2024_1", "d": "EGMS_L2b_022_0845_IW2_VV_2020_2024_1"}
OWN = {"east": "EGMS_L3_E45N17_100km_E_2020_2024_1", "up": "EGMS_L3_E45N17_100km_U_2020_2024_1"}


def imported(folder, tmp_path, name, **options):
    return import_targets(
        open_sources([str(folder / f"{name}.zip")]), ImportOptions(**options), str(tmp_path / "t.gpkg")
    )


def track(targets, name):
    look = checked_looks(np.column_stack([targets.more[part] for part in LOOK]).astype(float), name)
    place = name, targets.x, targets.y, targets.crs
    return Track(*place, targets.velocity, look, targets.velocity_std, targets.coherence, targets.height)


def test_cells_are_those_of_egms_ortho_product(real_data, tmp_path):
    folder, options = real_data("ustica_egms"), {"crs": "EPSG:3035", "min_coherence": 0.0}
    tracks = [track(imported(folder, tmp_path, name, **options), orbit) for orbit, name in ORBITS.items()]
    found = two_orbits(tracks, OrbitOptions(places=CELLS, cell_m=100.0, reference=NOTHING, smoothing=NONE))
    tree = cKDTree(np.column_stack([found.sites.x, found.sites.y]))
    for component, name in OWN.items():
        own = imported(folder, tmp_path, name, **options)
        distance, at = tree.query(np.column_stack([own.x, own.y]))
        assert len(own) == 522
        assert distance.max() < 1.0
        apart = np.abs(getattr(found.motion, component)[at] - own.velocity)
        assert np.quantile(apart, 0.95) < 0.2  # mm/yr; EGMS rounds its velocities to 0.1
        assert apart.max() < 0.5


def test_what_one_orbit_finds_both_find(real_data, tmp_path):
    folder = real_data("ustica_egms")
    targets = {orbit: imported(folder, tmp_path, name) for orbit, name in ORBITS.items()}
    found = two_orbits([track(one, orbit) for orbit, one in targets.items()], OrbitOptions())
    columns = {column.name: np.asarray(column.values) for column in site_columns(found)}
    more = {name: values for name, values in columns.items() if name.startswith("velocity_")}
    both = standard_targets(found.sites.x, found.sites.y, found.crs, columns["velocity"], {}, more)
    hot_spot(targets["d"], HotSpotOptions(), HotSpotOutputs(areas=str(tmp_path / "alone.gpkg")))
    hot_spot(both, HotSpotOptions(), HotSpotOutputs(areas=str(tmp_path / "both.gpkg")))
    (alone,), (together,) = (features(tmp_path / f"{name}.gpkg") for name in ("alone", "both"))
    shared = alone["geometry"].Intersection(together["geometry"]).GetArea()
    assert shared > 0.8 * alone["area_m2"]
    assert together["area_m2"] == pytest.approx(alone["area_m2"], rel=0.25)
