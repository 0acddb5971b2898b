"""Texts as Arrow holds them say the same as Python's own, whole or in part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.routes.arrow_texts import ArrowTexts
from routemap.routes.packed_texts import PackedTexts, encoded_blocks, longest_text, text_blocks

pa = pytest.importorskip("pyarrow")


def arrow(texts: list[str], before: list[str] | None = None, after: list[str] | None = None) -> ArrowTexts:
    """Return texts as Arrow has them, cut out of a longer array."""
    before, after = before or [], after or []
    whole = pa.array([*before, *texts, *after], pa.string())
    return ArrowTexts(whole[len(before) : len(before) + len(texts)])


some = st.lists(st.text(st.sampled_from("a é\u200b'#;~"), max_size=4), max_size=5)


@given(some, some, some)
def test_they_are_pythons_own_texts_and_bytes(texts: list[str], before: list[str], after: list[str]) -> None:
    held = arrow(texts, before, after)
    assert len(held) == len(texts)
    assert held.texts() == texts
    assert held.encoded() == [text.encode() for text in texts]
    assert held.lengths().tolist() == [len(text.encode()) for text in texts]
    assert held.first_bytes().tolist() == [text.encode()[0] if text else 0 for text in texts]


@pytest.mark.parametrize(
    ("texts", "is_plain"),
    [
        (["plain", "", "two words", "a;b"], True),
        ([], True),
        (["it's"], True),
        ([""], True),
        ([" begins with a blank"], False),
        (["ends with one "], False),
        (["'=1+1"], False),
        (["#N/A"], False),
        (["ok", "it's; so"], False),
        (["caf\u00e9"], False),
        (["a\tb"], False),
    ],
)
def test_plain_is_what_a_check_leaves_as_it_is(texts: list[str], is_plain: bool) -> None:
    assert arrow(texts, ["caf\u00e9"], [" "]).are_plain() is is_plain


def test_packed_among_others_they_come_out_in_their_place() -> None:
    packed = PackedTexts()
    packed.extend(["first"])
    packed.extend_arrow(arrow(["second", " third"]))
    packed.extend_arrow(arrow(["plain"]))
    assert list(packed) == ["first", "second", " third", "plain"]
    assert [packed[at] for at in range(4)] == list(packed)
    assert [list(block) for _, block in text_blocks(packed)] == [["first"], ["second", " third"], ["plain"]]
    assert [(start, list(block)) for start, block in text_blocks(packed, but_plain=True)] == [
        (0, ["first"]),
        (1, ["second", " third"]),
    ]
    assert [one for block in encoded_blocks(packed) for one in block] == [b"first", b"second", b" third", b"plain"]
    assert longest_text(packed) == 6
    assert list(packed.map(str.strip, leaves_plain=True)) == ["first", "second", "third", "plain"]
