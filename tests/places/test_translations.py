from __future__ import annotations

import pytest

from routemap.places import resolve_place
from routemap.places.folding import fold
from routemap.places.translations import _settle, translated_names


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


def test_every_name_is_folded():
    assert all(name == fold(name) != "" for name in translated_names())
