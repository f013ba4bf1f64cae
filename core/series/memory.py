"""How long the noise of series remembers, and how many independent values a series is worth therefore.

Neighbouring dates share some of their noise: 100 of them are worth fewer than 100 free ones, and a test that forgets it
finds trends and breaks everywhere. The autocorrelation at lag l of a residual is taken as a * phi^(l-1) (noise with a
memory above noise without one). phi is one number for all series; a is that of each series, drawn to the common
value as far as chance alone makes it scatter. The variance of a slow term grows by 1 + 2 a / (1 - phi).
"""

from __future__ import annotations

import numpy as np

from .nested_fits import Fits, Floats

_MOST_PHI = 0.9
_MOST_GROWTH = 15.0
_LAGS = 4


def variance_growth(fits: Fits, spent: float) -> Floats:
    """By what factor (n,) the noise's memory makes the variance of slow terms larger than that of free noise.

    Args:
        fits: of the richest model, so that no motion is left in the residuals.
        spent: terms that they have lost, those of a searched break included.
    """
    lags = _autocorrelations(fits)
    pairs = np.maximum(fits.count, 2.0)
    growth = np.ones(len(pairs))
    first, phi = np.zeros(len(pairs)), 0.0
    for _ in range(3):  # the fit takes memory out of the residuals: 1/count of what it is for each term
        lifted = lags + (spent * growth / pairs)[:, None]
        common = np.nanmean(lifted, axis=0)
        phi = _decay(common)
        first = _drawn_together(lifted[:, 0], common[0], pairs)
        growth = np.clip(1.0 + 2.0 * first / (1.0 - phi), 1.0, _MOST_GROWTH)
    return np.asarray(growth)


def _autocorrelations(fits: Fits) -> Floats:
    """(n, lags) of the residuals, over the pairs of which both values are known."""
    residual, known = fits.residual, fits.known
    variance = np.maximum(fits.rss / np.maximum(fits.count, 1.0), 1e-12)
    made = []
    for lag in range(1, _LAGS + 1):
        product = np.einsum("nk,nk->n", residual[:, lag:], residual[:, :-lag])
        pairs = np.einsum("nk,nk->n", known[:, lag:], known[:, :-lag])
        made.append(np.clip(product / np.maximum(pairs, 1.0) / variance, -1.0, 1.0))
    return np.column_stack(made)


def _decay(common: Floats) -> float:
    """Share of the memory that is left at the next lag; 0 where there is none."""
    if common[0] < 0.02:
        return 0.0
    follow = np.maximum(common[1:], 0.0)
    ratio = float((follow * np.maximum(common[:-1], 0.0)).sum() / (np.maximum(common[:-1], 0.0) ** 2).sum())
    return float(np.clip(ratio, 0.0, _MOST_PHI))


def _drawn_together(own: Floats, common: float, pairs: Floats) -> Floats:
    """Each series' value, nearer to the common one where chance explains the scatter of all."""
    chance = float(np.mean(1.0 / pairs))
    real = max(float(np.var(own)) - chance, 0.0)
    share = real / (real + 1.0 / pairs)
    return np.asarray(common + share * (own - common))
