"""Predict boundaries: probability, mask and areas of a stack; all of them or none."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..areas.rules import AreaRules
from ..areas.splitting import require_split
from ..areas.write import AreaInputs, AreaOutputs, AreasSummary, write_areas
from ..base.errors import InputError
from ..base.model_card import Model, members_of
from ..base.progress import Progress, Stage, check_cancelled
from ..base.starting_model import is_starting
from ..base.translation import english, tr
from ..display.map_style import write_probability_style, write_shares_style
from ..display.styles import write_style
from ..files.disk_space import raster_bytes, require_room
from ..files.outputs import place_now, require_writable, scratch_folder, together
from ..gis.raster import RasterReader
from ..targets.checks import check_targets
from ..targets.targets import Targets
from ..worker.python import WorkerPython
from .finished_rows import kept_on_interruption
from .floor import Floor, chosen_floor, require_no_deviation, say_floor, write_simple_map
from .inputs import PredictionInputs
from .probability import Coverage
from .reasons import Reasons
from .seen_before import say_what_is_new
from .sources import require_reasons, require_several, say_cost
from .working_cells import predict_at_own_cells


@dataclass(frozen=True)
class PredictionOutputs:
    """Paths of the results; `lines`, `deviation` and `shares` (of the sources in the probability) may be empty."""

    probability: str
    mask: str
    areas: str
    lines: str = ""
    deviation: str = ""
    shares: str = ""

    @property
    def rasters(self) -> list[str]:
        """Those that are written."""
        return [path for path in (self.probability, self.mask, self.deviation, self.shares) if path]


def predict_boundaries(
    inputs: PredictionInputs,
    outputs: PredictionOutputs,
    rules: AreaRules,
    targets: Targets | None,
    python: WorkerPython,
    progress: Progress,
) -> AreasSummary:
    """Write probability, mask, areas and lines, each with its style.

    Args:
        inputs: stack, model and how to predict. Where it names sources, the areas tell what each gives.
        outputs: where to write.
        rules: how areas are drawn.
        targets: for the areas' attributes.
        python: of the worker.
        progress: reporting and cancel.

    Raises:
        InputError: stack and model do not fit, no target lies on the stack, a deviation is asked for where there
            is only one judgement, or shares of the sources where there is only one of them.
        WorkerError: the worker failed.
        OutputError: an output cannot be written.
    """
    floor = chosen_floor(inputs.model.card, inputs.best)
    inputs = replace(inputs, deviation=bool(outputs.deviation))
    rules = rules if floor is None else floor.rules(rules)
    _check_and_say(inputs, rules, floor, progress)
    rules.require_fitting(inputs.stack.grid)
    if rules.split:
        require_split(inputs.stack)
    if targets is not None:
        check_targets(targets, inputs.stack.grid, progress)
    require_writable(*outputs.rasters, outputs.areas, outputs.lines)
    _require_room(inputs, outputs, progress)
    with contextlib.ExitStack() as kept:
        part, without = Stage(progress, 0.0, 0.85), ""
        if floor is None:
            identity = inputs.identity(Stage(progress, 0.0, 0.0))
            finished = kept.enter_context(kept_on_interruption(outputs.probability, identity, progress))
        kept.enter_context(together(*outputs.rasters, outputs.areas, outputs.lines))
        if floor is None:
            if inputs.without:
                without = str(kept.enter_context(scratch_folder("without")) / "without.tif")
            paths = [path for path in (outputs.probability, outputs.deviation, without) if path]
            coverage = predict_at_own_cells(inputs, paths, finished, python, part)
        else:
            coverage = write_simple_map(inputs, floor, outputs.probability, part)
        progress.message(describe_coverage(coverage, inputs))
        inventory = _Inventory(inputs, outputs, rules, targets, floor, without)
        summary = inventory.write(Stage(progress, 0.85, 1.0))
        _write_styles(outputs, rules.threshold, inputs.without)
        check_cancelled(progress)
    return summary


def _check_and_say(inputs: PredictionInputs, rules: AreaRules, floor: Floor | None, progress: Progress) -> None:
    """Stop where the model cannot give what is asked for, and say what is to be known of it."""
    with english():
        say_floor(inputs.model, inputs.best, progress)
    require_no_deviation(inputs.model, inputs.best, inputs.deviation)
    for line in describe_card(inputs.model, rules.threshold, inputs.members):
        progress.message(line)
    say_what_is_new(inputs.model, inputs.stack, Stage(progress, 0.0, 0.0))
    if floor is None:
        check_judgements(inputs, inputs.deviation)
        require_coarse_limit(inputs.coarse_limit, rules)
    if inputs.without:
        require_reasons(inputs.model, inputs.best, inputs.coarse_limit)
        require_several(inputs.model, inputs.without)
        say_cost(inputs, progress)


@dataclass(frozen=True)
class _Inventory:
    """What is made of the rasters of a prediction: mask, areas, lines, and the shares of the sources.

    Args:
        inputs, outputs, rules, targets: see `predict_boundaries`.
        floor: the simple map that was drawn, or None.
        without: raster of what the network says without each source, or empty.
    """

    inputs: PredictionInputs
    outputs: PredictionOutputs
    rules: AreaRules
    targets: Targets | None
    floor: Floor | None
    without: str

    def write(self, progress: Progress) -> AreasSummary:
        """Write them all."""
        inputs, outputs = self.inputs, self.outputs
        with contextlib.ExitStack() as files:
            probability, deviation, without = (
                files.enter_context(RasterReader(place_now(path))) if path else None
                for path in (outputs.probability, outputs.deviation, self.without)
            )
            if probability is None:
                raise ValueError("a prediction has a probability")
            reasons = None if without is None else Reasons(inputs.without, probability, without, self.rules)
            made_from = AreaInputs(
                probability=probability,
                targets=self.targets,
                stack=inputs.stack,
                deviation=deviation,
                model=inputs.model.name if self.floor is None else f"{inputs.model.name}: {self.floor.kind}",
                within=inputs.within,
                further=None if reasons is None else reasons.columns,
            )
            paths = AreaOutputs(outputs.mask, outputs.areas, outputs.lines)
            summary = write_areas(made_from, paths, self.rules, Stage(progress, 0.0, 0.9))
            if reasons is not None and outputs.shares:
                reasons.write_shares(outputs.shares, Stage(progress, 0.9, 1.0))
            return summary


def _require_room(inputs: PredictionInputs, outputs: PredictionOutputs, progress: Progress) -> None:
    """Look whether the disk has room: a probability raster is there twice, as finished row blocks and as a whole."""
    cells = inputs.stack.grid.rows * inputs.stack.grid.columns
    sources = 4.0 * len(inputs.without)
    twice = [(outputs.probability, raster_bytes(cells, 8.0 + sources)), (outputs.deviation, raster_bytes(cells, 16.0))]
    once = [(outputs.mask, raster_bytes(cells, 1.0)), (outputs.shares, raster_bytes(cells, sources))]
    require_room([*twice, *once, (tempfile.gettempdir(), raster_bytes(cells, sources))], progress)


def _write_styles(outputs: PredictionOutputs, threshold: float, sources: Sequence[str]) -> None:
    write_probability_style(outputs.probability, threshold)
    if outputs.shares:
        write_shares_style(outputs.shares, sources)
    for path, style in ((outputs.mask, "mask"), (outputs.areas, "areas"), (outputs.lines, "lines")):
        if path:
            write_style(path, style)


def check_judgements(inputs: PredictionInputs, deviation: bool) -> None:
    """Refuse more members than the model has, and a deviation of a single judgement.

    Raises:
        InputError: either was asked for.
    """
    count = members_of(inputs.model.card)
    if inputs.members > count:
        raise InputError(
            tr("MEMBERS is {members}, the model {model} has {count}. Choose {count} or fewer, or leave MEMBERS empty."),
            members=inputs.members,
            model=inputs.model.name,
            count=count,
        )
    if deviation and not inputs.turns and (inputs.members or count) == 1:
        raise InputError(
            tr(
                "A standard deviation needs several predictions of the same ground. Average over 8 rotations and flips "
                "(TURNS), take a model with several networks (FOLDS) and use all of them (MEMBERS), or skip the output "
                "(OUTPUT_DEVIATION)."
            )
        )


def require_coarse_limit(limit: float, rules: AreaRules) -> None:
    """Stop where the first of two passes would decide what an area is.

    Raises:
        InputError: it has to reach the threshold of the areas, or more.
    """
    if limit >= rules.threshold:
        raise InputError(
            tr(
                "COARSE_TO_FINE is {limit}, but has to lie below the threshold of {threshold}: areas would be "
                "cut along the edges of tiles. Choose for example {quarter}."
            ),
            limit=round(limit, 4),
            threshold=round(rules.threshold, 4),
            quarter=round(rules.threshold / 4, 2),
        )


def describe_coverage(coverage: Coverage, inputs: PredictionInputs) -> str:
    """Where motion could have been seen, and what leaving out the rest has saved."""
    share = 100.0 * coverage.observed / max(coverage.cells, 1)
    skipped = coverage.all_tiles - coverage.tiles
    why = "nothing could have been seen there" + (" or they lie outside the ground to predict" if inputs.within else "")
    why += ", or the first pass saw no chance of an area" if inputs.coarse_limit > 0.0 else ""
    gain = f" {skipped} of {coverage.all_tiles} tiles were skipped since {why}" if coverage.all_tiles else ""
    times = f": {coverage.all_tiles / coverage.tiles:.1f} times as fast" if skipped and coverage.tiles else ""
    return f"Motion could have been seen on {share:.0f} % of the ground.{gain}{times}{'.' if gain else ''}"


def describe_card(model: Model, threshold: float, judging: int = 0) -> list[str]:
    """What the user should know of a model before trusting its boundaries.

    Args:
        model: the model.
        threshold: probability from which a cell belongs to an area.
        judging: number of its members that are used; 0: all.
    """
    card = model.card
    network, members = card["network"], members_of(card)
    ensemble = f"ensemble of {members} x " if members > 1 else ""
    lines = [
        f"Model {model.name}: {ensemble}{network['name']}, width {network['width']}, bands "
        + ", ".join(str(band["name"]) for band in card["bands"])
        + f"; threshold {threshold:.2f}."
    ]
    if 0 < judging < members:
        lines.append(
            f"{judging} of its {members} networks are used. Threshold, calibration and scores are those of all of "
            "them together."
        )
    scores = card.get("scores") or {}
    if is_starting(card):
        lines.append(
            "This is the starting model: a screening by a network that has learnt from invented ground alone and has "
            "never seen this ground. Draw a few areas that you are sure of, and train with them."
        )
    if card.get("leaky"):
        lines.append("This model's scores are LEAKY: training and test ground overlapped.")
    if any(str(band["name"]).startswith("facing_") for band in card["bands"]):
        lines.append(
            "The model has learnt which slopes face the satellite: use it for targets of the orbit direction "
            "(ascending or descending) that"
            " it was trained on. With the other one its boundaries are wrong."
        )
    if scores.get("network", {}).get("iou") is not None:
        lines.append(f"IoU on its own {scores['set']} ground: {scores['network']['iou']:.3f}.")
        if (card.get("refit") or {}).get("done"):
            lines.append(
                "That is the score of the model before it was trained once more on all labelled ground, this ground "
                "included."
            )
    return lines
