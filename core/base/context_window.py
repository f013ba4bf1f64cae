"""How much ground the network sees of a tile with part `context`, and what that asks of tiles and blocks."""

from __future__ import annotations

from collections.abc import Collection

# sides of a tile; so many cells are also averaged in each direction, so that the far view has as many cells as the tile
WINDOW = 4
STEP = (
    32  # tiles of a multiple of this many cells have whole cells of the deepest level in the middle of their far view
)


def window_of(parts: Collection[str]) -> int:
    """Side of the ground that the network sees, in sides of the tile in its middle."""
    return WINDOW if "context" in parts else 1


def ground_margin(tile: int, window: int) -> int:
    """Cells that the network sees beyond a tile, on each side."""
    return (window - 1) * tile // 2


def block_margin(tile: int, window: int) -> int:
    """Cells to read around a block, so that each of its cells gets every tile that touches it and each tile its ground.

    Tiles lie at multiples of half a tile; so do the sides of the block (`Window.aligned`).
    """
    half = tile // 2
    return (tile - 1) // half * half + ground_margin(tile, window)


def fits_tile(tile: int, parts: Collection[str]) -> bool:
    """Tell whether tiles of this side can have the parts."""
    return "context" not in parts or tile % STEP == 0
