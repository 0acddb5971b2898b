from __future__ import annotations

import pytest

from routemap.places import resolve_place, translations
from routemap.places.folding import fold
from routemap.places.translations import _settle, translated_codes, translated_names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norvège", "NOR"),
        ("Noruega", "NOR"),
        ("Norge", "NOR"),
        ("Noreg", "NOR"),
        ("Allemagne", "DEU"),
        ("Deutschland", "DEU"),
        ("Tyskland", "DEU"),
        ("ALEMANIA", "DEU"),
        ("Pays-Bas", "NLD"),
        ("Países Bajos", "NLD"),
        ("Royaume-Uni", "GBR"),
        ("États-Unis", "USA"),
        ("Polska", "POL"),
        ("Россия", "RUS"),
        ("Ελλάδα", "GRC"),
        ("中国", "CHN"),
        ("日本", "JPN"),
        ("الجزائر", "DZA"),
        ("Sambandsstatane", "USA"),
    ],
)
def test_names_in_other_languages_resolve(name, code):
    assert resolve_place(name).code == code


def test_the_translation_of_an_ambiguous_name_is_ambiguous():
    for name in ("Kongo", "Конго", "콩고"):
        resolution = resolve_place(name)
        assert resolution.kind == "ambiguous"
        assert {candidate.code for candidate in resolution.candidates} == {"COD", "COG"}


def test_where_languages_disagree_the_name_is_ambiguous():
    assert resolve_place("Nigeri").kind == "ambiguous"


def test_an_english_name_means_what_it_means_in_english():
    # One catalogue calls Malaysia "Mexico".
    assert resolve_place("Mexico").code == "MEX"


def test_one_catalogue_s_slip_does_not_outweigh_the_others():
    assert _settle(["PRY", "NIC", "PRY", "PRY"]) == ("PRY",)
    assert _settle(["PRY", "NIC", "PRY"]) == ("NIC", "PRY")
    assert _settle(["NER", "NGA"]) == ("NER", "NGA")
    assert resolve_place("Paraguai").code == "PRY"


def test_every_name_is_looked_for_under_its_letter():
    by_letter = translated_names()
    assert all(fold(name)[:1] == letter != "" for letter, names in by_letter.items() for name, _ in names)
    assert sum(len(names) for names in by_letter.values()) > 30_000


def test_a_name_is_looked_for_among_those_of_its_letter_alone(monkeypatch):
    folded = []
    translated_names()
    monkeypatch.setattr(translations, "fold", lambda name: folded.append(name) or fold(name))
    translations._folded_with.cache_clear()
    assert translated_codes("norvege") == ("NOR",)
    assert translated_codes("nigeri") == ("NER", "NGA")
    assert {fold(name)[0] for name in folded} == {"n"}
