"""Which producer's interferograms lie below a folder, and whether they can make one stack."""

from __future__ import annotations

import math

from ..base.errors import InputError
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from .flat_products import gamma, isce, roipac
from .products import Files, Found, Pair
from .tif_products import geotiff, hyp3, licsar

READERS = {"hyp3": hyp3, "licsar": licsar, "roipac": roipac, "isce": isce, "gamma": gamma, "geotiff": geotiff}


def find_products(folder: str, form: str, progress: Progress) -> Found:
    """All interferograms of one producer below a folder.

    Raises:
        InputError: no folder, none of them, or those of several producers.
    """
    files = Files(folder, progress)
    wanted = [form] if form != "auto" else list(READERS)
    found: list[Found] = []
    for name in wanted:
        check_cancelled(progress)
        each = None if name == "geotiff" and found else READERS[name](files)
        if each is not None and each.pairs:
            found.append(each)
    if not found:
        raise InputError(
            tr(
                "No interferograms were found below {path} among {count} files. They need two dates in their "
                "names, as HyP3 and LiCSAR write them."
            ),
            path=folder,
            count=len(files.paths),
        )
    if len(found) > 1:
        raise InputError(
            tr(
                "{path} holds interferograms of several producers: {names}. Choose the format, or a folder "
                "of one of them."
            ),
            path=folder,
            names=", ".join(each.producer for each in found),
        )
    found[0].notes += [
        tr("{name} cannot be read as a zip file, and is left out: get it again.").format(name=name)
        for name in files.broken
    ]
    return found[0]


def require_one_track(found: Found) -> None:
    """Stop where tracks, frames, bursts or wavelengths are mixed, or where there is only one pair.

    Raises:
        InputError: it names them.
    """
    tracks: dict[str, Pair] = {}
    for pair in found.pairs:
        if pair.track:
            tracks.setdefault(pair.track, pair)
    if len(tracks) > 1:
        names = "; ".join(f"{track}: {pair.layers[0].name}" for track, pair in tracks.items())
        raise InputError(
            tr("The folder mixes {count} tracks or frames ({names}). Put each into a folder of its own."),
            count=len(tracks),
            names=names,
        )
    waves = [pair.wavelength_m for pair in found.pairs if math.isfinite(pair.wavelength_m)]
    if waves and max(waves) > 1.01 * min(waves):
        raise InputError(
            tr(
                "The folder mixes wavelengths of {shortest} and {longest} m. Put each satellite into a "
                "folder of its own."
            ),
            shortest=f"{min(waves):.4f}",
            longest=f"{max(waves):.4f}",
        )
    if len(found.pairs) < 2:
        raise InputError(
            tr("Only one interferogram was found ({name}). Velocities need at least two, better thirty."),
            name=found.pairs[0].name,
        )


def phase_kind(found: Found, wanted: str) -> str:
    """`unwrapped` or `wrapped`: what was asked for, or what there is.

    Raises:
        InputError: it is not there.
    """
    counts = {kind: sum(getattr(pair, kind) is not None for pair in found.pairs) for kind in ("unwrapped", "wrapped")}
    kind = wanted if wanted != "auto" else max(counts, key=lambda each: counts[each])
    if counts[kind] < 2:
        raise InputError(
            tr("Only {count} interferograms have a phase of the kind '{kind}'. Choose the other kind."),
            count=counts[kind],
            kind=kind,
        )
    return kind
