"""Differences between the rows of a comparison: which of them are larger than the noise."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..base.translation import tr
from ..evaluation.paired_bootstrap import Difference, difference
from ..stack.feature_sets import PAPER_IOU, PLUS, title
from .finished_runs import ComparedRun

_NAMED = 5  # the largest differences are named; the table has all


@dataclass(frozen=True)
class Contrast:
    """Two rows that differ in one thing only, and the difference of the second less the first.

    Args:
        first: title of the row that is compared with.
        second: title of the other.
        found: difference of IoU.
        paper: difference in the paper; None where the paper lacks one of the rows.
    """

    first: str
    second: str
    found: Difference
    paper: float | None


def contrasts(runs: Sequence[ComparedRun]) -> list[Contrast]:
    """Answer the paper's questions: hot spot or targets, terrain or not, aspect or elevation, and which network."""
    rows: dict[tuple[str, str], list[ComparedRun]] = {}
    for run in runs:
        rows.setdefault((run.network, run.features), []).append(run)
    networks, sets = (list(dict.fromkeys(key[part] for key in rows)) for part in (0, 1))
    pairs = []
    for network in networks:
        other = [name for name in sets if name not in ("targets", "hotspot") and not name.startswith(PLUS)]
        asked = [
            ("targets", "hotspot"),
            *(("hotspot", name) for name in other),
            ("hotspot elevation", "hotspot aspect"),
            *(("recommended", name) for name in sets if name.startswith(PLUS)),
        ]
        pairs += [((network, first), (network, second)) for first, second in asked]
    pairs += [((first, name), (second, name)) for first, second in itertools.combinations(networks, 2) for name in sets]
    return [_contrast(rows, first, second) for first, second in pairs if first in rows and second in rows]


def _contrast(
    rows: dict[tuple[str, str], list[ComparedRun]], first: tuple[str, str], second: tuple[str, str]
) -> Contrast:
    paper = PAPER_IOU[second] - PAPER_IOU[first] if first in PAPER_IOU and second in PAPER_IOU else None
    found = difference(*([run.counts for run in rows[row]] for row in (first, second)))
    return Contrast(title(*first), title(*second), found, paper)


def verdict(found: Sequence[Contrast]) -> str:
    """Say in plain words which differences are larger than the noise."""
    if not found:
        return tr("No two rows differ in one thing only: there is nothing to compare.")
    if all(math.isnan(one.found.low) for one in found):
        return tr(
            "There are fewer than five blocks of held-back ground: no difference can be told from noise. Use a larger "
            "area."
        )
    certain = [one for one in found if one.found.is_certain]
    luck = len(found) - len(certain)
    if not certain:
        return _all_luck(found)
    named = "; ".join(
        tr("{better} is better than {worse} by {gain:.3f} IoU").format(
            better=one.second if one.found.value > 0 else one.first,
            worse=one.first if one.found.value > 0 else one.second,
            gain=abs(one.found.value),
        )
        for one in sorted(certain, key=lambda one: -abs(one.found.value))[:_NAMED]
    )
    text = tr("Larger than the noise: {differences}.").format(differences=named)
    more = len(certain) - _NAMED
    if more > 0:
        text += tr(" The table has {count} smaller ones that are also larger than the noise.").format(count=more)
    if luck == 1:
        return text + tr(" The other difference could be luck.")
    return text + (tr(" The other {count} differences could be luck.").format(count=luck) if luck else "")


def _all_luck(found: Sequence[Contrast]) -> str:
    if len(found) > 1:
        return tr(
            "None of the {count} differences is larger than the noise: on this ground nobody can tell which row is "
            "better."
        ).format(count=len(found))
    (one,) = found
    return tr(
        "The difference between {second} and {first} ({value:+.3f} IoU) is not larger than the noise: on this ground "
        "nobody can tell which of the two is better."
    ).format(second=one.second, first=one.first, value=one.found.value)


def seed_sentence(runs: Sequence[ComparedRun]) -> str:
    """A sentence on how much the seed alone changes."""
    groups: dict[str, list[float]] = {}
    for run in runs:
        if run.scores["network"]["iou"] is not None:
            groups.setdefault(run.title, []).append(run.scores["network"]["iou"])
    spreads = [max(values) - min(values) for values in groups.values() if len(values) > 1]
    if not spreads:
        return tr(
            "With one seed the intervals take the luck with the ground into account, but not the luck with the seed, "
            "which alone can be worth a few hundredths of IoU. Compare with three seeds or more."
        )
    return tr("Between its seeds a row differs by up to {most:.3f} IoU.").format(most=max(spreads))
