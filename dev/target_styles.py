"""Make the styles of targets, hot spot map, candidate areas, feature stack: run as area_styles says.

    QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen python3 -m slipline.dev.target_styles

Red is away from the satellite, blue towards it, as in most maps of InSAR; both can be told apart by colour-blind
readers. Numbers that follow the data are written as marks here and become `$name` fields of the template.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsContrastEnhancement,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsMultiBandColorRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..core.areas.fields import ALIASES
from ..core.display.styles import AWAY, FOLDER, STILL, TOWARDS
from ..core.orbits.outputs import ALIASES as SITE_ALIASES
from ..core.series.outputs import ALIASES as TREND_ALIASES

BREAKS = {"b1": 1111, "b2": 2222, "b3": 3333}
FAR = 1e9
LIMIT, HALF, TENTH, BAND = 7777, 3888.5, 777.7, 5
TARGETS = "field=velocity:double&field=coherence:double&field=height:double&field=velocity_std:double"
GI = (
    "field=gi_z:double&field=gi_p:double&field=gi_n:integer&field=gi_bin:integer"
    "&field=moving:integer&field=velocity_read:double"
)
ORBITS = "&".join(f"field={name}:double" for name in SITE_ALIASES)
TARGET_ALIASES = {
    "velocity": "velocity, positive ${towards} (mm/yr)",
    "coherence": "coherence (0 to 1)",
    "height": "height (m)",
    "velocity_std": "standard deviation of the velocity (mm/yr)",
    "gi_z": "Gi* z-score",
    "gi_p": "Gi* p-value",
    "gi_n": "targets within the distance",
    "gi_bin": "Gi* class (-3 to 3)",
    "moving": "beyond the stability threshold: -1 ${away}, 1 ${towards}",
    "velocity_read": "velocity before the regional motion was taken away (mm/yr)",
    **SITE_ALIASES,
    **TREND_ALIASES,
}


def dot(colour: str, size: float, alpha: int = 255) -> QgsMarkerSymbol:
    """A dot with a thin dark rim, legible over bright and dark imagery."""
    red, green, blue, _ = QColor(colour).getRgb()
    return QgsMarkerSymbol.createSimple(
        {
            "name": "circle",
            "color": f"{red},{green},{blue},{alpha}",
            "size": str(size),
            "outline_color": f"30,30,30,{int(alpha * 0.7)}",
            "outline_width": "0.1",
        }
    )


def points(fields: str, renderer) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs=EPSG:32633&{fields}", "targets", "memory")
    layer.setRenderer(renderer)
    for name, alias in TARGET_ALIASES.items():
        if layer.fields().lookupField(name) >= 0:
            layer.setFieldAlias(layer.fields().lookupField(name), alias)
    return layer


def targets(field: str = "velocity", away: str = "${away}", towards: str = "${towards}") -> QgsVectorLayer:
    b1, b2, b3 = BREAKS.values()
    classes = [
        (-FAR, -b3, f"{away}, faster than {b3} mm/yr", AWAY[0], 2.0),
        (-b3, -b2, f"-{b3} to -{b2} mm/yr", AWAY[1], 1.8),
        (-b2, -b1, f"-{b2} to -{b1} mm/yr", AWAY[2], 1.6),
        (-b1, b1, f"-{b1} to {b1} mm/yr", STILL, 1.2),
        (b1, b2, f"{b1} to {b2} mm/yr", TOWARDS[2], 1.6),
        (b2, b3, f"{b2} to {b3} mm/yr", TOWARDS[1], 1.8),
        (b3, FAR, f"{towards}, faster than {b3} mm/yr", TOWARDS[0], 2.0),
    ]
    ranges = [
        QgsRendererRange(low, high, dot(colour, size, 150 if colour == STILL else 255), text)
        for low, high, text, colour, size in classes
    ]
    return points(TARGETS if field == "velocity" else f"{TARGETS}&{ORBITS}", QgsGraduatedSymbolRenderer(field, ranges))


def gi_targets() -> QgsVectorLayer:
    categories = [
        QgsRendererCategory(-level, dot(AWAY[3 - level], 1.0 + level / 3), f"${{away}}, {sure} % significant")
        for level, sure in ((3, 99), (2, 95), (1, 90))
    ]
    categories.append(QgsRendererCategory(0, dot(STILL, 1.1, 130), "not significant"))
    categories += [
        QgsRendererCategory(level, dot(TOWARDS[3 - level], 1.0 + level / 3), f"${{towards}}, {sure} % significant")
        for level, sure in ((1, 90), (2, 95), (3, 99))
    ]
    categories.append(QgsRendererCategory(None, dot("#969696", 0.8, 130), "not known: too few neighbours"))
    return points(f"{TARGETS}&{GI}", QgsCategorizedSymbolRenderer("gi_bin", categories))


def trends() -> QgsVectorLayer:
    colours = {
        "stable": (STILL, 1.2, "stable"),
        "linear": ("#1b7837", 1.8, "linear: the same velocity all the time"),
        "accelerating": ("#b2182b", 2.0, "accelerating"),
        "slowing": ("#f4a582", 1.8, "slowing"),
        "seasonal": ("#67a9cf", 1.6, "seasonal"),
        "break": ("#762a83", 2.0, "break: the velocity changed on a date"),
        "jump": ("#ffd92f", 1.8, "jump: likely an error of the unwrapping"),
        "noisy": ("#969696", 1.2, "too noisy"),
    }
    categories = [
        QgsRendererCategory(word, dot(colour, size, 150 if word in ("stable", "noisy") else 255), text)
        for word, (colour, size, text) in colours.items()
    ]
    categories.append(QgsRendererCategory(None, dot("#ffffff", 0.8, 130), "not known: too few dates"))
    fields = "&".join(f"field={name}:string" for name in TREND_ALIASES)
    return points(f"{TARGETS}&{fields}", QgsCategorizedSymbolRenderer("trend", categories))


def candidate_areas() -> QgsVectorLayer:
    def outline(colour: str) -> QgsFillSymbol:
        red, green, blue, _ = QColor(colour).getRgb()
        symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": "255,255,255,200", "outline_width": "1.0"})
        upper = QgsFillSymbol.createSimple(
            {
                "color": f"{red},{green},{blue},25",
                "outline_color": colour,
                "outline_width": "0.5",
                "outline_style": "dash",
            }
        )
        symbol.appendSymbolLayer(upper.symbolLayer(0).clone())
        return symbol

    layer = QgsVectorLayer(
        "MultiPolygon?crs=EPSG:32633&" + "&".join(f"field={name}:string" for name in ALIASES), "areas", "memory"
    )
    layer.setRenderer(
        QgsCategorizedSymbolRenderer(
            "sign",
            [
                QgsRendererCategory("${negative}", outline(AWAY[0]), "candidate area, ${away}"),
                QgsRendererCategory("${positive}", outline(TOWARDS[0]), "candidate area, ${towards}"),
                QgsRendererCategory("mixed", outline("#7b3294"), "candidate area, both"),
            ],
        )
    )
    for name, alias in ALIASES.items():
        layer.setFieldAlias(layer.fields().lookupField(name), alias)
    return layer


def raster(folder: Path, bands: int) -> QgsRasterLayer:
    path = str(folder / f"{bands}.tif")
    gdal.GetDriverByName("GTiff").Create(path, 4, 4, bands, gdal.GDT_Float32).FlushCache()
    return QgsRasterLayer(path, "raster")


def hotspot(folder: Path) -> QgsRasterLayer:
    """Diverging, centred on zero, transparent near it."""
    return ramp(
        folder,
        [
            (-LIMIT, AWAY[0], 235),
            (-HALF, AWAY[1], 190),
            (-TENTH, AWAY[2], 60),
            (0, STILL, 0),
            (TENTH, TOWARDS[2], 60),
            (HALF, TOWARDS[1], 190),
            (LIMIT, TOWARDS[0], 235),
        ],
    )


def magnitude(folder: Path) -> QgsRasterLayer:
    """Sequential, the darker the more: what has no direction."""
    return ramp(folder, [(0, "#fde725", 0), (TENTH, "#b5de2b", 110), (HALF, "#1f9e89", 200), (LIMIT, "#440154", 235)])


def ramp(folder: Path, steps: list[tuple[float, str, int]]) -> QgsRasterLayer:
    """A band in interpolated colours (value, colour, opacity); the colour bar says in words what its ends are."""
    layer = raster(folder, BAND)
    least, most = steps[0][0], steps[-1][0]
    colours = QgsColorRampShader(least, most)
    colours.setColorRampType(QgsColorRampShader.Type.Interpolated)
    items = []
    for value, colour, alpha in steps:
        shade = QColor(colour)
        shade.setAlpha(alpha)
        items.append(QgsColorRampShader.ColorRampItem(value, shade, f"{value:g}"))
    colours.setColorRampItemList(items)
    ends = QgsColorRampLegendNodeSettings()
    ends.setMinimumLabel("LOWEST")
    ends.setMaximumLabel("HIGHEST")
    colours.setLegendSettings(ends)
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(colours)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), BAND, shader)
    renderer.setClassificationMin(least)
    renderer.setClassificationMax(most)
    layer.setRenderer(renderer)
    return layer


def coloured(folder: Path, most: float) -> QgsRasterLayer:
    """Red, green and blue of the first three bands, from 0 to a value."""
    layer = raster(folder, 3)
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 1, 2, 3)
    for setter in (
        renderer.setRedContrastEnhancement,
        renderer.setGreenContrastEnhancement,
        renderer.setBlueContrastEnhancement,
    ):
        stretch = QgsContrastEnhancement(layer.dataProvider().dataType(1))
        stretch.setMinimumValue(0.0)
        stretch.setMaximumValue(most)
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        setter(stretch)
    layer.setRenderer(renderer)
    return layer


def save(layer, name: str, fields: dict[str, str]) -> None:
    """The style with the marks replaced by fields, and every other `$` doubled for string.Template."""
    path = FOLDER / f"{name}.qml"
    parts = QgsMapLayer.StyleCategory
    layer.saveNamedStyle(str(path), parts.Symbology | parts.Fields | parts.Rendering)
    text = path.read_text(encoding="utf-8").replace("$", "$$").replace("$${", "${")
    for mark, field in fields.items():
        text = text.replace(mark, field)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as folder:
        breaks = {
            f"{mark}{zeros}": f"${{{name}}}" for zeros in (".000000000000000", "") for name, mark in BREAKS.items()
        }
        save(targets(), "targets", breaks)
        save(trends(), "timeseries", {})
        save(targets("velocity_up", "downwards", "upwards"), "two_orbits", breaks)
        save(gi_targets(), "gi_targets", {})
        save(candidate_areas(), "candidate_areas", {})
        marks = {
            str(HALF): "${half}",
            str(TENTH): "${tenth}",
            str(LIMIT): "${limit}",
            f'band="{BAND}"': 'band="${band}"',
            "LOWEST": "${lowest}",
            "HIGHEST": "${highest}",
        }
        save(hotspot(Path(folder)), "hotspot", marks)
        save(magnitude(Path(folder)), "magnitude", marks)
        save(coloured(Path(folder), 255.0), "image", {})
        bands = {
            f'{colour}Band="{number}"': f'{colour}Band="${{{colour}}}"'
            for number, colour in enumerate(("red", "green", "blue"), 1)
        }
        save(coloured(Path(folder), 1.0), "shares", bands)
    application.exitQgis()


if __name__ == "__main__":
    main()
