"""From velocities along lines of sight to velocities of the ground: least squares, site by site."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .tracks import Floats

LEAST_SENSITIVITY = 0.2  # share of a motion down the slope that has to be seen, as for the areas' v_slope
LEAST_SLOPE_DEG = 5.0  # on flatter ground a direction of steepest descent says little
_LEAST_ANGLE_DEG = 20.0  # between two lines of sight in the plane of east and up


@dataclass(frozen=True)
class Motion:
    """Velocity of the ground at n sites, mm/yr, each with its standard deviation; NaN where it cannot be told.

    Args:
        east, north, up: (n,).
        east_std, north_std, up_std: (n,).
    """

    east: Floats
    north: Floats
    up: Floats
    east_std: Floats
    north_std: Floats
    up_std: Floats


def east_up(means: Floats, variances: Floats, looks: Floats) -> Motion:
    """East and up by weighted least squares, with the north taken as 0.

    Solves v_k = e u_k,east + h u_k,up over the tracks k with a target, weights 1 / variance: Fialko et al. (2001),
    Wright et al. (2004). Not told where fewer than two lines of sight are known, or all of them lie within 20 degrees
    in the plane of east and up.

    Args:
        means: (t, n) velocity towards each satellite, mm/yr; NaN without a target.
        variances: (t, n) of the means.
        looks: (t, n, 3) unit vectors to the satellites.
    """
    known = np.isfinite(means) & np.isfinite(looks).all(axis=2)
    weight = np.where(known, 1.0 / np.where(known, variances, 1.0), 0.0)
    east, up = (np.where(known, looks[:, :, axis], 0.0) for axis in (0, 2))
    value = np.where(known, means, 0.0)
    a, b, c = ((weight * part).sum(axis=0) for part in (east * east, east * up, up * up))
    p, q = (weight * east * value).sum(axis=0), (weight * up * value).sum(axis=0)
    determinant = a * c - b * b
    told = (known.sum(axis=0) >= 2) & (_widest_angle(east, up, known) >= _LEAST_ANGLE_DEG) & (determinant > 0)

    def where(values: Floats) -> Floats:
        return np.divide(values, determinant, out=np.full(len(values), np.nan), where=told)

    zero = np.where(told, 0.0, np.nan)
    return Motion(
        east=where(c * p - b * q),
        north=zero,
        up=where(a * q - b * p),
        east_std=np.sqrt(where(c)),
        north_std=np.full(len(zero), np.nan),
        up_std=np.sqrt(where(a)),
    )


def _widest_angle(east: Floats, up: Floats, known: NDArray[np.bool_]) -> Floats:
    """Largest angle (n,) degrees between two known lines of sight (t, n) in the plane of east and up."""
    turned = np.degrees(np.arctan2(east, up))
    low = np.where(known, turned, np.inf).min(axis=0)
    high = np.where(known, turned, -np.inf).max(axis=0)
    return np.where(np.isfinite(low) & np.isfinite(high), high - low, 0.0)


@dataclass(frozen=True)
class SlopeMotion:
    """Velocity down the steepest descent at n sites.

    Args:
        velocity: (n,) mm/yr, positive downhill; NaN where it cannot be told.
        deviation: (n,) its standard deviation.
        seen: (t, n) share of such a motion that each line of sight sees, -1..1; NaN on flat ground or unknown slope.
    """

    velocity: Floats
    deviation: Floats
    seen: Floats


def down_slope(means: Floats, variances: Floats, looks: Floats, descent: Floats) -> SlopeMotion:
    """One velocity along a given direction by weighted least squares, from one line of sight or more.

    With C_k = u_k . t the share that line of sight k sees, v = sum(w C v_k) / sum(w C^2). Not told where the best line
    of sight sees less than 0.2 of it, as Notti et al. (2014) have it for one.

    Args:
        means, variances, looks: as in `east_up`.
        descent: (n, 3) unit vectors down the slope: east, north, up; NaN where there is none.
    """
    seen = np.einsum("tnk,nk->tn", looks, descent)
    known = np.isfinite(means) & np.isfinite(seen)
    weight = np.where(known, 1.0 / np.where(known, variances, 1.0), 0.0)
    share, value = np.where(known, seen, 0.0), np.where(known, means, 0.0)
    total = (weight * share**2).sum(axis=0)
    told = (np.abs(share).max(axis=0) >= LEAST_SENSITIVITY) & (total > 0)
    empty = np.full(means.shape[1], np.nan)
    velocity = np.divide((weight * share * value).sum(axis=0), total, out=empty.copy(), where=told)
    deviation = np.sqrt(np.divide(1.0, total, out=empty.copy(), where=told))
    return SlopeMotion(velocity, deviation, seen)


def along_descent(slope: SlopeMotion, descent: Floats) -> Motion:
    """The motion down the slope as east, north and up."""
    parts = [slope.velocity * descent[:, axis] for axis in range(3)]
    errors = [slope.deviation * np.abs(descent[:, axis]) for axis in range(3)]
    return Motion(*parts, *errors)


def descent_vectors(slope_deg: Floats, east: Floats, north: Floats) -> Floats:
    """Unit vectors (n, 3) down the slope; NaN on ground flatter than 5 degrees.

    Args:
        slope_deg: (n,) degrees.
        east, north: (n,) parts of the direction of steepest descent, of any length.
    """
    length = np.hypot(east, north)
    steep = np.isfinite(slope_deg) & (slope_deg >= LEAST_SLOPE_DEG) & (length > 0)
    b = np.radians(slope_deg)
    flat = np.where(steep, np.cos(b) / np.where(length > 0, length, 1.0), np.nan)
    return np.column_stack([flat * east, flat * north, np.where(steep, -np.sin(b), np.nan)])
