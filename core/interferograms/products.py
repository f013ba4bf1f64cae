"""What interferograms of any producer are to this room: pairs of dates, layers of values, and how the radar looked."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from osgeo import gdal

from ..base.errors import InputError
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..gis.gdal_session import quiet

Key = TypeVar("Key")
SENTINEL_WAVELENGTH_M = 299792458 / 5.405e9
_LONG = re.compile(r"(?<!\d)((?:19|20)\d{6})(?:T\d{6})?[-_]((?:19|20)\d{6})(?:T\d{6})?(?!\d)")
_SHORT = re.compile(r"(?<!\d)(\d{6})[-_](\d{6})(?!\d)")
_LATEST_SHORT = 78  # two-digit years from here on belong to the last century: no radar satellite is older


@dataclass(frozen=True)
class FlatGrid:
    """The grid of a flat file of big-endian float32 without a header: GAMMA's.

    Args:
        columns, rows: of cells.
        transform: GDAL's six numbers.
    """

    columns: int
    rows: int
    transform: tuple[float, ...]


@dataclass(frozen=True)
class Layer:
    """Where the values of one quantity are.

    Args:
        path: as GDAL opens it.
        band: number, from 1; 0: the last.
        crs: of a file that does not say its own.
        flat: grid of a file without a header.
        declared: whether only declared nodata means no value; else 0 does too.
    """

    path: str
    band: int = 1
    crs: str = ""
    flat: FlatGrid | None = None
    declared: bool = False

    @property
    def name(self) -> str:
        """For messages."""
        return os.path.basename(self.path)


@dataclass(frozen=True)
class Pair:
    """One interferogram, older date first.

    Args:
        first, second: dates of the scenes.
        unwrapped, wrapped: phase in rad, positive where the ground went away from the satellite; one may be absent.
        coherence: 0 to 1, or 0 to 255; may be absent.
        baseline_m: perpendicular, of the second scene against the first; NaN: not known.
        sign: -1 where the file has the later date first, and its phase is to be negated.
        track: what distinguishes tracks and frames; empty: not known.
        wavelength_m: of the radar; NaN: not known.
        looks: independent looks of a cell, roughly; NaN: not known.
        amplitude: of the radar's echo; may be absent.
    """

    first: date
    second: date
    unwrapped: Layer | None = None
    wrapped: Layer | None = None
    coherence: Layer | None = None
    baseline_m: float = float("nan")
    sign: float = 1.0
    track: str = ""
    wavelength_m: float = float("nan")
    looks: float = float("nan")
    amplitude: Layer | None = None

    @property
    def name(self) -> str:
        """The dates, as files have them."""
        return f"{self.first:%Y%m%d}_{self.second:%Y%m%d}"

    @property
    def layers(self) -> list[Layer]:
        """The files that are there."""
        return [layer for layer in (self.unwrapped, self.wrapped, self.coherence, self.amplitude) if layer]

    def in_order(self) -> Pair:
        """The same with the older date first: turned round where it is not."""
        if self.first <= self.second:
            return self
        return replace(self, first=self.second, second=self.first, sign=-self.sign, baseline_m=-self.baseline_m)


@dataclass(frozen=True)
class Looking:
    """How the radar looked at the ground.

    Args:
        angle: layer of the angle; None: only the number below.
        angle_is: "elevation" (rad above the horizon), "up" (cosine of the incidence), "incidence" (degrees).
        incidence_deg: in the middle; NaN: not known.
        range_m: slant range in the middle; NaN: computed from the incidence.
        heading_deg: of the flight, clockwise from north; NaN: not known.
        height: layer of the elevation model, m.
        azimuth: layer of the direction to the satellite, anticlockwise; None: not known.
        azimuth_is: "east" (rad from east) or "north" (degrees from north).
        east, north: layers of the unit vector to the satellite, where the angle is "up".
        orbit: A ascending, D descending; empty: not said.
        track: relative orbit; empty: not known.
    """

    angle: Layer | None = None
    angle_is: str = "incidence"
    incidence_deg: float = float("nan")
    range_m: float = float("nan")
    heading_deg: float = float("nan")
    height: Layer | None = None
    azimuth: Layer | None = None
    azimuth_is: str = "east"
    east: Layer | None = None
    north: Layer | None = None
    orbit: str = ""
    track: str = ""


@dataclass
class Found:
    """What a producer's reader found in a folder.

    Args:
        producer: key of the format.
        pairs: of all interferograms.
        looking: how the radar looked.
        notes: sentences for the log.
    """

    producer: str
    pairs: list[Pair]
    looking: Looking = field(default_factory=Looking)
    notes: list[str] = field(default_factory=list)


class Files:
    """All files below a folder, those inside zip files among them.

    Args:
        folder: to search.
        progress: asked whether the user cancelled.

    Raises:
        InputError: no such folder.
    """

    def __init__(self, folder: str, progress: Progress) -> None:
        if not os.path.isdir(folder):
            raise InputError(tr("{path} is not a folder. Choose the folder with the interferograms."), path=folder)
        self.folder = folder
        self.broken: list[str] = []  # zip files that cannot be read
        self.paths = sorted(self._walked(progress))

    def _walked(self, progress: Progress) -> Iterator[str]:
        for place, _, names in os.walk(self.folder):
            check_cancelled(progress)
            for name in names:
                path = os.path.join(place, name)
                if not name.lower().endswith(".zip"):
                    yield path
                    continue
                inside = f"/vsizip/{path}"
                with quiet(), contextlib.suppress(RuntimeError):
                    found = gdal.ReadDirRecursive(inside) or []
                    yield from (f"{inside}/{each}" for each in found)
                    if found:
                        continue
                self.broken.append(name)

    def matching(self, pattern: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Paths whose last part matches a regular expression as a whole, whatever the case."""
        expression = re.compile(pattern, re.IGNORECASE)
        for path in self.paths:
            found = expression.fullmatch(os.path.basename(path))
            if found:
                yield path, found

    def first(self, pattern: str) -> str:
        """The first of them; empty where there is none."""
        return next((path for path, _ in self.matching(pattern)), "")


def text_of(path: str) -> str:
    """A text file, also inside a zip; empty where it cannot be read."""
    with quiet():
        size = gdal.VSIStatL(path)
        file = gdal.VSIFOpenL(path, "rb") if size else None
        if file is None:
            return ""
        try:
            read = gdal.VSIFReadL(1, min(size.size, 2**22), file)
        finally:
            gdal.VSIFCloseL(file)
    return bytes(read).decode("utf-8", "replace") if read else ""


def values_of(text: str, separators: str = ":=") -> dict[str, str]:
    """Lines of a name, a separator and a value as a dictionary; names in lower case. No separator: blanks."""
    made = {}
    for line in text.splitlines():
        parts = re.split(f"[{separators}]" if separators else r"\s+", line.strip(), maxsplit=1)
        if len(parts) == 2:
            made[parts[0].strip().lower()] = parts[1].strip()
    return made


def number_of(text: str) -> float:
    """The first number of a text; NaN without one."""
    found = re.search(r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?", text or "")
    return float(found[0]) if found else float("nan")


def dates_in(name: str) -> tuple[date, date] | None:
    """The two dates in a name, in its order: eight digits each, or six with years of two digits."""
    for pattern in (_LONG, _SHORT):
        for found in pattern.finditer(name):
            first, second = day_of(found[1]), day_of(found[2])
            if first and second and first != second:
                return first, second
    return None


def day_of(digits: str) -> date | None:
    """A date of eight or six digits; None where there is no such day."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= _LATEST_SHORT else "20") + digits
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def take_first(taken: dict[Key, str], key: Key, path: str, notes: list[str]) -> None:
    """Take a file for a key, and say so where there is one already, which stays."""
    if key in taken:
        notes.append(tr("{name} is there twice; the first of both is taken.").format(name=os.path.basename(path)))
    taken.setdefault(key, path)


def unique_pairs(pairs: Sequence[Pair], notes: list[str]) -> list[Pair]:
    """Pairs in the order of their dates, the older first; of two of the same dates the first, and a note."""
    made: dict[str, Pair] = {}
    turned = sum(pair.first > pair.second for pair in pairs)
    if turned:
        notes.append(
            tr("{count} interferograms have the later date first: their phase is negated.").format(count=turned)
        )
    for pair in (each.in_order() for each in pairs):
        if pair.name in made:
            notes.append(tr("{name} is there twice; the first of both is taken.").format(name=pair.name))
        made.setdefault(pair.name, pair)
    return [made[name] for name in sorted(made)]
