"""What the review panel shows: the choice of layers, the list, an area at a glance, the buttons. No behaviour."""

from __future__ import annotations

from html import escape

from qgis.core import QgsApplication, QgsMapLayerProxyModel, QgsSettings
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...core.areas.review import REASONS, STATUSES
from ...core.base.translation import tr
from ...core.display.shown_words import shown
from ...core.evaluation.look_list import WHY
from .model import ALL
from .plots import CurvePlot, HistogramPlot

REVIEWER_KEY = "slipline/reviewer"
ACTIONS = (  # name, key, row of buttons
    ("accept", "A", 0),
    ("reject", "R", 0),
    ("later", "L", 0),
    ("undo", "U", 0),
    ("previous", "P", 1),
    ("next", "N", 1),
    ("note", "T", 1),
    ("map", "Z", 1),
    ("edit", "E", 2),
    ("reshape", "H", 2),
    ("split", "S", 2),
    ("merge", "M", 2),
    ("imagery", "I", 3),
    ("swipe", "W", 3),
)


def action_texts() -> dict[str, tuple[str, str]]:
    """What each action is called, and what it does."""
    return {
        "accept": (tr("Accept"), tr("This area is a landslide, and its outline is good.")),
        "reject": (tr("Reject…"), tr("This area is not a landslide, or its outline is useless. Asks for the reason.")),
        "later": (tr("Later"), tr("Cannot be decided yet.")),
        "undo": (tr("Undo"), tr("Take back the last decision or change of an outline.")),
        "previous": (tr("Previous"), tr("Go to the area above in the list.")),
        "next": (tr("Next"), tr("Go to the area below in the list.")),
        "note": (tr("Note"), tr("Write a note; Enter keeps it.")),
        "map": (tr("Zoom"), tr("Show the area again.")),
        "edit": (tr("Edit vertices"), tr("QGIS' vertex tool; each change is saved at once. Press again to end it.")),
        "reshape": (
            tr("Reshape"),
            tr(
                "QGIS' reshape tool: draw the better line across the outline, end it with a right click. Press again "
                "to end it."
            ),
        ),
        "split": (
            tr("Split area"),
            tr("QGIS' split tool: draw a line across the area, end it with a right click. Press again to end it."),
        ),
        "merge": (tr("Merge"), tr("Make one area of those marked in the list (Ctrl + click).")),
        "imagery": (
            tr("Imagery"),
            tr("A second map at the same place and scale; the cross shows where the mouse is on the first."),
        ),
        "swipe": (tr("Swipe"), tr("Imagery right of a divider on the map; drag the divider with the mouse.")),
    }


class ReviewPanel(QWidget):
    """The widgets of the panel, and the area in which they scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.area = QScrollArea()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(self._layers())
        layout.addLayout(self._filters())
        self.table = self._table()
        layout.addWidget(self.table, 1)
        self.glance = QLabel(tr("Choose a layer of areas above."))
        self.glance.setTextFormat(Qt.TextFormat.RichText)
        self.glance.setWordWrap(True)
        self.glance.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never widens the panel
        self.histogram, self.curve = HistogramPlot(), CurvePlot()
        self.histogram.hide()
        self.curve.hide()
        plots = QHBoxLayout()
        for plot in (self.histogram, self.curve):
            plots.addWidget(plot, 1)
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("Note (T to write, Enter to keep)"))
        layout.addWidget(self.glance)
        layout.addLayout(plots)
        layout.addWidget(self.note)
        self.controls = QWidget()
        self.controls.setLayout(self._buttons())

    def _layers(self) -> QFormLayout:
        self.areas, self.targets = QgsMapLayerComboBox(), QgsMapLayerComboBox()
        for box, kind in (
            (self.areas, QgsMapLayerProxyModel.Filter.PolygonLayer),
            (self.targets, QgsMapLayerProxyModel.Filter.PointLayer),
        ):
            box.setFilters(kind)
            box.setAllowEmptyLayer(True)
            box.setLayer(None)
        self.reviewer = QLineEdit(
            str(
                QgsSettings().value(REVIEWER_KEY, "") or QgsApplication.userFullName() or QgsApplication.userLoginName()
            )
        )
        self.suggest = QPushButton(tr("Suggest…"))
        self.suggest.setToolTip(
            tr("Suggest areas to draw: lists the ten places whose label would teach the network most.")
        )
        self.suggest.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form, row = QFormLayout(), QHBoxLayout()
        form.setSpacing(2)
        row.addWidget(self.areas, 1)
        row.addWidget(self.suggest)
        form.addRow(tr("Areas"), row)
        form.addRow(tr("Targets"), self.targets)
        form.addRow(tr("Reviewer"), self.reviewer)
        return form

    def _filters(self) -> QVBoxLayout:
        self.status, self.activity, self.progress = QComboBox(), QComboBox(), QLabel()
        self.status.addItem(tr("all statuses"), ALL)
        for status, text in STATUSES.items():
            self.status.addItem(text, status)
        self.show_classes([])
        row, column = QHBoxLayout(), QVBoxLayout()
        for widget in (self.status, self.activity):
            row.addWidget(widget, 1)
        column.addLayout(row)
        column.addWidget(self.progress)
        return column

    def show_classes(self, names: list[str]) -> None:
        """Offer classes to filter by; the one that was chosen stays, and nobody is told of a choice."""
        chosen = self.activity.currentData()
        self.activity.blockSignals(True)
        self.activity.clear()
        self.activity.addItem(tr("all classes"), ALL)
        for name in names:
            self.activity.addItem(shown(name), name)
        self.activity.setCurrentIndex(max(self.activity.findData(chosen), 0))
        self.activity.blockSignals(False)

    def show_nothing(self, text: str) -> None:
        """No area is the current one, and why."""
        self.glance.setText(text)
        self.note.clear()
        self.histogram.hide()
        self.curve.hide()

    def show_motion(self, velocities, curve) -> None:
        """Motion of the targets of an area: a Histogram and a Curve, None where there is none."""
        self.histogram.show()
        self.histogram.show_content(velocities)
        self.curve.setVisible(curve is not None)
        self.curve.show_content(curve)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setSortingEnabled(True)
        table.setAlternatingRowColors(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(20)
        table.horizontalHeader().setMinimumSectionSize(24)
        table.horizontalHeader().setStretchLastSection(True)
        table.setMinimumHeight(80)  # the whole panel fits the screen of a laptop
        return table

    def set_widths(self) -> None:
        """Columns as wide as what they hold, in letters; the last one takes the rest."""
        letter = self.table.fontMetrics().horizontalAdvance("0")
        for column, letters in enumerate((5, 5, 9, 7, 6, 6, 5)):
            self.table.setColumnWidth(column, letters * letter)

    def _buttons(self) -> QGridLayout:
        grid, texts, self.buttons = QGridLayout(), action_texts(), {}
        grid.setSpacing(3)
        grid.setContentsMargins(4, 0, 4, 4)
        for name, key, row in ACTIONS:
            button = QPushButton(f"{texts[name][0]} ({key})")
            button.setToolTip(texts[name][1])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys stay with the list and the map
            grid.addWidget(button, row, sum(1 for other in self.buttons.values() if other.property("row") == row))
            button.setProperty("row", row)
            self.buttons[name] = button
        for name in ("edit", "reshape", "split", "imagery", "swipe"):
            self.buttons[name].setCheckable(True)
        self.train = QPushButton(tr("Train again…"))
        self.train.setToolTip(
            tr(
                "Train again with this review: accepted areas are learnt, rejected ones too, as ground that does "
                "not move."
            )
        )
        self.train.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid.addWidget(self.train, 3, 2, 1, 2)
        return grid


def scrollable(panel: ReviewPanel) -> QWidget:
    """The panel above its buttons, with a scroll bar where it has less height than it needs, below another panel.

    The buttons are always seen, and nothing is narrower than they are.
    """
    area, whole = panel.area, QWidget()
    area.setWidget(panel)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    width = max(panel.minimumSizeHint().width(), panel.controls.minimumSizeHint().width())
    area.setMinimumWidth(width + area.verticalScrollBar().sizeHint().width())
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(area, 1)
    column.addWidget(panel.controls)
    return whole


def glance_of(row: dict, label) -> str:
    """An area's attributes as a small table, with units."""
    pairs = (
        (tr("velocity"), _number(row, "v_median", "{:.1f} mm/yr")),
        (tr("targets"), _number(row, "n_targets", "{:.0f}")),
        (tr("down the slope"), _number(row, "v_slope", "{:.1f} mm/yr")),
        (tr("strongest Gi*"), _number(row, "gi_z_max", "{:.1f}")),
        (tr("probability"), _number(row, "probability_mean", "{:.2f}")),
        (tr("mean slope"), _number(row, "slope_mean", "{:.0f}°")),
        (tr("quality (1 is best)"), _number(row, "quality", "{:.0f}")),
        (tr("size"), _hectares(row)),
        *_through_time(row),
    )
    cells = [
        (
            f"<td style='padding-right:6px'><i>{_unbroken(name)}</i></td><td "
            f"style='padding-right:10px'>{_unbroken(value)}</td>"
        )
        for name, value in pairs
    ]
    lines = "".join(f"<tr>{''.join(cells[i : i + 2])}</tr>" for i in range(0, len(cells), 2))
    status = STATUSES.get(str(row.get("status") or ""), "")
    title = tr("Area {label}: {status}").format(label=escape(str(label)), status=status)
    why = f"<br/>{escape(shown(str(row[WHY])))}" if row.get(WHY) else ""
    return f"<b>{title}</b>{_history(row)}{why}<table>{lines}</table>{_why_here(row)}"


def _through_time(row: dict) -> list[tuple[str, str]]:
    """What Classify time series found of an area's targets; nothing where they were not classified."""
    if not row.get("trend"):
        return []
    since = f" {row['break_date']}" if row.get("break_date") else ""
    return [
        (tr("motion"), shown(str(row["trend"])) + since),
        (tr("velocity at the end"), _number(row, "speed_now", "{:.1f} mm/yr")),
    ]


def _why_here(row: dict) -> str:
    """A line below the table: what each source gives to the probability, the largest first.

    Empty where the network was not asked.
    """
    shares = {name[6:]: value for name, value in row.items() if name.startswith("share_") and _is_number(value)}
    ordered = sorted(shares, key=lambda name: -shares[name])
    if not ordered:
        return ""
    given = ", ".join(f"{shown(name)} {shares[name]:.0%}" for name in ordered)
    main = ordered[0]
    gone = main in str(row.get("gone_without") or "").split(", ")
    left = tr("no area") if gone else _number(row, f"shift_{main}", "{:.0f} m")
    said = f"{given}; {tr('without {source}').format(source=shown(main))}: {left}"
    return f"<i>{_unbroken(tr('why here'))}</i> {escape(said)}"


def _unbroken(text: str) -> str:
    return text.replace(" ", "&nbsp;").replace("/", "/&#8288;")  # no line is broken after a stroke either


def _history(row: dict) -> str:
    """Who decided, when, why."""
    parts = [
        row.get("reviewer"),
        str(row.get("reviewed") or "")[:16].replace("T", " "),
        REASONS.get(str(row.get("reason")), row.get("reason")),
    ]
    text = ", ".join(escape(str(part)) for part in parts if part)
    return f" <small>({text})</small>" if text else ""


def _number(row: dict, name: str, form: str) -> str:
    value = row.get(name)
    return form.format(value).replace("-", "−") if _is_number(value) else "–"


def _hectares(row: dict) -> str:
    """The size in the unit of the list."""
    return f"{row['area_m2'] / 1e4:,.2f} ha" if _is_number(row.get("area_m2")) else "–"


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float))
