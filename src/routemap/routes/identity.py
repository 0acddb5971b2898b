"""Ids and statements: given, or made from the content, never from the row number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from routemap.routes.cells import Cells
from routemap.routes.columns import PLACE_COLUMNS
from routemap.routes.packed_texts import encoded_blocks

_NOT_CONTENT = ("id", "statement")
_NOTHING = bytes(8)
HASH_DIGITS = 12  # of the hash in an id: 48 bits, so that a million routes hardly ever share one


def slug(text: str) -> str:
    """Return lower-case ASCII words with hyphens between them, at most 40 characters.

    Examples
    --------
    >>> slug("Trafic de cocaïne!")
    'trafic-de-cocaine'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:40].strip("-")


def content_hashes(columns: Mapping[str, Cells], length: int) -> NDArray[np.uint64]:
    """Return a 64-bit hash of each row; an empty cell counts as no cell, and the order of columns not at all."""
    total = np.zeros(length, dtype=np.uint64)
    for name, cells in columns.items():
        if not any(cells.values):
            continue
        salt = name.encode("utf-8", "surrogatepass")
        # The length keeps "ab" + "c" apart from "a" + "bc".
        before = b"%d:%s" % (len(salt), salt)
        hashes = np.concatenate([_hashes(before, texts) for texts in encoded_blocks(cells.values)])
        total += hashes[cells.codes]  # wraps around, as meant
    return total


def _hashes(before: bytes, texts: list[bytes]) -> NDArray[np.uint64]:
    digests = b"".join([blake2b(before + text, digest_size=8).digest() if text else _NOTHING for text in texts])
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64)


def content_columns(texts: Mapping[str, Cells], extras: Mapping[str, Cells]) -> dict[str, Cells]:
    """Return the columns that make a route what it is: all but its id and statement."""
    ours = {name: cells for name, cells in texts.items() if name not in _NOT_CONTENT}
    # The default of a flag is no content: a table without the column says the same as one full of "yes".
    directed = ours["directed"]
    ours["directed"] = Cells(directed.codes, ["" if value == "yes" else value for value in directed.values])
    return ours | {f"extra:{name}": cells for name, cells in extras.items()}


def make_base_ids(texts: Mapping[str, Cells], hashes: NDArray[np.uint64]) -> list[str]:
    """Return for each row its given id, or one made of market, stops and hash.

    Rows with equal content are told apart by a number, in their order.
    """
    given = texts["id"]
    is_given = given.where(bool)
    short = short_hashes(hashes)
    words, which = id_words(texts)
    ids = list(map(str.__add__, [words[code] for code in which.tolist()], _endings(short)))
    for row in np.flatnonzero(is_given).tolist():
        ids[row] = given.text(row)
    if is_given.any():
        taken, doubtful = {ids[row] for row in np.flatnonzero(is_given).tolist()}, ~is_given
    else:
        taken, doubtful = set(), _repeats(short)
    seen: dict[str, int] = {}
    for row in np.flatnonzero(doubtful).tolist():
        text = base = ids[row]
        count = seen.get(base, 0) + 1
        while (text := base if count == 1 else f"{base}-{count}") in taken:
            count += 1
        seen[base] = count
        ids[row] = text
    return ids


def short_hashes(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return as much of each hash as stands in an id."""
    return hashes >> np.uint64(64 - 4 * HASH_DIGITS)


def id_words(texts: Mapping[str, Cells]) -> tuple[list[str], NDArray[np.intp]]:
    """Return the words of ids, market and stops, once for each combination of them, and which of them each row has."""
    columns = [texts["market"].map(lambda text: slug(text) or "market")]
    columns += [texts[name].map(_stop_slug(name)) for name in PLACE_COLUMNS]
    combined = np.zeros(len(columns[0].codes), dtype=np.int64)
    rows = combined
    for cells in columns:
        _, rows, combined = np.unique(
            combined * len(cells.values) + cells.codes, return_index=True, return_inverse=True
        )
    texts_of = ([cells.values[code] for code in cells.codes[rows].tolist()] for cells in columns)
    return ["-".join(filter(None, combination))[:80] for combination in zip(*texts_of, strict=True)], combined


def _endings(numbers: NDArray[np.uint64]) -> list[str]:
    """Return each number as a hyphen and hexadecimal digits."""
    digits = numbers.astype(">u8").tobytes().hex()
    return [f"-{digits[end - HASH_DIGITS : end]}" for end in range(16, len(digits) + 16, 16)]


def _repeats(numbers: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which numbers stand more than once."""
    order = np.argsort(numbers, kind="stable")
    equal = numbers[order][1:] == numbers[order][:-1]
    repeats = np.zeros(len(numbers), dtype=np.bool_)
    repeats[order[1:][equal]] = repeats[order[:-1][equal]] = True
    return repeats


def _stop_slug(column: str) -> Callable[[str], str]:
    def say(text: str) -> str:
        if "|" in text:
            return "any"
        return text.replace(" > ", "-").lower() or ("" if column == "transit" else "unknown")

    return say
