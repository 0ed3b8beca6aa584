"""Classes of series of Gi* by PyEHSA, a Python edition of the rules of R's sfdep, with pymannkendall's trends.

python3 -m venv venv && venv/bin/pip install pyehsa==0.1.2 pymannkendall==1.4.3 scipy==1.17.1 numpy==2.4.6
venv/bin/python emerging.py
"""

import numpy as np
import pymannkendall
from pyehsa.ehsa_classification import EhsaClassification
from scipy import stats

ALPHA = 0.05
LONGEST = 20
# The numbers of the classes in the order in which sfdep tries them.
NAMES = [f"{kind} {side}" for kind in ["new", "consecutive", "intensifying", "persistent", "diminishing",
                                       "oscilating", "historical", "sporadic"]
         for side in ["hotspot", "coldspot"]] + ["no pattern detected"]

random = np.random.default_rng(20240512)
rows = []
while len(rows) < 900:
    length = int(random.integers(4, LONGEST + 1))
    level = random.choice([-4, -2.5, -1, 0, 1, 2.5, 4])
    drift = random.choice([-0.4, -0.1, 0, 0, 0.1, 0.4])
    series = level + drift * (np.arange(length) - length / 2) + random.choice([0.2, 1, 2]) * random.normal(size=length)
    if random.random() < 0.3:
        # Quiet but for the end.
        series[:-int(random.integers(1, 4))] *= 0.2
    if random.random() < 0.2:
        series[-1] = -series[-1]
    if random.random() < 0.06:
        # Long far out, on its way back, and over the mean in the end.
        length = LONGEST
        side = random.choice([-1, 1])
        series = side * (6 - 0.15 * np.arange(length) + 0.2 * random.normal(size=length))
        series[-1] = -0.5 * side
    series = series.round(3)
    p = 2 * stats.norm.sf(np.abs(series))
    test = pymannkendall.original_test(series)
    named = EhsaClassification.classify_hotspot(list(series), list(p <= ALPHA), float(test.Tau), float(test.p), ALPHA)
    name = named["name"].replace("oscillating", "oscilating")
    rows.append([length, NAMES.index(name)] + [float(value) for value in series] + [0.0] * (LONGEST - length))

with open("emerging.csv", "w") as file:
    print(",".join(["length", "class"] + [f"z{place}" for place in range(LONGEST)]), file=file)
    for row in rows:
        print(",".join(repr(value) for value in row), file=file)
print({name: sum(row[1] == number for row in rows) for number, name in enumerate(NAMES)})
