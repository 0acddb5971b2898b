"""Sentence → tokens: places, goods, people, roles, verbs, cues and small words, each with its place in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from routemap.drafting.lexicon import Lexicon, Tags
from routemap.places.scan import Mention, Word, scan_words, words_of

_NOTHING: Tags = {}
_NOMINAL = ("country", "region", "city", "former", "ambiguous")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, phrase or mark of a sentence.

    Parameters
    ----------
    start, end
        Where it stands, in code points of the sentence.
    text, low
        As written, and folded.
    tags
        What the lexicon says that it may be, with values: ``{"verb": "move"}``.
    kind
        ``place``, ``demonym``, ``people`` (a plural noun such as *Poles*), ``name`` for an unknown word with a capital,
        ``number``, or ``word``.
    codes
        What a place or demonym may mean.
    """

    start: int
    end: int
    text: str
    low: str
    tags: Tags = field(default_factory=dict)
    kind: str = "word"
    codes: tuple[str, ...] = ()

    def has(self, *tags: str) -> bool:
        """Whether it may be one of these."""
        return any(tag in self.tags for tag in tags)


def tokenize(sentence: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a sentence; where names and phrases overlap, the longest counts.

    Examples
    --------
    >>> from routemap.drafting.lexicon import lexicon
    >>> [token.kind for token in tokenize("Peruvian cocaine bound for Chile", lexicon())]
    ['demonym', 'word', 'word', 'place']
    """
    words = words_of(sentence)
    mentions = {mention.start: mention for mention in scan_words(words)}
    tokens: list[Token] = []
    at = 0
    while at < len(words):
        length, tags = _phrase(words, at, lexicon, mentions)
        mention = mentions.get(words[at].start)
        if mention and (length == 0 or mention.end >= words[at + length - 1].end or "verb" in tags):
            if length == 1 and "given" in tags and _is_person(words, at):
                tokens.append(_word(sentence, words, at, 1, _NOTHING))
                at += 1
                continue
            tokens.append(_place(sentence, words[at], mention))
            while at < len(words) and words[at].start < mention.end:
                at += 1
            continue
        length = max(length, _number(words, at))
        tokens.append(_word(sentence, words, at, length, tags))
        at += length
    return tokens


def _number(words: Sequence[Word], at: int) -> int:
    """Return how many words a number takes that is written with points or commas: "1.2", "12,500"."""
    length = 1
    while (
        at + length + 1 < len(words)
        and words[at].text.isdigit()
        and words[at + length].text in (",", ".")
        and words[at + length + 1].text.isdigit()
        and words[at + length - 1].end == words[at + length].start
        and words[at + length].end == words[at + length + 1].start
    ):
        length += 2
    return length


def _phrase(words: Sequence[Word], at: int, lexicon: Lexicon, mentions: Mapping[int, Mention]) -> tuple[int, Tags]:
    """Return the longest phrase that begins here; none that cuts a place's name in two."""
    for wanted, tags in lexicon.phrases.get(words[at].folded, ()):
        count = len(wanted)
        if count == 1:
            return 1, tags
        if at + count > len(words) or any(words[at + i].folded != word for i, word in enumerate(wanted) if i):
            continue
        end = words[at + count - 1].end
        cut = (mentions.get(words[at + i].start) for i in range(1, count))
        if not any(mention and mention.end > end for mention in cut):
            return count, tags
    return 0, _NOTHING


def _is_person(words: Sequence[Word], at: int) -> bool:
    """Whether a place's name is a first name here: "Jordan Miller", but not "Jordan Valley" after "the" or "in"."""
    after = words[at + 1] if at + 1 < len(words) else None
    before = words[at - 1].folded if at else ""
    is_name = after is not None and after.text[:1].isupper() and after.text[1:].islower() and len(after.text) > 2
    return is_name and before not in ("the", "in", "from", "to", "via", "through", "of", "and", ",", "into")


def _place(sentence: str, word: Word, mention: Mention) -> Token:
    text = sentence[mention.start : mention.end]
    kind = "place" if mention.kind in _NOMINAL else mention.kind
    return Token(mention.start, mention.end, text, word.folded, {mention.kind: ""}, kind, mention.codes)


def _word(sentence: str, words: Sequence[Word], at: int, length: int, tags: Tags) -> Token:
    start, end = words[at].start, words[at + length - 1].end
    text = sentence[start:end]
    low = " ".join(word.folded for word in words[at : at + length]) if length > 1 else words[at].folded
    kind = "word"
    if text[0].isdigit():
        kind = "number"
    elif length == 1 and text[0].isupper() and len(text) > 2 and at and (not tags or "calendar" in tags):
        kind = "name" if not tags else "word"
    return Token(start, end, text, low, tags, kind)
