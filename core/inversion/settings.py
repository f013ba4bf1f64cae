"""What the user chose, and what a run gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ..phases.cycle_triangles import Closures
from ..phases.network import Network
from ..phases.places import Places
from .judging import ShortPairs

Floats = NDArray[np.float64]
FORMATS = ("auto", "hyp3", "licsar", "gamma", "roipac", "isce", "geotiff")
PHASES = ("auto", "unwrapped", "wrapped")
REPAIRS = ("repair", "mask", "none")
CORRECTIONS = ("plane", "height", "filter")
PRESETS = ("recommended", "paper")


@dataclass(frozen=True)
class Options:
    """Parameters of the tool.

    Args:
        form: one of FORMATS.
        bounds: west, south, east, north of the extent, in `bounds_crs`; None: everything.
        bounds_crs: of the bounds.
        phase: one of PHASES.
        max_days, max_baseline_m: longest pairs; 0: no limit.
        reference: x, y of the reference, in `reference_crs`; None: found.
        reference_crs: of the reference.
        min_coherence: of the targets.
        min_pair_coherence: mean over the pairs, of the candidates.
        repair: one of REPAIRS.
        correct: some of CORRECTIONS.
        seasonal: whether a yearly sine is estimated.
        dem: elevation model instead of the one found; empty: none.
        other_dem: elevation model to compare; empty: none.
        search_velocity, search_height: half widths of the search on arcs, mm/yr and m.
        preset: one of PRESETS.
        crs: of the result; empty: the local UTM zone.
    """

    form: str = "auto"
    bounds: tuple[float, float, float, float] | None = None
    bounds_crs: str = ""
    phase: str = "auto"
    max_days: float = 30.0
    max_baseline_m: float = 160.0
    reference: tuple[float, float] | None = None
    reference_crs: str = ""
    min_coherence: float = 0.7
    min_pair_coherence: float = 0.4
    repair: str = "repair"
    correct: tuple[str, ...] = CORRECTIONS
    seasonal: bool = False
    dem: str = ""
    other_dem: str = ""
    search_velocity: float = 300.0
    search_height: float = 60.0
    preset: str = "recommended"
    crs: str = ""


@dataclass
class Stack:
    """Phases of the candidates, and all that is known of them.

    Args:
        network: scenes and pairs.
        dates: (n,) of the scenes.
        phase: (m, targets) rad, positive away; NaN: no value. Changed in place by the repair.
        coherence: (m, targets) in 255ths.
        places: of the targets.
        baselines: (m,) m; NaN: not known.
        height: (targets,) m of the elevation model; NaN: not known.
        incidence: (targets,) rad.
        range_m: (targets,) slant range.
        wavelength_m: of the radar.
        looks: independent looks of a cell, roughly.
        wrapped: whether the phase is wrapped.
    """

    network: Network
    dates: list[date]
    phase: NDArray[np.float32]
    coherence: NDArray[np.uint8]
    places: Places
    baselines: Floats
    height: Floats
    incidence: Floats
    range_m: Floats
    wavelength_m: float
    looks: float = 20.0
    wrapped: bool = False

    @property
    def mm_per_rad(self) -> float:
        """Displacement of one radian."""
        return 1000 * self.wavelength_m / (4 * np.pi)


@dataclass
class Result:
    """Of each target (targets,), or of scenes and triangles.

    Args:
        velocity, velocity_std: mm/yr, positive towards the satellite.
        coherence: 0 to 1; the smaller of both measures.
        height_correction, height_std: m.
        series: (n, targets) mm; 0 in the first scene.
        series_std: mm, about velocity and height correction.
        pairs: that were used.
        uncheckable: share of them in no triangle.
        before, after: closures, before and after the repair.
        repaired: values that got whole cycles.
        unsolved: targets with patterns of open triangles that were not solved.
        scene_sd: (n,) mm of what varies from scene to scene.
        reference: row and column of the reference window's middle; None: still ground as a whole.
        warnings: sentences for the log and the report.
        facts: further numbers for the report.
        short_pairs: velocity with and without the pairs of 12 days and less.
    """

    velocity: Floats
    velocity_std: Floats
    coherence: Floats
    height_correction: Floats
    height_std: Floats
    series: NDArray[np.float32]
    series_std: Floats
    pairs: NDArray[np.int32]
    uncheckable: NDArray[np.float32]
    before: Closures
    after: Closures
    repaired: int
    unsolved: int
    scene_sd: Floats
    reference: tuple[int, int] | None = None
    warnings: list[str] = field(default_factory=list)
    facts: dict[str, float] = field(default_factory=dict)
    short_pairs: ShortPairs | None = None
