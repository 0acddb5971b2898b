"""Places that no preposition leads: what their verbs make of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from routemap.drafting import Drafts

Draft = Callable[..., Drafts]


@pytest.mark.parametrize(
    ("sentence", "ways"),
    [
        ("Ghana was used to move cocaine to Spain.", [("", "GHA", "ESP")]),
        ("Mexico is being used for smuggling heroin to the United States.", [("", "MEX", "USA")]),
        ("Peru was used as an example of cocaine for Spain.", [("", "", "ESP")]),
        ("Colombia produces cocaine within the country.", [("COL", "", "")]),
        ("Cocaine reaches Norway.", [("", "", "NOR")]),
    ],
)
def test_a_verb_gives_its_subject_and_object_their_part(
    draft: Draft, sentence: str, ways: list[tuple[str, str, str]]
) -> None:
    rows = draft(sentence).rows
    assert [(row["origin"], row["transit"], row["destination"]) for row in rows] == ways
