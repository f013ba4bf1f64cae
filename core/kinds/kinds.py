"""The kinds of motion that are told apart, and the words of users that mean them."""

from __future__ import annotations

from collections.abc import Iterable

from ..display.shown_words import shown

LANDSLIDE, CREEP, BOWL, COMPACTION, UPLIFT, CONSTRUCTION, ERROR = KINDS = (
    "landslide",
    "creep",
    "bowl",
    "compaction",
    "uplift",
    "construction",
    "unwrapping error",
)
NOT_KNOWN = "not known"  # the evidence does not reach
_ALSO = {  # words in a user's field, without case; a word of several kinds is in none
    LANDSLIDE: ("slide", "slides", "landslides", "slope movement", "rockslide", "earthflow", "滑坡", "泥流"),
    CREEP: ("talus", "debris", "debris creep", "rock glacier", "rockglacier", "solifluction", "石冰川", "蠕动"),
    BOWL: ("mining", "mine", "mining subsidence", "pumping", "groundwater", "subsidence bowl", "采空区", "开采沉陷"),
    COMPACTION: ("fill", "landfill", "settlement", "consolidation", "farmland", "压实", "填土"),
    UPLIFT: ("heave", "swelling", "inflation", "抬升", "隆起"),
    CONSTRUCTION: ("embankment", "road", "railway", "dam", "building", "building site", "earthworks", "施工", "路堤"),
    ERROR: ("error", "unwrapping", "artefact", "artifact", "noise", "atmosphere", "false", "解缠错误", "误差"),
}


def kind_words() -> dict[str, str]:
    """Each kind in the user's language."""
    return {kind: shown(kind) for kind in (*KINDS, NOT_KNOWN)}


def understood(words: Iterable[object]) -> list[str]:
    """The kind that each word of a user means; empty where it means none: nulls, and words that are not known."""
    meant = {word: kind for kind, others in _ALSO.items() for word in (kind, *others)}
    meant.update({word.lower(): kind for kind, word in kind_words().items() if kind != NOT_KNOWN})
    return [meant.get("" if word is None else str(word).strip().lower(), "") for word in words]
