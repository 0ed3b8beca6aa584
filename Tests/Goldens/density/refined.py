"""Adaptive and space-time densities by the definitions word for word, over points.csv.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6
venv/bin/python refined.py
"""

import numpy as np

x, y, weight = np.loadtxt("points.csv", delimiter=",", skiprows=1).T
# The first thirty stand a second time, so that places repeat.
x, y, weight = (np.concatenate([column, column[:30]]) for column in (x, y, weight))
cx, cy = (axis.ravel() for axis in np.meshgrid(np.arange(569_650, 572_400, 100.0), np.arange(199_650, 201_900, 100.0)))


def kernel(name, distance, h):
    u = distance / h
    if name == "gaussian":
        return np.exp(-u * u / 2) / (2 * np.pi * h * h)
    left = np.clip(1 - u * u, 0, None)
    return {"quartic": 3 / np.pi * left**2, "triangular": 3 / np.pi * np.clip(1 - u, 0, None)}[name] / (h * h)


def save(name, header, *columns):
    np.savetxt(name, np.column_stack(columns), "%.17g", ",", header=header, comments="")


between = np.hypot(x[:, None] - x, y[:, None] - y)
to_cells = np.hypot(cx[:, None] - x, cy[:, None] - y)
surfaces, bandwidths = [], []
for name, h0 in [("quartic", 300.0), ("gaussian", 90.0), ("triangular", 250.0)]:
    pilot = kernel(name, between, h0).sum(axis=1)
    gamma = np.exp(np.mean(np.log(pilot**-0.5)))
    h = h0 * np.minimum(pilot**-0.5 / gamma, 5)
    bandwidths.append(h)
    surfaces.append(1e6 * (kernel(name, to_cells, h) * weight).sum(axis=1))
save("adaptive-h.csv", "x,y,weight,quartic,gaussian,triangular", x, y, weight, *bandwidths)
save("adaptive.csv", "x,y,quartic,gaussian,triangular", cx, cy, *surfaces)

# Days from 2019-01-01 (17897 days after 1970-01-01) to 2019-05-31, with nothing known of March.
chance = np.random.default_rng(20240306)
days = chance.integers(0, 151, len(x))
days[0], days[1] = 0, 150
days = np.where((days >= 59) & (days < 90), days % 59, days)
covered = np.array([d for d in range(151) if not 59 <= d < 90])


def on(name, spread, day, b):
    """The product kernel, with the time kernel's share on covered days made one."""
    def time(d):
        return np.where(np.abs(d) < b, kernel("quartic", np.abs(d), b), 0) if name == "quartic" else kernel(name, np.abs(d), b)
    factor = weight * time(day - days) / time(day - covered).sum()
    return 1e6 * (kernel(name, to_cells, spread) * factor).sum(axis=1)


save("day-points.csv", "x,y,weight,day", x, y, weight, days)
save("day.csv", "x,y,quartic_last,quartic_in_gap,gaussian_early", cx, cy, on("quartic", 300.0, 150, 28.0),
     on("quartic", 300.0, 72, 21.5), on("gaussian", 120.0, 3, 10.0))
