"""From the sheets to one result: virtual rasters, areas traced as if there were no sheets, an inventory page."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..core.areas.rules import AreaRules
from ..core.areas.write import AreaInputs, AreaOutputs, write_areas
from ..core.base.errors import InputError
from ..core.base.model_card import open_model
from ..core.base.progress import Progress, Stage
from ..core.display.map_style import write_probability_style
from ..core.display.report import heading, page, paragraph, table
from ..core.files.disk_space import cannot_write
from ..core.files.outputs import write_text
from ..core.gis.crs import crs_name
from ..core.gis.gdal_session import closed, complaint, last_message, quiet
from ..core.gis.provenance import stamp_synthetic
from ..core.gis.raster import RasterReader
from ..core.gis.zonal import envelopes
from ..core.hotspots.candidate_areas import write_candidate_areas
from ..core.hotspots.candidate_scores import SIGNS, WrittenScores
from ..core.targets.targets import GI_Z, Targets
from .chain import Chain, Numbers
from .kept import growing
from .mosaic import write_mosaic
from .rows import ROW, Bounds, Rows, blocks_around, load, targets_of
from .running import count_finished, finished_rasters
from .steps import scores

COLUMNS = ("Parquet", ".parquet")  # GeoParquet, which programs that analyse tables read
WORK = {  # what a step is called on the page
    "sort": "files of targets sorted into map sheets",
    "targets": "sheets with their targets in order",
    "whole": "reference velocity of all targets",
    "sums": "sheets with the sums for Gi*",
    "noise": "noise of the stable ground",
    "map": "sheets with hot spot map and candidate areas",
    "stack": "sheets with a feature stack",
    "predict": "sheets with a prediction",
}


class NearRows:
    """Finds the targets around polygons, with their scores; only those are in memory.

    Args:
        chain: of the survey.
        numbers: of all targets.
        robust: whether the scores are those against the stable ground.
    """

    def __init__(self, chain: Chain, numbers: Numbers, robust: bool) -> None:
        self._chain, self._numbers, self._robust = chain, numbers, robust

    def __call__(self, polygons: Sequence[bytes]) -> Targets:
        """Targets in the boxes around polygons (WKB), in the order of their numbers."""
        chain = self._chain
        boxes: dict[str, list[Bounds]] = {}
        for west, south, east, north in envelopes(polygons).tolist():
            for name in blocks_around((west, south, east, north), chain.grid, chain.plan.sheet_cells):
                boxes.setdefault(name, []).append((west, south, east, north))
        rows, z = [np.zeros(0, ROW)], [np.zeros(0)]
        for name, around in boxes.items():
            if Path(chain.targets.path(f"{name}.npy")).exists():
                found, own = self._of_block(name, around)
                rows.append(found)
                z.append(own)
        joined, score = np.concatenate(rows), np.concatenate(z)
        order = np.argsort(joined["number"], kind="stable")
        targets = targets_of(joined[order], chain.grid.crs)
        velocity = targets.velocity - self._numbers.motion
        return replace(targets, velocity=velocity, more={GI_Z: score[order]})

    def _of_block(
        self, name: str, boxes: Sequence[tuple[float, float, float, float]]
    ) -> tuple[Rows, NDArray[np.float64]]:
        chain = self._chain
        rows = np.asarray(load(chain.targets.path(f"{name}.npy")))
        inside = np.zeros(len(rows), bool)
        for west, south, east, north in boxes:
            inside |= (rows["x"] >= west) & (rows["x"] <= east) & (rows["y"] >= south) & (rows["y"] <= north)
        sums = np.asarray(load(chain.sums.path(f"{name}.npy")))[inside]
        velocity = rows["velocity"][inside] - self._numbers.motion
        plain, robust = scores(velocity, sums, chain.plan.hot_spot.gi, self._numbers)
        return rows[inside], robust if self._robust else plain


def collect(chain: Chain, progress: Progress, cog: bool = False) -> dict[str, str]:
    """Write the results beside each other into the plan's folder.

    Args:
        chain: whose map sheets are finished, at least some of them.
        progress: reporting and cancel.
        cog: also write each raster as one cloud optimised GeoTIFF.

    Returns:
        What it is -> its path.

    Raises:
        InputError: no sheet is finished.
        OutputError: a result cannot be written.
    """
    folder, grid = chain.plan.folder, chain.grid
    chain.tidy()
    drawn = finished_rasters(chain, chain.maps, ".tif")
    if not drawn:
        raise InputError("No sheet is finished. Run the survey first.")
    numbers = chain.numbers()
    made = {"hotspot": str(folder / "hotspot.vrt"), "candidates": str(folder / "candidates.gpkg")}
    write_mosaic(made["hotspot"], grid, drawn, chain.is_synthetic)
    signs = []
    for sign in range(len(SIGNS)):
        parts = [
            (chain.maps.path(f"{name}.{sign}.tif"), chain.area_part(window))
            for name, window in chain.sheets.items()
            if chain.maps.is_done(name) and not chain.area_part(window).is_empty
        ]
        signs.append(chain.maps.path(f"scores_{sign}.vrt"))
        write_mosaic(signs[-1], chain.area_grid, parts)
    written = WrittenScores(chain.area_grid, tuple(signs), numbers.stability)
    near = NearRows(chain, numbers, robust=True)
    write_candidate_areas(
        made["candidates"], [(written, near)], near, chain.plan.hot_spot.areas, Stage(progress, 0.0, 0.5)
    )
    if chain.plan.predict:
        made.update(_predicted(chain, numbers, Stage(progress, 0.5, 0.9)))
    if chain.is_synthetic:
        for path in made.values():
            stamp_synthetic(path)
    if cog:
        for name, path in [(name, path) for name, path in made.items() if path.endswith(".vrt")]:
            made[f"{name}_cog"] = _cog(path)
    if is_written(COLUMNS[0]):
        made.update({f"{name}_columns": _columns(made[name]) for name in ("candidates", "areas") if name in made})
    made["page"] = str(folder / "inventory.html")
    write_text(made["page"], _page(chain, numbers, made))
    progress.update(1.0)
    return made


def _predicted(chain: Chain, numbers: Numbers, progress: Progress) -> dict[str, str]:
    """Probability, mask and areas of the model."""
    choice, folder = chain.plan.predict, chain.plan.folder
    parts = finished_rasters(chain, chain.predictions, ".tif")
    if choice is None or not parts:
        return {}
    made = {
        "probability": str(folder / "probability.vrt"),
        "mask": str(folder / "mask.tif"),
        "areas": str(folder / "areas.gpkg"),
    }
    write_mosaic(made["probability"], chain.grid, parts, chain.is_synthetic)
    model = open_model(choice.model)
    threshold = float(model.card["threshold"]) if choice.threshold is None else choice.threshold
    rules = AreaRules(threshold=threshold, min_area_m2=choice.min_area_m2, seed=choice.seed)
    with RasterReader(made["probability"]) as probability, RasterReader(chain.stacks.path("stack.vrt")) as stack:
        inputs = AreaInputs(probability, NearRows(chain, numbers, robust=False), stack, model=model.name)
        write_areas(inputs, AreaOutputs(made["mask"], made["areas"]), rules, progress)
    write_probability_style(made["probability"], threshold)
    return made


def _cog(path: str) -> str:
    """A raster as one file."""
    target = str(Path(path).with_suffix(".tif"))
    options = gdal.TranslateOptions(format="COG", creationOptions=["COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"])
    gdal.Translate(target, path, options=options)
    return target


def is_written(driver: str) -> bool:
    """Tell whether this GDAL writes a format; Parquet is missing in some, Debian's among them."""
    found = gdal.GetDriverByName(driver)
    return found is not None and found.GetMetadataItem(gdal.DCAP_CREATE) == "YES"


def _columns(path: str) -> str:
    """A layer also in the format of COLUMNS.

    Raises:
        OutputError: it cannot be written.
    """
    driver, suffix = COLUMNS
    target = Path(path).with_suffix(suffix)
    with growing(target) as draft, quiet():
        try:
            made = gdal.VectorTranslate(str(draft), path, format=driver)
            said = closed(made) if made is not None else last_message()
            made = None  # before GDAL 3.8 only this writes the file
        except RuntimeError as error:
            raise cannot_write(str(target), str(error)) from error
        if said or complaint():
            raise cannot_write(str(target), said or complaint())
    return str(target)


def _page(chain: Chain, numbers: Numbers, made: dict[str, str]) -> str:
    """The inventory over the whole ground."""
    grid = chain.grid
    ground = grid.rows * grid.columns * grid.cell_area_m2 / 1e6
    facts: list[list[object]] = [
        ["targets", f"{numbers.whole.count:,}"],
        ["ground (km2)", f"{ground:,.1f}"],
        ["cells", f"{grid.columns:,} x {grid.rows:,} of {grid.cell_m:g} m"],
        ["CRS", crs_name(grid.crs)],
        ["distance band (m)", f"{chain.plan.hot_spot.distance_m:g}"],
        ["stability threshold (mm/yr)", f"{numbers.stability:.2f}"],
        ["velocity of the stable ground, taken away (mm/yr)", f"{numbers.motion:.2f}"],
    ]
    steps: list[list[object]] = [
        [WORK[step], done, "-" if of is None else of] for step, done, of in count_finished(chain)
    ]
    areas: list[list[object]] = []
    for name, words in (("candidates", "candidate areas (hot spots)"), ("areas", "predicted areas (network)")):
        if name in made:
            areas.append([words, *_areas_of(made[name])])
    return page(
        "Inventory of a survey by map sheets",
        [
            table(["what", "value"], facts),
            heading("Areas"),
            table(["layer", "number", "together (km2)", "largest (km2)"], areas),
            heading("Map sheets"),
            paragraph("A sheet that is not finished is empty in the rasters and has no areas."),
            table(["step", "finished", "of"], steps),
        ],
        chain.is_synthetic,
    )


def _areas_of(path: str) -> tuple[int, float, float]:
    """Number of areas of a layer, their ground together and the largest one, km2."""
    layer = gdal.OpenEx(path, gdal.OF_VECTOR)
    sizes = [feature.GetField("area_m2") / 1e6 for feature in layer.GetLayer(0)]
    return len(sizes), float(sum(sizes)), float(max(sizes, default=0.0))


def free_room(chain: Chain) -> int:
    """Remove what earlier plans have left in the folder of the steps; how many folders that were."""
    known = {one.folder.name for one in chain.sorting}
    known |= {one.folder.name for one in (chain.targets, chain.whole, chain.sums, chain.noise, chain.maps)}
    known |= {one.folder.name for one in ([chain.stacks] if chain.plan.stack else [])}
    known |= {one.folder.name for one in ([chain.predictions] if chain.plan.predict else [])}
    old = [path for path in (chain.plan.folder / "steps").iterdir() if path.name not in known]
    for path in old:
        shutil.rmtree(path)
    return len(old)
