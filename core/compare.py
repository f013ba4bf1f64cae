"""Feature sets, networks and seeds side by side: Tables 1 and 2 of Liang et al. (2023) on the user's own data."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from .errors import InputError, tr
from .outputs import removed_on_failure, require_writable, write_text
from .progress import Progress, Stage, check_cancelled
from .raster import RasterReader
from .report import heading, notice, page, paragraph, table
from .scores import Confusion
from .training import TrainingData, TrainingOutputs, choose_bands, train
from .training_options import RECOMMENDED_FEATURES, TrainingOptions
from .worker_python import WorkerPython

IMAGE = ("red", "green", "blue")
# In the order of the paper's tables (I to XVIII); each holds the image where the stack has one.
FEATURE_SETS: dict[str, tuple[str, ...]] = {
    "targets": (*IMAGE, "targets"),
    "hotspot": (*IMAGE, "hotspot"),
    "hotspot slope": (*IMAGE, "hotspot", "slope"),
    "hotspot aspect": (*IMAGE, "hotspot", "aspect"),
    "hotspot elevation": (*IMAGE, "hotspot", "elevation"),
    "hotspot slope aspect": (*IMAGE, "hotspot", "slope", "aspect"),
    "hotspot slope elevation": (*IMAGE, "hotspot", "slope", "elevation"),
    "hotspot aspect elevation": (*IMAGE, "hotspot", "aspect", "elevation"),
    "hotspot slope aspect elevation": (*IMAGE, "hotspot", "slope", "aspect", "elevation"),
    "recommended": RECOMMENDED_FEATURES,
}
HEADER = ("network", "features", "seed", "precision", "recall", "f1", "iou")


@dataclass(frozen=True)
class ComparedRun:
    """One row: a network trained on a feature set with a seed, scored on held-back ground."""

    network: str
    features: str
    seed: int
    scores: Confusion


def bands_of_set(stack: str, name: str, preset: str) -> tuple[str, ...]:
    """The bands of a feature set; without the image's where the stack has none.

    Raises:
        InputError: another band of the set is missing in the stack.
    """
    with RasterReader(stack) as reader:
        present = reader.names
    wanted = [band for band in FEATURE_SETS[name] if band in present or band not in IMAGE]
    return choose_bands(stack, wanted, preset)


def compare(
    data: TrainingData, sets: Sequence[str], networks: Sequence[str], seeds: Sequence[int], options: TrainingOptions,
    output: str, report: str, python: WorkerPython, progress: Progress,
) -> list[ComparedRun]:
    """Train every combination with the same recipe and split, and write the table (CSV) and a report.

    Args:
        data: stack, areas and within; its bands are replaced by those of each set.
        sets: names from FEATURE_SETS.
        networks: names of networks.
        seeds: one run for each.
        options: the recipe.
        output: path of the table, .csv.
        report: path of the HTML report, or empty.
        python: of the worker.
        progress: reporting and cancel.

    Raises:
        InputError: a band is missing, or nothing could be held back to compare on.
    """
    require_writable(output, report)
    combinations = [(n, s, seed) for n in networks for s in sets for seed in seeds]
    chosen = {name: bands_of_set(data.stack, name, options.preset) for name in sets}
    runs: list[ComparedRun] = []
    with tempfile.TemporaryDirectory(prefix="slipline-compare-") as folder:
        for index, (network, name, seed) in enumerate(combinations):
            check_cancelled(progress)
            progress.message(f"Run {index + 1} of {len(combinations)}: {network}, {name}, seed {seed}.")
            stage = Stage(progress, index / len(combinations), (index + 1) / len(combinations))
            recipe = replace(options, network=network, seed=seed)
            model = str(Path(folder) / f"{index}.safetensors")
            scores = train(replace(data, bands=chosen[name]), recipe, TrainingOutputs(model), python, stage)
            if scores.network is None:
                raise InputError(
                    tr("No ground could be held back to compare on: {count} areas are too few or too close. Draw more areas, or choose a smaller TILE."),
                    count=len(data.areas),
                )
            runs.append(ComparedRun(network, name, seed, scores.network))
    write_text(output, table_csv(runs))
    with removed_on_failure(output):
        if report:
            write_text(report, _page(runs, options))
    return runs


def table_csv(runs: Sequence[ComparedRun]) -> str:
    """The table as CSV text; an undefined score is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for run in runs:
        values = (run.scores.precision, run.scores.recall, run.scores.f1, run.scores.iou)
        writer.writerow([run.network, run.features, run.seed, *("" if np.isnan(v) else f"{v:.4f}" for v in values)])
    return text.getvalue()


def _page(runs: Sequence[ComparedRun], options: TrainingOptions) -> str:
    rows = [
        (f"{run.network}: {run.features}", run.seed, run.scores.precision, run.scores.recall, run.scores.f1, run.scores.iou)
        for run in runs
    ]
    parts = [
        paragraph(f"Each row is a network trained alike (preset {options.preset}, {options.epochs} epochs) and scored on ground held back."),
        heading("Scores, pooled over all held-back cells"),
        table(("network: features", "seed", "precision", "recall", "F1", "IoU"), rows),
        paragraph(spread_sentence(runs)),
    ]
    if options.split == "random":
        parts.insert(0, notice("LEAKY: training and test tiles overlap; the scores are too good."))
    return page("Slipline: feature sets compared", parts)


def spread_sentence(runs: Sequence[ComparedRun]) -> str:
    """How large a difference has to be to mean something: the spread between seeds."""
    groups: dict[tuple[str, str], list[float]] = {}
    for run in runs:
        groups.setdefault((run.network, run.features), []).append(run.scores.iou)
    spreads = [max(values) - min(values) for values in groups.values() if len(values) > 1]
    if not spreads:
        return "One seed each: differences of a few hundredths of IoU may be chance. Compare with three seeds or more."
    return f"The same row differs by up to {max(spreads):.3f} IoU between seeds: smaller differences between rows mean nothing."
