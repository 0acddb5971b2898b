"""Layers → bytes, through GDAL, with the clock stopped."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from routemap.gis.layers import Column, Layer, distinct

FIXED_MOMENT = "2000-01-01T00:00:00.000Z"
"""Written wherever a format wants to know when it was written: the same routes give the same bytes."""


def layer_bytes(
    layer: Layer,
    driver: str,
    *,
    dataset_options: Mapping[str, str] | None = None,
    layer_options: Mapping[str, str] | None = None,
) -> bytes:
    """Return one layer as a file of its own.

    In memory: GDAL does not say when a disk takes no more. One failed write among hundreds gave a damaged file and no
    error.

    Parameters
    ----------
    layer
        What to write.
    driver
        GDAL's name of the format.
    dataset_options, layer_options
        GDAL's creation options.
    """
    import pyogrio

    buffer = io.BytesIO()
    has_geometry = layer.geometry is not None
    with _stopped_clock():
        pyogrio.raw.write(
            buffer,
            geometry=_wkb(layer.geometry) if layer.geometry is not None else None,
            field_data=list(layer.columns.values()),
            field_mask=[_missing(values) for values in layer.columns.values()],
            fields=list(layer.columns),
            layer=layer.name,
            driver=driver,
            geometry_type=layer.geometry_type,
            crs="EPSG:4326" if has_geometry else None,
            encoding="UTF-8",
            promote_to_multi=False,
            dataset_options=dict(dataset_options or {}),
            layer_options=dict(layer_options or {}),
        )
    return buffer.getvalue()


def _wkb(geometry: Column) -> Column:
    """Return each geometry as bytes; those that routes share are there once."""
    import shapely

    found, of_row = distinct(geometry)
    return np.asarray(shapely.to_wkb(found)[of_row], dtype=object)


def _missing(values: Any) -> Any:
    return np.isnat(values) if values.dtype.kind == "M" else None


@contextmanager
def _stopped_clock() -> Iterator[None]:
    """Set GDAL's clock to a fixed moment, and stop its log; what the caller's own program had set comes back."""
    import pyogrio

    wanted = {"CPL_DEBUG": "OFF", "CPL_LOG": "", "OGR_CURRENT_DATE": FIXED_MOMENT}
    before = {name: pyogrio.get_gdal_config_option(name) for name in wanted}
    pyogrio.set_gdal_config_options(wanted)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)
