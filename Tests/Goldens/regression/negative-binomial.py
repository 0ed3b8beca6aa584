"""Negative binomials on rows.csv by statsmodels, their peaks polished by Newton's steps: see peers.R for the rows.

Columns: case 1 (variance mu(1 + s)) or 2 (mu + a mu^2); what 0 a coefficient, 1 its standard error from the observed
information, 3 minus twice the log-likelihood, 4 s or a, 5 its standard error. Python 3.11, statsmodels 0.15.0.
"""

import csv

import numpy as np
from statsmodels.discrete.discrete_model import NegativeBinomial

with open("rows.csv") as file:
    rows = list(csv.DictReader(file))
design = np.array([[1, *(float(row[name]) for name in ("f2", "f4", "f9"))] for row in rows])
counts = np.array([float(row["count"]) for row in rows])
with open("negative-binomial.csv", "w") as out:
    out.write("case,what,number,value\n")
    for case, method in ((1, "nb1"), (2, "nb2")):
        model = NegativeBinomial(counts, design, loglike_method=method)
        fit = model.fit(disp=0, method="bfgs", maxiter=500, gtol=1e-9)
        fit = model.fit(disp=0, method="newton", start_params=fit.params, maxiter=50, tol=1e-13)
        for number in range(4):
            out.write(f"{case},0,{number},{float(fit.params[number])!r}\n")
            out.write(f"{case},1,{number},{float(fit.bse[number])!r}\n")
        out.write(f"{case},3,0,{-2 * float(fit.llf)!r}\n")
        out.write(f"{case},4,0,{float(fit.params[4])!r}\n")
        out.write(f"{case},5,0,{float(fit.bse[4])!r}\n")
