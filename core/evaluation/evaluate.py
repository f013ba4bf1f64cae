"""Evaluate boundaries: scores, report, JSON and layer; all of the outputs or none."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from ..base.json_values import plain
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.translation import english
from ..display.pages import require_pages
from ..display.styles import write_style
from ..files.disk_space import polygons_bytes, require_room
from ..files.outputs import together, write_text
from ..gis.place import warn_if_apart
from ..gis.rings import box_around
from ..gis.zonal import envelopes
from ..targets.checks import check_targets
from .evaluation import Evaluation, MapScores, evaluate
from .inputs import EvaluationInputs, Origin
from .map import write_matches
from .objects import MATCH_IOUS
from .outline_scores import BAND_M
from .page import astray, log_lines, write_html

_PAGE = (50e3, 3e6)  # bytes of the report with its pictures, at least and at most


@dataclass(frozen=True)
class EvaluationOutputs:
    """Paths of the results; an empty one is not written."""

    report: str
    scores: str = ""
    matches: str = ""


def evaluate_boundaries(
    inputs: EvaluationInputs, origin: Origin, outputs: EvaluationOutputs, progress: Progress = Silent()
) -> Evaluation:
    """Score, log the table, write what is asked for.

    Args:
        inputs: what is compared.
        origin: its names, for the reader.
        outputs: where to write.
        progress: reporting and cancel.

    Raises:
        InputError: the inputs do not fit together, or this Python cannot make pages.
        OutputError: an output cannot be written.
    """
    require_pages(outputs.report)
    needed = polygons_bytes([*inputs.reference, *inputs.predicted])
    require_room([(outputs.matches, needed), (outputs.report, _PAGE)], progress)
    if inputs.targets is not None:
        check_targets(inputs.targets, inputs.grid, progress)
    if inputs.predicted:
        guesses, truth = (box_around(envelopes(polygons)) for polygons in (inputs.predicted, inputs.reference))
        warn_if_apart("The predicted areas", guesses, "the reference areas", truth, False, progress)
    evaluation = evaluate(inputs, Stage(progress, 0.0, 0.9))
    with english():
        for line in astray(evaluation):
            progress.warning(line)
    for line in log_lines(evaluation):
        progress.message(line)
    with together(outputs.report, outputs.scores, outputs.matches):
        check_cancelled(progress)
        if outputs.matches:
            write_matches(outputs.matches, evaluation, inputs.grid.crs, Stage(progress, 0.9, 0.95))
            write_style(outputs.matches, "matches")
        if outputs.scores:
            write_json(outputs.scores, evaluation, origin)
        check_cancelled(progress)
        write_html(outputs.report, evaluation, origin)
        progress.update(1.0)
        check_cancelled(progress)
    return evaluation


def write_json(path: str, evaluation: Evaluation, origin: Origin) -> None:
    """Write all scores.

    Raises:
        OutputError: it cannot be written.
    """
    content = {
        "version": 1,
        "predicted": origin.predicted,
        "reference": origin.reference,
        "within": origin.within,
        "cell_m": origin.cell_m,
        "synthetic": origin.synthetic,
        "scored_km2": evaluation.scored_km2,
        "not_observable_share": evaluation.not_observable,
        "learnt_share": evaluation.learnt,
        "reference_outside": evaluation.outside,
        "predicted_outside": evaluation.predicted_outside,
        "reference_overlaps": evaluation.overlaps,
        "network": {
            **_map(evaluation.network),
            "auprc": evaluation.ranking.auprc,
            "calibration_error": evaluation.ranking.calibration_error,
            "brier": evaluation.ranking.brier,
            "boundary_mean_m": evaluation.boundary.distance.mean_m,
            "boundary_hausdorff95_m": evaluation.boundary.distance.hausdorff95_m,
        },
        "blocks": asdict(evaluation.blocks),
        "boundary": {
            "f1": [asdict(one) for one in evaluation.boundary.f1],
            "iou": evaluation.boundary.iou,
            "iou_width_m": BAND_M,
            "crown": asdict(evaluation.boundary.crown),
            "toe": asdict(evaluation.boundary.toe),
        },
        "area_bias": asdict(evaluation.bias),
        "recall_by": [
            {
                "by": group.by,
                "class": group.label,
                "reference": group.reference,
                "recall": [
                    {"minimum_iou": limit, "recall": recall} for limit, recall in zip(MATCH_IOUS, group.recalls)
                ],
                "found": group.found,
            }
            for group in evaluation.groups
        ],
        "reliability": [
            {"cells": int(cells), "probability": probability, "reference": share}
            for cells, probability, share in evaluation.ranking.reliability.tolist()
            if cells
        ],
        "baselines": [_map(one) for one in evaluation.baselines],
        "beats_baselines": evaluation.network_wins if evaluation.baselines else None,
    }
    write_text(path, json.dumps(plain(content), indent=2, allow_nan=False) + "\n")


def _map(scores: MapScores) -> dict[str, Any]:
    cells = scores.cells
    return {
        "name": scores.name,
        "setting": scores.setting,
        "cells": {
            "tp": cells.tp,
            "fp": cells.fp,
            "fn": cells.fn,
            "tn": cells.tn,
            "precision": cells.precision,
            "recall": cells.recall,
            "f1": cells.f1,
            "iou": cells.iou,
            "mcc": cells.mcc,
            "prevalence": cells.prevalence,
        },
        "objects": [asdict(one) for one in scores.objects],
        "found_recall": scores.found_recall,
        "false_per_100km2": scores.false_per_100km2,
    }
