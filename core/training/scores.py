"""Scores on held-back ground: the network beside simple baselines, with intervals, calibration, areas and outlines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ..base.codes import SET_NAMES
from ..base.json_values import plain
from ..base.progress import Progress, Silent, Stage
from ..base.starting_model import FEW_AREAS
from ..base.translation import english, tr
from ..display.pages import number
from ..display.shown_words import shown
from ..evaluation.blocks import BlockScores, block_scores
from ..evaluation.candidate_baseline import HotSpotAreas
from ..evaluation.paired_bootstrap import difference
from ..evaluation.scores import Confusion, Ranking
from ..evaluation.simple_map import SimpleMap
from ..gis.raster import RasterReader
from ..tilestore.tile_store import TileStore, held_back_set
from .held_back_areas import AreaScores, HeldBackGround
from .held_back_cells import CellCounts, Counts, Judged, count_cells, count_members, pooled

LEFT_OUT = "left-out"  # the ground of areas that were left out in turn


@dataclass(frozen=True)
class HeldBackScores:
    """Pooled scores on one set.

    Args:
        which: name of the set, or empty where nothing was held back.
        network: of the network at its threshold.
        baselines: name and setting -> scores; each setting was chosen on the training ground.
        counts: of the cells, block by block.
        blocks: means over blocks, and intervals.
        areas: scores of whole areas and of outlines.
        members: counts of each member of an ensemble alone, block by block.
    """

    which: str
    network: Confusion | None
    baselines: dict[str, Confusion] = field(default_factory=dict)
    counts: CellCounts | None = None
    blocks: BlockScores | None = None
    areas: AreaScores | None = None
    members: Sequence[Counts] = ()

    @property
    def ranking(self) -> Ranking:
        """Calibration of the probability."""
        return self.counts.ranking if self.counts else Ranking()

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers for the model's card."""
        if self.network is None or self.blocks is None or self.areas is None:
            return {}
        distance = self.areas.boundary.distance
        values = {
            "set": self.which,
            "network": scores_dict(self.network),
            "intervals": dict(self.blocks.intervals),
            "block_means": dict(self.blocks.means),
            "block_m": self.blocks.side_m,
            "average_precision": self.ranking.auprc,
            "calibration_error": self.ranking.calibration_error,
            "areas": [asdict(one) for one in self.areas.objects],
            "boundary_mean_m": distance.mean_m,
            "boundary_hausdorff95_m": distance.hausdorff95_m,
            "baselines": {name: scores_dict(scores) for name, scores in self.baselines.items()},
        }
        if self.members:
            values["members"] = [scores_dict(pooled(one)) for one in self.members]
        return dict(plain(values))

    @english()
    def lines(self) -> list[str]:
        """The scores as lines for the log."""
        if self.network is None:
            return []
        rows = {"network": self.network, **self.baselines}
        scores = [f"  {name}: {scores_line(scores)}" for name, scores in rows.items()]
        return [f"Pooled over the {self.which} ground:", *scores, self.verdict()]

    def simple_map(self, drawn_areas: int) -> SimpleMap | None:
        """The simple map to fall back on: the best that a stack allows; None where none was scored.

        Of few drawn areas: candidate areas as Hot Spot draws them. Thresholds that are chosen on so little ground may
        be far off elsewhere (on Slumgullion, half by half: IoU 0.26 with chosen thresholds, 0.49 with those of Hot
        Spot; benchmarks/few_labels.py).
        """
        if self.counts is None or self.network is None:
            return None
        maps = self.counts.settings
        if drawn_areas < FEW_AREAS:
            maps = {name: made for name, made in maps.items() if made[0] == HotSpotAreas.name}
        if not maps:
            return None
        best = max(maps, key=lambda name: known(self.baselines[name].iou))
        kind, settings = maps[best]
        return SimpleMap(kind=kind, settings=settings, cells=self.baselines[best], network_iou=self.network.iou)

    @property
    def not_beaten(self) -> list[str]:
        """Baselines that the network does not beat, by the IoU of cells."""
        own = known(self.network.iou) if self.network else -1.0
        return [name for name, scores in self.baselines.items() if not own > known(scores.iou)]

    def verdict(self) -> str:
        """Say whether the network beats the baselines, and whether that is more than luck with the ground."""
        if self.network is None:
            return tr("Nothing was held back, so nothing can be said about how good this model is elsewhere.")
        if self.not_beaten:
            names = "; ".join(map(shown, self.not_beaten))
            return tr("The network does NOT beat these simple maps: {names}. Do not rely on its boundaries.").format(
                names=names
            )
        if not self.baselines or self.counts is None:
            return tr("There are no simple baselines to compare the network with: the stack has no deformation band.")
        best = max(self.baselines, key=lambda name: known(self.baselines[name].iou))
        text = tr("The network beats the best simple baseline: IoU {iou} against {other} of {name}.").format(
            iou=number(self.network.iou), other=number(self.baselines[best].iou), name=shown(best)
        )
        gain = difference([self.counts.baselines[best]], [self.counts.network])
        if math.isnan(gain.low):
            return text
        text += (
            tr(" The difference is {value:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}.")
            if gain.is_certain
            else tr(
                " The difference is {value:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}: it could be luck with this "
                "ground."
            )
        ).format(value=gain.value, low=gain.low, high=gain.high)
        return text


def with_simple_maps(
    scores: HeldBackScores, counts: dict[str, Counts], settings: dict[str, dict[str, float]]
) -> HeldBackScores:
    """Scores of areas that were left out in turn, with those of simple maps that were set in every turn.

    Args:
        scores: of the networks, of all turns together.
        counts: kind of each simple map -> counts of all turns together.
        settings: kind -> its setting where all areas tell.
    """
    if scores.counts is None:
        return scores
    known_settings = {kind: (kind, settings[kind]) for kind in counts if kind in settings}
    return replace(
        scores,
        which=LEFT_OUT,
        baselines={kind: pooled(one) for kind, one in counts.items()},
        counts=replace(scores.counts, baselines=counts, settings=known_settings),
    )


def known(value: float) -> float:
    """A score for comparisons: an undefined score is worse than all others."""
    return -1.0 if math.isnan(value) else value


def scores_dict(scores: Confusion) -> dict[str, float]:
    """Scores and counts."""
    names = ("precision", "recall", "f1", "iou", "tp", "fp", "fn", "tn")
    return {name: getattr(scores, name) for name in names}


def scores_line(scores: Confusion) -> str:
    """One line for the log; an undefined score is a dash."""
    names = {"precision": "precision", "recall": "recall", "F1": "f1", "IoU": "iou"}
    return ", ".join(f"{label} {number(getattr(scores, name))}" for label, name in names.items())


def score_held_back(
    store: TileStore,
    probability: Path,
    threshold: float,
    areas: Sequence[bytes] = (),
    stack: RasterReader | None = None,
    progress: Progress = Silent(),
) -> HeldBackScores:
    """Score the network and the baselines on the test cells, or the validation cells where there is no test.

    Args:
        store: labels, sets and features.
        probability: .npy (rows, columns) float32, NaN where not predicted.
        threshold: of the probability.
        areas: polygons (WKB, the store's CRS) that were drawn.
        stack: feature stack for the baselines; None: without them.
        progress: reporting and cancel.

    Raises:
        Cancelled: the user asked to stop.
    """
    which = held_back_set(store)
    if which is None:
        return HeldBackScores("", None)
    ground = HeldBackGround(store, which, areas, Stage(progress, 0.0, 0.0))
    judged = Judged(store, which, ground.blocks)
    counts = count_cells(judged, probability, threshold, stack, Stage(progress, 0.0, 0.6))
    whole, of_blocks = ground.score(probability, threshold, Stage(progress, 0.6, 1.0))
    baselines = {name: pooled(one) for name, one in counts.baselines.items()}
    members = count_members(judged, store.votes) if store.votes else []
    return HeldBackScores(
        which=SET_NAMES[which],
        network=pooled(counts.network),
        baselines=baselines,
        counts=counts,
        blocks=block_scores(ground.blocks, counts.network, of_blocks),
        areas=whole,
        members=members,
    )
