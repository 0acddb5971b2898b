"""How a slot follows the one before: in one list, in a chain, as another way, or as part of the same claim."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from routemap.drafting.claims import Claim
from routemap.drafting.onward import is_made_over, is_offered_on, is_told_of_whom
from routemap.drafting.people import SMUGGLING, TRAFFICKING
from routemap.drafting.slot import Slot
from routemap.drafting.tokens import Token
from routemap.places import regions

_MOVED_ON = ("move", "cross", "store", "export", "sell", "supply")
_SENT = ("move", "export", "goods", "import", "cross")
_WISHES = ("want", "wants", "wanted", "hope", "hopes", "hoped", "wish", "intend", "plan", "try", "tried", "aim", "seek")
_REACHED = ("arrive", "unload", "store")


def _opens_a_share(between: Sequence[Token], at: int) -> bool:
    """Whether words on size, or "with" before goods, begin to tell of another part of what moves."""
    if between[at].low == "with":
        return any(
            token.has("share", "goods") or token.tags.get("noun") == "move" for token in between[at + 1 : at + 4]
        )
    return between[at].has("share")


class Following:
    """Looks at the words between one slot and the next."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._before: Slot | None = None

    def _refines(self, codes: Sequence[str], slot: Slot) -> bool:
        """Whether a slot names members of the regions said before: "leave for the Gulf states and end up in Kuwait"."""
        if (
            codes
            and all(code in regions() for code in codes)
            and any(token.has("including") for token in self._between_tokens(slot))
        ):
            return bool(slot.places.codes)
        members = {member for code in codes if code in regions() for member in regions()[code].members}
        return (
            bool(codes)
            and bool(slot.places.codes)
            and all(code in regions() for code in codes)
            and members.issuperset(slot.places.codes)
        )

    def _is_way(self, claim: Claim, slot: Slot) -> bool:
        """Whether an origin after another one belongs to the movement, and the first to the goods or people."""
        first = next((one for one in claim.slots if one.slot in ("origin", "adjective", "people")), None)
        if first is None or self._continues(slot, "origin") or self._joined(slot):
            return False
        own = (
            first.slot in ("adjective", "people")
            or first.governor in ("goods", "people", "produce", "originate")
            or self._is_told_beside(first)
            or first.rule.startswith("“")
        )
        if first.slot in ("adjective", "people") and slot.governor in ("goods", "people"):
            between = self.tokens[first.places.last + 1 : slot.at]
            if len(between) < 4 and not any(token.text == "," or token.has("conjunction") for token in between):
                return True  # "Vietnamese migrants from Latvia"
        if own and is_made_over(self.tokens, slot):
            return True
        carried = slot.rule.startswith(("“taken from", "“departing", "“leaving", "“starting"))
        return (own and (carried and first.slot in ("adjective", "people"))) or (
            own
            and slot.governor
            in (
                "move",
                "arrive",
                "enter",
                "cross",
                "bring_in",
                "import",
                "recruit",
                "leave",
                "export",
            )
        )

    def _is_told_beside(self, first: Slot) -> bool:
        """Whether a participle beside the goods, not the sentence's verb, says an end: "khat flown in from A is"."""
        at = first.governor_at
        if at < 1 or not self.tokens[at].has("verb") or first.at < at:
            return False
        return self.tokens[at - 1].has("goods", "people") and not self.tokens[at].low.endswith("s")

    def _arrives_before(self, claim: Claim, slot: Slot) -> bool:
        """Whether something has arrived at a place that is not named, before part of it goes on."""
        governors = {one.governor for one in claim.slots}
        return bool(governors & {"enter", "arrive", "bring_in"}) and self._is_partial(slot)

    def _is_partial(self, slot: Slot) -> bool:
        """Whether only a part goes on, or another way is told: "part of it continues to", "or for transit to"."""
        between = self._between_tokens(slot)
        return any(
            token.low == "or"
            or (token.has("pronoun") and token.low.endswith((" of it", " of them", " of which", " of these")))
            or token.low in ("part of", "some", "others", "whence some", "from where some")
            for token in between
        )

    def _between_tokens(self, slot: Slot) -> Sequence[Token]:
        if self._before is None:
            return ()
        stop = slot.at + 1 if slot.rule.endswith((": object", ": object in")) else slot.at  # there the verb leads
        return self.tokens[self._before.places.last + 1 : stop]

    def _continues(self, slot: Slot, name: str) -> bool:
        """Whether a slot of the same kind follows at once: "from A and from B", "from A, and increasingly from B"."""
        if self._before is None or self._before.slot.replace("weak ", "") != name:
            return False
        between = self._between_tokens(slot)
        if not between:
            return True
        return any(token.has("conjunction", "or") or token.text in (",", "-", "–") for token in between) and not any(
            (token.has("verb") and not token.has("share", "determiner")) or token.has("goods") for token in between
        )

    def _joined(self, slot: Slot) -> bool:
        between = self._between_tokens(slot)
        joints = any(token.has("conjunction", "or") or token.text == "," for token in between)
        return joints and all(
            token.has("conjunction", "or", "adverb", "share", "hedge", "determiner") or token.text == ","
            for token in between
        )

    def _follows_or(self, slot: Slot) -> bool | None:
        between = self._between_tokens(slot)
        return any(token.low == "or" for token in between) if between else None

    def _follows(self, name: str) -> bool:
        return self._before is not None and self._before.slot.replace("weak ", "") == name

    def _is_another_way(self, slot: Slot) -> bool:
        """Whether "or" begins another way: "to A, or through B to C", "either directly or via A"."""
        between = self._between_tokens(slot)
        return any(token.low == "or" for token in between) and not any(token.has("boundary") for token in between)

    def _is_wanted(self, claim: Claim) -> bool:
        """Whether the end said so far is where people want to go, whose way is told next: "who hope to reach A"."""
        ends = [slot for slot in claim.slots if slot.slot == "destination"]
        if not ends or claim.groups[0].market not in (TRAFFICKING, SMUGGLING):
            return False
        before = self.tokens[max(0, ends[0].at - 5) : ends[0].at + 1]
        wish = next((at for at, token in enumerate(before) if token.low.split(" ")[0] in _WISHES), None)
        return wish is not None and any(token.low in ("who", "that") for token in before[:wish])

    def _opens_aside(self, slot: Slot) -> bool:
        """Whether "and," opens an aside on the way to a further place: "to A and, through B, C"."""
        words = [token.low for token in self._between_tokens(slot)]
        return words[:2] == ["and", ","]

    def _is_direct(self, slot: Slot) -> bool:
        return any(token.low in ("directly", "either", "direct", "straight") for token in self._between_tokens(slot))

    def _is_onward(self, slot: Slot) -> bool:
        """Whether words of sequence stand before a slot: "then", "onward", "from where", or its own cue says so."""
        words = [
            token
            for before, token in pairwise([self.tokens[0], *self._between_tokens(slot), self.tokens[slot.at]])
            if before.kind != "number"  # "from 2021 onwards"
        ]
        starts = ("on to", "onward", "and on", "eventually to", "for onward")
        return any(token.has("chain") or token.low.startswith(starts) for token in words)

    def _moves_again(self, slot: Slot) -> bool:
        """Whether one more verb of movement follows a place reached: "fly to A and travel north through B"."""
        between = self._between_tokens(slot)
        joint = next((at for at, token in enumerate(between) if token.has("conjunction")), None)
        if joint is None and self._before is not None and is_told_of_whom(self.tokens, self._before):
            joint = 0
        return joint is not None and any(token.tags.get("verb") in _MOVED_ON for token in between[joint:])

    def _is_chain(self, slot: Slot) -> bool:
        """Whether a place reached was only a stage: words of sequence follow, or one more verb of movement."""
        if self._is_onward(slot) or self._is_meant_further(slot):
            return True
        between = self._between_tokens(slot)
        # A verb of movement after a place reached: "flown to A, driven to B", "receives it and forwards it to B".
        if any(_opens_a_share(between, at) for at in range(len(between))):
            return False  # "most of it goes to A, with smaller amounts going to B"
        if self._begins_at_place(between) or is_offered_on(self._before, between, slot):
            return True
        onward: tuple[str, ...] = ("move", "enter", "arrive", "supply", "cross", "export")
        if self._before is not None and self._before.governor in _REACHED:
            onward += ("sell", "divert")  # "landed in A and sold to B"
        if slot.governor == "sell" and self._is_sold_on(between):
            onward += ("sell",)  # "flown to A and sold to refineries in B"
        if slot.governor == "move" and slot.rule.endswith(": for"):
            onward += ("recruit", "store")  # "cross into A and are packed onto boats for B"
        verbs = any(
            token.tags.get("verb") in onward and not token.has("determiner") and token.low not in ("export", "exports")
            for token in between
        )
        return verbs and not any(
            token.has("boundary") or (token.has("goods") and at and between[at - 1].low not in ("as", "with"))
            for at, token in enumerate(between)
        )

    def _is_sold_on(self, between: Sequence[Token]) -> bool:
        """Whether what was moved to a place is then sold: the verb follows "and" at once."""
        moved = self._before is not None and self._before.governor == "move" and self._before.rule.endswith(": to")
        words = [token for token in between if not token.has("adverb", "hedge") and token.text != ","]
        joint = next((at for at, token in enumerate(words) if token.has("conjunction")), None)
        return moved and joint is not None and words[joint + 1 : joint + 2] != [] and words[joint + 1].has("verb")

    def _begins_at_place(self, between: Sequence[Token]) -> bool:
        """Whether a relative clause tells of the place before it: "to A, which sends it to B"."""
        words = between[1:] if between and between[0].text == "," else between
        return (
            bool(words)
            and words[0].low in ("which", "where")
            and len(words) > 1
            and any(token.has("verb") and not token.has("determiner") for token in words)
        )

    def _is_owner(self, first: Slot, slot: Slot) -> bool:
        """Whether goods are somebody's who gets them from elsewhere: "New Zealand’s heroin comes from B"."""
        owns = first.slot == "adjective" and self.tokens[first.places.last].low in ("'s", "'", "’")
        comes = slot.governor in ("originate", "import", "bring_in") or slot.rule.startswith(
            ("“com", "“came", "“originat", "“sourced", "“imported", "“brought in")
        )
        return owns and comes

    def _is_earlier(self, slot: Slot) -> bool:
        """Whether what follows came before: "arrives from A, having been shipped from B", "originally from B"."""
        between = [*self._between_tokens(slot), self.tokens[slot.at]]
        words = [token.low for token in between if token.text != ","]
        if words[:1] == ["where"] and self._before is not None and self._before.rule.endswith(": subject"):
            return True  # "A, where planes from B land, supplies C"
        if self._begins_at_place(between[:-1]) and self._follows("origin"):
            return True  # "brought from A, which is supplied from B"
        if self._leads_back(between):
            return True
        said = any(token.low in ("having", "originally", "originally from", "after being") for token in between)
        return said and not any(token.has("conjunction", "goods", "people") for token in between)

    def _leads_back(self, between: Sequence[Token]) -> bool:
        """Whether a relative clause tells how goods had come to a place: "from A, to which they came from B"."""
        words = [token.low for token in between if token.text != ","]
        return self._follows("origin") and len(words) > 1 and words[0] in ("to", "into") and words[1] == "which"

    def _is_of_goods(self, claim: Claim, slot: Slot) -> bool:
        """Whether an origin is the goods' own, and the one before that of the way: "from A, boats take men from B"."""
        first = claim.slots[0] if len(claim.slots) == 1 else None
        return (
            first is not None
            and first.slot == "origin"
            and slot.governor in ("goods", "people")
            and first.governor in ("move", "leave", "export")
            and first.places.last < first.governor_at < slot.governor_at < slot.at
            and any(group.at == slot.governor_at for group in claim.groups)
        )

    def _is_meant_further(self, slot: Slot) -> bool:
        """Whether something has arrived where it was not meant for: "landed in A and was meant for B"."""
        arrived = self._before is not None and self._before.governor in ("arrive", "unload", "enter", "store")
        moved = self._before is not None and self._before.governor in _SENT
        meant = slot.rule.startswith(
            (
                "“destined",
                "“bound",
                "“intended",
                "“meant",
                "“headed",
                "“declared",
                "“en route",
                "“on its way",
                "“on their way",
            )
        )
        between = self._between_tokens(slot)
        if arrived and meant and any(token.has("copula") for token in between):
            return True
        if moved and meant and between and all(token.text == "," for token in between):
            return True  # "shipped to A, bound for B"
        if meant and not between and self._before is not None and self._before.governor in ("cross", "enter", "arrive"):
            return True  # "crosses into A on its way to B"
        sent = self._before is not None and self._before.governor in ("move", "goods", "arrive", "bring_in", "export")
        return sent and not between and slot.rule.startswith("“for ")  # "moved to A for sale in B"

    def _comes_before(self, claim: Claim, name: str) -> bool:
        """Whether an end of the claim was said before its other end, so that it holds for what follows too."""
        order = [slot.slot.replace("weak ", "") for slot in claim.slots]
        first = "origin" if order and order[0] in ("adjective", "people") else order[0] if order else ""
        return first == name
