"""A survey by map sheets on generated targets: time, memory and disk as the ground grows, workers, engine, kills.

    python -m slipline.benchmarks.survey [--millions 1 2 4] [--kills 3] [--kills-of-run 3] [--folder DIR]

300 targets in each square kilometre, cells of 10 m, hot spot map and candidate areas. The targets are made file by
file, out of memory. For each size the whole run (`python -m slipline.survey run --collect`) is timed with one worker,
the peak of the memory of all its processes together is watched, and the disk is counted. For the smallest size also:
two workers against one; the engine against the plain loop over the same tasks in one process; and `kill -9` of a
worker, and of the run itself, at random moments, after which the result has to be the same.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
from osgeo import gdal

from slipline.core.base.ahead import THREADS
from slipline.core.base.progress import Silent
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.vector import Column, write_points
from slipline.survey import steps
from slipline.survey.chain import Chain
from slipline.survey.collecting import collect
from slipline.survey.plan import read_plan

CRS, WEST, SOUTH, DENSITY, CELL_M = "EPSG:32632", 300_000.0, 5_000_000.0, 300e-6, 10.0
IN_A_FILE, SHEET = 500_000, 2048
LINEAR, TWO, ENGINE = 1.15, 1.7, 1.05


def make_sources(folder: Path, count: int) -> Path:
    """Targets in strips of ground, a file each: noise, and a moving place for every 2,000 targets; the plan."""
    side = float(np.sqrt(count / DENSITY))
    files = max(1, -(-count // IN_A_FILE))
    wkt = spatial_reference(CRS).ExportToWkt()
    (folder / "targets").mkdir(parents=True)
    for number in range(files):
        rng = np.random.default_rng(number)
        some = count // files
        x = rng.uniform(0, side, some)
        y = rng.uniform(number * side / files, (number + 1) * side / files, some)
        velocity = rng.normal(0.3, 2.0, some)
        for place in rng.integers(0, some, some // 2000):
            near = np.flatnonzero(np.abs(y - y[place]) < 250.0)
            near = near[np.hypot(x[near] - x[place], y[near] - y[place]) < 250.0]
            velocity[near] += 15.0 if place % 2 else -15.0
        columns = [Column("velocity", velocity), Column("coherence", rng.uniform(0.7, 1.0, some))]
        write_points(str(folder / "targets" / f"{number:04d}.gpkg"), "targets", wkt, x + WEST, y + SOUTH, columns)
    plan = folder / "plan.toml"
    plan.write_text(
        f'[survey]\nTARGETS = "targets"\n[grid]\nCRS = "{CRS}"\nCELL = {CELL_M}\nSHEET = {SHEET}\n'
        f"EXTENT = [{WEST}, {SOUTH}, {WEST + side}, {SOUTH + side}]\n[hotspot]\nDISTANCE = 150\n",
        encoding="utf-8",
    )
    return plan


class Watch:
    """Peak memory of a process and of all that it starts; what they share with each other does not count."""

    def __init__(self, pid: int) -> None:
        self.peak, self._process = 0.0, psutil.Process(pid)
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while self._process.is_running():
            total = 0.0
            try:
                for one in [self._process, *self._process.children(recursive=True)]:
                    total += one.memory_full_info().uss
            except psutil.Error:
                pass
            self.peak = max(self.peak, total / 2**20)
            time.sleep(0.3)


@dataclass(frozen=True)
class Run:
    """A whole run: seconds, processor seconds of all its processes, their peak in MiB, and what it made in MB."""

    seconds: float
    cpu: float
    peak: float
    disk: float


def run(plan: Path, name: str, workers: int) -> Run:
    """A whole run into a folder of its own."""
    own = plan.with_name(f"{name}.toml")
    own.write_text(plan.read_text(encoding="utf-8"), encoding="utf-8")
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = started(own, workers)
    watch = Watch(process.pid)
    if process.wait():
        raise SystemExit(f"the survey ended with {process.returncode}")
    seconds, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    made = sum(path.stat().st_size for path in folder_of(own).rglob("*") if path.is_file())
    return Run(seconds, cpu, watch.peak, made / 1e6)


def started(plan: Path, workers: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "slipline.survey", "run", str(plan), "--collect", "--workers", str(workers)]
    return subprocess.Popen(
        command, env={**os.environ, THREADS: "1"}, stdout=subprocess.DEVNULL, start_new_session=True
    )


def folder_of(plan: Path) -> Path:
    return plan.with_name(f"{plan.stem}_survey")


def plain(plan: Path) -> tuple[float, float]:
    """Seconds and processor seconds of the same tasks one after the other in this process, without the engine."""
    own = plan.with_name("plain.toml")
    own.write_text(plan.read_text(encoding="utf-8"), encoding="utf-8")
    os.environ[THREADS] = "1"
    start, before = time.perf_counter(), time.process_time()
    chain = Chain(read_plan(str(own)))
    for number in range(len(chain.plan.sources)):
        steps.sort_source(chain, number)
    for name in chain.blocks():
        steps.gather_block(chain, name)
    steps.count_all(chain)
    for name in chain.blocks():
        steps.add_neighbours(chain, name)
    steps.hear_noise(chain)
    for name in chain.sheets:
        steps.draw_map(chain, name)
    collect(chain, Silent())
    return time.perf_counter() - start, time.process_time() - before


def result(plan: Path) -> tuple[np.ndarray, list[tuple[dict, bytes]]]:
    """Hot spot map and areas."""
    folder = folder_of(plan)
    areas = gdal.OpenEx(str(folder / "candidates.gpkg"), gdal.OF_VECTOR)
    found = [(one.items(), bytes(one.GetGeometryRef().ExportToWkb())) for one in areas.GetLayer(0)]
    return gdal.Open(str(folder / "hotspot.vrt")).ReadAsArray(), found


def kill(plan: Path, whole: bool, seconds: float, number: int) -> tuple[bool, int]:
    """Kill a worker, or the run and run it again: whether the result is the same, and finished tasks done again."""
    own = plan.with_name(f"kill_{'run' if whole else 'worker'}_{number}.toml")
    own.write_text(plan.read_text(encoding="utf-8"), encoding="utf-8")
    process = started(own, 2)
    time.sleep(random.Random(number + 100 * whole).uniform(0.1, 0.9) * seconds)
    if whole:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        children = psutil.Process(process.pid).children(recursive=True)
        workers = [one for one in children if any("spawn_main" in word for word in one.cmdline())]
        if workers:
            workers[number % len(workers)].kill()
    process.wait()
    before = {path: path.stat().st_mtime_ns for path in folder_of(own).rglob("*.done")}
    if whole and started(own, 2).wait():
        return False, 0
    again = sum(path.stat().st_mtime_ns != old for path, old in before.items())
    expected, found = result(plan.with_name("one.toml")), result(own)
    same = np.array_equal(expected[0], found[0], equal_nan=True) and expected[1] == found[1]
    return same, again


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--millions", type=float, nargs="+", default=[1.0, 2.0, 4.0])
    parser.add_argument("--kills", type=int, default=3, help="of a worker")
    parser.add_argument("--kills-of-run", type=int, default=3, help="of the run with its scheduler")
    parser.add_argument("--folder", default=None, help="for the files, removed afterwards")
    options = parser.parse_args()
    gdal.UseExceptions()
    each = []
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        for place, millions in enumerate(options.millions):
            folder = Path(name) / f"{millions:g}"
            plan = make_sources(folder, int(millions * 1e6))
            load = os.getloadavg()[0]
            one = run(plan, "one", 1)
            each.append((one.seconds / millions, one.cpu / millions))
            print(
                f"{millions:g} million targets, {millions * 1e6 / DENSITY / 1e6:,.0f} km2: {one.seconds:.0f} s with "
                f"one worker (load {load:.1f} before), {each[-1][0]:.1f} s and {each[-1][1]:.1f} s CPU a million, peak "
                f"{one.peak:.0f} MiB, disk {one.disk:.0f} MB",
                flush=True,
            )
            steps_of(plan.with_name("one.toml"))
            if place == 0:
                smallest(plan, one, (options.kills, options.kills_of_run))
    for what, times in zip(("time", "processor time"), zip(*each)):
        print(f"largest over smallest {what} of a million: {max(times) / min(times):.2f} (limit {LINEAR})")


def steps_of(plan: Path) -> None:
    """Processor seconds of each step of a finished run."""
    chain = Chain(read_plan(str(plan)))
    found = {"sort": [second for one in chain.sorting for second in one.seconds()]}
    for step in (chain.targets, chain.whole, chain.sums, chain.noise, chain.maps):
        found[step.step] = step.seconds()
    told = "; ".join(f"{name} {sum(seconds):.1f} s in {len(seconds)}" for name, seconds in found.items())
    print(f"  processor time of the steps: {told}", flush=True)


def smallest(plan: Path, one: Run, kills: tuple[int, int]) -> None:
    """What is measured on the smallest ground alone; so many kills of a worker, and of the run."""
    two = run(plan, "two", 2).seconds
    print(f"  two workers: {two:.0f} s, {one.seconds / two:.2f} times as fast (limit {TWO})", flush=True)
    bare, cpu = plain(plan)
    print(
        f"  plain loop in one process: {bare:.0f} s, {cpu:.0f} s CPU; with the engine {one.seconds / bare:.2f} times "
        f"that, {one.cpu / cpu:.2f} of the CPU (limit {ENGINE})",
        flush=True,
    )
    for whole, times in zip((False, True), kills):
        found = [kill(plan, whole, two, number) for number in range(times)]
        same, again = sum(one for one, _ in found), [count for _, count in found]
        what = "the run with its scheduler" if whole else "a worker"
        print(f"  {what} killed {times} times: the same result {same} times; finished tasks done again: {again}")


if __name__ == "__main__":
    main()
