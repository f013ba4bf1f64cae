"""Names of what Slipline keeps beside outputs and in the temporary folder while it works.

Each says which process of which computer it belongs to, so that what a dead process left can be told from what is in
use, and from files of the user.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from . import system

_PART, _KEPT, _JOURNAL = "part", "kept", "exchange"
_OWN = re.compile(rf"^\..*\.(?:{_PART}|{_KEPT}|{_JOURNAL})(\d+)-([0-9a-f]{{4}})(?![0-9a-f])")
_SCRATCH = re.compile(r"^slipline-[a-z-]+-(\d+)-([0-9a-f]{4})-")
_UNFINISHED = ".unfinished"


def part_name(path: str) -> str:
    """Name beside the target under which an output grows."""
    return _beside(path, _PART)


def kept_name(path: str) -> str:
    """Name beside an output under which the old one is kept while the new ones get their names."""
    return _beside(path, _KEPT)


def journal_name(folder: str) -> str:
    """Name of a journal of an exchange in a folder."""
    return _beside(os.path.join(folder, "slipline.json"), _JOURNAL)


def is_journal(name: str) -> bool:
    """Tell a journal, which is whole, from what it grows in."""
    return name.startswith(f".slipline.{_JOURNAL}") and name.endswith(".json")


def scratch_prefix(purpose: str) -> str:
    """Beginning of the name of a temporary folder."""
    return f"slipline-{purpose}-{os.getpid()}-{system.host()}-"


def _beside(path: str, kind: str) -> str:
    folder, name = os.path.split(path)
    mark = f".{kind}{os.getpid()}-{system.host()}"
    return os.path.join(folder, re.sub(r"^(.*?)(\.\w+)?$", lambda found: f".{found[1]}{mark}{found[2] or ''}", name))


def is_internal(path: str) -> bool:
    """Tell whether a file is no output but something on the way to one: it needs no exchange."""
    parts = Path(path).parts
    return any(_OWN.match(name) or _SCRATCH.match(name) or is_unfinished(name) for name in parts)


def is_unfinished(name: str) -> bool:
    """Tell whether the name of a folder is that of something from which an interrupted run goes on."""
    return name.endswith(_UNFINISHED)


def is_left_behind(name: str) -> bool:
    """Tell whether the name of a file or folder is that of something whose process, on this computer, is gone."""
    found = _OWN.match(name) or _SCRATCH.match(name)
    return found is not None and found[2] == system.host() and not system.is_running(int(found[1]))
