"""One real step of training with a tiny network: whether torch, its libraries and the device work."""

from __future__ import annotations

import time
from typing import Any

import torch

from ..machine.devices import choose, gpu_problem
from ..machine.messages import Conversation
from ..networks.networks import NetworkConfig, build


def trial_job(_message: dict[str, Any], _conversation: Conversation) -> dict[str, Any]:
    """A forward and a backward pass of a network and a step of its optimiser, on the best device that works."""
    started = time.monotonic()
    device = choose("auto")
    network = build(NetworkConfig("resunet", 4, 2)).to(device)
    optimiser = torch.optim.AdamW(network.parameters())
    features = torch.randn((2, 2, 32, 32), generator=torch.Generator().manual_seed(1)).to(device)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(network(features), (features[:, :1] > 0).float())
    loss.backward()  # type: ignore[no-untyped-call]
    optimiser.step()
    finite = all(bool(torch.isfinite(one).all()) for one in network.parameters())
    if not finite:
        raise FloatingPointError(f"a step of training on {device.type} gave numbers that are not finite")
    return {"device": device.type, "gpu_problem": gpu_problem(), "seconds": time.monotonic() - started}
