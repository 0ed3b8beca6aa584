"""What geopandas and libpysal say of the published records of Essex and its 1,077 LSOAs: digests, no data.

python3 -m venv venv && venv/bin/pip install pandas==3.1.1 geopandas==1.2.0 shapely==2.2.0 libpysal==4.14.1
PYTHONPATH=.. venv/bin/python essex.py ../../../../shared/data/essex
"""

import hashlib
import json
import sys
import warnings

from essex_records import by_area, joined, read
from libpysal.weights import Queen

warnings.simplefilter("ignore")
areas, places = read(sys.argv[1])


def digest(lines):
    return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


within, touched = joined(places, areas, "within"), joined(places, areas, "intersects")
found = {"rows": len(places), "outside": int(touched["LSOA11CD"].isna().sum()),
         # Rows on a common edge: within neither area, and touched by both.
         "on_edges": int(within["LSOA11CD"].isna().sum() - touched["LSOA11CD"].isna().sum())}
# None of these stands on a common edge.
for category in ["Shoplifting", "Bicycle theft"]:
    ours = within[within["Crime type"] == category]
    assert len(ours) == len(touched[touched["Crime type"] == category])
    counts = by_area(ours, areas)
    found[category] = {"counted": int(counts.sum()), "sha256": digest(f"{a},{c}" for a, c in counts.items())}
queen = Queen.from_dataframe(areas, use_index=False)
pairs = [f"{i},{j}" for i in range(len(areas)) for j in sorted(queen.neighbors[i])]
found["queen"] = {"pairs": len(pairs), "sha256": digest(pairs)}
with open("essex.json", "w", encoding="ascii") as file:
    json.dump(found, file, indent=1)
    file.write("\n")
