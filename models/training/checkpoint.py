"""The state of a training after an epoch, in a file: safetensors again, so that nothing in it is ever executed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import save_file
from torch import Tensor

from ...core.base.errors import InputError
from ...core.base.safetensors_header import RUN_ENTRY, read_header
from ...core.base.translation import tr
from ...core.files.disk_space import cannot_write
from ...core.files.own_names import part_name
from ...core.files.system import remove, replace
from ..networks.model_file import read_tensors


@dataclass
class RunState:
    """What an interrupted training needs to know beside its tensors; all plain values.

    Args:
        options: the recipe, `TrainingOptions.as_dict`.
        data: hash of the tile store, so that nothing else is gone on with.
        bands: scaling of the bands, as in a card.
        validity: groups with a validity channel.
        network: as in a card.
        epoch: last epoch that was finished.
        steps: of the optimiser.
        batch: tiles that fit into memory together.
        best_epoch: the one to keep so far.
        best_iou: its IoU on the validation ground.
        scaler: of half precision.
        history: numbers of each epoch.
        finished: members of an ensemble that are finished, see `member.Member`; the rest is of the one after them.
    """

    options: dict[str, Any]
    data: str
    bands: list[Any]
    validity: list[str]
    network: dict[str, Any]
    epoch: int = 0
    steps: int = 0
    batch: int = 0
    best_epoch: int = 0
    best_iou: float = -1.0
    scaler: dict[str, Any] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)
    finished: list[dict[str, Any]] = field(default_factory=list)


def save_run(path: str, state: RunState, tensors: dict[str, Tensor]) -> None:
    """Write beside the target, then rename: what is there is always whole.

    Raises:
        OutputError: it cannot be written.
    """
    part = part_name(path)
    whole = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
    try:
        save_file(whole, part, metadata={RUN_ENTRY: json.dumps(asdict(state))})
        replace(part, path)
    except (OSError, SafetensorError) as error:
        raise cannot_write(path, str(error)) from error
    finally:
        remove(part)


def load_run(path: str) -> tuple[RunState, dict[str, Tensor]]:
    """Read what `save_run` wrote, tensors on the CPU.

    Raises:
        InputError: no such file, or damaged.
    """
    header = read_header(path)
    try:
        values = json.loads(header.metadata[RUN_ENTRY])
        state = RunState(**values)
        plain = asdict(RunState({}, "", [], [], {}))
        if (
            any(type(value) is not type(plain[name]) for name, value in asdict(state).items())
            or len(state.history) != state.epoch
        ):
            raise ValueError
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise InputError(
            tr("The unfinished training {path} is damaged. Start anew, or from a finished model."), path=path
        ) from error
    return state, read_tensors(path, header)


def is_run(path: str) -> bool:
    """Tell an unfinished training from a model.

    Raises:
        InputError: it is neither.
    """
    return RUN_ENTRY in read_header(path).metadata
