"""What the targets of an area say: how fast, which way, where in the area most, and how it ends at its rim."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..areas.distances import distances_to
from ..areas.motion import ENOUGH_TARGETS
from ..products.ground_motion import EAST, SLOPE, UP, by_orbit
from ..targets.targets import Targets
from .ground import Ground
from .outline import Outline

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
NEAR_M, FAR_M = 80.0, 250.0  # rings around an area
_RIM_M = 50.0  # on both sides of an outline
FEWEST = 4  # targets of an area of which anything is said
_SEEN = 0.2  # |C| below which a velocity says nothing of the motion down the slope
_TO_DEVIATION = 1.4826


class Velocities:
    """Targets, and what is still ground for all areas.

    Args:
        targets: in the CRS of the areas.
        inside: indices of the targets of each area.
        look: unit vector to the satellite (3,), or None where it is not known.
    """

    def __init__(self, targets: Targets, inside: list[Indices], look: Floats | None = None) -> None:
        self.targets, self.look = targets, look
        self._free = np.ones(len(targets), bool)
        self._free[np.concatenate([np.zeros(0, np.intp), *inside])] = False
        still = targets.velocity[self._free] if self._free.sum() > 30 else targets.velocity
        middle = float(np.median(still)) if len(still) else 0.0
        self.noise = max(_TO_DEVIATION * float(np.median(np.abs(still - middle))) if len(still) else 1.0, 0.1)
        self.velocity = targets.velocity - middle
        self._orbits = {label: values - np.nanmedian(values) for label, values in by_orbit(targets.more).items()}
        self._order = np.argsort(targets.x, kind="stable")
        self._sorted = targets.x[self._order]

    def values(self, outline: Outline, here: Indices, ground: Ground | None) -> dict[str, float]:
        """Features of one area's motion; those that need targets are missing where it has too few."""
        if len(here) < FEWEST:
            return {}
        middle = float(np.median(self.velocity[here]))
        velocity = _calmed(self.velocity[here], self.noise)
        places = np.column_stack([self.targets.x[here], self.targets.y[here]])
        depth = distances_to(places, outline.pieces)
        ring, distance = self._beside(outline)
        made = {
            "speed": float(np.log10(max(abs(middle), 0.1))),
            "signal": abs(middle) / self.noise,
            "way": float(np.sign(middle)),
            "one_way": abs(float(velocity.sum())) / max(float(np.abs(velocity).sum()), 1e-9),
            "uneven": float(velocity.std()) / max(abs(middle), 1e-9),
            "spread": float(velocity.std()) / self.noise,
            "inner": _correlation(velocity * np.sign(middle), depth),
            "edge": _ratio(self.velocity[ring[distance <= NEAR_M]], middle),
            "beyond": _ratio(self.velocity[ring[distance > NEAR_M]], middle),
            "targets": float(np.log10(len(here))),
            "denser": self._denser(outline, len(here), len(ring)),
            "coherence": self._coherence(here, ring),
        }
        made["sharp"] = _step(velocity, depth, self.velocity[ring], distance, middle)
        made["scatter"] = _TO_DEVIATION * float(np.median(np.abs(velocity - middle))) / self.noise
        made.update(_course(velocity / (middle or 1.0), places, depth, ground))
        made.update(self._down(here, ground))
        made.update(self._two_ways(here, places, ground))
        return made

    def _beside(self, outline: Outline) -> tuple[Indices, Floats]:
        """Targets of no area that lie within FAR_M of this one, and their distances."""
        west, south, east, north = outline.box
        first, last = np.searchsorted(self._sorted, [west - FAR_M, east + FAR_M])
        near = self._order[first:last]
        near = near[self._free[near]]
        y = self.targets.y[near]
        near = near[(y >= south - FAR_M) & (y <= north + FAR_M)]
        distance = distances_to(np.column_stack([self.targets.x[near], self.targets.y[near]]), outline.pieces)
        close = distance <= FAR_M
        return near[close], distance[close]

    def _denser(self, outline: Outline, inside: int, beside: int) -> float:
        """Logarithm of the density of targets in the area over that around it."""
        around = float(np.hypot(*(outline.pieces[:, 2:] - outline.pieces[:, :2]).T).sum())
        ring_m2 = around * FAR_M + np.pi * FAR_M**2
        return float(np.log10((inside + 1.0) / outline.area_m2 * ring_m2 / (beside + 1.0)))

    def _coherence(self, here: Indices, ring: Indices) -> float:
        coherence = self.targets.coherence
        inside, beside = (coherence[one][np.isfinite(coherence[one])] for one in (here, ring))
        return float(np.median(inside) - np.median(beside)) if len(inside) and len(beside) else np.nan

    def _down(self, here: Indices, ground: Ground | None) -> dict[str, float]:
        """Does the motion go down the slope? Shares of the line of sight from the radar's look."""
        look = self._looks(here)
        if ground is None or look is None:
            return self._along_slope(here)
        downhill = np.column_stack(ground.downhill_at(self.targets.x[here], self.targets.y[here]))
        seen = (downhill * look).sum(axis=1)
        usable = np.abs(seen) >= _SEEN
        if usable.sum() < ENOUGH_TARGETS:
            return {}
        velocity = _calmed(self.velocity[here][usable], self.noise)
        down, share = velocity / seen[usable], seen[usable]
        middle = float(np.median(down))
        plug, slope = float(((velocity - np.median(velocity)) ** 2).mean()), _left(velocity, share)
        return {
            "agrees": float((down > 0).mean()),
            "down_speed": float(np.sign(middle) * np.log10(1.0 + abs(middle))),
            "down_uneven": float(_TO_DEVIATION * np.median(np.abs(down - middle))) / max(abs(middle), 1.0),
            "seen": float(np.abs(np.median(share))),
            "slope_fits": float(np.log10((plug + self.noise**2) / (slope + self.noise**2))),
        }

    def _along_slope(self, here: Indices) -> dict[str, float]:
        """The same from the velocity down the slope that two orbits gave, where the targets have it."""
        found = self.targets.more.get(SLOPE)
        down = np.zeros(0) if found is None else np.asarray(found, np.float64)[here]
        down = down[np.isfinite(down)]
        if len(down) < ENOUGH_TARGETS:
            return {}
        middle = float(np.median(down))
        return {
            "agrees": float((down > 0).mean()),
            "down_speed": float(np.sign(middle) * np.log10(1.0 + abs(middle))),
            "down_uneven": float(_TO_DEVIATION * np.median(np.abs(down - middle))) / max(abs(middle), 1.0),
        }

    def _looks(self, here: Indices) -> Floats | None:
        fields = [self.targets.more.get(name) for name in ("los_east", "los_north", "los_up")]
        if all(field is not None and np.isfinite(field[here]).all() for field in fields):
            return np.column_stack([np.asarray(field[here], np.float64) for field in fields if field is not None])
        return self.look

    def _two_ways(self, here: Indices, places: Floats, ground: Ground | None) -> dict[str, float]:
        """What two orbits say: is the motion upright, downhill or inwards, and do both see it?"""
        more = self.targets.more
        made: dict[str, float] = {}
        if EAST in more and UP in more:
            east, up = (np.asarray(more[name], np.float64)[here] for name in (EAST, UP))
            known = np.isfinite(east) & np.isfinite(up)
            if known.sum() >= ENOUGH_TARGETS:
                made = _ground_motion(_calmed(east[known], self.noise), _calmed(up[known], self.noise), places[known])
                if ground is not None:
                    made.update(_follows(east[known], up[known], ground.downhill_at(*places[known].T)))
        middles = [float(np.nanmedian(one[here])) for one in self._orbits.values() if np.isfinite(one[here]).any()]
        if len(middles) > 1:
            low, high = sorted(middles, key=abs)[:: len(middles) - 1]
            made["both_orbits"] = low / high if high else 0.0
        return made


def _calmed(values: Floats, noise: float) -> Floats:
    """Values of an area, those of single wrong targets drawn in to three deviations from their median."""
    middle = float(np.median(values))
    reach = 3.0 * max(_TO_DEVIATION * float(np.median(np.abs(values - middle))), noise)
    return np.clip(values, middle - reach, middle + reach)


def _ground_motion(east: Floats, up: Floats, places: Floats) -> dict[str, float]:
    """How upright a motion is, which way up it goes, and whether it points inwards along east and west."""
    sideways, upright = float(np.median(east)), float(np.median(up))
    offset = places[:, 0] - places[:, 0].mean()
    level = east - sideways
    strength = float(np.sqrt((offset**2).sum() * (level**2).sum()))
    return {
        "upright": float(np.arctan2(upright, abs(sideways)) / (np.pi / 2)),
        "inwards": -float(offset @ level) / strength if strength else 0.0,
    }


def _follows(east: Floats, up: Floats, downhill: tuple[Floats, Floats, Floats]) -> dict[str, float]:
    """How far the motion in the plane of east and up goes the way of the slope there."""
    fall, drop = downhill[0], downhill[2]
    usable = np.isfinite(fall) & (np.abs(fall) > _SEEN)
    if usable.sum() < ENOUGH_TARGETS:
        return {}
    east, up, fall, drop = (one[usable] for one in (east, up, fall, drop))
    lengths = np.hypot(east, up) * np.hypot(fall, drop)
    return {
        "east_downhill": float((east * fall > 0).mean()),
        "along_slope": float(np.median((east * fall + up * drop) / np.maximum(lengths, 1e-9))),
    }


def _left(velocity: Floats, share: Floats) -> float:
    """Mean square that is left of velocities after the best motion down the slope."""
    speed = float((velocity * share).sum() / max(float((share**2).sum()), 1e-9))
    return float(((velocity - speed * share) ** 2).mean())


def _course(speed: Floats, places: Floats, depth: Floats, ground: Ground | None) -> dict[str, float]:
    """Where in the area the motion is strongest: in the middle, or towards one end of the slope.

    Args:
        speed: (n,) velocities over their median.
        places: (n, 2).
        depth: (n,) distance from the rim.
        ground: of the area.
    """
    deep = depth >= np.median(depth)
    outer = float(np.median(speed[~deep])) if (~deep).any() else np.nan
    made = {"profile": float(np.clip(np.median(speed[deep]) - outer, -3.0, 3.0))}
    if ground is not None and np.isfinite(ground.down).all():
        along = (places - places.mean(axis=0)) @ ground.down
        made["upper"] = -_correlation(speed, along)
    return made


def _step(velocity: Floats, depth: Floats, outside: Floats, distance: Floats, middle: float) -> float:
    """Share of the area's motion that ends within 50 m on both sides of the outline; NaN for too few targets there."""
    inner, outer = velocity[depth <= _RIM_M], outside[distance <= _RIM_M]
    if len(inner) < 2 or len(outer) < 2 or not middle:
        return np.nan
    return float(np.clip((np.median(inner) - np.median(outer)) / middle, -1.0, 2.0))


def _correlation(one: Floats, other: Floats) -> float:
    """Correlation, -1..1; NaN for fewer than four values."""
    if len(one) < 4 or not one.std() or not other.std():
        return np.nan
    return float(np.corrcoef(one, other)[0, 1])


def _ratio(outside: Floats, middle: float) -> float:
    """How much of the area's motion goes on outside, -1..1.5; NaN for too few targets there."""
    if len(outside) < ENOUGH_TARGETS or not middle:
        return np.nan
    return float(np.clip(np.median(outside) / middle, -1.0, 1.5))
