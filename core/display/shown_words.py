"""The words of files in the user's language. Files keep the English words, because scripts and tools know those."""

from __future__ import annotations

from ..base.translation import tr


def shown(word: str) -> str:
    """The user's word for a stored word, also in the form `word (setting)`; any other text stays as it is."""
    words = _words()
    name, bracket, setting = word.partition(" (")
    if word in words or not bracket:
        return words.get(word, word)
    setting = setting[:-1]
    return f"{words.get(name, name)} ({words.get(setting, setting)})"


def duration(seconds: float) -> str:
    """A time with its unit, as people read it."""
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def _words() -> dict[str, str]:
    return {
        # units
        "z/km2": "z/km²",
        "1/km2": "1/km²",
        # activity of an area, its direction, visibility of its motion
        "fast": tr("fast"),
        "slow": tr("slow"),
        "none": tr("none"),
        "not measured": tr("not measured"),
        "away": tr("away"),
        "towards": tr("towards"),
        "down": tr("down"),
        "up": tr("up"),
        "west": tr("west"),
        "east": tr("east"),
        "south": tr("south"),
        "north": tr("north"),
        "mixed": tr("mixed"),
        "poor": tr("poor"),
        "fair": tr("fair"),
        "good": tr("good"),
        **_words_of_time(),
        # what the network sees
        "image": tr("image"),
        "terrain": tr("terrain"),
        "motion": tr("motion"),
        "several": tr("several"),
        **_words_of_kinds(),
        # review
        "accepted": tr("accepted"),
        "rejected": tr("rejected"),
        "later": tr("later"),
        "not reviewed": tr("not reviewed"),
        # why an area is to be looked at
        "network unsure": tr("network unsure"),
        "network and candidate areas disagree": tr("network and candidate areas disagree"),
        "perhaps forgotten": tr("perhaps forgotten"),
        "outline contradicted by the ground": tr("outline contradicted by the ground"),
        # evaluation
        "reference": tr("reference"),
        "predicted": tr("predicted"),
        "matched": tr("matched"),
        "missed": tr("missed"),
        "false": tr("false"),
        "predicted areas": tr("predicted areas"),
        "network": tr("network"),
        "fast targets, buffer": tr("fast targets, buffer"),
        "hot spot map, threshold": tr("hot spot map, threshold"),
        "candidate areas": tr("candidate areas"),
        "candidate areas of Hot Spot": tr("candidate areas of Hot spot"),
        "pixel classifier": tr("pixel classifier"),
        "logistic regression of the bands and their squares": tr("logistic regression of the bands and their squares"),
        "size (km²)": tr("size (km²)"),
        "targets on 1 km²": tr("targets on 1 km²"),
        "sensitivity |C|": tr("sensitivity |C|"),
        **_words_of_sets(),
    }


def _words_of_sets() -> dict[str, str]:
    """Of the parts of the ground."""
    return {"train": tr("training"), "validation": tr("validation"), "test": tr("test"), "left-out": tr("left-out")}


def _words_of_time() -> dict[str, str]:
    return {
        # kind of motion of a series
        "ridge": tr("ridge"),
        "river": tr("river"),
        "stable": tr("stable"),
        "linear": tr("linear"),
        "accelerating": tr("accelerating"),
        "slowing": tr("slowing"),
        "seasonal": tr("seasonal"),
        "break": tr("break"),
        "jump": tr("jump"),
        "noisy": tr("noisy"),
        # what has become of an area, and why that is not known
        "new": tr("new"),
        "grown": tr("grown"),
        "shrunk": tr("shrunk"),
        "moved": tr("moved"),
        "stopped": tr("stopped"),
        "faster": tr("faster"),
        "slower": tr("slower"),
        "unchanged": tr("unchanged"),
        "not comparable": tr("not comparable"),
        "coverage": tr("coverage"),
        "orbit": tr("orbit"),
        "season": tr("season"),
        "model": tr("model"),
        "speed": tr("speed"),
        "threshold": tr("threshold"),
    }


def _words_of_kinds() -> dict[str, str]:
    return {
        "landslide": tr("landslide"),
        "creep": tr("creep of debris or rock glacier"),
        "bowl": tr("mining or pumping bowl"),
        "compaction": tr("compaction of fill"),
        "uplift": tr("uplift"),
        "construction": tr("construction"),
        "unwrapping error": tr("unwrapping or other error"),
        "not known": tr("not known"),
    }
