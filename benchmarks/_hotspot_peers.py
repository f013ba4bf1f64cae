"""Gi* by the peers, in a Python of their own (see requirements.txt).

`python _hotspot_peers.py numba|pysal SCENE.npz DISTANCE SHARE`.

Prints one line of JSON: seconds, peak memory in MiB above the data, neighbours on average, z of the first targets.
"""

import json
import resource
import sys
import time

import numpy as np


def by_numba(x, y, v, distance):
    """Sums and counts over the 3 x 3 bins around each point, points sorted by bin, all cores.

    Compiled before the clock starts.
    """
    import numba

    @numba.njit(parallel=True)
    def sums_in_bins(x, y, v, first, columns, bins, square):
        sums, counts = np.zeros(len(x)), np.zeros(len(x), np.int64)
        for i in numba.prange(len(x)):
            total, count = 0.0, 0
            for row in (-columns, 0, columns):
                for j in range(first[bins[i] + row - 1], first[bins[i] + row + 2]):
                    if (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 <= square:
                        total += v[j]
                        count += 1
            sums[i], counts[i] = total, count
        return sums, counts

    def run(x, y, v):
        column, row = ((x - x.min()) / distance).astype(np.int64) + 1, ((y - y.min()) / distance).astype(np.int64) + 1
        columns = int(column.max()) + 2
        bins = row * columns + column
        order = np.argsort(bins, kind="stable")
        first = np.concatenate([[0], np.cumsum(np.bincount(bins, minlength=columns * (int(row.max()) + 2)))])
        centred = v - v.mean()
        sums, counts = np.empty(len(x)), np.empty(len(x), np.int64)
        sums[order], counts[order] = sums_in_bins(
            x[order], y[order], centred[order], first, columns, bins[order], distance**2
        )
        n, total = counts.astype(float), len(x)
        return sums / (centred.std() * np.sqrt((total * n - n * n) / (total - 1))), counts

    run(x[:500], y[:500], v[:500])
    return run


def by_pysal(distance):
    from esda.getisord import G_Local
    from libpysal.weights import DistanceBand

    def run(x, y, v):
        weights = DistanceBand(np.column_stack([x, y]), distance, binary=True, silence_warnings=True)
        found = G_Local(v, weights, transform="B", star=True, permutations=0)
        return found.Zs, np.array(list(weights.cardinalities.values())) + 1

    return run


def main():
    peer, scene, distance, share = sys.argv[1], np.load(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    near = scene["y"] <= np.quantile(scene["y"], share)
    x, y, v = (scene[name][near] for name in "xyv")
    run = by_numba(x, y, v, distance) if peer == "numba" else by_pysal(distance)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, used = time.perf_counter(), time.process_time()
    z, counts = run(x, y, v)
    seconds, used = time.perf_counter() - start, time.process_time() - used
    above = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    found = {
        "seconds": seconds,
        "cpu": used,
        "mib": above,
        "neighbours": float(np.mean(counts)),
        "z": np.abs(z[:50]).tolist(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
