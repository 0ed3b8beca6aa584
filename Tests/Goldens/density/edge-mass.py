"""How much of six kernels lies within an area of two parts and a hole, to 1e-14, by slices along y.

python3 -m venv venv && venv/bin/pip install mpmath==1.3.0
venv/bin/python edge-mass.py
"""

import math

from mpmath import asinh, erf, mp, mpf, pi, quad, sqrt

mp.dps = 25
# Rings in metres from (570000, 200000); the second is a hole of the first, the third a part of its own.
RINGS = [
    [(0, 0), (2000, 100), (1900, 1300), (1200, 700), (1000, 1500), (100, 1200)],
    [(600, 500), (500, 800), (900, 850), (800, 450)],
    [(2100, 500), (2600, 400), (2500, 1400), (2050, 1350)],
]
PLACES = [(100, 60), (0, 0), (1000, 50), (1000, 50.001), (1200, 690), (1200, 700), (700, 900), (950, 650),
          (1960, 700), (1990, 150), (2080, 800), (2300, 900), (300, 300), (550, 650), (1500, 500)]
BANDWIDTHS = {"quartic": 400, "epanechnikov": 350, "triweight": 450, "triangular": 380, "uniform": 300, "gaussian": 90}


def along(kernel, y, x, h):
    """∫ k dx from 0 to x on the line y, all in bandwidths from the place; k integrates to one over the plane."""
    a = 1 - y * y
    if kernel == "gaussian":
        return mp.exp(-y * y / 2) / sqrt(2 * pi) * erf(x / sqrt(2)) / 2
    if kernel == "triangular":
        r = sqrt(x * x + y * y)
        inner = x * r + (y * y * asinh(x / abs(y)) if y else 0)
        return 3 / pi * (x - inner / 2)
    n, top = {"uniform": (0, 1), "epanechnikov": (1, 2), "quartic": (2, 3), "triweight": (3, 4)}[kernel]
    return top / pi * sum(math.comb(n, k) * a ** (n - k) * (-1) ** k * x ** (2 * k + 1) / (2 * k + 1) for k in range(n + 1))


def mass(kernel, place, h):
    reach = mpf(12 if kernel == "gaussian" else 1)
    rings = [[((x - mpf(place[0])) / h, (y - mpf(place[1])) / h) for x, y in ring] for ring in RINGS]
    edges = [(a, b) for ring in rings for a, b in zip(ring, ring[1:] + ring[:1])]
    breaks = {-reach, reach, mpf(0)} | {y for a, b in edges for _, y in (a, b)}
    for (ax, ay), (bx, by) in edges:
        dx, dy = bx - ax, by - ay
        A, B, C = dx * dx + dy * dy, ax * dx + ay * dy, ax * ax + ay * ay - reach * reach
        if B * B > A * C:
            breaks |= {ay + t * dy for t in ((-B - sqrt(B * B - A * C)) / A, (-B + sqrt(B * B - A * C)) / A) if 0 < t < 1}
    breaks = sorted(y for y in breaks if -reach <= y <= reach)

    def slice_at(y):
        half = sqrt(max(reach * reach - y * y, 0))
        xs = sorted(a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in edges
                    if min(a[1], b[1]) <= y < max(a[1], b[1]))
        total = mpf(0)
        for low, high in zip(xs[::2], xs[1::2]):
            low, high = max(low, -half), min(high, half)
            if low < high:
                total += along(kernel, y, high, h) - along(kernel, y, low, h)
        return total

    return sum(quad(slice_at, [a, b]) for a, b in zip(breaks, breaks[1:]) if b - a > mpf(10) ** -20)


with open("edge-mass.csv", "w") as file:
    file.write("x,y," + ",".join(BANDWIDTHS) + "\n")
    for place in PLACES:
        masses = [mp.nstr(mass(kernel, place, h), 17) for kernel, h in BANDWIDTHS.items()]
        file.write(f"{570000 + place[0]},{200000 + place[1]},{','.join(masses)}\n")
