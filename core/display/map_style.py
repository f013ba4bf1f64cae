"""Styles of rasters whose limits follow the data: the maps of Hot Spot, and the probability."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.translation import tr
from ..files.outputs import place_now
from ..gis.raster_file import open_raster
from ..products.ground_motion import ways
from ..products.kept_fields import LOS
from .shown_words import shown
from .styles import write_style


def write_map_style(path: str, limit: float, weight: str, band: int = 1, component: str = LOS) -> None:
    """Diverging colours, transparent near zero; a map without direction has colours from light to dark.

    Args:
        path: the raster's file; the unit of its band stands in the legend.
        limit: value beyond which the colours stay the same.
        weight: of the targets; those that begin with `abs` have no direction.
        band: number of the band that is shown.
        component: what the targets' velocities are a component of.

    Raises:
        InputError: the raster cannot be read.
        OutputError: the style cannot be written.
    """
    limit = limit if limit > 0 else 1.0
    dataset = open_raster(place_now(path))
    unit = f" {shown(dataset.GetRasterBand(band).GetUnitType())}".rstrip()
    signed = not weight.startswith("abs")
    values = f"-{limit:.4g}{unit}", f"{limit:.4g}{unit}"
    ends = [tr("{value}, {way}").format(value=value, way=way) for value, way in zip(values, ways(component))]
    lowest, highest = ends if signed else ("0", f"{limit:.4g}{unit}")
    write_style(
        path,
        "hotspot" if signed else "magnitude",
        band=band,
        limit=f"{limit:.4g}",
        half=f"{limit / 2:.4g}",
        tenth=f"{limit / 10:.4g}",
        lowest=lowest,
        highest=highest,
    )


def write_probability_style(path: str, threshold: float) -> None:
    """Colours from the threshold of the areas on; lower probabilities are transparent.

    Args:
        path: the raster's file.
        threshold: of the areas, 0 to 1.

    Raises:
        OutputError: the style cannot be written.
    """
    threshold = min(max(threshold, 0.01), 0.99)
    steps = {f"step{number}": f"{threshold + (1 - threshold) * number / 4:.4g}" for number in range(5)}
    transparent = tr("below {threshold}: transparent").format(threshold=steps["step0"])
    write_style(path, "probability", below=f"{threshold - 1e-6:.8f}", transparent=transparent, **steps)


def write_shares_style(path: str, sources: Sequence[str]) -> None:
    """Colours mixed from the shares of the sources: motion red, terrain green, image (or the first further one) blue.

    Args:
        path: the raster's file.
        sources: of its bands.

    Raises:
        OutputError: the style cannot be written.
    """
    others = [source for source in sources if source not in ("motion", "terrain", "image")]
    blue = "image" if "image" in sources or not others else others[0]
    bands = {"red": "motion", "green": "terrain", "blue": blue}
    numbers = {name: number for number, name in enumerate(sources, start=1)}
    write_style(path, "shares", **{colour: f"{numbers.get(name, -1)}" for colour, name in bands.items()})
