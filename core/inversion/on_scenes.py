"""All targets of a stack from pairs onto scenes, and what the inversion says of each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, track
from .banded_network import blocks_of, invert
from .judging import uncheckable
from .settings import Stack
from .target_coherence import pair_coherence

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]


@dataclass(frozen=True)
class OnScenes:
    """Of each target (n,).

    Args:
        variance: of unit weight, from the residuals; the usual one where there are none.
        quality: pair coherence; NaN where no pair is redundant.
        level: mean weight of the pairs, 1/rad2.
        pairs: that have a value.
        rank: independent unknowns that they determine.
        uncheckable: share of the pairs in no triangle.
    """

    variance: Singles
    quality: Singles
    level: Singles
    pairs: NDArray[np.int32]
    rank: NDArray[np.int32]
    uncheckable: Singles

    @property
    def speaks(self) -> Floats:
        """Quality, 1 where nothing is known of it."""
        return np.nan_to_num(self.quality, nan=1.0)

    @property
    def is_tree(self) -> NDArray[np.bool_]:
        """Targets without a redundant pair."""
        return self.pairs <= self.rank


def onto_scenes(
    stack: Stack, weights: Callable[[slice], Floats], series: NDArray[np.float32], progress: Progress
) -> OnScenes:
    """Fill the series (scenes, n) in mm towards the satellite.

    Args:
        stack: of which the pairs are taken.
        weights: of a block's values, 1/rad2.
        series: to be filled.
        progress: where to report.
    """
    count, network = len(stack.places), stack.network
    kinds: dict[str, type[np.generic]] = {"pairs": np.int32, "rank": np.int32}
    names = ("variance", "quality", "level", "pairs", "rank", "uncheckable")
    made: dict[str, NDArray[Any]] = {name: np.empty(count, kinds.get(name, np.float32)) for name in names}
    for some in track(list(blocks_of(count, network)), progress):
        phase = np.asarray(stack.phase[:, some], np.float64)
        weight = weights(some)
        found = invert(phase, weight, network)
        series[:, some] = -stack.mm_per_rad * found.series
        made["level"][some] = np.maximum(weight.mean(0), 1e-9)
        made["variance"][some] = found.squares / np.maximum(found.pairs - found.rank, 1)
        made["quality"][some] = pair_coherence(found.plain_squares, found.pairs, found.rank)
        made["pairs"][some], made["rank"][some] = found.pairs, found.rank
        made["uncheckable"][some] = uncheckable(np.isfinite(phase), network.triangles)
    whole = OnScenes(**made)
    tree = whole.is_tree
    whole.variance[tree] = np.median(whole.variance[~tree]) if (~tree).any() else 1.0
    return whole
