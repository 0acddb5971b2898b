"""A draft is of tier A only where nothing speaks against it; what does is told, in words a reviewer can look into."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from routemap.drafting import Drafts
from routemap.drafting.saying import LOOK_TWICE, say_doubts, write_doubts
from routemap.words.languages import texts

Draft = Callable[..., Drafts]

PLAIN = "Cocaine is smuggled from Colombia to Spain."

DOUBTFUL = {
    "Cocaine arrives from Colombia.": "one end is not said",
    "Cocaine is moved between Spain and France.": "the direction is not said",
    "Cocaine is smuggled from Colombia, Ruritania and Peru to Spain.": "a name is not known",
    "Rosewood leaves Madagascar by sea and is zorbed to Kenya before it reaches China.": "are not known",
    "Rosewood is smuggled from Madagascar to China and carted to warehouses.": "moves on after its last place",
    "Gold, for which demand is high, is sold by those who have it from Mali to Dubai.": "traded lawfully too",
    "Unlike cocaine from Peru, heroin is smuggled from Turkey to Spain.": "it may tell two ways",
    "Fentanyl is made in Mexico from chemicals bought in China and is smuggled to Canada.": "other goods",
    "Heroin bought in Turkey and made in Iran is sold in Austria.": "one end is said in two ways",
    "After a search, ivory cut in Gabon, where few live, was found in a container at Haiphong.": "it lay in a place",
    "Cocaine is smuggled from Colombia to Spain, with Morocco as a partner.": "a place of the sentence is left over",
    "If the port closes, cocaine is smuggled from Colombia to Spain.": "it may not be told as a fact",
    "Cocaine is smuggled from Colombia to Spain and from Peru to Ruritania.": "a name is not known",
    "Heroin is exported from the Netherlands to Sweden.": "may only pass it on",
    "The Netherlands receives heroin from Turkey.": "may only pass it on",
    "Once, cocaine was smuggled from Colombia to Spain.": "it may not be told as a fact",
    "Cocaine is smuggled from Colombia through Panama or by sea to Spain.": "it may tell two ways",
    "Afghans are smuggled to Greece, which they enter from Turkey.": "a pronoun stands between its places",
    "Cocaine is smuggled from Colombia through Panama.": "one end is not said",
    "Heroin was smuggled from Turkey to France until 1972.": "it tells of the past",
    "The hashish trade from Lebanon to Egypt had its heyday under the mandate.": "it tells of the past",
    "They tried to bring cocaine from Colombia to Spain.": "it may not be told as a fact",
    "Whoever brings cannabis from Albania to Italy is punished.": "it may not be told as a fact",
    "Heroin is expected to go from Myanmar to Australia.": "it may not be told as a fact",
    "Ivory is exported from Namibia to Japan with permits.": "a word says that something is lawful",
    "Stolen paintings that were smuggled to Germany were returned.": "something was returned",
    "Cocaine is smuggled from Colombia to Spain via Tumacolandia.": "a name is not known",
    "Ivory was exported from Kenya and stored for Japan.": "only a place beside a verb",
    "Money is sent from Lebanon and spent on buying cocaine sold in Spain.": "only named after a place",
    "Smugglers travelled from Niger to Libya with migrants.": "people may be from there",
    "Gangs in Ecuador send cocaine to Albania, or to Italy.": "a place only stands beside it",
}

POINTED = {
    "The country is a transit zone for cocaine from Brazil to Spain.": "the country",
    "Heroin is smuggled into the country from Sweden.": "into the country",
    "Cannabis is brought in from Spain.": "brought in",
    "has become a major European transshipment point for hashish bound for Sweden": "a fragment",
}


def test_each_code_has_words_and_each_word_its_code() -> None:
    for section, modules in (("doubt", ("doubts", "weighing")), ("silence", ("finishing", "withheld"))):
        files = [importlib.import_module(f"routemap.drafting.{module}").__file__ or "" for module in modules]
        source = "".join(Path(file).read_text(encoding="utf-8") for file in files)
        written = set(re.findall(r'(?:yield|return|or|\[\],) "([a-z_]+)"', source))
        of_the_engine = {"too_long", "repeated"} if section == "silence" else set()
        known = {key.partition(".")[2] for key in texts("en") if key.startswith(f"{section}.")}
        assert written | of_the_engine == known


def test_a_page_says_doubts_in_its_language_and_leaves_what_is_not_ours() -> None:
    rule = write_doubts(["from_there", "past"]) + ", seen by Kari"
    assert say_doubts(f"“from”{rule}", "en") == rule.removeprefix(LOOK_TWICE)
    assert say_doubts(f"“from”{rule}", "es") == (
        "quizá son personas de allí, y no lo que se mueve, la frase habla del pasado, seen by Kari"
    )
    assert say_doubts("added by the reader", "fr") == ""


SLIGHTLY_DOUBTFUL = [
    "Gold is sold from Mali to Dubai.",  # such goods are traded lawfully too
    "Ivory from Gabon was found in a container at Haiphong.",  # it lay there
    "Cocaine is smuggled from Colombia to Spain, where prices are high.",  # a relative clause
    "In March, cocaine was smuggled from Colombia to Spain.",  # a phrase before it
]


@pytest.mark.parametrize("text", POINTED)
def test_an_end_that_words_point_at_is_said(draft: Draft, text: str) -> None:
    (row,) = draft(text, subject="NOR").rows
    assert row["inferred"]
    assert row["tier"] == "A"


def test_an_end_that_no_word_points_at_is_filled_in(draft: Draft) -> None:
    (row,) = draft("Cannabis comes from Spain.", subject="NOR").rows
    assert row["tier"] == "B"
    assert "an end was filled in" in row["rule"]


def test_a_plain_claim_is_of_tier_a_and_carries_no_doubt(draft: Draft) -> None:
    (row,) = draft(PLAIN).rows
    assert row["tier"] == "A"
    assert LOOK_TWICE not in row["rule"]


@pytest.mark.parametrize("text", SLIGHTLY_DOUBTFUL)
def test_one_slight_doubt_alone_costs_no_tier(draft: Draft, text: str) -> None:
    (row,) = draft(text).rows
    assert row["tier"] == "A"
    assert LOOK_TWICE not in row["rule"]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_doubtful_claim_is_of_tier_b_and_says_why(draft: Draft, text: str) -> None:
    rows = draft(text).rows
    assert rows
    assert {row["tier"] for row in rows} == {"B"}
    assert any(DOUBTFUL[text] in row["rule"].partition(LOOK_TWICE)[2] for row in rows)


def test_every_claim_of_tier_b_says_why(draft: Draft) -> None:
    rows = draft(" ".join(DOUBTFUL), subject="NOR").rows
    assert len(rows) > 10
    for row in rows:
        assert (LOOK_TWICE in row["rule"]) == (row["tier"] == "B")


def test_goods_of_a_sentence_before_have_no_token_in_the_next(draft: Draft) -> None:
    """One sentence of a fuzz of 50,000 ended in an IndexError."""
    before = (
        "In the years since then, as customs say again and again, they have found many kinds of precursor chemicals."
    )
    drafts = draft(f"{before} It goes from India to Mexico.")
    assert [(row["origin"], row["destination"]) for row in drafts.rows] == [("IND", "MEX")]
