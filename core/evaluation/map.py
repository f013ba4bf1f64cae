"""The picture of an evaluation, and its layer: each reference and predicted area, matched or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.distances import segments
from ..base.progress import Progress, Silent
from ..base.translation import tr
from ..display.plot_font import readable
from ..display.report import new_figure
from ..gis.vector import Column, write_polygons
from .evaluation import Evaluation

ALIASES = {
    "source": tr("reference or predicted"),
    "result": tr("matched, missed or false"),
    "iou": tr("best overlap as intersection over union"),
    "partner": tr("number of the matched area, of the other source"),
    "number": tr("number of the area in its own source"),
    "area_m2": tr("scored area (m²)"),
    "distance_m": tr("mean distance of the outlines (m)"),
    "hausdorff95_m": tr("95 % Hausdorff distance of the outlines (m)"),
}

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure

MATCHED, MISSED, PREDICTED, FALSE = "#1a9850", "#2166ff", "#ff9500", "#e31a1c"
UNSEEN = "#d5e2ee"
LISTED = 200  # reference areas with a number in the map and a row in the table


@readable
def map_figure(evaluation: Evaluation) -> Figure | None:
    """Outlines over the probability; None where matplotlib is not installed."""
    west, east, south, north = evaluation.frame.GetEnvelope()
    figure = new_figure(9.0, float(np.clip(9.0 * (north - south) / (east - west), 3.0, 11.0)))
    if figure is None:
        return None
    axes = figure.add_subplot()
    left, low, right, high = evaluation.bounds
    if np.isfinite(evaluation.picture).any():
        shown = axes.imshow(evaluation.picture, extent=(left, right, low, high), cmap=_greys(), vmin=0, vmax=1)
        axes.set_facecolor(UNSEEN)
        figure.colorbar(shown, ax=axes, shrink=0.4, label=tr("probability (bluish: not observable)"))
    _draw(axes, [evaluation.frame], "#777777", "--", tr("scored ground"))
    right_ones, taken = set(evaluation.matches.reference.tolist()), set(evaluation.matches.predicted.tolist())
    reference, predicted = list(enumerate(evaluation.reference)), list(enumerate(evaluation.predicted))
    _draw(axes, [shape for index, shape in reference if index in right_ones], MATCHED, "-", tr("reference, matched"))
    _draw(axes, [shape for index, shape in reference if index not in right_ones], MISSED, "-", tr("reference, missed"))
    _draw(axes, [shape for index, shape in predicted if index in taken], PREDICTED, "-", tr("predicted, matched"))
    _draw(axes, [shape for index, shape in predicted if index not in taken], FALSE, "-", tr("predicted, false"))
    _number_areas(axes, evaluation)
    axes.set(xlim=(west, east), ylim=(south, north), aspect="equal", xlabel=tr("east (m)"), ylabel=tr("north (m)"))
    axes.ticklabel_format(useOffset=False, style="plain")
    axes.tick_params(labelsize=7)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncol=3, fontsize=8, frameon=False)
    return figure


def listed(evaluation: Evaluation) -> list[int]:
    """Indices of the reference areas that map and table tell one by one: the largest, in falling order."""
    areas = [shape.GetArea() for shape in evaluation.reference]
    return sorted(range(len(areas)), key=lambda index: -areas[index])[:LISTED]


def _number_areas(axes: Axes, evaluation: Evaluation) -> None:
    """Write the numbers of the table beside the areas: reference above on the left, predicted below on the right."""
    from matplotlib.patheffects import withStroke

    own = listed(evaluation)
    found, partner = set(evaluation.matches.reference.tolist()), evaluation.pairs.best(len(evaluation.reference))[1]
    partners = [int(partner[index]) for index in own if partner[index] >= 0]
    matched = set(evaluation.matches.predicted.tolist())
    labels = [
        (evaluation.reference[index], evaluation.reference_number[index], MATCHED if index in found else MISSED, True)
        for index in own
    ]
    labels += [
        (
            evaluation.predicted[index],
            evaluation.predicted_number[index],
            PREDICTED if index in matched else FALSE,
            False,
        )
        for index in dict.fromkeys(partners)
    ]
    for shape, number, colour, above in labels:
        west, east, south, north = shape.GetEnvelope()
        axes.annotate(
            str(int(number) + 1),
            (west, north) if above else (east, south),
            color=colour,
            fontsize=7,
            ha="right" if above else "left",
            va="bottom" if above else "top",
            path_effects=[withStroke(linewidth=2, foreground="white")],
            annotation_clip=True,
        )


def _greys() -> LinearSegmentedColormap:
    """White to a grey on which dark lines can still be seen."""
    from matplotlib import colormaps
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("probability", colormaps["Greys"](np.linspace(0.0, 0.77, 64)))


def _draw(axes: Axes, shapes: Sequence[ogr.Geometry], colour: str, style: str, label: str) -> None:
    """Draw outlines; the legend has an entry for them even where there are none."""
    from matplotlib.collections import LineCollection

    lines = np.vstack([segments(shape) for shape in shapes]) if shapes else np.empty((0, 4))
    axes.add_collection(
        LineCollection(list(lines.reshape(-1, 2, 2)), colors=colour, linewidths=1.3, linestyles=style, label=label)
    )


def write_matches(path: str, evaluation: Evaluation, crs: str, progress: Progress = Silent()) -> None:
    """Write each scored area with its result: matched, missed or false.

    Raises:
        OutputError: no permission, disk full.
    """
    matches, count = evaluation.matches, len(evaluation.reference)
    shapes = [*evaluation.reference, *evaluation.predicted]
    iou, partner = evaluation.pairs.best(count)
    iou_predicted, partner_predicted = evaluation.pairs.best(len(evaluation.predicted), predicted=True)
    result = np.array(["missed"] * count + ["false"] * len(evaluation.predicted), dtype=object)
    distances = np.full((len(shapes), 2), np.nan)
    for first, second, distance in zip(matches.reference, matches.predicted, evaluation.distances):
        for index in (int(first), count + int(second)):
            result[index] = "matched"
            distances[index] = distance.mean_m, distance.hausdorff95_m
    partners = [_number(evaluation.predicted_number, index) for index in partner]
    partners += [_number(evaluation.reference_number, index) for index in partner_predicted]
    values: dict[str, object] = {
        "source": np.array(["reference"] * count + ["predicted"] * len(evaluation.predicted), dtype=object),
        "result": result,
        "iou": np.concatenate([iou, iou_predicted]),
        "partner": np.array(partners, dtype=np.int64),
        "number": np.concatenate([evaluation.reference_number, evaluation.predicted_number]).astype(np.int64) + 1,
        "area_m2": np.array([shape.GetArea() for shape in shapes], float),
        "distance_m": distances[:, 0],
        "hausdorff95_m": distances[:, 1],
    }
    columns = [Column(name, np.asarray(array), ALIASES[name]) for name, array in values.items()]
    write_polygons(path, "matches", crs, [bytes(shape.ExportToWkb()) for shape in shapes], columns, progress)


def _number(numbers: NDArray[np.intp], index: int) -> int:
    """Number of an area in its own layer, from 1; 0 for none."""
    return int(numbers[index]) + 1 if index >= 0 else 0
