"""Do a piece of work again and again, each time with a fault at another call to the system; print what became of it.

    python fault_runner.py WORK FOLDER EVERY [FAULT …]

Run by `test_faults.py` in a process of its own, which forks for each fault: the call is counted, then made to fail,
met by a signal, or the last thing the process does. Prints one JSON object per fault.
"""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "replace", "rename", "link", "unlink", "mkdir", "rmdir", "chmod", "utime")
# Those that the promise is about; the others may fail too, but are no points of their own for an error.
_PROMISED = ("write", "fsync", "replace", "rename", "link", "mkdir", "chmod", "open")
_ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC}
FAULTS = (
    *_ERRORS,
    "EIO after",
    "EIO from there on",
    *(f"{name} {moment}" for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGKILL") for moment in ("before", "after")),
)


class Shim:
    """The system's calls, one of which goes wrong."""

    def __init__(self, fault: str = "", point: int = -1) -> None:
        self.fault, self.point = fault, point
        self.count = 0
        self.calls: list[str] = []

    def __enter__(self) -> Shim:
        for name in CALLS:
            setattr(os, name, self._wrapped(name, getattr(os, name)))
        return self

    def __exit__(self, *error: object) -> None:
        for name in CALLS:
            setattr(os, name, getattr(os, name).plain)

    def _wrapped(self, name: str, plain: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if name == "open" and not arguments[1] & os.O_CREAT:
                return plain(*arguments, **options)
            here, self.count = self.count, self.count + 1
            self.calls.append(name)
            if here == self.point or (self.fault == "EIO from there on" and here > self.point >= 0):
                return self._fail(name, plain, arguments, options)
            # Flushing takes most of the time and would show nothing here.
            return None if name == "fsync" else plain(*arguments, **options)

        call.plain = plain  # type: ignore[attr-defined]
        return call

    def _fail(self, name: str, plain: Callable[..., Any], arguments: Any, options: Any) -> Any:
        kind, _, moment = self.fault.partition(" ")
        if kind in _ERRORS:
            if name not in _PROMISED or (moment == "from there on" and name not in ("replace", "fsync", "link")):
                return plain(*arguments, **options)
            if moment == "after":
                plain(*arguments, **options)
            raise OSError(_ERRORS[kind], os.strerror(_ERRORS[kind]))
        if moment == "before":
            os.kill(os.getpid(), getattr(signal, kind))
        done = plain(*arguments, **options)
        if moment == "after":
            os.kill(os.getpid(), getattr(signal, kind))
        return done


def run(work: Callable[[], None], fault: str, point: int) -> dict[str, Any]:
    """Do the work in a process of its own, with a fault."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        said = "done"
        shim = Shim(fault, point)
        try:
            with shim:
                work()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        call = shim.calls[point] if 0 <= point < len(shim.calls) else ""
        os.write(writer, json.dumps({"said": said, "count": shim.count, "call": call}).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    told = json.loads(answer) if answer else {"said": "", "count": 0, "call": ""}
    return told | {"fault": fault, "point": point, "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}


def tree(folder: Path) -> dict[str, str]:
    """Return all files below a folder by path."""
    found = sorted(path for path in folder.rglob("*") if not path.is_dir())
    names = {path: path.relative_to(folder).as_posix() for path in found}
    return {name: path.read_bytes().decode("latin-1") for path, name in names.items() if ".routemap-" not in name}


def litter(folder: Path) -> list[str]:
    """Return what has our name for private folders."""
    return sorted(path.name for path in folder.rglob(".routemap-*"))


def judge(told: dict[str, Any], folder: Path, before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return what is wrong with the outcome of a fault."""
    found, said, wrong = tree(folder), told["said"], []
    is_stuck = "run again to settle it" in said
    # Between a kill and the next run there may be both.
    if not is_stuck and told["signal"] != signal.SIGKILL and found not in (before, after):
        wrong.append("a mix")
    if said == "done" and found != after:
        wrong.append("done, but not new")
    if ("nothing was changed" in said or "as it was" in said) and not is_stuck and found != before:
        wrong.append("says that nothing was changed")
    if is_stuck:
        new = {name for name in before.keys() | after.keys() if found.get(name) == after.get(name)}
        new -= {name for name in new if before.get(name) == after.get(name)}
        named = said.partition("put back: ")[2].partition("; all else")[0].split(", ")
        # What is named may be a file that the work writes as it was.
        same = {Path(name).name for name in after if found.get(name) == after[name]}
        gone = {Path(name).name for name in before.keys() - after.keys() - found.keys()}
        if not {Path(name).name for name in new} <= set(named) <= same | gone:
            wrong.append(f"new are {sorted(new)}")
    if litter(folder) and not is_stuck and told["signal"] != signal.SIGKILL:
        wrong.append(f"litter: {litter(folder)}")
    return wrong


def trials(work: Work, folder: Path, every: int, faults: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield what became of the work under each fault at every n-th point, and of the next run after it."""
    work.prepare(folder)
    before = tree(folder)
    count = run(lambda: work.do(folder), "", -1)["count"]
    after = tree(folder)
    # The last point is after the last call: nothing may go wrong any more.
    for point, fault in itertools.islice(itertools.product(range(count + 1), faults), 0, None, every):
        shutil.rmtree(folder)
        work.prepare(folder)
        told = run(lambda: work.do(folder), fault, point)
        wrong = judge(told, folder, before, after)
        run(lambda: work.do_next(folder), "", -1)
        found = tree(folder)
        found = {name: text for name, text in found.items() if name not in work.next_names}
        if found not in (before, after) and not work.next_is_same:
            wrong.append("a mix after the next run")
        if work.next_is_same and found != after:
            wrong.append("not new after the next run")
        if work.next_sees_all and litter(folder):
            wrong.append(f"litter after the next run: {litter(folder)}")
        yield told | {"wrong": wrong}


class Work:
    """A write, what is there before it, and the run that comes after it."""

    next_names = ("other.txt",)
    next_is_same = False
    next_sees_all = True

    def prepare(self, folder: Path) -> None:
        """Lay out what is there before."""
        folder.mkdir()
        for name in ("a.txt", "b.txt", "foreign.txt"):
            (folder / name).write_text(f"old {name}")

    def do(self, folder: Path) -> None:
        """Write."""
        raise NotImplementedError

    def do_next(self, folder: Path) -> None:
        """Write something else into the same place."""
        from routemap.files import write_files

        write_files({folder / name: b"other" for name in self.next_names})


class OneFile(Work):
    """One file that is there."""

    def do(self, folder: Path) -> None:
        """Replace it."""
        from routemap.files import write_file

        write_file(folder / "a.txt", b"new")


class SeveralFiles(Work):
    """Two files that are there and one that is not."""

    def do(self, folder: Path) -> None:
        """Write the three together."""
        from routemap.files import write_files

        write_files({folder / name: f"new {name}".encode() for name in ("a.txt", "b.txt", "c.txt")})


class TwoFolders(SeveralFiles):
    """Files of two folders."""

    next_names = ("other.txt", "deep/other.txt")

    def prepare(self, folder: Path) -> None:
        """Lay out both."""
        super().prepare(folder)
        (folder / "deep").mkdir()
        (folder / "deep" / "d.txt").write_text("old d")

    def do(self, folder: Path) -> None:
        """Write into both."""
        from routemap.files import write_files

        write_files({folder / "a.txt": b"new a", folder / "deep" / "d.txt": b"new d", folder / "deep" / "e.txt": b"e"})


class HalfOfTwoFolders(TwoFolders):
    """Files of two folders, and a next run that comes to one of them."""

    next_names = ("deep/other.txt",)
    next_sees_all = False


class NoSecondNames(SeveralFiles):
    """A disk on which a file has one name only."""

    def do(self, folder: Path) -> None:
        """Write the three together."""

        def link(*arguments: Any, **options: Any) -> None:
            raise PermissionError(errno.EPERM, "no links here")

        os.link = link
        link.plain = link  # type: ignore[attr-defined]
        super().do(folder)


class Folder(Work):
    """A folder with pages of an earlier run, one of which goes."""

    def prepare(self, folder: Path) -> None:
        """Write the pages of the earlier run."""
        from routemap.files import write_folder

        write_folder(folder, self._pages({"a.html": b"old a", "b.html": b"old b", "gone.html": b"gone"}))
        (folder / "foreign.html").write_text("foreign")

    def do(self, folder: Path) -> None:
        """Write the pages of this run."""
        from routemap.files import write_folder

        write_folder(folder, self._pages({"a.html": b"new a", "b.html": b"new b", "c.html": b"new c"}))

    @staticmethod
    def _pages(pages: dict[str, bytes]) -> dict[str, bytes]:
        import hashlib

        told = {name: {"sha256": hashlib.sha256(data).hexdigest()} for name, data in pages.items()}
        return pages | {"manifest.json": json.dumps({"made_by": "routemap", "files": told}).encode()}


class SameFolder(Folder):
    """The folder again, with the same run after the fault."""

    next_is_same = True

    def do_next(self, folder: Path) -> None:
        """Write the same pages."""
        self.do(folder)


_WORKS = (OneFile, SeveralFiles, TwoFolders, HalfOfTwoFolders, NoSecondNames, Folder, SameFolder)
WORKS = {work.__name__: work for work in _WORKS}


def main() -> None:
    """Run the trials that the command line names."""
    import routemap.files  # noqa: F401 - once, not in each fork

    name, folder, every, *faults = sys.argv[1:]
    for told in trials(WORKS[name](), Path(folder), int(every), tuple(faults) or FAULTS):
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
