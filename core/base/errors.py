"""Errors that a user can act on. Bugs stay ordinary Python exceptions and show their traceback."""

from __future__ import annotations


class CoreError(Exception):
    """A sentence for the user: what is wrong, with the actual values, then what to do.

    Args:
        text: the sentence with `{name}` fields, translated by `tr`.
        values: what the fields stand for.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values


class InputError(CoreError, ValueError):
    """The user's data or parameters cannot be used as they are."""


class WorkerError(CoreError, RuntimeError):
    """The worker process could not be started, died or reported a failure."""


class TorchMissing(WorkerError):
    """No Python was found that can import PyTorch."""


class OutputError(CoreError, OSError):
    """A result could not be written: no permission, no such folder, disk full."""


class Cancelled(Exception):
    """The user asked to stop. Never shown as an error."""
