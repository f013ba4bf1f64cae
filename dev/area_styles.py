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
    QgsCentroidFillSymbolLayer,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPalettedRasterRenderer,
    QgsPalLayerSettings,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSingleBandPseudoColorRenderer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from ..core.areas.fields import ALIASES
from ..core.areas.lines import ALIASES as LINE_ALIASES
from ..core.change.data import CHANGES
from ..core.change.outputs import ALIASES as CHANGE_ALIASES
from ..core.change.outputs import COLOURS
from ..core.display.styles import FOLDER
from ..core.evaluation.map import ALIASES as MATCH_ALIASES
from ..core.kinds.motionkind import ALIASES as KIND_ALIASES

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
CHANGE_TEXTS = {**{word: word for word in CHANGES}, "not comparable": "not comparable: see the field reason"}
KINDS = (
    ("landslide", "landslide", "#e31a1c"),
    ("creep", "creep of debris or rock glacier", "#ff8c1a"),
    ("bowl", "mining or pumping bowl", "#4dd2ff"),
    ("compaction", "compaction of fill", "#ffe600"),
    ("uplift", "uplift", "#00c08b"),
    ("construction", "construction", "#d580ff"),
    ("unwrapping error", "unwrapping or other error", "#f5f5f5"),
    ("", "not known", "#b0b0b0"),
)
KIND_LABEL = (  # number of the area, and how sure its kind is, if that is told
    "coalesce(to_string(attribute('area_id')), '') || "
    "coalesce('\\n' || round(100 * CASE WHEN \"motion_kind\" = 'not known' THEN NULL ELSE \"kind_p\" END) || ' %', '')"
)
CHANGE_LABEL = (  # the shift of the outline or of the speed, where it is the change
    "CASE WHEN \"change\" IN ('grown', 'shrunk') THEN format_number(\"edge_shift_m\", 0) || ' m' "
    "WHEN \"change\" = 'moved' THEN format_number(\"moved_m\", 0) || ' m' "
    "WHEN \"change\" IN ('faster', 'slower') THEN format_number(\"speed_diff\", 0) || ' mm/yr' END"
)
URGENT = {"landslide", "new", "grown", "faster", "fast", "missed reference", "false predicted"}
LINES = (
    ("inner", "inner line: probability of 90 %", "#ffffff"),
    ("outer", "outer line: probability of 10 %", "#ffe66d"),
)
AREA_LABEL = "\"area_id\" || coalesce('\\n' || round(\"v_median\") || ' mm/yr', '')"
MATCH_LABEL = (  # the overlap, once for each pair
    "CASE WHEN \"iou\" > 0 AND NOT (\"source\" = 'predicted' AND \"result\" = 'matched') THEN 'IoU ' || "
    'format_number("iou", 2) END'
)
STATUS = "lower(trim(coalesce(to_string(attribute('status')), '')))"  # works without the field too
ACTIVITY = "coalesce(attribute('activity'), '')"
REVIEWS = (  # status, text, the mark in the middle of the area: shape, colour
    ("accepted", "accepted: green dot", "circle", "#1b7837"),
    ("later", "later: yellow diamond", "diamond", "#ffd400"),
    ("rejected", "rejected: grey dashes, red cross", "cross2", "#b2182b"),
)
BELOW, STEPS = 0.0625, (0.125, 0.25, 0.5, 0.75, 1.0)  # stand for numbers that follow the threshold
RAMP = ("#b0fbb61a", "#d0ed6925", "#e0bb3754", "#f0781c6d", "#f0320a5e")  # from the threshold to 1


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


def mark(shape: str, colour: str) -> QgsFillSymbol:
    """A small sign with a white rim inside each polygon, whatever its shape."""
    sign = {"name": shape, "color": colour, "outline_color": "#ffffff", "outline_width": "0.3", "size": "3"}
    if shape == "cross2":
        sign |= {"outline_color": colour, "outline_width": "0.8"}
    centre = QgsCentroidFillSymbolLayer()
    centre.setPointOnSurface(True)
    centre.setSubSymbol(QgsMarkerSymbol.createSimple(sign))
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, centre)
    return symbol


def crossed_out() -> QgsFillSymbol:
    """An area that is none any more: thin grey dashes without a fill, and a cross."""
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": "#b0b0b0", "outline_width": "0.4", "outline_style": "dash"}
    )
    cross = mark("cross2", "#b2182b")
    symbol.appendSymbolLayer(cross.symbolLayer(0).clone())
    return symbol


def rule(parent, key: str, text: str, wanted: str, symbol=None) -> None:
    """Add a rule with a fixed key, so that the style is the same each time it is made."""
    child = QgsRuleBasedRenderer.Rule(symbol, 0, 0, wanted, text)
    child.setRuleKey(key)
    parent.appendChild(child)


def areas():
    """Colours after the motion, and a mark after the review; a rejected area keeps none of the colours."""
    layer = polygons("activity", ACTIVITIES, ALIASES, AREA_LABEL, True)
    below = layer.labeling().settings()  # the mark of the review stands in the middle
    below.placement = QgsPalLayerSettings.Placement.OverPoint
    below.quadOffset = QgsPalLayerSettings.QuadrantPosition.QuadrantBelow
    below.yOffset = 2.0
    below.centroidInside = True
    layer.setLabeling(QgsVectorLayerSimpleLabeling(below))
    root = QgsRuleBasedRenderer.Rule(None)
    root.setRuleKey("areas")
    known = ", ".join(f"'{value}'" for value, _, _ in ACTIVITIES if value)
    for value, text, colour in ACTIVITIES:
        wanted = f"{ACTIVITY} = '{value}'" if value else f"{ACTIVITY} NOT IN ({known})"
        symbol = outline(colour, urgent=value in URGENT)
        rule(root, value or "not known", text, f"{wanted} AND {STATUS} <> 'rejected'", symbol)
    for value, text, shape, colour in REVIEWS:
        symbol = crossed_out() if value == "rejected" else mark(shape, colour)
        rule(root, value, text, f"{STATUS} = '{value}'", symbol)
    known = ", ".join(f"'{value}'" for value, _, _, _ in REVIEWS)
    rule(root, "not reviewed", "not reviewed: no mark", f"{STATUS} NOT IN ({known})")
    layer.setRenderer(QgsRuleBasedRenderer(root))
    return layer


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


def lined(dashed: bool) -> QgsVectorLayer:
    """Polygons without a fill: a black line on a white one (areas), or white dashes on a black line (ground)."""
    lower, upper = ("#000000", "#ffffff") if dashed else ("#ffffff", "#000000")
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": lower, "outline_width": "0.9"})
    top = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": upper, "outline_width": "0.5", "outline_style": "dash" if dashed else "solid"}
    )
    symbol.appendSymbolLayer(top.symbolLayer(0).clone())
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:32633", "polygons", "memory")
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
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
    items = [
        QgsColorRampShader.ColorRampItem(0.0, QColor("#00fbb61a"), "0"),
        QgsColorRampShader.ColorRampItem(BELOW, QColor("#00fbb61a"), "BELOW"),
    ]
    items += [
        QgsColorRampShader.ColorRampItem(STEPS[number], QColor(colour), f"STEP{number}")
        for number, colour in enumerate(RAMP)
    ]
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
        (0, "#5a5ab4c8", "predicted, no abnormal motion found"),
        (1, "#b0e31a1c", "abnormal motion"),
        (254, "#a0303030", "not asked: outside the ground to predict"),
        (255, "#00000000", "not observable: no colour"),
    )
    layer.setRenderer(
        QgsPalettedRasterRenderer(
            layer.dataProvider(),
            1,
            [QgsPalettedRasterRenderer.Class(value, QColor(colour), text) for value, colour, text in classes],
        )
    )
    # 255 is nodata and has a legend, but no colour: QGIS 3.22 draws a half transparent colour of nodata as cyan specks
    return layer


def save(layer, name: str) -> None:
    """The style without the layer's own things, with `$` doubled for string.Template."""
    path = FOLDER / f"{name}.qml"
    parts = QgsMapLayer.StyleCategory
    layer.saveNamedStyle(str(path), parts.Symbology | parts.Labeling | parts.Fields | parts.Rendering)
    path.write_text(path.read_text(encoding="utf-8").replace("$", "$$"), encoding="utf-8")


def open_steps(path: Path) -> None:
    """Let the numbers of the ramp be fields of the template."""
    text = path.read_text(encoding="utf-8")
    for name, value in (("below", BELOW), *((f"step{number}", step) for number, step in enumerate(STEPS[:-1]))):
        text = text.replace(f'value="{value:g}"', f'value="${{{name}}}"')
    for number in range(len(STEPS)):
        text = text.replace(f'label="STEP{number}"', f'label="${{step{number}}}"')
    path.write_text(text.replace('label="BELOW"', 'label="${transparent}"'), encoding="utf-8")


def main() -> None:
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as folder:
        save(areas(), "areas")
        save(lines(), "lines")
        result = '"result" || \' \' || "source"'
        save(
            polygons(result, MATCHES, MATCH_ALIASES, MATCH_LABEL, True, ("matched predicted", "false predicted")),
            "matches",
        )
        changes = [(word, text, COLOURS[word]) for word, text in CHANGE_TEXTS.items()]
        save(polygons("change", changes, CHANGE_ALIASES, CHANGE_LABEL, True, ("stopped", "not comparable")), "change")
        save(
            polygons("motion_kind", KINDS, {**ALIASES, **KIND_ALIASES}, KIND_LABEL, True, ("unwrapping error", "")),
            "motionkind",
        )
        save(lined(dashed=False), "reference")
        save(lined(dashed=True), "ground")
        save(probability(Path(folder)), "probability")
        open_steps(FOLDER / "probability.qml")
        save(mask(Path(folder)), "mask")
    application.exitQgis()


if __name__ == "__main__":
    main()
