"""What a training is given, what it writes, and what its report is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..base.training_options import TrainingOptions
from ..gis.raster import RasterReader
from ..tilestore.labels import Drawing
from ..tilestore.places import Place
from ..tilestore.tile_store import TileStore
from .scores import HeldBackScores


@dataclass(frozen=True)
class StudyArea:
    """A study area and what was drawn there.

    Args:
        stack: the feature stack; open for as long as the training runs.
        areas: polygons (WKB in the stack's CRS).
        within: polygons inside which the areas are complete; empty: they are complete everywhere.
        uncertain: areas that nobody is sure of.
        decided: areas that somebody looked at: their labels are not doubted.
    """

    stack: RasterReader
    areas: Sequence[bytes]
    within: Sequence[bytes] = ()
    uncertain: Sequence[bytes] = ()
    decided: Sequence[bytes] = ()


@dataclass(frozen=True)
class TrainingData:
    """What to train on.

    Args:
        stack: the feature stack; open for as long as the training runs.
        bands: names of the bands; see `choose_bands`.
        areas: polygons (WKB in the stack's CRS).
        within: polygons inside which the areas are complete; empty: they are complete everywhere.
        synthetic: the areas say that they are synthetic.
        experts: areas that other people drew on the same ground; nothing is learnt where people differ.
        uncertain: areas that nobody is sure of; nothing is learnt there.
        decided: areas that somebody looked at: their labels are not doubted.
        further: more study areas, elsewhere.
        sheet: raster on which all study areas lie, each at its place; None: there is only one. See `on_one_sheet`.
        places: study areas on the sheet.
        alone: areas on the sheet that were drawn on the further study areas.
    """

    stack: RasterReader
    bands: tuple[str, ...]
    areas: Sequence[bytes]
    within: Sequence[bytes]
    synthetic: bool = False
    experts: Sequence[Sequence[bytes]] = ()
    uncertain: Sequence[bytes] = ()
    decided: Sequence[bytes] = ()
    further: Sequence[StudyArea] = ()
    sheet: RasterReader | None = None
    places: Sequence[Place] = ()
    alone: Sequence[bytes] = ()

    @property
    def raster(self) -> RasterReader:
        """The raster that is read: the sheet of all study areas, or the stack."""
        return self.sheet or self.stack

    @property
    def stacks(self) -> list[RasterReader]:
        """The feature stacks of all study areas."""
        return [self.stack, *(one.stack for one in self.further)]

    @property
    def drawn(self) -> list[bytes]:
        """The areas of all study areas, where they lie on the raster that is read."""
        return [*self.areas, *self.alone]

    def says_synthetic(self) -> bool:
        """Whether the areas or a stack say that they are synthetic."""
        return self.synthetic or any(stack.says_synthetic() for stack in self.stacks)

    def drawing(self, ring_m: float) -> Drawing:
        """What was drawn, for the tile store."""
        return Drawing(
            experts=(self.areas, *self.experts),
            within=self.within,
            uncertain=self.uncertain,
            ring_m=ring_m,
            alone=self.alone,
            places=self.places,
        )


@dataclass(frozen=True)
class TrainingOutputs:
    """Paths of the results; all but the model may be empty.

    Args:
        model: .safetensors file.
        report: HTML page.
        split: polygon layer of the sets.
        doubts: polygon layer of labels to look at.
    """

    model: str
    report: str = ""
    split: str = ""
    doubts: str = ""


@dataclass(frozen=True)
class ScoredGround:
    """The ground that was scored.

    Args:
        store: its sets say which cells are scored.
        probability: .npy of these cells.
        threshold: of that probability.
    """

    store: TileStore
    probability: Path
    threshold: float


@dataclass(frozen=True)
class TrainingRecord:
    """Everything that the report is made from.

    Args:
        data: what was trained on.
        options: the recipe.
        store: tiles, labels, sets.
        result: the worker's result message.
        scores: on held-back ground.
        versions: of Python, torch, numpy and the device.
        probability: .npy of the held-back cells.
        synthetic: the stack or the areas say that they are synthetic.
        hashes: name -> SHA-256 of data and model.
        refit: the result of the refit, see `jobs.refit_sentence`; None without a refit.
        doubted: number of labels of each kind that the final training did not learn from.
        turned: how the areas were scored that were left out in turn; None where ground was held back.
        share_before: share of the held-back ground from which the model that the training started from had learnt.
    """

    data: TrainingData
    options: TrainingOptions
    store: TileStore
    result: dict[str, Any]
    scores: HeldBackScores
    versions: dict[str, str]
    probability: Path
    synthetic: bool = False
    hashes: dict[str, str] = field(default_factory=dict)
    refit: dict[str, Any] | None = None
    share_before: float = 0.0
    doubted: dict[str, int] = field(default_factory=dict)
    turned: ScoredGround | None = None

    @property
    def scored(self) -> ScoredGround:
        """The store, the map and the threshold that the scores are shown on."""
        return self.turned or ScoredGround(self.store, self.probability, float(self.result["threshold"]))
