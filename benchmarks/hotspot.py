"""Hot Spot at the paper's size beside its peers and limits, in one run.

930,193 simulated targets, 50,661 x 35,415 cells of 2.5 m.

    python -m slipline.benchmarks.hotspot [--quick] [--only gi coarse fine tool] [--pysal 0.25 | --full] [--folder DIR]

Every piece of work runs in a process of its own, whose processor time and peak memory are told; the short ones three
times in turn. PySAL takes minutes and 11 GB for all targets: by default it gets a quarter of them, and four times its
seconds are compared; --full gives it all. numba is the practical limit: its loop over pairs runs on all cores, compiled
beforehand, without fastmath, so that it sums as exactly as we do. Needs 12 GB of disk. numba and PySAL come from
requirements.txt, in build/peers; SAGA from the system (apt-get install saga): a peer that is missing is said, and left
out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import slipline

from ._hotspot_jobs import COLUMNS, DISTANCE_M, ROWS, TARGETS, make_scene

ROOT = Path(slipline.__file__).resolve().parent
PEERS = ROOT / "build" / "peers" / "bin" / "python"
LIMITS = {
    "numba": 2.5,
    "pysal": 100.0,
    "coarse": 5.0,
    "write": 4.0,
    "fine_s": 60.0,
    "tool_s": 100.0,
    "gi_mib": 400.0,
    "fine_mib": 1536.0,
}


def ours(job, folder, part):
    """Seconds and memory of a job, or None and a line that says why not."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(slipline.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]),
    }
    return child(
        [sys.executable, "-m", "slipline.benchmarks._hotspot_jobs", job, str(folder), f"{part:g}"], job, environment
    )


def peer(name, folder, part, share):
    if not PEERS.exists():
        print(f"  {name}: not there ({PEERS} is made by make bench)")
        return None
    scene = folder / f"{part:g}.npz"
    return child(
        [
            str(PEERS),
            str(Path(__file__).parent / "_hotspot_peers.py"),
            name,
            str(scene),
            f"{DISTANCE_M:g}",
            f"{share:g}",
        ],
        name,
    )


def child(command, name, environment=None):
    environment = {**(environment or {**os.environ, "PYTHONPATH": ""}), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode or not done.stdout.strip():
        print(f"  {name}: did not run: {(done.stderr.strip() or 'no output').splitlines()[-1]}")
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def line(label, found, note=""):
    if found:
        print(
            f"  {label:<46} {found['seconds']:8.2f} s {found['cpu']:8.2f} s CPU {found['mib']:8.0f} MiB above "
            f"the data  {note}",
            flush=True,
        )


def ratio(label, value, limit, at_most):
    kept = value <= limit if at_most else value >= limit
    print(
        f"    {label}: {value:.2f} (limit: {'at most' if at_most else 'at least'} {limit:g}) "
        f"{'' if kept else ' NOT REACHED'}",
        flush=True,
    )


def in_turn(*works):
    """The best of three rounds of each: other work on the machine disturbs all alike."""
    rounds = [[work() for work in works] for _ in range(3)]
    return [min(filter(None, found), key=lambda one: one["seconds"], default=None) for found in zip(*rounds)]


def compare_gi(folder, part, pysal):
    print(f"Gi* of {int(TARGETS * part):,} targets within {DISTANCE_M:g} m")
    made, limit = in_turn(lambda: ours("gi", folder, part), lambda: peer("numba", folder, part, 1.0))
    line("Slipline", made)
    line("numba, 3 x 3 bins, all cores, no fastmath", limit, f"{limit['neighbours']:.1f} neighbours" if limit else "")
    ratio("memory in MiB", made["mib"], LIMITS["gi_mib"], True)
    if limit:
        np.testing.assert_allclose(made["z"], limit["z"], rtol=1e-6, atol=1e-9)
        ratio("Slipline / numba", made["seconds"] / limit["seconds"], LIMITS["numba"], True)
    other = peer("pysal", folder, part, pysal) if pysal else None
    if other:
        line(f"PySAL (esda, libpysal), {pysal:g} of the targets", other)
        ratio(
            "PySAL / Slipline" + ("" if pysal == 1 else ", its seconds scaled up"),
            other["seconds"] / pysal / made["seconds"],
            LIMITS["pysal"],
            False,
        )


def compare_coarse(folder, part):
    print("Quartic map of 20 m, from the layer to the file")
    peers = {"qgis": "QGIS heatmap", "saga": "SAGA kernel density"}
    made, *others = in_turn(*(lambda job=job: ours(job, folder, part) for job in ("coarse", *peers)))
    line("Slipline", made)
    for label, other in zip(peers.values(), others):
        line(label, other)
        if other:
            ratio(f"{label} / Slipline", other["seconds"] / made["seconds"], LIMITS["coarse"], False)


def compare_fine(folder, part):
    print(f"Quartic map of 2.5 m, {COLUMNS:,} x {int(ROWS * part):,} cells, compute and write")
    alone, made = ours("write", folder, part), ours("fine", folder, part)
    line("writing alone", alone)
    line("Slipline, compute and write", made)
    for name in ("write", "fine"):
        print(f"    {name}.tif: {(folder / f'{name}.tif').stat().st_size / 1e9:.2f} GB")
        (folder / f"{name}.tif").unlink()
    ratio("seconds", made["seconds"], LIMITS["fine_s"] * part, True)
    ratio("Slipline / writing alone", made["seconds"] / alone["seconds"], LIMITS["write"], True)
    ratio("peak memory in MiB", made["peak"], LIMITS["fine_mib"], True)


def compare_tool(folder, part):
    print("The whole tool through qgis_process: read the layer, Gi*, write targets and the map of 2.5 m")
    for share in (0.25, 0.5, 1.0):
        if not (folder / f"{part * share:g}.gpkg").exists():
            make_scene(folder, part * share)
        made = ours("tool", folder, part * share)
        line(f"{share:g}: {int(TARGETS * part * share):,} targets", made)
    if made:
        ratio("seconds", made["seconds"], LIMITS["tool_s"] * part, True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a twentieth of targets and ground")
    parser.add_argument("--part", type=float, default=1.0, help="share of targets and ground")
    parser.add_argument("--only", nargs="+", default=["gi", "coarse", "fine", "tool"], help="gi, coarse, fine, tool")
    parser.add_argument("--pysal", type=float, default=0.25, help="share of the targets that PySAL gets; 0: none")
    parser.add_argument("--full", action="store_true", help="all targets for PySAL: some minutes more, 11 GB")
    parser.add_argument("--folder", default=None, help="for the files, removed afterwards")
    options = parser.parse_args()
    part = 0.05 if options.quick else options.part
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        make_scene(folder, part)
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
        print(f"{os.cpu_count()} cores, load {load:.1f} before the start; {part:g} of the paper's size")
        if "gi" in options.only:
            compare_gi(folder, part, 1.0 if options.full else options.pysal)
        for work, compare in (("coarse", compare_coarse), ("fine", compare_fine), ("tool", compare_tool)):
            if work in options.only:
                compare(folder, part)


if __name__ == "__main__":
    main()
