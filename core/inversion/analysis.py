"""The order of the steps: from the phases of the candidates to velocities, errors and coherence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, Silent, Stage, asking, check_asked
from ..base.shared_arrays import on_disk
from ..base.translation import tr
from ..phases.cycle_triangles import Closures
from ..phases.network import scene_baselines
from .banded_network import weights_of
from .delay_filter import filter_delays, smooth_in_space
from .judging import (
    baseline_warning,
    bias_warning,
    compare_without,
    few_pairs_warning,
    largest_step,
    parts_warning,
    removal_warning,
    removed_motion,
    require_signal,
    require_years,
    short_pairs_warning,
    speed_warning,
)
from .marks import Marks
from .motion import Model, Motion, lines, pair_noise, solve_motion
from .on_scenes import onto_scenes
from .pair_regression import regress
from .reference import choose_reference, window_members
from .repair import Repair, Repaired, closure_statistics
from .scene_plane import still, terms
from .scene_terms import remove_terms
from .settings import Options, Result, Stack
from .target_coherence import agreement, local_coherence, residuals_of, scatter_of
from .unwrapping import unwrap_stack

Floats = NDArray[np.float64]
_JOINING = 0.5  # neighbour coherence from which a target may join regions, and speaks for its pair's offset
_REPEATS = 2  # of repair and solution, at most
_SAMPLE, _VALUES = 50_000, 4_000_000  # targets, and values of pairs, from which the typical weights are found


class Analysis:
    """One run over a stack.

    Args:
        stack: of which the phase is repaired in place.
        options: what the user chose.
        scratch: folder for the series; None: in memory.
        reference: row and column of the reference's cell; None: found.
        marks: told how far the run has come.
    """

    def __init__(
        self,
        stack: Stack,
        options: Options,
        scratch: Path | None = None,
        reference: tuple[int, int] | None = None,
        marks: Marks = Marks(),
    ) -> None:
        self.marks = Marks() if stack.wrapped else marks
        self.stack, self.options, self.scratch = stack, options, scratch
        self.network, self.places = stack.network, stack.places
        self.reference = reference
        self.warnings: list[str] = []
        self.facts: dict[str, float] = {}
        self.repair: Repair | None = None
        self._of_coherence = weights_of(np.arange(256) / 255.0, stack.looks)
        self._arrays: dict[str, NDArray[np.float32]] = {}
        self.paper = options.preset == "paper"
        self.correct = set(options.correct)
        years = float(np.ptp(self.network.years))
        if options.seasonal:
            require_years(years)
        self._baselines()

    def run(self, progress: Progress = Silent()) -> Result:
        """All steps.

        Raises:
            InputError: nothing coherent, or no reference.
            Cancelled: as soon as the user asks to stop.
        """
        with asking(progress):
            return self._run(progress)

    def _run(self, progress: Progress) -> Result:
        self.warnings += parts_warning(int(self.network.parts.max()) + 1)
        joining = self._screen(Stage(progress, 0.0, 0.15))
        self.in_space = not self.stack.wrapped
        if self.stack.wrapped:
            joining = unwrap_stack(
                self.stack, self.model, self.options, joining, self.facts, Stage(progress, 0.15, 0.4)
            )
            self.places = self.stack.places
        before = self._cycles(joining, Stage(progress, 0.15 if self.in_space else 0.4, 0.55))
        motion = self._solved(joining, Stage(progress, 0.55, 0.8))
        motion = self._repeated(motion, joining, Stage(progress, 0.8, 0.88))
        after = closure_statistics(self.stack, Stage(progress, 0.88, 0.9))
        coherence, series_std = self._coherence(motion, Stage(progress, 0.9, 1.0))
        self._judge(after)
        return Result(
            velocity=motion.velocity,
            velocity_std=motion.velocity_std,
            coherence=coherence,
            height_correction=motion.height_correction,
            height_std=motion.height_std,
            series=self.series,
            series_std=series_std,
            pairs=self.found.pairs,
            uncheckable=self.found.uncheckable,
            before=before,
            after=after,
            repaired=self.repair.done.values if self.repair else 0,
            unsolved=self.repair.done.unsolved if self.repair else 0,
            scene_sd=np.sqrt(motion.scene_variance),
            reference=self.reference,
            warnings=self.warnings,
            facts=self.facts,
            short_pairs=self.short_pairs,
        )

    def _baselines(self) -> None:
        """What a metre of height moves each scene, and whether that is known."""
        baselines, misfit = scene_baselines(self.network, self.stack.baselines)
        self.across_m = float(np.median(self.stack.range_m * np.sin(self.stack.incidence)))
        self.baselines = baselines
        self.model = Model(self.network, 1000 * baselines / self.across_m, self.options.seasonal)
        self.warnings += baseline_warning(bool(np.isfinite(baselines).all()), misfit)

    def _screen(self, progress: Progress) -> NDArray[np.bool_]:
        """Targets that agree with their neighbours; noise does not, whether it closes in triangles or not."""
        agreeing = np.asarray(agreement(self.stack.phase, self.places, progress) >= _JOINING)
        self.facts["joining"] = float(agreeing.mean())
        require_signal(agreeing)
        return agreeing

    def _cycles(self, joining: NDArray[np.bool_], progress: Progress) -> Closures:
        """Repair whole cycles, and refer the pairs to what is still; closures before."""
        if self.options.repair != "none" and not self.paper:
            self.repair = Repair(self.stack, joining, self.options.repair, self.in_space, self.marks)
        known = self.marks.known_repair()
        if known:
            return self._taken_up(**known)
        self.marks.changing()
        first = window_members(self.places, self.reference) if self.reference else joining
        self._set_offsets(first, np.median)
        before = closure_statistics(self.stack, Stage(progress, 0.0, 0.1))
        if self.repair:
            self.repair.first(Stage(progress, 0.1, 1.0))
        self._refer_pairs(joining)
        done = self.repair.done if self.repair else Repaired()
        counts = np.array([done.values, done.unsolved])
        self.marks.repaired(counts=counts, **vars(before))
        return before

    def _taken_up(self, counts: NDArray[np.int64], **before: NDArray[Any]) -> Closures:
        """What a run that was interrupted after the repair had found before it."""
        if self.repair:
            self.repair.done = Repaired(*counts.tolist())
        return Closures(**before)

    def _refer_pairs(self, joining: NDArray[np.bool_]) -> None:
        if self.reference:
            self._set_offsets(window_members(self.places, self.reference), np.median)
        else:
            self._set_offsets(joining, np.mean)

    def _solved(self, joining: NDArray[np.bool_], progress: Progress) -> Motion:
        """From pairs to motion."""
        self._invert(Stage(progress, 0.0, 0.4))
        self._refer(joining, Stage(progress, 0.4, 0.5))
        self._scene_terms(joining, Stage(progress, 0.5, 0.7))
        return self._motion(Stage(progress, 0.7, 1.0))

    def _repeated(self, motion: Motion, joining: NDArray[np.bool_], progress: Progress) -> Motion:
        """IPTA's repetition: repair and solve again without the motion, until hardly a target changes."""
        per_metre = np.nan_to_num(self.model.per_metre)
        for number in range(_REPEATS):
            start, end = number / _REPEATS, (number + 1) / _REPEATS
            found = motion.velocity, motion.height_correction / self._scale, per_metre
            if self.repair is None or not self.repair.again(*found, Stage(progress, start, (start + end) / 2)):
                break
            self.facts["repeats"] = number + 1.0
            self._refer_pairs(joining)
            motion = self._solved(joining, Stage(progress, (start + end) / 2, end))
        return motion

    def _set_offsets(self, speaking: NDArray[np.bool_], middle: Callable[[Floats], Any]) -> None:
        """Take from each pair the middle of the targets that speak: of all that agree, or of the reference window.

        Medians stand wrong cycles; means, after the repair, close in triangles as the phases of scenes do.
        """
        for pair in range(len(self.stack.phase)):
            check_asked()
            values = self.stack.phase[pair]
            known = values[speaking & np.isfinite(values)].astype(np.float64)
            if not len(known):
                raise InputError(
                    tr(
                        "The reference has no value in the pair {name}. Choose a reference on coherent ground, or none."
                    ),
                    name="_".join(f"{self.stack.dates[scene]:%Y%m%d}" for scene in self.network.pairs[pair]),
                )
            self.stack.phase[pair] = values - np.float32(middle(known))

    def _array(self, name: str) -> NDArray[np.float32]:
        """(n, targets) to be filled; the same one each time."""
        if name not in self._arrays:
            self._arrays[name] = on_disk(self.scratch, name, np.float32, (len(self.network.days), len(self.places)))
        return self._arrays[name]

    def weights(self, some: slice | NDArray[np.int64]) -> Floats:
        """1/rad2 (m, targets) of the values; 0 where there is none."""
        known = np.isfinite(self.stack.phase[:, some])
        if self.paper:
            return np.asarray(known, np.float64)
        heavy: Floats = self._of_coherence[self.stack.coherence[:, some]]
        heavy *= known
        return heavy

    def _invert(self, progress: Progress) -> None:
        """Pairs onto scenes, in mm towards the satellite."""
        self.series = self._array("series")
        self.found = onto_scenes(self.stack, self.weights, self.series, progress)
        self.facts["trees"] = float(self.found.is_tree.mean())
        self.facts["split"] = float((self.found.rank < len(self.network.days) - 1).mean())

    def _refer(self, speaking: NDArray[np.bool_], progress: Progress) -> None:
        """Without a plane in each scene everything hangs on the reference window.

        Find the best one, and begin there.
        """
        if self.reference is not None or "plane" in self.correct:
            return
        self.marks.changing()
        quality = np.where(speaking, np.nan_to_num(self.found.quality), 0.0)
        self.reference = choose_reference(
            self.places, lines(self.series, self.network), quality, self.found.pairs / len(self.network.pairs)
        )
        self._set_offsets(window_members(self.places, self.reference), np.median)
        self._invert(progress)

    def _scene_terms(self, speaking: NDArray[np.bool_], progress: Progress) -> None:
        """Take offset, plane and height delay from each scene.

        Two rounds, since still targets are known by their velocity.
        """
        self.removed = np.ones((len(self.places), 1)), np.zeros((len(self.network.days), 1))
        if not {"plane", "height"} & self.correct:
            return
        cell = self.places.cell_m
        x, y = self.places.column * cell[1], self.places.row * cell[0]
        design = terms(x, y, self.stack.height, "plane" in self.correct, "height" in self.correct)
        size, kept = removed_motion(lines(self.series, self.network), design, speaking)
        self.facts["removed_mm_yr"], self.facts["scatter_mm_yr"] = size, kept
        self.warnings += removal_warning(size, kept)
        anchor = window_members(self.places, self.reference) if self.reference else None
        found = remove_terms(self.series, self.network, self.places, design, speaking, progress)
        if anchor is not None:
            for scene in range(len(found)):
                check_asked()
                middle = np.median(np.asarray(self.series[scene], np.float64)[anchor])
                self.series[scene] -= np.float32(middle)
                found[scene, 0] += middle
        self.removed = design, found

    def _motion(self, progress: Progress) -> Motion:
        if self.paper:
            motion = self._paper_motion(progress)
        else:
            count = min(len(self.places), _SAMPLE, _VALUES // len(self.network.pairs))
            sample = np.unique(np.linspace(0, len(self.places) - 1, count).astype(np.int64))
            weight = self.weights(sample)
            noise = pair_noise(
                self.network, self.found.variance, self.found.level, sample, weight, self.stack.mm_per_rad
            )
            motion = solve_motion(self.series, self.places, self.model, noise, progress)
        scale = self._scale
        return replace(motion, height_correction=motion.height_correction * scale, height_std=motion.height_std * scale)

    @property
    def _scale(self) -> Floats:
        """Heights (targets,) by those of a target in the middle of the scene, for the same phase."""
        return np.asarray(self.stack.range_m * np.sin(self.stack.incidence) / self.across_m)

    def _paper_motion(self, progress: Progress) -> Motion:
        """Regression on the pairs, then once more without what the residuals of the ground around have in common."""
        design, found = self.removed
        residuals = self._residuals()
        speaking = self.found.speaks > _JOINING
        smooth_in_space(residuals, self.places, speaking, Stage(progress, 0.0, 0.5))

        def common(some: slice) -> Floats:
            return np.asarray(found @ design[some].T + residuals[:, some])

        made = regress(self.stack, self.model, self.weights, common, Stage(progress, 0.5, 1.0))
        self.paper_coherence = made.coherence
        return made.motion

    def _residuals(self) -> NDArray[np.float32]:
        """Series less their own trend (n, targets) mm."""
        return residuals_of(self.series, self._array("residuals"), self.model)

    def _coherence(self, motion: Motion, progress: Progress) -> tuple[Floats, Floats]:
        """Coherence after the filter, and the scatter of the series about the model."""
        residuals = self._residuals()
        if "filter" in self.correct:
            speaking = still(motion.velocity) & (self.found.speaks > _JOINING)
            part = Stage(progress, 0.0, 0.4)
            filter_delays(self.series, residuals, self._array("delays"), self.places, speaking, self.model, part)
        if self.paper:
            coherence = self.paper_coherence
        else:
            around = local_coherence(
                residuals,
                self.places,
                self.found.quality,
                self.model,
                1 / self.stack.mm_per_rad,
                Stage(progress, 0.4, 0.9),
            )
            coherence = np.fmin(self.found.quality, around)
        free = max(1, len(residuals) - self.model.design.shape[1])
        return coherence, scatter_of(residuals, free, Stage(progress, 0.9, 1.0))

    def _judge(self, after: Closures) -> None:
        """Warnings that follow from the closures and from the speed."""
        days = float(np.median(self.network.spans))
        limit = self.stack.wavelength_m * 1000 / 4 / days * 365.25
        usable = self.found.speaks > _JOINING
        fastest = largest_step(lines(self.series, self.network), self.places, usable)
        stack = self.stack
        self.short_pairs = compare_without(stack.phase, self.weights, self.network, self.places, stack.mm_per_rad)
        redundant = float(np.median(self.found.pairs - self.found.rank))
        self.warnings += few_pairs_warning(redundant) + short_pairs_warning(self.short_pairs)
        self.facts["limit_mm_yr"], self.facts["largest_step_mm_yr"] = limit, fastest
        self.warnings += bias_warning(after) + speed_warning(fastest, limit, days)
