"""How outputs appear: whole, and all outputs of a run together at its end, or none; then all old ones stand as before.

Whatever writes an output lets it grow under `part_name` and hands it to `put_in_place`. Inside a block of `together` it
gets its name at the end of the block, with the others; outside it gets its name at once.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from pathlib import Path

from ..base.errors import CoreError, InputError
from ..base.translation import tr
from . import containers, system
from .disk_space import cannot_write
from .exchange import Run
from .leftovers import tidy
from .own_names import is_internal, part_name, scratch_prefix

_SHAPEFILE = ".shp .shx .dbf .prj .cpg"
_OF_OLD_SHAPEFILES = ".qix .sbn .sbx .qpj .fbn .fbx .ain .aih .ixs .mxs .shp.xml"  # indexes that would not fit


_run: ContextVar[Run | None] = ContextVar("slipline_run", default=None)


@contextlib.contextmanager
def together(*outputs: str) -> Iterator[Run]:
    """Give everything that is written in this block its name at the end of the block: all or nothing.

    A block inside of another one belongs to that.

    Args:
        outputs: what will be written, as far as it is known; empty names are left out. What dead processes left
            beside them is mended first.

    Raises:
        OutputError: an output cannot get its name. The old ones stand.
    """
    outer = _run.get()
    if outer is not None:
        yield outer
        return
    run, folders = Run(), {os.path.dirname(os.path.abspath(path)) for path in outputs if path}
    tidy(folders)
    run.tell(folders)
    token = _run.set(run)
    try:
        yield run
        run.finish()
    except CoreError as error:
        run.in_users_words(error)
        raise
    finally:
        _run.reset(token)
        run.clear()


def put_in_place(part: str, path: str, layer: str = "") -> None:
    """Hand over a finished output: it gets its name with the other outputs of its run, or at once outside of one.

    Args:
        part: what is finished.
        path: its name.
        layer: name of the layer in it, of a GeoPackage.

    Raises:
        OutputError: another program holds the target; what is finished is kept under a name that the error says.
    """
    run = _run.get()
    if run is None or is_internal(path):
        run = Run()
        run.add(part, path, layer)
        run.finish()
    else:
        run.add(part, path, layer)


def drop(path: str) -> None:
    """Let a file that belongs to an older output go when the new one gets its name."""
    if os.path.lexists(path):
        put_in_place("", path)


def place_now(path: str) -> str:
    """Where an output of this run can be read before it has its name; the path itself outside of a run."""
    run = _run.get()
    return path if run is None else run.place(path)


def at_the_end(action: Callable[[], None]) -> None:
    """Have something done when all outputs of this run stand; at once outside of a run."""
    run = _run.get()
    if run is None:
        action()
    else:
        run.afterwards(action)


@contextlib.contextmanager
def growing(path: str) -> Iterator[str]:
    """Name of the part of an output that is written in this block, handed over at its end and removed on failure.

    Raises:
        OutputError: no permission, no folder, disk full.
    """
    refuse_folder(path)
    part = part_name(str(path))
    with contextlib.ExitStack() as failed:
        failed.callback(system.remove, part)
        try:
            yield part
        except OSError as error:
            if isinstance(error, CoreError):
                raise
            raise cannot_write(str(path), error.strerror or str(error)) from error
        failed.pop_all()
    put_in_place(part, str(path))


@contextlib.contextmanager
def part_folder(path: str) -> Iterator[Path]:
    """A folder beside an output in which parts grow; it goes at the end of the run, or of this block outside of one.

    Raises:
        OutputError: it cannot be made.
    """
    folder = Path(part_name(str(path)))
    tidy([str(folder.parent)])
    system.remove(str(folder))
    above = [place for place in folder.parents if not place.exists()]
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise cannot_write(str(path), error.strerror or str(error)) from error
    run = _run.get()
    own = run or Run()
    own.remove_at_the_end(folder, above)
    try:
        yield folder
    finally:
        if run is None:
            own.clear()


@contextlib.contextmanager
def scratch_folder(purpose: str) -> Iterator[Path]:
    """A temporary folder; what a system will not remove, since it is still mapped into memory, goes at the next start.

    Raises:
        OutputError: the system's temporary folder cannot be written.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=scratch_prefix(purpose)))
    except OSError as error:
        raise cannot_write(tempfile.gettempdir(), error.strerror or str(error)) from error
    try:
        yield folder
    finally:
        system.remove(str(folder))


def require_writable(*paths: str) -> None:
    """Find out before hours of work whether outputs can be written; empty names are left out.

    Raises:
        OutputError: no permission, no such folder, disk full, or another program holds what stands there.
        InputError: a GeoPackage that stands there cannot take a layer.
    """
    for path in filter(None, paths):
        refuse_folder(path)
        if system.refused_name(path):
            raise cannot_write(path, tr("Windows keeps this name for itself"))
        probe = part_name(path + ".probe")
        if system.too_long(probe):
            raise cannot_write(path, tr("the path is too long for Windows"))
        try:
            Path(probe).write_bytes(b"\0")
        except OSError as error:
            raise cannot_write(path, error.strerror or str(error)) from error
        finally:
            system.remove(probe)
        if containers.stands(path):
            containers.require_free(path)
        elif held := system.holds(path):
            raise cannot_write(path, held)


def refuse_folder(path: str) -> None:
    """Stop where a file is asked for and a folder has its name.

    Raises:
        OutputError: it would have to go.
    """
    if Path(path).is_dir():
        raise cannot_write(str(path), tr("it is a folder"))


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
    """Bring a copy of a finished file to its place; it appears there whole.

    Raises:
        OutputError: no permission, no folder, disk full.
    """
    with growing(path) as part:
        shutil.copyfile(source, part)


def keep_copy(source: Path, path: str) -> None:
    """Bring a copy of a file to its place at once, also where the run that it belongs to fails.

    Raises:
        OutputError: no permission, no folder, disk full.
    """
    token = _run.set(None)
    try:
        copy_finished(source, path)
    finally:
        _run.reset(token)


def write_text(path: str, text: str, at_once: bool = False) -> None:
    """Write a text file that appears when it is complete; `at_once`: also where the run that it belongs to fails.

    Raises:
        OutputError: no permission, no folder, disk full.
    """
    token = _run.set(None if at_once else _run.get())
    try:
        with growing(str(path)) as part:
            Path(part).write_text(text, encoding="utf-8")
    finally:
        _run.reset(token)


def put_shapefile_in_place(part: str, path: str) -> None:
    """Hand over the files of a shapefile, and let indexes of an older one go.

    Raises:
        OutputError: see `put_in_place`.
    """
    for ending in _SHAPEFILE.split():
        file, target = str(Path(part).with_suffix(ending)), str(Path(path).with_suffix(ending))
        if os.path.exists(file):
            put_in_place(file, target)
        else:
            drop(target)
    for ending in _OF_OLD_SHAPEFILES.split():
        drop(str(Path(path).with_suffix(ending)))
