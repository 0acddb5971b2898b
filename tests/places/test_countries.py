from __future__ import annotations

import pytest

from routemap.errors import PlaceError
from routemap.places import country_codes, place_name, regions
from routemap.words import LANGUAGES, country_names, region_names


def test_there_are_249_countries_and_kosovo():
    assert len(country_codes()) == len(set(country_codes())) == 250
    assert "XKX" in country_codes()
    assert list(country_codes()) == sorted(country_codes())


@pytest.mark.parametrize(
    ("code", "en", "fr", "es", "nb"),
    [
        ("NOR", "Norway", "Norvège", "Noruega", "Norge"),
        ("BOL", "Bolivia", "Bolivie", "Bolivia", "Bolivia"),
        ("KOR", "South Korea", "Corée du Sud", "Corea del Sur", "Sør-Korea"),
        ("COD", "DR Congo", "RD Congo", "RD Congo", "DR Kongo"),
        ("RUS", "Russia", "Russie", "Rusia", "Russland"),
        ("XKX", "Kosovo", "Kosovo", "Kosovo", "Kosovo"),
        ("USA", "United States", "États-Unis", "Estados Unidos", "USA"),
        ("SWZ", "Eswatini", "Eswatini", "Esuatini", "Eswatini"),
        ("west-africa", "West Africa", "Afrique de l’Ouest", "África Occidental", "Vest-Afrika"),
        ("balkans", "Balkans", "Balkans", "Balcanes", "Balkan"),
    ],
)
def test_names_are_everyday_forms_in_four_languages(code, en, fr, es, nb):
    assert tuple(place_name(code, lang) for lang in ("en", "fr", "es", "nb")) == (en, fr, es, nb)
    assert place_name(code) == en


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_place_has_a_name_without_inversion_or_alternatives(lang):
    for code in (*country_codes(), *regions()):
        name = place_name(code, lang)
        assert name == name.strip() != ""
        assert not set(name) & set(",;"), (code, name)


def test_no_two_places_share_a_name():
    for lang in LANGUAGES:
        names = [place_name(code, lang) for code in country_codes()]
        assert len(names) == len(set(names)), lang


def test_our_names_are_of_places_that_there_are():
    for lang in LANGUAGES:
        assert set(country_names(lang)) <= set(country_codes()), lang
        assert list(region_names(lang)) == list(regions()), lang


@pytest.mark.parametrize("code", ["", "XXX", "nor", "Norway"])
def test_a_code_of_no_place_is_an_error(code):
    with pytest.raises(PlaceError, match="no place has the code"):
        place_name(code)


def test_a_language_that_we_have_not_is_an_error():
    with pytest.raises(PlaceError, match="en, ar, es, fr, nb, pt, ru, zh"):
        place_name("NOR", "de")
