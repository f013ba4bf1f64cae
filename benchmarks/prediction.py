"""Prediction beside what its network can do at best and beside a plain loop, with and without ground to skip.

    python -m slipline.benchmarks.prediction [--side 8192] [--rows 8192] [--network resunet] [--width 16]

The stack is noise; the model has fresh weights. Everything runs in turn in one call:
`bare` is the network's forward in the worker's own Python on tensors that lie on the device, in the form that the tool
uses (channels_last, normalisation folded), as many tiles a second as it can; `plain` is what people write first:
float32, one tile after the other, nothing folded. `tool` is predict_probability with its worker: reading, writing and
the blend included; its rate is the tiles that the map needs, each counted once, over the whole time but for the start
of the worker. The speed of a shared machine drifts from minute to minute: ten times on the way the worker and the clock
of `tool` are stopped, and `bare` and `plain` take turns. Limits: tool >= 0.9 bare, bare >= 1.6 plain, half a scene
without targets >= 1.8 times as fast, time grows with the cells and memory does not.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from slipline.models.worker import THREAD_WAITING

os.environ.update({**THREAD_WAITING, **os.environ})
import torch
from osgeo import gdal

from slipline.benchmarks.prediction_worker import BANDS, CELL_M, TILE, make_model
from slipline.core.base.grid import Grid
from slipline.core.base.model_card import open_model
from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_writer import Band, RasterWriter
from slipline.core.prediction.finished_rows import kept_on_interruption
from slipline.core.prediction.inputs import PredictionInputs
from slipline.core.prediction.probability import predict_probability
from slipline.core.worker.python import WorkerPython
from slipline.models.machine.devices import choose
from slipline.models.networks.fold_norms import fold_normalisation
from slipline.models.networks.networks import NetworkConfig, build

CRS = "EPSG:32647"


def make_stack(path: Path, rows: int, columns: int, empty_from: float = 1.0) -> str:
    """A stack of noise; no motion could have been seen from a share of the columns on."""
    from slipline.core.gis.crs import spatial_reference

    grid = Grid(spatial_reference(CRS).ExportToWkt(), 500_000.0, 4_000_000.0, CELL_M, columns, rows)
    noise = np.random.default_rng(1).normal(0, 1, (len(BANDS), 1024, 1024)).astype(np.float32)
    with RasterWriter(str(path), grid, [Band(*band) for band in BANDS]) as writer:
        for window in grid.windows(1024):
            for number, (name, _) in enumerate(BANDS, start=1):
                values = noise[number - 1, : window.rows, : window.columns].copy()
                if name in ("hotspot", "velocity"):
                    values[:, np.arange(window.column, window.column + window.columns) >= empty_from * columns] = np.nan
                writer.write(values, window, number)
    return str(path)


class Rates:
    """Tiles a second of the network as the tool uses it, and of a plain loop, in turns."""

    def __init__(self, network: str, width: int) -> None:
        choose("cpu")
        self._plain = build(NetworkConfig(network, width, len(BANDS))).eval()
        self._ours = build(NetworkConfig(network, width, len(BANDS))).eval()
        fold_normalisation(self._ours)
        self._ours.to(memory_format=torch.channels_last)
        self._tiles = torch.randn(8, len(BANDS), TILE, TILE)
        self._resident = self._tiles.contiguous(memory_format=torch.channels_last)
        self.bare: list[float] = []
        self.plain: list[float] = []
        self.measure(2.0)
        self.bare.clear(), self.plain.clear()

    @torch.inference_mode()
    def measure(self, seconds: float) -> None:
        """Add the rates of a few seconds to the lists."""
        spent, turns = [0.0, 0.0], 0
        while sum(spent) < seconds:
            began = time.perf_counter()
            self._ours(self._resident)
            middle = time.perf_counter()
            for tile in self._tiles:
                self._plain(tile[None])
            spent = [spent[0] + middle - began, spent[1] + time.perf_counter() - middle]
            turns += 1
        self.bare.append(len(self._tiles) * turns / spent[0])
        self.plain.append(len(self._tiles) * turns / spent[1])


class Clocked(Silent):
    """Note when the worker was ready and keep its log; now and then pause it to take the rates of the same minute."""

    def __init__(self, rates: Rates | None = None) -> None:
        self.lines: list[str] = []
        self._rates, self._ready, self._paused, self._due = rates, 0.0, 0.0, 0.0

    @property
    def seconds(self) -> float:
        """Since the worker was ready, without the stops."""
        return time.perf_counter() - self._ready - self._paused

    def message(self, text: str) -> None:
        """Keep it."""
        self.lines.append(text)
        if text.startswith("About "):
            self._ready = time.perf_counter()

    def update(self, fraction: float) -> None:
        """Take the rates ten times on the way."""
        if not self._rates or not self._ready or fraction < self._due:
            return
        began = time.perf_counter()
        self._due = fraction + 0.1
        for process in workers():
            os.kill(process, signal.SIGSTOP)
        try:
            time.sleep(0.5)  # the block that is being read in this process is read to its end
            self._rates.measure(5.0)
        finally:
            for process in workers():
                os.kill(process, signal.SIGCONT)
        self._paused += time.perf_counter() - began


def workers() -> list[int]:
    """Process numbers of this process' workers."""
    listing = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-f", "models.worker"], capture_output=True, text=True, check=False
    )
    return [int(number) for number in listing.stdout.split()]


def tool(stack: str, model: str, output: Path, rates: Rates | None = None) -> tuple[float, int, list[str]]:
    """Seconds without the start of the worker, tiles scored, and the log."""
    inputs, progress = PredictionInputs(RasterReader(stack), open_model(model), device="cpu"), Clocked(rates)
    with kept_on_interruption(str(output), inputs.identity(), progress) as finished:
        coverage = predict_probability(
            inputs, [str(output)], finished, WorkerPython(sys.executable, "benchmark"), progress
        )
    return progress.seconds, coverage.tiles, progress.lines


def peak(share: float, rows: int, columns: int, network: str, width: int) -> None:
    """One size in a process of its own.

    Prints cells, seconds and the peak of memory of both processes together, in MiB.
    """
    gdal.UseExceptions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stack = make_stack(folder / "stack.tif", round(rows * share), columns)
        model = make_model(folder / "model.safetensors", network, width)
        watch = Watch()
        seconds, _, _ = tool(stack, model, folder / "probability.tif")
        print(
            round(rows * share) * columns,
            seconds,
            watch.stop(),
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )


class Watch:
    """Peak of the memory of this process and its children: what is shared counts once (PSS)."""

    def __init__(self) -> None:
        self._most, self._end = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._end.wait(0.25):
            held = sum(self._pss(process) for process in [os.getpid(), *workers()])
            self._most = max(self._most, held)

    @staticmethod
    def _pss(process: int) -> float:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            return 0.0
        return next((float(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)

    def stop(self) -> float:
        """MiB."""
        self._end.set()
        self._thread.join()
        return self._most


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--side", type=int, default=8192)
    parser.add_argument("--rows", type=int, default=8192)
    parser.add_argument("--network", default="resunet")
    parser.add_argument("--width", type=int, default=16)
    parser.add_argument("--parts", default="speed,skip,growth")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = make_model(folder / "model.safetensors", chosen.network, chosen.width)
        if "speed" in chosen.parts:
            speed(folder, model, chosen)
        if "skip" in chosen.parts:
            skipping(folder, model, chosen)
    if "growth" in chosen.parts:
        growth(chosen)


def speed(folder: Path, model: str, chosen: argparse.Namespace) -> None:
    """The tool beside the bare network and the plain loop."""
    stack = make_stack(folder / "stack.tif", chosen.rows, chosen.side)
    rates = Rates(chosen.network, chosen.width)
    seconds, tiles, lines = tool(stack, model, folder / "probability.tif", rates)
    bare, plain = (len(kind) / sum(1 / rate for rate in kind) for kind in (rates.bare, rates.plain))
    needed = (chosen.rows // (TILE // 2) + 1) * (chosen.side // (TILE // 2) + 1)
    print(
        f"{chosen.network}, width {chosen.width}, {chosen.rows} x {chosen.side} cells, tiles of {TILE}; "
        f"{torch.get_num_threads()} threads"
    )
    print("\n".join(line for line in lines if line.startswith("About")))
    print(f"bare network  {bare:7.1f} tiles/s (on the way: {', '.join(f'{rate:.1f}' for rate in rates.bare)})")
    print(f"plain loop    {plain:7.1f} tiles/s: bare is {bare / plain:.2f} times as fast (limit 1.6)")
    print(
        f"whole tool    {needed / seconds:7.1f} tiles/s in {seconds:.0f} s, {tiles} scored of {needed} needed: "
        f"{needed / seconds / bare:.3f} of bare (limit 0.9)"
    )


def skipping(folder: Path, model: str, chosen: argparse.Namespace) -> None:
    """A scene half of which has no targets."""
    rows = min(chosen.rows, 2048)
    stacks = {share: make_stack(folder / f"seen{share}.tif", rows, chosen.side, share) for share in (1.0, 0.5)}
    runs = [(share, tool(stacks[share], model, folder / "skip-probability.tif")) for share in (0.5, 1.0, 0.5)]
    half, whole = (np.mean([seconds for share, (seconds, *_) in runs if share == wanted]) for wanted in (0.5, 1.0))
    tiles = {share: count for share, (_, count, _) in runs}
    print(
        f"half without targets, {rows} x {chosen.side}: {whole:.1f} s whole, {half:.1f} s half (mean of "
        f"{runs[0][1][0]:.1f} before and"
        f" {runs[2][1][0]:.1f} after): {whole / half:.2f} times as fast (limit 1.8; tiles: "
        f"{tiles[1.0] / tiles[0.5]:.2f})"
    )


def growth(chosen: argparse.Namespace) -> None:
    """Time and memory of a quarter, half and the whole of 4096 rows."""
    for share in (0.25, 0.5, 1.0):
        code = (
            f"from slipline.benchmarks.prediction import peak; peak({share}, {min(chosen.rows, 4096)}, "
            f"{chosen.side}, '{chosen.network}', {chosen.width})"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        cells, seconds, both, own = (float(value) for value in done.stdout.split())
        print(
            f"{cells:13,.0f} cells {seconds:7.1f} s, {1e6 * seconds / cells:.2f} s per million; peak {both:.0f} "
            f"MiB both processes, {own:.0f} MiB QGIS' side"
        )


if __name__ == "__main__":
    main()
