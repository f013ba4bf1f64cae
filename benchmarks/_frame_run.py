"""The tool on a full frame, in QGIS' own process: watched, killed, and gone on with."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

import slipline

from ._interferogram_frame import CELL_DEG, LEFT, TOP, Frame, write_frame

LIMIT_MIB = 1536
_KILLED_AT = (0.3, 0.65)  # of the progress: while phases are read, and after the repair
_LOOK_S = 1.0


@dataclass(frozen=True)
class Watched:
    """What was seen of a run.

    Args:
        ended: whether it came to its end.
        peak_mib: largest resident memory, mapped files among it.
        seconds, processor_s: of the clock and of the processor.
        log: what the tool said.
    """

    ended: bool
    peak_mib: float
    seconds: float
    processor_s: float
    log: str


def frame(folder: Path, shape: tuple[int, int], pairs: int) -> None:
    """Write a frame where there is none, run the tool on it, and print what came out."""
    truth = Frame(shape, pairs)
    inputs, outputs = folder / "interferograms", folder / "outputs"
    started = time.perf_counter()
    write_frame(truth, inputs)
    print(f"{shape[0]} x {shape[1]} cells, {pairs} pairs: written in {time.perf_counter() - started:.0f} s", flush=True)
    shutil.rmtree(outputs, ignore_errors=True)
    outputs.mkdir()
    environment = _profile(folder / "profile")
    runs = [run_tool(inputs, outputs, environment, share) for share in (*_KILLED_AT, None)]
    for number, run in enumerate(runs):
        goes_on = " goes on with what was kept," if "goes on" in run.log else ""
        end = "came to its end" if run.ended else f"killed at {_KILLED_AT[number]:.0%}"
        print(
            f"  run {number + 1}:{goes_on} {end} after {run.seconds:.0f} s ({run.processor_s:.0f} s of the processor), "
            f"peak {run.peak_mib:.0f} MiB{' MISSED' if run.peak_mib > LIMIT_MIB else ''}",
            flush=True,
        )
    print("\n".join(f"    {line}" for line in runs[-1].log.splitlines() if "candidates" in line or "cycles;" in line))
    against_truth(truth, outputs)


def _profile(folder: Path) -> dict[str, str]:
    """The environment of a QGIS with a throw-away profile in which Slipline is switched on."""
    shutil.rmtree(folder, ignore_errors=True)
    environment = {
        **os.environ,
        "QGIS_CUSTOM_CONFIG_PATH": str(folder),
        "QGIS_PLUGINPATH": str(Path(slipline.__file__).parent.parent),
        "QT_QPA_PLATFORM": "offscreen",
        **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
    }
    environment.pop("PYTHONPATH", None)
    subprocess.run([_program(), "plugins", "enable", "slipline"], env=environment, check=True, capture_output=True)
    return environment


def _program() -> str:
    return shutil.which("qgis_process.bin") or shutil.which("qgis_process") or "qgis_process"


def run_tool(inputs: Path, outputs: Path, environment: dict[str, str], killed_at: float | None = None) -> Watched:
    """Run `velocities`; kill it once it has come so far."""
    files = {"OUTPUT": "targets.gpkg", "OUTPUT_VELOCITY": "velocity.tif", "OUTPUT_REPORT": "report.html"}
    command = [_program(), "run", "slipline:velocities", "--", f"INPUT={inputs}"]
    command += [f"{name}={outputs / file}" for name, file in files.items()]
    log, peak, processor, started = outputs.parent / "log.txt", 0.0, 0.0, time.perf_counter()
    with log.open("wb") as told:
        process = subprocess.Popen(command, env=environment, stdout=told, stderr=subprocess.STDOUT)
        while process.poll() is None:
            time.sleep(_LOOK_S)
            seen = _seen(process.pid)
            peak, processor = max(peak, seen[0]), max(processor, seen[1])
            if killed_at is not None and _progress(log) >= killed_at:
                process.kill()
    ended = process.wait() == 0
    return Watched(ended, peak, time.perf_counter() - started, processor, log.read_text(errors="replace"))


def _seen(process: int) -> tuple[float, float]:
    """Peak of resident memory in MiB, and seconds of the processor; zeros once the process has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
        ticks = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[11:13]
    except OSError:
        return 0.0, 0.0
    peak = next((float(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")), 0.0)
    return peak, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _progress(log: Path) -> float:
    """Share that QGIS has shown: 0...10...20, a dot for each 2.5 percent."""
    shown = log.read_text(errors="replace").partition("kind licsar.")[2]
    tens = [number for number in range(0, 100, 10) if f"...{number}." in f"...{shown}"]
    return max(tens, default=0) / 100


def against_truth(truth: Frame, outputs: Path) -> None:
    """How far the velocities of the raster are from what was put in; offset and plane are free."""
    raster = gdal.Open(str(outputs / "velocity.tif"))
    found = raster.ReadAsArray()
    left, width, _, top, _, _ = raster.GetGeoTransform()
    row, column = round((TOP - top) / CELL_DEG), round((left - LEFT) / width)
    true = truth.velocity[row : row + found.shape[0], column : column + found.shape[1]]
    known = np.isfinite(found)
    error = (found - true)[known].astype(np.float64)
    error -= np.median(error)
    points = ogr.Open(str(outputs / "targets.gpkg"))
    print(
        f"  {known.sum():,} targets, {points.GetLayer(0).GetFeatureCount():,} in the layer; "
        f"rms {np.sqrt(np.mean(error**2)):.2f} mm/yr, correlation {np.corrcoef(found[known], true[known])[0, 1]:.3f}; "
        f"{(np.abs(error) < 5).mean():.1%} within 5 mm/yr"
    )
