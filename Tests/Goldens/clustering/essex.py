"""Gi* and local Moran of published records of Essex by LSOA by PySAL's esda: what tests need, and no data.

python3 -m venv venv && venv/bin/pip install pandas==3.1.1 geopandas==1.2.0 shapely==2.2.0 libpysal==4.14.1 esda==2.9.0
D=../../../../shared/data/essex
for category in "Anti-social behaviour" Shoplifting; do
    hotspot cluster $D/street --cell zones:$D/boundaries/essex_lsoa_2011.geojson --where "category=$category" \
        -o "$category.csv"
done
PYTHONPATH=.. venv/bin/python essex.py $D && Rscript essex.R

Only cell and incidents are taken from those files: a row on a common edge is within neither area for others, and by which
of the two it is counted is nobody's finding. Who neighbours whom and every statistic are worked out anew.
"""

import json
import sys
import warnings

import numpy as np
import pandas as pd
from esda import G_Local, Moran_Local
from essex_records import by_area, joined, read
from libpysal.weights import KNN, DistanceBand, Queen
from scipy import stats

warnings.simplefilter("ignore")
areas, places = read(sys.argv[1])
centroids = np.column_stack([areas.geometry.centroid.x, areas.geometry.centroid.y])
near = {"queen": Queen.from_dataframe(areas, use_index=False), "knn:8": KNN(centroids, k=8),
        "band:3000": DistanceBand(centroids, 3000, binary=True, silence_warnings=True)}


def survivors(p, alpha=0.05):
    order = np.sort(p[np.isfinite(p)])
    below = np.nonzero(order < alpha * np.arange(1, len(order) + 1) / len(order))[0]
    return p <= order[below[-1]] if len(below) else np.zeros(len(p), bool)


found, cells = {}, pd.DataFrame({"x": centroids[:, 0], "y": centroids[:, 1]})
for category in ["Anti-social behaviour", "Shoplifting"]:
    ours = places[places["Crime type"] == category]
    within, touched = joined(ours, areas, "within"), joined(ours, areas, "intersects")
    counted = pd.read_csv(f"{category}.csv").set_index("cell")["incidents"].reindex(areas["LSOA11CD"])
    # Every row is counted once, and by an area that it is within or touches.
    assert (by_area(within, areas) <= counted).all() and (counted <= by_area(touched, areas)).all()
    assert counted.sum() == touched[touched["LSOA11CD"].notna()].index.nunique()
    counts = cells[category] = counted.to_numpy(float)
    told = found[category] = {"counted": int(counts.sum()), "on_edges": len(touched) - len(ours)}
    for rule, weights in near.items():
        z = G_Local(counts, weights, transform="B", star=True, permutations=0).Zs
        moran = Moran_Local(counts, weights, transformation="r", permutations=0)
        lasting = survivors(2 * stats.norm.sf(np.abs(z)))
        order = np.argsort(-z, kind="stable")
        told[rule] = {
            "neighbours": int(sum(weights.cardinalities.values())), "sum_of_squared_z": float((z ** 2).sum()),
            "hot": int((lasting & (z > 0)).sum()), "cold": int((lasting & (z < 0)).sum()),
            "hottest": {areas["LSOA11CD"][i]: float(z[i]) for i in order[:8]},
            "coldest": float(z[order[-1]]),
            "moran_sum": float(moran.Is.sum()), "quadrants": [int((moran.q == q).sum()) for q in (1, 2, 3, 4)]}
with open("essex.json", "w", encoding="ascii") as file:
    json.dump(found, file, indent=1)
    file.write("\n")
# For essex.R, and not kept.
cells.to_csv("essex-cells.csv", index=False, float_format="%.17g")
pd.DataFrame([(rule, i, j) for rule, weights in near.items() for i in weights.neighbors for j in weights.neighbors[i]],
             columns=["rule", "area", "near"]).to_csv("essex-pairs.csv", index=False)
