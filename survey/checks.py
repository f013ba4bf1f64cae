"""What is looked at before work starts: every input, and what the survey will cost."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from ..core.base.errors import InputError
from ..core.base.grid import Window
from ..core.base.model_card import band_names, missing_bands, open_model
from ..core.base.progress import Silent
from ..core.base.starting_model import working_factor
from ..core.files.disk_space import raster_bytes, require_room
from ..core.gis.raster_file import open_raster
from ..core.hotspots.kernel_density import KernelField
from ..core.hotspots.neighbour_sums import neighbour_sums
from ..core.prediction.checks import MAX_CELL_DIFFERENCE
from ..core.prediction.floor import chosen_floor
from ..core.stack.build import StackOptions, chosen_features
from ..core.stack.parts import StackInputs
from ..core.targets.importing import chosen_columns
from ..core.targets.layer_file import LayerFileSource
from ..core.targets.opening import open_source
from ..core.targets.targets import Targets
from .plan import Plan
from .rows import ROW

_MEASURED = 512  # cells along a side of the ground on which the time is measured
_MOST = 200_000  # invented targets there
_PARTS = 8.0  # bytes of a cell of a stack and a probability, compressed, beside those of the hot spot map
_IMPORT_S = 8e-6  # of a target, from the file to sorted rows: benchmarks/survey.py


def check(plan: Plan) -> Iterator[str]:
    """Look at every input; sentences on what the survey will cost.

    Raises:
        InputError: an input that cannot be used, with what to do.
        OutputError: the disk has no room.
    """
    rows, unknown = 0, 0
    for path in plan.sources:
        source = open_source(path)
        damage = source.damage()
        if damage:
            raise InputError("{damage} Get the whole file.", damage=damage)
        chosen_columns(source, plan.importing, Silent())
        if isinstance(source, LayerFileSource) and source.count() >= 0:
            rows += source.count()
        else:
            unknown += 1
    _check_stack(plan)
    grid = plan.grid
    cells = grid.rows * grid.columns
    yield f"Grid: {grid.columns} x {grid.rows} cells of {grid.cell_m:g} m, {cells * grid.cell_area_m2 / 1e6:,.0f} km2."
    yield f"Sheets: {len(plan.sheets())} of at most {plan.sheet_cells} x {plan.sheet_cells} cells."
    more = f", and those of {unknown} files that do not say how many they have" if unknown else ""
    yield f"Sources: {len(plan.sources)} files, {rows:,} targets{more}."
    sorted_bytes = rows * (2.0 * ROW.itemsize + 24.0)
    least, most = raster_bytes(cells, 4.0 + (_PARTS if plan.stack else 0.0))
    yield (
        f"Disk: {(sorted_bytes + least) / 1e9:.1f} to {(sorted_bytes + most) / 1e9:.1f} GB in {plan.folder}, which "
        "keeps every step, so that a run can go on."
    )
    plan.folder.mkdir(parents=True, exist_ok=True)
    require_room([(str(plan.folder / "steps"), (sorted_bytes + least, sorted_bytes + most))], Silent())
    each, area = measured(plan, rows / max(cells * grid.cell_area_m2, 1.0))
    seconds = rows * (each + _IMPORT_S) + cells * grid.cell_area_m2 * area
    yield (
        f"Time: about {seconds / 60:,.0f} minutes of one core for import, Gi* and map, computed from {_MEASURED} x "
        f"{_MEASURED} cells with invented targets of the same density that were measured just now; stack and "
        "prediction come on top."
    )


def measured(plan: Plan, density: float) -> tuple[float, float]:
    """Seconds of Gi* for a target, and of the map for a square metre, with so many targets in a square metre."""
    options, cell = plan.hot_spot, plan.grid.cell_m
    side = _MEASURED * cell
    count = int(np.clip(density * side * side, 1, _MOST))
    rng = np.random.default_rng(0)
    x, y = plan.grid.x_min + rng.uniform(0, side, count), plan.grid.y_max - rng.uniform(0, side, count)
    values = rng.normal(0, 1, count)
    start = time.perf_counter()
    neighbour_sums(x, y, values, float(options.distance_m or 0.0))
    between = time.perf_counter()
    window = next(iter(plan.sheets().values()))
    part = Window(0, 0, _MEASURED, _MEASURED).intersection(window)
    KernelField(plan.grid, x, y, [values], float(options.bandwidth_m or 0.0)).sums(part)
    end = time.perf_counter()
    return 2 * (between - start) / count, 2 * (end - between) / max(part.rows * part.columns * cell * cell, 1.0)


def _check_stack(plan: Plan) -> None:
    """Image, DEM, features and model.

    Raises:
        InputError: one of them cannot be used.
    """
    choice = plan.stack
    if choice is None:
        return
    for path in filter(None, (choice.image, choice.dem)):
        open_raster(path)
    none = np.zeros(1)
    some = Targets(none, none, plan.grid.crs, none, none, none, none)
    inputs = StackInputs(
        image=choice.image,
        hotspot="map",
        dem=choice.dem,
        targets=some,
        incidence=choice.incidence,
        look_azimuth=choice.look_azimuth,
    )
    features = chosen_features(inputs, StackOptions(choice.features, feature_set=choice.feature_set))
    if "distance" in features:
        raise InputError("FEATURES names distance, which a sheet does not know: the nearest target may lie in another.")
    if plan.predict:
        _check_model(plan, features)


def _check_model(plan: Plan, features: tuple[str, ...]) -> None:
    model = open_model(plan.predict.model if plan.predict else "")
    card, cell = model.card, plan.grid.cell_m
    gone = missing_bands(card, features)
    lacking = [name for name in band_names(card) if name not in features and name not in gone]
    if lacking:
        raise InputError(
            "The model {model} judges the band {band}, which the section [featurestack] does not make. Give its input.",
            model=model.name,
            band=lacking[0],
        )
    own = working_factor(card, cell) != 1 or bool(card.get("leans_on") or card.get("looks_again"))
    if own or chosen_floor(card, "auto") is not None:
        raise InputError(
            "The model {model} works at cells of its own, leans on a simple map or gives way to one, which a survey "
            "does not do. Leave [predict] out, and run Predict boundaries on the stack of the survey.",
            model=model.name,
        )
    if "cells_m" not in card and abs(cell / float(card["cell_m"]) - 1.0) > MAX_CELL_DIFFERENCE:
        raise InputError(
            "The grid has cells of {cell} m, the model was trained on {trained} m. Choose cells within 20 % of that.",
            cell=cell,
            trained=card["cell_m"],
        )
