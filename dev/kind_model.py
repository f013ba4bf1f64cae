"""Make the classifier of Kind of motion from seeds alone.

    python -m slipline.dev.kind_model FOLDER [SCENES]

Leaves kinds.json in the folder, and the examples of each scene, from which an interrupted run goes on. Scenes of one
series are learnt from, those of a second one calibrate, and on those of a third one the scores in the card are told.
`benchmarks/motionkind.py` judges it on four others. Nothing is read but seeds. All takes about a quarter of an hour of
one core. The numbers of the method were chosen on the second series.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import numpy as np

from ..core.areas.motion import ENOUGH_TARGETS
from ..core.kinds.boosting import Boosting, learn
from ..core.kinds.features import FEATURES
from ..core.kinds.judging import Judged, judged
from ..core.kinds.kinds import KINDS, LANDSLIDE
from ..core.kinds.model import KindModel, with_own_shares, written
from ..core.kinds.trees import softmax
from .kind_scenes import Examples, draw_examples, together

LEARN, CALIBRATE, TELL = 1, 2, 3  # series
SCENES, CHECKED = 148, 20  # to learn from; to calibrate on, and to tell the scores on
LANDSLIDES = 0.3  # weight of landslides among the examples; the tool fits the shares of kinds to the areas at hand
HOW = Boosting(rounds=260, depth=3, rate=0.08, least=5.0, damping=4.0, sample=0.6, seed=1)


def examples(folder: Path, series: int, count: int) -> Examples:
    """Examples of a series with enough targets to learn from, drawn now or kept in the folder."""
    parts = []
    for number in range(count):
        kept = folder / f"{series}-{number}.npz"
        if not kept.exists():
            drawn = draw_examples(series, number)
            np.savez(kept, **{name: getattr(drawn, name) for name in Examples.__annotations__})
            print(f"series {series}, scene {number + 1} of {count}: {len(drawn.kinds)} areas", flush=True)
        with np.load(kept) as file:
            parts.append(Examples(*(file[name] for name in Examples.__annotations__)))
    found = together(parts)
    enough = found.table[:, FEATURES.index("targets")] >= np.log10(ENOUGH_TARGETS) - 1e-9
    return found.only(enough)


def weights_of(labels: np.ndarray) -> np.ndarray:
    """Weights with which landslides make up LANDSLIDES, and the other kinds share the rest evenly; mean 1."""
    counts = np.bincount(labels, minlength=len(KINDS))
    shares = np.where(np.array(KINDS) == LANDSLIDE, LANDSLIDES, (1 - LANDSLIDES) / (len(KINDS) - 1))
    return (shares / np.maximum(counts, 1))[labels] * len(labels)


def train(found: Examples) -> KindModel:
    """A classifier with temperature 1."""
    labels = np.array([KINDS.index(word) for word in found.kinds])
    weights = weights_of(labels)
    start = np.log(np.maximum(np.bincount(labels, weights, len(KINDS)) / weights.sum(), 1e-3))
    trees = learn(found.table, labels, weights, np.tile(start, (len(labels), 1)), HOW)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of what no example knows there is no middle
        middles = np.nanmedian(found.table, axis=0)
    return KindModel(trees, start, 1.0, middles, {})


def fit_temperature(model: KindModel, found: Examples) -> float:
    """What brings the probabilities to the shares of right answers, by the likelihood of other examples."""
    labels = np.array([KINDS.index(word) for word in found.kinds])
    scores, weights = model.scores(found.table), weights_of(labels)

    def loss(temperature: float) -> float:
        chance = softmax(scores / temperature)[np.arange(len(labels)), labels]
        return float(-(weights * np.log(np.maximum(chance, 1e-12))).sum())

    return float(min(np.arange(0.5, 3.01, 0.05), key=loss))


def scene_by_scene(model: KindModel, found: Examples) -> np.ndarray:
    """Probabilities after the shares of the kinds in each scene, as the tool gives them."""
    chances = model.probabilities(found.table)
    for scene in np.unique(found.scene):
        rows = found.scene == scene
        chances[rows] = with_own_shares(chances[rows], model.shares)[0]
    return chances


def card(told: Judged, scenes: int, count: int) -> dict[str, object]:
    """What the file says of itself."""
    return {
        "name": "Kind of motion",
        "intended_use": (
            "A first opinion on what moves in an area. It has learnt from invented ground alone. An expert must "
            "verify each area; not for decisions on the safety of life."
        ),
        "licence": "GPL-3.0-or-later, as Slipline; made from seeds alone, without data of others",
        "method": "gradient boosting of trees with three questions in a row, by numpy",
        "made": {"scenes": scenes, "areas": count, "seed": HOW.seed},
        "on_unseen_invented_scenes": {
            "macro_f1": round(told.macro_f1, 3),
            "accuracy": round(told.accuracy, 3),
            "calibration_error": round(told.calibration_error, 3),
            "f1": {kind: round(value, 3) for kind, value in zip(KINDS, told.f1)},
        },
        "series": "how the kinds of series follow from the kinds of motion was chosen by hand: dev/kind_scenes.py",
    }


def main() -> None:
    folder = Path(sys.argv[1])
    scenes = int(sys.argv[2]) if len(sys.argv) > 2 else SCENES
    folder.mkdir(parents=True, exist_ok=True)
    learnt = examples(folder, LEARN, scenes)
    others, tested = examples(folder, CALIBRATE, CHECKED), examples(folder, TELL, CHECKED)
    model = train(learnt)
    calibrated = KindModel(model.trees, model.start, fit_temperature(model, others), model.middles, {})
    told = judged(scene_by_scene(calibrated, tested), tested.kinds)
    made = KindModel(
        model.trees, model.start, calibrated.temperature, model.middles, card(told, scenes, len(learnt.kinds))
    )
    (folder / "kinds.json").write_text(written(made), encoding="utf-8")
    print(told.text)
    print(f"temperature {made.temperature:.2f}, {len(made.trees)} trees, {folder / 'kinds.json'}")


if __name__ == "__main__":
    main()
