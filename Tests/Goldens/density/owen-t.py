"""Owen's T function by SciPy.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1
venv/bin/python owen-t.py
"""

import numpy as np
from scipy.special import owens_t

h, a = np.meshgrid([0, 1e-9, 0.01, 0.3, 1, 2.5, 4, 7.5, 8.9], [-50, -1, -0.2, 0, 1e-6, 0.4, 0.999, 1, 1.001, 3, 40, 1e8])
np.savetxt("owen-t.csv", np.column_stack([h.ravel(), a.ravel(), owens_t(h, a).ravel()]), "%.17g", ",", header="h,a,t",
           comments="")
