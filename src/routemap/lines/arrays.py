"""The arrays that lines are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int_]


def between(values: NDArray[Any], low: float, high: float) -> NDArray[Any]:
    """Return the values held within bounds: `numpy.clip` without its wrapper, which costs more than short arrays do."""
    return np.asarray(np.minimum(np.maximum(values, low), high))
