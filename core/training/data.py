"""What a training is given, and what it writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..tilestore.labels import Drawing


@dataclass(frozen=True)
class TrainingData:
    """What to train on.

    Args:
        stack: path of the feature stack.
        bands: names of the bands; see `choose_bands`.
        areas: polygons (WKB in the stack's CRS).
        within: polygons inside which the areas are complete; empty: everywhere.
        synthetic: the areas say that they are synthetic.
        experts: what further people drew on the same ground; where they differ nothing is learnt.
        uncertain: areas of which nobody is sure; nothing is learnt there.
    """

    stack: str
    bands: tuple[str, ...]
    areas: Sequence[bytes]
    within: Sequence[bytes]
    synthetic: bool = False
    experts: Sequence[Sequence[bytes]] = ()
    uncertain: Sequence[bytes] = ()

    def drawing(self, ring_m: float) -> Drawing:
        """What was drawn, for the tile store."""
        return Drawing((self.areas, *self.experts), self.within, self.uncertain, ring_m)


@dataclass(frozen=True)
class TrainingOutputs:
    """Paths of the results; all but the model may be empty.

    Args:
        model: .safetensors file.
        report: HTML page.
        split: polygon layer of the sets.
    """

    model: str
    report: str = ""
    split: str = ""
