"""How the course of a drawn line bends: measured on points along it, as an eye would."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from routemap.scene.bezier import chain_points

_STEP_PX = 1.0
_PER_PX = 10.0
_STRAIGHT = 0.06  # radians in all: a line that turns less is straight to the eye


def path_of(chain: Sequence[complex]) -> NDArray[np.complex128]:
    """Return points of a chain, 1 px apart."""
    path = chain_points(chain, 200)
    reached = np.append(0.0, np.cumsum(np.abs(np.diff(path))))
    steps = np.arange(0.0, reached[-1], _STEP_PX)
    return np.interp(steps, reached, path.real) + 1j * np.interp(steps, reached, path.imag)


def turns(chain: Sequence[complex]) -> NDArray[np.float64]:
    """Return how much a line turns at each px, radians, to the right positive."""
    steps = np.diff(path_of(chain))
    return np.angle(steps[1:] / steps[:-1])


def faults(chain: Sequence[complex], head: float | None) -> list[str]:
    """Return what is wrong with a course: bent both ways, a knee, bent at its arrowhead."""
    bends = turns(chain)
    found = []
    if min(bends[bends > 0].sum(), -bends[bends < 0].sum()) > _STRAIGHT:
        found.append("bends both ways")
    window = np.convolve(bends, np.ones(min(int(_PER_PX), max(len(bends), 1))), "valid") if len(bends) else bends
    if len(window) and np.abs(window).max() > np.radians(45):
        found.append(f"a knee of {np.degrees(np.abs(window).max()):.0f} degrees in 10 px")
    last = bends[-8:]
    if head and len(last) == 8 and np.abs(last).mean() > 1.05 / (4 * head):
        found.append(f"bends at its head by a radius of {1 / np.abs(last).mean():.0f} px, the head is {head:.0f} px")
    return found
