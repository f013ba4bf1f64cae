"""The steps of a survey in their order, the folder of each, and what is passed from one to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ..core.base.grid import Grid, Window
from ..core.base.hashes import file_sha256
from ..core.base.progress import Silent
from ..core.files.leftovers import tidy
from ..core.gis.provenance import source_is_synthetic
from ..core.hotspots.candidate_areas import area_grid
from ..core.hotspots.candidate_scores import SURROUNDINGS
from ..core.hotspots.gi_whole import Whole
from ..core.hotspots.reference import StableGround
from ..core.image.bands import colour_bands
from ..core.image.stretch import Stretch, is_plain, stretch_of
from .kept import Kept, file_mark, growing, kept
from .plan import Plan, PredictChoice, StackChoice
from .rows import Bounds

WHOLE = "whole.json"


@dataclass(frozen=True)
class Numbers:
    """What all targets together say.

    Args:
        whole: what Gi* compares with.
        motion: velocity of the stable ground that is taken away, mm/yr.
        stability: |velocity| beyond which ground moves, mm/yr.
        limit: |velocity| to which those of the stack are cut, mm/yr.
        bounds: west, south, east, north of the targets, m.
        said: sentences for the log.
    """

    whole: Whole
    motion: float
    stability: float
    limit: float
    bounds: Bounds
    said: tuple[str, ...] = ()

    def write(self, path: str) -> None:
        """Write them as JSON, which keeps each number as it is."""
        with growing(Path(path)) as draft:
            draft.write_text(json.dumps(asdict(self)), encoding="utf-8")


def read_numbers(path: str) -> Numbers:
    """What `Numbers.write` wrote."""
    told = json.loads(Path(path).read_text(encoding="utf-8"))
    ground = StableGround(**told["whole"].pop("ground"))
    whole = Whole(ground=ground, **told.pop("whole"))
    return Numbers(whole=whole, bounds=tuple(told.pop("bounds")), said=tuple(told.pop("said")), **told)


@dataclass(frozen=True)
class Chain:
    """The folders of all steps of a plan; their names follow from what the steps are made of."""

    plan: Plan

    @property
    def grid(self) -> Grid:
        """Of the whole ground."""
        return self.plan.grid

    @cached_property
    def sheets(self) -> dict[str, Window]:
        """Name of each sheet -> its cells."""
        return self.plan.sheets()

    @cached_property
    def sorting(self) -> list[Kept]:
        """For each source its targets, sorted by blocks of ground."""
        told = {"grid": asdict(self.grid), "size": self.plan.sheet_cells, "importing": asdict(self.plan.importing)}
        return [
            self._step("sort", {**told, "at": at, "source": _mark(one)}) for at, one in enumerate(self.plan.sources)
        ]

    @cached_property
    def targets(self) -> Kept:
        """The targets of each block, of all sources."""
        return self._step("targets", {}, *(one.key for one in self.sorting))

    @cached_property
    def whole(self) -> Kept:
        """Numbers of all targets."""
        options = self.plan.hot_spot
        return self._step("whole", {"reference": options.reference, "stability": options.stability_mm_yr}, self.targets)

    @cached_property
    def sums(self) -> Kept:
        """The sums over the neighbours of each target."""
        options = self.plan.hot_spot
        return self._step("sums", {"distance": options.distance_m, "gi": asdict(options.gi)}, self.whole)

    @cached_property
    def noise(self) -> Kept:
        """The noise that neighbours share."""
        return self._step("noise", {}, self.sums)

    @cached_property
    def maps(self) -> Kept:
        """Hot spot map and scores of the areas of each sheet."""
        options = self.plan.hot_spot
        told = {"weight": options.weight, "kernel": options.kernel, "bandwidth": options.bandwidth_m}
        return self._step("map", told, self.noise)

    @cached_property
    def stacks(self) -> Kept:
        """Feature stack of each sheet."""
        choice = self.plan.stack or StackChoice()
        marks = [_mark(path) for path in (choice.image, choice.dem) if path]
        return self._step("stack", {**asdict(choice), "files": marks}, self.maps)

    @cached_property
    def predictions(self) -> Kept:
        """Probability of each sheet."""
        choice = self.plan.predict or PredictChoice()
        model = file_sha256(Path(choice.model)) if choice.model else ""
        return self._step("predict", {"model": model, "turns": choice.turns}, self.stacks)

    def numbers(self) -> Numbers:
        """What all targets together say, with the noise that neighbours share."""
        return read_numbers(self.noise.path(WHOLE))

    @cached_property
    def is_synthetic(self) -> bool:
        """Whether any source of the survey says of itself that it was invented: the results say so too."""
        plan = self.plan
        paths = list(plan.sources)
        paths += [plan.stack.image, plan.stack.dem] if plan.stack else []
        paths += [plan.predict.model] if plan.predict else []
        return any(source_is_synthetic(path) for path in paths if path)

    def tidy(self) -> None:
        """Remove what killed processes of this computer have left in the folders of the plan and its steps."""
        steps = self.plan.folder / "steps"
        tidy([str(self.plan.folder), *(str(path) for path in (steps.iterdir() if steps.is_dir() else ()))])

    def blocks(self) -> list[str]:
        """Names of all blocks that hold targets, once the sources are sorted."""
        return sorted({path.stem for one in self.sorting for path in one.folder.glob("r*_c*.npy")})

    @cached_property
    def area_grid(self) -> Grid:
        """On which areas are drawn."""
        return area_grid(self.grid, float(self.plan.hot_spot.bandwidth_m or 0.0) * SURROUNDINGS)

    def area_part(self, window: Window) -> Window:
        """The cells of the areas' grid that belong to a sheet: each cell belongs to one."""
        step = round(self.area_grid.cell_m / self.grid.cell_m)
        column, row = -(-window.column // step), -(-window.row // step)
        right, bottom = -(-(window.column + window.columns) // step), -(-(window.row + window.rows) // step)
        return Window(column, row, right - column, bottom - row)

    @cached_property
    def stretch(self) -> tuple[Stretch, ...]:
        """Of an image of more than 8 bits: of the whole image, so that no sheet differs."""
        image = self.plan.stack.image if self.plan.stack else ""
        if not image:
            return ()
        numbers = colour_bands(image, Silent())
        return () if is_plain(image, numbers) else stretch_of(image, numbers)

    def _step(self, step: str, told: Mapping[str, Any], *before: Kept | str) -> Kept:
        keys = [one if isinstance(one, str) else one.key for one in before]
        return kept(self.plan.folder, step, told, *keys)


def with_correlation(numbers: Numbers, correlation: float) -> Numbers:
    """The numbers with the noise that neighbours share."""
    return replace(numbers, whole=replace(numbers.whole, correlation=correlation))


def _mark(path: str) -> Sequence[Any]:
    return file_mark(path.split("|", maxsplit=1)[0])
