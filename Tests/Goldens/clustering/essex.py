"""Gi* and local Moran of published records of Essex by LSOA by PySAL's esda: what tests need, and no data.

python3 -m venv venv && venv/bin/pip install pandas==3.1.1 geopandas==1.2.0 shapely==2.2.0 libpysal==4.14.1 esda==2.9.0
venv/bin/python essex.py ../../../../shared/data/essex
"""

import glob
import json
import sys
import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
from esda import G_Local, Moran_Local
from libpysal.weights import KNN, DistanceBand, Queen
from scipy import stats

warnings.simplefilter("ignore")
folder = sys.argv[1]
areas = gpd.read_file(f"{folder}/boundaries/essex_lsoa_2011.geojson").to_crs(27700)
rows = pd.concat([pd.read_csv(name) for name in sorted(glob.glob(f"{folder}/street/*.csv"))])
rows = rows[rows["Longitude"].notna()].reset_index(drop=True)
places = gpd.GeoDataFrame(
    rows[["Crime type"]], geometry=gpd.points_from_xy(rows["Longitude"], rows["Latitude"]), crs=4326).to_crs(27700)
centroids = np.column_stack([areas.geometry.centroid.x, areas.geometry.centroid.y])
near = {"queen": Queen.from_dataframe(areas, use_index=False), "knn:8": KNN(centroids, k=8),
        "band:3000": DistanceBand(centroids, 3000, binary=True, silence_warnings=True)}


def survivors(p, alpha=0.05):
    order = np.sort(p[np.isfinite(p)])
    below = np.nonzero(order < alpha * np.arange(1, len(order) + 1) / len(order))[0]
    return p <= order[below[-1]] if len(below) else np.zeros(len(p), bool)


found = {}
for category in ["Anti-social behaviour", "Shoplifting"]:
    ours = places[places["Crime type"] == category]
    within = gpd.sjoin(ours, areas[["LSOA11CD", "geometry"]], predicate="within", how="left")
    touched = gpd.sjoin(ours, areas[["LSOA11CD", "geometry"]], predicate="intersects", how="left")
    on_edges = len(touched) - len(ours)
    counts = within.groupby("LSOA11CD").size().reindex(areas["LSOA11CD"]).fillna(0).to_numpy(float)
    told = found[category] = {"counted": int(counts.sum()), "on_edges": on_edges}
    if on_edges:
        continue  # Others count such a row in neither area, and every score would differ a little.
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
