"""An evaluation as a page, and as lines for the log."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..base.translation import english, tr
from ..display.pages import number
from ..display.report import Part, figure_png, heading, notice, page, paragraph, table
from ..display.shown_words import shown
from ..files.outputs import write_text
from .evaluation import Evaluation, MapScores
from .inputs import Origin
from .map import LISTED, listed, map_figure
from .objects import FOUND_IOU
from .parts import bias_sentence, calibration, cell_scores, certainty, found, interval, outlines


def _advantage() -> str:
    return tr(
        "The thresholds of the baselines were chosen to score best on the ground that is scored here. The predicted "
        "areas do not have this advantage. s compares a cell with the limits that Hot spot has for candidate areas: at "
        "1 it just meets them."
    )


def _counting() -> str:
    return tr(
        "Scores of cells are pooled: precision, recall, F1 and IoU follow Eqs. 3 to 6 of Liang et al. (2023), with the "
        "sums over all scored cells. Areas are the polygons of the layers, cut to the scored ground. A reference and a "
        "predicted area match when their intersection over union is above 0.5 (or 0.3), and each area has at most one "
        "match. Above 0.5 there is only one way to match them (Kirillov et al., 2019); above 0.3 the sum of the IoU is "
        "made as large as possible (Hungarian method). PQ is the panoptic quality. An area is found when any predicted "
        "area overlaps it with an IoU above {limit:g}. Distances of outlines are means over the areas matched above "
        "0.5. A score that is not defined (0 / 0) is shown as -."
    ).format(limit=FOUND_IOU)


def score_rows(evaluation: Evaluation) -> list[tuple[str, list[float]]]:
    """Name of each score, with its value for the predicted areas and for each baseline."""
    maps = [evaluation.network, *evaluation.baselines]
    rows = [
        (tr("precision"), [one.cells.precision for one in maps]),
        (tr("recall"), [one.cells.recall for one in maps]),
        ("F1", [one.cells.f1 for one in maps]),
        ("IoU", [one.cells.iou for one in maps]),
        (tr("Matthews correlation"), [one.cells.mcc for one in maps]),
    ]
    for index, scores in enumerate(evaluation.network.objects):
        each = [one.objects[index] for one in maps]
        limit = scores.minimum_iou
        rows += [
            (tr("areas, recall (IoU > {limit:g})").format(limit=limit), [one.recall for one in each]),
            (tr("areas, precision (IoU > {limit:g})").format(limit=limit), [one.precision for one in each]),
            (tr("areas, PQ (IoU > {limit:g})").format(limit=limit), [one.quality for one in each]),
        ]
    rows += [
        (tr("areas found (recall)"), [one.found_recall for one in maps]),
        (tr("false areas per 100 km²"), [one.false_per_100km2 for one in maps]),
    ]
    return rows


def only_network(evaluation: Evaluation) -> list[tuple[str, float]]:
    """Scores that only the predicted areas have."""
    return [
        (tr("average precision (AUPRC)"), evaluation.ranking.auprc),
        (tr("expected calibration error"), evaluation.ranking.calibration_error),
        *(
            (tr("boundary F1 ({distance:g} m)").format(distance=one.distance_m), one.f1)
            for one in evaluation.boundary.f1
        ),
        (tr("boundary IoU"), evaluation.boundary.iou),
        (tr("mean distance of outlines (m)"), evaluation.boundary.distance.mean_m),
        (tr("95 % Hausdorff distance (m)"), evaluation.boundary.distance.hausdorff95_m),
    ]


def verdict(evaluation: Evaluation) -> str:
    """One sentence: are the predicted areas better than the simple maps? By the IoU of the cells."""
    if not evaluation.baselines:
        return tr("Without a feature stack or targets the predicted areas cannot be compared with simple maps.")
    own = _known(evaluation.network.cells.iou)
    better = [one for one in evaluation.baselines if _known(one.cells.iou) >= own]
    if not better:
        return tr("The predicted areas beat every simple map (by the IoU of cells).")
    names = "; ".join(f"{shown(one.name)} ({shown(one.setting)}; IoU {number(one.cells.iou)})" for one in better)
    return tr("The predicted areas (IoU {iou}) do NOT beat: {names}.").format(
        iou=number(evaluation.network.cells.iou), names=names
    )


def _known(value: float) -> float:
    return -1.0 if math.isnan(value) else value


def ground(evaluation: Evaluation) -> list[str]:
    """Sentences on what was scored."""
    cells, objects = evaluation.network.cells, evaluation.network.objects[0]
    lines = [
        tr(
            "The scored ground has {size:.3f} km², of which {share:.2f} % are reference areas. It holds {reference} "
            "reference and {predicted} predicted areas."
        ).format(
            size=evaluation.scored_km2,
            share=100 * cells.prevalence,
            reference=objects.reference,
            predicted=objects.predicted,
        )
        if cells.cells
        else tr("No cell was scored.")
    ]
    if evaluation.offset:
        lines.append(evaluation.offset)
    if evaluation.not_observable > 0:
        lines.append(
            tr(
                "{share:.1f} % of the reference cells lie where motion could not have been seen; they count as missed."
            ).format(share=100 * evaluation.not_observable)
        )
    if evaluation.outside:
        lines.append(
            tr("Reference areas outside the scored ground, which are not counted: {count}.").format(
                count=evaluation.outside
            )
        )
    if evaluation.predicted_outside:
        lines.append(
            tr("Predicted areas outside the scored ground, which are not counted: {count}.").format(
                count=evaluation.predicted_outside
            )
        )
    if evaluation.overlaps:
        lines.append(
            tr(
                "Pairs of reference areas that overlap: {count}. Their common cells count once, but each area has to "
                "be found separately. Merge the areas of a pair if they are one landslide."
            ).format(count=evaluation.overlaps)
        )
    return lines


def leak(evaluation: Evaluation) -> list[str]:
    """A sentence where the model has learnt from the scored ground."""
    if not evaluation.learnt:
        return []
    return [
        tr(
            "LEAKY: the model has learnt from {share:.0f} % of the scored ground, so these scores are too good. Choose "
            "as fully mapped ground some that the model has not seen; after a refit it has seen all of its training "
            "ground. Honest scores on held-back ground are in its training report."
        ).format(share=100 * evaluation.learnt)
    ]


def astray(evaluation: Evaluation) -> list[str]:
    """A sentence where there are predicted areas and all of them lie elsewhere."""
    if not evaluation.predicted_outside or evaluation.predicted:
        return []
    return [
        tr(
            "All predicted areas ({count}) lie outside the scored ground: these are the scores of an empty map. Check "
            "the layers' CRS and places, and the fully mapped ground."
        ).format(count=evaluation.predicted_outside)
    ]


@english()
def log_lines(evaluation: Evaluation) -> list[str]:
    """The table of scores for the log, which QGIS shows without aligned columns."""
    maps = [evaluation.network, *evaluation.baselines]
    header = ["score", *(one.name for one in maps)]
    rows = [[name, *map(number, values)] for name, values in score_rows(evaluation)]
    rows += [[name, number(value), *("" for _ in maps[1:])] for name, value in only_network(evaluation)]
    lines = [" | ".join(filter(None, row)) for row in [header, *rows]]
    iou = interval(evaluation.blocks.intervals["iou"])
    sure = [f"95 % interval of the IoU from {evaluation.blocks.scored} blocks: {iou}."] if iou else []
    settings = [f"Baseline {one.name}: {one.setting}." for one in evaluation.baselines]
    return [
        *leak(evaluation),
        *ground(evaluation),
        *lines,
        *sure,
        bias_sentence(evaluation),
        *settings,
        *([_advantage()] if settings else []),
        verdict(evaluation),
    ]


def write_html(path: str, evaluation: Evaluation, origin: Origin) -> None:
    """Write the report as one HTML file.

    Raises:
        OutputError: it cannot be written.
    """
    compared = (
        tr("{predicted} compared with {reference} inside {within}, in cells of {cell:g} m.")
        if origin.within
        else tr("{predicted} compared with {reference}, in cells of {cell:g} m.")
    )
    parts = [
        *(notice(line) for line in [*leak(evaluation), *astray(evaluation)]),
        paragraph(
            compared.format(
                predicted=origin.predicted, reference=origin.reference, within=origin.within, cell=origin.cell_m
            )
        ),
        *(paragraph(line) for line in ground(evaluation)),
        heading(tr("Scores")),
        (notice if evaluation.baselines and not evaluation.network_wins else paragraph)(verdict(evaluation)),
        _score_table(evaluation),
        *([_baseline_table(evaluation.baselines), paragraph(_advantage())] if evaluation.baselines else []),
        paragraph(_counting()),
        heading(tr("Map")),
        figure_png(
            map_figure(evaluation),
            tr(
                "Reference and predicted areas on the scored ground. The numbers are those of the table at the end: of "
                "a reference area above it on the left, of a predicted area below it on the right."
            ),
        ),
        *certainty(cell_scores(evaluation.network.cells) | _area_scores(evaluation), evaluation.blocks),
        *outlines(evaluation.boundary),
        *found(evaluation),
        *calibration(evaluation.ranking),
        heading(tr("Areas")),
        _area_table(evaluation),
    ]
    write_text(path, page(tr("Slipline: evaluation"), parts, origin.synthetic))


def _area_scores(evaluation: Evaluation) -> dict[str, tuple[str, float]]:
    """As `cell_scores`, of whole areas."""
    areas = evaluation.network.objects[0]
    return {
        "area_recall": (tr("areas, recall (IoU > {limit:g})").format(limit=areas.minimum_iou), areas.recall),
        "area_precision": (tr("areas, precision (IoU > {limit:g})").format(limit=areas.minimum_iou), areas.precision),
    }


def _score_table(evaluation: Evaluation) -> Part:
    maps = [evaluation.network, *evaluation.baselines]
    rows: list[list[object]] = [[name, *values] for name, values in score_rows(evaluation)]
    rows += [[name, value, *(None for _ in maps[1:])] for name, value in only_network(evaluation)]
    return table([tr("score"), *(shown(one.name) for one in maps)], rows)


def _baseline_table(baselines: Sequence[MapScores]) -> Part:
    return table([tr("baseline"), tr("setting")], [[shown(one.name), shown(one.setting)] for one in baselines])


def _area_table(evaluation: Evaluation) -> Part:
    """Reference areas, the largest first, with the best overlap of each."""
    best, partner = evaluation.pairs.best(len(evaluation.reference))
    matched = {int(index): distance for index, distance in zip(evaluation.matches.reference, evaluation.distances)}
    rows = [
        [
            str(int(evaluation.reference_number[index]) + 1),
            f"{evaluation.reference[index].GetArea():,.0f}",
            float(best[index]),
            str(int(evaluation.predicted_number[partner[index]]) + 1) if partner[index] >= 0 else None,
            matched[index].mean_m if index in matched else None,
            tr("matched") if index in matched else tr("missed"),
        ]
        for index in listed(evaluation)
    ]
    header = [
        tr("reference area"),
        "m²",
        tr("best IoU"),
        tr("predicted area"),
        tr("distance of outlines (m)"),
        tr("result"),
    ]
    more = tr("The {count} largest reference areas.").format(count=LISTED)
    return table(header, rows, more if len(evaluation.reference) > LISTED else "")
