"""Cities, demonyms, former states, routes and parts in tables: what is told, what an option takes, what is kept."""

import io
from collections.abc import Callable

import pandas as pd
import pytest

from routemap.routes import Report, check_routes

Check = Callable[..., Report]

CITIES = "market,origin,transit,destination,source\ncocaine,Brazil,Lagos,Spain,s\ncocaine,Brazil,Antwerp,Germany,s\n"
CITIES += 'cocaine,Ecuador,"Rotterdam, Netherlands",Germany,s\n'
PEOPLE = "market,origin,destination,source\nhuman trafficking,Mexican,United States,s\n"
PEOPLE += "human trafficking,Afghan,Türkiye,s\nhuman trafficking,Haitian,Chile,s\nhuman trafficking,Lebanese,Italy,s\n"
PEOPLE += "human trafficking,Nigerien,Italy,s\n"
FORMER = "market,origin,destination,source,year\narms,Soviet Union,Angola,s,1985\narms,Czechoslovakia,Libya,s,1986\n"


def told(report: Report) -> list[str]:
    return [str(problem) for problem in report.problems]


def test_cities_are_told_with_their_country_and_no_near_name(check: Check) -> None:
    lagos, antwerp, rotterdam = told(check(CITIES))
    assert "transit 'Lagos': is a city in Nigeria (NGA)" in lagos
    assert "Laos" not in lagos
    assert lagos.endswith("--cities, or here alone: --values transit:Lagos=NGA")
    assert "transit 'Antwerp': is a city in Belgium (BEL)" in antwerp
    assert "names a place in the Netherlands (NLD)" in rotterdam


def test_cities_count_as_their_country_with_the_option_and_their_names_are_kept(check: Check) -> None:
    report = check(CITIES, cities=True)
    assert report.problems == ()
    assert report.routes["transit"].tolist() == ["NGA", "BEL", "NLD"]
    assert report.routes["transit_as_written"].tolist() == ["Lagos", "Antwerp", "Rotterdam, Netherlands"]


def test_kept_names_of_cities_come_back_from_the_table_written(check: Check) -> None:
    routes = check(CITIES, cities=True).routes
    again = check_routes(io.BytesIO(routes.to_csv(index=False).encode())).routes
    pd.testing.assert_frame_equal(again, routes)


def test_demonyms_are_told_with_their_country_niger_not_nigeria(check: Check) -> None:
    said = told(check(PEOPLE))
    places = ("Mexico (MEX)", "Afghanistan (AFG)", "Haiti (HTI)", "Lebanon (LBN)", "Niger (NER)")
    for line, place in zip(said, places, strict=True):
        assert place in line
        assert "--demonyms" in line
    assert "Nigeria" not in said[-1]


def test_demonyms_count_as_their_country_with_the_option(check: Check) -> None:
    report = check(PEOPLE, demonyms=True)
    assert report.problems == ()
    assert report.routes["origin"].tolist() == ["MEX", "AFG", "HTI", "LBN", "NER"]
    assert report.routes["origin_as_written"].tolist() == ["Mexican", "Afghan", "Haitian", "Lebanese", "Nigerien"]


@pytest.mark.parametrize("word", ["Dominican", "Congolese", "Guinean", "Korean"])
def test_a_demonym_of_several_countries_is_an_error_with_and_without_the_option(check: Check, word: str) -> None:
    for options in ({}, {"demonyms": True}):
        report = check(f"market,origin,destination,source\narms,{word},Spain,s\n", **options)
        (problem,) = report.errors
        assert problem.code == "place-ambiguous"
        assert problem.hint.count("--values") >= 2


@pytest.mark.parametrize("name", ["Malé", "Male"])
def test_the_capital_of_the_maldives_is_not_malta(check: Check, name: str) -> None:
    (problem,) = check(f"market,origin,destination,source\nheroin,Pakistan,{name},s\n").errors
    assert problem.message == "is the capital of the Maldives (MDV)"


@pytest.mark.parametrize("name", ["Salvador", "Norfolk", "Granada", "Guadalupe", "Man"])
def test_a_translation_that_is_a_city_is_an_error_with_both_and_the_ready_options(check: Check, name: str) -> None:
    table = f"market,origin,destination,source\nheroin,Pakistan,{name},s\n"
    (problem,) = check(table).errors
    assert problem.code == "place-ambiguous"
    assert "--cities" in problem.hint
    assert problem.hint.count(f"--values destination:{name}=") == 2
    (warning,) = check(table, cities=True).problems  # the city is taken, and not in silence
    assert (warning.code, warning.severity) == ("place-part", "warning")


@pytest.mark.parametrize("word", ["Rom", "and", "are", "per", "SIN"])
def test_a_word_that_looks_like_a_code_is_an_error(check: Check, word: str) -> None:
    (problem,) = check(f"market,origin,destination,source\nheroin,Pakistan,{word},s\n").errors
    assert problem.code == "place-unknown"


def test_a_column_of_small_codes_is_one_of_codes(check: Check) -> None:
    rows = "".join(f"heroin,afg,{code},s\n" for code in ("and", "are", "per", "nld", "deu"))
    report = check(f"market,origin,destination,source\n{rows}")
    assert report.problems == ()
    assert report.routes["destination"].tolist() == ["AND", "ARE", "PER", "NLD", "DEU"]


def test_a_former_state_is_an_error_and_an_area_with_the_option(check: Check) -> None:
    for line in told(check(FORMER)):
        assert "name the country of today" in line
        assert line.endswith("--former as-region")
    report = check(FORMER, former="as-region")
    assert report.problems == ()
    assert report.routes["origin"].tolist() == ["soviet-union", "czechoslovakia"]
    again = check_routes(io.BytesIO(report.routes.to_csv(index=False).encode()))
    assert again.routes["origin"].tolist() == ["soviet-union", "czechoslovakia"]


def test_a_route_is_kept_as_a_word_and_is_no_stop(check: Check) -> None:
    table = "market,origin,transit,destination,source\nheroin,Afghanistan,Balkan route,Germany,s\n"
    report = check(table + "heroin,Afghanistan,Türkiye > Northern route > Poland,Germany,s\n")
    assert [problem.code for problem in report.problems] == ["place-route", "place-route"]
    assert report.routes["transit"].tolist() == ["", "TUR > POL"]
    assert report.routes["transit_as_written"].tolist() == ["Balkan route", "Türkiye > Northern route > Poland"]


def test_a_part_in_brackets_is_told_and_kept(check: Check) -> None:
    report = check(
        "market,origin,destination,source\nheroin,Iraq (Central Iraq),United Kingdom (England and Wales),s\n"
    )
    assert [problem.code for problem in report.problems] == ["place-part", "place-part"]
    assert report.routes[["origin", "destination"]].to_numpy().tolist() == [["IRQ", "GBR"]]
    assert report.routes["origin_as_written"].tolist() == ["Iraq (Central Iraq)"]


def test_names_of_public_tables_are_read_and_no_comma_is_blamed(check: Check) -> None:
    rows = ['"Korea, Dem. Rep."', "Libyan Arab Republic", "French-Reunion", "HKSAR", "EE.UU.", "EUA", "إيران", "تركيا"]
    report = check(
        "market,origin,destination,source\n" + "".join(f"other,{name},China,{n}\n" for n, name in enumerate(rows))
    )
    assert report.problems == ()
    assert report.routes["origin"].tolist() == ["PRK", "LBY", "REU", "HKG", "USA", "USA", "IRN", "TUR"]


def test_other_asia_of_trade_tables_is_a_region_and_names_taiwan(check: Check) -> None:
    (problem,) = check('market,origin,destination,source\nother,"Other Asia, nes",China,s\n').problems
    assert problem.severity == "warning"
    assert problem.hint.endswith("--values 'origin:Other Asia, nes=TWN'")


@pytest.mark.parametrize(("word", "code"), [("NO", "NOR"), ("SI", "SVN"), ("NA", "NAM"), ("NE", "NER"), ("SD", "SDN")])
def test_a_code_that_is_a_word_is_asked_about_among_names(check: Check, word: str, code: str) -> None:
    table = "market,origin,transit,destination,source\nheroin,Peru,Mexico,Spain,s\n"
    table += f"heroin,Peru,{word},Spain,s\n"
    (problem,) = check(table).errors
    assert (problem.code, problem.value) == ("place-ambiguous", word)
    assert f"--unknown {word}" in problem.hint
    assert problem.hint.endswith(f"--values transit:{word}={code}")
    assert check(table, unknown=[word]).routes["transit"].tolist() == ["MEX", ""]
    assert check(table, values={"transit": {word: code}}).routes["transit"].tolist() == ["MEX", code]


def test_a_code_among_codes_is_one_even_where_it_is_a_word(check: Check) -> None:
    table = "market,origin,transit,destination,source\nheroin,Peru,NO,Spain,s\nheroin,Peru,FR,Spain,s\n"
    assert check(table + "heroin,Peru,Germany,Spain,s\n").routes["transit"].tolist() == ["NOR", "FRA", "DEU"]


def test_several_places_with_a_comma_and_a_word_between_them_are_offered_as_alternatives(check: Check) -> None:
    (problem,) = check('market,origin,destination,source\nheroin,"Colombia, Ecuador and Peru",Spain,s\n').errors
    assert "write Colombia | Ecuador | Peru" in problem.hint


@pytest.mark.parametrize("word", ["Total Europe", "Europe, total", "Total Norway", "Total de África"])
def test_the_sum_over_a_region_is_asked_about_as_a_total(check: Check, word: str) -> None:
    (problem,) = check(f'market,origin,destination,source\nheroin,"{word}",Spain,s\n').problems
    assert (problem.code, problem.value) == ("place-total", word)
