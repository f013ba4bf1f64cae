"""Classify time series: how often each kind of motion is told right, and the time and memory of a million targets.

    python -m slipline.benchmarks.timeseries [accuracy] [speed] [--million N]

Accuracy is reported on seeds that were not used when the limits were chosen (below 1000). The series are invented in
`tests/core/series/invented.py`. Bounds: accuracy of 0.92 over the five kinds without jumps, break dates within 60 days
in 80 %, false breaks of stable series in 2 %; a million series with 300 dates in 180 s and 2 GiB.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time

import numpy as np

from ..core.series.classes import WORDS, Rules
from ..core.series.classify import Trends, classify
from ..core.series.common_signal import common_signal
from ..core.series.nested_fits import dates_of
from ..core.series.timeseries import classified_block
from ..tests.core.series.invented import KINDS, Invented, invented

SCENES, SERIES, FIRST_SEED = 40, 600, 5000
BLOCK = 33_000  # series that a reader gives at once
BOUNDS = {"accuracy": 0.92, "dates": 0.80, "false": 0.02, "seconds": 180.0, "GiB": 2.0}


def found_kinds(scene: Invented) -> tuple[np.ndarray, Trends]:
    """The kinds that are found, by the names of the generator, and all else."""
    dates = dates_of(scene.days)
    common = common_signal(scene.x, scene.y, scene.values, dates)
    trends = classify(scene.values - (common.at(scene.x, scene.y) if common else 0.0), dates, Rules())
    words = np.array([*WORDS, "short"])[trends.code]
    return np.where(np.isin(words, ("accelerating", "slowing")), "curved", words), trends


def accuracy() -> bool:
    """Print the confusion table; tell whether the bounds hold."""
    truth, found, off = [], [], []
    for seed in range(FIRST_SEED, FIRST_SEED + SCENES):
        scene = invented(seed, SERIES)
        words, trends = found_kinds(scene)
        truth.append(scene.kind)
        found.append(words)
        off.append(np.where(words == "break", np.abs(trends.break_day - scene.break_day), np.inf))
    kinds, words, days = np.concatenate(truth), np.concatenate(found), np.concatenate(off)
    columns = [*KINDS, "noisy", "short"]
    print(f"{len(kinds)} series of {SCENES} scenes; rows: truth, columns: found")
    print(" " * 9 + "".join(f"{name:>9}" for name in columns) + "   right")
    for kind in KINDS:
        row = [int(((kinds == kind) & (words == name)).sum()) for name in columns]
        print(f"{kind:<9}" + "".join(f"{count:>9}" for count in row) + f"{np.mean(words[kinds == kind] == kind):>8.3f}")
    five = kinds != "jump"
    right, dated = float(np.mean(words[five] == kinds[five])), float(np.mean(days[kinds == "break"] <= 60.0))
    false = float(np.mean(words[kinds == "stable"] == "break"))
    print(f"accuracy over five kinds {right:.3f}, with jumps {np.mean(words == kinds):.3f}")
    print(f"break within 60 days {dated:.3f} of all breaks; stable called break {false:.4f}")
    return right >= BOUNDS["accuracy"] and dated >= BOUNDS["dates"] and false <= BOUNDS["false"]


def speed(million: int) -> bool:
    """Print time and memory of many series with 300 dates; the input is made block by block and not timed."""
    some = invented(1, 3000, dates=300)
    dates = dates_of(some.days)
    common = common_signal(some.x, some.y, some.values, dates)
    rng = np.random.default_rng(2)
    spent, done = 0.0, 0
    while done < million:
        count = min(BLOCK, million - done)
        chosen = rng.integers(0, len(some.values), count)
        block = some.values[chosen].T.astype(np.float32) + rng.normal(0.0, 0.5, (len(some.days), count))
        start = time.perf_counter()
        classified_block(block.astype(np.float32), (some.x[chosen], some.y[chosen]), (dates, common), Rules())
        spent += time.perf_counter() - start
        done += count
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{million} series with 300 dates: {spent:.0f} s, {most:.2f} GiB at most")
    print(f"processors, input included: {time.process_time():.0f} s")
    return spent <= BOUNDS["seconds"] * million / 1e6 and most <= BOUNDS["GiB"]


def main() -> None:
    """Run what is named, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["accuracy", "speed"])
    parser.add_argument("--million", type=int, default=1_000_000)
    given = parser.parse_args()
    good = [accuracy()] if "accuracy" in given.what else []
    good += [speed(given.million)] if "speed" in given.what else []
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
