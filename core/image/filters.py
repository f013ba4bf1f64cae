"""Filters of an optical image: each takes a window (3, rows, columns) with its margin and gives the same shape back.

NaN is where the image has no value; it takes no part and stays.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, minimum_filter, uniform_filter

Floats = NDArray[np.float64]
OMEGA = 0.95  # share of the haze that is taken away: He, Sun and Tang (2011)
LEAST_TRANSMISSION = 0.1
PATCH = 15  # cells, side of the dark channel's window
GUIDE_RADIUS = 30  # cells, of the guided filter
GUIDE_EPSILON = 1e-3
LOWPASS = 3  # cells
SIGMA = 1.0  # cells
CLIP_LIMIT = 3.0  # of a level in the contrast-limited equalisation, to the mean level


def local_mean(values: Floats, size: int) -> Floats:
    """Mean of the known values in a square around each cell, (..., rows, columns); NaN where the cell is."""
    return _normalised(values, lambda part: uniform_filter(part, size, mode="constant"))


def gaussian(values: Floats, sigma: float = SIGMA) -> Floats:
    """Gaussian mean of the known values, cut at three deviations; NaN where the cell is."""
    return _normalised(values, lambda part: gaussian_filter(part, sigma, mode="constant", truncate=3.0))


def _normalised(values: Floats, smooth: Callable[[Floats], Floats]) -> Floats:
    result = np.empty_like(values)
    for index in np.ndindex(values.shape[:-2]):
        known = np.isfinite(values[index])
        total = smooth(np.where(known, values[index], 0.0))
        weight = smooth(known.astype(np.float64))
        result[index] = np.where(known, np.divide(total, weight, out=np.zeros_like(total), where=weight > 1e-9), np.nan)
    return result


def dark_channel(image: Floats, patch: int = PATCH) -> Floats:
    """Darkest colour around each cell, (rows, columns): He, Sun and Tang (2011), Single image haze removal, Eq. 5."""
    lowest = np.where(np.isfinite(image).all(axis=0), np.nan_to_num(image, nan=np.inf).min(axis=0), np.inf)
    dark: Floats = minimum_filter(lowest, patch, mode="nearest")
    return dark


def guided(guide: Floats, values: Floats, radius: int = GUIDE_RADIUS, epsilon: float = GUIDE_EPSILON) -> Floats:
    """Values smoothed along the edges of a guide, (rows, columns), both in 0..1.

    He, Sun and Tang (2013), Eq. 5 and 6.
    """
    size = 2 * radius + 1
    mean_guide, mean_values = local_mean(guide, size), local_mean(values, size)
    covariance = local_mean(guide * values, size) - mean_guide * mean_values
    variance = local_mean(guide * guide, size) - mean_guide**2
    slope = covariance / (variance + epsilon)
    offset = mean_values - slope * mean_guide
    return local_mean(slope, size) * guide + local_mean(offset, size)


def dehaze(image: Floats, air: Floats) -> Floats:
    """Image without haze; dark channel prior with a guided filter.

    Args:
        image: (3, rows, columns), 0..255.
        air: (3,) colour of the air light, 0..255.

    Returns:
        (3, rows, columns): He, Sun and Tang (2011), Eq. 11, 12 and 16.
    """
    scaled = image / air[:, None, None]
    transmission = 1.0 - OMEGA * np.clip(dark_channel(scaled), 0.0, 1.0)
    known = np.isfinite(image).all(axis=0)
    guide = np.where(known, image.mean(axis=0) / 255.0, np.nan)
    refined = np.clip(guided(guide, np.where(known, transmission, np.nan)), LEAST_TRANSMISSION, 1.0)
    return (image - air[:, None, None]) / refined + air[:, None, None]


def equalise(image: Floats, table: Floats) -> Floats:
    """Brightness mapped by a table of 256 values, the colours kept."""
    brightness = image.mean(axis=0)
    return in_proportion(image, brightness, np.interp(brightness, np.arange(256.0), table))


def in_proportion(image: Floats, brightness: Floats, wanted: Floats) -> Floats:
    """An image of another brightness whose colours are kept.

    All bands of a cell are multiplied by one factor, at most so much that none leaves 0..255.

    Args:
        image: (3, rows, columns).
        brightness, wanted: (rows, columns).
    """
    factor = np.divide(wanted, brightness, out=np.ones_like(brightness), where=brightness > 0.5)
    factor = np.minimum(factor, 255.0 / np.maximum(image.max(axis=0), 1.0))
    return np.asarray(image * factor)


def clipped_table(counts: NDArray[np.int64]) -> Floats:
    """Table of a contrast-limited equalisation from a histogram of 256 levels: Zuiderveld (1994), Graphics Gems IV.

    No level counts more than CLIP_LIMIT times the mean level; what is cut off is given to all levels alike.
    """
    total = float(counts.sum())
    limit = max(1.0, CLIP_LIMIT * total / 256.0)
    clipped = np.minimum(counts, limit)
    even = clipped + (total - clipped.sum()) / 256.0
    return np.asarray(255.0 * np.cumsum(even) / total)
