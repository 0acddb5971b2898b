from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "data" / "labelled"


@pytest.fixture(scope="module")
def unseen(evaluating: ModuleType) -> list[object]:
    return [one for one in evaluating.read_labelled() if one.split == "score"]


def test_the_labelled_set_is_large_and_a_part_of_it_is_scored_only(
    evaluating: ModuleType, unseen: list[object]
) -> None:
    sentences = evaluating.read_labelled()
    assert len(sentences) >= 400
    assert len(unseen) >= 400
    assert sum(not one.claims for one in sentences) >= 100


def test_unseen_sentences_are_drafted_as_well_as_the_thresholds_say(
    evaluating: ModuleType, unseen: list[object]
) -> None:
    tally = evaluating.Tally()
    for one in unseen:
        evaluating.count(one, tally)
    least = json.loads((evaluating.FOLDER / "thresholds.json").read_text(encoding="utf-8"))
    missed = {name: tally.figures()[name] for name, value in least.items() if tally.figures()[name] < value}
    assert missed == {}


def test_later_parts_are_what_was_frozen_before_the_engine_ran_on_them(evaluating: ModuleType) -> None:
    frozen = json.loads((FOLDER / "frozen.json").read_text(encoding="utf-8"))
    parts: dict[str, list[str]] = {name: [] for name in frozen}
    for one in evaluating.read_labelled():
        if one.part not in ("", "look", "score"):
            parts[f"{one.file}.csv"].append(one.part)  # a file with a part of its own is one that was frozen
    for name, found in parts.items():
        ending = f",{found[0]}"
        rows = [row for row in (FOLDER / name).read_text(encoding="utf-8").splitlines() if row.endswith(ending)]
        assert hashlib.sha256("\n".join(rows).encode()).hexdigest() == frozen[name]


@pytest.mark.parametrize("split", ["score", "fourth", "fifth", "all"])
def test_the_scored_parts_are_never_shown(evaluating: ModuleType, monkeypatch: pytest.MonkeyPatch, split: str) -> None:
    monkeypatch.setattr("sys.argv", ["evaluate_drafting.py", "--split", split, "--errors"])
    with pytest.raises(SystemExit):
        evaluating.main()


def test_labels_name_known_places_and_markets(evaluating: ModuleType) -> None:
    from routemap.places import country_codes, regions

    known = {*country_codes(), *regions()}
    for one in evaluating.read_labelled():
        for row in one.claims:
            cells = (row["origin"], row["transit"], row["destination"])
            codes = {code for cell in cells for way in cell.split(" | ") for code in way.split(" > ")} - {""}
            assert codes, one.quote
            assert codes <= known, one.quote
            assert row["confidence"] in ("high", "medium", "low")
            assert row["magnitude"] in ("", "major", "moderate", "minor")
