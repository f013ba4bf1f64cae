"""The entries of a model's card that the training knows."""

from __future__ import annotations

import platform
from datetime import datetime, timezone
from typing import Any

import numpy as np
import torch

from ...core.base.card_schema import FORMAT
from ...core.base.codes import group_of
from ..input.degrade import missable
from .training import Training

INTENDED_USE = (
    "Screening for areas that move abnormally, on data like those it was trained with. "
    "An expert must verify every boundary; not for decisions on the safety of life."
)


def card_of(training: Training) -> dict[str, Any]:
    """What prediction and people need to know about the model.

    Threshold and temperature have the values that hold without a calibration.
    """
    scaling, store, options = training.scorer.scaling, training.store, training.options
    return {
        "format": FORMAT,
        "network": training.start.config.as_dict(),
        "bands": scaling.as_list(),
        "masked": bool(scaling.validity),
        "validity": list(scaling.validity),
        "may_miss": {
            layer: [name for name in scaling.names if group_of(name) == layer]
            for layer in missable(scaling.names)
            if options.missing and layer in scaling.validity
        },
        "tile": store.tile,
        "overlap": options.overlap,
        "cell_m": store.cell_m,
        "preset": options.preset,
        "split": store.split,
        "seed": options.seed,
        "epochs": training.epoch,
        "best_epoch": training.best.epoch,
        "threshold": 0.5,
        "temperature": 1.0,
        "versions": {"python": platform.python_version(), "torch": torch.__version__, "numpy": np.__version__},
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "intended_use": INTENDED_USE,
    }
