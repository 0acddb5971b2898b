"""The command that resolves names of places, or lists all of them."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from routemap.cli.options import Debug, app
from routemap.cli.reading import Former
from routemap.cli.streams import write_result
from routemap.cli.talk import json_text, print_result
from routemap.problems import show_value


@app.command(name="places", epilog='Example: routemap places Burma "the Balkans" Congo --json')
def places_command(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]…", help="Names or codes; none lists all places.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a list of objects.")] = False,
    cities: Annotated[bool, typer.Option("--cities", help="Take a city or port as its country.")] = False,
    demonyms: Annotated[bool, typer.Option("--demonyms", help="Take a word such as Mexican as the country.")] = False,
    former: Annotated[
        Former | None, typer.Option(help="as-region takes a state that is no more as the area of its successors.")
    ] = None,
    debug: Debug = False,
) -> None:
    """Resolve names of countries and regions, or list all of them."""
    del debug
    from routemap import places

    if names:
        as_region: Literal["", "as-region"] = "as-region" if former else ""
        found = [places.resolve_place(name, cities=cities, demonyms=demonyms, former=as_region) for name in names]
    else:
        found = [places.resolve_place(code) for code in (*places.country_codes(), *places.regions())]
    if as_json:
        keys = ("name", "code", "kind", "label", "note", "option")
        rows = [
            {**{key: getattr(one, key) for key in keys}, "candidates": [candidate.code for candidate in one.candidates]}
            for one in found
        ]
        write_result(f"{json_text(rows)}\n".encode())
    else:
        for one in found:
            also = f" ({one.note})" if one.note else ""
            hint = f"; candidates: {', '.join(map(str, one.candidates))}" if one.candidates else ""
            ready = f"; with --{one.option}{' as-region' if one.option == 'former' else ''}" if one.option else ""
            print_result(f"{one.code or '—'}\t{show_value(one.label or one.name)}\t{one.kind}{also}{hint}{ready}")
