"""What a product says of the satellite that saw it: track, orbit, heading, incidence; by its name or its tags."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .kept_fields import ASCENDING, DESCENDING

_NAMES = (  # of files, as their producers write them; groups `track` and `orbit`
    r"EGMS_L2[AB]_(?P<track>\d{3})_\d{4}",
    r"_(?P<orbit>[AD])_T(?P<track>\d{1,3})(?=_)",  # TRE-Altamira
    r"(?:^|_)(?P<track>\d{3})(?P<orbit>[AD])_\d{5}_\d{6}",  # LiCSAR
    r"DISP-S1_IW_(?P<track>F\d{5})_",
    r"(?:^|[_\-])T(?P<track>\d{1,3})(?P<orbit>[AD])(?=[_\-.]|$)",
    r"(?:^|[_\-])(?P<orbit>[AD])(?P<track>\d{3})(?=[_\-.]|$)",  # as geologists call Sentinel-1's tracks: A064
)
_WORDS = {
    "a": ASCENDING,
    "asc": ASCENDING,
    "asce": ASCENDING,
    "ascending": ASCENDING,
    "d": DESCENDING,
    "dsc": DESCENDING,
    "desc": DESCENDING,
    "desce": DESCENDING,
    "descending": DESCENDING,
}
_TAGS = {  # how attributes of files are called, in letters and digits alone
    "track": ("tracknumber", "track", "relativeorbit", "relorbit", "frameid", "frame"),
    "orbit": ("orbitdirection", "orbitpassdirection", "passdirection", "orbitpass"),
    "heading": ("heading", "trackangle", "azimuthheading", "headingangle"),
    "incidence": ("incidenceangle", "incidence", "centerincidenceangle", "incidencedegrees", "avgincidenceangle"),
    "wavelength": ("wavelength", "radarwavelength", "wavelengthmetres"),
    "reference": ("refdate", "referencedatetime", "referencedate"),
    "side": ("antennaside", "lookdirection", "lookside"),
}


@dataclass(frozen=True)
class Facts:
    """What is known of the satellite for a whole file; empty or NaN: not said.

    Args:
        track: relative orbit or frame.
        orbit: A ascending, D descending.
        heading: direction of flight, degrees clockwise from north.
        incidence: degrees from the vertical.
        right_looking: as all radars of today, but NISAR.
        wavelength: m.
        reference: date of the scene that all displacements are counted from.
    """

    track: str = ""
    orbit: str = ""
    heading: float = math.nan
    incidence: float = math.nan
    right_looking: bool = True
    wavelength: float = math.nan
    reference: str = ""


def orbit_of(word: object) -> str:
    """A or D for the word that a producer writes for an orbit; empty for any other word."""
    return _WORDS.get(str(word).strip().lower(), "")


def facts_of_name(name: str) -> Facts:
    """What the name of a file says by the producers' ways to name files; words such as `asc` stand alone in it."""
    for pattern in _NAMES:
        found = re.search(pattern, name, re.IGNORECASE)
        if found:
            said = found.groupdict()
            return Facts(track=said["track"].upper().lstrip("0"), orbit=orbit_of(said.get("orbit") or ""))
    words = {orbit_of(word) for word in re.split(r"[^A-Za-z]+", name) if len(word) > 1} - {""}
    return Facts(orbit=words.pop()) if len(words) == 1 else Facts()


def facts_of_tags(tags: Mapping[str, object]) -> Facts:
    """What the attributes of a file, or the tags of a raster, say."""
    plain = {re.sub(r"[^a-z0-9]", "", name.rsplit("/", maxsplit=1)[-1].lower()): _text(tags[name]) for name in tags}

    def said(role: str) -> str:
        return next((plain[tag].strip() for tag in _TAGS[role] if tag in plain), "")

    side = said("side").lower()
    return Facts(
        track=said("track"),
        orbit=orbit_of(said("orbit")),
        heading=_number(said("heading")),
        incidence=_angle(_number(said("incidence"))),
        right_looking=side not in ("1", "1.0", "left"),
        wavelength=_number(said("wavelength")),
        reference=said("reference"),
    )


def completed(first: Facts, second: Facts) -> Facts:
    """Facts with what only the second says."""
    missing = {
        name: getattr(second, name)
        for name in ("track", "orbit", "heading", "incidence", "wavelength", "reference")
        if _is_unknown(getattr(first, name))
    }
    return replace(first, right_looking=first.right_looking and second.right_looking, **missing)


def _text(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _is_unknown(value: object) -> bool:
    return value == "" or (isinstance(value, float) and math.isnan(value))


def _number(text: str) -> float:
    found = re.match(r"[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?", text)
    return float(found[0]) if found else math.nan


def _angle(value: float) -> float:
    """An incidence in degrees; NaN for text that is not a number."""
    return value if 0.0 < value < 90.0 else math.nan
