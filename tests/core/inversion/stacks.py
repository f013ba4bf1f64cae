"""Synthetic stacks as the inversion takes them, and how far a result is from the truth."""

import numpy as np

from slipline.core.demo.interferograms import INCIDENCE_DEG, RANGE_M, WAVELENGTH_M, StackRecipe, make_stack
from slipline.core.inversion.settings import Stack
from slipline.core.phases.network import Network
from slipline.core.phases.places import Places

SHAPE, CELL_M = (80, 100), 200.0


def synthetic(seed, recipe=StackRecipe(), shape=SHAPE, cell_m=CELL_M, wrapped=False, some=None, velocity=None):
    """A generated stack, and the same as `Stack` of its candidates; `some`: that many, drawn."""
    truth = make_stack(shape, cell_m, seed, recipe, velocity)
    coherence = np.array([truth.pair_coherence(pair) for pair in range(len(truth.pairs))])
    row, column = np.nonzero(coherence.mean(0) >= 0.4)
    if some:
        at = np.sort(np.random.default_rng(seed).choice(len(row), some, replace=False))
        row, column = row[at], column[at]
    phase = np.array([truth.phase(pair)[row, column] for pair in range(len(truth.pairs))])
    if wrapped:
        phase = np.angle(np.exp(1j * phase))
    i, j = truth.pairs.T
    each = np.ones(len(row))
    stack = Stack(
        Network(truth.days, truth.pairs),
        truth.dates,
        phase.astype(np.float32),
        np.round(255 * coherence[:, row, column]).astype(np.uint8),
        Places(shape, row, column, (cell_m, cell_m)),
        truth.baselines[j] - truth.baselines[i],
        truth.height[row, column].astype(float),
        each * np.radians(INCIDENCE_DEG),
        each * RANGE_M,
        WAVELENGTH_M,
        recipe.looks,
        wrapped,
    )
    return truth, stack


def wrong_cycles(truth, stack, good=None):
    """Values (m, targets) that are off by whole cycles, each pair's own offset aside."""
    places = stack.places
    true = np.array([truth.phase(pair, wrong=False)[places.row, places.column] for pair in range(len(truth.pairs))])
    off = np.round((np.asarray(stack.phase, float) - true) / (2 * np.pi))
    good = slice(None) if good is None else good
    return (off - np.median(off[:, good], axis=1)[:, None])[:, good] != 0


def scores(truth, stack, result):
    """Against the truth; medians removed, cells without a signal aside."""
    places = stack.places
    velocity = truth.velocity[places.row, places.column].astype(float)
    good = ~truth.noisy[places.row, places.column]
    error = result.velocity - velocity
    error -= np.median(error[good])
    ratio = np.abs(error) / result.velocity_std
    height = _local(places, truth.height_error[places.row, places.column].astype(float))
    found = _local(places, result.height_correction)
    kept = result.coherence >= 0.7
    return {
        "rms": _rms(error[good]),
        "correlation": np.corrcoef(result.velocity[good], velocity[good])[0, 1],
        "within_68": (ratio[good] < 1).mean(),
        "within_95": (ratio[good] < 1.96).mean(),
        "height": _rms((found - height)[good]),
        "height_correlation": np.corrcoef(found[good], height[good])[0, 1],
        "movers": kept[good & (np.abs(velocity) > 10)].mean(),
        "noise": kept[~good].mean() if (~good).any() else 0.0,
        "series": _rms(_series_error(truth, stack, result)[:, good]),
    }


def _local(places, values):
    return values - places.mean_around(values, np.ones(len(values)), 250.0)


def _series_error(truth, stack, result):
    years = (truth.days / 365.25)[:, None]
    places = stack.places
    metre = 1000 * truth.baselines / (RANGE_M * np.sin(np.radians(INCIDENCE_DEG)))
    true = truth.velocity[places.row, places.column] * years
    true = true + metre[:, None] * truth.height_error[places.row, places.column]
    error = np.asarray(result.series, float) - true
    error -= error.mean(0)
    return error - np.median(error, axis=1)[:, None]


def _rms(values):
    return float(np.sqrt(np.mean(values**2)))
