"""Pictures of the report: the network, the noise of the scenes, maps of velocity and of its error."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from ..display.plot_font import readable
from ..display.report import new_figure
from ..phases.places import Places

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Floats = NDArray[np.float64]
_MOST_CELLS = 700  # of a side of a map


@readable
def baseline_plot(
    dates: list[date],
    baselines: Floats,
    pairs: NDArray[np.int64],
    bridges: NDArray[np.int64],
    dropped: NDArray[np.int64],
) -> Figure | None:
    """Scenes as dots at their baselines, pairs as lines; bridges red, dropped pairs dotted.

    Args:
        dates: (n,) of all scenes.
        baselines: (n,) m; NaN: drawn at 0.
        pairs: (m, 2) used ones.
        bridges: (b, 2) those that no triangle checks.
        dropped: (d, 2) left out.
    """
    figure = new_figure(8.5, 4.2)
    if figure is None:
        return None
    axes = figure.subplots()
    height = np.nan_to_num(baselines)
    for group, style in (
        (dropped, {"color": "#bbbbbb", "lw": 0.6, "ls": ":"}),
        (pairs, {"color": "#4477aa", "lw": 0.9}),
    ):
        for i, j in group:
            axes.plot([dates[i], dates[j]], height[[i, j]], **style)
    for number, (i, j) in enumerate(bridges):
        label = tr("in no triangle") if number == 0 else None
        axes.plot([dates[i], dates[j]], height[[i, j]], color="#cc3311", lw=1.6, label=label)
    axes.plot(dates, height, "o", color="#222222", ms=4)
    axes.set_ylabel(tr("perpendicular baseline (m)"))
    axes.grid(alpha=0.3)
    if len(bridges):
        axes.legend(loc="best")
    axes.tick_params(axis="x", labelrotation=30)
    return figure


@readable
def scene_noise_plot(dates: list[date], deviation: Floats) -> Figure | None:
    """Standard deviation of what varies from scene to scene (n,) mm."""
    figure = new_figure(8.5, 2.6)
    if figure is None:
        return None
    axes = figure.subplots()
    axes.bar(dates, deviation, width=6, color="#4477aa")
    axes.set_ylabel(tr("noise of the scene (mm)"))
    axes.grid(axis="y", alpha=0.3)
    axes.tick_params(axis="x", labelrotation=30)
    return figure


@readable
def target_map(places: Places, values: Floats, label: str, signed: bool) -> Figure | None:
    """Values (n,) of targets on their cells; signed ones with white in the middle."""
    figure = new_figure(8.5, 5.2)
    if figure is None:
        return None
    step = max(1, -(-max(places.shape) // _MOST_CELLS))
    shape = (-(-places.shape[0] // step), -(-places.shape[1] // step))
    total, count = np.zeros(shape), np.zeros(shape)
    np.add.at(total, (places.row // step, places.column // step), np.nan_to_num(values))
    np.add.at(count, (places.row // step, places.column // step), np.isfinite(values).astype(float))
    grid = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    limit = max(float(np.nanquantile(np.abs(values), 0.99)), 1e-6)
    axes = figure.subplots()
    image = axes.imshow(
        grid,
        cmap="RdBu" if signed else "viridis",
        vmin=-limit if signed else 0,
        vmax=limit,
        aspect=places.cell_m[0] / places.cell_m[1],
        interpolation="nearest",
    )
    axes.set_facecolor("#dddddd")
    axes.set_xticks([])
    axes.set_yticks([])
    figure.colorbar(image, ax=axes, label=label, shrink=0.8)
    return figure
