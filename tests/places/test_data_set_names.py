"""Names as public data sets spell them, by source in the folder ``names``: CODE NAME, divided by semicolons."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from routemap.places import country_codes, resolve_place
from routemap.places._tables import read_table

SOURCES = sorted((Path(__file__).parent / "names").glob("*.txt"))


def gathered(path: Path) -> list[tuple[str, str]]:
    entries = path.read_text(encoding="utf-8").replace("\n", ";").split(";")
    pairs = [entry.strip().partition(" ") for entry in entries if entry.strip()]
    return [(code, name) for code, _, name in pairs]


def test_there_are_a_thousand_names_of_real_places():
    names = list(itertools.chain.from_iterable(map(gathered, SOURCES)))
    assert len(names) >= 1000
    assert {code for code, _ in names} <= set(country_codes())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_names_of_public_data_sets_are_known_and_none_is_another_country_s(path: Path):
    found = {(code, name): resolve_place(name) for code, name in gathered(path)}
    wrong = [(code, name, one.code) for (code, name), one in found.items() if one.code not in (code, None)]
    refused = [name for (_, name), one in found.items() if one.code is None]
    assert wrong == []
    assert refused == []


@pytest.mark.parametrize("lang", ["en", "fr", "es", "pt", "ar", "ru", "zh", "nb", "de", "it", "nl"])
def test_short_forms_of_all_countries_in_the_languages_of_most_tables(lang: str):
    # What is a city elsewhere, or a name of two places, is told; see the tests of names that do not decide.
    undecided = {
        "Congo",
        "Kongo",
        "Guadalupe",
        "Granada",
        "Norfolk",
        "Man",
        "San Martín",
        "Santa Elena",
        "سانت مارتن",
        "Salvador",
        "Guiana",
        "Franca",
    }
    for row in read_table("cldr_names.csv"):
        for name in row[lang].split("|"):
            found = resolve_place(name)
            if name in undecided or "Martin" in name:
                assert found.code in (None, row["code"]), name
            else:
                assert found.code == row["code"], (name, found)
