from __future__ import annotations

import pytest

from routemap.errors import PlaceError
from routemap.places import country_codes, region_members, regions
from routemap.words import LANGUAGES


def test_the_regions_that_reports_name_are_there():
    wanted = """balkans western-balkans west-africa north-africa east-africa central-africa southern-africa
    sub-saharan-africa maghreb sahel horn-of-africa great-lakes south-america central-america caribbean latin-america
    north-america nordic scandinavia baltic caucasus central-asia south-asia south-east-asia east-asia middle-east
    golden-triangle golden-crescent gulf mekong europe western-europe eastern-europe northern-europe southern-europe
    european-union schengen levant oceania pacific-islands africa asia andean other-european-countries"""
    assert set(wanted.split()) <= set(regions())


def test_each_region_has_sorted_members_that_there_are_a_source_and_names():
    for slug, region in regions().items():
        assert region.code == slug
        assert len(region.members) >= 2, slug
        assert list(region.members) == sorted(set(region.members)), slug
        assert set(region.members) <= set(country_codes()), slug
        assert region.source, slug
        assert set(region.names) == set(LANGUAGES)
        assert all(region.names.values()), slug
        assert region.name == region.names["en"]


def test_slugs_are_safe_in_file_names_and_cells():
    for slug in regions():
        assert slug.replace("-", "").isalpha()
        assert slug == slug.lower()
        assert slug.upper() not in country_codes()


def test_members_are_what_the_name_says():
    assert region_members("scandinavia") == ("DNK", "NOR", "SWE")
    assert region_members("western-balkans") == ("ALB", "BIH", "MKD", "MNE", "SRB", "XKX")
    assert region_members("golden-triangle") == ("LAO", "MMR", "THA")
    assert len(region_members("european-union")) == 27
    assert len(region_members("schengen")) == 29
    assert set(region_members("western-balkans")) < set(region_members("balkans")) < set(region_members("europe"))


def test_the_quarters_of_europe_make_up_europe():
    quarters = [set(region_members(f"{side}-europe")) for side in ("northern", "eastern", "southern", "western")]
    assert set.union(*quarters) == set(region_members("europe"))


def test_saint_helena_is_left_out_of_west_africa_and_the_source_says_so():
    assert "SHN" not in region_members("west-africa")
    assert "Saint Helena" in regions()["west-africa"].source


def test_other_european_countries_is_europe_less_the_subject():
    region = regions()["other-european-countries"]
    assert region.relative
    assert region.members == region_members("europe")
    less = region_members("other-european-countries", without=("NOR",))
    assert set(region.members) - set(less) == {"NOR"}
    assert region_members("other-european-countries", without="NOR") == less


def test_relative_regions_are_those_called_other_and_name_what_they_leave_out():
    relative = {slug for slug, region in regions().items() if region.relative}
    assert relative == {slug for slug in regions() if slug.startswith("other-")}
    assert {"other-african-countries", "other-eu-countries", "other-nordic-countries"} <= relative
    assert all("less the country that the statement is about" in regions()[slug].source for slug in relative)


def test_a_state_that_is_no_more_has_the_area_of_its_successors_and_says_since_when():
    former = {slug: region for slug, region in regions().items() if region.former}
    assert {"soviet-union", "yugoslavia", "czechoslovakia", "netherlands-antilles", "serbia-and-montenegro"} <= set(
        former
    )
    assert former["czechoslovakia"].members == ("CZE", "SVK")
    assert former["czechoslovakia"].former == "dissolved in 1992"
    assert not regions()["former-soviet-republics"].former


def test_the_table_cannot_be_changed_by_a_caller():
    with pytest.raises(TypeError):
        regions()["atlantis"] = regions()["europe"]  # type: ignore[index]


@pytest.mark.parametrize("code", ["atlantis", "NOR", ""])
def test_members_of_no_region_are_an_error(code):
    with pytest.raises(PlaceError, match="no region has the slug"):
        region_members(code)
