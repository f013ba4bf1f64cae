"""The worker's job `refit`: a model was scored on held-back ground, and is trained once more on all labelled ground.

From the beginning: half the epochs from the scored weights found less elsewhere (warm starts generalise worse; Ash and
Adams, 2020): IoU .774 and .736 where it is .792 and .754 now, on the test ground of the synthetic demo area, seeds 2
and 3.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from ...core.base.codes import TEST, TRAIN, VALIDATION
from ...core.base.training_options import options_from
from ..input.tile_reader import ALL, open_store
from ..judging.scoring import Scorer
from ..machine.processes import Processes
from ..networks.model_file import load_model, save_model
from ..training.checkpoint import is_run
from ..training.kept_run import InterruptedRun, keep_run
from ..training.member import member_from
from ..training.start import begin
from ..training.training import Diverged, Reporter, Training
from ..training.validation import evaluate


def refit_job(message: dict[str, Any], reporter: Reporter) -> dict[str, Any]:
    """Train on all ground and replace the model's weights, as the message of core.training.jobs asks.

    The model stays as it is where the loss on the ground that was held back is not lower then, or is not a number:
    something went wrong.

    Raises:
        InputError: store, options or model cannot be used.
        OutputError: a result cannot be written.
        Cancelled: the user asked to stop; the model is as it was.
    """
    began, path = time.monotonic(), str(message["model"])
    options, data = options_from(message["options"]), str(message["data"])
    processes, model = Processes(), load_model(path)
    processes.join()
    scored = member_from(
        dict(message["scored"]), {name: value.clone() for name, value in model.network.state_dict().items()}
    )
    run = InterruptedRun(options, data, 1) if options.start_from and is_run(options.start_from) else None
    kept = replace(options, start_from=run.start_from) if run else options
    whole, ground = (open_store(str(message["store"]), model.config.window, division) for division in (None, ALL))
    resumed = run if run and run.refits else None
    anew = replace(kept, start_from="") if resumed else kept
    torch.manual_seed(options.seed)
    training = Training(ground, anew, reporter, begin(anew, model.scaling), processes)
    if training.mixing is not None:  # no ground is left to choose on
        training.mixing.share = scored.history[-1].get("mixed")

    def loss(scorer: Scorer) -> float:
        held = np.concatenate([whole.lattice(VALIDATION), whole.lattice(TEST)])
        return evaluate(scorer, training.feed, held, TRAIN, options.preset, reporter, processes).loss or math.nan

    def after_epoch(_best: bool) -> None:
        if processes.leads:
            keep_run(str(message["checkpoint"]), kept, training, [scored], data)

    before = loss(Scorer(model.network.to(training.scorer.device), model.scaling, training.scorer.device))
    if resumed:
        resumed.restore(training, " on all ground", reporter)
    try:
        training.run(after_epoch)
        after = loss(training.scorer)
    except Diverged:
        after = math.nan
    told = {
        "done": after < before,
        "epochs": training.epoch,
        "loss_before": before,
        "loss_after": after if math.isfinite(after) else None,
    }
    if told["done"] and processes.leads:
        save_model(path, training.recipe.averaged, {**model.card, **message["card"], "refit": told})
    reporter.update(1.0)
    return {**told, "seconds": time.monotonic() - began}
