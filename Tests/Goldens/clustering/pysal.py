"""Gi*, Gi, local Moran and conditional permutations of the sample county's incidents by PySAL's esda.

python3 -m venv venv && venv/bin/pip install esda==2.9.0 libpysal==4.14.1 numpy==2.4.6 pandas==3.1.1
hotspot grid geodata/county/incidents --area geodata/county/boundary.geojson --cell hex:1500 -o hexagon.csv
venv/bin/python pysal.py
"""

import warnings

import libpysal
import numpy as np
import pandas
from esda import G_Local, Moran_Local

warnings.simplefilter("ignore")
PERMUTATIONS = 9999
cells = pandas.read_csv("hexagon.csv")
values = cells["incidents"].to_numpy(float)
places = cells[["x", "y"]].to_numpy()
near = libpysal.weights.DistanceBand(places, 3000.001, binary=True, silence_warnings=True)
out = pandas.DataFrame({"x": cells["x"], "y": cells["y"], "incidents": cells["incidents"]})

starred = G_Local(values, near, transform="B", star=True, permutations=PERMUTATIONS, seed=20240513, n_jobs=1)
plain = G_Local(values, near, transform="B", star=False, permutations=0)
out["gi_star"], out["gi"] = starred.Zs, plain.Zs
# esda's p_sim is the smaller tail alone, with ties in one tail only; the draws themselves give both.
slack = 1e-9 / values.sum()
out["p_sim"] = starred.p_sim
out["above"] = (starred.rGs >= starred.Gs[:, None] - slack).sum(axis=1)
out["below"] = (starred.rGs <= starred.Gs[:, None] + slack).sum(axis=1)

moran = Moran_Local(values, near, transformation="r", permutations=0)
out["moran"], out["quadrant"] = moran.Is, moran.q
out.to_csv("pysal.csv", index=False, float_format="%.17g")
print(np.__version__, len(out))
