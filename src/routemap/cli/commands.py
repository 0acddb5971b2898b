"""The commands, one function each."""

from __future__ import annotations

import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from routemap.cli.figures import card_painter
from routemap.cli.large import read_merged, say_merged
from routemap.cli.options import Colour, Debug, IncludeDrafts, NoCache, Source, app, folder
from routemap.cli.reading import Reading, TableCommand, reads_table
from routemap.cli.streams import write_result
from routemap.cli.talk import (
    accept,
    check_input,
    inputs_of,
    json_text,
    left_out,
    print_left_out,
    print_problems,
    print_result,
    refusal,
    require_language,
    say,
    source_hash,
    spare_inputs,
    stages,
    tell_apart,
)
from routemap.errors import RouteError
from routemap.files import shown
from routemap.files.cache import without_cache
from routemap.problems import counted, show_value

_DEFAULT_INPUT = Path("data/routes.geojson")


class Shape(StrEnum):
    """The courses a line may take in an export."""

    geodesic = "geodesic"
    curve = "curve"
    straight = "straight"


@app.command(cls=TableCommand, epilog="Example: routemap build data/routes.geojson --out maps/")
@reads_table()
def build(
    source: Source = str(_DEFAULT_INPUT),
    out: Annotated[Path, typer.Option(parser=folder, metavar="<path>", help="Folder for the pages.")] = Path("maps"),
    lang: Annotated[str, typer.Option(help="Language of the pages: en, ar, es, fr, nb, pt, ru or zh.")] = "en",
    open_index: Annotated[bool, typer.Option("--open", help="Open the index in the browser when done.")] = False,
    title: Annotated[str | None, typer.Option(help="Title of the whole, above that of each market.")] = None,
    subject: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Country or region the table is about; else its routes say it.")
    ] = None,
    byline: Annotated[str | None, typer.Option(help="Who made the maps: a line below each title.")] = None,
    colour: Colour = None,
    include_drafts: IncludeDrafts = False,
    alone: Annotated[
        bool, typer.Option("--alone", help="Only a page per market, none of which names the other markets.")
    ] = False,
    cards: Annotated[
        bool, typer.Option("--cards", help="Write a picture beside each page, shown by those who show a link to it.")
    ] = False,
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where the folder will stand on the web; for --cards, which need it.")
    ] = "",
    shared: Annotated[
        bool, typer.Option("--shared", help="Write scripts and styles once, beside the pages: for web servers alone.")
    ] = False,
    no_cache: NoCache = False,
    debug: Debug = False,
    *,
    reading: Reading,
) -> None:
    """Write interactive maps: a page per market, and an index.

    Each page is one file that opens offline, unless --shared; a page of all markets and manifest.json are written
    beside them, and the pages link to each other. A table of one market makes one page.
    """
    del debug
    if source == str(_DEFAULT_INPUT) and not _DEFAULT_INPUT.exists():
        begin = "name your table: routemap build my-table.csv; to begin one: routemap new my-maps"
        raise typer.BadParameter(f"{source} is not here; {begin}", param_hint="INPUT")
    require_language(lang)
    from routemap.scene.heading import Authorship

    try:
        Authorship.of(title, subject, byline)
    except RouteError as error:
        raise typer.BadParameter(str(error), param_hint="--subject") from error
    painter = card_painter(lang, address, cards=cards)
    spare_inputs(inputs_of(source, reading), out / "manifest.json", *out.glob("*.html"))
    with without_cache(off=no_cache), stages() as stage:
        routes, merged = read_merged(source, reading, colour, stage)
        from routemap.webmap import build_maps

        stage("drawing")
        result = build_maps(
            routes,
            out,
            lang=lang,
            title=title,
            subject=subject,
            byline=byline,
            source_hash=source_hash(source),
            colour=colour,
            include_drafts=include_drafts,
            merged_from=merged,
            alone=alone,
            cards=painter,
            address=address,
            shared=shared,
            progress=stage,
        )
    if result.merged and not merged:
        say_merged(result.read, result.merged)
    if result.warning:
        say(f"warning: {result.warning}")
    first = (
        "index.html" if "index.html" in result.files else next(name for name in result.files if name.endswith(".html"))
    )
    if cards and not address:
        say("note: who shows a link looks for its picture by a full address; --address says where the folder will be")
    # A folder as it was typed leads there; where it lies otherwise is nobody's business.
    folder = shown(out) if out.is_absolute() or ".." in out.parts else show_value(out.as_posix())
    print_result(f"{result}; open {folder}/{first}")
    if open_index and not webbrowser.open((out / first).resolve().as_uri()):
        say("note: no browser was found; open the file yourself")


@app.command(cls=TableCommand, epilog="Example: routemap encode data/routes.csv --out data/routes.geojson")
@reads_table()
def encode(
    source: Source,
    out: Annotated[Path, typer.Option(help="GeoJSON file to write; - for standard output.")],
    include_drafts: IncludeDrafts = False,
    debug: Debug = False,
    *,
    reading: Reading,
) -> None:
    """Encode a table of routes as GeoJSON lines."""
    del debug
    spare_inputs(inputs_of(source, reading), out)
    with stages() as stage:
        stage("reading and checking")
        routes = accept(check_input(source, reading))
        from routemap.lines import to_lines
        from routemap.routes.deciding import decided_routes
        from routemap.routes.geojson import feature_collection_bytes

        decided = decided_routes(routes, include_drafts=include_drafts)
        routes = decided.routes
        stage("drawing lines")
        data = feature_collection_bytes(routes, to_lines(routes).geometry)
    if str(out) == "-":
        write_result(data)
        return
    from routemap.files import write_file

    write_file(out, data)
    say(f"wrote {counted(len(routes), 'route')} to {shown(out)}{left_out(decided)}")


@app.command(cls=TableCommand, epilog="Example: routemap export my-table.csv --out routes.gpkg --out routes.kml")
@reads_table()
def export(
    source: Source,
    out: Annotated[
        list[Path],
        typer.Option(
            help="File to write, its format told by .geojson .gpkg .fgb .shp .zip .parquet .kml .csv .graphml .gexf."
        ),
    ],
    shape: Annotated[Shape, typer.Option(help="Course of the lines.")] = Shape.geodesic,
    colour: Colour = None,
    include_drafts: IncludeDrafts = False,
    debug: Debug = False,
    *,
    reading: Reading,
) -> None:
    """Write files for GIS software; QGIS opens them styled.

    Repeat --out for several formats.
    """
    del debug
    from routemap.gis.beside import files_made

    spare_inputs(inputs_of(source, reading), *(made for path in out for made in files_made(path)))
    with stages() as stage:
        routes, _ = read_merged(source, reading, colour, stage)
        from routemap.gis import export as export_routes
        from routemap.routes.deciding import decided_routes

        decided = decided_routes(routes, include_drafts=include_drafts)

        stage("writing")
        try:
            written = export_routes(routes, *out, shape=shape.value, colour=colour, include_drafts=include_drafts)
        except RouteError as error:  # a format there is not, or two files of one name
            raise typer.BadParameter(str(error), param_hint="--out") from error
    wrote = counted(len(decided.routes), "route")
    say(f"wrote {wrote} to {', '.join(map(shown, written))}{left_out(decided)}")


@app.command(cls=TableCommand, epilog="Example: routemap check my-table.csv --report problems.json")
@reads_table()
def check(
    source: Source,
    report_file: Annotated[Path | None, typer.Option("--report", help="Write all problems to this JSON file.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    save_recipe: Annotated[
        Path | None, typer.Option(help="Write how the table was read to this TOML file, for --recipe next time.")
    ] = None,
    debug: Debug = False,
    *,
    reading: Reading,
) -> None:
    """Say everything that is wrong with a table, all at once.

    Problems go to standard error; the exit status is 0 when the table can be drawn and 1 when it is refused.
    """
    del debug
    tell_apart(report_file, save_recipe)
    spare_inputs(inputs_of(source, reading), *filter(None, (report_file, save_recipe)))
    with stages() as stage:
        stage("reading and checking")
        report = check_input(source, reading)
    if report_file:
        from routemap.files import write_file

        content = {
            "input": source if source == "-" else Path(source).name,
            "rows_read": report.rows_read,
            "accepted": report.is_accepted,
            "left_out": [problem.to_dict() for problem in report.left_out],
            "problems": [problem.to_dict() for problem in report.problems],
        }
        write_file(report_file, f"{json_text(content)}\n".encode())
    if save_recipe:
        _save_recipe(save_recipe, reading)
    print_left_out(report)
    print_problems(report.problems)
    refused = not report.is_accepted or (strict and bool(report.problems))
    if refused:
        print_result(refusal(report.problems))
        raise typer.Exit(1)
    warnings = f", {counted(len(report.problems), 'warning')}" if report.problems else ""
    print_result(f"accepted: {counted(report.rows_read, 'row')}, {counted(report.count, 'route')}{warnings}")


def _save_recipe(path: Path, reading: Reading) -> None:
    from routemap.files import write_file
    from routemap.routes.recipe_file import read_recipe, recipe_text

    write_file(path, recipe_text(read_recipe(reading.recipe, reading.said), beside=path).encode("utf-8"))
    say(f"wrote how the table is read to {shown(path)}")


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.", is_eager=True)] = False,
) -> None:
    if version:
        from routemap.version import __version__

        print_result(f"routemap {__version__}")
        raise typer.Exit
