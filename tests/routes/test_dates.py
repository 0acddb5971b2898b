"""Years, months and days as text."""

from routemap.routes.dates import first_day, last_day


def test_the_span_of_a_date() -> None:
    assert [first_day(text) for text in ("2021", "2021-05", "2021-05-17")] == ["2021-01-01", "2021-05-01", "2021-05-17"]
    assert [last_day(text) for text in ("2021", "2021-05", "2021-05-17")] == ["2021-12-31", "2021-05-31", "2021-05-17"]
