"""The classifier of kinds: read from its file, asked for probabilities and reasons, taught by a user's own areas."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Silent
from .boosting import Boosting, learn
from .features import FEATURES
from .kinds import KINDS
from .trees import Floats, Trees, joined, softmax

PATH = Path(__file__).resolve().parents[2] / "resources" / "models" / "kinds.json"
FORMAT = 1
ROUNDS = (5, 10, 20, 40)  # of trees learnt from a user's areas, of which the best is taken
_FOLDS = 5
_STEPS, _DRAWN = 50, 30.0
_USER = Boosting(depth=3, rate=0.1, least=0.5, damping=2.0, sample=1.0)


@dataclass(frozen=True)
class KindModel:
    """A classifier.

    Args:
        trees: what was learnt.
        start: (kinds,) scores before any tree.
        temperature: by which the scores are divided.
        middles: (features,) medians of the examples: above or below them a value is called high or low.
        card: what it is, how it was made, how well it does.
    """

    trees: Trees
    start: Floats
    temperature: float
    middles: Floats
    card: dict[str, Any]

    def contributions(self, table: Floats) -> Floats:
        """What each feature adds to each kind's score, (areas, KINDS, FEATURES)."""
        return self.trees.contributions(table, len(KINDS))[:, :, :-1] / self.temperature

    def scores(self, table: Floats) -> Floats:
        """(areas, KINDS) before the temperature."""
        return np.asarray(self.start + self.trees.contributions(table, len(KINDS)).sum(axis=2))

    @property
    def shares(self) -> Floats:
        """Share of each kind (KINDS,) that the probabilities take for granted."""
        return np.asarray(softmax(self.start[None])[0])

    def probabilities(self, table: Floats) -> Floats:
        """Calibrated probability of each kind, (areas, KINDS).

        Args:
            table: (areas, FEATURES), NaN where not known.
        """
        return softmax(self.scores(table) / self.temperature)


def with_own_shares(chances: Floats, shares: Floats) -> tuple[Floats, Floats]:
    """Probabilities of areas after the shares of the kinds among these very areas, and those shares.

    The shares are those of the highest likelihood, by expectation and maximisation (Saerens et al., 2002), drawn
    towards those of the examples as by thirty more areas: few areas say little of their mixture.

    Args:
        chances: (areas, KINDS) probabilities that take `shares` for granted.
        shares: (KINDS,).
    """
    own, made = shares.copy(), chances
    for _ in range(_STEPS):
        weighed = chances * (own / shares)
        made = weighed / weighed.sum(axis=1, keepdims=True)
        own = (made.sum(axis=0) + _DRAWN * shares) / (len(chances) + _DRAWN)
    return made, own


@dataclass(frozen=True)
class Taught:
    """A classifier after a user's areas.

    Args:
        model: the new one, or the old one where learning did not help.
        examples: areas of known kind.
        before, after: mean logarithmic loss on examples that were not learnt from; NaN where they were too few to tell.
        rounds: 0: it did not help.
    """

    model: KindModel
    examples: int
    before: float
    after: float
    rounds: int


def taught(model: KindModel, table: Floats, kinds: Sequence[str], progress: Progress = Silent()) -> Taught:
    """Learn more from areas whose kind a user knows; how much is chosen on areas that are left out in turn.

    Args:
        model: to begin with.
        table: (areas, FEATURES).
        kinds: of each area; empty: not known.
        progress: asked for a cancel.
    """
    known = np.flatnonzero([bool(kind) for kind in kinds])
    labels = np.array([KINDS.index(kinds[i]) for i in known], np.int64)
    rows, fold = table[known], _folds(labels)
    scores = model.scores(rows) / model.temperature
    before = _loss(scores, labels)
    if len(known) < 2 * _FOLDS:
        return Taught(model, len(known), before, np.nan, 0)
    losses = {}
    for rounds in ROUNDS:
        held = scores.copy()
        for number in range(_FOLDS):
            seen = fold != number
            trees = _more(rows[seen], labels[seen], scores[seen], rounds, progress)
            held[~seen] += trees.contributions(rows[~seen], len(KINDS)).sum(axis=2)
        losses[rounds] = _loss(held, labels)
    best = min(losses, key=lambda rounds: losses[rounds])
    if losses[best] >= before:
        return Taught(model, len(known), before, losses[best], 0)
    trees = _more(rows, labels, scores, best, progress)
    scaled = replace(trees, value=trees.value * model.temperature)
    new = replace(model, trees=joined(model.trees, scaled))
    return Taught(new, len(known), before, losses[best], best)


def _more(table: Floats, labels: NDArray[np.int64], scores: Floats, rounds: int, progress: Progress) -> Trees:
    return learn(table, labels, np.ones(len(labels)), scores, replace(_USER, rounds=rounds), progress)


def _folds(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number of the part in which each example is left out: each kind is dealt out evenly."""
    fold = np.zeros(len(labels), np.int64)
    for kind in np.unique(labels):
        here = np.flatnonzero(labels == kind)
        fold[here] = (np.arange(len(here)) + kind) % _FOLDS
    return fold


def _loss(scores: Floats, labels: NDArray[np.int64]) -> float:
    """Mean logarithmic loss; NaN without examples."""
    if not len(labels):
        return float("nan")
    chance = softmax(scores)[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(chance, 1e-12)).mean())


def read_model(path: Path = PATH) -> KindModel:
    """The classifier that comes with Slipline."""
    said = json.loads(path.read_text(encoding="utf-8"))
    if said["format"] != FORMAT or tuple(said["kinds"]) != KINDS or tuple(said["features"]) != FEATURES:
        raise ValueError(f"{path.name} was made by another version")
    trees = said["trees"]
    return KindModel(
        Trees(
            np.array(trees["kind"], np.int64),
            np.array(trees["feature"], np.int64),
            np.array(trees["limit"], np.float64),
            np.array(trees["unknown_left"], bool),
            np.array(trees["value"], np.float64),
        ),
        np.array(said["start"], np.float64),
        float(said["temperature"]),
        np.array([np.nan if middle is None else middle for middle in said["middles"]], np.float64),
        said["card"],
    )


def written(model: KindModel) -> str:
    """The classifier as text of a file."""
    trees = model.trees
    said = {
        "format": FORMAT,
        "card": model.card,
        "kinds": KINDS,
        "features": FEATURES,
        "temperature": round(model.temperature, 4),
        "start": _short(model.start),
        "middles": [None if np.isnan(one) else float(f"{one:.4g}") for one in model.middles],
        "trees": {
            "kind": trees.kind.tolist(),
            "feature": trees.feature.tolist(),
            "limit": [_short(one, 4) for one in trees.limit],
            "unknown_left": trees.unknown_left.astype(int).tolist(),
            "value": [_short(one, 3) for one in trees.value],
        },
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"


def _short(values: Floats, digits: int = 5) -> list[float]:
    return [float(f"{value:.{digits}g}") for value in values]
