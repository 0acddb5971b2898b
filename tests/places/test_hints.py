"""What a text may be that is no place: the hint leads to the right one, and an option takes it."""

from __future__ import annotations

import pytest

from routemap.errors import PlaceError
from routemap.places import resolve_many, resolve_place

CITIES = """
    NGA Lagos; BEL Antwerp; NLD Rotterdam, Netherlands; NLD Rotterdam (Netherlands); MDV Malé; MDV Male; ITA Rom;
    BEL Anvers; BEL Amberes; ESP Algeciras; DEU Hamburg; COL Buenaventura; ECU Guayaquil; BRA Santos; PAN Colón;
    MAR Tanger Med; MAR Tánger; NLD Vlissingen; BEL Zeebrugge; GRC Piraeus; TUR Mersin; IRN Bandar Abbas; ARE Jebel Ali;
    PAK Karachi; IND Nhava Sheva; LKA Colombo; MYS Port Klang; THA Laem Chabang; VNM Hai Phong; CHN Shanghai;
    KOR Busan; JPN Yokohama; AUS Sydney; ZAF Durban; KEN Mombasa; TZA Dar es Salaam; MOZ Nacala; GHA Tema; TGO Lomé;
    BEN Cotonou; CIV Abidjan; SEN Dakar; GNB Bissau; CPV Praia; MRT Nouakchott; LBY Zuwara; NER Agadez; MLI Tombouctou;
    SDN Khartoum; ETH Addis Ababa; DJI Djibouti City; SOM Bosaso; YEM Aden; AFG Kabul; UZB Tashkent; RUS Moscou;
    POL Varsovie; CZE Prag; AUT Wien; PRT Lisbonne; CHE Genf; DNK København; SWE Gothenburg; ROU Bucarest; SRB Belgrad;
    UKR Odessa; TUR Estambul; EGY Le Caire; DZA Alger; LBN Beyrouth; SYR Damas; IRQ Bagdad; MMR Rangoon; VNM Saigon;
    CHN Peking; USA Nueva York; CUB La Habana; HTI Puerto Príncipe; BEL Port of Antwerp; CRI Puerto Limón;
    COL Medellín, Antioquia; USA Houston, Texas; MEX Tijuana, Baja California
"""
PEOPLE = """
    MEX Mexican; AFG Afghan; HTI Haitian; LBN Lebanese; NER Nigerien; NGA Nigerian; COL Colombians; PER Peruvian;
    SYR Syrian nationals; ALB Albanians; VNM Vietnamese; CHN Chinese; MAR Moroccan; IRQ Iraqi; ERI Eritreans;
    SDN Sudanese; SSD South Sudanese; GNB Bissau-Guinean; GNQ Equatorial Guinean; KOR South Korean; PRK North Korean;
    USA American; GBR British; NLD Dutch; CIV Ivorian; MMR Burmese; PHL Filipino; THA Thai; LKA Sri Lankan;
    BGD Bangladeshi
"""


def pairs(text: str) -> list[tuple[str, str]]:
    found = [entry.strip().partition(" ") for entry in text.replace("\n", " ").split(";")]
    return [(code, " ".join(name.split())) for code, _, name in found]


@pytest.mark.parametrize(("code", "name"), pairs(CITIES))
def test_a_city_is_told_with_its_country_and_taken_with_the_option(code: str, name: str):
    told = resolve_place(name)
    assert (told.code, [candidate.code for candidate in told.candidates], told.option) == (None, [code], "cities")
    assert f"({code})" in told.note
    taken = resolve_place(name, cities=True)
    assert (taken.code, taken.name, taken.is_whole) == (code, name, False)
    assert resolve_place(name, demonyms=True) == told


@pytest.mark.parametrize(("code", "name"), pairs(PEOPLE))
def test_a_demonym_is_told_with_its_country_and_taken_with_the_option(code: str, name: str):
    told = resolve_place(name)
    assert (told.code, [candidate.code for candidate in told.candidates], told.option) == (None, [code], "demonyms")
    taken = resolve_place(name, demonyms=True)
    assert (taken.code, taken.is_whole) == (code, False)
    assert resolve_place(name, cities=True) == told


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Dominican", {"DMA", "DOM"}),
        ("Congolese", {"COD", "COG"}),
        ("Guinean", {"GIN", "GNB", "GNQ"}),
        ("Korean", {"KOR", "PRK"}),
    ],
)
def test_a_demonym_of_several_countries_lists_them_all_and_takes_none(name: str, codes: set[str]):
    for resolution in (resolve_place(name), resolve_place(name, demonyms=True)):
        assert (resolution.code, resolution.kind) == (None, "ambiguous")
        assert {candidate.code for candidate in resolution.candidates} == codes


@pytest.mark.parametrize(
    ("name", "codes", "city"),
    [
        ("Salvador", ["BRA", "SLV"], "BRA"),
        ("Norfolk", ["USA", "NFK"], "USA"),
        ("Granada", ["ESP", "GRD"], "ESP"),
        ("Guadalupe", ["MEX", "GLP"], "MEX"),
        ("Man", ["CIV", "IMN"], "CIV"),
        ("Franca", ["BRA", "FRA"], "BRA"),
    ],
)
def test_a_translation_that_is_a_city_elsewhere_does_not_decide(name: str, codes: list[str], city: str):
    told = resolve_place(name)
    assert (told.code, told.kind) == (None, "ambiguous")
    assert [candidate.code for candidate in told.candidates] == codes
    assert "in another language" in told.note
    assert resolve_place(name, cities=True).code == city


def test_a_translation_that_only_looks_like_a_city_decides():
    assert resolve_place("França").code == "FRA"
    assert resolve_place("Granada (Spain)").candidates[0].code == "ESP"


def test_the_capital_of_another_country_is_no_translation():
    assert resolve_place("Malé").note == "is the capital of the Maldives (MDV)"
    assert [candidate.code for candidate in resolve_place("Male").candidates] == ["MDV"]


def test_what_is_told_of_a_city_and_of_people():
    assert resolve_place("Lagos").note == "is a city in Nigeria (NGA)"
    assert resolve_place("Antwerp").note == "is a city in Belgium (BEL)"
    assert resolve_place("Nigerien").note == "is a word for people and things of Niger (NER)"
    assert resolve_place("Hyderabad").note == "is the name of cities in India (IND) and Pakistan (PAK)"


def test_a_group_with_its_country_is_no_city_even_where_cities_count():
    for resolution in (resolve_place("Hezbollah (Lebanon)"), resolve_place("Hezbollah (Lebanon)", cities=True)):
        assert resolution.code is None
        assert [candidate.code for candidate in resolution.candidates] == ["LBN"]


def test_a_comma_between_two_countries_names_no_city():
    for name in ("France, Germany", "Korea, Somewhere", "Paris, Berlin"):
        assert resolve_place(name, cities=True).code is None


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Nigera", ["NER", "NGA"]),
        ("Nigeris", ["NER", "NGA"]),
        ("Irac", ["IRQ", "IRN"]),
        ("Tongo", ["TON", "TGO"]),
        ("Angila", ["AIA", "AGO"]),
        ("Tailan", ["THA", "TWN"]),
    ],
)
def test_a_rare_translation_one_slip_from_another_country_decides_nothing(name: str, codes: list[str]):
    found = resolve_place(name, cities=True)
    assert (found.code, {candidate.code for candidate in found.candidates}) == (None, set(codes))


@pytest.mark.parametrize("name", ["Guatamala", "Kyrgystan", "Portugual", "Venezuella", "Norwey", "Yamen", "Moroco"])
def test_a_misspelling_that_some_language_has_for_a_name_is_taken_and_told(name: str):
    found = resolve_place(name)
    assert found.code
    assert found.note == f"is {found.label} misspelt, or its name in another language"


@pytest.mark.parametrize("name", ["Irak", "Norvège", "Brasil", "Marocco", "Tunesien", "Argentinien", "Sverige"])
def test_a_name_that_many_languages_have_is_taken_without_a_word(name: str):
    assert (resolve_place(name).note, bool(resolve_place(name).code)) == ("", True)


def test_a_usual_misspelling_is_told_and_not_taken():
    assert resolve_place("Columbia").code is None
    assert "COL" in [candidate.code for candidate in resolve_place("Columbia").candidates]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("USSR", "soviet-union"),
        ("Soviet Union", "soviet-union"),
        ("SU", "soviet-union"),
        ("Yugoslavia", "yugoslavia"),
        ("SFR Yugoslavia", "yugoslavia"),
        ("Czechoslovakia (former)", "czechoslovakia"),
        ("Netherlands Antilles", "netherlands-antilles"),
        ("Serbia and Montenegro", "serbia-and-montenegro"),
        ("Sudan (former)", "former-sudan"),
        ("Belgium-Luxembourg", "belgium-luxembourg"),
    ],
)
def test_a_former_state_is_told_and_has_its_area_with_the_option(name: str, slug: str):
    told = resolve_place(name)
    assert (told.code, told.kind, told.option) == (None, "former", "former")
    taken = resolve_place(name, former="as-region")
    assert (taken.code, taken.kind) == (slug, "region")
    assert resolve_place(slug).code == slug  # what is written with the option is read without it


def test_a_former_state_with_one_successor_is_the_country_and_keeps_its_name():
    taken = resolve_place("East Germany", former="as-region")
    assert (taken.code, taken.kind, taken.is_whole) == ("DEU", "country", False)


def test_the_former_soviet_union_is_a_region_of_today():
    for name in ("former Soviet Union", "Former USSR", "ex-USSR"):
        assert resolve_place(name).code == "former-soviet-republics"


def test_another_word_for_former_is_refused():
    with pytest.raises(PlaceError, match="as-region"):
        resolve_place("USSR", former="yes")  # type: ignore[arg-type]


def test_many_are_resolved_with_the_options_too():
    found = resolve_many(["Lagos", "Mexican", "USSR"], cities=True, demonyms=True, former="as-region", suggest=False)
    assert [one.code for one in found.values()] == ["NGA", "MEX", "soviet-union"]


@pytest.mark.parametrize("name", ["San Martín", "San Martin", "Santa Elena", "Amazonas", "C. Africa", "Guinea, New"])
def test_names_of_places_in_several_countries_decide_nothing(name: str):
    found = resolve_place(name)
    assert (found.code, found.kind) == (None, "ambiguous")
    assert len(found.candidates) > 1


def test_central_african_may_be_the_republic_or_the_region():
    for found in (resolve_place("Central African"), resolve_place("Central African", demonyms=True)):
        assert [candidate.code for candidate in found.candidates] == ["CAF", "central-africa"]
        assert found.code is None
    assert resolve_place("Central African markets").code == "central-africa"


def test_the_sea_is_no_country():
    for name in ("Bay of Bengal", "Gulf of Mexico", "Arabian Sea", "Mar del Norte"):
        found = resolve_place(name, cities=True)
        assert (found.code, found.means_unknown, found.is_whole) == (None, True, False)


@pytest.mark.parametrize(("word", "code"), [("us", "USA"), ("Us", "USA"), ("car", "CAF"), ("eau", "ARE")])
def test_short_forms_in_small_letters_that_are_words_are_told(word: str, code: str):
    told = resolve_place(word)
    assert (told.code, [candidate.code for candidate in told.candidates]) == (None, [code])
    assert resolve_place(word.upper()).code == code
