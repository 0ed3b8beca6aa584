"""Areas, places and people drawn from a seed, and what shapely, libpysal and esda say of them.

Areas with a hole, an area of two parts and 150 Voronoi cells; corners to seven decimals of a degree. The plane is
UTM zone 31N, so that no datum shift comes in.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 shapely==2.2.0 pyproj==3.7.2 geopandas==1.2.0 \
    libpysal==4.14.1 esda==2.9.0 pandas
venv/bin/python areas.py && Rscript areas.R
"""

import json
import warnings

import geopandas as gpd
import numpy as np
import shapely
from esda.smoothing import Empirical_Bayes, Spatial_Empirical_Bayes
from libpysal.weights import Queen
from pyproj import Transformer
from shapely import MultiPolygon, Point, Polygon, STRtree, transform

chance = np.random.default_rng(20260105)
to_degrees = Transformer.from_crs(32631, 4326, always_xy=True)
to_plane = Transformer.from_crs(4326, 32631, always_xy=True)
WEST, SOUTH, SIDE = 340_000, 5_740_000, 2_000

box = shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)
lattice = np.array([(x, y) for x in range(15) for y in range(10)]) + chance.uniform(0.1, 0.9, (150, 2))
seeds = shapely.MultiPoint([WEST, SOUTH] + lattice * [SIDE / 15, SIDE / 10])
cells = [cell.intersection(box) for cell in shapely.voronoi_polygons(seeds, extend_to=box).geoms]
cells.sort(key=lambda cell: (cell.centroid.x, cell.centroid.y))
# The largest cell gets an island of its own in its middle; the first and the last become one area of two parts.
largest = max(range(1, 149), key=lambda i: cells[i].area)
island = cells[largest].centroid.buffer(40, quad_segs=4)
cells[largest] = cells[largest].difference(island)
areas = [MultiPolygon([cells[0], cells[149]])] + cells[1:149] + [island]

def rounded(geometry):
    return transform(geometry, lambda xy: np.round(np.column_stack(to_degrees.transform(xy[:, 0], xy[:, 1])), 7))

def planar(geometry):
    return transform(geometry, lambda xy: np.column_stack(to_plane.transform(xy[:, 0], xy[:, 1])))

degrees = [rounded(area) for area in areas]
# The toolkit puts points on edges longer than this; here there is none, so that both work on the same corners.
for area in degrees:
    for part in getattr(area, "geoms", [area]):
        for ring in [part.exterior, *part.interiors]:
            assert np.abs(np.diff(np.asarray(ring.coords), axis=0)).max() < 0.005
people = chance.integers(40, 4000, len(areas))
people[7] = 0
with open("areas.geojson", "w", encoding="ascii") as file:
    features = [
        json.dumps({"type": "Feature",
                    "properties": {"name": f"Area {i // 2}", "beat_code": f"B{i:03}", "residents": int(people[i])},
                    "geometry": shapely.geometry.mapping(area)})
        for i, area in enumerate(degrees)]
    file.write('{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n")

# Some places lie outside every area. A third of them crowd together.
spread = chance.uniform([WEST - 200, SOUTH - 200], [WEST + SIDE + 200, SOUTH + SIDE + 200], (800, 2))
crowd = chance.normal([WEST + 1100, SOUTH + 1300], 250, (400, 2))
places = np.round(np.column_stack(to_degrees.transform(*np.vstack([spread, crowd]).T)), 6)
with open("places.csv", "w", encoding="ascii") as file:
    file.write("longitude,latitude\n" + "".join(f"{x:.6f},{y:.6f}\n" for x, y in places))

on_plane = [planar(area) for area in degrees]
tree = STRtree(on_plane)
counts = np.zeros(len(areas), int)
outside = 0
for x, y in np.column_stack(to_plane.transform(*places.T)):
    holders = tree.query(Point(x, y), predicate="within")
    assert len(holders) <= 1
    outside += len(holders) == 0
    counts[holders] += 1
print(f"{outside} of {len(places)} places lie in no area")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    queen = Queen.from_dataframe(gpd.GeoDataFrame(geometry=on_plane, crs=32631), use_index=False)
with open("pairs.csv", "w", encoding="ascii") as file:
    file.write("area,touches\n" + "".join(
        f"{i},{j}\n" for i in range(len(areas)) for j in sorted(queen.neighbors[i])))

# The area without people is left out of smoothing, and out of its neighbours' neighbourhoods.
inhabited = [i for i in range(len(areas)) if people[i] > 0]
e, b = counts[inhabited], people[inhabited]
number = {area: position for position, area in enumerate(inhabited)}
near = {number[i]: [number[j] for j in queen.neighbors[i] if j in number] for i in inhabited}
from libpysal.weights import W
w = W(near, silence_warnings=True, id_order=list(range(len(inhabited))))
overall = np.full(len(areas), np.nan)
local = np.full(len(areas), np.nan)
overall[inhabited] = Empirical_Bayes(e, b).r.ravel()
local[inhabited] = Spatial_Empirical_Bayes(e, b, w).r.ravel()
with open("areas.csv", "w", encoding="ascii") as file:
    file.write("incidents,area_m2,people,global,local\n")
    for i, area in enumerate(on_plane):
        # An area without people has no rate; −1 stands for it.
        rates = [-1.0 if np.isnan(r[i]) else float(r[i]) for r in (overall, local)]
        file.write(f"{counts[i]},{float(area.area)!r},{people[i]},{rates[0]!r},{rates[1]!r}\n")
