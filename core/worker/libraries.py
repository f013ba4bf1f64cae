"""Libraries of QGIS' Python that most of its installers bring, but not all: are they there, and how to get them."""

from __future__ import annotations

from importlib import import_module, metadata

from ..base.translation import tr

PARTS = {  # library -> the parts of it that the tools use
    "scipy": ("scipy.ndimage", "scipy.spatial", "scipy.sparse.csgraph", "scipy.special", "scipy.optimize", "scipy.fft"),
    "matplotlib": ("matplotlib.figure",),
    "jinja2": ("jinja2",),
}


def problem_of(library: str) -> str:
    """Why a library cannot be used; empty where it can."""
    try:
        for part in PARTS[library]:
            import_module(part)
    except (ImportError, ValueError, AttributeError) as error:  # the last two: it was built for another numpy
        return str(error).strip().rstrip(".") or type(error).__name__
    return ""


def version_of(library: str) -> str:
    """Its version, or why it cannot be used and how to get it."""
    problem = problem_of(library)
    if problem:
        return tr("cannot be used ({problem}).").format(problem=problem) + " " + how_to_get(library)
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return tr("version unknown")


def how_to_get(library: str) -> str:
    """What to do where it is missing."""
    return tr(
        "Install it and start QGIS again: on Debian and Ubuntu the package python3-{library}, in the setup of OSGeo4W "
        "the package python3-{library}, elsewhere by “python -m pip install {library}” with the Python of QGIS."
    ).format(library=library)
