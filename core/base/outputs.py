"""Outputs appear when they are complete; of several outputs of one run either all appear, or none."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from .errors import InputError, OutputError
from .translation import tr

SHAPEFILE_PARTS = (".shx", ".dbf", ".prj", ".cpg")


@contextlib.contextmanager
def removed_on_failure(*paths: str) -> Iterator[None]:
    """Remove the outputs that are there already when a later step fails or is cancelled; empty names are left out."""
    with contextlib.ExitStack() as stack:
        for path in filter(None, paths):
            stack.callback(_remove, Path(path))
        yield
        stack.pop_all()


def _remove(path: Path) -> None:
    if not path.parent.is_dir():
        return
    path.unlink(missing_ok=True)
    if path.suffix.lower() == ".shp":
        for suffix in SHAPEFILE_PARTS:
            path.with_suffix(suffix).unlink(missing_ok=True)


def part_name(path: str) -> str:
    """Name beside the target under which an output grows."""
    folder, name = os.path.split(path)
    return os.path.join(folder, re.sub(r"^(.*?)(\.\w+)?$", rf".\1.part{os.getpid()}\2", name))


@contextlib.contextmanager
def scratch_folder(purpose: str) -> Iterator[Path]:
    """A temporary folder; what a system will not remove, since it is still mapped into memory, stays behind.

    Raises:
        OutputError: the system's temporary folder cannot be written.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"slipline-{purpose}-"))
    except OSError as error:
        raise cannot_write(tempfile.gettempdir(), error.strerror or str(error)) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def require_writable(*paths: str) -> None:
    """Find out before hours of work whether outputs can be written; empty names are left out.

    Raises:
        OutputError: no permission, no such folder, disk full.
    """
    for path in filter(None, paths):
        part = Path(part_name(path))
        if Path(path).is_dir():
            raise cannot_write(path, tr("it is a folder"))
        try:
            part.write_bytes(b"\0")
        except OSError as error:
            raise cannot_write(path, error.strerror or str(error)) from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink()


def require_apart(outputs: Sequence[str], inputs: Sequence[str]) -> None:
    """Stop where two outputs have one name, or an output has that of an input; empty names are left out.

    Raises:
        InputError: one of them would be lost.
    """
    read, written = {os.path.realpath(path) for path in inputs if path}, set()
    for path in filter(None, outputs):
        place = os.path.realpath(path)
        if place in read:
            raise InputError(tr("The output {path} is an input too. Choose another file for it."), path=path)
        if place in written:
            raise InputError(tr("Two outputs have the name {path}. Choose a file for each."), path=path)
        written.add(place)


def copy_finished(source: Path, path: str) -> None:
    """Bring a finished file to its place; it appears there whole.

    Raises:
        OutputError: no permission, no folder, disk full.
    """
    part = part_name(path)
    try:
        shutil.copyfile(source, part)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        raise cannot_write(path, error.strerror or str(error)) from error
    put_in_place(part, path)


def write_text(path: str, text: str) -> None:
    """Write a text file that appears when it is complete.

    Raises:
        OutputError: no permission, no folder, disk full.
    """
    part = part_name(str(path))
    try:
        Path(part).write_text(text, encoding="utf-8")
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        raise cannot_write(str(path), error.strerror or str(error)) from error
    put_in_place(part, str(path))


def put_in_place(part: str, path: str) -> None:
    """Give a finished output its name.

    Raises:
        OutputError: another program holds the target.
    """
    try:
        os.replace(part, path)
    except OSError as error:
        Path(part).unlink(missing_ok=True)
        raise cannot_write(path, error.strerror or str(error)) from error


def cannot_write(path: str, reason: str) -> OutputError:
    """The error for an output that cannot be written, with the system's reason."""
    return OutputError(
        tr("The output {path} cannot be written: {reason}. Choose another folder, or free disk space."),
        path=path,
        reason=(reason or tr("unknown reason")).strip().rstrip("."),
    )
