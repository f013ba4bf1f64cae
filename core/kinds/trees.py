"""Sums of small decision trees: what they say of a row, and which of its features said it.

Each tree adds a number to the score of one kind. A feature that is not known takes the branch that suited the examples
without it. What a tree adds is shared out among the features on the row's way through it: each gets the step from a
node's value to that of the chosen branch (Saabas, 2014).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Trees:
    """Complete trees of one depth; node i has the branches 2 i + 1 and 2 i + 2.

    Args:
        kind: (trees,) which score each tree adds to.
        feature: (trees, inner nodes) column that a node asks for; -1: it does not ask, the row goes left.
        limit: (trees, inner nodes) a row with at most this value goes left.
        unknown_left: (trees, inner nodes) whether a row without the value goes left.
        value: (trees, nodes) what a row adds that ended there; of an inner node the mean of the examples there.
    """

    kind: Whole
    feature: Whole
    limit: Floats
    unknown_left: NDArray[np.bool_]
    value: Floats

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def depth(self) -> int:
        """Questions on the way from the root to an end."""
        return int(np.log2(self.value.shape[1] + 1)) - 1 if len(self) else 0

    def contributions(self, table: Floats, kinds: int) -> Floats:
        """What each feature adds to each score, (rows, kinds, features + 1); the last column is the same for all rows.

        Args:
            table: (rows, features), NaN where not known.
            kinds: number of scores.
        """
        rows, features = table.shape
        made = np.zeros((rows, kinds, features + 1))
        each = np.arange(rows)
        for tree in range(len(self)):
            kind, node = self.kind[tree], np.zeros(rows, np.int64)
            made[:, kind, -1] += self.value[tree, 0]
            for _ in range(self.depth):
                asked = self.feature[tree, node]
                values = table[each, np.maximum(asked, 0)]
                left = np.where(np.isnan(values), self.unknown_left[tree, node], values <= self.limit[tree, node])
                following = 2 * node + np.where(left | (asked < 0), 1, 2)
                made[each, kind, np.where(asked < 0, features, asked)] += (
                    self.value[tree, following] - self.value[tree, node]
                )
                node = following
        return made


def joined(first: Trees, second: Trees) -> Trees:
    """The trees of both, of one depth."""
    return Trees(
        *(
            np.concatenate([getattr(first, name), getattr(second, name)])
            for name in ("kind", "feature", "limit", "unknown_left", "value")
        )
    )


def softmax(scores: Floats) -> Floats:
    """Probabilities (rows, kinds) of scores."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
