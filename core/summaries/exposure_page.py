"""What is exposed, as a page: the sums of each layer, and what lies in each area and near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..areas.exposure import Exposed
from ..base.translation import tr
from ..display.report import Part, heading, notice, page, paragraph, table
from ..display.shown_words import shown
from .statements import STATEMENTS, titles


def exposure_page(
    found: Sequence[Exposed],
    margin_m: float,
    numbers: Sequence[object],
    statements: Mapping[str, Sequence[object]],
    synthetic: bool = False,
) -> str:
    """The page.

    Args:
        found: of each layer.
        margin_m: within which things are near.
        numbers: what each area is called.
        statements: values of those fields of STATEMENTS that the areas have.
        synthetic: an input says that it was invented.
    """
    threatened = np.sum([one.inside > 0 for one in found], axis=0) > 0 if found else np.zeros(len(numbers), bool)
    parts: list[Part] = [
        heading(tr("In short")),
        paragraph(
            tr("{hit} of {count} areas hold something of these layers; the margin around them is {margin} m.").format(
                hit=int(threatened.sum()), count=len(numbers), margin=f"{margin_m:g}"
            )
        ),
        table(_sums_header(), [_sums(one) for one in found]),
        notice(
            tr(
                "The margin is a distance on the map to all sides. It is no model of how far a landslide runs out. "
                "What lies in two areas, or near two, counts in both."
            )
        ),
        heading(tr("Area by area")),
    ]
    parts.append(table(*_rows(found, margin_m, numbers, statements)))
    return page(tr("What is exposed"), parts, synthetic)


def _sums_header() -> list[str]:
    return [tr("layer"), tr("in areas"), tr("near them"), tr("length in areas (m)"), tr("length near them (m)")]


def _sums(one: Exposed) -> list[object]:
    lengths = [None if part is None else round(float(part.sum())) for part in (one.inside_m, one.near_m)]
    return [one.name, int(one.inside.sum()), int(one.near.sum()), *lengths]


def _rows(
    found: Sequence[Exposed], margin_m: float, numbers: Sequence[object], statements: Mapping[str, Sequence[object]]
) -> tuple[list[str], list[list[object]]]:
    """The areas with most in them first."""
    told = [name for name in STATEMENTS if name in statements]
    words = titles()
    header = [tr("area"), *(words[name] for name in told)]
    for one in found:
        header += [
            tr("{name}: in it").format(name=one.name),
            tr("{name}: within {margin} m").format(name=one.name, margin=f"{margin_m:g}"),
        ]
    inside = np.sum([one.inside for one in found], axis=0) if found else np.zeros(len(numbers))
    near = np.sum([one.near for one in found], axis=0) if found else np.zeros(len(numbers))
    rows: list[list[object]] = []
    for row in np.lexsort([-near, -inside]).tolist():
        said = [shown(str(statements[name][row])) if statements[name][row] else "-" for name in told]
        rows.append([str(numbers[row]), *said, *(cell for one in found for cell in _cells(one, row))])
    return header, rows


def _cells(one: Exposed, row: int) -> list[object]:
    """Number, and of lines their length, in one area and near it."""
    made: list[object] = []
    for count, length in ((one.inside, one.inside_m), (one.near, one.near_m)):
        number = int(count[row])
        made.append(number if length is None else f"{number:,} ({length[row]:,.0f} m)")
    return made
