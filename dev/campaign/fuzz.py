"""Spoiled files of every format through the product's own readers: the right result, or one sentence.

    python -m slipline.dev.campaign.fuzz --inputs 10000 --seed 1

Each input is made of a sound file of a few kilobytes by a number alone, so that it can be made again:
`--kept` runs the inputs that once failed, `--only velocity.tif:123` one of them. They run in batches, in processes of
their own: one that dies, hangs or takes more than some gigabytes is a failure, and the next process goes on behind it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from slipline.core.gis import array_process
from slipline.core.products import array_files

from . import fuzz_changes, fuzz_readers, fuzz_seeds

LIMIT_S = 60  # of the processor, for one input
WAITED_S = 600  # for one input, whoever else is busy
MEMORY = 6 << 30  # bytes of one process
BATCH = 250
KEPT = Path(__file__).with_name("fuzz_kept.json")
GOOD = ("right", "read", "sentence", "unchanged")


def inputs(count: int, seed: int) -> list[tuple[str, int]]:
    """(name of a seed, number) of each input: all seeds alike, tables twice."""
    names = [*fuzz_seeds.KINDS, *fuzz_seeds.TABLES]
    return [(names[i % len(names)], seed * 1_000_000 + i) for i in range(count)]


def tried(name: str, number: int, seeds: dict[str, list[Path]], folder: Path) -> str:
    """Outcome of one input: one of GOOD, or what is wrong."""
    random = np.random.default_rng(number)
    parts = seeds[name]
    for part in parts:
        (folder / part.name).write_bytes(part.read_bytes())
    chosen = parts[int(random.integers(len(parts)))]
    raw = chosen.read_bytes()
    made, change = fuzz_changes.changed(name, raw, random)
    if made == raw:
        return "unchanged"
    (folder / chosen.name).write_bytes(made)
    try:
        return fuzz_readers.outcome(name, folder / name, change, made)
    except MemoryError:
        return "takes too much memory"
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        own = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
        return f"traceback {type(error).__name__}: {str(error)[:80]} at {' '.join(own[-3:])} {last.name}"


def child() -> None:
    """Read pairs (name, number) from the input, a line each; write a line with each outcome."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    array_files.LONGEST_S = array_process.STILL_S = (
        LIMIT_S // 4
    )  # a file that sends its library round for ever is given up before the limit
    with tempfile.TemporaryDirectory() as sound, tempfile.TemporaryDirectory() as spoiled:
        seeds = fuzz_seeds.make(Path(sound))
        for line in sys.stdin:
            name, number = json.loads(line)
            for left in Path(spoiled).iterdir():
                left.unlink()
            signal.setitimer(signal.ITIMER_PROF, LIMIT_S)
            signal.alarm(WAITED_S)
            found = tried(name, number, seeds, Path(spoiled))
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
            print(json.dumps(found), flush=True)


def outcomes(wanted: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int, str]]:
    """(name, number, outcome) of each input, in batches of processes."""
    rest = list(wanted)
    while rest:
        batch = rest[:BATCH]
        run = subprocess.run(
            [sys.executable, "-m", __spec__.name, "--child"],
            input="".join(json.dumps(one) + "\n" for one in batch),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        lines = run.stdout.splitlines()
        for one, line in zip(batch, lines):
            yield *one, json.loads(line)
        if run.returncode == 1:
            raise SystemExit(f"The fuzzer itself fails:\n{run.stderr[-2000:]}")
        if len(lines) < len(batch):
            hung = run.returncode in (-signal.SIGALRM, -signal.SIGPROF)
            yield *batch[len(lines)], "hangs" if hung else f"dies with status {run.returncode}"
            lines.append("")
        rest = rest[len(lines) :]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", action="store_true", help="the inputs that once failed")
    parser.add_argument("--only", default="", help="NAME:NUMBER, one input")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child()
        return 0
    wanted = inputs(options.inputs, options.seed)
    if options.kept or options.only:
        wanted = [tuple(one) for one in json.loads(KEPT.read_text())] if options.kept else []
        wanted += [(name, int(number)) for name, _, number in [options.only.partition(":")] if name]
    counts: Counter[tuple[str, str]] = Counter()
    failed = []
    with contextlib.suppress(KeyboardInterrupt):
        for name, number, outcome in outcomes(wanted):
            good = outcome in GOOD
            counts[name, outcome if good else "FAILED"] += 1
            if not good:
                failed.append((name, number, outcome))
                print(f"FAILED {name}:{number} {outcome}", flush=True)
    print(f"{'':18}" + "".join(f"{kind:>12}" for kind in (*GOOD, "FAILED")))
    for name in fuzz_seeds.KINDS:
        print(f"{name:18}" + "".join(f"{counts[name, kind]:12}" for kind in (*GOOD, "FAILED")))
    print(f"{sum(counts.values())} inputs, {len(failed)} failed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
