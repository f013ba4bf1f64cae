"""What has changed, as a layer, as a table for an authority, and as a page."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from osgeo import ogr

from ..base.progress import Progress, Silent
from ..base.translation import tr
from ..display.plot_font import readable
from ..display.report import figure_png, heading, new_figure, notice, page, paragraph, table
from ..display.shown_words import shown
from ..display.styles import write_style
from ..files.outputs import together, write_text
from ..gis.vector import Column, write_polygons
from .change import Compared
from .data import CHANGES, COVERAGE, MODEL, NOT_COMPARABLE, ORBIT, SEASON, UNCHANGED, Change
from .fields import ALIASES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LAYER = "changes"
_FACTS: dict[str, Callable[[Change], object]] = {  # field -> its value
    "change": lambda one: one.kind,
    "speed_change": lambda one: one.speed_change or None,
    "reason": lambda one: one.reason or None,
    "before": lambda one: " ".join(map(str, one.areas[0])) or None,
    "after": lambda one: " ".join(map(str, one.areas[1])) or None,
    "area_before_m2": lambda one: _size(one, 0),
    "area_after_m2": lambda one: _size(one, 1),
    "edge_shift_m": lambda one: one.edge.shift,
    "edge_error_m": lambda one: one.edge.error,
    "edge_largest_m": lambda one: one.edge.largest,
    "edge_azimuth": lambda one: one.edge.azimuth,
    "moved_m": lambda one: one.edge.moved,
    "observed": lambda one: one.edge.seen,
    "v_before": lambda one: one.speed.before,
    "v_after": lambda one: one.speed.after,
    "speed_diff": lambda one: one.speed.difference,
    "speed_error": lambda one: one.speed.error,
    "n_before": lambda one: one.speed.targets[0],
    "n_after": lambda one: one.speed.targets[1],
    "p_before": lambda one: one.probability[0],
    "p_after": lambda one: one.probability[1],
}
_DECIMALS = {"area_before_m2": 0, "area_after_m2": 0, "edge_azimuth": 0, "p_before": 3, "p_after": 3, "observed": 3}
_REASONS = {
    COVERAGE: tr("too little of it was observed on one of the dates"),
    ORBIT: tr("seen from another orbit"),
    SEASON: tr("measured in another season"),
    MODEL: tr("drawn by another model"),
    "speed": tr("drawn on one date only, but its targets move on the other date too"),
    "threshold": tr("drawn on one date only, but the probability of the other date is not far below the threshold"),
}
COLOURS = dict(
    zip(CHANGES, ("#e31a1c", "#ff7f00", "#33a02c", "#6a3d9a", "#1f78b4", "#b15928", "#a6cee3", "#ffffff", "#969696"))
)


def _size(one: Change, date: int) -> float:
    """Of an area at one date, m2; NaN where nothing was drawn because that date did not see the ground."""
    unseen = one.kind == NOT_COMPARABLE and not one.area_m2[date]
    return np.nan if unseen else one.area_m2[date]


@dataclass(frozen=True)
class ChangeOutputs:
    """Paths of the layer, the page and the table; empty: not wanted."""

    areas: str
    report: str = ""
    table: str = ""


def change_columns(changes: Sequence[Change]) -> list[Column]:
    """Attributes of the layer."""
    made = []
    for name, value in _FACTS.items():
        values = [value(one) for one in changes]
        numbers = name not in ("change", "speed_change", "reason", "before", "after")
        kind = (np.int64 if name in ("n_before", "n_after") else np.float64) if numbers else object
        made.append(Column(name, np.array(values, kind), ALIASES[name], _DECIMALS.get(name, 2)))
    return made


def change_table(changes: Sequence[Change]) -> str:
    """The same as text with commas, one row for each area, with a header in words with units; empty: not known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = change_columns(changes)
    writer.writerow([tr("number"), *(column.alias for column in columns)])
    for number in range(len(changes)):
        writer.writerow([number + 1, *(_cell(column, number) for column in columns)])
    return text.getvalue()


def _cell(column: Column, row: int) -> object:
    value = np.asarray(column.values)[row]
    if isinstance(value, str):
        return " ".join(shown(word) for word in value.split()) if column.name == "reason" else shown(value)
    if value is None or value != value:  # noqa: PLR0124
        return ""
    return f"{value:.{column.decimals}f}" if isinstance(value, float) else int(value)


def write_changes(
    found: Compared,
    crs: str,
    outputs: ChangeOutputs,
    before: Sequence[bytes],
    progress: Progress = Silent(),
    synthetic: bool = False,
) -> None:
    """Write layer, page and table, or nothing.

    Args:
        found: what has changed.
        crs: of the areas.
        outputs: where to.
        before: areas of the first date, for the map.
        progress: of the layer.
        synthetic: an input says that it was invented.

    Raises:
        OutputError: one of them cannot be written.
    """
    changes = found.changes
    with together(outputs.areas, outputs.report, outputs.table):
        write_polygons(outputs.areas, LAYER, crs, [one.polygon for one in changes], change_columns(changes), progress)
        write_style(outputs.areas, "change")
        if outputs.table:
            write_text(outputs.table, "\ufeff" + change_table(changes))  # the mark tells spreadsheets that it is UTF-8
        if outputs.report:
            write_text(outputs.report, change_page(found, before, synthetic))


def change_page(found: Compared, before: Sequence[bytes], synthetic: bool = False) -> str:
    """The page: what has changed in numbers, on a map, and area by area."""
    changes = found.changes
    found_kinds = Counter(one.kind for one in changes)
    counts = {kind: found_kinds[kind] for kind in CHANGES if found_kinds[kind]}
    parts = [heading(tr("In short"))]
    if found.reasons:
        reasons = ", ".join(shown(reason) for reason in found.reasons)
        parts.append(notice(tr("The two dates cannot be compared: {reasons} differ.").format(reasons=reasons)))
    parts.append(table([tr("change"), tr("areas")], [[_with_reasons(kind, changes), counts[kind]] for kind in counts]))
    parts.append(paragraph(_how(found)))
    parts.append(figure_png(change_map(changes, before), tr("Grey: outlines before; coloured: what has changed.")))
    parts += [heading(tr("Area by area")), paragraph(_legend(changes)), table(*_rows(changes))]
    return page(tr("What has changed"), parts, synthetic)


def _with_reasons(kind: str, changes: Sequence[Change]) -> str:
    """A kind of change, and why areas are not comparable: not comparable (coverage 38, model 2)."""
    if kind != NOT_COMPARABLE:
        return shown(kind)
    reasons = Counter(word for one in changes if one.kind == kind for word in one.reason.split())
    said = ", ".join(f"{shown(word)} {count}" for word, count in reasons.most_common())
    return f"{shown(kind)} ({said})" if said else shown(kind)


def _how(found: Compared) -> str:
    said = tr(
        "A shift of an outline counts where it is larger than 2.6 standard deviations, which follow from how sharply "
        "the two probability maps fall at the outline, or from which targets near it move and which stand still. An "
        "area is not comparable where one date did not observe it."
    )
    if found.aligned is None:
        return said
    return (
        said
        + " "
        + tr(
            "Velocities were aligned on {pairs} targets of still ground: {offset} mm/yr were taken away from those "
            "after."
        ).format(pairs=found.aligned.pairs, offset=f"{found.aligned.offset:+.2f}")
    )


def _legend(changes: Sequence[Change]) -> str:
    """What stands in the columns, and the reasons that occur."""
    said = [tr("A shift is the mean along the outline, positive outwards; ± is one standard deviation.")]
    met = {word for one in changes for word in one.reason.split()}
    explained = [f"{shown(word)}: {text}" for word, text in _REASONS.items() if word in met]
    return " ".join([*said, *([tr("Reasons:") + " " + "; ".join(explained) + "."] if explained else [])])


def _rows(changes: Sequence[Change]) -> tuple[list[str], list[list[object]]]:
    """The areas that have changed first, then those that cannot be compared, then the others."""
    late = {NOT_COMPARABLE: 1, UNCHANGED: 2}
    order = sorted(range(len(changes)), key=lambda n: (late.get(changes[n].kind, 0), -max(changes[n].area_m2)))
    header = [tr("number"), tr("change"), tr("reason"), tr("area before (m²)"), tr("area after (m²)")]
    header += [tr("shift of the outline (m)"), tr("rise of the speed (mm/yr)")]
    rows: list[list[object]] = []
    for number in order:
        one = changes[number]
        both = one.speed_change not in ("", UNCHANGED, one.kind)  # the outline and the speed have changed
        kind = f"{shown(one.kind)}, {shown(one.speed_change)}" if both else shown(one.kind)
        reason = " ".join(shown(word) for word in one.reason.split()) or "-"
        areas = [f"{value:,.0f}" if value else "-" for value in one.area_m2]
        pairs = ((one.edge.shift, one.edge.error), (one.speed.difference, one.speed.error))
        errors = [f"{value:+.1f} ± {error:.1f}" if np.isfinite(value) else "-" for value, error in pairs]
        rows.append([number + 1, kind, reason, *areas, *errors])
    return header, rows


@readable
def change_map(changes: Sequence[Change], before: Sequence[bytes]) -> Figure | None:
    """Areas coloured by what has become of them; None where matplotlib is not installed."""
    figure = new_figure(8.0, 7.0)
    if figure is None:
        return None
    axes, told = figure.add_subplot(), set()
    for polygon in before:
        for ring in _rings(polygon):
            axes.plot(*ring, color="#555555", linewidth=0.7)
    for number, one in enumerate(changes, start=1):
        for ring in _rings(one.polygon):
            label = None if one.kind in told else shown(one.kind)
            axes.fill(*ring, facecolor=COLOURS[one.kind], edgecolor="#222222", linewidth=0.6, alpha=0.6, label=label)
            told.add(one.kind)
        west, east, south, north = ogr.CreateGeometryFromWkb(one.polygon).GetEnvelope()
        axes.annotate(str(number), (0.5 * (west + east), 0.5 * (south + north)), fontsize=7, ha="center", va="center")
    axes.set(aspect="equal", xlabel=tr("east (m)"), ylabel=tr("north (m)"))
    axes.ticklabel_format(useOffset=False, style="plain")
    axes.tick_params(labelsize=7)
    if told:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncol=4, fontsize=8, frameon=False)
    return figure


def _rings(polygon: bytes) -> list[tuple[list[float], list[float]]]:
    """Outer rings of a polygon as x and y."""
    parts = ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(bytes(polygon)))
    rings = [np.array(part.GetGeometryRef(0).GetPoints())[:, :2].T.tolist() for part in parts]
    return [(ring[0], ring[1]) for ring in rings]
