"""Whether a text is something to draft from: prose, in English, written from left to right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from routemap.drafting.document import Document
from routemap.drafting.lexicon import read_rows
from routemap.drafting.reading.lines import Line
from routemap.drafting.reading.refusals import refuse

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_CODE = re.compile(r"[{}<>;=\\|$#&@\[\]_]|=>|::|\(\)|\w\(")
# A line of a program: it begins with a keyword and goes on as no sentence does, assigns, calls, or opens a block.
_STATEMENT = re.compile(
    r"""^(?:import\s+[\w.]+(?:\s+as\s+\w+)?;?$ | from\s+[\w.]+\s+import\s | (?:async\s+)?def\s+\w+\(
          | class\s+\w+\s*[:({] | class\s+\w+\s+(?:extends|implements)\s | @\w+[\w.]*(?:\(.*)?$
          | (?:if|elif|for|while|with|except)\b.*:$ | (?:else|try|finally):$
          | \#\s*(?:include|define|ifdef|ifndef|endif|undef)\b | (?:const|let|var)\s+[\w{[]
          | (?:export|function)\s+\w+.*[({] | return\b.*[\w)\]}"'];?$ | raise\s+\w+ | [}\])]+[,;]?$ | //\s | /\*)
        | \w\(\S*\)?[:;{,]?$ | [({\[]$ | \)\s*[;{:]$ | \w\.\w+\(
        | [\w\])]\s*(?:[-+*/|]?=|:=|==|!=|=>|->)\s*[\w"'({\[-]""",
    re.VERBOSE,
)
_MOST_LINES = 4_000
_LONGEST_STATEMENT = 300
_FEWEST_STATEMENTS = 4
_MOST_STATEMENTS = 0.25  # of the lines of prose that shows a command or two
_SAMPLE = 200_000  # code points that tell what a report is written in
_FEWEST_WORDS = 8  # fewer words do not tell a language
_ENOUGH_WORDS = 25  # of fewer, another language must have three times the small words that English has


def judge(document: Document) -> None:
    """Refuse a text that would be drafted as nonsense.

    Raises
    ------
    ReadError
        If it is empty, in another language or script, or no prose.
    """
    text = document.text[:_SAMPLE]
    letters = len(_LETTER.findall(text))
    if not letters:
        refuse("report-empty", document.name, "signs without letters" if text.strip() else "")
    if len(_RIGHT_TO_LEFT.findall(text)) > letters // 3:
        refuse("report-direction", document.name)
    if letters - len(_LATIN.findall(text)) > letters // 3:
        refuse("report-language", document.name, "most of it is not in Latin letters")
    # A name begins with a capital: "Cártel de los Soles" and "La Guaira" stand in English reports.
    words = [word for word in _WORD.findall(text) if word.islower() and len(word) > 1]
    if _is_code(text, words):
        refuse("report-code", document.name)
    if len(words) >= _FEWEST_WORDS:
        language = _language_of(words)
        if language and language != "English":
            refuse("report-language", document.name, f"it looks like {language}")


def refuse_program(name: str, lines: Sequence[Line]) -> None:
    """Refuse a file whose lines have the shape of statements, whatever prose its comments hold.

    Raises
    ------
    ReadError
        If it is a program.
    """
    told = [text for line in lines[:_MOST_LINES] if (text := line.text.strip())]
    statements = sum(len(text) <= _LONGEST_STATEMENT and bool(_STATEMENT.search(text)) for text in told)
    if statements >= _FEWEST_STATEMENTS and statements > _MOST_STATEMENTS * len(told):
        refuse("report-code", name)


def _is_code(text: str, words: list[str]) -> bool:
    dense = len(_CODE.findall(text)) > 0.05 * len(text)
    english = _small_words()["English"]
    small = sum(word in english for word in words)
    return (dense and small < 0.35 * len(words)) or (len(text) > 400 and len(words) * 14 < len(text))


def _language_of(words: list[str]) -> str:
    """Return the language whose small words are the most; nothing if hardly any are found."""
    counts = Counter(words)
    found = {name: sum(counts[word] for word in small) for name, small in _small_words().items()}
    name, most = max(found.items(), key=lambda item: (item[1], item[0] == "English"))
    ahead = 1.2 if len(words) >= _ENOUGH_WORDS else 3
    return (
        name if most > 0.1 * len(words) and most > ahead * found["English"] else "English" if found["English"] else ""
    )


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["words"].split()) for row in read_rows("", "languages")}
