"""How far a band of the stack lies from what the model was trained on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.model_card import Card
from ..base.progress import Progress
from ..image.colours import COLOURS

OUT_OF_RANGE = 0.25  # share of cells outside the training's 1 to 99 % above which the user is warned
_NARROW = 0.1  # share of the training's span (1 to 99 %) below which the values here are suspicious
_SPANNING = {
    "hotspot",
    "velocity",
    "density",
    *COLOURS,
}  # bands whose span is about the same everywhere, other than that of terrain
_SAMPLED = 8  # every how many rows and columns a cell is examined for the drift
_MOST_SAMPLES = 2**17  # of each band


class Drift:
    """How far the bands are from those of the training, from a sample of the cells that were predicted.

    Args:
        bands: of the model's card, with `low` and `high`, the 1 and 99 % of the training.
        unstated: names of bands that state no unit here.
    """

    def __init__(self, bands: Sequence[Card], unstated: Collection[str] = ()) -> None:
        self._bands, self._unstated = bands, unstated
        self._samples = np.empty((len(bands), 0), np.float32)
        self._step = _SAMPLED

    def add(self, values: NDArray[np.float32]) -> None:
        """Look at some cells of a block, (bands, rows, columns), NaN where null."""
        sample = values[:, :: self._step, :: self._step].reshape(len(values), -1)
        self._samples = np.concatenate((self._samples, sample), axis=1)
        if self._samples.shape[1] > _MOST_SAMPLES:
            self._samples, self._step = self._samples[:, ::4], self._step * 2

    def report(self, progress: Progress) -> None:
        """Log a table; warn of bands that look other than in the training."""
        if not self._samples.shape[1]:
            return
        progress.message(
            "Values of each band here and in the training (98 % of the cells lie between the two), and the share of "
            "the cells here that lie outside the values of the training or have no value:"
        )
        for band, values in zip(self._bands, self._samples):
            valid = values[np.isfinite(values)]
            null = f"{100 * (1 - valid.size / values.size):.0f} % null"
            low, high = band.get("low"), band.get("high")
            if not valid.size or low is None or high is None:
                progress.message(f"  {band['name']}: {null}")
                continue
            outside = np.count_nonzero((valid < low) | (valid > high)) / valid.size
            first, last = np.quantile(valid, [0.01, 0.99])
            unit = f" {band['unit']}" if band.get("unit") not in (None, "", "1") else ""
            unit = " (unit not stated)" if unit and band["name"] in self._unstated else unit
            progress.message(
                f"  {band['name']}: {first:.4g} to {last:.4g}{unit}, training {low:.4g} to {high:.4g}; "
                f"{100 * outside:.0f} % outside, {null}"
            )
            if outside > OUT_OF_RANGE:
                progress.warning(
                    f"Band {band['name']}: {100 * outside:.0f} % of the cells lie outside the range that the "
                    "model was trained on"
                    " (2 % there). Its boundaries are less certain here."
                )
            if band["name"] in _SPANNING and last - first < _NARROW * (high - low):
                progress.warning(
                    f"Band {band['name']}: the values span {last - first:.4g} here and {high - low:.4g} in the "
                    "training. Check the band's unit and how it"
                    " was made; where the ground is only calmer, boundaries are less certain."
                )
