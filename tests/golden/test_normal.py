"""What stays in a golden picture, and what does not."""

import difflib
import xml.etree.ElementTree as ET

from .normal import normalise

SEA = '<rect width="90" height="60" fill="#e9eef0"/>'
LAND = f'<path d="M0 0{"".join(f"L{at} {at * 7 % 13}" for at in range(40))}Z" fill="#fbfaf6"/>'
LINE = (
    '<path d="M1.04 2C3 4 5 6 7.46 8" style="fill: none; stroke: #096d2f; stroke-width: 2.617" clip-path="url(#q8)"/>'
)
CLIP = '<defs><clipPath id="q8"><rect x="0" y="0" width="90" height="60"/></clipPath></defs>'


def picture(*parts: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">{"".join(parts)}</svg>'


def changed(before: str, after: str) -> list[str]:
    """Return the new lines of the second picture."""
    lines = difflib.ndiff(normalise(before).splitlines(), normalise(after).splitlines())
    return [line[2:].strip() for line in lines if line.startswith("+ ")]


def test_coordinates_are_tenths_and_widths_hundredths() -> None:
    lines = normalise(picture(SEA, LINE, CLIP))
    assert (
        '<path d="M1 2C3 4 5 6 7.5 8" clip-path="url(#clip-1)" fill="none" stroke="#096d2f" stroke-width="2.62"/>'
        in lines
    )


def test_a_wider_line_is_one_changed_line() -> None:
    wider = LINE.replace("2.617", "2.63")
    assert changed(picture(SEA, LAND, LINE, CLIP), picture(SEA, LAND, wider, CLIP)) == [
        '<path d="M1 2C3 4 5 6 7.5 8" clip-path="url(#clip-1)" fill="none" stroke="#096d2f" stroke-width="2.63"/>'
    ]


def test_a_further_line_is_one_further_line() -> None:
    assert len(changed(picture(SEA, LINE, CLIP), picture(SEA, LINE, LINE.replace("M1.04", "M9"), CLIP))) == 1


def test_outlines_of_land_are_empty_and_keep_their_colour() -> None:
    assert changed(picture(SEA, LINE), picture(SEA, LAND, LINE)) == ['<path d="M0 0" class="ground" fill="#fbfaf6"/>']
    assert changed(picture(SEA, LAND), picture(SEA, LAND.replace("#fbfaf6", "#f4f0e4"))) == [
        '<path d="M0 0" class="ground" fill="#f4f0e4"/>'
    ]


def test_embedded_letters_and_groups_leave_no_trace() -> None:
    face = "<defs><style>@font-face { src: url(data:font/ttf;base64,AAEAAAAP) }</style></defs>"
    assert normalise(picture(face, SEA, f'<g id="patch_7"><g>{LINE}</g></g>', CLIP)) == normalise(
        picture(SEA, LINE, CLIP)
    )


def test_letters_behind_a_name_become_a_box() -> None:
    letters = '<path d="M1 9L2 3Q5 4 8 9Z" fill="#fbfaf6" stroke="#fbfaf6"/><text x="1" y="9">A</text>'
    assert 'd="M1 3L8 3L8 9L1 9Z"' in normalise(picture(letters))


def test_a_gradient_keeps_its_name_when_another_comes_before_it() -> None:
    def faded(number: int, x: int) -> str:
        fade = f'<linearGradient id="fade-{number}" x1="{x}"/>'
        return f'{fade}<path d="M{x} 0L9 9" stroke="url(#fade-{number})"/>'

    assert len(changed(picture(faded(1, 5)), picture(faded(1, 2), faded(2, 5)))) == 2


def test_what_is_written_is_still_a_picture() -> None:
    assert ET.fromstring(normalise(picture(SEA, LINE, '<text x="1" y="2">A &amp; B</text>', CLIP))).tag.endswith("svg")
