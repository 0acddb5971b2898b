"""The review page as a file: what it knows, what it lets run, and what commands make of the decisions."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest
from tests.unpacking import block
from typer.testing import CliRunner

import routemap
from routemap.cli import app
from routemap.drafting import Drafts
from routemap.drafting.document import Block, Document, Run
from routemap.errors import RouteError
from routemap.review import review_html, write_review
from routemap.review.payload import build_review
from routemap.words import LANGUAGES
from routemap.words.languages import language

from .harbour import SOURCE, drafts_of, write_report

HOSTILE = (
    'Heroin from <img src=x onerror="window.__xss=1"> Turkey is smuggled to Norway. </script><script>window.__xss=2'
    "</script> ${window.__xss=3} {{ 7*7 }} Cocaine from Brazil is trafficked to Norway.\u2028 <!-- -->"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(tmp_path_factory.mktemp("report") / "harbour.pdf")


@pytest.fixture(scope="module")
def drafts(report: Path) -> Drafts:
    return drafts_of(report)


def drafts_from(text: str) -> Drafts:
    document = Document("report.txt", text, (Block(0, len(text), "text", ""),), (Run(0, 0, 0),))
    return routemap.draft_routes(document, source="s")


def block_of(html: str) -> Any:
    return block(html, "review-data")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_page_knows_keeps_to_its_schema(drafts: Drafts, lang: str) -> None:
    schema = json.loads(resources.files("routemap.review").joinpath("review.schema.json").read_text(encoding="utf-8"))
    review = build_review(drafts, lang)
    jsonschema.validate(review, schema)
    assert review["words"]["language"] == lang
    # Only the part that this page shows travels.
    assert "takeaway" not in review["words"]["sections"]
    assert "document" not in review["words"]["sections"]
    assert set(review["words"]["sections"]) >= {"review", "map", "legend", "support"}


def test_every_word_that_the_page_asks_for_is_there() -> None:
    source = Path(__file__).parents[2] / "js/src"
    rooms = ("review", "map", "words", "dom")
    texts = [path.read_text(encoding="utf-8") for room in rooms for path in (source / room).rglob("*.ts")]
    asked = {key for text in texts for key in re.findall(r'\.(?:word|head|counted)\(\s*"(\w+\.\w+)"', text)}
    sections = build_review(drafts_from("Heroin from Turkey is smuggled to Norway."), "en")["words"]["sections"]
    # Of the floor, what menus and pictures of other pages say alone.
    assert {key for key in asked if key.split(".")[1] not in sections.get(key.split(".")[0], {})} == {
        "page.close",
        "takeaway.sources",
    }
    assert len(asked) > 100


def test_the_courses_of_the_drafted_lines_travel_with_the_page(drafts: Drafts) -> None:
    known = build_review(drafts, "en")["map"]
    pairs = {
        (known["places"]["code"][a], known["places"]["code"][b])
        for a, b in zip(known["strands"]["from"], known["strands"]["to"], strict=True)
    }
    assert ("MAR", "ESP") in pairs
    assert ("ESP", "ISL") in pairs
    assert len(known["places"]["code"]) > 250


def test_a_page_is_the_same_bytes_on_every_run(report: Path) -> None:
    assert review_html(drafts_of(report)) == review_html(drafts_of(report))


def test_another_draft_has_another_key(drafts: Drafts) -> None:
    other = drafts_from("Heroin from Turkey is smuggled to Norway.")
    assert build_review(drafts, "en")["key"] != build_review(other, "en")["key"]


def test_hostile_text_never_becomes_markup() -> None:
    html = review_html(drafts_from(HOSTILE))
    assert "<img" not in html
    assert "window.__xss" not in html.replace("&quot;", '"').split("</main>")[1]
    assert html.count("<script") == html.count("</script>") == 3
    assert "&lt;img src=x" in html  # in the table for where no script runs
    assert "<img src=x" in block_of(html)["report"]["text"]


def test_only_our_own_scripts_and_styles_may_run(drafts: Drafts) -> None:
    html = review_html(drafts)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "unsafe" not in policy[1]
    assert "http:" not in policy[1]
    assert "https:" not in policy[1]


def test_a_report_without_any_claim_has_a_page_too(tmp_path: Path) -> None:
    write_review(drafts_from("The weather was fine."), tmp_path / "review.html")
    known = block_of((tmp_path / "review.html").read_text(encoding="utf-8"))
    assert known["claims"]["rows"] == []
    assert known["map"]["strands"]["cx"] == []


def test_a_language_without_words_is_refused(drafts: Drafts) -> None:
    with pytest.raises(RouteError, match="no words for language 'xx'"):
        review_html(drafts, lang="xx")


def test_the_command_writes_the_page_beside_the_draft(report: Path, tmp_path: Path) -> None:
    out, page = tmp_path / "draft.csv", tmp_path / "review.html"
    command = ["draft", str(report), "--subject", "ISL", "--source", SOURCE, "--out", str(out), "--review", str(page)]
    done = CliRunner().invoke(app, [*command, "--lang", "fr"])
    assert done.exit_code == 0, done.output
    assert f"open {page} to review them" in done.output
    html = page.read_text(encoding="utf-8")
    assert '<html lang="fr">' in html
    assert len(block_of(html)["claims"]["rows"]) == len(out.read_text(encoding="utf-8").splitlines()) - 1
    refused = CliRunner().invoke(app, [*command, "--lang", "xx"])
    assert refused.exit_code == 2
    assert "'xx' is none of en, ar, es, fr, nb, pt, ru, zh" in refused.output


def test_the_page_does_not_overwrite_the_report(tmp_path: Path) -> None:
    text = tmp_path / "report.html"
    text.write_text("<p>Heroin from Turkey is smuggled to Norway.</p>", encoding="utf-8")
    command = ["draft", str(text), "--source", "s", "--out", str(tmp_path / "draft.csv"), "--review", str(text)]
    before = text.read_bytes()
    done = CliRunner().invoke(app, command)
    assert "it is an input, which is never touched" in str(done.exception)
    assert text.read_bytes() == before


def test_a_sentence_that_claims_nothing_is_kept_and_is_no_route(tmp_path: Path, drafts: Drafts) -> None:
    silent = drafts.silent[0]
    nothing = {"id": "nothing-1", "quote": silent.quote, "status": "nothing", "rule": "", "market": ""}
    decided = drafts.frame.assign(status="accepted")
    table = [*decided.to_dict("records"), dict.fromkeys(decided.columns, "") | nothing]
    saved = tmp_path / "reviewed.csv"
    pd.DataFrame(table).to_csv(saved, index=False)
    again = routemap.apply_decisions(drafts, saved)
    assert [row["quote"] for row in again.nothing] == [silent.quote]
    assert len(again.rows) == len(drafts.rows)
    (tmp_path / "again.csv").write_bytes(again.to_csv())
    # Neither file has a route more or less for it.
    for name in ("reviewed.csv", "again.csv"):
        routes = routemap.read_routes(tmp_path / name)
        assert silent.quote not in set(routes["quote"])
        assert set(routes["statement"]) == set(decided["statement"])
    assert build_review(again, "en")["claims"]["rows"][-1][again.columns.index("status")] == "nothing"


def test_a_status_of_the_users_own_says_nothing_of_drafts(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("market,from,to,status\nheroin,Turkey,Norway,nothing\n", encoding="utf-8")
    assert len(routemap.read_routes(own)) == 1


def test_the_part_of_the_words_is_the_same_in_every_language() -> None:
    names = {lang: {section: set(words) for section, words in language(lang)["review"].items()} for lang in LANGUAGES}
    assert all(one == names["en"] for one in names.values())
