"""How each band becomes an input of the network; fitted once on the training ground and kept in the model's card."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from ...core.base.codes import NEVER_NULL, group_of, groups_of, observing
from ...core.base.errors import InputError
from ...core.base.sheet_units import GROUND, LEVEL, RELATIVE, SPREAD, TYPICAL
from ...core.base.translation import tr

# The numbers that each kind of scaling needs.
KINDS: dict[str, tuple[str, ...]] = {
    "minmax": ("minimum", "maximum"),
    "plain": (),
    "standard": ("mean", "deviation"),
    "asinh": ("scale",),
    "log1p": ("mean", "deviation"),
    GROUND: (LEVEL, SPREAD),
    RELATIVE: (TYPICAL,),
}

_POSITIVE = ("scale", "deviation", SPREAD, TYPICAL)
_USUAL = math.log(2.0)  # logarithm of one and the typical value in its own unit


@dataclass(frozen=True)
class BandScaling:
    """One band of the input.

    Args:
        name: of the band in the feature stack.
        unit: of its values, for people.
        kind: one of KINDS.
        numbers: what KINDS asks for, in the band's unit.
        low: first percentile on the training ground.
        high: 99th percentile there.
    """

    name: str
    unit: str
    kind: str
    numbers: dict[str, float]
    low: float
    high: float

    def apply(self, values: Tensor) -> Tensor:
        """Scaled values of any shape; a null (NaN) becomes 0, or in `minmax` what 0 becomes, within 0..1."""
        number = self.numbers
        if self.kind == "minmax":
            span = (number["maximum"] - number["minimum"]) or 1.0
            null = min(max(-number["minimum"] / span, 0.0), 1.0)
            return torch.nan_to_num((values - number["minimum"]) / span, nan=null)
        if self.kind == "asinh":
            values = torch.asinh(values / number["scale"])
        elif self.kind == "log1p":
            values = (torch.log1p(values.clamp(min=0.0)) - number["mean"]) / number["deviation"]
        elif self.kind == GROUND:
            values = torch.asinh((values - number[LEVEL]) / number[SPREAD])
        elif self.kind == RELATIVE:
            values = torch.log1p(values.clamp(min=0.0) / number[TYPICAL]) - _USUAL
        elif self.kind == "standard":
            values = (values - number["mean"]) / number["deviation"]
        return torch.nan_to_num(values, nan=0.0)

    def as_dict(self) -> dict[str, Any]:
        """The band's entry in the card."""
        scaling = {"kind": self.kind, **self.numbers}
        return {"name": self.name, "unit": self.unit, "scaling": scaling, "low": self.low, "high": self.high}


@dataclass(frozen=True)
class InputScaling:
    """All bands, in the order of the feature stack, and the groups that have a validity channel behind them.

    With part `context` the network also sees the ground around a tile, `window` sides of the tile wide: `views`.
    """

    bands: tuple[BandScaling, ...]
    validity: tuple[str, ...] = ()
    window: int = 1

    @property
    def names(self) -> list[str]:
        """Names of the bands."""
        return [band.name for band in self.bands]

    @property
    def channels(self) -> int:
        """Channels of a view: bands and validity."""
        return len(self.bands) + len(self.validity)

    @property
    def inputs(self) -> int:
        """Channels that the network sees: those of the tile, and of the far view if there is one."""
        return self.channels * (1 if self.window == 1 else 2)

    @property
    def channel_names(self) -> list[str]:
        """Names of the channels; those of validity are in brackets."""
        return [*self.names, *(f"({group})" for group in self.validity)]

    @property
    def groups(self) -> list[str]:
        """The groups that the bands are of."""
        return groups_of(self.names)

    def image_channels(self, parts: Sequence[str]) -> tuple[int, ...]:
        """Channels of the image for a network with stems of its own for image and deformation; none for others."""
        if "stems" not in parts:
            return ()
        image = [group_of(name) == "image" for name in self.names] + [group == "image" for group in self.validity]
        return tuple(number for number, is_image in enumerate(image) if is_image)

    def apply(self, raw: Tensor, share: Tensor | None = None) -> Tensor:
        """One view, (N, channels, H, W), from bands in their units, (N, bands, H, W), NaN where null.

        A validity channel holds the share of its group's bands that are known in the cell, 0..1; of means also the
        share of each that is known, (N, bands, H, W), counts.
        """
        scaled = [band.apply(raw[:, number]) for number, band in enumerate(self.bands)]
        for group in self.validity:
            members = [
                n for n, band in enumerate(self.bands) if group_of(band.name) == group and band.name not in NEVER_NULL
            ]
            known = torch.isfinite(raw[:, members]).float() if share is None else share[:, members]
            scaled.append(known.mean(dim=1))
        return torch.stack(scaled, dim=1)

    def views(self, raw: Tensor) -> Tensor:
        """Input of the network, (N, inputs, H, W), from what a store gives of each tile, NaN where null.

        That is (N, bands, H, W), or (N, 3 bands, H, W) with the far view: cells, means and the share that is known of
        each.
        """
        if self.window == 1:
            return self.apply(raw)
        cells, means, share = raw.chunk(3, dim=1)
        share = torch.where(torch.isfinite(means), share, torch.zeros_like(share))
        return torch.cat((self.apply(cells), self.apply(means, share)), dim=1)

    def observable(self, raw: Tensor) -> Tensor:
        """Cells where something is known about the motion, (N, H, W) bool; `observing` says which bands decide."""
        known: Tensor = torch.isfinite(raw[:, observing(self.names)]).any(dim=1)
        return known

    def as_list(self) -> list[dict[str, Any]]:
        """The card's `bands`."""
        return [band.as_dict() for band in self.bands]


def scaling_from(bands: object, validity: object, window: int = 1) -> InputScaling:
    """Scaling from a card; the window is that of its network.

    Raises:
        InputError: an entry is missing, of the wrong type, not finite or of no known kind.
    """
    if not isinstance(bands, Sequence) or isinstance(bands, str) or not bands or not isinstance(validity, Sequence):
        raise _bad_card("bands")
    groups = tuple(str(group) for group in validity)
    if len(set(groups)) < len(groups):
        raise _bad_card("validity")
    scaling = InputScaling(tuple(_band_from(band) for band in bands), groups, window)
    if len(set(scaling.names)) < len(scaling.names) or not set(groups) <= {group_of(name) for name in scaling.names}:
        raise _bad_card("bands")
    return scaling


def _band_from(entry: object) -> BandScaling:
    if not isinstance(entry, dict) or not isinstance(entry.get("scaling"), dict):
        raise _bad_card("bands")
    name, unit, kind = entry.get("name"), entry.get("unit", ""), entry["scaling"].get("kind")
    if not isinstance(name, str) or not isinstance(unit, str) or not isinstance(kind, str) or kind not in KINDS:
        raise _bad_card("bands")
    numbers = {key: _finite(entry["scaling"].get(key)) for key in KINDS[kind]}
    if min(numbers.get(name, 1.0) for name in _POSITIVE) <= 0.0:
        raise _bad_card("bands")
    return BandScaling(name, unit, kind, numbers, _finite(entry.get("low")), _finite(entry.get("high")))


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _bad_card("bands")
    return float(value)


def _bad_card(entry: str) -> InputError:
    return InputError(
        tr("The model's card is damaged: its entry '{entry}' cannot be used. Train the model again."), entry=entry
    )
