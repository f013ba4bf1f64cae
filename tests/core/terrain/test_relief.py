from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.errors import InputError
from slipline.core.terrain.relief import (
    LAYOVER,
    SEEN,
    SHADOW,
    aspect_of,
    curvature,
    hillshade,
    horn,
    layover_shadow,
    look_azimuth_of,
    sensitivity,
)


def plane(rows, columns, cell_m, rise_east, rise_north):
    row, column = np.mgrid[:rows, :columns]
    return 1000.0 + rise_east * column * cell_m - rise_north * row * cell_m


@pytest.mark.parametrize(
    ("rise_east", "rise_north", "aspect"),
    [(0.0, 1.0, 180.0), (0.0, -1.0, 0.0), (1.0, 0.0, 270.0), (-1.0, 0.0, 90.0), (-0.5, -0.5, 45.0), (0.5, 0.5, 225.0)],
)
def test_slope_and_aspect_of_a_plane(rise_east, rise_north, aspect):
    east, north, slope = horn(plane(6, 7, 10.0, rise_east, rise_north), 10.0)
    angle = np.degrees(np.arctan(np.hypot(rise_east, rise_north)))
    np.testing.assert_allclose(slope, angle, rtol=1e-12)  # the rim too: missing neighbours are put on the line
    np.testing.assert_allclose(aspect_of(east, north), aspect, atol=1e-9)
    np.testing.assert_allclose(np.hypot(east, north), np.sin(np.radians(angle)), rtol=1e-12)


def test_a_flat_surface_has_no_aspect():
    east, north, slope = horn(np.full((5, 5), 7.0), 10.0)
    assert (slope == 0).all()
    assert np.isnan(aspect_of(east, north)).all()


@pytest.mark.parametrize(("aspect", "expected"), [(270.0, -0.89), (90.0, 0.24), (0.0, -0.43), (180.0, -0.23)])
def test_sensitivity_of_sentinel_1_descending(aspect, expected):
    # incidence 39.2, look azimuth 280, slope 25: docs of the science, section 4.6
    assert sensitivity(np.array([25.0]), np.array([aspect]), 39.2, 280.0)[0] == pytest.approx(expected, abs=0.006)


def test_sensitivity_is_the_product_of_two_unit_vectors():
    slope, aspect = np.meshgrid(np.linspace(1, 60, 7), np.linspace(0, 350, 9))
    to_satellite = np.array([0.622, -0.110, 0.775])  # 39.2 degrees, descending
    a, b = np.radians(aspect), np.radians(slope)
    down = np.stack([np.sin(a) * np.cos(b), np.cos(a) * np.cos(b), -np.sin(b)], axis=-1)
    np.testing.assert_allclose(sensitivity(slope, aspect, 39.2, 280.0), down @ to_satellite, atol=1e-3)


def test_curvature_of_a_bowl_a_ridge_and_a_plane():
    row, column = np.mgrid[:9, :9] * 5.0
    np.testing.assert_allclose(curvature(0.3 * row - 0.2 * column, 5.0), 0.0, atol=1e-9)  # the rim too
    bowl = 0.01 * ((row - 20.0) ** 2 + (column - 20.0) ** 2)
    np.testing.assert_allclose(curvature(bowl, 5.0)[1:-1, 1:-1], -100.0 * 0.04, rtol=1e-9)
    ridge = -0.01 * (column - 20.0) ** 2
    ridge[4, 4] = np.nan
    made = curvature(ridge, 5.0)
    assert np.isnan(made[4, 4])
    assert np.isnan(made).sum() == 1
    np.testing.assert_allclose(made[1, 1:-1], 2.0, rtol=1e-9)


def test_hillshade_is_brightest_towards_the_sun():
    for rise_east, rise_north, expected in (
        (0.0, 0.0, 255 * np.sqrt(0.5)),
        (np.sqrt(0.5), -np.sqrt(0.5), 255.0),
        (-np.sqrt(0.5), np.sqrt(0.5), 0.0),
    ):
        # a slope of 45 degrees to the north-west faces the sun, one to the south-east lies in its own shadow
        east, north, slope = horn(plane(5, 5, 10.0, rise_east, rise_north), 10.0)
        np.testing.assert_allclose(hillshade(east, north, slope), expected, atol=1e-6)


@pytest.mark.parametrize(
    ("slope", "aspect", "expected"),
    [
        (30.0, 100.0, SEEN),
        (39.0, 100.0, SEEN),
        (39.3, 100.0, LAYOVER),
        (60.0, 100.0, LAYOVER),  # towards the satellite
        (50.0, 280.0, SEEN),
        (50.9, 280.0, SHADOW),
        (70.0, 280.0, SHADOW),  # away: shadow from 90 - 39.2
        (80.0, 10.0, SEEN),
        (80.0, 190.0, SEEN),
        (0.0, np.nan, SEEN),  # along the track, flat
    ],
)
def test_layover_and_shadow_of_sentinel_1_descending(slope, aspect, expected):
    assert layover_shadow(np.array([slope]), np.array([aspect]), 39.2, 280.0)[0] == expected


def test_layover_and_shadow_are_where_the_ground_turns_over_in_the_radars_picture():
    """Along the look direction a radar orders ground by its range: where that falls with distance there is layover."""
    slope = np.linspace(-79.5, 79.5, 160)  # towards the satellite
    for incidence in (23.0, 39.2, 45.0):
        classes = layover_shadow(np.abs(slope), np.where(slope > 0, 100.0, 280.0), incidence, 280.0)
        range_step = np.sin(np.radians(incidence)) - np.cos(np.radians(incidence)) * np.tan(
            np.radians(slope)
        )  # for a step away of 1
        np.testing.assert_array_equal(classes == LAYOVER, range_step <= 1e-12)
        lit = np.cos(np.radians(slope)) * np.cos(np.radians(incidence)) + np.sin(np.radians(slope)) * np.sin(
            np.radians(incidence)
        )
        np.testing.assert_array_equal(classes == SHADOW, lit <= 1e-12)


def test_the_look_direction_follows_from_the_orbit():
    assert look_azimuth_of("ascending") == 80.0
    assert look_azimuth_of("descending") == 280.0
    assert look_azimuth_of("unknown", 348.0) == 78.0
    assert look_azimuth_of("descending", 193.5) == 283.5
    with pytest.raises(InputError, match="10 degrees does not go with the orbit descending"):
        look_azimuth_of("descending", 10)
