"""Merging equal routes loses nothing in silence."""

import io

from routemap.routes import aggregate_routes, read_routes
from routemap.routes.merging import records_column

TABLE = """\
market,origin,destination,records,desk
cocaine,COL,NOR,12,A
cocaine,COL,NOR,30,A
cocaine,COL,SWE,7,B
"""


def test_a_column_named_records_is_the_users_own() -> None:
    merged = aggregate_routes(read_routes(io.StringIO(TABLE)))
    assert merged["records"].tolist() == ["2 values", "7"]
    assert records_column(merged) == "records_2"
    assert merged["records_2"].tolist() == ["2", "1"]


def test_own_columns_are_kept_where_equal_and_counted_where_not() -> None:
    merged = aggregate_routes(read_routes(io.StringIO(TABLE.replace("30,A", "30,C"))))
    assert merged["desk"].tolist() == ["2 values", "B"]


def test_merging_a_merged_table_keeps_the_counts_of_both() -> None:
    merged = aggregate_routes(aggregate_routes(read_routes(io.StringIO(TABLE))))
    assert records_column(merged) == "records_3"
    assert merged["records_2"].tolist() == ["2", "1"]
