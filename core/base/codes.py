"""Codes that both processes write and read: of sets, of labels, of bands that map deformation."""

from __future__ import annotations

from collections.abc import Sequence

IGNORE = 255
NONE, TRAIN, VALIDATION, TEST = 0, 1, 2, 3
SET_NAMES = {TRAIN: "train", VALIDATION: "validation", TEST: "test"}
GROUP_MARK = ":"  # between the group and the name of a band that is none of the known ones
DEFORMATION_MAPS = ("hotspot", "velocity")


def observing(names: Sequence[str]) -> list[int]:
    """Which of these bands tell where motion could have been seen: their numbers, from 0.

    A cell where all of them are null could not be observed: nothing is learnt or predicted there, and what lies there
    is counted as unseen. They are the maps of the deformation, or all bands of a stack that has no such map.
    """
    return [number for number, name in enumerate(names) if name in DEFORMATION_MAPS] or list(range(len(names)))
