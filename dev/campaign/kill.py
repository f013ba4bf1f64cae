"""Kill the tools, at each rename and at random moments, and look what is left.

After `make setup`, from the folder that holds `slipline` (see `make campaign`):

    python3 -m slipline.dev.campaign.kill --kills 100 --seed 1 --tools hotspot,featurestack

Of each kill it is asked: is an output half, missing or unreadable; are outputs of two runs mixed after the next start;
is anything left beside them; is the next run right. The same seed gives the same kills. A shapefile consists of several
files: a kill between two of their renames leaves old beside new ones until the next start, and is counted.
"""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

from .report import Report, arguments, prepared
from .study import Expected, fresh, in_child, run, settled, whole
from .tried import Tool


def main() -> None:
    options = arguments(__doc__, "kills", 100)
    report = Report("kills", options)
    with prepared(options) as (chosen, folder):
        for tool, made, old in chosen:
            generator = random.Random(f"{options.seed} {tool.id}")
            calls = _calls(tool, folder / "work", old)
            for number in range(options.number // len(chosen) or 1):
                at_rename = number % 2 == 0 and calls
                call = 1 + (number // 2) % calls if at_rename else 0
                moment = made.seconds * generator.uniform(0.02, 1.05)
                report.add(tool.id, _killed(tool, made, old, folder / "work", call, moment))
    report.end()


def _killed(tool: Tool, made: Expected, old: Path, work: Path, call: int, moment: float) -> dict:
    """One kill: before a call of the file system, or at a moment."""
    from slipline.core.files import leftovers

    fresh(work, old)
    parameters = tool.parameters(work, new=True)
    if call:
        ended = in_child(lambda: _run_until(tool.id, parameters, call))
    else:
        ended = in_child(lambda: run(tool.id, parameters), moment)
    right_after = made.state(work)
    started = in_child(leftovers.tidy)
    after = settled(made.state(work))
    hidden = [str(path.relative_to(work)) for path in work.rglob(".*")]
    again = in_child(lambda: run(tool.id, parameters))
    finally_ = settled(made.state(work))
    between = {name for name, kind in right_after.items() if kind == "other" and name.endswith(".shp")}
    good = ("old", "new", "alike", "extra")
    bad = {name: kind for name, kind in right_after.items() if kind not in good and name not in between}
    faults = {
        "killed": "" if ended.signal == signal.SIGKILL or not ended.said else ended.said,
        "half or lost": str(bad) if bad else "",
        "mixed": "" if whole(after) in ("old", "new") else f"{whole(after)}: {after}",
        "left": ", ".join(hidden),
        "start": started.said,
        "next run": again.said
        or ("" if whole(finally_) in ("new", "old" if made.old == made.new else "new") else str(finally_)),
    }
    where = f"before call {call}" if call else f"after {moment:.2f} s"
    counted = [f"killed, {whole(after)} stands" if ended.signal == signal.SIGKILL else "had ended before"]
    counted += ["between the files of a shapefile, whole after the start"] if between else []
    return {"where": where, "faults": {name: said for name, said in faults.items() if said}, "counted": counted}


def _calls(tool: Tool, work: Path, old: Path) -> int:
    """How often a run asks the file system to rename or remove."""
    fresh(work, old)
    return int(in_child(lambda: _run_until(tool.id, tool.parameters(work, new=True), 0)).value or 0)


def _run_until(tool: str, parameters: dict, call: int) -> int:
    """Run a tool, killed right before a call of the file system by its number; the number of calls."""
    from slipline.core.files import system

    count = 0

    def counted(action):
        def perform(*values):
            nonlocal count
            count += 1
            if count == call:
                os.kill(os.getpid(), signal.SIGKILL)
            return action(*values)

        return perform

    for name in ("replace", "set_aside", "remove"):
        setattr(system, name, counted(getattr(system, name)))
    run(tool, parameters)
    return count


if __name__ == "__main__":
    main()
