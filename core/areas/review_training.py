"""From a review to what Tile and train learns: accepted areas, rejected ground, and the ground that was reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from osgeo import ogr

from ..base.errors import InputError
from ..base.progress import Progress, Silent, track
from ..base.translation import tr
from .review import ACCEPTED, REJECTED

MARGIN_M = 200.0  # around an area that its reviewer saw when judging the outline
_ARC_STEPS = 8  # of a quarter circle


@dataclass(frozen=True)
class ReviewedGround:
    """Polygons (WKB) for Tile and train.

    Args:
        areas: AREAS.
        within: WITHIN.
        accepted: how many of the review were accepted.
        rejected: how many were rejected.
        left_out: how many are undecided: their ground is neither learnt as moving nor as stable.
    """

    areas: list[bytes]
    within: list[bytes]
    accepted: int
    rejected: int
    left_out: int


def reviewed_ground(
    polygons: Sequence[bytes],
    statuses: Sequence[str],
    margin_m: float = MARGIN_M,
    earlier_areas: Sequence[bytes] = (),
    earlier_within: Sequence[bytes] = (),
    progress: Progress = Silent(),
) -> ReviewedGround:
    """What a review teaches.

    Accepted areas become AREAS. WITHIN is what was reviewed: the accepted and the rejected areas with a margin, less
    the undecided areas. Rejected ground lies inside WITHIN but not in AREAS, and so is certainly stable. Earlier areas
    and the ground inside which they are complete are added, so that the network does not forget them; without that
    ground they count as accepted areas do.

    Args:
        polygons: WKB in a CRS of metres.
        statuses: of each.
        margin_m: width of the margin, m.
        earlier_areas, earlier_within: of an earlier training, same CRS.
        progress: reporting and cancel.

    Raises:
        InputError: nothing was accepted, or nothing was decided.
    """
    shapes = [ogr.CreateGeometryFromWkb(bytes(polygon)) for polygon in polygons]
    accepted = [shape for shape, status in zip(shapes, statuses) if status == ACCEPTED]
    rejected = [shape for shape, status in zip(shapes, statuses) if status == REJECTED]
    undecided = [shape for shape, status in zip(shapes, statuses) if status not in (ACCEPTED, REJECTED)]
    if not accepted and not (earlier_areas and rejected):
        raise InputError(
            tr(
                "Of {count} areas {accepted} are accepted and {rejected} rejected. Accept some areas first: "
                "training needs areas that move."
            ),
            count=len(shapes),
            accepted=len(accepted),
            rejected=len(rejected),
        )
    earlier = [ogr.CreateGeometryFromWkb(bytes(polygon)) for polygon in earlier_areas]
    seen = accepted + rejected + ([] if earlier_within else earlier)
    ground = _union([shape.Buffer(margin_m, _ARC_STEPS) for shape in track(seen, progress)])
    if undecided:
        ground = ground.Difference(_union(undecided))
    if earlier_within:
        ground = ground.Union(_union([ogr.CreateGeometryFromWkb(bytes(polygon)) for polygon in earlier_within]))
    areas = [bytes(shape.ExportToWkb()) for shape in accepted + earlier]
    return ReviewedGround(areas, _parts(ground), len(accepted), len(rejected), len(undecided))


def _union(shapes: Sequence[ogr.Geometry]) -> ogr.Geometry:
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for shape in shapes:
        for part in ogr.ForceToMultiPolygon(shape.Clone()):
            together.AddGeometry(part)
    return together.UnionCascaded() if together.GetGeometryCount() else together


def _parts(shape: ogr.Geometry) -> list[bytes]:
    """Polygons of a polygon or multipolygon, as WKB."""
    return [bytes(part.ExportToWkb()) for part in ogr.ForceToMultiPolygon(shape.Clone()) if part.GetArea() > 0]
