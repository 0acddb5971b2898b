"""Names of one market or of one kind of goods in several spellings are told, with the option that makes them one."""

import io

import pytest

from routemap.routes import check_routes
from routemap.routes.recipe import Recipe

HEADER = "market,commodity,origin,destination,source\n"


def told(rows: str, **recipe: object) -> list[tuple[str, str, str]]:
    report = check_routes(io.StringIO(HEADER + rows), recipe=Recipe(**recipe) if recipe else None)  # type: ignore[arg-type]
    return [(one.column, one.value, one.hint) for one in report.warnings if one.code == "names-alike"]


def test_own_markets_that_differ_in_capitals_alone_are_told_with_the_option() -> None:
    rows = "Charcoal trade,,Somalia,Oman,s\nCharcoal trade,,Somalia,Iran,s\ncharcoal-trade,,Somalia,Iraq,s\n"
    assert told(rows) == [
        ("market", "charcoal-trade", "if they are one: --values 'market:charcoal-trade=Charcoal trade'")
    ]
    assert told(rows, values={"market": {"charcoal-trade": "Charcoal trade"}}) == []


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [("Cocaine", "cocaine", True), ('"eels, glass"', '"Eels glass"', True), ("rhino horn", "rhino horns", False),
     ("毒品", "毒 品", True), ("?", "!", False), ("", "cocaine", False)],
)  # fmt: skip
def test_goods_are_told_where_no_letter_differs(one: str, other: str, *, is_told: bool) -> None:
    assert bool(told(f"fauna crimes,{one},Peru,Spain,s\nfauna crimes,{other},Peru,Spain,t\n")) is is_told


def test_names_of_known_markets_are_one_however_they_are_spelt() -> None:
    assert told("heroin,,Chad,Mali,s\nHeroin Trade,,Chad,Mali,t\n") == []
