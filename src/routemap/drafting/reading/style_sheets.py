"""What the style sheets within a page hide: rules for an element, class or id, whatever the window.

Rules that look at what stands around an element or at the window, and sheets that a page would fetch, are not looked
at: so a page of any origin can hide words from its readers that are read here. docs/security.md says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final, NamedTuple

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)  # what is never closed goes to the end
_BRACE: Final = re.compile(r"[{}]")
_SELECTOR: Final = re.compile(r"(\*|[a-z][a-z0-9-]*)?((?:[.#][\w-]+){0,20})")
_NAME: Final = re.compile(r"[.#][\w-]+")
_ALWAYS: Final = frozenset({"@media screen", "@media all"})
_HIDING: Final = frozenset({"display", "visibility", "font-size", "opacity"})
_IMPORTANT: Final = "!important"
_MOST_RULES: Final = 50_000
_MOST_SHEETS, _DEEPEST = 1_000, 100
_MOST_WORK: Final = 1_000_000  # comparisons of a rule with an element


class TooManyRulesError(Exception):
    """Raised when comparing the rules of a page with its elements takes more than its words explain."""


class _Rule(NamedTuple):
    """A rule for elements.

    Parameters
    ----------
    weight
        The larger wins: marked as important, ids, classes, elements, and where it stands.
    needs
        What an element must have: ``p``, ``.note``, ``#top``.
    name, value
        What it says of them.
    """

    weight: tuple[bool, int, int, int, int]
    needs: frozenset[str]
    name: str
    value: str


class StyleSheets:
    """The rules of a page by which words could be hidden.

    Parameters
    ----------
    sheets
        What stands in its ``style`` elements.

    Raises
    ------
    TooManyRulesError
        If there are more than 50,000 of them, or a thousand sheets.

    Examples
    --------
    >>> sheets = StyleSheets([".tab { display: none } .tab.open { display: block }"])
    >>> sheets.style_of("p", "tab", ""), sheets.style_of("p", "tab open", "")
    (('display:none', ''), ('display:block', ''))
    """

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._known: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._work = self._count = 0
        given = list(islice(sheets, _MOST_SHEETS + 1))
        if len(given) > _MOST_SHEETS:
            raise TooManyRulesError
        rules = chain.from_iterable(_rules(_COMMENT.sub("", css.lower())) for css in given)
        for order, (selectors, declarations) in enumerate(rules):
            if any(name in declarations for name in _HIDING):
                self._add(selectors, declarations, order)

    def __bool__(self) -> bool:
        """Whether there is any such rule."""
        return bool(self._rules)

    def _add(self, selectors: str, declarations: str, order: int) -> None:
        said = [declaration.partition(":")[::2] for declaration in declarations.split(";")]
        for selector in selectors.split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            if not found or not found[0]:
                continue
            names = _NAME.findall(found[2])
            element = found[1] if found[1] and found[1] != "*" else ""
            ids = sum(name.startswith("#") for name in names)
            needs = frozenset([*names, *([element] if element else [])])
            for name, value in said:
                # Lists whose items have a size of their own are often of no size themselves.
                if (name := name.strip()) in _HIDING and (names or name != "font-size"):
                    is_important = value.rstrip().endswith(_IMPORTANT)
                    weight = (is_important, ids, len(names) - ids, bool(element), order)
                    self._count += 1
                    if self._count > _MOST_RULES:
                        raise TooManyRulesError
                    rule = _Rule(weight, needs, name, value.strip().removesuffix(_IMPORTANT).strip())
                    self._rules.setdefault(names[0] if names else element or "*", []).append(rule)

    def style_of(self, element: str, classes: str, identity: str) -> tuple[str, str]:
        """Return what the rules say of an element: what yields to its own tag, and what does not.

        Parameters
        ----------
        element
            Its name, in small letters, as are the others.
        classes
            Its classes, with spaces between them.
        identity
            Its id.

        Raises
        ------
        TooManyRulesError
            If there are too many rules for so many elements.
        """
        key = (element, classes, identity)
        if key not in self._known:
            if len(self._known) > 10_000:
                self._known.clear()
            self._known[key] = self._style_of({element, *(f".{name}" for name in classes.split()), f"#{identity}"})
        return self._known[key]

    def _style_of(self, has: set[str]) -> tuple[str, str]:
        found: dict[str, _Rule] = {}
        for name in (*has, "*"):
            rules = self._rules.get(name, ())
            self._work += 1 + len(rules)
            if self._work > _MOST_WORK:
                raise TooManyRulesError
            for rule in rules:
                if rule.needs <= has and (rule.name not in found or found[rule.name].weight < rule.weight):
                    found[rule.name] = rule
        won = [rule for _, rule in sorted(found.items())]
        usual, important = ([rule for rule in won if rule.weight[0] == is_important] for is_important in (False, True))
        return _declared(usual), _declared(important)


def _declared(rules: list[_Rule]) -> str:
    return ";".join(f"{rule.name}:{rule.value}" for rule in rules)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Give selectors and declarations of the rules that hold whatever the window."""
    opened: list[str] = []
    conditions = start = 0
    for brace in _BRACE.finditer(css):
        text = css[start : brace.start()]
        start = brace.end()
        if brace[0] == "{":
            if len(opened) > _DEEPEST:
                raise TooManyRulesError
            opened.append(" ".join(text.rpartition(";")[2].split()))
            conditions += opened[-1].startswith("@") and opened[-1] not in _ALWAYS
        elif opened:
            selectors = opened.pop()
            if selectors.startswith("@"):
                conditions -= selectors not in _ALWAYS
            elif not conditions:
                yield selectors, text
