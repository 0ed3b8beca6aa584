"""Knox statistics of 400 places and days by pointpats, straight-line distance.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 pointpats==2.5.5 scipy==1.17.1
venv/bin/python knox.py
"""

import numpy as np
from pointpats.spacetime import Knox

chance = np.random.default_rng(20240310)
# 300 places and days at random, and a follower near each of the first hundred, within 250 m and five days.
x, y = chance.uniform(570_000, 573_000, 300), chance.uniform(200_000, 202_000, 300)
day = chance.integers(0, 120, 300)
x = np.append(x, x[:100] + chance.uniform(-250, 250, 100))
y = np.append(y, y[:100] + chance.uniform(-250, 250, 100))
day = np.append(day, day[:100] + chance.integers(0, 6, 100))
# Twelve on the very place of another.
x[-12:], y[-12:] = x[:12], y[:12]
places = np.round(np.column_stack([x, y]), 3)
np.savetxt("points.csv", np.column_stack([places, day]), ["%.3f", "%.3f", "%d"], ",", header="x,y,day", comments="")

rows = ["metres,days,observed,mean,sd,p,permutations"]
for metres in (0.0005, 100, 200, 400):
    for days in (1, 3, 7, 14):
        np.random.seed(7)
        # pointpats counts what is at or within a bound, in whole days: within 6 is below 7.
        knox = Knox(places, day[:, None].astype(float), metres, days - 1, permutations=999, keep=True)
        rows.append(f"{metres},{days},{knox.nst},{knox.sim.mean()},{knox.sim.std(ddof=1)},{knox.p_sim},999")
with open("knox.csv", "w", encoding="utf-8") as file:
    file.write("\n".join(rows) + "\n")
