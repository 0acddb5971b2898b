"""What can be wrong with an input before its cells are understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from routemap.problems.catalogue.codes import Code
from routemap.problems.catalogue.entry import Entry, error, warning

INPUT_SECTIONS: Final[Mapping[str, Mapping[Code, Entry]]] = {
    "The file": {
        "file-empty": error(
            "There is nothing in the file, or on the sheet.", "Was it saved? Is it the right sheet (`--sheet`)?"
        ),
        "file-kind": error(
            "The file is not what its name says, or no table at all: a zip, a web page, a picture, a workbook with a "
            "password.",
            "Do what the message says: unpack it, save it as CSV or `.xlsx`, give it its true suffix. A web page is "
            "often the log-in page of the site you downloaded from.",
        ),
        "file-large": error(
            "The file, what comes through standard input, or a line to be kept is larger than fits into memory.",
            "Give a file; split it; simplify its lines.",
        ),
        "file-changed": error(
            "The file was written to while its records were read.", "Wait until it is whole, or read a copy of it."
        ),
        "encoding": error(
            "A byte does not fit the encoding, or the last character is cut short.",
            "Save the file as UTF-8 (in Excel: *CSV UTF-8*), or say what it is: `--encoding windows-1252`.",
        ),
        "nul-byte": error(
            "There is a byte that no text has.",
            "The file may be UTF-16 (try what the message says), damaged, or no text.",
        ),
        "line-long": error("A line is longer than 16 MB.", "Save the table once more, one row per line."),
        "rows-many": error("The table has more rows than fit into memory.", "Split it, or add up its rows first."),
        "rows-missing": warning("The table has a header and no rows.", "Is it the right file or sheet?"),
        "problems-many": error(
            "There are more problems than the list can hold; the rest was only counted.",
            "Mend the first ones: it is often one mistake in every row.",
        ),
        "warnings-many": warning(
            "There are more warnings than the list can hold; the rest was only counted.",
            "Look at the first ones: it is often one doubt about every row.",
        ),
    },
    "How the table is laid out": {
        "lines-above": warning(
            "Titles or notes stand above the names of the columns; they were left aside.",
            "Nothing, if the line that was taken is the right one; `--header-line` names another.",
        ),
        "lines-below": warning(
            "Notes stand below the table, each alone in its row; they were left aside.",
            "Nothing, if they are notes; a row of the table needs its other cells.",
        ),
        "matrix-none": error(
            "`--matrix` was given, and no name in the header is a place.",
            "Is it the right sheet? Do the names of the columns stand further below (`--header-line`)?",
        ),
        "matrix-nowhere": warning(
            "A matrix has a value between two words for unknown (`Other` and `Various`): no map can show it.",
            "Nothing; or write one of the two as a place.",
        ),
        "places-list": error(
            "The list of places (`--places-sheet`, `--places-file`) has no column for the id, or none for the name.",
            "Call them `id` and `name`.",
        ),
        "rows-left-out": warning(
            "Rows with errors were left out, as `--leave-out-bad` asks; page and manifest name them.",
            "Mend them when you can; the exit status is 3 until then.",
        ),
    },
    "Rows and cells of text files": {
        "row-ragged": error(
            "A row has more or fewer cells than the header.",
            "Put a cell that holds the divider between double quotes; add what is missing.",
        ),
        "row-trailing": warning(
            "Rows end in more empty cells than the header has.",
            "Harmless, unless a number such as 1,000 stands without quotes and has moved its row by one cell.",
        ),
        "quote-unclosed": error(
            "A quotation mark opens a cell and is never closed, so that all the rest stands in it.",
            "Close it, or take it away.",
        ),
        "quote-stray": error(
            "Text follows the quotation mark that closes a cell.",
            'Write a quotation mark inside a quoted cell twice: `""`.',
        ),
        "cell-long": error(
            "A cell is longer than 131,072 characters.", "Usually a quotation mark that is never closed."
        ),
        "row-broken": error("The row cannot be taken apart.", "Open the file in an editor at that line."),
        "rows-broken": error(
            "So many rows cannot be read that the rest was not tried.", "As above; start with the first."
        ),
        "character-refused": error(
            "A cell holds a control character or half a character, which cannot be shown or written into most formats.",
            "Delete it; if many cells have one, the encoding is another (`--encoding`).",
        ),
        "text-damaged": warning(
            "A text was damaged before it came here: a character was lost, or UTF-8 was read as Windows-1252.",
            "Save the original once more as UTF-8; if there is none, correct the text.",
        ),
        "cell-error": error(
            "A cell holds an error of the spreadsheet, such as `#N/A`.", "Mend the formula, or empty the cell."
        ),
    },
    "Workbooks, Parquet, GeoPackage": {
        "workbook-damaged": error(
            "The workbook cannot be read.", "Open it in Excel or LibreOffice and save it once more."
        ),
        "workbook-large": error(
            "The workbook unpacks to more than its size explains, or says one thing twice: it was not made by a "
            "spreadsheet.",
            "Save it once more in Excel or LibreOffice, or the sheet as CSV.",
        ),
        "sheet-missing": error("There is no sheet of that name.", "Choose one of those listed."),
        "sheet-first": warning(
            "The workbook has several sheets, or the archive several layers, and the first was read.",
            "Call the right one `routes`, or name it: `--sheet`.",
        ),
        "sheet-hidden": warning(
            "Sheets that the workbook hides were left aside.", "Nothing, or `--hidden` if they are meant."
        ),
        "rows-hidden": warning(
            "Rows that the sheet hides, or that its filter does, were left aside.",
            "Nothing, or `--hidden` if they are meant.",
        ),
        "rows-hidden-read": warning(
            "Rows that the sheet hides were read as well, as `--hidden` asks.", "Nothing, if they are meant."
        ),
        "columns-hidden": warning(
            "Columns that the sheet hides were left aside.", "Nothing, or `--hidden` if they are meant."
        ),
        "formula-empty": error(
            "A cell is a formula whose result was never computed or stored.",
            "Open the workbook in Excel or LibreOffice, save it.",
        ),
        "cells-merged": error(
            "Merged cells: only the first of them has the value, the others would be read as empty.",
            "Unmerge them and fill the value down.",
        ),
        "parquet-damaged": error("The Parquet file cannot be read.", "Write it once more."),
        "parquet-large": error(
            "The Parquet file unfolds to more than its size explains, or is cut into more parts than any table.",
            "Write it once more with another program, or save it as CSV.",
        ),
        "column-bytes": warning(
            "A column of a Parquet file or a GeoPackage holds bytes that are no text; it was left aside.",
            "Write it as text if you need it.",
        ),
        "column-computed": warning(
            "A column of a GeoPackage is a formula that whoever reads it would have to run; it was left aside.",
            "Store its values in a plain column, if you need them.",
        ),
        "layer-damaged": error(
            "The file cannot be read as a GeoPackage, FlatGeobuf file, Shapefile, KML or an archive of them, "
            "lacks a part, or gives more than it holds.",
            "Write it once more; is it another kind of database? Are all parts of the Shapefile there?",
        ),
        "layer-refused": error(
            "The layer is no table but a view or a virtual table: a program, which reading it would run.",
            "Export the layer from QGIS into a new GeoPackage; what comes out is a table.",
        ),
        "database-unfinished": error(
            "A journal stands beside the GeoPackage: the program that wrote it was stopped in the middle.",
            "Open it in that program, which finishes or undoes what was begun, and close it there.",
        ),
        "layer-missing": error(
            "The GeoPackage or archive has no layer of that name, or several and none called `routes`.",
            "Name one of those listed: `--sheet`.",
        ),
        "link-unread": warning(
            "The KML shows what other files or addresses hold (network links); they are never followed.",
            "In Google Earth, save what the link shows as a KML of its own, and read that.",
        ),
        "placemarks-hidden": warning(
            "Google Earth does not show some placemarks of the KML until their boxes are ticked; they were read.",
            "Nothing, or delete them if they are not meant.",
        ),
    },
    "GeoJSON and other typed values": {
        "geojson-kind": error(
            "It is JSON of another kind: TopoJSON, Esri JSON, a bare geometry, a list.", "Export it as GeoJSON."
        ),
        "json-invalid": error("It is no valid JSON at that place.", "Export it once more rather than mend it by hand."),
        "json-truncated": error("The file ends too early.", "Copy or download it once more."),
        "direction-refused": error(
            "A place, market, id, address or other value holds an invisible sign that turns the direction of text: it "
            "would look like another.",
            "Type it anew.",
        ),
        "direction-kept": warning(
            "Texts hold invisible signs that turn the direction of what is shown; they were kept. In pages and figures "
            "they do not reach what stands beside them.",
            "Nothing if it is meant, as between Arabic and Latin script.",
        ),
        "value-kind": error(
            "A list, an object, a number, or true or false stands where a text is expected, in GeoJSON, Parquet or a "
            "DataFrame.",
            "Write it as one text. The stops of `transit` may be a list of texts.",
        ),
        "json-deep": error("Lists and objects stand within one another too deep.", "Properties are texts and numbers."),
        "json-large": error(
            "A feature, or what stands beside the features, is longer than 8 MB or holds more than a million values.",
            "Export the columns without their geometry, or with a simpler one.",
        ),
        "json-doubled": error("An object names one member twice.", "Keep one."),
        "feature-invalid": error(
            "It is no Feature, or has no properties.", "Each route is a Feature, whose properties are the columns."
        ),
        "feature-id": warning("The id of a feature is neither text nor number; another is made.", "Give it a text."),
        "crs": error("The coordinates are in another reference system.", "Export in EPSG:4326 (WGS 84)."),
        "geometry-invalid": warning("The geometry is damaged. It is made anew from the places anyway.", "Nothing."),
        "geometry-differs": warning(
            "The line does not lead where the codes say. The codes count.",
            "Which of the two is right? Correct the codes if it is the line.",
        ),
        "geometry-reversed": warning("The line runs the other way than the codes. The codes count.", "As above."),
        "course-undrawn": warning(
            "A line of a GIS file has a course of its own, more than two points. Lines are made anew from the places.",
            "`--courses keep` draws it as it is, if it is one piece between two places that the row names.",
        ),
        "geometry-swapped": warning(
            "Longitude and latitude are swapped. The codes count.", "Export with longitude first."
        ),
    },
}
