"""Velocities from interferograms: against a synthetic truth, beside MintPy and PyRate, and in memory.

    python -m slipline.benchmarks.velocities [--only truth speed memory] [--seeds 5] [--first-seed 1]
    python -m slipline.benchmarks.velocities --only frame [--folder FOLDER] [--rows 2500] [--columns 3500] [--pairs 600]

truth: the full grid of docs/interferograms.md's method (160 x 200 cells of 100 m, 39 scenes, 71 pairs), each seed: rms
and correlation of the velocity, coverage of its error, wrong cycles, height, series; also without wrong cycles, with
storms, with five looks, and from wrapped phase.
speed: cells inverted in a second on one core beside MintPy's and PyRate's own functions on the same cells, in one run;
what matters are the ratios. The peers come from requirements_insar.txt, in build/peers_insar: one that is missing is
said, and left out.
memory: peak of the inversion in a process of its own, of 1 and of 8.75 million targets: it must not grow.
frame: a full frame through the tool in QGIS' own process, killed twice and gone on with: memory, time, time of the
processor, how far the velocities are from the truth. Takes half an hour to two, and 25 GB; what is written in the
folder is used again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import slipline
from slipline.benchmarks._frame_run import frame
from slipline.core.base.progress import Silent
from slipline.core.demo.interferograms import StackRecipe, draw_days, short_pairs
from slipline.core.inversion.analysis import Analysis
from slipline.core.inversion.banded_network import blocks_of, invert
from slipline.core.inversion.delay_filter import filter_delays
from slipline.core.inversion.motion import Model
from slipline.core.inversion.settings import Options
from slipline.core.phases.network import Network
from slipline.core.phases.places import Places
from slipline.tests.core.inversion.stacks import scores, synthetic, wrong_cycles

ROOT = Path(slipline.__file__).resolve().parent
PEERS = ROOT / "build" / "peers_insar" / "bin" / "python"
RECIPES = {
    "as it is": StackRecipe(),
    "no wrong cycles": StackRecipe(wrong_pairs=0),
    "storms": StackRecipe(turbulence=4.6),
    "five looks": StackRecipe(looks=5),
    "noise in 10 %": StackRecipe(noise_cells=0.1),
}
MOST_MM_YR = {"as it is": 3.5, "no wrong cycles": 2.8, "storms": 4.0, "five looks": 5.5, "noise in 10 %": 3.5}
LIMITS = {"mintpy": 40.0, "mintpy_gaps": 200.0, "pyrate": 100.0, "memory_mib": 1536.0}


def truth(seeds):
    for name, recipe in RECIPES.items():
        print(
            f"{name}: rms mm/yr, correlation, 68 %, 95 %, height m, correlation, movers, noise, series mm; wrong values"
        )
        for seed in seeds:
            stack_truth, stack = synthetic(seed, recipe, (160, 200), 100.0)
            told(stack_truth, stack, Analysis(stack, Options()).run(), seed, MOST_MM_YR[name])
    print("wrapped, 3,000 points, noise in 10 %")
    for seed in seeds:
        recipe = StackRecipe(noise_cells=0.1, wrong_pairs=0)
        stack_truth, stack = synthetic(seed, recipe, (160, 200), 100.0, wrapped=True, some=3000)
        result = Analysis(stack, Options()).run()
        told(stack_truth, stack, result, seed, 2.5)


def told(stack_truth, stack, result, seed, most):
    good = ~stack_truth.noisy[stack.places.row, stack.places.column]
    wrong = wrong_cycles(stack_truth, stack, good)
    found = scores(stack_truth, stack, result)
    numbers = " ".join(f"{value:.3f}" for value in found.values())
    verdict = "" if found["rms"] <= most else f"  MISSED: {most} mm/yr"
    wrong_cells = f"{wrong.mean():.5%} of values, {wrong.any(axis=0).mean():.3%} of targets"
    print(f"  seed {seed}: {numbers}; {wrong_cells}{verdict}", flush=True)


def network_of(scenes, longest):
    days = 12 * np.arange(scenes)
    pairs = np.array([(i, j) for i in range(scenes) for j in range(i + 1, min(i + longest + 1, scenes))])
    return Network(days, pairs)


def paper_network():
    """39 scenes and 71 pairs of at most 30 days."""
    days = draw_days(np.random.default_rng(1))
    return Network(days, short_pairs(days))


def filtered(network):
    """Cells in a second that the filter of the delays takes, in time and space, 60 x 100 of them."""
    row, column = (part.ravel() for part in np.indices((60, 100)))
    places = Places((60, 100), row, column, (100.0, 100.0))
    series = np.random.default_rng(0).normal(size=(len(network.days), len(places)))
    model = Model(network, np.random.default_rng(1).normal(size=len(network.days)))
    work = [series.copy() for _ in range(3)]
    started = time.process_time()
    filter_delays(*work, places, np.ones(len(places), bool), model, Silent())
    return len(places) / (time.process_time() - started)


def cells_of(network, count, gaps):
    rng = np.random.default_rng(0)
    phase = rng.normal(size=(len(network.pairs), count))
    phase[rng.random(phase.shape) < gaps] = np.nan
    return phase, rng.uniform(0.5, 2, phase.shape)


def ours(network, phase, weight):
    """Cells in a second of one processor."""
    started = time.process_time()
    for some in blocks_of(phase.shape[1], network):
        invert(phase[:, some], weight[:, some], network)
    return phase.shape[1] / (time.process_time() - started)


def speed():
    cases = ((paper_network(), 16_384, 0.0, "mintpy"), (network_of(150, 4), 4096, 0.1, "mintpy_gaps"))
    for network, count, gaps, limit in cases:
        phase, weight = cells_of(network, count, gaps)
        own = max(ours(network, phase, weight) for _ in range(3))
        print(f"{len(network.days)} scenes, {len(network.pairs)} pairs, {gaps:.0%} gaps: {own:,.0f} cells/s")
        beside("mintpy", network, phase, weight, own, LIMITS[limit])
        if not gaps:
            for peer in ("pyrate", "pyrate_stack"):
                beside(peer, network, phase, weight, own, LIMITS["pyrate"])
            beside("pyrate_filter", network, phase, weight, filtered(network), LIMITS["pyrate"])


def beside(peer, network, phase, weight, own, least):
    if not PEERS.exists():
        print(f"  {peer}: not there ({PEERS} is made by make bench)")
        return
    with tempfile.TemporaryDirectory() as folder:
        scene = Path(folder) / "cells.npz"
        some = slice(0, 500)
        np.savez(scene, days=network.days, pairs=network.pairs, phase=phase[:, some], weight=weight[:, some])
        command = [str(PEERS), str(Path(__file__).parent / "_velocities_peers.py"), peer, str(scene)]
        environment = {**os.environ, "PYTHONPATH": "", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        print(f"  {peer}: did not run: {(done.stderr.strip() or 'no output').splitlines()[-1]}")
        return
    found = json.loads(done.stdout.strip().splitlines()[-1])
    ratio = own / found["cells_s"]
    told_off = ""
    if found["same"]:
        mine = invert(phase[:, :500], weight[:, :500], network).series[1:]
        told_off = f"; largest difference {np.nanmax(np.abs(np.array(found['series']) - mine)):.1e} rad"
    verdict = "" if ratio >= least else ", MISSED"
    print(f"  {peer}: {found['cells_s']:,.0f} cells/s; ours {ratio:,.0f} x (goal {least:.0f} x{verdict}){told_off}")


def memory():
    for millions in (1.0, 8.75):
        command = [sys.executable, "-m", "slipline.benchmarks.velocities", "--child", str(millions)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{millions} million targets, 71 pairs: {done.stdout.strip() or done.stderr[-300:]}")


def child(millions):
    """Invert mapped phases in blocks, and tell the peak of this process, without what the system keeps of the files."""
    network, count = network_of(39, 2), int(millions * 1e6)
    with tempfile.TemporaryDirectory() as folder:
        phase = np.memmap(Path(folder) / "phase", np.float32, "w+", shape=(len(network.pairs), count))
        series = np.memmap(Path(folder) / "series", np.float32, "w+", shape=(len(network.days), count))
        rng, started = np.random.default_rng(0), time.perf_counter()
        for some in blocks_of(count, network):
            block = rng.normal(size=(len(network.pairs), some.stop - some.start))
            phase[:, some] = block
            series[:, some] = invert(np.asarray(phase[:, some], np.float64), np.ones((len(block), 1)), network).series
        seconds = time.perf_counter() - started
    own = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssAnon")]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{seconds:.0f} s, {int(own[0].split()[1]) / 1024:.0f} MiB of its own at the end, {peak:.0f} MiB with "
        f"mapped files"
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="*", default=["truth", "speed", "memory"])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rows", type=int, default=2500)
    parser.add_argument("--columns", type=int, default=3500)
    parser.add_argument("--pairs", type=int, default=600)
    parser.add_argument("--child", type=float)
    arguments = parser.parse_args()
    if arguments.child:
        child(arguments.child)
        return
    if "truth" in arguments.only:
        truth(range(arguments.first_seed, arguments.first_seed + arguments.seeds))
    if "speed" in arguments.only:
        speed()
    if "memory" in arguments.only:
        memory()
    if "frame" in arguments.only:
        with tempfile.TemporaryDirectory() as folder:
            frame(arguments.folder or Path(folder), (arguments.rows, arguments.columns), arguments.pairs)


if __name__ == "__main__":
    main()
