"""A tool that cannot be loaded: it stands in the toolbox all the same, and says what it lacks."""

from __future__ import annotations

from qgis.core import QgsProcessingException

from ..core.base.translation import tr
from ..core.worker.libraries import how_to_get
from .base import Algorithm


class StandIn(Algorithm):
    """Has the id and the name of a tool; running it says in one sentence what is missing, in the next what to do.

    Subclasses, which `stand_in` makes, name the tool and the library.
    """

    LIBRARY = PROBLEM = ""

    def initAlgorithm(self, configuration=None):
        """It has no parameters: what they are is not known before the tool is loaded."""

    def canExecute(self):
        """QGIS asks before it opens the dialog."""
        return False, self.sentence()

    def checkParameterValues(self, parameters, context):
        return False, self.sentence()

    def processAlgorithm(self, parameters, context, feedback):
        """For a chain, which asks nothing before."""
        raise QgsProcessingException(self.sentence())

    def sentence(self) -> str:
        """What is missing, and what to do."""
        needs = tr("{tool} needs the library {library}, which the Python of this QGIS lacks ({problem}).").format(
            tool=self.TITLE, library=self.LIBRARY, problem=self.PROBLEM
        )
        return f"{needs} {how_to_get(self.LIBRARY)}"

    def shortHelpString(self):
        return self.sentence()


def stand_in(tool: str, title: str, library: str, problem: str) -> type[StandIn]:
    """The class that stands for a tool.

    Args:
        tool: its id.
        title: its name.
        library: that is missing.
        problem: why it cannot be used.
    """
    return type(StandIn.__name__, (StandIn,), {"ID": tool, "TITLE": title, "LIBRARY": library, "PROBLEM": problem})
