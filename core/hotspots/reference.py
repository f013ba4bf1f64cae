"""What is taken away from the velocities before the statistic, and from which velocity on ground moves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NOTHING, MEDIAN, RAMP = "nothing", "median", "ramp"
REFERENCES = (NOTHING, MEDIAN, RAMP)
DEVIATIONS = 2.0  # robust standard deviations (Barra et al. 2017 take two plain ones)
_BISQUARE = 4.685  # of Tukey's weights: 95 % efficient where nothing moves
_ROUNDS = 50
_FEWEST = 10  # targets of a ramp: a plane through fewer follows their own motion
PAPER_MM_YR = 10.0  # stability threshold of Liang et al. (2023), where nothing can be proposed

Floats = NDArray[np.float64]


def robust_deviation(values: Floats) -> float:
    """1.4826 times the median absolute deviation from the median: the standard deviation, where it is normal."""
    return 1.4826 * float(np.median(np.abs(values - np.median(values))))


def proposed_stability(velocity: Floats) -> tuple[float, str]:
    """Stability threshold in mm/yr, and why: two robust standard deviations of all velocities (n,), to two digits.

    Where more than half of them are equal, which makes the robust deviation 0, the plain one takes its place; where all
    are, 10 mm/yr, as Liang et al. (2023).
    """
    rounding = 1e-13 * float(np.abs(velocity).max())
    choices = {
        "two robust standard deviations": robust_deviation(velocity),
        "two standard deviations": float(velocity.std()),
    }
    for name, deviation in choices.items():
        if deviation > rounding:
            return float(f"{DEVIATIONS * deviation:.2g}"), f"{name} of all velocities"
    return PAPER_MM_YR, "that of Liang et al. (2023), since all velocities are equal"


def regional_motion(x: Floats, y: Floats, velocity: Floats, reference: str) -> tuple[Floats, str]:
    """What the whole region moves by at each target, (n,) mm/yr, and a sentence for the log.

    The ramp (of orbits, of the atmosphere, of tectonics) is a plane fitted with Tukey's bisquare weights, so that
    landslides do not tilt it, as long as they are a minority; then the median of the rest is taken away with it. Of
    fewer than 10 targets only
    the median is: a plane through them would take their own motion away.

    Args:
        x, y: (n,) m.
        velocity: (n,) mm/yr, finite.
        reference: one of REFERENCES.
    """
    if reference == NOTHING:
        return np.zeros(len(velocity)), ""
    if reference == MEDIAN or len(velocity) < _FEWEST:
        median = float(np.median(velocity))
        why = "" if reference == MEDIAN else f" {len(velocity)} targets are too few for a ramp."
        return np.full(
            len(velocity), median
        ), f"The median of {median:.2f} mm/yr is taken away from the velocities.{why}"
    terms = np.column_stack([np.ones(len(x)), (x - x.mean()) / 1000.0, (y - y.mean()) / 1000.0])
    plane = _robust_plane(terms, velocity)
    motion = terms @ plane
    motion += float(np.median(velocity - motion))
    text = (
        f"A regional ramp of {plane[1]:+.3f} mm/yr per km to the east and {plane[2]:+.3f} to the north, "
        f"{np.ptp(motion):.2f} mm/yr"
        " across the targets, is taken away from the velocities, with the median."
    )
    return motion, text


def _robust_plane(terms: Floats, values: Floats) -> Floats:
    """Coefficients (3,) by iteratively reweighted least squares; a plane that the positions cannot tell stays level."""
    plane = np.array([float(np.median(values)), 0.0, 0.0])
    for _ in range(_ROUNDS):
        rest = values - terms @ plane
        scale = _BISQUARE * robust_deviation(rest)
        weights = (
            np.maximum(0.0, 1.0 - (rest / scale) ** 2) if scale > 0 else (rest == 0).astype(float)
        )  # root of Tukey's
        new = np.linalg.lstsq(terms * weights[:, None], values * weights, rcond=1e-9)[0]
        if np.allclose(new, plane, rtol=1e-9, atol=1e-9):
            break
        plane = new
    return plane
