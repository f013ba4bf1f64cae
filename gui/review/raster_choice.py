"""The rasters of a project that a review needs."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer

DEFORMATION = {"hotspot", "velocity", "targets"}


def stack_of_project() -> QgsRasterLayer | None:
    """A raster of the project that has a band of deformation beside others."""
    return next((layer for layer in _rasters() if _is_stack(layer)), None)


def probability_of_project() -> QgsRasterLayer | None:
    """The raster of the project that Predict boundaries wrote: its only band is called `probability`."""
    return next((one for one in _rasters() if one.bandCount() == 1 and "probability" in one.bandName(1)), None)


def _rasters() -> list[QgsRasterLayer]:
    return [layer for layer in QgsProject.instance().mapLayers().values() if isinstance(layer, QgsRasterLayer)]


def _is_stack(layer: QgsRasterLayer) -> bool:
    names = {layer.bandName(band).split(": ")[-1] for band in range(1, layer.bandCount() + 1)}
    return bool(names & DEFORMATION) and len(names) > 1
