from __future__ import annotations

import dataclasses
import json

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.errors import PlaceError
from routemap.places import Candidate, Resolution, country_codes, regions, resolve_place


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_3)
def test_every_code_and_name_of_iso_3166_resolves(country):
    spellings = [country.alpha_2, country.alpha_3, country.numeric]
    spellings += [getattr(country, key) for key in ("name", "official_name", "common_name") if hasattr(country, key)]
    for spelling in spellings:
        if spelling != "Congo":  # ISO's name of one of two countries
            assert resolve_place(spelling).code == country.alpha_3, spelling
            assert resolve_place(spelling).kind == "country"
    small = resolve_place(country.alpha_3.lower())  # a code, or a word that says which code it may be
    assert small.code == country.alpha_3 or country.alpha_3 in [candidate.code for candidate in small.candidates]


@pytest.mark.parametrize(
    "word", ["and", "are", "per", "can", "Per", "mar", "nor", "Rom", "rom", "man", "Man", "sin", "SIN", "Sin"]
)
def test_a_code_or_short_translation_by_accident_decides_nothing(word):
    assert resolve_place(word).code is None


@pytest.mark.parametrize("code", ["nld", "deu", "usa", "gbr", "afg", "xkx", "Nld"])
def test_codes_of_three_letters_may_be_small_where_they_are_no_word(code):
    assert resolve_place(code).code == code.upper()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        # As the United Nations write them, in full and shortened.
        ("Bolivia, Plurinational State of", "BOL"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Dem. Rep. of the Congo", "COD"),
        ("Democratic Republic of the Congo", "COD"),
        ("Congo, Republic of", "COG"),
        ("Micronesia, Federated States of", "FSM"),
        ("Micronesia (Federated States of)", "FSM"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Iran (Islamic Rep. of)", "IRN"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("United Rep. of Tanzania", "TZA"),
        ("Rep. of Korea", "KOR"),
        ("Dem. People's Rep. of Korea", "PRK"),
        ("Rep. of Moldova", "MDA"),
        ("Lao People's Dem. Rep.", "LAO"),
        ("Syrian Arab Rep.", "SYR"),
        ("Central African Rep.", "CAF"),
        ("Dominican Rep.", "DOM"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("State of Palestine", "PSE"),
        ("Türkiye", "TUR"),
        ("China, Hong Kong SAR", "HKG"),
        ("China, Macao SAR", "MAC"),
        ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
        ("United States of America", "USA"),
        ("Viet Nam", "VNM"),
        ("Norway, Kingdom of", "NOR"),
        ("Korea, Republic of", "KOR"),
        # As people write them.
        ("UK", "GBR"),
        ("U.K.", "GBR"),
        ("Great Britain", "GBR"),
        ("USA", "USA"),
        ("U.S.", "USA"),
        ("UAE", "ARE"),
        ("Holland", "NLD"),
        ("the Netherlands", "NLD"),
        ("Ivory Coast", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Turkey", "TUR"),
        ("Czech Republic", "CZE"),
        ("Macedonia", "MKD"),
        ("Cape Verde", "CPV"),
        ("South Korea", "KOR"),
        ("North Korea", "PRK"),
        ("Laos", "LAO"),
        ("Syria", "SYR"),
        ("Russia", "RUS"),
        ("Palestine", "PSE"),
        ("Hong Kong SAR", "HKG"),
        ("Macau", "MAC"),
        ("DRC", "COD"),
        ("Congo-Kinshasa", "COD"),
        ("Congo (Brazzaville)", "COG"),
        ("East Timor", "TLS"),
        ("Vatican", "VAT"),
        ("Bosnia", "BIH"),
        ("Guinea", "GIN"),
        ("Sudan", "SDN"),
        ("Samoa", "WSM"),
        ("Micronesia", "FSM"),
        ("Ireland", "IRL"),
        ("Falkland Islands", "FLK"),
        ("Reunion", "REU"),
        ("Curacao", "CUW"),
        ("St. Lucia", "LCA"),
        ("Trinidad & Tobago", "TTO"),
        ("Brunei", "BRN"),
        ("Kosovo", "XKX"),
        ("Kosovo (UNSCR 1244)", "XKX"),
        ("XK", "XKX"),
        ("XKK", "XKX"),
        ("xkx", "XKX"),
    ],
)
def test_long_and_everyday_forms_resolve(name, code):
    resolution = resolve_place(name)
    assert (resolution.code, resolution.kind, resolution.candidates) == (code, "country", ())


@pytest.mark.parametrize("form", [str.lower, str.upper, str.title, "  {}  ".format, "{}.".format, "the {}".format])
def test_case_punctuation_and_articles_make_no_difference(form):
    for name, code in [("netherlands", "NLD"), ("côte d'ivoire", "CIV"), ("balkans", "balkans")]:
        assert resolve_place(form(name)).code == code


@pytest.mark.parametrize(
    ("name", "code", "note"),
    [
        ("Burma", "MMR", "Burma is a former name of Myanmar"),
        ("Swaziland", "SWZ", "Swaziland is a former name of Eswatini"),
        ("Zaire", "COD", "Zaire is a former name of the Democratic Republic of the Congo"),
        ("Ceylon", "LKA", "Ceylon is a former name of Sri Lanka"),
        ("Upper Volta", "BFA", "Upper Volta is a former name of Burkina Faso"),
        ("Macedonia", "MKD", "Macedonia is a former name of North Macedonia"),
        ("BUR", "MMR", "Burma is a former name of Myanmar"),
        ("England", "GBR", "England is part of the United Kingdom"),
        ("Scotland", "GBR", "Scotland is part of the United Kingdom"),
        ("Crimea", "UKR", "Crimea is part of Ukraine"),
        ("Somaliland", "SOM", "Somaliland is part of Somalia"),
        ("Gaza", "PSE", "Gaza is part of Palestine"),
    ],
)
def test_former_names_and_parts_of_a_country_resolve_with_a_note(name, code, note):
    resolution = resolve_place(name)
    assert (resolution.code, resolution.kind, resolution.note) == (code, "country", note)


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("Congo", {"COD", "COG"}),
        ("Korea", {"KOR", "PRK"}),
        ("Virgin Islands", {"VGB", "VIR"}),
        ("Saint Martin", {"MAF", "SXM"}),
        ("America", {"USA", "americas"}),
        ("Serbia and Kosovo: S/RES/1244 (1999)", {"SRB", "XKX"}),
    ],
)
def test_an_ambiguous_name_lists_its_readings_and_takes_none(name, readings):
    resolution = resolve_place(name)
    assert (resolution.code, resolution.kind, resolution.label) == (None, "ambiguous", "")
    assert {candidate.code for candidate in resolution.candidates} == readings
    assert resolution.note
    assert not resolution.means_unknown


@pytest.mark.parametrize(
    ("name", "successors", "label"),
    [
        ("USSR", "ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB", "USSR"),
        ("Soviet Union", "ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB", "Soviet Union"),
        ("SU", "ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB", "USSR"),
        ("Yugoslavia", "BIH HRV MKD MNE SRB SVN XKX", "Yugoslavia"),
        ("Czechoslovakia", "CZE SVK", "Czechoslovakia"),
        ("Serbia and Montenegro", "MNE SRB XKX", "Serbia and Montenegro"),
        ("Netherlands Antilles", "BES CUW SXM", "Netherlands Antilles"),
        ("East Germany", "DEU", "East Germany"),
    ],
)
def test_a_dissolved_state_names_its_successors_and_is_none_of_them(name, successors, label):
    resolution = resolve_place(name)
    assert (resolution.code, resolution.kind, resolution.label) == (None, "former", label)
    assert [candidate.code for candidate in resolution.candidates] == successors.split()
    assert resolution.note.startswith(label)
    assert not resolution.means_unknown


@pytest.mark.parametrize(
    "word",
    [
        *(
            "unknown",
            "Unknown",
            "UNKNOWN",
            "unk",
            "UNK",
            "not known",
            "Not specified",
            "unspecified",
            "none",
            "nan",
            "tbd",
        ),
        *("?", "???", "-", "–", "", "   ", "n/a", "N/A", "n.a.", "stateless", "Stateless", "STA", "UKN", "high seas"),
        *("other", "Others", "various", "Various countries", "Unknown/other"),
    ],
)
def test_words_for_unknown_are_data_not_mistakes(word):
    resolution = resolve_place(word)
    assert (resolution.code, resolution.kind, resolution.label, resolution.candidates) == (None, "unknown", "", ())
    assert resolution.note
    assert resolution.means_unknown


def test_na_stays_namibia():
    assert resolve_place("NA").code == "NAM"
    assert resolve_place("NAM").code == "NAM"
    assert resolve_place("n/a").means_unknown
    assert resolve_place("na").kind == "ambiguous"


def test_codes_of_two_letters_are_capitals_because_in_small_letters_they_are_words():
    for word, code in [("no", "NOR"), ("is", "ISL"), ("at", "AUT"), ("in", "IND")]:
        assert resolve_place(word.upper()).code == code
        resolution = resolve_place(word)
        assert (resolution.code, resolution.kind) == (None, "unknown")
        assert [candidate.code for candidate in resolution.candidates] == [code]
        assert "capitals" in resolution.note
        assert not resolution.means_unknown


def test_numeric_codes_have_three_digits():
    assert resolve_place("004").code == "AFG"
    assert resolve_place("578").code == "NOR"
    resolution = resolve_place("4")
    assert (resolution.code, resolution.candidates) == (None, (Candidate("AFG", "Afghanistan"),))
    assert "three digits" in resolution.note
    assert resolve_place("999").candidates == ()


def test_a_question_mark_is_a_doubt_and_not_swallowed():
    resolution = resolve_place("Germany?")
    assert (resolution.code, resolution.candidates) == (None, (Candidate("DEU", "Germany"),))
    assert "confidence" in resolution.note
    assert not resolution.means_unknown


@pytest.mark.parametrize(
    "text", ["Norway, Sweden", "Norway and Sweden", "Norway > Sweden", "<b>Norway</b>", "Atlantis"]
)
def test_what_is_no_single_place_is_none(text):
    resolution = resolve_place(text)
    assert (resolution.code, resolution.kind) == (None, "unknown")
    assert not resolution.means_unknown


def test_regions_resolve_by_slug_name_alias_and_in_other_languages():
    for text in ("west-africa", "West Africa", "western africa", "West African countries", "Vest-Afrika"):
        resolution = resolve_place(text)
        assert (resolution.code, resolution.kind, resolution.label) == ("west-africa", "region", "West Africa")


def test_what_we_write_we_read_back():
    for code in (*country_codes(), *regions()):
        resolution = resolve_place(code)
        assert resolution.code == code
        assert resolve_place(resolution.label, former="as-region").code == code


def test_the_name_is_kept_as_given():
    assert resolve_place("  norway ").name == "  norway "


def test_a_resolution_is_frozen_and_goes_into_json():
    resolution = resolve_place("Congo")
    with pytest.raises(dataclasses.FrozenInstanceError):
        resolution.code = "COG"  # type: ignore[misc]
    assert json.loads(json.dumps(resolution.to_dict())) == {
        "name": "Congo",
        "code": None,
        "kind": "ambiguous",
        "label": "",
        "note": "stands for more than one place",
        "candidates": [{"code": "COG", "label": "Republic of the Congo"}, {"code": "COD", "label": "DR Congo"}],
        "means_unknown": False,
        "is_whole": True,
        "option": "",
    }


def test_a_candidate_reads_as_name_and_code():
    assert str(Candidate("DEU", "Germany")) == "Germany (DEU)"


@given(st.text(max_size=60))
def test_any_text_gets_one_consistent_answer(text):
    resolution = resolve_place(text)
    assert isinstance(resolution, Resolution)
    assert resolution.name == text
    assert (resolution.code is not None) == (resolution.kind in ("country", "region"))
    assert bool(resolution.label) == (resolution.kind in ("country", "region", "former", "route"))
    assert bool(resolution.candidates) >= (resolution.kind in ("ambiguous", "former"))


def test_what_is_no_text_is_refused_with_a_sentence():
    with pytest.raises(PlaceError, match="asked for by NoneType; expected a text"):
        resolve_place(None)
