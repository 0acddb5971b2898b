"""The command for figures."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from routemap.cli.large import read_merged
from routemap.cli.options import Colour, Debug, IncludeDrafts, NoCache, Source, app
from routemap.cli.reading import Reading, TableCommand, reads_table
from routemap.cli.surroundings import own_settings
from routemap.cli.talk import inputs_of, left_out, say, spare_inputs, stages
from routemap.errors import ExportError, RouteError
from routemap.files import shown
from routemap.files.cache import without_cache
from routemap.problems import counted

if TYPE_CHECKING:
    from routemap.webmap.previews import Painter


def card_painter(lang: str, address: str, *, cards: bool) -> Painter | None:
    """Return what draws the cards, if they are wanted and can be drawn; else the command is wrong."""
    from routemap.figure.choices import check_choices
    from routemap.webmap.previews import Previews

    draw: Painter | None = None
    blamed = "--cards"
    try:
        if cards:
            check_choices(lang=lang)
            with own_settings():
                from routemap.figure import draw_card
            draw = draw_card
        blamed = "--address"
        Previews(draw, address)
    except RouteError as error:
        raise typer.BadParameter(str(error), param_hint=blamed) from error
    return draw


@app.command(
    cls=TableCommand, epilog='Example: routemap figure data/routes.geojson --market "heroin trade" --out heroin.pdf'
)
@reads_table()
def figure(
    source: Source,
    out: Annotated[list[Path], typer.Option(help="File to write, its format told by .svg .png .pdf.")],
    market: Annotated[str | None, typer.Option(help="Draw this market only; all by default.")] = None,
    width_mm: Annotated[
        float, typer.Option(help="Width on paper, 60 to 1200 (85 fits a column); the height follows.")
    ] = 180.0,
    dpi: Annotated[float, typer.Option(help="Dots per inch of a PNG, 36 to 1200.")] = 300.0,
    projection: Annotated[
        str,
        typer.Option(help="auto takes laea for a part of the world, else equal-earth; mercator looks like the pages."),
    ] = "auto",
    lang: Annotated[
        str, typer.Option(help="Language of names and fixed words: en, ar, es, fr, nb, pt, ru or zh.")
    ] = "en",
    title: Annotated[str | None, typer.Option(help="Heading instead of the market's name; '' for none.")] = None,
    no_legend: Annotated[bool, typer.Option("--no-legend", help="Leave out how to read the marks.")] = False,
    small_multiples: Annotated[
        bool, typer.Option("--small-multiples", help="One small map for each market, on one sheet.")
    ] = False,
    strongest: Annotated[
        str | None,
        typer.Option(help="Draw so many of the strongest lines in full, or all; else as many as can be told apart."),
    ] = None,
    fold: Annotated[
        str,
        typer.Option(
            help="Fold countries into regions of the UN: none, subregion, continent; auto where lines are too many."
        ),
    ] = "auto",
    colour: Colour = None,
    include_drafts: IncludeDrafts = False,
    no_cache: NoCache = False,
    debug: Debug = False,
    *,
    reading: Reading,
) -> None:
    """Draw the routes as a map for print.

    Repeat --out for several formats.
    """
    del debug
    from routemap.figure.choices import check_choices

    chosen = {"width_mm": width_mm, "dpi": dpi, "projection": projection, "lang": lang, "market": market}
    chosen |= {"strongest": strongest, "fold": fold}
    try:
        check_choices(*out, **chosen, small_multiples=small_multiples)  # type: ignore[arg-type]
    except (RouteError, ExportError) as error:
        raise typer.BadParameter(str(error)) from error
    spare_inputs(inputs_of(source, reading), *out)
    with without_cache(off=no_cache), stages() as stage:
        routes, _ = read_merged(source, reading, colour, stage)
        with own_settings():
            from routemap.figure import LettersWarning, write_figure
        from routemap.routes.deciding import decided_routes
        from routemap.scene.choosing import choose_routes

        decided = decided_routes(routes, include_drafts=include_drafts)
        try:
            drawn, _ = choose_routes(decided.routes, market)
        except RouteError as error:
            if not len(decided.routes):
                raise
            raise typer.BadParameter(str(error), param_hint="--market") from error

        stage("drawing")
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always", LettersWarning)
            write_figure(
                routes,
                *out,
                market=market,
                width_mm=width_mm,
                dpi=dpi,
                projection=projection,
                lang=lang,
                title=title,
                legend=not no_legend,
                small_multiples=small_multiples,
                strongest=strongest,
                fold=fold,
                colour=colour,
                include_drafts=include_drafts,
            )
    for one in heard:
        if issubclass(one.category, LettersWarning):
            say(f"warning: {one.message}")
    say(f"drew {counted(len(drawn), 'route')} in {', '.join(map(shown, out))}{left_out(decided)}")
