"""The menu *Add review basemap*: web imagery below the areas, once its server has answered."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import Qgis, QgsDataSourceUri, QgsNetworkAccessManager, QgsProject, QgsRasterLayer, QgsSettings
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from qgis.PyQt.QtWidgets import QInputDialog

from ..algorithms.basemap import ANSWERS
from ..core.base.errors import InputError
from ..core.base.translation import tr
from .basemaps import BASEMAPS, Basemap, basemap_at

KEY = "slipline/basemaps/"
PATIENCE_MS = 15_000
NOTE_S = 20


class BasemapMenu:
    """Fills a menu; addresses are settings (`slipline/basemaps/google`, ...)."""

    def __init__(self, iface, menu) -> None:
        self._iface = iface
        self._waiting: set[QNetworkReply] = set()
        for basemap in BASEMAPS:
            menu.addAction(basemap.name).triggered.connect(
                lambda _checked=False, basemap=basemap: self.add(configured(basemap))
            )
        menu.addSeparator()
        menu.addAction(tr("Other address (XYZ)…")).triggered.connect(self.ask)

    def ask(self) -> None:
        """Add tiles from an address that the user types; it is proposed the next time."""
        known = str(QgsSettings().value(KEY + "other", "https://example.org/{z}/{x}/{y}.png"))
        label = tr("Address of the tiles, with {x}, {y} and {z}, or {q}:")
        address, good = QInputDialog.getText(self._iface.mainWindow(), tr("Add review basemap"), label, text=known)
        if good:
            self.add_address(address)

    def add_address(self, address: str) -> None:
        """Add tiles from an address."""
        try:
            basemap = basemap_at(address)
        except InputError as error:
            self._say(str(error), Qgis.MessageLevel.Warning)
            return
        QgsSettings().setValue(KEY + "other", basemap.address)
        self.add(basemap)

    def add(self, basemap: Basemap) -> None:
        """Ask the server for one tile, without waiting; the layer comes when it has answered."""
        reply = QgsNetworkAccessManager.instance().get(QNetworkRequest(QUrl(basemap.first_tile())))
        self._waiting.add(reply)
        reply.finished.connect(lambda: self._answered(reply, basemap))
        QTimer.singleShot(PATIENCE_MS, lambda: reply in self._waiting and reply.abort())

    def _answered(self, reply: QNetworkReply, basemap: Basemap) -> None:
        self._waiting.discard(reply)
        reply.deleteLater()
        if reply.error() not in ANSWERS:
            self._say(
                tr("{name} was not added: {host} does not answer ({reason}). Check the network and the proxy.").format(
                    name=basemap.name, host=basemap.host(), reason=reply.errorString().rstrip(".")
                ),
                Qgis.MessageLevel.Warning,
            )
            return
        add_below(layer_of(basemap))
        terms = f' <a href="{basemap.terms}">{tr("Terms of use")}</a>' if basemap.terms else ""
        self._say(
            tr("{name}: {attribution}. For viewing only: tracing or publishing may be prohibited.").format(
                name=basemap.name, attribution=basemap.attribution
            )
            + terms,
            Qgis.MessageLevel.Info,
        )
        if reply.error() != QNetworkReply.NetworkError.NoError:
            self._say(
                tr(
                    "{host} has no picture of the whole earth. If it has none of your area either, the layer "
                    "{name} stays empty: check its address."
                ).format(host=basemap.host(), name=basemap.name),
                Qgis.MessageLevel.Warning,
            )

    def _say(self, text: str, level) -> None:
        self._iface.messageBar().pushMessage("Slipline", text, level, NOTE_S)


def configured(basemap: Basemap) -> Basemap:
    """With the address of the settings, where they have one."""
    return replace(basemap, address=str(QgsSettings().value(KEY + basemap.key, "") or basemap.address))


def layer_of(basemap: Basemap) -> QgsRasterLayer:
    """The layer, with its attribution and terms in its metadata."""
    source = (
        QgsDataSourceUri()
    )  # writes it as this QGIS reads it: 3.40 no longer takes an address that is quoted throughout
    for name, value in (
        ("type", "xyz"),
        ("url", basemap.address),
        ("zmin", basemap.zoom[0]),
        ("zmax", basemap.zoom[1]),
    ):
        source.setParam(name, str(value))
    layer = QgsRasterLayer(str(source.encodedUri(), "ascii"), basemap.name, "wms")
    metadata = layer.metadata()
    metadata.setRights([basemap.attribution])
    metadata.setLicenses([basemap.terms] if basemap.terms else [])
    layer.setMetadata(metadata)
    layer.setAttribution(basemap.attribution)
    layer.setAttributionUrl(basemap.terms)
    return layer


def add_below(layer: QgsRasterLayer) -> None:
    """Put a layer below all others of the project."""
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(-1, layer)
    if not project.crs().isValid():
        project.setCrs(layer.crs())
