from __future__ import annotations

import pytest

from routemap.places import cities, city_countries, country_codes


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Lagos", ("NGA",)),
        ("Antwerp", ("BEL",)),
        ("Antwerpen", ("BEL",)),
        ("Guayaquil", ("ECU",)),
        ("Durres", ("ALB",)),
        ("Durrës", ("ALB",)),
        ("London", ("GBR",)),
        ("Kingston", ("JAM",)),
        ("Hyderabad", ("IND", "PAK")),
        ("Tripoli", ("LBY", "LBN")),
        ("Colombo", ("LKA",)),
        ("Odessa", ("UKR",)),
        ("Cartagena", ("COL", "ESP")),
        ("Cordoba", ("ARG", "ESP")),
        ("Valencia", ("ESP", "VEN")),
        ("San Antonio", ("CHL", "USA")),
        ("Nogales", ("USA", "MEX")),
        ("Bay of Bengal", ()),
        ("Malé", ("MDV",)),
        ("Shan State", ("MMR",)),
        ("Laos", ()),
        ("Atlantis", ()),
    ],
)
def test_a_city_says_its_country_and_a_shared_name_lists_all(name: str, codes: tuple[str, ...]):
    assert city_countries(name) == codes


def test_each_city_is_in_a_country_that_there_is():
    assert {city.country for known in cities().values() for city in known} <= set(country_codes())


def test_cities_of_at_least_so_many_people_keep_our_own_list():
    few = cities(5_000_000)
    assert "guayaquil" in few
    assert "lagos" in few
    assert len(few) < len(cities()) / 2
