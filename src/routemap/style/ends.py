"""How lines end: on the rims of symbols, in the open, without direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class LineEnd:
    """How a line comes to its place on the rim of a symbol: as one arc, without a knee.

    Its own direction is the one that the eye sees `look_at_px` from the rim. Where its place lies elsewhere, it comes
    in up to `aside` radians off the way to the centre, and bows more for the rest. At its arrowhead it bends no
    tighter than a circle of `straight_heads` arrowheads' lengths, anywhere no tighter than `least_radius_px`: it bows
    by the first of `bows` that does not. Places less than `close_px` apart are joined by a straight line, which ends at
    most `beside` radians off the line between them; from twice that on there is room for any turn. Two rims with less
    than `shortest_px` between them leave no room for a line; one that would end at the edge of an area with less than
    `least_to_edge_px` to be seen goes on to its ring. An open arrowhead is two strokes: its line runs up to
    `open_px` from the tip. Beside its arrowhead a line keeps `air_px` free, a line with ticks `ticks_px`. An arrowhead
    takes up at most `head_share` of the room between the two rims. A slot less than `straight` radians off the line's
    own direction leaves it as it is; an end reaches at most to `most` of the curve.
    """

    aside: float = 0.6
    straight_heads: float = 4.0
    least_radius_px: float = 14.0
    bows: tuple[float, ...] = (1.0, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1)
    close_px: float = 56.0
    beside: float = 0.8
    look_at_px: float = 30.0
    shortest_px: float = 6.0
    least_to_edge_px: float = 26.0
    open_px: float = 0.5
    air_px: float = 1.0
    ticks_px: float = 3.0
    head_share: float = 0.5
    straight: float = 0.03
    most: float = 0.48


@dataclass(frozen=True, slots=True)
class Tail:
    """An open end: a short piece of line that fades in the emptiest direction, and touches nothing.

    It is `length_px` long with its arrowhead, of which at least `fade_px` are line. Of `directions` around the place,
    those are free where it stays `clear_px` away from other places' symbols and its end from the ends of lines, and
    `air_px` from lines; of them it takes the emptiest, up to `ample_px`, and `onwards` tells how much it likes to go on
    in the direction of its lines (the sum of theirs, each of length one), or, where that is shorter than `directed`, to
    come from `from_nowhere`. Where none is free, it is a stub
    of `stub_px` with a question mark `sign_away_px` behind it: a hook of two cubic curves, in shares of its height
    `sign_px` around its middle, and a dot `sign_dot` below, whose radius is `sign_dot_radius` of the stroke's width.
    With an arrowhead, `stub_head_px` of the stub are line.

    It is in full strength up to `full` of its length, and fades evenly from there. How near lines are is measured at
    the shares `measured` of its length, the first of them the arrowhead's; what lies farther off from a rim than
    `reach_px` matters to none. Of two directions less than `even` px apart in worth the first wins.
    """

    length_px: float = 17.5
    fade_px: float = 6.0
    directions: int = 24
    clear_px: float = 16.0
    air_px: float = 2.5
    ample_px: float = 26.0
    onwards: float = 5.0
    from_nowhere: float = -2.5
    directed: float = 0.05
    stub_px: float = 5.0
    stub_head_px: float = 2.0
    full: float = 0.25
    measured: tuple[float, ...] = (0.15, 0.45, 0.75, 1.0)
    reach_px: float = 90.0
    even: float = 1e-6
    sign_px: float = 9.0
    sign_away_px: float = 6.5
    sign_width_px: float = 1.7
    sign_hook: tuple[tuple[float, float], ...] = (
        (-0.27, -0.22),
        (-0.27, -0.56),
        (0.28, -0.56),
        (0.28, -0.2),
        (0.28, 0.02),
        (0.0, 0.0),
        (0.0, 0.2),
    )
    sign_dot: float = 0.46
    sign_dot_radius: float = 0.6


@dataclass(frozen=True, slots=True)
class Tick:
    """The small bars at both ends of a line without direction, `clear_px` off the rim so that no symbol hides them."""

    half_px: float = 3.4
    half_per_px: float = 0.6
    least_px: float = 1.6
    width_per_px: float = 0.7
    clear_px: float = 3.5


@dataclass(frozen=True, slots=True)
class Rim:
    """How the ends at one symbol share its rim.

    A head stops `gap_px` off it, a bare line `bare_px`; ends less than `crowd` radians apart crowd each other, and
    heads that touch, `touch_px` from the centre, take turns on the rim and the longest head's length off it, at most
    `step_px`.
    No end turns by more than `most_turn` radians from where its line lies.

    Neighbours need `apart_px` between them at `base` of their heads' length; a line passes beside a head
    that stops farther out with half of `passing_px`, whatever its own head needs. Ends take up at most `full` of the
    circle; beyond `most` ends no rim is long enough, and they keep their own angles. Where an end turned too far, all
    are squeezed to `squeeze` of the angles between them, up to `squeezes` times.
    """

    gap_px: float = 2.5
    bare_px: float = 1.0
    crowd: float = 0.6
    step_px: float = 11.0
    most_turn: float = 1.75
    touch_px: float = 16.0
    apart_px: float = 0.5
    base: float = 0.8
    passing_px: float = 2.5
    full: float = 0.92
    most: int = 40
    squeeze: float = 0.85
    squeezes: int = 16


LINE_END: Final = LineEnd()
TAIL: Final = Tail()
TICK: Final = Tick()
RIM: Final = Rim()
