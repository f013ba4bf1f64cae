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
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSymbol,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor, QFont

# group, file, name, shown on the map
LAYERS = [
    ("Boundaries", "predicted_areas.gpkg", "Predicted areas", True),
    ("Boundaries", "study_area/areas.gpkg", "Reference areas (synthetic)", True),
    ("Boundaries", "matches.gpkg", "Evaluation: matches", False),
    ("Boundaries", "candidate_areas.gpkg", "Candidate areas (hot spot)", False),
    ("Boundaries", "study_area/test_area.gpkg", "Ground not seen in training", True),
    ("Boundaries", "study_area/train_area.gpkg", "Training ground", False),
    ("Prediction", "probability.tif", "Probability", False),
    ("Prediction", "mask.tif", "Mask", False),
    ("Deformation", "hotspot_targets.gpkg", "Targets", False),
    ("Deformation", "hotspot.tif", "Hot spot map (z/km2)|red: away from the satellite,|blue: towards it", True),
    ("Terrain and image", "study_area/dem.tif", "DEM", False),
    ("Terrain and image", "study_area/image.tif", "Image (synthetic)", True),
]
OUTLINES = {"study_area/areas.gpkg": ("#000000", "0.5"), "study_area/test_area.gpkg": ("#ffffff", "0.6"), "study_area/train_area.gpkg": ("#ffffff", "0.6")}


def load(folder, file, name):
    path = str(folder / file)
    layer = QgsVectorLayer(path, name, "ogr") if path.endswith(".gpkg") else QgsRasterLayer(path, name)
    if not layer.isValid():
        sys.exit(f"{path} cannot be opened by QGIS.")
    if file in OUTLINES:
        colour, width = OUTLINES[file]
        symbol = QgsSymbol.defaultSymbol(layer.geometryType())
        symbol.changeSymbolLayer(0, outline(colour, width))
        layer.renderer().setSymbol(symbol)
    return layer


def outline(colour, width):
    from qgis.core import QgsSimpleFillSymbolLayer

    return QgsSimpleFillSymbolLayer.create(
        {"style": "no", "outline_color": colour, "outline_width": width, "outline_style": "dash" if colour == "#ffffff" else "solid"}
    )


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


def extent_of_test(project, folder):
    layer = next(layer for layer in project.mapLayers().values() if layer.source().startswith(str(folder / "study_area/test_area.gpkg")))
    transform = QgsCoordinateTransform(layer.crs(), project.crs(), project)
    box = QgsRectangle(transform.transformBoundingBox(layer.extent()))
    box.scale(1.04)
    return box


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
    box = extent_of_test(project, folder)
    height = 262.0
    width = min(140.0, height * box.width() / box.height())
    label(layout, "Slipline demo: boundaries predicted on ground that training did not see", 5, 4, 13, True)
    label(layout, "Synthetic study area: image, targets, terrain and reference areas are all computed, no real place", 5, 12, 9)
    frame = add(layout, QgsLayoutItemMap(layout), 5, 22, width, height)
    frame.setCrs(project.crs())
    frame.setExtent(box)  # zoomToExtent divides by the extent before, which is empty
    frame.setLayers(shown)
    frame.setFrameEnabled(True)
    frame.setBackgroundColor(QColor("white"))
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(frame)
    legend.setAutoUpdateModel(False)
    tree = legend.model().rootGroup()
    for node in tree.findLayers():
        if node.layer() not in shown or node.layer().source().endswith("image.tif"):
            node.parent().removeChildNode(node)
    for group in tree.findGroups():
        if not group.findLayers():
            tree.removeChildNode(group)
    legend.setTitle("")
    legend.setWrapString("|")
    for style, size in ((QgsLegendStyle.Style.Group, 11), (QgsLegendStyle.Style.Subgroup, 9), (QgsLegendStyle.Style.SymbolLabel, 8)):
        legend.setStyleFont(style, QFont("Open Sans", size))
    add(layout, legend, width + 8, 20)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(frame)
    bar.applyDefaultSize()
    bar.setStyle("Single Box")
    bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceMeters)
    bar.setUnitsPerSegment(1000)
    bar.setNumberOfSegments(1)
    bar.setNumberOfSegmentsLeft(0)
    bar.setUnitLabel("m")
    add(layout, bar, width + 10, 262)
    layout.refresh()
    (folder / "map.png").unlink(missing_ok=True)
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # QGIS tries to georeference the PNG, which GDAL cannot
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 170
    if QgsLayoutExporter(layout).exportToImage(str(folder / "map.png"), settings) != QgsLayoutExporter.ExportResult.Success:
        sys.exit("map.png cannot be written.")
    project.layoutManager().addLayout(layout)


def main():
    folder = Path(sys.argv[1]).resolve()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QgsApplication([], True)
    application.initQgis()
    project, shown = build_project(folder)
    export_map(project, shown, folder)
    if not project.write(str(folder / "slipline-demo.qgz")):
        sys.exit("slipline-demo.qgz cannot be written.")
    project.clear()
    application.exitQgis()


if __name__ == "__main__":
    main()
