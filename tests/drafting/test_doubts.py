"""A draft is of tier A only where nothing speaks against it; what does is told, in words a reviewer can look into."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from routemap.drafting import Drafts
from routemap.drafting.rows import LOOK_TWICE

Draft = Callable[..., Drafts]

PLAIN = "Cocaine is smuggled from Colombia to Spain."

DOUBTFUL = {
    "Cocaine arrives from Colombia.": "one end is not said",
    "Cocaine is moved between Spain and France.": "the direction is not said",
    "Cocaine is smuggled from Colombia, Ruritania and Peru to Spain.": "a name is not known",
    "Rosewood leaves Madagascar by sea and is deemed scrap in Kenya before it reaches China.": "are not known",
    "Heroin bought in Turkey and made in Iran is sold in Austria.": "one end is said in two ways",
    "Ivory from Gabon was found in a container at Haiphong.": "it lay in a place",
    "Cocaine is smuggled from Colombia to Spain, with Morocco as a partner.": "a place of the sentence is left over",
    "If the port closes, cocaine is smuggled from Colombia to Spain.": "it may not be told as a fact",
    "Once, cocaine was smuggled from Colombia to Spain.": "it may not be told as a fact",
    "Cocaine is smuggled from Colombia through Panama or by sea to Spain.": "it may tell two ways",
    "Afghans are smuggled to Greece, which they enter from Turkey.": "a pronoun stands between its places",
}


def test_a_plain_claim_is_of_tier_a_and_carries_no_doubt(draft: Draft) -> None:
    (row,) = draft(PLAIN).rows
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
