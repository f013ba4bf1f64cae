"""Import and Hot Spot of millions of targets through `qgis_process`: seconds, processor time and peak memory.

    python -m slipline.benchmarks.many_targets [--millions 5] [--folder DIR]

A table as EGMS writes it is imported; its layer goes through Hot Spot with all of its outputs. The peak is that of the
whole process, QGIS itself included, as Linux counts it (VmHWM). Limits: 0.7 GiB for 5 million targets, 1 GiB for 20.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from slipline.benchmarks.importtargets import write_table

LIMITS_MIB = {5.0: 717.0, 20.0: 1024.0}


def run(tool: str, **parameters: str) -> tuple[float, float, float]:
    """Seconds, processor seconds and peak MiB of a tool."""
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process") or "qgis_process"
    subprocess.run([program, "plugins", "enable", "slipline"], check=False, capture_output=True)  # fails where it is
    command = [program, "run", f"slipline:{tool}", "--", *(f"{key}={value}" for key, value in parameters.items())]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8"))
        peak = max(peak, int(found[1]) / 1024 if found else 0.0)
        time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"{tool} ended with {process.returncode}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--millions", type=float, default=5.0)
    parser.add_argument("--folder", default=None, help="for the files, removed afterwards")
    options = parser.parse_args()
    limit = LIMITS_MIB.get(options.millions)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        write_table(folder / "targets.csv", int(options.millions * 1e6), "plain")
        layer = str(folder / "targets.gpkg")
        outputs = {"OUTPUT_TARGETS": "z.gpkg", "OUTPUT_MAP": "map.tif", "OUTPUT_AREAS": "areas.gpkg"}
        works = (
            ("importtargets", {"INPUT": str(folder / "targets.csv"), "MIN_COHERENCE": "0", "OUTPUT": layer}),
            ("hotspot", {"TARGETS": layer, **{key: str(folder / file) for key, file in outputs.items()}}),
        )
        print(f"{options.millions:g} million targets, load {os.getloadavg()[0]:.1f} before the start")
        for tool, parameters in works:
            seconds, cpu, peak = run(tool, **parameters)
            said = f" (limit {limit:.0f}){'' if peak <= limit else ' NOT REACHED'}" if limit else ""
            print(f"  {tool}: {seconds:.0f} s, {cpu:.0f} s CPU, peak {peak:.0f} MiB{said}", flush=True)


if __name__ == "__main__":
    main()
