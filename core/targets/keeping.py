"""What targets keep beside their velocity: how the radar saw them, their track, their names and their series."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress
from ..products.facts import completed, facts_of_name, orbit_of
from ..products.kept_fields import ACCELERATION, ID, NUMBERS, PASS, SEASONALITY, TEXTS, TRACK
from ..products.looks import looks
from .fields import Fields
from .source import RawPoints, TargetSource
from .targets import Targets
from .values import column

ROW = "row of the source"  # of each target while a source is read
MEASURED = ("heading", *NUMBERS)


@dataclass(frozen=True)
class Scale:
    """What numbers of a source are multiplied by: velocities to be mm/yr; -1 where its sign is turned, else 1."""

    factor: float
    sign: float


def measured(raw: RawPoints, fields: Fields) -> dict[str, NDArray[Any]]:
    """Numbers (n,) of the roles that targets keep, in single precision, and the row of each target."""
    made: dict[str, NDArray[Any]] = {ROW: np.arange(len(raw.x), dtype=np.int32)}
    for role, name in fields.kept.items():
        if role in MEASURED and name in raw.columns:
            made[role] = column(raw, name).astype(np.float32)
    return made


def with_kept(targets: Targets, source: TargetSource, fields: Fields, scale: Scale, progress: Progress) -> Targets:
    """Targets of one source with all that they keep, in place of what `measured` gave.

    Args:
        targets: of which `more` holds what `measured` gave.
        source: they are from.
        fields: its columns.
        scale: of its velocities.
        progress: hears what is computed, and what is not used.
    """
    known = dict(targets.more)
    rows = known.pop(ROW)
    facts = completed(source.facts(), facts_of_name(source.name))
    made, orbit = looks(known, facts, len(targets), source.name, progress)
    more: dict[str, NDArray[Any]] = dict(made)
    if ACCELERATION in known:
        more[ACCELERATION] = known[ACCELERATION] * np.float32(scale.factor * scale.sign)
    if SEASONALITY in known:
        more[SEASONALITY] = known[SEASONALITY] * np.float32(scale.factor)
    named = [fields.kept[role] for role in TEXTS if role in fields.kept]
    texts = source.attributes(named, rows, progress) if named else {}
    more.update(_named(texts, fields, len(targets), facts.track, orbit))
    return replace(targets, more=more)


def _named(
    texts: dict[str, NDArray[Any]], fields: Fields, count: int, track: str, orbit: str
) -> dict[str, NDArray[Any]]:
    """Names, tracks and orbits (count,) of the targets: their own ones, else those of the file."""
    made: dict[str, NDArray[Any]] = {}
    for role in TEXTS:
        own = texts.get(fields.kept.get(role, ""))
        if own is not None:
            words = [_plain(word) if role != PASS else orbit_of(word) or None for word in own.tolist()]
            made[role] = np.array(words, object)
    for role, said in ((TRACK, track), (PASS, orbit)):
        if said and not (role in made and any(word is not None for word in made[role])):
            made[role] = np.full(count, said, object)
    return {role: made[role] for role in (ID, TRACK, PASS) if role in made}


def _plain(word: object) -> str | None:
    """A name as text: a number without a decimal point where it has no decimals; None for nothing."""
    if isinstance(word, float):
        return None if math.isnan(word) else f"{word:.15g}"
    text = "" if word is None else str(word).strip()
    return text or None
