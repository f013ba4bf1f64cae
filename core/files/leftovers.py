"""What processes left that were killed: brought to an end or removed at the next start, and nothing else.

A small file in the user's data folder says where a process has outputs that are not finished, so that the next start
finds them wherever they are.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from . import containers, system
from .own_names import is_journal, is_left_behind, is_unfinished, journal_name, kept_name

_mending = threading.Lock()
_places: dict[str, int] = {}  # folder -> runs of this process that write there
_telling = threading.Lock()


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


class Journal:
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


def tidy(folders: Iterable[str] = ()) -> None:
    """Bring exchanges of dead processes to an end and remove what they left.

    Args:
        folders: that are looked at beside the temporary folder and those that dead processes wrote to.
    """
    with _mending:
        told = _told_by_the_dead()
        for folder in {*folders, *(folder for listed in told.values() for folder in listed)}:
            _tidy(folder)
        for note in told:
            if not any(_leftovers(folder) for folder in told[note]):
                system.remove(note)
        for name in _leftovers(tempfile.gettempdir()):
            system.remove(name)


@contextlib.contextmanager
def working_in(folders: Iterable[str]) -> Iterator[None]:
    """Let the next start look into these folders, should this process be killed inside the block."""
    places = sorted({os.path.abspath(folder) for folder in folders if folder})
    _tell(places, 1)
    try:
        yield
    finally:
        _tell(places, -1)


def _tell(places: Iterable[str], change: int) -> None:
    with _telling, contextlib.suppress(OSError, RuntimeError):  # no home folder, or none that can be written
        for place in places:
            _places[place] = _places.get(place, 0) + change
        listed = [place for place, count in _places.items() if count > 0]
        note = _notes() / f".slipline.part{os.getpid()}-{system.host()}.json"
        if listed:
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(json.dumps(listed), encoding="utf-8")
        else:
            system.remove(str(note))


def _notes() -> Path:
    return system.data_folder() / "unfinished"


def _told_by_the_dead() -> dict[str, list[str]]:
    """Notes of processes that are gone, with the folders in them."""
    found = {}
    with contextlib.suppress(RuntimeError):  # no home folder
        for note in _leftovers(str(_notes())):
            folders = []
            with contextlib.suppress(OSError, ValueError):
                folders = [folder for folder in json.loads(Path(note).read_text("utf-8")) if isinstance(folder, str)]
            found[note] = folders
    return found


def _leftovers(folder: str) -> list[str]:
    """Paths in a folder, and in the folders in it that an interrupted run goes on from."""
    names = []
    with contextlib.suppress(OSError):
        names = os.listdir(folder)
    found = [os.path.join(folder, name) for name in names if is_left_behind(name)]
    for name in filter(is_unfinished, names):
        found += _leftovers(os.path.join(folder, name))
    return found


def _tidy(folder: str) -> None:
    found = _leftovers(folder)
    journals = [path for path in found if is_journal(os.path.basename(path))]
    mended = [mend(path) for path in journals]
    if all(mended):  # what a journal still needs is not removed
        for path in _leftovers(folder):
            system.remove(path)
