"""What has changed: pairs of invented dates whose changes are known, and cases worked by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.base.errors import InputError
from slipline.core.change.change import compare_dates
from slipline.core.change.classes import seasons_differ
from slipline.core.change.data import (
    COVERAGE,
    GROWN,
    MODEL,
    MOVED,
    NEW,
    NOT_COMPARABLE,
    ORBIT,
    SEASON,
    SHRUNK,
    STOPPED,
    UNCHANGED,
    ChangeRules,
    DateData,
)
from slipline.core.change.edges import outline_error, signed_distance
from slipline.core.change.outputs import ChangeOutputs, change_table, write_changes
from slipline.core.change.pairing import groups_of, shapes_of
from slipline.core.change.speeds import alignment, speed_of
from slipline.core.targets.targets import standard_targets

from ..rasters import CRS, NORTH, WEST, box, features
from .pairs import pair


def found_at(changes, truth):
    """The change of the largest area near a place."""
    point = ogr.Geometry(ogr.wkbPoint)
    point.AddPoint_2D(WEST + truth.x, NORTH - truth.y)
    near = [one for one in changes if ogr.CreateGeometryFromWkb(one.polygon).Distance(point) < 150]
    return max(near, key=lambda one: max(one.area_m2)) if near else None


def scored(dates, truths):
    """Share of right kinds, and the errors of the shifts, of a pair."""
    changes = compare_dates(*dates, CRS).changes
    found = [found_at(changes, truth) for truth in truths]
    right = [one is not None and one.kind == truth.kind for one, truth in zip(found, truths)]
    pairs = [(one, truth) for one, truth in zip(found, truths) if one is not None and truth.kind in (GROWN, SHRUNK)]
    return float(np.mean(right)), np.array([abs(one.edge.shift - truth.shift) for one, truth in pairs])


@pytest.fixture(scope="module")
def dates(tmp_path_factory):
    return pair(53, tmp_path_factory.mktemp("pair"))


def test_known_changes_are_told_and_outlines_are_within_ten_metres(dates):
    right, shifts = scored(*dates)
    assert right >= 0.9
    assert np.mean(shifts <= 10.0) >= 0.8


def test_unchanged_ground_is_called_unchanged(tmp_path):
    right, _ = scored(*pair(52, tmp_path, changed=False))
    assert right >= 0.95  # of 25 places at most one by chance


@pytest.mark.parametrize(
    ("changed", "allowed", "reason"),
    [
        ({"orbit": "D"}, (), ORBIT),
        ({"days": (dt.date(2020, 6, 1), dt.date(2020, 8, 1))}, (), SEASON),
        ({"models": "other"}, (), MODEL),
        ({"orbit": "D"}, (ORBIT,), ""),
        ({"models": "other"}, (MODEL,), ""),
    ],
)
def test_other_orbits_seasons_and_models_are_not_comparable_unless_the_user_says_so(dates, changed, allowed, reason):
    before, after = dates[0]
    before = replace(
        before, orbit="A", days=(dt.date(2019, 1, 1), dt.date(2019, 3, 1)), models=["one"] * len(before.areas)
    )
    same = {"orbit": "A", "days": before.days, "models": ["one"] * len(after.areas)}
    if "models" in changed:
        changed = {"models": [changed["models"]] * len(after.areas)}
    found = compare_dates(before, replace(after, **{**same, **changed}), CRS, ChangeRules(allowed=allowed))
    kinds = {(one.kind, one.reason) for one in found.changes}
    if reason:
        assert kinds == {(NOT_COMPARABLE, reason)}
    else:
        assert (NEW, "") in kinds


def test_seasons_differ_only_where_a_series_is_shorter_than_a_year():
    winter, summer = [[dt.date(2019, month, 1), dt.date(2019, month + 2, 1)] for month in (1, 6)]
    years = [dt.date(2015, 1, 1), dt.date(2019, 1, 1)]
    assert seasons_differ(winter, summer)
    assert not seasons_differ(winter, [day.replace(year=2021) for day in winter])
    assert not seasons_differ(years, [day.replace(year=day.year + 3) for day in years])
    assert not seasons_differ([], summer)


def test_inventories_without_rasters_or_targets_say_what_outlines_alone_can_say():
    before = DateData([box(0, -200, 200, 0), box(500, -100, 600, 0), box(2000, -200, 2200, 0)], ["", "", ""])
    after = DateData([box(-60, -260, 260, 60), box(560, -100, 660, 0), box(3000, -200, 3200, 0)], ["", "", ""])
    found = {one.areas: one for one in compare_dates(before, after, CRS).changes}
    grown, moved = found[(1,), (1,)], found[(2,), (2,)]
    assert grown.kind == GROWN
    assert grown.edge.shift == pytest.approx(60.0, abs=8.0)
    assert (moved.kind, round(moved.edge.moved)) == (MOVED, 60)
    assert moved.edge.azimuth == pytest.approx(90.0, abs=10.0)
    assert found[(3,), ()].kind == found[(), (3,)].kind == NOT_COMPARABLE  # nothing says what the other date saw there
    assert found[(3,), ()].reason == COVERAGE


def test_areas_that_split_or_join_are_one_group():
    before = shapes_of([box(0, -100, 300, 0), box(1000, -100, 1100, 0)])
    after = shapes_of([box(0, -100, 120, 0), box(180, -100, 300, 0)])
    groups = groups_of(before, after)
    assert [(one.before, one.after) for one in groups] == [((0,), (0, 1)), ((1,), ())]


def test_new_needs_a_still_past_and_stopped_a_still_present():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(-500, 1500, (2, 4000))
    inside = (x > 0) & (x < 200) & (y > -200) & (y < 0)

    def date(speed, areas):
        velocity = rng.normal(0, 1, len(x)) + np.where(inside, speed, 0.0)
        targets = standard_targets(WEST + x, NORTH + y, CRS, velocity, {})
        return DateData(areas, [""] * len(areas), targets=targets)

    area = [box(0, -200, 200, 0)]
    kinds = [
        compare_dates(date(first, one), date(second, other), CRS).changes[0].kind
        for first, second, one, other in (
            (0.0, -20.0, [], area),
            (-20.0, -20.0, [], area),
            (-20.0, 0.0, area, []),
            (-20.0, -19.5, area, []),
        )
    ]
    assert kinds == [NEW, UNCHANGED, STOPPED, UNCHANGED]


def test_the_reference_of_velocities_is_aligned_on_still_ground():
    rng = np.random.default_rng(2)
    x, y = rng.uniform(0, 3000, (2, 3000))
    still = np.ones(3000, bool), np.ones(3000, bool)
    before = standard_targets(x, y, CRS, rng.normal(0, 1, 3000), {})
    after = standard_targets(x + 5, y, CRS, rng.normal(4, 1, 3000), {})
    aligned = alignment(before, after, still)
    assert aligned.offset == pytest.approx(4.0, abs=0.15)
    speed = speed_of(rng.normal(-10, 1, 30), rng.normal(-11, 1, 30), aligned)
    assert speed.after == pytest.approx(-15.0, abs=0.8)
    assert speed.difference == pytest.approx(5.0, abs=1.0)
    assert np.isnan(speed_of(np.zeros(2), np.zeros(9), aligned).difference)


def test_the_error_of_an_outline_is_the_half_width_of_its_probability():
    cells = np.arange(200) * 5.0 + 2.5
    depth = np.tile(500.0 - cells, (40, 1))
    probability = 1.0 / (1.0 + np.exp(-depth / 12.0))
    error = outline_error(probability, depth, 40 * 5.0, 0.5, 5.0)
    assert error == pytest.approx(1.658 * 12.0, abs=2.5)
    sharp = np.where(depth > 0, 0.99, 0.01)
    assert outline_error(sharp, depth, 200.0, 0.5, 5.0) == 2.5  # half a cell at least
    mask = np.zeros((40, 60), bool)
    mask[10:30, 20:40] = True
    distance = signed_distance(mask, 5.0)
    assert distance[20, 30] == pytest.approx(47.5, abs=5.0)
    assert distance[20, 50] == pytest.approx(-52.5)


def test_layer_page_and_table_say_the_same(dates, tmp_path):
    before, after = dates[0]
    found = compare_dates(before, after, CRS)
    paths = [str(tmp_path / name) for name in ("c.gpkg", "c.html", "c.csv")]
    write_changes(found, CRS, ChangeOutputs(*paths), before.areas)
    layer = features(paths[0])
    assert [one["change"] for one in layer] == [one.kind for one in found.changes]
    grown = next(one for one in layer if one["change"] == GROWN)
    assert grown["edge_error_m"] > 0
    assert grown["speed_error"] > 0
    rows = list(csv.reader(io.StringIO(change_table(found.changes))))
    assert len(rows) == len(found.changes) + 1
    assert all(len(row) == len(rows[0]) for row in rows)
    page = (tmp_path / "c.html").read_text(encoding="utf-8")
    assert "not comparable" in page
    assert "still ground" in page
    assert "± is one standard deviation. Reasons: coverage: too little of it was observed on one of the dates" in page
    assert 'attr="change"' in (tmp_path / "c.qml").read_text(encoding="utf-8")


def test_two_empty_dates_are_refused():
    with pytest.raises(InputError, match="Neither"):
        compare_dates(DateData([], []), DateData([], []), CRS)
