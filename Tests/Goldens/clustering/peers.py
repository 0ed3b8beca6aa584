"""How far the z and p of a `hotspot cluster` CSV lie from those of PySAL's esda, over the same cells.

python3 -m venv venv && venv/bin/pip install esda==2.9.0 libpysal==4.14.1 numpy==2.4.6 pandas==3.1.1 scipy==1.17.1
hotspot cluster INPUT --area AREA --cell square:500 --neighbours band:1000 -o cells.csv
venv/bin/python peers.py cells.csv band:1000 [PERMUTATIONS]

With PERMUTATIONS the CSV must come from as many, and the p-values are compared with those of esda's draws, both
tails with their ties.
"""

import sys
import warnings

import numpy as np
import pandas
from esda import G_Local, Moran_Local
from libpysal.graph import Graph
from scipy import stats
from scipy.spatial import cKDTree

warnings.simplefilter("ignore")
cells = pandas.read_csv(sys.argv[1])
kind, _, number = sys.argv[2].partition(":")
permutations = int(sys.argv[3]) if len(sys.argv) > 3 else 0
places = cells[["x", "y"]].to_numpy()
values = cells["incidents"].to_numpy(float)
steps, _ = cKDTree(places).query(places, k=2)
# Queen: squares within √2 sides, hexagons within one size; 1.5 lies short of the next in both.
reach = 1.5 * steps[:, 1].min() if kind == "queen" else float(number) + 0.001
near = cKDTree(places).sparse_distance_matrix(cKDTree(places), reach, output_type="coo_matrix")
near.data[:] = 1
near = near.tocsr()
near.setdiag(0)
near.eliminate_zeros()
assert np.array_equal(np.asarray(near.sum(axis=1)).ravel(), cells["neighbours"]), "other neighbours"


def gap(ours, theirs):
    known = np.isfinite(theirs) & np.isfinite(ours) & (theirs != 0)
    return np.max(np.abs(ours[known] - theirs[known]) / np.abs(theirs[known])), int((~known).sum())


graph = Graph.from_sparse(near)
if "local_moran" in cells:
    moran = Moran_Local(values, graph, transformation="r", permutations=0)
    n = len(values)
    print("local Moran: relative difference %.2g, %d cells apart" %
          gap(cells["local_moran"].to_numpy() * (n - 1) / n, moran.Is))
    names = np.array(["", "high-high", "low-high", "low-low", "high-low"])
    print("quadrants that differ:", int((names[moran.q] != cells["quadrant"]).sum()))
else:
    starred = G_Local(values, graph, transform="B", star=True, permutations=permutations, seed=1, n_jobs=1)
    print("Gi*: relative difference %.2g, %d cells apart" % gap(cells["z"].to_numpy(), starred.Zs))
    normal = cells["p_normal" if permutations else "p"].to_numpy()
    print("p: relative difference %.2g, %d cells apart" % gap(normal, 2 * stats.norm.sf(np.abs(starred.Zs))))
    if permutations:
        slack = 1e-9 / values.sum()
        above = (starred.rGs >= starred.Gs[:, None] - slack).sum(axis=1)
        below = (starred.rGs <= starred.Gs[:, None] + slack).sum(axis=1)
        tail = np.minimum(above, below)
        theirs = np.minimum(1, 2 * (tail + 1) / (permutations + 1))
        share = np.maximum(tail, 5) / permutations
        error = 2 * np.sqrt(2 * share * (1 - share) / permutations)
        off = np.abs(cells["p"].to_numpy() - theirs) / error
        print("p by permutation: mean difference %.2g, largest %.2f Monte Carlo standard errors" %
              (np.mean(cells["p"].to_numpy() - theirs), np.nanmax(off)))
