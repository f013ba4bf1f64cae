"""What happens to a result when QGIS loads it: its style, its name, its place among the layers."""

from __future__ import annotations

import collections

from qgis.core import (
    QgsLayerTreeLayer,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..core.base.translation import tr

_MAPS = ("singlebandpseudocolor", "paletted")  # renderers of the maps that Slipline makes
_KEPT = collections.deque(maxlen=1000)  # nobody else keeps the Python half of a post-processor


class LoadedLayer(QgsProcessingLayerPostProcessorInterface):
    """Styles a loaded result after the file beside it.

    Args:
        parameter: the output's name; QGIS calls a result of a chain after it.
        label: what the layer is called instead.
        synthetic: its name says so.
    """

    def __init__(self, parameter: str, label: str, synthetic: bool = False) -> None:
        super().__init__()
        self._parameter, self._label, self._synthetic = parameter, label, synthetic

    def postProcessLayer(self, layer, context, feedback):
        layer.loadDefaultStyle()
        if layer.name() == self._parameter:
            layer.setName(self._label)
        if self._synthetic and tr("(synthetic)") not in layer.name():
            layer.setName(f"{layer.name()} {tr('(synthetic)')}")
        if isinstance(layer, QgsRasterLayer) and context.project() is not None:
            _move_down(context.project().layerTreeRoot().findLayer(layer.id()), hides_everything(layer))


def style_when_loaded(context, path: str, parameter: str, label: str, synthetic: bool = False) -> None:
    """Have QGIS finish a result, where it is going to load it."""
    if context.willLoadLayerOnCompletion(path):
        _KEPT.append(LoadedLayer(parameter, label, synthetic))  # one for each layer: the context deletes its C++ half
        context.layerToLoadOnCompletionDetails(path).setPostProcessor(_KEPT[-1])


def load_instead(context, path: str, source: str) -> str:
    """Have QGIS load a layer of a GeoPackage that holds others too, where it was going to load the file; the source."""
    if source != path and context.willLoadLayerOnCompletion(path):
        layers = context.layersToLoadOnCompletion()
        layers[source] = layers.pop(path)
        context.setLayersToLoadOnCompletion(layers)
    return source


def load_too(context, path: str, beside: str, label: str) -> None:
    """Have QGIS load a further result, where it is going to load the one beside it, under a label of its own."""
    if context.willLoadLayerOnCompletion(beside):
        details = QgsProcessingContext.LayerDetails(context.layerToLoadOnCompletionDetails(beside))
        details.name = details.outputName = label
        context.addLayerToLoadOnCompletion(path, details)
        style_when_loaded(context, path, "", label)


def hides_everything(layer) -> bool:
    """Whether a raster is drawn as a picture; maps such as the hot spot map let through what lies below them."""
    return isinstance(layer, QgsRasterLayer) and layer.renderer().type() not in _MAPS


def _move_down(node, is_picture: bool) -> None:
    """Let a raster not hide the points and polygons right below it, and a picture neither the maps.

    Newer versions of QGIS keep rasters below points and polygons themselves.
    """
    if node is None:
        return
    siblings = node.parent().children()
    position = siblings.index(node)
    behind = position + 1
    while behind < len(siblings) and _stays_above(siblings[behind], is_picture):
        behind += 1
    if behind > position + 1:
        node.parent().insertChildNode(behind, node.clone())
        node.parent().removeChildNode(node)


def _stays_above(node, is_picture: bool) -> bool:
    if not isinstance(node, QgsLayerTreeLayer):
        return False
    layer = node.layer()
    return isinstance(layer, QgsVectorLayer) or (
        is_picture and isinstance(layer, QgsRasterLayer) and not hides_everything(layer)
    )
