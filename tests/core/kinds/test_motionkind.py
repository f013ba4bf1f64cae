"""Kinds of motion of areas with motions that are clear; reasons; what a user's own areas teach."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.base.errors import InputError
from slipline.core.base.grid import Grid
from slipline.core.display.shown_words import shown
from slipline.core.kinds.features import FEATURES, GROUPS, Surroundings, feature_table
from slipline.core.kinds.judging import judged
from slipline.core.kinds.kinds import BOWL, CREEP, ERROR, KINDS, LANDSLIDE, NOT_KNOWN, UPLIFT, kind_words, understood
from slipline.core.kinds.model import PATH, read_model, taught, written
from slipline.core.kinds.motionkind import tell_kinds
from slipline.core.kinds.reasons import labels
from slipline.core.series.classes import LINEAR, STABLE
from slipline.core.targets.targets import standard_targets

from ..made_targets import Remembering
from ..rasters import CRS, NORTH, WEST, box

LOOK = np.array([0.62, -0.11, 0.776])  # descending
STEEP = np.radians(25.0)


class Plane:
    """Ground that falls to the west by 25 degrees, or is flat."""

    def __init__(self, falls=True):
        self.grid = Grid(CRS, WEST - 1000.0, NORTH + 1000.0, 20.0, 150, 150)
        self.rise = np.tan(STEEP) if falls else 0.0

    def read(self, window):
        columns = window.column + np.arange(window.columns) + 0.5
        return np.broadcast_to(1000.0 + self.rise * 20.0 * columns, window.shape).copy()


def targets_of(motion, noise=1.0, two=False):
    """Targets on 1 km2 with a motion (east, north, up) of places in m from the middle of the area."""
    rng = np.random.default_rng(5)
    x, y = rng.uniform(-500, 500, (2, 1200))
    parts = np.array(np.broadcast_arrays(*motion(x, y), x)[:3])
    velocity = LOOK @ parts + noise * rng.standard_normal(len(x))
    more = {"velocity_east": parts[0], "velocity_up": parts[2]} if two else {}
    return standard_targets(WEST + 500 + x, NORTH - 500 + y, CRS, velocity, {"coherence": np.full(len(x), 0.8)}, more)


def slide(x, y):
    """Down the slope to the west, within 150 x 250 m."""
    inside = (np.abs(x) < 150) & (np.abs(y) < 75)
    return -60 * np.cos(STEEP) * inside, 0 * x, -60 * np.sin(STEEP) * inside


def bowl(x, y):
    sink = 60 * np.exp(-(x**2 + y**2) / (2 * 110.0**2))
    return -0.4 * sink * x / 110, -0.4 * sink * y / 110, -sink


def rise(x, y):
    return 0 * x, 0 * y, 25 * np.exp(-(x**2 + y**2) / (2 * 110.0**2))


SLIDE, ROUND = box(350.0, -575.0, 650.0, -425.0), box(320.0, -680.0, 680.0, -320.0)


def values(area, targets, heights, look=LOOK):
    return dict(zip(FEATURES, feature_table([area], Surroundings(targets, heights, look))[0]))


def test_features_of_a_landslide_worked_by_hand():
    found = values(SLIDE, targets_of(slide, noise=0.2), Plane())
    assert found["slope"] == pytest.approx(25.0, abs=0.1)
    assert found["downhill"] == pytest.approx(1.0, abs=0.01)
    assert found["agrees"] == 1.0
    assert 10 ** found["down_speed"] - 1 == pytest.approx(60.0, rel=0.02)
    assert found["sharp"] == pytest.approx(1.0, abs=0.05)
    assert found["edge"] == pytest.approx(0.0, abs=0.05)
    assert found["long"] == pytest.approx(2.0, rel=0.1)


def test_features_of_a_bowl_worked_by_hand():
    found = values(ROUND, targets_of(bowl, noise=0.2, two=True), Plane(falls=False))
    assert found["flat"] == 1.0
    assert found["upright"] < -0.7
    assert found["inwards"] > 0.5
    assert found["inner"] > 0.8
    assert np.isnan(found["agrees"])  # flat ground has no way down


def test_a_hollow_at_the_head_and_a_heap_at_the_foot_are_measured_against_the_ground_beside():
    """Over SLIDE's 300 m the western third is 12 m higher than the plane, the eastern one 18 m lower."""

    class Formed(Plane):
        def read(self, window):
            heights = super().read(window)
            column = window.column + np.arange(window.columns)
            row = (window.row + np.arange(window.rows))[:, None]
            inside = (row >= 71) & (row < 79)  # metres 420 to 580 below the northern edge of the ground
            heights += np.where(inside & (column >= 67) & (column < 73), 12.0, 0.0)
            return heights - np.where(inside & (column >= 77) & (column < 83), 18.0, 0.0)

    found = values(SLIDE, targets_of(slide), Formed())
    assert found["heaped"] == pytest.approx(30.0 / 300.0, abs=0.015)
    assert found["hollow"] == pytest.approx(3.0 / 300.0, abs=0.005)  # six columns are low, five or six are high
    assert values(SLIDE, targets_of(slide), Plane())["heaped"] == pytest.approx(0.0, abs=1e-6)


def test_a_rectangle_fills_its_rectangle_and_an_ellipse_does_not():
    around = targets_of(slide)
    assert values(SLIDE, around, None)["full"] == pytest.approx(1.0, abs=0.05)
    round_one = ogr.CreateGeometryFromWkb(box(500.0, -500.001, 500.001, -500.0)).Buffer(80.0, 30)
    assert values(bytes(round_one.ExportToWkb()), around, None)["full"] == pytest.approx(np.pi / 4, abs=0.03)


def test_single_wrong_targets_hardly_change_what_an_area_says():
    good = targets_of(slide, noise=1.0)
    velocity = good.velocity.copy()
    velocity[np.flatnonzero(np.abs(velocity) > 20.0)[3]] = 400.0
    clean, spoilt = (values(SLIDE, one, Plane()) for one in (good, replace(good, velocity=velocity)))
    for name in ("uneven", "spread", "inner", "one_way", "slope_fits", "down_speed"):
        assert spoilt[name] == pytest.approx(clean[name], abs=0.1 + 0.2 * abs(clean[name])), name


def test_an_area_whose_series_are_stable_has_no_kind():
    targets = targets_of(slide, two=True)
    for code, known in ((LINEAR, True), (STABLE, False)):
        series = replace(targets, more={**targets.more, "trend_code": np.full(len(targets.x), float(code))})
        told = tell_kinds([SLIDE], Surroundings(series, Plane()), enough=0.0)
        assert (told.kinds[0] != NOT_KNOWN) == known
    assert told.why == ["100 % of its series are stable"]


def test_what_is_not_known_is_missing_and_does_not_break_the_others():
    targets = targets_of(slide)
    found = values(SLIDE, targets, None, None)
    of_ground = {*GROUPS["ground"], *GROUPS["slope motion"], *GROUPS["two orbits"], *GROUPS["series"], *GROUPS["maps"]}
    assert {name for name in of_ground if np.isfinite(found[name])} == set()
    assert np.isfinite(found["speed"])
    empty = values(box(5000.0, -5100.0, 5100.0, -5000.0), targets, Plane())
    assert np.isnan(empty["speed"])
    assert np.isfinite(empty["compact"])


@pytest.mark.parametrize(
    ("motion", "area", "falls", "expected"),
    [(slide, SLIDE, True, {LANDSLIDE, CREEP}), (bowl, ROUND, False, {BOWL}), (rise, ROUND, True, {UPLIFT, ERROR})],
    ids=["slide", "bowl", "rise"],
)
def test_clear_motions_are_told_with_reasons(motion, area, falls, expected):
    """Schematic areas; how well kinds are told on ground that looks like ground is in tests/dev."""
    told = tell_kinds([area], Surroundings(targets_of(motion, two=True), Plane(falls)))
    assert set(told.kinds) <= expected
    assert told.chance[0] > 0.5
    assert 1 <= len(told.why[0].split("; ")) <= 3


def test_areas_without_enough_targets_and_without_evidence_are_not_known():
    around = Surroundings(targets_of(slide), Plane())
    empty = box(5000.0, -5100.0, 5100.0, -5000.0)
    told = tell_kinds([SLIDE, empty], around, enough=1.0)
    assert told.kinds == [NOT_KNOWN, NOT_KNOWN]
    assert told.second[0] in (LANDSLIDE, CREEP)
    assert np.isnan(told.chance[1])
    assert "fewer than" in told.why[1]
    with pytest.raises(InputError, match="None of the 1 areas"):
        tell_kinds([empty], around)


def test_the_users_words_are_understood_and_kept():
    assert understood(["Landslide", "mining", None, "滑坡", "whatever", shown(UPLIFT)]) == [
        *(LANDSLIDE, BOWL, "", LANDSLIDE, "", UPLIFT)
    ]
    log = Remembering()
    told = tell_kinds([SLIDE, ROUND], Surroundings(targets_of(slide), Plane()), ["bowl", ""], progress=log)
    assert told.kinds[0] == BOWL
    assert np.isnan(told.chance[0])
    assert "too few to learn from" in log.text


def test_areas_of_the_user_are_learnt_from_only_where_that_helps():
    """Ground on which all that sinks fast is a bowl: what the classifier has learnt before is wrong there."""
    rng = np.random.default_rng(4)
    model = read_model()
    table = np.full((60, len(FEATURES)), np.nan)
    table[:, FEATURES.index("targets")] = 1.3
    fast = np.arange(60) % 2 == 0
    table[:, FEATURES.index("speed")] = np.where(fast, 1.8, 1.0) + 0.05 * rng.standard_normal(60)
    kinds = [BOWL if one else UPLIFT for one in fast]
    learnt = taught(model, table, kinds)
    assert learnt.rounds > 0
    assert learnt.after < 0.7 * learnt.before
    assert [KINDS[i] for i in learnt.model.probabilities(table).argmax(axis=1)] == kinds
    odds = model.probabilities(table)  # kinds drawn after what the classifier says: there is nothing to learn
    drawn = [KINDS[int(rng.choice(len(KINDS), p=one / one.sum()))] for one in odds]
    assert taught(model, table, drawn).after > 0.95 * taught(model, table, drawn).before


def test_the_file_is_small_says_what_it_is_and_survives_writing(tmp_path):
    assert PATH.stat().st_size < 400_000
    model = read_model()
    assert "invented" in model.card["intended_use"]
    assert "GPL-3.0-or-later" in model.card["licence"]
    (tmp_path / "again.json").write_text(written(model), encoding="utf-8")
    again = read_model(tmp_path / "again.json")
    table = np.random.default_rng(1).normal(0, 1, (5, len(FEATURES)))
    np.testing.assert_allclose(again.probabilities(table), model.probabilities(table), atol=1e-6)
    spoilt = json.loads(PATH.read_text(encoding="utf-8"))
    spoilt["features"] = spoilt["features"][1:]
    (tmp_path / "spoilt.json").write_text(json.dumps(spoilt), encoding="utf-8")
    with pytest.raises(ValueError, match="another version"):
        read_model(tmp_path / "spoilt.json")


def test_every_kind_and_every_feature_has_words():
    assert set(kind_words()) == {*KINDS, NOT_KNOWN}
    assert set(labels()) == set(FEATURES) - {"way"}


def test_scores_worked_by_hand():
    chance = np.eye(len(KINDS))[[0, 0, 1, 1]]
    found = judged(chance, [LANDSLIDE, LANDSLIDE, LANDSLIDE, KINDS[1]])
    np.testing.assert_allclose(found.f1[:2], [4 / 5, 2 / 3])
    assert np.isnan(found.f1[2:]).all()
    assert found.macro_f1 == pytest.approx((4 / 5 + 2 / 3) / 2)
    assert found.accuracy == 0.75


def test_an_area_does_not_change_with_its_place_or_the_order_of_the_targets():
    targets = targets_of(slide)
    mixed = targets.kept(np.random.default_rng(0).permutation(len(targets)))
    first = feature_table([SLIDE, ROUND], Surroundings(targets, Plane(), LOOK))
    second = feature_table([SLIDE, ROUND], Surroundings(mixed, Plane(), LOOK))
    np.testing.assert_allclose(first, second, rtol=1e-9, atol=1e-9)
    moved = replace(targets, velocity=targets.velocity + 7.0)  # another reference point
    third = feature_table([SLIDE, ROUND], Surroundings(moved, Plane(), LOOK))
    np.testing.assert_allclose(first, third, rtol=1e-6, atol=1e-6)
