"""Mann-Kendall scores and p-values by pymannkendall, tau-b by scipy, of series with and without ties.

python3 -m venv venv && venv/bin/pip install pymannkendall==1.4.3 scipy==1.17.1 numpy==2.4.6
venv/bin/python mann-kendall.py
"""

import numpy as np
import pymannkendall
from scipy import stats

random = np.random.default_rng(20240511)
LONGEST = 24
rows = []
for number in range(240):
    length = int(random.integers(3, LONGEST + 1))
    # A third without ties, a third with some, a third with many; half of them with a drift.
    series = random.normal(size=length).round(2) + random.choice([0, 0.1]) * np.arange(length)
    series = [series, (series * 3).round(), series.round()][number % 3]
    if len(set(series)) == 1:
        continue
    test = pymannkendall.original_test(series)
    tau = stats.kendalltau(np.arange(length), series).statistic
    padded = list(series) + [0.0] * (LONGEST - length)
    rows.append([length, int(test.s), float(tau), float(test.p)] + [float(value) for value in padded])

with open("mann-kendall.csv", "w") as file:
    print(",".join(["length", "score", "tau_b", "p"] + [f"v{place}" for place in range(LONGEST)]), file=file)
    for row in rows:
        print(",".join(repr(value) for value in row), file=file)
