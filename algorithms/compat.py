"""What differs between QGIS 3.22 and 4.x: the only file that asks for the version."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.PyQt.QtCore import QMetaType, QVariant

if Qgis.QGIS_VERSION_INT >= 33800:
    DOUBLE, INTEGER, STRING = QMetaType.Type.Double, QMetaType.Type.LongLong, QMetaType.Type.QString
else:
    DOUBLE, INTEGER, STRING = QVariant.Double, QVariant.LongLong, QVariant.String
