#!/usr/bin/env python3
"""Student's t and paired comparisons: `python3 student-t.py` writes student-t.csv and paired.csv beside it.

Made with numpy 2.4.6 and scipy 1.17.1. Where every origin has as many incidents, a ratio estimator is the paired t test.
"""
import pathlib

import numpy as np
from scipy import stats

here = pathlib.Path(__file__).parent
rows = ["freedom,t,p,quantile"]
for freedom in (1, 2, 3, 7, 31, 120, 999):
    for t in (0.0, 0.1, 0.7, 1.0, 2.0, 3.5, 8.0, 40.0):
        p = 2 * stats.t.sf(t, freedom)
        rows.append(f"{freedom},{t!r},{float(p)!r},{float(stats.t.isf(0.025, freedom))!r}")
(here / "student-t.csv").write_text("\n".join(rows) + "\n")

random = np.random.default_rng(20250307)
rows = ["case,hits,baseline,incidents,difference,low,high,p"]
for case, origins in enumerate((2, 3, 5, 12, 32)):
    hits, baseline = random.poisson(14, origins).astype(float), random.poisson(12, origins).astype(float)
    incidents = 50.0
    test = stats.ttest_rel(hits / incidents, baseline / incidents)
    interval = test.confidence_interval(0.95)
    for one, other in zip(hits, baseline):
        rows.append(",".join(repr(float(value)) for value in (
            case, one, other, incidents, np.mean(hits - baseline) / incidents, interval.low, interval.high,
            test.pvalue)))
(here / "paired.csv").write_text("\n".join(rows) + "\n")
