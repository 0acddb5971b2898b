"""One definition of the columns; headers found by name, synonym or the user's word."""

import json

import pandas as pd
import pytest

from routemap.errors import RouteError
from routemap.routes.columns import COLUMNS, DERIVED, NAMES, SYNONYMS, extra_columns, require_columns
from routemap.routes.header_words import fold_header
from routemap.routes.schema import read_schema_file, schema_text

ROW = "cannabis,Morocco,Spain,Norway"


def test_the_columns_are_those_of_the_design_in_their_order():
    assert NAMES == (
        "id",
        "statement",
        "market",
        "commodity",
        "origin",
        "transit",
        "destination",
        "directed",
        "confidence",
        "magnitude",
        "quantity",
        "unit",
        "start",
        "end",
        "actors",
        "source",
        "locator",
        "url",
        "quote",
        "note",
    )


def test_every_synonym_is_folded_and_means_one_column_only():
    everything = [synonym for column in COLUMNS for synonym in column.synonyms]
    assert len(everything) == len(set(everything))
    assert all(fold_header(synonym) == synonym for synonym in everything)
    assert not set(everything) & set(NAMES)
    assert not {fold_header(name) for name in DERIVED} & set(SYNONYMS)


@pytest.mark.parametrize(
    "header",
    [
        "market,origin,transit,destination",
        "Market, ORIGIN ,Transit,Destination",
        "market,from,via,to",
        "Market type,Source_Country,Transit-Countries,Dest. Country",
        "crime_type,origin_iso3,via_iso3,dest iso3",
        "market,iso3_o,through,iso3_d",
        "MARKET,Country of origin,waypoints,Country of Destination",
        "illicit market,exporting country,stopovers,importing_country",
        "market,From (ISO3),via,Target",
    ],
)
def test_headers_are_found_without_case_spaces_and_by_synonym(check, header):
    routes = check(f"{header}\n{ROW}\n").routes
    assert routes is not None
    assert routes[["market", "origin", "transit", "destination"]].to_numpy().tolist() == [
        ["cannabis trade", "MAR", "ESP", "NOR"]
    ]
    assert routes.columns.tolist() == list(NAMES)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("drug", "commodity"),
        ("Product", "commodity"),
        ("year", "start"),
        ("Amount", "quantity"),
        ("value", "quantity"),
        ("ref", "source"),
        ("Citation", "source"),
        ("Comments", "note"),
        ("page", "locator"),
        ("link", "url"),
    ],
)
def test_other_columns_have_synonyms_too(check, header, name):
    value = {"start": "2021", "quantity": "5", "url": "https://example.org"}.get(name, "word")
    routes = check(f"market,to,{header}\ncocaine,NOR,{value}\n").routes
    assert str(routes[name].iloc[0]).removesuffix(".0") == value


def test_the_users_own_mapping_wins(check):
    routes = check("crime,seized,to\ncocaine,Peru,NOR\n", columns={"Crime": "market", "seized": "origin"}).routes
    assert routes[["market", "origin"]].iloc[0].tolist() == ["cocaine trade", "PER"]


def test_a_mapping_may_name_our_column_by_its_synonym(check):
    assert check("market,a\ncocaine,Peru\n", columns={"a": "from"}).routes["origin"].tolist() == ["PER"]


def test_a_mapping_to_a_column_that_does_not_exist_is_the_callers_mistake(check):
    with pytest.raises(RouteError, match=r"there is no column 'orign' to map 'a' to; .* did you mean origin"):
        check("market,a\ncocaine,Peru\n", columns={"a": "orign"})


def test_a_mapped_header_that_is_not_there_is_named_with_the_near_one(said):
    assert "1: there is no column 'sezied' to read as origin; did you mean seized? --columns seized=origin" in said(
        "market,seized\ncocaine,Peru\n", columns={"sezied": "origin"}
    )


def test_an_exact_name_wins_over_a_synonym_which_is_then_kept(check):
    report = check("market,origin,from\ncocaine,Peru,harbour\n")
    assert report.routes["origin"].tolist() == ["PER"]
    assert report.routes["from"].tolist() == ["harbour"]
    assert [problem.code for problem in report.problems] == ["column-end", "column-kept", "source-missing"]


def test_two_synonyms_of_one_column_are_an_error(said):
    assert said("market,from,to,dest,source\ncocaine,,NOR,SWE,s\n") == [
        "1: columns 3 and 4 ('to' and 'dest') both mean destination; expected one of them; "
        "rename one, or say which: --columns to=destination"
    ]


def test_unknown_columns_are_kept_along_and_named_in_one_note(check):
    report = check("market,from,to,source,Seizure No,vessel\ncocaine,,NOR,s,17,\n")
    assert [str(problem) for problem in report.problems] == [
        "table.csv:1: columns Seizure No, vessel are not ours, kept along"
    ]
    assert report.routes[["Seizure No", "vessel"]].iloc[0].tolist() == ["17", ""]
    assert report.routes.columns[-2:].tolist() == ["Seizure No", "vessel"]


def test_a_reviewed_draft_has_no_columns_that_are_not_ours(said):
    header = "market,from,to,source,status,tier,rule,span,inferred,unresolved,rejected_because"
    assert said(f"{header}\ncocaine,PER,NOR,s,accepted,A,x,1-2,,,\n") == []
    assert said("market,from,to,source,status,tier\ncocaine,PER,NOR,s,accepted,A\n") != []


def test_a_misspelt_optional_column_is_kept_with_the_near_name(said):
    assert said("market,from,to,source,confidance\ncocaine,,NOR,s,high\n") == [
        "1: column confidance is not ours, kept along; "
        "confidance (did you mean confidence? --columns confidance=confidence)"
    ]


@pytest.mark.parametrize(("header", "near"), [("markt,to", "market"), ("market,to,orign", "origin")])
def test_a_misspelt_required_column_is_an_error_with_the_near_one(check, header, near):
    errors = check(f"{header}\n{','.join('a' for _ in header.split(','))}\n").errors
    hints = [problem.hint for problem in errors if problem.code == "column-misspelt"]
    wrong = {"market": "markt", "origin": "orign"}[near]
    assert hints == [f"did you mean {near}? --columns {wrong}={near}; if not, keep it as it is: --columns {wrong}="]


def test_a_missing_market_and_missing_places_are_two_errors(check):
    assert [problem.message for problem in check("year,note\n2021,x\n").errors] == [
        "there is no column market",
        "there is no column with places",
    ]


@pytest.mark.parametrize("name", ["iso3", "Country"])
def test_a_place_without_a_role_is_not_guessed(check, name):
    (problem,) = check(f"market,{name},source\ncocaine,NOR,s\n").errors
    assert problem.hint.startswith(f"'{name}' does not say which role the place has")


def test_columns_without_a_name(check):
    assert check("market,from,to,source,,\ncocaine,,NOR,s,,\ncocaine,,SWE,s\n").problems == ()
    (problem,) = check("market,to,source,\ncocaine,NOR,s,x\n").errors
    assert problem.message == "column 4 has values and no name"


def test_a_doubled_extra_column_is_an_error(said):
    assert "1: columns 4 and 5 are both called 'x'; expected each name once" in said(
        "market,to,source,x,x\ncocaine,NOR,s,1,2\n"
    )


def test_a_header_with_control_characters_is_refused(check):
    (problem,) = check("market,to,source,a\x07b\ncocaine,NOR,s,1\n").errors
    assert problem.message == r"the name of column 4, 'a\x07b', holds characters that cannot be shown"


def test_columns_that_exports_derive_are_left_aside(check):
    header = "market,from,to,source,start,origin_name,transit_names,destination_name,kind,fid,WKT,first_day,last_day"
    row = 'cocaine,,NOR,s,2021,,,Norway,role,1,"LINESTRING (1 2, 3 4)",2021-01-01,2021-12-31'
    report = check(f"{header}\n{row}\n")
    assert report.problems == ()
    assert report.routes.columns.tolist() == list(NAMES)


def test_a_column_of_the_users_that_only_has_such_a_name_is_kept(check):
    routes = check("market,to,fid,geometry,first_day\ncocaine,NOR,A-1,long,Monday\n").routes
    assert routes.columns[-3:].tolist() == ["fid", "geometry", "first_day"]


def test_require_columns_names_what_is_missing_and_the_way_out():
    with pytest.raises(RouteError, match="no column market, origin; expected a table as read_routes returns it"):
        require_columns(pd.DataFrame(columns=["id"]), ["id", "market", "origin"])
    assert extra_columns(pd.DataFrame(columns=["id", "kind", "vessel"])) == ["vessel"]


def test_the_shipped_schema_is_the_one_the_columns_make():
    assert read_schema_file() == schema_text()
    properties = json.loads(schema_text())["properties"]["features"]["items"]["properties"]["properties"]
    assert list(properties["properties"]) == [*NAMES, *DERIVED]
