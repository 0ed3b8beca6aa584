#!/usr/bin/env python3
"""A rolling back-test told cell by cell: `python3 backtest.py` writes incidents.csv and backtest.csv beside it.

Made with numpy 2.4.6 and scipy 1.17.1. 600 made-up incidents of 2019 on a square of 10 km, cells of 250 m, horizons of 28 days
before 2020-01-01. Every method is written out as a loop over incidents and all cells, and the chance that a cell is flagged is
that of its place among random orders of equals: (k - cells above) / cells level, between 0 and 1.
"""
import datetime
import pathlib

import numpy as np
from scipy.stats import rankdata

here = pathlib.Path(__file__).parent
random = np.random.default_rng(7)
WEST, SOUTH, SIDE, ACROSS = 570_000.0, 200_000.0, 250.0, 40
FIRST, END, HORIZON, ORIGINS = 0, 365, 28, 6
SHARES = (0.01, 0.05, 0.2)
HALF_LIFE = 90.0

centres = random.uniform(1500, 8500, (6, 2))
rows = []
for _ in range(600):
    if random.uniform() < 0.7:
        place = centres[random.integers(6)] + random.normal(0, 350, 2)
    else:
        place = random.uniform(0, 10_000, 2)
    place = np.clip(np.round(place, 1), 0.5, 9_999.5)
    rows.append((WEST + place[0], SOUTH + place[1], int(random.integers(0, 365))))
rows[0] = (rows[0][0], rows[0][1], 0)
rows[1] = (rows[1][0], rows[1][1], 364)
(here / "incidents.csv").write_text(
    "x,y,day\n" + "".join(f"{x!r},{y!r},{day}\n" for x, y, day in ((float(a), float(b), c) for a, b, c in rows)))

middles = np.array(
    [(WEST + (column + 0.5) * SIDE, SOUTH + (row + 0.5) * SIDE) for row in range(ACROSS) for column in range(ACROSS)])


def cell(x, y):
    return int((y - SOUTH) // SIDE) * ACROSS + int((x - WEST) // SIDE)


def counts(days):
    held = np.zeros(len(middles))
    for x, y, day in rows:
        if day in days:
            held[cell(x, y)] += 1
    return held


def decayed(origin):
    held = np.zeros(len(middles))
    for x, y, day in rows:
        if day < origin:
            held[cell(x, y)] += 0.5 ** ((origin - day) / HALF_LIFE)
    return held * HORIZON / sum(0.5 ** ((origin - day) / HALF_LIFE) for day in range(FIRST, origin))


def near_repeat(origin):
    held = np.zeros(len(middles))
    for x, y, day in rows:
        if origin - 60 <= day < origin:
            ox, oy = middles[cell(x, y)]
            weeks = (origin - 1 - day) // 7
            apart = np.hypot(middles[:, 0] - ox, middles[:, 1] - oy)
            held += np.where(apart <= 400, 1 / (1 + apart / 50) / (1 + weeks), 0)
    return held / held.sum() * counts(range(FIRST, origin)).sum() * HORIZON / (origin - FIRST)


def density(origin, reach=900.0):
    held = np.zeros(len(middles))
    for x, y, day in rows:
        if day < origin:
            u2 = ((middles[:, 0] - x) ** 2 + (middles[:, 1] - y) ** 2) / reach**2
            held += np.where(u2 < 1, 3 / (np.pi * reach**2) * (1 - u2) ** 2 * SIDE**2, 0)
    return held * HORIZON / (origin - FIRST)


def flagged(scores, k):
    # Ranks from the highest; equals share those from `first` to `last`.
    first, last = rankdata(-scores, "min"), rankdata(-scores, "max")
    return np.clip((k - (first - 1)) / (last - first + 1), 0, 1)


out = ["method,origin,share,hits,best,predicted,incidents"]
for number in range(ORIGINS):
    origin = END - HORIZON * (ORIGINS - number)
    observed = counts(range(origin, origin + HORIZON))
    forecasts = [counts(range(FIRST, origin)) * HORIZON / (origin - FIRST), decayed(origin), density(origin),
                 near_repeat(origin)]
    for method, scores in enumerate(forecasts):
        for share in SHARES:
            k = max(1, round(share * len(middles)))
            chance = flagged(scores, k)
            best = np.sort(observed)[::-1][:k].sum()
            out.append(",".join(repr(float(value)) for value in (
                method, number, share, (chance * observed).sum(), best, (chance * scores).sum(), observed.sum())))
(here / "backtest.csv").write_text("\n".join(out) + "\n")
