"""Runs in the peers' Python: MintPy's or PyRate's own inversion of the same cells.

python _velocities_peers.py mintpy|pyrate CELLS.npz
"""

import json
import sys
import time
from datetime import date, timedelta

import numpy as np


def mintpy(days, pairs, phase, weight):
    """One call for each cell, as MintPy does with weights or gaps."""
    from mintpy.ifgram_inversion import estimate_timeseries

    scenes = len(days)
    a = np.zeros((len(pairs), scenes))
    a[np.arange(len(pairs)), pairs[:, 0]] = -1
    a[np.arange(len(pairs)), pairs[:, 1]] = 1
    steps = np.diff(days).astype(float).reshape(-1, 1) / 365.25
    b = np.array([[1.0 if i <= k < j else 0.0 for k in range(scenes - 1)] * 1 for i, j in pairs]) * steps.T
    made = np.zeros((scenes - 1, phase.shape[1]))
    started = time.perf_counter()
    for cell in range(phase.shape[1]):
        series, *_ = estimate_timeseries(
            A=a[:, 1:],
            B=b,
            y=phase[:, cell],
            tbase_diff=steps,
            weight_sqrt=np.sqrt(weight[:, cell]),
            min_norm_velocity=True,
            print_msg=False,
        )
        made[:, cell] = series[1:].ravel()
    return made, time.perf_counter() - started, True


def pyrate(days, pairs, phase, weight):  # noqa: ARG001
    """Its function for one pixel by singular values, over all cells; PyRate knows no weights."""
    from pyrate.core.timeseries import TimeSeries

    class Interferogram:
        def __init__(self, first, second, values):
            self.first, self.second, self.phase_data = first, second, values
            self.master, self.slave = first, second
            self.nrows, self.ncols, self.time_span = *values.shape, (second - first).days / 365.25

    dates = [date(2020, 1, 1) + timedelta(int(day)) for day in days]
    stack = [Interferogram(dates[i], dates[j], values[None].copy()) for (i, j), values in zip(pairs, phase)]
    params = {"tsmethod": 2, "smorder": 2, "smfactor": -0.25, "ts_pthr": 10, "parallel": 0, "processes": 1, "rows": 1}
    for interferogram in stack:
        interferogram.nan_converted = True
    made = TimeSeries(stack, params)
    started = time.perf_counter()
    made.timeseries()
    seconds = time.perf_counter() - started
    series = np.moveaxis(made._tsincr_g, -1, 0)[:, 0]
    return np.cumsum(series, axis=0), seconds, False


def main():
    cells = np.load(sys.argv[2])
    work = {"mintpy": mintpy, "pyrate": pyrate}[sys.argv[1]]
    series, seconds, same = work(cells["days"], cells["pairs"], cells["phase"], cells["weight"])
    print(json.dumps({"cells_s": cells["phase"].shape[1] / seconds, "series": series.tolist(), "same": same}))


if __name__ == "__main__":
    main()
