"""Pictures in the user's language where a font of this computer has its characters, else in English."""

from __future__ import annotations

import functools
from typing import Callable, TypeVar

from ..base.translation import english, language

_HAN_FONTS = (  # of Windows, macOS, and the distributions of Linux
    "Microsoft YaHei",
    "DengXian",
    "SimHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "Songti SC",
    "Arial Unicode MS",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "AR PL UMing CN",
)

Drawn = TypeVar("Drawn")


def han_font() -> str:
    """Name of an installed font with Chinese characters that matplotlib can use; empty without one."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _HAN_FONTS if name in installed), "")


def readable(draw: Callable[..., Drawn]) -> Callable[..., Drawn]:
    """Decorate a function that makes a figure with texts, so that no character is drawn as an empty box."""

    @functools.wraps(draw)
    def drawn(*arguments: object, **named: object) -> Drawn:
        if not language().startswith("zh"):
            return draw(*arguments, **named)
        try:
            from matplotlib import rc_context
        except ImportError:  # there will be no picture
            return draw(*arguments, **named)
        font = han_font()
        if not font:
            with english():
                return draw(*arguments, **named)
        with rc_context(
            {"font.family": [font, "DejaVu Sans"]}
        ):  # the second font has the characters that the first one lacks
            return draw(*arguments, **named)

    return drawn
