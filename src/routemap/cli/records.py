"""The commands for records: millions of them to routes, and back from a route to its records."""

from __future__ import annotations

import csv
import io
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from routemap.cli.options import Debug, app, folder
from routemap.cli.reading import Reading, reads_table
from routemap.cli.streams import write_result
from routemap.cli.talk import inputs_of, print_result, say, spare_inputs, stages, tell_apart
from routemap.errors import RouteError
from routemap.files import shown, write_files


class Period(StrEnum):
    """The period that a route stands for."""

    year = "year"
    month = "month"
    none = "none"


class People(StrEnum):
    """Whether records count people."""

    no = "no"
    records = "records"
    quantity = "quantity"


Files = Annotated[
    list[str],
    typer.Argument(metavar="FILES…", help="CSV, TSV, Parquet, XLSX; folders; patterns such as 'data/*.parquet'."),
]
Engine = Annotated[str, typer.Option(help="duckdb (here), spark (your own, here), or sc://host:15002 (Spark Connect).")]
Memory = Annotated[str, typer.Option(help="Memory to use on this machine before the disk is used.")]
Known = Annotated[Path | None, typer.Option(help="Table with the columns text and place: what your texts mean.")]
By = Annotated[Period | None, typer.Option(help="Period that a route stands for.")]
Record = Annotated[str | None, typer.Option(metavar="COLUMN", help="Column that names each record.")]


def _column_option(what: str) -> Any:
    return typer.Option(metavar="COLUMN|=VALUE", help=f"Column of the {what}, or =VALUE for all records.")


Origin = Annotated[str | None, _column_option("origin")]
Destination = Annotated[str | None, _column_option("destination")]
Transit = Annotated[str | None, _column_option("places between")]
Market = Annotated[str | None, _column_option("market")]
Quantity = Annotated[str | None, _column_option("quantity")]
Unit = Annotated[str | None, _column_option("unit")]
Date = Annotated[str | None, _column_option("date")]


_NO_USE = ("matrix", "hidden", "places_sheet", "places_file", "leave_out_bad")


def read_options(reading: Reading, **given: str | None) -> Any:
    """Return the recipe with the options of a command, which win over the file's, and how records are cut."""
    from routemap.records.cut import read_plan
    from routemap.routes.recipe import with_options

    theirs: dict[str, str] = {}
    fixed: dict[str, str] = {}
    for ours, text in given.items():
        if text is not None and text.startswith("="):
            fixed["start" if ours == "date" else ours] = text[1:]
        elif text is not None:
            theirs[text] = "start" if ours == "date" else ours
    recipe, cut = read_plan(reading.recipe)
    both = {"columns": {**reading.said.get("columns", {}), **theirs}, "set": {**reading.said.get("set", {}), **fixed}}
    return with_options(recipe, {**reading.said, **both}), cut


@app.command(epilog='Example: routemap aggregate "seizures/*.parquet" --recipe seizures.toml --out routes.parquet')
@reads_table(*_NO_USE)
def aggregate(
    files: Files,
    out: Annotated[Path, typer.Option(help="Table to write: .parquet, .csv or .geojson.")],
    origin: Origin = None,
    destination: Destination = None,
    transit: Transit = None,
    market: Market = None,
    quantity: Quantity = None,
    unit: Unit = None,
    date: Date = None,
    by: By = None,
    engine: Engine = "duckdb",
    record: Record = None,
    duplicates: Annotated[
        str | None, typer.Option(metavar="count|drop|keep", help="What becomes of records that share a name.")
    ] = None,
    people: Annotated[
        People | None, typer.Option(help="Whether the records, or their quantities, count people.")
    ] = None,
    people_below: Annotated[
        int | None,
        typer.Option(metavar="K", help="Tell flows of fewer people only as 'below K'; victims' records: 11."),
    ] = None,
    allow_small_counts: Annotated[
        bool, typer.Option("--allow-small-counts", help="Tell small counts of people.")
    ] = False,
    known: Known = None,
    most_unresolved: Annotated[
        str | None, typer.Option(metavar="SHARE", help="Refuse when more records have a place not understood.")
    ] = None,
    memory: Memory = "4GB",
    cache: Annotated[
        Path | None,
        typer.Option(
            parser=folder,
            metavar="<path>",
            help="Folder to keep what each file came to: then only new files are scanned.",
        ),
    ] = None,
    report: Annotated[Path | None, typer.Option(help="JSON file for the whole account.")] = None,
    debug: Debug = False,
    *,
    reading: Reading,
) -> None:
    """Turn records, however many, into a table of routes: equal ones counted and added up exactly."""
    del debug
    from dataclasses import replace

    from routemap.records.aggregating import run_aggregation
    from routemap.records.cut import share
    from routemap.records.writing import require_suffix, table_bytes

    require_suffix(out)
    recipe, cut = read_options(
        reading, origin=origin, destination=destination, transit=transit, market=market, quantity=quantity, unit=unit,
        date=date,
    )  # fmt: skip
    given: dict[str, Any] = {
        "by": by and by.value,
        "record": record,
        "duplicates": duplicates,
        "people": people.value
        if people
        else ("quantity" if quantity else "records")
        if people_below and not cut.people
        else None,
        "people_below": people_below,
        "allow_small_counts": allow_small_counts or None,
        "known": str(known) if known else None,
        "most_unresolved": share(most_unresolved) if most_unresolved else None,
    }
    cut = replace(cut, **{key: value for key, value in given.items() if value is not None})
    targets = [out, *([report] if report else [])]
    tell_apart(*targets)
    spare_inputs([*inputs_of("-", reading), *([str(known)] if known else [])], *targets)
    with stages() as stage:
        found = run_aggregation(files, recipe, cut=cut, engine=engine, memory=memory, cache=cache, progress=stage)
        spare_inputs(found.account.files, *targets)
        account = {report: found.account.to_json().encode("utf-8")} if report else {}
        for line in found.account.lines():
            say(line)
        if found.account.refusal:
            write_files(account)
            raise RouteError(f"{found.account.refusal}; {shown(out)} was not written")
        stage("writing")
        write_files({out: table_bytes(found.routes, out)} | account)
    print_result(f"wrote {len(found.routes):,} routes to {shown(out)}")


@app.command(epilog='Example: routemap records cocaine-trade-col-nor-0f3c "seizures/*.parquet" --recipe seizures.toml')
@reads_table(*_NO_USE)
def records(
    route: Annotated[str, typer.Argument(metavar="ROUTE-ID", help="Id of a route in the table that aggregate wrote.")],
    files: Files,
    origin: Origin = None,
    destination: Destination = None,
    transit: Transit = None,
    market: Market = None,
    quantity: Quantity = None,
    unit: Unit = None,
    date: Date = None,
    by: By = None,
    engine: Engine = "duckdb",
    known: Known = None,
    memory: Memory = "4GB",
    debug: Debug = False,
    *,
    reading: Reading,
) -> None:
    """Print the records behind a route, as they stand in the files, as CSV."""
    del debug
    from dataclasses import replace

    from routemap.records.lineage import records_of
    from routemap.routes.spreadsheet import neutralise_text

    recipe, cut = read_options(
        reading, origin=origin, destination=destination, transit=transit, market=market, quantity=quantity, unit=unit,
        date=date,
    )  # fmt: skip
    given = {"by": by and by.value, "known": str(known) if known else None}
    cut = replace(cut, **{key: value for key, value in given.items() if value is not None})
    with stages() as stage:
        found = records_of(route, files, recipe, cut=cut, engine=engine, memory=memory, progress=stage)
    out = io.StringIO()
    rows = [found.header, *found.rows]
    csv.writer(out, lineterminator="\n").writerows([neutralise_text(cell) for cell in row] for row in rows)
    write_result(out.getvalue().encode("utf-8"))
    say(f"{len(found.rows):,} records")
