"""Finished outputs get their names together: all new ones stand, or all old ones do.

While files get their names one after the other, the old ones are kept under names of their own and a journal lies
beside them; what is killed in between is brought to its end by the next start, see `leftovers`.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from . import containers, system
from .own_names import is_journal, journal_name, kept_name
from .translation import tr

_one_at_a_time = threading.Lock()
_LAST_BYTES = 2**23  # that have to be free before GeoPackages are committed: more than a commit still writes


@dataclass(frozen=True)
class Move:
    """One output of an exchange.

    Args:
        part: what is finished, a file or a folder; empty: what stands at the path goes.
        path: the name that it gets.
    """

    part: str
    path: str

    @property
    def is_layer(self) -> bool:
        """Whether the part is put into a GeoPackage that stands, instead of taking its place."""
        return bool(self.part) and containers.stands(self.path) and containers.stands(self.part)


class ExchangeError(Exception):
    """An output cannot get its name; all old outputs stand as before, and the parts are where they were.

    Args:
        path: the output.
        reason: the system's.
        error: OSError or sqlite3.Error.
    """

    def __init__(self, path: str, error: OSError | sqlite3.Error) -> None:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        super().__init__(path, reason)
        self.path, self.reason, self.error = path, reason, error


def exchange(moves: Sequence[Move]) -> None:
    """Give all parts their names.

    Raises:
        ExchangeError: one cannot get its name; nothing has changed.
    """
    layers = [move for move in moves if move.is_layer]
    with _one_at_a_time, contextlib.ExitStack() as undone:
        if len(moves) > 1:
            journal = _Journal(moves)
            undone.callback(journal.remove_unless, moves)
            with _told_for(moves[0].path):
                journal.write()
        brought = []
        for move in layers:
            with _told_for(move.path):
                brought.append(containers.Bringing(move.part, move.path))
            undone.callback(brought[-1].roll_back)
        for move in [move for move in moves if move not in layers]:
            undone.callback(_put_back, move)
            with _told_for(move.path):
                _put(move)
        for move in layers:
            with _told_for(move.path):
                _require_last_bytes(move.path)
        for move, one in zip(layers, brought):
            with _told_for(move.path):
                one.commit()
        undone.pop_all()
        if len(moves) > 1:
            journal.remove()
        _forget(moves)


@contextlib.contextmanager
def _told_for(path: str) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise ExchangeError(path, error) from error


def _require_last_bytes(path: str) -> None:
    free = system.free_bytes(path)
    if free is not None and free < min(_LAST_BYTES, 2 * os.path.getsize(path)):
        raise sqlite3.OperationalError("database or disk is full")


def _put(move: Move) -> None:
    """Set aside what stands at the path, and give the part its name; a folder is never set aside."""
    if os.path.isdir(move.path):
        raise IsADirectoryError(errno.EISDIR, tr("it is a folder"))
    if os.path.lexists(move.path):
        system.remove(kept_name(move.path))
        system.set_aside(move.path, kept_name(move.path))
    if move.part:
        system.replace(move.part, move.path)
    elif os.path.lexists(move.path):
        os.unlink(move.path)


def _put_back(move: Move) -> None:
    """Undo `_put`, however far it came."""
    with contextlib.suppress(OSError):
        if move.part and not os.path.lexists(move.part) and os.path.lexists(move.path):
            system.replace(move.path, move.part)
    kept = kept_name(move.path)
    with contextlib.suppress(OSError):
        if os.path.lexists(kept) and not (os.path.lexists(move.path) and os.path.samefile(kept, move.path)):
            system.replace(kept, move.path)
    if os.path.lexists(kept) and os.path.lexists(move.path):  # a link to what stands there
        system.remove(kept)


def _forget(moves: Iterable[Move]) -> None:
    """Remove the old outputs, and the parts whose layers are in their GeoPackages now."""
    for move in moves:
        system.remove(kept_name(move.path))
        if move.is_layer:
            system.remove(move.part)


class _Journal:
    """What an exchange is about to do, beside its outputs: one in each of their folders, the first of which counts."""

    def __init__(self, moves: Sequence[Move]) -> None:
        whole = [Move(os.path.abspath(move.part) if move.part else "", os.path.abspath(move.path)) for move in moves]
        folders = list(dict.fromkeys(os.path.dirname(move.path) for move in whole))
        self._files = [journal_name(folder) for folder in folders]
        entries = [{**asdict(move), "kept": kept_name(move.path)} for move in whole]
        self._text = json.dumps({"version": 1, "counts": self._files[0], "moves": entries})

    def write(self) -> None:
        """Write them, the one that counts last.

        Raises:
            OSError: no permission, disk full.
        """
        for file in reversed(self._files):
            grows = file + ".new"
            try:
                Path(grows).write_text(self._text, encoding="utf-8")
                system.replace(grows, file)
            finally:
                system.remove(grows)

    def remove_unless(self, moves: Sequence[Move]) -> None:
        """The same after an exchange that was undone; not where an old output could not be put back."""
        if all(os.path.lexists(move.path) or not os.path.lexists(kept_name(move.path)) for move in moves):
            self.remove()

    def remove(self) -> None:
        """Say that the exchange has come to its end, with the first; the others follow."""
        for file in self._files:
            system.remove(file)


def mend(journal: str) -> bool:
    """Bring an exchange to its end whose process was killed: every part was finished before it began.

    Args:
        journal: path of a journal; its process is gone.

    Returns:
        Whether all is well now; else a file is held by another program, or a disk is not there, and it is tried again
        at the next start.
    """
    try:
        told = json.loads(Path(journal).read_text(encoding="utf-8"))
        counts, moves = str(told["counts"]), [Move(str(one["part"]), str(one["path"])) for one in told["moves"]]
        kept = [str(one["kept"]) for one in told["moves"]]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if os.path.exists(counts) and is_journal(os.path.basename(counts)):
        try:
            for move in moves:
                _finish(move)
        except (OSError, sqlite3.Error):
            return False
        system.remove(counts)
    for name in kept:
        system.remove(name)
    return system.remove(journal)


def _finish(move: Move) -> None:
    if not move.part:
        if os.path.lexists(move.path):
            os.unlink(move.path)
    elif move.is_layer:
        containers.Bringing(move.part, move.path).commit()
        system.remove(move.part)
    elif os.path.lexists(move.part):
        system.replace(move.part, move.path)
