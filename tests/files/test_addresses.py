"""Addresses where a file is expected: told apart from files, whatever they are addresses of."""

from __future__ import annotations

import pytest

from routemap.files import is_address, says_address


@pytest.mark.parametrize(
    "name", ["https://example.org/t.csv", "S3://bucket/t.csv", "gcs://bucket/t.csv", "abfss://a@b/t", "vsi+zip://t.csv"]
)
def test_an_address_is_no_file(name: str) -> None:
    assert is_address(name)
    assert "is an address" in says_address(name)


@pytest.mark.parametrize("name", ["t.csv", "C://t.csv", "folder/https://t.csv", "://t.csv", "", "a:b.csv"])
def test_a_file_is_no_address(name: str) -> None:
    assert not is_address(name)
    assert says_address(name) == ""
