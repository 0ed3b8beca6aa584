"""Which hexagon of 350 m holds a place, by shapely's search among polygons drawn from side and angle.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 shapely==2.2.0
venv/bin/python hexagons.py
"""

import math

import numpy as np
from shapely import Point, Polygon, STRtree

SIZE = 350.0
SIDE = SIZE / math.sqrt(3)
PLACES = [(570_000, 200_000), (0, 0), (-5_000, 3_000)]


def hexagon(q: int, r: int) -> Polygon:
    x, y = 1.5 * SIDE * q, SIZE * (r + q / 2)
    turns = [math.radians(60 * k) for k in range(6)]
    return Polygon([(x + SIDE * math.cos(a), y + SIDE * math.sin(a)) for a in turns])


chance = np.random.default_rng(20240303)
rows = ["x,y,q,r"]
for west, south in PLACES:
    middle_q = round(west / (1.5 * SIDE))
    middle_r = round(south / SIZE - middle_q / 2)
    names = [(middle_q + a, middle_r + b) for a in range(-9, 10) for b in range(-14, 15)]
    polygons = [hexagon(q, r) for q, r in names]
    tree = STRtree(polygons)
    for x, y in np.round(chance.uniform([west - 1500, south - 1500], [west + 1500, south + 1500], (150, 2)), 3):
        holders = [i for i in tree.query(Point(x, y)) if polygons[i].contains(Point(x, y))]
        assert len(holders) == 1, (x, y, holders)
        q, r = names[holders[0]]
        rows.append(f"{x:.3f},{y:.3f},{q},{r}")
with open("hexagons.csv", "w", encoding="ascii") as file:
    file.write("\n".join(rows) + "\n")
