"""Gi*, local Moran and conditional permutations among areas of any shape by PySAL, for ../layers/areas.geojson.

The areas are 150 Voronoi cells, one of them in two parts, one with a hole and one inside it; the plane is UTM zone 31N.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 shapely==2.2.0 pyproj==3.7.2 geopandas==1.2.0 \
    libpysal==4.14.1 esda==2.9.0 pandas==3.1.1
venv/bin/python areas.py && Rscript areas.R
"""

import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
from esda import G_Local, Moran_Local
from libpysal.weights import KNN, DistanceBand, Queen

warnings.simplefilter("ignore")
PERMUTATIONS = 9999
areas = gpd.read_file("../layers/areas.geojson").to_crs(32631)
held = pd.read_csv("../layers/areas.csv")
values = held["incidents"].to_numpy(float)
centroids = areas.geometry.centroid
places = np.column_stack([centroids.x, centroids.y])
near = {"queen": Queen.from_dataframe(areas, use_index=False), "knn": KNN(places, k=6),
        "band": DistanceBand(places, 300, binary=True, silence_warnings=True)}
out = pd.DataFrame({"x": places[:, 0], "y": places[:, 1], "incidents": held["incidents"]})
for rule, weights in near.items():
    out[f"neighbours_{rule}"] = [weights.cardinalities[i] for i in range(len(values))]
    out[f"first_{rule}"] = [min(weights.neighbors[i], default=-1) for i in range(len(values))]
    starred = G_Local(values, weights, transform="B", star=True, permutations=PERMUTATIONS, seed=20261127, n_jobs=1)
    out[f"gi_star_{rule}"] = starred.Zs
    # Both tails with their ties; esda's own p_sim is the smaller tail alone.
    slack = 1e-9 / values.sum()
    out[f"above_{rule}"] = (starred.rGs >= starred.Gs[:, None] - slack).sum(axis=1)
    out[f"below_{rule}"] = (starred.rGs <= starred.Gs[:, None] + slack).sum(axis=1)
    moran = Moran_Local(values, weights, transformation="r", permutations=0)
    out[f"moran_{rule}"], out[f"quadrant_{rule}"] = moran.Is, moran.q

# Incidents per 1,000 residents; the area without any is no cell, and nobody's neighbour.
lived = [i for i in range(len(values)) if held["people"][i] > 0]
number = {area: place for place, area in enumerate(lived)}
kept = areas.iloc[lived].reset_index(drop=True)
rates = (values / held["people"].where(held["people"] > 0) * 1000).to_numpy()[lived]
out["gi_star_of_rate"] = np.full(len(values), np.nan)
out.loc[lived, "gi_star_of_rate"] = G_Local(
    rates, Queen.from_dataframe(kept, use_index=False), transform="B", star=True, permutations=0).Zs
# An area without a rate has no score: 999 stands for it.
out["gi_star_of_rate"] = out["gi_star_of_rate"].fillna(999)
out.to_csv("areas.csv", index=False, float_format="%.17g")
print({rule: (out[f"neighbours_{rule}"].min(), out[f"neighbours_{rule}"].max()) for rule in near})
