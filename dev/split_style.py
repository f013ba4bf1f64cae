"""Make the style of the split: run with the Python of QGIS, from the folder that holds `slipline`.

QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen python3 -m slipline.dev.split_style
"""

from __future__ import annotations

from qgis.core import QgsApplication, QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory, QgsVectorLayer

from .area_styles import save

SETS = (
    ("train", "trains", "26,152,80"),
    ("validation", "validates: chooses epoch and threshold", "255,190,0"),
    ("test", "tests: the scores are of this ground", "33,102,255"),
)


def main() -> None:
    application = QgsApplication([], False)
    application.initQgis()
    layer = QgsVectorLayer("MultiPolygon?field=set:string&field=area_m2:double", "split", "memory")
    layer.setFieldAlias(1, "area (m²)")
    categories = [
        QgsRendererCategory(
            value,
            QgsFillSymbol.createSimple(
                {"color": f"{colour},60", "outline_color": f"{colour},255", "outline_width": "0.6"}
            ),
            label,
        )
        for value, label, colour in SETS
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("set", categories))
    save(layer, "split")
    del layer
    application.exitQgis()


if __name__ == "__main__":
    main()
