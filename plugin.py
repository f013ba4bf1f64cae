"""The plugin as QGIS sees it: translator, Processing provider, menu."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

FOLDER = Path(__file__).parent


class SliplinePlugin:
    """Loaded by QGIS with a window (iface) and by qgis_process without (iface is None)."""

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None
        self.menu = None
        self.translator = None
        locale = str(QgsSettings().value("locale/userLocale", "en"))[:2]
        translation = FOLDER / "i18n" / f"slipline_{locale}.qm"
        if translation.exists():
            self.translator = QTranslator()
            self.translator.load(str(translation))
            QCoreApplication.installTranslator(self.translator)

    def initProcessing(self) -> None:  # noqa: N802
        """Register the tools; qgis_process calls only this."""
        from .algorithms.provider import SliplineProvider

        self.provider = SliplineProvider()
        registry = QgsApplication.processingRegistry()
        registry.addProvider(self.provider)
        self.provider.refreshAlgorithms()  # a chain can only be loaded when its tools are registered

    def initGui(self) -> None:  # noqa: N802
        """Start with a window."""
        from .gui.menu import SliplineMenu

        self.initProcessing()
        self.menu = SliplineMenu(self.iface)

    def unload(self) -> None:
        """Leave QGIS as it was."""
        if self.menu is not None:
            self.menu.remove()
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
