"""Which column of a producer's table is what: velocity, coherence, height, position.

The aliases are those that the producers of coherent targets write (EGMS, TRE-Altamira, MintPy, StaMPS, SARscape,
SARPROZ, SARvey, DePSI, NGU, LiCSBAS). A new producer is one more word in a tuple. StaMPS' export_res has numbers for
names, and GDAL calls mean_velocity_std mean_vel_1 where a shapefile has cut mean_velocity to the same ten characters
before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..products.kept_fields import LOOK
from ..products.units import Unit, unit_in_name

# Names of columns as `normalised` leaves them: lower case, letters and digits alone (V_LOS is vlos).
ALIASES: dict[str, tuple[str, ...]] = {
    "velocity": (
        "vlos",
        "vellos",
        "losvel",
        "velocitylos",
        "losvelocity",
        "meanvelocity",
        "velocity",
        "vel",
        "meanveloc",
        "pntlinear",
        "linearrate",
        "rate",
        "defrate",
        "vmean",
        "vmm",
        "velmmyr",
        "velmma",
        "annualvelocity",
        "v",
        "exportres3",
    ),
    "velocity_not_los": (
        "velv",
        "velu",
        "vu",
        "vup",
        "verticalvelocity",
        "velvert",
        "vele",
        "ve",
        "velew",
        "veleast",
        "veln",
    ),
    "velocity_std": (
        "vstdev",
        "vstd",
        "velstd",
        "meanvelocitystd",
        "sigmavel",
        "vprecisio",
        "velocitystd",
        "velerr",
        "stdvel",
        "meanvel1",
    ),
    "coherence": (
        "temporalcoherence",
        "temporalc",
        "tempcoh",
        "coherence",
        "cohe",
        "coher",
        "coh",
        "cohps",
        "pntenscoh",
        "enscoh",
        "gamma",
        "stcoherence",
        "meancoh",
        "cohavg",
        "avgspatialcoh",
    ),
    "height": (
        "heightwgs84",
        "heightellipse",
        "heightortho",
        "height",
        "hgt",
        "pntheight",
        "demheight",
        "pntdemheight",
        "dem",
        "z",
        "zgeoid",
        "elev",
        "elevation",
        "h",
    ),
    "lower_is_better": ("amplitudedispersion", "da", "rmse", "rmsets", "stdev", "omega"),
    "longitude": ("longitude", "long", "lon", "pntlon", "xwgs84", "lng", "exportres1"),
    "latitude": ("latitude", "lat", "pntlat", "ywgs84", "exportres2"),
    "easting": ("easting", "east", "x", "xcoord"),
    "northing": ("northing", "north", "y", "ycoord"),
    "id": ("pid", "code", "id", "pointid", "pntid", "ps", "psid"),
    "track": ("track", "trackid", "tracknumber", "relativeorbit", "relorbit", "pathnumber"),
    "pass": ("pass", "orbitdirection", "orbitpass", "passdirection", "orbit"),
    "heading": ("trackangle", "heading", "headingangle"),
    "incidence": ("incidenceangle", "incidence", "losin", "incangle", "incang", "incidenceang"),
    "los_east": ("loseast", "bloseast", "blose", "lose", "loseastcosine"),
    "los_north": ("losnorth", "alosnorth", "alosn", "losn"),
    "los_up": ("losup", "closup", "closh", "closu", "losu"),
    "acceleration": ("acceleration", "accel", "acc"),
    "seasonality": ("seasonality", "seasonal", "annualamplitude", "seasamp", "seasonamp"),
}
KEPT_ROLES = ("id", "track", "pass", "heading", "incidence", *LOOK, "acceleration", "seasonality")
METRE_FAMILY = ("pntlinear",)  # DePSI and stmtools write m/yr
_NEVER_VELOCITY = re.compile(r"std|sigma|precis|error|gnss")
_DATE = re.compile(r"(d_?)?(19|20)\d{2}(0[1-9]|1[0-2])\d{2}")
_DATED = re.compile(
    rf"(?:a_|h2ph_|step)?{_DATE.pattern}"  # DePSI's amplitudes and height factors, MintPy's steps
    r"|(?:d_?)?(?:19|20)\d{2}([-_/.])(?:0?[1-9]|1[0-2])\4(?:0?[1-9]|[12]\d|3[01])"  # 2015-01-13
    r"|(?:19|20)\d{2}\.\d+|7[0-3]\d{4}"  # years with decimals, days of MATLAB
)
_DBF_NAME = 10  # characters that a shapefile keeps of a field's name


@dataclass(frozen=True)
class Fields:
    """Names of the columns that were found; empty where there is none.

    Args:
        velocity: line-of-sight velocity, or the best there is.
        lower_is_better: another measure of quality, which only the log mentions.
        is_los: False where the velocity is vertical or east-west.
        unit: unit that the name of the velocity declares, or None.
        metres_family: the producer of such a name writes m/yr.
        kept: role of KEPT_ROLES -> name of its column, for what a target keeps beside its velocity.
    """

    velocity: str = ""
    velocity_std: str = ""
    coherence: str = ""
    height: str = ""
    lower_is_better: str = ""
    is_los: bool = True
    unit: Unit | None = None
    metres_family: bool = False
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def used(self) -> list[str]:
        """The names that have to be read, each once."""
        names = (self.velocity, self.velocity_std, self.coherence, self.height)
        return list(dict.fromkeys(name for name in names if name))


def normalised(name: str) -> str:
    """Lower case letters and digits of a name."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def without_dates(names: Sequence[str]) -> list[str]:
    """Names of the columns that hold something else than a value for a date; a table may have a million of those."""
    return [name for name in names if not _DATED.fullmatch(name.strip().lower())]


def is_lower_better(name: str) -> bool:
    """Tell whether a column is a measure of quality where lower is better; it is not a coherence then."""
    return bool(find_field("lower_is_better", [name]))


def find_field(role: str, names: Sequence[str]) -> str:
    """Column of a role: an exact name first, in the order of the aliases, then names that a shapefile has cut.

    Returns:
        The name as the table spells it, or an empty string. A standard deviation is never taken for a velocity.
    """
    candidates = [name for name in names if not (_is_velocity(role) and _NEVER_VELOCITY.search(normalised(name)))]
    for spelled in (normalised, _without_unit):
        plain = {spelled(name): name for name in reversed(candidates)}
        for alias in ALIASES[role]:
            if alias in plain:
                return plain[alias]
    cut = {normalised(name): name for name in reversed(candidates) if len(name.strip()) == _DBF_NAME}
    for alias in ALIASES[role]:
        for word, name in cut.items():
            if len(word) < len(alias) and alias.startswith(word):
                return name
    return ""


def choose_fields(
    names: Sequence[str], velocity: str = "", coherence: str = "", height: str = "", deviation: str = ""
) -> Fields:
    """The columns to read: the user's choice where there is one, else by name."""
    names = without_dates(names)
    found = velocity or find_field("velocity", names)
    is_los = True
    if not found:
        found, is_los = find_field("velocity_not_los", names), False
    elif normalised(found) in ALIASES["velocity_not_los"]:
        is_los = False
    return Fields(
        velocity=found,
        velocity_std=deviation or find_field("velocity_std", [name for name in names if name != found]),
        coherence=coherence or find_field("coherence", names),
        height=height or find_field("height", names),
        lower_is_better=find_field("lower_is_better", names),
        is_los=is_los,
        unit=unit_in_name(found)[1],
        metres_family=normalised(found) in METRE_FAMILY,
        kept=_kept(names, found),
    )


def _kept(names: Sequence[str], velocity: str) -> dict[str, str]:
    """Columns of the roles that a target keeps; a deviation of one is none."""
    plain = [name for name in names if name != velocity and not _NEVER_VELOCITY.search(normalised(name))]
    found = {role: find_field(role, plain) for role in KEPT_ROLES}
    return {role: name for role, name in found.items() if name}


def _is_velocity(role: str) -> bool:
    return role in ("velocity", "velocity_not_los")


def _without_unit(name: str) -> str:
    return normalised(unit_in_name(name)[0])
