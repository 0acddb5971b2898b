"""A failure of the system as one sentence that says what was left untouched."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from routemap.errors import ExportError
from routemap.files.windows import refusal
from routemap.problems import show_value

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file would be larger than the system allows",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "writing there is not permitted",
    errno.EPERM: "writing there is not permitted",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EEXIST: "there is a file of that name, not a folder",
    errno.EISDIR: "there is a folder of that name, not a file",
    errno.ELOOP: "the path is a loop of links",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reports an error",
    errno.EPIPE: "whoever was reading has gone",
    errno.ENXIO: "nobody is reading from it",
}


def shown(path: Path) -> str:
    """Return a file's name fit for a message: where it lies is nobody's business whom the message is sent to.

    Examples
    --------
    >>> shown(Path("/home/ola/secret case/routes.gpkg"))
    'routes.gpkg'
    """
    return show_value(path.name or Path(os.path.abspath(path)).name or os.fspath(path))  # noqa: PTH100 - of "."


def reason(error: OSError) -> str:
    """Return why the system refused, in a few words and without a path."""
    return refusal(error) or _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


@contextmanager
def told(path: Path, outcome: str) -> Iterator[None]:
    """Turn a failure of the system into a sentence.

    Parameters
    ----------
    path
        What could not be written.
    outcome
        What became of what was there before; must be true of every failure in the block.
    """
    try:
        yield
    except ExportError:
        raise
    except OSError as error:
        why = reason(error)
        if error.errno == errno.ENOENT and not refusal(error):
            missing = next((part for part in reversed(path.parents) if not part.exists()), path.parent)
            why = f"there is no folder {shown(missing)}"
        elif error.errno == errno.EEXIST and path.is_symlink():
            why = "there is a link of that name which leads to no folder"
        raise ExportError(f"cannot write {shown(path)}: {why}; {outcome}") from error
