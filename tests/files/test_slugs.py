import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.files import safe_slug, unique_slugs
from routemap.files.slugs import is_plain_name


@given(st.text(max_size=300))
def test_a_slug_is_a_plain_name_on_every_system(text: str) -> None:
    slug = safe_slug(text)
    assert 0 < len(slug) <= 82
    assert slug == slug.lower()
    assert not set(slug) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug not in {"con", "nul", "aux", "prn", "com1", "lpt1"}


@given(st.lists(st.text(max_size=20), unique=True, max_size=30))
def test_no_two_slugs_collide(texts: list[str]) -> None:
    slugs = list(unique_slugs(texts, reserved=["index"]).values())
    assert len({slug.lower() for slug in slugs}) == len(slugs)
    assert "index" not in slugs


@given(st.lists(st.text(min_size=70, max_size=300), unique=True, max_size=5))
def test_a_page_of_any_market_has_a_plain_name(texts: list[str]) -> None:
    assert all(is_plain_name(f"{slug}.html") for slug in unique_slugs(texts).values())


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x.html", "a/b", "a\\b", "A.html", "nul.html", ".hidden", "x.", "é.html", "x" * 256]
)
def test_what_is_no_plain_name(name: str) -> None:
    assert not is_plain_name(name)
