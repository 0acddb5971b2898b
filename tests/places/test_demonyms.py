from __future__ import annotations

import pytest

from routemap.places import country_codes, demonyms, regions, resolve_demonym, resolve_place

NO_DEMONYM = {"ATA", "ATF", "BLM", "BVT", "CCK", "CXR", "GGY", "HMD", "IMN", "IOT", "JEY", "MAF", "MNP", "MSR"}
NO_DEMONYM |= {"NFK", "PCN", "SGS", "SHN", "SJM", "SPM", "TCA", "TKL", "UMI", "VAT", "WLF"}


def test_each_inhabited_country_has_a_demonym_and_each_code_is_known():
    named = {code for demonym in demonyms().values() for code in demonym.codes}
    assert set(country_codes()) - named == NO_DEMONYM
    assert named <= {*country_codes(), *regions()}


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Nigerien", ("NER",)),
        ("Nigerian", ("NGA",)),
        ("nigérien", ("NER",)),
        ("Dominican", ("DMA", "DOM")),
        ("Congolese", ("COD", "COG")),
        ("Guinean", ("GIN", "GNB", "GNQ")),
        ("Guineans", ("GIN", "GNB", "GNQ")),
        ("Korean", ("KOR", "PRK")),
        ("Equatorial Guinean", ("GNQ",)),
        ("Papua New Guinean", ("PNG",)),
        ("South Sudanese", ("SSD",)),
        ("Sudanese", ("SDN",)),
        ("Poles", ("POL",)),
        ("Danes", ("DNK",)),
        ("Austrian", ("AUT",)),
        ("Slovene", ("SVN",)),
        ("Slovak", ("SVK",)),
        ("Nigerian gangs", ()),
        ("Norway", ()),
    ],
)
def test_a_demonym_means_its_country_and_an_ambiguous_one_lists_all(word: str, codes: tuple[str, ...]):
    assert resolve_demonym(word) == codes


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Algérienne", ("DZA",)),
        ("Marocains", ("MAR",)),
        ("Nigérian", ("NGA",)),
        ("Nigérienne", ("NER",)),
        ("Dominicaine", ("DOM",)),
        ("Dominiquais", ("DMA",)),
        ("Congolaise", ("COD", "COG")),
        ("coréen", ("KOR", "PRK")),
        ("venezolanas", ("VEN",)),
        ("nigerina", ("NER",)),
        ("nigeriano", ("NGA",)),
        ("alemanes", ("DEU",)),
        ("guineana", ("GIN",)),
        ("ecuatoguineana", ("GNQ",)),
        ("nigerske", ("NER",)),
        ("nigerianerne", ("NGA",)),
        ("afghansk", ("AFG",)),
        ("polakker", ("POL",)),
    ],
)
def test_demonyms_are_known_in_the_languages_of_the_pages(word: str, codes: tuple[str, ...]):
    assert resolve_demonym(word) == codes


def test_no_demonym_of_another_language_contradicts_an_english_one_or_the_name_of_a_country():
    from routemap.places.demonyms import _abroad

    for word, codes in _abroad().items():
        assert word not in demonyms() or set(demonyms()[word].codes) == set(codes), word
        found = resolve_place(word)
        assert found.kind != "country" or (found.code,) == codes, word


@pytest.mark.parametrize(("text", "code"), [("Congolaise (RDC)", "COD"), ("ressortissants maliens", "MLI")])
def test_what_stands_beside_a_demonym_decides_what_it_means(text: str, code: str):
    assert resolve_place(text, demonyms=True).code == code


@pytest.mark.parametrize("word", ["Apatride", "Apátridas", "Statsløs", "Autres pays", "Otros países", "En haute mer"])
def test_words_for_many_places_or_none_are_known_in_the_languages_of_the_pages(word: str):
    found = resolve_place(word)
    assert found.means_unknown
    assert not found.is_whole
