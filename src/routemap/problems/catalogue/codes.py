"""The codes of the catalogue, as a type: one that is none of them does not pass the type checker."""

from __future__ import annotations

from typing import Literal

Code = Literal[
    "file-empty", "file-kind", "file-large", "file-changed", "encoding", "nul-byte", "line-long", "rows-many",
    "rows-missing", "problems-many", "warnings-many",
    "lines-above", "text-damaged", "matrix-none", "rows-hidden-read", "places-list", "rows-left-out",
    "row-ragged", "row-trailing", "quote-unclosed", "quote-stray", "cell-long", "row-broken", "rows-broken",
    "character-refused", "direction-refused", "direction-kept", "value-kind", "cell-error",
    "workbook-damaged", "workbook-large", "sheet-missing", "sheet-first", "sheet-hidden", "rows-hidden",
    "columns-hidden", "formula-empty", "cells-merged",
    "parquet-damaged", "parquet-large", "column-bytes", "column-computed", "layer-damaged", "layer-refused",
    "layer-missing", "database-unfinished", "link-unread", "placemarks-hidden",
    "geojson-kind", "json-invalid", "json-truncated", "json-deep", "json-doubled", "json-large", "feature-invalid",
    "feature-id", "crs", "geometry-invalid", "geometry-differs", "geometry-reversed", "geometry-swapped",
    "course-undrawn",
    "header-late", "column-missing", "column-misspelt", "column-duplicate", "column-unnamed", "column-name",
    "columns-many", "column-kind", "column-kept", "column-end",
    "place-unknown", "place-ambiguous", "place-former", "place-missing", "cell-sequence", "cell-empty-part",
    "cell-mixed", "alternative-repeated", "alternative-domestic", "alternatives-many", "routes-many", "stop-unknown",
    "stop-repeated", "place-words", "place-part", "place-route", "place-total", "total-row",
    "place-marked", "place-unlisted",
    "market-missing", "market-near", "number-invalid", "number-negative", "number-kept-back", "number-too-large",
    "unit-missing", "names-alike",
    "units-mixed", "date-ambiguous", "date-impossible", "date-invalid", "period-reversed", "choice-unknown",
    "flag-unknown", "url-invalid", "source-missing", "market-goods", "number-empty", "number-thousands", "time-unused",
    "matrix-nowhere", "brackets-aside", "unit-beside", "unit-doubted",
    "source-codes", "market-contradicted", "direction-doubted", "lines-below",
    "id-duplicate", "row-duplicate",
    "report-empty", "report-kind", "report-encoding", "report-password", "report-damaged", "report-scanned",
    "report-language", "report-direction", "report-code", "report-large", "decisions-unreadable", "status-unknown",
    "drafts-undecided",
]  # fmt: skip
