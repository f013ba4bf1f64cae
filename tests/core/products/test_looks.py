"""How the radar saw targets: the vector's convention, what follows from what, and what a file's name or tags say."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.products.facts import completed, facts_of_name, facts_of_tags
from slipline.core.products.looks import look_vector, looks, seen_from
from slipline.core.terrain.radar_angles import radar_angles

from ..made_targets import Remembering

DESCENDING_39 = (0.622, -0.110, 0.775)  # ground to satellite: Sentinel-1 descending, heading 190, incidence 39.2


def singles(*values):
    return np.array(values, np.float32)


def seen(known, name="t.csv", **facts):
    log = Remembering()
    made, orbit = looks(known, completed(facts_of_tags(facts), facts_of_name(name)), 1, name, log)
    return {key: round(float(value[0]), 2) for key, value in made.items()}, orbit, log


def test_the_line_of_sight_points_from_the_ground_to_the_satellite():
    assert np.concatenate(look_vector(singles(39.2), singles(190.0))) == pytest.approx(DESCENDING_39, abs=0.001)
    ascending = np.concatenate(look_vector(singles(39.2), singles(350.0)))
    assert ascending == pytest.approx((-0.622, -0.110, 0.775), abs=0.001)
    left = np.concatenate(look_vector(singles(39.2), singles(190.0), right_looking=False))
    assert left == pytest.approx((-0.622, 0.110, 0.775), abs=0.001)


@pytest.mark.parametrize(("heading", "orbit"), [(-8.94, "A"), (349.9, "A"), (1.0, "A"), (191.4, "D"), (-168.0, "D")])
def test_the_heading_tells_the_orbit(heading, orbit):
    assert seen({"heading": singles(heading)})[1] == orbit


def test_what_is_not_said_follows_from_what_is():
    vector = dict(zip(("los_east", "los_north", "los_up"), map(singles, DESCENDING_39)))
    made, orbit, _ = seen(vector)
    assert (made["incidence"], orbit) == (39.19, "D")
    made, _, log = seen({"heading": singles(190.0), "incidence": singles(0.684)})
    assert (made["incidence"], made["los_east"], made["los_up"]) == (39.19, 0.62, 0.78)
    assert "radians" in log.text
    turned = {name: -value for name, value in vector.items()}
    made, orbit, log = seen(turned)
    assert (made["los_up"], orbit) == (0.77, "D")
    assert "points to the ground" in log.warnings[0]


def test_what_no_radar_has_is_not_used():
    made, _, log = seen({"incidence": singles(120.0)})
    assert made == {}
    assert "120" in log.warnings[0]
    long = {"los_east": singles(0.6), "los_north": singles(0.6), "los_up": singles(0.78)}
    made, _, log = seen(long)
    assert made == {}
    assert "length" in log.warnings[0]


NAMES = {  # file -> track, orbit
    "EGMS_L2b_022_0845_IW2_VV_2020_2024_1.csv": ("22", ""),
    "BOISSANO_RSAT_S3_A_T290_COMUNEBOISSANO_GBO-TSR.shp": ("290", "A"),
    "124D_04854_171313.vel.geo.tif": ("124", "D"),
    "OPERA_L3_DISP-S1_IW_F11116_VV_20160705T140755Z_20170102T140749Z_v1.0_20250408T163512Z.nc": ("F11116", ""),
    "a064_velocity.h5": ("64", "A"),
    "velocity_T044D.tif": ("44", "D"),
    "ps_descending.csv": ("", "D"),
    "ascending_and_descending.csv": ("", ""),
    "data.csv": ("", ""),
    "d12.csv": ("", ""),
}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_tell_track_and_orbit(name):
    facts = facts_of_name(name)
    assert (facts.track, facts.orbit) == NAMES[name]


def test_attributes_of_mintpy_are_understood():
    said = {"ORBIT_DIRECTION": "ASCENDING", "HEADING": "-12", "incidenceAngle": "39.2", "WAVELENGTH": "0.0554"}
    facts = facts_of_tags({**said, "ANTENNA_SIDE": "-1"})
    assert (facts.orbit, facts.heading, facts.incidence, facts.wavelength) == ("A", -12.0, 39.2, 0.0554)
    assert facts.right_looking
    assert not facts_of_tags({"look_direction": "left"}).right_looking


def layer(*vectors, **more):
    return {**dict(zip(("los_east", "los_north", "los_up"), map(np.float32, zip(*vectors)))), **more}


def test_angles_of_the_stack_come_from_the_targets_and_contradictions_are_told():
    log = Remembering()
    angles = radar_angles(None, None, seen_from(layer(DESCENDING_39, DESCENDING_39)), log)
    assert angles == pytest.approx((39.2, 280.0), abs=0.1)
    assert radar_angles(39.0, 80.0, seen_from(layer(DESCENDING_39)), log) == (39.0, 80.0)
    assert "look azimuth of 80 degrees, as typed, contradicts the targets, which say 280" in log.warnings[0]
    only_words = {"incidence": singles(33.0), "pass": np.array(["D"], object)}
    assert radar_angles(None, None, seen_from(only_words), log) == (33.0, 280.0)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (layer(DESCENDING_39, (-0.622, -0.11, 0.775)), "both orbits"),
        ({"pass": np.array(["A", "D"], object)}, "both orbits"),
        (layer((0.0, 0.0, 1.0)), "vertical or horizontal"),
        (layer((1.0, 0.0, 0.0)), "vertical or horizontal"),
    ],
)
def test_targets_of_both_orbits_or_of_an_axis_give_no_angles(more, said):
    log = Remembering()
    assert radar_angles(None, None, seen_from(more), log) == (None, None)
    assert said in log.warnings[0]
