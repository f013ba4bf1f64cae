"""Targets of two orbits: each is judged by itself; maps and areas hold what either of them sees."""

from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.display.styles import write_style
from slipline.core.display.velocity_classes import velocity_breaks
from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.hotspots.strongest import united
from slipline.core.products.ground_motion import component_seen
from slipline.core.products.kept_fields import EAST, UP
from slipline.core.products.looks import axis
from slipline.core.targets.targets import standard_targets, target_columns

from ..listening import Listening
from ..rasters import CRS, NORTH, WEST, box

SIDE = 2400.0


def two_slides(seed=1, both=True):
    """Ground with one landslide that descending sees, in the west, and one that ascending sees, in the east."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, SIDE, (2, 6000))
    west, east = ((np.abs(x - middle) < 200) & (np.abs(y - 1200) < 200) for middle in (600, 1800))
    descending = 2.0 * rng.standard_normal(6000) + 25.0 * west + 1.0 * east
    ascending = 2.0 * rng.standard_normal(6000) - 25.0 * east + 1.0 * west
    ascending[x > 2200] = np.nan  # it saw less ground
    more = {"velocity_d": descending, "velocity_a": ascending}
    more |= {"velocity_east": descending - ascending, "velocity_up": descending + np.nan_to_num(ascending)}
    return standard_targets(WEST + x, NORTH - y, CRS, descending, {}, more if both else {})


def areas_of(path):
    dataset = ogr.Open(str(path))
    return [feature.Clone() for feature in dataset.GetLayer(0)]


def names_of(feature):
    return [feature.GetFieldDefnRef(i).GetName() for i in range(feature.GetFieldCount())]


def middle_of(feature):
    return feature.GetGeometryRef().Centroid().GetX() - WEST


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("orbits")
    told = Listening()
    paths = {name: str(folder / f"{name}.gpkg") for name in ("targets", "areas", "alone")}
    maps = {name: str(folder / f"{name}.tif") for name in ("map", "velocity", "alone_map")}
    outputs = HotSpotOutputs(paths["targets"], maps["map"], paths["areas"], maps["velocity"])
    hot_spot(two_slides(), HotSpotOptions(cell_m=20.0), outputs, told)
    alone = HotSpotOutputs(map=maps["alone_map"], areas=paths["alone"])
    hot_spot(two_slides(both=False), HotSpotOptions(cell_m=20.0), alone)
    return {**paths, **maps, "told": told}


def test_each_orbit_finds_the_landslide_that_the_other_cannot_see(found):
    alone, both = areas_of(found["alone"]), areas_of(found["areas"])
    assert [round(middle_of(area) / 600) for area in alone] == [1]
    assert sorted(round(middle_of(area) / 600) for area in both) == [1, 3]
    assert any("Orbits are judged by themselves: descending (6000 targets)" in line for line in found["told"].lines)


def test_areas_tell_which_orbit_saw_them_and_how_much(found):
    west, east = sorted(areas_of(found["areas"]), key=middle_of)
    assert (west["seen_by"], east["seen_by"]) == ("d", "a")
    assert west["v_d"] == pytest.approx(25, abs=2)
    assert abs(west["v_a"]) < 2
    assert west["seen_d"] == pytest.approx(25 / np.hypot(24, 26), abs=0.1)
    assert (west["sign"], east["sign"]) == ("towards", "away")
    assert east["n_d"] >= east["n_a"] > 0
    assert "v_east" in names_of(west)
    assert "seen_by" not in names_of(areas_of(found["alone"])[0])


def test_the_map_holds_the_larger_magnitude_and_targets_the_better_score(found):
    both, alone = (gdal.Open(found[name]).ReadAsArray() for name in ("map", "alone_map"))
    row = 60
    assert both[row, 30] > 0 > both[row, 90]  # towards one satellite, away from the other
    assert abs(alone[row, 90]) < 0.3 * abs(both[row, 90])
    np.testing.assert_allclose(both[row, 25:35], alone[row, 25:35], rtol=1e-5)
    assert gdal.Open(found["map"]).GetRasterBand(1).GetMetadataItem("distance_m")
    velocity = gdal.Open(found["velocity"]).ReadAsArray()
    assert velocity[row, 30] == pytest.approx(25, abs=2)
    assert velocity[row, 90] == pytest.approx(-25, abs=2)
    features = areas_of(found["targets"])
    east = [one for one in features if abs(one.GetGeometryRef().GetX() - WEST - 1800) < 100
            and abs(NORTH - one.GetGeometryRef().GetY() - 1200) < 100]  # fmt: skip
    assert np.median([one["velocity"] for one in east]) == pytest.approx(-25, abs=2)
    assert max(one["gi_z"] for one in east) < -2
    assert {"velocity_a", "velocity_d", "velocity_up"} <= set(names_of(features[0]))


def test_areas_that_overlap_are_one_landslide_and_those_that_touch_are_two():
    first, same, beside = box(0, -100, 100, 0), box(40, -100, 140, 0), box(95, -300, 200, 0)
    found = united([[first], [same]], 100.0, Listening())
    assert [round(ogr.CreateGeometryFromWkb(one).GetArea()) for one in found] == [14000]
    found = united([[first], [beside]], 100.0, Listening())
    assert [round(ogr.CreateGeometryFromWkb(one).GetArea()) for one in found] == [105 * 300 - 500, 10000]
    found = united([[], [first]], 100.0, Listening())
    assert len(found) == 1


@pytest.mark.parametrize(("component", "words"), [(UP, ("down", "upwards")), (EAST, ("west", "to the east"))])
def test_of_a_vertical_or_eastward_product_nothing_speaks_of_the_satellite(tmp_path, component, words):
    whole = two_slides(both=False)
    targets = replace(whole, velocity=-whole.velocity, more=axis(component, len(whole)))
    told = Listening()
    paths = [str(tmp_path / f"{name}.gpkg") for name in ("targets", "areas")]
    hot_spot(targets, HotSpotOptions(cell_m=20.0), HotSpotOutputs(targets=paths[0], areas=paths[1]), told)
    (area,) = areas_of(paths[1])
    assert area["sign"] == words[0]
    fields = [column.alias for column in target_columns(targets)]
    assert fields[0] == f"Velocity, positive {words[1]} (mm/yr)"
    for path, style in zip(paths, ("gi_targets", "candidate_areas")):
        write_style(path, style, component_seen(targets.more))
    write_style(str(tmp_path / "imported.gpkg"), "targets", component, **velocity_breaks(targets.velocity))
    styles = [path.read_text(encoding="utf-8") for path in tmp_path.glob("*.qml")]
    assert len(styles) == 3
    assert f'value="{words[0]}"' in "".join(styles)
    for text in [*styles, *fields[:3], *told.lines]:
        assert "satellite" not in text
        assert words[1] in text or text not in styles
    write_style(paths[0], "gi_targets")
    assert "away from the satellite, 99 %" in (tmp_path / "targets.qml").read_text(encoding="utf-8")
