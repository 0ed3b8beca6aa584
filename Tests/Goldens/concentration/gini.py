"""Gini coefficients by PySAL's inequality, and the fewest places with a quarter and a half by sorting.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 inequality==1.1.2
venv/bin/python gini.py
"""

import numpy as np
from inequality.gini import Gini

chance = np.random.default_rng(20240311)
places = np.column_stack([
    chance.poisson(0.3, 400), chance.negative_binomial(0.4, 0.05, 400), chance.integers(5, 9, 400),
    np.where(np.arange(400) == 17, 60, 0)])
np.savetxt("places.csv", places, "%d", ",", header="sparse,clustered,even,single", comments="")


def fewest(values: np.ndarray, share: float) -> int:
    held = np.cumsum(np.sort(values)[::-1])
    return int(np.argmax(held >= share * values.sum())) + 1


rows = [[Gini(column.astype(float)).g, fewest(column, 0.25), fewest(column, 0.5)] for column in places.T]
np.savetxt("gini.csv", rows, ["%.17g", "%d", "%d"], ",", header="gini,places_25,places_50", comments="")
print(Gini(np.array([10.0, 8, 2, 0, 0, 0, 0, 0, 0, 0])).g)
