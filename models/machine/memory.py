"""When the memory is too small for a batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable, Protocol, TypeVar

import torch

from ...core.base.progress import Progress

Result = TypeVar("Result")


class HasBatch(Protocol):
    """Something that knows how many tiles fit together."""

    batch: int


# How PyTorch's allocator for the processor begins its sentences (c10/core/impl/alloc_cpu.cpp): "DefaultCPUAllocator:
# can't allocate memory: you tried to allocate ...", on Windows "... not enough memory: you tried to allocate ...".
CPU_ALLOCATOR = "DefaultCPUAllocator: "


def is_out_of_memory(error: RuntimeError) -> bool:
    """Tell lack of memory, of a graphics card or the processor, from a bug.

    A graphics card has an error class of its own; the allocator for the processor raises a plain RuntimeError.
    """
    return isinstance(error, torch.OutOfMemoryError) or CPU_ALLOCATOR in str(error)


def in_smaller_pieces(
    count: int, holder: HasBatch, work: Callable[[slice], Result], may_halve: bool, progress: Progress
) -> Iterator[Result]:
    """Do work on `count` tiles, `holder.batch` at a time; each time the memory is too small that is halved, for good.

    Raises:
        RuntimeError: the memory is too small for a single tile, or halving is not allowed.
    """
    first = 0
    while first < count:
        piece = slice(first, min(first + holder.batch, count))
        try:
            result = work(piece)
        except RuntimeError as error:
            if not is_out_of_memory(error) or not may_halve or piece.stop - piece.start == 1:
                raise
            holder.batch = (piece.stop - piece.start + 1) // 2
        else:
            first = piece.stop
            yield result
            continue
        # here, and not in the handler: there the error still holds what was computed
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        progress.warning(
            f"The memory is too small for {piece.stop - piece.start} tiles at a time; going on with {holder.batch}."
        )
