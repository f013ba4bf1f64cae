"""What the buttons and keys of the review do to the current area."""

from __future__ import annotations

from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QMenu

from ...algorithms.layers import says_synthetic
from ...core.areas.review import ACCEPTED, LATER, OTHER, REASONS, REJECTED, Decision, status_of
from ...core.base.translation import tr
from .suggest_dialog import SuggestDialog

_WITHOUT_LAYER = ("imagery", "swipe")


class ReviewActions:
    """Decisions, steps through the list, and QGIS' own tools for outlines.

    Args:
        dock: the panel, with the layer under review and its list.
        iface: QGIS' window.
    """

    def __init__(self, dock, iface) -> None:
        self._dock, self._iface, self._reasons = dock, iface, None
        self._suggesting: SuggestDialog | None = None
        dock.panel.suggest.clicked.connect(self.suggest)
        self._asked: int | None = None  # the area that is rejected as soon as the note says why

    def act(self, name: str) -> None:
        """Do what a button or key says."""
        if name not in _WITHOUT_LAYER and not (
            self._dock.is_ready() and (self._dock.current is not None or name == "undo")
        ):
            self._dock.panel.buttons[name].setChecked(False)
            return
        if name in ("edit", "reshape", "split"):
            self.use_tool(name)
        else:
            getattr(self, name)()

    def accept(self) -> None:
        """The current area is a landslide."""
        self.decide(ACCEPTED)

    def later(self) -> None:
        """The current area is put off."""
        self.decide(LATER)

    def reject(self) -> None:
        """Ask for the reason; a number chooses it."""
        self._reasons = QMenu(self._dock)
        for number, (reason, text) in enumerate(REASONS.items(), start=1):
            self._reasons.addAction(f"&{number}  {text}").triggered.connect(
                lambda _checked=False, reason=reason: self.decide(REJECTED, reason)
            )
        button = self._dock.panel.buttons["reject"]
        self._reasons.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def decide(self, status: str, reason: str = "") -> None:
        """Write a decision and go to the area below; the reason that only a note can tell asks for the note first."""
        self.end_tool()
        self._asked = None
        if reason == OTHER and not self._dock.panel.note.text().strip():
            self._asked = self._dock.current
            self.note()
            self._dock.say(tr("Write in the note why this area is rejected, then press Enter."), Qgis.MessageLevel.Info)
            return
        below = self._below()
        decision = Decision(status, reason, self._dock.panel.note.text().strip())
        self._dock.panel.note.setModified(False)
        if self._dock.review.decide(self._dock.current, decision, self.reviewer(), tr("decision")):
            self._go_below(below)

    def _below(self) -> int | None:
        """The area below the current one in the list."""
        shown = self._dock.list.areas() if self._dock.list is not None else []
        place = shown.index(self._dock.current) if self._dock.current in shown else -1
        return shown[place + 1] if place + 1 < len(shown) else None

    def _go_below(self, below: int | None) -> None:
        if below is None:
            self._dock.say(tr("That was the last area of the list."), Qgis.MessageLevel.Info)
        self._dock.go(below if below is not None else self._dock.current)

    def reviewer(self) -> str:
        """Who decides."""
        return self._dock.panel.reviewer.text().strip()

    def keep_note(self) -> None:
        """Write the note of the current area; its status stays, unless the note was asked for to reject it."""
        if self._dock.review is None or self._dock.current not in self._dock.model.rows:
            return
        asked, self._asked = self._asked == self._dock.current, None
        row, text = self._dock.model.rows[self._dock.current], self._dock.panel.note.text().strip()
        self._dock.panel.note.setModified(False)
        if text == str(row.get("note") or ""):
            return
        status = status_of(row.get("status"))
        reason = str(row.get("reason") or "") if status == REJECTED else ""
        decision = Decision(status, reason if reason in REASONS else "", text)
        if asked and text:
            decision = Decision(REJECTED, OTHER, text)
        self._dock.review.decide(self._dock.current, decision, self.reviewer(), tr("note"))

    def note_entered(self) -> None:
        """Enter keeps the note, and goes on where it was the reason of a rejection."""
        goes_on = self._asked is not None and self._asked == self._dock.current and self._dock.panel.note.text().strip()
        below = self._below()
        self.keep_note()
        self._dock.panel.table.setFocus()
        if goes_on:
            self._go_below(below)

    def note(self) -> None:
        """Write a note."""
        panel = self._dock.panel
        panel.note.setFocus()
        panel.note.selectAll()
        panel.area.ensureWidgetVisible(panel.note)

    def next(self) -> None:
        """Go to the area below."""
        self._step(1)

    def previous(self) -> None:
        """Go to the area above."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self.end_tool()
        shown = self._dock.list.areas()
        place = shown.index(self._dock.current) + by if self._dock.current in shown else 0
        if 0 <= place < len(shown):
            self._dock.go(shown[place])

    def map(self) -> None:
        """Show the current area again."""
        self.keep_note()
        self._dock.show_area(self._dock.current)

    def imagery(self) -> None:
        """The second map comes or goes."""
        self._dock.show_imagery(self._dock.imagery.isHidden())

    def swipe(self) -> None:
        """The divider on the map comes or goes."""
        self._dock.show_swipe(self._dock.swipe.curtain is None)

    def undo(self) -> None:
        """Take back the last step."""
        step = self._dock.review.steps[-1] if self._dock.review.steps else None
        if step is None:
            self._dock.say(tr("Nothing to undo since the layer was opened here."), Qgis.MessageLevel.Info)
        elif self._dock.review.undo() and step.attributes and not (step.added or step.removed):
            self._dock.go(next(iter(step.attributes)))

    def merge(self) -> None:
        """Make one area of the marked ones."""
        self.keep_note()
        rows = self._dock.panel.table.selectionModel().selectedRows()
        areas = [self._dock.model.areas[self._dock.list.mapToSource(index).row()] for index in rows]
        if len(areas) < 2:
            areas = [area for area in self._dock.review.layer.selectedFeatureIds() if area in self._dock.model.rows]
        if not self._dock.review.is_divisible():
            self._dock.say(
                tr("Areas can be split and merged in a GeoPackage only. Save the layer as one first."),
                Qgis.MessageLevel.Warning,
            )
        elif len(areas) < 2:
            self._dock.say(
                tr("Mark two or more areas in the list (Ctrl + click), or select them on the map."),
                Qgis.MessageLevel.Info,
            )
        else:
            self._dock.review.merge(areas)

    def use_tool(self, name: str) -> None:
        """Start one of QGIS' own tools on the current area; ends it where it runs."""
        button, layer = self._dock.panel.buttons[name], self._dock.review.layer
        runs = button.property("runs")
        self.end_tool()
        if runs:
            return
        if name == "split" and not self._dock.review.is_divisible():
            self._dock.say(
                tr("Areas can be split and merged in a GeoPackage only. Save the layer as one first."),
                Qgis.MessageLevel.Warning,
            )
            return
        self._iface.setActiveLayer(layer)
        if not layer.isEditable() and not layer.startEditing():
            self._dock.say(
                tr("QGIS cannot edit the layer {name}.").format(name=layer.name()), Qgis.MessageLevel.Warning
            )
            return
        self._see_through(True)
        layer.selectByIds([self._dock.current])
        actions = {
            "edit": self._iface.actionVertexToolActiveLayer,
            "reshape": self._reshape,
            "split": self._iface.actionSplitFeatures,
        }
        actions[name]().trigger()
        button.setProperty("runs", True)
        button.setChecked(True)
        self._iface.mapCanvas().setFocus()

    def suggest(self) -> None:
        """Open the dialog that lists places to draw; its layer becomes the one under review."""
        self._suggesting = SuggestDialog(self._dock)
        self._suggesting.written.connect(self._review_suggestions)
        self._suggesting.show()

    def _review_suggestions(self, path: str) -> None:
        layer = QgsVectorLayer(path, tr("Areas to draw"), "ogr")
        if says_synthetic(layer):
            layer.setName(f"{layer.name()} {tr('(synthetic)')}")
        QgsProject.instance().addMapLayer(layer)
        self._dock.panel.areas.setLayer(layer)

    def end_tool(self) -> None:
        """Write what is drawn, and go back to moving the map."""
        running = [button for button in self._dock.panel.buttons.values() if button.property("runs")]
        for button in self._dock.panel.buttons.values():
            button.setProperty("runs", False)
            button.setChecked(False)
        if running and self._dock.review is not None:
            self._dock.review.commit_outlines()
            if self._dock.review.layer.isEditable():
                self._dock.review.layer.commitChanges()
            self._dock.review.layer.removeSelection()
            self._see_through(False)
            self._iface.actionPan().trigger()

    def _see_through(self, wanted: bool) -> None:
        """Let the selected area not hide the ground while its outline is drawn."""
        for canvas in (self._iface.mapCanvas(), self._dock.imagery.canvas):
            colour = canvas.selectionColor()
            colour.setAlpha(40 if wanted else 255)
            canvas.setSelectionColor(colour)

    def _reshape(self):
        """QGIS' action, which its interface for plugins does not name."""
        return self._iface.mainWindow().findChild(QObject, "mActionReshapeFeatures")
