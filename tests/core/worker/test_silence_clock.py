"""How long nothing has happened, and what a sleeping computer makes of it."""

import time

import pytest

from slipline.core.base.errors import WorkerError
from slipline.core.base.progress import Silent
from slipline.core.worker import pip_run, silence_clock
from slipline.core.worker.client import Worker
from slipline.core.worker.silence_clock import SilenceClock

from ..workers import script


class Clock:
    """Stands in for the system's clock, which goes on while the computer sleeps: it jumps by an hour, once."""

    def __init__(self, monkeypatch, jump_after):
        self._real, self._looks, self._jump_after = time.monotonic, 0, jump_after
        monkeypatch.setattr(time, "monotonic", self)

    def __call__(self):
        self._looks += 1
        return self._real() + (3600.0 if self._looks > self._jump_after else 0.0)


def test_seconds_add_up_and_begin_again_when_something_happens(monkeypatch):
    now = iter([0.0, 0.5, 1.5, 2.0, 2.25])
    monkeypatch.setattr(silence_clock.time, "monotonic", lambda: next(now))
    clock = SilenceClock()
    assert [clock.seconds(), clock.seconds()] == [0.5, 1.5]
    clock.ended()
    assert clock.seconds() == 0.25


def test_an_hour_of_sleep_counts_as_one_long_step(monkeypatch):
    now = iter([0.0, 1.0, 3601.0, 3602.0])
    monkeypatch.setattr(silence_clock.time, "monotonic", lambda: next(now))
    clock = SilenceClock()
    assert [clock.seconds() for _ in range(3)] == [
        1.0,
        1.0 + silence_clock.LONGEST_STEP_S,
        2.0 + silence_clock.LONGEST_STEP_S,
    ]


def test_a_worker_outlives_the_sleep_of_the_computer(tmp_path, monkeypatch):
    python = script(
        tmp_path / "python", """echo '{"type": "hello"}'; sleep 1; echo '{"type": "result"}'; exec sleep 5"""
    )
    with Worker(python, Silent(), silence_s=20.0) as worker:
        Clock(monkeypatch, jump_after=4)
        assert worker.wait("result") == {"type": "result"}


def test_pip_outlives_the_sleep_of_the_computer_and_not_a_true_stillness(tmp_path, monkeypatch):
    Clock(monkeypatch, jump_after=2)
    monkeypatch.setattr(pip_run, "LOOK_S", 0.1)
    assert pip_run.run(["sh", "-c", "sleep 1"], {}, tmp_path, Silent()) == ""
    monkeypatch.setattr(pip_run, "STALL_S", 0.5)
    with pytest.raises(WorkerError, match="Nothing was downloaded or written for 0 seconds"):
        pip_run.run(["sh", "-c", "sleep 30"], {}, tmp_path, Silent())
