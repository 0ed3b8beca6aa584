"""What geopandas and libpysal say of the published records of Essex and its 1,077 LSOAs: digests, no data.

python3 -m venv venv && venv/bin/pip install pandas==3.1.1 geopandas==1.2.0 shapely==2.2.0 libpysal==4.14.1
venv/bin/python essex.py ../../../../shared/data/essex
"""

import glob
import hashlib
import json
import sys
import warnings

import geopandas as gpd
import pandas as pd
from libpysal.weights import Queen

warnings.simplefilter("ignore")
folder = sys.argv[1]
areas = gpd.read_file(f"{folder}/boundaries/essex_lsoa_2011.geojson").to_crs(27700)
rows = pd.concat([pd.read_csv(name) for name in sorted(glob.glob(f"{folder}/street/*.csv"))])
rows = rows[rows["Longitude"].notna()].reset_index(drop=True)
places = gpd.GeoDataFrame(
    rows[["Crime type"]], geometry=gpd.points_from_xy(rows["Longitude"], rows["Latitude"]), crs=4326).to_crs(27700)


def joined(predicate):
    return gpd.sjoin(places, areas[["LSOA11CD", "geometry"]], predicate=predicate, how="left")


def digest(lines):
    return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


within, touched = joined("within"), joined("intersects")
found = {"rows": len(places), "outside": int(touched["LSOA11CD"].isna().sum()),
         # Rows on a common edge: within neither area, and touched by both.
         "on_edges": int(within["LSOA11CD"].isna().sum() - touched["LSOA11CD"].isna().sum())}
# None of these stands on a common edge.
for category in ["Shoplifting", "Bicycle theft"]:
    ours = within[within["Crime type"] == category]
    assert len(ours) == len(touched[touched["Crime type"] == category])
    counts = ours.groupby("LSOA11CD").size().reindex(areas["LSOA11CD"]).fillna(0).astype(int)
    found[category] = {"counted": int(counts.sum()), "sha256": digest(f"{a},{c}" for a, c in counts.items())}
queen = Queen.from_dataframe(areas, use_index=False)
pairs = [f"{i},{j}" for i in range(len(areas)) for j in sorted(queen.neighbors[i])]
found["queen"] = {"pairs": len(pairs), "sha256": digest(pairs)}
with open("essex.json", "w", encoding="ascii") as file:
    json.dump(found, file, indent=1)
    file.write("\n")
