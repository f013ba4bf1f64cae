"""The main job, headless: every tool through qgis_process on a synthetic study area, as a user would run them.

Run by `make demo`. Leaves layers, project, map and reports in demo/ and prints the scores on ground that training
did not see. All data is synthetic: the scores say how the tools work, nothing about any real place.
"""

import json
import os
import shutil
import subprocess
import time

from tools import ROOT, environment, run

OUT = ROOT / "demo"

SIZE = os.environ.get("SLIPLINE_DEMO_SIZE", "medium")
TRAINING = {"WIDTH": 16, "TILE": 128, "EPOCHS": 12, "SEED": 1}


def chain():
    area = OUT / "study_area"
    run("demo", SIZE=SIZE, SEED=1, OUTPUT=area)
    run("importtargets", INPUT=area / "targets.csv", OUTPUT=OUT / "targets.gpkg")
    run(
        "hotspot",
        TARGETS=OUT / "targets.gpkg",
        GRID=area / "image.tif",
        DEM=area / "dem.tif",
        OUTPUT_TARGETS=OUT / "hotspot_targets.gpkg",
        OUTPUT_MAP=OUT / "hotspot.tif",
        OUTPUT_AREAS=OUT / "candidate_areas.gpkg",
    )
    run(
        "featurestack",
        IMAGE=area / "image.tif",
        HOTSPOT=OUT / "hotspot.tif",
        TARGETS=OUT / "hotspot_targets.gpkg",
        DEM=area / "dem.tif",
        INCIDENCE=39.2,
        LOOK_AZIMUTH=280,
        OUTPUT=OUT / "stack.vrt",
    )
    run(
        "tiletrain",
        STACK=OUT / "stack.vrt",
        AREAS=area / "areas.gpkg",
        WITHIN=area / "train_area.gpkg",
        **TRAINING,
        OUTPUT_MODEL=OUT / "model.safetensors",
        OUTPUT_REPORT=OUT / "training_report.html",
    )
    run(
        "predict",
        STACK=OUT / "stack.vrt",
        MODEL=OUT / "model.safetensors",
        TARGETS=OUT / "hotspot_targets.gpkg",
        WITHIN=area / "test_area.gpkg",
        OUTPUT_PROBABILITY=OUT / "probability.tif",
        OUTPUT_MASK=OUT / "mask.tif",
        OUTPUT_AREAS=OUT / "predicted_areas.gpkg",
        OUTPUT_LINES=OUT / "boundary_lines.gpkg",
    )
    run(
        "evaluate",
        PREDICTED=OUT / "predicted_areas.gpkg",
        REFERENCE=area / "areas.gpkg",
        WITHIN=area / "test_area.gpkg",
        PROBABILITY=OUT / "probability.tif",
        STACK=OUT / "stack.vrt",
        TARGETS=OUT / "hotspot_targets.gpkg",
        OUTPUT=OUT / "evaluation.html",
        OUTPUT_SCORES=OUT / "scores.json",
        OUTPUT_MATCHES=OUT / "matches.gpkg",
    )
    run("googleearth", AREAS=OUT / "predicted_areas.gpkg", OUTPUT=OUT / "predicted_areas.kmz")


def project():
    """The QGIS project and the map, made by QGIS itself."""
    python = os.environ.get("SLIPLINE_QGIS_PYTHON", "/usr/bin/python3")
    subprocess.run([python, str(ROOT / "dev" / "demo_project.py"), str(OUT)], env=environment(), check=True)


def main():
    started = time.monotonic()
    if OUT.exists():
        shutil.rmtree(OUT)
    OUT.mkdir()
    chain()
    project()
    scores = json.loads((OUT / "scores.json").read_text())
    print_scores(scores)
    print(
        f"\nEverything is in {OUT.name}/: open slipline-demo.qgz in QGIS, map.png, training_report.html, "
        "evaluation.html."
    )
    print(f"{time.monotonic() - started:.0f} s in all.")


def print_scores(scores):
    """The network beside the simple maps, and a plain word if it does not beat them."""
    rows = [("network", scores["network"])] + [(f"{b['name']} ({b['setting']})", b) for b in scores["baselines"]]
    print(
        "\nScores on ground that training did not see (SYNTHETIC data; the baselines' thresholds are the best "
        "for this very ground)"
    )
    print(f"    {'':62} precision  recall      F1     IoU")
    for name, row in rows:
        print(
            f"    {name:62}" + "".join(f"{show(row['cells'][key]):>9}" for key in ("precision", "recall", "f1", "iou"))
        )
    best = max(row["cells"]["iou"] or 0.0 for _, row in rows[1:])
    beats = (scores["network"]["cells"]["iou"] or 0.0) > best
    print(f"    The network {'beats all simple maps' if beats else 'does NOT beat the simple maps'}.")


def show(value):
    return "-" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
