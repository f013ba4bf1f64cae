"""Probabilities of windows from one or several networks."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from ...core.base.context_window import block_margin
from ...core.base.grid import Window
from ..input.degrade import taken_away
from ..machine.messages import Conversation
from ..networks.ensemble import members_of
from ..networks.fold_norms import fold_normalisation
from ..networks.model_file import LoadedModel
from .blending import Corner, Ground, Known, blended_logits, forget_passed, lattice_tiles, side_by_side
from .calibration import probability
from .scoring import Scorer, Turned

WAYS = 8  # symmetries of a square


class Predictor:
    """One or several judgements of the same ground: by each member of an ensemble, each way that the ground is turned.

    Args:
        model: from its file.
        device: where to compute.
        turns: judge the ground in all eight positions, directions turned too.
        progress: asked for cancel.
        members: how many members of an ensemble judge; 0: all.
        limit: coarse to fine: see `_worth_it`; 0: every tile of the lattice is judged.
        without: names of bands; for each such set the ground is judged once more without them, see `taken_away`.
    """

    def __init__(
        self,
        model: LoadedModel,
        device: torch.device,
        turns: bool,
        progress: _CancelOnly,
        members: int = 0,
        limit: float = 0.0,
        without: Sequence[Collection[str]] = (),
    ) -> None:
        self._model, self._progress, self._limit, self._without = model, progress, limit, without
        networks = members_of(model.network)[: members or None]
        for network in networks:
            fold_normalisation(network)
            network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        scorers = [Scorer(network, model.scaling, device) for network in networks]
        self._scorer = scorers[0]
        self._ways = [[Turned(scorer, way, progress) for scorer in scorers] for way in range(WAYS if turns else 1)]
        self._judgements = len(self._ways) * len(scorers)
        self._known: list[list[Known]] = [[{} for _ in range(self._judgements)] for _ in range(1 + len(without))]

    def trial(self) -> float:
        """Seconds that all judgements of one tile take."""
        member, tile = self._ways[0][0], self._model.tile
        tiles = torch.zeros(member.batch, self._model.scaling.inputs, tile, tile, device=self._scorer.device)
        spent = []
        for _ in range(4):  # the first ones set up convolutions and memory
            began = time.monotonic()
            member(tiles)
            spent.append(time.monotonic() - began)
        return min(spent) / len(tiles) * self._judgements * len(self._known)

    def fill(self, block: NDArray[np.float32], outer: Window, result: NDArray[np.float32], margin: int) -> int:
        """Replace what is not NaN in `result` by probabilities, NaN where motion could not be seen.

        Tiles scored by each judgement.

        Args:
            block: (bands, rows, columns), NaN where null.
            outer: where it lies, the margin included.
            result: (1 or 3, and one for each set of bands that is missing; rows, columns): probability from the mean
                logit; the deviation between the judgements' probabilities and the label noise, see `_judge`; the
                probability without each set.
            margin: cells around the block, see `block_margin`; coarse to fine needs half a tile more.
        """
        tile, seen = self._model.tile, self._scorer.observable(block)
        wanted = np.isfinite(result[0]) & seen
        corners, first = lattice_tiles(outer.row, outer.column, tile, wanted), 0
        if self._limit > 0.0:
            corners, first = self._worth_it(block, outer, seen, corners)
        reach = margin - block_margin(tile, self._ways[0][0].window)
        judgements = self._judgements * len(self._known)

        def forget(known: Known) -> None:
            forget_passed(known, tile, outer.expanded(-margin), reach, judgements)

        own = len(result) - len(self._without)
        count = self._judge(block, outer, wanted, corners, result[:own], (self._known[0], forget))
        for layer, names, caches in zip(result[own:], self._without, self._known[1:]):
            left = taken_away(block, self._model.scaling, names)
            self._judge(left, outer, wanted, corners, layer[None], (caches, forget))
        return first + count

    def _worth_it(
        self, block: NDArray[np.float32], outer: Window, seen: NDArray[np.bool_], corners: list[Corner]
    ) -> tuple[list[Corner], int]:
        """Coarse to fine: the first pass over tiles side by side.

        Those tiles that are worth a judgement then, and how many it has judged.

        A tile that overlaps them is worth it where the first pass saw a probability of `limit` in any of its cells.
        In this way each such cell gets every tile that touches it; the tiles that nearby cells miss have hardly any
        weight there.
        What the first pass saw of a tile is the same whatever block the tile is met in.

        Args:
            block: see `fill`.
            outer: see `fill`.
            seen: (rows, columns) cells where motion could be seen, also in the margin.
            corners: tiles that hold a wanted cell.
        """
        tile, near = self._model.tile, np.zeros(outer.shape, bool)
        places = [
            (slice(r - outer.row, r - outer.row + tile), slice(c - outer.column, c - outer.column + tile))
            for r, c in corners
        ]
        for place in places:
            near[place] = seen[place]
        coarse = np.empty((1, *outer.shape), np.float32)
        whole = [corner for corner in lattice_tiles(outer.row, outer.column, tile, near) if side_by_side(corner, tile)]
        count = self._judge(block, outer, near, whole, coarse, (self._known[0], None))
        chance = coarse[0] >= np.float32(self._limit)
        return [
            corner for corner, place in zip(corners, places) if side_by_side(corner, tile) or chance[place].any()
        ], count

    def _judge(
        self,
        block: NDArray[np.float32],
        outer: Window,
        wanted: NDArray[np.bool_],
        corners: list[Corner],
        result: NDArray[np.float32],
        memory: tuple[list[Known], Callable[[Known], None] | None],
    ) -> int:
        """Fill `result` (1 or 3, rows, columns) with the mean of all judgements of some tiles.

        Returns the number of tiles that were not known yet.

        With three layers the second is the standard deviation between the judgements' probabilities p, the third the
        label noise, the square root of the mean p (1 - p). The squares of both add up to m (1 - m), the variance of a
        label whose probability is the mean m (law of total variance; Depeweg et al., 2018; Kwon et al., 2020).

        `memory` are the tiles that each judgement knows, and what takes from them those that no later block needs,
        before the next one begins.
        """
        tile, temperature = self._model.tile, self._model.temperature
        total, squares, mean = (np.zeros(outer.shape, np.float32) for _ in range(3))
        count, caches, forget = 0, iter(memory[0]), memory[1]
        for members in self._ways:
            prepared = members[0].prepare(block, outer.row, outer.column)  # the same for all members
            ground = Ground(prepared, outer.row, outer.column, tile, wanted)
            for member, known in zip(members, caches):
                logits, count = blended_logits(ground, member, member.batch, self._progress, known, corners)
                if forget is not None:
                    forget(known)
                total += logits
                if len(result) > 1:
                    mean += probability(logits, temperature)
                    squares += probability(logits, temperature) ** 2
        judgements = np.float32(self._judgements)
        result[0] = probability(total / judgements, temperature)
        if len(result) > 1:
            result[1] = np.sqrt(np.maximum(squares / judgements - (mean / judgements) ** 2, 0.0))
            result[2] = np.sqrt(np.maximum(mean - squares, 0.0) / judgements)
        return count


class _CancelOnly:
    """Progress within a block: the client counts the blocks, so that only cancel matters here."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def update(self, fraction: float) -> None:
        """Do nothing."""

    def message(self, text: str) -> None:
        """Pass on."""
        self._conversation.message(text)

    def warning(self, text: str) -> None:
        """Pass on."""
        self._conversation.warning(text)

    def is_cancelled(self) -> bool:
        """Ask the conversation."""
        return self._conversation.is_cancelled()
