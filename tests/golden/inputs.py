"""The inputs of the golden pictures: each a tiny table, named for what its pictures show.

All rows are made up. Each input is drawn as a figure and as the picture that its page offers to download.
"""

from dataclasses import dataclass
from io import StringIO

import pandas as pd

import routemap

_SOURCE = "Made-up report"


@dataclass(frozen=True)
class Input:
    """A table and how it is to be drawn.

    Parameters
    ----------
    table
        The routes as CSV.
    lang
        Language of the picture.
    dark
        Drawn in the dark theme, which pages have and figures have not.
    """

    table: str
    lang: str = "en"
    dark: bool = False

    def read(self) -> pd.DataFrame:
        """Return the routes of the table."""
        frame = pd.read_csv(StringIO(self.table.strip()), dtype=str, keep_default_na=False)
        return routemap.read_routes(frame.assign(source=_SOURCE))


# Each entry of the legend, for languages and themes.
_EVERYTHING = """
market,origin,transit,destination,directed,confidence,magnitude,quantity,unit
heroin trade,Afghanistan,Iran > Turkey,the Balkans,,high,major,,
heroin trade,the Balkans,Germany,Sweden,,medium,moderate,,
heroin trade,?,Lithuania,Poland,,low,minor,,
heroin trade,Poland,Belarus,?,,,,,
arms trafficking,Sweden,,Sweden,,high,,,
arms trafficking,Germany,,Poland,no,medium,,,
human smuggling,Libya,,Italy,,high,,1200,people
human smuggling,,,Norway,,medium,,,
human smuggling,Eritrea,,,,high,,,
human smuggling,,Greece,,,low,,,
"""

INPUTS = {
    "origin-transit-destination": Input("""
market,origin,transit,destination,confidence
cannabis trade,Morocco,Spain > France,Denmark,high
cannabis trade,Netherlands,,Denmark,high
"""),
    "support": Input("""
market,origin,transit,destination,confidence
fauna crimes,Kenya,,Viet Nam,high
fauna crimes,Nigeria,,Viet Nam,medium
fauna crimes,Mozambique,,Viet Nam,low
fauna crimes,Gabon,,Viet Nam,
"""),
    "magnitude": Input("""
market,origin,destination,confidence,magnitude
cocaine trade,Colombia,Spain,high,major
cocaine trade,Peru,Spain,high,moderate
cocaine trade,Brazil,Spain,high,minor
cocaine trade,Suriname,Spain,high,
"""),
    "small-numbers": Input("""
market,origin,destination,confidence,magnitude,quantity,unit,records,first,last,at_most
human trafficking,Nigeria,Italy,,,40,people,40,2021-01-03,2021-11-30,
human trafficking,Romania,Italy,,,12,people,12,2021-02-01,2021-05-09,
human trafficking,Nigeria,Spain,,minor,,people,,,,4
human trafficking,Romania,Spain,high,minor,,people,,,,4
human trafficking,?,Austria,,minor,,people,,,,4
"""),
    "quantities-in-two-units": Input("""
market,origin,destination,confidence,quantity,unit
counterfeit goods,China,Italy,high,1000000,items
counterfeit goods,Turkey,Italy,high,90000,items
counterfeit goods,India,Italy,high,400,kg
counterfeit goods,Viet Nam,Italy,high,25,kg
counterfeit goods,Thailand,Italy,high,0,kg
"""),
    "several-roles": Input("""
market,origin,transit,destination,confidence
human trafficking,Nigeria,Italy,France,high
human trafficking,Italy,,Germany,high
human trafficking,Romania,Germany,Italy,high
human trafficking,France,,Romania,high
"""),
    "there-and-back": Input("""
market,origin,destination,confidence
arms trafficking,Serbia,Sweden,high
arms trafficking,Sweden,Serbia,medium
arms trafficking,Serbia,Austria,high
arms trafficking,Austria,Serbia,high
"""),
    "domestic": Input("""
market,origin,destination,confidence,magnitude
flora crimes,Brazil,Brazil,high,major
flora crimes,Peru,Peru,medium,
flora crimes,Brazil,Peru,high,
"""),
    "domestic-in-several-markets": Input("""
market,origin,destination,confidence
flora crimes,Mexico,Mexico,high
heroin trade,Mexico,Mexico,high
arms trafficking,Mexico,Mexico,low
cannabis trade,Mexico,Mexico,
arms trafficking,United States,Mexico,high
"""),
    "role-without-line": Input("""
market,origin,transit,destination,confidence
human trafficking,Ukraine,,,high
human trafficking,,Hungary,,high
human trafficking,,,Norway,high
human trafficking,,Moldova,,high
human trafficking,,,Moldova,low
"""),
    "badges": Input("""
market,statement,origin,transit,destination,confidence
synthetic drug trade,a,,,Norway,high
synthetic drug trade,b,,,Norway,medium
synthetic drug trade,c,,,Norway,low
synthetic drug trade,d,Netherlands,,Norway,high
synthetic drug trade,e,Netherlands,,,high
synthetic drug trade,f,Netherlands,,,high
"""),
    "undirected": Input("""
market,origin,transit,destination,directed,confidence
illicit trade in excisable goods,Norway,,Sweden,no,high
illicit trade in excisable goods,Finland,Estonia,Latvia,no,medium
illicit trade in excisable goods,Latvia,,Sweden,yes,high
"""),
    "open-origin": Input("""
market,origin,transit,destination,confidence
cocaine trade,?,Belgium,Germany,high
cocaine trade,?,Netherlands,Germany,medium
cocaine trade,?,,Denmark,low
"""),
    "open-destination": Input("""
market,origin,transit,destination,confidence
cocaine trade,Ecuador,Panama,?,high
cocaine trade,Ecuador,Mexico,?,medium
cocaine trade,Venezuela,,?,
"""),
    "regions": Input("""
market,origin,transit,destination,confidence
cocaine trade,South America,West Africa,Nordic countries,high
cocaine trade,South America,West Africa,Italy,medium
"""),
    "relative-region": Input("""
market,origin,transit,destination,confidence
synthetic drug trade,other European countries,,Norway,high
synthetic drug trade,Norway,,Sweden,high
"""),
    "commodities": Input("""
market,commodity,origin,destination,confidence
synthetic drug trade,MDMA,Netherlands,Norway,high
synthetic drug trade,amphetamines,Poland,Norway,high
synthetic drug trade,amphetamines,Germany,Norway,medium
synthetic drug trade,methamphetamine,Czechia,Norway,high
synthetic drug trade,,Lithuania,Norway,high
"""),
    "crowded-ends": Input("""
market,origin,transit,destination,confidence,magnitude
human smuggling,Eritrea|Somalia|Sudan|Ethiopia,,Italy,high,moderate
human smuggling,Libya|Tunisia|Egypt|Algeria,,Italy,high,major
human smuggling,Albania|Greece|Turkey|Slovenia,,Italy,medium,minor
human smuggling,Syria|Iraq|Iran|Pakistan,,Italy,low,
human smuggling,Italy,,France|Switzerland|Austria|Germany,high,major
"""),
    "short-lines": Input("""
market,origin,transit,destination,confidence
non-renewable resource crimes,Rwanda,Burundi,Tanzania,high
non-renewable resource crimes,Uganda,Rwanda,Burundi,high
non-renewable resource crimes,Uganda,,Kenya,medium
"""),
    "several-markets": Input("""
market,origin,transit,destination,confidence,magnitude
cannabis trade,Morocco,Spain,France,high,major
cocaine trade,Colombia,Spain,France,high,major
heroin trade,Afghanistan,Turkey,France,medium,
human trafficking,Nigeria,Spain,France,high,
arms trafficking,France,,Morocco,low,
human smuggling,Morocco,,Spain,high,moderate
"""),
    "antimeridian": Input("""
market,origin,transit,destination,confidence
fauna crimes,Japan,,United States,high
fauna crimes,Chile,New Zealand,Fiji,high
fauna crimes,Samoa,,Australia,medium
"""),
    "in-english": Input(_EVERYTHING),
    "in-french": Input(_EVERYTHING, lang="fr"),
    "in-spanish": Input(_EVERYTHING, lang="es"),
    "in-norwegian": Input(_EVERYTHING, lang="nb"),
    "in-the-dark": Input(_EVERYTHING, dark=True),
}
