"""Further study areas of a training as parameters, shared by Tile and train and Compare feature sets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingParameterMultipleLayers

from ...core.base.errors import InputError
from ...core.base.translation import tr
from ...core.evaluation.look_list import WHY, with_decisions
from ...core.gis.raster import RasterReader
from ...core.gis.rings import meeting
from ...core.gis.zonal import envelopes
from ...core.training.data import StudyArea
from ..layers import POLYGONS, optional_source, read_polygons
from ..raster_layers import layer_path

MORE_STACKS, MORE_STACK_AREAS, MORE_STACK_WITHIN = "MORE_STACKS", "MORE_STACK_AREAS", "MORE_STACK_WITHIN"


def define_study_areas(tool) -> None:
    """Add the parameters to a tool."""
    tool.define(
        QgsProcessingParameterMultipleLayers(
            MORE_STACKS, tr("Further study areas: feature stacks"), QgsProcessing.SourceType.TypeRaster, optional=True
        ),
        tr(
            "Feature stacks of other valleys, in any CRS, to learn from all of them together. The areas that you drew "
            "there, and the fully mapped ground, are found by their place in the layers above. Stacks with other cells "
            "are brought to the cells of the first stack. With the split method areas, the last one is held back as a "
            "whole."
        ),
    )
    tool.define(
        QgsProcessingParameterMultipleLayers(
            MORE_STACK_AREAS, tr("Further study areas: areas drawn by hand"), POLYGONS[0], optional=True
        ),
        tr("Layers with the areas that you drew on the further study areas, where the layer above does not hold them."),
        advanced=True,
    )
    tool.define(
        QgsProcessingParameterMultipleLayers(
            MORE_STACK_WITHIN, tr("Further study areas: fully mapped ground"), POLYGONS[0], optional=True
        ),
        tr("Layers with the ground that you fully mapped on the further study areas, where the layer above does not."),
        advanced=True,
    )


def further_study_areas(tool, parameters, context, progress, drawn, opened) -> list[StudyArea]:
    """The further study areas with what was drawn on each.

    Args:
        tool: with these parameters, AREAS and WITHIN.
        drawn: function of a CRS that reads AREAS in it: areas to learn from, uncertain ones, those looked at.
        opened: ExitStack that closes the stacks.

    Raises:
        InputError: a layer cannot be used.
    """
    found = []
    for layer in tool.parameterAsLayerList(parameters, MORE_STACKS, context):
        stack = opened.enter_context(RasterReader(layer_path(layer)))
        crs, bounds = stack.grid.crs, stack.grid.bounds
        areas, uncertain, decided = drawn(crs)
        areas = [*areas, *_of_layers(tool, parameters, MORE_STACK_AREAS, crs, bounds, context, progress)]
        within = _of_layers(tool, parameters, MORE_STACK_WITHIN, crs, bounds, context, progress)
        ground = optional_source(tool, parameters, tool.WITHIN, context)
        if ground is not None:
            called = tool.parameterDefinition(tool.WITHIN).description().lower()
            within += read_polygons(ground, crs, context, progress, called, bounds=bounds)[0]
        found.append(
            StudyArea(
                stack=stack,
                areas=on_ground(areas, bounds),
                within=on_ground(within, bounds),
                uncertain=on_ground(uncertain, bounds),
                decided=on_ground(decided, bounds),
            )
        )
    return found


def after_decisions(tool, parameters, name, areas, crs, context, progress):
    """Drawn areas (WKB) after somebody looked at doubtful labels, and the outlines that were decided on.

    Args:
        name: of the parameter with the layer of labels that were looked at; without one nothing changes.
        areas: that were drawn, in `crs`.

    Raises:
        InputError: the layer is not one of Tile and train.
    """
    source = optional_source(tool, parameters, name, context)
    if source is None:
        return areas, []
    called = tool.parameterDefinition(name).description().lower()
    missing = [field for field in ("status", WHY) if source.fields().lookupField(field) < 0]
    if missing:
        raise InputError(
            tr("The layer of {name} has no field {missing}. Choose the layer Labels to look at of Tile and train."),
            name=called,
            missing=", ".join(missing),
        )
    outlines, told = read_polygons(source, crs, context, progress, called, ("status", WHY))
    return with_decisions(areas, outlines, told["status"], told[WHY])


def on_ground(polygons, bounds) -> list[bytes]:
    """The polygons (WKB) whose box meets that of a stack."""
    if not polygons:
        return []
    return [polygons[number] for number in meeting(np.asarray(envelopes(polygons)), bounds)]


def _of_layers(tool, parameters, name, crs, bounds, context, progress) -> list[bytes]:
    polygons = []
    for layer in tool.parameterAsLayerList(parameters, name, context):
        polygons += read_polygons(layer, crs, context, progress, layer.name(), bounds=bounds)[0]
    return polygons


def common_bands(bands, asked, study_areas, progress) -> tuple[str, ...]:
    """The bands to learn from: those of the first stack that the stacks of all study areas have.

    Args:
        bands: of the first stack.
        asked: whether the user named them; then every stack needs them all.
        study_areas: the further ones.
        progress: hears what is left out.

    Raises:
        InputError: a stack lacks a band that was asked for, or no band of the deformation is common.
    """
    kept = tuple(bands)
    for one in study_areas:
        if asked:
            one.stack.numbers(bands)
        missing = [name for name in kept if name not in one.stack.names]
        if missing:
            progress.warning(f"{Path(one.stack.path).name} has no {', '.join(missing)}: nothing is learnt from that.")
        kept = tuple(name for name in kept if name not in missing)
    if not {"hotspot", "velocity", "targets"} & set(kept):
        raise InputError(
            tr("The feature stacks have no band of the deformation in common. Build them with the same features.")
        )
    return kept


def require_several(tool, parameters, context, options) -> None:
    """Stop where a whole study area is to be held back and there is only one.

    Raises:
        InputError: there is.
    """
    if options.split == "areas" and not tool.parameterAsLayerList(parameters, MORE_STACKS, context):
        raise InputError(
            tr(
                "SPLIT is areas, but there is only one study area. Give further study areas (MORE_STACKS), or choose "
                "SPLIT = blocks."
            )
        )
