"""Geocoded files of GAMMA, ROI_PAC and ISCE2: without a header, or with one that is beside them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..base.translation import tr
from .gamma_geometry import GammaFiles
from .products import (
    Files,
    FlatGrid,
    Found,
    Layer,
    Looking,
    Pair,
    dates_in,
    day_of,
    number_of,
    take_first,
    text_of,
    unique_pairs,
    values_of,
)

_DEGREES = "EPSG:4326"


def gamma(files: Files) -> Found | None:
    """Flat big-endian float32 with the parameter file of an elevation model."""
    grid, crs = _gamma_grid(files)
    phases = {path: dates_in(os.path.basename(path)) for path, _ in files.matching(r".*[._]unw(\.geo)?")}
    known = {os.path.normpath(path) for path in files.paths}
    phases = {path: dates for path, dates in phases.items() if dates and f"{os.path.normpath(path)}.rsc" not in known}
    phases = {path: dates for path, dates in phases.items() if f"{os.path.normpath(path)}.xml" not in known}
    if not phases or grid is None:
        return None
    coherences: dict[tuple[date, date], str] = {}
    for path, _ in files.matching(r".*[._](cc|coh|cor)(\.geo)?"):
        dates = dates_in(os.path.basename(path))
        if dates:
            coherences.setdefault(dates, path)
    beside = GammaFiles(files)
    pairs = [
        Pair(
            *dates,
            Layer(path, 1, crs, grid),
            None,
            Layer(coherences[dates], 1, crs, grid) if dates in coherences else None,
            beside.baseline(dates),
            wavelength_m=beside.wavelength_m,
        )
        for path, dates in phases.items()
        if dates
    ]
    height = files.first(r".*(dem|hgt)(\.geo)?|.*_seg")
    found = Found("gamma", [], beside.looking(Layer(height, 1, crs, grid, True) if height else None))
    found.pairs = unique_pairs(pairs, found.notes)
    return found


def _gamma_grid(files: Files) -> tuple[FlatGrid | None, str]:
    """Grid and CRS of the geocoded files; the corner is the centre of the first cell."""
    for path, _ in files.matching(r".*\.(par|dem_par)"):
        facts = values_of(text_of(path), ":")
        projection = facts.get("dem_projection", "").upper()
        if not projection:
            continue
        ends = ("lat", "lon") if projection.startswith("EQA") else ("north", "east")
        down, across = (number_of(facts.get(f"post_{end}", "")) for end in ends)
        top, left = (number_of(facts.get(f"corner_{end}", "")) for end in ends)
        transform = (left - across / 2, across, 0.0, top - down / 2, 0.0, down)
        grid = FlatGrid(int(number_of(facts.get("width", ""))), int(number_of(facts.get("nlines", ""))), transform)
        return grid, _DEGREES if projection.startswith("EQA") else _utm(facts)
    return None, ""


def _utm(facts: dict[str, str]) -> str:
    zone = int(number_of(facts.get("projection_zone", "")))
    return f"EPSG:{(32700 if number_of(facts.get('false_northing', '0')) > 0 else 32600) + zone}"


def roipac(files: Files) -> Found | None:
    """`geo_YYMMDD-YYMMDD.unw` with `.rsc`.

    Band 2 is the phase, 0 is no value, the CRS is in degrees unless it says UTM.
    """
    wanted = list(_roipac_phases(files))
    if not wanted:
        return None
    coherences = {dates_in(os.path.basename(path)): path for path, _ in files.matching(r".*\.cor")}
    baselines = {dates_in(os.path.basename(path)): path for path, _ in files.matching(r".*_baseline\.rsc")}
    pairs, looking = [], Looking()
    for path, dates in wanted:
        facts = values_of(text_of(f"{path}.rsc"), "")
        crs = _roipac_crs(facts)
        cor = coherences.get(dates)
        pairs.append(
            Pair(
                *dates,
                Layer(path, 2, crs),
                None,
                Layer(cor, 2, crs) if cor else None,
                _roipac_baseline(text_of(baselines[dates])) if dates in baselines else float("nan"),
                wavelength_m=number_of(facts.get("wavelength", "")),
            )
        )
        incidence, heading = (number_of(facts.get(name, "")) for name in ("incidence_angle", "heading_deg"))
        looking = Looking(None, "incidence", incidence, heading_deg=heading)
    height = files.first(r".*\.(dem|hgt)")
    if height:
        looking = replace(looking, height=Layer(height, 0, pairs[0].layers[0].crs, declared=True))
    found = Found("roipac", [], looking)
    found.pairs = unique_pairs(pairs, found.notes)
    return found


def _roipac_phases(files: Files) -> Iterator[tuple[str, tuple[date, date]]]:
    known = set(files.paths)
    for path, _ in files.matching(r"(geo_)?.*\.unw"):
        dates = dates_in(os.path.basename(path))
        if dates and f"{path}.rsc" in known:
            yield path, dates


def _roipac_crs(facts: dict[str, str]) -> str:
    zone = re.search(r"UTM\s*(\d+)", facts.get("projection", "").upper())
    if not zone:
        return _DEGREES
    southern = number_of(facts.get("y_first", "0")) < 0 or facts.get("projection", "").upper().endswith("S")
    return f"EPSG:{(32700 if southern else 32600) + int(zone[1])}"


def _roipac_baseline(text: str) -> float:
    """Mean of the perpendicular baselines at the top and the bottom of the scene."""
    facts = values_of(text, "")
    return (number_of(facts.get("p_baseline_top_hdr", "")) + number_of(facts.get("p_baseline_bottom_hdr", ""))) / 2


def isce(files: Files) -> Found | None:
    """`filt_*.unw.geo` of ISCE2's stack processors.

    Band 2 is the phase; baselines of scenes against one or several others.
    """
    kinds: dict[tuple[date, date], dict[str, str]] = {}
    found = Found("isce", [])
    for path, name in files.matching(r"(?:filt_.*|topophase.*)\.(?P<kind>unw|cor|int)\.geo"):
        dates = dates_in(os.path.basename(os.path.dirname(path))) or dates_in(path)
        if dates:
            take_first(kinds.setdefault(dates, {}), name["kind"], path, found.notes)
    wanted = {dates: each for dates, each in kinds.items() if {"unw", "int"} & set(each)}
    if not wanted:
        return None
    baselines = _IsceBaselines(files)
    pairs = [
        Pair(
            *dates,
            Layer(each["unw"], 2, _DEGREES) if "unw" in each else None,
            Layer(each["int"], 1, _DEGREES) if "int" in each else None,
            Layer(each["cor"], 0, _DEGREES) if "cor" in each else None,
            baselines.between(*dates),
        )
        for dates, each in wanted.items()
    ]
    angle, height = files.first(r"los(\.rdr)?\.geo"), files.first(r"(hgt|z)(\.rdr)?\.geo")
    looking = Looking(
        Layer(angle, 1, _DEGREES) if angle else None,
        "incidence",
        azimuth=Layer(angle, 2, _DEGREES) if angle else None,
        azimuth_is="north",
        height=Layer(height, 1, _DEGREES, declared=True) if height else None,
    )
    found.looking = looking
    found.notes.append(tr("ISCE2 does not write the wavelength beside geocoded files: that of Sentinel-1 is taken."))
    found.pairs = unique_pairs(pairs, found.notes)
    return found


class _IsceBaselines:
    """`baselines/REF_DATE/REF_DATE.txt`: the mean of the swaths; scenes hang together through any reference."""

    def __init__(self, files: Files) -> None:
        self._steps: dict[date, dict[date, float]] = {}
        for path, name in files.matching(r"(\d{8})_(\d{8})\.txt"):
            first, second = day_of(name[1]), day_of(name[2])
            found = re.findall(r"Bperp \(average\)\s*:\s*([-+.\deE]+)", text_of(path))
            if first and second and found:
                baseline = sum(map(float, found)) / len(found)
                self._steps.setdefault(first, {})[second] = baseline
                self._steps.setdefault(second, {})[first] = -baseline

    def between(self, first: date, second: date) -> float:
        """Of the second scene against the first, m; NaN where no chain of files leads from one to the other."""
        reached, waiting = {first: 0.0}, [first]
        while waiting:
            day = waiting.pop(0)
            for after, step in self._steps.get(day, {}).items():
                if after not in reached:
                    reached[after] = reached[day] + step
                    waiting.append(after)
        return reached.get(second, float("nan"))
