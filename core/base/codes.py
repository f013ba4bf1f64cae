"""Codes that both processes write and read: of sets, of labels, of bands that map deformation."""

from __future__ import annotations

IGNORE = 255
NONE, TRAIN, VALIDATION, TEST = 0, 1, 2, 3
SET_NAMES = {TRAIN: "train", VALIDATION: "validation", TEST: "test"}
DEFORMATION_MAPS = ("hotspot", "velocity")  # where none of them has a value nothing is predicted
