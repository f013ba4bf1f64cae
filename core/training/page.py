"""The training report: what was trained on what, how it went, and how good it is beside simple baselines."""

from __future__ import annotations

from pathlib import Path

from ..base.translation import tr
from ..display.report import NO_PICTURES, Part, figure_png, heading, new_figure, notice, page, paragraph
from ..display.shown_words import shown
from ..files.outputs import write_text
from ..hotspots.carried_settings import offset_sentence
from ..tilestore.motion import motion_warning
from . import plots
from .data import TrainingRecord
from .ground_words import describe_store, doubt_words, few_words, floor_words, seen_before, short_dead_zone
from .jobs import refit_sentence
from .page_folds import fold_part
from .page_parts import agreement_part, gap_part, score_parts
from .page_recipe import recipe_parts, runs_of

PAPER_NOTES = tr(
    "This is the paper's method to the letter, for comparison. Every band is scaled to 0..1 by its smallest and "
    "largest value, so one outlier moves all other values. A null becomes the scaled value of 0 (0 mm/yr) without a "
    "mask, so the network cannot tell ground without targets from stable ground. Aspect jumps from 360 to 0 degrees at "
    "north."
)


def write_training_report(path: str, record: TrainingRecord) -> None:
    """Write the report as one HTML file.

    Raises:
        OutputError: it cannot be written.
    """
    parts = [
        *_warnings(record),
        *_summary(record),
        *score_parts(record.scores, record.result, record.options.split),
        *_outcome(record),
        *fold_part(record.result, record.scores),
        *gap_part(record.result.get("tile_scores"), record.scores.network, record.options.preset == "paper"),
        *agreement_part(record.store, record.scores),
        heading(tr("Ground and split")),
        *(
            paragraph(line)
            for line in [*describe_store(record.store), *map(offset_sentence, record.data.stacks)]
            if line
        ),
        *_pictures(record),
        *recipe_parts(record),
    ]
    write_text(path, page(tr("Slipline: training report"), parts, record.synthetic))


def _summary(record: TrainingRecord) -> list[Part]:
    """What was trained on what, in two sentences."""
    options, data = record.options, record.data
    text = tr(
        "A network ({network}, width {width}, preset {preset}) learnt from {areas} areas that were drawn on the "
        "feature stack {stack}; {objects} areas, or parts of them, lie on training ground. The network saw the bands "
        "{bands}."
    ).format(
        network=options.network,
        width=options.width,
        preset=options.preset,
        areas=len(data.drawn),
        stack=", ".join(Path(stack.path).name for stack in data.stacks),
        objects=len(record.store.manifest["objects"]),
        bands=", ".join(data.bands),
    )
    if data.experts:
        text += tr(" It also learnt from the areas of {count} more people.").format(count=len(data.experts))
    if data.within:
        text += tr(" Only ground inside the polygons where the areas are complete was used.")
    if data.uncertain:
        text += tr(" {count} uncertain areas were left out.").format(count=len(data.uncertain))
    refit = refit_sentence(record.refit)
    return [paragraph(text), *([(paragraph if record.refit["done"] else notice)(refit)] if record.refit else [])]


def _warnings(record: TrainingRecord) -> list[Part]:
    parts = []
    if record.options.split == "random":
        parts.append(
            notice(
                tr(
                    "LEAKY: training and test tiles were drawn at random from overlapping tiles, so the network was "
                    "tested on ground that it was trained on. The scores below are too good. Train with the split "
                    "method blocks to get honest scores."
                )
            )
        )
    elif not record.scores.which:
        parts.append(notice(tr("Nothing could be held back from training: there are no honest scores for this model.")))
    if first := floor_words(record.scores, len(record.data.drawn)):
        parts.insert(0, notice(first))
    if few := few_words(record.scores):
        parts.append(notice(few))
    if doubted := doubt_words(record.doubted):
        parts.append(notice(doubted))
    if record.share_before:
        parts.append(notice(seen_before(record.share_before)))
    parts += [notice(text) for text in (short_dead_zone(record.store.manifest), motion_warning(record.store)) if text]
    if record.options.preset == "paper":
        parts.append(notice(PAPER_NOTES))
    return parts


def _outcome(record: TrainingRecord) -> list[Part]:
    """Where the scored network was right and where it was wrong."""
    scores = record.scores
    if scores.network is None:
        return []
    ground = record.scored
    figure = plots.outcome_map(ground.store, ground.probability, ground.threshold, scores.network)
    return [
        heading(tr("Hits, misses and false alarms"), 3),
        figure_png(
            figure,
            tr("The {ground} ground, cell by cell. White ground was not scored.").format(ground=shown(scores.which)),
        ),
    ]


def _pictures(record: TrainingRecord) -> list[Part]:
    if new_figure() is None:
        return [notice(NO_PICTURES)]
    parts = [
        figure_png(
            plots.split_map(record.store),
            tr("Ground for training, validation and test. The red outlines are the areas as drawn."),
        ),
        heading(tr("Training")),
        figure_png(
            plots.curves([(run["history"], run["best_epoch"]) for run in runs_of(record)]),
            tr("Loss and validation IoU after each epoch. The dotted line is the epoch that was kept.")
            + (
                ""
                if record.options.preset == "paper"
                else " "
                + tr(
                    "The first seven tenths of the epochs do not count, because the learning rate is high and a few "
                    "validation areas tell little."
                )
            ),
        ),
    ]
    ground = record.scored
    examples = plots.examples(ground.store, ground.probability, ground.threshold)
    if examples is not None:
        parts += [
            heading(tr("Examples from held-back ground")),
            figure_png(
                examples,
                tr(
                    "Best, typical and worst tile of those with areas on at least 2 % of their cells. Red line: area "
                    "as drawn; blue line: predicted; grey on the label: cells that do not count."
                ),
            ),
        ]
    return parts
