"""Tables as people have them: what each kind of fault says, and the option that its message ends with.

Every table is the smallest form of a fault of a public table: exports of customs and CITES, arms transfers, migration,
seizures in workbooks, tables in French and Spanish.
"""

import io
import shlex
from collections.abc import Callable

import openpyxl
import pytest

from routemap.cli.reading import _pairs, _values, _words
from routemap.errors import RouteError
from routemap.routes import Report, check_routes, read_routes
from routemap.routes.given_courses import COURSE
from routemap.routes.recipe_file import read_recipe, recipe_text

Check = Callable[..., Report]


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def said(report: Report) -> str:
    return "\n".join(str(problem) for problem in report.problems)


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


TITLED = (
    "Seizures by customs,,,\nin kilograms,,,\n,,,\nseized in,came from,bound for,kg\nSpain,Peru,Italy,5\nTotal,,,5\n"
)
NAMED = {"columns": {"seized in": "transit", "came from": "origin", "bound for": "destination", "kg": "quantity"}}


def test_a_header_below_titles_is_named_with_its_line_although_no_name_is_ours(check: Check) -> None:
    (problem,) = check(TITLED).errors
    assert problem.code == "header-late"
    assert problem.hint.endswith("--header-line 4")


def test_a_named_header_line_is_taken_and_the_total_row_left_aside(check: Check) -> None:
    report = check(TITLED, header_line=4, set={"market": "cocaine", "unit": "kg", "source": "Customs"}, **NAMED)
    assert codes(report) == ["total-row"]
    assert "line 6 is a total row ('Total')" in said(report)
    assert report.routes[["origin", "transit", "destination", "quantity"]].to_numpy().tolist() == [
        ["PER", "ESP", "ITA", 5.0]
    ]


def test_a_name_given_as_a_column_settles_where_the_header_is(check: Check) -> None:
    report = check(TITLED, set={"market": "cocaine", "unit": "kg", "source": "Customs"}, **NAMED)
    assert codes(report) == ["lines-above", "total-row"]
    assert "lines 1 to 2 stand above the names of the columns" in said(report)


def test_titles_of_a_workbook_are_found_as_those_of_a_text(check: Check) -> None:
    rows = [line.split(",") for line in TITLED.splitlines()]
    data = workbook({"Table 1": [[cell or None for cell in row] for row in rows]})
    (problem,) = check(data, "t.xlsx").errors
    assert problem.hint.endswith("--header-line 4")
    report = check(data, "t.xlsx", header_line=4, set={"market": "cocaine", "unit": "kg", "source": "s"}, **NAMED)
    assert codes(report) == ["total-row"]


def test_semicolons_below_a_title_with_a_comma_divide_the_table(check: Check) -> None:
    header = "marché;pays d'origine;pays de destination;quantité;unité;source"
    table = f"Saisies, 2021\n{header}\ncocaïne;Pérou;Espagne;1,5;kg;s\n"
    report = check(table, header_line=2, decimal=",")
    assert report.problems == ()
    assert report.routes["quantity"].tolist() == [1.5]


@pytest.mark.parametrize(
    "table",
    [
        "mercado;país de origen;país de tránsito;país de destino;cantidad;unidad;año;fuente\n"
        "cocaína;Colombia;Ecuador;España;600;kg;2021;s\n",
        "marché;pays d'origine;pays de transit;pays de destination;quantité;unité;année;source\n"
        "trafic de cocaïne;Colombie;Équateur;Espagne;600;kg;2021;s\n",
        "Marked;Opprinnelsesland;Transittland;Mottakerland;Mengde;Enhet;År;Kilde\n"
        "kokainhandel;Colombia;Ecuador;Spania;600;kg;2021;s\n",
    ],
    ids=["es", "fr", "nb"],
)
def test_headers_and_markets_are_read_in_the_languages_of_the_pages(check: Check, table: str) -> None:
    report = check(table)
    assert report.problems == ()
    columns = ["market", "origin", "transit", "destination", "quantity", "unit", "start", "source"]
    assert report.routes[columns].to_numpy().tolist() == [
        ["cocaine trade", "COL", "ECU", "ESP", 600.0, "kg", "2021", "s"]
    ]


@pytest.mark.parametrize(("name", "unit"), [("Amount (kg)", "kg"), ("Weight [t]", "t"), ("Value in USD", "USD")])
def test_a_unit_in_the_header_is_read(check: Check, name: str, unit: str) -> None:
    report = check(f"market,from,to,{name},source\narms,Peru,Spain,5,s\n")
    assert report.problems == ()
    assert report.routes[["quantity", "unit"]].to_numpy().tolist() == [[5.0, unit]]


def test_a_year_in_the_header_is_no_unit(check: Check) -> None:
    assert "unit" not in said(check("market,from,to,Amount in 2009,source\narms,Peru,Spain,5,s\n"))


@pytest.mark.parametrize(("word", "ours"), [("Élevée", "high"), ("media", "medium"), ("lav", "low")])
def test_words_of_confidence_are_read_in_the_languages_of_the_pages(check: Check, word: str, ours: str) -> None:
    report = check(f"market,from,to,source,confidence\narms,Peru,Spain,s,{word}\n")
    assert report.routes["confidence"].tolist() == [ours]


def test_goods_are_a_market_of_their_own_with_the_market_they_belong_to_as_a_hint(check: Check) -> None:
    report = check("market,from,to,source\nFentanyl,China,Mexico,s\n")
    assert report.routes["market"].tolist() == ["Fentanyl"]
    (problem,) = report.problems
    assert problem.hint.endswith("--values 'market:Fentanyl=synthetic drug trade'")
    told = check("market,from,to,source\nFentanyl,China,Mexico,s\n", values={"market": {"Fentanyl": "synthetics"}})
    assert told.routes["market"].tolist() == ["synthetic drug trade"]


def test_words_for_many_places_or_none_are_kept_and_told_once(check: Check) -> None:
    table = 'market,from,to,source\nsmuggling,Stateless,Norway,s\nsmuggling,"Areas, nes",Norway,s\n'
    report = check(table + "smuggling,Various,Norway,s\nsmuggling,Peru,Norway,s\n")
    assert codes(report) == ["place-words"]
    assert "3 rows: read as unknown: Stateless, Areas, nes, Various" in said(report)
    assert report.routes["origin"].tolist() == ["", "", "", "PER"]
    assert report.routes["origin_as_written"].tolist() == ["Stateless", "Areas, nes", "Various", ""]


def test_kept_words_come_back_from_every_table_written(check: Check) -> None:
    routes = check("market,from,to,source\nsmuggling,Stateless,Norway,s\n").routes
    again = check_routes(io.BytesIO(routes.to_csv(index=False).encode()))
    assert again.routes["origin_as_written"].tolist() == ["Stateless"]
    assert again.routes["id"].tolist() == routes["id"].tolist()


def test_the_world_is_asked_about_as_a_total_and_stays(check: Check) -> None:
    report = check("market,from,to,source\nflora,Ghana,China,s\nflora,World,China,s\n")
    assert codes(report) == ["place-total"]
    assert "'World': stands for a total; is this a total row?" in said(report)
    assert len(report.routes) == 2


@pytest.mark.parametrize("word", ["Total", "TOTAL", "Grand total", "Totalt", "Sub-total:", "Total (kg)"])
def test_a_total_row_is_one_warning_and_left_aside(check: Check, word: str) -> None:
    report = check(f"market,from,to,quantity,unit,source\narms,Peru,Spain,5,kg,s\n{word},,,5,,\n")
    assert codes(report) == ["total-row"]
    assert len(report.routes) == 1


def test_text_damaged_before_it_came_here_is_told_with_its_line(check: Check) -> None:
    report = check("market,from,to,source\narms,Peru,Spain,CONSEIL G\ufffdN\narms,Peru,Italy,EspaÃ±a\n")
    assert [(problem.code, problem.line) for problem in report.problems] == [("text-damaged", 2), ("text-damaged", 3)]
    assert "was it 'España'?" in said(report)


@pytest.mark.parametrize("text", ["España", "Ã", "Âge d’or", "naïve – yes", "Ålesund", "“quoted”", "São Tomé"])
def test_sound_text_is_not_called_damaged(check: Check, text: str) -> None:
    assert check(f"market,from,to,source\narms,Peru,Spain,{text}\n").problems == ()


THOUSANDS = "market,from,to,quantity,unit,source\narms,Peru,Spain,1.000,kg,s\narms,Peru,Italy,12.750,kg,s\n"


def test_points_that_may_stand_between_thousands_are_asked_about(check: Check) -> None:
    report = check(THOUSANDS)
    assert codes(report) == ["number-thousands"]
    assert "thousands? say --decimal , or write 1000" in said(report)
    assert report.routes["quantity"].tolist() == [1.0, 12.75]


@pytest.mark.parametrize(("decimal", "numbers"), [(",", [1000.0, 12750.0]), (".", [1.0, 12.75])])
def test_the_mark_before_decimals_can_be_said(check: Check, decimal: str, numbers: list[float]) -> None:
    report = check(THOUSANDS, decimal=decimal)
    assert report.problems == ()
    assert report.routes["quantity"].tolist() == numbers


def test_numbers_of_a_workbook_are_numbers_whatever_mark_is_said(check: Check) -> None:
    rows: list[list[object]] = [["market", "from", "to", "quantity", "unit", "source"]]
    rows += [["arms", "Peru", "Spain", 1.234, "kg", "s"], ["arms", "Peru", "Italy", "1.234,5", "kg", "s"]]
    report = check(workbook({"routes": rows}), "t.xlsx", decimal=",")
    assert report.routes["quantity"].tolist() == [1.234, 1234.5]
    assert check(workbook({"routes": [*rows[:2], *rows[1:2]]}), "t.xlsx").warnings[0].code == "row-duplicate"


@pytest.mark.parametrize("word", [":", "..", "n/a", "-", "N/D"])
def test_words_for_no_number_are_empty_and_told_once(check: Check, word: str) -> None:
    table = f"market,from,to,quantity,unit,source\narms,Peru,Spain,{word},kg,s\narms,Peru,Italy,{word},kg,s\n"
    report = check(table)
    assert codes(report) == ["number-empty"]
    assert f"read as no number: {word} (2 rows: lines 2, 3)" in said(report)


def test_a_source_of_single_letters_is_doubted_and_can_be_kept_as_an_own_column(check: Check) -> None:
    table = "market,Exporter,Importer,Source\nfauna,KE,CN,W\nfauna,KE,VN,I\nfauna,TZ,CN,O\n"
    ends = {"Exporter": "origin", "Importer": "destination"}
    report = check(table, columns=ends)
    assert codes(report) == ["source-codes"]
    assert said(report).endswith("--columns Source=")
    kept = check(table, columns={**ends, "Source": ""}, set={"source": "CITES"})
    assert kept.routes["source"].tolist() == ["CITES"] * 3
    assert kept.routes["Source (own)"].tolist() == ["W", "I", "O"]


def test_parties_of_a_trade_are_offered_as_ends(check: Check) -> None:
    (problem,) = check("market,Supplier,Recipient,source\narms,Peru,Spain,s\n").errors
    assert problem.hint.endswith("--columns Supplier=origin --columns Recipient=destination")


def test_words_in_a_column_of_numbers_are_offered_as_a_magnitude(check: Check) -> None:
    table = "market,from,to,volume,source\narms,COL,PAN,high,s\narms,ECU,MEX,medium,s\n"
    assert said(check(table)).endswith("words: is it magnitude? --columns volume=magnitude")
    assert check(table, columns={"volume": "magnitude"}).routes["magnitude"].tolist() == ["major", "moderate"]


def test_a_scale_of_ones_own_is_read_with_values(check: Check) -> None:
    table = "market,from,to,reliability,source\narms,Iraq,Spain,Verified,s\narms,Iran,Spain,Partially Verified,s\n"
    assert [problem.hint for problem in check(table).errors] == [
        "say what it means: --values confidence:Verified=high",
        "say what it means: --values 'confidence:Partially Verified=medium'",
    ]
    values = _values(["confidence:Verified=high,Partially Verified=medium"])
    assert check(table, values=values).routes["confidence"].tolist() == ["high", "medium"]


def test_a_table_without_a_whole_end_is_told_of(check: Check) -> None:
    report = check("market,to,harbour,source\narms,Spain,Callao,s\n")
    assert codes(report) == ["column-end", "column-kept"]
    assert "the origin of every route is unknown; if one does, say which: --columns harbour=origin" in said(report)


DATED = "market,from,to,source,date\narms,Peru,Spain,s,17/05/2021\narms,Peru,Italy,s,03/04/2021\n"


def test_dates_that_show_their_order_say_which(check: Check) -> None:
    hints = [problem.hint for problem in check(DATED).errors]
    assert hints[1] == "17/05 shows day first: --dates day-first"
    assert check(DATED, dates="day-first").routes["start"].tolist() == ["2021-05-17", "2021-04-03"]


def test_dates_that_show_no_order_are_asked_about(check: Check) -> None:
    (problem,) = check("market,from,to,source,date\narms,Peru,Italy,s,03/04/2021\n").errors
    assert problem.hint == "say which stands first: --dates day-first or --dates month-first"


def test_codes_for_unknown_are_named_and_read_with_the_option(check: Check) -> None:
    table = "market,from,to,source\nfauna,XX,CN,s\nfauna,ZZ,JP,s\nfauna,XX,KE,s\n"
    assert {problem.hint for problem in check(table).errors} == {
        "XX is often used for unknown: --unknown XX,ZZ",
        "ZZ is often used for unknown: --unknown XX,ZZ",
    }
    assert check(table, unknown=["XX", "ZZ"]).routes["origin"].tolist() == ["", "", ""]


def test_a_word_that_begins_with_unknown_is_offered_as_unknown(check: Check) -> None:
    (problem,) = check("market,from,to,source\nfauna,Unknown recipient(s),CN,s\n").errors
    assert problem.hint == "if it says that the place is not known: --unknown 'Unknown recipient(s)'"


@pytest.mark.parametrize("name", ["Eritrea or Somalia", "Eritrea/Somalia", "Eritrea and Somalia", "Eritrea & Somalia"])
def test_several_places_in_a_cell_are_offered_as_alternatives(check: Check, name: str) -> None:
    table = f"market,from,to,source\nsmuggling,{name},Italy,s\n"
    (problem,) = check(table).errors
    assert problem.hint.startswith("write Eritrea | Somalia")
    values = _values([shlex.split(problem.hint.partition("--values ")[2])[0]])
    assert check(table, values=values).routes["origin"].tolist() == ["ERI", "SOM"]


def test_footnote_marks_are_set_aside_with_a_note(check: Check) -> None:
    rows = "\n".join(
        f"arms,{name},Spain,s{k}" for k, name in enumerate(("Peru (1)", "Peru*", "Peru†", "Peru [a]", "Peru¹"))
    )
    report = check(f"market,from,to,source\n{rows}\n")
    assert codes(report) == ["place-marked"] * 5
    assert set(report.routes["origin"]) == {"PER"}


def test_a_group_with_its_country_is_offered_as_the_country(check: Check) -> None:
    (problem,) = check("market,from,to,source\narms,Hezbollah (Lebanon)*,Spain,s\n").errors
    assert "group" in str(problem)
    assert "actors" in str(problem)
    assert problem.hint.endswith("--values 'origin:Hezbollah (Lebanon)*=LBN'")


MATRIX = ",Spain,Italy,Total\nPeru,5,3,8\nColombia,2,,2\nTotal,7,3,10\n"
OF_MATRIX = {"market": "cocaine", "unit": "kg", "source": "s"}


def test_a_matrix_is_known_for_one(check: Check) -> None:
    assert "this looks like a matrix, with places in column 1 and in the header: --matrix reads it" in said(
        check(MATRIX)
    )


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        ("origins", [["PER", "ESP", 5.0], ["PER", "ITA", 3.0], ["COL", "ESP", 2.0]]),
        ("destinations", [["ESP", "PER", 5.0], ["ITA", "PER", 3.0], ["ESP", "COL", 2.0]]),
    ],
)
def test_a_matrix_is_read_without_its_totals(check: Check, rows: str, pairs: list[list[object]]) -> None:
    report = check(MATRIX, matrix=rows, set=OF_MATRIX)
    assert report.routes[["origin", "destination", "quantity"]].to_numpy().tolist() == pairs
    assert "the row 'Total', the column 'Total' are totals, and left aside" in said(report)
    assert codes(report) == ["total-row"]


def test_a_matrix_of_a_workbook_is_read_too(check: Check) -> None:
    rows = [line.split(",") for line in MATRIX.splitlines()]
    data = workbook({"m": [[int(cell) if cell.isdigit() else cell or None for cell in row] for row in rows]})
    assert len(check(data, "t.xlsx", matrix="origins", set=OF_MATRIX).routes) == 3


def test_what_is_no_matrix_is_refused_as_one(check: Check) -> None:
    (problem,) = check("a,b\n1,2\n", matrix="origins").errors
    assert problem.code == "matrix-none"


UNMARKED = "Origin,Dest,Refugees in 2009\nSDN,ARE,15\nUGA,GBR,1601\n"


def test_a_table_without_a_market_names_the_way_out_and_constants_fill_it(check: Check) -> None:
    (problem,) = check(UNMARKED).errors
    assert problem.hint == "say which for all rows, such as: --set 'market=human smuggling'"
    report = check(
        UNMARKED,
        set={"market": "human smuggling", "source": "UNHCR 2009", "unit": "persons"},
        columns={"Refugees in 2009": "quantity"},
    )
    assert report.problems == ()
    columns = ["market", "quantity", "unit", "source"]
    assert report.routes[columns].to_numpy().tolist() == [
        ["human smuggling", 15.0, "persons", "UNHCR 2009"],
        ["human smuggling", 1601.0, "persons", "UNHCR 2009"],
    ]


def test_constants_fill_empty_cells_and_leave_others(check: Check) -> None:
    table = "market,from,to,source\narms,Peru,Spain,\n,Peru,Italy,s\n"
    report = check(table, set={"source": "all", "market": "cocaine"})
    assert report.routes[["market", "source"]].to_numpy().tolist() == [
        ["arms trafficking", "all"],
        ["cocaine trade", "s"],
    ]


BAD = "market,from,to,source\narms,Peru,Spain,s\narms,Peru,Nowhereland,s\narms,Chile\narms,,,s\n"


def test_bad_rows_refuse_a_table_and_can_be_left_out(check: Check) -> None:
    assert check(BAD).routes is None
    report = check(BAD, leave_out_bad=True)
    assert len(report.routes) == 1
    assert [problem.line for problem in report.left_out] == [3, 4, 5]
    assert codes(report) == ["rows-left-out"]
    assert report.rows_read == 4
    assert len(report.routes.attrs["left_out"]) == 3


def test_what_is_wrong_with_the_whole_table_refuses_it_all_the_same(check: Check) -> None:
    assert check("from,to\nPeru,Nowhereland\n", leave_out_bad=True).routes is None
    assert check("market,to\narms,Nowhereland\n", leave_out_bad=True).routes is None


def test_five_thousand_errors_of_one_name_are_one_line_and_every_row_is_reported(check: Check) -> None:
    from routemap.problems import group_alike

    report = check("market,from,to,source\n" + "arms,Narnia,Spain,s\n" * 30 + "arms,Mordor,Spain,s\n")
    lines = [str(alike) for alike in group_alike(report.errors)]
    assert len(lines) == 2
    assert "'Narnia' (30 rows: 2, 3, 4 …)" in lines[0]
    assert len(report.errors) == 31


SHEETS = {
    "about": [["what", "value"], ["kind", "T"]],
    "locations": [["id", "name", "lat"], [1, "Peru", -9], [2, "Spain", 40]],
    "flows": [["origin", "dest", "count"], [1, 2, 5], [2, 1, 3]],
}


def test_the_sheet_that_has_our_columns_is_named(check: Check) -> None:
    assert "'flows' has our columns: --sheet flows" in said(check(workbook(SHEETS), "t.xlsx"))


def test_ids_are_joined_to_names_from_another_sheet(check: Check) -> None:
    constants = {"market": "arms", "unit": "items", "source": "s"}
    report = check(workbook(SHEETS), "t.xlsx", sheet="flows", places_sheet="locations", set=constants)
    assert report.problems == ()
    assert report.routes[["origin", "destination"]].to_numpy().tolist() == [["PER", "ESP"], ["ESP", "PER"]]


def test_an_id_that_the_list_lacks_is_an_error_and_no_numeric_code(check: Check) -> None:
    sheets = SHEETS | {"flows": [["origin", "dest", "count"], [1, 578, 5]]}
    errors = check(workbook(sheets), "t.xlsx", sheet="flows", places_sheet="locations", set={"market": "arms"}).errors
    assert [(problem.code, problem.value) for problem in errors] == [("place-unlisted", "578")]


def test_the_sheet_that_lists_the_places_is_offered_by_its_name(check: Check) -> None:
    sheets: dict[str, list[list[object]]] = {
        "routes": [["market", "from", "to", "source"], ["arms", 17, "Spain", "s"]],
        "About": [["made by hand"]],
        "Country codes": [["id", "name"], [17, "Italy"], ["Spain", "Spain"]],
    }
    (problem,) = check(workbook(sheets), "t.xlsx").errors
    ready = "--places-sheet 'Country codes' or --places-file places.csv"
    assert problem.hint == f"if it is the id of a place: {ready}, where its name stands"
    assert check(workbook(sheets), "t.xlsx", places_sheet="Country codes").routes is not None


def test_ids_are_joined_to_names_from_another_file(tmp_path) -> None:
    (tmp_path / "flows.csv").write_text("origin,dest,count\na,b,5\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("id,name\na,Peru\nb,Spain\n", encoding="utf-8")
    recipe = {"set": {"market": "arms"}, "places_file": str(tmp_path / "places.csv")}
    assert check_routes(tmp_path / "flows.csv", recipe=recipe).routes["origin"].tolist() == ["PER"]


def test_a_recipe_says_what_the_options_say_and_is_written_as_it_is_read(tmp_path) -> None:
    how = {
        "columns": {"seized in": "transit", 'a "quoted" one': "note", "Source": ""},
        "set": {"market": "cocaine", "source": "Café, 2021"},
        "values": {"origin": {"Korea, Dem. Rep.": "PRK"}},
        "unknown": ["XX", "Areas, nes"],
        "decimal": ",",
        "dates": "day-first",
        "header_line": 4,
        "leave_out_bad": True,
    }
    path = tmp_path / "mine.toml"
    path.write_text(recipe_text(read_recipe(how), beside=path), encoding="utf-8")
    assert read_recipe(path) == read_recipe(how)


def test_options_win_over_a_recipe_and_add_to_it() -> None:
    both = read_recipe(
        {"columns": {"a": "origin", "b": "destination"}, "decimal": ",", "unknown": ["XX"]},
        {"columns": {"c": "origin"}, "decimal": ".", "unknown": ["ZZ"], "sheet": None},
    )
    assert both.columns == {"b": "destination", "c": "origin"}
    assert (both.decimal, both.unknown, both.sheet) == (".", ("XX", "ZZ"), None)


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        (["from=origin,to=destination"], {"from": "origin", "to": "destination"}),
        (["Country, of departure=origin"], {"Country, of departure": "origin"}),
        (["a=b=origin", "Source="], {"a=b": "origin", "Source": ""}),
    ],
)
def test_columns_add_up_and_a_header_may_hold_a_comma(texts: list[str], pairs: dict[str, str]) -> None:
    assert dict(_pairs("--columns", texts)) == pairs


def test_a_word_with_a_comma_stands_in_quotes() -> None:
    assert _words(['XX, "Areas, nes"', "ZZ"]) == ["XX", "Areas, nes", "ZZ"]


def test_ready_options_are_quoted_for_a_shell_and_harmless(check: Check) -> None:
    (problem,) = check("market,from,to,source\narms,$(reboot) `x` && y',Spain,s\n").errors
    assert shlex.split(problem.hint.partition("--unknown ")[2]) == ["$(reboot) `x` && y'"]
    (problem,) = check("market,from,to,source\narms,a\u2028b,Spain,s\n").errors
    assert "--unknown" not in problem.hint


def test_a_workbook_packed_as_none_is_refused_in_a_sentence(check: Check) -> None:
    data = bytearray(workbook(SHEETS))
    at = data.find(b"PK\x03\x04")
    while at >= 0:  # bit 5 of the flags: patched data, which Python does not unpack
        data[at + 6] |= 0x20
        at = data.find(b"PK\x03\x04", at + 4)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 0x20
        at = data.find(b"PK\x01\x02", at + 4)
    report = check(bytes(data), "t.xlsx")
    assert report.routes is None
    assert len(report.errors) == 1


PORTUGUESE = "Mercado,País de origem,País de destino,Quantidade,Unidade,Fonte\ncocaína,Bolívia,Brasil,1,kg,PF\n"


def test_headers_are_read_in_portuguese(check: Check) -> None:
    report = check(PORTUGUESE)
    assert report.problems == ()
    columns = ["market", "origin", "destination", "quantity", "unit", "source"]
    assert report.routes[columns].to_numpy().tolist() == [["cocaine trade", "BOL", "BRA", 1.0, "kg", "PF"]]


@pytest.mark.parametrize(
    ("header", "option"),
    [
        ("Exporter,Destination", "--columns Exporter=origin"),
        ("Origin,Country of exploitation", "--columns 'Country of exploitation=destination'"),
        ("Nationalité,Destination", "--columns 'Nationalité=origin'"),
        ("App.,Origin,Importer", "--columns Importer=destination"),
        (
            "Likely origin,Likely destination",
            "--columns 'Likely origin=origin' --columns 'Likely destination=destination'",
        ),
    ],
)
def test_a_column_that_may_say_an_end_is_the_one_offered(check: Check, header: str, option: str) -> None:
    rows = ",".join("Niger" for _ in header.split(","))
    report = check(f"market,source,{header}\ncocaine,s,{rows}\n")
    assert f"{option}\n" in f"{said(report)}\n"


def test_a_matrix_whose_first_column_says_what_it_holds_is_known_for_one(check: Check) -> None:
    report = check("Destination,Afghanistan,Eritrea,Syria\nGermany,1,2,3\nSweden,4,5,6\n", set={"market": "cocaine"})
    assert "--matrix destinations reads it" in said(report)


@pytest.mark.parametrize(
    ("word", "ours"), [("Verified", "high"), ("Partially Verified", "medium"), ("Unconfirmed", "low")]
)
def test_the_option_for_a_scale_of_ones_own_names_the_likeliest_level(check: Check, word: str, ours: str) -> None:
    report = check(f"market,from,to,source,reliability\ncocaine,Peru,Spain,s,{word}\n")
    assert f"confidence:{word}={ours}" in said(report)


def test_points_before_three_digits_are_doubted_beside_small_whole_numbers(check: Check) -> None:
    header = "market,origin,destination,quantity,unit,source\n"
    rows = "".join(
        f"cocaine,Peru,{place},{text},kg,s\n"
        for place, text in (("Spain", "1.000"), ("Italy", "2.500"), ("Malta", "750"))
    )
    assert "thousands?" in said(check(header + rows))
    assert "thousands?" not in said(check(header + rows.replace("2.500", "2.5")))


def test_a_total_below_its_rows_is_asked_about_as_one_above_them_is(check: Check) -> None:
    header = "market,origin,destination,quantity,unit,source\n"
    rows = "cocaine,Peru,Spain,3,kg,s\ncocaine,Peru,Italy,4,kg,s\n"
    total = "cocaine,Peru,Europe,7,kg,s\n"
    assert "is the sum of the 2 rows above it; is this a total row?" in said(check(header + rows + total))
    assert "is the sum of the 2 rows below it; is this a total row?" in said(check(header + total + rows))


def test_what_a_decimal_comma_leaves_no_meaning_for_is_refused(check: Check) -> None:
    table = "market,origin,destination,quantity,unit,source\ncocaine,Peru,Spain,{},kg,s\n"
    (problem,) = check(table.format("12.34"), decimal=",").errors
    assert problem.message == "has a point that stands before no three digits"
    assert check(table.format("12.340"), decimal=",").routes["quantity"].tolist() == [12340.0]


OTHERS = "Origin,Kenya,Uganda,Other,Notes\nSomalia,10,5,2,counted twice\nUnknown,1,,3,\n"


def test_columns_of_a_matrix_that_are_named_as_unknown_are_flows(check: Check) -> None:
    report = check(OTHERS, matrix="origins", set={"market": "human smuggling", "source": "s", "unit": "persons"})
    told = report.routes[["origin", "destination", "quantity"]].to_numpy().tolist()
    assert told == [["SOM", "KEN", 10], ["SOM", "UGA", 5], ["SOM", "", 2], ["", "KEN", 1]]
    assert "the value between 'Unknown' and 'Other' is left aside: neither is a place" in said(report)
    assert report.routes["note"].tolist()[0] == "counted twice"


def test_a_line_between_neighbours_that_runs_back_is_told(check: Check) -> None:
    table = 'market,origin,destination,source,wkt\ncocaine,Morocco,Spain,s,"LINESTRING ({})"\n'
    there, back = "-6.8 34.0, -5.5 36.0, -3.7 40.4", "-3.7 40.4, -5.5 36.0, -6.8 34.0"
    assert "geometry-reversed" not in [one.code for one in check(table.format(there), courses="keep").problems]
    report = check(table.format(back), courses="keep")
    assert "geometry-reversed" in [one.code for one in report.problems]
    assert report.routes[COURSE].tolist()[0].startswith("LINESTRING (-6.8 34")


CITES = (
    "Taxon,Importer,Exporter,Origin,source\n"
    "Python regius,US,BJ,{},Trade database\nLoxodonta africana,CN,ZW,,Trade database\n"
)


@pytest.mark.parametrize(("origin", "options"), [("", {}), ("XX", {"unknown": ["XX"]})])
def test_another_column_is_offered_for_an_end_whose_own_names_no_place(
    origin: str, options: dict[str, list[str]], check: Check
) -> None:
    constants = {"market": "fauna crimes"}
    report = check(CITES.format(origin), set=constants, columns={"Importer": "destination"}, **options)
    assert "'Origin' names no place: the origin of every route is unknown" in said(report)
    assert "--columns Exporter=origin" in said(report)
    mapped = {"Importer": "destination", "Exporter": "origin"}
    assert check(CITES.format(origin), set=constants, columns=mapped, **options).routes["origin"].tolist() == [
        "BEN",
        "ZWE",
    ]


@pytest.mark.parametrize(
    ("name", "unit", "told"),
    [
        ("Amount (est.)", "kg", "which is no unit"),
        ("Quantity (thousands)", "kg", "says that its numbers are thousands"),
        ("Amount (kg)", "g", "says kg, the column of units g"),
        ("Amount (kg)", "kilograms", ""),
    ],
)
def test_a_name_that_says_no_unit_or_another_is_told(name: str, unit: str, told: str, check: Check) -> None:
    report = check(f"market,origin,destination,{name},unit,source\ncocaine,Peru,Spain,3,{unit},s\n")
    doubted = [one.message for one in report.problems if one.code == "unit-doubted"]
    assert [told in one for one in doubted] == ([True] if told else [])
    assert report.routes["unit"].tolist() == [unit]


def test_a_source_that_holds_countries_is_offered_as_the_origin(check: Check) -> None:
    table = "market,source,destination\ncocaine,{},Spain\ncocaine,{},Italy\n"
    assert "--columns source=origin" in said(check(table.format("Colombia", "Peru")))
    assert "--columns source=origin" not in said(check(table.format("EMCDDA", "UNODC")))


def test_words_on_size_beside_a_magnitude_are_offered_to_be_kept(check: Check) -> None:
    table = "market,origin,destination,magnitude,volume,source\nheroin,Peru,Norway,major,high,s\n"
    (problem,) = check(table).errors
    assert problem.hint == "words, and another column says the magnitude; to keep it as your own: --columns volume="
    assert check(table, columns={"volume": ""}).routes is not None


def test_stops_in_one_cell_of_an_end_are_offered_no_sequence(check: Check) -> None:
    (problem,) = check("market,origin,destination,source\ncocaine,Peru,Spain then Portugal,s\n").errors
    assert problem.hint == "one place stands here; further stops belong into the column transit"


def test_an_alternative_that_is_a_word_for_several_places_is_told(check: Check) -> None:
    report = check('market,origin,destination,source\ncocaine,"Areas, nes | Spain",Italy,s\n')
    assert "one of the alternatives is read as unknown: Areas, nes" in said(report)


@pytest.mark.parametrize("word", ["Bunkers", "Free Zones", "Areas nes"])
def test_words_of_trade_tables_for_no_place_are_kept_as_the_label_of_an_unknown_end(word: str, check: Check) -> None:
    report = check(f"market,origin,destination,source\ncocaine,Peru,{word},s\n")
    assert report.routes["destination"].tolist() == [""]
    assert f"read as unknown: {word}; the words are kept" in said(report)


def test_a_text_that_is_said_to_be_unknown_keeps_its_words_and_a_code_does_not(check: Check) -> None:
    table = "market,origin,destination,source\narms,Peru,Unknown recipient(s),s\narms,Peru,XX,s\n"
    report = check(table, unknown=["Unknown recipient(s)", "XX"])
    assert report.routes["destination_as_written"].tolist() == ["Unknown recipient(s)", ""]


@pytest.mark.parametrize("name", ["Peru 1/", "Peru 1", "Peru (1)"])
def test_a_number_behind_a_place_is_a_footnote_mark(name: str, check: Check) -> None:
    report = check(f"market,origin,destination,source\ncocaine,{name},Spain,s\n")
    assert report.routes["origin"].tolist() == ["PER"]
    assert "is set aside" in said(report)


def test_names_of_columns_below_a_title_of_two_cells_are_found_though_years_stand_among_them(check: Check) -> None:
    table = (
        '"Data Source","World Development Indicators"\n\n"Last Updated","2023-01-01"\n\n'
        '"Country Name","Country Code","Partner Name","Partner Code","Indicator","2019","2020"\n'
        '"Norway","NOR","Peru","PER","Imports","5","6"\n'
    )
    (problem,) = check(table).errors
    assert problem.hint == "say where they stand: --header-line 5"


def test_ends_with_cut_off_names_are_not_both_offered_as_the_same(check: Check) -> None:
    errors = check("market,country_of,country__1,source\ncocaine,Peru,Spain,s\n").errors
    assert all("=origin or --columns" in one.hint for one in errors)
    assert len(errors) == 2


def test_a_wrong_kind_of_value_is_told_what_the_words_are() -> None:
    with pytest.raises(RouteError, match="matrix is 'True'; expected 'origins' or 'destinations'"):
        read_routes(io.StringIO("market,origin\ncocaine,Peru\n"), matrix=True)
