"""Formal names in the official languages of the United Nations, and Arabic as it is typed."""

from __future__ import annotations

import pytest

from routemap.places import resolve_place

NAMES = """
    KOR République de Corée; SYR République arabe syrienne; PSE État de Palestine; RUS
    Federación de Rusia; RUS 俄罗斯联邦; RUS الاتحاد الروسي; IND République de l'Inde; ECU
    République de l'Équateur; DZA République algérienne démocratique et populaire; GRC
    République hellénique; ARG République argentine; TUN République tunisienne; BRA
    República Federativa del Brasil; ERI État d'Érythrée; BEN República do Benin; LBY
    Estado da Líbia; JOR Reino Hachemita de Jordania; ALB République d'Albanie; LAO
    République démocratique populaire lao; PRK República Popular Democrática de Corea;
    VNM République socialiste du Viet Nam; COD Демократическая Республика Конго; KEN
    Республика Кения; CHN Китайская Народная Республика; NOR Королевство Норвегия; GUY
    Кооперативная Республика Гайана; SYR Сирийская Арабская Республика; BMU Бермудские
    острова; KEN 肯尼亚共和国; KHM 柬埔寨王国; DZA 阿尔及利亚人民民主共和国; SYR
    阿拉伯叙利亚共和国; PRK 朝鲜民主主义人民共和国;
    KEN جمهورية كينيا; IRN جمهورية إيران الإسلامية; NOR مملكة النرويج; KWT دولة الكويت;
    DEU جمهورية ألمانيا الاتحادية; IRN ايران; SYR سورية; DEU المانيا; TUR تركية; MUS Île
    Maurice; SSD Sud-Soudan; VNM Vietnam, Socialist Republic of; GBR N. Ireland; PRK N.
    Korea; SSD S. Sudan; ESH W. Sahara; TLS E. Timor; MHL RMI; TCA TCI; XKX KSV; MDV
    المالديف
"""


@pytest.mark.parametrize("entry", [" ".join(entry.split()) for entry in NAMES.split(";")])
def test_formal_names_are_read_by_rule(entry: str):
    code, _, name = entry.partition(" ")
    found = resolve_place(name)
    assert (found.code, found.kind) == (code, "country")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "République démocratique allemande",
            "República de Vietnam",
            "越南共和国",
            "Демократическая Республика Вьетнам",
        ),
        *(
            "Estado de México",
            "République congolaise",
            "République coréenne",
            "República de Atlántida",
            "جمهورية أطلانتس",
        ),
        *("سانت مارتن", "São Martinho", "République démocratique du Yémen", "رومانيا الجديدة"),
    ],
)
def test_names_of_other_states_or_of_none_are_not_guessed(name: str):
    assert resolve_place(name).code is None


@pytest.mark.parametrize("text", ["北方", "RMX", "TCX", "KSW", "Total Europe", "Europe total"])
def test_an_acronym_or_a_total_is_near_no_place(text: str):
    assert resolve_place(text).candidates == ()


def test_compass_points_cut_short_are_regions_too():
    assert resolve_place("C. Asia").code == "central-asia"
    assert resolve_place("C. America").code == "central-america"


def test_a_part_known_as_a_whole_is_no_second_place():
    assert resolve_place("UK (N. Ireland)").code == "GBR"
    assert resolve_place("Sudan (excludes South Sudan)").code == "SDN"
    assert resolve_place("Soudan (hors Soudan du Sud)").code == "SDN"


def test_areas_not_elsewhere_specified_are_collective_words():
    for name in ("Area Nes", "Areas n.e.s.", "Areas not elsewhere specified"):
        found = resolve_place(name)
        assert (found.code, found.means_unknown, found.is_whole) == (None, True, False)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("München", "DEU"), ("Göteborg", "SWE"), ("Den Haag", "NLD"), ("Wien", "AUT"), ("Praha", "CZE")),
        *(("Warszawa", "POL"), ("København", "DNK"), ("Firenze", "ITA"), ("Genève", "CHE"), ("Antwerpen", "BEL")),
        *(("北京", "CHN"), ("Москва", "RUS"), ("West Timor", "IDN"), ("Bruxelles", "BEL"), ("Lisboa", "PRT")),
    ],
)
def test_cities_in_their_own_language_are_told_with_their_country(name: str, code: str):
    assert [candidate.code for candidate in resolve_place(name).candidates] == [code]
    assert resolve_place(name, cities=True).code == code
