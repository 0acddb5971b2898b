"""`routemap figure`: each option shows in the file, and what is refused writes nothing."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from routemap.cli import running

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "data/routes.csv"
COMMAND = Path(sys.executable).parent / "routemap"
SVG = "{http://www.w3.org/2000/svg}"
HERE = {**os.environ, "TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1000000000"}
THERE = {**os.environ, "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
THERE.pop("SOURCE_DATE_EPOCH", None)

Figure = Callable[..., tuple[int, str]]


def figure_alone(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [str(COMMAND), "figure", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@pytest.fixture
def figure(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Figure:
    """Return a way to run the command in this process: the libraries are loaded once."""

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["routemap", "figure", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            running.run()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out + said.err

    return run


@pytest.fixture(scope="module")
def heroin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of one market, drawn in every format by one run, and what the run said."""
    folder = tmp_path_factory.mktemp("heroin")
    outs = [part for suffix in ("svg", "png", "pdf") for part in ("--out", folder / f"heroin.{suffix}")]
    said = figure_alone(TABLE, "--market", "heroin", *outs, "--dpi", 50, env=HERE)
    assert said.returncode == 0, said.stderr
    return folder, said.stderr


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a table of one route."""
    path = tmp_path_factory.mktemp("small") / "small.csv"
    path.write_text("market,origin,destination,source\nheroin,Chad,Mali,s\n", encoding="utf-8")
    return path


def texts(path: Path) -> set[str]:
    return {"".join(node.itertext()) for node in ET.parse(path).iter(f"{SVG}text")}


def test_help_has_an_example() -> None:
    said = figure_alone("--help")
    assert said.returncode == 0
    assert "Example: routemap figure" in said.stdout


def test_letters_drawn_as_boxes_are_told(figure: Figure, small: Path, tmp_path: Path) -> None:
    code, said = figure(small, "--out", tmp_path / "a.png", "--title", "\U00010600", "--dpi", 40)
    assert code == 0
    assert "warning: no font here has" in said


def test_one_run_writes_every_format_and_says_what_it_drew(heroin: tuple[Path, str]) -> None:
    folder, said = heroin
    assert re.match(r"drew \d+ routes in .*heroin\.svg, .*heroin\.png, .*heroin\.pdf\n$", said)
    assert {"Heroin trade", "MOROCCO"} <= texts(folder / "heroin.svg")
    assert (folder / "heroin.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / "heroin.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_is_the_same_beside_others_and_alone_anywhere(
    heroin: tuple[Path, str], figure: Figure, tmp_path: Path
) -> None:
    pdf, svg = tmp_path / "heroin.pdf", tmp_path / "heroin.svg"
    assert figure_alone(TABLE, "--market", "heroin", "--out", pdf, env=THERE).returncode == 0
    assert figure(TABLE, "--market", "heroin", "--out", svg)[0] == 0
    for path in (pdf, svg):
        assert path.read_bytes() == (heroin[0] / path.name).read_bytes()


def test_width_projection_language_title_and_legend_show(figure: Figure, small: Path, tmp_path: Path) -> None:
    def draw(name: str, *options: object) -> Path:
        code, said = figure(small, "--out", tmp_path / name, *options)
        assert code == 0, said
        return tmp_path / name

    plain = draw("plain.svg")
    options = ("--width-mm", 120, "--projection", "mercator", "--lang", "nb", "--title", "Min tittel", "--no-legend")
    other = draw("other.svg", *options)
    widths = [float(ET.parse(path).getroot().get("width", "").removesuffix("pt")) for path in (plain, other)]
    assert widths == pytest.approx([180 / 25.4 * 72, 120 / 25.4 * 72], abs=0.1)
    assert {"CHAD", "Heroin trade", "origin"} <= texts(plain)
    assert {"TSJAD", "Min tittel"} <= texts(other)
    assert not {"opphav", "Heroinhandel"} & texts(other)
    laea, mercator = draw("laea.svg", "--projection", "laea"), draw("mercator.svg", "--projection", "mercator")
    assert laea.read_bytes() == plain.read_bytes() != mercator.read_bytes()


def test_dots_per_inch_show(heroin: tuple[Path, str]) -> None:
    from PIL import Image

    with Image.open(heroin[0] / "heroin.png") as picture:
        assert picture.width == pytest.approx(180 / 25.4 * 50, abs=1)


def test_small_multiples_show_every_market(figure: Figure, tmp_path: Path) -> None:
    out = tmp_path / "all.svg"
    assert figure(TABLE, "--small-multiples", "--out", out)[0] == 0
    assert {"Heroin trade", "Arms trafficking", "Flora crimes"} <= texts(out)


def test_small_multiples_of_one_market_are_one_map(figure: Figure, small: Path, tmp_path: Path) -> None:
    code, said = figure(small, "--small-multiples", "--out", tmp_path / "a.svg")
    assert code == 0, said
    assert {"Heroin trade", "CHAD", "MALI"} <= texts(tmp_path / "a.svg")


def test_a_table_comes_from_standard_input(
    figure: Figure, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small.open(encoding="utf-8") as piped:
        monkeypatch.setattr("sys.stdin", piped)
        code, said = figure("-", "--out", tmp_path / "a.svg")
    assert code == 0, said
    assert {"CHAD", "MALI"} <= texts(tmp_path / "a.svg")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "a.pgn"], r"expected one of \.svg, \.png, \.pdf; did you mean \.png\?"),
        (["--out", "a.svg", "--out", "a.jpeg"], r"a\.jpeg: expected one of .* did you mean \.png\?"),
        (["--out", "a.svg", "--projection", "mercater"], r"laea, mercator; did you mean mercator\?"),
        (["--out", "a.svg", "--lang", "no"], r"expected one of en, ar, es, fr, nb, pt, ru, zh"),
        (["--out", "a.svg", "--market", "heroine trade"], r"did you mean heroin trade\?"),
        (["--out", "a.svg", "--market", "tea"], r"no route has the market 'tea'; expected one of: human traff"),
        (["--out", "a.svg", "--width-mm", "10"], r"expected 60 to 1200 mm"),
        (["--out", "a.png", "--dpi", "9000"], r"expected 36 to 1200"),
        (["--out", "a.svg", "--small-multiples", "--market", "heroin trade"], r"expected no market"),
        (["--out", "missing/a.svg", "--market", "flora"], r"missing"),
        ([], r"--out"),
    ],
)
def test_a_wrong_choice_is_one_sentence_and_writes_nothing(
    arguments: list[str], words: str, figure: Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = figure(TABLE, *arguments)
    assert code == 2, said
    assert re.search(words, said), said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_refused_data_write_nothing(figure: Figure, small: Path, tmp_path: Path) -> None:
    small.write_text("market,origin,destination\nheroin,Chaad,Mali\n", encoding="utf-8")
    code, said = figure(small, "--out", tmp_path / "a.svg")
    assert code == 1
    assert "did you mean Chad" in said
    assert list(tmp_path.iterdir()) == []


def test_the_number_of_lines_in_full_shows(figure: Figure, tmp_path: Path) -> None:
    code, said = figure(TABLE, "--strongest", 5, "--out", tmp_path / "few.svg")
    assert code == 0, said
    assert any(re.match(r"5 of \d+ lines", text) for text in texts(tmp_path / "few.svg"))
    code, said = figure(TABLE, "--strongest", "some", "--out", tmp_path / "none.svg")
    assert code == 2
    assert "a whole number from 1, or all" in " ".join(said.replace("│", "").split())
    assert not (tmp_path / "none.svg").exists()
