from __future__ import annotations

import pytest

from slipline.core.targets.fields import choose_fields, find_field

EGMS = [
    "pid",
    "mp_type",
    "latitude",
    "longitude",
    "easting",
    "northing",
    "height",
    "height_wgs84",
    "line",
    "pixel",
    "rmse",
    "temporal_coherence",
    "amplitude_dispersion",
    "incidence_angle",
    "track_angle",
    "los_east",
    "los_north",
    "los_up",
    "mean_velocity",
    "mean_velocity_std",
    "acceleration",
    "acceleration_std",
    "seasonality",
    "seasonality_std",
    "20190105",
    "20190117",
]
PRODUCERS = {  # names as the producer writes them -> velocity, coherence, height, deviation
    "egms": (EGMS, "mean_velocity", "temporal_coherence", "height_wgs84", "mean_velocity_std"),
    "egms cut by a shapefile": (
        ["mean_vel_1", "mean_veloc", "temporal_c", "height"],
        "mean_veloc",
        "temporal_c",
        "height",
        "mean_vel_1",
    ),
    "tre": (
        ["CODE", "HEIGHT", "H_STDEV", "VEL", "V_STDEV", "COHERENCE", "EFF_AREA", "D20030317"],
        "VEL",
        "COHERENCE",
        "HEIGHT",
        "V_STDEV",
    ),
    "tre lower case": (
        ["code", "height", "h_stdev", "vel", "v_stdev", "cohe", "eff_area"],
        "vel",
        "cohe",
        "height",
        "v_stdev",
    ),
    "sarscape": (
        ["Velocity", "Coherence", "MuSigma", "H_Precisio", "V_Precisio", "Z"],
        "Velocity",
        "Coherence",
        "Z",
        "V_Precisio",
    ),
    "sarproz": (
        ["ID", "LAT", "LON", "HEIGHT", "SIGMA HEIGHT", "VEL", "SIGMA VEL", "COHER"],
        "VEL",
        "COHER",
        "HEIGHT",
        "SIGMA VEL",
    ),
    "sarvey": (
        ["point_id", "velocity", "coherence", "omega", "st_consist", "dem_error", "dem", "D20200101"],
        "velocity",
        "coherence",
        "dem",
        "",
    ),
    "depsi": (
        ["pnt_id", "pnt_lat", "pnt_lon", "pnt_height", "pnt_enscoh", "pnt_linear", "d_20180101"],
        "pnt_linear",
        "pnt_enscoh",
        "pnt_height",
        "",
    ),
    "stamps": (["CODE", "LON", "LAT", "HEIGHT", "COHERENCE", "VLOS", "D20180101"], "VLOS", "COHERENCE", "HEIGHT", ""),
    "standard": (
        ["velocity", "coherence", "height", "velocity_std"],
        "velocity",
        "coherence",
        "height",
        "velocity_std",
    ),
    "with a unit": (["lon", "lat", "velocity_mm_yr"], "velocity_mm_yr", "", "", ""),
}


@pytest.mark.parametrize("producer", PRODUCERS)
def test_fields_of_each_producer_are_found(producer):
    names, velocity, coherence, height, deviation = PRODUCERS[producer]
    found = choose_fields(names)
    assert (found.velocity, found.coherence, found.height, found.velocity_std) == (
        velocity,
        coherence,
        height,
        deviation,
    )
    assert found.is_los


def test_a_standard_deviation_is_never_a_velocity():
    for name in ("mean_velocity_std", "VEL_STD_V", "SIGMA VEL", "V_Precisio", "gnss_velocity", "vel_error"):
        assert find_field("velocity", [name]) == "", name


def test_an_exact_name_comes_before_a_cut_one_whatever_their_order():
    assert find_field("velocity", ["mean_veloc", "velocity"]) == "velocity"
    assert find_field("coherence", ["temporal_x", "coherence"]) == "coherence"
    assert (
        find_field("velocity", ["vel", "mean_velocity"]) == "mean_velocity"
    )  # the order of the aliases, not of the table


def test_a_cut_name_has_ten_characters():
    assert find_field("velocity", ["annualvelo"]) == "annualvelo"
    assert find_field("velocity", ["annualvel"]) == ""


def test_the_users_choice_comes_first():
    found = choose_fields(EGMS, velocity="acceleration", coherence="rmse", height="height")
    assert (found.velocity, found.coherence, found.height) == ("acceleration", "rmse", "height")


def test_a_vertical_velocity_is_taken_only_for_want_of_a_better_one_and_marked():
    assert choose_fields(["VEL_V", "VEL_E"]).velocity == "VEL_V"
    assert not choose_fields(["VEL_V", "VEL_E"]).is_los
    assert choose_fields(["VEL_V", "VEL"]).velocity == "VEL"
    assert not choose_fields(["VEL_V", "VEL"], velocity="VEL_V").is_los
