"""Words that files hold, as people read them.

Files keep the English ones, so that scripts and other tools know them.
"""

from __future__ import annotations

from ..base.translation import tr


def shown(word: str) -> str:
    """The user's word for a stored one, also where it stands as `word (setting)`; any other text stays as it is."""
    words = _words()
    name, bracket, setting = word.partition(" (")
    if word in words or not bracket:
        return words.get(word, word)
    setting = setting[:-1]
    return f"{words.get(name, name)} ({words.get(setting, setting)})"


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
        "mixed": tr("mixed"),
        "poor": tr("poor"),
        "fair": tr("fair"),
        "good": tr("good"),
        # review
        "accepted": tr("accepted"),
        "rejected": tr("rejected"),
        "later": tr("later"),
        "not reviewed": tr("not reviewed"),
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
        "pixel classifier": tr("pixel classifier"),
        "logistic regression of the bands and their squares": tr("logistic regression of the bands and their squares"),
        "size (km²)": tr("size (km²)"),
        "targets on 1 km²": tr("targets on 1 km²"),
        "sensitivity |C|": tr("sensitivity |C|"),
        # recipe of a training, its split
        "preset": tr("preset"),
        "width": tr("width"),
        "tile": tr("tile"),
        "overlap": tr("overlap"),
        "epochs": tr("epochs"),
        "batch": tr("batch"),
        "learning rate": tr("learning rate"),
        "split": tr("split"),
        "seed": tr("seed"),
        "start from": tr("start from"),
        "patience": tr("patience"),
        "parts": tr("parts"),
        "hard negatives": tr("hard negatives"),
        "thinning": tr("thinning"),
        "gaps": tr("gaps"),
        "missing": tr("missing"),
        "boundary": tr("boundary"),
        "ring m": tr("ring m"),
        "processes": tr("processes"),
        "folds": tr("folds"),
        "refit": tr("refit"),
        "True": tr("yes"),
        "False": tr("no"),
        "train": tr("training"),
        "validation": tr("validation"),
        "test": tr("test"),
    }
