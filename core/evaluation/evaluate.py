"""Evaluate boundaries: scores, report, JSON and layer; all of the outputs or none."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.outputs import removed_on_failure
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.translation import english
from ..display.styles import write_style
from ..targets.checks import check_targets
from .evaluation import Evaluation, evaluate
from .evaluation_json import write_json
from .evaluation_origin import Origin
from .inputs import EvaluationInputs
from .map import write_matches
from .page import astray, log_lines, write_html


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
        InputError: the inputs do not fit together.
        OutputError: an output cannot be written.
    """
    if inputs.targets is not None:
        check_targets(inputs.targets, inputs.grid, progress)
    evaluation = evaluate(inputs, Stage(progress, 0.0, 0.9))
    with english():
        for line in astray(evaluation):
            progress.warning(line)
    for line in log_lines(evaluation):
        progress.message(line)
    check_cancelled(progress)
    if outputs.matches:
        write_matches(outputs.matches, evaluation, inputs.grid.crs, Stage(progress, 0.9, 0.95))
    with removed_on_failure(outputs.matches):
        if outputs.scores:
            write_json(outputs.scores, evaluation, origin)
        with removed_on_failure(outputs.scores):
            write_html(outputs.report, evaluation, origin)
    if outputs.matches:
        write_style(outputs.matches, "matches")
    progress.update(1.0)
    return evaluation
