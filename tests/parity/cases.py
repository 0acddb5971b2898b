"""What Python and the page's script both compute, as plain data: inputs, and what Python makes of them.

`tests/parity/test_parity.py` holds Python to the files beside it, `js/tests/parity.test.ts` the script to the same.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import StringIO
from typing import Any

import numpy as np
import pandas as pd

import routemap
from routemap import style
from routemap.drafting import Drafts, apply_decisions
from routemap.drafting.document import Block, Document, Run
from routemap.lines import bow_curves
from routemap.lines.mercator import to_world
from routemap.places.folding import fold
from routemap.review.payload import build_review
from routemap.scene.apart import set_apart
from routemap.scene.courses import Course, draw_courses
from routemap.scene.ends import End, share_rim
from routemap.scene.layouts import WORLD_PX
from routemap.scene.legend import legend_sections, width_steps
from routemap.scene.legs import Head
from routemap.scene.levels import LEVELS, fits
from routemap.scene.marks import badge_spot, rim_radius, rims_of, symbol_radius
from routemap.scene.names import Wanted, name_ranks, place_names
from routemap.scene.polyline import as_points
from routemap.scene.scene import Scene
from routemap.scene.strongest import drawn_in_full, told_apart
from routemap.scene.tails import Tail
from routemap.webmap.payload import PageScene, build_payload

# World pixels to pixels: short legs are a few symbols long, long ones cross the window.
SCALE = 12.0
_DIGITS = 5
# Countries whose ground is looked at: stops of some scenes, members of regions of others, and of none.
_GROUND = ("ALB", "DEU", "GHA", "ISL", "NOR", "POL", "SWE", "URY")


def scene_case(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table (its lines, its language) as a page gets it, and what a map of it shows.

    Examples
    --------
    >>> case = scene_case({"lang": "en", "table": ["market,from,to", "heroin trade,Poland,Norway"]})
    >>> case["expected"]["width"], case["payload"]["places"]["name"]
    ([2.0], ['Norway', 'Poland'])
    """
    table = "\n".join(given["table"])
    routes = routemap.read_routes(pd.read_csv(StringIO(table), dtype=str, keep_default_na=False))
    markets = routes["market"].unique()
    market = markets[0] if len(markets) == 1 else None
    page = PageScene(routes, market, given["lang"])
    payload: dict[str, Any] = dict(build_payload(page, kind="market" if market else "overview"))
    # Words have a fixture of their own, and the ground is no part of a scene.
    del payload["words"], payload["basemap"]
    payload["page"] |= dict.fromkeys(("title", "context", "summary", "caveat", "borders", "source_line"), "")
    return {**given, "payload": payload, "expected": _expected(page, given["lang"])}


def _expected(page: PageScene, lang: str) -> dict[str, Any]:
    scene, strands = page.scene, page.scene.strands
    at = to_world(np.round(scene.anchors, 4)) * WORLD_PX * SCALE
    px = page.curves.to_px(scene)
    px[:, 0], px[:, 2] = at[strands.ends[:, 0]] / SCALE, at[strands.ends[:, 1]] / SCALE
    px[:, 2, 0] += page.curves.shift * WORLD_PX
    curves = [(complex(*a), complex(*c), complex(*b)) for a, c, b in (px * SCALE).tolist()]
    shortest, world = style.LINE_END.shortest_px, WORLD_PX * SCALE
    given = {k: as_points(course * SCALE) for k, course in page.curves.courses.items()}
    courses, tails = draw_courses(
        scene, at, curves, rims_of(scene), edges=page.edges, shortest_px=shortest, wrap_px=world, given=given
    )
    sections = legend_sections([scene], lang, has_disputed=False, most_colours=style.LEGEND.most_colours)
    return {
        "width": _short(strands.width.tolist()),
        "support": strands.support.tolist(),
        "tail_in": strands.tail_in.astype(int).tolist(),
        "tail_out": strands.tail_out.astype(int).tolist(),
        "roles": scene.roles,
        "weight": scene.weight,
        "rank": _short(name_ranks(scene)),
        "badge": scene.badge,
        "domestic": {
            str(place): [[ring.group, *_short([ring.width]), ring.support] for ring in rings]
            for place, rings in scene.domestic.items()
        },
        "rim": _short(rims_of(scene)),
        "tints": {
            "subject": scene.tints.subject,
            "concerned": sorted(scene.tints.concerned),
            "hatched": sorted(scene.tints.hatched),
            "of": {code: scene.tints.of(code) for code in _GROUND},
        },
        "courses": [_course(one) for one in sorted(courses, key=lambda one: one.strand)],
        "tails": sorted(map(_tail, tails), key=lambda one: (one["place"], one["group"], one["incoming"])),
        "legend": [
            {
                "head": section.head,
                "entries": [
                    {
                        "mark": entry.mark,
                        "text": entry.text,
                        "width": round(entry.width, _DIGITS),
                        "support": entry.support if entry.mark in ("support", "few", "domestic") else None,
                        "has_head": entry.has_head,
                        "roles": entry.roles,
                        "number": entry.number if entry.mark == "badge" else "",
                    }
                    for entry in section.entries
                ],
            }
            for section in sections
        ],
    }


def _course(course: Course) -> dict[str, Any]:
    return {"strand": course.strand, "chain": _points(course.chain), "head": _head(course.head)}


def _tail(tail: Tail) -> dict[str, Any]:
    return {
        "place": tail.place,
        "group": tail.group,
        "incoming": tail.incoming,
        "width": round(tail.width, _DIGITS),
        "support": tail.support,
        "near": _points([tail.near]),
        "far": _points([tail.far]),
        "head": _head(tail.head),
        "sign": None if tail.sign is None else _points([tail.sign]),
    }


def _head(head: Head | None) -> list[float] | None:
    return head and [*_points([head.tip, head.along]), *_short([head.length, head.half])]


def _points(points: Sequence[complex]) -> list[float]:
    return _short([part for point in points for part in (point.real, point.imag)])


def _short(values: Sequence[float]) -> list[float]:
    return [round(float(value), _DIGITS) + 0.0 for value in values]


_RIMS: list[tuple[float, list[tuple[float, float, float]]]] = [
    (5.5, [(0.3, 4.0, 8.0)]),
    (5.5, [(0.0, 4.0, 8.0), (0.01, 4.0, 8.0)]),
    (7.0, [(-3.1, 4.0, 8.7), (3.1, 6.3, 12.2), (3.0, 2.0, 0.0), (1.2, 2.0, 0.0)]),
    (5.5, [(0.1 * k, 3.0 + k % 3, 8.0 if k % 2 else 0.0) for k in range(7)]),
    (7.0, [(2 * math.pi * k / 12, 4.5, 9.0) for k in range(12)]),
    (7.0, [(0.05 * k, 4.5, 9.0) for k in range(9)]),
    (5.5, [(0.2 * k - 4, 3.0, 8.0) for k in range(41)]),
]
_STEPS = [
    (730000.0, 1200.0),
    (240000.0, 31000.0),
    (5.0, 5.0),
    (0.3, 0.07),
    (12000.0, 0.0),
    (0.0, 0.0),
    (999.0, 998.0),
    (1e9, 3.0),
]
_ALL_ROUND = [k * 0.4 for k in range(16)]
_BADGES: list[tuple[int, int, list[float]]] = [
    (1, 3, []),
    (4, 12, [0.0]),
    (5, 1, [-0.8, 0.8]),
    (2, 140, [-0.8, 0.8, 2.3, -2.3]),
    (1, 2, _ALL_ROUND),
    (0, 4, []),
]


def names_case() -> dict[str, Any]:
    """Return a crowd of names with symbols, badges and lines in their way, and where each stands."""
    wanted = [
        Wanted(k, 60.0 + 47 * (k * 7 % 11), 40.0 + 31 * (k * 5 % 13), 5.5 + k % 3, 34.0 + 9 * (k * 3 % 8), 13.0, -k % 9)
        for k in range(30)
    ]
    hard = [(one.x - one.clear, one.y - one.clear, one.x + one.clear, one.y + one.clear) for one in wanted]
    hard += [(300.0, 200.0, 318.0, 215.0), (420.0, 90.0, 431.0, 101.0)]
    lines = [(float(x), round(60 + 0.4 * x + 30 * math.sin(x / 60), 3)) for x in range(20, 560, 4)]
    lines += [(round(140 + 0.3 * y, 3), float(y)) for y in range(10, 400, 4)]
    placed = place_names(wanted, hard, np.array(lines), 640.0, 460.0)
    return {
        "width": 640.0,
        "height": 460.0,
        "wanted": [asdict(one) for one in wanted],
        "hard": hard,
        "lines": lines,
        "expected": [
            {"item": one.item, "box": _short(one.box), "lead": _points(one.leader) if one.leader else None}
            for one in placed
        ],
    }


_CROWDS: list[tuple[list[float], list[int], int, int | None]] = [
    # Widths, routes on them, how many can be told apart, how many somebody asked for.
    ([1.5 + k for k in range(30)], [1] * 30, 20, None),
    ([1.5 + k for k in range(25)], [1] * 25, 20, None),
    ([2.0] * 30 + [3.0] * 15, [1] * 45, 20, None),
    ([2.0] * 10 + [2.4] * 20 + [5.2] * 10, [1] * 40, 20, None),
    ([2.0] * 40, [1 + k % 4 for k in range(40)], 20, None),
    ([2.0, 3.0, 2.0, 5.2], [1, 1, 2, 1], 20, 2),
    ([2.0, 3.0], [1, 1], 20, 1000),
]


def strongest_case() -> list[dict[str, Any]]:
    """Return sizes of maps, how many lines they tell apart, and which of a crowd of lines are drawn in full."""
    sizes = [(880.0, 760.0), (360.0, 320.0), (1500.0, 1080.0), (743.0, 991.0)]
    return [
        *({"size": list(size), "room": told_apart(*size)} for size in sizes),
        *(
            {
                "width": width,
                "routes": routes,
                "room": room,
                "asked": asked,
                "full": np.flatnonzero(drawn_in_full(np.array(width), np.array(routes), room, asked)).tolist(),
            }
            for width, routes, room, asked in _CROWDS
        ),
    ]


FOLDING = """
market,statement,commodity,from,via,to,directed,confidence,magnitude,quantity,unit,start
cocaine trade,a,,Colombia | Peru,Panama,Spain,,high,,120,kg,2021
cocaine trade,b,,Ecuador,Brazil > Nigeria,Norway,,medium,,4000,g,2021
cocaine trade,c,crack,Brazil,,Peru,,high,,30,kg,2021
cocaine trade,d,,Peru,,Bolivia,,high,,12,kg,2021
cocaine trade,e,,Spain,,Italy,no,low,,,,2021
cocaine trade,f,,?,Ghana,Nigeria,,high,major,,,2020
cocaine trade,g,,West Africa,,Portugal,,medium,minor,,,2020
cocaine trade,h,,Chile,,?,,medium,,,,2020
cocaine trade,i,crack,Italy,,Italy,,medium,,7,kg,2021
cocaine trade,j,,Nigeria,,Ghana,no,low,,,,2021
cocaine trade,k,,Norway,,Sweden,,low,,,,2021
"""


def folding_case() -> dict[str, Any]:
    """Return a page with its levels of folding and what a map of each shows, and which level fits how much."""
    routes = routemap.read_routes(pd.read_csv(StringIO(FOLDING), dtype=str, keep_default_na=False))
    page = PageScene(routes, "cocaine trade", "en", subject="NOR")
    page.folds = page.fold(wanted=lambda scene: True)
    payload: dict[str, Any] = dict(build_payload(page, kind="market"))
    del payload["words"], payload["basemap"]
    levels = []
    for _, scene, _ in page.folds:
        strands = scene.strands
        levels.append(
            {
                "ends": [[scene.codes[a], scene.codes[b]] for a, b in strands.ends.tolist()],
                "group": strands.group.tolist(),
                "undirected": strands.undirected.astype(int).tolist(),
                "width": _short(strands.width.tolist()),
                "support": strands.support.tolist(),
                "tails": [strands.tail_in.astype(int).tolist(), strands.tail_out.astype(int).tolist()],
                "roles": scene.roles,
                "badge": scene.badge,
                "rings": {
                    scene.codes[place]: [[one.group, *_short([one.width]), one.support] for one in rings]
                    for place, rings in sorted(scene.domestic.items())
                },
                "names": [
                    " ".join(filter(None, (name, scene.within.get(k, "")))) for k, name in enumerate(scene.names)
                ],
            }
        )
    fitting = [
        {
            "room": room,
            "levels": [{"lines": lines, "places": places} for lines, places in sizes],
            "level": next(
                k for k, (size, level) in enumerate(zip(sizes, LEVELS, strict=True)) if fits(*size, room, level)
            ),
        }
        for room, sizes in (
            (58, ((120, 80), (60, 20), (8, 5))),
            (58, ((121, 80), (60, 20), (8, 5))),
            (70, ((140, 80), (60, 20), (8, 5))),
            (20, ((300, 80), (60, 15), (8, 5))),
            (20, ((300, 80), (60, 16), (8, 5))),
            (58, ((3000, 200), (407, 22), (24, 6))),
        )
    ]
    return {"payload": payload, "levels": levels, "fitting": fitting}


_APART = (
    ([[0.0, 0.0], [4.0, 1.0], [90.0, 0.0]], [5.5, 5.5, 5.5]),
    ([[10.0, 10.0], [10.0, 10.0], [12.0, 9.0], [13.0, 30.0]], [5.5, 7.0, 5.5, 0.0]),
    ([[k * 2.0, k % 3 * 2.0] for k in range(9)], [5.5] * 9),
)


def marks_case() -> dict[str, Any]:
    """Return the small computations: heads, symbols, rims, badges, amounts of the legend, widths."""
    head = style.HEAD
    return {
        "heads": [
            {"width": width, "size": _short([head.length(width), head.half(width)])} for width in (1.5, 2.0, 5.2, 9.0)
        ],
        "symbols": [
            {
                "roles": roles,
                "is_region": is_region,
                "rings": rings,
                "radius": symbol_radius(roles, is_region=is_region),
                "rim": rim_radius(roles, is_region=is_region, rings=rings),
            }
            for roles in range(16)
            for is_region in (False, True)
            for rings in ([], [1.9], [2.0, 3.2, 9.0, 2.0])
        ],
        "apart": [
            {"at": at, "radius": radius, "moved": [_short(one) for one in set_apart(np.array(at), radius).tolist()]}
            for at, radius in _APART
        ],
        "rims": [
            {
                "rim": rim,
                "ends": [{"angle": a, "half": half, "head": head} for a, half, head in ends],
                "slots": [_short([slot.angle, slot.radius]) for slot in share_rim([End(*end) for end in ends], rim)],
            }
            for rim, ends in _RIMS
        ],
        "badges": [
            {"roles": roles, "count": count, "ends": ends, "spot": _spot(roles, count, ends)}
            for roles, count, ends in _BADGES
        ],
        "steps": [
            {"largest": largest, "least": least, "steps": width_steps(largest, least)} for largest, least in _STEPS
        ],
        "quantities": [
            {"share": share, "width": round(float(style.quantity_width_px(share, 1.0)), _DIGITS)}
            for share in (0.0, 0.01, 0.5, 1.0, 2.0)
        ],
    }


def _spot(roles: int, count: int, ends: list[float]) -> list[float]:
    return _short(badge_spot(_one_place(roles, count), 0, (100.0, 100.0), ends))


def _one_place(roles: int, count: int) -> Scene:
    routes = pd.DataFrame({"market": ["human trafficking"], "origin": ["UKR"]})
    empty = PageScene(routemap.read_routes(routes), "human trafficking", "en").scene
    empty.roles[0], empty.badge[0], empty.is_region[0] = roles, count, False
    return empty


REVIEW_SENTENCES = (
    "Heroin is sourced from Afghanistan and smuggled through Iran and Turkey to Iceland.",
    "Cocaine is shipped from Colombia and Ecuador to Iceland, mainly through the Netherlands.",
    "Iceland is a destination country for human trafficking.",
    "Pistols from Slovakia and Fiji are trafficked to Iceland.",
    "Cannabis that originates in Morocco is smuggled across the border between Latvia and Estonia.",
)


def _drafts() -> Drafts:
    text = " ".join(REVIEW_SENTENCES)
    document = Document("report.txt", text, (Block(0, len(text), "text", ""),), (Run(0, 0, 0),))
    return routemap.draft_routes(document, subject="ISL", source="A report")


# Each a name, and the files of one reviewer or several: which row of the draft (of the review's fixture), with what.
_DECISIONS: dict[str, list[list[tuple[int, dict[str, str]]]]] = {
    "one decides": [[(0, {"status": "accepted"}), (1, {"status": "rejected", "rejected_because": "legal"}), (2, {})]],
    "two agree": [[(0, {"status": "accepted"})], [(0, {"status": "accepted"}), (1, {"status": "accepted"})]],
    "two differ": [[(0, {"status": "accepted"})], [(0, {"status": "rejected"})]],
    "one has not decided": [[(0, {}), (1, {"status": "accepted"})], [(0, {"status": "rejected"}), (1, {})]],
    "two mend differently": [
        [(0, {"status": "edited", "destination": "NOR"})],
        [(0, {"status": "edited", "destination": "DNK"})],
    ],
    "two mend alike": [
        [(0, {"status": "edited", "destination": "NOR"})],
        [(0, {"status": "edited", "destination": "NOR"})],
    ],
    "another id, the same content": [[(0, {"id": "old", "status": "accepted", "note": "seen"})]],
    "another id, other content": [[(0, {"id": "old", "status": "accepted", "destination": "SWE"})]],
    "another id, other content, rejected": [[(0, {"id": "old", "status": "rejected", "destination": "SWE"})]],
    "another id, other content, undecided": [[(0, {"id": "old", "destination": "SWE"})]],
    "a sentence that is gone": [
        [
            (0, {"id": "old-a", "quote": "No more.", "status": "accepted"}),
            (1, {"id": "old-b", "quote": "Nor this.", "status": "rejected"}),
            (2, {"id": "old-c", "quote": "Nor that.", "status": "added", "rule": "added by the reader"}),
        ]
    ],
    "added": [[(0, {"id": "added-1", "status": "added", "destination": "FRO", "rule": "added by the reader"})]],
    "a conflict of an earlier day": [
        [(0, {"decision": "conflict", "decided_differently": "accepted; rejected"})],
    ],
    "a conflict that was settled": [
        [(0, {"status": "accepted", "decision": "conflict", "decided_differently": "accepted; rejected"})],
    ],
}
_TOLD = ("quote", "market", "origin", "transit", "destination", "status", "rejected_because", "note")


def decisions_case() -> dict[str, Any]:
    """Return files of decisions, and the claims of a draft after they are taken.

    A row that nothing became of is "kept" in Python and says nothing on the page, which shows no word for it.
    """
    drafts = _drafts()
    cases = []
    for name, people in _DECISIONS.items():
        files = [[{**drafts.rows[at], **cells} for at, cells in rows] for rows in people]
        columns = [list(dict.fromkeys(name for row in rows for name in row)) for rows in files]
        tables = [
            pd.DataFrame([[row.get(one, "") for one in names] for row in rows], columns=names, dtype="str")
            for rows, names in zip(files, columns, strict=True)
        ]
        merged = apply_decisions(drafts, tables)
        changed = [[{"row": at, **cells} for at, cells in rows] for rows in people]
        cases.append({"name": name, "files": changed, "expected": sorted(map(_became, merged.rows))})
    return {"columns": [*_TOLD, "decision", "decided_differently"], "cases": cases}


def _became(row: Mapping[str, str]) -> list[str]:
    fate = row.get("decision", "")
    return [*(row.get(name, "") for name in _TOLD), "" if fate == "kept" else fate, row.get("decided_differently", "")]


def review_case() -> dict[str, Any]:
    """Return what a review page knows of some claims, and what a map of all of them is drawn from."""
    drafts = _drafts()
    review: dict[str, Any] = dict(build_review(drafts, "en"))
    # Words have a fixture of their own, and the ground is no part of a scene.
    del review["words"]
    named = {code for row in drafts.rows for name in ("origin", "transit", "destination") for code in _codes(row[name])}
    review["map"] = _with_places(review["map"], sorted(named | {"west-africa"}))
    review["sentences"]["places"] = [[] for _ in review["sentences"]["places"]]
    routes = routemap.read_routes(drafts.frame)
    page = PageScene(routes, None, "en", subject=drafts.subject)
    payload: dict[str, Any] = dict(build_payload(page, kind="overview"))
    return {
        "review": review,
        "payload": {name: payload[name] for name in ("groups", "places", "strands")},
        # The review page keeps ids whole: they are its claims' own.
        "routes": {"id": routes["id"].tolist()}
        | {
            name: payload["routes"][name]
            for name in ("group", "kind", "stops", "open", "strands", "confidence", "magnitude")
        },
    }


def _codes(cell: str) -> list[str]:
    return [code for one in cell.split(" | ") for code in one.split(" > ") if code]


def _with_places(known: Mapping[str, Any], codes: Sequence[str]) -> dict[str, Any]:
    """Return a review's map with few places: all of them would make a fixture that nobody reads."""
    places = known["places"]
    at = [places["code"].index(code) for code in codes]
    new = {old: position for position, old in enumerate(at)}
    folded, readings = known["names"]["folded"], known["names"]["places"]
    kept = [k for k, places_of in enumerate(readings) if all(place in new for place in places_of)]
    strands = known["strands"]
    return {
        **known,
        "places": {
            **{name: [places[name][k] for k in at] for name in ("code", "name", "kind", "lon", "lat")},
            "members": {str(new[k]): places["members"][str(k)] for k in at if str(k) in places["members"]},
        },
        "names": {"folded": [folded[k] for k in kept], "places": [[new[k] for k in readings[j]] for j in kept]},
        "strands": {**strands, "from": [new[k] for k in strands["from"]], "to": [new[k] for k in strands["to"]]},
        "subject": new[known["subject"]],
    }


def bows_case() -> dict[str, Any]:
    """Return simple bows between places, as `lines.bow_curves` makes them, in world pixels."""
    points = [[10.0, 60.0], [-70.0, -10.0], [170.0, -18.0], [-178.0, 60.0], [24.0, 57.0]]
    legs = [[0, 1], [1, 0], [0, 4], [0, 4], [2, 3], [4, 2]]
    curves = bow_curves(points, legs)
    home = np.round((curves.start[:, 0] - np.array(points)[np.array(legs)[:, 0], 0]) / 360)
    shift = np.round((curves.end[:, 0] - np.array(points)[np.array(legs)[:, 1], 0]) / 360) - home
    control = to_world(curves.control) * WORLD_PX - np.stack((WORLD_PX * home, np.zeros(len(home))), axis=1)
    return {
        "points": points,
        "legs": legs,
        "world_px": curves.world_px,
        "shift": shift.astype(int).tolist(),
        "control": np.round(control, _DIGITS).tolist(),
    }


def folds_case() -> list[dict[str, str]]:
    """Return names in the form under which they are looked up."""
    names = [
        "Dem. Rep. of the Congo", "CÔTE D’IVOIRE", "St. Lucia", "U.S.A.", "D.R. Congo", "Åland", "Türkiye", "Curaçao",
        "the Balkans", "São Tomé & Príncipe", "  Guinea-Bissau ", "Færøyene", "Großbritannien", "Ελλάδα", "Россия",
        "The",
    ]  # fmt: skip
    return [{"name": name, "folded": fold(name)} for name in names]
