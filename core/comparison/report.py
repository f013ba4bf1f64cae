"""The table of a comparison, and its page: scores with intervals, and the differences between the rows."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from typing import Any

from ..base.training_options import TrainingOptions
from ..base.translation import tr
from ..display.pages import number
from ..display.report import Part, figure_png, heading, notice, page, paragraph, table
from ..display.shown_words import duration
from ..evaluation.parts import interval
from ..files.outputs import write_text
from ..stack.feature_sets import PAPER_IOU
from ..tilestore.tile_store import TileStore
from ..training.ground_words import describe_store, short_dead_zone
from .contrasts import Contrast, contrasts, seed_sentence, verdict
from .figure import comparison_figure, pictured_runs
from .finished_runs import ComparedRun

_SCORES = ("precision", "recall", "f1", "iou")
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


def write_comparison(
    path: str,
    runs: Sequence[ComparedRun],
    store: TileStore,
    options: TrainingOptions,
    pictured: Sequence[str],
    synthetic: bool = False,
) -> None:
    """Write the page.

    Args:
        path: of the HTML file.
        runs: in the paper's order.
        store: that all were trained on.
        options: the recipe of all.
        pictured: rows that are drawn side by side, as in `Comparison`.
        synthetic: the stack or the areas say that they were invented.

    Raises:
        OutputError: it cannot be written.
    """
    parts = [
        *_warnings(store, options),
        paragraph(_how_trained(len(runs), options)),
        *_differences(runs),
        heading(tr("Scores")),
        _pooled_table(runs),
        _block_table(runs),
        _area_table(runs),
        *_pictures(store, pictured_runs(runs, pictured)),
        heading(tr("Ground and split")),
        *(paragraph(line) for line in describe_store(store)),
    ]
    write_text(path, page(tr("Slipline: feature sets compared"), parts, synthetic))


def _warnings(store: TileStore, options: TrainingOptions) -> list[Part]:
    leaky = tr(
        "LEAKY: training and test tiles were drawn at random and overlap; all scores are too good. Compare with the "
        "split method blocks."
    )
    texts = (leaky if options.split == "random" else "", short_dead_zone(store.manifest))
    return [notice(text) for text in texts if text]


def _how_trained(count: int, options: TrainingOptions) -> str:
    random = options.split == "random"
    if count == 1:
        ground = tr("tiles that overlap the training tiles") if random else tr("ground that it has not seen")
        text = tr(
            "One network was trained (preset {preset}, width {width}, tiles of {tile} cells, epochs: {epochs}) and "
            "scored on {ground}."
        )
    else:
        ground = tr("tiles, which overlap the training tiles") if random else tr("ground, which it has not seen")
        text = tr(
            "Each row is a network that was trained in the same way on the same tiles (preset {preset}, width {width}, "
            "tiles of {tile} cells, epochs: {epochs}) and scored on the same {ground}."
        )
    return text.format(
        ground=ground, preset=options.preset, width=options.width, tile=options.tile, epochs=options.epochs
    )


def _differences(runs: Sequence[ComparedRun]) -> list[Part]:
    """Section on the differences; a sentence where there is one row only."""
    found = contrasts(runs)
    if len({run.title for run in runs}) == 1:
        alone = tr("Only one row was trained: there is nothing to compare it with.")
        return [paragraph(alone), paragraph(seed_sentence(runs))]
    one, several = tr("Is the difference larger than the noise?"), tr("Which differences are larger than the noise")
    title = heading(one if len(found) == 1 else several)
    return [title, paragraph(verdict(found)), paragraph(seed_sentence(runs)), *_contrast_table(found)]


def _contrast_table(found: Sequence[Contrast]) -> list[Part]:
    if not found:
        return []
    rows = [
        (
            tr("{second} less {first}").format(second=one.second, first=one.first),
            f"{one.found.value:+.3f}",
            interval((one.found.low, one.found.high), "{:+.3f}"),
            None if math.isnan(one.found.low) else tr("yes") if one.found.is_certain else tr("no"),
            None if one.paper is None else f"{one.paper:+.3f}",
        )
        for one in found
    ]
    how = tr(
        "The difference is the pooled IoU of the row named first less that of the other; both are means over the seeds."
    )
    if not all(math.isnan(one.found.low) for one in found):
        how += tr(
            " The intervals come from 1000 draws of whole blocks of ground, the same for both rows (paired block "
            "bootstrap); with several seeds they take the differences between these into account."
        )
        if len(found) > 1:
            chance = tr(" Of {count} differences about {chance} would seem larger than the noise by chance alone.")
            how += chance.format(count=len(found), chance=number(len(found) / 20, 1))
    if any(one.paper is not None for one in found):
        how += tr(
            " The last column is the difference that Liang et al. (2023) found on their own area, with one seed and a "
            "random split."
        )
    header = (tr("rows"), tr("difference of IoU"), tr("95 % interval"), tr("larger than noise"), tr("in the paper"))
    return [_table(header, rows), paragraph(how)]


def _table(header: Sequence[str], rows: Sequence[Sequence[object]], caption: str = "") -> Part:
    """A table without its last column where that has no value, because the paper has none of the rows."""
    known = any(row[-1] is not None for row in rows)
    end = len(header) if known else -1
    return table(header[:end], [row[:end] for row in rows], caption)


def _score_names() -> tuple[str, ...]:
    return tr("precision"), tr("recall"), "F1", "IoU"


def _pooled_table(runs: Sequence[ComparedRun]) -> Part:
    rows = [
        (
            run.title,
            str(run.seed),
            *(one[name] for name in _SCORES),
            interval((one["iou_low"], one["iou_high"])),
            one["paper_iou"],
        )
        for run, one in _with_values(runs)
    ]
    header = (tr("row"), tr("seed"), *_score_names(), tr("95 % interval of the IoU"), tr("IoU in the paper"))
    return _table(header, rows, tr("Pooled over all held-back cells."))


def _block_table(runs: Sequence[ComparedRun]) -> Part:
    rows = [
        (
            run.title,
            str(run.seed),
            *(one[f"mean_{name}"] for name in _SCORES),
            one["iou_random_tiles"],
            one["gap"],
            one["calibration_error"],
        )
        for run, one in _with_values(runs)
    ]
    means = (tr("mean {score}").format(score=name) for name in _score_names())
    header = (tr("row"), tr("seed"), *means, tr("IoU on random tiles"), tr("gap"), tr("calibration error"))
    return table(
        header,
        rows,
        tr(
            "Means over blocks of ground; and the IoU of the same model on random tiles, which overlap those that it "
            "learnt from."
        ),
    )


def _area_table(runs: Sequence[ComparedRun]) -> Part:
    rows = [
        (
            run.title,
            str(run.seed),
            one["area_recall"],
            one["area_precision"],
            number(one["boundary_mean_m"], 1),
            duration(one["seconds"]),
        )
        for run, one in _with_values(runs)
    ]
    return table(
        (
            tr("row"),
            tr("seed"),
            tr("areas, recall"),
            tr("areas, precision"),
            tr("distance of outlines (m)"),
            tr("duration of training"),
        ),
        rows,
        tr("Whole areas (matched above an IoU of 0.5), and the mean distance of the outlines of the matched areas."),
    )


def _with_values(runs: Sequence[ComparedRun]) -> list[tuple[ComparedRun, dict[str, Any]]]:
    return [(run, values_of(run)) for run in runs]


def _pictures(store: TileStore, chosen: Sequence[ComparedRun]) -> list[Part]:
    drawn = tr("Red line: area as drawn; blue line: predicted; grey on the label: cells that do not count.")
    if len(chosen) == 1:
        title, caption = tr("Held-back tiles under the model"), tr("Held-back tiles, and what the model says there.")
    else:
        title = tr("The same tiles under several models")
        caption = tr("The same held-back tiles under several models, as in Figure 14 of the paper.")
    return [heading(title), figure_png(comparison_figure(store, chosen), f"{caption} {drawn}")]
