"""Velocities of synthetic stacks against their truth, and what must not change them."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.progress import Silent
from slipline.core.demo.interferograms import StackRecipe
from slipline.core.interferograms.elevation import compare
from slipline.core.inversion import analysis, unwrapping
from slipline.core.inversion.analysis import Analysis
from slipline.core.inversion.repair import Repair
from slipline.core.inversion.settings import Options
from slipline.core.phases.cycle_regions import region_cycles
from slipline.core.phases.neighbourhood import Neighbourhood
from slipline.core.phases.network import Network
from slipline.core.phases.places import Places

from ..listening import Listening
from .stacks import scores, synthetic, wrong_cycles

SEEDS = (1, 2, 3, 4, 5)
SILENT = StackRecipe(turbulence=0, layered=0, ramp=0, looks=1e9, wrong_pairs=0, height_error_m=0)
QUIET = Options(correct=())


@pytest.fixture(scope="module")
def runs():
    """Of each seed: truth, stack and result with the default options."""
    made = []
    for seed in SEEDS:
        truth, stack = synthetic(seed)
        made.append((truth, stack, Analysis(stack, Options()).run()))
    return made


def table(runs):
    rows = [scores(*run) for run in runs]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def test_velocities_and_series_reach_the_tolerances(runs):
    found = table(runs)
    assert found["rms"].max() <= 3.5
    assert found["correlation"].min() >= 0.98
    assert found["series"].max() <= 2.8
    assert found["movers"].min() >= 0.94


def test_series_before_the_filter_reach_their_tolerance():
    for seed in SEEDS[:2]:
        truth, stack = synthetic(seed)
        assert scores(truth, stack, Analysis(stack, Options(correct=("plane", "height"))).run())["series"] <= 4


def test_errors_of_velocities_cover(runs):
    found = table(runs)
    assert 0.60 <= found["within_68"].mean() <= 0.76
    assert 0.90 <= found["within_95"].mean() <= 0.98


def test_heights_are_found_against_the_ground_around(runs):
    found = table(runs)
    assert found["height"].max() <= 3
    assert found["height_correlation"].min() >= 0.9


def test_wrong_cycles_are_repaired(runs):
    for truth, stack, result in runs:
        wrong = wrong_cycles(truth, stack)
        assert wrong.mean() <= 0.0005
        assert wrong.any(axis=0).mean() <= 0.02
        assert result.before.open.sum() > 1000
        assert result.after.open.sum() == 0


@pytest.mark.parametrize(
    ("recipe", "most"),
    [(StackRecipe(wrong_pairs=0), 2.8), (StackRecipe(turbulence=4.6), 4.0), (StackRecipe(looks=5), 5.5)],
    ids=["no wrong cycles", "storms", "five looks"],
)
def test_harder_and_easier_stacks(recipe, most):
    found = []
    for seed in SEEDS:
        truth, stack = synthetic(seed, recipe)
        found.append(scores(truth, stack, Analysis(stack, Options()).run())["rms"])
    assert max(found) <= most


def test_noise_of_pairs_does_not_pass_as_coherent():
    truth, stack = synthetic(2, StackRecipe(noise_cells=0.1))
    found = scores(truth, stack, Analysis(stack, Options()).run())
    assert found["noise"] == 0
    assert found["movers"] >= 0.99


def test_noise_that_closes_in_triangles_does_not_pass_either():
    truth, stack = synthetic(2)
    at = np.arange(0, len(stack.places), 10)
    rng = np.random.default_rng(0)
    scenes = rng.uniform(-np.pi, np.pi, (len(truth.days), len(at)))
    stack.phase[:, at] = scenes[truth.pairs[:, 1]] - scenes[truth.pairs[:, 0]]
    result = Analysis(stack, Options()).run()
    assert (result.coherence[at] >= 0.7).mean() == 0
    others = np.setdiff1d(np.arange(len(stack.places)), at)
    assert (result.coherence[others] >= 0.7).mean() >= 0.98


@pytest.mark.parametrize("seed", [1, 4])  # in a storm of a corner, long arcs led both astray
def test_wrapped_phases_give_the_same_without_noise_points(seed):
    truth, stack = synthetic(
        seed, StackRecipe(noise_cells=0.1, wrong_pairs=0), (160, 200), 100.0, wrapped=True, some=3000
    )
    cell = stack.places.row * 1000 + stack.places.column
    noisy = truth.noisy[stack.places.row, stack.places.column]
    result = Analysis(stack, Options()).run()
    kept = np.isin(cell, stack.places.row * 1000 + stack.places.column)
    good = ~truth.noisy[stack.places.row, stack.places.column]
    assert kept[noisy].mean() <= 0.005
    assert kept[~noisy].mean() >= 0.95
    assert wrong_cycles(truth, stack, good).mean() <= 0.001
    assert scores(truth, stack, result)["rms"] <= 2.5


def test_tiles_of_wrapped_phase_are_joined_without_a_jump(monkeypatch):
    monkeypatch.setattr(unwrapping, "_MOST", 700)
    truth, stack = synthetic(3, StackRecipe(wrong_pairs=0), (160, 200), 100.0, wrapped=True, some=2000)
    count = len(stack.places)
    Analysis(stack, Options()).run()
    assert len(stack.places) > 0.95 * count
    assert wrong_cycles(truth, stack).mean() <= 0.001


def test_a_stack_without_noise_gives_the_truth():
    truth, stack = synthetic(4, replace(SILENT, moving=False))
    rows, columns = np.indices(truth.velocity.shape)
    velocity = 5.0 * np.sin(rows / 9) * np.cos(columns / 11)
    years = truth.days / 365.25
    steps = np.diff(years[truth.pairs], axis=1)
    stack.phase[:] = -steps * velocity[stack.places.row, stack.places.column] / stack.mm_per_rad
    found = Analysis(stack, QUIET).run().velocity
    off = found - velocity[stack.places.row, stack.places.column]
    assert np.abs(off - np.median(off)).max() < 1e-3


def velocity_of(stack, options=Options()):
    return Analysis(stack, options).run().velocity


def test_the_order_of_the_pairs_and_offsets_do_not_matter():
    _, stack = synthetic(5)
    _, other = synthetic(5)
    order = np.random.default_rng(1).permutation(len(stack.phase))
    other.phase = other.phase[order] + np.float32(2.5)
    other.coherence, other.baselines = other.coherence[order], other.baselines[order]
    other.network = Network(other.network.days, other.network.pairs[order])
    assert np.abs(velocity_of(stack) - velocity_of(other)).max() < 0.01


def test_one_cycle_in_a_checkable_pair_is_undone_and_in_a_bridge_it_is_reported():
    for bridge in (False, True):
        truth, stack = synthetic(1, StackRecipe(wrong_pairs=0))
        bridges = stack.network.bridges
        pair = int(bridges[0]) if bridge else int(np.setdiff1d(np.arange(71), bridges)[10])
        alone = np.arange(3, len(stack.places), 97)  # single cells, which no region joins to its surroundings
        stack.phase[pair, alone] += np.float32(2 * np.pi)
        result = Analysis(stack, replace(Options(), repair="mask")).run()
        wrong = wrong_cycles(truth, stack)[pair, alone] & np.isfinite(stack.phase[pair, alone])
        assert wrong.mean() == (1.0 if bridge else 0.0)
        assert (result.uncheckable > 0).all()


def test_two_parts_without_a_common_scene_are_told():
    _, stack = synthetic(2, StackRecipe(wrong_pairs=0))
    keep = ~((stack.network.pairs[:, 0] < 20) & (stack.network.pairs[:, 1] >= 20))
    stack.network = Network(stack.network.days, stack.network.pairs[keep])
    stack.phase, stack.coherence, stack.baselines = stack.phase[keep], stack.coherence[keep], stack.baselines[keep]
    result = Analysis(stack, Options()).run()
    assert any("2 parts" in warning for warning in result.warnings)
    assert np.isfinite(result.velocity).all()


def test_without_baselines_there_is_no_height_correction():
    _, stack = synthetic(2)
    stack.baselines[:] = np.nan
    result = Analysis(stack, Options()).run()
    assert np.isnan(result.height_correction).all()
    assert any("no baselines" in warning for warning in result.warnings)


def test_the_preset_of_the_paper_scatters_more():
    truth, stack = synthetic(2)
    _, again = synthetic(2)
    paper = scores(truth, stack, Analysis(stack, Options(preset="paper")).run())
    ours = scores(truth, again, Analysis(again, Options()).run())
    assert paper["rms"] > 1.5 * ours["rms"]
    assert paper["correlation"] > 0.8


def test_pure_noise_is_refused():
    _, stack = synthetic(1)
    stack.phase[:] = np.random.default_rng(0).uniform(-np.pi, np.pi, stack.phase.shape)
    with pytest.raises(InputError, match="nothing but noise"):
        Analysis(stack, Options()).run()


def test_a_yearly_motion_needs_a_year_and_a_half():
    _, stack = synthetic(1)
    with pytest.raises(InputError, match=r"1\.31"):
        Analysis(stack, Options(seasonal=True))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_a_cancel_is_heard(share):
    _, stack = synthetic(1)
    with pytest.raises(Cancelled):
        Analysis(stack, Options()).run(Listening(cancel_at=share))


def test_a_yearly_motion_is_told_from_the_velocity():
    days = 12 * np.arange(62)
    pairs = np.array([(i, j) for i in range(62) for j in range(i + 1, min(i + 3, 62))])
    row, column = (part.ravel() for part in np.indices((10, 12)))
    velocity = np.linspace(-40, 40, len(row))
    years = (days / 365.25)[:, None]
    series = velocity * years + (velocity / 4) * np.sin(2 * np.pi * years)
    _, stack = synthetic(1, SILENT)
    stack.network, stack.places = Network(days, pairs), Places((10, 12), row, column, (40.0, 40.0))
    stack.dates = [date(2020, 1, 1) + timedelta(int(day)) for day in days]
    stack.phase = (-np.diff(series[pairs], axis=1)[:, 0] / stack.mm_per_rad).astype(np.float32)
    stack.coherence = np.full(stack.phase.shape, 200, np.uint8)
    stack.baselines = np.zeros(len(pairs))
    stack.height, stack.incidence = stack.height[: len(row)], stack.incidence[: len(row)]
    stack.range_m = stack.range_m[: len(row)]
    off = {}
    for seasonal in (False, True):
        part = replace(stack, phase=stack.phase.copy())
        found = Analysis(part, replace(QUIET, seasonal=seasonal)).run()
        assert np.isnan(found.height_correction).all()  # baselines of zero say nothing of heights
        error = found.velocity - velocity
        off[seasonal] = np.ptp(error)
    assert off[True] < 0.01
    assert off[False] > 1


def test_the_sign_of_baselines_turns_only_the_height():
    _, stack = synthetic(2, StackRecipe(wrong_pairs=0))
    _, other = synthetic(2, StackRecipe(wrong_pairs=0))
    other.baselines = -other.baselines
    first, second = (Analysis(each, Options()).run() for each in (stack, other))
    assert np.abs(first.velocity - second.velocity).max() < 1e-6
    assert np.abs(first.height_correction + second.height_correction).max() < 1e-6


def test_the_better_elevation_model_leaves_fewer_residues():
    truth, stack = synthetic(2, StackRecipe(wrong_pairs=0), wrapped=True, some=1200)
    true = stack.height + truth.height_error[stack.places.row, stack.places.column]
    worse = stack.height + 40 * np.random.default_rng(0).normal(size=len(true))
    model = Analysis(stack, Options()).model
    before = stack.phase.copy()
    narrow = Options(search_height=1.0)
    own, better = compare(stack, model, narrow, true, ("own", "true"), Silent())
    _, noisy = compare(stack, model, narrow, worse, ("own", "noisy"), Silent())
    assert better.coherence >= own.coherence > noisy.coherence
    assert own.residues < noisy.residues
    assert (stack.phase == before).all()


def test_the_repeated_repair_leaves_steep_motion_and_finds_a_wrong_patch():
    """More than half a cycle in 24 days stands between neighbours: without the motion it is no jump."""
    rows, columns = np.indices((40, 50))
    bowl = (-2500 * np.exp(-((rows - 20) ** 2 + (columns - 25) ** 2) / 64)).astype(np.float32)
    _, stack = synthetic(2, SILENT, (40, 50), velocity=bowl)
    repair = Repair(stack, np.ones(len(stack.places), bool), "repair", True)
    velocity = bowl[stack.places.row, stack.places.column].astype(float)
    motion = velocity, 0 * velocity, np.zeros(len(stack.network.days))
    right = stack.phase.copy()
    long = int(np.argmax(stack.network.spans))
    assert region_cycles(right[long], Neighbourhood(stack.places, velocity < 1)).any()
    assert not repair.again(*motion, Silent())
    assert (stack.phase == right).all()
    patch = np.hypot(stack.places.row - 8, stack.places.column - 8) < 5
    stack.phase[long, patch] += np.float32(2 * np.pi)
    assert repair.again(*motion, Silent())
    assert np.abs(stack.phase - right).max() < 1e-4


def test_short_pairs_that_are_biased_are_told():
    for biased in (False, True):
        _, stack = synthetic(1, StackRecipe(wrong_pairs=0))
        field = np.sin(stack.places.row / 6) * np.sin(stack.places.column / 7) > 0
        stack.phase[stack.network.spans <= 12] += np.float32(0.12 * biased) * field
        result = Analysis(stack, Options()).run()
        assert (result.short_pairs.short, result.short_pairs.rest) == (36, 35)
        assert any("short pairs are biased" in warning for warning in result.warnings) == biased
        assert (result.short_pairs.bias > 2) == biased


@pytest.mark.parametrize("biased", [False, True])
def test_short_pairs_that_do_not_close_over_less_coherent_ground_are_told(biased):
    """With the default options the pairs are referred to all ground: the mean of all closures is 0, whatever is off."""
    _, stack = synthetic(1)
    coherence = stack.coherence.mean(0)
    stack.phase[stack.network.spans <= 12] += np.float32(0.25 * biased) * (coherence < np.median(coherence))
    result = Analysis(stack, Options()).run()
    told = [warning for warning in result.warnings if "do not close by more than 0.3 rad" in warning]
    assert bool(told) == biased
    assert np.abs(result.after.mean).max() < 0.01
    assert np.abs(result.after.bias).max() == pytest.approx(0.5 * biased, abs=0.06)  # two short pairs in a triangle


class Counting(np.ndarray):
    """Counts how often it is read or written between two questions whether the user cancelled."""

    touched = 0

    def __getitem__(self, at):
        Counting.touched += self.ndim == 2
        return np.asarray(super().__getitem__(at))

    def __setitem__(self, at, values):
        Counting.touched += self.ndim == 2
        super().__setitem__(at, values)


class Asked(Listening):
    most = 0

    def is_cancelled(self):
        self.most, Counting.touched = max(self.most, Counting.touched), 0
        return False


@pytest.mark.parametrize("options", [Options(), Options(preset="paper"), Options(correct=())], ids=str)
def test_no_step_of_the_inversion_works_long_without_asking_for_cancel(options, monkeypatch):
    """A pair, a scene or a block of targets of a full frame takes a second; a loop over them must ask each time."""
    plain = analysis.on_disk
    monkeypatch.setattr(analysis, "on_disk", lambda *arguments: plain(*arguments).view(Counting))
    _, stack = synthetic(1)
    stack.phase, stack.coherence = stack.phase.view(Counting), stack.coherence.view(Counting)
    asked = Asked()
    Analysis(stack, options).run(asked)
    assert 0 < asked.most <= 8
