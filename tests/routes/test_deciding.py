from __future__ import annotations

import pandas as pd
import pytest

import routemap
from routemap.errors import ReadError
from routemap.routes.deciding import count_drafts, decided_routes


def table(*statuses: str, rule: bool = True) -> pd.DataFrame:
    rows = pd.DataFrame({"market": "heroin trade", "origin": "Turkey", "destination": ["Norway"] * len(statuses)})
    rows["source"], rows["status"] = "s", list(statuses)
    rows["quote"] = [f"q{i}" for i in range(len(statuses))]
    return routemap.read_routes(rows.assign(rule="move: from") if rule else rows)


def test_undecided_rows_are_refused_and_counted():
    with pytest.raises(ReadError, match="2 rows are drafts: review them, or --include-drafts"):
        decided_routes(table("draft", "accepted", ""))
    with pytest.raises(ReadError, match="1 row is a draft"):
        decided_routes(table("draft", "rejected"))


def test_rejected_rows_are_left_out_and_counted():
    decided = decided_routes(table("accepted", "rejected", "edited", "added", "Rejected"))
    assert decided.routes["status"].tolist() == ["accepted", "edited", "added"]
    assert (decided.rejected, decided.drafts) == (2, 0)
    assert decided.routes.index.tolist() == [0, 1, 2]


def test_drafts_that_are_wanted_say_what_they_are():
    routes = table("draft", "accepted", "rejected")
    before = routes.copy()
    decided = decided_routes(routes, include_drafts=True)
    assert decided.routes["note"].tolist() == ["A draft that nobody has reviewed.", ""]
    french = decided_routes(routes, include_drafts=True, lang="fr")
    assert french.routes["note"].tolist() == ["Une ébauche que personne n’a relue.", ""]
    assert (decided.rejected, decided.drafts, count_drafts(routes)) == (1, 1, 1)
    pd.testing.assert_frame_equal(routes, before)


def test_a_status_of_ones_own_stays_ones_own():
    routes = table("draft", "rejected", rule=False)
    assert decided_routes(routes).routes is routes
    assert count_drafts(routes) == 0
