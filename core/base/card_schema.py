"""What a model's card may say: types, ranges and lengths, looked at before anything else reads the card."""

from __future__ import annotations

import json
import math
from typing import Any, Callable

from .errors import InputError
from .safetensors_header import refused
from .training_options import MAX_WIDTH, MOST_FOLDS, NETWORKS, PARTS, PRESETS, SPLITS
from .translation import tr

FORMAT = 1
Rule = Callable[[Any], bool]
_LONGEST_NAME = 200
_MOST_BANDS = 256
_SHOWN = 60  # signs of a wrong value that the sentence shows


def _number(low: float = -math.inf, high: float = math.inf) -> Rule:
    """A finite number."""

    def good(value: Any) -> bool:
        return type(value) in (int, float) and math.isfinite(value) and low <= value <= high

    return good


def _whole(low: int, high: int = 2**63) -> Rule:
    return lambda value: type(value) is int and low <= value <= high


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_NAME


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _one_of(*values: str) -> Rule:
    return lambda value: isinstance(value, str) and value in values


def _listed(rule: Rule, shortest: int = 0, longest: int = _MOST_BANDS) -> Rule:
    return lambda value: isinstance(value, list) and shortest <= len(value) <= longest and all(map(rule, value))


def _mapped(needed: dict[str, Rule], further: dict[str, Rule] | None = None, rest: Rule | None = None) -> Rule:
    """Entries that have to be there, entries that may be, and what any other has to be (None: anything)."""
    known = {**needed, **(further or {})}

    def good(value: Any) -> bool:
        if not isinstance(value, dict) or not needed.keys() <= value.keys():
            return False
        return all(known[name](one) if name in known else rest is None or rest(one) for name, one in value.items())

    return good


def _either(*rules: Rule) -> Rule:
    return lambda value: any(rule(value) for rule in rules)


def _nothing(value: Any) -> bool:
    return value is None


def _never(_: Any) -> bool:
    return False


_ANY_NUMBER = _number()
_BAND = _mapped(
    {"name": _text},
    {"unit": _text, "low": _ANY_NUMBER, "high": _ANY_NUMBER, "scaling": _mapped({"kind": _text}, rest=_ANY_NUMBER)},
)
_NETWORK = _mapped(
    {"name": _one_of(*NETWORKS), "width": _whole(1, MAX_WIDTH)},
    {
        "bands_in": _whole(1, 2 * _MOST_BANDS),
        "parts": _listed(_one_of(*PARTS), longest=len(PARTS)),
        "image": _listed(_whole(0, 2 * _MOST_BANDS)),
        "members": _whole(1, MOST_FOLDS),
    },
)
_SCORES = _mapped({}, {"set": _text, "network": _either(_nothing, _mapped({}, rest=_either(_nothing, _ANY_NUMBER)))})
_OF_GROUND = (
    *("spread_mm_yr", "density_km2", "towards_share", "facing_towards_deg", "facing_away_deg", "look_azimuth_deg"),
    *("areas_towards", "areas_away"),
)
_SHARE = _either(_nothing, _number(0.0, 1.0))


def _simple(kind: str, **settings: Rule) -> Rule:
    """A simple map to fall back on: its kind, the settings of that kind and no others, and what was scored."""
    scored = dict.fromkeys(("iou", "precision", "missed", "network_iou"), _SHARE)
    return _mapped({"kind": _one_of(kind), "settings": _mapped(settings, rest=_never), **scored}, rest=_never)


_SIMPLE_MAP = _either(
    _simple("candidate areas", stability_factor=_number(0.01, 100.0), score=_number(0.0, 100.0)),
    _simple("candidate areas of Hot Spot", stability_factor=_number(1.0, 1.0), score=_number(1.0, 1.0)),
    _simple("fast targets, buffer", speed_mm_yr=_number(0.0, 1e6), buffer_m=_number(0.0, 1e4)),
    _simple("hot spot map, threshold", threshold=_number(1e-9, 1e12)),
)
ENTRIES: dict[str, Rule] = {
    "network": _NETWORK,
    "bands": _listed(_BAND, 1),
    "tile": _whole(16, 4096),
    "cell_m": _number(1e-3, 1e5),
    "cells_m": _listed(_number(1e-3, 1e5), 2, 2),
    "works_at_m": _number(1e-3, 1e5),
    "looks_again": _number(2.0, 16.0),
    "starting": _truth,
    "leans_on": _mapped(
        {"kind": _text, "settings": _mapped({}, rest=_ANY_NUMBER), "inside": _ANY_NUMBER, "outside": _ANY_NUMBER}
    ),
    "threshold": _number(0.0, 1.0),
    "temperature": _number(0.01, 100.0),
    "preset": _one_of(*PRESETS),
    "split": _one_of(*SPLITS),
    "validity": _listed(_text),
    "may_miss": _mapped({}, rest=_listed(_text)),
    "masked": _truth,
    "leaky": _truth,
    "synthetic": _truth,
    "overlap": _number(0.0, 1.0),
    "seed": _whole(0),
    "epochs": _whole(0),
    "best_epoch": _whole(0),
    "hotspot": _mapped({}, rest=_either(_text, _ANY_NUMBER)),
    "image": _mapped({}, rest=_listed(_ANY_NUMBER, 2, 2)),
    "scores": _either(_nothing, _SCORES),
    "refit": _mapped({"done": _truth}),
    "drawn_areas": _whole(0),
    "ground": _mapped({}, dict.fromkeys(_OF_GROUND, _number(-1e9, 1e9)), _never),
    "turns": _whole(0, 1000),
    "simple_map": _SIMPLE_MAP,
    "study_areas": _listed(_mapped({"stack": _text}, {"cell_m": _number(1e-3, 1e5), "areas": _whole(0)})),
    "held_back_area": _text,
    "learnt": _listed(lambda value: isinstance(value, dict), longest=10_000),
    "versions": _mapped({}, rest=_text),
    "data_sha256": _text,
}


def card_of(path: str, text: str) -> dict[str, Any]:
    """A card as it stands in a model file, checked: what it says can be relied on, what it does not say may be missing.

    Args:
        path: of the model, for the message.
        text: JSON.

    Raises:
        InputError: it is of a newer version, or an entry is not what it has to be.
    """
    try:
        card = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise refused(path, tr("its card is damaged")) from error
    version = card.get("format") if isinstance(card, dict) else None
    if _whole(FORMAT + 1)(version):
        raise InputError(
            tr(
                "The model {path} was made by a newer version of Slipline: its card has the format {format}, this "
                "version reads {known}. Update Slipline, or train the model with this version."
            ),
            path=path,
            format=version,
            known=FORMAT,
        )
    if type(version) is not int or version != FORMAT:
        raise refused(path, tr("its card is not of format {format}").format(format=FORMAT))
    for name, rule in ENTRIES.items():
        if name in card and not rule(card[name]):
            raise refused(
                path,
                tr("the entry {name} of its card cannot be used: {value}").format(
                    name=name, value=json.dumps(card[name])[:_SHOWN]
                ),
            )
    return dict(card)


def _no_number(word: str) -> float:
    """JSON knows no NaN and no Infinity, but Python reads them."""
    raise ValueError(word)
