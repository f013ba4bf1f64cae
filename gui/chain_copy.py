"""A copy of a chain in QGIS' model designer: the one in the toolbox belongs to the plugin and stays as it is."""

from __future__ import annotations

from processing.modeler.ModelerDialog import ModelerDialog
from qgis.core import QgsProcessingModelAlgorithm

from ..core.base.translation import tr


def edit_a_copy(chain: QgsProcessingModelAlgorithm) -> ModelerDialog:
    """Open the designer with a copy, which QGIS saves among the user's own models.

    Args:
        chain: as the toolbox has it.

    Returns:
        The designer's window, shown.
    """
    copy = QgsProcessingModelAlgorithm()
    copy.loadVariant(chain.toVariant())
    copy.setName(tr("{name} (my copy)").format(name=chain.displayName()))
    copy.setGroup("")
    designer = ModelerDialog.create(copy)
    designer.show()
    return designer
