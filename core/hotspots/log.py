"""What Hot Spot tells the geologist: what was read, how it moves, what stands out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull, QhullError

from ..base.grid import Grid
from ..base.progress import Progress
from ..files.columns import by_pieces, let_go, pieces
from ..gis.crs import crs_name
from ..products.kept_fields import EAST, LOS, NORTH, UP
from .gi_star import GiStar
from .reference import robust_deviation

_SAMPLED, _IN_A_STRIP = 10_000, 500_000  # targets that say where strips lie, and of a strip
Floats = NDArray[np.float64]


def say_targets(x: Floats, y: Floats, velocity: Floats, progress: Progress) -> None:
    """Number, density, and velocities of n targets; a warning where all velocities are equal."""
    area = hull_km2(x, y)
    density = f" on {area:.4g} km2 (their convex hull), {len(x) / area:.0f} targets/km2" if area > 0 else ""
    shared = len(x) - _count_places(x, y)
    same = f"; {shared} share their place with another one" if shared else ""
    progress.message(f"{len(x)} target{'' if len(x) == 1 else 's'}{density}{same}.")
    progress.message(
        f"Velocity: {velocity.mean():.2f} mm/yr on average, standard deviation {velocity.std():.2f}; median "
        f"{np.median(velocity):.2f},"
        f" robust standard deviation {robust_deviation(velocity):.2f}."
    )
    if velocity.std() <= 1e-13 * np.abs(velocity).max():
        progress.warning("All velocities are equal: z is 0 everywhere.")


def say_grid(grid: Grid, bandwidth_m: float, progress: Progress) -> None:
    """The grid; a warning where its cells are so large that targets fall between their centres."""
    progress.message(f"Grid: {grid.columns} x {grid.rows} cells of {grid.cell_m:g} m, {crs_name(grid.crs)}.")
    if bandwidth_m < grid.cell_m:
        progress.warning(
            f"The bandwidth of {bandwidth_m:g} m is smaller than a cell of {grid.cell_m:g} m: many targets reach "
            "no centre of a cell and do"
            " not show on the map. Choose a larger bandwidth, or smaller cells."
        )


def hull_km2(x: Floats, y: Floats) -> float:
    """Area of the convex hull of points (n,) m; 0 where they have none."""
    corners = np.zeros((0, 2))
    area = 0.0
    for part in pieces(len(x)):
        points = np.vstack([corners, np.column_stack([x[part], y[part]])])
        try:
            hull = ConvexHull(points)
            corners, area = points[hull.vertices], float(hull.volume)
        except (QhullError, ValueError):  # too few, or on one line
            corners = points
    return area / 1e6


def _count_places(x: Floats, y: Floats) -> int:
    """Number of different places among points (n,), strip by strip."""
    step, found = max(1, len(y) // _SAMPLED), 0
    bounds = np.unique(np.quantile(y[::step], np.linspace(0.0, 1.0, len(y) // _IN_A_STRIP + 2)[1:-1]))
    strip = by_pieces(lambda part: np.asarray(np.searchsorted(bounds, part), np.int16), y)
    for one in range(len(bounds) + 1):
        here = strip == one
        found += len(np.unique(x[here] + 1j * y[here]))
        let_go()
    return found


def say_stability(velocity: Floats, threshold: float, why: str, progress: Progress) -> None:
    """The stability threshold, why, and the share of targets beyond it."""
    share = 100.0 * np.mean(np.abs(velocity) > threshold)
    reason = f", {why}" if why else ""
    progress.message(
        f"Stability threshold: {threshold:g} mm/yr{reason}; {share:.1f} % of the targets are faster. No target is "
        "removed because of it."
    )
    if share == 0:
        progress.warning(f"No target is faster than {threshold:g} mm/yr: none counts as moving.")


_WAYS = {
    LOS: ("away from the satellite", "towards it"),
    UP: ("downwards", "upwards"),
    EAST: ("to the west", "to the east"),
    NORTH: ("to the south", "to the north"),
}


def say_scores(gi: GiStar, name: str, distance_m: float, fdr: bool, component: str, progress: Progress) -> None:
    """Neighbours, scores and their significance."""
    known = ~np.isnan(gi.z)
    progress.message(
        f"{name}: {gi.neighbours.mean():.1f} targets within {distance_m:g} m on average, including the target itself."
    )
    if not known.all():
        progress.message(f"{int((~known).sum())} targets have too few neighbours for a score: their score is null.")
    if not known.any():
        progress.warning(
            "No target has enough neighbours: all scores are null. Choose a larger distance band or fewer neighbours."
        )
        return
    if gi.correlation > 0:
        share = gi.correlation
        progress.message(
            f"On stable ground neighbouring targets share {100 * share:.0f} % of their noise: n of them count as "
            f"n / (1 + {share:.2f} (n - 1))."
        )
    cold, hot = (100.0 * np.mean(side[known]) for side in (gi.bins <= -2, gi.bins >= 2))
    away, towards = _WAYS[component]
    corrected = " after the false discovery rate" if fdr else ""
    progress.message(
        f"{cold + hot:.1f} % of the targets are significant at 95 %{corrected}: {cold:.1f} % {away}, "
        f"{hot:.1f} % {towards};"
        f" z from {gi.z[known].min():.1f} to {gi.z[known].max():.1f}."
    )
