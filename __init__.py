"""Slipline: boundaries of active landslides from InSAR, in QGIS."""


def classFactory(iface):  # noqa: ANN001, ANN201, N802, D103  (QGIS' name)
    from .plugin import SliplinePlugin

    return SliplinePlugin(iface)
