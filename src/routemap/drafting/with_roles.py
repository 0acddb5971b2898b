"""Claims and the roles that the same words give places: "A is a transit point for heroin bound for B"."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.claims import Claim
from routemap.drafting.place_list import SUBJECT
from routemap.drafting.roles import ADDED, OPENS, Role
from routemap.drafting.slot import Slot
from routemap.places import regions


def with_role(claim: Claim, role: Role) -> list[Claim]:
    """Return a claim once for each role that its words give a place."""
    made = []
    names = ("origin",) if role.is_own and len(role.slots) > 1 else role.slots
    if len(names) > 1 and claim.has("destination") and "transit" in names:
        # "A transit point for and consumer of heroin bound for Europe": the words say where this heroin goes.
        names = tuple(name for name in names if name != "destination")
    for name in names:
        one = claim.copy()
        one.role = (name,)
        one.opens = role.rule == OPENS or (role.places is not None and role.places.kind == "subject")
        one.reach(role.first)
        one.rules.insert(0, f"{role.rule} ({name})")
        codes = role.places.codes if role.places else [SUBJECT]
        if role.places:
            one.unresolved += role.places.unresolved
            one.reach(role.places.first)
        if name == "transit" and role.is_aside and _lie_within(codes, one.destination):
            one.destination = list(codes)  # "for East Africa, where A and B are the landing points"
        elif name == "transit":
            one.transit.insert(_place_of_role(claim), codes)
        else:
            other = getattr(one, name)
            if other and role.places and _lie_within(codes, other):
                other.clear()  # "leaves Latin America, with A and B as the main points of departure"
            elif other and role.places and _is_added(claim, role, name):
                codes = [*other, *codes]
            elif other and len(role.slots) > 1:
                one.weak.append(role.rule)  # another place was said there
                other.clear()
            setattr(
                one,
                name,
                codes + [code for code in getattr(one, name) if code not in codes] if not getattr(one, name) else codes,
            )
        if role.is_own and len(role.slots) > 1:
            one.destination = list(codes)
        _give_to_owner(one, role, name)
        if name != "destination" and not one.has("destination") and one.seized and not one.location:
            one.put(one.seized, "destination")  # "A is the origin of most of the clothing found in B"
            one.weak.append("where it was found")
        if name == "origin" and not one.has("destination") and one.location and not _contains(one.location, codes):
            one.put(one.location, "destination")  # "the main source of firearms in A"
            one.weak.append("place beside")
        made.append(one)
    return made


def _give_to_owner(claim: Claim, role: Role, name: str) -> None:
    """Let goods go to the place whose gateway or source it is: "A is B’s main supplier", not "Africa’s largest"."""
    if role.owner is None or name == "destination" or claim.has("destination") or not role.owner.codes:
        return
    around = {member for code in role.owner.codes if code in regions() for member in regions()[code].members}
    if name == "origin" and around & set(claim.origin):
        return
    claim.destination = [code for code in role.owner.codes if code not in claim.places]
    claim.weak.append(f"{role.rule} of an owner")


def _place_of_role(claim: Claim) -> int:
    """Return where among the stages the place of a role stands: after those by which goods arrive, else first."""
    arriving = [slot for slot in claim.slots if slot.slot == "transit" and slot.governor in ("arrive", "import")]
    return len(claim.transit) if arriving else 0


def _lie_within(codes: Sequence[str], around: Sequence[str]) -> bool:
    """Whether places are all members of the one region named before."""
    return len(around) == 1 and around[0] in regions() and set(codes) <= set(regions()[around[0]].members)


def _is_added(claim: Claim, role: Role, name: str) -> bool:
    """Whether a role comes on top of an end said before: "bound for A, with B the second destination"."""
    said = [slot.places.last for slot in claim.slots if slot.slot.endswith(name)]
    return role.rule == ADDED and bool(said) and max(said) < role.first


def _contains(slot: Slot, codes: Sequence[str]) -> bool:
    """Whether a place said beside a role is only the region around it: "the largest producer in West Africa"."""
    around = {member for code in slot.places.codes if code in regions() for member in regions()[code].members}
    return bool(around & set(codes)) or bool(set(slot.places.codes) & {*codes, SUBJECT}) or codes == [SUBJECT]


def merge_roles(claims: list[Claim]) -> list[Claim]:
    """Put a role that says nothing else into the claim that lacks it: "a destination for X, with X arriving via A"."""
    kept = list(claims)
    for role in claims:
        if not role.role or role.is_flow:
            continue
        name = role.role[0]
        for other in claims:
            same = other is not role and other in kept and other.groups[0].market == role.groups[0].market
            codes = role.transit[0] if name == "transit" and role.transit else getattr(role, name, [])
            if not same or not codes or other.role or not (other.origin or other.transit or other.destination):
                continue
            have = (
                other.destination
                if name == "destination"
                else other.origin
                if name == "origin"
                else [c for s in other.transit for c in s]
            )
            if have and set(have) != set(codes):
                continue
            if name == "transit" and not have:
                other.transit.insert(0, list(codes))
            elif not have:
                setattr(other, name, list(codes))
            other.rules = [*role.rules, *other.rules]
            other.role = role.role
            other.reach(role.first)
            if role in kept:
                kept.remove(role)
    return kept
