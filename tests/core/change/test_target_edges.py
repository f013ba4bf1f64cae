"""Outlines that the targets of both dates tell: discs that grow and move, whatever the maps say."""

from dataclasses import astuple

import numpy as np
import pytest

from slipline.core.base.grid import Grid
from slipline.core.change.data import Edge
from slipline.core.change.edges import Place
from slipline.core.change.speeds import Alignment, median_error
from slipline.core.change.target_edges import edge_by_targets
from slipline.core.targets.targets import standard_targets

from ..rasters import CRS, NORTH, WEST

CELL, SIDE = 5.0, 120
MIDDLE = SIDE * CELL / 2
ALIGNED = Alignment(1.5, 0.2, 100)
VAGUE = Edge(shift=0.0, error=50.0, moved=0.0, moved_error=50.0)


def disc(radius, east=0.0, north=0.0):
    y, x = (np.mgrid[0:SIDE, 0:SIDE] + 0.5) * CELL - MIDDLE
    return np.hypot(x - east, y + north) < radius


def targets(radius, east=0.0, north=0.0, seed=1, count=250, speed=-20.0, offset=0.0):
    """Targets of which those in a disc move."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-MIDDLE, MIDDLE, (2, count))
    moving = np.hypot(x - east, y - north) < radius
    velocity = offset + np.where(moving, speed, 0.0) + np.random.default_rng(9).normal(0.0, 1.0, count)
    return standard_targets(WEST + MIDDLE + x, NORTH - MIDDLE + y, CRS, velocity, {})


def place(*masks):
    return Place(Grid(CRS, WEST, NORTH, CELL, SIDE, SIDE), masks, (None, None))


def told(after, seed=1, masks=None, edge=VAGUE):
    """The edge of a disc of 120 m that becomes another one; the maps show 120 m on both dates."""
    dates = targets(120.0), targets(**after, seed=seed, offset=1.5)
    return edge_by_targets(edge, place(*(masks or (disc(120.0), disc(120.0)))), dates, ALIGNED)


@pytest.mark.parametrize("seed", [1, 2])  # the same targets on both dates, and others
@pytest.mark.parametrize("radius", [95.0, 120.0, 150.0])
def test_growth_is_told_though_the_maps_show_none(radius, seed):
    edge = told({"radius": radius}, seed)
    assert abs(edge.shift - (radius - 120.0)) < 7.0
    assert abs(edge.shift - (radius - 120.0)) < 2.0 * edge.error
    assert 1.0 < edge.error < 8.0
    assert edge.moved < 2.5 * edge.moved_error


def test_the_same_targets_on_both_dates_leave_less_doubt():
    same, others = told({"radius": 120.0}), told({"radius": 120.0}, seed=2)
    assert same.error < 0.7 * others.error
    assert abs(same.shift) < 0.5  # every target moves as it did


def test_a_disc_that_moves_has_not_grown():
    edge = told({"radius": 120.0, "east": 30.0, "north": -40.0}, seed=2)
    assert abs(edge.moved - 50.0) < 12.0
    assert abs(edge.shift) < 10.0


def test_the_maps_tell_where_they_are_surer_or_the_targets_say_nothing():
    sure = Edge(shift=3.0, error=0.5, moved=2.0, moved_error=0.7)
    edge = told({"radius": 150.0}, edge=sure)
    assert abs(edge.shift - 3.0) < 1.0  # the targets say 30 m, and hardly count beside half a metre
    assert (edge.error, edge.moved, edge.moved_error) == (0.5, 2.0, 0.7)
    slow = targets(120.0, speed=-2.0), targets(150.0, speed=-2.0, offset=1.5)
    masks = disc(120.0), disc(150.0)
    assert edge_by_targets(VAGUE, place(*masks), slow, ALIGNED) == VAGUE
    few = targets(120.0, count=20), targets(150.0, count=20)
    assert edge_by_targets(VAGUE, place(*masks), few, ALIGNED) == VAGUE
    assert edge_by_targets(VAGUE, place(*masks), (None, few[1]), ALIGNED) == VAGUE
    nothing = edge_by_targets(Edge(), place(*masks), few, ALIGNED)
    np.testing.assert_equal(astuple(nothing), astuple(Edge()))  # NaN is no longer itself in Python 3.13's dataclasses


def test_the_error_of_a_median_between_moving_and_still_targets_is_the_gap():
    rng = np.random.default_rng(3)
    plain = rng.normal(-20.0, 2.0, 400)
    assert abs(median_error(plain) - 2.0 * 1.2533 / 20.0) < 0.05
    half = np.concatenate([rng.normal(0.0, 1.0, 16), rng.normal(25.0, 1.0, 15)])
    assert median_error(half) > 10.0
