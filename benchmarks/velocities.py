"""Velocities from interferograms: against a synthetic truth, beside MintPy and PyRate, and in memory.

    python -m slipline.benchmarks.velocities [--only truth speed memory] [--seeds 5]

truth: the full grid of docs/interferograms.md's method (160 x 200 cells of 100 m, 39 scenes, 71 pairs), each seed: rms
and correlation of the velocity, coverage of its error, wrong cycles, height, series; also without wrong cycles, with
storms, with five looks, and from wrapped phase.
speed: cells inverted in a second on one core beside MintPy's and PyRate's own functions on the same cells, in one run;
what matters are the ratios. The peers come from requirements_insar.txt, in build/peers_insar: one that is missing is
said, and left out.
memory: peak of the inversion in a process of its own, of 1 and of 8.75 million targets: it must not grow.
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
from slipline.core.demo.interferograms import StackRecipe
from slipline.core.inversion.analysis import Analysis
from slipline.core.inversion.banded_network import blocks_of, invert
from slipline.core.inversion.network import Network
from slipline.core.inversion.settings import Options
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
LIMITS = {"mintpy": 40.0, "mintpy_gaps": 200.0, "pyrate": 100.0, "memory_mib": 1536.0}


def truth(seeds):
    for name, recipe in RECIPES.items():
        print(
            f"{name}: rms mm/yr, correlation, 68 %, 95 %, height m, correlation, movers, noise, series mm; wrong values"
        )
        for seed in range(1, seeds + 1):
            stack_truth, stack = synthetic(seed, recipe, (160, 200), 100.0)
            told(stack_truth, stack, Analysis(stack, Options()).run(), seed)
    print("wrapped, 3,000 points, noise in 10 %")
    for seed in range(1, min(seeds, 3) + 1):
        recipe = StackRecipe(noise_cells=0.1, wrong_pairs=0)
        stack_truth, stack = synthetic(seed, recipe, (160, 200), 100.0, wrapped=True, some=3000)
        result = Analysis(stack, Options()).run()
        told(stack_truth, stack, result, seed)


def told(stack_truth, stack, result, seed):
    good = ~stack_truth.noisy[stack.places.row, stack.places.column]
    wrong = wrong_cycles(stack_truth, stack, good)
    numbers = " ".join(f"{value:.3f}" for value in scores(stack_truth, stack, result).values())
    print(f"  seed {seed}: {numbers}; {wrong.mean():.5%} of values, {wrong.any(axis=0).mean():.3%} of targets")


def network_of(scenes, longest):
    days = 12 * np.arange(scenes)
    pairs = np.array([(i, j) for i in range(scenes) for j in range(i + 1, min(i + longest + 1, scenes))])
    return Network(days, pairs)


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
    cases = (
        ("39 scenes, 71 pairs", 39, 2, 0.0, "mintpy"),
        ("150 scenes, 590 pairs, 10 % gaps", 150, 4, 0.1, "mintpy_gaps"),
    )
    for name, scenes, longest, gaps, limit in cases:
        network = network_of(scenes, longest)
        phase, weight = cells_of(network, 16_384 if scenes < 100 else 4096, gaps)
        own = ours(network, phase, weight)
        print(f"{name}, {len(network.pairs)} pairs: {own:,.0f} cells/s")
        for peer in ("mintpy", "pyrate"):
            if gaps and peer == "pyrate":
                continue
            beside(peer, network, phase, weight, own, LIMITS[limit if peer == "mintpy" else "pyrate"])


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
    series = np.array(found["series"])
    mine = invert(phase[:, :500], weight[:, :500], network).series[1:]
    off = np.nanmax(np.abs(series - mine)) if found["same"] else float("nan")
    ratio = own / found["cells_s"]
    print(
        f"  {peer}: {found['cells_s']:,.0f} cells/s; ours {ratio:,.0f} x (goal {least:.0f} x); largest "
        f"difference {off:.1e} rad"
    )


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
    parser.add_argument("--child", type=float)
    arguments = parser.parse_args()
    if arguments.child:
        child(arguments.child)
        return
    if "truth" in arguments.only:
        truth(arguments.seeds)
    if "speed" in arguments.only:
        speed()
    if "memory" in arguments.only:
        memory()


if __name__ == "__main__":
    main()
