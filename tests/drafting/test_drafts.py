from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

import routemap
from routemap.drafting import Document, Drafts, apply_decisions, draft_routes
from routemap.drafting.sentences import LONGEST, split_sentences
from routemap.errors import PlaceError, ReadError, RouteError
from routemap.routes.columns import NAMES

Draft = Callable[..., Drafts]

TEXT = (
    "Heroin from Turkey is smuggled to Norway via Bulgaria and Serbia. The police of Sweden and Denmark met in Oslo. "
    "Cocaine comes from Colombia. =Cannabis= is thought to arrive from the port of Rotterdam."
)


def test_rows_have_the_columns_of_the_contract(draft: Draft) -> None:
    table = list(csv.DictReader(io.StringIO(draft(TEXT).to_csv().decode())))
    assert list(table[0]) == [*NAMES, "status", "tier", "rule", "span", "inferred", "unresolved"]
    first = table[0]
    assert (first["origin"], first["transit"], first["destination"]) == ("TUR", "BGR | SRB", "NOR")
    assert (first["status"], first["tier"], first["confidence"], first["directed"]) == ("draft", "A", "high", "yes")


def test_spans_and_quotes_are_the_words_of_the_text(document: Callable[..., Document]) -> None:
    report = document(TEXT, "Drugs")
    drafts = draft_routes(report, subject="NOR", source="s")
    assert [segment.locator for segment in drafts.segments] == [f"Drugs, sentence {n}" for n in (1, 2, 3, 4)]
    for segment in drafts.segments:
        assert report.text[segment.start : segment.end] == segment.quote
    for row in drafts.rows:
        start, end = map(int, row["span"].split("-"))
        assert report.text[start:end] == row["quote"]
        for mark in drafts.marks[row["id"]]:
            assert start <= mark.start < mark.end <= end


def test_each_sentence_stands_in_the_json_once_with_its_claims_or_a_reason(draft: Draft) -> None:
    drafts = draft(TEXT, subject="NOR")
    content = json.loads(drafts.to_json())
    quotes = [segment["quote"] for segment in content["segments"]]
    assert " ".join(quotes) == TEXT
    assert set(content["segments"][0]) == {"span", "quote", "locator", "section", "places", "claims", "reason"}
    assert [bool(segment["claims"]) for segment in content["segments"]] == [True, False, True, True]
    assert content["segments"][1]["reason"] == "it names no goods or people that move"
    ids = [claim["id"] for claim in content["claims"]]
    assert ids == [one for segment in content["segments"] for one in segment["claims"]]
    slots = {(mark["slot"], TEXT[slice(*mark["span"])]) for mark in content["claims"][0]["marks"]}
    assert slots == {
        ("commodity", "Heroin"),
        ("origin", "from Turkey"),
        ("destination", "to Norway"),
        ("transit", "via Bulgaria and Serbia"),
    }
    assert content["counts"]["sentences"] == 4


def test_without_a_subject_no_end_is_filled_in(draft: Draft) -> None:
    row = draft("Cocaine arrives from Colombia.").rows[0]
    assert (row["origin"], row["destination"], row["inferred"]) == ("COL", "", "")
    filled = draft("Cocaine arrives from Colombia.", subject="Norway").rows[0]
    assert (filled["destination"], filled["inferred"], filled["tier"]) == ("NOR", "destination", "B")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"source": "a\x1b[31m"}, "the source holds the control character U\\+001B"),
        ({"source": "a\ud800"}, "the source holds the control character U\\+D800"),
        ({"url": "javascript:alert(1)"}, "the address 'javascript:alert\\(1\\)' is not a web address"),
        ({"url": "https://unodc.org@example.org/"}, "holds a user name before its host"),
    ],
)
def test_what_no_table_may_hold_is_refused_before_it_stands_in_each_row(
    given: dict[str, str], said: str, document: Callable[..., Document]
) -> None:
    with pytest.raises(RouteError, match=said):
        draft_routes(document(TEXT), **given)


def test_an_unknown_subject_is_named() -> None:
    with pytest.raises(PlaceError, match=r"Norwya.*did you mean Norway"):
        draft_routes(Document("a", "", (), ()), subject="Norwya")


def test_the_same_text_gives_the_same_bytes_and_ids_do_not_hang_on_the_position(draft: Draft) -> None:
    assert draft(TEXT).to_json() == draft(TEXT).to_json()
    lead = "Nothing of note happened in the year before the one that this report is about. "
    before = [row["id"] for row in draft("It was so, they say, for a long time. " + TEXT).rows]
    after = [row["id"] for row in draft(lead + "It was so, they say, for a long time. " + TEXT).rows]
    assert before == after


def test_a_sentence_said_twice_gives_two_rows_of_different_ids(draft: Draft) -> None:
    ids = [row["id"] for row in draft("Heroin from Turkey is smuggled to Norway. " * 3).rows]
    assert len(ids) == len(set(ids)) == 3


def test_the_columns_are_gathered_once_however_many_rows_there_are(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = draft("Heroin from Turkey is smuggled to Norway. " * 40)
    calls = []
    gather = Drafts.columns.fget
    assert gather is not None
    monkeypatch.setattr(Drafts, "columns", property(lambda self: (calls.append(1), gather(self))[1]))
    drafts.to_json()
    assert len(drafts.rows) == 40
    assert len(calls) == 1


def test_names_that_are_not_known_are_kept_and_told(draft: Draft) -> None:
    row = draft("Heroin is smuggled from Turkey, Ruritania and Iran to Norway.").rows[0]
    assert row["origin"] == "TUR | IRN"
    assert row["unresolved"] == "Ruritania"
    assert row["tier"] == "B"


def test_a_city_stands_for_its_country_and_says_so(draft: Draft) -> None:
    row = draft("Cocaine is shipped from Guayaquil to Antwerp.").rows[0]
    assert (row["origin"], row["destination"], row["note"]) == ("ECU", "BEL", "Guayaquil: ECU; Antwerp: BEL")


def test_formulas_in_a_report_are_harmless_in_the_table(draft: Draft) -> None:
    drafts = draft("=HYPERLINK(1) heroin is smuggled from Turkey to Norway.")
    assert b"\n=" not in drafts.to_csv()
    table = routemap.read_routes(io.BytesIO(drafts.to_csv()))
    assert table["quote"].tolist() == [drafts.rows[0]["quote"]]


# -- decisions --------------------------------------------------------------------------------------------------------


def decide(drafts: Drafts, **statuses: str) -> list[dict[str, str]]:
    return [dict(row) | {"status": statuses.get(row["market"].split()[0], row["status"])} for row in drafts.rows]


def frame(rows: list[dict[str, str]]) -> object:
    import pandas as pd

    return pd.DataFrame(rows)


def fates(drafts: Drafts) -> list[tuple[str, str, str]]:
    return [(row["market"], row["status"], row.get("decision", "")) for row in drafts.rows]


def test_decisions_stay_where_sentence_and_content_are_as_they_were(draft: Draft) -> None:
    old = draft(TEXT)
    new = draft("A new first sentence, on nothing at all, stands before the rest of it now. " + TEXT)
    merged = apply_decisions(new, frame(decide(old, heroin="accepted", cocaine="rejected")))
    assert fates(merged) == [
        ("heroin trade", "accepted", "kept"),
        ("cocaine trade", "rejected", "kept"),
        ("cannabis trade", "draft", "kept"),
    ]
    assert merged.rows[0]["span"] == new.rows[0]["span"]


def test_an_edited_row_keeps_what_was_edited(draft: Draft) -> None:
    drafts = draft(TEXT)
    rows = decide(drafts, heroin="edited")
    rows[0]["transit"] = "BGR"
    assert apply_decisions(drafts, frame(rows)).rows[0]["transit"] == "BGR"


def test_other_content_of_the_same_sentence_stands_beside_the_decided_row(draft: Draft) -> None:
    drafts = draft(TEXT)
    rows = decide(drafts, heroin="accepted")
    rows[0] |= {"id": "from-an-older-version", "origin": "IRN"}
    merged = apply_decisions(drafts, frame(rows))
    heroin = [(row["origin"], row["status"], row["decision"]) for row in merged.rows if row["market"] == "heroin trade"]
    assert heroin == [("TUR", "draft", ""), ("IRN", "accepted", "changed since")]


def test_decided_rows_whose_sentence_is_gone_stay_and_say_so(draft: Draft) -> None:
    old = draft(TEXT)
    rows = decide(old, heroin="accepted", cocaine="rejected", cannabis="added")
    merged = apply_decisions(draft("Nothing is left of it."), frame(rows))
    assert fates(merged) == [
        ("heroin trade", "accepted", "no longer found"),
        ("cannabis trade", "added", "no longer found"),
    ]


def test_two_peoples_decisions_merge_or_are_a_conflict(draft: Draft) -> None:
    drafts = draft(TEXT)
    mine = frame(decide(drafts, heroin="accepted", cocaine="accepted"))
    yours = frame(decide(drafts, heroin="accepted", cocaine="rejected", cannabis="rejected"))
    merged = apply_decisions(drafts, [mine, yours])
    assert ("heroin trade", "accepted", "kept") in fates(merged)
    assert ("cannabis trade", "rejected", "kept") in fates(merged)
    cocaine = [row for row in merged.rows if row["market"] == "cocaine trade"]
    assert [(row["status"], row["decision"]) for row in cocaine] == [("draft", "conflict")] * 2
    assert [(row["decided_differently"], row["note"]) for row in cocaine] == [("accepted; rejected", "")] * 2
    assert len({row["id"] for row in merged.rows}) == len(merged.rows)


def test_a_file_that_no_review_saved_is_refused(draft: Draft, tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "a.csv"
    path.write_text("market,origin\nheroin,Turkey\n", encoding="utf-8")
    with pytest.raises(ReadError, match="has no column id, quote, status, rule"):
        apply_decisions(draft(TEXT), path)
    rows = decide(draft(TEXT))
    rows[1]["status"] = "perhaps"
    with pytest.raises(ReadError, match="no status of a draft"):
        apply_decisions(draft(TEXT), frame(rows))


@pytest.mark.parametrize("words", [2_000, 6_000])
def test_what_has_no_end_is_cut_between_words_or_told_whole(words: int) -> None:
    text = "  " + "word " * words
    found = [text[a:b] for a, b in split_sentences(text, 0, len(text), frozenset())]
    assert " ".join(found) == text.strip()
    assert [len(one) < 4000 for one in found] == ([True] * 3 if len(text) <= LONGEST else [False])


def test_a_run_of_letters_without_a_space_is_cut_where_it_must_be() -> None:
    text = "x" * 9_000 + " end"
    found = [text[a:b] for a, b in split_sentences(text, 0, len(text), frozenset())]
    assert max(map(len, found)) <= 4000
    assert "".join(found) == text


def test_a_hedge_covers_what_with_adds_and_most_of_it_is_its_size(draft: Draft) -> None:
    text = "Heroin is thought to arrive by way of Poland, with most of the cocaine being transported from Spain."
    told = [(row["origin"], row["confidence"], row["magnitude"]) for row in draft(text, subject="Norway").rows]
    assert told == [("", "medium", ""), ("ESP", "medium", "major")]
