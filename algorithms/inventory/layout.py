"""The page of an inventory: an A3 sheet with map, legend, scale, north, and where all of it comes from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsLayerTreeLayer,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPalettedRasterRenderer,
    QgsPrintLayout,
    QgsRasterLayer,
    QgsRasterSymbolLegendNode,
    QgsRectangle,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QSizeF, Qt
from qgis.PyQt.QtGui import QColor, QFont

from ...core.base.errors import OutputError
from ...core.base.translation import tr

MAP_MM = (16.0, 24.0, 292.0, 258.0)  # x, y, width, height
PANEL_MM = (320.0, 90.0)  # x, width
_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_FONT = "Open Sans"
_TICKS = 6  # coordinates along an edge, at most
_DPI = 200
_BAR_MM = 60.0  # the scale bar is at most this long


@dataclass(frozen=True)
class Page:
    """What stands beside the map: title, lines of (what, value), a notice, and whether the data is invented."""

    title: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    synthetic: bool


def build(project, layers, extent: QgsRectangle, page: Page) -> QgsPrintLayout:
    """Lay out the page.

    Args:
        project: holds the layers and the map's CRS, which must be in metres.
        layers: from the top down.
        extent: ground to show, in the project's CRS, in the shape of the map (page_extent).
        page: the words.
    """
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(page.title)
    layout.pageCollection().pages()[0].setPageSize("A3", QgsLayoutItemPage.Orientation.Landscape)
    _text(layout, page.title, (MAP_MM[0], 8, 380, 12), 22, bold=True)
    frame = _map(layout, project, layers, extent)
    _coordinates(frame)
    bottom = _legend(layout, frame)
    _scale(layout, frame, 222)
    facts = "\n".join(f"{what}: {value}" for what, value in page.facts)
    _text(layout, facts, (PANEL_MM[0], bottom, PANEL_MM[1], 218 - bottom), 8.5)
    _text(layout, page.notice, (PANEL_MM[0], 262, PANEL_MM[1], 24), 8)
    if page.synthetic:
        _stamp(layout)
    layout.refresh()
    return layout


def export_pdf(layout: QgsPrintLayout, path: str) -> None:
    """Write the page with texts as texts.

    Raises:
        OutputError: it cannot be written.
    """
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = _DPI
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    result = QgsLayoutExporter(layout).exportToPdf(path, settings)
    if result != QgsLayoutExporter.ExportResult.Success:
        raise OutputError(
            tr("The map cannot be written (QGIS' exporter says {reason}). Choose another folder, or a smaller extent."),
            reason=str(result),
        )


def page_extent(wanted: QgsRectangle, ground: QgsRectangle | None) -> QgsRectangle:
    """The wanted extent widened to the shape of the map.

    What is added lies on the ground that an image shows, where it can.
    """
    ratio = MAP_MM[2] / MAP_MM[3]
    width, height = max(wanted.width(), wanted.height() * ratio), max(wanted.height(), wanted.width() / ratio)
    west, south = wanted.center().x() - width / 2, wanted.center().y() - height / 2
    if ground is not None:
        box = QgsRectangle(ground)
        box.combineExtentWith(wanted)
        west = _inside(west, width, box.xMinimum(), box.xMaximum())
        south = _inside(south, height, box.yMinimum(), box.yMaximum())
    return QgsRectangle(west, south, west + width, south + height)


def _inside(start: float, length: float, low: float, high: float) -> float:
    """Where a stretch begins that is moved into low..high; where it is longer, it stays."""
    return start if length > high - low else min(max(start, low), high - length)


def whole_step(length: float, parts: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten of which no more than `parts` fit into a length."""
    power = 10.0 ** math.floor(math.log10(length / parts))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if length / (factor * power) <= parts)


def _add(layout, item, x, y, width=None, height=None):
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, _MM))
    if width:
        item.attemptResize(QgsLayoutSize(width, height, _MM))
    return item


def _font(size: float, bold: bool = False) -> QFont:
    font = QFont(_FONT)
    font.setPointSizeF(size)
    font.setBold(bold)
    return font


def _text(layout, text, box, size, bold=False):
    """Put words into a box (x, y, width, height, mm)."""
    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    item.setFont(_font(size, bold))
    return _add(layout, item, *box)


def _map(layout, project, layers, extent):
    frame = _add(layout, QgsLayoutItemMap(layout), *MAP_MM)
    frame.setCrs(project.crs())
    frame.setExtent(extent)
    frame.setLayers(layers)
    frame.setFrameEnabled(True)
    frame.setBackgroundColor(QColor("white"))
    return frame


def _coordinates(frame) -> None:
    """Eastings and northings along the frame."""
    kinds = QgsLayoutItemMapGrid
    grid = QgsLayoutItemMapGrid("coordinates", frame)
    step = whole_step(max(frame.extent().width(), frame.extent().height()), _TICKS)
    grid.setIntervalX(step)
    grid.setIntervalY(step)
    grid.setStyle(kinds.GridStyle.FrameAnnotationsOnly)
    grid.setFrameStyle(kinds.FrameStyle.ExteriorTicks)
    grid.setFrameWidth(1.5)
    grid.setAnnotationEnabled(True)
    grid.setAnnotationTextFormat(QgsTextFormat.fromQFont(_font(7)))
    grid.setAnnotationPrecision(0)
    grid.setAnnotationFrameDistance(0.8)
    for side in (kinds.BorderSide.Left, kinds.BorderSide.Right):
        grid.setAnnotationDirection(kinds.AnnotationDirection.Vertical, side)
    for side in (kinds.BorderSide.Right, kinds.BorderSide.Top):
        grid.setAnnotationDisplay(kinds.DisplayMode.HideAll, side)
    frame.grids().addGrid(grid)


def _legend(layout, frame) -> float:
    """The layers that need an explanation; returns where the legend ends (mm from above)."""
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(frame)
    legend.setAutoUpdateModel(False)
    tree = legend.model().rootGroup()
    for node in tree.findLayers():
        layer = node.layer()
        kind = layer.renderer().type() if isinstance(layer, QgsRasterLayer) else ""
        if kind in {"multibandcolor", "singlebandcolordata", "singlebandgray"}:
            tree.removeChildNode(node)
            continue
        shown = _as_on_paper(legend, tree, node) if kind == "paletted" else node
        if kind == "singlebandpseudocolor":
            QgsMapLayerLegendUtils.setLegendNodeOrder(node, [1])  # without the line with the band's name
            QgsMapLayerLegendUtils.setLegendNodeSymbolSize(node, 1, QSizeF(6.0, 24.0))
            legend.model().refreshLayerLegend(node)
        QgsLegendRenderer.setNodeLegendStyle(shown, QgsLegendStyle.Style.Subgroup)
    legend.setTitle("")
    legend.setBoxSpace(0.0)
    legend.setStyleFont(QgsLegendStyle.Style.Subgroup, _font(11, bold=True))
    legend.setStyleFont(QgsLegendStyle.Style.SymbolLabel, _font(9))
    legend.setWrapString("\n")
    _add(layout, legend, PANEL_MM[0], MAP_MM[1])
    height = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize().height()
    return min(MAP_MM[1] + height + 8.0, 170.0)


def _as_on_paper(legend, tree, node) -> QgsLayerTreeLayer:
    """A raster of classes in the legend as it looks on white paper: QGIS forgets there how transparent a class is."""
    layer = node.layer().clone()
    classes = layer.renderer().classes()
    for one in classes:
        alpha = one.color.alphaF()
        one.color = QColor(*(round(255 + alpha * (part - 255)) for part in one.color.getRgb()[:3]))
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))
    legend.layout().project().addMapLayer(layer, False)  # known to the legend, not on the map
    shown = QgsLayerTreeLayer(layer)
    tree.insertChildNode(tree.children().index(node), shown)
    tree.removeChildNode(node)
    nodes = legend.model().layerLegendNodes(shown)
    kept = [place for place, one in enumerate(nodes) if isinstance(one, QgsRasterSymbolLegendNode)]
    QgsMapLayerLegendUtils.setLegendNodeOrder(shown, kept)  # without the line with the band's name
    legend.model().refreshLayerLegend(shown)
    return shown


def _scale(layout, frame, y) -> None:
    """Scale in numbers, bar and north arrow."""
    _text(layout, f"1 : {round(frame.scale(), -2):,.0f}", (PANEL_MM[0], y, 60, 6), 11, bold=True)
    metres = frame.scale() * _BAR_MM / 1000.0
    step = whole_step(metres, 4)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(frame)
    bar.setStyle("Single Box")
    kilometres = step >= 1000.0
    units = QgsUnitTypes.DistanceUnit
    bar.setUnits(units.DistanceKilometers if kilometres else units.DistanceMeters)
    bar.setMapUnitsPerScaleBarUnit(1.0)
    bar.setUnitsPerSegment(step / 1000.0 if kilometres else step)
    bar.setUnitLabel("km" if kilometres else "m")
    bar.setNumberOfSegments(max(1, int(metres / step)))
    bar.setNumberOfSegmentsLeft(0)
    bar.setHeight(2.5)
    bar.setTextFormat(QgsTextFormat.fromQFont(_font(9)))
    _add(layout, bar, PANEL_MM[0] - 1, y + 7)
    arrow = QgsLayoutItemPicture(layout)
    arrow.setPicturePath(":/images/north_arrows/layout_default_north_arrow.svg")
    arrow.setLinkedMap(frame)
    _add(layout, arrow, PANEL_MM[0] + PANEL_MM[1] - 20, y - 2, 16, 24)


def _stamp(layout) -> None:
    """In red on the map: none of this exists."""
    item = _text(
        layout, tr("SYNTHETIC: invented data, no real place"), (MAP_MM[0] + 5, MAP_MM[1] + 5, 130, 11), 15, bold=True
    )
    item.setFontColor(QColor("#b2182b"))
    item.setHAlign(Qt.AlignmentFlag.AlignHCenter)
    item.setVAlign(Qt.AlignmentFlag.AlignVCenter)
    item.setBackgroundEnabled(True)
    item.setBackgroundColor(QColor("white"))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor("#b2182b"))
