"""The dock *Review areas*: the layer under review, its list, and the current area on both maps."""

from __future__ import annotations

from qgis.core import Qgis, QgsProject, QgsSettings, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QItemSelectionModel, Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QMessageBox

from ...core.areas.review import ACCEPTED, LATER, REJECTED
from ...core.areas.review_motion import mean_displacement, velocity_histogram
from ...core.base.translation import tr
from .actions import ReviewActions
from .canvas import ImageryDock
from .fields import add_fields, is_slipline, missing_fields, problem_of
from .keys import ReviewKeys
from .layer import ReviewLayer
from .marks import Marks, zoom_to
from .model import NUMBER, RANK, ReviewFilter, ReviewModel
from .panel import ACTIONS, REVIEWER_KEY, ReviewPanel, glance_of, scrollable
from .room import make_room
from .swipe import Swipe
from .targets import AreaTargets, best_targets, targets_in
from .train_dialog import TrainAgainDialog


class ReviewDock(QDockWidget):
    """Goes through the areas of a layer, one by one."""

    def __init__(self, iface) -> None:
        super().__init__(tr("Slipline: review areas"), iface.mainWindow())
        self.setObjectName("SliplineReview")
        self._iface, self._canvas = iface, iface.mapCanvas()
        self.panel = ReviewPanel()
        self.setWidget(scrollable(self.panel))
        self.review: ReviewLayer | None = None
        self.model, self.list = None, None
        self.current: int | None = None
        self._train_dialog, self._width = None, 0
        self.imagery = ImageryDock(self._canvas, iface.mainWindow())
        self.swipe = Swipe(self._canvas, self.imagery.layers)
        self._marks = Marks(self._canvas, self.imagery.canvas)
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.imagery)
        iface.mainWindow().splitDockWidget(self.imagery, self, Qt.Orientation.Horizontal)  # map, imagery, panel
        self.imagery.hide()
        make_room(self, self.imagery, iface.mainWindow(), self._canvas.height())
        self.reviewing = ReviewActions(self, iface)
        self._connect()
        self.keys = ReviewKeys(
            {key: lambda name=name: self.reviewing.act(name) for name, key, _ in ACTIONS}, self.is_ready
        )
        self.keys.watch(self, self.panel.table, self._canvas, self.imagery.canvas)

    def _connect(self) -> None:
        panel = self.panel
        panel.areas.layerChanged.connect(self.open_layer)
        panel.targets.layerChanged.connect(lambda _layer: self.show_area(self.current, False))
        panel.reviewer.editingFinished.connect(
            lambda: QgsSettings().setValue(REVIEWER_KEY, panel.reviewer.text().strip())
        )
        for box in (panel.status, panel.activity):
            box.currentIndexChanged.connect(self._filter_chosen)
            box.activated.connect(lambda _index: panel.table.setFocus())  # keys mean areas again
        panel.note.editingFinished.connect(self.reviewing.keep_note)
        panel.note.returnPressed.connect(self.reviewing.note_entered)
        self.imagery.visibilityChanged.connect(self._imagery_came_or_went)
        self.imagery.imagery.layerChanged.connect(
            lambda layer: self.show_swipe(False) if layer is None else self.swipe.draw()
        )
        panel.train.clicked.connect(self.train_again)
        for name, button in panel.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.reviewing.act(name))
        QgsProject.instance().layersWillBeRemoved.connect(self._layers_go)

    def show_imagery(self, shown: bool) -> None:
        """The second map, as wide as the first."""
        if shown and self.imagery.isHidden():
            self._width = self.width()
        width = (self._canvas.width() - self.widget().minimumSizeHint().width() // 4) // 2
        self.imagery.setVisible(shown)
        if shown:
            self._iface.mainWindow().resizeDocks(
                [self.imagery, self], [width, self.widget().minimumSizeHint().width()], Qt.Orientation.Horizontal
            )

    def _imagery_came_or_went(self, _shown: bool) -> None:
        """The button follows; without the second map the panel is as wide as it was before, and the map gets the rest.

        Qt hides the second map after it has told so: the panel has its new width a moment later.
        """
        hidden = self.imagery.isHidden()
        self.panel.buttons["imagery"].setChecked(not hidden)
        if hidden and self._width:
            width, self._width = self._width, 0
            QTimer.singleShot(
                0, lambda: self._iface.mainWindow().resizeDocks([self], [width], Qt.Orientation.Horizontal)
            )

    def show_swipe(self, wanted: bool) -> None:
        """Divide the map, where there is imagery."""
        if wanted and not self.imagery.layers():
            self.say(
                tr(
                    "There is no imagery to swipe to. Plugins > Slipline > Add review basemap adds some; Imagery "
                    "(I) chooses among several."
                ),
                Qgis.MessageLevel.Info,
            )
            wanted = False
        self.swipe.show(wanted)
        self.panel.buttons["swipe"].setChecked(wanted)

    def closeEvent(self, event) -> None:
        self.show_swipe(False)
        super().closeEvent(event)

    def close_down(self) -> None:
        """Leave the window as it was."""
        self.swipe.show(False)
        self._width = 0
        QgsProject.instance().layersWillBeRemoved.disconnect(self._layers_go)
        self.panel.areas.layerChanged.disconnect(self.open_layer)
        self.keys.stop()
        self._forget()
        self._marks.remove()
        self.imagery.close_down()
        for dock in (self.imagery, self):
            self._iface.removeDockWidget(dock)
            dock.deleteLater()

    def is_ready(self) -> bool:
        """Whether a key means an area: a layer is under review, and the panel is there."""
        return self.review is not None and not self.isHidden()

    def open_layer(self, layer: QgsVectorLayer | None) -> None:
        """Review this layer; fields that it lacks are added after asking."""
        self._forget()
        if layer is None:
            return
        problem = problem_of(layer)
        if problem or not self._may_add(layer):
            self.say(problem or tr("Without these fields a review has nowhere to go."), Qgis.MessageLevel.Warning)
            self.panel.areas.setLayer(None)
            return
        self.review = ReviewLayer(layer, self._measure)
        self.review.changed.connect(self._rows_changed)
        self.review.replaced.connect(self._reload)
        self.review.failed.connect(lambda text: self.say(text, Qgis.MessageLevel.Critical))
        self.review.told.connect(lambda text: self.say(text, Qgis.MessageLevel.Info))
        self.review.watch.content.connect(self._look_again)
        self.review.watch.another.connect(lambda: self.open_layer(layer))
        self.review.watch.gone.connect(lambda: self._forget(gone=True))
        layer.editingStopped.connect(self.reviewing.end_tool)
        layer.selectionChanged.connect(self._picked_on_map)
        if self.panel.targets.currentLayer() is None:
            self.panel.targets.setLayer(best_targets())
        self.imagery.show_areas(layer)
        self._reload(-1)

    def offer(self, layer) -> None:
        """Begin with this layer, where it holds areas and none is under review."""
        fits = isinstance(layer, QgsVectorLayer) and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
        if self.review is None and fits:
            self.panel.areas.setLayer(layer)

    def _may_add(self, layer) -> bool:
        missing = missing_fields(layer)
        if not missing or is_slipline(layer):  # the latter was made to be reviewed
            return not missing or add_fields(layer)
        text = tr(
            "The layer {name} has no fields for a review yet. Add {fields} to its file? Nothing else is changed."
        ).format(name=layer.name(), fields=", ".join(missing))
        return self.ask(text) and add_fields(layer)

    def ask(self, text: str) -> bool:
        """A question with Yes and No."""
        return QMessageBox.question(self, tr("Slipline: review areas"), text) == QMessageBox.StandardButton.Yes

    def _forget(self, gone: bool = False) -> None:
        """Leave the layer under review; one that is being deleted is not written any more."""
        if self.review is not None:
            if not gone:
                self.reviewing.keep_note()
                self.reviewing.end_tool()
            self.review.close(gone)
            self.review.layer.editingStopped.disconnect(self.reviewing.end_tool)
            self.review.layer.selectionChanged.disconnect(self._picked_on_map)
        self.review = None
        if self._train_dialog is not None:
            self._train_dialog.close()
            self._train_dialog = None
        self.imagery.show_areas(None)
        self.panel.table.setModel(None)
        self.model = self.list = None
        self.panel.progress.clear()
        self._show_nothing(tr("Choose a layer of areas above."))

    def _show_nothing(self, text: str) -> None:
        """No area is the current one."""
        self.current = None
        self.panel.show_nothing(text)
        self._marks.clear()

    def _layers_go(self, layers) -> None:
        if self.review is not None and self.review.layer.id() in layers:
            self.panel.areas.setLayer(None)
            self._forget()

    def _reload(self, area: int) -> None:
        """Read the list anew and go to an area, or to the first that is not reviewed."""
        table = self.panel.table
        self.model = ReviewModel(self.review.rows())
        self.list = ReviewFilter(self.model)
        self.panel.show_classes(self.model.classes())
        table.setModel(self.list)
        self.panel.set_widths()
        table.sortByColumn(RANK, Qt.SortOrder.AscendingOrder)
        table.selectionModel().currentRowChanged.connect(lambda index, _: self._go_row(index))
        self._filter()
        shown = self.list.areas()
        fresh = [one for one in shown if not self.model.status(one)] or shown
        self.go(area if area in shown else fresh[0] if fresh else None)
        table.setFocus()

    def _look_again(self) -> None:
        """The layer was changed elsewhere: show what it holds now; the list keeps its order where no area came or went.

        What is being typed as a note stays.
        """
        rows = self.review.rows()
        if rows.keys() != self.model.rows.keys():
            self._reload(-1 if self.current is None else self.current)
        else:
            self._update(rows)

    def _filter(self) -> None:
        self.list.show_only(self.panel.status.currentData(), self.panel.activity.currentData())
        self._count()

    def _filter_chosen(self, _index: int) -> None:
        """Show what the user chose; an area that is not in the list any more is not the current one."""
        if self.list is None:
            return
        self._filter()
        shown = self.list.areas()
        if self.current not in shown:
            self.go(shown[0] if shown else None)

    def _count(self) -> None:
        counts = self.model.counts()
        text = tr("{decided} of {all} decided: {accepted} accepted, {rejected} rejected; {later} for later")
        self.panel.progress.setText(
            text.format(
                decided=counts[ACCEPTED] + counts[REJECTED],
                all=len(self.model.areas),
                accepted=counts[ACCEPTED],
                rejected=counts[REJECTED],
                later=counts[LATER],
            )
        )

    def _go_row(self, index) -> None:
        if index.isValid():
            self.show_area(self.model.areas[self.list.mapToSource(index).row()])

    def go(self, area: int | None) -> None:
        """Make an area the current one; None: there is none."""
        if area is None:
            self.show_area(None)
            return
        index = self.list.mapFromSource(self.model.index(self.model.areas.index(area), 0))
        if not index.isValid():
            self.show_area(area)
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.panel.table.selectionModel().setCurrentIndex(index, flags)
        self.panel.table.scrollTo(index)
        if self.current != area:
            self.show_area(area)

    def show_area(self, area: int | None, moves: bool = True) -> None:
        """An area at a glance, marked on both maps; the maps go there unless told otherwise.

        What was noted of the one before is kept.
        """
        another = area != self.current
        if another:
            self.reviewing.keep_note()
        if self.review is None or area is None:
            self._show_nothing(tr("No area to show.") if self.review else tr("Choose a layer of areas above."))
            return
        self.current = area
        row, outline = self.model.rows[area], self.review.feature(area).geometry()
        targets = self._targets(outline)
        if targets is not None:
            row = targets.completed(row)
        self.panel.glance.setText(glance_of(row, self.model.value(area, NUMBER)))
        if another or not self.panel.note.isModified():
            self.panel.note.setText(str(row.get("note") or ""))
        self.panel.show_motion(
            velocity_histogram(targets.velocity) if targets is not None and len(targets.x) else None,
            mean_displacement(targets.dates, targets.displacement) if targets is not None else None,
        )
        self._marks.show(outline, self.review.layer)
        if moves:
            zoom_to(self._canvas, outline, self.review.layer)

    def _targets(self, outline) -> AreaTargets | None:
        layer = self.panel.targets.currentLayer()
        return None if layer is None or outline.isNull() else targets_in(layer, outline, self.review.layer.crs())

    def _measure(self, outline, area_m2: float) -> dict:
        """Motion of a changed outline, from targets in the units that Slipline writes."""
        layer = self.panel.targets.currentLayer()
        if layer is None or layer.fields().lookupField("velocity") < 0:
            return {}
        return targets_in(layer, outline, self.review.layer.crs()).columns(outline, area_m2)

    def _rows_changed(self, areas: list[int]) -> None:
        self._update({area: self.review.row(area) for area in areas})

    def _update(self, rows: dict[int, dict]) -> None:
        """New attributes of areas of the list."""
        for area, row in rows.items():
            if row != self.model.rows[area]:
                self.model.update(area, row)
        self._count()
        if self.current in rows:
            self.show_area(self.current, False)

    def _picked_on_map(self, *_selection) -> None:
        chosen = self.review.layer.selectedFeatureIds()
        if len(chosen) == 1 and chosen[0] in self.model.rows and chosen[0] != self.current:
            self.go(chosen[0])

    def train_again(self) -> None:
        """Open the dialog that leads to Tile and train."""
        if self.review is None:
            self.say(tr("Choose a layer of areas first."), Qgis.MessageLevel.Info)
            return
        self.reviewing.end_tool()
        self._train_dialog = TrainAgainDialog(self.review.layer, self)
        self._train_dialog.show()

    def say(self, text: str, level) -> None:
        """A sentence in QGIS' message bar."""
        self._iface.messageBar().pushMessage("Slipline", text, level, 8)
