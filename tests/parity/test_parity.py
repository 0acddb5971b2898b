"""Python and the page's script compute the same: both are held to the files in this folder."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from routemap.words import balanced, isolated

from .cases import (
    bows_case,
    decisions_case,
    folding_case,
    folds_case,
    marks_case,
    names_case,
    review_case,
    scene_case,
    strongest_case,
)

HERE = Path(__file__).parent
SCENES = sorted(path.stem for path in (HERE / "scenes").glob("*.json"))


# A list of numbers or short texts stands in one line.
_FLAT = re.compile(r"\[[^\[\]{}]*\]")


def _read(name: str) -> Any:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


@pytest.fixture
def renews(request: pytest.FixtureRequest) -> bool:
    """Whether the files are written anew instead of compared."""
    return bool(request.config.getoption("--renew-golden"))


def _write(name: str, content: Any) -> None:
    """Write a file in which a change shows as a few lines."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    text = _FLAT.sub(lambda found: " ".join(found[0].split()), text)
    (HERE / name).write_text(text + "\n", encoding="utf-8")


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_is_as_the_script_sees_it(name: str, renews: bool) -> None:
    file = f"scenes/{name}.json"
    given = _read(file)
    made = json.loads(json.dumps(scene_case({key: given[key] for key in ("lang", "table")})))
    if renews:
        _write(file, made)
    assert made == _read(file)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("marks.json", marks_case),
        ("names.json", names_case),
        ("review.json", review_case),
        ("decisions.json", decisions_case),
        ("bows.json", bows_case),
        ("folds.json", folds_case),
        ("folding.json", folding_case),
        ("strongest.json", strongest_case),
    ],
)
def test_marks_and_names_are_as_the_script_makes_them(name: str, make: Any, renews: bool) -> None:
    made = json.loads(json.dumps(make()))
    if renews:
        _write(name, made)
    assert made == _read(name)


@pytest.mark.parametrize("case", _read("direction.json"), ids=lambda case: ascii(case["text"]))
def test_texts_are_kept_apart_as_the_script_does_it(case: dict[str, str]) -> None:
    assert balanced(case["text"]) == case["balanced"]
    assert isolated(case["text"]) == case["isolated"]
