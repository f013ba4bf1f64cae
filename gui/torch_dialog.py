"""The dialog *Set up PyTorch*: three ways to a Python with PyTorch, each tried before it counts."""

from __future__ import annotations

import os
import platform
from urllib.parse import quote

from qgis.core import QgsApplication, QgsNetworkAccessManager, QgsSettings
from qgis.gui import QgsFileWidget
from qgis.PyQt import QtWidgets
from qgis.PyQt.QtNetwork import QNetworkProxy

from ..algorithms.worker_setting import KEY, configured_python, worker_python
from ..core.base.errors import CoreError, WorkerError
from ..core.base.translation import tr
from ..core.worker.graphics_card import OLDEST_DRIVER, graphics_card
from ..core.worker.python import VARIABLE, WorkerPython, interpreter_in, missing_runtime, private_environment
from ..core.worker.torch_setup import Plan, folders, free_bytes, install, remove, try_python
from .review.task import CoreTask

ADDRESS_KEY = "slipline/packageAddress"
EXISTING, DOWNLOAD, WHEELS = range(3)  # the ways, in the order of their tabs


class TorchDialog(QtWidgets.QDialog):
    """Thin: what it offers is done by `core.worker.torch_setup` in a task."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Slipline: set up PyTorch"))
        self.setMinimumWidth(680)
        self._task, self._graphics = None, ("", False)
        self.ways, self.bar, self.log = (
            QtWidgets.QTabWidget(),
            QtWidgets.QProgressBar(),
            QtWidgets.QPlainTextEdit(readOnly=True),
        )
        self.size, self.state = QtWidgets.QLabel(wordWrap=True), QtWidgets.QLabel(wordWrap=True)
        self._add_ways()
        self.clear = QtWidgets.QPushButton(
            tr("Remove this PyTorch"), clicked=lambda: self._run(tr("Remove PyTorch"), _remove)
        )
        self.start = QtWidgets.QPushButton(clicked=self._start)
        self.cancel = QtWidgets.QPushButton(tr("Cancel"), clicked=lambda: self._task and self._task.cancel())
        buttons = QtWidgets.QHBoxLayout()
        for button in (self.clear, self.start, self.cancel, QtWidgets.QPushButton(tr("Close"), clicked=self.close)):
            buttons.addWidget(button)
        buttons.insertStretch(1)
        _column(
            self,
            tr(
                "Training and prediction need PyTorch. It is never installed into QGIS: it runs in a Python of "
                "its own, as a separate process, so that it cannot disturb QGIS. All other tools work without it."
            ),
            self.ways,
            self.size,
            self.bar,
            self.log,
            self.state,
        ).addLayout(buttons)
        for changed in (
            self.ways.currentChanged,
            self.python.fileChanged,
            self.wheels.fileChanged,
            self.card.toggled,
            self.address.textChanged,
        ):
            changed.connect(self._refresh)
        self._run(tr("Look for PyTorch"), self._look_around)

    def _add_ways(self) -> None:
        """A tab for each way, with what there is to choose."""
        self.python, self.wheels = QgsFileWidget(), QgsFileWidget()
        self.python.setFilePath(configured_python())
        self.python.lineEdit().setPlaceholderText(
            tr("for example …/miniconda3/envs/NAME/bin/python, or …\\envs\\NAME\\python.exe")
        )
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.card = QtWidgets.QCheckBox(visible=False)  # until a graphics card is found
        self.address = QtWidgets.QLineEdit(str(QgsSettings().value(ADDRESS_KEY, "") or ""))
        hint = tr(
            "Further package address (optional). PyTorch's website shows one under “Get started”, behind "
            "“--index-url”: it has a small build for Linux without graphics card, and one for Windows with a graphics "
            "card. An institute may have a package index of its own."
        )
        fill = tr(
            "Fill the folder on a computer that has a network, with the same system and Python {version}, by "
            "this command:\npython -m pip download -d FOLDER torch numpy safetensors"
        ).format(version=platform.python_version())
        for title, *widgets in (
            (
                tr("1. A Python that has PyTorch"),
                tr("Use a Python on this computer that already has PyTorch."),
                self.python,
            ),
            (tr("2. Download"), tr("Download PyTorch into a folder of its own."), self.card, hint, self.address),
            (
                tr("3. Folder of wheels"),
                tr("Install PyTorch from a folder of wheels (.whl), without a network."),
                self.wheels,
                fill,
            ),
        ):
            page = QtWidgets.QWidget()
            _column(page, *widgets).addStretch()
            self.ways.addTab(page, title)
        self.ways.setCurrentIndex(DOWNLOAD)

    def _look_around(self, progress) -> str:
        """Try what is there; what the driver of a graphics card takes seconds to say is asked here, in the task."""
        self._graphics = graphics_card(progress)
        return _look(progress)

    def _show_card(self) -> None:
        """Offer the graphics card that was found."""
        card, works = self._graphics
        use = (
            tr("Use the graphics card: {card}")
            if works
            else tr("{card} is too old for this PyTorch (driver {oldest} or later): without graphics card")
        )
        self.card.setText(use.format(card=card, oldest=OLDEST_DRIVER))
        self.card.setEnabled(works)
        self.card.setVisible(bool(card))

    def plan(self) -> Plan:
        """What the dialog says."""
        way = self.ways.currentIndex()
        return Plan(
            self.wheels.filePath() if way == WHEELS else "",
            way == DOWNLOAD and self.card.isChecked(),
            self.address.text().strip(),
            proxy_of_qgis(),
        )

    def _start(self) -> None:
        if self.ways.currentIndex() == EXISTING:
            python = WorkerPython(self.python.filePath(), tr("chosen"))
            self._run(tr("Try a Python with PyTorch"), lambda progress: try_python(python, progress), python.executable)
        else:
            plan = self.plan()
            QgsSettings().setValue(ADDRESS_KEY, plan.address)
            self._run(tr("Set up PyTorch"), lambda progress: install(plan, progress), "")

    def _run(self, title: str, work, setting: str | None = None) -> None:
        """Work in a task; store in the settings a Python that was found to work, or clear them for the private one."""
        self.log.clear()
        self.state.setStyleSheet("")
        self.state.setText(f"{title} …")
        self._task = CoreTask(tr("Slipline: {title}").format(title=title), work)
        self._task.said.connect(self.log.appendPlainText)
        self._task.progressChanged.connect(lambda value: self.bar.setValue(round(value)))
        self._task.ended.connect(lambda good, text: self._end(good, text, setting))
        self._refresh()
        QgsApplication.taskManager().addTask(self._task)

    def _end(self, good: bool, text: str, setting: str | None) -> None:
        self._task = None
        self._show_card()
        self.bar.setValue(100 if good else 0)
        if good and setting is not None:
            QgsSettings().setValue(KEY, setting)
        if good:
            text = tr("PyTorch works. {line}").format(line=text)
        if os.environ.get(VARIABLE):
            text += tr(
                " The environment variable {variable} is set: the Python that it names goes before everything "
                "chosen here."
            ).format(variable=VARIABLE)
        self.state.setStyleSheet("color: #1b7837" if good else "color: #b2182b")
        self.state.setText(text)
        self._refresh()

    def _refresh(self, *_args) -> None:
        """What can be clicked, and the size before anything starts."""
        way, idle, private = (
            self.ways.currentIndex(),
            self._task is None,
            interpreter_in(private_environment()).exists(),
        )
        chosen = (self.python.filePath(), "pinned", self.wheels.filePath())[way]
        self.start.setText(
            tr("Try and use") if way == EXISTING else tr("Install again (repair)") if private else tr("Install")
        )
        self.start.setEnabled(idle and bool(chosen))
        self.cancel.setEnabled(not idle)
        self.clear.setEnabled(idle and any(folder.exists() for folder in folders()))
        self.ways.setEnabled(idle)
        self.size.setText(_size(self.plan()) if chosen and way != EXISTING else "")


def proxy_of_qgis() -> str:
    """The proxy of QGIS' network settings as an address; empty for none, or the system's, which pip finds by itself."""
    proxy = QgsNetworkAccessManager.instance().fallbackProxy()
    kinds = {
        QNetworkProxy.ProxyType.HttpProxy: "http",
        QNetworkProxy.ProxyType.HttpCachingProxy: "http",
        QNetworkProxy.ProxyType.Socks5Proxy: "socks5",
    }
    if proxy.type() not in kinds or not proxy.hostName():
        return ""
    account = ":".join(quote(one, safe="") for one in (proxy.user(), proxy.password()) if one)
    return f"{kinds[proxy.type()]}://{account + '@' if account else ''}{proxy.hostName()}:{proxy.port()}"


def _size(plan: Plan) -> str:
    """What has to be downloaded and what it takes on the disk."""
    try:
        download, disk = plan.sizes()
    except CoreError as error:
        return str(error)
    place = private_environment()
    text = _source(plan)
    text += tr("About {download:.1f} GB will be downloaded. ").format(download=download / 1e9) if download else ""
    text += tr(
        "It takes {disk:.1f} GB on disk, in {place} ({free:.0f} GB are free). No administrator rights are needed."
    ).format(disk=disk / 1e9, place=place, free=free_bytes(place) / 1e9)
    runtime = ", ".join(missing_runtime())
    return text + (
        tr(" First install Microsoft's Visual C++ Redistributable (x64); missing: {files}.").format(files=runtime)
        if runtime
        else ""
    )


def _source(plan: Plan) -> str:
    """Where pip will look, and which build of PyTorch that gives where it is not the one asked for."""
    if plan.wheels:
        return ""
    if plan.address:
        return tr("PyTorch comes from the package index that pip uses on this computer and from {address}. ").format(
            address=plan.address
        )
    text = tr("PyTorch comes from the package index that pip uses on this computer. ")
    if not plan.is_other_build:
        return text
    if plan.cuda:
        return text + tr("For Windows this index has only the build that does not use a graphics card. ")
    return text + tr(
        "For Linux this index has the large build only, which also works without a graphics card. With a further "
        "package address that has the small build, a tenth of the space is enough. "
    )


def _look(progress) -> str:
    """Try the Python that is there."""
    try:
        return try_python(worker_python(), progress)
    except CoreError as error:
        progress.message(str(error))
        raise WorkerError(tr("PyTorch is not set up yet. Choose one of the three ways above.")) from error


def _remove(progress) -> str:
    remove()
    progress.message(tr("The private environment was removed."))
    return _look(progress)


def _column(owner, *widgets) -> QtWidgets.QVBoxLayout:
    """Put widgets, and labels with a text, below one another."""
    layout = QtWidgets.QVBoxLayout(owner)
    for one in widgets:
        layout.addWidget(QtWidgets.QLabel(one, wordWrap=True) if isinstance(one, str) else one)
    return layout
