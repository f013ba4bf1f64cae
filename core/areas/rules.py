"""Which cells of a probability raster make an area, and how its outline is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.translation import tr
from .regions import MOST_ADDED, RegionRules, require_rules

SURE = 0.4  # share of the way from the threshold to 1 at which the default seed threshold lies: 0.7 for 0.5
SMOOTH_CELLS = 3.0


@dataclass(frozen=True)
class AreaRules:
    """From probability to areas: hysteresis, size, merging, smoothing.

    Args:
        threshold: probability from which a cell belongs to an area; the model's own is the one whose outlines
            scored best.
        min_area_m2: smaller areas are left out, smaller holes are filled.
        seed: probability that an area reaches somewhere; None: 40 % of the way from the threshold to 1.
        merge_m: areas that are closer become one; bays that are narrower are closed.
        smooth_m: length below which bends of the outlines vanish; None: three cells.
        most_added: share of the cells' area that merging and filling may add at most.
        split: cut areas that cross a ridge or a river there.

    Raises:
        InputError: a seed threshold below the threshold.
    """

    threshold: float
    min_area_m2: float = 10_000.0
    seed: float | None = None
    merge_m: float = 20.0
    smooth_m: float | None = None
    most_added: float = MOST_ADDED
    split: bool = False

    def __post_init__(self) -> None:
        if self.seed is not None and self.seed < self.threshold:
            raise InputError(
                tr("The seed threshold {seed} is below the threshold {threshold}. Give a larger one, or none."),
                seed=self.seed,
                threshold=self.threshold,
            )

    @property
    def seed_threshold(self) -> float:
        """Probability that an area reaches somewhere."""
        return self.threshold + SURE * (1.0 - self.threshold) if self.seed is None else self.seed

    def smooth_on(self, grid: Grid) -> float:
        """Smoothing length on a grid, m."""
        return SMOOTH_CELLS * grid.cell_m if self.smooth_m is None else self.smooth_m

    @property
    def regions(self) -> RegionRules:
        """The rules for the cells of the areas."""
        return RegionRules(
            grow=self.threshold,
            seed=self.seed_threshold,
            min_area_m2=self.min_area_m2,
            merge_m=self.merge_m,
            most_added=self.most_added,
        )

    def require_fitting(self, grid: Grid) -> None:
        """Refuse distances and sizes that are larger than a grid.

        Raises:
            InputError: see require_rules; also a smoothing over more than the grid's longer side.
        """
        require_rules(self.regions, grid)
        longest = max(grid.columns, grid.rows) * grid.cell_m
        if self.smooth_m is not None and self.smooth_m > longest:
            raise InputError(
                tr("The smoothing is {smooth} m, but the stack's longer side has only {longest} m. Choose less."),
                smooth=f"{self.smooth_m:g}",
                longest=f"{longest:g}",
            )
