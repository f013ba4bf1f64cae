"""Two small pictures of an area's motion, drawn by Qt alone."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF, QTextOption
from qgis.PyQt.QtWidgets import QWidget

from ...core.areas.review_motion import Curve, Histogram
from ...core.base.translation import tr
from ...core.display.shown_words import shown

AWAY, TOWARDS, STILL = (
    "#c7422b",
    "#2b6cb0",
    "#9a9a9a",
)  # as the targets' style: red away from the satellite, blue towards it
_STABLE_MM_YR = 2.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 8, 18, 18


class Plot(QWidget):
    """A frame with a title; subclasses draw inside."""

    def __init__(self, empty: str) -> None:
        super().__init__()
        self._empty, self._content = empty, None
        self.setFixedHeight(96)

    def show_content(self, content) -> None:
        """Draw this; None: the sentence that nothing is there."""
        self._content = content
        self.update()

    def paintEvent(self, event) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() - 1.5))
        painter.setFont(font)
        painter.setPen(self.palette().text().color())
        if self._content is None:
            painter.drawText(QRectF(self.rect()), self._empty, QTextOption(Qt.AlignmentFlag.AlignCenter))
        else:
            box = QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)
            self.draw(painter, box, self._content)
        painter.end()

    def draw(self, painter, box: QRectF, content) -> None:
        """Draw the content into a box."""
        raise NotImplementedError

    def title(self, painter, text: str) -> None:
        """A line at the top."""
        painter.drawText(QRectF(4, 0, self.width() - 8, _TOP), text, _one_line(Qt.AlignmentFlag.AlignLeft))

    def below(self, painter, box: QRectF, x: float, text: str) -> None:
        """A label below the box, inside the widget."""
        width = painter.fontMetrics().boundingRect(text).width() + 4
        left = min(max(x - width / 2, 0), self.width() - width)
        painter.drawText(
            QRectF(left, box.bottom() + 2, width, _BOTTOM - 2), text, _one_line(Qt.AlignmentFlag.AlignHCenter)
        )

    def beside(self, painter, y: float, text: str) -> None:
        """A label left of the box."""
        painter.drawText(QRectF(0, y - 8, _LEFT - 4, 16), text, _one_line(Qt.AlignmentFlag.AlignRight))


def _one_line(side) -> QTextOption:
    """Text at a side, never broken."""
    option = QTextOption(side | Qt.AlignmentFlag.AlignVCenter)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


class HistogramPlot(Plot):
    """Velocities of an area's targets."""

    def __init__(self) -> None:
        super().__init__(tr("No target with a velocity inside."))

    def draw(self, painter, box: QRectF, content: Histogram) -> None:
        edges, counts = content.edges, content.counts

        def place(value):
            return box.left() + box.width() * (value - edges[0]) / (edges[-1] - edges[0])

        highest = max(int(counts.max(initial=0)), 1)
        for low, high, count in zip(edges[:-1], edges[1:], counts):
            middle = (low + high) / 2
            colour = STILL if abs(middle) < _STABLE_MM_YR else TOWARDS if middle > 0 else AWAY
            height = box.height() * count / highest
            painter.fillRect(
                QRectF(place(low) + 0.5, box.bottom() - height, max(place(high) - place(low) - 1, 1), height),
                QBrush(QColor(colour)),
            )
        self.title(painter, tr("Velocity, mm/yr: median {median:.1f}").format(median=content.median).replace("-", "−"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QPen(self.palette().text().color(), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(place(content.median), box.top()), QPointF(place(content.median), box.bottom()))
        painter.setPen(self.palette().text().color())
        for value in sorted({float(edges[0]), 0.0, float(edges[-1])}):
            self.below(painter, box, place(value), f"{value:g}".replace("-", "−"))
        self.beside(painter, box.top() + 6, str(highest))


class CurvePlot(Plot):
    """Mean displacement of an area's targets with the quartiles, the curve of its model, and the date of a break."""

    def __init__(self) -> None:
        super().__init__("")
        self.setToolTip(
            tr(
                "Mean of the area's targets; shaded: the middle half of them; red: the model of the mean, with a "
                "dashed line where the velocity changed"
            )
        )

    def draw(self, painter, box: QRectF, content: Curve) -> None:
        days = np.array([day.toordinal() for day in content.dates], float)
        low, high = min(content.low.min(), content.mean.min()), max(content.high.max(), content.mean.max())
        if content.model is not None:
            low, high = min(low, content.model.values.min()), max(high, content.model.values.max())
        spread = (high - low) or 1.0
        x = box.left() + box.width() * (days - days[0]) / max(days[-1] - days[0], 1.0)

        def line(values):
            return [
                QPointF(float(one), float(box.bottom() - box.height() * (value - low) / spread))
                for one, value in zip(x, values)
            ]

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(43, 108, 176, 60))
        painter.drawPolygon(QPolygonF(line(content.high) + line(content.low)[::-1]))
        painter.setPen(QPen(QColor(TOWARDS), 1.6))
        painter.drawPolyline(QPolygonF(line(content.mean)))
        title = tr("Mean displacement of {count} targets, unit of the layer").format(count=content.targets)
        if content.model is not None:
            painter.setPen(QPen(QColor(AWAY), 1.2))
            painter.drawPolyline(QPolygonF(line(content.model.values)))
            title = self._draw_break(painter, box, content)
        painter.setPen(self.palette().text().color())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        self.title(painter, title)
        self.below(painter, box, box.left(), content.dates[0].isoformat())
        self.below(painter, box, box.right(), content.dates[-1].isoformat())
        form = "{:.1f}" if spread >= 1 else "{:.2g}"  # some layers hold metres
        self.beside(painter, box.bottom() - 6, form.format(low).replace("-", "−"))
        self.beside(painter, box.top() + 6, form.format(high).replace("-", "−"))

    def _draw_break(self, painter, box: QRectF, content: Curve) -> str:
        """A dashed line at the break, where there is one; the title that tells the kind of motion."""
        model, first, last = content.model, content.dates[0].toordinal(), content.dates[-1].toordinal()
        said = tr("Mean of {count} targets: {trend}").format(count=content.targets, trend=shown(model.trend))
        if model.break_date is None:
            return said
        x = box.left() + box.width() * (model.break_date.toordinal() - first) / max(last - first, 1)
        painter.setPen(QPen(QColor(AWAY), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        return tr("{said} on {date}").format(said=said, date=model.break_date.isoformat())
