"""Measure the drafting engine on the labelled sentences in ``data/labelled``.

    .venv/bin/python tools/evaluate_drafting.py [--split look|score|…|all]
        [--by rule|construction|source|file] [--file NAME] [--errors] [--check]

Sentences are parted by a hash of their words, or by the column `part` where a file has one: a part to look at, one
that is scored only, and whatever further part a file names, frozen later and counted by itself. `--errors` shows what
is wrong, on the part to look at only: the others must stay unseen, or their figures say nothing. `--check` fails when a
figure is below its threshold in ``data/labelled/thresholds.json``. `--file` counts the sentences of one or more files
alone.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from routemap.drafting.claims import Claim, cell, transit_cell
from routemap.drafting.document import Builder, Document
from routemap.drafting.engine import read_sentences

FOLDER = Path(__file__).resolve().parents[1] / "data" / "labelled"
LOOK_SHARE = 0.7

Ends = tuple[str, str]


@dataclass
class Labelled:
    """A labelled sentence: its context, and what it claims."""

    quote: str
    before: str
    subject: str
    heading: str
    construction: str
    source: str
    part: str = ""
    file: str = ""
    claims: list[dict[str, str]] = field(default_factory=list)

    @property
    def split(self) -> str:
        """The part that it belongs to: `look`, `score`, or what the column `part` of its file says."""
        share = int(hashlib.sha256(self.quote.encode()).hexdigest()[:8], 16) / 0x1_0000_0000
        return self.part or ("look" if share < LOOK_SHARE else "score")


def read_labelled(folder: Path = FOLDER) -> list[Labelled]:
    """Return all labelled sentences, in the order of files and rows."""
    found: dict[str, Labelled] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                source = row.get("source") or path.stem
                one = found.setdefault(
                    row["quote"],
                    Labelled(
                        row["quote"],
                        row["before"],
                        row["subject"],
                        row["heading"],
                        row["construction"],
                        source,
                        row.get("part") or "",
                        path.stem,
                    ),
                )
                if row.get("status") == "accepted":
                    one.claims.append(row)
    return list(found.values())


def ends_of(origin: str, transit: str, destination: str, *, directed: bool = True) -> set[Ends]:
    """Return the first and last known place of every route that a row stands for, if it has two or more."""
    found = set()
    for start in _alternatives(origin):
        for way in _alternatives(transit):
            for end in _alternatives(destination):
                stops = [*filter(None, [start]), *filter(None, way.split(" > ")), *filter(None, [end])]
                if len(stops) > 1:
                    ends = (stops[0], stops[-1])
                    found.add(ends if directed else tuple(sorted(ends)))
    return found


def _alternatives(text: str) -> list[str]:
    return text.split(" | ") if text else [""]


def document_of(one: Labelled) -> tuple[Document, int]:
    """Return a sentence in its context as a document, and where it begins."""
    builder = Builder()
    builder.heading(one.heading)
    lead = f"{one.before} " if one.before else ""
    builder.add(lead + one.quote, 0, 0)
    builder.close("text")
    return builder.build("labelled"), len(lead)


def draft(one: Labelled) -> tuple[list[Claim], bool]:
    """Return the claims drafted from a sentence, and whether it is listed as silent."""
    document, start = document_of(one)
    claims: list[Claim] = []
    listed = False
    for sentence in read_sentences(document, subject=one.subject):
        if sentence.start >= start:
            claims += sentence.reading.claims
            listed = listed or bool(sentence.reading.reason)
    return claims, listed


def claim_ends(claim: Claim) -> set[Ends]:
    """Return the ends of a drafted claim."""
    return ends_of(cell(claim.origin), transit_cell(claim.transit), cell(claim.destination), directed=claim.directed)


@dataclass
class Tally:
    """Counts of one group of sentences."""

    drafted: int = 0
    right: int = 0
    labelled: int = 0
    found: int = 0
    a_drafted: int = 0
    a_right: int = 0
    claims: int = 0
    claims_right: int = 0
    a_claims: int = 0
    a_claims_right: int = 0
    flows: int = 0
    flows_seen: int = 0
    nothing: int = 0
    left_alone: int = 0
    markets: int = 0
    markets_right: int = 0
    roles: int = 0
    roles_found: int = 0
    sentences: int = 0

    def figures(self) -> dict[str, float]:
        """Return the figures that thresholds are set for."""
        return {
            "precision": _share(self.right, self.drafted),
            "recall": _share(self.found, self.labelled),
            "tier A precision": _share(self.a_right, self.a_drafted),
            "tier A share": _share(self.a_claims, self.claims),
            "flows drafted or listed": _share(self.flows_seen, self.flows),
            "negatives left alone": _share(self.left_alone, self.nothing),
            "market right": _share(self.markets_right, self.markets),
            "claim precision": _share(self.claims_right, self.claims),
            "tier A claim precision": _share(self.a_claims_right, self.a_claims),
            "role recall": _share(self.roles_found, self.roles),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def count(one: Labelled, tally: Tally) -> bool:
    """Add a sentence to a tally; return whether everything about its ends is right."""
    claims, listed = draft(one)
    gold: dict[Ends, set[str]] = defaultdict(set)
    for row in one.claims:
        for ends in ends_of(row["origin"], row["transit"], row["destination"], directed=row["directed"] != "no"):
            gold[ends].add(row["market"])
    made = [(claim, claim_ends(claim)) for claim in claims]
    drafted = set().union(*(ends for _, ends in made)) if made else set()
    in_a = set().union(*(ends for claim, ends in made if claim.tier == "A")) if made else set()
    tally.sentences += 1
    tally.drafted += len(drafted)
    tally.right += len(drafted & gold.keys())
    tally.labelled += len(gold)
    tally.found += len(drafted & gold.keys())
    tally.a_drafted += len(in_a)
    tally.a_right += len(in_a & gold.keys())
    for claim, ends in made:
        if ends:
            is_right = ends <= gold.keys()
            tally.claims += 1
            tally.claims_right += is_right
            tally.a_claims += claim.tier == "A"
            tally.a_claims_right += is_right and claim.tier == "A"
        for pair in ends & gold.keys():
            if gold[pair] != {""}:
                tally.markets += 1
                tally.markets_right += claim.groups[0].market in gold[pair]
    if gold:
        tally.flows += 1
        tally.flows_seen += bool(claims) or listed
    if not one.claims:
        tally.nothing += 1
        tally.left_alone += not claims
    _count_roles(one, claims, tally)
    return drafted == set(gold) and (bool(one.claims) or not claims)


def _count_roles(one: Labelled, claims: list[Claim], tally: Tally) -> None:
    drafted = {
        (claim.groups[0].market, cell(claim.origin), transit_cell(claim.transit), cell(claim.destination))
        for claim in claims
    }
    for row in one.claims:
        if not ends_of(row["origin"], row["transit"], row["destination"]):
            tally.roles += 1
            tally.roles_found += (row["market"], row["origin"], row["transit"], row["destination"]) in drafted


def _groups(sentences: list[Labelled], by: str) -> Iterator[tuple[str, list[Labelled]]]:
    groups: dict[str, list[Labelled]] = defaultdict(list)
    for one in sentences:
        groups[getattr(one, by)].append(one)
    yield from sorted(groups.items())


def show_rules(sentences: list[Labelled]) -> None:
    """Print how often each rule took part, and how often the claim was right."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in sentences:
        gold: set[Ends] = set()
        for row in one.claims:
            gold |= ends_of(row["origin"], row["transit"], row["destination"], directed=row["directed"] != "no")
        for claim in draft(one)[0]:
            ends = claim_ends(claim)
            for rule in claim.rules if ends else ():
                counts[rule][0] += 1
                counts[rule][1] += ends <= gold
    for rule, (total, right) in sorted(counts.items(), key=lambda item: (-item[1][0], item[0])):
        print(f"{right:4} of {total:4}  {rule}")


def show_errors(sentences: list[Labelled]) -> None:
    """Print what was expected and what was drafted, where they differ."""
    for one in sentences:
        if one.split != "look" or count(one, Tally()):
            continue
        claims, listed = draft(one)
        print(
            f"\n[{one.source}, {one.construction}, {one.subject or '-'}] {one.before and one.before + ' | '}{one.quote}"
        )
        for row in one.claims:
            print(f"    expected {row['market']}: {row['origin']} > [{row['transit']}] > {row['destination']}")
        for claim in claims:
            ways = f"{cell(claim.origin)} > [{transit_cell(claim.transit)}] > {cell(claim.destination)}"
            print(f"    drafted {claim.tier} {claim.groups[0].market}: {ways}  {'; '.join(claim.rules)}")
        if not claims:
            print("    " + ("listed" if listed else "nothing"))


def main() -> int:
    """Measure, print, and say whether the thresholds hold."""
    labelled = read_labelled()
    parts = sorted({"look", "score", *(one.split for one in labelled)})
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=(*parts, "all"), default="look")
    parser.add_argument("--by", choices=("rule", "construction", "source", "file"))
    parser.add_argument("--file", action="append", help="count this file of data/labelled alone (repeat for several)")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.errors and options.split != "look":
        parser.error("--errors shows the part to look at only; the others must stay unseen")
    sentences = [one for one in labelled if options.split in (one.split, "all")]
    if options.file:
        sentences = [one for one in sentences if one.file in options.file]
    if options.errors:
        show_errors(sentences)
    if options.by == "rule":
        show_rules(sentences)
    elif options.by:
        for name, group in _groups(sentences, options.by):
            tally = Tally()
            exact = sum(count(one, tally) for one in group)
            shown = tally.figures()
            figures = f"precision {shown['precision']:.2f}   recall {shown['recall']:.2f}"
            print(f"{name:28} {exact:3} of {len(group):3} exact   {figures}")
    total = Tally()
    exact = sum(count(one, total) for one in sentences)
    print(f"\n{options.split}: {len(sentences)} sentences, {exact} exact")
    print(f"  {total.labelled} routes labelled, {total.drafted} drafted")
    thresholds = json.loads((FOLDER / "thresholds.json").read_text(encoding="utf-8"))
    missed = False
    for name, value in total.figures().items():
        least = thresholds.get(name)
        missed = missed or (least is not None and value < least)
        print(f"  {name:26} {value:.3f}" + (f"  (at least {least})" if least is not None else ""))
    return int(options.check and missed)


if __name__ == "__main__":
    sys.exit(main())
