"""Make ``src/routemap/places/data/cldr_names.csv`` from Unicode CLDR, as the package Babel carries it.

    .venv/bin/python tools/places_cldr.py PATH/TO/babel-2.19.0-py3-none-any.whl

Kept are the names of the 250 countries in the languages below, each with the regional variants that differ once they
are folded; nothing else of the package. The same package gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import io
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from routemap.places import country_codes
from routemap.places.countries import iso_countries
from routemap.places.folding import fold

DATA = Path(__file__).resolve().parents[1] / "src" / "routemap" / "places" / "data"
# Language → locales whose names are taken; the first is the general one.
LOCALES = {
    "en": ("en",),
    "fr": ("fr", "fr_CA"),
    "es": ("es", "es_419"),
    "pt": ("pt", "pt_PT"),
    "ar": ("ar", "ar_LY", "ar_SA"),
    "ru": ("ru",),
    "zh": ("zh", "zh_Hant", "zh_Hant_HK"),
    "nb": ("nb", "nn"),
    "de": ("de", "de_CH"),
    "it": ("it",),
    "nl": ("nl",),
}


def main() -> None:
    """Read the package, write the table; print what was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="the wheel of Babel")
    package = parser.parse_args().package
    print(f"{package.name}, sha256 {sha256(package.read_bytes()).hexdigest()}")
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)
        sys.path.insert(0, folder)
        parse = importlib.import_module("babel").Locale.parse
        rows = _rows(lambda locale: parse(locale).territories)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", *LOCALES])
    writer.writerows(rows)
    (DATA / "cldr_names.csv").write_text(text.getvalue(), encoding="utf-8", newline="\n")
    print(f"cldr_names.csv: {len(rows)} countries, {len(text.getvalue().encode()):,} bytes")


def _rows(territories: Callable[[str], Mapping[str, str]]) -> list[list[str]]:
    alpha_2 = {country.alpha_3: country.alpha_2 for country in iso_countries()} | {"XKX": "XK"}
    names = {locale: territories(locale) for locales in LOCALES.values() for locale in locales}
    return [
        [code, *(_variants(names[locale][alpha_2[code]] for locale in locales) for locales in LOCALES.values())]
        for code in country_codes()
    ]


def _variants(names: Iterable[str]) -> str:
    """Return those of the names that are not the same once folded."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(fold(name), name)
    return "|".join(kept.values())


if __name__ == "__main__":
    main()
