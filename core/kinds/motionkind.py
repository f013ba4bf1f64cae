"""Tell the kind of motion of areas: features, classifier, and what is written to each area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, Silent, Stage
from ..base.translation import tr
from ..gis.vector import Column
from .features import FEATURES, Surroundings, feature_table
from .kinds import KINDS, LANDSLIDE, NOT_KNOWN
from .model import KindModel, Taught, read_model, taught, with_own_shares
from .motion import FEWEST
from .reasons import reasons
from .trees import Floats

ALIASES = {
    "motion_kind": tr("kind of motion of the area"),
    "kind_p": tr("probability of that kind (0 to 1)"),
    "kind_next": tr("next probable kind"),
    "landslide_p": tr("probability that it is a landslide (0 to 1)"),
    "kind_why": tr("what spoke most for the kind"),
}
ENOUGH = 0.5  # probability from which on a kind is told
_STILL = 0.5  # share of an area's series that are stable, beyond which it shows no motion that could be of a kind


@dataclass(frozen=True)
class Told:
    """What was told of n areas.

    Args:
        kinds: word of each area, one of KINDS or NOT_KNOWN.
        chance: (n,) probability of the kind, or of the most probable one where it is not known.
        second: the next probable kind; of areas whose kind is not known the most probable one.
        landslide: (n,) probability that it is a landslide.
        why: the reasons.
    """

    kinds: list[str]
    chance: Floats
    second: list[str]
    landslide: Floats
    why: list[str]

    def columns(self) -> list[Column]:
        """Attributes of the areas."""
        words = {"motion_kind": self.kinds, "kind_next": self.second, "kind_why": self.why}
        values = {name: np.array(one, object) for name, one in words.items()}
        numbers = {"kind_p": self.chance, "landslide_p": self.landslide}
        return [Column(name, {**values, **numbers}[name], alias, 3) for name, alias in ALIASES.items()]


def tell_kinds(
    polygons: Sequence[bytes],
    around: Surroundings,
    given: Sequence[str] = (),
    enough: float = ENOUGH,
    progress: Progress = Silent(),
) -> Told:
    """The kind of motion of each area, with its probability and its reasons.

    Args:
        polygons: WKB in the metric CRS of what is around.
        around: targets, heights, look, maps.
        given: kind of each area that a user knows, else empty: those stay what they are, and are learnt from.
        enough: probability from which on a kind is told.
        progress: told of the work, and of what the user's areas changed.

    Raises:
        InputError: no area has a target.
    """
    table = feature_table(polygons, around, Stage(progress, 0.0, 0.9))
    has_targets = table[:, FEATURES.index("targets")] >= np.log10(FEWEST) - 1e-9
    if not has_targets.any():
        raise InputError(
            tr(
                "None of the {count} areas has {fewest} targets or more, which the kind of motion is told from. Choose "
                "the targets of this ground."
            ),
            count=len(polygons),
            fewest=FEWEST,
        )
    model = read_model()
    if any(given):
        learnt = taught(model, table[has_targets], [given[i] for i in np.flatnonzero(has_targets)], progress)
        _say(learnt, progress)
        model = learnt.model
    told = _told(model, table, given, enough, has_targets)
    for kind, count in Counter(told.kinds).most_common():
        progress.message(f"{count} {kind}")
    return told


def _told(model: KindModel, table: Floats, given: Sequence[str], enough: float, has_targets: NDArray[np.bool_]) -> Told:
    chances = model.probabilities(table)
    chances[has_targets] = with_own_shares(chances[has_targets], model.shares)[0]
    order = np.argsort(-chances, axis=1, kind="stable")
    best = order[:, 0]
    why = reasons(model.contributions(table), table, best, model.middles)
    kinds, second, chance = [], [], chances.max(axis=1)
    still = np.nan_to_num(table[:, FEATURES.index("stable")])
    for row in range(len(table)):
        known = given[row] if row < len(given) else ""
        if known:
            kinds.append(known)
            second.append(KINDS[best[row]] if KINDS[best[row]] != known else KINDS[order[row, 1]])
            chance[row], why[row] = np.nan, tr("given by the user")
        elif not has_targets[row]:
            kinds.append(NOT_KNOWN)
            second.append(KINDS[best[row]])
            chance[row], why[row] = np.nan, tr("fewer than {fewest} targets").format(fewest=FEWEST)
        elif still[row] > _STILL or chance[row] < enough:
            kinds.append(NOT_KNOWN)
            second.append(KINDS[best[row]])
            if still[row] > _STILL:
                why[row] = tr("{share} % of its series are stable").format(share=round(100.0 * still[row]))
        else:
            kinds.append(KINDS[best[row]])
            second.append(KINDS[order[row, 1]])
    landslide = np.where(has_targets, chances[:, KINDS.index(LANDSLIDE)], np.nan)
    return Told(kinds, chance, second, landslide, why)


def _say(learnt: Taught, progress: Progress) -> None:
    """What the user's own areas have changed."""
    if not np.isfinite(learnt.after):
        progress.warning(
            f"Only {learnt.examples} areas have a kind of yours: too few to learn from. They keep it; the others are "
            "told as without them."
        )
    elif learnt.rounds:
        progress.message(
            f"Learnt from {learnt.examples} areas of yours: the loss on those left out in turn fell from "
            f"{learnt.before:.2f} to {learnt.after:.2f}."
        )
    else:
        progress.message(
            f"The {learnt.examples} areas whose kind you gave agree with what is known already (loss "
            f"{learnt.before:.2f}, after learning {learnt.after:.2f}): nothing was changed."
        )
