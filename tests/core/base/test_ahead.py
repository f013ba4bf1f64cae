from __future__ import annotations

import threading
import time

import pytest

from slipline.core.base.ahead import cores, done_ahead
from slipline.core.base.errors import Cancelled
from slipline.core.base.progress import Silent, check_cancelled

from ..listening import Listening


class Asked(Silent):
    """Cancelled as soon as an event is set."""

    def __init__(self, event):
        self.event = event

    def is_cancelled(self):
        return self.event.is_set()


def test_results_come_in_order_whichever_is_ready_first():
    def work(item, _):
        time.sleep(0.02 if item % 3 == 0 else 0.0)
        return item * item

    log = Listening()
    assert list(done_ahead(work, range(20), log, 3)) == [(item, item * item) for item in range(20)]
    assert log.fractions[-1] == 1.0


def test_nothing_to_do():
    assert list(done_ahead(lambda item, _: item, [], Silent())) == []


def test_only_a_few_results_wait():
    started = []
    results = done_ahead(lambda item, _: started.append(item), range(100), Silent(), 2)
    next(results)
    time.sleep(0.1)
    assert len(started) <= 5
    results.close()


def test_an_error_of_a_thread_reaches_the_caller():
    def work(item, _):
        raise ValueError(item)

    with pytest.raises(ValueError, match="0"):
        list(done_ahead(work, range(5), Silent()))


def test_a_cancel_stops_work_that_has_begun():
    asked = threading.Event()

    def work(item, stop):
        asked.set()
        while True:  # ends only if the cancel reaches the thread
            check_cancelled(stop)
            time.sleep(0.005)

    with pytest.raises(Cancelled):
        list(done_ahead(work, range(5), Asked(asked)))


def test_there_is_a_core():
    assert cores() >= 1
