import numpy as np
import pytest
from osgeo import ogr

from slipline.core.areas.review_training import reviewed_ground
from slipline.core.base.errors import InputError


def square(x, y, side):
    ring = f"{x} {y},{x + side} {y},{x + side} {y + side},{x} {y + side},{x} {y}"
    return bytes(ogr.CreateGeometryFromWkt(f"POLYGON(({ring}))").ExportToWkb())


def holds(polygons, x, y):
    point = ogr.CreateGeometryFromWkt(f"POINT({x} {y})")
    return any(ogr.CreateGeometryFromWkb(polygon).Contains(point) for polygon in polygons)


AREAS = [square(0, 0, 100), square(1000, 0, 100), square(2000, 0, 100), square(150, 0, 60)]
STATUSES = ["accepted", "rejected", "later", ""]


def test_accepted_areas_move_rejected_ones_are_stable_the_rest_is_not_said():
    found = reviewed_ground(AREAS, STATUSES, 100.0)
    assert (found.accepted, found.rejected, found.left_out) == (1, 1, 2)
    moving = {place: holds(found.areas, place, 50) for place in (50, 1050, 2050, 180)}
    within = {place: holds(found.within, place, 50) for place in (50, 1050, 2050, 180)}
    assert moving == {50: True, 1050: False, 2050: False, 180: False}
    assert within == {50: True, 1050: True, 2050: False, 180: False}
    assert holds(found.within, -90, 50)  # the margin
    assert not holds(found.within, -110, 50)
    assert holds(found.within, 130, 50)  # between two areas, of which one is undecided


def test_the_margin_is_a_width():
    found = reviewed_ground(AREAS[:2], STATUSES[:2], 50.0)
    size = sum(ogr.CreateGeometryFromWkb(part).GetArea() for part in found.within)
    assert size == pytest.approx(2 * (100**2 + 4 * 100 * 50 + np.pi * 50**2), rel=5e-3)


def test_earlier_areas_come_along_with_their_ground():
    ground, area = square(5000, 0, 1000), square(5400, 400, 100)
    found = reviewed_ground(AREAS, STATUSES, 100.0, [area], [ground])
    assert holds(found.areas, 5450, 450)
    assert holds(found.within, 5900, 900)
    assert len(found.areas) == 2


def test_earlier_areas_without_ground_get_the_margin():
    found = reviewed_ground(AREAS, STATUSES, 100.0, [square(5400, 400, 100)])
    assert holds(found.within, 5320, 450)
    assert not holds(found.within, 5280, 450)


def test_rejections_alone_teach_where_earlier_areas_are_known():
    with pytest.raises(InputError, match="Of 1 areas 0 are accepted and 1 rejected"):
        reviewed_ground(AREAS[1:2], ["rejected"])
    found = reviewed_ground(AREAS[1:2], ["rejected"], 10.0, [AREAS[0]], [square(-50, -50, 300)])
    assert len(found.areas) == 1


def test_nothing_decided_is_refused():
    with pytest.raises(InputError, match="Accept some areas first"):
        reviewed_ground(AREAS, ["", "later", "", ""])
