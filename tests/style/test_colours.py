"""Colours are measured, not trusted: contrast on the ground, and distance under colour-vision deficiencies."""

import itertools

import numpy as np
import pytest

from routemap.style import (
    COMMODITY_COLOURS,
    GROUND,
    LAND,
    MARKET_COLOURS,
    UNNAMED_COLOUR,
    Colour,
    group_colours,
    magnitude_width_px,
    market_colour,
    quantity_width_px,
)

# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# Ottosson 2020, OKLab.
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(colour: str) -> np.ndarray:
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def distance(one: str, other: str, vision: str) -> float:
    seen = [np.clip(VISION[vision] @ linear(c), 0, 1) for c in (one, other)]
    labs = [TO_LAB @ np.cbrt(TO_LMS @ rgb) for rgb in seen]
    return float(np.linalg.norm(labs[0] - labs[1]))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", [*COMMODITY_COLOURS, UNNAMED_COLOUR, *MARKET_COLOURS.values()], ids=str)
def test_each_colour_stands_out_from_every_ground(colour: Colour, theme: str) -> None:
    ground = GROUND[theme]
    for name in ("sea", "land", "concerned", "subject"):
        assert contrast(getattr(colour, theme), ground[name]) >= 3, name


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(
    ("colours", "least"),
    [
        (COMMODITY_COLOURS, 0.095),
        ((*COMMODITY_COLOURS, UNNAMED_COLOUR), 0.058),
        (tuple(MARKET_COLOURS.values()), 0.058),
    ],
)
def test_each_pair_is_told_apart(colours: tuple[Colour, ...], least: float, vision: str, theme: str) -> None:
    drawn = [getattr(colour, theme) for colour in colours]
    assert min(distance(a, b, vision) for a, b in itertools.combinations(drawn, 2)) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_meets_aa_on_panel_and_map(theme: str) -> None:
    ground = GROUND[theme]
    for text, back in itertools.product(("ink", "soft", "accent"), ("panel", "land")):
        assert contrast(ground[text], ground[back]) >= 4.5, (text, back)


def test_a_single_commodity_wears_its_markets_colour() -> None:
    assert group_colours("heroin trade", ["heroin"]) == [market_colour("heroin trade")]


def test_routes_without_a_commodity_take_no_hue_from_the_others() -> None:
    assert group_colours("cannabis trade", ["", "resin"]) == [UNNAMED_COLOUR, market_colour("cannabis trade")]
    assert group_colours("cannabis trade", ["", "resin", "herb"]) == [UNNAMED_COLOUR, *COMMODITY_COLOURS[:2]]
    assert group_colours("cannabis trade", [""]) == [market_colour("cannabis trade")]


def test_past_eight_commodities_the_last_colour_serves_for_all() -> None:
    colours = group_colours("cannabis trade", [str(i) for i in range(11)])
    assert len(colours) == 11
    assert colours[7] == colours[8] == colours[10]
    assert len(set(colours[:8])) == 8


def test_a_market_of_the_users_own_keeps_its_colour_between_runs() -> None:
    assert market_colour("sand mining") == market_colour("sand mining")
    assert market_colour("sand mining") in COMMODITY_COLOURS


def test_width_is_by_area_and_bounded() -> None:
    assert quantity_width_px([0, 25, 100], 100).tolist() == [1.5, (1.5 + 9) / 2, 9]
    assert quantity_width_px(0, 0) == 1.5
    assert magnitude_width_px("major") > magnitude_width_px("minor")


def test_a_crowded_map_thins_its_lines_and_keeps_quantities_apart() -> None:
    assert magnitude_width_px("major", 0.5) == 2.6
    assert quantity_width_px([0, 100], 100, thin=0.25).tolist() == [1.5, 4.5]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_disputed_borders_are_seen_on_land_and_in_the_key(scheme: str) -> None:
    ground = GROUND[scheme]
    for under in ("land", "concerned", "subject", "panel"):
        assert contrast(ground[LAND.disputed_ink], ground[under]) >= 3
