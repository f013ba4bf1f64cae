"""Zips as producers ship them: what is in them, and their members as streams, without unpacking them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ..base.errors import InputError
from ..base.translation import tr

_INSIDE = re.compile(r"/vsizip/(?:\{(?P<quoted>.+?\.zip)\}|(?P<plain>.+?\.zip))(?:/(?P<member>.*))?", re.IGNORECASE)


def zip_and_member(path: str) -> tuple[str, str]:
    """The zip that a path names, and the file in it; both empty where it names none.

    Args:
        path: of a zip, or GDAL's `/vsizip/ZIP/FILE`.
    """
    found = _INSIDE.fullmatch(path)
    if found:
        return found["quoted"] or found["plain"], found["member"] or ""
    return (path, "") if path.lower().endswith(".zip") and Path(path).is_file() else ("", "")


def is_member(path: str) -> bool:
    """Tell whether a path is that of a file in a zip."""
    return bool(zip_and_member(path)[1])


def members(archive: str) -> list[str]:
    """Paths of the files in a zip, as GDAL names them; those that the system adds are left out.

    Raises:
        InputError: it is damaged.
    """
    with _opened(archive) as opened:
        names = [each.filename for each in opened.infolist() if not each.is_dir()]
    hidden = [name for name in names if name.startswith("__MACOSX/") or Path(name).name.startswith(".")]
    return [f"/vsizip/{{{archive}}}/{name}" for name in sorted(set(names) - set(hidden))]


def exists(path: str) -> bool:
    """Tell whether a file, or a file in a zip, is there."""
    archive, member = zip_and_member(path)
    if not member:
        return Path(path).exists()
    if not Path(archive).is_file():
        return False
    with _opened(archive) as opened:
        return member in opened.namelist()


def size_of(path: str) -> int:
    """Bytes of a file, or of a file in a zip as it is unpacked."""
    archive, member = zip_and_member(path)
    if not member:
        return os.stat(path).st_size
    with _opened(archive) as opened:
        return opened.getinfo(member).file_size


@contextlib.contextmanager
def open_bytes(path: str) -> Iterator[IO[bytes]]:
    """A file, or a file in a zip, for reading from its beginning.

    Raises:
        InputError: the zip is damaged.
        OSError: the file cannot be opened.
    """
    archive, member = zip_and_member(path)
    if not member:
        with open(path, "rb") as file:
            yield file
        return
    with _opened(archive) as opened:
        try:
            with opened.open(member) as inside:
                yield inside
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, KeyError) as error:
            raise _damaged(archive, error) from error


@contextlib.contextmanager
def open_text(path: str, encoding: str) -> Iterator[IO[str]]:
    """The same as text, with the ends of lines as they are; what cannot be decoded is replaced."""
    with open_bytes(path) as raw, io.TextIOWrapper(raw, encoding, errors="replace", newline="") as text:
        yield text


@contextlib.contextmanager
def _opened(archive: str) -> Iterator[zipfile.ZipFile]:
    try:
        opened = zipfile.ZipFile(archive)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _damaged(archive, error) from error
    with opened:
        yield opened


def _damaged(archive: str, error: Exception) -> InputError:
    return InputError(
        tr("The archive {path} cannot be read: {reason}. Download it again."), path=archive, reason=str(error)
    )
