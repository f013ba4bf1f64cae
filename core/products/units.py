"""Units as producers spell them: `m/yr`, `meters / year`, `mm a-1`, `centimetres per year`, `rad yr^-1`."""

from __future__ import annotations

import re
from dataclasses import dataclass

VELOCITY, LENGTH, PHASE_RATE, PHASE, ACCELERATION, TIME = (
    "velocity",
    "length",
    "phase rate",
    "phase",
    "acceleration",
    "time",
)
_MM = {
    "mm": 1.0,
    "millimet": 1.0,
    "cm": 10.0,
    "centimet": 10.0,
    "dm": 100.0,
    "decimet": 100.0,
    "m": 1000.0,
    "met": 1000.0,
    "um": 1e-3,
    "micromet": 1e-3,
    "micron": 1e-3,
    "km": 1e6,
    "kilomet": 1e6,
    "in": 25.4,
    "inch": 25.4,
    "ft": 304.8,
    "foot": 304.8,
    "feet": 304.8,
}
_A_YEAR = {  # how many of it a year has
    "a": 1.0,
    "y": 1.0,
    "yr": 1.0,
    "year": 1.0,
    "annum": 1.0,
    "month": 12.0,
    "d": 365.25,
    "day": 365.25,
    "s": 365.25 * 86400,
    "sec": 365.25 * 86400,
    "second": 365.25 * 86400,
}
_RADIANS = ("rad", "radian")
_LENGTH = r"(?P<length>(?:micro|milli|centi|deci|kilo)?met(?:er|re)s?|microns?|inch(?:es)?|foot|feet|[mckdu]?m|in|ft)"
_ANGLE = r"(?P<angle>rad(?:ian)?s?)"
_TIME = r"(?P<time>annum|years?|yrs?|months?|days?|sec(?:ond)?s?|[ayds])"
_BETWEEN = r"[\s/*._]+"
_OTHER_LANGUAGES = {  # Chinese, then what Europe and Turkey write for a year
    "毫米": "mm",
    "厘米": "cm",
    "公分": "cm",
    "微米": "um",
    "弧度": "rad",
    "米": "m",
    "每": "/",
    "年": "year",
    "天": "day",
    "日": "day",
    "мм": "mm",
    "см": "cm",
    "м": "m",
    **dict.fromkeys(
        ("jahr", "jahre", "an", "ans", "année", "año", "años", "ano", "anno", "anni", "rok", "yıl", "год"), "year"
    ),
}
_FOREIGN = re.compile("[\u6beb\u5398\u516c\u5fae\u5f27\u7c73\u6bcf\u5e74\u5929\u65e5][\u7c73\u5206\u5ea6]?|[^\\W\\d_]+")
_POWER = r"\s*(?:\^|\*\*)?\s*\(?(?P<power>[+-]?[12])?\)?"
_RATE = re.compile(rf"(?:{_LENGTH}|{_ANGLE}){_BETWEEN}{_TIME}{_POWER}")
_ALONE = re.compile(rf"(?:{_LENGTH}|{_ANGLE})")
_ONLY_TIME = re.compile(_TIME)
_SAYS_NOTHING = {"", "1", "-", "none", "unknown", "unitless", "n/a", "na", "nan", "dimensionless", "null"}
_IN_BRACKETS = re.compile(r"[\[(]([^\[\]()]*)[\])]\s*$")


@dataclass(frozen=True)
class Unit:
    """A unit that a producer wrote.

    Args:
        text: as it is spelled.
        kind: VELOCITY, LENGTH, PHASE_RATE, PHASE, ACCELERATION or TIME; empty: not understood.
        factor: of a velocity to mm/yr, a length to mm, a phase rate to radians a year; an acceleration to mm/yr2.
    """

    text: str
    kind: str = ""
    factor: float = 1.0

    @property
    def is_mm_yr(self) -> bool:
        """Tell whether velocities stay as they are."""
        return self.kind == VELOCITY and self.factor == 1.0


def unit_of(text: str) -> Unit | None:
    """The unit that a text names; None where it says nothing.

    Args:
        text: of a tag, an attribute or a row of units.
    """
    plain = _plain(text)
    if plain in _SAYS_NOTHING:
        return None
    rate = _RATE.fullmatch(plain)
    if rate:
        return _rate(text.strip(), rate)
    alone = _ALONE.fullmatch(plain)
    if alone:
        return Unit(text, PHASE) if alone["angle"] else Unit(text, LENGTH, _value(_MM, alone["length"]))
    return Unit(text, TIME) if _ONLY_TIME.fullmatch(plain) else Unit(text)


def unit_in_name(name: str) -> tuple[str, Unit | None]:
    """A column's name without its unit, and that: `velocity_mm_yr`, `VEL [m/year]`, `vel (rad/yr)`, `vmm`.

    Only what is understood counts: `velocity (LOS)` has no unit.
    """
    bracket = _IN_BRACKETS.search(name)
    if bracket:
        unit = unit_of(bracket[1])
        return (name[: bracket.start()].strip(), unit) if unit is not None and unit.kind else (name, None)
    ending = _ENDING.search(name.strip().lower())
    if ending is None:
        return name, None
    found = unit_of(f"{ending['of']}/{ending['by']}")
    return (name.strip()[: ending.start()], found) if found is not None and found.kind else (name, None)


_ENDING = re.compile(r"(?:(?:^|_|(?=mm|cm))(?P<of>mm|cm|m|rad))_?(?:per|/)?_?(?P<by>yr|year|a|y|day|d)$")


def _plain(text: str) -> str:
    """Lower case, one spelling of divisions and powers."""
    word = text.strip().strip("[]()").strip().lower()
    word = word.replace("\u207b\u00b9", "-1").replace("\u207b\u00b2", "-2").replace("\u00b2", "2")
    word = (
        word.replace("(", " ")
        .replace(")", " ")
        .replace("\u2212", "-")
        .replace("\u00b7", " ")
        .replace("\u00b5m", "um")
        .replace("\u03bcm", "um")
    )
    word = _FOREIGN.sub(lambda found: _OTHER_LANGUAGES.get(found[0], found[0]), word)
    return re.sub(r"\bper\b", "/", re.sub(r"\s+", " ", word)).strip()


def _rate(text: str, found: re.Match[str]) -> Unit:
    years = _value(_A_YEAR, found["time"])
    square = (found["power"] or "").endswith("2")
    if found["angle"]:
        return Unit(text) if square else Unit(text, PHASE_RATE, years)
    length = _value(_MM, found["length"])
    return Unit(text, ACCELERATION, length * years**2) if square else Unit(text, VELOCITY, length * years)


def _value(known: dict[str, float], word: str) -> float:
    """The value of a word, whatever its number and its spelling of metre."""
    stem = re.sub(r"(met)(er|re)s?$", r"\1", word)
    for spelled in (stem, stem.removesuffix("s"), stem.removesuffix("es")):
        if spelled in known:
            return known[spelled]
    raise KeyError(word)
