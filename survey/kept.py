"""What is finished lies in a folder under a name that follows from its content: it is known again, or made anew."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.base.processes import plugin_version


@dataclass(frozen=True)
class Kept:
    """The folder of one step.

    Args:
        step: its name.
        folder: whose name ends with the key.
        key: hash of the version, of what the step was told and of the keys of what it is made of.
    """

    step: str
    folder: Path
    key: str

    def path(self, name: str) -> str:
        """Path of a file of the step."""
        return str(self.folder / name)

    def is_done(self, name: str) -> bool:
        """Tell whether a piece of work is finished, and all of its files are there in full length."""
        try:
            files = json.loads((self.folder / f"{name}.done").read_text(encoding="utf-8"))["files"]
            return all((self.folder / file).stat().st_size == size for file, size in files.items())
        except (OSError, ValueError, LookupError, TypeError):
            return False

    def finish(self, name: str, files: Sequence[str], since: float) -> None:
        """Note that a piece of work is finished, and the processor time that it took since then."""
        sizes = {file: (self.folder / file).stat().st_size for file in files}
        told = {"files": sizes, "seconds": spent() - since}
        with growing(self.folder / f"{name}.done") as draft:
            draft.write_text(json.dumps(told), encoding="utf-8")

    def seconds(self) -> list[float]:
        """Processor time of each finished piece."""
        return [float(json.loads(one.read_text(encoding="utf-8"))["seconds"]) for one in self.folder.glob("*.done")]

    def finished(self) -> int:
        """Number of finished pieces."""
        return sum(1 for _ in self.folder.glob("*.done"))


def kept(home: Path, step: str, told: Mapping[str, Any], *before: str) -> Kept:
    """The folder of a step, which is made where it is not there.

    Args:
        home: of the survey.
        step: name of the step.
        told: everything that its results depend on, as JSON takes it.
        before: keys of the steps that it is made of.
    """
    text = json.dumps([plugin_version(), step, told, *before], sort_keys=True, default=str)
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    folder = home / "steps" / f"{step}-{key}"
    folder.mkdir(parents=True, exist_ok=True)
    return Kept(step, folder, key)


def spent() -> float:
    """Processor seconds of this process and of those that it started and that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def file_mark(path: str) -> list[Any]:
    """What tells a file from a changed one: its name, size and time of change."""
    known = os.stat(path)
    return [os.path.basename(path), known.st_size, known.st_mtime_ns]


@contextlib.contextmanager
def growing(path: Path) -> Iterator[Path]:
    """A draft beside a file, which gets the file's name when it is complete."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield draft
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
