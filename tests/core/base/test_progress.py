from __future__ import annotations

import pytest

from slipline.core.base.errors import Cancelled
from slipline.core.base.progress import Silent, Stage, check_cancelled, track

from ..listening import Listening


def test_track_yields_everything_and_reports_after_each_item():
    progress = Listening()
    assert list(track("abcd", progress)) == ["a", "b", "c", "d"]
    assert progress.fractions == [0.25, 0.5, 0.75, 1.0]


def test_track_stops_at_the_item_after_a_cancel():
    seen = []
    with pytest.raises(Cancelled):
        seen.extend(track(range(10), Listening(cancel_at=0.3)))
    assert seen == [0, 1, 2]


def test_nothing_to_track_is_done_at_once():
    assert list(track([], Listening(cancel_at=0.0))) == []


def test_stages_in_stages_share_the_whole():
    progress = Listening()
    inner = Stage(Stage(progress, 0.5, 1.0), 0.0, 0.5)
    for fraction in (0.0, 0.5, 1.0):
        inner.update(fraction)
    assert progress.fractions == pytest.approx([0.5, 0.625, 0.75])


def test_a_stage_passes_on_lines_warnings_and_the_cancel():
    progress = Listening(cancel_at=0.0)
    stage = Stage(progress, 0.2, 0.4)
    stage.message("line")
    stage.warning("beware")
    assert (progress.lines, progress.warnings) == (["line"], ["beware"])
    with pytest.raises(Cancelled):
        check_cancelled(stage)


def test_silent_never_cancels():
    check_cancelled(Silent())
    assert list(track([1, 2], Silent())) == [1, 2]
