import pandas as pd
import pytest

import routemap
from routemap.routes import subject_of
from routemap.scene.summary import summarise


def of(routes: pd.DataFrame, market: str) -> pd.DataFrame:
    return routes[routes["market"] == market]


@pytest.mark.parametrize(
    ("market", "sentence"),
    [
        (
            "heroin trade",
            "5 reported routes to Norway. Origins named: 3 countries and 2 regions. No transit is stated.",
        ),
        ("human trafficking", "2 reported routes to Norway. No origin is stated. Transit named: Denmark and Sweden."),
        ("human smuggling", "Norway is named as a place of transit and a destination; no counterpart is stated."),
        ("arms trafficking", "1 reported route within Norway."),
        ("non-renewable resource crimes", "1 reported route between Norway and Sweden, in no stated direction."),
    ],
)
def test_a_markets_summary_reads_as_a_person_would_write_it(norway: pd.DataFrame, market: str, sentence: str) -> None:
    assert summarise(of(norway, market), "en") == sentence


@pytest.mark.parametrize("lang", ["fr", "es", "nb"])
def test_no_sentence_is_left_in_english(norway: pd.DataFrame, lang: str) -> None:
    text = summarise(norway, lang, by_market=True)
    assert "27" in text
    assert not {"route", "named", "stated"} & set(text.lower().split()) - ({"route"} if lang == "fr" else set())


def test_the_subject_is_the_one_place_that_every_route_names(norway: pd.DataFrame) -> None:
    assert subject_of(norway) == "NOR"
    assert subject_of(of(norway, "cocaine trade")) == ""
    assert subject_of(norway.head(0)) == ""


def test_many_destinations_are_not_one() -> None:
    rows = [{"market": "x", "origin": "Morocco", "destination": name} for name in ("Norway", "Sweden")]
    routes = routemap.read_routes(pd.DataFrame(rows))
    assert summarise(routes, "en") == (
        "2 reported routes from Morocco. Destinations named: Norway and Sweden. No transit is stated."
    )


def test_without_one_place_in_common_the_most_named_are_named() -> None:
    pairs = [("Ukraine", "Germany"), ("Ukraine", "Poland"), ("Syria", "Germany"), ("Sudan", "Chad"), ("Mali", "Niger")]
    rows = [{"market": "x", "origin": start, "destination": end} for start, end in pairs]
    assert summarise(routemap.read_routes(pd.DataFrame(rows)), "en") == (
        "5 reported routes between 8 countries. Origins named: 4 countries, most often Ukraine. "
        "Destinations named: 4 countries, most often Germany. No transit is stated."
    )


def test_alternatives_of_one_statement_do_not_make_a_place_named_more_often() -> None:
    rows = [{"market": "x", "origin": "Ukraine | Mali", "destination": "Germany | Poland | Chad | Niger"}]
    assert "most often" not in summarise(routemap.read_routes(pd.DataFrame(rows)), "en")
