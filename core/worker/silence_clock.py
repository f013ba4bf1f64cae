"""How long nothing has happened, without the time in which this computer slept."""

from __future__ import annotations

import time

LONGEST_STEP_S = 3.0  # between two looks, which are about a second apart; the rest of a longer one is sleep


class SilenceClock:
    """A clock of the seconds since something happened. It has to be looked at again and again.

    The system's clocks go on while a computer sleeps (on Windows and macOS, and on Linux where it is suspended in a
    virtual machine). The other process sleeps too, so that its silence says nothing: a long gap between two looks
    counts as LONGEST_STEP_S.
    """

    def __init__(self) -> None:
        self._seconds, self._looked = 0.0, time.monotonic()

    def ended(self) -> None:
        """Something happened: begin again."""
        self._seconds, self._looked = 0.0, time.monotonic()

    def seconds(self) -> float:
        """Look at the clock."""
        now = time.monotonic()
        self._seconds += min(now - self._looked, LONGEST_STEP_S)
        self._looked = now
        return self._seconds
