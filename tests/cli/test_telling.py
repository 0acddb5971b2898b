"""What a command says goes into mails and reports: names, never where things lie, and nothing that a terminal obeys."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from routemap.cli import running

Command = Callable[..., tuple[int, str]]

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).parent / "routemap"
GOOD = "market,origin,destination,source\nheroin trade,Morocco,Norway,s\n"
BAD = "market,origin,destination\nheroin trade,Moroccco,Norway\n"


@pytest.fixture
def routemap(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a way to run a command in this process: the libraries are loaded once."""

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["routemap", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            running.run()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out + said.err

    return run


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Return a folder whose name is nobody's business."""
    folder = tmp_path / "Operation Nightingale"
    folder.mkdir()
    (folder / "good.csv").write_text(GOOD, encoding="utf-8")
    (folder / "bad.csv").write_text(BAD, encoding="utf-8")
    (folder / "folder").mkdir()
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "good.csv", "--out", "maps"],
        ["encode", "good.csv", "--out", "routes.geojson"],
        ["encode", "good.csv", "--out", "no/routes.geojson"],
        ["export", "good.csv", "--out", "routes.gpkg", "--out", "routes.shp", "--out", "routes.csv"],
        ["export", "good.csv", "--out", "no/routes.gpkg"],
        ["export", "good.csv", "--out", "routes.dxf"],
        ["export", "good.csv", "--out", "good.csv"],
        ["figure", "good.csv", "--out", "routes.svg"],
        ["figure", "good.csv", "--out", "routes.gif"],
        ["figure", "good.csv", "--out", "no/routes.svg"],
        ["check", "good.csv", "--report", "report.json"],
        ["check", "bad.csv", "--report", "report.json"],
        ["check", "missing.csv"],
        ["check", "folder"],
        ["build", "bad.csv", "--out", "maps"],
        ["build", "good.csv", "--out", "good.csv"],
    ],
    ids=" ".join,
)
def test_names_are_told_and_folders_are_not(arguments: list[str], secret: Path, routemap: Command) -> None:
    _, said = routemap(*(secret / word if "." in word or word in ("maps", "folder") else word for word in arguments))
    assert said
    assert "Nightingale" not in said
    for path in secret.rglob("*"):
        if path.is_file():
            assert b"Nightingale" not in path.read_bytes(), path.name


def test_the_report_names_the_input(secret: Path, routemap: Command) -> None:
    routemap("check", secret / "bad.csv", "--report", secret / "report.json")
    report = json.loads((secret / "report.json").read_text(encoding="utf-8"))
    assert report["input"] == "bad.csv"
    assert {problem["file"] for problem in report["problems"]} == {"bad.csv"}


@pytest.mark.parametrize("name", ["\x1b[31mred\x07", "right\u202eleft", "two\nlines", "not utf-8 \udcff"])
def test_names_that_a_terminal_would_obey_are_shown_harmless(name: str, tmp_path: Path, routemap: Command) -> None:
    table = tmp_path / f"{name}.csv"
    try:
        table.write_text(BAD, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this system has no files of such a name")
    for arguments in (
        ["check", table],
        ["build", table, "--out", tmp_path / f"{name}.maps"],
        ["encode", table, "--out", tmp_path / name / "x.geojson"],
        ["export", table, "--out", tmp_path / f"{name}.dxf"],
        ["figure", table, "--out", tmp_path / f"{name}.gif"],
        ["check", tmp_path / f"{name}.missing"],
    ):
        status, said = routemap(*arguments)
        assert status in (1, 2)
        for forbidden in ("\x1b", "\x07", "\u202e", "two\nlines"):
            assert forbidden not in said, arguments


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x9b31m", "\u202e", "\x07"])
def test_what_is_typed_comes_back_harmless(sign: str, tmp_path: Path, routemap: Command) -> None:
    table = tmp_path / "good.csv"
    table.write_text(GOOD, encoding="utf-8")
    for arguments in (
        ["places", f"{sign}Norway"],
        ["places", f"{sign}Norway", "--json"],
        ["check", table, "--encoding", f"{sign}utf-8"],
        ["check", table, "--sheet", sign],
        ["check", table, "--columns", f"origin={sign}"],
        ["check", table, "--recipe", tmp_path / f"{sign}.toml"],
        ["build", table, "--lang", sign],
        ["figure", table, "--market", sign, "--out", tmp_path / "x.svg"],
        ["draft", tmp_path / f"{sign}.txt", "--source", "s", "--out", tmp_path / "x.csv"],
        ["draft", table, "--source", "s", "--encoding", sign, "--out", tmp_path / "x.csv"],
        *([[f"{sign}build"], ["build", f"--{sign}"]] if sign < "\xa0" else []),  # names of commands, told by typer
    ):
        _, said = routemap(*arguments)
        assert sign not in said, arguments


def test_a_report_holds_nothing_that_a_terminal_obeys(tmp_path: Path, routemap: Command) -> None:
    table, report = tmp_path / "bad.csv", tmp_path / "report.json"
    table.write_text(f"{GOOD}cocaine,Nor\x9b\u202eway,Norway,\u00e9\n", encoding="utf-8")
    routemap("check", table, "--report", report)
    text = report.read_text(encoding="utf-8")
    assert all(sign.isprintable() or sign == "\n" for sign in text)
    assert "Nor\x9b\u202eway" in {problem["value"] for problem in json.loads(text)["problems"]}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_nobody_fills_is_not_waited_for(tmp_path: Path, routemap: Command) -> None:
    table, pipe = tmp_path / "good.csv", tmp_path / "pipe"
    table.write_text(GOOD, encoding="utf-8")
    os.mkfifo(pipe)
    for arguments in (
        ["check", pipe],
        ["check", table, "--recipe", pipe],
        ["check", table, "--places-file", pipe],
        ["draft", pipe, "--source", "s", "--out", tmp_path / "x.csv"],
        ["draft", table, "--source", "s", "--out", tmp_path / "x.csv", "--decisions", pipe],
    ):
        status, said = routemap(*arguments)
        assert status == 2
        assert "pipe is no ordinary file" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite kill")
@pytest.mark.parametrize(
    ("number", "moment"),
    [
        (signal.SIGTERM, "typer"),
        (signal.SIGTERM, "pandas"),
        (signal.SIGHUP, "geopandas"),
        (signal.SIGINT, "geopandas"),
    ],
)
def test_a_signal_ends_a_command_with_a_sentence_and_leaves_nothing(
    number: signal.Signals, moment: str, secret: Path, tmp_path: Path
) -> None:
    # The signal comes when a certain module is loaded: at a known moment, not after a time.
    (tmp_path / "sitecustomize.py").write_text(
        "import builtins, os\n"
        "load = builtins.__import__\n"
        "def watched(name, *rest, **options):\n"
        f"    if name == {moment!r}:\n"
        "        builtins.__import__ = load\n"
        f"        os.kill(os.getpid(), {int(number)})\n"
        "    return load(name, *rest, **options)\n"
        "builtins.__import__ = watched\n"
    )
    (tmp_path / "tmp").mkdir()
    path = os.pathsep.join(part for part in (str(tmp_path), os.environ.get("PYTHONPATH", "")) if part)
    out = secret / "routes.gpkg"
    environment = os.environ | {"PYTHONPATH": path, "TMPDIR": str(tmp_path / "tmp")}
    command = [str(COMMAND), "export", str(secret / "good.csv"), "--out", str(out)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" not in said.stderr
    assert not out.exists()
    assert list((tmp_path / "tmp").iterdir()) == []
    if moment == "typer":  # before there is anything to put in order, it ends at once
        assert said.returncode in (-number, 128 + number)
    else:
        assert said.returncode == 128 + number
        assert said.stderr.strip() == "routemap: stopped; each file is as it was, or new and whole"


@pytest.mark.parametrize("command", ["build", "export", "figure", "encode"])
def test_an_input_is_spared_also_by_what_stands_beside_an_output(
    command: str, tmp_path: Path, routemap: Command
) -> None:
    """The input goes by the name of a file that the command would write."""
    name, out = {
        "build": ("index.html", "."),
        "export": ("routes.qml", "routes.fgb"),
        "figure": ("routes.svg", "routes.svg"),
        "encode": ("routes.geojson", "routes.geojson"),
    }[command]
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    status, said = routemap(command, tmp_path / name, "--out", tmp_path / out)
    assert status == 2
    assert "it is an input, which is never touched; nothing was written" in said
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "arguments",
    [
        ["encode", "t.csv", "--places-file", "p.csv", "--out", "p.csv"],
        ["export", "t.csv", "--places-file", "p.csv", "--out", "p.csv"],
        ["check", "t.csv", "--places-file", "p.csv", "--report", "p.csv"],
        ["check", "t.csv", "--places-file", "p.csv", "--save-recipe", "p.csv"],
        ["encode", "t.csv", "--recipe", "r.toml", "--out", "r.toml"],
        ["check", "t.csv", "--recipe", "r.toml", "--report", "r.toml"],
        ["check", "t.csv", "--recipe", "r.toml", "--report", "p.csv"],  # which the recipe names
        ["figure", "t.csv", "--recipe", "r.toml", "--out", "p.svg"],
        ["draft", "t.txt", "--source", "S", "--out", "z.csv", "--decisions", "d.csv", "--report", "d.csv"],
        ["draft", "t.txt", "--source", "S", "--out", "./d.csv", "--decisions", "d.csv"],
    ],
)
def test_every_input_is_spared(
    arguments: list[str], tmp_path: Path, routemap: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("p.csv").write_text("id,name\n1,Morocco\n2,Norway\n", encoding="utf-8")
    Path("p.svg").symlink_to("p.csv")
    Path("t.csv").write_text("market,origin,destination,source\nheroin trade,1,2,s\n", encoding="utf-8")
    Path("r.toml").write_text('places_file = "p.csv"\n', encoding="utf-8")
    Path("t.txt").write_text("Heroin is smuggled from Morocco to Norway.\n", encoding="utf-8")
    Path("d.csv").write_text("status,market,origin,destination\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    status, said = routemap(*arguments)
    assert (status, {path.name: path.read_bytes() for path in tmp_path.iterdir()}) == (2, before), said
    assert "it is an input, which is never touched; nothing was written" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["draft", "t.txt", "--source", "S", "--out", "z.csv", "--review", "z.csv"],
        ["draft", "t.txt", "--source", "S", "--out", "z.csv", "--report", "./z.csv"],
        ["check", "t.csv", "--report", "a.json", "--save-recipe", "./a.json"],
    ],
)
def test_one_name_for_two_outputs_is_refused(
    arguments: list[str], tmp_path: Path, routemap: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(GOOD, encoding="utf-8")
    Path("t.txt").write_text("Heroin is smuggled from Morocco to Norway.\n", encoding="utf-8")
    status, said = routemap(*arguments)
    assert status == 2
    assert "is named for two outputs" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.csv", "t.txt"]


@pytest.mark.parametrize("name", ["../p.csv", "/etc/passwd", "link.csv", "away/../../p.csv", "pipe", "p\\u0000.csv"])
def test_a_recipe_names_no_file_outside_its_folder(name: str, tmp_path: Path, routemap: Command) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "p.csv").write_text("id,name\n1,Morocco\n2,Norway\n", encoding="utf-8")
    (inside / "link.csv").symlink_to(tmp_path / "p.csv")
    os.mkfifo(inside / "pipe")
    (inside / "t.csv").write_text("market,origin,destination,source\nheroin trade,1,2,s\n", encoding="utf-8")
    (inside / "r.toml").write_text(f'places_file = "{name}"\n', encoding="utf-8")
    status, said = routemap("check", inside / "t.csv", "--recipe", inside / "r.toml")
    assert status == 2
    assert "places_file" in said
    assert "Morocco" not in said
    (inside / "good.csv").write_text("id,name\n1,Morocco\n2,Norway\n", encoding="utf-8")
    (inside / "r.toml").write_text('places_file = "good.csv"\n', encoding="utf-8")
    assert routemap("check", inside / "t.csv", "--recipe", inside / "r.toml")[0] == 0


def test_what_lies_in_the_current_folder_is_no_module_of_ours(tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text("print('theirs')\nraise SystemExit(7)\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text(GOOD, encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "routemap", "check", "t.csv"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stdout) == (0, "accepted: 1 row, 1 route\n"), said.stderr


def test_an_input_that_a_killed_run_left_half_written_is_not_settled_under_the_reader(
    tmp_path: Path, routemap: Command
) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from routemap.files import write_files
replace = os.replace
def once(*arguments):
    replace(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
os.replace = once
write_files({Path(path): open(sys.argv[1], "rb").read() for path in sys.argv[2:]})
"""
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "two.csv").write_text(GOOD, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("good.csv", "one.csv", "two.csv")]
    subprocess.run([sys.executable, "-c", code, *paths], check=False)
    status, said = routemap("encode", tmp_path / "two.csv", "--out", tmp_path / "routes.geojson")
    assert status == 2
    assert "left an input there half written; repeat that run first" in said


@pytest.mark.parametrize("argument", ["--o\u202eut", "-\u202e", "--out\u202e=x", "--\x1b[2Jout"])
def test_the_name_of_an_option_nobody_knows_is_shown_harmless(
    argument: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from routemap.cli import running

    monkeypatch.setattr("sys.argv", ["routemap", "build", "table.csv", argument])
    with pytest.raises(SystemExit) as ended:
        running.run()
    assert ended.value.code == 2
    said = capfd.readouterr().err
    assert "No such option" in said
    assert not {"\u202e", "\x1b"} & set(said)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (("build", "t.csv", "--lang", "AR", "--out", "m"), "ru, zh; did you mean ar?"),
        (("draft", "t.csv", "--source", "S", "--lang", "EN", "--out", "d.csv"), "did you mean en?"),
        (("export", "t.csv", "--out", "r.gpgk"), "did you mean .gpkg?"),
        (("figure", "t.csv", "--lang", "rus", "--out", "r.svg"), "did you mean ru?"),
    ],
)
def test_a_wrong_choice_is_told_the_nearest_right_one(
    routemap: Command, wrong: tuple[str, ...], hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(GOOD, encoding="utf-8")
    code, said = routemap(*wrong)
    assert code == 2
    assert hint in said
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
