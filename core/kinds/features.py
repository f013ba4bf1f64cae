"""All features of areas in one table, from whatever is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..areas.motion import ENOUGH_TARGETS, targets_inside
from ..base.progress import Progress, Silent, Stage, track
from ..targets.targets import Targets
from .around import MASKS, covered, same_way
from .ground import Heights, ground_of
from .history import SHARES, history_of
from .motion import Velocities
from .outline import outline_of

Floats = NDArray[np.float64]
GROUPS = {  # what a feature is derived from: the columns of the table
    "outline": ("compact", "long", "narrow", "full"),
    "ground": (
        *("slope", "flat", "steep", "one_facing", "downhill", "place", "above", "relief", "rough"),
        *("hollow", "heaped"),
    ),
    "motion": (
        *("speed", "signal", "way", "one_way", "uneven", "spread", "scatter", "inner", "profile", "upper"),
        *("sharp", "edge", "beyond", "targets", "denser", "coherence"),
    ),
    "slope motion": ("agrees", "down_speed", "down_uneven", "seen", "slope_fits"),
    "two orbits": ("upright", "inwards", "east_downhill", "along_slope", "both_orbits"),
    "series": (*SHARES, "jumping", "season"),
    "neighbours": ("same_way",),
    "maps": MASKS,
}
FEATURES = tuple(name for names in GROUPS.values() for name in names)


@dataclass(frozen=True)
class Surroundings:
    """What is known around areas, all in their metric CRS.

    Args:
        targets: with their velocities, and whatever else they keep.
        heights: of the ground, or None.
        look: unit vector from the ground to the satellite (3,), or None; targets with their own look need none.
        masks: WKB shapes of the user's maps by names of MASKS.
    """

    targets: Targets
    heights: Heights | None = None
    look: Floats | None = None
    masks: Mapping[str, Sequence[bytes]] = field(default_factory=dict)


def feature_table(polygons: Sequence[bytes], around: Surroundings, progress: Progress = Silent()) -> Floats:
    """Features of areas, (areas, len(FEATURES)); NaN where one is not known.

    Args:
        polygons: WKB.
        around: in the same CRS.
        progress: of the areas, and asked for a cancel.
    """
    inside = targets_inside(polygons, around.targets, Stage(progress, 0.0, 0.4))
    velocities = Velocities(around.targets, inside, around.look)
    rows, boxes = [], []
    for polygon, here in track(list(zip(polygons, inside)), Stage(progress, 0.4, 0.9)):
        outline = outline_of(polygon)
        ground = ground_of(polygon, outline, around.heights) if around.heights is not None else None
        values = outline.values()
        if ground is not None:
            values.update(ground.values(outline))
        values.update(velocities.values(outline, here, ground))
        values.update(history_of(around.targets, here))
        rows.append([values.get(name, np.nan) for name in FEATURES])
        boxes.append(outline.box)
    table = np.array(rows, np.float64).reshape(len(polygons), len(FEATURES))
    many = table[:, FEATURES.index("targets")] >= np.log10(ENOUGH_TARGETS) - 1e-9
    ways = np.where(many, table[:, FEATURES.index("way")], np.nan)  # fewer targets go one way by chance
    others = {"same_way": same_way(np.array(boxes, float).reshape(-1, 4), ways), **covered(polygons, around.masks)}
    for name, column in others.items():
        table[:, FEATURES.index(name)] = column
    progress.update(1.0)
    return table
