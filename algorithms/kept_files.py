"""Where goes what nobody named and what must not end with QGIS' temporary folder: a trained model, a survey."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsProcessingUtils, QgsProject

from .parameter_files import files_behind


def is_temporary(path: str) -> bool:
    """Whether a path is in the folder that QGIS removes when it ends."""
    return Path(QgsProcessingUtils.tempFolder()).resolve() in Path(path).resolve().parents


def lasting_folder(inputs, context) -> Path:
    """The folder of the first input that lasts, for example of the stack; else the project's, else the user's own.

    Args:
        inputs: values of parameters, layers or paths.
        context: of the run.
    """
    files = [Path(file) for value in inputs for file in files_behind(value, context)]
    project = context.project() or QgsProject.instance()
    folders = [file.parent for file in files if file.is_file()] + [Path(project.homePath() or Path.home())]
    lasting = [one for one in folders if not is_temporary(str(one / "file")) and os.access(one, os.W_OK)]
    return lasting[0] if lasting else Path.home()


def free_name(folder: Path, name: str) -> str:
    """A path in the folder that is not taken: name.ending, name_2.ending, ..."""
    stem, ending = os.path.splitext(name)
    number, path = 1, folder / name
    while path.exists():
        number += 1
        path = folder / f"{stem}_{number}{ending}"
    return str(path)


def model_and_report(raster, context) -> dict[str, str]:
    """Names for a model and its report beside a raster; none where the raster is no file.

    Args:
        raster: value of the raster's parameter.
        context: of the dialog.
    """
    files = files_behind(raster, context)
    if not files:
        return {}
    folder, stem = lasting_folder([raster], context), Path(files[0]).stem
    return {
        "OUTPUT_MODEL": free_name(folder, f"{stem}_model.safetensors"),
        "OUTPUT_REPORT": free_name(folder, f"{stem}_model.html"),
    }


def folder_beside(folder, ending: str) -> dict[str, str]:
    """A name for an output folder beside one of the inputs; none where nothing lasting can be written there.

    Args:
        folder: value of the input's parameter.
        ending: of the name, after that of the input.
    """
    given = Path(str(folder or ""))
    if not folder or not given.is_dir() or is_temporary(str(given / "file")) or not os.access(given.parent, os.W_OK):
        return {}
    return {"OUTPUT": str(given.parent / f"{given.name}_{ending}")}
