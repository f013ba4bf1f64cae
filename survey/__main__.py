"""`python -m slipline.survey plan | run | status | collect PLAN.toml`, and `train`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence

from ..core.base.errors import CoreError
from ..core.base.progress import Silent
from .chain import Chain
from .checks import check
from .collecting import collect, free_room
from .plan import read_plan
from .running import Outcome, Runner, client_of, count_finished, time_left, write_report
from .training import add_training, train

_DONE, _FAILED, _SOME_FAILED = 0, 1, 2  # how the program ends


class _Told(Silent):
    """Writes sentences and progress to the standard output: for people, or as lines of JSON."""

    def __init__(self, as_json: bool) -> None:
        self._json, self._last = as_json, 0.0

    def say(self, text: str) -> None:
        """A sentence."""
        self._write({"type": "log", "text": text}, text)

    message = say
    warning = say

    def tell(self, step: str, done: int, of: int) -> None:
        """How far a step is; no oftener than five times a second, but at its end."""
        now = time.monotonic()
        if done in (0, of) or now - self._last > 0.2:
            self._last = now
            self._write({"type": "step", "step": step, "done": done, "of": of}, f"{step}: {done} of {of}")

    def update(self, fraction: float) -> None:
        """Progress of the collecting."""
        if self._json:
            self._write({"type": "progress", "fraction": fraction}, "")

    def result(self, paths: dict[str, str]) -> None:
        """What was made."""
        self._write({"type": "result", "paths": paths}, "\n".join(f"{name}: {path}" for name, path in paths.items()))

    def _write(self, told: dict[str, object], text: str) -> None:
        sys.stdout.write((json.dumps(told) if self._json else text) + "\n")
        sys.stdout.flush()


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; 0: done, 1: stopped with a sentence, 2: some sheets failed."""
    arguments = _parser().parse_args(words)
    told = _Told(getattr(arguments, "json", False))
    try:
        if arguments.command == "train":
            return train(arguments)
        chain = Chain(read_plan(arguments.plan))
        return {"plan": _plan, "run": _run, "status": _status, "collect": _collect}[arguments.command](
            chain, arguments, told
        )
    except CoreError as error:
        sys.stderr.write(f"{error}\n")
        return _FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m slipline.survey", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("plan", "check every input, and say what the survey will cost"),
        ("run", "do what is not finished"),
        ("status", "say what is finished"),
        ("collect", "join the sheets to one result"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("plan", help="the plan, a TOML file")
        command.add_argument("--json", action="store_true", help="write lines of JSON")
        if name == "run":
            command.add_argument("--scheduler", default="", help="address of a Dask scheduler that runs")
            command.add_argument("--workers", type=int, default=0, help="processes on this machine; 0: as many as fit")
            command.add_argument("--collect", action="store_true", help="collect at the end")
        if name == "collect":
            command.add_argument("--cog", action="store_true", help="also write cloud optimised GeoTIFFs")
            command.add_argument("--tidy", action="store_true", help="remove the steps of earlier plans")
    add_training(commands)
    return parser


def _plan(chain: Chain, _arguments: argparse.Namespace, told: _Told) -> int:
    for sentence in (*check(chain.plan), time_left(chain)):
        if sentence:
            told.say(sentence)
    return _DONE


def _run(chain: Chain, arguments: argparse.Namespace, told: _Told) -> int:
    report = str(chain.plan.folder / "failed.txt")
    for sentence in check(chain.plan):
        told.say(sentence)
    with client_of(arguments.scheduler, arguments.workers) as client:
        outcome = Runner(chain, client, told.tell, told.say).run()
    for sentence in chain.numbers().said:
        told.say(sentence)
    write_report(report, outcome)
    _say_outcome(outcome, report, told)
    if arguments.collect:
        told.result(collect(chain, told))
    return _SOME_FAILED if outcome.failed else _DONE


def _say_outcome(outcome: Outcome, report: str, told: _Told) -> None:
    for (step, name), why in outcome.waiting.items():
        told.say(f"{step} of {name} waits for {why}.")
    if outcome.failed:
        told.say(f"{len(outcome.failed)} tasks failed, see {report}. Run again: what is finished is not done again.")


def _status(chain: Chain, _arguments: argparse.Namespace, told: _Told) -> int:
    for step, done, of in count_finished(chain):
        told.say(f"{step}: {done} of {'an unknown number' if of is None else of}")
    if left := time_left(chain):
        told.say(left)
    return _DONE


def _collect(chain: Chain, arguments: argparse.Namespace, told: _Told) -> int:
    if arguments.tidy:
        told.say(f"{free_room(chain)} folders of earlier plans are removed.")
    told.result(collect(chain, told, arguments.cog))
    return _DONE


if __name__ == "__main__":
    sys.exit(main())
