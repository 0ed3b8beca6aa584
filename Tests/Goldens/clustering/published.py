"""Gi* and local Moran of published records on the cells of `hotspot cluster` by PySAL's esda: sums alone, and no data.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 pandas==3.1.1 scipy==1.17.1 libpysal==4.14.1 esda==2.9.0 \
    geopandas==1.2.0 shapely==2.2.0
D=../../../../shared/data
hotspot cluster $D/memphis/memphis_robberies_2019.csv --area $D/memphis/memphis_precincts.geojson \
    --cell square:500 --neighbours queen -o memphis.csv
hotspot cluster $D/nyc/shootings.csv --area $D/nyc/boroughs.geojson --cell square:500 --neighbours band:1000 -o nyc.csv
hotspot cluster $D/network/tempe/crimes.geojson --cell streets:$D/network/tempe/streets.geojson --snap 100 \
    --neighbours queen -o tempe.csv
venv/bin/python published.py $D && Rscript published.R

Only cell, x, y and incidents are taken from those files: who neighbours whom and every statistic are worked out anew.
"""

import sys
import warnings

import geopandas as gpd
import pandas as pd
from esda import G_Local, Moran_Local
from libpysal.weights import DistanceBand, W

warnings.simplefilter("ignore")
data = sys.argv[1]
rows, pairs = [], []
for number, name in enumerate(["memphis", "nyc", "tempe"]):
    cells = pd.read_csv(f"{name}.csv")[["cell", "x", "y", "incidents"]]
    if name == "tempe":
        streets = gpd.read_file(f"{data}/network/tempe/streets.geojson").to_crs(32612)
        assert list(streets["ID"].astype(int)) == list(cells["cell"])
        # Streets meet where a corner of one lies within a millimetre of the other.
        corners = streets.geometry.apply(lambda line: gpd.points_from_xy(*line.coords.xy))
        near = {i: set() for i in range(len(streets))}
        for i, points in enumerate(corners):
            for j in streets.sindex.query(streets.geometry[i].buffer(1)):
                if i != j and min(streets.geometry[j].distance(p) for p in points) <= 1e-3:
                    near[i].add(int(j))
                    near[int(j)].add(i)
        weights = W({i: sorted(n) for i, n in near.items()}, silence_warnings=True)
        pairs = [(i, j) for i, n in near.items() for j in sorted(n)]
    else:
        # Queen: squares within √2 sides.
        reach = 500 * 2 ** 0.5 if name == "memphis" else 1000
        weights = DistanceBand(cells[["x", "y"]].to_numpy(), reach + 0.001, binary=True, silence_warnings=True)
    values = cells["incidents"].to_numpy(float)
    z = G_Local(values, weights, transform="B", star=True, permutations=0).Zs
    moran = Moran_Local(values, weights, transformation="r", permutations=0)
    n = len(values)
    rows.append([number, 0, n, values.sum(), sum(weights.cardinalities.values()), (z ** 2).sum(), z.max(), z.min(),
                 moran.Is[[weights.cardinalities[i] > 0 for i in range(n)]].sum() * n / (n - 1)])
with open("published.csv", "w", encoding="ascii") as file:
    file.write("place,tool,cells,incidents,neighbours,sum_of_squared_z,highest,lowest,sum_of_moran\n")
    for row in rows:
        file.write(",".join(repr(float(value)) for value in row) + "\n")
pd.DataFrame(pairs, columns=["street", "meets"]).to_csv("tempe-pairs.csv", index=False)
print(rows)
