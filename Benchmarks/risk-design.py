"""A risk terrain design of 200,000 cells and 60 variables from a seed: flags column by column, counts, folds."""
import sys

import numpy as np
from scipy.spatial import cKDTree

folder = sys.argv[1]
draw = np.random.default_rng(6)
columns, rows, side = 500, 400, 75.0
centres = np.stack(np.meshgrid((np.arange(columns) + 0.5) * side, (np.arange(rows) + 0.5) * side), -1).reshape(-1, 2)
towns = draw.random((12, 2)) * [columns * side, rows * side]
design = []
for factor in range(5):
    near = towns[draw.integers(0, 12, 300)] + draw.normal(0, 1500, (300, 2))
    places = np.vstack([near, draw.random((100, 2)) * [columns * side, rows * side]])
    tree = cKDTree(places)
    distance = tree.query(centres)[0]
    for step in range(1, 7):
        design.append(distance <= 75 * step)
    for step in range(1, 7):
        held = tree.query_ball_point(centres, 75 * step, return_length=True)
        design.append(held >= held.mean() + 2 * held.std())
design = np.array(design, dtype=np.uint8)
mean = np.exp(-3.2 + 0.9 * design[1] + 0.6 * design[15] + 0.4 * design[32] + 0.3 * design[44])
counts = draw.negative_binomial(mean / 0.5, 1 / 1.5).astype(float)
design.tofile(f"{folder}/design.u8")
counts.tofile(f"{folder}/counts.f64")
draw.permutation(np.arange(len(counts)) % 10).astype(np.int32).tofile(f"{folder}/folds.i32")
distinct = len(np.unique(np.packbits(design, axis=0), axis=1).T)
print(f"{len(counts)} cells, {len(design)} variables, {counts.sum():.0f} incidents, {distinct} distinct rows")
