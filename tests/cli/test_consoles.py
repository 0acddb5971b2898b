"""Consoles that cannot show every letter: none becomes a question mark in silence, and data stay whole."""

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from routemap.cli import consoles
from routemap.cli.running import app, run

COMMANDS = {
    "places": ["places", "Łódź", "Türkiye", "毒品"],
    "check": ["check", "tabel ł.csv", "--save-recipe", "ł.toml"],
    "build": ["build", "tabel ł.csv", "--leave-out-bad", "--out", "ł"],
    "encode": ["encode", "tabel ł.csv", "--leave-out-bad", "--out", "ł.geojson"],
    "export": ["export", "tabel ł.csv", "--leave-out-bad", "--out", "ł.csv"],
    "figure": ["figure", "tabel ł.csv", "--leave-out-bad", "--width-mm", "60", "--out", "ł.svg"],
    "draft": ["draft", "ł.txt", "--source", "Ł", "--explain", "--out", "draft ł.csv"],
    "aggregate": ["aggregate", "tabel ł.csv", "--by", "none", "--out", "sum ł.csv"],
    "records": ["records", "heroin-trade-ł", "tabel ł.csv", "--by", "none"],
    "new": ["new", "nowy ł"],
}
TABLE = """market,commodity,origin,destination,source
heroin trade,heroin,Łódź,Norway,Łańcut 毒品
heroin trade,heroin,Türkiye,Côte d’Ivoire,Łańcut 毒品
"""

Said = tuple[int, bytes, bytes]


@pytest.fixture
def console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Return a function that runs a command in a console of some encoding; gives its status and what was written."""
    monkeypatch.chdir(tmp_path)
    Path("tabel ł.csv").write_text(TABLE, encoding="utf-8")
    Path("ł.txt").write_text("Heroin is trafficked from Türkiye to Norway via Łódź in Poland.", encoding="utf-8")

    def in_console(encoding: str, *arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["routemap", *arguments])
        streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict") for _ in range(2)]
        status = 0
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", streams[0])
            patched.setattr(sys, "stderr", streams[1])
            try:
                run()
            except SystemExit as ended:
                status = int(ended.code or 0)
        written = []
        for stream in streams:
            stream.flush()
            written.append(stream.buffer.getvalue())  # type: ignore[attr-defined]
        return (status, *written)

    return in_console


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_loses_a_letter_in_silence(console: Callable[..., Said], command: str) -> None:
    assert {one.name or one.callback.__name__ for one in app.registered_commands if one.callback} == set(COMMANDS)
    status, out, talk = console("cp1252", *COMMANDS[command])
    # What is data is UTF-8 whatever the console, what is talk is in the console's signs.
    said = (b"" if command == "records" else out) + talk
    assert status in (0, 1, 3), talk
    assert not re.search(rb"(^|\s|'|\?)\?|\?\w", said)  # one at the end of a question is none that stands for a letter
    escaped = re.search(rb"\\[uU]0", said.replace(consoles.NOTE.encode(), b""))
    assert (consoles.NOTE.encode() in talk) is (escaped is not None)


def test_a_western_console_keeps_its_letters_and_tells_of_the_others(console: Callable[..., Said]) -> None:
    status, out, talk = console("cp1252", "places", "Łódź", "Türkiye", "France")
    assert status == 0
    assert "Türkiye\tcountry".encode("cp1252") in out
    assert b"\\u0141\xf3d\\u017a" in out
    assert talk.decode("cp1252").strip() == consoles.NOTE
    assert console("cp1252", "places", "France")[2] == b""  # an arrow or a dash alone is not worth a note


def test_a_console_that_says_it_knows_ascii_alone_is_taken_for_one_of_utf_8(console: Callable[..., Said]) -> None:
    _, out, talk = console("ascii", "places", "Łódź")
    assert "Łódź" in out.decode("utf-8")
    assert talk == b""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_utf_8_whatever_the_console(console: Callable[..., Said], encoding: str) -> None:
    _, out, talk = console(encoding, "places", "CIV", "毒品", "--json")
    told = json.loads(out.decode("utf-8"))
    assert [one["label"] or one["name"] for one in told] == ["Côte d'Ivoire", "毒品"]
    assert talk == b""


def test_examples_in_help_are_taken_by_every_shell() -> None:
    # cmd.exe has no single quotes, no backslash at the end of a line, and takes ^ and % for its own.
    examples = [str(command.epilog) for command in app.registered_commands]
    assert len(examples) == len(COMMANDS)
    assert [
        example
        for example in examples
        if not example.startswith("Example: routemap ") or set("'\\|^%&;$") & set(example)
    ] == []
