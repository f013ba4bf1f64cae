"""Kill a survey by map sheets, and look whether the next run comes to the result of a run that nobody disturbed.

After `make setup`, from the folder that holds `slipline` (see `make campaign`):

    python3 -m slipline.dev.campaign.survey --kills 60 --seed 1 --what file,worker,run

`file`: the whole survey in one process, killed right before it renames a file. `worker`: one of two workers, killed
right before it renames a file; its scheduler goes on. `run`: the program with its scheduler, killed when some steps are
finished. The kills of each kind are spread over the whole run. After each of them the survey runs again, and it is
asked: are rasters, areas and page the same; is anything left or lost; was a finished step done again. No kill waits for
a time.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .report import Report
from .study import Ended, in_child, signatures

KINDS = ("file", "worker", "run")
SHEET = 256  # cells: four sheets
STACK = '[featurestack]\nFEATURES = ["hotspot", "velocity"]\n'
_LONG_S = 1800.0  # a child that takes longer hangs
_DONE = "[!.]*.done"  # not the drafts of such files
_MOST_RENAMES = 12  # of a worker: it makes more of them in a run


@dataclass(frozen=True)
class Study:
    """What the undisturbed run gave.

    Args:
        sources: folder of the targets.
        result: signatures of what was collected.
        renames: how often it renamed a file, from the first step to the last result.
        steps: how many steps it finished.
        files: names of all that it left, from its folder.
    """

    sources: Path
    result: dict[str, str]
    renames: int
    steps: int
    files: frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", dest="number", type=int, default=60, help="of all kinds together")
    parser.add_argument("--what", default=",".join(KINDS), help="kinds of kills, separated by commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", default=None, help="where to work; empty: a temporary folder")
    options = parser.parse_args()
    report = Report("kills of a survey", options)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        home = Path(name)
        os.environ["XDG_DATA_HOME"] = str(home / "data")  # notes of killed runs stay out of the user's
        study = undisturbed(home / "undisturbed")
        chosen = options.what.split(",")
        for kind in chosen:
            generator = random.Random(f"{options.seed} {kind}")
            each = options.number // len(chosen) or 1
            for number in range(each):
                place = _place(kind, number, each, study, generator)
                report.add(kind, killed(home / f"{kind}_{number}", study, kind, place))
    report.end()


def undisturbed(folder: Path) -> Study:
    """The run that all others are compared with."""
    _said(in_child(partial(_write_sources, folder), _LONG_S))
    ended = _said(in_child(lambda: _in_one_process(folder, 0), _LONG_S))
    steps = len(list(folder.rglob(_DONE)))
    return Study(folder, _result(folder), int(ended.value), steps, _files(folder))  # type: ignore[call-overload]


def _files(folder: Path) -> frozenset[str]:
    return frozenset(str(path.relative_to(folder)) for path in folder.rglob("*"))


def _place(kind: str, number: int, each: int, study: Study, generator: random.Random) -> int:
    """Before which rename, or after how many finished steps, the kill of a number comes: spread over the whole run."""
    most = {"file": study.renames, "worker": _MOST_RENAMES, "run": study.steps - 1}[kind]
    first, last = 1 + number * most // each, (number + 1) * most // each
    return generator.randint(first, max(first, last))


def killed(folder: Path, study: Study, kind: str, place: int) -> dict:
    """One kill, and what the next run makes of it."""
    folder.mkdir()
    for source in study.sources.iterdir():
        if source.is_file():
            os.link(source, folder / source.name)  # the same file, with the same time of change
    actions: dict[str, Callable[[], Ended]] = {
        "file": lambda: in_child(lambda: _in_one_process(folder, place), _LONG_S),
        "worker": lambda: in_child(lambda: _with_a_worker_killed(folder, place), _LONG_S),
        "run": lambda: in_child(lambda: _program_killed(folder, place), _LONG_S),
    }
    ended = actions[kind]()
    finished = {path: path.stat().st_mtime_ns for path in folder.rglob(_DONE)}
    again = in_child(lambda: _in_one_process(folder, 0), _LONG_S)
    now = _result(folder)
    changed = [str(path.relative_to(folder)) for path, when in finished.items() if path.stat().st_mtime_ns != when]
    expected = signal.SIGKILL if kind == "file" else 0
    faults = {
        "killed": ended.said or ("" if ended.signal == expected else f"ended by signal {ended.signal}"),
        "next run": again.said,
        "other result": str([name for name in {*now, *study.result} if now.get(name) != study.result.get(name)] or ""),
        "left or lost": ", ".join(sorted(_files(folder) ^ study.files)),
        "done again": ", ".join(changed),
    }
    where = {"file": "before rename", "worker": "of a worker before its rename", "run": "after finished steps:"}[kind]
    was = "had ended before" if ended.value == "ended" else "killed"
    found = {name: said for name, said in faults.items() if said}
    return {"where": f"{where} {place}", "faults": found, "counted": [was]}


def _write_sources(folder: Path) -> None:
    from slipline.tests.survey import scene

    folder.mkdir()
    scene.write_sources(folder)
    path = Path(scene.write_plan(folder, SHEET, STACK))
    path.write_text(path.read_text(encoding="utf-8").replace("[survey]", '[survey]\nFOLDER = "made"'), encoding="utf-8")


def _in_one_process(folder: Path, call: int) -> int:
    """Run and collect in threads of this process, which is killed right before a rename; the number of renames."""
    from distributed import Client

    count = _count_renames(call)
    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        _run(folder, client)
    return count()


def _with_a_worker_killed(folder: Path, call: int) -> str:
    """Run with two workers, one of which is killed right before a rename, and collect; `ended` where it made fewer."""
    from slipline.survey.running import client_of

    with client_of(workers=2) as client:
        first, process = sorted(client.run(os.getpid).items())[0]
        client.run(_count_renames_quietly, call, workers=[first])
        _run(folder, client)
        return "ended" if process in client.run(os.getpid).values() else "killed"


def _program_killed(folder: Path, steps: int) -> None:
    """Start the program, and kill it with its scheduler as soon as so many steps are finished."""
    command = [sys.executable, "-m", "slipline.survey", "run", str(folder / "plan.toml"), "--workers", "2"]
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(list(folder.rglob(_DONE))) < steps:
        if program.poll() is not None:
            raise RuntimeError(f"the program ended with {program.returncode} before it was killed")
        time.sleep(0.01)
    program.send_signal(signal.SIGKILL)
    program.wait()


def _run(folder: Path, client) -> None:
    from slipline.core.base.progress import Silent
    from slipline.survey.chain import Chain
    from slipline.survey.collecting import collect
    from slipline.survey.plan import read_plan
    from slipline.survey.running import Runner

    chain = Chain(read_plan(str(folder / "plan.toml")))
    outcome = Runner(chain, client, lambda *_: None, lambda _: None).run()
    if outcome.failed or outcome.waiting:
        raise RuntimeError(f"failed: {outcome.failed}, waiting: {outcome.waiting}")
    collect(chain, Silent())


def _count_renames_quietly(call: int) -> None:
    """The same for a worker, which cannot send a function back."""
    _count_renames(call)


def _count_renames(call: int) -> Callable[[], int]:
    """From now on this process counts its renames, and is killed right before one of them; 0: before none."""
    count, rename = 0, os.replace

    def counted(*names) -> None:
        nonlocal count
        count += 1
        if count == call:
            os.kill(os.getpid(), signal.SIGKILL)
        rename(*names)

    os.replace = counted  # type: ignore[assignment]
    return lambda: count


def _result(folder: Path) -> dict[str, str]:
    """What is in the files that were collected."""
    made = folder / "made"
    return {name: told for name, told in signatures(made).items() if "/" not in name}


def _said(ended: Ended) -> Ended:
    if ended.said or ended.signal:
        sys.exit(f"The survey cannot be tried: {ended.said or f'signal {ended.signal}'}")
    return ended


if __name__ == "__main__":
    main()
