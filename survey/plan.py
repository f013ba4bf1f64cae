"""The plan of a survey: one TOML file that says which ground, which sources, which tools with which parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import tomllib

from ..core.base.errors import InputError
from ..core.base.grid import Grid, Window, grid_over, partition
from ..core.base.progress import Silent
from ..core.gis.crs import is_metric, spatial_reference
from ..core.gis.study_grid import grid_of_raster
from ..core.hotspots.candidate_areas import AreaOptions
from ..core.hotspots.gi_star import GiOptions
from ..core.hotspots.options import PAPER, HotSpotOptions
from ..core.hotspots.reference import RAMP
from ..core.targets.importing import ImportOptions
from ..core.targets.opening import products_of

Options = TypeVar("Options", ImportOptions, HotSpotOptions, GiOptions, AreaOptions, "StackChoice", "PredictChoice")
SHEET_CELLS = 8192
SECTIONS = ("survey", "grid", "importtargets", "hotspot", "featurestack", "predict")

# parameter of the tool -> field of the core's options
IMPORTING = {
    "VELOCITY_FIELD": "velocity",
    "COHERENCE_FIELD": "coherence",
    "HEIGHT_FIELD": "height",
    "DEVIATION_FIELD": "deviation",
    "UNIT": "unit",
    "SIGN": "sign",
    "MIN_COHERENCE": "min_coherence",
    "MIN_SPATIAL_COHERENCE": "min_spatial_coherence",
    "QUALITY_FIELD": "quality",
    "MAX_QUALITY": "max_quality",
    "WAVELENGTH": "wavelength",
}
HOT_SPOT = {
    "DISTANCE": "distance_m",
    "BANDWIDTH": "bandwidth_m",
    "WEIGHT": "weight",
    "KERNEL": "kernel",
    "REFERENCE": "reference",
    "STABILITY": "stability_mm_yr",
}
GI = {"STATISTIC": "statistic", "MIN_NEIGHBOURS": "min_neighbours", "CENTRE": "centre"}
AREAS = {"MIN_TARGETS": "min_targets", "MIN_AREA": "min_area_m2", "MERGE": "merge_m"}
STACK = {
    "IMAGE": "image",
    "DEM": "dem",
    "FEATURES": "features",
    "FEATURE_SET": "feature_set",
    "INCIDENCE": "incidence",
    "LOOK_AZIMUTH": "look_azimuth",
}
PREDICT = {
    "MODEL": "model",
    "THRESHOLD": "threshold",
    "SEED_THRESHOLD": "seed",
    "MIN_AREA": "min_area_m2",
    "TURNS": "turns",
    "DEVICE": "device",
}


@dataclass(frozen=True)
class StackChoice:
    """Of Build feature stack: paths of image and DEM, empty where there is none; the features, none: those of a set."""

    image: str = ""
    dem: str = ""
    features: tuple[str, ...] = ()
    feature_set: str = "standard"
    incidence: float | None = None
    look_azimuth: float | None = None


@dataclass(frozen=True)
class PredictChoice:
    """Of Predict boundaries: the model; None as threshold: the model's own; as seed: what follows from it."""

    model: str = ""
    threshold: float | None = None
    seed: float | None = None
    min_area_m2: float = 10_000.0
    turns: bool = False
    device: str = "auto"


@dataclass(frozen=True)
class Plan:
    """A plan that was read.

    Args:
        folder: where everything is written.
        grid: of the whole ground.
        sheet_cells: cells along a side of a sheet.
        sources: files of targets, in their order.
        importing: how they are read.
        hot_spot: distance band, bandwidth and what else Hot Spot asks for.
        stack: None: no feature stack.
        predict: None: no prediction.
    """

    folder: Path
    grid: Grid
    sheet_cells: int
    sources: tuple[str, ...]
    importing: ImportOptions
    hot_spot: HotSpotOptions
    stack: StackChoice | None = None
    predict: PredictChoice | None = None

    def sheets(self) -> dict[str, Window]:
        """Name of each sheet -> its cells of the grid."""
        size = self.sheet_cells
        whole = partition(self.grid.window, size)
        return {block_name(window.row // size, window.column // size): window for window in whole}


def block_name(row: int, column: int) -> str:
    """Name of a sheet, or of a block of ground beside the grid, by its place among the sheets."""
    return f"r{row}_c{column}"


def read_plan(path: str) -> Plan:
    """Read a plan; paths in it are relative to its folder.

    Raises:
        InputError: it cannot be read, has a section or a parameter that is not known, or lacks one.
    """
    file = Path(path)
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError("The plan {path} cannot be read: {reason}.", path=path, reason=str(error)) from error
    unknown = [name for name in told if name not in SECTIONS]
    if unknown:
        raise InputError(
            "The plan {path} has a section [{name}]; the sections are {known}. Take it out, or correct its name.",
            path=path,
            name=unknown[0],
            known=", ".join(SECTIONS),
        )
    home = file.resolve().parent
    own = _known("survey", told, {"TARGETS": "targets", "FOLDER": "folder"})
    if not own.get("targets"):
        raise InputError("The plan {path} names no TARGETS in its section [survey].", path=path)
    given = own["targets"] if isinstance(own["targets"], list) else [own["targets"]]
    grid, size = _grid(_known("grid", told, _GRID), home)
    return Plan(
        folder=home / str(own.get("folder", f"{file.stem}_survey")),
        grid=grid,
        sheet_cells=size,
        sources=tuple(product for name in given for product in products_of(str(_path(home, name)))),
        importing=_options(ImportOptions(crs=grid.crs), "importtargets", told, IMPORTING),
        hot_spot=_hot_spot(told),
        stack=_stack(told, home),
        predict=_predict(told, home),
    )


_GRID = {"RASTER": "raster", "CRS": "crs", "EXTENT": "extent", "CELL": "cell", "SHEET": "sheet"}


def _grid(own: Mapping[str, Any], home: Path) -> tuple[Grid, int]:
    """The grid and the cells along a side of a sheet."""
    size = int(own.get("sheet", SHEET_CELLS))
    if size < 16:
        raise InputError("SHEET is {size} cells. Choose 16 at least; 8192 suit most machines.", size=size)
    if own.get("raster"):
        return grid_of_raster(str(_path(home, own["raster"])), own.get("cell"), Silent()), size
    missing = [name for name in ("crs", "extent", "cell") if not own.get(name)]
    if missing:
        raise InputError(
            "The section [grid] lacks {name}. Give RASTER, or CRS, EXTENT (west, south, east, north in m) and CELL.",
            name=missing[0].upper(),
        )
    reference = spatial_reference(str(own["crs"]))
    bounds = tuple(float(value) for value in own["extent"])
    if len(bounds) != 4 or bounds[0] >= bounds[2] or bounds[1] >= bounds[3]:
        raise InputError("EXTENT is {extent}. Give west, south, east and north in m.", extent=list(bounds))
    middle = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
    if not is_metric(str(own["crs"]), middle):
        raise InputError("The CRS {crs} does not measure in metres on the ground. Choose another.", crs=own["crs"])
    return grid_over(reference.ExportToWkt(), (bounds[0], bounds[1], bounds[2], bounds[3]), float(own["cell"])), size


def _hot_spot(told: Mapping[str, Any]) -> HotSpotOptions:
    named = dict(told.get("hotspot", {}))
    preset = named.pop("PRESET", "recommended")
    _require_names("hotspot", named, (*HOT_SPOT, *GI, *AREAS))
    options = replace(
        _replaced(HotSpotOptions(), named, HOT_SPOT),
        gi=_replaced(GiOptions(), named, GI),
        areas=_replaced(AreaOptions(), named, AREAS),
    )
    options = options.as_in_the_paper() if preset == PAPER else options
    if not options.distance_m or options.distance_m <= 0:
        raise InputError(
            "The section [hotspot] names no DISTANCE. The same distance band has to hold in all sheets: run Hot spot "
            "on a part of the ground, and give what its log proposes, or 150, as Liang et al. (2023)."
        )
    if options.reference == RAMP:
        raise InputError("REFERENCE is ramp, which a survey does not take away. Choose auto, or one of the others.")
    return replace(options, bandwidth_m=options.bandwidth_m or options.distance_m)


def _stack(told: Mapping[str, Any], home: Path) -> StackChoice | None:
    if "featurestack" not in told:
        return None
    named = dict(told["featurestack"])
    for name in ("IMAGE", "DEM"):
        if named.get(name):
            named[name] = str(_path(home, named[name]))
    if "FEATURES" in named:
        named["FEATURES"] = tuple(named["FEATURES"])
    _require_names("featurestack", named, STACK)
    return _replaced(StackChoice(), named, STACK)


def _predict(told: Mapping[str, Any], home: Path) -> PredictChoice | None:
    if "predict" not in told:
        return None
    named = dict(told["predict"])
    if not named.get("MODEL"):
        raise InputError("The section [predict] names no MODEL.")
    if "featurestack" not in told:
        raise InputError("The section [predict] needs the section [featurestack]: a model judges a stack.")
    named["MODEL"] = str(_path(home, named["MODEL"]))
    _require_names("predict", named, PREDICT)
    return _replaced(PredictChoice(), named, PREDICT)


def _options(base: Options, section: str, told: Mapping[str, Any], names: Mapping[str, str]) -> Options:
    named = told.get(section, {})
    _require_names(section, named, names)
    return _replaced(base, named, names)


def _known(section: str, told: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of a section by their own names."""
    named = told.get(section, {})
    _require_names(section, named, names)
    return {names[key]: value for key, value in named.items()}


def _replaced(base: Options, named: Mapping[str, Any], names: Mapping[str, str]) -> Options:
    """Options with the values that the plan gives.

    Raises:
        InputError: a value of another kind than its option.
    """
    kinds = {field.name: str(field.type) for field in fields(base)}
    values = {names[key]: value for key, value in named.items() if key in names}
    for key, value in named.items():
        kind = kinds.get(names.get(key, ""), "")
        wanted = (
            (int, float) if "float" in kind else int if kind.startswith("int") else str if kind == "str" else object
        )
        if not isinstance(value, wanted) or (wanted is not object and isinstance(value, bool)):
            raise InputError("{name} is {value} in the plan. Give a value as the tool takes it.", name=key, value=value)
    return replace(base, **values)


def _require_names(section: str, named: Mapping[str, Any], known: Mapping[str, str] | tuple[str, ...]) -> None:
    for name in named:
        if name not in known:
            raise InputError(
                "The section [{section}] has no parameter {name}. A survey knows {known}.",
                section=section,
                name=name,
                known=", ".join(known),
            )


def _path(home: Path, name: Any) -> Path:
    """A path of the plan, which has to be there.

    Raises:
        InputError: it is not there.
    """
    path = home / str(name)
    if not path.exists():
        raise InputError("The plan names {path}, which is not there.", path=str(path))
    return path
