from __future__ import annotations

import numpy as np
import pytest

from slipline.core.hotspots.reference import (
    AUTO,
    MEDIAN,
    NOTHING,
    RAMP,
    STABLE,
    offset_warnings,
    proposed_stability,
    regional_motion,
    robust_deviation,
    stable_ground,
)


def region(count=3000, moving=0.25, seed=5):
    """A ramp of 0.8 mm/yr per km to the east and -0.5 to the north, 3 mm/yr in the middle; one corner slides."""
    rng = np.random.default_rng(seed)
    x, y = 4e5 + rng.uniform(0, 10_000, count), 5e6 + rng.uniform(0, 10_000, count)
    ramp = 3.0 + 0.8 * (x - 405_000) / 1000 - 0.5 * (y - 5_005_000) / 1000
    sliding = (x > 400_000 + 10_000 * (1 - np.sqrt(moving))) & (y > 5_000_000 + 10_000 * (1 - np.sqrt(moving)))
    return x, y, ramp, sliding, ramp + rng.normal(0, 1.0, count) + np.where(sliding, -60.0, 0.0)


def test_deviation_and_threshold_worked_by_hand():
    values = np.array([1.0, 2.0, 4.0, 7.0, 1000.0])  # median 4; |deviations| 3, 2, 0, 3, 996: median 3
    assert robust_deviation(values) == pytest.approx(1.4826 * 3)
    assert proposed_stability(values) == (8.9, "two robust standard deviations of all velocities")  # 8.8956


def test_thresholds_where_the_velocities_hardly_differ():
    assert proposed_stability(np.array([2.0, 2.0, 2.0, 2.0, 12.0])) == (
        8.0,
        "two standard deviations of all velocities",
    )
    equal, why = proposed_stability(np.full(5, 0.1) * 3)
    assert equal == 10.0
    assert "all velocities are equal" in why


def test_a_plane_through_a_few_targets_does_not_take_their_motion_away():
    x, velocity = np.array([0.0, 100.0]), np.array([5.0, -9.0])
    motion, text = regional_motion(x, np.zeros(2), velocity, RAMP)
    assert motion.tolist() == [-2.0, -2.0]
    assert "2 targets are too few for a ramp" in text


def test_a_plane_without_noise_is_taken_away_exactly():
    x, y, ramp, _, _ = region()
    motion, text = regional_motion(x, y, ramp, RAMP)
    np.testing.assert_allclose(motion, ramp, atol=1e-9)
    assert "+0.800 mm/yr per km to the east and -0.500 to the north" in text


def test_a_quarter_that_slides_does_not_tilt_the_ramp():
    x, y, ramp, sliding, velocity = region()
    assert 0.2 < sliding.mean() < 0.3
    motion, _ = regional_motion(x, y, velocity, RAMP)
    left = velocity - motion
    assert abs(np.median(left)) < 1e-9
    tilt = (motion - motion.mean()) - (ramp - ramp.mean())
    assert np.abs(tilt).max() < 0.5
    plain = np.column_stack([np.ones(len(x)), x - x.mean(), y - y.mean()])
    fitted = plain @ np.linalg.lstsq(plain, velocity, rcond=None)[0]
    assert np.ptp(fitted - ramp) > 30  # least squares would follow the slide


def test_the_median_and_nothing():
    x, y, _, _, velocity = region()
    motion, text = regional_motion(x, y, velocity, MEDIAN)
    assert (motion == np.median(velocity)).all()
    assert f"{np.median(velocity):.2f}" in text
    motion, text = regional_motion(x, y, velocity, NOTHING)
    assert (motion == 0).all()
    assert not text


@pytest.mark.parametrize("x", [[0.0], [5.0, 5.0, 5.0], [0.0, 1000.0, 2000.0, 3000.0]])
def test_positions_that_tell_no_plane_leave_finite_values(x):
    x = np.array(x)
    velocity = np.linspace(1.0, 4.0, len(x))
    motion, _ = regional_motion(x, x.copy(), velocity, RAMP)
    assert np.isfinite(motion).all()
    assert abs(np.median(velocity - motion)) < 1e-9


def test_equal_velocities_are_their_own_reference():
    x, y, *_ = region(50)
    motion, _ = regional_motion(x, y, np.full(50, 7.0), RAMP)
    np.testing.assert_allclose(motion, 7.0)


def shifted(share, offset, spread=10.0, count=4000, seed=2):
    """Stable ground with a deviation of 3 mm/yr around an offset; a share of the targets moves away at about 40."""
    rng = np.random.default_rng(seed)
    moving = rng.random(count) < share
    return offset + np.where(moving, rng.normal(-40, spread, count), rng.normal(0, 3, count))


@pytest.mark.parametrize(
    ("share", "by_peak", "within"), [(0.0, False, 0.2), (0.1, False, 0.6), (0.5, True, 0.6), (0.7, True, 0.6)]
)
@pytest.mark.parametrize("offset", [-6.0, 0.0, 5.0])
def test_the_stable_ground_is_found_also_where_most_targets_move(share, by_peak, within, offset):
    ground = stable_ground(shifted(share, offset))
    assert ground.level == pytest.approx(offset, abs=within)
    assert ground.spread == pytest.approx(3.0, rel=0.25)
    assert ground.by_peak == by_peak
    assert ("half of the targets or more" in proposed_stability(shifted(share, offset))[1]) == by_peak


def test_motion_to_both_sides_leaves_the_median():
    velocity = np.concatenate([shifted(1.0, 0.0), -shifted(1.0, 0.0)])
    assert abs(stable_ground(velocity).level) < 25
    assert not stable_ground(velocity).by_peak


def test_an_offset_is_taken_away_where_it_is_more_than_noise():
    x, y = np.random.default_rng(1).uniform(0, 5000, (2, 4000))
    for offset, taken in ((-6.0, True), (0.2, False)):
        velocity = shifted(0.1, offset)
        motion, text = regional_motion(x, y, velocity, AUTO)
        assert (motion != 0).all() == taken
        assert ("nothing is taken away" in text) != taken
        assert f"{np.median(velocity):.2f} mm/yr" in text
        assert bool(offset_warnings(x, y, velocity)) == taken
        assert not offset_warnings(x, y, velocity - motion)
    motion, _ = regional_motion(x, y, velocity, STABLE)
    assert (motion == np.median(velocity)).all()


def test_a_tilt_is_told_and_not_taken_away_by_itself():
    x, y = np.random.default_rng(1).uniform(0, 5000, (2, 4000))
    tilted = np.random.default_rng(2).normal(0, 1, 4000) + 0.003 * (x - 2500)
    assert (regional_motion(x, y, tilted, AUTO)[0] == 0).all()
    (warning,) = offset_warnings(x, y, tilted)
    assert "a plane rises by 14.90" in warning
    assert "choose ramp" in warning
