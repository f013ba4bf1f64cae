"""Codes that both processes write and read: of sets, of labels, of bands and the groups that they are in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

IGNORE = 255
NONE, TRAIN, VALIDATION, TEST = 0, 1, 2, 3
SET_NAMES = {TRAIN: "train", VALIDATION: "validation", TEST: "test"}
GROUP_MARK = ":"  # between the group and the name of a band that is none of the known ones
DEFORMATION_MAPS = ("hotspot", "velocity")
SOURCES = ("image", "terrain", "motion")  # of what a network sees, beside further rasters
MOTION_GROUPS = ("deformation", "breaks", "targets")  # what the targets tell, in whatever group

# Bands that are null together share one validity channel; a band of no group belongs to `terrain`.
GROUPS: dict[str, tuple[str, ...]] = {
    "image": ("red", "green", "blue"),
    "deformation": (
        "hotspot",
        "velocity",
        "velocity_east",
        "velocity_north",
        "velocity_up",
        "velocity_slope",
        "acceleration",
        "season",
        "jump_share",
        "density",
        "log_density",
        "distance",
    ),
    "breaks": ("break_age",),  # null wherever no target nearby has a break
    "targets": ("targets", "has_target"),  # null but for a few cells: not to be mixed with the maps
    "terrain": (
        "slope",
        "aspect",
        "aspect_east",
        "aspect_north",
        "facing_east",
        "facing_north",
        "elevation",
        "curvature",
        "hillshade",
        "sensitivity",
        "layover_shadow",
    ),
}
NEVER_NULL = ("density", "log_density", "distance", "has_target")  # known even where nothing was measured


def observing(names: Sequence[str]) -> list[int]:
    """Which of these bands tell where motion could have been seen: their numbers, from 0.

    A cell where all of them are null could not be observed: nothing is learnt or predicted there, and what lies there
    is counted as unseen. They are the maps of the deformation, or all bands of a stack that has no such map.
    """
    return [number for number, name in enumerate(names) if name in DEFORMATION_MAPS] or list(range(len(names)))


def group_of(name: str) -> str:
    """The group of bands that a band is null together with; that of a further raster stands before the colon."""
    if GROUP_MARK in name:
        return name.partition(GROUP_MARK)[0] + GROUP_MARK
    return next((group for group, names in GROUPS.items() if name in names), "terrain")


def groups_of(names: Iterable[str]) -> list[str]:
    """The groups that bands are of: the known ones in their order, then those of further rasters as they come."""
    present = list(dict.fromkeys(group_of(name) for name in names))
    return [group for group in GROUPS if group in present] + [group for group in present if group not in GROUPS]


def source_of(name: str) -> str:
    """What a band tells of: `image`, `terrain`, `motion`, or the name of a further raster."""
    group = group_of(name)
    return "motion" if group in MOTION_GROUPS else group.rstrip(GROUP_MARK)


def sources_of(names: Iterable[str]) -> dict[str, list[str]]:
    """Source -> its bands: image, terrain, motion, then further rasters; those that have bands here."""
    found: dict[str, list[str]] = {source: [] for source in SOURCES}
    for name in names:
        found.setdefault(source_of(name), []).append(name)
    return {source: bands for source, bands in found.items() if bands}
