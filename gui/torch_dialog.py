"""The dialog *Set up PyTorch*: three ways to a Python with PyTorch, each tried before it counts."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from urllib.parse import quote

from qgis.core import QgsApplication, QgsNetworkAccessManager, QgsSettings
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtNetwork import QNetworkProxy
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)

from ..algorithms.base import tr
from ..algorithms.worker_setting import KEY, configured_python, worker_python
from ..core.errors import CoreError
from ..core.torch_causes import missing_runtime
from ..core.torch_setup import OLDEST_DRIVER, Plan, graphics_card, install, remove, try_python
from ..core.worker_python import VARIABLE, WorkerPython, interpreter_in, private_environment
from .task import CoreTask

ADDRESS_KEY = "slipline/packageAddress"
GOOD, BAD = "#1b7837", "#b2182b"


class TorchDialog(QDialog):
    """Thin: what it offers is done by `core.torch_setup` in a task."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Slipline: set up PyTorch"))
        self.setMinimumWidth(680)
        self._task = None
        self._card, self._card_works = graphics_card()
        layout = QVBoxLayout(self)
        layout.addWidget(_text(tr(
            "Training and prediction need PyTorch. It is never installed into QGIS: it runs in a Python of its own, as a separate"
            " process, so that it cannot disturb QGIS. All other tools work without it."
        )))  # fmt: skip
        self.state = _text("")
        layout.addWidget(self.state)
        self._add_existing(layout)
        self._add_download(layout)
        self._add_wheels(layout)
        self._add_running(layout)
        self.download.setChecked(True)
        for way in (self.existing, self.download, self.folder):
            way.toggled.connect(self._refresh)
        self.python.fileChanged.connect(self._refresh)
        self.wheels.fileChanged.connect(self._refresh)
        self.card.toggled.connect(self._refresh)
        self._refresh()
        self.check()

    def _add_existing(self, layout) -> None:
        self.existing = QRadioButton(tr("Use a Python on this computer that already has PyTorch"))
        self.python = QgsFileWidget()
        self.python.setFilePath(configured_python())
        self.python.lineEdit().setPlaceholderText(tr("for example …/miniconda3/envs/NAME/bin/python, or …\\envs\\NAME\\python.exe"))
        layout.addWidget(self.existing)
        layout.addLayout(_indented(self.python))

    def _add_download(self, layout) -> None:
        self.download = QRadioButton(tr("Download PyTorch into a folder of its own"))
        self.download_size = _text("")
        text = tr("Use the graphics card: {card}") if self._card_works else tr("{card} is too old for this PyTorch (driver {oldest} or later): without graphics card")
        self.card = QCheckBox(text.format(card=self._card, oldest=OLDEST_DRIVER))
        self.card.setVisible(bool(self._card))
        self.address = QLineEdit(str(QgsSettings().value(ADDRESS_KEY, "") or ""))
        self.address.setPlaceholderText(tr("usually empty"))
        hint = _text(_hint())
        form = QFormLayout()
        form.addRow(tr("Further package address"), self.address)
        layout.addWidget(self.download)
        for content in (self.download_size, self.card, form, hint):
            layout.addLayout(_indented(content))

    def _add_wheels(self, layout) -> None:
        self.folder = QRadioButton(tr("Install PyTorch from a folder of wheels (.whl), without a network"))
        self.wheels = QgsFileWidget()
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels_size = _text("")
        layout.addWidget(self.folder)
        layout.addLayout(_indented(self.wheels))
        layout.addLayout(_indented(self.wheels_size))

    def _add_running(self, layout) -> None:
        self.bar, self.log, self.result = QProgressBar(), QPlainTextEdit(), _text("")
        self.log.setReadOnly(True)
        self.log.setMaximumHeight(130)
        self.start, self.cancel = QPushButton(), QPushButton(tr("Cancel"))
        self.clear, close = QPushButton(tr("Remove this PyTorch")), QPushButton(tr("Close"))
        self.start.clicked.connect(self._start)
        self.cancel.clicked.connect(lambda: self._task and self._task.cancel())
        self.clear.clicked.connect(lambda: self._run(tr("Remove PyTorch"), _removing, self._changed))
        close.clicked.connect(self.close)
        for widget in (self.bar, self.log, self.result):
            layout.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.clear)
        row.addStretch()
        for button in (self.start, self.cancel, close):
            row.addWidget(button)
        layout.addLayout(row)

    def check(self) -> None:
        """Try what is there."""
        self._show(self.state, tr("Looking for PyTorch …"), "")
        self._run(tr("Look for PyTorch"), lambda progress: try_python(worker_python(), progress), self._checked)

    def plan(self) -> Plan:
        """What the dialog says."""
        return Plan(
            wheels=self.wheels.filePath() if self.folder.isChecked() else "", cuda=self.card.isChecked() and self.download.isChecked(),
            address=self.address.text().strip(), proxy=proxy_of_qgis(),
        )  # fmt: skip

    def _start(self) -> None:
        self.result.clear()
        if self.existing.isChecked():
            python = WorkerPython(self.python.filePath(), tr("chosen"))
            self._run(tr("Try a Python with PyTorch"), lambda progress: try_python(python, progress), self._chosen)
            return
        QgsSettings().setValue(ADDRESS_KEY, self.address.text().strip())
        plan = self.plan()
        self._run(tr("Set up PyTorch"), lambda progress: install(plan, progress), self._installed)

    def _run(self, title: str, work, then) -> None:
        self.log.clear()
        self.bar.setValue(0)
        self._task = CoreTask(tr("Slipline: {title}").format(title=title), work)
        self._task.said.connect(self.log.appendPlainText)
        self._task.progressChanged.connect(lambda value: self.bar.setValue(round(value)))
        self._task.ended.connect(lambda good, text: self._end(good, text, then))
        self._refresh()
        QgsApplication.taskManager().addTask(self._task)

    def _end(self, good: bool, text: str, then) -> None:
        self._task = None
        self.bar.setValue(100 if good else 0)
        then(good, text)
        self._refresh()

    def _checked(self, good: bool, text: str) -> None:
        self.bar.setValue(0)
        named = os.environ.get(VARIABLE, "")
        wins = tr(" The environment variable {variable} names this Python; it goes before everything chosen here.").format(variable=VARIABLE)
        if good:
            self._show(self.state, tr("PyTorch works. {line}").format(line=text) + (wins if named else ""), GOOD)
        else:
            self._show(self.state, tr("PyTorch is not set up yet. Choose one of the three ways below.") + (wins if named else ""), BAD)
            self.log.appendPlainText(text)

    def _chosen(self, good: bool, text: str) -> None:
        if good:
            QgsSettings().setValue(KEY, self.python.filePath())
        self._changed(good, text)

    def _installed(self, good: bool, text: str) -> None:
        if good:
            QgsSettings().remove(KEY)
        self._changed(good, text)

    def _changed(self, good: bool, text: str) -> None:
        self._show(self.result, (tr("Done. {line}") if good else "{line}").format(line=text), GOOD if good else BAD)
        if good:
            self.check()

    def _refresh(self, *_args) -> None:
        """What can be clicked, and the sizes before anything starts."""
        busy, private = self._task is not None, interpreter_in(private_environment()).exists()
        again = private and not self.existing.isChecked()
        self.start.setText(tr("Try and use") if self.existing.isChecked() else tr("Install again (repair)") if again else tr("Install"))
        self.start.setEnabled(not busy and (self.download.isChecked() or bool(self._named())))
        self.cancel.setEnabled(busy)
        self.clear.setEnabled(private and not busy)
        for widget, way in ((self.python, self.existing), (self.address, self.download), (self.card, self.download), (self.wheels, self.folder)):
            widget.setEnabled(way.isChecked() and not busy and (widget is not self.card or self._card_works))
        for way in (self.existing, self.download, self.folder):
            way.setEnabled(not busy)
        self.download_size.setText(_sizes(Plan(cuda=self.card.isChecked())))
        self.wheels_size.setText(_sizes(Plan(wheels=self.wheels.filePath())) if self.wheels.filePath() else tr(
            "Fill the folder on a computer that has a network, with the same system and Python {version}, by this command:\n"
            "python -m pip download -d FOLDER torch numpy safetensors"
        ).format(version=platform.python_version()))  # fmt: skip

    def _named(self) -> str:
        return self.python.filePath() if self.existing.isChecked() else self.wheels.filePath()

    def _show(self, label, text: str, colour: str) -> None:
        label.setStyleSheet(f"color: {colour}" if colour else "")
        label.setText(text)


def proxy_of_qgis() -> str:
    """The proxy of QGIS' network settings as an address; empty for none, or the system's, which pip finds by itself."""
    proxy = QgsNetworkAccessManager.instance().fallbackProxy()
    kinds = {QNetworkProxy.ProxyType.HttpProxy: "http", QNetworkProxy.ProxyType.HttpCachingProxy: "http", QNetworkProxy.ProxyType.Socks5Proxy: "socks5"}
    if proxy.type() not in kinds or not proxy.hostName():
        return ""
    account = ":".join(quote(one, safe="") for one in (proxy.user(), proxy.password()) if one)
    return f"{kinds[proxy.type()]}://{account + '@' if account else ''}{proxy.hostName()}:{proxy.port()}"


def _sizes(plan: Plan) -> str:
    """What has to be downloaded and what it takes, before anything starts."""
    try:
        download, disk = plan.sizes()
    except CoreError as error:
        return str(error)
    place = private_environment()
    free = shutil.disk_usage(next(one for one in place.parents if one.is_dir())).free
    text = tr("About {download:.1f} GB to download. ").format(download=download / 1e9) if download else ""
    text += tr("{disk:.1f} GB on disk, in {place} ({free:.0f} GB are free). No administrator rights needed.").format(disk=disk / 1e9, place=place, free=free / 1e9)
    runtime = ", ".join(missing_runtime())
    return text + (tr(" First install Microsoft's Visual C++ Redistributable (x64); missing: {files}.").format(files=runtime) if runtime else "")


def _hint() -> str:
    """Who has to fill in the address."""
    if sys.platform == "darwin":
        return tr("Only where your institute has a package index of its own.")
    build = tr("Windows with the graphics card") if sys.platform == "win32" else tr("Linux without graphics card")
    return tr(
        "{build}: PyTorch's website shows the address under “Get started”, behind “--index-url”. An institute may have a package index of its own."
    ).format(build=build)


def _removing(_progress) -> str:
    remove()
    return tr("The private environment was removed.")


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _indented(content) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(24, 0, 0, 4)
    if isinstance(content, QFormLayout):
        row.addLayout(content)
    else:
        row.addWidget(content)
    return row
