"""GeoTIFFs of HyP3 (GAMMA, ISCE2 bursts), of LiCSAR, and of anybody else with two dates in the name."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from datetime import date

from osgeo import gdal

from ..base.translation import tr
from ..gis.raster_file import open_raster
from ..products.facts import orbit_of
from .gamma_geometry import GammaFiles
from .products import (
    SENTINEL_WAVELENGTH_M,
    Files,
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

_HYP3 = (
    r"(?P<product>S1.+_INT(?P<posting>\d+)_.*?)"
    r"_(?P<what>unw_phase|wrapped_phase|corr|amp|dem|lv_theta|lv_phi)(?P<cut>_clip(?:ped)?)?\.tif"
)
_BURST = re.compile(r"S1_(?:\d{6}_IW\d|\d{3}_.+?_IW)(?=_\d{8}_)")
_LICSAR = r"(?P<dates>\d{8}_\d{8})\.geo\.(?P<what>unw|diff_pha|cc)\.tif"
_FRAME = re.compile(r"\d{3}[AD]_\d{5}_\d{6}")
_HEIGHT = r"(?:.*[^a-z])?(?:dem|hgt|height)(?:[^a-z](?!.*err).*)?\.tiff?"  # an error of the heights is none
Dates = tuple[date, date]
_FIRST_ORBIT = {"S1A": 73, "S1B": 27, "S1C": 172, "S1D": 0}  # relative orbit = (absolute - this) mod 175 + 1


def hyp3(files: Files) -> Found | None:
    """Products of ASF HyP3, by GAMMA or ISCE2, also inside their zips."""
    products: dict[str, dict[str, str]] = {}
    for path, match in files.matching(_HYP3):
        kinds = products.setdefault(match["product"], {})
        if match["cut"] or match["what"] not in kinds:
            kinds[match["what"]] = path
    wanted = {name: kinds for name, kinds in products.items() if {"unw_phase", "wrapped_phase"} & set(kinds)}
    if not wanted:
        return None
    texts = {os.path.basename(path)[:-4]: path for path, _ in files.matching(r"S1.+_INT\d+_.*\.txt")}
    found = Found("hyp3", [])
    looking: list[Looking] = []
    pairs = []
    for name, kinds in wanted.items():
        dates = dates_in(name)
        if dates is None:
            continue
        facts = values_of(text_of(texts[name]), ":") if name in texts else {}
        layers = {kind: Layer(path) for kind, path in kinds.items()}
        looks = number_of(facts.get("range looks", "20")) * number_of(facts.get("azimuth looks", "4"))
        pairs.append(
            Pair(
                *dates,
                layers.get("unw_phase"),
                layers.get("wrapped_phase"),
                layers.get("corr"),
                number_of(facts.get("baseline", "")),
                track=_hyp3_track(name, facts),
                wavelength_m=SENTINEL_WAVELENGTH_M,
                looks=looks / 4,
                amplitude=layers.get("amp"),
            )
        )
        looking.append(_hyp3_looking(layers, facts, pairs[-1].track))
    found.looking = _fullest(looking)
    found.pairs = unique_pairs(pairs, found.notes)
    return found


def _hyp3_track(name: str, facts: dict[str, str]) -> str:
    """Burst, or relative orbit and direction, as far as the files say."""
    burst = _BURST.match(name)
    if burst:
        return burst[0]
    granule = re.search(r"(S1[A-D])_\w+?_(\d{6})_[0-9A-F]{6}_[0-9A-F]{4}", facts.get("reference granule", ""))
    orbit = f"{(int(granule[2]) - _FIRST_ORBIT[granule[1]]) % 175 + 1:03d}" if granule else ""
    return " ".join(filter(None, (orbit, facts.get("reference pass direction", "").lower())))


def _hyp3_looking(layers: dict[str, Layer], facts: dict[str, str], track: str) -> Looking:
    """`lv_theta` is the angle above the horizon, not the incidence."""
    height, radius = number_of(facts.get("spacecraft height", "")), 6371e3
    centre = number_of(facts.get("slant range center", ""))
    incidence = float("nan")
    if math.isfinite(height) and math.isfinite(centre):
        orbit = radius + height
        cosine = (orbit**2 - radius**2 - centre**2) / (2 * radius * centre)
        incidence = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    heading = number_of(facts.get("heading", ""))
    relative = re.search(r"\d{3}", track)
    return Looking(
        layers.get("lv_theta"),
        "elevation",
        incidence,
        centre,
        heading,
        layers.get("dem"),
        layers.get("lv_phi"),
        orbit=orbit_of(facts.get("reference pass direction", "")),
        track=relative[0].lstrip("0") if relative else "",
    )


def _fullest(looking: list[Looking]) -> Looking:
    """The first with an angle and heights, else what there is."""
    return max(
        looking, key=lambda each: (each.angle is not None) + (each.height is not None) + math.isfinite(each.range_m)
    )


def licsar(files: Files) -> Found | None:
    """Frames of COMET LiCSAR: coherence 0 to 255, baselines of scenes against a prime."""
    pairs: dict[str, dict[str, str]] = {}
    frames: dict[str, str] = {}
    found = Found("licsar", [])
    for path, match in files.matching(_LICSAR):
        take_first(pairs.setdefault(match["dates"], {}), match["what"], path, found.notes)
        frame = _FRAME.search(path)
        frames[match["dates"]] = frame[0] if frame else ""
    wanted = {dates: kinds for dates, kinds in pairs.items() if {"unw", "diff_pha"} & set(kinds)}
    if not wanted:
        return None
    scenes = _licsar_baselines(text_of(files.first(r"baselines(\.txt)?")))
    facts = values_of(text_of(files.first(r"metadata\.txt")), "=")
    made = []
    for name, kinds in wanted.items():
        dates = dates_in(name)
        if dates is None:
            continue
        first, second = (scenes.get(day, float("nan")) for day in dates)
        layers = {kind: Layer(path) for kind, path in kinds.items()}
        made.append(
            Pair(
                *dates,
                layers.get("unw"),
                layers.get("diff_pha"),
                layers.get("cc"),
                second - first,
                track=frames[name],
                wavelength_m=SENTINEL_WAVELENGTH_M,
                looks=20.0,
            )
        )
    up, east, north, height = (
        Layer(path) if path else None
        for path in (files.first(rf".*\.geo\.{name}\.tif") for name in ("U", "E", "N", "hgt"))
    )
    named = next((name for name in frames.values() if name), "")
    looking = Looking(
        up,
        "up",
        number_of(facts.get("avg_incidence_angle", "")),
        number_of(facts.get("centre_range_m", "")),
        number_of(facts.get("heading", "")),
        height,
        east=east,
        north=north,
        orbit=named[3:4],
        track=named[:3].lstrip("0"),
    )
    found.looking = looking
    found.pairs = unique_pairs(made, found.notes)
    return found


def _licsar_baselines(text: str) -> dict[object, float]:
    """Perpendicular baseline of each scene against the prime.

    Four columns, or nine of which the last but one counts.
    """
    scenes: dict[object, float] = {}
    for line in text.splitlines():
        words = line.split()
        if len(words) >= 4 and all(word.isdigit() and len(word) == 8 for word in words[:2]):
            prime, scene = day_of(words[0]), day_of(words[1])
            scenes.setdefault(prime, 0.0)
            scenes[scene] = float(words[-2])
    return scenes


def geotiff(files: Files) -> Found | None:
    """Any GeoTIFF with two dates and `unw` in its name.

    GAMMA's parameter files beside them are read where there are some.
    """
    kinds: dict[str, dict[Dates, str]] = {"unw": {}, "wrapped": {}, "coherence": {}}
    found = Found("geotiff", [])
    for path, _ in files.matching(r".*\.tiff?"):
        name = os.path.basename(path).lower()
        dates, kind = dates_in(name), _plain_kind(name)
        if dates and kind:
            take_first(kinds[kind], dates, path, found.notes)
    if not kinds["unw"] and not kinds["wrapped"]:
        return None
    beside = GammaFiles(files)
    found.pairs = unique_pairs(list(_plain_pairs(kinds, beside)), found.notes)
    height = next((path for path, _ in files.matching(_HEIGHT) if not dates_in(os.path.basename(path))), "")
    found.looking = beside.looking(Layer(height, declared=True) if height else None)
    if not math.isfinite(found.looking.incidence_deg):
        tags = tags_of(found.pairs[0].layers[0].path)
        found.looking = Looking(
            None, "incidence", number_of(tags.get("INCIDENCE_DEGREES", "")), height=found.looking.height
        )
    found.notes.append(tr("Plain GeoTIFFs: positive phase is taken as motion away from the satellite."))
    return found


def _plain_kind(name: str) -> str:
    if "los_disp" in name:
        return ""
    if "unw" in name:
        return "unw"
    if "wrap" in name or "diff" in name:
        return "wrapped"
    return "coherence" if re.search(r"(?:^|[^a-z])(?:cc|coh|cor|corr|coherence)(?:[^a-z]|$)", name) else ""


def _plain_pairs(kinds: dict[str, dict[Dates, str]], beside: GammaFiles) -> Iterator[Pair]:
    for dates in sorted({*kinds["unw"], *kinds["wrapped"]}):
        layers = {kind: Layer(paths[dates]) if dates in paths else None for kind, paths in kinds.items()}
        phase = layers["unw"] or layers["wrapped"]
        tags = tags_of(phase.path) if phase else {}
        wavelength = beside.wavelength_m
        if not math.isfinite(wavelength):
            wavelength = number_of(tags.get("WAVELENGTH_METRES", ""))
        yield Pair(
            *dates,
            layers["unw"],
            layers["wrapped"],
            layers["coherence"],
            beside.baseline(dates),
            wavelength_m=wavelength,
        )


def tags_of(path: str) -> dict[str, str]:
    """Metadata of a raster; none where it cannot be read."""
    try:
        dataset: gdal.Dataset = open_raster(path)
    except ValueError:
        return {}
    return dict(dataset.GetMetadata() or {})
