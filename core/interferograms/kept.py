"""What an interrupted run has read is not read again: counts of cells and phases of pairs stay beside the output."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.processes import plugin_version
from ..base.progress import Progress, Silent
from ..files import system
from ..files.outputs import write_text
from ..inversion.marks import Marks
from .lattice import lattice_of
from .products import Found

_MANIFEST = "manifest.json"
_WORTH = 2e8  # values (cells times pairs) from which a run is worth keeping: less is read again in a minute


def identity_of(found: Found, options: object) -> dict[str, Any]:
    """What must be the same for a run to go on: version, files with their sizes and times of change, options."""
    paths = sorted({layer.path for pair in found.pairs for layer in pair.layers})
    files = []
    for path in paths:
        plain = path.replace("/vsizip/", "").partition(".zip/")
        real = plain[0] + (".zip" if plain[1] else "")
        state = os.stat(real) if os.path.exists(real) else None
        files.append([path, state.st_size if state else 0, state.st_mtime_ns if state else 0])
    return {"version": plugin_version(), "options": repr(options), "files": files}


class Kept(Marks):
    """A folder of what was read, and of how far its phases were repaired.

    Args:
        folder: where; None: nothing is kept.
        identity: see `identity_of`.
        progress: told that a run goes on.
    """

    def __init__(self, folder: Path | None, identity: dict[str, Any], progress: Progress) -> None:
        self.folder = folder
        self.state: dict[str, Any] = {}
        if folder is None:
            return
        with contextlib.suppress(OSError, ValueError):
            known = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
            if known.get("identity") == json.loads(json.dumps(identity)):
                self.state = known["state"]
        if not self.state:
            system.remove(str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        self._identity = identity
        if self.state:
            progress.message(f"An interrupted run goes on: {len(self.state.get('counted', []))} pairs were counted.")

    def save(self, state: dict[str, Any], **arrays: NDArray[Any]) -> None:
        """Keep arrays, then what the state says of them; nothing where nothing is kept."""
        if self.folder is None:
            return
        self.state.update(state)
        for name, values in arrays.items():
            part = self.folder / f"{name}.part.npy"
            np.save(part, values)
            os.replace(part, self.folder / f"{name}.npy")
        write_text(
            str(self.folder / _MANIFEST), json.dumps({"identity": self._identity, "state": self.state}), at_once=True
        )

    def changing(self) -> None:
        """Phases are read again after an interruption from here on."""
        self.save({"rows": 0, "repaired": []})

    def repaired(self, **arrays: NDArray[Any]) -> None:
        """Phases are taken up as they are after an interruption from here on."""
        self.save({"rows": self.state.get("read", 0), "repaired": sorted(arrays)}, **arrays)

    def known_repair(self) -> dict[str, NDArray[Any]]:
        """What was said of it."""
        return {name: self.load(name) for name in self.state.get("repaired", [])}

    def load(self, name: str) -> NDArray[Any]:
        """An array that was kept."""
        if self.folder is None:
            raise ValueError(name)
        return np.asarray(np.load(self.folder / f"{name}.npy"))


NOTHING_KEPT = Kept(None, {}, Silent())


@contextlib.contextmanager
def kept_on_interruption(output: str, found: Found, options: object, progress: Progress) -> Iterator[Kept]:
    """Keep what is read of a large stack, and say so, unless the run succeeds or its inputs cannot be used."""
    worth = bool(output) and _cells(found) * len(found.pairs) >= _WORTH
    folder = Path(output).with_suffix(".unfinished") if worth else None
    kept = Kept(folder, identity_of(found, options) if worth else {}, progress)
    needed = worth
    try:
        yield kept
        needed = False
    except InputError:
        needed = False
        raise
    finally:
        if needed and kept.state:
            progress.warning(
                f"What was read is kept in {folder}. To go on, run the tool again with the same inputs, parameters and"
                " outputs; to give up, delete that folder."
            )
        elif folder is not None:
            system.remove(str(folder))


def _cells(found: Found) -> int:
    """Of the first file that can be read."""
    for pair in found.pairs:
        with contextlib.suppress(InputError):
            rows, columns = lattice_of(pair.layers[0]).shape
            return rows * columns
    return 0
