"""Seeded random fields."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Field = NDArray[np.float32]
Exact = NDArray[np.float64]


def generator(seed: int, name: str) -> np.random.Generator:
    """Random numbers of one named step; a change in one step leaves the others as they are."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def steady(values: NDArray[np.floating[Any]]) -> Field:
    """Round values computed in float64, since the last digits of exp, sin and power differ between processors.

    The place of a landslide can depend on such digits: without this, one seed gives different study areas on
    different computers.
    """
    return np.asarray(np.round(values, 5), np.float32)


def _filtered(shape: tuple[int, ...], amplitude_of: Callable[[Exact], Exact], rng: np.random.Generator) -> Field:
    """White noise filtered in the frequency domain, mean 0 and standard deviation 1."""
    size = [fft.next_fast_len(int(n), real=True) for n in shape]
    white = rng.standard_normal(size, dtype=np.float32)
    spectrum = fft.rfft2(white.astype(np.float64))
    k = np.hypot(fft.fftfreq(size[0])[:, None], fft.rfftfreq(size[1])[None, :])
    spectrum *= amplitude_of(k)
    spectrum[0, 0] = 0
    values = fft.irfft2(spectrum, s=size)[: shape[0], : shape[1]]
    return steady((values - values.mean()) / values.std())


def power_law(shape: tuple[int, ...], exponent: float, corner_cells: float, rng: np.random.Generator) -> Field:
    """Fractal field: spectral density k^-exponent, flat beyond wavelengths of `corner_cells` cells."""
    return _filtered(shape, lambda k: (k * k + corner_cells**-2) ** (-exponent / 4), rng)


def smooth(shape: tuple[int, ...], scale_cells: float, rng: np.random.Generator) -> Field:
    """Field with a Gaussian correlation of standard deviation `scale_cells`."""
    return _filtered(shape, lambda k: np.exp(-((np.pi * scale_cells * k) ** 2)), rng)


def wiggle(count: int, rng: np.random.Generator, roughness: float = 1.5, waves: int = 12) -> NDArray[np.float64]:
    """Rough line (count,) over [0, 1], mean 0 and standard deviation about 1."""
    place = np.linspace(0, 1, count)[:, None]
    k = np.arange(1, waves + 1)
    amplitude = k**-roughness
    lines = np.sin(2 * np.pi * (place * k * 0.93 + rng.random(waves))) * amplitude
    result: NDArray[np.float64] = lines.sum(1) / np.sqrt((amplitude**2).sum() / 2)
    return result


class Texture:
    """Fine noise of any extent from one periodic tile: band-passed between two wavelengths in cells."""

    SIDE = 512

    def __init__(self, shortest: float, longest: float, rng: np.random.Generator) -> None:
        def amplitude(k: Exact) -> Exact:
            band: Exact = np.exp(-((k * shortest) ** 2)) * (1 - np.exp(-((k * longest) ** 2)))
            return np.asarray(band / np.maximum(k, 1e-3))

        self._tile = _filtered((self.SIDE, self.SIDE), amplitude, rng)

    def read(self, rows: slice, columns: slice) -> Field:
        """Values of a window of the study area (rows, columns)."""
        r, c = np.arange(rows.start, rows.stop) % self.SIDE, np.arange(columns.start, columns.stop) % self.SIDE
        return np.asarray(self._tile[np.ix_(r, c)], np.float32)
