import datetime as dt

import numpy as np
import pytest

from slipline.core.areas.fields import ALIASES
from slipline.core.areas.review import (
    FIELDS,
    REASONS,
    STATUSES,
    Decision,
    merged_values,
    priority,
    ranks,
    status_of,
    taught_status,
)
from slipline.core.display.kmz import NOT_REVIEWED

NOON = dt.datetime(2026, 11, 23, 12, 0, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_priority_is_probability_times_speed_times_size():
    found = priority(np.array([0.5, 1.0, 0.8]), np.array([-20.0, 10.0, 0.0]), np.array([1000.0, 4000.0, 9e6]))
    np.testing.assert_allclose(found, [0.25, 1.0, 0.0])
    assert ranks(found).tolist() == [2, 1, 3]


def test_what_is_not_known_of_an_area_neither_lifts_nor_buries_it():
    found = priority(np.array([0.5, 0.5, 0.5]), np.array([2.0, np.nan, 20.0]), np.array([100.0, 100.0, 100.0]))
    np.testing.assert_allclose(found, [2 / 20, 11 / 20, 1.0])


def test_areas_of_other_tools_are_ranked_by_size_alone():
    unknown = np.full(3, np.nan)
    assert ranks(priority(unknown, unknown, np.array([5.0, 9.0, 7.0]))).tolist() == [3, 1, 2]
    assert ranks(priority(unknown, unknown, unknown)).tolist() == [1, 2, 3]
    assert priority(np.zeros(0), np.zeros(0), np.zeros(0)).shape == (0,)


def test_a_decision_says_who_when_and_why():
    found = Decision("rejected", "works", "quarry since 2019").values("Li Wei", NOON)
    assert found == {
        "status": "rejected",
        "reviewer": "Li Wei",
        "reviewed": "2026-11-23T12:00:00+08:00",
        "reason": "works",
        "note": "quarry since 2019",
    }
    assert Decision("accepted").values("", NOON)["reviewer"] is None
    assert dt.datetime.fromisoformat(Decision("later").values("")["reviewed"]).tzinfo is not None


@pytest.mark.parametrize("wrong", [Decision("fine"), Decision("rejected", "ugly"), Decision("accepted", "works")])
def test_a_decision_that_means_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match=r"decision|rejection"):
        wrong.values("somebody", NOON)


def test_status_of_any_writer():
    assert [status_of(value) for value in (None, "", " Accepted ", "rejected", "checked in 2020", 3)] == [
        "",
        "",
        "accepted",
        "rejected",
        "",
        "",
    ]


def test_a_landslide_that_was_rejected_for_its_outline_is_not_taught_as_stable_ground():
    pairs = [
        ("rejected", "outline"),
        ("rejected", "works"),
        ("Rejected", None),
        ("accepted", "outline"),
        ("later", ""),
        (None, None),
    ]
    assert [taught_status(*pair) for pair in pairs] == ["", "rejected", "rejected", "accepted", "later", ""]


def test_names_fit_a_shapefile_and_the_areas():
    assert max(map(len, FIELDS)) <= 10
    assert FIELDS["status"] == ALIASES["status"]
    assert not set(FIELDS) - {"status"} & set(ALIASES)
    assert STATUSES[""] == NOT_REVIEWED
    assert "other" in REASONS


def test_merged_attributes():
    rows = [
        {
            "area_id": 7,
            "probability_mean": 0.6,
            "slope_max": 40.0,
            "elev_min": 900.0,
            "gi_z_max": 4.0,
            "aspect_mean": 350.0,
            "activity": "slow",
            "slope_mean": 20.0,
        },
        {
            "area_id": 9,
            "probability_mean": 0.9,
            "slope_max": 30.0,
            "elev_min": 800.0,
            "gi_z_max": -6.0,
            "aspect_mean": 10.0,
            "activity": "fast",
            "slope_mean": None,
        },
    ]
    found = merged_values(rows, [1000.0, 2000.0])
    assert found == {
        "area_id": 9,
        "probability_mean": pytest.approx(0.8),
        "slope_max": 40.0,
        "elev_min": 800.0,
        "gi_z_max": -6.0,
        "aspect_mean": None,
        "activity": None,
        "slope_mean": 20.0,
    }
