#!/usr/bin/env python3
"""Weights of a blend by numerical optimisation: `python3 blend.py` writes blend.csv and weights.csv beside it.

Made with numpy 2.4.6 and scipy 1.17.1. 400 incidents in 300 cells come from a blend of four layers; the weights that make them
and ten more of the first layer likeliest are found by SLSQP, those of each band by minimising the Poisson deviance with
the overall weights as a hundred more incidents.
"""
import pathlib

import numpy as np
from scipy.optimize import minimize

here = pathlib.Path(__file__).parent
random = np.random.default_rng(41)
cells, layers = 300, 4
shares = random.gamma(0.3, 1.0, (layers, cells)) + 1e-6
shares[3] = 1.0
shares /= shares.sum(axis=1, keepdims=True)
band = np.repeat([0, 1, 2], [30, 70, 200])
truth = np.where(band == 0, 1.5, 0.8) * (np.array([0.3, 0.4, 0.1, 0.2]) @ shares)
counts = random.multinomial(400, truth / truth.sum())

head_start, pull = 10.0, 100.0


def overall(w):
    return -(counts[counts > 0] * np.log(w @ shares[:, counts > 0])).sum() - head_start * np.log(w[0])


found = minimize(overall, np.full(layers, 1 / layers), method="SLSQP", bounds=[(1e-9, 1)] * layers,
                 constraints={"type": "eq", "fun": lambda w: w.sum() - 1}, options={"ftol": 1e-14, "maxiter": 2000})
weights = found.x / found.x.sum()

rows = [weights]
for number in range(3):
    inside = band == number
    held, mass = counts[inside], shares[:, inside]

    def banded(w):
        rate = w @ mass
        return (400 * rate.sum() - (held[held > 0] * np.log(rate[held > 0])).sum()
                + pull * (w - weights * np.log(w)).sum())

    rows.append(minimize(banded, weights, method="L-BFGS-B", bounds=[(1e-12, 10)] * layers,
                         options={"ftol": 1e-16, "gtol": 1e-10, "maxiter": 5000}).x)
(here / "blend.csv").write_text("band,count,layer0,layer1,layer2,layer3\n" + "".join(
    f"{band[cell]},{counts[cell]}," + ",".join(repr(float(value)) for value in shares[:, cell]) + "\n"
    for cell in range(cells)))
(here / "weights.csv").write_text("layer0,layer1,layer2,layer3\n" + "".join(
    ",".join(repr(float(value)) for value in row) + "\n" for row in rows))
