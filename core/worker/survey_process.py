"""A survey by map sheets from outside: its plan as text, and the process that runs it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..base.errors import WorkerError
from ..base.processes import DEVNULL, PACKAGE, PIPE, Popen, TimeoutExpired, run_program, start_program
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..files.outputs import scratch_folder
from .python import WorkerPython, clean_environment, package_alone

VARIABLE = "SLIPLINE_SURVEY_PYTHON"
STEPS = ("sort", "targets", "whole", "sums", "noise", "map", "stack", "predict")
_POLL_S, _END_S = 0.2, 1.5
_SOME_FAILED = 2  # how the program ends where some sheets failed
_NEEDED = "import dask, distributed, numpy, scipy, tomllib; from osgeo import gdal"


def plan_text(sections: Mapping[str, Mapping[str, object]]) -> str:
    """A plan: the sections with what is given of them; values that are None or empty are left out."""
    lines = []
    for name, values in sections.items():
        given = {key: value for key, value in values.items() if value not in (None, "", [])}
        if given:
            lines += [f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in given.items()), ""]
    return "\n".join(lines)


def survey_python(named: str, fallback: WorkerPython | None) -> WorkerPython:
    """The Python of surveys: as named, of the environment variable, or the worker's where that has what is needed.

    Raises:
        WorkerError: it lacks dask, distributed or GDAL, or there is none.
    """
    for source, path in ((tr("parameter PYTHON"), named), (VARIABLE, os.environ.get(VARIABLE, ""))):
        if path:
            chosen = WorkerPython(path, source)
            break
    else:
        chosen = fallback or WorkerPython(sys.executable, tr("QGIS' own Python"))
    answer = _asked(chosen, _NEEDED)
    if answer:
        raise WorkerError(
            tr(
                "A survey runs in a Python that has dask, distributed and GDAL; {python} ({source}) says: {answer}. "
                "Run make survey in Slipline's repository, and name build/survey/bin/python as PYTHON."
            ),
            python=chosen.executable,
            source=chosen.source,
            answer=answer,
        )
    return chosen


def _asked(python: WorkerPython, code: str) -> str:
    """Why a Python cannot run some lines; empty where it can."""
    try:
        done = run_program(
            [python.executable, "-c", code], capture_output=True, text=True, env=clean_environment(python), timeout=60.0
        )
    except (OSError, TimeoutExpired) as error:
        return str(error)
    return "" if done.returncode == 0 else (done.stderr.strip() or tr("unknown reason")).splitlines()[-1]


def run_survey(python: WorkerPython, words: list[str], progress: Progress) -> dict[str, str]:
    """Run one command of a survey; its lines go to the log, its steps to the progress.

    Args:
        python: of `survey_python`.
        words: command, plan and options.
        progress: reporting and cancel; a cancel ends all processes of the survey, and what is finished is kept.

    Returns:
        What was made, by name; empty for commands that make nothing.

    Raises:
        WorkerError: the survey stopped, with its own sentence.
        Cancelled: the user asked to stop.
    """
    made: dict[str, str] = {}
    with scratch_folder("survey") as folder, _started(python, words, folder) as (process, errors):
        for message in _messages(process, progress):
            kind = message.get("type")
            if kind == "step":
                done, of = int(str(message["done"])), max(1, int(str(message["of"])))
                progress.update((STEPS.index(str(message["step"])) + done / of) / (len(STEPS) + 1))
            elif kind == "log":
                progress.message(str(message["text"]))
            elif kind == "result" and isinstance(message["paths"], dict):
                made.update(message["paths"])
        code = process.wait()
    if code == _SOME_FAILED:
        progress.warning("Some sheets failed: they are empty in the result. Run the survey again to try them again.")
    elif code:
        said = [line for line in errors if line.strip()] or [tr("unknown reason")]
        raise WorkerError("{reason}", reason=said[-1])
    return made


@contextlib.contextmanager
def _started(python: WorkerPython, words: list[str], folder: Path) -> Iterator[tuple[Popen[str], deque[str]]]:
    """The process in a group of its own, whose members all end with it; and its last lines of errors."""
    process = start_program(
        [python.executable, "-m", f"{PACKAGE.name}.survey", *words, "--json"],
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        env={**clean_environment(python), "PYTHONPATH": package_alone(folder / "package")},
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=sys.platform != "win32",
    )
    errors: deque[str] = deque(maxlen=20)
    stream = process.stderr or ()
    listener = threading.Thread(target=lambda: errors.extend(line.rstrip() for line in stream), daemon=True)
    listener.start()
    try:
        yield process, errors
        listener.join(_END_S)
    finally:
        _end(process)
        if process.stdout is not None:
            process.stdout.close()
        listener.join(_END_S)


def _end(process: Popen[str]) -> None:
    """End a process and those that it has started; one that ended already stays as it is."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(TimeoutExpired):
            process.wait(0.3)
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()


def _messages(process: Popen[str], progress: Progress) -> Iterator[dict[str, object]]:
    """What the process says, until it ends.

    Raises:
        Cancelled: the user asked to stop.
    """
    inbox: queue.Queue[dict[str, object] | None] = queue.Queue()

    def listen() -> None:
        for line in process.stdout or ():
            with contextlib.suppress(ValueError):
                message = json.loads(line)
                if isinstance(message, dict):
                    inbox.put(message)
        inbox.put(None)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        check_cancelled(progress)
        with contextlib.suppress(queue.Empty):
            message = inbox.get(timeout=_POLL_S)
            if message is None:
                return
            yield message
