"""Least squares of many series at once: a common model, and what each further term would add to it.

All series share their dates. Where a series has a gap its value and its weight are 0. The normal equations of all
series are one product of matrices, also where every series has gaps of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..inversion.strips import inverses, times
from ..products.series import YEAR_DAYS

Floats = NDArray[np.float64]
SEASON_YEARS = 1.5  # shorter spans cannot tell a season from a bend
_RIDGE = 1e-9  # keeps a term that a series' gaps leave without data from stopping all others


@dataclass(frozen=True)
class Dates:
    """Dates as the models see them.

    Args:
        days: (k,) days, increasing, counted from any day.
        middle: day that is halfway between the first and the last.
        half_years: half of the span.
        base: (k, p) terms of the simplest model with a trend: 1, time from -1 to 1, and cosine and sine of the year
            where the span can show a season.
    """

    days: Floats
    middle: float
    half_years: float
    base: Floats

    @property
    def time(self) -> Floats:
        """(k,) from -1 to 1."""
        return np.asarray(self.base[:, 1], np.float64)

    @property
    def has_season(self) -> bool:
        """Whether the span can show a season."""
        return self.base.shape[1] > 2

    @property
    def half_days(self) -> float:
        """Half of the span in days."""
        return self.half_years * YEAR_DAYS

    def day_at(self, time: Floats) -> Floats:
        """Days at times from -1 to 1."""
        return self.middle + time * self.half_days


def dates_of(days: Sequence[dt.date]) -> Dates:
    """Dates from k calendar days, increasing."""
    numbers = np.array([day.toordinal() for day in days], np.float64)
    middle = 0.5 * (numbers[0] + numbers[-1])
    half = max(0.5 * (numbers[-1] - numbers[0]) / YEAR_DAYS, 1e-9)
    terms = [np.ones(len(numbers)), (numbers - middle) / YEAR_DAYS / half]
    if 2 * half >= SEASON_YEARS:
        angle = 2 * np.pi * numbers / YEAR_DAYS
        terms += [np.cos(angle), np.sin(angle)]
    return Dates(numbers, middle, half, np.column_stack(terms))


@dataclass(frozen=True)
class Fits:
    """A model fitted to n series.

    Args:
        terms: (k, p) that all series share.
        known: (n, k) 1 where a value is known, 0 elsewhere.
        beta: (n, p) coefficients.
        inverse: (n, p, p) of the normal equations.
        residual: (n, k), 0 where no value is known.
    """

    terms: Floats
    known: Floats
    beta: Floats
    inverse: Floats
    residual: Floats

    @property
    def count(self) -> Floats:
        """(n,) known values."""
        return np.asarray(self.known.sum(axis=1))

    @property
    def rss(self) -> Floats:
        """(n,) sums of the squared residuals."""
        return np.asarray(np.einsum("nk,nk->n", self.residual, self.residual))

    def rows(self, chosen: NDArray[np.generic]) -> Fits:
        """The fits of some of the series."""
        return Fits(self.terms, self.known[chosen], self.beta[chosen], self.inverse[chosen], self.residual[chosen])

    def gain_of(self, first: int, last: int) -> Floats:
        """By how much (n,) the sum of squares would grow without the terms first..last - 1."""
        beta, part = self.beta[:, first:last], self.inverse[:, first:last, first:last]
        return np.asarray(np.einsum("ni,nij,nj->n", beta, inverses(part), beta))


@dataclass(frozen=True)
class Term:
    """What one further term does for n fits.

    Args:
        coefficient: (n,) of the term.
        gain: (n,) by how much the sum of squares falls.
        other: (n, p) change of the other coefficients for each unit of this one.
        weight: (n,) what is left of the term's squares beside the others.
    """

    coefficient: Floats
    gain: Floats
    other: Floats
    weight: Floats


def fit(values: Floats, known: Floats, terms: Floats) -> Fits:
    """Least squares of series (n, k), 0 where not known, by terms (k, p)."""
    size = terms.shape[1]
    products = (terms[:, :, None] * terms[:, None, :]).reshape(len(terms), -1)
    normal = times(known, products).reshape(-1, size, size) + _RIDGE * np.eye(size)
    inverse = inverses(normal)
    beta = np.einsum("npq,nq->np", inverse, times(values, terms))
    return Fits(terms, known, beta, inverse, values - times(beta, terms.T) * known)


def shared_term(fits: Fits, term: Floats) -> Term:
    """One further term (k,), the same for all series."""
    mixed = times(fits.known, term[:, None] * fits.terms)
    return _term(fits, mixed, times(fits.known, term * term), times(fits.residual, term))


def own_term(fits: Fits, term: Floats) -> Term:
    """One further term (n, k), another one for each series, 0 where no value is known."""
    squares = np.asarray(np.einsum("nk,nk->n", term, term))
    return _term(fits, times(term, fits.terms), squares, np.asarray(np.einsum("nk,nk->n", fits.residual, term)))


def gains(fits: Fits, terms: Floats) -> Floats:
    """By how much (n, c) each of several terms (c, k), alone, lowers the sums of squares."""
    count, size = len(terms), fits.terms.shape[1]
    products = (terms.T[:, :, None] * fits.terms[:, None, :]).reshape(len(fits.terms), -1)
    mixed = times(fits.known, products).reshape(-1, count, size)
    left = times(fits.known, (terms * terms).T) - np.einsum("ncp,ncp->nc", mixed @ fits.inverse, mixed)
    return np.asarray(times(fits.residual, terms.T) ** 2 / np.maximum(left, _RIDGE))


def _term(fits: Fits, mixed: Floats, squares: Floats, product: Floats) -> Term:
    other = np.einsum("npq,nq->np", fits.inverse, mixed)
    left = np.maximum(squares - np.einsum("np,np->n", mixed, other), _RIDGE)
    return Term(product / left, product**2 / left, -other, left)


def with_term(fits: Fits, term: Term, values: Floats) -> Fits:
    """The fits with a further term: its values are (k,) or (n, k); the coefficients are those of the old terms.

    The new term's own coefficient is `term.coefficient`.
    """
    beta = fits.beta + term.other * term.coefficient[:, None]
    inverse = fits.inverse + term.other[:, :, None] * (term.other / term.weight[:, None])[:, None, :]
    change = times(term.other, fits.terms.T)
    left = fits.residual - term.coefficient[:, None] * ((values + change) * fits.known)
    return Fits(fits.terms, fits.known, beta, inverse, left)
