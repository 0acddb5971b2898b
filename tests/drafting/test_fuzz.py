"""Damaged and senseless input: no traceback, no hang, every span inside the text, every quote verbatim.

2,000 cases in every run; ``ROUTEMAP_FUZZ=50000 pytest tests/drafting/test_fuzz.py`` looks further.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests.drafting.test_constructions import CLAIMS, NOTHING

from routemap.drafting import Document, draft_routes, read_document
from routemap.drafting.reading import confined, pdf
from routemap.errors import RoutemapError

pytestmark = pytest.mark.usefixtures("paused")

CASES = int(os.environ.get("ROUTEMAP_FUZZ", "2000"))

_TEXT = """Norway Turkey the Netherlands Guinea-Bissau Congo America Nigerien Dominican South American West and Central
Africa Antwerp Lagos Poles Nigerians US- EU cocaine heroin weapons victims migrants women ivory gold
cigarettes chemicals
from to via through in into out of destined for bound en route smuggled trafficked shipped seized arrested exploited
produced is are was not no never neither nor but while although which that where from there then onward or and , ; : . !
? ( ) [ ] - – " ' ’s source transit destination country hub market of a an it they some of these the country its own
mainly thought to may increasingly small 36 12.5 % such as including followed by between across border police government
group Ruritania Zzyzx exchanged traded for sold consumer producer entry point prevented failed legal \u200b \u202e é ß
毒 🙂 \n\t"""
WORDS = _TEXT.split()


def check(text: str, document: Document, subject: str | None) -> None:
    drafts = draft_routes(document, subject=subject, source="s", explain=len(text) % 2 == 0)
    end = 0
    for segment in drafts.segments:
        assert end <= segment.start < segment.end <= len(document.text), text
        assert document.text[segment.start : segment.end] == segment.quote, text
        end = segment.end
    ids = [row["id"] for row in drafts.rows]
    assert len(ids) == len(set(ids))
    assert ids == [one for segment in drafts.segments for one in segment.claims]
    for row in drafts.rows:
        start, stop = map(int, row["span"].split("-"))
        assert document.text[start:stop] == row["quote"]
        assert "{" not in row["origin"] + row["transit"] + row["destination"]
        assert row["origin"] or row["transit"] or row["destination"]
        for mark in drafts.marks[row["id"]]:
            assert start <= mark.start < mark.end <= stop
    assert drafts.to_json()
    assert drafts.to_csv()


def test_senseless_sentences_are_read_without_harm(document: Callable[..., Document]) -> None:
    chance = random.Random(13)
    for _ in range(CASES):
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 45)))
        heading = chance.choice(["", "DRUGS", "People", "Cocaine", "Environment"])
        check(text, document(text, heading), chance.choice([None, "NOR", "europe"]))


def test_a_sentence_that_begins_or_breaks_off_anywhere_is_read_without_harm(document: Callable[..., Document]) -> None:
    """Rules look at the words around a place: every beginning and end of sentences that they were made for."""
    parts = set()
    for text in (*CLAIMS, *NOTHING):
        words = text.rstrip(".").replace(",", " ,").split()
        for at in range(1, len(words) + 1):
            parts |= {" ".join(words[:at]), " ".join(words[-at:])}
    for number, part in enumerate(sorted(parts)):
        check(part, document(part, ("", "DRUGS", "People")[number % 3]), (None, "NOR")[number % 2])


@pytest.mark.parametrize("text", ["of Antwerp ,", "In Norway, ", "from Peru and", "the Balkans/", "in Turkey , ,"])
def test_a_sentence_that_breaks_off_in_a_list_is_read_without_harm(
    text: str, document: Callable[..., Document]
) -> None:
    check(text, document(text, "DRUGS"), "NOR")


def test_a_draft_can_be_read_back_as_a_table(document: Callable[..., Document]) -> None:
    import io

    import routemap

    chance = random.Random(7)
    text = ". ".join(" ".join(chance.choice(WORDS) for _ in range(chance.randrange(5, 30))) for _ in range(600))
    drafts = draft_routes(document(text), subject="NOR", source="s")
    assert len(drafts.rows) > 50
    report = routemap.check_routes(io.BytesIO(drafts.to_csv()))
    assert [str(problem) for problem in report.errors] == []


def damaged(chance: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(out) or 1)
        match chance.randrange(4):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + chance.randrange(1, 60)]
            case 2:
                out[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9)))
            case _:
                out[at:at] = out[at : at + chance.randrange(1, 40)]
    return bytes(out)


_SERVE = """import json, sys
sys.path[:] = json.loads(sys.argv[1])
from routemap.drafting.reading import confined
taken, given = sys.stdin.buffer, sys.stdout.buffer
while size := taken.read(8):
    status, said = confined.answer_of(taken.read(int.from_bytes(size, "big")))
    given.write(json.dumps([status, said]).encode() + b"\\n")
    given.flush()
"""


class OneProcess:
    """Reads PDF files one after the other in one process; one that dies of a file is started anew for the next.

    Every file starting a process of its own costs twenty times as much as what it is read for. That such a process is
    started, watched and ended is tested in test_pdf_bombs, and here by every tenth file.
    """

    def __init__(self) -> None:
        self.died = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, data: bytes, name: str) -> object:
        if self._process is None:
            command = [sys.executable, "-X", "utf8", "-c", _SERVE, json.dumps(sys.path)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(len(data).to_bytes(8, "big") + data)
        self._process.stdin.flush()
        said = self._process.stdout.readline()
        if not said:
            self.close()
            self.died += 1
            return confined.Outcome.BROKEN
        status, told = json.loads(said)
        assert status == 0
        return confined._answer(json.dumps(told).encode(), name)

    def close(self) -> None:
        if self._process and self._process.stdin and self._process.stdout:
            self._process.stdin.close()
            self._process.stdout.close()
            self._process.wait(timeout=60)
        self._process = None


@pytest.fixture
def one_process() -> Iterator[OneProcess]:
    reader = OneProcess()
    yield reader
    reader.close()


def test_damaged_files_are_read_or_refused_with_a_sentence(
    tmp_path: Path, paper: ModuleType, one_process: OneProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(5)
    prose = "Cocaine from Colombia is shipped to Antwerp and to Hamburg. It is then moved to Norway by road. " * 3
    html = f"<!doctype html><html><body><h1>Drugs</h1><p>{prose}</p><table><tr><td>a</td></tr></table></body></html>"
    word = f"<w:p><w:r><w:t>{prose}</w:t></w:r></w:p>"
    seeds = {
        "a.txt": ("DRUGS\n" + prose).encode(),
        "a.md": ("# Drugs\n\n" + prose).encode(),
        "a.html": html.encode(),
        "a.docx": paper.make_docx(word),
        "a.pdf": paper.make_pdf([[(60, 700 - 12 * i, prose[i * 60 : i * 60 + 60], 9) for i in range(4)]]),
    }
    outcomes = {"read": 0, "refused": 0}
    for case in range(CASES // 4):
        name = sorted(seeds)[case % len(seeds)]
        path = tmp_path / name
        path.write_bytes(damaged(chance, seeds[name]))
        is_alone = case // len(seeds) % 10 == 0
        monkeypatch.setattr(pdf, "read_confined", confined.read_confined if is_alone else one_process)
        try:
            document = read_document(path)
        except RoutemapError as error:
            assert str(error)
            outcomes["refused"] += 1
            continue
        outcomes["read"] += 1
        check(name, document, "NOR")
    assert min(outcomes.values()) > 20
