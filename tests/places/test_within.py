"""What stands on both sides of a comma: a name turned round, a town and its country, a town and its state."""

from __future__ import annotations

import pytest

from routemap.places import resolve_place


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sudan, South", "SSD"),
        ("Ireland, Northern", "GBR"),
        ("Guinea, Papua New", "PNG"),
        ("Guinea, Equatorial", "GNQ"),
        ("Korea, Republic of", "KOR"),
        ("Zealand, New", "NZL"),
        ("Timor, East", "TLS"),
        ("Leone, Sierra", "SLE"),
        ("Rico, Puerto", "PRI"),
        ("Guiana, French", "GUF"),
        ("Islands, Marshall", "MHL"),
        ("Africa, West", "west-africa"),
        ("Guinea, Gulf of", "gulf-of-guinea"),
    ],
)
def test_a_name_turned_round_is_the_name(name: str, code: str):
    assert resolve_place(name).code == code
    assert resolve_place(name, cities=True).code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Los Angeles, CA", "USA"),
        ("Denver, CO", "USA"),
        ("Norfolk, VA", "USA"),
        ("Miami, FL", "USA"),
        ("Santos, SP", "BRA"),
        ("Manaus, AM", "BRA"),
        ("Toronto, ON", "CAN"),
        ("Medellín, CO", "COL"),
        ("Mexico, New", "USA"),
        ("Tbilisi, Georgia", "GEO"),
        ("Lahore, Punjab", "PAK"),
        ("Springfield, CO", "USA"),
        ("Seoul, Korea", "KOR"),
        ("Punjab, Pakistan", "PAK"),
        ("Santa Rosa, Honduras", "HND"),
    ],
)
def test_the_town_says_which_country_is_meant(name: str, code: str):
    assert resolve_place(name).code is None
    assert [candidate.code for candidate in resolve_place(name).candidates] == [code]
    assert resolve_place(name, cities=True).code == code


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Atlanta, Georgia", ["USA", "GEO"]),
        ("Somewhere, Georgia", ["USA", "GEO"]),
        ("Cuba, Missouri", ["USA", "CUB"]),
        ("Peru, Indiana", ["USA", "PER"]),
        ("Lebanon, PA", ["USA", "BRA", "PAN", "LBN"]),
        ("Nowhere, CO", ["USA", "COL"]),
        ("Belfast, Ireland", ["GBR", "IRL"]),
        ("Napoli, NA", ["ITA", "NAM"]),
        ("Naples, Florida", ["USA", "ITA"]),
        ("Juba, Sudan", ["SSD", "SDN"]),
        ("Thessaloniki, Macedonia", ["GRC", "MKD"]),
    ],
)
def test_what_may_be_a_part_of_another_country_is_listed(name: str, codes: list[str]):
    for found in (resolve_place(name), resolve_place(name, cities=True)):
        assert (found.code, found.kind) == (None, "ambiguous")
        assert [candidate.code for candidate in found.candidates] == codes


@pytest.mark.parametrize("name", ["Colombia, Ecuador and Peru", "Guinea, French", "Kansas, ZZ", "Nowhere, KS"])
def test_what_is_no_place_within_a_country_is_refused(name: str):
    assert resolve_place(name, cities=True).code is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("China, región administrativa especial de Hong Kong", "HKG"),
        ("Chine, région administrative spéciale de Macao", "MAC"),
        ("China, RAE de Hong Kong", "HKG"),
        ("Região Administrativa Especial de Macau", "MAC"),
        ("Macao Special Administrative Region of the People's Republic of China", "MAC"),
    ],
)
def test_the_special_regions_are_not_the_country_around_them(name: str, code: str):
    assert resolve_place(name).code == code
