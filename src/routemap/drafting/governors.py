"""The verb or noun that the preposition of a list belongs to."""

from __future__ import annotations

from routemap.drafting.cues import TRANSPARENT, Cues
from routemap.drafting.place_list import PlaceList
from routemap.drafting.tokens import Token

TRAFFICKING = "human trafficking"
_TAKEN = ("taken", "lifted", "removed", "picked")
_MADE = ("forced", "force", "forces", "forcing", "made", "coerced", "compelled", "obliged", "tricked")
_ONWARD = ("sell", "supply", "move", "export")
_FINITE = ("has", "have", "had", "is", "are", "was", "were")
_DONE_TO_GOODS = ("held", "press")  # said of people, they are exploited
_USING = ("use", "uses", "used", "using", "exploit", "exploits", "exploiting")
_ENDING = ("seize", "arrive", "unload", "sell", "store")  # a site is where it ends, not where it is from
_FARTHEST = 14  # tokens between a preposition and its governor


class Governors(Cues):
    """Finds the governor of a cue."""

    def governor(self, cue: int, category: str) -> tuple[str, int]:
        """Return the class of the verb or noun that a preposition belongs to, and where it stands."""
        at = cue - 1
        steps = 0
        finite = False
        while at >= 0 and steps < _FARTHEST:
            if at in self._list_at and self._list_at[at].kind not in ("ignored", "people"):
                named = self._list_at[at]
                at = (named.first if named.holder is None else named.holder) - 1  # "through dealers in A to B"
                continue
            token = self.tokens[at]
            if token.has("boundary") or token.text in (";", ":") or token.low in ("until", "when", "because"):
                break
            beside = at > 0 and self.tokens[at - 1].has("goods") and token.low in _TAKEN
            if category == "in" and at == cue - 1 and beside:
                return "begin", at  # "cubs taken in A are smuggled to B"
            if category == "in" and at == cue - 1 and at and _is_participle(token):
                if self.tokens[at - 1].has("conjunction"):
                    return "", at  # "bought in A and converted in B before being sold in C"
                if self.tokens[at - 1].has("goods") and not token.low.endswith("eed"):
                    return "begin", at  # "waste generated in A is dumped in B"
            if category == "in" and at == cue - 1 and self._is_worked_over(at, cue):
                return "store", at  # "pistols are converted in A and resold in B"
            class_ = self._class(at, category)
            if class_ in ("organisation", "actor") and category != "from" and self._only_carry(at):
                class_ = ""  # "is flown by companies to A"
            if class_ == "site" and category == "in" and (self._exploits_before(at) or self._ended_up(at)):
                class_ = ""
            class_ = "begin" if category == "in" and class_ and self._is_used_to_send(at, cue) else class_
            if class_ and finite and self._is_beside_goods(at):
                class_ = ""  # "mandrax pressed in A has long been the drug of choice in B"
            if class_:
                return class_, at
            finite = finite or token.low in _FINITE
            at -= 1
            steps += not token.has(*TRANSPARENT)
        return self._governor_ahead(cue, category)

    def _only_carry(self, at: int) -> bool:
        """Whether those named only carry what moves: "is flown by companies to A", "continued with smugglers to B"."""
        beside = at > 1 and self.tokens[at - 1].low == "with" and self.tokens[at - 2].has("verb")
        return beside or any(token.low == "by" for token in self.tokens[max(0, at - 4) : at])

    def _is_worked_over(self, at: int, cue: int) -> bool:
        """Whether a verb that the lexicon does not know tells what is done to goods in a place before they are sold."""
        if at < 1 or not _is_participle(self.tokens[at]) or not self.tokens[at - 1].has("copula"):
            return False
        one = self._list_at.get(cue + 1)
        after = self.tokens[one.last + 1 : one.last + 6] if one else ()
        on = [token for token in after if not token.has("adverb", "chain") and token.text != ","]
        return (
            len(on) > 1 and on[0].has("conjunction") and on[1].tags.get("verb") in ("sell", "supply", "move", "export")
        )

    def _ended_up(self, at: int) -> bool:
        """Whether a site is only where something was found or ended up: "found in laboratories in A"."""
        back = at - 1
        unknown = 1  # "in disused quarries"
        while back > 0 and (self.tokens[back].has(*TRANSPARENT, "illicit") or (unknown and not self.tokens[back].tags)):
            unknown -= not self.tokens[back].tags
            back -= 1
        if back < 1 or self.tokens[back].low not in ("in", "at", "with", "among"):
            return False
        return any(
            token.tags.get("verb") in ("seize", "arrive", "unload", "sell", "store")
            for token in self.tokens[max(0, back - 2) : back]
        )

    def _is_beside_goods(self, at: int) -> bool:
        """Whether a verb is only a participle that says more of the goods before it."""
        token = self.tokens[at]
        return at > 0 and token.has("verb") and self.tokens[at - 1].has("goods", "people") and token.low.endswith("ed")

    def _exploits_before(self, at: int) -> bool:
        """Whether people are exploited on a site: "exploited at construction sites in A"."""
        return any(
            token.tags.get("verb") == "exploit" or token.tags.get("noun") == "exploit"
            for token in self.tokens[max(0, at - 6) : at]
        )

    def _class(self, at: int, category: str) -> str:
        """Return the class of a token as a governor; empty for one that governs nothing here."""
        token = self.tokens[at]
        if at in self._list_at:
            return self._class_of_list(self._list_at[at], token, category)
        if token.has("cue") and " " in token.low and category != "in":
            return "move"  # "came from A and from B"
        if self._is_role(at):
            return "role"
        if token.has("noun") and at + 1 < self.count and self.tokens[at + 1].low == "of":
            return "" if category == "in" and token.tags["noun"] in ("move", "ignore") else token.tags["noun"]
        if token.has("placenoun", "determiner") and not token.has("verb", "goods"):
            return ""
        if token.has("verb"):
            return self._class_of_verb(token, at, category)
        if token.has("noun"):
            class_ = token.tags["noun"]
            if class_ == "papers" and category not in ("from", "in", "for"):
                return ""  # "exported with papers from A to B"
            return "" if category == "in" and class_ in ("move", "ignore") else class_
        return self._class_of_thing(token, category)

    def _class_of_list(self, one: PlaceList, token: Token, category: str) -> str:
        if one.kind == "people":
            return "people"
        if one.kind != "ignored":
            return ""
        return "organisation" if token.has("organisation") else "actor" if category == "from" else ""

    def _is_role(self, at: int) -> bool:
        """Whether a token is part of words for a role: "source", "transit and destination country"."""
        token = self.tokens[at]
        if not token.has("role"):
            return False
        following = range(at + 1, min(at + 4, self.count))
        return token.low in ("source", "sources") or any(
            self.tokens[i].has("head") and (i == at + 1 or self.tokens[i - 1].has("role", "conjunction"))
            for i in following
        )

    def _is_made_to(self, at: int) -> bool:
        """Whether people are made to do it: "forced to steal", "force families to harvest"."""
        if at < 2 or self.tokens[at - 1].low != "to":
            return False
        before = self.tokens[max(0, at - 5) : at - 1]
        return before[-1].low in _MADE or any(
            token.low in _MADE and any(one.has("people", "victim") for one in before[i:])
            for i, token in enumerate(before)
        )

    def _class_of_verb(self, token: Token, at: int, category: str) -> str:
        class_ = token.tags["verb"]
        if token.low == "caught" and self.tokens[at - 1].has("copula") and not self._names_wildlife():
            return "seize"  # "and was caught on arrival in A"
        if token.low == "left" and category == "in" and self._is_laid(at):
            return "seize"  # "in a suitcase left at the airport of A"
        if self._is_plain_noun(at) or (token.low == "live" and at and self.tokens[at - 1].has("verb")):
            return ""  # "in the park on the border"
        if class_ == "exploit" and token.low.startswith(_DONE_TO_GOODS) and not self._tells_of_people():
            return "produce" if token.low.startswith("press") else "store"  # "ivory was held at A"
        if class_ in ("recruit", "store") and token.has("noun") and self._is_counted(at):
            return ""  # "the highest loads in A"
        if token.low in ("trapped", "caught") and any(one.has("people", "victim") for one in self.tokens):
            return "exploit"  # workers, not falcons
        if class_ == "produce" and self._is_made_to(at):
            return "exploit"  # "forced to steal in A"
        if class_ == "produce" and token.tags.get("noun") == "site":
            return "site"  # "farms", "mines"
        if class_ == "ignore" and token.has("noun") and token.tags["noun"] != "ignore":
            return token.tags["noun"]
        if class_ in ("ignore", "seize") and token.has("role", "placenoun"):
            return ""
        return class_ if class_ != "provide" else ""

    def _is_laid(self, at: int) -> bool:
        """Whether something was left in a place, rather than left it: "a suitcase left at", "was left in"."""
        before = self.tokens[at - 1] if at else None
        return before is not None and (before.has("copula", "noun", "goods") or not before.tags)

    def _is_plain_noun(self, at: int) -> bool:
        """Whether an article makes a noun of a word that the lexicon knows as a verb alone."""
        token = self.tokens[at]
        article = at > 0 and " " not in token.low and self.tokens[at - 1].low in ("the", "a", "an")
        return article and not token.has("noun", "role", "placenoun", "goods") and not token.low.endswith(("ed", "ing"))

    def _names_wildlife(self) -> bool:
        return any(token.tags.get("goods") == "fauna crimes" for token in self.tokens)

    def _tells_of_people(self) -> bool:
        return any(token.has("people", "victim", "movedpeople") or token.kind == "people" for token in self.tokens)

    def _is_counted(self, at: int) -> bool:
        """Whether a word that may be a verb is a noun: an article, a number or a superlative leads it."""
        before = self.tokens[at - 1] if at else None
        return before is not None and (
            before.has("determiner", "share", "number") or (not before.tags and before.low.endswith("est"))
        )

    def _class_of_thing(self, token: Token, category: str) -> str:
        """Return the class of goods, people, offenders or authorities; "in" belongs to the verb beyond them."""
        if category == "in":
            return "exploit" if token.tags.get("goods") == TRAFFICKING and names_a_crime(token) else ""
        if token.has("role") and not token.has("goods", "people"):
            return "role"
        for class_ in ("goods", "people", "actor"):
            if token.has(class_):
                return class_
        return "organisation" if token.has("organisation") and category in ("from", "to") else ""

    def _governor_ahead(self, cue: int, category: str) -> tuple[str, int]:
        """Return the governor of a phrase that opens its clause: "From A, cocaine is shipped"."""
        at = cue + 1
        while at < self.count and at < cue + 2 * _FARTHEST:
            token = self.tokens[at]
            if token.has("boundary") or token.text in (";", ":") or token.low in ("from where", "from which", "whence"):
                break
            if at not in self._list_at and token.has("verb") and not token.has("placenoun", "determiner"):
                class_ = token.tags["verb"]
                if class_ == "originate" and category == "in" and self._comes_from(at):
                    return "arrive", at  # "in Italy, cocaine comes mainly from Peru"
                if class_ == "leave" and category == "from" and cue > 1:
                    return "", -1  # "the withdrawal of troops from A may leave"
                if class_ not in ("provide", "feed"):
                    return class_, at
            at += 1
        return "", -1

    def _comes_from(self, at: int) -> bool:
        """Whether "from" follows a verb of coming."""
        return any(token.tags.get("prep") == "from" for token in self.tokens[at + 1 : at + 5])

    def _is_used_to_send(self, at: int, cue: int) -> bool:
        """Whether something in a place is used to send goods elsewhere: "uses ports in A to ship cocaine to B"."""
        one = self._list_at.get(cue + 1)
        if one is None or self.tokens[at].low not in _USING:
            return False
        after = self.tokens[one.last + 1 : one.last + 3]
        return len(after) == 2 and after[0].low == "to" and after[1].tags.get("verb") in (*_ONWARD, "leave")


def _is_participle(token: Token) -> bool:
    """Whether a word that the lexicon does not know is a verb of its own by its ending."""
    return not token.tags and token.kind == "word" and token.low.endswith("ed") and len(token.low) > 4


def names_a_crime(token: Token) -> bool:
    """Whether it names what is done to people, rather than the people: "sex trafficking", "forced labour"."""
    crime = any(word in token.low for word in ("traffick", "labour", "labor", "exploitation"))
    return crime and not any(
        word in token.low
        for word in ("victim", "person", "women", "people", "child", "worker", "migrant", "labourer", "laborer")
    )
