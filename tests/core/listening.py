"""A progress that remembers, and that cancels when a share of the work is reached."""

from __future__ import annotations


class Listening:
    def __init__(self, cancel_at=None):
        self.fractions, self.lines, self.warnings, self.cancel_at = [], [], [], cancel_at

    def update(self, fraction):
        self.fractions.append(fraction)

    def message(self, text):
        self.lines.append(text)

    def warning(self, text):
        self.warnings.append(text)

    def is_cancelled(self):
        return self.cancel_at is not None and (self.fractions or [0.0])[-1] >= self.cancel_at
