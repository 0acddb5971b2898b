from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from routemap.gis import FORMATS, export
from routemap.routes import read_routes

# Each row a few traps: a cut at ±180°, stops on the way, regions, a role, a ring, no direction; foreign letters,
# a formula, live markup; every precision of dates, two units, a market and a column of the user's own.
TABLE = """\
id,market,commodity,from,via,to,directed,confidence,magnitude,quantity,unit,start,end,source,url,note,Seen by
a,cocaine,cocaine,Fiji,,United States,,high,,5,kg,2019,2021-05,"Côte d'Ivoire, 毒品",https://example.org/?a=1&b=2,=1+1,@x
b,cocaine,,West Africa,Norway > Sweden,the Balkans,,medium,,2.5,kg,2020-02,,S,,"<script>alert(1)</script> $[name]",
c,heroin,,,,Norway,,low,major,,,,,S,,two\tcells,"line
two"
d,arms,,Norway,,Norway,,,minor,7,t,,2018-11-30,,,,
e,"my ""own"" <market> & 'more'",,Russia,,Japan,no,,moderate,,,,,S,,café onclick=alert(1),-3
"""


@pytest.fixture(scope="session")
def routes() -> pd.DataFrame:
    return read_routes(io.StringIO(TABLE))


@pytest.fixture(scope="session")
def written(routes: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("gis")
    paths = {suffix: folder / f"routes{suffix}" for suffix in FORMATS}
    export(routes, *paths.values())
    return paths


@pytest.fixture
def make() -> Callable[[str], pd.DataFrame]:
    return lambda table: read_routes(io.StringIO(table))
