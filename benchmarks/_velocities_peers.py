"""Runs in the peers' Python: MintPy's or PyRate's own functions on the same cells.

python _velocities_peers.py mintpy|pyrate|pyrate_stack|pyrate_filter CELLS.npz
"""

import json
import sys
import time
from datetime import date, timedelta

import numpy as np

PARAMETERS = {"tsmethod": 2, "smorder": 2, "smfactor": -0.25, "ts_pthr": 10, "tsinterp": 0}


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
    started = time.process_time()
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
    return made, time.process_time() - started, True


class Interferogram:
    """What PyRate asks of one."""

    def __init__(self, first, second, values):
        self.first, self.second, self.phase_data = first, second, values
        self.nrows, self.ncols = values.shape
        self.num_cells, self.nan_fraction = values.size, 0.0
        self.time_span = (second - first).days / 365.25
        self.is_open, self.dataset, self.nan_converted = True, None, True


def pyrate(days, pairs, phase, weight):  # noqa: ARG001
    """Its series of each pixel by singular values, of all pairs instead of its tree; PyRate knows no weights."""
    from pyrate.core.timeseries import time_series

    dates = [date(2020, 1, 1) + timedelta(int(day)) for day in days]
    stack = [Interferogram(dates[i], dates[j], values[None].copy()) for (i, j), values in zip(pairs, phase)]
    mst = np.ones((len(stack), *stack[0].phase_data.shape), bool)
    started = time.process_time()
    _, series, _ = time_series(stack, PARAMETERS, None, mst)
    seconds = time.process_time() - started
    return np.moveaxis(series, 2, 0)[:, 0], seconds, False


def pyrate_stack(days, pairs, phase, weight):  # noqa: ARG001
    """Its velocity of each pixel, from the pairs."""
    from pyrate.core.stack import stack_rate_array

    stack = [Interferogram(*_dates(days, pair), values[None].copy()) for pair, values in zip(pairs, phase)]
    settings = {"nsig": 1e9, "pthr": 5, "maxsig": 1e9, "velerror_nsig": 1}
    started = time.process_time()
    rate, _, _ = stack_rate_array(stack, settings, np.eye(len(pairs)), None)
    return rate, time.process_time() - started, False


def pyrate_filter(days, pairs, phase, weight):  # noqa: ARG001
    """Its Gaussian filter in space of one scene: the image is the same size whatever the scene's is, up to 4096."""
    from pyrate.core.aps import gaussian_spatial_filter

    image = np.resize(phase[0], (60, 100))
    started = time.process_time()
    gaussian_spatial_filter(image, 1.0, 100.0, 100.0)
    per_scene = time.process_time() - started
    return image, per_scene * len(days) * phase.shape[1] / image.size, False


def _dates(days, pair):
    return [date(2020, 1, 1) + timedelta(int(days[scene])) for scene in pair]


def main():
    cells = np.load(sys.argv[2])
    work = {"mintpy": mintpy, "pyrate": pyrate, "pyrate_stack": pyrate_stack, "pyrate_filter": pyrate_filter}
    work = work[sys.argv[1]]
    series, seconds, same = work(cells["days"], cells["pairs"], cells["phase"], cells["weight"])
    print(json.dumps({"cells_s": cells["phase"].shape[1] / seconds, "series": series.tolist(), "same": same}))


if __name__ == "__main__":
    main()
