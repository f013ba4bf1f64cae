"""The plugin as QGIS sees it: translator, Processing provider, menu."""

from __future__ import annotations

import threading
from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from .core.base import translation
from .core.files import leftovers

TRANSLATIONS = Path(__file__).parent / "i18n"


class SliplinePlugin:
    """Loaded by QGIS with a window (iface) and by qgis_process without (iface is None)."""

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None
        self.menu = None
        self.translator = QTranslator()
        locale = locale_of_qgis()
        if self.translator.load(locale, "slipline", "_", str(TRANSLATIONS), ".qm"):
            QCoreApplication.installTranslator(self.translator)
            translation.install(
                lambda text: QCoreApplication.translate("@default", text), locale.name().replace("_", "-")
            )

    def initProcessing(self) -> None:  # noqa: N802
        """Register the tools; qgis_process calls only this."""
        from .algorithms.provider import SliplineProvider

        self._tidy_up()
        self.provider = SliplineProvider()
        registry = QgsApplication.processingRegistry()
        registry.addProvider(self.provider)
        self.provider.refreshAlgorithms()  # a chain can only be loaded when its tools are registered

    def _tidy_up(self) -> None:
        """Bring to an end what a killed run left; beside QGIS' window, which does not wait for a disk that is slow."""
        thread = threading.Thread(target=leftovers.tidy, daemon=True)
        thread.start()
        if self.iface is None:
            thread.join()

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
        translation.install(None)
        QCoreApplication.removeTranslator(self.translator)


def locale_of_qgis() -> QLocale:
    """The language that QGIS speaks: the one that it was started in or that its settings ask for, else the system's.

    Whatever is written in simplified Chinese (zh, zh_CN, zh-Hans, zh_SG) is served by one translation; traditional
    Chinese is not.
    """
    settings = QgsSettings()
    chosen = QgsApplication.instance().translation()  # what QGIS' window was started with, for example by --lang
    if not chosen and settings.value("locale/overrideFlag", False, bool):
        chosen = str(settings.value("locale/userLocale", "") or "")
    locale = QLocale(chosen) if chosen else QLocale.system()
    if locale.language() == QLocale.Language.Chinese and locale.script() == QLocale.Script.SimplifiedHanScript:
        return QLocale("zh_CN")
    return locale
