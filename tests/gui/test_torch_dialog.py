"""What the dialog *Set up PyTorch* asks of the system, and in which thread."""

import threading
import time

import pytest
from qgis.PyQt.QtCore import QCoreApplication

from slipline.core.base.errors import WorkerError
from slipline.core.worker.python import VARIABLE
from slipline.gui import torch_dialog


@pytest.fixture()
def dialog(qgis_app, monkeypatch, tmp_path):
    """dialog(card) -> a dialog whose task has ended, and the threads in which the graphics card was asked for."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(torch_dialog, "_look", _nothing_there)
    threads = []

    def opened(card):
        def asked(_progress):
            threads.append(threading.current_thread())
            return card

        monkeypatch.setattr(torch_dialog, "graphics_card", asked)
        made = torch_dialog.TorchDialog()
        assert made.card.isHidden()
        end = time.monotonic() + 30.0
        while made._task is not None and time.monotonic() < end:
            QCoreApplication.processEvents()
            time.sleep(0.01)
        assert made._task is None
        return made, threads

    return opened


def _nothing_there(_progress):
    raise WorkerError("PyTorch is not set up yet.")


def test_the_driver_is_asked_in_the_task_and_not_in_the_threads_of_the_window(dialog):
    made, threads = dialog(("GeForce, driver 590.1", True))
    assert threads != []
    assert threading.main_thread() not in threads
    assert not made.card.isHidden()
    assert made.card.isEnabled()
    assert "GeForce, driver 590.1" in made.card.text()


@pytest.mark.parametrize(("card", "hidden"), [(("Quadro, driver 470.1", False), False), (("", False), True)])
def test_a_card_that_cannot_be_used_is_not_offered(dialog, card, hidden):
    made, _ = dialog(card)
    assert made.card.isHidden() == hidden
    assert not made.card.isEnabled()
    assert not made.plan().cuda
