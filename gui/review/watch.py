"""Notices what happens to a layer under review outside the review panel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

_SIGNALS = (  # of a vector layer, after which its areas, their attributes or the layer's file may be others
    "committedFeaturesAdded",
    "committedFeaturesRemoved",
    "committedGeometriesChanges",
    "committedAttributeValuesChanges",
    "committedAttributesAdded",
    "committedAttributesDeleted",
    "subsetStringChanged",
    "afterRollBack",
    "dataChanged",
    "updatedFields",
    "dataSourceChanged",
    "crsChanged",
)


class LayerWatch(QObject):
    """Listens to a layer; what the review writes itself is not reported.

    Args:
        layer: under review.

    Signals:
        content: areas or attributes may have changed. Many changes at once are reported once, when they are over.
        another: the layer has other fields, another file or another CRS.
        gone: the layer is about to be deleted.
    """

    content = pyqtSignal()
    another = pyqtSignal()
    gone = pyqtSignal()

    def __init__(self, layer) -> None:
        super().__init__()
        self._layer, self._quiet, self._known = layer, 0, _identity(layer)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._report)
        for name in _SIGNALS:
            getattr(layer, name).connect(self._hear)
        layer.willBeDeleted.connect(self.gone)

    def _hear(self, *_told) -> None:
        if not self._quiet:
            self._timer.start()

    def _report(self) -> None:
        found = _identity(self._layer)
        if found == self._known:
            self.content.emit()
        else:
            self._known = found
            self.another.emit()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While the review itself writes."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    def stop(self) -> None:
        """Listen no more."""
        self._timer.stop()
        for name in _SIGNALS:
            getattr(self._layer, name).disconnect(self._hear)
        self._layer.willBeDeleted.disconnect(self.gone)


def _identity(layer) -> tuple:
    """What makes a layer another one for the review; its filter is only a part of what it shows."""
    file = layer.source().partition("|subset=")[0]
    return file, layer.crs().toWkt(), tuple(layer.dataProvider().fields().names())
