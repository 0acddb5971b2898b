"""What an analyst does on the review page, by mouse, by keys alone, and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Download, Locator, Page
from typer.testing import CliRunner

import routemap
from routemap.cli import app
from routemap.drafting.document import Builder
from routemap.review import write_review

from .conftest import Opened, Opener
from .reader import PHONE, button, menu, settle
from .test_axe import violations

pytestmark = pytest.mark.browser

READY = ".claim-head"
WIDE: dict[str, Any] = {"width": 1280, "height": 800, "reduced_motion": "reduce"}
SMALL: dict[str, Any] = {**PHONE, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def review(tmp_path_factory: pytest.TempPathFactory, harbour: ModuleType) -> Path:
    """Return the review page of an invented report of three pages."""
    folder = tmp_path_factory.mktemp("review")
    write_review(harbour.drafts_of(harbour.write_report(folder / "harbour.pdf")), folder / "review.html")
    return folder / "review.html"


@pytest.fixture
def open_review(open_page: Opener, review: Path) -> Callable[..., Opened]:
    def opener(path: Path = review, **options: Any) -> Opened:
        opened = open_page(path, wait=READY, **(options or WIDE))
        if opened.page.locator("#review-map").is_visible():
            opened.page.wait_for_selector("#review-map[data-drawn]", state="attached")
        settle(opened.page)
        return opened

    return opener


def claim(page: Page, title: str) -> Locator:
    """Return the claim with these stops, as a screen reader says them."""
    stops = r"\s*→\s*to\s*".join(re.escape(part) for part in title.split(" to "))
    said = re.compile(rf"^\s*{stops}\s*$")
    return page.locator("[data-claim]").filter(has=page.locator(".route-title", has_text=said)).first


def titles(page: Page) -> list[str]:
    texts = page.locator("[data-claim] .route-title").all_text_contents()
    return [re.sub(r"\s+", " ", re.sub("[→–] ", "", text)).strip() for text in texts]


def state(page: Page, title: str) -> str:
    return claim(page, title).locator(".claim-head .state").inner_text()


def current(page: Page) -> str:
    return re.sub(r"\s+", " ", re.sub("[→–] ", "", page.locator(".claim.is-open .route-title").inner_text()))


def progress(page: Page) -> str:
    return page.locator(".progress-text").inner_text()


def field(page: Page, name: str) -> Locator:
    return page.locator(".claim-form").get_by_label(name, exact=True)


def on_map(page: Page) -> int:
    """Return how many routes the map draws."""
    return int(page.evaluate("routemap.scene().shown"))


def saved(page: Page, press: Callable[[], None], target: Path) -> Path:
    with page.expect_download() as caught:
        press()
    download: Download = caught.value
    download.save_as(target)
    return target


def errand_of_an_analyst(page: Page) -> None:
    """Accept all of tier A, mend two claims, reject one with a reason, add one from a silent sentence."""
    page.get_by_role("button", name="Accept all 13 of tier A").click()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_role("listitem").count() == 13
    dialog.get_by_role("button", name="Accept all 13 of tier A").click()
    assert progress(page).startswith("13 of 21 claims decided")
    # One: "Afghan opium is cooked near the border with Iran" is no flow to Iran.
    claim(page, "Afghanistan to Iran").locator(".claim-head").click()
    button(page, "Edit").click()
    field(page, "Destination").fill("Burmma")
    button(page, "Keep").click()
    assert "No place is called “Burmma”." in page.locator(".fault:visible").inner_text()
    field(page, "Destination").fill("")
    field(page, "Note").fill("opium, not heroin")
    button(page, "Keep").click()
    # Two: Spain and France are one way, not two.
    claim(page, "Morocco to Spain or France to Iceland").locator(".claim-head").click()
    button(page, "Sequence or alternatives").click()
    # What was stopped did not happen.
    claim(page, "Serbia to Iceland").locator(".claim-head").click()
    button(page, "Reject").click()
    page.locator(".asking").get_by_role("button", name="did not happen").click()
    # The engine took "Some are moved on" for no goods.
    button(page, "10 silent sentences").click()
    page.locator(".silent").filter(has_text="Some are moved on to Canada.").locator(".claim-head").click()
    page.locator(".silent.is-open").get_by_role("button", name="Add a claim").click()
    field(page, "Origin").fill("Ice")
    page.get_by_role("option", name="Iceland").click()
    field(page, "Destination").focus()
    button(page, "Canada").click()
    field(page, "Market").fill("human trafficking")
    button(page, "Keep").click()
    assert "1 of 10 silent sentences seen" in progress(page)
    button(page, "22 claims").click()


def test_the_errand_of_an_analyst(open_review: Callable[..., Opened], open_page: Opener, tmp_path: Path) -> None:
    opened = open_review()
    page = opened.page
    assert on_map(page) == 0
    errand_of_an_analyst(page)
    settle(page)
    # The rest of tier B, one by one.
    while page.locator(".progress-text.is-done").count() == 0:
        page.keyboard.press("n")
        page.keyboard.press("Enter")
    settle(page)
    file = saved(page, lambda: button(page, "Save").click(), tmp_path / "reviewed.csv")

    # The tab keeps what was decided over a reload; the saved file brings it back anywhere.
    before = page.locator("[data-claim]").all_inner_texts()
    page.reload()
    page.wait_for_selector(READY)
    settle(page)
    assert page.locator("[data-claim] .state").all_inner_texts().count("Draft") == 0
    assert len(page.locator("[data-claim]").all_inner_texts()) == len(before) == 22
    fresh = open_review()
    assert "0 of 21" in progress(fresh.page)
    fresh.page.locator("input[type=file]").set_input_files(file)
    fresh.page.wait_for_selector(".progress-text.is-done")
    settle(fresh.page)
    again = saved(fresh.page, lambda: button(fresh.page, "Save").click(), tmp_path / "again.csv")
    assert again.read_bytes() == file.read_bytes()
    assert on_map(fresh.page) == on_map(page)
    opened.assert_clean()
    fresh.assert_clean()

    # Every accepted claim is on the map that is built, its sentence as quote and its page as locator.
    done = CliRunner().invoke(app, ["build", str(file), "--out", str(tmp_path / "maps")])
    assert done.exit_code == 0, done.output
    built = open_page(tmp_path / "maps/all-markets.html", **WIDE)
    taken = saved(built.page, lambda: menu(built.page, "Download", "Download CSV"), tmp_path / "taken.csv")
    built.assert_clean()
    decided = pd.read_csv(file, dtype=str, keep_default_na=False)
    accepted = decided[decided["status"].isin(["accepted", "edited", "added"])]
    drawn = pd.read_csv(taken, dtype=str, keep_default_na=False)
    assert len(drawn) == on_map(page) == built.page.evaluate("routemap.scene().shown")
    said = {(row.statement, row.quote, row.locator) for row in accepted.itertuples()}
    assert {(row.statement, row.quote, row.locator) for row in drawn.itertuples()} == said
    report = (Path(__file__).parents[1] / "review/harbour.txt").read_text(encoding="utf-8")
    assert all(row.quote in report and re.match(r"p\. [123], ", row.locator) for row in accepted.itertuples())
    (added,) = decided[decided["status"] == "added"].itertuples()
    assert (added.origin, added.destination) == ("ISL", "CAN")
    assert (added.quote, added.locator) == ("Some are moved on to Canada.", "p. 3, People, sentence 4")
    assert list(decided["transit"][decided["status"] == "edited"]) == ["", "ESP > FRA"]
    assert list(decided["rejected_because"][decided["status"] == "rejected"]) == ["did not happen"]


def test_by_keys_alone(open_review: Callable[..., Opened]) -> None:
    opened = open_review()
    page = opened.page
    keys = page.keyboard
    assert current(page) == "Afghanistan to Iran or Türkiye to Iceland"
    keys.press("t")
    assert current(page) == "Afghanistan to Iran to Türkiye to Iceland"
    assert state(page, "Afghanistan to Iran to Türkiye to Iceland") == "Edited"
    keys.press("u")
    assert state(page, "Afghanistan to Iran or Türkiye to Iceland") == "Draft"
    keys.press("Enter")
    assert current(page) == "Lithuania to Denmark or Sweden to Iceland"
    keys.press("x")
    keys.press("4")
    assert current(page) == "Afghanistan to Iran"
    keys.press("k")
    assert state(page, "Lithuania to Denmark or Sweden to Iceland") == "Rejected"
    assert page.locator(".claim.is-open .chip[aria-pressed=true]").inner_text().startswith("legal")
    keys.press("j")
    keys.press("s")
    assert current(page) == "Iran to Afghanistan"
    keys.press("e")
    assert page.evaluate("document.activeElement.name") == "origin"
    # No key fires inside a field.
    keys.type(" | turkey")
    assert field(page, "Origin").input_value() == "Iran | turkey"
    keys.press("Control+Enter")
    assert current(page) == "Iran or Türkiye to Afghanistan"
    for _ in range(4):
        keys.press("u")
    assert state(page, "Lithuania to Denmark or Sweden to Iceland") == "Draft"
    for _ in range(4):
        keys.press("U")
    assert current(page) == "Iran or Türkiye to Afghanistan"
    opened.assert_clean()


def test_a_claim_from_any_sentence_by_keys_alone(open_review: Callable[..., Opened]) -> None:
    opened = open_review()
    page = opened.page
    keys = page.keyboard
    # Any sentence of the text, by its arrows.
    page.locator(".text-scroll").focus()
    for _ in range(40):
        keys.press("ArrowUp")
    keys.press("ArrowDown")
    assert page.locator(".sentence.is-current").inner_text().startswith("Smaller amounts")
    keys.press("a")
    keys.type("Poland")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("Icel")
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.press("Control+Enter")
    assert "1 of 10 silent sentences seen" in progress(page)
    button(page, "22 claims").press("Enter")
    assert state(page, "Poland to Iceland") == "Added"
    # The list of keys, and the switch that turns them off.
    keys.press("?")
    page.get_by_label("Single keys are on").focus()
    keys.press("Space")
    keys.press("Escape")
    before = progress(page)
    keys.press("x")
    assert progress(page) == before
    opened.assert_clean()


def test_silent_sentences_by_keys(open_review: Callable[..., Opened]) -> None:
    page = open_review().page
    button(page, "10 silent sentences").press("Enter")
    assert "0 of 10 silent sentences seen" in progress(page)
    for _ in range(10):
        page.keyboard.press("x")
    assert "10 of 10 silent sentences seen" in progress(page)
    page.keyboard.press("u")
    assert "9 of 10 silent sentences seen" in progress(page)


def test_on_a_phone(open_review: Callable[..., Opened], tmp_path: Path) -> None:
    opened = open_review(**SMALL)
    page = opened.page
    # The claim has its sentence and its neighbours with it.
    assert "sourced from Afghanistan" in page.locator(".claim.is-open .quote").inner_text()
    page.locator(".claim.is-open").get_by_role("button", name="Accept").tap()
    page.locator(".claim.is-open").get_by_role("button", name="Reject").tap()
    page.locator(".asking").get_by_role("button", name="wrong places").tap()
    button(page, "Map").tap()
    settle(page)
    assert on_map(page) == 2
    button(page, "Text").tap()
    page.locator(".sentence").filter(has_text="Some are moved on to Canada.").tap()
    page.locator(".sentence-bar").get_by_role("button", name="Add a claim").tap()
    field(page, "Origin").fill("Iceland")
    field(page, "Destination").fill("Canada")
    button(page, "Keep").tap()
    assert "1 of 10 silent sentences seen" in progress(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    file = saved(page, lambda: button(page, "Save").tap(), tmp_path / "reviewed.csv")
    statuses = pd.read_csv(file, dtype=str, keep_default_na=False)["status"].value_counts()
    assert (statuses["accepted"], statuses["rejected"], statuses["added"]) == (1, 1, 1)
    opened.assert_clean()


def test_words_that_are_selected_become_a_claim(open_review: Callable[..., Opened]) -> None:
    page = open_review().page
    page.evaluate(
        """() => {
          const all = [...document.querySelectorAll(".sentence")];
          const one = all.find((each) => each.textContent.startsWith("Some tabs"));
          one.scrollIntoView({ block: "center" });
          document.getSelection().selectAllChildren(one);
        }"""
    )
    page.get_by_text("A claim from the selected words:").wait_for()
    page.keyboard.press("a")
    assert page.locator(".writing .quote").inner_text() == "Some tabs are believed to come from Poland."
    button(page, "Poland").click()
    assert field(page, "Origin").input_value() == "Poland"


def test_map_and_list_are_in_step(open_review: Callable[..., Opened]) -> None:
    page = open_review().page
    page.get_by_role("button", name="Accept all 13 of tier A").click()
    page.get_by_role("dialog").get_by_role("button", name="Accept all 13 of tier A").click()
    settle(page)
    claim(page, "Slovakia to United Kingdom to Iceland").locator(".claim-head").click()
    settle(page)
    lines = page.evaluate("routemap.scene().lines")
    strong = {(line["from"], line["to"]) for line in lines if line["opacity"] > 0.5}
    assert strong == {("SVK", "GBR"), ("GBR", "ISL")}
    assert page.locator(".sentence.is-current").inner_text().count("Slovakia") == 1
    # A line leads back to its claim.
    claim(page, "via Iceland to Greenland").locator(".claim-head").click()
    page.locator(".claim.is-open").get_by_role("button", name="Accept").click()
    settle(page)
    claim(page, "Slovakia to United Kingdom to Iceland").locator(".claim-head").click()
    assert current(page) != "via Iceland to Greenland"
    lines = page.evaluate("routemap.scene().lines")
    line = next(one for one in lines if (one["from"], one["to"]) == ("ISL", "GRL"))
    x, y = line["course"][len(line["course"]) // 2]
    box = page.locator("#review-map").bounding_box()
    assert box
    page.mouse.click(box["x"] + x, box["y"] + y)
    assert current(page) == "via Iceland to Greenland"


def test_leaving_with_unsaved_work_asks_first(open_review: Callable[..., Opened], tmp_path: Path) -> None:
    page = open_review().page
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.keyboard.press("Enter")
    page.evaluate("window.__before = new Event('beforeunload', { cancelable: true }); dispatchEvent(window.__before)")
    assert page.evaluate("window.__before.defaultPrevented")
    saved(page, lambda: button(page, "Save").click(), tmp_path / "reviewed.csv")
    page.evaluate("window.__before = new Event('beforeunload', { cancelable: true }); dispatchEvent(window.__before)")
    assert not page.evaluate("window.__before.defaultPrevented")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_file_that_is_none_changes_nothing(open_review: Callable[..., Opened], tmp_path: Path) -> None:
    page = open_review().page
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(wrong)
    page.get_by_text("wrong.csv is no file of decisions").wait_for()
    assert progress(page).startswith("0 of 21")
    assert page.get_by_role("button", name="Undo").is_disabled()


def test_filters(open_review: Callable[..., Opened]) -> None:
    page = open_review().page
    page.get_by_label("Tier").select_option("B")
    # The one that is looked at stays.
    assert len(titles(page)) == 9
    page.keyboard.press("j")
    assert len(titles(page)) == 8
    page.get_by_label("Place", exact=True).select_option(label="Iran")
    page.keyboard.press("j")
    assert "Afghanistan to Iran" in titles(page)
    page.get_by_label("Tier").select_option("")
    page.get_by_label("Place", exact=True).select_option("")
    page.get_by_label("Market").select_option(label="Human smuggling")
    page.keyboard.press("n")
    assert titles(page) == ["Iraq to Greece or Italy to Iceland"]


HOSTILE = (
    'Heroin from <img src=x onerror="window.__xss=1"> Turkey is smuggled to Norway. Cocaine </script><script>'
    "window.__xss=2</script> from Brazil is trafficked to Norway by javascript:alert(1). ${window.__xss=3} {{7*7}} "
    "Some <b>are</b> moved on to Canada."
)


def hostile_drafts() -> Any:
    builder = Builder()
    builder.heading("<svg onload=window.__xss=4>")
    builder.add("<svg onload=window.__xss=4>", 1, 0)
    builder.close("heading")
    builder.add(HOSTILE, 1, 0)
    builder.close("text")
    document = builder.build('<img src=x onerror="window.__xss=5">.pdf', 1)
    return routemap.draft_routes(document, subject="NOR", source="</title><script>window.__xss=6</script>")


def test_hostile_text_runs_nowhere(open_review: Callable[..., Opened], open_page: Opener, tmp_path: Path) -> None:
    write_review(hostile_drafts(), tmp_path / "review.html")
    opened = open_review(tmp_path / "review.html")
    page = opened.page
    for _ in range(3):
        page.keyboard.press("Enter")
    page.keyboard.press("e")
    field(page, "Note").fill("<img src=x onerror=window.__xss=7>")
    field(page, "Market").fill("<b>own</b> market")
    button(page, "Keep").click()
    settle(page)
    file = saved(page, lambda: button(page, "Save").click(), tmp_path / "reviewed.csv")
    assert page.locator("img, script[src], b b, svg[onload]").count() == 0
    opened.assert_clean()
    done = CliRunner().invoke(app, ["build", str(file), "--out", str(tmp_path / "maps"), "--include-drafts"])
    assert done.exit_code == 0, done.output
    built = open_page(tmp_path / "maps/all-markets.html", **WIDE)
    built.page.locator(".row").first.click()
    built.assert_clean()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "bring",
    ["as opened", "decided", "editing", "writing", "silent", "dialog", "help", "faults"],
)
def test_axe_finds_nothing_in_a_review(open_review: Callable[..., Opened], scheme: str, bring: str) -> None:
    page = open_review(**WIDE, color_scheme=scheme).page
    bring_into(page, bring)
    settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("room", ["Text", "Claims", "Map"])
@pytest.mark.parametrize("size", [(360, 640), (768, 1024)], ids=["phone", "tablet"])
def test_axe_finds_nothing_on_small_screens(
    open_review: Callable[..., Opened], size: tuple[int, int], room: str
) -> None:
    page = open_review(**{**SMALL, "width": size[0], "height": size[1]}).page
    page.locator(".claim.is-open").get_by_role("button", name="Accept").tap()
    if button(page, room).is_visible():
        button(page, room).tap()
    settle(page)
    assert violations(page) == []


def bring_into(page: Page, name: str) -> None:
    keys = page.keyboard
    if name == "decided":
        keys.press("Enter")
        keys.press("x")
        page.locator(".legend-toggle").click()
    elif name == "editing":
        keys.press("e")
        page.locator(".more summary").click()
        field(page, "Via").press("End")
        keys.type(" | ger")
    elif name == "faults":
        keys.press("e")
        field(page, "Origin").fill("Burmma")
        button(page, "Keep").click()
    elif name == "writing":
        page.locator(".sentence").filter(has_text="Smaller amounts").click()
        keys.press("a")
    elif name == "silent":
        button(page, "10 silent sentences").click()
        keys.press("x")
    elif name == "dialog":
        page.get_by_role("button", name="Accept all 13 of tier A").click()
    elif name == "help":
        keys.press("?")


def test_a_report_reads_from_left_to_right_in_every_language(
    open_review: Callable[..., Opened], harbour: ModuleType, tmp_path: Path
) -> None:
    drafts = harbour.drafts_of(harbour.write_report(tmp_path / "harbour.pdf"))
    write_review(drafts, tmp_path / "review.html", lang="ar")
    page = open_review(tmp_path / "review.html").page
    assert page.locator("html").get_attribute("dir") == "rtl"
    words = page.locator("p.block, h2.heading, blockquote.quote")
    assert set(words.evaluate_all("all => all.map(one => getComputedStyle(one).direction)")) == {"ltr"}
