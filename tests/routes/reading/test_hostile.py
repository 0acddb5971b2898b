"""Hostile files: nothing is run, nobody is asked, no other file is touched, and each is refused in a sentence."""

import hashlib
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from .hostile import archives, flatgeobufs, geopackages, jsons, names, parquets, workbooks
from .hostile.case import Bait, Case
from .hostile.guard import MOST_MEGABYTES, Outcome, watch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the guard forks, and sets limits of POSIX")

# The names are the same wherever the bait lies, so that each case is a test of its own.
ROOMS = (archives, geopackages, flatgeobufs, names, workbooks, parquets, jsons)
NOWHERE = Bait("http://127.0.0.1:9", Path("secret"), Path("target"))
NAMES = [case.name for room in ROOMS for case in room.cases(NOWHERE)]
LONG = 100_000  # bytes: what is longer is handed over as a file alone, as reading it twice shows no more
SECRET = "market,origin,destination,source\nSECRET,COL,NOR,s\n"


@dataclass(frozen=True)
class Watched:
    """All cases, what came of them, and how often somebody knocked."""

    cases: Mapping[str, Case]
    given: Mapping[str, Mapping[str, str]]  # files of each case and their hashes
    outcomes: Mapping[str, Outcome]
    folder: Path
    knocks: int


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


class Listener:
    """Counts who connects to an address of this machine."""

    def __init__(self) -> None:
        self.knocks = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.knocks += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("hostile")
    listener = Listener()
    bait = Bait(listener.address, folder / "elsewhere" / "secret.csv", folder / "elsewhere" / "target")
    bait.secret.parent.mkdir()
    bait.secret.write_text(SECRET)
    bait.target.write_text("keep")
    cases = {case.name: case for room in ROOMS for case in room.cases(bait)}
    given = {}
    listed = []
    for number, case in enumerate(cases.values()):
        place = folder / "cases" / str(number)
        place.mkdir(parents=True)
        own = {} if case.expected in names.NO_FILE else {case.file: case.make()}
        for name, content in (own | dict(case.beside)).items():
            (place / name).write_bytes(content)
        given[case.name] = hashes(place)
        path = case.file if case.expected in names.NO_FILE else str(place / case.file)
        alone = 0 < sum(map(len, own.values())) < LONG and not case.beside
        listed.append({"name": case.name, "path": path, "options": dict(case.options), "stdin": alone})
    outcomes = watch(listed, folder)
    yield Watched(cases, given, outcomes, folder, listener.knocks)
    listener.close()


def test_every_case_has_a_name_of_its_own_and_there_are_forty_at_least() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_is_refused_in_a_sentence_or_the_route_beside_the_attack_is_read(
    watched: Watched, name: str
) -> None:
    outcome = watched.outcomes[name]
    assert outcome.status == 0, outcome.said
    assert set(outcome.codes) == {watched.cases[name].expected}, outcome.said
    assert "SECRET" not in outcome.said


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_takes_little_memory_and_no_file_but_its_own(watched: Watched, name: str) -> None:
    outcome = watched.outcomes[name]
    assert outcome.megabytes < MOST_MEGABYTES
    if outcome.opened is None:
        pytest.skip("strace is not here or may not watch, and only it sees what GDAL and SQLite open")
    given = watched.cases[name].file
    places = (str(Path(given)), given, str(watched.folder / "cases"), str(watched.folder / "temporary"))
    own = (*places, *map(str, (Path(sys.prefix), Path(sys.base_prefix), Path(names.__file__).parents[4])))
    foreign = [path for path in outcome.opened if path.startswith("/") and not path.startswith((*own, *SYSTEM))]
    assert foreign == []
    assert outcome.knocks == []


# What the interpreter and the libraries themselves look for.
SYSTEM = ("/usr/", "/lib", "/etc/", "/proc/", "/sys/", "/dev/")


def test_nobody_was_asked_and_nothing_elsewhere_was_changed(watched: Watched) -> None:
    assert watched.knocks == 0
    elsewhere = watched.folder / "elsewhere"
    assert sorted(path.name for path in elsewhere.iterdir()) == ["secret.csv", "target"]
    assert (elsewhere / "target").read_text() == "keep"
    for number, case in enumerate(watched.cases.values()):
        assert hashes(watched.folder / "cases" / str(number)) == watched.given[case.name], case.name
