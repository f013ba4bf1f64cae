"""Networks of pairs: what is used, what hangs together, and the inversion of pairs onto scenes."""

from datetime import date

import numpy as np
import pytest

from slipline.core.inversion.banded_network import invert
from slipline.core.inversion.judging import uncheckable
from slipline.core.inversion.two_noises import scatter_by_scene
from slipline.core.phases.network import Network, choose_pairs, network_of, scene_baselines

DAYS = np.array([0, 12, 24, 36, 60, 72])
PAIRS = np.array([(0, 1), (1, 2), (0, 2), (2, 3), (1, 3), (3, 4), (4, 5), (3, 5), (0, 5)])
ALL = Network(DAYS, PAIRS)
UNKNOWN = np.full(len(PAIRS), np.nan)


def test_triangles_and_bridges():
    pairs = {tuple(each) for each in ALL.pairs[ALL.bridges]}
    assert pairs == {(0, 5)}
    closed = {tuple(sorted(each)) for each in ALL.triangles.tolist()}
    assert closed == {(0, 1, 2), (1, 3, 4), (5, 6, 7)}


def test_scenes_come_in_the_order_of_their_dates():
    network, scenes = network_of([(date(2020, 1, 13), date(2020, 1, 25)), (date(2020, 1, 1), date(2020, 1, 13))])
    assert [str(day) for day in scenes] == ["2020-01-01", "2020-01-13", "2020-01-25"]
    assert network.pairs.tolist() == [[1, 2], [0, 1]]


@pytest.mark.parametrize(
    ("days", "used", "readmitted"),
    [
        (0, 9, []),
        (36, 8, []),  # 0-5 is longer, and joins nothing
        (24, 8, [7]),  # puts two bridges into a triangle
        (12, 8, [2, 4, 5, 7]),  # join the parts, and put what was a bridge into a triangle
    ],
)
def test_pairs_beyond_the_limit_are_left_out_unless_they_help(days, used, readmitted):
    choice = choose_pairs(ALL, UNKNOWN, days, 0)
    assert len(choice.used) == used
    assert sorted(choice.readmitted.tolist()) == readmitted
    assert Network(DAYS, PAIRS[choice.used]).parts.max() == 0
    if days:
        assert set(choice.reasons) == {8}


def test_a_long_baseline_is_a_reason():
    baselines = np.array([10.0, 20, 30, 10, 10, 10, 10, 10, -300])
    choice = choose_pairs(ALL, baselines, 0, 160)
    assert "300 m, longer than 160 m" in choice.reasons[8]


def test_baselines_of_scenes_follow_from_pairs():
    scenes = np.array([0.0, 40, -30, 65, -20, 10])
    found, misfit = scene_baselines(ALL, scenes[PAIRS[:, 1]] - scenes[PAIRS[:, 0]])
    assert np.abs(found - scenes).max() < 1e-9
    assert misfit < 1e-9
    assert np.isnan(scene_baselines(ALL, UNKNOWN)[0]).all()


def test_the_inversion_is_least_squares_with_gaps_and_weights():
    rng = np.random.default_rng(0)
    days = 12 * np.arange(20)
    pairs = np.array([(i, j) for i in range(20) for j in range(i + 1, min(i + 4, 20))])
    phase, weight = rng.normal(size=(len(pairs), 200)), rng.uniform(0.1, 5, (len(pairs), 200))
    phase[rng.random(phase.shape) < 0.15] = np.nan
    found = invert(phase, weight, Network(days, pairs))
    design = np.zeros((len(pairs), 20))
    design[np.arange(len(pairs)), pairs[:, 0]] = -1
    design[np.arange(len(pairs)), pairs[:, 1]] = 1
    whole = np.flatnonzero(found.rank == 19)
    assert len(whole) > 100
    for target in whole:
        valid = np.isfinite(phase[:, target])
        root = np.sqrt(weight[valid, target])
        wanted = np.linalg.lstsq(design[valid, 1:] * root[:, None], phase[valid, target] * root, rcond=None)[0]
        assert np.abs(found.series[1:, target] - wanted).max() < 1e-7


def test_a_split_network_is_joined_along_a_straight_line():
    days = 12 * np.arange(12)
    pairs = np.array([(i, i + 1) for i in range(11)])
    years = days / 365.25
    phase = np.repeat((7.0 * (years[pairs[:, 1]] - years[pairs[:, 0]]))[:, None], 3, axis=1)
    phase[5, 1] = np.nan  # one step is not known
    found = invert(phase, np.ones_like(phase), Network(days, pairs))
    assert found.rank.tolist() == [11, 10, 11]
    assert np.abs(found.series - (7.0 * years)[:, None]).max() < 0.01


def test_what_no_triangle_of_values_checks_is_counted():
    valid = np.ones((9, 2), bool)
    valid[0, 1] = False  # opens the first triangle for the second target
    assert uncheckable(valid, ALL.triangles) == pytest.approx([1 / 9, 2 / 8])


@pytest.mark.parametrize(("count", "low", "high"), [(13, 1, 3), (150, 50, 130)])
def test_scatter_of_scenes_is_believed_only_where_there_are_many(count, low, high):
    """One scene has 100 times the variance; of few scenes, motion that is not steady would look the same."""
    rng = np.random.default_rng(5)
    scatter = np.where(np.arange(count) == count // 2, 10.0, 1.0)
    series = scatter[:, None] * rng.normal(size=(count, 500))
    design = np.column_stack([np.ones(count), np.linspace(-1, 1, count)])
    found = scatter_by_scene(series, design, np.full(2, np.inf), np.zeros((count, count)))
    assert low < found[count // 2] / np.median(found) < high
    assert found.mean() == pytest.approx((scatter**2).mean(), rel=0.3)
