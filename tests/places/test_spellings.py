from __future__ import annotations

from routemap.places import country_codes, regions
from routemap.places._tables import read_table
from routemap.places.codes import codes
from routemap.places.folding import fold
from routemap.places.spellings import spellings


def test_our_table_says_one_thing_about_each_spelling():
    said: dict[str, tuple[str, str]] = {}
    for row in read_table("aliases.csv"):
        meaning = (row["kind"], row["codes"])
        assert said.setdefault(fold(row["name"]), meaning) == meaning, row["name"]


def test_our_table_names_only_places_that_there_are():
    places = {*country_codes(), *regions()}
    for row in read_table("aliases.csv"):
        assert set(row["codes"].split()) <= places, row["name"]
        assert row["kind"] in ("country", "region", "ambiguous", "former", "unknown"), row["name"]
        # States that were divided stand in the table of regions, with their area.
        assert (len(row["codes"].split()) == 1) or row["kind"] in ("ambiguous", "unknown", "region"), row["name"]
        assert bool(row["codes"]) == (row["kind"] != "unknown"), row["name"]


def test_our_codes_contradict_no_code_of_iso_3166():
    ours = {row["code"] for row in read_table("codes.csv")}
    iso = {code: meaning for code, meaning in codes().items() if meaning.codes in {(c,) for c in country_codes()}}
    for row in read_table("codes.csv"):
        assert fold(row["name"]) in spellings()
        assert codes()[row["code"]] is spellings()[fold(row["name"])]
        assert row["code"] not in country_codes()
    assert len([code for code in iso if code.isdigit() and code not in ours]) == 249


def test_a_region_s_spelling_is_no_country_s():
    for region in regions().values():
        for name in (region.name, *region.aliases):
            meant = region.members if region.former else (region.code,)
            assert spellings()[fold(name)].codes == meant, name


def test_official_names_are_known_in_both_orders():
    assert spellings()["republic of korea"].codes == ("KOR",)
    assert spellings()["korea republic of"].codes == ("KOR",)
    assert spellings()["norway kingdom of"].codes == ("NOR",)
