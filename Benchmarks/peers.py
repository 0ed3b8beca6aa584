"""One stage of the work by a peer, in a process of its own; prints processor seconds, wall seconds, a sum.

`peers.py polars|duckdb|pyarrow|pandas FILE.csv [COLUMNS]`, `peers.py polars_dated FILE.csv`, `peers.py pipeline FILE.csv`, `peers.py pyproj POINTS`, `peers.py libkdv|sklearn POINTS COLUMNS ROWS SIDE
BANDWIDTH`, `peers.py esda|esda_given COUNTS COLUMNS ROWS`, `peers.py pointpats EVENTS METRES DAYS`; POINTS are pairs of
64-bit floats, COUNTS one a cell, EVENTS x, y and day. Columns are those of data.police.uk where none are named.
"""
import resource
import sys
import time

import numpy as np


def processor():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def timed(name, work):
    start, wall = processor(), time.time()
    found = work()
    seconds, wall = processor() - start, time.time() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(name, seconds, wall, f"{peak} MiB", found, flush=True)


published = ("Month", "Longitude", "Latitude", "Crime type")


def polars(path, *columns):
    import polars as pl
    # A made county has coordinates such as #REF!, at which reading would stop.
    scan = pl.scan_csv(path, ignore_errors=bool(columns))
    columns = list(columns or published)
    timed("polars", lambda: scan.select(columns).collect(engine="streaming").height)


def polars_dated(path):
    """A made county as it must be read: two times to the minute, and no crime number twice."""
    import polars as pl
    time = lambda name: pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M", strict=False)
    scan = pl.scan_csv(path, ignore_errors=True, schema_overrides={"start": pl.String, "end": pl.String})
    wanted = scan.select("id", time("start"), time("end"), "longitude", "latitude", "category")

    def work():
        table = wanted.collect(engine="streaming")
        return table.height, table["id"].drop_nulls().is_first_distinct().sum()
    timed("polars_dated", work)


def duckdb(path, *columns):
    import duckdb as db
    more = ", ignore_errors = true" if columns else ""
    columns = columns or published
    names = ", ".join(f'"{name}"' for name in columns)
    timed("duckdb", lambda: len(db.sql(f"select {names} from read_csv('{path}'{more})").fetchnumpy()[columns[0]]))


def pyarrow(path, *columns):
    from pyarrow import csv
    options = csv.ConvertOptions(include_columns=list(columns or published))
    timed("pyarrow", lambda: csv.read_csv(path, convert_options=options).num_rows)


def pandas(path, *columns):
    import pandas as pd
    columns = list(columns or published)
    timed("pandas", lambda: len(pd.read_csv(path, usecols=columns, engine="pyarrow")))


def pyproj(path):
    from pyproj import Transformer
    points = np.fromfile(path).reshape(-1, 2)
    transformer = Transformer.from_crs(4326, 27700, always_xy=True)
    x, y = points[:, 0].copy(), points[:, 1].copy()
    timed("pyproj", lambda: np.nansum(np.where(np.isfinite(e := transformer.transform(x, y)[0]), e, 0)))


def pipeline(path):
    import polars as pl
    from pyproj import Transformer
    from scipy.ndimage import gaussian_filter

    def work():
        frame = pl.read_csv(path, columns=["Longitude", "Latitude"]).drop_nulls()
        transformer = Transformer.from_crs(4326, 27700, always_xy=True)
        x, y = transformer.transform(frame["Longitude"].to_numpy(), frame["Latitude"].to_numpy())
        counts, _, _ = np.histogram2d(y, x, bins=(1143, 800), range=((0, 1_000_125), (0, 700_000)))
        return gaussian_filter(counts, sigma=2).sum()
    timed("pipeline", work)


def gi_star(path, columns, rows, given):
    import warnings
    warnings.simplefilter("ignore")
    from esda import G_Local
    from libpysal.weights import lat2W
    counts = np.fromfile(path)
    neighbours = lambda: lat2W(int(rows), int(columns), rook=False)
    ready = neighbours() if given else None

    def work():
        weights = ready if given else neighbours()
        return np.abs(G_Local(counts, weights, transform="B", permutations=0, star=True).Zs).sum()
    timed("esda_given" if given else "esda", work)


def esda(path, columns, rows):
    gi_star(path, columns, rows, given=False)


def esda_given(path, columns, rows):
    gi_star(path, columns, rows, given=True)


def pointpats(path, metres, days):
    from pointpats import Knox
    events = np.fromfile(path).reshape(-1, 3)
    timed("pointpats", lambda: Knox(events[:, :2], events[:, 2:], delta=metres, tau=days, permutations=99).nst)


def libkdv(path, columns, rows, side, bandwidth):
    from libkdv import kdv
    points = np.fromfile(path).reshape(-1, 2)
    peer = kdv(points, GPS=False, bandwidth=bandwidth / 2, row_pixels=int(columns), col_pixels=int(rows),
               bound=[0, columns * side, 0, rows * side], num_threads=2)
    peer.set_args()
    from libkdv.compute_kdv import compute_kdv
    timed("libkdv", lambda: len(compute_kdv(peer.args)))


def sklearn(path, columns, rows, side, bandwidth):
    from sklearn.neighbors import KernelDensity
    points = np.fromfile(path).reshape(-1, 2)
    x = (np.arange(int(columns)) + 0.5) * side
    y = (np.arange(int(rows)) + 0.5) * side
    cells = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    estimate = KernelDensity(kernel="epanechnikov", bandwidth=bandwidth, rtol=0)
    timed("sklearn", lambda: np.exp(estimate.fit(points).score_samples(cells)).sum())


if __name__ == "__main__":
    name, path, *numbers = sys.argv[1:]
    globals()[name](path, *(number if number[0].isalpha() else float(number) for number in numbers))
