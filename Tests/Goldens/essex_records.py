"""The published records of Essex and its 1,077 LSOAs on the British National Grid, as geopandas reads them.

What the scripts named essex.py begin with; no data are kept here.
"""

import glob

import geopandas as gpd
import pandas as pd


def read(folder):
    """The areas, and a place for every row that has coordinates with its "Crime type"."""
    areas = gpd.read_file(f"{folder}/boundaries/essex_lsoa_2011.geojson").to_crs(27700)
    rows = pd.concat([pd.read_csv(name) for name in sorted(glob.glob(f"{folder}/street/*.csv"))])
    rows = rows[rows["Longitude"].notna()].reset_index(drop=True)
    places = gpd.GeoDataFrame(
        rows[["Crime type"]], geometry=gpd.points_from_xy(rows["Longitude"], rows["Latitude"]), crs=4326)
    return areas, places.to_crs(27700)


def joined(places, areas, predicate):
    """The places with the areas they are within, or that they touch: one row for each such area."""
    return gpd.sjoin(places, areas[["LSOA11CD", "geometry"]], predicate=predicate, how="left")


def by_area(rows, areas):
    """How many joined rows each area has, in the areas' order."""
    return rows.groupby("LSOA11CD").size().reindex(areas["LSOA11CD"]).fillna(0).astype(int)
