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
            "cannabis trade",
            "Cannabis reaches Norway through the Netherlands, Germany, Denmark, Sweden or Poland. "
            "The source does not say where it starts.",
        ),
        ("heroin trade", "Heroin moves from West Africa, Morocco, Poland, Lithuania or the Balkans to Norway."),
        (
            "human trafficking",
            "Victims of human trafficking reach Norway through Denmark or Sweden. "
            "The source does not say where they start.",
        ),
        ("human smuggling", "Norway is named as a place of transit and a destination, without a route."),
        ("arms trafficking", "Weapons come from within Norway and stay there."),
        (
            "non-renewable resource crimes",
            "Gasoline, gemstones, alcohol, food move between Norway and Sweden. "
            "The source does not say in which direction.",
        ),
        (
            "flora crimes",
            "The source names Norway as a destination for protected plants, and does not say where from.",
        ),
    ],
)
def test_a_markets_summary_reads_as_a_person_would_write_it(norway: pd.DataFrame, market: str, sentence: str) -> None:
    assert summarise(of(norway, market), "en") == sentence


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "fr",
            "Un flux de cannabis atteint la Norvège par les Pays-Bas, l’Allemagne, le Danemark, la Suède "
            "ou la Pologne. "
            "La source ne dit pas d’où il part.",
        ),
        (
            "es",
            "Un flujo de cannabis llega a Noruega por Países Bajos, Alemania, Dinamarca, Suecia o Polonia. "
            "La fuente no dice dónde empieza.",
        ),
        (
            "nb",
            "Cannabis når Norge via Nederland, Tyskland, Danmark, Sverige eller Polen. "
            "Kilden sier ikke hvor ferden begynner.",
        ),
    ],
)
def test_the_other_languages_tell_it_too(norway: pd.DataFrame, lang: str, sentence: str) -> None:
    assert summarise(of(norway, "cannabis trade"), lang) == sentence


def test_statements_and_routes_are_counted_apart(norway: pd.DataFrame) -> None:
    assert summarise(norway, "en", by_market=True) == (
        "Most often named: from the Netherlands, through Sweden. 13 statements, 20 routes, 7 roles, 10 markets."
    )
    assert summarise(of(norway, "synthetic drug trade"), "en") == (
        "Named: from the Netherlands, through Germany, Poland and Sweden, to Norway. 1 place is named without a route. "
        "4 statements, 4 routes, 3 roles."
    )


def test_a_chain_is_one_alternative() -> None:
    rows = [{"market": "cocaine trade", "origin": "Peru", "transit": "Brazil > Ghana | Togo", "destination": "Spain"}]
    assert summarise(routemap.read_routes(pd.DataFrame(rows)), "en") == (
        "Cocaine moves from Peru to Spain through Brazil and Ghana or through Togo."
    )


@pytest.mark.parametrize("lang", ["fr", "es", "nb"])
def test_no_sentence_is_left_in_english(norway: pd.DataFrame, lang: str) -> None:
    text = summarise(norway, lang, by_market=True)
    assert "20" in text
    assert not {"routes", "named", "stated"} & set(text.lower().split()) - ({"routes"} if lang == "fr" else set())


def test_the_subject_is_the_one_place_that_every_route_names(norway: pd.DataFrame) -> None:
    assert subject_of(norway) == "NOR"
    assert subject_of(of(norway, "cocaine trade")) == ""
    assert subject_of(norway.head(0)) == ""


def test_without_one_place_in_common_the_most_named_are_named() -> None:
    pairs = [("Ukraine", "Germany"), ("Ukraine", "Poland"), ("Syria", "Germany"), ("Sudan", "Chad"), ("Mali", "Niger")]
    rows = [{"market": "x", "origin": start, "destination": end} for start, end in pairs]
    assert summarise(routemap.read_routes(pd.DataFrame(rows)), "en") == (
        "Most often named: from Ukraine, to Germany. 5 statements, 5 routes."
    )


def test_alternatives_of_one_statement_do_not_make_a_place_named_more_often() -> None:
    pairs = [("Ukraine | Mali", "Germany | Poland | Chad | Niger"), *[(k, "Spain") for k in ("Peru", "Cuba", "Ghana")]]
    rows = [{"market": "x", "origin": start, "destination": end} for start, end in pairs]
    text = summarise(routemap.read_routes(pd.DataFrame(rows)), "en")
    assert text == "Most often named: to Spain. 4 statements, 11 routes."
