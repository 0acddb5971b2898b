import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from tests.unpacking import inflated

from routemap.errors import ExportError, RouteError
from routemap.webmap import build_maps, site


def tree(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_read_is_drawn_plus_listed_with_a_reason(norway: pd.DataFrame, tmp_path: Path) -> None:
    report = build_maps(norway, tmp_path)
    assert (report.read, report.drawn, report.listed, report.markets) == (27, 20, 7, 10)
    assert set(report.files) == set(tree(tmp_path))
    assert str(report) == "read 27 routes: 20 drawn, 7 listed without a line; wrote 13 files for 10 markets"


def test_the_manifest_tells_the_truth(norway: pd.DataFrame, tmp_path: Path) -> None:
    build_maps(norway, tmp_path, source_hash="abc")
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["input_sha256"] == "abc"
    assert manifest["counts"]["read"] == manifest["counts"]["drawn"] + manifest["counts"]["listed_without_line"]
    assert sum(manifest["counts"]["by_market"].values()) == 27
    for name, told in manifest["files"].items():
        data = (tmp_path / name).read_bytes()
        assert told == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


BUILD = """
import sys
from pathlib import Path
import routemap
routemap.build_maps(routemap.read_routes(sys.argv[1]), sys.argv[2])
"""


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONHASHSEED": "7"}, {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "0"}],
)
def test_the_same_input_gives_the_same_bytes(
    norway: pd.DataFrame, tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Path(__file__).parents[2] / "data/routes.csv"
    build_maps(norway, tmp_path / "here")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "elsewhere").mkdir()
    command = [sys.executable, "-c", BUILD, str(source), str(tmp_path / "there")]
    subprocess.run(command, check=True, cwd=tmp_path / "elsewhere")
    assert tree(tmp_path / "here") == tree(tmp_path / "there")


def test_markets_of_one_name_in_two_cases_get_two_pages(norway: pd.DataFrame, tmp_path: Path) -> None:
    routes = norway.head(3).assign(market=["Sand", "sand", "../SAND/"])
    report = build_maps(routes, tmp_path / "out")
    assert report.markets == 3
    assert len({name.lower() for name in report.files}) == len(report.files)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_market_of_two_hundred_letters_has_a_page(norway: pd.DataFrame, tmp_path: Path) -> None:
    build_maps(norway.assign(market=["x" * 200, *norway["market"][1:]]), tmp_path)
    (page,) = tmp_path.glob("xxx*.html")
    assert len(page.name) < 100
    assert "x" * 199 in page.read_text(encoding="utf-8")  # the first one is a capital


def test_pages_of_markets_that_are_gone_are_removed(norway: pd.DataFrame, tmp_path: Path) -> None:
    build_maps(norway, tmp_path)
    build_maps(norway[norway["market"] == "heroin trade"], tmp_path)
    assert set(tree(tmp_path)) == {"heroin-trade.html", "manifest.json"}


def test_an_empty_table_writes_nothing(norway: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(RouteError, match="no routes"):
        build_maps(norway.head(0), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_unknown_language_lists_the_known(norway: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(RouteError, match="'de'; expected one of en, ar, es, fr, nb, pt, ru, zh"):
        build_maps(norway, tmp_path, lang="de")


def test_nothing_of_the_outside_world_is_named(norway: pd.DataFrame, tmp_path: Path) -> None:
    build_maps(norway, tmp_path)
    for path in tmp_path.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "src=" not in text.split("<script", 1)[0].replace("thumb", "")
        for word in ("jquery", "bootstrap", "fontawesome", "cdn."):
            assert word not in text.lower(), word


def test_too_many_markets_or_routes_are_refused_with_a_way_out(
    norway: pd.DataFrame, tmp_path: Path, monkeypatch
) -> None:
    for name, limit, words in (("MOST_MARKETS", 9, "10 markets"), ("MOST_ROUTES", 20, "different routes")):
        with monkeypatch.context() as patched:
            patched.setattr(site, name, limit)
            patched.setattr(site, "MERGE_ABOVE", 20)
            with pytest.raises(RouteError, match=rf"{words}.*[Ss]plit"):
                build_maps(norway, tmp_path / "maps")
    assert not (tmp_path / "maps").exists()


def test_merged_routes_add_up_to_the_rows_that_were_read(
    norway: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "MERGE_ABOVE", 50)
    table = pd.concat([norway, norway, norway.iloc[:5]], ignore_index=True)
    report = build_maps(table, tmp_path)
    assert report.read == 59
    assert report.drawn + report.listed == report.merged <= 27
    counts = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert (counts["read"], counts["merged_into"]) == (59, report.merged)
    assert sum(counts["by_market"].values()) == report.merged
    assert f"59 routes, equal ones merged into {report.merged}:" in str(report)


def unpacked(page: str) -> str:
    """Return a page with what it carries deflated beside it, the outlines of countries aside."""
    return "\n".join([page, *(text.partition('"basemap":')[0] for text in inflated(page))])


def test_a_page_alone_names_no_other_market(norway: pd.DataFrame, tmp_path: Path) -> None:
    several = norway.assign(
        market=[f"Secret{number % 3}" if number < 9 else market for number, market in enumerate(norway["market"])],
        purity_of_secret0=["12" if number % 3 == 0 and number < 9 else "" for number in range(len(norway))],
    )
    report = build_maps(several, tmp_path, alone=True)
    markets = sorted(several["market"].unique())
    assert set(tree(tmp_path)) == set(report.files)
    assert len(report.files) == report.markets == len(markets)
    for path in tmp_path.iterdir():
        text = unpacked(path.read_text(encoding="utf-8")).casefold()
        named = {market for market in markets if market.casefold() in text}
        assert len(named) == 1, path.name
        assert ("purity_of_secret0" in text) == (path.name == "secret0.html")
        assert "all-markets" not in text
        assert "index.html" not in text
        assert "manifest" not in text


def test_a_page_alone_is_the_page_of_a_table_of_that_market(norway: pd.DataFrame, tmp_path: Path) -> None:
    build_maps(norway, tmp_path / "all", alone=True)
    only = norway[norway["market"] == "heroin trade"].reset_index(drop=True)
    build_maps(only, tmp_path / "one", alone=True)
    assert tree(tmp_path / "one").items() <= tree(tmp_path / "all").items()


def test_what_an_earlier_build_left_that_names_others_is_removed(norway: pd.DataFrame, tmp_path: Path) -> None:
    build_maps(norway, tmp_path)
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    build_maps(norway, tmp_path, alone=True)
    assert not {"manifest.json", "index.html", "all-markets.html"} & set(tree(tmp_path))
    assert len(tree(tmp_path)) == 11
    build_maps(norway, tmp_path)
    assert len(tree(tmp_path)) == 14


def test_a_manifest_that_is_not_ours_stays(norway: pd.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"files": {"index.html": {}}}', encoding="utf-8")
    build_maps(norway, tmp_path, alone=True)
    assert "manifest.json" in tree(tmp_path)


@pytest.mark.parametrize("planted", ["[" * 200_000, "[]", '{"people": {"by": {}}}', None])
def test_a_planted_manifest_is_no_fault_and_not_waited_for(
    norway: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: str | None
) -> None:
    from routemap.webmap import manifest

    if planted is None and not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with a name here")
    if planted is None:
        os.mkfifo(tmp_path / "manifest.json")
    else:
        (tmp_path / "manifest.json").write_text(planted)
    monkeypatch.setattr(manifest, "people_cut", lambda routes: manifest.PeopleCut("country", 5, 0))
    assert manifest.other_cut(tmp_path, norway) == ""


def test_a_title_a_subject_and_a_byline_stand_on_every_page(norway: pd.DataFrame, tmp_path: Path) -> None:
    build_maps(norway, tmp_path, title="Routes of the north", subject="the Nordics", byline="Drawn by A. Person")
    for path in tmp_path.glob("*.html"):
        shown = path.read_text(encoding="utf-8").split('<div class="without-script">')[1].split("<table>")[0]
        assert "<p>Drawn by A. Person</p>" in shown
        assert "Routes of the north" in shown
    assert "<h1>Routes of the north</h1>" in (tmp_path / "index.html").read_text(encoding="utf-8")
    market = (tmp_path / "heroin-trade.html").read_text(encoding="utf-8")
    assert "<p>Routes of the north · Nordic countries · 2021</p><h1>Heroin trade</h1>" in market


def test_a_subject_that_is_no_place_is_refused_and_nothing_written(norway: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(RouteError, match="subject Atlantis: expected a country or region"):
        build_maps(norway, tmp_path / "maps", subject="Atlantis")
    assert not (tmp_path / "maps").exists()


def test_one_market_builds_one_page(norway: pd.DataFrame, tmp_path: Path) -> None:
    some = norway[norway["market"] == "heroin trade"]
    report = build_maps(some, tmp_path, title="Heroin in the north")
    assert report.files == ("heroin-trade.html", "manifest.json")
    text = (tmp_path / "heroin-trade.html").read_text(encoding="utf-8")
    assert "<h1>Heroin in the north</h1>" in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("index.html", "<h1>My home page</h1>"),
        ("cocaine-trade.html", "notes"),
        *(("manifest.json", said) for said in ('{"name": "My app"}', '["my app"]', "// of my app\n{}", "[" * 200_000)),
    ],
)
def test_somebody_elses_file_of_the_name_of_a_page_stops_the_build(
    name: str, content: str, norway: pd.DataFrame, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(ExportError, match=rf"cannot write {re.escape(name)}: a file of that name is there which"):
        build_maps(norway, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == content


def test_a_manifest_that_somebody_has_planted_removes_no_page_but_ours(norway: pd.DataFrame, tmp_path: Path) -> None:
    theirs = tmp_path / "evidence.html"
    theirs.write_text("<p>evidence</p>")
    told = {"sha256": hashlib.sha256(theirs.read_bytes()).hexdigest()}
    (tmp_path / "manifest.json").write_text(json.dumps({"made_by": "routemap", "files": {"evidence.html": told}}))
    build_maps(norway, tmp_path)
    assert theirs.read_text() == "<p>evidence</p>"


def test_what_is_larger_than_any_of_ours_is_not_read(norway: pd.DataFrame, tmp_path: Path) -> None:
    for name in ("manifest.json", "index.html"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(300_000_000)
        with pytest.raises(ExportError, match=rf"cannot write {re.escape(name)}: a file of that name is there which"):
            build_maps(norway, tmp_path)
        (tmp_path / name).unlink()


def test_a_link_to_no_folder_is_told_to_be_one(norway: pd.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "maps").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ExportError, match="there is a link of that name which leads to no folder"):
        build_maps(norway, tmp_path / "maps")


def test_what_holds_nothing_is_replaced(norway: pd.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "index.html").touch()
    assert "index.html" in build_maps(norway, tmp_path).files
