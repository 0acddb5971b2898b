"""A table with periods and quantities: an extract of UNHCR's figures, spread over years."""

from pathlib import Path

import pandas as pd

import routemap

EXTRACT = Path(__file__).with_name("unhcr_extract.csv")
YEARS = range(2019, 2025)
SOURCE = "UNHCR Refugee Data Finder (CC BY 4.0), extract for 2024; the earlier years are made up"


def displaced_table() -> pd.DataFrame:
    """Return refugees and asylum-seekers by origin and asylum; only 2024 is as published.

    Every third pair is missing from every second earlier year, so that no two years are alike.
    """
    table = pd.read_csv(EXTRACT, keep_default_na=False)
    rows = []
    for at, pair in enumerate(table.itertuples()):
        for year in YEARS:
            if year < 2024 and at % 3 == 0 and year % 2 == 0:
                continue
            for commodity, people in (("refugees", pair.refugees), ("asylum-seekers", pair.asylum_seekers)):
                if people == 0:
                    continue
                rows.append(
                    {
                        "market": "displacement across borders",
                        "commodity": commodity,
                        "origin": pair.origin_iso3,
                        "destination": pair.asylum_iso3,
                        "confidence": "high",
                        "quantity": str(people - people * (2024 - year) // 7),
                        "unit": "people",
                        "start": str(year),
                        "source": SOURCE,
                        "url": "https://www.unhcr.org/refugee-statistics/",
                    }
                )
    return pd.DataFrame(rows)


def read_displaced(folder: Path) -> pd.DataFrame:
    """Return the table as an analyst would have it: written to a file and read."""
    path = folder / "displaced.csv"
    displaced_table().to_csv(path, index=False)
    return routemap.read_routes(path)
