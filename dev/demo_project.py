"""The demo's QGIS project and map: layers styled and grouped over the image. Run by dev/demo.py with QGIS' Python."""

import os
import sys
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsLayerTreeLayer,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtGui import QColor, QFont

# group, file, name, shown on the map
LAYERS = [  # named as the tools name them; a group for each thing that a reader asks about
    ("Result: areas that move", "predicted_areas.gpkg", "Predicted areas (synthetic)", True),
    ("Result: areas that move", "boundary_lines.gpkg", "Inner and outer lines (synthetic)", True),
    ("Comparison with the areas drawn by hand", "study_area/areas.gpkg", "Areas drawn by hand (synthetic)", True),
    ("Comparison with the areas drawn by hand", "matches.gpkg", "Matched areas (synthetic)", False),
    ("Comparison with the areas drawn by hand", "study_area/test_area.gpkg", "Test ground (synthetic)", True),
    ("Comparison with the areas drawn by hand", "study_area/train_area.gpkg", "Training ground (synthetic)", False),
    ("Prediction of the network", "mask.tif", "Mask of predicted areas (synthetic)", False),
    ("Prediction of the network", "probability.tif", "Probability (synthetic)", False),
    ("Deformation from InSAR", "candidate_areas.gpkg", "Candidate areas (synthetic)", False),
    ("Deformation from InSAR", "hotspot_targets.gpkg", "Targets with Gi* (synthetic)", False),
    ("Deformation from InSAR", "hotspot.tif", "Hot spot map (synthetic)", True),
    ("Image and elevation", "study_area/image.tif", "Image (synthetic)", True),
    ("Image and elevation", "study_area/dem.tif", "Elevation model (synthetic)", False),
]
MAP_MM = (194.0, 206.0)  # width, height


def load(folder, file, name):
    """A layer with the style beside its file."""
    path = str(folder / file)
    layer = QgsVectorLayer(path, name, "ogr") if path.endswith(".gpkg") else QgsRasterLayer(path, name)
    if not layer.isValid():
        sys.exit(f"{path} cannot be opened by QGIS.")
    return layer


def build_project(folder):
    project = QgsProject.instance()
    project.clear()
    root = project.layerTreeRoot()
    shown = []
    for group_name, file, name, visible in LAYERS:
        layer = load(folder, file, name)
        project.addMapLayer(layer, False)
        group = root.findGroup(group_name) or root.addGroup(group_name)
        node = QgsLayerTreeLayer(layer)
        group.addChildNode(node)
        node.setItemVisibilityChecked(visible)
        node.setExpanded(False)
        if visible:
            shown.append(layer)
    project.setCrs(shown[-1].crs())
    project.setTitle("Slipline demo: synthetic study area")
    return project, shown


def write_project(project, path, extent):
    """Write the project with what a window's map shows, without which QGIS opens it on a blank map.

    The map writes itself into the project, under the name that QGIS' own has.
    """
    canvas = QgsMapCanvas()
    canvas.setObjectName("theMapCanvas")
    canvas.resize(900, 900)
    canvas.setDestinationCrs(project.crs())
    canvas.setExtent(extent)
    if not project.write(str(path)):
        sys.exit(f"{path} cannot be written.")


def extent_to_show(project, folder, image):
    """The whole ground that training did not see, with as much of the rest of the image as fits on the page."""
    layer = next(
        layer
        for layer in project.mapLayers().values()
        if layer.source().startswith(str(folder / "study_area/test_area.gpkg"))
    )
    transform = QgsCoordinateTransform(layer.crs(), project.crs(), project)
    box, whole = QgsRectangle(transform.transformBoundingBox(layer.extent())), image.extent()
    metres = 1.01 * max(box.width() / MAP_MM[0], box.height() / MAP_MM[1])  # of one millimetre
    width, height = metres * MAP_MM[0], metres * MAP_MM[1]
    west = place(box.center().x(), width, whole.xMinimum(), whole.xMaximum())
    south = place(box.center().y(), height, whole.yMinimum(), whole.yMaximum())
    return QgsRectangle(west, south, west + width, south + height)


def place(centre, length, low, high):
    """Where a stretch begins that is moved into low..high, or centred on it where it is longer."""
    if length > high - low:
        return (low + high - length) / 2
    return min(max(centre - length / 2, low), high - length)


def add(layout, item, x, y, width=None, height=None):
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, QgsUnitTypes.LayoutUnit.LayoutMillimeters))
    if width:
        item.attemptResize(QgsLayoutSize(width, height, QgsUnitTypes.LayoutUnit.LayoutMillimeters))
    return item


def label(layout, text, x, y, size, bold=False):
    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    font = QFont("Open Sans", size)
    font.setBold(bold)
    item.setFont(font)
    add(layout, item, x, y, 200, 8)


def export_map(project, shown, folder):
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().pages()[0].setPageSize("A4", QgsLayoutItemPage.Orientation.Portrait)
    layout.setName("Demo map")
    label(layout, "Boundaries predicted on ground that training did not see", 8, 5, 15, True)
    label(
        layout,
        "Slipline demo. Synthetic study area: image, targets, terrain and reference areas are all computed, no "
        "real place.",
        8,
        13,
        9,
    )
    frame = add(layout, QgsLayoutItemMap(layout), 8, 20, *MAP_MM)
    frame.setCrs(project.crs())
    frame.setExtent(
        extent_to_show(project, folder, shown[-1])
    )  # zoomToExtent divides by the extent before, which is empty
    frame.setLayers(shown)
    frame.setFrameEnabled(True)
    frame.setBackgroundColor(QColor("white"))
    add_legend(layout, frame, shown)
    add_scale(layout, frame)
    layout.refresh()
    save(layout, folder / "map.png")
    project.layoutManager().addLayout(layout)


def add_legend(layout, frame, shown):
    """The layers of the map in columns below it."""
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(frame)
    legend.setAutoUpdateModel(False)
    tree = legend.model().rootGroup()
    for node in tree.findLayers():
        if node.layer() not in shown or node.layer().source().endswith("image.tif"):
            node.parent().removeChildNode(node)
        elif node.layer().source().endswith("hotspot.tif"):
            node.setCustomProperty("legend/title-label", "Hot spot map: density of Gi* z (z/km²)")
            QgsMapLayerLegendUtils.setLegendNodeOrder(node, [1])  # without the line with the band's name
            legend.model().refreshLayerLegend(node)
        elif node.layer().source().endswith("predicted_areas.gpkg"):
            node.setCustomProperty("legend/title-label", "Predicted areas, by motion along the line of sight")
    for group in tree.findGroups():
        if not group.findLayers():
            tree.removeChildNode(group)
            continue
        QgsLegendRenderer.setNodeLegendStyle(group, QgsLegendStyle.Style.Hidden)
    legend.setTitle("")
    legend.setColumnCount(3)
    legend.setColumnSpace(8)
    for style, size in ((QgsLegendStyle.Style.Subgroup, 9), (QgsLegendStyle.Style.SymbolLabel, 8)):
        legend.setStyleFont(style, QFont("Open Sans", size))
    add(layout, legend, 6, 22 + MAP_MM[1])


def add_scale(layout, frame):
    """Scale bar, north arrow, and the map's CRS in words."""
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(frame)
    bar.applyDefaultSize()
    bar.setStyle("Single Box")
    bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    bar.setUnitsPerSegment(1)
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setUnitLabel("km")
    bar.setHeight(2)
    bar.setTextFormat(QgsTextFormat.fromQFont(QFont("Open Sans", 8)))
    add(layout, bar, 120, 64 + MAP_MM[1])
    arrow = QgsLayoutItemPicture(layout)
    arrow.setPicturePath(":/images/north_arrows/layout_default_north_arrow.svg")
    add(layout, arrow, 190, 60 + MAP_MM[1], 12, 16)
    label(layout, f"{frame.crs().description()}, scale 1 : {round(frame.scale(), -2):,.0f}", 120, 78 + MAP_MM[1], 8)


def save(layout, path):
    path.unlink(missing_ok=True)
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # QGIS tries to georeference the PNG, which GDAL cannot
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 170
    if QgsLayoutExporter(layout).exportToImage(str(path), settings) != QgsLayoutExporter.ExportResult.Success:
        sys.exit("map.png cannot be written.")


def main():
    folder = Path(sys.argv[1]).resolve()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QgsApplication([], True)
    application.initQgis()
    project, shown = build_project(folder)
    export_map(project, shown, folder)
    write_project(project, folder / "slipline-demo.qgz", extent_to_show(project, folder, shown[-1]))
    project.clear()
    application.exitQgis()


if __name__ == "__main__":
    main()
