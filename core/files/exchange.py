"""Finished outputs get their names together: all new ones stand, or all old ones do.

While files get their names one after the other, the old ones are kept under names of their own and a journal lies
beside them; what is killed in between is brought to its end by the next start, see `leftovers`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ..base.errors import Cancelled, CoreError, OutputError
from ..base.progress import is_asked_to_stop
from ..base.translation import tr
from . import containers, system
from .disk_space import cannot_write, disk_full, lacks_room
from .leftovers import Journal, Move, working_in
from .own_names import kept_name

_one_at_a_time = threading.Lock()
_LAST_BYTES = 2**23  # that have to be free before GeoPackages are committed: more than a commit still writes


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
        Cancelled: the user asked to stop while a layer was copied into its GeoPackage; nothing has changed.
    """
    layers = [move for move in moves if move.is_layer]
    with _one_at_a_time, contextlib.ExitStack() as undone:
        journal = Journal(moves) if len(moves) > 1 or layers else None  # SQLite's own log needs a start that writes
        if journal is not None:
            undone.callback(journal.remove_unless, moves)
            with _told_for(moves[0].path):
                journal.write()
        brought = []
        for move in layers:
            with _told_for(move.path):
                brought.append(containers.Bringing(move.part, move.path, is_asked_to_stop))
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
        if journal is not None:
            journal.remove()
        _forget(moves)


@contextlib.contextmanager
def _told_for(path: str) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if str(error) == "interrupted":  # SQLite's word for a copy that the user stopped
            raise Cancelled from error
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


class Run:
    """The outputs of a run that are finished, and what else has to be done at its end."""

    def __init__(self) -> None:
        self._moves: dict[str, Move] = {}
        self._layers: dict[str, str] = {}
        self._scrap: list[tuple[Path, list[Path]]] = []
        self._told = contextlib.ExitStack()
        self._afterwards: list[Callable[[], None]] = []

    def add(self, part: str, path: str, layer: str = "") -> None:
        """An output is finished; empty `part`: what stands at the path goes with the exchange."""
        before = self._moves.pop(path, Move("", path))
        if before.part not in ("", part):
            system.remove(before.part)
        self._moves[path] = Move(part, path)
        if layer and containers.is_shared(path, layer):
            self._layers[path] = layer

    def place(self, path: str) -> str:
        """Where an output can be read before it has its name."""
        move = self._moves.get(path)
        return move.part if move is not None and move.part else path

    def source(self, path: str) -> str:
        """An output as QGIS opens it: with the layer's name where its GeoPackage holds others too."""
        return f"{path}|layername={self._layers[path]}" if path in self._layers else path

    def remove_at_the_end(self, folder: Path, above: list[Path]) -> None:
        """A folder that parts come from, and the folders above that were made for it and go where they stay empty."""
        self._scrap.append((folder, above))
        self.tell([str(folder.parent)])

    def tell(self, folders: Iterable[str]) -> None:
        """Let the next start look into these folders, should this process be killed before the end."""
        self._told.enter_context(working_in(folders))

    def afterwards(self, action: Callable[[], None]) -> None:
        """Have something done when all outputs stand."""
        self._afterwards.append(action)

    def finish(self) -> None:
        """Give all outputs their names.

        Raises:
            OutputError: one cannot get its name; the old ones stand, the finished ones are kept under other names.
        """
        try:
            exchange(list(self._moves.values()))
        except ExchangeError as error:
            kept = _rescued(list(self._moves.values()))
            raise _not_exchanged(error, kept) from error
        for action in self._afterwards:
            action()
        self._moves.clear()

    def clear(self) -> None:
        """Remove what has not got its name."""
        for move in self._moves.values():
            if move.part:
                for file in _with_companions(move.part):
                    system.remove(file)
        for folder, above in self._scrap:
            _scrapped(folder, above)
        self._told.close()

    def in_users_words(self, error: CoreError) -> None:
        """Let an error name outputs as the user does, not the parts in which they grow."""
        names = {move.part: move.path for move in self._moves.values() if move.part}
        said = {key: names.get(str(value), value) for key, value in error.values.items()}
        if said != error.values:
            error.values = said
            error.args = (error.text.format(**said),)


def _not_exchanged(error: ExchangeError, kept: Sequence[str]) -> CoreError:
    if isinstance(error.error, IsADirectoryError):
        said: CoreError = cannot_write(error.path, error.reason)
    elif isinstance(error.error, OSError) and not system.is_full(error.error):
        said = OutputError(
            tr(
                "The output {path} cannot be replaced: {reason}. Close the program that holds it, and run the tool "
                "again."
            ),
            path=error.path,
            reason=error.reason.rstrip("."),
        )
    elif lacks_room(error.path, error.reason):
        said = disk_full(error.path)
    else:
        said = containers.refusal(error.path, error.error)  # type: ignore[arg-type]
    if not kept:
        return said
    text = said.text + tr(" Nothing was replaced; what is finished is kept as {kept}.")
    return type(said)(text, **said.values, kept=", ".join(kept))


def _rescued(moves: Sequence[Move]) -> list[str]:
    """Finished outputs under names that a user sees; none of a set that holds a folder, which refers to its names."""
    if any(move.part and os.path.isdir(move.part) for move in moves):
        return []
    kept = []
    for move in moves:
        if move.part and os.path.exists(move.part):
            whole, number = Path(move.path), 1
            while os.path.lexists(name := str(whole.with_name(f"{whole.stem}.new{number}{whole.suffix}"))):
                number += 1
            with contextlib.suppress(OSError):
                system.replace(move.part, name)
                kept.append(name)
    return kept


def _scrapped(folder: Path, above: Sequence[Path]) -> None:
    """Remove a folder that parts came from, and folders above it that stay empty."""
    system.remove(str(folder))
    for place in above:
        with contextlib.suppress(OSError):  # it holds outputs
            place.rmdir()


def _with_companions(part: str) -> list[str]:
    """A part, and what SQLite and GDAL keep beside it."""
    return [part, *(part + ending for ending in ("-journal", "-wal", "-shm", ".aux.xml"))]
