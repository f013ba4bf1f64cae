"""The worker process, `python -m slipline.models.worker`: the only place where torch runs."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from types import TracebackType
from typing import Any, Callable

from ..core.base.errors import Cancelled, InputError, OutputError
from .machine.messages import Conversation, open_conversation
from .machine.start_followers import RANK, await_cause

IMPORT_FAILED = 3
OLDEST_PYTHON = (3, 9)

# Threads that wait for each other spin for some microseconds, then sleep. By default they spin for long: on a processor
# that others use too
# that makes a step ten times slower; to sleep at once makes it slower by a tenth where nobody else does. To be said
# before torch is imported.
THREAD_WAITING = {
    "OMP_WAIT_POLICY": "passive",
    "GOMP_SPINCOUNT": "1000",
}  # the second is for libgomp, torch's on Linux, and goes before the first

Job = Callable[[dict[str, Any], Conversation], dict[str, Any]]


def main() -> int:
    """Greet, then do jobs until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the parent's to answer
    if RANK in os.environ:
        from .jobs.follower import follow

        follow()
    conversation = open_conversation()
    if sys.version_info < OLDEST_PYTHON:
        conversation.send("error", kind="import", text=f"Python {sys.version.split()[0]} is older than 3.9")
        return IMPORT_FAILED
    conversation.start()
    try:
        jobs, hello = _prepare()
    except (ImportError, OSError) as error:  # OSError: a native library that cannot be loaded (Windows)
        conversation.send("error", kind="import", text=str(error))
        return IMPORT_FAILED
    conversation.send("hello", **hello)
    sys.excepthook = _bug_reporter(conversation)
    while True:
        message = conversation.next_job()
        job = jobs.get(str(message.get("name")))
        if job is None:
            conversation.send("error", kind="input", text=f"There is no job '{message.get('name')}'.")
        else:
            _do(job, message, conversation)


def _prepare() -> tuple[dict[str, Job], dict[str, Any]]:
    """Import torch and with it everything that needs it; this takes seconds."""
    os.environ.update({**THREAD_WAITING, **os.environ})
    from .jobs.follower import tell_followers
    from .jobs.predict_job import predict_job
    from .jobs.refit_job import refit_job
    from .jobs.train_job import train_job
    from .jobs.trial_job import trial_job
    from .machine.devices import describe

    hello = describe()

    def ping(_message: dict[str, Any], _conversation: Conversation) -> dict[str, Any]:
        return hello

    def together(job: Job) -> Job:
        def run(message: dict[str, Any], conversation: Conversation) -> dict[str, Any]:
            tell_followers(message)
            return job(message, conversation)

        return run

    return {
        "ping": ping,
        "trial": trial_job,
        "train": together(train_job),
        "refit": together(refit_job),
        "predict": predict_job,
    }, hello


def _do(job: Job, message: dict[str, Any], conversation: Conversation) -> None:
    """Run one job and send how it ended; a bug ends the process, through `sys.excepthook`."""
    try:
        result = job(message, conversation)
    except Cancelled:
        conversation.send("error", kind="cancelled", text="cancelled")
    except (InputError, OutputError) as error:
        values = {
            name: value if isinstance(value, (int, float)) else str(value) for name, value in error.values.items()
        }
        conversation.send("error", kind="input", text=str(error), sentence=error.text, values=values)
    except MemoryError as error:
        conversation.send("error", kind="memory", text=str(error) or "not enough memory")
    except RuntimeError as error:
        from .machine.memory import is_out_of_memory

        if not is_out_of_memory(error):
            raise
        conversation.send("error", kind="memory", text=str(error).splitlines()[0])
    else:
        conversation.send("result", **result)


def _bug_reporter(
    conversation: Conversation,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """A hook that tells the parent about an exception nobody expected, and prints its traceback to stderr."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        await_cause()
        conversation.send("error", kind="bug", text=f"{kind.__name__}: {error}")
        traceback.print_exception(kind, error, trace)

    return report


if __name__ == "__main__":
    sys.exit(main())
