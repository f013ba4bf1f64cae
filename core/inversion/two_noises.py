"""Velocity and its error by generalised least squares with two kinds of noise: of scenes and of pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..phases.network import Network
from .scene_plane import robust_sd

Floats = NDArray[np.float64]
CLASSES = 12  # of pair noise, each with one matrix
FEWEST = 60  # blocks that can tell scenes apart
_ROUNDS = 5  # of weights and residuals
_HALF = 20.0  # scenes of which each variance is believed by half, on a scale of logarithms; of fewer by much less


def laplacian(network: Network, weight: Floats) -> Floats:
    """Normal matrix (n, n) of pairs with these weights (m,)."""
    count = len(network.days)
    made = np.zeros((count, count))
    i, j = network.pairs.T
    np.add.at(made, (i, i), weight)
    np.add.at(made, (j, j), weight)
    np.add.at(made, (i, j), -weight)
    np.add.at(made, (j, i), -weight)
    return made


def pair_covariance(network: Network, weight: Floats) -> Floats:
    """Covariance (n, n) of the scenes about their mean, by pairs of unit variance and these weights (m,)."""
    return np.asarray(np.linalg.pinv(laplacian(network, weight), rcond=1e-8, hermitian=True))


@dataclass(frozen=True)
class Estimate:
    """Solution of some targets.

    Args:
        values: (p, targets) coefficients of the design's columns.
        covariance: (p, p) by the two noises.
        factor: (targets,) variance of the residuals by that which was expected.
    """

    values: Floats
    covariance: Floats
    factor: Floats


class Estimator:
    """Generalised least squares with one covariance.

    Args:
        design: (n, p).
        covariance: (n, n) of the observations.
        prior: (p,) standard deviation around 0 of each coefficient; infinite: nothing is known before.
    """

    def __init__(self, design: Floats, covariance: Floats, prior: Floats) -> None:
        self._lower = np.linalg.cholesky(covariance)
        self._white = np.linalg.solve(self._lower, design)
        normal = self._white.T @ self._white + np.diag(1.0 / prior**2)
        self.covariance = np.linalg.inv(normal)
        self.gain = np.linalg.solve(self._lower.T, self._white @ self.covariance).T  # (p, n)

    def __call__(self, series: Floats) -> Estimate:
        """Solve series (n, targets)."""
        values = self.gain @ series
        residual = np.linalg.solve(self._lower, series) - self._white @ values
        free = max(1, self._white.shape[0] - self._white.shape[1])
        return Estimate(values, self.covariance, np.einsum("nt,nt->t", residual, residual) / free)


def classes_of(variance: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Class (targets,) of each target by its pair noise, and the median of each class."""
    limits = np.quantile(variance, np.linspace(0, 1, CLASSES + 1)[1:-1]) if len(variance) else np.zeros(0)
    number = np.searchsorted(limits, variance)
    middle = np.array([np.median(variance[number == k]) if (number == k).any() else 0.0 for k in range(CLASSES)])
    return np.asarray(number, np.int64), middle


def scatter_by_scene(series: Floats, design: Floats, prior: Floats, noise: Floats) -> Floats:
    """Variance (n,) of what varies from scene to scene, without the noise of pairs.

    Residuals of a fit are smaller than the noise by their leverage, which is given back. Motion that is not steady
    looks like the noise of single scenes, most of all where there are few scenes: each variance is drawn towards the
    others, the more, the fewer scenes there are.

    Args:
        series: (n, places) mm.
        design: (n, p) that is fitted.
        prior: (p,) standard deviation around 0 of each coefficient.
        noise: (n, n) mm2 of the pairs.
    """
    count, penalty = len(series), np.diag(1 / prior**2)
    believed = count**4 / (count**4 + _HALF**4)
    variance = np.full(count, max(robust_sd(np.diff(series, axis=0).ravel()) ** 2, 1e-6))
    for _ in range(_ROUNDS):
        covariance = np.diag(variance) + noise
        weighted = np.linalg.solve(covariance, design)
        leave = np.eye(count) - design @ np.linalg.solve(design.T @ weighted + penalty, weighted.T)
        left = leave @ series
        seen = np.array([robust_sd(each) ** 2 for each in left])
        expected = np.diag(leave @ covariance @ leave.T)
        whole = np.diag(covariance) * seen / np.maximum(expected, 1e-12)
        variance = np.maximum(whole - np.diag(noise), np.maximum(0.05 * whole, 1e-8))
        drawn = variance**believed
        variance = drawn * (variance.mean() / drawn.mean())
    return np.asarray(variance)
