"""What processes left that were killed: brought to an end or removed at the next start, and nothing else.

A small file in the user's data folder says where a process has outputs that are not finished, so that the next start
finds them wherever they are.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import system
from .exchange import mend
from .own_names import is_journal, is_left_behind

_mending = threading.Lock()
_places: dict[str, int] = {}  # folder -> runs of this process that write there
_telling = threading.Lock()


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
    names = []
    with contextlib.suppress(OSError):
        names = os.listdir(folder)
    return [os.path.join(folder, name) for name in names if is_left_behind(name)]


def _tidy(folder: str) -> None:
    found = _leftovers(folder)
    journals = [path for path in found if is_journal(os.path.basename(path))]
    mended = [mend(path) for path in journals]
    if all(mended):  # what a journal still needs is not removed
        for path in _leftovers(folder):
            system.remove(path)
