"""Sentences in the user's language. The core knows no Qt: the plugin installs the function that translates.

`tr` marks a literal for `dev/translations.py` and translates it at once, before `.format`. Constants of modules are
translated when they are imported, so the plugin installs the function before it imports anything else. The worker has
none: it sends its sentences in English, with their values, and QGIS' side translates them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Callable

ENGLISH = "en"

_installed: tuple[Callable[[str], str] | None, str] = (None, ENGLISH)
_kept_english: ContextVar[bool] = ContextVar("slipline_kept_english", default=False)


def tr(text: str) -> str:
    """Translate a literal."""
    translate = _installed[0]
    return text if translate is None or _kept_english.get() else translate(text)


def install(translate: Callable[[str], str] | None, language: str = ENGLISH) -> None:
    """Set the function that translates; None: everything stays English.

    Args:
        translate: gives a text in the user's language, or as it is where there is no translation.
        language: its tag, for example zh-CN.
    """
    global _installed  # noqa: PLW0603
    _installed = (translate, language)


def language() -> str:
    """Tag of the language that `tr` answers in."""
    return ENGLISH if _kept_english.get() else _installed[1]


@contextlib.contextmanager
def english() -> Iterator[None]:
    """Let `tr` answer in English inside this block: for the log, and for pictures where no font has the characters."""
    token = _kept_english.set(True)
    try:
        yield
    finally:
        _kept_english.reset(token)
