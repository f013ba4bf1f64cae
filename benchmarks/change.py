"""What has changed: how often the kind of change is told right on pairs of invented dates, and how near the shifts are.

    python -m slipline.benchmarks.change [--scenes N] [--first SEED] [--network] [--lasting SHARE] [--small]

The pairs are made in `tests/core/change/pairs.py`: 25 places in each scene, all nine kinds, outlines with errors of
8 m, targets that differ between the dates, an offset of the reference. Half of the scenes hold no change at all.
--network: the starting model draws the areas of both dates from their targets alone, of which a share stands at the
same places on both dates (`_change_predicted.py`), of areas of 110 to 200 m, or with --small of 70 to 160 m. How many
shifts are within one and two of their own errors is told too: a surer shift than is true would be the worst.
Bounds: 0.90 of the kinds, shifts within 10 m in 80 %, at most 2 % of unchanged areas called changed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from ..core.change.change import compare_dates
from ..core.change.data import GROWN, SHRUNK, UNCHANGED
from ..tests.core.change.pairs import KINDS, pair
from ..tests.core.change.test_change import found_at
from ..tests.core.rasters import CRS
from ._change_predicted import RADII, Network

FIRST_SEED = 1000


def main() -> None:
    """Print the table; end with 1 where a bound does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scenes", type=int, default=12)
    parser.add_argument("--network", action="store_true")
    parser.add_argument("--lasting", type=float, default=0.8)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--first", type=int, default=FIRST_SEED)
    parser.add_argument("--tell", action="store_true", help="print what went wrong")
    given = parser.parse_args()
    scenes = given.scenes
    radii = {} if given.small else {"radii": RADII}
    how = {"made": Network(given.lasting).date, **radii} if given.network else {}
    table: Counter[tuple[str, str]] = Counter()
    same: Counter[str] = Counter()
    off, errors, spent = [], [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(given.first, given.first + scenes):
            changed = seed % 2 == 0
            dates, truths = pair(seed, Path(folder), changed=changed, **how)
            start = time.perf_counter()
            changes = compare_dates(*dates, CRS).changes
            spent += time.perf_counter() - start
            for truth in truths:
                found = found_at(changes, truth)
                kind = found.kind if found is not None else "lost"
                if given.tell and (kind != truth.kind or truth.kind in (GROWN, SHRUNK)):
                    print(seed, truth, found and (found.kind, found.reason, found.areas, found.edge, found.speed))
                if not changed:
                    same[kind] += 1
                    continue
                table[truth.kind, kind] += 1
                if found is not None and truth.kind in (GROWN, SHRUNK):
                    off.append(abs(found.edge.shift - truth.shift))
                    errors.append(found.edge.error)
    print(f"{scenes} scenes, {spent:.1f} s; rows: truth, columns: found")
    print(" " * 15 + "".join(f"{kind[:8]:>9}" for kind in (*KINDS, "lost")))
    for kind in KINDS:
        print(f"{kind:<15}" + "".join(f"{table[kind, found]:>9}" for found in (*KINDS, "lost")))
    right = sum(table[kind, kind] for kind in KINDS) / max(sum(table.values()), 1)
    near, wrong = float(np.mean(np.array(off) <= 10.0)), 1.0 - same[UNCHANGED] / max(sum(same.values()), 1)
    print(f"right {right:.3f}; shifts within 10 m {near:.3f}, median {np.nanmedian(off):.1f} m, of {len(off)}")
    covered = [float(np.mean(np.array(off) <= times * np.array(errors))) for times in (1, 2)]
    print(f"shifts within one error {covered[0]:.3f}, two {covered[1]:.3f}; median error {np.median(errors):.1f} m")
    print(f"unchanged ground called changed: {wrong:.3f} of {sum(same.values())} areas; found: {dict(same)}")
    sys.exit(0 if right >= 0.90 and near >= 0.80 and wrong <= 0.02 else 1)


if __name__ == "__main__":
    main()
