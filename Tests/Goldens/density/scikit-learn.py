"""Kernel densities of 150 weighted places by scikit-learn's exact sum (rtol=0).

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scikit-learn==1.9.1
venv/bin/python scikit-learn.py
"""

import numpy as np
from sklearn.neighbors import KernelDensity

chance = np.random.default_rng(20240301)
points = np.round(chance.uniform([570_000, 200_000], [572_000, 201_500], (150, 2)), 3)
weights = np.round(chance.uniform(0.5, 4, 150), 3)
np.savetxt("points.csv", np.column_stack([points, weights]), "%.3f", ",", header="x,y,weight", comments="")

# The middles of cells of 100 m.
xs, ys = np.meshgrid(np.arange(569_650, 572_400, 100), np.arange(199_650, 201_900, 100))
middles = np.column_stack([xs.ravel(), ys.ravel()]).astype(float)


def per_square_kilometre(kernel: str, bandwidth: float) -> np.ndarray:
    model = KernelDensity(kernel=kernel, bandwidth=bandwidth, rtol=0, atol=0)
    model.fit(points, sample_weight=weights)
    return np.exp(model.score_samples(middles)) * weights.sum() * 1e6


columns = [middles, per_square_kilometre("epanechnikov", 300), per_square_kilometre("gaussian", 120)]
columns += [per_square_kilometre("tophat", 280), per_square_kilometre("linear", 310)]
np.savetxt(
    "scikit-learn.csv", np.column_stack(columns), "%.17g", ",",
    header="x,y,epanechnikov_300,gaussian_120,uniform_280,triangular_310", comments="")
