"""`routemap figure`: each option shows in the file, and what is refused writes nothing."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "data/routes.csv"
COMMAND = Path(sys.executable).parent / "routemap"
SVG = "{http://www.w3.org/2000/svg}"


def figure(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [str(COMMAND), "figure", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def texts(path: Path) -> set[str]:
    return {"".join(node.itertext()) for node in ET.parse(path).iter(f"{SVG}text")}


def test_help_has_an_example() -> None:
    said = figure("--help")
    assert said.returncode == 0
    assert "Example: routemap figure" in said.stdout


def test_one_run_writes_every_format_and_says_what_it_drew(tmp_path: Path) -> None:
    files = [tmp_path / f"heroin{suffix}" for suffix in (".svg", ".png", ".pdf")]
    outs = [part for file in files for part in ("--out", file)]
    said = figure(TABLE, "--market", "heroin", *outs, "--dpi", 60)
    assert said.returncode == 0, said.stderr
    assert re.match(r"drew \d+ routes in .*heroin\.svg, .*heroin\.png, .*heroin\.pdf\n$", said.stderr)
    assert {"Heroin trade", "MOROCCO"} <= texts(files[0])
    assert files[1].read_bytes().startswith(b"\x89PNG")
    assert files[2].read_bytes().startswith(b"%PDF")


def test_a_file_is_the_same_beside_others_and_alone_anywhere(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    names = ("a.pdf", "a.svg")
    here = {**os.environ, "TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1000000000"}
    there = {**os.environ, "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
    there.pop("SOURCE_DATE_EPOCH", None)
    outs = [part for name in names for part in ("--out", one / name)]
    assert figure(TABLE, "--market", "cannabis trade", *outs, env=here).returncode == 0
    for name in names:
        assert figure(TABLE, "--market", "cannabis trade", "--out", two / name, env=there).returncode == 0
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_width_projection_language_title_and_legend_show(tmp_path: Path) -> None:
    plain, other = tmp_path / "plain.svg", tmp_path / "other.svg"
    assert figure(TABLE, "--market", "cannabis trade", "--out", plain).returncode == 0
    options = ("--width-mm", 120, "--projection", "mercator", "--lang", "nb", "--title", "Min tittel", "--no-legend")
    assert figure(TABLE, "--market", "cannabis trade", "--out", other, *options).returncode == 0
    widths = [float(ET.parse(path).getroot().get("width", "").removesuffix("pt")) for path in (plain, other)]
    assert widths == pytest.approx([180 / 25.4 * 72, 120 / 25.4 * 72], abs=0.1)
    assert {"POLAND", "Cannabis trade", "transit"} <= texts(plain)
    assert {"POLEN", "Min tittel"} <= texts(other)
    assert not {"transitt", "Cannabishandel"} & texts(other)
    laea = tmp_path / "laea.svg"
    assert figure(TABLE, "--market", "cannabis trade", "--out", laea, "--projection", "laea").returncode == 0
    mercator = tmp_path / "mercator.svg"
    assert figure(TABLE, "--market", "cannabis trade", "--out", mercator, "--projection", "mercator").returncode == 0
    assert laea.read_bytes() == plain.read_bytes() != mercator.read_bytes()


def test_dots_per_inch_show(tmp_path: Path) -> None:
    from PIL import Image

    assert figure(TABLE, "--market", "flora", "--out", tmp_path / "a.png", "--dpi", 50).returncode == 0
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.width == pytest.approx(180 / 25.4 * 50, abs=1)


def test_small_multiples_show_every_market(tmp_path: Path) -> None:
    out = tmp_path / "all.svg"
    assert figure(TABLE, "--small-multiples", "--out", out).returncode == 0
    assert {"Heroin trade", "Arms trafficking", "Flora crimes"} <= texts(out)


def test_small_multiples_of_one_market_are_one_map(tmp_path: Path) -> None:
    table = "market,origin,destination\nheroin,Chad,Mali\n"
    said = figure("-", "--small-multiples", "--out", tmp_path / "a.svg", input=table)
    assert said.returncode == 0, said.stderr
    assert {"Heroin trade", "CHAD", "MALI"} <= texts(tmp_path / "a.svg")


def test_a_table_comes_from_standard_input(tmp_path: Path) -> None:
    said = figure("-", "--out", tmp_path / "a.svg", input="market,origin,destination\nheroin,Chad,Mali\n")
    assert said.returncode == 0
    assert {"CHAD", "MALI"} <= texts(tmp_path / "a.svg")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "a.pgn"], r"expected one of \.svg, \.png, \.pdf; did you mean \.png\?"),
        (["--out", "a.svg", "--out", "a.jpeg"], r"a\.jpeg: expected one of .* did you mean \.png\?"),
        (["--out", "a.svg", "--projection", "mercater"], r"laea, mercator; did you mean mercator\?"),
        (["--out", "a.svg", "--lang", "no"], r"expected one of en, es, fr, nb"),
        (["--out", "a.svg", "--market", "heroine trade"], r"did you mean heroin trade\?"),
        (["--out", "a.svg", "--market", "tea"], r"no route has the market 'tea'; expected one of: human traff"),
        (["--out", "a.svg", "--width-mm", "10"], r"expected 60 to 1200 mm"),
        (["--out", "a.png", "--dpi", "9000"], r"expected 36 to 1200"),
        (["--out", "a.svg", "--small-multiples", "--market", "heroin trade"], r"expected no market"),
        (["--out", "missing/a.svg", "--market", "flora"], r"missing"),
        ([], r"--out"),
    ],
)
def test_a_wrong_choice_is_one_sentence_and_writes_nothing(arguments: list[str], words: str, tmp_path: Path) -> None:
    said = figure(TABLE, *arguments, cwd=tmp_path)
    assert said.returncode == 2, said.stderr
    assert re.search(words, said.stderr), said.stderr
    assert "Traceback" not in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_refused_data_write_nothing(tmp_path: Path) -> None:
    said = figure("-", "--out", tmp_path / "a.svg", input="market,origin,destination\nheroin,Chaad,Mali\n")
    assert said.returncode == 1
    assert "did you mean Chad" in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_number_of_lines_in_full_shows(tmp_path: Path) -> None:
    said = figure(TABLE, "--strongest", 5, "--out", tmp_path / "few.svg")
    assert said.returncode == 0, said.stderr
    assert any(re.match(r"5 of \d+ lines", text) for text in texts(tmp_path / "few.svg"))
    refused = figure(TABLE, "--strongest", "some", "--out", tmp_path / "none.svg")
    assert refused.returncode == 2
    assert "a whole number from 1, or all" in " ".join(refused.stderr.replace("│", "").split())
    assert not (tmp_path / "none.svg").exists()
