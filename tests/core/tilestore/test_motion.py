from types import SimpleNamespace

import numpy as np

from slipline.core.base.codes import TRAIN
from slipline.core.tilestore.motion import motion_of_areas, motion_warning


def store(velocities, band="velocity"):
    """One area of 4 x 4 cells for each velocity, in a row; the last column of cells is not training ground."""
    columns = 6 * len(velocities)
    features, labels = np.full((1, 6, columns), 3.0, np.float32), np.zeros((6, columns), np.uint8)
    sets, objects = np.full((6, columns), TRAIN, np.uint8), []
    for index, velocity in enumerate(velocities):
        box = (slice(1, 5), slice(6 * index + 1, 6 * index + 5))
        features[0][box], labels[box] = velocity, 1
        objects.append((1, 6 * index + 1, 4, 4))
    return SimpleNamespace(
        features=features, labels=labels, sets=sets, manifest={"bands": [{"name": band}], "objects": objects}
    )


def test_areas_are_counted_by_the_sign_of_their_median_velocity():
    assert motion_of_areas(store([-20.0, -3.0, 8.0, np.nan])) == (1, 2)
    assert motion_of_areas(store([5.0], "hotspot")) == (1, 0)
    assert motion_of_areas(store([5.0], "red")) is None


def test_ground_that_does_not_train_does_not_count():
    held = store([-20.0, 8.0])
    held.sets[:, 6:] = 0
    assert motion_of_areas(held) == (0, 1)


def test_a_rare_direction_is_a_warning_and_a_common_one_is_none():
    assert motion_warning(store([-9.0] * 23 + [9.0] * 2)) == (
        "On training ground 23 areas move away from the satellite and 2 towards it, so the network may miss areas that "
        "move towards the satellite. Draw more of them."
    )
    assert "may miss areas that move away from the satellite" in motion_warning(store([9.0] * 6 + [-9.0]))
    assert motion_warning(store([9.0, -9.0] * 5)) == ""
    assert motion_warning(store([9.0], "red")) == ""
