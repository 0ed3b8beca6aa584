"""What areas of a file may expect by density, by near repeats and from cells, told another way than along edges.

python3 -m venv venv && venv/bin/pip install shapely==2.1.2 numpy==2.4.6
venv/bin/python areas.py

Writes area-rings.csv (five areas: one concave with a hole, one that fills it, one of two parts, one over two others, one
far off), area-shares.csv (what of a kernel at a place lies on each area's own ground) and area-forecasts.csv. A kernel is
integrated over distance: at each distance the angles at which the circle round the place crosses the ground's edges are
found, and GEOS says which arcs lie inside. Ground where areas overlap belongs to the first, by shapely's difference.
"""

import math
import pathlib

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box

here = pathlib.Path(__file__).parent
EAST, NORTH = 570_000.0, 200_000.0
HOLE = [(600, 500), (500, 800), (900, 850), (800, 450)]
AREAS = [
    [[[(0, 0), (2000, 100), (1900, 1300), (1200, 700), (1000, 1500), (100, 1200)], HOLE]],
    [[HOLE]],
    [[[(2000, 100), (2600, 400), (2500, 1400), (1900, 1300)]], [[(300, 1600), (700, 1600), (700, 2000), (300, 2000)]]],
    [[[(1700, 900), (2300, 900), (2300, 1700), (1700, 1700)]]],
    [[[(3000, 0), (3400, 0), (3400, 400), (3000, 400)]]],
]
# On an edge, on two areas' common edge, on corners, on ground that two and three areas cover, repeated, and outside.
SPECIAL = [(1000, 50), (1950, 700), (1200, 700), (700, 2000), (2000, 1200), (1850, 1200), (2000, 1200), (2000, 1200), (2900, 200), (-100, -50)]
BANDWIDTH, UNIT, REACH = 400.0, 50.0, 400.0
LEARN, TEST, SIDE = 100, 28, 150.0

shapes = [MultiPolygon([Polygon(rings[0], rings[1:]) for rings in parts]) for parts in AREAS]
own, before = [], Polygon()
for shape in shapes:
    own.append(shape.difference(before))
    before = before.union(shape)

random = np.random.default_rng(11)
places = [(float(x), float(y), -1) for x, y in SPECIAL]
for number in range(60):
    x, y = random.uniform(-300, 3700), random.uniform(-300, 2100)
    places.append((round(x, 1), round(y, 1), int(random.integers(0, LEARN + TEST))))
places[10] = (*places[10][:2], 0)
places[11] = (*places[11][:2], LEARN + TEST - 1)

NODES, WEIGHTS = np.polynomial.legendre.leggauss(48)


def edges(ground):
    for polygon in getattr(ground, "geoms", [ground]):
        for ring in [polygon.exterior, *polygon.interiors]:
            corners = np.array(ring.coords)
            yield from zip(corners[:-1], corners[1:])


def angle(ground, lines, x, y, r):
    """The angle of the circle of radius r round (x, y) that lies in the ground."""
    cuts = [0.0]
    for a, d, A, B, C in lines:
        root = B * B - A * (C - r * r)
        if root <= 0:
            continue
        for t in ((-B - math.sqrt(root)) / A, (-B + math.sqrt(root)) / A):
            if 0 <= t <= 1:
                cuts.append(math.atan2(a[1] + t * d[1], a[0] + t * d[0]) % (2 * math.pi))
    cuts = np.unique(np.append(cuts, 2 * math.pi))
    middles = (cuts[1:] + cuts[:-1]) / 2
    inside = shapely.contains_xy(ground, x + r * np.cos(middles), y + r * np.sin(middles))
    return float(((cuts[1:] - cuts[:-1]) * inside).sum())


def share(ground, x, y, height, reach):
    """∫ height(r) · r · angle(r) dr over the same for a whole circle."""
    if ground.distance(Point(x, y)) >= reach:
        return 0.0
    shapely.prepare(ground)
    lines, breaks = [], {0.0, reach}
    for a, b in edges(ground):
        a, d = a - (x, y), b - a
        A, B, C = d @ d, a @ d, a @ a
        lines.append((a, d, A, B, C))
        breaks.add(math.sqrt(C))
        if 0 < -B / A < 1:
            breaks.add(math.sqrt(max(0.0, C - B * B / A)))
    breaks = sorted(r for r in breaks if r <= reach)
    total = whole = 0.0
    for low, high in zip(breaks, breaks[1:]):
        if high - low < 1e-9:
            continue
        # r = low + (high − low)(1 − cos πu)/2 takes the roots at both ends away.
        u = (NODES + 1) / 2
        r = low + (high - low) * (1 - np.cos(math.pi * u)) / 2
        dr = (high - low) * math.pi * np.sin(math.pi * u) / 2 * WEIGHTS / 2
        total += sum(height(s) * s * angle(ground, lines, x, y, s) * step for s, step in zip(r, dr))
        whole += (height(r) * r * dr).sum() * 2 * math.pi
    return total / whole


def quartic(r):
    return (1 - (r / BANDWIDTH) ** 2) ** 2


def near(r):
    return 1 / (1 + r / UNIT)


rows = ["area,part,ring,x,y"]
for number, parts in enumerate(AREAS):
    for part, rings in enumerate(parts):
        for ring, corners in enumerate(rings):
            rows += [f"{number},{part},{ring},{EAST + x},{NORTH + y}" for x, y in corners]
(here / "area-rings.csv").write_text("\n".join(rows) + "\n")

shares = [[[share(ground, x, y, height, reach) for ground in own] for x, y, _ in places]
          for height, reach in ((quartic, BANDWIDTH), (near, REACH))]
names = [f"{kind}_{area}" for kind in ("quartic", "near") for area in range(len(AREAS))]
rows = ["x,y,day," + ",".join(names)]
for number, (x, y, day) in enumerate(places):
    values = shares[0][number] + shares[1][number]
    rows.append(f"{EAST + x},{NORTH + y},{day}," + ",".join(repr(float(value)) for value in values))
(here / "area-shares.csv").write_text("\n".join(rows) + "\n")

held = [next((area for area, ground in enumerate(shapes) if ground.contains(Point(x, y))), -1) for x, y, _ in places]
density, recent, plain = np.zeros(len(own)), np.zeros(len(own)), 0
for number, (_, _, day) in enumerate(places):
    if 0 <= day < LEARN:
        density += shares[0][number]
        if held[number] >= 0:
            plain += 1
            if day >= LEARN - 60:
                # Shares of one whole; the weight's scale falls out where all are scaled to plain counts.
                recent += np.array(shares[1][number]) / (1 + (LEARN - 1 - day) // 7)
density *= TEST / LEARN
recent *= plain * TEST / LEARN / recent.sum()
cells = np.zeros(len(own))
west, south, east, north = before.bounds
for column in range(int((EAST + west) // SIDE), int((EAST + east) // SIDE) + 1):
    for row in range(int((NORTH + south) // SIDE), int((NORTH + north) // SIDE) + 1):
        cell = box(column * SIDE - EAST, row * SIDE - NORTH, (column + 1) * SIDE - EAST, (row + 1) * SIDE - NORTH)
        parts = np.array([ground.intersection(cell).area for ground in own])
        if parts.sum() > 0:
            cells += parts / parts.sum() * (1 + (7 * column + 13 * row) % 11)
rows = ["area,density,near_repeat,cells"]
for area in range(len(own)):
    rows.append(f"{area},{float(density[area])!r},{float(recent[area])!r},{float(cells[area])!r}")
(here / "area-forecasts.csv").write_text("\n".join(rows) + "\n")
