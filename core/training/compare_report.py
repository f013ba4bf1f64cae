"""The table of a comparison, and its page: scores with intervals, and which differences are larger than the noise."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..base.outputs import write_text
from ..base.training_options import TrainingOptions
from ..base.translation import tr
from ..display.report import NO_PICTURES, figure_png, heading, notice, number, page, paragraph, table
from ..evaluation.paired_bootstrap import Difference, difference
from ..stack.feature_sets import PAPER_IOU, title
from ..tilestore.tile_store import TileStore
from .compare_figure import comparison_figure, pictured_runs
from .finished_runs import ComparedRun
from .ground_words import describe_store, short_dead_zone

_SCORES = ("precision", "recall", "f1", "iou")
_NAMED = 5  # differences, the largest; the table has all
HEADER = (
    "number",
    "network",
    "features",
    "seed",
    *_SCORES,
    "iou_low",
    "iou_high",
    *(f"mean_{name}" for name in _SCORES),
    "iou_random_tiles",
    "gap",
    "calibration_error",
    "area_recall",
    "area_precision",
    "boundary_mean_m",
    "seconds",
    "paper_iou",
)


def values_of(run: ComparedRun) -> dict[str, Any]:
    """The columns of a row; None for what is not defined."""
    scores = run.scores
    low, high = scores["intervals"]["iou"]
    return {
        "number": run.number,
        "network": run.network,
        "features": run.features,
        "seed": run.seed,
        **{name: scores["network"][name] for name in _SCORES},
        "iou_low": low,
        "iou_high": high,
        **{f"mean_{name}": scores["block_means"][name] for name in _SCORES},
        "iou_random_tiles": run.random_iou,
        "gap": run.gap,
        "calibration_error": scores["calibration_error"],
        "area_recall": scores["areas"][0]["recall"],
        "area_precision": scores["areas"][0]["precision"],
        "boundary_mean_m": scores["boundary_mean_m"],
        "seconds": run.seconds,
        "paper_iou": PAPER_IOU.get((run.network, run.features)),
    }


def table_csv(runs: Sequence[ComparedRun]) -> str:
    """The table as CSV text; an undefined score is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, lineterminator="\n")
    writer.writeheader()
    for run in runs:
        writer.writerow(
            {name: f"{value:.4f}" if isinstance(value, float) else value for name, value in values_of(run).items()}
        )
    return text.getvalue()


@dataclass(frozen=True)
class Contrast:
    """Two rows that differ in one thing: second less first.

    Args:
        first: title of the row that is compared with.
        second: title of the other.
        found: difference of IoU.
        paper: the same in the paper; None where it does not have them.
    """

    first: str
    second: str
    found: Difference
    paper: float | None


def contrasts(runs: Sequence[ComparedRun]) -> list[Contrast]:
    """The paper's questions: hot spot or targets, with or without terrain, aspect or elevation, which network."""
    rows: dict[tuple[str, str], list[ComparedRun]] = {}
    for run in runs:
        rows.setdefault((run.network, run.features), []).append(run)
    networks, sets = (list(dict.fromkeys(key[part] for key in rows)) for part in (0, 1))
    pairs = []
    for network in networks:
        other = [name for name in sets if name not in ("targets", "hotspot")]
        asked = [
            ("targets", "hotspot"),
            *(("hotspot", name) for name in other),
            ("hotspot elevation", "hotspot aspect"),
        ]
        pairs += [((network, first), (network, second)) for first, second in asked]
    pairs += [((first, name), (second, name)) for first, second in itertools.combinations(networks, 2) for name in sets]
    return [_contrast(rows, first, second) for first, second in pairs if first in rows and second in rows]


def _contrast(
    rows: dict[tuple[str, str], list[ComparedRun]], first: tuple[str, str], second: tuple[str, str]
) -> Contrast:
    paper = PAPER_IOU[second] - PAPER_IOU[first] if first in PAPER_IOU and second in PAPER_IOU else None
    found = difference(*([run.counts for run in rows[row]] for row in (first, second)))
    return Contrast(title(*first), title(*second), found, paper)


def verdict(found: Sequence[Contrast]) -> str:
    """Which differences are larger than the noise, in plain words."""
    if not found:
        return tr("No two rows differ in one thing only: there is nothing to compare.")
    if all(one.found.low != one.found.low for one in found):
        return tr(
            "There are fewer than five blocks of held-back ground: no difference can be told from noise. Use a "
            "larger area."
        )
    certain = [one for one in found if one.found.is_certain]
    luck = len(found) - len(certain)
    if not certain:
        return tr(
            "None of the {count} differences is larger than the noise: on this ground nobody can tell which row "
            "is better."
        ).format(count=len(found))
    named = "; ".join(
        tr("{better} is better than {worse} by {gain:.3f} IoU").format(
            better=one.second if one.found.value > 0 else one.first,
            worse=one.first if one.found.value > 0 else one.second,
            gain=abs(one.found.value),
        )
        for one in sorted(certain, key=lambda one: -abs(one.found.value))[:_NAMED]
    )
    text = tr("Larger than the noise: {differences}.").format(differences=named)
    more = len(certain) - _NAMED
    text += tr(" Smaller ones that are, too, in the table: {count}.").format(count=more) if more > 0 else ""
    return text + (tr(" The other {count} could be luck.").format(count=luck) if luck else "")


def seed_sentence(runs: Sequence[ComparedRun]) -> str:
    """How much the seed alone changes."""
    groups: dict[str, list[float]] = {}
    for run in runs:
        if run.scores["network"]["iou"] is not None:
            groups.setdefault(run.title, []).append(run.scores["network"]["iou"])
    spreads = [max(values) - min(values) for values in groups.values() if len(values) > 1]
    if not spreads:
        return tr(
            "One seed each: the intervals know of the luck with the ground, not of the luck with the seed, which "
            "alone can be worth a few"
            " hundredths of IoU. Compare with three seeds or more."
        )
    return tr(
        "The same row differs by up to {most:.3f} IoU between seeds; the intervals of the differences take that "
        "into account."
    ).format(most=max(spreads))


def write_comparison(
    path: str, runs: Sequence[ComparedRun], store: TileStore, options: TrainingOptions, pictured: Sequence[str]
) -> None:
    """Write the page.

    Raises:
        OutputError: it cannot be written.
    """
    found = contrasts(runs)
    leaky = tr(
        "LEAKY: training and test tiles were drawn at random and overlap; all scores are too good. Compare with "
        "SPLIT = blocks."
    )
    parts = [
        *(
            notice(text)
            for text in (leaky if options.split == "random" else "", short_dead_zone(store.manifest))
            if text
        ),
        paragraph(
            tr(
                "Each row is a network trained alike on the same tiles (preset {preset}, width {width}, tiles of "
                "{tile} cells, {epochs}"
                " epochs) and scored on the same {ground}."
            ).format(
                ground=tr("tiles, which overlap those of the training")
                if options.split == "random"
                else tr("ground, which it has not seen"),
                preset=options.preset,
                width=options.width,
                tile=options.tile,
                epochs=options.epochs,
            )
        ),
        heading(tr("Which differences are larger than the noise")),
        paragraph(verdict(found)),
        paragraph(seed_sentence(runs)),
        *_contrast_table(found),
        heading(tr("Scores")),
        *_score_tables(runs),
        *_pictures(runs, store, pictured),
        heading(tr("Ground and split")),
        *(paragraph(line) for line in describe_store(store)),
    ]
    write_text(path, page(tr("Slipline: feature sets compared"), parts))


def _contrast_table(found: Sequence[Contrast]) -> list[str]:
    rows = [
        (
            tr("{second} less {first}").format(second=one.second, first=one.first),
            f"{one.found.value:+.3f}",
            None
            if one.found.low != one.found.low
            else tr("{low} to {high}").format(low=f"{one.found.low:+.3f}", high=f"{one.found.high:+.3f}"),
            tr("yes") if one.found.is_certain else tr("no"),
            None if one.paper is None else f"{one.paper:+.3f}",
        )
        for one in found
    ]
    how = tr(
        "Pooled IoU, the second row less the first; means over the seeds. The intervals come from 1000 draws of "
        "whole blocks of ground, the"
        " same for both rows (paired block bootstrap). Of {count} differences about {chance} would stand out by "
        "chance alone. The last"
        " column is the difference that Liang et al. (2023) found on their own area, with one seed and a random split."
    ).format(count=len(found), chance=number(len(found) / 20, 1))
    header = (tr("rows"), tr("difference of IoU"), tr("95 % interval"), tr("larger than noise"), tr("in the paper"))
    return [table(header, rows), paragraph(how)] if found else []


def _score_tables(runs: Sequence[ComparedRun]) -> list[str]:
    values = [values_of(run) for run in runs]
    first = [
        (
            run.title,
            str(run.seed),
            *(one[name] for name in _SCORES),
            None
            if one["iou_low"] is None
            else tr("{low} to {high}").format(low=number(one["iou_low"]), high=number(one["iou_high"])),
            one["paper_iou"],
        )
        for run, one in zip(runs, values)
    ]
    second = [
        (
            run.title,
            str(run.seed),
            *(one[f"mean_{name}"] for name in _SCORES),
            one["iou_random_tiles"],
            one["gap"],
            one["calibration_error"],
        )
        for run, one in zip(runs, values)
    ]
    third = [
        (
            run.title,
            str(run.seed),
            one["area_recall"],
            one["area_precision"],
            number(one["boundary_mean_m"], 1),
            f"{one['seconds']:.0f}",
        )
        for run, one in zip(runs, values)
    ]
    scores = (tr("precision"), tr("recall"), "F1", "IoU")
    row, seed = tr("row"), tr("seed")
    return [
        table(
            (row, seed, *scores, tr("95 % interval of the IoU"), tr("IoU in the paper")),
            first,
            tr("Pooled over all held-back cells."),
        ),
        table(
            (
                row,
                seed,
                *(tr("mean {score}").format(score=name) for name in scores),
                tr("IoU on random tiles"),
                tr("gap"),
                tr("calibration error"),
            ),
            second,
            tr(
                "Averaged over blocks of ground; and the same model on random tiles, which overlap those that it "
                "learnt from."
            ),
        ),
        table(
            (row, seed, tr("areas, recall"), tr("areas, precision"), tr("outlines apart (m)"), tr("seconds")),
            third,
            tr("Whole areas (matched above an IoU of 0.5), and how far the outlines of the matched ones are apart."),
        ),
    ]


def _pictures(runs: Sequence[ComparedRun], store: TileStore, pictured: Sequence[str]) -> list[str]:
    figure = comparison_figure(store, pictured_runs(runs, pictured))
    caption = tr(
        "The same held-back tiles under several models, as Figure 14 of the paper. Red line: area as drawn; blue "
        "line: predicted."
    )
    return [
        heading(tr("The same tiles under several models")),
        figure_png(figure, caption) if figure else notice(NO_PICTURES),
    ]
