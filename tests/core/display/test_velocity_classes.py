import numpy as np
import pytest

from slipline.core.display.velocity_classes import velocity_breaks


@pytest.mark.parametrize(
    ("fast", "breaks"),
    [
        (3.0, ["0.5", "1", "2"]),
        (10.0, ["2", "5", "10"]),
        (40.0, ["5", "10", "20"]),
        (4000.0, ["500", "1000", "2000"]),
        (0.0, ["0.2", "0.5", "1"]),
    ],
)
def test_limits_are_round_and_follow_the_data(fast, breaks):
    assert list(velocity_breaks(np.array([fast, -fast, np.nan])).values()) == breaks
