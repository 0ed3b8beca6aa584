"""Streets and places drawn from a seed, and the nearest street to each place by shapely's tree.

Streets from junction to junction with a bend each; every fortieth place stands exactly on a junction, where the
street that stands first in the file is to be taken. The plane is UTM zone 31N, so that no datum shift comes in.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 shapely==2.2.0 pyproj==3.7.2
venv/bin/python streets.py
"""

import json

import numpy as np
from pyproj import Transformer
from shapely import LineString, Point, STRtree

chance = np.random.default_rng(20260106)
to_degrees = Transformer.from_crs(32631, 4326, always_xy=True)
to_plane = Transformer.from_crs(4326, 32631, always_xy=True)
WEST, SOUTH, STEP, COUNT = 340_000, 5_740_000, 130, 14


def degrees(points):
    return np.round(np.column_stack(to_degrees.transform(*np.asarray(points, float).T)), 7)


junctions = {(i, j): degrees([(WEST + STEP * i, SOUTH + STEP * j) + chance.uniform(-40, 40, 2)])[0]
             for i in range(COUNT) for j in range(COUNT)}
streets = []
for (i, j), start in junctions.items():
    for end in ((i + 1, j), (i, j + 1)):
        if end in junctions and chance.random() < 0.8:
            bend = (start + junctions[end]) / 2 + chance.uniform(-2e-4, 2e-4, 2)
            streets.append(np.round(np.vstack([start, bend, junctions[end]]), 7))
with open("streets.geojson", "w", encoding="ascii") as file:
    features = [json.dumps({"type": "Feature", "properties": {"usrn": 20600000 + 7 * n},
                            "geometry": {"type": "LineString", "coordinates": line.tolist()}})
                for n, line in enumerate(streets)]
    file.write('{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n")

extent = STEP * COUNT
places = degrees(chance.uniform([WEST - 150, SOUTH - 150], [WEST + extent, SOUTH + extent], (1200, 2)))
for n, key in enumerate(list(junctions)[: len(places) // 40]):
    places[40 * n] = junctions[key]
lines = [LineString(np.column_stack(to_plane.transform(*line.T))) for line in streets]
tree = STRtree(lines)
with open("nearest.csv", "w", encoding="ascii") as file:
    # −1 and −1 where no street lies within 60 m.
    file.write("longitude,latitude,street,distance,ties\n")
    for place in places:
        point = Point(*to_plane.transform(*place))
        found, distances = tree.query_nearest(point, max_distance=60, return_distance=True, all_matches=True)
        nearest = (min(found), float(distances[0]), len(found) - 1) if len(found) else (-1, -1, 0)
        file.write(f"{place[0]:.7f},{place[1]:.7f},{nearest[0]},{nearest[1]!r},{nearest[2]}\n")
with open("streets.csv", "w", encoding="ascii") as file:
    file.write("usrn,length_m,x,y\n")
    for n, line in enumerate(lines):
        middle = line.interpolate(0.5, normalized=True)
        file.write(f"{20600000 + 7 * n},{float(line.length)!r},{float(middle.x)!r},{float(middle.y)!r}\n")
