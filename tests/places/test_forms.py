from __future__ import annotations

import pytest

from routemap.places import resolve_place
from routemap.places.codes import are_small_codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("REPUBLIC OF NORWAY", "NOR"),
        ("REPUBLIC OF KENYA", "KEN"),
        ("Federal Republic of Somalia", "SOM"),
        ("KINGDOM OF JORDAN", "JOR"),
        ("REPÚBLICA DE COLOMBIA", "COL"),
        ("RÉPUBLIQUE DU SÉNÉGAL", "SEN"),
        ("Reino de España", "ESP"),
        ("Kenya, Republic of", "KEN"),
        ("Republic of Korea", "KOR"),
        ("Republic of China", "TWN"),
        ("People's Republic of China", "CHN"),
    ],
)
def test_long_forms_are_read(name: str, code: str):
    assert resolve_place(name).code == code


@pytest.mark.parametrize(
    "name",
    [
        *("Democratic Republic of Germany", "Republic of Vietnam", "State of Georgia", "Republic of Congo Brazil"),
        *("Democratic Republic of Yemen", "Republic of Atlantis", "People's Republic of Korea"),
    ],
)
def test_long_forms_that_were_or_are_another_state_are_not_guessed(name: str):
    assert resolve_place(name).code is None


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        ("Iraq (Central Iraq)", "IRQ", "Central Iraq"),
        ("United Kingdom (England and Wales)", "GBR", "England and Wales"),
        ("Tanzania (Mainland)", "TZA", ""),
        ("China (excluding Hong Kong)", "CHN", "excluding Hong Kong"),
        ("China except Hong Kong", "CHN", "except Hong Kong"),
        ("Somalia [Puntland]", "SOM", "Puntland"),
        ("Spain (incl. Canary Islands)", "ESP", "incl. Canary Islands"),
        ("United Arab Emirates (UAE)", "ARE", ""),
        ("Greenland (Denmark)", "GRL", ""),
        ("Guadeloupe, France", "GLP", ""),
        ("Bermuda (UK)", "BMU", ""),
        ("Viet Nam (Vietnam)", "VNM", ""),
    ],
)
def test_a_part_in_brackets_is_set_aside_with_a_note(name: str, code: str, part: str):
    resolution = resolve_place(name)
    assert (resolution.code, resolution.kind) == (code, "country")
    if part:
        assert f"'{part}' is set aside" in resolution.note
    assert resolution.is_whole == ("set aside" not in resolution.note)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Georgia (USA)", {"GEO", "USA"}),
        ("France (Italy)", {"FRA", "ITA"}),
        ("China including Hong Kong", {"CHN", "HKG"}),
        ("Denmark (incl. Greenland)", {"DNK", "GRL"}),
        ("Serbia (including Kosovo)", {"SRB", "XKX"}),
    ],
)
def test_brackets_with_another_place_are_not_set_aside(name: str, codes: set[str]):
    resolution = resolve_place(name)
    assert (resolution.code, resolution.kind) == (None, "ambiguous")
    assert {candidate.code for candidate in resolution.candidates} == codes


def test_brackets_that_say_another_time_are_not_set_aside():
    for name in ("Norway (former)", "Norway (until 1990)", "Ethiopia (before 1993)"):
        assert resolve_place(name).code is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Southwest Asia", "south-west-asia"),
        ("Far East", "far-east"),
        ("Gulf States", "gulf"),
        ("ASEAN", "asean"),
        ("SADC", "sadc"),
        ("ECOWAS", "ecowas"),
        ("Indo-Pacific", "indo-pacific"),
        ("South Pacific", "south-pacific"),
        ("Sahara", "sahara"),
        ("Tri-Border Area", "tri-border-area"),
        ("former Soviet Union", "former-soviet-republics"),
        ("other African countries", "other-african-countries"),
        ("other EU countries", "other-eu-countries"),
        ("other Nordic countries", "other-nordic-countries"),
        ("Other European markets", "other-european-countries"),
        ("European markets", "europe"),
        ("West African states", "west-africa"),
        ("Asian destinations", "asia"),
        ("S. America", "south-america"),
        ("SW Asia", "south-west-asia"),
        ("S.E. Asia", "south-east-asia"),
        ("W Africa", "west-africa"),
        ("N. Africa", "north-africa"),
        ("NE Asia", "east-asia"),
        ("E. Europe", "eastern-europe"),
        ("W. Balkans", "western-balkans"),
        ("Cent. America", "central-america"),
        ("Sth America", "south-america"),
        ("Other Asia, nes", "other-asian-countries"),
        ("UE", "european-union"),
    ],
)
def test_regions_that_reports_name(name: str, slug: str):
    resolution = resolve_place(name)
    assert (resolution.code, resolution.kind) == (slug, "region")


def test_south_africa_cut_short_is_the_country():
    for name in ("S. Africa", "So. Africa", "S Africa", "Sth Africa"):
        assert resolve_place(name).code == "ZAF"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Balkan route", "Balkan route"),
        ("the Balkan Route", "Balkan route"),
        ("Route des Balkans", "Balkan route"),
        ("Balkanruten", "Balkan route"),
        ("Ruta de los Balcanes", "Balkan route"),
        ("Northern route", "Northern route"),
        ("Southern Route", "Southern route"),
        ("Central Mediterranean route", "Central Mediterranean route"),
        ("Central Mediterranean", "Central Mediterranean route"),
        ("Caucasus corridor", "Caucasus corridor"),
        ("Route de la Guyane", "Route de la Guyane"),
    ],
)
def test_a_route_is_a_word_and_no_area(name: str, label: str):
    resolution = resolve_place(name)
    assert (resolution.code, resolution.kind, resolution.label) == (None, "route", label)
    assert (resolution.candidates, resolution.is_whole, resolution.means_unknown) == ((), False, False)


def test_codes_in_small_letters_are_codes_where_a_column_is_full_of_them():
    assert are_small_codes(["nld", "deu", "fra", "and", ""])
    assert not are_small_codes(["nld", "Germany", "France", "and", "per"])
    assert not are_small_codes(["and", "per"])


def test_collective_words_are_unknown_and_worth_keeping():
    for word, is_whole in [
        ("Various", False),
        ("Stateless", False),
        ("Areas, nes", False),
        ("unknown", True),
        ("", True),
    ]:
        resolution = resolve_place(word)
        assert (resolution.means_unknown, resolution.is_whole) == (True, is_whole), word
