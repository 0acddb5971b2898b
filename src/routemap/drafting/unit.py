"""Goods or people with what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from routemap.drafting.goods import Group
from routemap.drafting.roles import Role
from routemap.drafting.slot import Slot


@dataclass(slots=True)
class Unit:
    """Goods with what is said of them, in the order of the words."""

    groups: list[Group]
    slots: list[Slot]
    clause: int
    roles: list[Role] = field(default_factory=list)
