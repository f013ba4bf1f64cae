"""Tables 1 and 2 of the paper on the demo study area: 18 rows, width 8, 128 px tiles, SegNet narrowed alike, one seed.

    make demo; python3 dev/compare_demo.py [EPOCHS] [SEEDS] [PRESET]

Goes on where it was stopped: every finished row is in demo/compare/table.runs.json. Leaves the table and the report in
demo/compare/. A row of 30 epochs takes about three minutes on two cores, all 18 about an hour; all data is synthetic.
"""

import sys

from tools import ROOT, run

DEMO = ROOT / "demo"
OUT = DEMO / "compare"
TERRAIN = (
    "slope",
    "aspect",
    "elevation",
    "slope aspect",
    "slope elevation",
    "aspect elevation",
    "slope aspect elevation",
)
SETS = ["targets", "hotspot", *(f"hotspot {bands}" for bands in TERRAIN)]


def main(epochs="30", seeds="1", preset="recommended"):
    OUT.mkdir(exist_ok=True)
    area = DEMO / "study_area"
    run(
        "compare",
        STACK=DEMO / "stack.vrt",
        AREAS=area / "areas.gpkg",
        WITHIN=area / "train_area.gpkg",
        SETS=SETS,
        NETWORKS=["segnet", "unet"],
        SEEDS=seeds,
        PRESET=preset,
        SPLIT="blocks",
        WIDTH=8,
        TILE=128,
        EPOCHS=epochs,
        OUTPUT=OUT / "table.csv",
        OUTPUT_REPORT=OUT / "report.html",
    )
    print((OUT / "table.csv").read_text())


if __name__ == "__main__":
    main(*sys.argv[1:])
