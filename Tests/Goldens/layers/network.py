"""What shapely's tree says of published crimes on the streets of Tempe and central London: digests, no data.

Planes are UTM zones, so that no datum shift comes in. A place as near to several streets counts on the first in the
file.

python3 -m venv venv && venv/bin/pip install pandas==3.1.1 geopandas==1.2.0 shapely==2.2.0 pyproj==3.7.2
venv/bin/python network.py ../../../../shared/data
"""

import hashlib
import json
import sys

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import STRtree

folder = sys.argv[1]


def snapped(streets, places, names, reach):
    found, distances = STRtree(streets.values).query_nearest(
        places.values, max_distance=reach, return_distance=True, all_matches=True)
    nearest = pd.DataFrame({"place": found[0], "street": found[1], "distance": distances}).groupby("place")
    first = nearest["street"].min()
    counts = np.bincount(first, minlength=len(streets))
    lines = "".join(f"{name},{count}\n" for name, count in zip(names, counts))
    return {"snapped": int(counts.sum()), "ties": int((nearest.size() > 1).sum()),
            "median": float(np.sort(nearest["distance"].first())[(len(first) + 1) // 2 - 1]),
            "sha256": hashlib.sha256(lines.encode()).hexdigest()}


tempe = gpd.read_file(f"{folder}/network/tempe/streets.geojson").to_crs(32612)
crimes = gpd.read_file(f"{folder}/network/tempe/crimes.geojson").to_crs(32612)
london = gpd.read_file(f"{folder}/network/london_streets.geojson").to_crs(32630)
rows = pd.read_csv(f"{folder}/national/2019-01-street-41forces.csv.gz")
rows = rows[rows["Longitude"].between(-0.213, -0.079) & rows["Latitude"].between(51.4905, 51.537)]
places = gpd.GeoSeries(gpd.points_from_xy(rows["Longitude"], rows["Latitude"]), crs=4326).to_crs(32630)
answers = {
    **{f"tempe {reach}": snapped(tempe.geometry, crimes.geometry, tempe["ID"].astype(int), reach)
       for reach in (20, 50, 100)},
    "london 50": {"places": len(rows), **snapped(london.geometry, places, london["osm_id"], 50)},
}
with open("network.json", "w", encoding="ascii") as file:
    json.dump(answers, file, indent=1)
    file.write("\n")
