"""What a build says of itself: what went in, what became of it, what was written; and what an earlier one had said."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import pandas as pd

from routemap.files import LARGEST_MANIFEST, shown
from routemap.pages.document import shared_name
from routemap.routes.counts import PeopleCut, people_cut
from routemap.routes.deciding import Decided
from routemap.webmap.previews import is_our_picture

MANIFEST_FILE: Final = "manifest.json"
# Every page has it, also those of earlier versions.
_PAGE_MARK: Final = b'class="routemap-root'


def is_ours(name: str, content: bytes) -> bool:
    """Tell whether a file that stands where one of ours is to stand came from us, or holds nothing to be lost.

    Examples
    --------
    >>> is_ours("index.html", b"<h1>My home page</h1>"), is_ours("index.html", b"")
    (False, True)
    """
    if not content.strip():
        return True
    if name.endswith(".png"):
        return is_our_picture(name, content)
    if name.endswith((".css", ".js")):
        return name == shared_name(content, name.rpartition(".")[2])
    if name != MANIFEST_FILE:
        return _PAGE_MARK in content
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):  # we write none that is broken; programs that allow remarks in theirs may
        return False
    return isinstance(found, dict) and found.get("made_by") == "routemap"


def make_manifest(
    routes: pd.DataFrame,
    kinds: pd.Series,
    files: dict[str, bytes],
    lang: str,
    source_hash: str,
    read: int,
    decided: Decided,
    lacking: tuple[str, ...],
) -> bytes:
    """Return the manifest: what went in, what became of it, and what was written, with hashes."""
    table_hash = hashlib.sha256(routes.to_csv(index=False).encode("utf-8", "surrogatepass")).hexdigest()
    content = {
        "made_by": "routemap",
        "language": lang,
        "input_sha256": source_hash or table_hash,
        "table_sha256": table_hash,
        "counts": {
            "read": read,
            "merged_into": len(routes) if read > len(routes) else None,
            **({"drafts": decided.drafts} if decided.drafts else {}),
            **({"left_out_as_rejected": decided.rejected} if decided.rejected else {}),
            "drawn": int((kinds != "role").sum()),
            "listed_without_line": int((kinds == "role").sum()),
            "by_kind": {kind: int((kinds == kind).sum()) for kind in ("flow", "domestic", "role", "undirected")},
            "by_market": {market: int(n) for market, n in sorted(routes["market"].value_counts().items())},
        },
        **({"people": asdict(cut)} if (cut := people_cut(routes)) else {}),
        **({"left_out_for_errors": list(lacking)} if lacking else {}),
        "listed_because": {"role": "only one place is known, so there is no line to draw"},
        "files": {
            name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in sorted(files.items())
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def other_cut(folder: Path, routes: pd.DataFrame) -> str:
    """Say if the folder holds another cut of counted people in the same markets, which could be compared with this."""
    new, manifest = people_cut(routes), folder / MANIFEST_FILE
    try:
        # A pipe of that name would never end, nor would what somebody has made as large as a disk.
        if new is None or not manifest.is_file() or manifest.stat().st_size > LARGEST_MANIFEST:
            return ""
        found = json.loads(manifest.read_text(encoding="utf-8"))
        old, markets = PeopleCut(**found["people"]), set(found["counts"]["by_market"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):  # not one of ours
        return ""
    if (new.by, new.below) == (old.by, old.below) or markets.isdisjoint(routes["market"]):
        return ""
    return (
        f"{shown(folder)} held another cut of counted people ({old}; now {new}): whoever has kept the former may find "
        "by comparison what each keeps back; publish one of them only"
    )
