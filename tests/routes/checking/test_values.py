"""Numbers, dates, choices, yes or no."""

import math
from pathlib import Path

import pytest

from routemap import read_routes
from routemap.routes.checking.amounts import parse_number
from routemap.routes.checking.days import parse_date
from routemap.routes.checking.values import choice_parser, parse_flag
from routemap.routes.columns import BY_NAME


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("12.5", 12.5), (".5", 0.5), ("1e3", 1000), ("+5", 5), ("-0", 0), ("5.", 5)],
)
def test_plain_numbers(text, number):
    value, fault = parse_number(text)
    assert (value, fault) == (number, None)
    assert math.copysign(1, value) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,5", "has a decimal comma"),
        ("1,500", "has a comma, which may mark decimals or thousands"),
        ("1,234,567", "has a comma, which may mark decimals or thousands"),
        ("~500", "is not a number: it is marked as approximate"),
        ("about 500", "is not a number: it is marked as approximate"),
        (">500", "is not a number: it is marked as approximate"),
        ("1_000", "has marks between the thousands"),
        ("1 000", "has marks between the thousands"),
        ("1 000", "has marks between the thousands"),
        ("1'000", "has marks between the thousands"),
        ("1.000.000", "has marks between the thousands"),
        ("NaN", "is not a quantity"),
        ("nan", "is not a quantity"),
        ("Infinity", "is not a quantity"),
        ("-inf", "is not a quantity"),
        ("-3", "is negative"),
        ("10-20", "is a range, not a number"),
        ("10–20", "is a range, not a number"),
        ("5 kg", "has words beside the number"),
        ("5%", "has words beside the number"),
        ("1e999", "is too large a number"),
        ("9" * 5000, "is a number of 5,000 characters"),
        ("0x10", "has words beside the number"),
        ("five", "is not a number"),
        ("٣", "is not a number"),
        ("½", "is not a number"),
        ("--5", "is not a number"),
        ("1e", "has words beside the number"),
    ],
)
def test_what_is_no_number(text, message):
    number, fault = parse_number(text)
    assert fault is not None
    assert fault.message == message
    assert math.isnan(number)


@pytest.mark.parametrize(
    "text",
    ["2021", "2021-05", "2021-05-17", "0001", "0001-01-01", "9999-12-31", "1500-02-28", "2020-02-29", "2400-02-29"],
)
def test_iso_dates_of_any_year_are_kept_as_they_are(text):
    assert parse_date(text) == (text, None)


@pytest.mark.parametrize(
    "text", ["2021-05-17T00:00:00", "2021-05-17 00:00:00", "2021-05-17T00:00:00.000Z", "2021-05-17 00:00"]
)
def test_midnight_is_dropped(text):
    assert parse_date(text) == ("2021-05-17", None)


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("01/02/2021", "date-ambiguous", "may be day 1 of month 2, or day 2 of month 1"),
        ("1.2.2021", "date-ambiguous", "2021-02-01 or 2021-01-02"),
        ("01-02-2021", "date-ambiguous", "may be"),
        ("13/02/2021", "date-invalid", "did you mean 2021-02-13?"),
        ("02/13/2021", "date-invalid", "did you mean 2021-02-13?"),
        ("02/02/2021", "date-invalid", "did you mean 2021-02-02?"),
        ("2021/05/17", "date-invalid", "did you mean 2021-05-17?"),
        ("202105", "date-invalid", "did you mean 2021-05?"),
        ("2021-5", "date-invalid", "did you mean 2021-05?"),
        ("20210517", "date-invalid", "did you mean 2021-05-17?"),
        ("2021.0", "date-invalid", "did you mean 2021?"),
        ("2021-02-30", "date-impossible", "there is no day 30 in February 2021"),
        ("1900-02-29", "date-impossible", "there is no day 29 in February 1900"),
        ("2021-13", "date-impossible", "there is no month 13"),
        ("2021-00-10", "date-impossible", "there is no month 0"),
        ("0000", "date-impossible", "there is no year 0"),
        ("2019-2021", "date-invalid", "2019 in start and 2021 in end"),
        ("Mey 2021", "date-invalid", "is not a date in ISO 8601 form"),
        ("99999", "date-invalid", "is not a date in ISO 8601 form"),
        ("-0044", "date-invalid", "is not a date in ISO 8601 form"),
        ("21", "date-invalid", "is not a date in ISO 8601 form"),
        ("２０２１", "date-invalid", "is not a date in ISO 8601 form"),
    ],
)
def test_what_is_no_date(text, code, told):
    date, fault = parse_date(text)
    assert date == ""
    assert fault.code == code
    assert told in f"{fault.message}; {fault.expected}; {fault.hint}"


@pytest.mark.parametrize(
    ("start", "end", "is_fine"),
    [
        ("2021", "2021", True),
        ("2021-05", "2021", True),
        ("2021", "2021-01-01", True),
        ("2021-05-17", "2021-05", True),
        ("2021", "2020", False),
        ("2021-05", "2021-04-30", False),
        ("0999", "1000", True),
        ("", "2020", True),
    ],
)
def test_the_end_is_not_before_the_start(check, start, end, is_fine):
    errors = check(f"market,to,start,end\ncocaine,NOR,{start},{end}\n").errors
    assert [problem.code for problem in errors] == ([] if is_fine else ["period-reversed"])


@pytest.mark.parametrize("text", ["yes", "Y", "TRUE", "true", "1", "t"])
def test_yes(text):
    assert parse_flag(text) == ("yes", None)


@pytest.mark.parametrize("text", ["no", "N", "False", "0", "0.0", "undirected"])
def test_no(text):
    assert parse_flag(text) == ("no", None)


def test_anything_else_is_neither():
    assert parse_flag("maybe")[1].message == "is neither yes nor no"


def test_directed_is_yes_by_default(check):
    routes = check("market,from,to,directed\ncocaine,COL,NOR,\ncocaine,COL,NOR,no\n").routes
    assert routes["directed"].tolist() == [True, False]
    assert routes["directed"].dtype == bool


def test_choices_list_the_allowed_words_and_the_nearest():
    parse = choice_parser(BY_NAME["confidence"])
    assert parse("HIGH") == ("high", None)
    fault = parse("hihg")[1]
    assert (fault.expected, fault.hint) == ("high, medium or low, or nothing", "did you mean high?")
    assert parse("med")[1].hint == "did you mean medium?"
    assert (parse("zzz")[1].hint, parse("zzz")[1].instead) == ("say what it means:", ("high",))


def test_in_a_table_of_very_many_markets_none_is_taken_for_a_misspelling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from routemap.routes.checking import understand

    asked: list[str] = []
    monkeypatch.setattr(understand, "near_market", lambda name: asked.append(name) or "")
    table = tmp_path / "a.csv"
    for count, expected in ((1_000, 1_000), (1_001, 0)):
        rows = "".join(f"trade {number},Norway,Sweden\n" for number in range(count))
        table.write_text(f"market,origin,destination\n{rows}")
        asked.clear()
        read_routes(table)
        assert len(asked) == expected
