"""A real stack (Mexico City) against what PyRate made of it."""

from dataclasses import replace

import numpy as np
import pytest

from slipline.core.base.progress import Silent
from slipline.core.interferograms.finding import find_products
from slipline.core.interferograms.gamma_geometry import GammaFiles
from slipline.core.interferograms.page import failing
from slipline.core.interferograms.products import Files, day_of
from slipline.core.interferograms.reading import read_stack
from slipline.core.inversion.analysis import Analysis
from slipline.core.inversion.banded_network import invert
from slipline.core.inversion.motion import lines
from slipline.core.inversion.pair_regression import solve_pairs
from slipline.core.inversion.reference import window_members
from slipline.core.inversion.settings import Options

REFERENCE = (21, 5)  # row and column of PyRate's window
OPTIONS = Options(correct=(), max_days=0, max_baseline_m=0, min_pair_coherence=0)
PYRATES_LIGHT_M_S = 3e8


@pytest.fixture
def stack(real_data, tmp_path):
    folder = real_data("pyrate_cropA_stack") / "cropA"
    found = find_products(str(folder), "auto", Silent())
    return read_stack(found, OPTIONS, tmp_path, Silent())[0]


@pytest.fixture
def reference(real_data):
    folder = real_data("pyrate_cropA_reference")
    return {**np.load(folder / "full_network.npz"), **np.load(folder / "pyrate_variants.npz")}


def earth_radius(latitude):
    """Of the ellipsoid, m."""
    a, b = 6378137.0, 6356752.3141
    east, north = a * np.cos(latitude), b * np.sin(latitude)
    return np.sqrt(((a * east) ** 2 + (b * north) ** 2) / (east**2 + north**2))


def referred(stack):
    """Phases less the median of PyRate's window, and mm of a radian with PyRate's speed of light."""
    phase = np.array(stack.phase, float)
    phase -= np.nanmedian(phase[:, window_members(stack.places, REFERENCE)], axis=1)[:, None]
    return phase, 1000 * PYRATES_LIGHT_M_S / 5.4050005e9 / (4 * np.pi)


def test_the_same_estimator_gives_the_same(stack, reference):
    phase, mm = referred(stack)
    series = -mm * invert(phase, np.isfinite(phase) * 1.0, stack.network).series
    cells = stack.places.row, stack.places.column
    wanted = reference["velocity_mm_yr"][cells]
    full = np.isfinite(wanted)
    assert full.sum() == 5882
    assert np.abs(lines(series, stack.network) - wanted)[full].max() < 0.01
    assert np.abs(series[1:] - reference["series_mm"][:, cells[0], cells[1]])[:, full].max() < 0.001


def test_the_recommended_path_is_near(stack, reference):
    result = Analysis(stack, OPTIONS, None, REFERENCE).run()
    cells = stack.places.row, stack.places.column
    for name in ("velocity_mm_yr", "mst_linear_mm_yr"):
        wanted = reference[name][cells]
        full = np.isfinite(wanted)
        assert np.corrcoef(result.velocity[full], wanted[full])[0, 1] >= 0.999
        assert np.sqrt(np.mean((result.velocity - wanted)[full] ** 2)) <= 2.5
    assert 2200 < np.median(stack.height) < 2300  # of the elevation model, not of its errors
    assert any("do not close" in warning for warning in result.warnings)  # biases up to 1.3 rad, so real


def test_bridges_and_the_worst_pair_are_known(stack):
    network, dates = stack.network, stack.dates
    names = ["-".join(f"{dates[scene]:%Y%m%d}" for scene in pair) for pair in network.pairs]
    assert [names[bridge] for bridge in network.bridges] == ["20180130-20180307", "20180506-20180705"]
    result = Analysis(stack, OPTIONS, None, REFERENCE).run()
    assert result.before.open.sum() == pytest.approx(506, abs=5)
    opened = failing(result.before.open, network)
    assert names[int(np.argmax(opened))] == "20180307-20180319"
    assert opened.max() == pytest.approx(476, abs=5)
    assert result.after.open.sum() > 300  # a closure near half a cycle is mostly bias: left as it is


def test_height_correction_is_pyrates(stack, reference, real_data):
    """Regression on the pairs with the baseline of each cell, from its range and azimuth in the lookup table."""
    beside = GammaFiles(Files(str(real_data("pyrate_cropA_stack") / "cropA"), Silent()))
    scene = beside.scene
    table = np.fromfile(beside.lookup, ">f4").reshape(*stack.places.shape, 2)
    cells = stack.places.row, stack.places.column
    column, row = table[cells].T.astype(float)
    ranges = scene.near_m + column * scene.spacing_m
    latitude = np.radians(19.451292623 - 0.0013888889 * (stack.places.row + 0.5))
    look = scene.look(ranges, earth_radius(latitude))  # PyRate leaves the height of the ground out
    seconds = (row - (scene.lines / 2 - 0.5)) * scene.line_s
    days = [day_of(f"{date:%Y%m%d}") for date in stack.dates]
    baselines = np.array(
        [beside.orbit_baseline((days[i], days[j])).perpendicular(look, seconds) for i, j in stack.network.pairs]
    )
    phase, mm = referred(stack)
    known = np.isfinite(phase).sum(0) >= 20
    found = np.full(len(known), np.nan)
    years = stack.network.spans / 365.25
    across = ranges * np.sin(look)
    for target in np.flatnonzero(known):
        valid = np.isfinite(phase[:, target])
        design = np.column_stack([np.ones(valid.sum()), baselines[valid, target], years[valid]])
        found[target] = np.linalg.lstsq(design, phase[valid, target], rcond=None)[0][1]
    found *= -across * mm / 1000
    wanted = reference["demerror_m"][cells]
    both = np.isfinite(found) & np.isfinite(wanted)
    assert both.sum() > 5000
    assert np.sqrt(np.mean((found - wanted)[both] ** 2)) < 0.001


def test_regression_of_pairs_is_least_squares():
    rng = np.random.default_rng(0)
    phase, design = rng.normal(size=(20, 6)), rng.normal(size=(20, 3))
    phase[3, 2] = np.nan
    found, _, _ = solve_pairs(phase, np.isfinite(phase) * 1.0, design)
    for target in range(6):
        valid = np.isfinite(phase[:, target])
        expected = np.linalg.lstsq(design[valid], phase[valid, target], rcond=None)[0]
        assert np.abs(found[:, target] - expected).max() < 1e-8


@pytest.mark.parametrize(
    ("correct", "most"), [(("plane", "height"), 0.5), (("height",), 0.95)], ids=["plane and height", "height"]
)
def test_corrections_that_take_the_subsidence_away_say_so(stack, reference, correct, most):
    """Without them the correlation is 0.999; height by itself takes less since its trend comes from flat ground."""
    result = Analysis(stack, replace(OPTIONS, correct=correct)).run()
    wanted = reference["velocity_mm_yr"][stack.places.row, stack.places.column]
    full = np.isfinite(wanted)
    assert np.corrcoef(result.velocity[full], wanted[full])[0, 1] < most
    assert any("if the region itself moves" in warning for warning in result.warnings)


def test_the_reference_that_is_found_is_still(stack, reference):
    result = Analysis(stack, OPTIONS).run()
    wanted = reference["velocity_mm_yr"][stack.places.row, stack.places.column]
    full = np.isfinite(wanted)
    assert np.corrcoef(result.velocity[full], wanted[full])[0, 1] >= 0.999
    assert not any("if the region itself moves" in warning for warning in result.warnings)
