"""The processor that torch computes on."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import platform
import sys
from typing import Any

import numpy as np
import torch

from ...core.base.errors import InputError
from ...core.base.translation import tr

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1  # glibc's numbers for mallopt
_KEPT_BYTES = 2**28


def available() -> list[str]:
    """Devices of this machine that torch can use, the best one first."""
    found = ["cuda"] if torch.cuda.is_available() and not gpu_problem() else []
    if torch.backends.mps.is_available():
        found.append("mps")
    return [*found, "cpu"]


@functools.cache
def gpu_problem() -> str:
    """Why a torch that was built for NVIDIA's graphics cards cannot compute on one; empty if it can.

    It is empty too for a torch that was built without. A card that fails is hidden from torch from then on, because
    torch's optimisers ask any card that is there, even if all tensors are elsewhere.
    """
    if torch.version.cuda is None:
        return ""
    try:
        torch.nn.Conv2d(1, 1, 3).cuda()(torch.ones(1, 1, 8, 8, device="cuda")).sum().backward()
        torch.cuda.synchronize()
    except (RuntimeError, AssertionError) as error:  # no driver, too old a driver or card, memory full
        torch.cuda.is_available = lambda: False
        return str(error).strip().partition("\n")[0]
    return ""


def choose(device: str) -> torch.device:
    """The device asked for; `auto` is the best one.

    Raises:
        InputError: it is not there.
    """
    found = available()
    if device == "auto":
        device = found[0]
    if device not in found:
        raise InputError(
            tr("Device {device} was asked for, but torch {version} finds only {found}. Choose auto."),
            device=device,
            version=torch.__version__,
            found=", ".join(found),
        )
    torch.set_flush_denormal(True)  # denormal numbers cost a processor a hundred times the time of others
    _keep_freed_memory()
    if device == "cuda":
        torch.set_float32_matmul_precision("high")
        torch.backends.cudnn.benchmark = True
    return torch.device(device)


def _keep_freed_memory() -> None:
    """Let glibc keep freed memory for the next batch.

    Otherwise each allocation gets fresh pages from the system, which takes a quarter of the time. Other C libraries
    (Windows, macOS, musl) do without.
    """
    with contextlib.suppress(OSError, TypeError, AttributeError):
        tune = ctypes.CDLL(None).mallopt
        for parameter in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
            tune(parameter, _KEPT_BYTES)


def low_precision(device: torch.device) -> torch.dtype | None:
    """The short numbers to compute with: bf16 on CUDA, fp16 on older cards, none elsewhere."""
    if device.type != "cuda":
        return None
    return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16


def describe() -> dict[str, Any]:
    """Versions and the best device, for the greeting."""
    device = available()[0]
    if device == "cuda":
        name, memory = torch.cuda.get_device_name(), torch.cuda.get_device_properties(0).total_memory
    else:
        name, memory = _processor(), _memory_bytes()
    return {
        "python": platform.python_version(),
        "torch": torch.__version__,
        "numpy": np.__version__,
        "device": device,
        "device_name": name,
        "gpu_problem": gpu_problem(),
        "memory_bytes": memory,
        "threads": torch.get_num_threads(),
    }


def _processor() -> str:
    """Name of the processor as the system gives it."""
    if sys.platform == "linux":
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _memory_bytes() -> int:
    """Main memory in bytes; 0 on a system that does not say it (Windows)."""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return int(os.sysconf("SC_PHYS_PAGES")) * int(os.sysconf("SC_PAGE_SIZE"))
    return 0
