"""What a core function may ask of its caller: report, log, and hear that it should stop."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator
from contextvars import ContextVar
from typing import Protocol, TypeVar

from .errors import Cancelled

Item = TypeVar("Item")


class Progress(Protocol):
    """Any object of this shape will do."""

    def update(self, fraction: float) -> None:
        """Say which part of the work is done, in [0, 1]."""

    def message(self, text: str) -> None:
        """Put a line into the log."""

    def warning(self, text: str) -> None:
        """Put a line into the log that the user should not overlook."""

    def is_cancelled(self) -> bool:
        """Tell whether the user asked to stop."""


class Silent:
    """Progress for scripts and tests: reports nowhere, is never cancelled."""

    def update(self, fraction: float) -> None:
        """Do nothing."""

    def message(self, text: str) -> None:
        """Do nothing."""

    def warning(self, text: str) -> None:
        """Do nothing."""

    def is_cancelled(self) -> bool:
        """Answer no."""
        return False


class Stage:
    """A step of a longer piece of work: its 0..1 becomes `start`..`end` of the whole."""

    def __init__(self, parent: Progress, start: float, end: float) -> None:
        self._parent = parent
        self._start = start
        self._span = end - start

    def update(self, fraction: float) -> None:
        """Report to the parent, scaled."""
        self._parent.update(self._start + self._span * fraction)

    def message(self, text: str) -> None:
        """Pass on."""
        self._parent.message(text)

    def warning(self, text: str) -> None:
        """Pass on."""
        self._parent.warning(text)

    def is_cancelled(self) -> bool:
        """Ask the parent."""
        return self._parent.is_cancelled()


def check_cancelled(progress: Progress) -> None:
    """Raise Cancelled if the user asked to stop."""
    if progress.is_cancelled():
        raise Cancelled


_asked: ContextVar[Progress | None] = ContextVar("slipline_progress", default=None)


@contextlib.contextmanager
def asking(progress: Progress) -> Iterator[None]:
    """Let `check_asked` ask this progress inside the block: for what draws pictures far from any progress."""
    token = _asked.set(progress)
    try:
        yield
    finally:
        _asked.reset(token)


def is_asked_to_stop() -> bool:
    """Tell whether the user asked to stop the tool that runs; no where none runs."""
    progress = _asked.get()
    return progress is not None and progress.is_cancelled()


def check_asked() -> None:
    """Raise Cancelled if the user asked to stop the tool that runs; nothing where none runs."""
    if is_asked_to_stop():
        raise Cancelled


def heard(items: Iterable[Item], progress: Progress, every: int = 200) -> Iterator[Item]:
    """Yield items of which nobody knows how many there are, stopping on cancel.

    Raises:
        Cancelled: at one of each `every` items.
    """
    for number, item in enumerate(items):
        if number % every == 0:
            check_cancelled(progress)
        yield item


def track(items: Collection[Item], progress: Progress) -> Iterator[Item]:
    """Yield from a sized collection, reporting after each item and stopping on cancel.

    Raises:
        Cancelled: as soon as the user asks to stop.
    """
    for done, item in enumerate(items, start=1):
        check_cancelled(progress)
        yield item
        progress.update(done / len(items))
