"""Make the styles of areas, lines, matches, probability and mask.

Run with the Python of QGIS, from the folder that holds `slipline`.

    QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen python3 -m slipline.dev.area_styles

Without QT_HASH_SEED each run writes the attributes of the XML in another order. Colours were chosen over the demo
area's image and
again in a simulation of deuteranopia: what matters most is a dark line with a white rim, the rest a light line with a
dark rim, so that fast and slow, missed and matched can be told apart without colour.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsPalLayerSettings,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsSingleBandPseudoColorRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from ..core.areas.fields import ALIASES
from ..core.areas.lines import ALIASES as LINE_ALIASES
from ..core.display.styles import FOLDER
from ..core.evaluation.map import ALIASES as MATCH_ALIASES

ACTIVITIES = (
    ("fast", "fast: 10 mm/yr and more", "#e31a1c"),
    ("slow", "slow: 2 to 10 mm/yr", "#ff8c1a"),
    ("none", "none: below 2 mm/yr", "#4dd2ff"),
    ("not measured", "no target inside", "#f5f5f5"),
    ("", "velocity not known", "#ffe600"),
)
MATCHES = (
    ("matched reference", "reference area, matched", "#00c08b"),
    ("missed reference", "reference area, missed", "#2166ff"),
    ("matched predicted", "predicted area, matched", "#ffb000"),
    ("false predicted", "predicted area, false", "#e31a1c"),
)
URGENT = {"fast", "missed reference", "false predicted"}
LINES = (
    ("inner", "inner line: probability of 90 %", "#ffffff"),
    ("outer", "outer line: probability of 10 %", "#ffe66d"),
)
AREA_LABEL = "\"area_id\" || coalesce('\\n' || round(\"v_median\") || ' mm/yr', '')"
MATCH_LABEL = (  # the overlap, once for each pair
    "CASE WHEN \"iou\" > 0 AND NOT (\"source\" = 'predicted' AND \"result\" = 'matched') THEN 'IoU ' || "
    'format_number("iou", 2) END'
)
RAMP = (
    (0.1, "#00fcffa4"),
    (0.3, "#b0fbb61a"),
    (0.5, "#d0ed6925"),
    (0.7, "#e0bb3754"),
    (0.9, "#f0781c6d"),
    (1.0, "#f0320a5e"),
)


def outline(colour: str, dashed: bool = False, urgent: bool = False) -> QgsFillSymbol:
    """A coloured line with a rim of opposite lightness, legible over bright and dark imagery, with a faint fill."""
    rim = "255,255,255,220" if urgent else "0,0,0,170"
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": rim, "outline_width": "1.0"})
    inner = QColor(colour)
    inner.setAlpha(30)
    upper = QgsFillSymbol.createSimple(
        {
            "color": ",".join(str(value) for value in inner.getRgb()),
            "outline_color": colour,
            "outline_width": "0.5",
            "outline_style": "dash" if dashed else "solid",
        }
    )
    symbol.appendSymbolLayer(upper.symbolLayer(0).clone())
    return symbol


def line(colour: str, dashed: bool = False) -> QgsLineSymbol:
    """A thin coloured line on a dark one."""
    symbol = QgsLineSymbol.createSimple({"line_color": "0,0,0,140", "line_width": "0.8"})
    upper = QgsLineSymbol.createSimple(
        {"line_color": colour, "line_width": "0.4", "line_style": "dash" if dashed else "solid"}
    )
    symbol.appendSymbolLayer(upper.symbolLayer(0).clone())
    return symbol


def label(expression: str, is_expression: bool) -> QgsVectorLayerSimpleLabeling:
    text = QgsTextFormat()
    font = QFont("Open Sans")
    font.setBold(True)
    text.setFont(font)
    text.setSize(9)
    text.setColor(QColor("white"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(20, 20, 20, 220))
    text.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = expression, is_expression
    settings.setFormat(text)
    return QgsVectorLayerSimpleLabeling(settings)


def polygons(field, categories, aliases, label_text, is_expression, dashed=()):
    kinds = "&".join(f"field={name}:string" for name in aliases)
    layer = QgsVectorLayer(f"MultiPolygon?crs=EPSG:32633&{kinds}", "areas", "memory")
    layer.setRenderer(
        QgsCategorizedSymbolRenderer(
            field,
            [
                QgsRendererCategory(value, outline(colour, value in dashed, value in URGENT), text)
                for value, text, colour in categories
            ],
        )
    )
    layer.setLabeling(label(label_text, is_expression))
    layer.setLabelsEnabled(True)
    for name, alias in aliases.items():
        layer.setFieldAlias(layer.fields().lookupField(name), alias)
    return layer


def lines():
    kinds = "&".join(f"field={name}:string" for name in LINE_ALIASES)
    layer = QgsVectorLayer(f"MultiLineString?crs=EPSG:32633&{kinds}", "lines", "memory")
    layer.setRenderer(
        QgsCategorizedSymbolRenderer(
            "line", [QgsRendererCategory(value, line(colour, value == "outer"), text) for value, text, colour in LINES]
        )
    )
    for name, alias in LINE_ALIASES.items():
        layer.setFieldAlias(layer.fields().lookupField(name), alias)
    return layer


def raster(folder: Path, kind: int) -> QgsRasterLayer:
    path = str(folder / f"{kind}.tif")
    gdal.GetDriverByName("GTiff").Create(path, 4, 4, 1, kind).FlushCache()
    return QgsRasterLayer(path, "raster")


def probability(folder: Path) -> QgsRasterLayer:
    layer = raster(folder, gdal.GDT_Float32)
    ramp = QgsColorRampShader(0.0, 1.0)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    items = [QgsColorRampShader.ColorRampItem(0.0, QColor("#00fcffa4"), "0 to 0.1: transparent")]
    items += [QgsColorRampShader.ColorRampItem(value, QColor(colour), f"{value:g}") for value, colour in RAMP]
    ramp.setColorRampItemList(items)
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(1.0)
    layer.setRenderer(renderer)
    return layer


def mask(folder: Path) -> QgsRasterLayer:
    layer = raster(folder, gdal.GDT_Byte)
    classes = (
        (0, "#00000000", "no abnormal motion found"),
        (1, "#b0e31a1c", "abnormal motion"),
        (255, "#60808080", "not observable"),
    )
    layer.setRenderer(
        QgsPalettedRasterRenderer(
            layer.dataProvider(),
            1,
            [QgsPalettedRasterRenderer.Class(value, QColor(colour), text) for value, colour, text in classes],
        )
    )
    layer.renderer().setNodataColor(QColor(classes[-1][1]))  # 255 is nodata: it has its colour and its legend
    return layer


def save(layer, name: str) -> None:
    """The style without the layer's own things, with `$` doubled for string.Template."""
    path = FOLDER / f"{name}.qml"
    parts = QgsMapLayer.StyleCategory
    layer.saveNamedStyle(str(path), parts.Symbology | parts.Labeling | parts.Fields | parts.Rendering)
    path.write_text(path.read_text(encoding="utf-8").replace("$", "$$"), encoding="utf-8")


def main() -> None:
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as folder:
        save(polygons("activity", ACTIVITIES, ALIASES, AREA_LABEL, True), "areas")
        save(lines(), "lines")
        result = '"result" || \' \' || "source"'
        save(
            polygons(result, MATCHES, MATCH_ALIASES, MATCH_LABEL, True, ("matched predicted", "false predicted")),
            "matches",
        )
        save(probability(Path(folder)), "probability")
        save(mask(Path(folder)), "mask")
    application.exitQgis()


if __name__ == "__main__":
    main()
