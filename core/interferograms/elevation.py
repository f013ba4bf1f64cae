"""Which of two elevation models fits the wrapped phase better (the paper's Figure 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Stage
from ..inversion.motion import Model
from ..inversion.settings import Options, Stack
from ..inversion.unwrapping import arc_model, largest_part, one_tile, pruned, unwrapped_on
from ..phases.arcs import ArcModel

Floats = NDArray[np.float64]
_SURE_M = 5000.0  # differences beyond it are no heights


@dataclass(frozen=True)
class Fit:
    """How well an elevation model fits.

    Args:
        name: of the model.
        targets: that keep coherent arcs.
        share: of them in the largest part that coherent arcs hold together.
        residues: of all pairs, for 1,000 targets.
        coherence: median of the arcs.
    """

    name: str
    targets: int
    share: float
    residues: float
    coherence: float


def compare(
    stack: Stack, model: Model, options: Options, other: Floats, names: tuple[str, str], progress: Progress
) -> list[Fit]:
    """Unwrap the same targets with both models.

    Args:
        stack: of wrapped phase; stays as it is.
        model: with a height correction.
        options: what the user chose.
        other: (targets,) heights of the other model, m.
        names: of both.
        progress: where to report.
    """
    difference = other - stack.height
    known = np.isfinite(difference) & (np.abs(difference) < _SURE_M)
    at = one_tile(stack, np.flatnonzero(known))
    arcs = arc_model(stack, model, options)
    phase = np.array(stack.phase[:, at], np.float64)
    # the phase of an error in height falls by what the other model is higher
    shifts = (np.zeros(len(at)), difference[at])
    made = []
    for number, (name, shift) in enumerate(zip(names, shifts)):
        moved = phase - arcs.per_height[:, None] * shift
        part = Stack(**{**vars(stack), "phase": moved.astype(np.float32), "places": stack.places.some(at)})
        made.append(_fit(part, name, arcs, Stage(progress, number / 2, (number + 1) / 2)))
    return made


def _fit(stack: Stack, name: str, model: ArcModel, progress: Progress) -> Fit:
    kept, mesh, fit = pruned(stack, np.arange(len(stack.places)), model, progress)
    if not len(kept):
        return Fit(name, 0, 0.0, float("nan"), float("nan"))
    _, residues = unwrapped_on(np.asarray(stack.phase[:, kept], np.float64), mesh, fit, model, progress)
    return Fit(
        name, len(kept), largest_part(mesh, fit.coherence), 1000 * residues / len(kept), float(np.median(fit.coherence))
    )
