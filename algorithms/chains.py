"""Chains: models that QGIS' modeler made, with their texts in the user's language.

QGIS itself shows those of the file as they are.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from ..core.base.errors import InputError
from ..core.base.translation import tr
from .base import ICON
from .input_checks import require_inputs
from .kept_files import model_and_report
from .parameter_files import require_outputs_apart

FOLDER = Path(__file__).parent.parent / "resources" / "chains"
_SHOWN = {
    "model_group",
    "description",
    "component_description",
    "help",
}  # what people read of it; what is inside of help, too


class Chain(QgsProcessingModelAlgorithm):
    """A model whose name in the toolbox is translated; its id, which QGIS makes of the name, is not."""

    def displayName(self):
        return tr(self.name())

    def tags(self):
        return tr(
            "landslide, InSAR, Getis, Gi*, hot spot, deformation, U-Net, segmentation, training, prediction, deep "
            "learning, workflow, model, chain"
        ).split(", ")

    def icon(self):
        return QIcon(ICON)

    def checkParameterValues(self, parameters, context):
        """Also what every tool asks of its inputs, and that no output is an input: each step knows its own alone."""
        try:
            require_inputs(self, parameters, context)
            require_outputs_apart(self, parameters, context)
        except InputError as error:
            return False, str(error)
        return super().checkParameterValues(parameters, context)

    def createCustomParametersWidget(self, parent=None):
        """QGIS' own dialog with the few things that it lacks; the window alone asks for it."""
        from .dialog import ToolDialog

        return ToolDialog(self, parent)

    def suggested_outputs(self, values, context):
        """Model and report beside the image."""
        names = {one.name().rpartition(":")[2]: one.name() for one in self.destinationParameterDefinitions()}
        proposed = model_and_report(values.get("IMAGE"), context)
        return {names[name]: path for name, path in proposed.items()}

    def createInstance(self):
        made = type(self)()
        made.loadVariant(self.toVariant())
        made.setSourceFilePath(self.sourceFilePath())
        made.setProvider(self.provider())
        return made


def chains() -> list[Chain]:
    """Every chain that can be read; one can only be when its tools are registered."""
    found = []
    for path in sorted(FOLDER.glob("*.model3")):
        chain = Chain()
        if chain.fromFile(str(path)) and chain.loadVariant(translated(chain.toVariant())):
            found.append(chain)
    return found


def translated(part, key: str = ""):
    """A chain as a variant, or a part of it, with its texts in the user's language."""
    if isinstance(part, dict):
        return {name: translated(value, "help" if key == "help" else name) for name, value in part.items()}
    if isinstance(part, list):
        return [translated(value) for value in part]
    return tr(part) if isinstance(part, str) and part and key in _SHOWN else part
