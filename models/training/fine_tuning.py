"""Going on from a model: its scaling and its weights, as far as the bands are the same."""

from __future__ import annotations

from ...core.base.errors import InputError
from ...core.base.sheet_units import SHEET_KINDS
from ...core.base.training_options import TrainingOptions
from ...core.base.translation import tr
from ..input.scaling import BandScaling, InputScaling
from ..networks.model_file import LoadedModel
from ..networks.networks import NetworkConfig
from ..networks.padded import PaddedNetwork
from .first_layers import widened


def adapted_scaling(start: InputScaling, fitted: InputScaling) -> InputScaling:
    """The model's scaling for the bands that it knows, for its weights were trained with it.

    The fitted one for others, and where the model counts in units of each sheet's own ground (`core.base.sheet_units`).
    """
    known = {band.name: band for band in start.bands}
    bands = tuple(_adapted(known.get(band.name), band) for band in fitted.bands)
    groups = InputScaling(bands).groups
    return InputScaling(bands, tuple(g for g in groups if g in start.validity or g in fitted.validity), fitted.window)


def _adapted(known: BandScaling | None, fitted: BandScaling) -> BandScaling:
    own = known is None or (known.kind in SHEET_KINDS and known.kind == fitted.kind)
    return fitted if own or known is None else known


def adapted_network(start: LoadedModel, scaling: InputScaling, options: TrainingOptions, path: str) -> PaddedNetwork:
    """The model's network for another set of bands.

    What belongs to a new band begins at zero, so that it changes nothing.

    Raises:
        InputError: another network, or no band in common.
    """
    config = NetworkConfig(
        options.network, options.width, scaling.channels, options.parts, scaling.image_channels(options.parts)
    )
    same = (start.config.name, start.config.width, start.config.parts) == (config.name, config.width, config.parts)
    if not same:
        raise InputError(
            tr(
                "The model {path} is a {known} of width {width}{parts}, but a {network} of width {asked}{wanted} "
                "was asked for. Choose the same, or start anew."
            ),
            path=path,
            known=start.config.name,
            width=start.config.width,
            parts=_listed(start.config.parts),
            network=options.network,
            asked=options.width,
            wanted=_listed(options.parts),
        )
    if start.scaling.channel_names == scaling.channel_names:
        return start.network
    common = [name for name in scaling.names if name in start.scaling.names]
    if not common or "stems" in config.parts:
        raise InputError(
            tr(
                "The model {path} was trained with the bands {known}, the tiles have {bands}. Choose the same "
                "bands, or start anew."
            ),
            path=path,
            known=", ".join(start.scaling.names),
            bands=", ".join(scaling.names),
        )
    places = [_place(name, start.scaling) for name in scaling.channel_names]
    return widened(config, start.network.state_dict(), places)


def _place(name: str, scaling: InputScaling) -> int:
    """Where a channel was, -1 where it is new."""
    names = scaling.channel_names
    return names.index(name) if name in names else -1


def _listed(parts: tuple[str, ...]) -> str:
    return f" with {', '.join(parts)}" if parts else ""
