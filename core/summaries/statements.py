"""What an area is, in the user's words: its kind of motion, its trend, and what has become of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ..base.translation import tr
from ..display.shown_words import shown

STATEMENTS = ("motion_kind", "trend", "change")  # fields of areas, in the order in which people ask


def titles() -> dict[str, str]:
    """What each field that is counted tells, in a few words: the statements, and which source carries an area."""
    own = {"motion_kind": tr("Kind of motion"), "trend": tr("Trend"), "change": tr("Change")}
    return {**own, "main_source": tr("Carried by")}


def statement(values: Mapping[str, object]) -> str:
    """`landslide, accelerating, new` of one area; empty where no field says anything.

    Args:
        values: of the area's fields by name; nulls are None or empty.
    """
    return ", ".join(shown(str(values[name])) for name in STATEMENTS if values.get(name))


def counted_words(values: Iterable[object]) -> str:
    """`12 landslide, 3 uplift`: the different words of a field, the most frequent first; empty without any."""
    counts = Counter(str(value) for value in values if value)
    return ", ".join(f"{count} {shown(word)}" for word, count in counts.most_common())
