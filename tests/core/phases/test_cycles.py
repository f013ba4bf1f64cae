"""Whole cycles: of regions, of triangles, and of wrapped phase on a triangulation."""

import numpy as np
import pytest

from slipline.core.base.progress import Silent
from slipline.core.phases.arcs import ArcModel, fit_arcs, integrate
from slipline.core.phases.cost_flow import CostFlow, mesh_of, residues
from slipline.core.phases.cycle_regions import region_cycles
from slipline.core.phases.cycle_triangles import TriangleRepair
from slipline.core.phases.neighbourhood import Neighbourhood
from slipline.core.phases.network import Network
from slipline.core.phases.places import Places

CYCLE = 2 * np.pi
SHAPE = (40, 50)


def ground(river=0):
    """Cells beside a river of some columns, and a smooth phase on them."""
    rows, columns = np.indices(SHAPE)
    land = np.ones(SHAPE, bool)
    land[:, 20 : 20 + river] = False
    row, column = np.nonzero(land)
    places = Places(SHAPE, row, column, (100.0, 100.0))
    phase = np.sin(rows / 9) + 0.05 * columns + 0.2 * np.random.default_rng(0).normal(size=SHAPE)
    return places, phase[row, column]


def whole(places):
    return Neighbourhood(places, np.ones(len(places), bool))


@pytest.mark.parametrize("river", [0, 4], ids=["on land", "beyond a river"])
def test_a_region_that_is_off_by_cycles_is_set_right(river):
    places, phase = ground(river)
    wrong = places.column >= 20 + river
    found = region_cycles(phase + CYCLE * 2 * wrong, whole(places))
    assert (found + 2 * wrong == (found + 2 * wrong)[0]).all()


def test_smooth_phase_is_left_as_it_is():
    places, phase = ground()
    phase[::7] = np.nan
    assert not region_cycles(phase, whole(places)).any()


@pytest.mark.parametrize(
    ("wrong", "mended"), [([1], [1]), ([2], [2]), ([], [])], ids=["short pair", "long pair", "none"]
)
def test_triangles_find_the_wrong_pair(wrong, mended):
    network = Network(12 * np.arange(4), np.array([(0, 1), (1, 2), (0, 2), (2, 3), (1, 3)]))
    phase = np.full((5, 3), 0.1)
    phase[wrong, 1] += CYCLE
    cycles = TriangleRepair(network).cycles(phase)
    assert np.flatnonzero(cycles[:, 1]).tolist() == mended
    assert not cycles[:, [0, 2]].any()


def test_wrapped_phase_is_unwrapped_around_residues():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 4000, (2, 800))
    mesh = mesh_of(x, y)
    true = 0.006 * x + 0.3 * rng.normal(size=800)
    noisy = (x > 1500) & (x < 1900) & (y > 1500) & (y < 1900)
    true[noisy] = rng.uniform(-np.pi, np.pi, noisy.sum())
    wrapped = np.angle(np.exp(1j * true))
    assert np.abs(residues(mesh, wrapped)).sum() > 0
    ends = noisy[mesh.arcs].any(1)
    found, count = CostFlow(mesh, np.where(ends, 1.0, 50.0)).unwrapped(wrapped)
    off = np.round((found - true) / CYCLE)[~noisy]
    assert count == (residues(mesh, wrapped) != 0).sum()
    assert (off == np.median(off)).mean() > 0.995
    assert np.abs(np.angle(np.exp(1j * (found - wrapped)))).max() < 1e-9


def test_arcs_find_velocity_and_height_of_the_wrapped_phase():
    rng = np.random.default_rng(2)
    years, baselines = np.arange(40) * 12 / 365.25, rng.normal(0, 55, 40)
    pairs = np.array([(i, j) for i in range(40) for j in range(i + 1, min(i + 3, 40))])
    model = ArcModel(-np.diff(years[pairs])[:, 0] / 4.41, -np.diff(baselines[pairs])[:, 0] * 1.8 / 4.41, 300.0, 60.0)
    velocity, height = np.array([0.0, 120.0, -200.0]), np.array([0.0, -25.0, 30.0])
    phase = model.phase(velocity, height) + 0.3 * rng.normal(size=(len(pairs), 3))
    arcs = np.array([(0, 1), (0, 2), (1, 2)])
    found = fit_arcs(np.angle(np.exp(1j * phase)), arcs, model, Silent())
    assert np.abs(found.velocity - np.diff(velocity[arcs])[:, 0]).max() < 15
    assert np.abs(found.height - np.diff(height[arcs])[:, 0]).max() < 2
    assert found.coherence.min() > 0.8
    assert np.abs(integrate(3, arcs, found.velocity, found.coherence) - velocity).max() < 15
