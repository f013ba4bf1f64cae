"""The report of a run: network, pairs, triangles, noise, maps, and in the preset of the paper how it differs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from ..display.report import Part, figure_png, heading, notice, page, paragraph, table
from ..inversion.judging import SHORT_DAYS, ShortPairs
from ..inversion.settings import Options, Result, Stack
from ..phases.network import Network, scene_baselines
from .pictures import baseline_plot, scene_noise_plot, target_map
from .reading import Reading

Floats = NDArray[np.float64]


def report(result: Result, stack: Stack, reading: Reading, options: Options, kept: int) -> str:
    """The page as HTML.

    Raises:
        InputError: this Python has no jinja2.
    """
    parts = [notice(warning) for warning in result.warnings]
    parts += _summary(result, stack, reading, options, kept)
    parts += _network(stack, reading)
    parts += _pairs(result, stack, reading)
    parts += _triangles(result, stack, reading)
    parts += _noise(result, stack)
    parts += _maps(result, stack, options)
    if reading.comparison:
        parts += _elevation(reading)
    if options.preset == "paper":
        parts += _paper()
    return page(tr("Velocities from interferograms"), parts, reading.synthetic)


def _summary(result: Result, stack: Stack, reading: Reading, options: Options, kept: int) -> list[Part]:
    good = np.nan_to_num(result.coherence) >= options.min_coherence
    reference = tr("still ground as a whole")
    if result.reference:
        reference = tr("row {row}, column {column}, 5 x 5 cells").format(
            row=result.reference[0], column=result.reference[1]
        )
    rows = [
        (tr("Interferograms used, found"), f"{len(reading.choice.used)} / {len(reading.names)}"),
        (tr("Scenes"), f"{len(stack.dates)}, {stack.dates[0]} – {stack.dates[-1]}"),
        (tr("Candidates, targets"), f"{len(stack.places)} / {kept}"),
        (tr("Phase"), tr("wrapped") if stack.wrapped else tr("unwrapped")),
        (tr("Reference"), reference),
        (tr("Atmospheric correction"), ", ".join(options.correct) or "-"),
        (tr("Median standard deviation of the velocity (mm/yr)"), _median(result.velocity_std[good])),
        (tr("Median scatter of the series (mm)"), _median(result.series_std[good])),
        (tr("Median standard deviation of the height correction (m)"), _median(result.height_std[good])),
        (tr("Targets whose values do not join all scenes"), f"{result.facts.get('split', 0.0):.1%}"),
        (tr("Targets without a redundant pair"), f"{result.facts.get('trees', 0.0):.1%}"),
    ]
    text = tr(
        "Velocities are along the line of sight, positive towards the satellite. The standard deviation holds noise of"
        " scenes (atmosphere) and of pairs: about 68 of 100 true velocities lie within it, 95 within twice of it."
    )
    return [heading(tr("Result")), paragraph(text), table((tr("What"), tr("Value")), rows)]


def _median(values: Floats) -> str:
    known = values[np.isfinite(values)]
    return f"{np.median(known):.2f}" if known.size else "-"


def _network(stack: Stack, reading: Reading) -> list[Part]:
    baselines, _ = scene_baselines(reading.every, reading.every_baselines)
    used = reading.every.pairs[reading.choice.used]
    dropped = np.delete(reading.every.pairs, reading.choice.used, axis=0)
    figure = baseline_plot(reading.every_dates, baselines, used, used[stack.network.bridges], dropped)
    caption = tr(
        "Scenes (dots) and pairs (lines) by date and perpendicular baseline; red: pairs in no triangle, whose cycles"
        " nothing checks; dotted: pairs left out."
    )
    names = [reading.names[reading.choice.used[number]] for number in stack.network.bridges]
    texts = [tr("Pairs in no triangle: {names}.").format(names=", ".join(names))] if names else []
    readmitted = [reading.names[number] for number in reading.choice.readmitted]
    if readmitted:
        texts.append(
            tr("Beyond the limits, but used to join the network: {names}.").format(names=", ".join(readmitted))
        )
    return [heading(tr("Network")), *map(paragraph, texts), figure_png(figure, caption)]


def _pairs(result: Result, stack: Stack, reading: Reading) -> list[Part]:
    left = [(reading.names[number], reason) for number, reason in sorted(reading.choice.reasons.items())]
    left += sorted(reading.broken.items())
    parts = [heading(tr("Pairs")), *map(paragraph, reading.notes)]
    shares = [reading.shares[reading.names[number]] for number in reading.choice.used]
    parts.append(
        paragraph(
            tr("Share of the cells with a phase: {mean} on average, {least} in the worst pair.").format(
                mean=f"{float(np.mean(shares)):.1%}", least=f"{min(shares):.1%}"
            )
        )
    )
    if left:
        parts.append(table((tr("Pair"), tr("Why")), left, tr("Left out"), folded=len(left) > 12))
    opened = failing(result.before.open, stack.network)
    rows = [
        (
            reading.names[number],
            int(stack.network.spans[row]),
            float(stack.baselines[row]),
            f"{reading.shares[reading.names[number]]:.1%}",
            int(opened[row]),
        )
        for row, number in enumerate(reading.choice.used)
    ]
    header = (tr("Pair"), tr("Days"), tr("Baseline (m)"), tr("Cells with a phase"), tr("Open closures"))
    parts.append(table(header, rows, tr("All pairs used"), folded=True))
    return parts


def failing(opened: NDArray[np.int64], network: Network) -> NDArray[np.int64]:
    """(m,) open closures of the triangles of each pair."""
    made = np.zeros(len(network.pairs), np.int64)
    for count, triangle in zip(opened, network.triangles):
        made[triangle] += count
    return made


def _triangles(result: Result, stack: Stack, reading: Reading) -> list[Part]:
    before, after = result.before, result.after
    parts = [heading(tr("Triangles"))]
    if not len(before.open):
        parts.append(paragraph(tr("No three pairs form a triangle: nothing checks their cycles.")))
        return parts
    rows: list[Sequence[object]] = [
        (tr("Triangles"), len(before.open), len(after.open)),
        (tr("Closures"), int(before.known.sum()), int(after.known.sum())),
        (tr("of a whole cycle or more"), int(before.open.sum()), int(after.open.sum())),
        (tr("largest mean closure beside whole cycles (rad)"), _largest(before.mean), _largest(after.mean)),
        (
            tr("the same, less coherent ground against the most coherent (rad)"),
            *map(_largest, (before.bias, after.bias)),
        ),
    ]
    parts.append(table((tr("What"), tr("before the repair"), tr("after")), rows))
    opened = failing(before.open, stack.network)
    worst = int(np.argmax(opened))
    if opened[worst]:
        parts.append(
            paragraph(
                tr("The pair in most open closures: {name}, in {count} of {all}.").format(
                    name=reading.names[reading.choice.used[worst]], count=int(opened[worst]), all=int(before.open.sum())
                )
            )
        )
    if result.short_pairs:
        parts.append(paragraph(_short_pairs(result.short_pairs)))
    parts.append(
        paragraph(
            tr(
                "{count} values got whole cycles; {share} of all values are in no triangle and could not be checked."
            ).format(count=result.repaired, share=f"{float(np.mean(result.uncheckable)):.1%}")
        )
    )
    if result.unsolved:
        parts.append(
            paragraph(
                tr("{count} targets stayed as they are: too many patterns of open triangles.").format(
                    count=result.unsolved
                )
            )
        )
    return parts


def _short_pairs(found: ShortPairs) -> str:
    """What pairs of 12 days and less do to the velocity."""
    if np.isnan(found.bias):
        return tr("Pairs of at most {days} days: {short}; others: {rest}. They cannot be compared.").format(
            days=SHORT_DAYS, short=found.short, rest=found.rest
        )
    return tr(
        "Velocities with all pairs and without the {short} of at most {days} days differ by {bias} mm/yr from place to "
        "place (blocks of 500 m, noise of single targets taken out)."
    ).format(days=SHORT_DAYS, short=found.short, bias=f"{found.bias:.1f}")


def _largest(values: Floats) -> float:
    return float(np.abs(values).max(initial=0.0))


def _noise(result: Result, stack: Stack) -> list[Part]:
    caption = tr(
        "What varies from scene to scene at still targets, beyond the noise of the pairs: atmosphere for the most part."
    )
    figure = scene_noise_plot(stack.dates, result.scene_sd)
    return [heading(tr("Noise of the scenes")), figure_png(figure, caption)]


def _maps(result: Result, stack: Stack, options: Options) -> list[Part]:
    good = np.nan_to_num(result.coherence) >= options.min_coherence
    velocity, error = (np.where(good, values, np.nan) for values in (result.velocity, result.velocity_std))
    return [
        heading(tr("Maps")),
        figure_png(
            target_map(stack.places, velocity, "mm/yr", True),
            tr("Velocity (mm/yr); blue: towards the satellite, red: away."),
        ),
        figure_png(target_map(stack.places, error, "mm/yr", False), tr("Standard deviation of the velocity (mm/yr).")),
    ]


def _elevation(reading: Reading) -> list[Part]:
    header = (
        tr("Elevation model"),
        tr("Targets"),
        tr("In the largest part"),
        tr("Residues for 1,000 targets"),
        tr("Median coherence of arcs"),
    )
    rows = [
        (each.name, each.targets, f"{each.share:.1%}", each.residues, each.coherence) for each in reading.comparison
    ]
    text = tr("The better an elevation model fits, the fewer residues it leaves and the more coherent the arcs are.")
    return [heading(tr("Elevation models compared")), paragraph(text), table(header, rows)]


def _paper() -> list[Part]:
    texts = [
        tr(
            "Velocity and height correction come from a regression on the pairs themselves, as IPTA "
            "does it. Short pairs add up to the last scene less the first; the recommended preset uses "
            "all scenes, and its velocities scatter much less."
        ),
        tr(
            "Wrong cycles are not repaired, all pairs weigh alike, and the coherence is the mean of the"
            " residuals' phasors over the pairs, which noise passes more easily."
        ),
        tr("The standard deviation follows from the residuals of the pairs alone and does not hold the atmosphere."),
    ]
    return [heading(tr("How this preset differs")), *map(paragraph, texts)]
