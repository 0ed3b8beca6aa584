"""Aoristic weights of 300 incidents over the 168 hours, minute by minute with numpy.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6
venv/bin/python aoristic.py
"""

import datetime

import numpy as np

chance = np.random.default_rng(20240312)
# Minutes since 1970 over three years; most spans are short, some end before they start, some last weeks.
start = chance.integers(25_000_000, 26_500_000, 300)
length = np.concatenate([
    np.zeros(60, int), chance.integers(1, 600, 150), chance.integers(600, 10_080, 60),
    chance.integers(10_080, 40_000, 15), -chance.integers(1, 900, 15)])
np.savetxt("spans.csv", np.column_stack([start, start + length]), "%d", ",", header="start,end", comments="")

epoch = datetime.datetime(1970, 1, 1)
hours = np.zeros(168)
for first, span in zip(start.tolist(), length.tolist()):
    if span >= 7 * 1440:
        hours += 1 / 168
        continue
    for minute in range(first, first + max(span, 1)):
        moment = epoch + datetime.timedelta(minutes=minute)
        hours[moment.weekday() * 24 + moment.hour] += 1 / max(span, 1)
np.savetxt("aoristic.csv", hours, "%.17g", ",", header="weight", comments="")
