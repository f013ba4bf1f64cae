"""How far an interrupted run had come: what the analysis tells and asks whoever keeps that."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray


class Marks:
    """Nothing is kept: every run begins anew."""

    def changing(self) -> None:
        """The phases are changed from here on: an interruption leaves them as nobody knows."""

    def repaired(self, **arrays: NDArray[Any]) -> None:
        """The phases are repaired and referred, and stay as they are; `arrays` say what was done."""

    def known_repair(self) -> dict[str, NDArray[Any]]:
        """What `repaired` was told before the interruption; empty: it had not come as far."""
        return {}
