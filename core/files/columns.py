"""Columns of many millions of rows: in files of the temporary folder, of which only a piece is in memory at a time.

A column is an array (n,) like any other. A small one lies in memory. A large one is mapped from a file that has no
name, so that it goes with the array, whatever ends the process; its pages count as this process' memory only from when
they are read until `let_go`. What walks over columns in `pieces` lets go after each of them.
"""

from __future__ import annotations

import contextlib
import mmap
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, cast

import numpy as np
from numpy.typing import NDArray

from .disk_space import cannot_write

Array = NDArray[Any]
LARGE = 2**23  # bytes of a column from which on it lies in a file
_AT_ONCE = 200_000  # rows of a piece
_NULL = b"\xff"  # stands for None among texts: no text is written so in UTF-8
_ODD = "surrogatepass"  # what is no letter comes back as it was
_maps: weakref.WeakSet[mmap.mmap] = weakref.WeakSet()
_maps_lock = threading.Lock()  # QGIS runs several tools at once


def pieces(count: int) -> Iterator[slice]:
    """Slices that cover so many rows, each short enough for the arrays of a formula; lets go after each of them."""
    for start in range(0, count, _AT_ONCE):
        yield slice(start, min(start + _AT_ONCE, count))
        if count > _AT_ONCE:
            let_go()


def let_go() -> None:
    """Give the pages of all columns back to the system, which keeps them as long as it has no better use for them."""
    if hasattr(mmap, "MADV_DONTNEED"):
        with _maps_lock:
            maps = list(_maps)
        for one in maps:
            one.madvise(mmap.MADV_DONTNEED)


class Growing:
    """A column whose values come piece by piece; all of one type."""

    def __init__(self) -> None:
        self._parts: list[Array] = []
        self._bytes, self._count = 0, 0
        self._file: Any = None
        self._type: np.dtype[Any] = np.dtype(np.float64)

    def __len__(self) -> int:
        return self._count

    def add(self, values: Array) -> None:
        """Append values (k,).

        Raises:
            OutputError: the temporary folder is full.
        """
        values = np.ascontiguousarray(values)
        self._type = values.dtype if not self._count else self._type
        if values.dtype != self._type:
            raise ValueError(f"a column of {self._type} cannot take {values.dtype}")
        self._count += len(values)
        self._bytes += values.nbytes
        if self._file is None and self._bytes < LARGE:
            self._parts.append(values)
            return
        with _telling():
            if self._file is None:
                self._file = _scratch_file()
                for part in self._parts:
                    self._file.write(part.data)
                self._parts = []
            self._file.write(values.data)

    def column(self) -> Array:
        """All that came, (n,)."""
        if self._file is None:
            return np.concatenate(self._parts) if self._parts else np.zeros(0, self._type)
        with _telling():
            self._file.flush()
            mapped = mmap.mmap(self._file.fileno(), 0)
        self._file.close()
        with _maps_lock:
            _maps.add(mapped)
        return np.frombuffer(mapped, self._type)


def _scratch_file() -> IO[bytes]:
    """A file without a name, which goes when nothing reads it any more."""
    return tempfile.TemporaryFile(prefix="slipline_column_")


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    """Say in the user's words that the temporary folder cannot be written."""
    try:
        yield
    except OSError as error:
        raise cannot_write(tempfile.gettempdir(), error.strerror or str(error)) from error


def by_pieces(function: Callable[..., Array], *columns: Array) -> Array:
    """What a function makes of columns (n,), piece by piece, as a column.

    Each row is made of the same row of the columns, or left out; where each column has one value for all rows, so has
    the result.
    """
    if all(one.strides == (0,) for one in columns) and len(columns[0]):
        only = function(*(one[:1] for one in columns))
        return np.broadcast_to(only, len(columns[0])) if len(only) else only
    made = Growing()
    for part in pieces(len(columns[0])):
        made.add(function(*(column[part] for column in columns)))
    return made.column() if len(columns[0]) else np.asarray(function(*columns))


def zeros(count: int, kind: Any = np.float64) -> Array:
    """A column of zeros that can be written into."""
    if count * np.dtype(kind).itemsize < LARGE:
        return np.zeros(count, kind)
    made = Growing()
    for part in pieces(count):
        made.add(np.zeros(part.stop - part.start, kind))
    return made.column()


def stored(values: Array) -> Array:
    """An array (n,) as a column: in a file where it is large."""
    return values if values.nbytes < LARGE else by_pieces(lambda part: part, values)


def counted(count: int) -> NDArray[np.int32]:
    """The numbers of so many rows, as a column."""
    made = Growing()
    made.add(np.zeros(0, np.int32))
    for part in pieces(count):
        made.add(np.arange(part.start, part.stop, dtype=np.int32))
    return made.column()


def kept_rows(values: Array, at: Array | slice) -> Array:
    """The rows of a column that a mask (n,), an index or a slice selects, as a column."""
    if isinstance(at, slice):
        return values[at]
    if isinstance(values, Texts):
        return _kept_texts(values, at)
    if values.strides == (0,):  # one value for all
        return np.broadcast_to(values[:1], np.count_nonzero(at) if at.dtype == bool else len(at))
    if values.nbytes < LARGE:
        return values[at]
    if at.dtype == bool:
        return by_pieces(lambda part, mask: part[mask], values, at)
    made = Growing()
    made.add(values[:0])
    for start in range(0, len(at), _AT_ONCE):  # an index may lead anywhere: nothing is let go between
        made.add(values[at[start : start + _AT_ONCE]])
    let_go()
    return made.column()


def joined_columns(parts: Sequence[Array]) -> Array:
    """Columns of one type, one after the other."""
    if len(parts) == 1:
        return parts[0]
    if parts[0].dtype.kind == "O":
        texts = GrowingTexts()
        for part in parts:
            texts.add_all(part)
        return texts.column()
    made = Growing()
    for values in parts:
        made.add(values[:0])
        for piece in pieces(len(values)):
            made.add(values[piece])
    return made.column()


def different(values: Array) -> set[object]:
    """The different values of a column of texts; None among them."""
    if isinstance(values, np.ndarray) and values.strides == (0,):
        return set(values[:1].tolist())
    return {value for part in pieces(len(values)) for value in set(values[part].tolist())}


class Texts:
    """Texts, and None, of n rows in files; stands for an array (n,) of objects of which pieces are asked for.

    Args:
        letters: (bytes,) of all texts in UTF-8.
        ends: (n,) where each text ends among them.
    """

    dtype = np.dtype(object)
    strides = (8,)

    def __init__(self, letters: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._letters, self._ends = letters, ends
        self.nbytes = letters.nbytes + ends.nbytes
        self.shape = (len(ends),)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: Any) -> Any:
        """The texts of a slice of the rows, as an array of objects."""
        start, stop, step = at.indices(len(self))
        if step != 1:
            raise ValueError("texts are read in pieces")
        first = int(self._ends[start - 1]) if start else 0
        ends = (self._ends[start:stop] - first).tolist()
        letters = self._letters[first : first + ends[-1] if ends else first].tobytes()
        made = np.empty(len(ends), object)
        if letters.isascii():
            plain = letters.decode()
            made[:] = [plain[begin:end] for begin, end in zip([0, *ends], ends)]
        else:
            parts = [letters[begin:end] for begin, end in zip([0, *ends], ends)]
            made[:] = [None if part == _NULL else part.decode(errors=_ODD) for part in parts]
        return made

    def __array__(self, dtype: Any = None, copy: Any = None) -> Array:
        return cast("Array", self[:])

    def tolist(self) -> list[object]:
        """All of them, in memory."""
        return cast("list[object]", self[:].tolist())


class GrowingTexts:
    """A column of texts, and None, that come piece by piece."""

    def __init__(self) -> None:
        self._parts: list[Array] = []
        self._bytes, self._last = 0, 0
        self._letters, self._ends = Growing(), Growing()
        self.any_known = False

    def add(self, values: Array) -> None:
        """Append an array (k,) of texts and None."""
        words = values.tolist()
        self.any_known = self.any_known or any(word is not None for word in words)
        whole = _joined(words)
        if whole is not None:
            lengths, letters = list(map(len, words)), whole
        else:
            parts = [_NULL if word is None else str(word).encode(errors=_ODD) for word in words]
            lengths, letters = list(map(len, parts)), b"".join(parts)
        ends = self._last + np.cumsum(np.array(lengths, np.int64))
        self._last = int(ends[-1]) if len(ends) else self._last
        self._letters.add(np.frombuffer(letters, np.uint8))
        self._ends.add(ends)

    def add_all(self, values: Array) -> None:
        """Append a whole column of texts."""
        for part in pieces(len(values)):
            self.add(values[part])

    def column(self) -> Array:
        """All that came, (n,): an array of objects where it is small, else `Texts`."""
        texts = Texts(self._letters.column(), self._ends.column())
        return cast("Array", texts) if texts.nbytes >= LARGE else texts[:]


def _joined(words: Sequence[Any]) -> bytes | None:
    """All words as they follow each other in UTF-8; None where one is no text, or has letters of several bytes."""
    try:
        whole = "".join(words)
    except TypeError:
        return None
    return whole.encode() if whole.isascii() else None


def _kept_texts(texts: Texts, at: Array) -> Array:
    made = GrowingTexts()
    if at.dtype == bool:
        for part in pieces(len(texts)):
            made.add(texts[part][at[part]])
    else:
        for start in range(0, len(at), _AT_ONCE):
            made.add(np.array([texts[row : row + 1][0] for row in at[start : start + _AT_ONCE].tolist()], object))
    return made.column()
