from __future__ import annotations

import pytest

from routemap.places import country_codes, demonyms, regions, resolve_demonym

NO_DEMONYM = {"ATA", "ATF", "BLM", "BVT", "CAF", "CCK", "CXR", "GGY", "HMD", "IMN", "IOT", "JEY", "MAF", "MNP", "MSR"}
NO_DEMONYM |= {"NFK", "PCN", "SGS", "SHN", "SJM", "SPM", "TCA", "TKL", "UMI", "VAT", "WLF"}


def test_each_inhabited_country_has_a_demonym_and_each_code_is_known():
    named = {code for demonym in demonyms().values() for code in demonym.codes}
    assert set(country_codes()) - named == NO_DEMONYM
    assert named <= {*country_codes(), *regions()}


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Nigerien", ("NER",)),
        ("Nigerian", ("NGA",)),
        ("nigérien", ("NER",)),
        ("Dominican", ("DMA", "DOM")),
        ("Congolese", ("COD", "COG")),
        ("Guinean", ("GIN", "GNB", "GNQ")),
        ("Guineans", ("GIN", "GNB", "GNQ")),
        ("Korean", ("KOR", "PRK")),
        ("Equatorial Guinean", ("GNQ",)),
        ("Papua New Guinean", ("PNG",)),
        ("South Sudanese", ("SSD",)),
        ("Sudanese", ("SDN",)),
        ("Poles", ("POL",)),
        ("Danes", ("DNK",)),
        ("Austrian", ("AUT",)),
        ("Slovene", ("SVN",)),
        ("Slovak", ("SVK",)),
        ("Nigerian gangs", ()),
        ("Norway", ()),
    ],
)
def test_a_demonym_means_its_country_and_an_ambiguous_one_lists_all(word: str, codes: tuple[str, ...]):
    assert resolve_demonym(word) == codes
