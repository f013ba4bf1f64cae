"""Matrix products of many rows, and inverses of many small matrices, by the thread that asks.

OpenBLAS, which numpy uses nearly everywhere, shares a large product among threads of its own, and until version 0.3.22
also the inverse of a matrix of 4 x 4. They wait for one another by spinning: called from several threads, or beside
other work, they do hardly anything else. 33,000 series took 190 s instead of 6 s on two busy processors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ALONE = 2**18  # multiplications of a product of two matrices up to which OpenBLAS takes one thread
_ALONE_BY_VECTOR = 9216  # and of a matrix and a vector

Floats = NDArray[np.float64]


def times(left: Floats, right: Floats) -> Floats:
    """The product of (n, k) and (k, p) or (k,), in strips of rows that one thread multiplies."""
    if right.ndim == 1:
        return times(left, right[:, None])[:, 0]
    rows = max(1, (_ALONE if right.shape[1] > 1 else _ALONE_BY_VECTOR) // max(right.size, 1))
    whole = len(left) // rows * rows
    made = np.empty((len(left), right.shape[1]))
    strips = left[:whole].reshape(-1, rows, left.shape[1])
    np.matmul(strips, right, out=made[:whole].reshape(-1, rows, right.shape[1]))
    np.matmul(left[whole:], right, out=made[whole:])
    return made


def inverses(matrices: Floats) -> Floats:
    """The inverses (n, p, p) of symmetric positive definite matrices, by Gauss-Jordan, all of them at once."""
    made = matrices.copy()
    for k in range(made.shape[1]):
        pivot, column = made[:, k, k].copy()[:, None], made[:, :, k].copy()
        row = made[:, k] / pivot
        made -= column[:, :, None] * row[:, None, :]
        made[:, :, k], made[:, k], made[:, k, k] = -column / pivot, row, 1.0 / pivot[:, 0]
    return made
