"""Targets of different orbits, lines of sight or components are told apart: they are not one another's neighbours.

A slide that moves towards an ascending satellite may move away from a descending one: joined in one layer, both would
cancel out. Targets seen from the same side are joined; the log says the offset between their tracks.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress
from ..base.translation import tr
from ..files.columns import by_pieces, different, pieces
from ..products.kept_fields import ASCENDING, EAST, LOOK, LOS, NORTH, PASS, TRACK, UP
from .fields import Fields
from .targets import Targets

SEPARATE, REFUSE = "separate", "refuse"
TRACKS = (SEPARATE, REFUSE)
_FURTHEST_APART = 20.0  # degrees between two lines of sight of one orbit that are joined
_CELL_M = 200.0  # in which the tracks' velocities are compared
_LEAST_CELLS = 5
_ORTHO = re.compile(r"EGMS_L3.*_([UE])[_.]", re.IGNORECASE)  # EGMS names its vertical and its east-west product so
_LETTERS = {LOS: "", UP: "U", EAST: "E", NORTH: "N"}


@dataclass(frozen=True)
class Group:
    """Targets that may be in one layer.

    Args:
        kind: LOS, UP, EAST or NORTH: what their velocity is a component of.
        orbit: A, D, or empty where it is not known.
        parts: of one or several sources.
    """

    kind: str
    orbit: str
    parts: tuple[Targets, ...]

    @property
    def tracks(self) -> list[str]:
        """The tracks that are known, in their order."""
        return sorted({track for part in self.parts for track in _words(part, TRACK)} - {""})

    @property
    def look(self) -> NDArray[np.float64] | None:
        """Middle line of sight (3,), None where it is not known."""
        known = [part.more for part in self.parts if LOOK[0] in part.more]
        if not known:
            return None
        middle = np.array([np.nanmedian(np.concatenate([more[name] for more in known])) for name in LOOK], np.float64)
        length = float(np.sqrt((middle**2).sum()))
        return middle / length if length > 0 else None

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    @property
    def called(self) -> str:
        """For messages: descending, track 22."""
        if self.kind != LOS:
            return {UP: tr("vertical velocities"), EAST: tr("eastward velocities")}.get(
                self.kind, tr("northward velocities")
            )
        orbit = {"": tr("unknown orbit"), ASCENDING: tr("ascending")}.get(self.orbit, tr("descending"))
        return (
            tr("{orbit}, track {tracks}").format(orbit=orbit, tracks=", ".join(self.tracks)) if self.tracks else orbit
        )

    @property
    def short(self) -> str:
        """For names of files: D22, A, U."""
        return _LETTERS[self.kind] or self.orbit + "".join(self.tracks if len(self.tracks) == 1 else [])


def component_of(field: str) -> str:
    """What a velocity that is not along the line of sight is a component of, by the name of its field."""
    plain = field.lower().replace("velocity", "").replace("vel", "").strip("_ ")
    return EAST if "e" in plain and "vert" not in plain else NORTH if "n" in plain else UP


def kind_of(name: str, fields: Fields) -> str:
    """What the velocities are a component of: EGMS names its ortho products, other producers name their fields."""
    ortho = _ORTHO.search(name)
    if ortho:
        return {"U": UP, "E": EAST}[ortho[1].upper()]
    return LOS if fields.is_los else component_of(fields.velocity)


def groups_of(parts: Sequence[Targets], kinds: Sequence[str]) -> list[Group]:
    """Targets by what may be joined, in the order of the sources.

    Args:
        parts: of each source.
        kinds: of each part's velocities: LOS, UP, EAST or NORTH.
    """
    found: list[Group] = []
    for part, kind in zip(parts, kinds):
        for orbit, some in _by_orbit(part):
            alone = Group(kind, orbit, (some,))
            place = next((i for i, one in enumerate(found) if _fit(one, alone)), None)
            if place is None:
                found.append(alone)
            else:
                found[place] = replace(found[place], parts=(*found[place].parts, some))
    return [group for group in found if len(group)] or found[:1]


def paths_of(output: str, groups: Sequence[Group]) -> list[str]:
    """The output, and a name beside it for each further group."""
    made, path = [output], Path(output)
    for group in groups[1:]:
        name = f"{path.stem}_{group.short or 'other'}"
        while str(path.with_name(name + path.suffix)) in made:
            name += "_2"
        made.append(str(path.with_name(name + path.suffix)))
    return made


def refuse(groups: Sequence[Group]) -> None:
    """Stop where targets of several groups are to become one layer.

    Raises:
        InputError: with their names.
    """
    if len(groups) > 1:
        raise InputError(
            tr(
                "The targets were seen from different sides and cannot be one layer: {groups}. Import each side by "
                "itself, or let the import write one layer for each."
            ),
            groups="; ".join(group.called for group in groups),
        )


def say_groups(groups: Sequence[Group], paths: Sequence[str], progress: Progress) -> None:
    """Say which layer holds which targets, and the offsets between the tracks of one layer."""
    if len(groups) > 1:
        progress.warning(
            "The targets were seen from different sides. They are not joined: each side has its own layer. "
            + "; ".join(
                f"{Path(path).name}: {group.called}, {len(group)} targets" for group, path in zip(groups, paths)
            )
            + "."
        )
    for group in groups:
        orbits = {word for part in group.parts for word in _words(part, PASS)}
        if len(orbits) > 1:
            progress.warning(f"The orbit of some targets is not known; they are joined with those of {group.called}.")


def say_offsets(targets: Targets, progress: Progress) -> None:
    """Say how much the tracks of one layer differ where they overlap; the targets are in metres."""
    words = targets.more.get(TRACK)
    tracks = sorted(_words(targets, TRACK) - {""})
    if words is None or len(tracks) < 2:
        return
    bare = replace(targets, more={})
    of_track = {track: bare.kept(_are(words, track)) for track in tracks}
    for first, second in itertools.combinations(tracks, 2):
        offset, cells = _offset(of_track[first], of_track[second])
        if cells < _LEAST_CELLS:
            progress.message(f"Tracks {first} and {second} do not overlap: the offset between them is not known.")
        else:
            progress.warning(
                f"Tracks {first} and {second} are joined. In {cells} cells of {_CELL_M:g} m that both see, the "
                f"velocity of {first} is {offset:+.2f} mm/yr against {second} (median)."
            )


def _by_orbit(part: Targets) -> list[tuple[str, Targets]]:
    """Targets of one source by their orbit."""
    words = part.more.get(PASS)
    orbits = _words(part, PASS)
    if words is None or len(orbits) < 2:
        return [(next(iter(orbits), ""), part)]
    ordered = dict.fromkeys(word or "" for some in pieces(len(words)) for word in words[some].tolist())
    return [(orbit, part.kept(_are(words, orbit))) for orbit in ordered]


def _are(words: NDArray[np.generic], wanted: str) -> NDArray[np.bool_]:
    """Which of the words (n,) are this one; None counts as the empty one."""
    return by_pieces(lambda part: np.array([(word or "") == wanted for word in part.tolist()], bool), words)


def _words(part: Targets, name: str) -> set[str]:
    """The different words of a field of text; empty for null or no field."""
    values = part.more.get(name)
    return {""} if values is None else {"" if word is None else str(word) for word in different(values)}


def _fit(group: Group, other: Group) -> bool:
    """Tell whether targets may be joined: the same component, no other orbit, nearly the same line of sight."""
    if group.kind != other.kind or (group.orbit and other.orbit and group.orbit != other.orbit):
        return False
    first, second = group.look, other.look
    if first is None or second is None:
        return True
    return bool(np.degrees(np.arccos(np.clip(first @ second, -1.0, 1.0))) <= _FURTHEST_APART)


def _offset(first: Targets, second: Targets) -> tuple[float, int]:
    """Median difference of the mean velocities in cells that both have, and how many cells those are."""
    means = [_cell_means(targets) for targets in (first, second)]
    _, here, there = np.intersect1d(means[0][0], means[1][0], return_indices=True)
    if not len(here):
        return float("nan"), 0
    return float(np.median(means[0][1][here] - means[1][1][there])), len(here)


def _cell_means(targets: Targets) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Numbers of the cells that hold targets, and their mean velocities."""
    column = np.floor(targets.x / _CELL_M).astype(np.int64)
    row = np.floor(targets.y / _CELL_M).astype(np.int64)
    cells, place = np.unique(column * (1 << 32) + row, return_inverse=True)
    return cells, np.bincount(place, targets.velocity) / np.bincount(place)
