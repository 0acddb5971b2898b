"""The command that drafts routes from a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from routemap.cli.options import Debug, Encoding, app
from routemap.cli.streams import write_result
from routemap.cli.talk import refuse_what_is_no_file, require_language, say, spare_inputs, stages, tell_apart
from routemap.errors import PlaceError
from routemap.files import write_files
from routemap.problems import counted


@app.command(
    epilog='Example: routemap draft report.pdf --subject NOR --source "Annual report 2024" --out draft.csv '
    "--review review.html"
)
def draft(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="A report: .txt, .md, .html, .docx or .pdf; - for standard input.")
    ],
    out: Annotated[Path, typer.Option(help="CSV file of draft rows to write; - for standard output.")],
    source: Annotated[str, typer.Option(help="How the report is cited; goes into every row.")],
    subject: Annotated[
        str | None, typer.Option(help="Country or region that the report is about; without it no end is filled in.")
    ] = None,
    report_file: Annotated[
        Path | None, typer.Option("--report", help="Write every sentence, and what came of it, to this JSON file.")
    ] = None,
    decisions: Annotated[
        list[Path] | None, typer.Option(help="Earlier reviewed drafts (CSV), whose decisions are kept; repeatable.")
    ] = None,
    review: Annotated[
        Path | None, typer.Option(help="Write the page on which the drafts are reviewed to this HTML file.")
    ] = None,
    url: Annotated[str, typer.Option(help="Web address of the report.")] = "",
    lang: Annotated[
        str, typer.Option(help="Language of the review page's own words: en, ar, es, fr, nb, pt, ru or zh.")
    ] = "en",
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how each sentence that names a place was read.")
    ] = False,
    encoding: Encoding = None,
    debug: Debug = False,
) -> None:
    """Draft routes from the sentences of a report, for review.

    Drafts are not routes: build, figure, export and encode refuse rows that nobody has decided on.
    """
    del debug
    inputs = [report, *map(str, decisions or ())]
    for path in inputs:
        refuse_what_is_no_file(path)
    if not source.strip():
        raise typer.BadParameter("the citation is empty; a route without a source is a rumour", param_hint="--source")
    require_language(lang)
    targets = [out, *(path for path in (report_file, review) if path)]
    tell_apart(*targets)
    spare_inputs(inputs, *targets)
    from routemap.drafting import apply_decisions, draft_routes, read_document

    with stages() as stage:
        stage("reading")
        document = read_document(report, encoding=encoding)
        stage("drafting")
        try:
            drafts = draft_routes(document, subject=subject, source=source, url=_address(url), explain=explain)
        except PlaceError as error:
            raise typer.BadParameter(str(error), param_hint="--subject") from error
        if decisions:
            drafts = apply_decisions(drafts, [str(path) for path in decisions])
    for note in document.notes:
        say(f"note: {note}")
    if explain:
        for segment in drafts.segments:
            if segment.claims or segment.reason:
                say("\n".join((f"{segment.locator}: {segment.quote}", *(f"  {line}" for line in segment.trace))))
                say(f"  {counted(len(segment.claims), 'claim')}{'; ' + segment.reason if segment.reason else ''}")
    files = {out: drafts.to_csv()} if str(out) != "-" else {}
    files |= {report_file: drafts.to_json()} if report_file else {}
    if review:
        from routemap.review import review_html

        files[review] = review_html(drafts, lang=lang).encode("utf-8")
    write_files(files)
    if str(out) == "-":
        write_result(drafts.to_csv())
    counts = drafts.counts
    say(
        f"read {counted(counts['sentences'], 'sentence')}: {counted(counts['rows'], 'row')} drafted from "
        f"{counts['with claims']} ({counts['tier A']} of tier A), {counts['silent']} silent; "
        f"{counts['draft']} to be reviewed"
    )
    if review:
        say(f"open {review} to review them")


def _address(url: str) -> str:
    from routemap.routes.web_addresses import parse_url

    if not url:
        return ""
    address, fault = parse_url(url)
    if fault:
        raise typer.BadParameter(f"{url!r} {fault.message}; expected {fault.expected}", param_hint="--url")
    return address
