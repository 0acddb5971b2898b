"""What a column that is none of ours may hold, by its name and by what stands in it: for hints, never for reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from routemap.places import resolve_many
from routemap.problems import ready_option, show_value
from routemap.routes.cells import Cells
from routemap.routes.columns import PLACE_COLUMNS
from routemap.routes.header_words import COLUMN_WORDS, word_set
from routemap.routes.markets import MARKET_NAMES, market_of, resolve_market

_LOOKED_AT = 40  # distinct values of a column
_MOST_COLUMNS = 60
_LONGEST_NAME = 80
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER = re.compile(r"[~<>≈(]{0,2}\s*[-+]?[0-9][0-9\s.,'’]*\)?")
_FLOWS_IN = word_set("import imports importation importations importacion importaciones importasjon einfuhr re-import")
_FLOWS_OUT = word_set("export exports exportation exportations exportacion exportaciones eksport ausfuhr re-export")
_OF_REPORTER = word_set("reporter reporting declarant declarante rapporteur melder")
_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")
_YEAR_WORDS = word_set("year years annee ano anio aar ar jahr")
_DATE = re.compile(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}(?:[T ,].*)?|[0-9]{1,2}[-/. ]\w{3,9}\.?[-/. ][0-9]{2,4}")
# Numbers that count nothing.
_IDS = word_set(
    "id ids ref code codes hs key index row case serial line lat lon lng long latitude longitude x y zip phone"
)
_WEAK_IDS = word_set("no nr n num")
# Where somebody is from who was caught is not where goods came from.
_CAUGHT = ("offender", "suspect", "perpetrator", "arrest", "trafficker", "smuggler", "courier", "auteur", "detenid",
           "mistenkt", "pagrepet", "beschuldig", "tatverdacht")  # fmt: skip
# What the names of columns say of the market of all rows; the first that fits is only an example to be looked at.
_MARKET_WORDS: Final[Mapping[str, str]] = {
    "taxon": "fauna crimes", "species": "fauna crimes", "genus": "fauna crimes", "especie": "fauna crimes",
    "espece": "fauna crimes", "weapon": "arms trafficking", "weapons": "arms trafficking", "arms": "arms trafficking",
    "calibre": "arms trafficking", "victims": "human trafficking", "victimes": "human trafficking",
    "victimas": "human trafficking", "exploitation": "human trafficking", "drug": "cocaine trade",
    "drugs": "cocaine trade", "droga": "cocaine trade", "drogue": "cocaine trade",
}  # fmt: skip


@dataclass(slots=True)
class Advice:
    """What the columns that are none of ours may hold.

    Parameters
    ----------
    columns
        Our column → the names of those that may hold it, the likeliest first.
    places
        Columns that hold places, and whose name does not say which part these play.
    example_market
        A market that the names of the columns point to.
    """

    columns: dict[str, list[str]] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    example_market: str = "human smuggling"

    def option(self, ours: str) -> str:
        """Return the option that reads the likeliest column as one of ours; empty where none is likely."""
        found = self.columns.get(ours)
        return ready_option("columns", f"{found[0]}={ours}") if found else ""

    def of(self, name: str) -> str:
        """Return which of ours a column may be, where no other is likelier to be it."""
        return next((ours for ours, names in self.columns.items() if names[0] == name), "")


def advise(columns: Mapping[str, Cells], missing: Iterable[str]) -> Advice:
    """Return what may be in columns that are none of ours.

    Parameters
    ----------
    columns
        Their names, with what stands in them.
    missing
        Those of our columns that the table has not.

    Examples
    --------
    >>> table = {"Ctry of Dispatch": Cells.of(["IR", "EC"]), "Net Wt": Cells.of(["12,5", "1.200"])}
    >>> advise(table, ["origin", "destination", "quantity"]).columns
    {'origin': ['Ctry of Dispatch'], 'quantity': ['Net Wt']}
    """
    wanted = set(missing)
    advice = Advice()
    if not wanted:
        return advice
    rated: dict[str, list[tuple[int, str]]] = {}
    for name, cells in islice(columns.items(), _MOST_COLUMNS):
        words = _words(name)
        for word in words:
            advice.example_market = _MARKET_WORDS.get(word, advice.example_market)
        said = _roles(words)
        kind = _kind(cells, words)
        if kind == "place" and any(word.startswith(_CAUGHT) for word in words):
            ours = ""
        elif kind == "place":
            role = next((role for role in said if role in PLACE_COLUMNS), "origin" if "source" in said else "")
            if not role:
                advice.places.append(name)
            ours = role
        elif kind:
            ours = kind
        else:
            ours = "source" if said[:1] == ["source"] else ""
        if ours in wanted:
            rated.setdefault(ours, []).append((0 if ours in said else 1, name))
    if any(flow_of(cells) == "in" for cells in columns.values()):
        _turn(rated)
    order = [ours for ours in (*PLACE_COLUMNS, "market", "quantity", "start", "source") if ours in rated]
    for ours in order:
        best = sorted(rated[ours], key=lambda one: one[0])
        advice.columns[ours] = [name for _, name in best]
    return advice


def _turn(rated: dict[str, list[tuple[int, str]]]) -> None:
    """Exchange the ends of a table of imports alone, where a reporter's goods come from its partner."""
    ends = rated.get("origin", []), rated.get("destination", [])
    if ends[0] and ends[1] and is_reporter(ends[0][0][1]):
        rated["origin"], rated["destination"] = ends[1], ends[0]


def market_hint(name: str, cells: Cells) -> str:
    """Return the option that takes the market from a column of what moves; empty where it says nothing of markets.

    Examples
    --------
    >>> market_hint("Stoff", Cells.of(["Kokain", "Heroin"]))
    'Stoff says what moves: --columns Stoff=market'
    >>> market_hint("Drug", Cells.of(["Cocaine", "Cocaine base"]))
    "all of Drug is of one market: --set 'market=cocaine trade'"
    """
    values = _sample(cells)
    found = dict.fromkeys(filter(None, map(_market, values)))
    if len(found) == 1 and all(map(_market, values)):
        return f"all of {show_value(name)} is of one market: {ready_option('set', f'market={next(iter(found))}')}"
    if found:
        return f"{show_value(name)} says what moves: {ready_option('columns', f'{name}=market')}"
    return ""


def flow_of(cells: Cells) -> str:
    """Return which way goods go by a column of a reporter's imports and exports: "in", "out", or "both"; else nothing.

    Examples
    --------
    >>> flow_of(Cells.of(["Import", "Export"])), flow_of(Cells.of(["Import"])), flow_of(Cells.of(["sea"]))
    ('both', 'in', '')
    """
    said = {fold_plain(value) for value in _sample(cells)}
    if not said or not said <= _FLOWS_IN | _FLOWS_OUT:
        return ""
    is_in, is_out = bool(said & _FLOWS_IN), bool(said & _FLOWS_OUT)
    return "both" if is_in and is_out else "in" if is_in else "out"


def is_reporter(name: str) -> bool:
    """Tell whether a column is named as the country that reports a trade, whichever way it goes."""
    return bool(_OF_REPORTER.intersection(_words(name)))


def fold_plain(text: str) -> str:
    """Return a text without case and accents."""
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


def holds_places(cells: Cells) -> bool:
    """Tell whether a column holds places, whatever its name.

    Examples
    --------
    >>> holds_places(Cells.of(["Peru", "Colombia"])), holds_places(Cells.of(["UNODC", "EMCDDA"]))
    (True, False)
    """
    return _kind(cells, []) == "place"


def likely_unit(name: str) -> str:
    """Return the unit that the name of a column of numbers points to.

    Examples
    --------
    >>> likely_unit("Nombre de personnes"), likely_unit("Weight")
    ('persons', 'kg')
    """
    stems = ("person", "people", "victim", "refugee", "refugie", "refugiad", "migrant", "flyktning", "innvandr")
    words = _words(name)
    if any(word.startswith(stems) for word in words):
        return "persons"
    counts = ("number", "numero", "nombre", "antall", "anzahl", "count", "pieces", "units")
    return "items" if any(word.startswith(counts) for word in words) else "kg"


def _market(text: str) -> str:
    market = resolve_market(text)
    return market if market in MARKET_NAMES else market_of(text)


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", _CAMEL.sub(" ", name)).casefold())
    plain = "".join(c for c in letters.replace("ø", "o").replace("æ", "ae") if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain)


def _roles(words: list[str]) -> list[str]:
    """Return which of our columns the words of a name speak of, in their order."""
    found = (ours for word in words for ours, said in COLUMN_WORDS.items() if word in said or _begins(word, said))
    return list(dict.fromkeys(found))


def _begins(word: str, said: Iterable[str]) -> bool:
    return any(word.startswith(stem[:-1]) for stem in said if stem.endswith("-"))


def _sample(cells: Cells) -> list[str]:
    texts = (value.strip() for value in cells.values)
    return list(dict.fromkeys(islice((text for text in texts if text), _LOOKED_AT)))


def _kind(cells: Cells, words: list[str]) -> str:
    values = [value for value in _sample(cells) if len(value) <= _LONGEST_NAME]
    told = [value for value in values if any(map(str.isalnum, value))]
    if not told:
        return ""
    if _most(_YEAR.fullmatch(value) for value in told) or _most(_DATE.fullmatch(value) for value in told):
        return "start"
    if _most(_NUMBER.fullmatch(value) for value in told):
        if words and words[0] in _YEAR_WORDS and "quantity" not in _roles(words):
            return "start"  # years, among -99 and 0 for none
        is_numbered = _IDS.intersection(words) or (_WEAK_IDS.intersection(words) and "quantity" not in _roles(words))
        return "" if is_numbered else "quantity"
    if _most(map(_market, told), 0.5):
        return "market"
    found = resolve_many(told, suggest=False, cities=True, demonyms=True, former="as-region").values()
    named = [bool(one.code or one.candidates) for one in found if not one.means_unknown]
    return "place" if named and _most(named, 0.6) else ""


def _most(passed: Iterable[object], share: float = 0.8) -> bool:
    found = list(map(bool, passed))
    return sum(found) >= share * len(found)
