"""Strangers' tables: columns under names of their own in other languages, and the option that a message ends with."""

import io
import re
import shlex
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from routemap.cli import app
from routemap.routes import check_routes

CUSTOMS = """Ref No;Date of Seizure;Commodity;HS Code;Ctry of Dispatch;Routing;Ctry of Dest.;Net Wt (KG);Means
S-001;12.01.2022;Heroin;2939;IR;TR;DE;12,500;Road
S-002;28.02.2022;Cocaine;2939;EC;ES;NL;1.200,000;Sea
S-003;03.03.2022;Cigarettes;2402;BY;PL;GB;850,000;Road
Total;;;;;;;2.062,500;
"""
ARMS = """Trade Register; generated 2024
Supplier(s): all
,
Recipient,Supplier,Year of order,Number ordered,Weapon designation
Libya HoR*,United Arab Emirates,2019,(25),Panthera T-6
Saudi Arabia,United States,(2015),600,PAC-3 MSE
Hezbollah (Lebanon)*,Iran,2012,100,Fateh-110
Unknown recipient(s),Soviet Union,1985,40,T-72
African Union**,Russia,2016,5,Mi-17
"""
FRENCH = """Année;Nationalité;Pays d'accueil;Nombre de personnes
2020;Algérienne;France;1 250
2020;Congolaise (RDC);Belgique;310
2020;Ivoirienne;France;450
2020;Apatride;France;12
2020;Ensemble;;2 022
"""
SPANISH = """Año;Nacionalidad de las víctimas;Lugar de destino;N.º de víctimas;Fuente
2021;Venezolana;Perú;34;PNP
2021;Dominicana;España;8;MIR
2021;No consta;España;3;MIR
Total general;;;45;
"""
NORWEGIAN = """År;Statsborgerskap;Ankomstland;Antall personer;Kilde
2021;Afghansk;Norge;12;UDI
2021;Statsløs;Norge;22;UDI
2021;Nigeriansk;Italia;5;UDI
I alt;;;39;
"""
GERMAN = """Herkunftsland;Transitland;Zielland;Menge in kg;Stoff;Jahr;Quelle
Kolumbien;Niederlande;Deutschland;1.200,5;Kokain;2021;BKA
Marokko;Spanien;Deutschland;600,0;Cannabis;2021;BKA
"""
CITES = """Year,App.,Taxon,Importer,Exporter,Origin,Importer reported quantity,Term,Unit,Purpose,Source
2019,I,Loxodonta africana,CN,ZW,,2,tusks,,T,W
2019,II,Manis tricuspis,VN,NG,,300,scales,kg,T,I
2019,I,Panthera tigris,XX,TH,LA,1,skins,,P,C
"""
MIGRATION = """\
Country Origin Name,Country Origin Code,Migration by Gender Name,Country Dest Name,Country Dest Code,2000 [2000]
Afghanistan,AFG,Total,"Iran, Islamic Rep.",IRN,..
"Congo, Dem. Rep.",COD,Total,Uganda,UGA,12034
"Yemen, Rep.",YEM,Total,Saudi Arabia,SAU,4401
Data from database: Global Bilateral Migration
Last Updated: 06/28/2011
"""
NGO = """N°;Pays départ;Pays de passage;Pays arrivée;Produit;Qté (kg);Date saisie;Source d'information
1;Colombie;Venezuela / Guinée-Bissau;Espagne;Cocaïne;1 200,5;12/03/2021;OCRTIS
2;Maroc;Espagne;France;Résine de cannabis;850;28/03/2021;Douanes
3;Pays-Bas;Belgique;France;MDMA;3 000;;Presse
"""


def victims() -> bytes:
    """Return a workbook with a title and a header of two lines, merged."""
    import openpyxl

    book = openpyxl.Workbook()
    rows = [
        ["Table 3. Victims detected"],
        ["Country", None, "Victims"],
        ["Origin", "Destination", "Female", "Male", "Total"],
    ]
    rows += [["Nigeria", "Italy", 120, 30, 150], ["Romania", "Spain", 40, 22, 62], ["Total", None, 160, 52, 212]]
    for row in rows:
        book.active.append(row)
    for cells in ("A1:E1", "A2:B2", "C2:E2"):
        book.active.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def offered(said: str) -> list[str]:
    """Return the options that the messages end with, the first of those between which one has to choose."""
    found: list[str] = []
    for part in re.split(r"; |\n", re.sub(r"\x1b\[[0-9;]*m", "", said)):
        clause = f" {part}"
        if "--leave-out-bad" in clause or " --" not in clause:
            continue
        words = shlex.split(clause[clause.index(" --") :])
        for at, word in enumerate(words):
            if word == "or":
                break
            if word.rstrip(",") in ("--demonyms", "--cities"):
                found.append(word.rstrip(","))
                break
            if word.startswith("--") and word + words[at + 1] not in found:
                found += [word, words[at + 1]]
    return found


@pytest.mark.parametrize(
    ("name", "table", "routes"),
    [
        ("customs.csv", CUSTOMS, 3),
        ("arms.csv", ARMS, 5),
        ("nationalités.csv", FRENCH, 4),
        ("víctimas.csv", SPANISH, 3),
        ("statsborgerskap.csv", NORWEGIAN, 3),
        ("bka.csv", GERMAN, 2),
        ("cites.csv", CITES, 3),
        ("migration.csv", MIGRATION, 3),
        ("saisies.csv", NGO, 4),
        ("victims.xlsx", victims, 2),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and "\n" not in value else "",
)
def test_who_copies_what_the_messages_offer_reaches_a_map_in_three_rounds(
    name: str, table: str | Callable[[], bytes], routes: int, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(table.encode() if isinstance(table, str) else table())
    options: list[str] = []
    for _ in range(3):
        told = CliRunner().invoke(app, ["check", name, *options])
        if told.exit_code == 0:
            break
        options += offered(told.stderr)
    result = CliRunner().invoke(app, ["build", name, "--out", "maps", *options])
    assert result.exit_code == 0, (options, result.stderr)
    assert f"read {routes} routes" in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("header", "cells", "hint"),
    [
        ("Net Wt (KG)", "12.5", "Net Wt (KG) may be how much: --columns 'Net Wt (KG)=quantity'"),
        ("Jahr", "2021", "Jahr may be when: --columns Jahr=start"),
        ("Routing", "Turkey", "Routing may be a place between: --columns Routing=transit"),
        ("Informant", "Customs", ""),
        ("Case number", "17", ""),
        ("Latitude", "17.5", ""),
    ],
)
def test_a_column_of_ones_own_gets_a_hint_by_its_name_and_its_values(header: str, cells: str, hint: str) -> None:
    table = f"market,origin,destination,source,{header}\narms,Peru,Spain,s,{cells}\n"
    (told,) = [one for one in check_routes(io.StringIO(table)).problems if one.code == "column-kept"]
    assert told.hint == hint


def test_a_column_that_the_user_keeps_is_not_offered_again() -> None:
    table = "market,origin,destination,Source\narms,Peru,Spain,W\n"
    said = "\n".join(map(str, check_routes(io.StringIO(table), columns={"Source": ""}).problems))
    assert "Source (own)=source" not in said


def test_the_unit_in_the_name_of_a_column_that_the_user_calls_the_quantity_is_read() -> None:
    table = "market,origin,destination,source,Net Wt (KG)\narms,Peru,Spain,s,2\n"
    report = check_routes(io.StringIO(table), columns={"Net Wt (KG)": "quantity"})
    assert report.problems == ()
    assert report.routes["unit"].tolist() == ["KG"]


@pytest.mark.parametrize(
    ("numbers", "option"),
    [
        (["1 200,5", "3 000"], "--decimal ,"),
        (["12,500", "1.200,000"], "--decimal ,"),
        (["1,234.5", "12,500"], "--decimal ."),
        (["1.234.567", "12,500"], "--decimal ,"),
    ],
)
def test_the_column_as_a_whole_shows_which_mark_stands_before_decimals(numbers: list[str], option: str) -> None:
    rows = "".join(f"arms\tPeru\tSpain\t{number}\tkg\ts{n}\n" for n, number in enumerate(numbers))
    errors = check_routes(io.StringIO(f"market\tfrom\tto\tquantity\tunit\tsource\n{rows}")).errors
    assert {problem.hint.rpartition(": ")[2] for problem in errors} == {option}


def test_brackets_round_a_number_or_a_year_are_set_aside_and_told() -> None:
    table = "market,from,to,quantity,unit,source,year\narms,Peru,Spain,(25),kg,s,(2015)\n"
    report = check_routes(io.StringIO(table))
    assert [problem.code for problem in report.problems] == ["brackets-aside", "brackets-aside"]
    assert report.routes[["quantity", "start"]].to_numpy().tolist() == [[25.0, "2015"]]


@pytest.mark.parametrize("cells", ["", ",,,"], ids=["alone", "filled up"])
def test_notes_below_a_table_are_left_aside_and_told(cells: str) -> None:
    table = f"market,from,to,source\narms,Peru,Spain,s\nSource: customs of both{cells}\n* provisional{cells}\n"
    report = check_routes(io.StringIO(table))
    assert [str(problem) for problem in report.problems] == [
        "<buffer>:3: lines 3 to 4 below the table hold notes, left aside"
    ]
    assert len(report.routes) == 1


@pytest.mark.parametrize("row", ["arms", "Democratic Republic of the Congo"])
def test_a_row_that_was_cut_is_no_note(row: str) -> None:
    assert check_routes(io.StringIO(f"market,from,to,source\narms,Peru,Spain,s\n{row}\n")).routes is None


def test_a_note_between_rows_is_a_ragged_row() -> None:
    table = "market,from,to,source\nSource: customs of both\narms,Peru,Spain,s\n"
    assert [problem.code for problem in check_routes(io.StringIO(table)).errors] == ["row-ragged"]


def test_a_drug_under_the_market_of_another_is_told() -> None:
    table = "drug,from,to,source\nHeroin,Iran,Turkey,s\nCocaine,Peru,Spain,s\n"
    (told,) = check_routes(io.StringIO(table), set={"market": "cocaine"}).problems
    assert told.code == "market-contradicted"
    assert str(told).endswith("--columns drug=market")


def test_a_table_of_several_goods_is_offered_its_goods_as_the_market_and_of_one_its_market() -> None:
    header = "drug,from,to,source\n"
    (several,) = check_routes(io.StringIO(f"{header}Heroin,Iran,Turkey,s\nCocaine,Peru,Spain,s\n")).errors
    assert several.hint == "drug says what moves: --columns drug=market"
    (one,) = check_routes(io.StringIO(f"{header}Heroin,Iran,Turkey,s\n")).errors
    assert one.hint == "all of drug is of one market: --set 'market=heroin trade'"


def test_a_number_for_a_place_is_offered_as_an_id() -> None:
    (problem,) = check_routes(io.StringIO("market,from,to,source\narms,17,Spain,s\n")).errors
    assert problem.hint == "if it is the id of a place: --places-file places.csv, where its name stands"


TRADE = "Reporter,Partner,Trade Flow,source\nGermany,Kenya,Import,s\nChina,Tanzania,{},s\n"


def test_imports_and_exports_of_a_reporter_run_both_ways_and_it_is_told() -> None:
    ends = {"Reporter": "origin", "Partner": "destination"}
    report = check_routes(io.StringIO(TRADE.format("Export")), columns=ends, set={"market": "fauna"})
    assert "direction-doubted" in [problem.code for problem in report.problems]
    turned = {"Reporter": "destination", "Partner": "origin"}
    for table, columns in (
        (TRADE.format("Import"), turned),
        (TRADE.format("Export").replace("Import", "Export"), ends),
    ):
        report = check_routes(io.StringIO(table), columns=columns, set={"market": "fauna"})
        assert "direction-doubted" not in [problem.code for problem in report.problems]


def test_of_imports_alone_the_partner_is_offered_as_the_origin() -> None:
    errors = check_routes(io.StringIO(TRADE.format("Import")), set={"market": "fauna"}).errors
    assert errors[0].hint.endswith("--columns Partner=origin --columns Reporter=destination")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12 March 2021", "2021-03-12"),
        ("March 12, 2021", "2021-03-12"),
        ("12-Mar-2021", "2021-03-12"),
        ("mars 2021", "2021-03"),
        ("1er août 2021", "2021-08-01"),
        ("3 de septiembre de 2021", "2021-09-03"),
        ("des. 2021", "2021-12"),
    ],
)
def test_a_month_in_words_is_read_where_the_year_has_four_figures(text: str, read: str) -> None:
    table = f'market,from,to,source,date\narms,Peru,Spain,s,"{text}"\n'
    report = check_routes(io.StringIO(table))
    assert report.problems == ()
    assert report.routes["start"].tolist() == [read]


@pytest.mark.parametrize("text", ["Maison 2021", "jui 2021", "Decisions 2021", "31 June 2021", "21-Mar", "Mar-21"])
def test_what_only_looks_like_a_month_is_no_date(text: str) -> None:
    report = check_routes(io.StringIO(f"market,from,to,source,date\narms,Peru,Spain,s,{text}\n"))
    assert report.routes is None


def test_a_unit_beside_each_number_is_read_where_no_column_holds_it() -> None:
    table = "market,from,to,source,quantity\narms,Peru,Spain,s,5 kg\narms,Peru,Italy,s,2 t\narms,Peru,Chile,s,7\n"
    report = check_routes(io.StringIO(table))
    assert [problem.code for problem in report.problems] == ["units-mixed", "unit-beside", "unit-missing"]
    assert report.routes[["quantity", "unit"]].to_numpy().tolist() == [[5.0, "kg"], [2.0, "t"], [7.0, ""]]
    with_column = check_routes(io.StringIO(table.replace("quantity\n", "quantity,unit\n").replace("kg\n", "kg,g\n")))
    assert with_column.routes is None


@pytest.mark.parametrize(
    "name", ["Iran - Turkey - Bulgaria", "Iran then Turkey then Bulgaria", "Iran puis Turkey puis Bulgaria"]
)
def test_stops_in_words_are_offered_as_a_sequence(name: str) -> None:
    (problem,) = check_routes(io.StringIO(f"market,from,via,to,source\narms,Peru,{name},Spain,s\n")).errors
    assert problem.hint.endswith(f"--values 'transit:{name}=Iran > Turkey > Bulgaria'")


def test_a_column_of_a_year_is_offered_with_its_year() -> None:
    table = "market,origin,destination,source,2019,2020\narms,Peru,Spain,s,1,2\n"
    (told,) = [one for one in check_routes(io.StringIO(table)).problems if one.code == "column-kept"]
    assert told.hint == "2019 may be how much in that year: --columns 2019=quantity --set start=2019"


def test_a_star_for_a_number_that_is_kept_back_is_no_number() -> None:
    table = "market,from,to,source,quantity,unit\narms,Peru,Spain,s,*,persons\n"
    assert [problem.code for problem in check_routes(io.StringIO(table)).problems] == ["number-empty"]


REGION = "market,from,to,quantity,unit,source\narms,Africa,Europe,{},kg,s\narms,Morocco,Europe,300,kg,s\n"
REGION += "arms,Nigeria,Europe,200,kg,s\n"


def test_a_region_that_is_the_sum_of_its_countries_below_is_asked_about() -> None:
    (told,) = check_routes(io.StringIO(REGION.format(500))).problems
    assert (told.code, told.line) == ("place-total", 2)
    assert "is the sum of the 2 rows below it; is this a total row?" in str(told)
    assert check_routes(io.StringIO(REGION.format(501))).problems == ()


def test_short_words_for_departure_and_arrival_are_offered() -> None:
    errors = check_routes(io.StringIO("market,source,dep,arr\narms,s,Libya,Italy\n")).errors
    assert errors[0].hint.endswith("--columns dep=origin --columns arr=destination")


def test_where_somebody_is_from_who_was_caught_is_no_origin() -> None:
    table = "market,source,Nationality of offender,Seizure country\narms,s,Dutch,Belgium\n"
    errors = check_routes(io.StringIO(table)).errors
    assert errors[0].hint == "if they say the roles: --columns 'Seizure country=transit'"
