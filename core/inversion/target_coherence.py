"""Coherence that noise cannot pass: one measure for noise of pairs, one for noise of scenes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Stage, check_asked, track
from ..phases.places import NEAR_M, Around, Places
from .motion import Model

Floats = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]
_GOOD = 0.5  # pair coherence from which a target may speak for its neighbourhood
_NOBODY = 1e-6  # sum of the neighbours' phasors where there are none
_ENOUGH = 80  # pairs that tell signal from noise
_BLOCK = 16_384  # targets that are worked on at once
_DOUBTFUL = 0.3  # local coherence below which it no longer does


def pair_coherence(squares: Floats, pairs: NDArray[np.int64], rank: NDArray[np.int64]) -> Floats:
    """exp(-s2 / 2), s2 the variance of the pairs' residuals by their degrees of freedom; NaN where none are left.

    The usual |mean exp(i r)| does not count the freedom of the series and calls pure noise coherent.

    Args:
        squares: (targets,) sum of squared residuals, rad2.
        pairs: (targets,) with a value.
        rank: (targets,) of the network of these pairs.
    """
    free = pairs - rank
    return np.where(free > 0, np.exp(-0.5 * squares / np.maximum(free, 1)), np.nan)


def network_coherence(phase: Floats, model: Floats) -> Floats:
    """|mean exp(i r)| over the pairs (m, targets) with a value: the usual measure, which the paper uses."""
    known = np.isfinite(phase)
    turned = np.where(known, np.exp(1j * (np.where(known, phase, 0) - model)), 0)
    return np.asarray(np.abs(turned.sum(0)) / np.maximum(known.sum(0), 1))


def residual_series(series: Reals, model: Model, inverse: Floats | None = None) -> Floats:
    """Series (n, targets) less their own trend: offset, velocity and height correction."""
    design = model.design
    inverse = np.linalg.pinv(design) if inverse is None else inverse
    values = np.asarray(series, np.float64)
    return np.asarray(values - design @ (inverse @ values))


def residuals_of(series: Reals, made: NDArray[np.float32], model: Model) -> NDArray[np.float32]:
    """The same for many targets (n, targets), some at a time, into an array of their own."""
    inverse = np.linalg.pinv(model.design)
    for start in range(0, made.shape[1], _BLOCK):
        check_asked()
        some = slice(start, start + _BLOCK)
        made[:, some] = residual_series(series[:, some], model, inverse)
    return made


def neighbour_coherence(phase: Reals, places: Places) -> NDArray[np.complex64]:
    """exp(i d) (targets,) of one pair, d what the phase (targets,) rad differs by from the mean of the ground around.

    Wrong whole cycles do not matter; the size of the mean over the pairs tells targets from noise. 0: no value, or no
    neighbour.
    """
    known = np.isfinite(phase)
    own = np.empty(len(phase), np.complex64)
    own.real, own.imag = np.cos(phase), np.sin(phase)
    own[~known] = 0
    around = np.empty(len(phase), np.complex64)
    around.real, around.imag = places.sum_of_others(own.real, NEAR_M), places.sum_of_others(own.imag, NEAR_M)
    size = np.abs(around)
    return np.where(size > _NOBODY, own * around.conj() / np.where(size > _NOBODY, size, 1), 0)


def agreement(phase: Reals, places: Places, progress: Progress) -> Floats:
    """|mean exp(i d)| (targets,) over the pairs (m, targets) of `neighbour_coherence`; of very many pairs over some."""
    total = np.zeros(len(places), np.complex64)
    known = np.zeros(len(places), np.int16)
    some = np.unique(np.linspace(0, len(phase) - 1, min(len(phase), _ENOUGH)).astype(np.int64))
    for pair in track(some.tolist(), progress):
        turned = neighbour_coherence(phase[pair], places)
        total += turned
        known += turned != 0
    return np.asarray(np.abs(total) / np.maximum(known, 1))


def local_coherence(
    residuals: Reals, places: Places, quality: Reals, model: Model, rad_per_mm: float, progress: Progress
) -> Floats:
    """exp(-s2), s2 the variance of a series about the mean of its neighbours within 500 m; NaN where there are none.

    Noise that closes in triangles is seen by nothing else. A second round asks only the neighbours that passed the
    first.

    Args:
        residuals: (n, targets) mm, less their own trend; read scene by scene.
        places: of the targets.
        quality: (targets,) pair coherence.
        model: that was taken away.
        rad_per_mm: of the radar.
        progress: where to report.
    """
    free = max(1, len(residuals) - model.design.shape[1])
    speaking = np.nan_to_num(quality, nan=_GOOD) >= _GOOD
    found = np.full(len(places), np.nan)
    for number in range(2):
        squares, mean = np.zeros(len(places)), Around(places, speaking.astype(float), NEAR_M, without_self=True)
        stage = Stage(progress, number / 2, (number + 1) / 2)
        for scene in track(range(len(residuals)), stage):
            values = np.asarray(residuals[scene], np.float64)
            squares += (values - mean(values)) ** 2
        found = np.asarray(np.exp(-squares * rad_per_mm**2 / free))
        speaking = speaking & (np.nan_to_num(found, nan=1.0) >= _DOUBTFUL)
    return found


def scatter_of(residuals: Reals, free: int, progress: Progress) -> Floats:
    """Standard deviation (targets,) of residuals (n, targets) with `free` degrees of freedom, scene by scene."""
    squares = np.zeros(residuals.shape[1])
    for scene in track(range(len(residuals)), progress):
        squares += np.asarray(residuals[scene], np.float64) ** 2
    return np.asarray(np.sqrt(squares / free))
