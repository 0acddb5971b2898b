"""Write the tables and lists of the docs that come from definitions in the code, so that the two cannot drift apart.

Run from the repository's root: ``python tools/docs_tables.py`` (``--check`` only compares).
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import textwrap
from enum import EnumType
from pathlib import Path
from typing import Any

import typer

import routemap
from routemap.cli import app
from routemap.cli.reading import read_options_table
from routemap.places import place_name, regions
from routemap.places.named_routes import named_routes
from routemap.problems import SECTIONS
from routemap.routes.checking.place_cells import UNKNOWN_WORDS
from routemap.routes.columns import COLUMNS, Column
from routemap.routes.header_words import ALONE, OTHERS, PLACE_STEMS, PLACE_WORDS, PLACES, ROLE_WORDS
from routemap.routes.market_words import GOODS, OTHER_NAMES
from routemap.routes.markets import MARKETS

DOCS = Path(__file__).parent.parent / "docs"

KINDS = {
    "text": "text",
    "market": "a market",
    "place": "a place, or alternatives",
    "places": "places in travel order, or alternatives",
    "flag": "yes or no",
    "number": "a number, 0 or more",
    "date": "a year, month or day",
    "url": "a web address, http or https",
}


def columns_table() -> str:
    """Return one row per column."""
    rows = ["| column | what a cell holds | what it says |", "| --- | --- | --- |"]
    for column in COLUMNS:
        kind = ", ".join(column.choices[:-1]) + f" or {column.choices[-1]}" if column.choices else KINDS[column.kind]
        rows.append(f"| `{column.name}` | {kind} | {escaped(column.description)} |")
    return "\n".join(rows)


def synonyms_table() -> str:
    """Return the other header names of each column; those made of two words are left to the table of places."""
    rows = ["| column | also understood |", "| --- | --- |"]
    rows += [f"| `{column.name}` | {', '.join(own_synonyms(column)) or '—'} |" for column in COLUMNS]
    return "\n".join(rows)


def own_synonyms(column: Column) -> list[str]:
    """Return the synonyms that are no word for a role joined to a word for a place."""
    alone, with_word = PLACE_STEMS.get(column.name, ((), ()))
    joined = {
        name
        for stem in (*alone, *with_word)
        for word in PLACE_WORDS
        for name in (f"{stem}{word}", f"{word}{stem}", f"{word}of{stem}")
    }
    return [name for name in column.synonyms if name not in joined]


def place_headers() -> str:
    """Return the rule for header names such as "source country"."""
    rows = ["| column | one of these words, | with one of these before or after it |", "| --- | --- | --- |"]
    for role, (alone, with_word) in PLACE_STEMS.items():
        words = ", ".join(PLACE_WORDS) if role == "origin" else "(the same)"
        rows.append(f"| `{role}` | {', '.join((*alone, *with_word))} | {words} |")
    return "\n".join(rows)


def other_languages() -> str:
    """Return the header names of each column in the other languages of the pages."""
    rows = ["| column | also understood |", "| --- | --- |"]
    for column in COLUMNS:
        words = OTHERS.get(column.name) or tuple(word for word in ROLE_WORDS[column.name] if word in ALONE)
        rows.append(f"| `{column.name}` | {', '.join(words)} |")
    return "\n".join(rows)


def other_place_headers() -> str:
    """Return the rule for header names such as "pays d'origine"."""
    rows = ["| column | one of these words, | with one of these before or after it |", "| --- | --- | --- |"]
    for role, words in ROLE_WORDS.items():
        rows.append(f"| `{role}` | {', '.join(words)} | {', '.join(PLACES) if role == 'origin' else '(the same)'} |")
    return "\n".join(rows)


def markets_table() -> str:
    """Return the known markets with their other names."""
    rows = ["| market | also understood | goods that hint at it |", "| --- | --- | --- |"]
    for market in MARKETS:
        names = ", ".join((*market.aliases, *OTHER_NAMES.get(market.name, ())))
        rows.append(f"| {market.name} | {names} | {', '.join(GOODS.get(market.name, ()))} |")
    return "\n".join(rows)


def reading_options() -> str:
    """Return the options that say how a table is read, with their keys in a recipe and in Python."""
    rows = ["| option | key | what it says |", "| --- | --- | --- |"]
    for option, key, says in read_options_table():
        rows.append(f"| `{escaped(option)}` | `{key}` | {escaped(says)} |")
    return "\n".join(rows)


def regions_table() -> str:
    """Return the regions with their other names; states that are no more and relative ones have tables of their own."""
    rows = ["| region | also understood | countries | which |", "| --- | --- | --- | --- |"]
    rows += [
        f"| {region.name} | {', '.join(region.aliases)} | {len(region.members)} | {escaped(region.source)} |"
        for region in regions().values()
        if not (region.former or region.relative)
    ]
    return "\n".join(rows)


def relative_table() -> str:
    """Return the regions that leave out the country a statement is about."""
    rows = ["| region | also understood |", "| --- | --- |"]
    rows += [f"| {one.name} | {', '.join(one.aliases)} |" for one in regions().values() if one.relative]
    return "\n".join(rows)


def former_table() -> str:
    """Return the states that are no more, with what they are read as."""
    rows = ["| state | also understood | since when | area with `--former as-region` |", "| --- | --- | --- | --- |"]
    rows += [
        f"| {one.name} | {', '.join(one.aliases)} | {one.former} | {', '.join(map(place_name, one.members))} |"
        for one in regions().values()
        if one.former
    ]
    return "\n".join(rows)


def named_routes_list() -> str:
    """Return the routes that have a name."""
    return ", ".join(dict.fromkeys(named_routes().values()))


def unknown_words() -> str:
    """Return the words for a place that is not known."""
    return ", ".join(f"`{word}`" for word in sorted(UNKNOWN_WORDS) if word) + ", or nothing"


def problems_tables() -> str:
    """Return the catalogue of problems, a table under each of its headings."""
    parts = []
    for heading, entries in SECTIONS.items():
        rows = [f"## {heading}", "", "| code | what it means | what to do |", "| --- | --- | --- |"]
        for code, entry in entries.items():
            meaning = entry.meaning if entry.severity == "error" else f"Warning: {lower_first(entry.meaning)}"
            rows.append(f"| `{code}` | {escaped(meaning)} | {escaped(entry.remedy)} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


def lower_first(text: str) -> str:
    """Return a sentence fit to stand behind a colon."""
    return text[:1].lower() + text[1:]


def escaped(text: str) -> str:
    """Return a text fit for a cell of a Markdown table."""
    return text.replace("|", r"\|")


ROOMS = ("places", "routes", "records", "drafting", "lines", "webmap", "figure", "gis")


def public_functions() -> str:
    """Return what each room offers: the signature, and the first sentence of its docstring."""
    parts = []
    for room in ROOMS:
        module = importlib.import_module(f"routemap.{room}")
        for name in sorted(module.__all__, key=lambda name: (name[0].isupper(), name)):
            thing = getattr(module, name)
            if callable(thing):
                home = "routemap" if name in routemap.__all__ else room
                parts += [signature(f"{home}.{name}", thing), f"    {first_sentence(thing)}"]
        parts.append("")
    return "\n".join(["```text", *parts[:-1], "```"])


def signature(name: str, thing: Any) -> str:
    """Return how something is called: parameters with their defaults, and what comes back."""
    parts, is_open = [], True
    for one in inspect.signature(thing).parameters.values():
        if one.kind is one.KEYWORD_ONLY and is_open:
            parts.append("*")
        is_open = is_open and one.kind not in (one.KEYWORD_ONLY, one.VAR_POSITIONAL)
        stars = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "")
        parts.append(f"{stars}{one.name}{default_of(one)}")
    returns = "" if inspect.isclass(thing) else f" -> {inspect.signature(thing).return_annotation}"
    return "\n".join(textwrap.wrap(f"{name}({', '.join(parts)}){returns}", 110, subsequent_indent="        "))


def default_of(parameter: inspect.Parameter) -> str:
    """Return a default as it is written, or that there is one."""
    if parameter.default is parameter.empty:
        return ""
    is_plain = isinstance(parameter.default, str | int | float | tuple | None)
    return f"={parameter.default!r}" if is_plain else "=…"


def first_sentence(thing: Any) -> str:
    """Return the first line of a docstring."""
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def commands() -> str:
    """Return what `--help` says of each command; the options of how a table is read are in a table of their own."""
    reading = {shown.split()[0] for shown, _, _ in read_options_table()}
    parts = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        own = [one for one in command.params if "--help" not in one.opts and not reading.intersection(one.opts)]
        inputs = " ".join(shown_option(one).strip("`") for one in own if not one.opts[0].startswith("-"))
        lines = [f"## routemap {name}", "", "```text", f"routemap {name} [OPTIONS] {inputs}".rstrip(), "```", ""]
        lines += [escaped(inspect.cleandoc(command.help or "")), ""]
        if command.epilog:
            lines += [f"{escaped(command.epilog)}", ""]
        lines += ["| | |", "| --- | --- |"]
        lines += [f"| {shown_option(one)} | {escaped(one.help or '')}{default_note(one)} |" for one in own]
        shared = [one for one in command.params if reading.intersection(one.opts)]
        if shared:
            named = ", ".join(f"`{next(name for name in one.opts if name in reading)}`" for one in shared)
            guide = "that say [how a table is read](table.md#how-a-table-is-read)"
            lines += [
                "",
                f"And the options {guide}." if len(shared) == len(reading) else f"Of the options {guide}: {named}.",
            ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def shown_option(option: Any) -> str:
    """Return an option or an input as it is typed."""
    if not option.opts[0].startswith("-"):
        return f"`{option.metavar or option.name.upper()}`"
    takes = "" if option.is_flag else f" {option.metavar or option.name.upper()}"
    return f"`{max(option.opts, key=len)}{takes}`".replace("|", "\\|")


def default_note(option: Any) -> str:
    """Return what holds where an option is not given, if it has a word for that."""
    if option.required:
        return " Required."
    kind = getattr(option.type_descriptor, "annotation", None)
    if isinstance(kind, EnumType):
        usual = f"; else {option.default.value}" if option.default else ""
        return f" One of {', '.join(one.value for one in kind)}{usual}."
    has_word = isinstance(option.default, str | int | float) and not isinstance(option.default, bool)
    return f" Else {option.default}." if has_word and option.default != "" else ""


BLOCKS = {
    "commands.md": {"commands": commands},
    "functions.md": {"functions": public_functions},
    "table.md": {
        "columns": columns_table,
        "synonyms": synonyms_table,
        "place-headers": place_headers,
        "markets": markets_table,
        "unknown": unknown_words,
        "other-languages": other_languages,
        "other-place-headers": other_place_headers,
        "reading-options": reading_options,
    },
    "places.md": {
        "regions": regions_table,
        "relative": relative_table,
        "former": former_table,
        "named-routes": named_routes_list,
    },
    "errors.md": {"problems": problems_tables},
}


def filled(page: str, text: str) -> str:
    """Return a page with every block made anew."""
    for name, make in BLOCKS[page].items():
        block = f"<!-- {name} -->\n\n{make()}\n\n<!-- end -->"
        text, count = re.subn(rf"<!-- {name} -->.*?<!-- end -->", lambda _, block=block: block, text, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"docs/{page} has {count} blocks called {name}; expected one")
    return text


def main() -> None:
    """Write the pages, or say which of them is not up to date."""
    for page in BLOCKS:
        before = (DOCS / page).read_text(encoding="utf-8")
        after = filled(page, before)
        if "--check" not in sys.argv:
            (DOCS / page).write_text(after, encoding="utf-8")
        elif after != before:
            raise SystemExit(f"docs/{page} is not what the code says: run python tools/docs_tables.py")


if __name__ == "__main__":
    main()
