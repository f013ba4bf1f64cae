"""What the campaigns share: their options, the tools that they try, and the table at the end."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from . import study, tried


def arguments(text: str, what: str, number: int) -> argparse.Namespace:
    """The options of a campaign."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(f"--{what}", dest="number", type=int, default=number, help="of all tools together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tools", default="", help="ids, separated by commas; empty: all")
    parser.add_argument("--folder", default="", help="where to work; empty: a temporary folder")
    parser.add_argument("--limit", type=float, default=2.0, help="seconds in which an interrupted tool has to end")
    return parser.parse_args()


@contextlib.contextmanager
def prepared(options: argparse.Namespace) -> Iterator[tuple[list, Path]]:
    """(tool, what it gives, folder of its old outputs) of each chosen tool, and a folder to work in."""
    with tempfile.TemporaryDirectory(dir=options.folder or None) as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = str(folder / "data")  # notes of killed runs stay out of the user's
        temporary = folder / "temporary"
        temporary.mkdir()
        os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
        _kept = study.start()
        every = tried.tools(folder / "inputs")
        names = options.tools.split(",") if options.tools else list(every)
        unknown = [one for one in names if one not in every]
        if unknown:
            sys.exit(f"These tools cannot be tried here: {', '.join(unknown)}. Known: {', '.join(every)}.")
        chosen = []
        for one in names:
            old = folder / f"old_{one}"  # as deep as the folder to work in: a stack refers to its image
            chosen.append((every[one], study.expected(every[one], old, folder / "work"), old))
        yield chosen, folder


class Report:
    """Counts by tool, and every fault with what repeats it."""

    def __init__(self, what: str, options: argparse.Namespace) -> None:
        self._what, self._options, self._began = what, options, time.monotonic()
        self._tried: dict[str, list[dict]] = {}

    def add(self, tool: str, one: dict) -> None:
        """One try: `faults` (kind -> what happened), `where`, and further figures."""
        self._tried.setdefault(tool, []).append(one)
        if one["faults"]:
            print(f"FAULT {tool} {one['where']} (seed {self._options.seed}): {json.dumps(one['faults'])}", flush=True)

    def end(self) -> None:
        """Print the table; the exit status says whether anything was wrong."""
        load = os.getloadavg()[0]
        print(f"| tool | {self._what} | faults | longest after the request (s) | by kind |")
        print("|---|---|---|---|---|")
        total = faults = 0
        for tool, tries in self._tried.items():
            wrong = [one for one in tries if one["faults"]]
            kinds: dict[str, int] = {}
            for one in tries:
                for kind in one["faults"]:
                    kinds[kind] = kinds.get(kind, 0) + 1
                for kind in one.get("counted", ()):
                    kinds[kind] = kinds.get(kind, 0) + 1
            longest = max((one["seconds"] for one in tries if "seconds" in one), default=None)
            shown = "" if longest is None else f"{longest:.2f}"
            said = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
            print(f"| {tool} | {len(tries)} | {len(wrong)} | {shown} | {said} |")
            total, faults = total + len(tries), faults + len(wrong)
        took = time.monotonic() - self._began
        print(f"{total} {self._what}, {faults} with faults; seed {self._options.seed}; {took:.0f} s, load {load:.1f}.")
        sys.stdout.flush()
        os._exit(1 if faults or not total else 0)  # a fork of QGIS has nothing to tidy up
