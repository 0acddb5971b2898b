"""The routes that `pages.py` draws: pairs of countries, repeated over years and markets, with usual evidence.

Actors, source, locator and note are as long as in the profile of Norway in `data/` (means of 82, 118, 18 and 87
characters; these of 50, 116, 16 and 121). Notes differ from row to row, the other texts repeat as they do there.

With a table of real flows (columns of two alpha-3 codes and a number, such as UNHCR's, CC BY 4.0) the pairs are those;
without one they are made by a fixed rule, a few large origins and many small ones, as real flows are.
"""

from __future__ import annotations

import csv
from itertools import islice, product
from pathlib import Path
from typing import Any

from routemap.places import country_codes

MARKETS = ["human smuggling", "cannabis trade", "cocaine trade", "heroin trade", "synthetic drug trade"]
CONFIDENCES = ["high", "medium", "low", ""]
NOTES = [
    "Named in the annual report among the routes most often seen; the figure counts people registered at arrival.",
    "From a register of seizures. The carrier's papers gave the first country; where the load was packed is not known.",
    "Two interviews and a court file agree on the countries, not on the year; the earlier one is kept here.",
    "Inferred from the languages of the messages found; treat with care until a second source is at hand.",
]

ACTORS = [
    "small groups and single persons with relatives in both countries",
    "drivers hired for one trip, who are not told what they carry",
    "loose networks that share carriers, papers and places to stay",
    "two families named in court files, and people who work for them",
    "",
]
SOURCE = (
    "Register of reported routes {}, tables by country of departure and of arrival (Office for Cross-Border Statistics)"
)


def pairs(table: Path | None) -> list[tuple[str, str, float]]:
    """Return (origin, destination, size) triples, largest first."""
    codes = country_codes()
    if table is None:
        made = [
            (codes[i], codes[j], 1e6 / ((1 + i * 7 % 250) * (1 + j * 11 % 250)))
            for i, j in product(range(0, 250, 3), range(1, 250, 4))
            if i != j
        ]
        return sorted(made, key=lambda one: (-one[2], one))
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    origin, destination = (
        next(name for name in rows[0] if name.startswith(a) and "iso" in name) for a in ("orig", "asyl")
    )
    sizes = [name for name in rows[0] if name in ("refugees", "asylum_seekers", "routes")]
    found = [(row[origin], row[destination], sum(float(row[name] or 0) for name in sizes)) for row in rows]
    # UNHCR's own codes for stateless and unknown people are no places to draw.
    known = (one for one in found if one[0] != one[1] and {one[0], one[1]} <= set(codes))
    return sorted(known, key=lambda one: (-one[2], one))


def records(count: int, table: Path | None) -> list[dict[str, Any]]:
    """Return `count` rows of a routes table, each a pair in one year and market."""
    found = pairs(table)
    rows = (
        {
            "market": market,
            "origin": origin,
            "destination": destination,
            "confidence": CONFIDENCES[(i + year) % 4],
            "quantity": max(1, round(size / (1 + year % 7))),
            "unit": "people" if market == "human smuggling" else "kg",
            "start": str(year),
            "actors": ACTORS[(i * 3 + year) % 5],
            "source": SOURCE.format(year),
            "locator": f"table {year % 9 + 1}, row {i + 1}",
            "note": f"{NOTES[(i + year) % 4]} Case {i}-{year}.",
        }
        for year, market, (i, (origin, destination, size)) in product(range(2024, 1990, -1), MARKETS, enumerate(found))
    )
    return list(islice(rows, count))
