"""Run the tools on disks that become full, or that cannot be written: old outputs have to stand, one sentence says why.

python3 -m slipline.dev.campaign.disk --disks 100 --seed 1        (as root: it mounts small disks)
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .report import Report, arguments, prepared
from .study import Expected, fresh, in_child, run, settled, whole
from .tried import Tool

_LIBRARIES = re.compile(r"TIFF\w+|_tiff\w*|errno|sqlite3_\w+|CPLE_\w+|Traceback", re.IGNORECASE)


def main() -> None:
    options = arguments(__doc__, "disks", 100)
    report = Report("disks", options)
    with prepared(options) as (chosen, folder):
        for tool, made, old in chosen:
            generator = random.Random(f"{options.seed} {tool.id}")
            for number in range(options.number // len(chosen) or 1):
                kind = ("outputs", "outputs", "temporary", "read-only")[number % 4]
                report.add(tool.id, _tried(tool, made, old, folder, kind, generator.random()))
    report.end()


def _tried(tool: Tool, made: Expected, old: Path, folder: Path, kind: str, share: float) -> dict:
    """One disk; `share` of the room that the run needs is free."""
    work, disk = folder / "work", folder / "disk"
    shutil.rmtree(work, ignore_errors=True)
    size = _kilobytes(old)
    free = 4 + int(share * (1.3 * size + 60))
    with _disk(disk, free if kind == "temporary" else size + free):
        if kind == "temporary":
            fresh(work, old)
        else:
            work = disk
            fresh(work, old)
        if kind == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        parameters = tool.parameters(work, new=True)
        ended = in_child(lambda: _run(tool.id, parameters, str(disk) if kind == "temporary" else ""))
        states = settled(made.state(work))
        kept = [name for name, state in states.items() if state == "extra" and re.search(r"\.new\d", name)]
        stands = whole({name: state for name, state in states.items() if name not in kept})
        right = ("old",) if ended.said else ("new",)
        if tool.id == "tiletrain" and not ended.said:
            right = (*right, "mixed")  # a model never waits for its report
        faults = {
            "outputs": "" if stands in right or made.old == made.new else f"{ended.said or 'success'}: {states}",
            "words": ended.said if _LIBRARIES.search(ended.said) else "",
            "left": ", ".join(str(path.relative_to(work)) for path in work.rglob(".*")),
            "ended": f"signal {ended.signal}" if ended.signal else "",
        }
    counted = [f"{kind}: {'refused' if ended.said else 'room enough'}"]
    faults = {name: text for name, text in faults.items() if text}
    return {"where": f"{kind}, {free} kB free", "faults": faults, "counted": counted, "said": ended.said}


def _run(tool: str, parameters: dict, temporary: str) -> None:
    if temporary:
        os.environ["TMPDIR"] = tempfile.tempdir = temporary
    run(tool, parameters)


def _kilobytes(folder: Path) -> int:
    return sum(4 + os.path.getsize(path) // 1024 for path in folder.rglob("*")) + 16


@contextlib.contextmanager
def _disk(folder: Path, kilobytes: int):
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        sys.exit("A small disk cannot be mounted here: that needs root and the right to mount.")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


if __name__ == "__main__":
    main()
