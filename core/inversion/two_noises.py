"""Velocity and its error by generalised least squares with two kinds of noise: of scenes and of pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .network import Network

Floats = NDArray[np.float64]
CLASSES = 12  # of pair noise, each with one matrix


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
