"""What is taken away from the velocities before the statistic, and from which velocity on ground moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from ..files.columns import let_go, pieces

AUTO, NOTHING, MEDIAN, STABLE, RAMP = "auto", "nothing", "median", "stable", "ramp"
REFERENCES = (AUTO, NOTHING, MEDIAN, STABLE, RAMP)
DEVIATIONS = 2.0  # robust standard deviations (Barra et al. 2017 take two plain ones)
NOISE_SHARE = 0.25  # of the stable ground's spread: a smaller offset is noise
PAPER_MM_YR = 10.0  # stability threshold of Liang et al. (2023), where nothing can be proposed
_TILTED = 4.0  # spreads that a plane rises across the targets: more than from one stability threshold to the other
_BISQUARE = 4.685  # of Tukey's weights: 95 % efficient where nothing moves
_ROUNDS = 50
_FEWEST = 10  # targets of a ramp: a plane through fewer follows their own motion
_FEWEST_OF_PEAK = 100  # targets of a peak: with fewer it is an accident
_OUTSIDE = 3.0  # spreads of the stable ground between its peak and the median, from which on the median is moving
_WIDER = 3.5  # times the stable ground's spread, from which on the deviation of all velocities is that of the motion
_PEAK = 0.4  # of the highest peak of the velocities' density: lower ones are no ground of their own
_BINS = 1024
_QUARTILE = 0.6745  # half of normal values lie within so many deviations

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StableGround:
    """How the ground that does not move shows in the velocities.

    Args:
        level: its velocity, mm/yr: the reference point's own motion, or a shift of the whole product.
        spread: its robust standard deviation, mm/yr.
        by_peak: whether half of the targets or more move, so that `level` is a peak and not the median.
    """

    level: float
    spread: float
    by_peak: bool = False


def robust_deviation(values: Floats, overwrite: bool = False) -> float:
    """1.4826 times the median absolute deviation from the median: the standard deviation, where it is normal.

    Values (n,) that nobody needs any more may be overwritten, which saves their memory once more.
    """
    let_go()
    middle = np.median(values)
    off = np.subtract(values, middle, out=values if overwrite else None)
    let_go()
    np.abs(off, out=off)
    return 1.4826 * float(np.median(off, overwrite_input=True))


def stable_ground(velocity: Floats) -> StableGround:
    """Level and spread of the stable ground: median and robust deviation of all velocities (n,), in mm/yr.

    Where half of the ground or more moves, the two are those of the motion. The stable ground is then the peak of
    the velocities' density that is nearest to 0 (producers refer their velocities to ground that they think stable),
    and its spread that of the side of the peak that the median is not on, where hardly any moving targets are. This
    holds where the median is farther from 0 than the peak and lies more than three such spreads off it, or where the
    deviation of all is 3.5 times as large.
    """
    let_go()
    middle, spread = float(np.median(velocity)), robust_deviation(velocity)
    if len(velocity) >= _FEWEST_OF_PEAK and spread > 0:
        level = _nearest_peak(velocity, spread)
        side = velocity - level if level >= middle else level - velocity  # positive: away from the median
        lighter = side[side > 0]
        del side
        let_go()
        calm = float(np.median(lighter, overwrite_input=True)) / _QUARTILE if len(lighter) >= _FEWEST else spread
        moving = abs(middle - level) > _OUTSIDE * calm or spread > _WIDER * calm
        if moving and abs(level) < abs(middle):
            return StableGround(level, calm, True)
    if spread <= 1e-13 * float(max(velocity.max(), -velocity.min())):  # more than half are equal
        spread = float(velocity.std())
    return StableGround(middle, spread)


def _nearest_peak(velocity: Floats, spread: float) -> float:
    """The peak of the density of velocities that is nearest to 0; low ones, below 0.4 of the highest, do not count."""
    low, high = np.quantile(velocity, [0.005, 0.995])
    counts, edges = np.histogram(velocity, _BINS, (min(low, -spread), max(high, spread)))
    width = edges[1] - edges[0]
    smoothed = gaussian_filter1d(counts.astype(float), max(spread * len(velocity) ** -0.2 / width, 1.0))
    inner = smoothed[1:-1]
    peaks = np.flatnonzero((inner >= smoothed[:-2]) & (inner > smoothed[2:]) & (inner >= _PEAK * smoothed.max())) + 1
    centres = (edges[:-1] + edges[1:]) / 2.0
    places = centres[peaks] if len(peaks) else centres[[int(smoothed.argmax())]]
    return float(places[np.argmin(np.abs(places))])


def proposed_stability(velocity: Floats) -> tuple[float, str]:
    """Stability threshold in mm/yr, and why: two robust standard deviations of all velocities (n,), to two digits.

    Where half of the ground or more moves, those of the stable ground. Where more than half of the velocities are
    equal, which makes the robust deviation 0, the plain one takes its place; where all are, 10 mm/yr, as Liang et al.
    (2023).
    """
    rounding = 1e-13 * float(max(velocity.max(), -velocity.min()))
    ground = stable_ground(velocity)
    robust = robust_deviation(velocity)
    choices = {
        "two robust standard deviations of all velocities": robust,
        "two standard deviations of all velocities": float(velocity.std()),
    }
    if ground.by_peak:
        why = "two robust standard deviations of the stable ground, since half of the targets or more move"
        choices = {why: ground.spread}
    for name, deviation in choices.items():
        if deviation > rounding:
            return float(f"{DEVIATIONS * deviation:.2g}"), name
    return PAPER_MM_YR, "that of Liang et al. (2023), since all velocities are equal"


def regional_motion(x: Floats, y: Floats, velocity: Floats, reference: str) -> tuple[Floats, str]:
    """What the whole region moves by at each target, (n,) mm/yr, and a sentence for the log.

    `auto` takes the level of the stable ground away where it is more than noise. The ramp (of orbits, of the
    atmosphere, of tectonics) is a plane fitted with Tukey's bisquare weights, so that landslides do not tilt it, as
    long as they are a minority; then the median of the rest is taken away with it. With fewer than 10 targets only
    the median is taken away: a plane through them would take their own motion away.

    Args:
        x, y: (n,) m.
        velocity: (n,) mm/yr, finite.
        reference: one of REFERENCES.
    """
    if reference == NOTHING:
        return np.broadcast_to(0.0, len(velocity)), ""
    if reference in (AUTO, STABLE):
        return _level(velocity, reference == STABLE)
    if reference == MEDIAN or len(velocity) < _FEWEST:
        median = float(np.median(velocity))
        why = "" if reference == MEDIAN else f" {len(velocity)} targets are too few for a ramp."
        text = f"The median of {median:.2f} mm/yr is taken away from the velocities.{why}"
        return np.broadcast_to(median, len(velocity)), text
    motion, plane = _ramp(x, y, velocity)
    text = (
        f"A regional ramp of {plane[1]:+.3f} mm/yr per km to the east and {plane[2]:+.3f} to the north, "
        f"{np.ptp(motion):.2f} mm/yr"
        " across the targets, is taken away from the velocities, with the median."
    )
    return motion, text


def offset_warnings(x: Floats, y: Floats, velocity: Floats) -> list[str]:
    """Sentences on an offset and on a tilt of the velocities that are judged; empty where there is neither.

    Args:
        x, y: (n,) m.
        velocity: (n,) mm/yr, after a regional motion was taken away.
    """
    found = level_warnings(velocity)
    ground = stable_ground(velocity)
    if len(velocity) >= _FEWEST and ground.spread > 0:
        motion, _ = _ramp(x, y, velocity)
        rise, left = float(np.ptp(motion)), robust_deviation(np.subtract(velocity, motion, out=motion), True)
        if rise > _TILTED * left:
            found.append(
                f"The velocities are tilted: a plane rises by {rise:.2f} mm/yr across the targets, and without it "
                f"their robust standard deviation would be {left:.2f} instead of {ground.spread:.2f} mm/yr. If the "
                "ground does not tilt (errors of orbits or of the atmosphere do), choose ramp as the regional motion "
                "that is taken away."
            )
    return found


def level_warnings(velocity: Floats) -> list[str]:
    """A sentence on an offset of velocities (n,), mm/yr; none where there is no offset."""
    ground = stable_ground(velocity)
    found = []
    known = ground.spread > 1e-12 * abs(ground.level)  # 0 but for rounding where all velocities are equal
    if known and abs(ground.level) > NOISE_SHARE * ground.spread:
        moving = 100.0 * np.mean(np.abs(velocity) > DEVIATIONS * ground.spread)
        found.append(
            f"The velocities have an offset: the stable ground moves at {ground.level:.2f} mm/yr, with a robust "
            f"standard deviation of {ground.spread:.2f}. With it {moving:.0f} % of the targets are faster than two of "
            "those deviations. Choose auto as the regional motion that is taken away."
        )
    return found


def _level(velocity: Floats, always: bool) -> tuple[Floats, str]:
    """The stable ground's level at each target, and a sentence; zeros where it is noise."""
    ground = stable_ground(velocity)
    kind = "peak of the stable ground (half of the targets or more move)" if ground.by_peak else "median"
    found = f"{kind} is {ground.level:.2f} mm/yr, the robust standard deviation {ground.spread:.2f}"
    if not always and abs(ground.level) <= NOISE_SHARE * ground.spread:
        text = f"Offset of the velocities: the {found}. That is noise: nothing is taken away."
        return np.broadcast_to(0.0, len(velocity)), text
    return (
        np.broadcast_to(ground.level, len(velocity)),
        f"Offset of the velocities: the {found}. The {ground.level:.2f} mm/yr are taken away from all velocities.",
    )


def _ramp(x: Floats, y: Floats, velocity: Floats) -> tuple[Floats, Floats]:
    """The robust plane at each target (n,), with the median of the rest, in mm/yr, and its coefficients (3,)."""
    middle_x = float(x.mean())
    let_go()
    middle = middle_x, float(y.mean())
    let_go()
    plane = _robust_plane(x, y, middle, velocity)
    motion = _along(plane, x, y, middle)
    rest = velocity - motion
    let_go()
    motion += float(np.median(rest, overwrite_input=True))
    return motion, plane


def _along(plane: Floats, x: Floats, y: Floats, middle: tuple[float, float]) -> Floats:
    """Height of a plane at places (n,)."""
    motion = np.empty(len(x))
    for part in pieces(len(x)):
        motion[part] = _height(plane, x[part], y[part], middle)
    return motion


def _height(plane: Floats, x: Floats, y: Floats, middle: tuple[float, float]) -> Floats:
    """The same of so few places that they are looked at together."""
    motion = np.full(len(x), plane[0])
    for slope, axis, centre in zip(plane[1:], (x, y), middle):
        motion += (axis - centre) * (slope / 1000.0)
    return motion


def _robust_plane(x: Floats, y: Floats, middle: tuple[float, float], values: Floats) -> Floats:
    """Coefficients (3,) by iteratively reweighted least squares; a plane that the positions cannot tell stays level.

    The triangle of a QR decomposition, made piece by piece, has the same least squares as all targets.
    """
    plane = np.array([float(np.median(values)), 0.0, 0.0])
    let_go()
    for _ in range(_ROUNDS):
        rest = _along(plane, x, y, middle)
        np.subtract(values, rest, out=rest)
        let_go()
        scale = _BISQUARE * robust_deviation(rest, True)
        del rest
        triangle = np.zeros((0, 4))
        for part in pieces(len(x)):
            off = values[part] - _height(plane, x[part], y[part], middle)
            weights = np.maximum(0.0, 1.0 - (off / scale) ** 2) if scale > 0 else (off == 0).astype(float)  # their root
            east, north = ((axis[part] - centre) / 1000.0 for axis, centre in zip((x, y), middle))
            terms = np.column_stack([np.ones(len(off)), east, north, values[part]]) * weights[:, None]
            triangle = np.asarray(np.linalg.qr(np.vstack([triangle, terms]), mode="r"), np.float64)
        new = np.linalg.lstsq(triangle[:, :3], triangle[:, 3], rcond=1e-9)[0]
        if np.allclose(new, plane, rtol=1e-9, atol=1e-9):
            break
        plane = new
    return plane
