"""Import of coherent targets: 5 million rows of CSV within 60 s and 2 GiB, and beside what GDAL itself needs.

    make bench, or: python -m slipline.benchmarks.importtargets [rows]

The table has the eight columns that matter of an EGMS file; the import reads, checks, reprojects and writes a
GeoPackage with spatial index. Peer, in the same run and on a fifth of the rows: GDAL's translation of the same columns
(ogr2ogr: CSV to GeoPackage, reprojected, with index), which checks nothing. Each runs in a process of its own, for its
peak of memory.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..core.targets.importing import ImportOptions, import_targets
from ..core.targets.opening import open_source

ROWS, LIMIT_S, LIMIT_MIB = 5_000_000, 60.0, 2048.0
NAMES = "pid,latitude,longitude,height,temporal_coherence,mean_velocity,mean_velocity_std,rmse"
ROW = "P{:09d},{:.7f},{:.7f},{:.1f},{:.3f},{:.2f},{:.2f},{:.1f}\n"
BLOCK = 100_000
KINDS = {"plain": "as EGMS writes it", "null": "every tenth velocity NULL", "comma": "decimal comma, semicolon"}


def write_table(path: Path, rows: int, kind: str) -> None:
    """A made-up table of targets."""
    rng = np.random.default_rng(1)
    with open(path, "w") as file:
        file.write((NAMES.replace(",", ";") if kind == "comma" else NAMES) + "\n")
        for start in range(0, rows, BLOCK):
            count = min(BLOCK, rows - start)
            low, high = [44.0, 10.0, 0.0, 0.5, -20.0, 0.0, 0.0], [45.0, 11.4, 2000.0, 1.0, 20.0, 1.0, 5.0]
            values = rng.uniform(low, high, (count, 7)).tolist()
            text = "".join(ROW.format(start + i, *row) for i, row in enumerate(values))
            if kind == "null":
                lines = [line.split(",") for line in text.splitlines()]
                text = "".join(
                    ",".join([*line[:5], "NULL" if i % 10 == 0 else line[5], *line[6:]]) + "\n"
                    for i, line in enumerate(lines)
                )
            file.write(text.replace(",", ";").replace(".", ",") if kind == "comma" else text)


def ours(source: str, target: str) -> None:
    """The import, of all targets: with a threshold of the coherence there are fewer to write."""
    import_targets([open_source(source)], ImportOptions(min_coherence=0.0), target)


def peer(source: str, target: str) -> None:
    """GDAL's own translation."""
    gdal.UseExceptions()
    options = ["X_POSSIBLE_NAMES=longitude", "Y_POSSIBLE_NAMES=latitude", "AUTODETECT_TYPE=YES"]
    table = gdal.OpenEx(source, gdal.OF_VECTOR, open_options=options)
    columns = NAMES.split(",")[3:7]
    gdal.VectorTranslate(
        target, table, format="GPKG", srcSRS="EPSG:4326", dstSRS="EPSG:32632", reproject=True, selectFields=columns
    )


def measured(what: str, source: Path) -> tuple[float, float]:
    """Seconds and peak MiB of a run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", __spec__.name, f"--{what}", str(source), str(Path(folder) / "t.gpkg")]
        seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-2:]
    return float(seconds), float(peak)


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] in (["--ours"], ["--peer"]):
        start = time.perf_counter()
        (ours if sys.argv[1] == "--ours" else peer)(*sys.argv[2:4])
        print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "targets.csv"
        write_table(table, rows, "plain")
        seconds, peak = measured("ours", table)
        print(
            f"{rows} rows: {seconds:.1f} s (limit {LIMIT_S:.0f} s: {seconds / LIMIT_S:.2f}), peak {peak:.0f} MiB "
            f"(limit {LIMIT_MIB:.0f} MiB)"
        )
        few = rows // 5
        write_table(table, few, "plain")
        base, peak = measured("peer", table)
        print(f"{few} rows: GDAL's translation {base:.1f} s, {peak:.0f} MiB")
        for kind, words in KINDS.items():
            write_table(table, few, kind)
            seconds, peak = measured("ours", table)
            print(f"{few} rows, {words}: {seconds:.1f} s, {seconds / base:.2f} of GDAL's time, {peak:.0f} MiB")


if __name__ == "__main__":
    main()
