"""Market names: fifteen known, their aliases, and the user's own."""

import pytest

from routemap.routes.markets import MARKET_NAMES, near_market, resolve_market


def test_there_are_fifteen_markets_in_lower_case():
    assert len(MARKET_NAMES) == len(set(MARKET_NAMES)) == 15
    assert all(name == name.lower() for name in MARKET_NAMES)


@pytest.mark.parametrize("name", MARKET_NAMES)
def test_a_market_is_found_in_any_case_and_with_other_separators(name):
    assert resolve_market(name.upper()) == name
    assert resolve_market(name.replace(" ", "_")) == name
    assert resolve_market(f"  {name.replace('-', ' ')} ") == name
    assert near_market(name) == ""


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("cannabis", "cannabis trade"),
        ("Marijuana", "cannabis trade"),
        ("Trafficking in persons", "human trafficking"),
        ("migrant smuggling", "human smuggling"),
        ("Wildlife", "fauna crimes"),
        ("Cocaine", "cocaine trade"),
        ("firearms", "arms trafficking"),
        ("synthetic drugs", "synthetic drug trade"),
        ("cybercrime", "cyber-dependent crimes"),
        ("extortion", "extortion and protection racketeering"),
        ("Extortion & protection racketeering", "extortion and protection racketeering"),
    ],
)
def test_aliases(alias, name):
    assert resolve_market(alias) == name


def test_the_users_own_market_is_kept_with_its_case_and_without_a_word(check):
    report = check("market,from,to,source\n  Sand   mining ,,NOR,s\n")
    assert report.routes["market"].tolist() == ["Sand mining"]
    assert report.problems == ()


def test_a_misspelt_market_is_kept_with_a_warning(said):
    assert said("market,from,to,source\ncocain trade,,NOR,s\n") == [
        "2: market 'cocain trade': is kept as your own market; did you mean cocaine trade? "
        "--values 'market:cocain trade=cocaine trade'"
    ]
