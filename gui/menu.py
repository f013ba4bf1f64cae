"""What Slipline adds to QGIS' window beside its tools: a menu, and the button that leads to PyTorch."""

from __future__ import annotations

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QMenu, QPushButton

from ..algorithms.base import ICON
from ..algorithms.chains import Chain
from ..algorithms.worker_setting import TORCH_NEWS
from ..core.base.translation import tr
from . import batch_results
from .basemap_menu import BasemapMenu
from .chain_copy import edit_a_copy
from .review.dock import ReviewDock
from .torch_dialog import TorchDialog

NAME = "Slipline"


class SliplineMenu:
    """Plugins > Slipline; further windows get their action here."""

    def __init__(self, iface) -> None:
        self._iface = iface
        self._dialog = None
        self._asked = None
        self.review = None
        self.menu = QMenu(NAME)
        self.menu.setIcon(QIcon(ICON))
        self.menu.addAction(tr("Set up PyTorch…")).triggered.connect(self.set_up_torch)
        self.menu.addAction(tr("Review areas…")).triggered.connect(self.review_areas)
        self.chains = self.menu.addMenu(tr("Edit a copy of a chain"))
        self.chains.aboutToShow.connect(self.list_chains)
        self._basemaps = BasemapMenu(iface, self.menu.addMenu(tr("Add review basemap")))
        iface.pluginMenu().addMenu(self.menu)
        TORCH_NEWS.missing.connect(self._torch_is_missing)
        batch_results.accept_without_time()

    def remove(self) -> None:
        """Leave the window as it was."""
        batch_results.restore()
        TORCH_NEWS.missing.disconnect(self._torch_is_missing)
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
        if self.review is not None:
            self.review.close_down()
        self._iface.pluginMenu().removeAction(self.menu.menuAction())
        self.menu.deleteLater()

    def set_up_torch(self) -> None:
        """Open the dialog; one that is open comes to the front."""
        if self._dialog is None:
            self._dialog = TorchDialog(self._iface.mainWindow())
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def review_areas(self) -> None:
        """Show the review panel, with the active layer where that holds areas and none is under review."""
        if self.review is None:
            self.review = ReviewDock(self._iface)
        self.review.show()
        self.review.raise_()
        self.review.offer(self._iface.activeLayer())

    def list_chains(self) -> None:
        """An entry for each chain of the toolbox, which opens a copy of it in the model designer."""
        self.chains.clear()
        for chain in QgsApplication.processingRegistry().providerById("slipline").algorithms():
            if isinstance(chain, Chain):
                self.chains.addAction(chain.displayName()).triggered.connect(
                    lambda _checked=False, chain=chain: edit_a_copy(chain)
                )

    def _torch_is_missing(self) -> None:
        """Offer the dialog in the message bar, once at a time."""
        bar = self._iface.messageBar()
        if self._asked is not None and self._asked in bar.items():
            return
        self._asked = bar.createMessage(NAME, tr("This tool needs PyTorch, which is not set up on this computer."))
        button = QPushButton(tr("Set up PyTorch…"))
        button.clicked.connect(self.set_up_torch)
        button.clicked.connect(self._asked.dismiss)
        self._asked.layout().addWidget(button)
        bar.pushWidget(self._asked, Qgis.MessageLevel.Warning)
