"""The processes of one training: one, or several, each with its share of every batch.

The worker that talks to QGIS leads; it starts the others itself. `torchrun` would do so too, but looks the computer up
by a name that not every network knows; where several computers share a training, it starts them all.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel

from ...core.base.processes import COUNT
from .start_followers import PORT, RANK, start_followers

HERE = "127.0.0.1"
TORCHRUN = "TORCHELASTIC_RUN_ID"  # torchrun sets it in each process that it starts
TIMEOUT = timedelta(days=2)  # between two jobs; a process whose parent is gone ends by itself


class Processes:
    """Who takes which share. With one process everything here does nothing.

    Losses are made of sums over all processes (`sum`), so that a batch gives the same gradient however many share it.
    """

    def __init__(self) -> None:
        rank, count = ("RANK", "WORLD_SIZE") if TORCHRUN in os.environ else (RANK, COUNT)
        self.rank = int(os.environ.get(rank, "0"))
        self.count = int(os.environ.get(count, "1"))

    @property
    def leads(self) -> bool:
        """The one that talks, validates and writes."""
        return self.rank == 0

    def join(self) -> None:
        """Meet the others where torchrun says, or on this computer, where the one that leads starts them."""
        if self.count == 1 or distributed.is_initialized():
            return
        nccl = torch.cuda.is_available() and distributed.is_nccl_available()  # there is none for Windows
        backend = "cpu:gloo,cuda:nccl" if nccl else "gloo"  # messages go by the processor: no card is chosen yet
        if TORCHRUN in os.environ:
            distributed.init_process_group(backend, timeout=TIMEOUT)
            return
        port = int(os.environ.get(PORT, "0"))
        store = distributed.TCPStore(  # type: ignore[attr-defined]
            HERE, port, self.count, self.leads, timeout=TIMEOUT, wait_for_workers=False, use_libuv=False
        )
        if self.leads:
            start_followers(self.count, store.port)
        distributed.init_process_group(backend, store=store, rank=self.rank, world_size=self.count, timeout=TIMEOUT)

    def device(self, chosen: torch.device) -> torch.device:
        """Each process has its own graphics card."""
        if self.count == 1 or chosen.type != "cuda":
            return chosen
        own = torch.device("cuda", int(os.environ.get("LOCAL_RANK", self.rank)))
        torch.cuda.set_device(own)
        return own

    def wrap(self, network: nn.Module) -> nn.Module:
        """The network whose gradients are those of all."""
        if self.count == 1:
            return network
        return DistributedDataParallel(network, device_ids=None, broadcast_buffers=False)

    def share(self, batch: NDArray[np.int64]) -> NDArray[np.int64]:
        """This process' rows of a batch; may be none."""
        return batch[self.rank :: self.count]

    def sum(self, value: Tensor) -> Tensor:
        """Sum over all processes; its gradient is this part's times their number, as gradients are averaged."""
        if self.count == 1:
            return value
        whole = value.detach().clone()
        distributed.all_reduce(whole)
        return whole + (value - value.detach()) * self.count

    def gather(self, *parts: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
        """Rows of all processes, one after the other."""
        if self.count == 1:
            return parts
        boxes: list[Any] = [None] * self.count
        distributed.all_gather_object(boxes, parts)
        return tuple(np.concatenate([box[number] for box in boxes]) for number in range(len(parts)))

    def tell(self, message: Any) -> Any:
        """What the leading process says, everywhere."""
        if self.count == 1:
            return message
        box = [message]
        distributed.broadcast_object_list(box, src=0)
        return box[0]
