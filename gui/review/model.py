"""The list of areas under review, as Qt's views want it."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QColor

from ...core.areas.review import ACCEPTED, LATER, REJECTED, STATUSES, priority, ranks, status_of
from ...core.base.translation import tr
from ...core.display.shown_words import shown
from ...core.evaluation.look_list import WHY

RANK, NUMBER, STATUS, VELOCITY, PROBABILITY, SIZE, CLASS = range(7)
COLOURS = {ACCEPTED: "#1b7837", REJECTED: "#b2182b", LATER: "#8a6d00"}
ALL = "*"
_RIGHT = 0x0002 | 0x0080  # right, and centred between the lines: a plain number is taken by both PyQt5 and PyQt6
SORTED = Qt.ItemDataRole.UserRole  # what a column is sorted by


class ReviewModel(QAbstractTableModel):
    """Attributes of the areas by id, in the order of the layer.

    The ranks are those of the start, so that no row jumps.
    """

    def __init__(self, rows: dict[int, dict]) -> None:
        super().__init__()
        self.areas, self.rows = list(rows), rows
        table = list(rows.values())
        self._ranks = dict(zip(self.areas, _ranks_of(table)))
        self.titles = [
            (tr("No."), tr("Priority: probability × speed × size; 1 is the first to look at")),
            (tr("Area"), tr("Number of the area")),
            (tr("Status"), tr("Review status")),
            (
                tr("mm/yr"),
                tr(
                    "Median velocity along the line of sight, positive towards the satellite; of a vertical or "
                    "eastward product, positive upwards or to the east"
                ),
            ),
            (tr("Prob."), tr("Mean probability")),
            (tr("ha"), tr("Size")),
            (tr("Class"), tr("Activity by |median velocity|: fast from 10, slow from 2 mm/yr")),
        ]

    def rowCount(self, parent=QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.areas)

    def columnCount(self, parent=QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self.titles[section][role == Qt.ItemDataRole.ToolTipRole]
        return None

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        area, column = self.areas[index.row()], index.column()
        if role == SORTED:
            value = self.value(area, column)
            return float("-inf") if value is None else value
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column == STATUS and not self.status(area) else _shown(self.value(area, column), column)
        if role == Qt.ItemDataRole.ForegroundRole and column == STATUS:
            colour = COLOURS.get(self.status(area))
            return QColor(colour) if colour else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column not in (STATUS, CLASS):
            return _RIGHT
        return None

    def status(self, area: int) -> str:
        """Status of an area."""
        return status_of(self.rows[area].get("status"))

    def value(self, area: int, column: int):
        """What a cell holds; None where it is not known."""
        row = self.rows[area]
        if column == RANK:
            return self._ranks[area]
        if column == STATUS:
            return STATUSES[self.status(area)]
        if column == VELOCITY:
            return row.get("v_median", row.get("v_mean"))
        if column == SIZE:
            return None if row.get("area_m2") is None else row["area_m2"] / 1e4
        return (
            row.get("area_id", area)
            if column == NUMBER
            else row.get("probability_mean" if column == PROBABILITY else "activity")
        )

    def update(self, area: int, row: dict) -> None:
        """New attributes of an area."""
        self.rows[area] = row
        place = self.areas.index(area)
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.titles) - 1))

    def classes(self) -> list[str]:
        """Classes of activity that occur."""
        return sorted({str(row["activity"]) for row in self.rows.values() if row.get("activity")})

    def counts(self) -> dict[str, int]:
        """Number of areas of each status."""
        found = [self.status(area) for area in self.areas]
        return {status: found.count(status) for status in STATUSES}


class ReviewFilter(QSortFilterProxyModel):
    """Sorts the areas, and shows those of a status and a class."""

    def __init__(self, model: ReviewModel) -> None:
        super().__init__()
        self._status = self._class = ALL
        self.setSourceModel(model)
        self.setSortRole(SORTED)
        self.setDynamicSortFilter(True)

    def show_only(self, status: str, activity: str) -> None:
        """Set the filter; ALL shows everything."""
        self._status, self._class = status, activity
        self.invalidateFilter()

    def filterAcceptsRow(self, row, parent) -> bool:  # noqa: ARG002
        model = self.sourceModel()
        area = model.areas[row]
        return self._status in (ALL, model.status(area)) and self._class in (ALL, str(model.rows[area].get("activity")))

    def lessThan(self, left, right) -> bool:
        one, other = left.data(SORTED), right.data(SORTED)
        try:
            return one < other
        except TypeError:  # a text beside an unknown number
            return str(one) < str(other)

    def areas(self) -> list[int]:
        """Ids of the areas shown, from the top down."""
        model = self.sourceModel()
        return [model.areas[self.mapToSource(self.index(row, 0)).row()] for row in range(self.rowCount())]


def _ranks_of(table: list[dict]) -> list[int]:
    """The order in which areas are looked at; those of a list to look at have it as their number."""
    if table and all(row.get(WHY) and isinstance(row.get("area_id"), int) for row in table):
        return [row["area_id"] for row in table]
    names = (("probability_mean",), ("v_median", "v_mean"), ("area_m2",))
    return ranks(priority(*(_column(table, *each) for each in names))).tolist()


def _column(table: list[dict], *names: str):
    """First of several attributes that an area has, as float64; NaN where none is a number."""
    values = [next((row[name] for name in names if isinstance(row.get(name), (int, float))), np.nan) for row in table]
    return np.array(values, np.float64)


def _shown(value, column: int) -> str:
    if value is None:
        return "–"
    forms = {VELOCITY: "{:.1f}", PROBABILITY: "{:.2f}", SIZE: "{:.2f}"}
    if column in forms and isinstance(value, (int, float)):
        return forms[column].format(value).replace("-", "−")
    return shown(str(value)) if column == CLASS else str(value)
