"""Where an evaluation's input comes from, for the reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """What was compared.

    Args:
        predicted: name of the layer.
        reference: name of the layer.
        within: name of the layer, or empty.
        cell_m: side of the cells that were counted.
        synthetic: the input calls itself synthetic.
    """

    predicted: str
    reference: str
    within: str
    cell_m: float
    synthetic: bool
