"""What can be wrong with a table: its header, places, values, ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from routemap.problems.catalogue.codes import Code
from routemap.problems.catalogue.entry import Entry, error, warning

TABLE_SECTIONS: Final[Mapping[str, Mapping[Code, Entry]]] = {
    "The header": {
        "header-late": error(
            "The names of the columns stand below a title or a note.",
            "Say in which line they stand: `--header-line 4`. A name that `--columns` gives settles it, too.",
        ),
        "column-missing": error(
            "There is no column `market`, none with places, or none of the name that you mapped.",
            "Add it, or say which it is: `--columns from=origin`. [Header names](table.md#header-names) that are "
            "understood.",
        ),
        "column-misspelt": error(
            "A column is probably a required one, misspelt.",
            "Correct the name; if it is a column of your own, give it another.",
        ),
        "column-duplicate": error(
            "Two columns mean the same, or have one name.",
            "Rename one, delete it, or say which: `--columns from=origin`.",
        ),
        "column-unnamed": error("A column has values and no name.", "Give it one."),
        "column-name": error(
            "The name of a column holds characters that cannot be shown, or that turn its direction.", "Type it anew."
        ),
        "columns-many": error("There are more than 1,000 columns.", "Is it the right file, with the right divider?"),
        "column-kind": error(
            "A column of records holds lists or other things that are neither text nor number nor date.",
            "Choose another column, or write it as text.",
        ),
        "column-end": warning(
            "No column says where the routes begin, or where they end: that end is unknown in all of them.",
            "If a column says it, name it: `--columns from=origin`.",
        ),
        "column-kept": warning("A column is none of ours; it is kept along.", "Nothing, unless it is a misspelt name."),
    },
    "Places": {
        "place-unknown": error(
            "No place has this name.",
            "Take one of the near names, if it is the one; try `routemap places NAME`; use the ISO code.",
        ),
        "place-ambiguous": error("Several places have this name.", "Choose one of those listed."),
        "place-words": warning(
            "Words for several places, or for none (`Various`, `Stateless`), were read as unknown. They are kept "
            "beside the end they stand for, and exported.",
            "Nothing, unless one of them is a place: `--values origin:THEIRS=OURS`.",
        ),
        "place-part": warning(
            "A name says more, or may mean more, than the place that was read: a part in brackets, a heading of a "
            "trade table, a city that is a country's name in another language. The words are kept beside it.",
            "Nothing, unless another place is meant.",
        ),
        "place-route": warning(
            "A route, such as the Balkan route, is no place where goods stop: it is read as unknown, its name is kept.",
            "Nothing; or name the countries that it leads through.",
        ),
        "place-total": warning(
            "`World` and the like stand for a sum over places and are kept with an unknown end. A region may be "
            "the sum of its countries in the rows below, and is kept as it is.",
            "If it is a total, delete the row: its amount is in the others already.",
        ),
        "total-row": warning(
            "A row or column of totals was left aside: its amount is in the others already.", "Nothing."
        ),
        "place-marked": warning(
            "A footnote mark behind the name of a place was set aside.", "Nothing; the note may be worth reading."
        ),
        "place-unlisted": error(
            "The list of places that you gave has no such id.", "Add it to the list, or correct the id."
        ),
        "place-former": error("The state is no more.", "Name the country of today."),
        "place-missing": error("The route names no place.", "Say at least one of origin, transit and destination."),
        "cell-sequence": error(
            "Origin or destination holds a sequence.", "One place; stops on the way belong into `transit`."
        ),
        "cell-empty-part": error(
            "There is nothing on one side of `>`, `;` or `|`.", "Name the place, or write `unknown`."
        ),
        "cell-mixed": warning(
            "`>` and `|` stand in one cell; `|` divides first.", "If it was meant otherwise, use two rows."
        ),
        "alternative-repeated": warning("The cell names one alternative twice.", "Delete one."),
        "alternative-domestic": warning(
            "One of the combined alternatives leads from a place to itself.",
            "If it was not meant, use one row per pair.",
        ),
        "alternatives-many": error("The alternatives of the row make more than 1,000 routes.", "Use several rows."),
        "routes-many": error(
            "The alternatives of the table make more than 20,000,000 routes.", "Use fewer alternatives."
        ),
        "stop-unknown": warning("An unknown stop between known ones was left out.", "Delete it."),
        "stop-repeated": error(
            "A stop follows itself.", "Name it once. For a route within a country, name it as origin and destination."
        ),
    },
    "Values": {
        "market-missing": error("The route has no market.", "Say which."),
        "market-near": warning(
            "The market is kept as your own, and looks like a misspelt known one.", "Correct it if it is."
        ),
        "market-goods": warning(
            "The market is kept as your own; its name is of goods that belong to a known market.",
            "Nothing, if it is meant to have a map of its own; else use the option that the message ends with.",
        ),
        "names-alike": warning(
            "Two markets, or two goods, have names that differ in capitals, blanks or signs alone.",
            "Use the option that the message ends with, if they are one.",
        ),
        "number-empty": warning(
            "A word for a number that is not known (`:`, `..`, `n/a`) was read as no number.", "Nothing."
        ),
        "brackets-aside": warning(
            "A number or date stands in brackets, which mostly mark an estimate; they were set aside.",
            "If they mean less than nothing, as in accounts, leave the row out; `note` has room for an estimate.",
        ),
        "unit-doubted": warning(
            "The name of the quantity says something that is no unit (thousands, estimates), or another unit than the "
            "column of units.",
            "Say the unit: `--set unit=kg`; write numbers out that a name multiplies.",
        ),
        "unit-beside": warning(
            "Amounts stand with their unit in one cell (`5 kg`); both were read, as no column holds the unit.",
            "Nothing, if the units that the message lists are right.",
        ),
        "number-thousands": warning(
            "Every quantity with a point has three digits after it, which then mostly stands between thousands.",
            "Say `--decimal ,` if it does, `--decimal .` if it marks decimals.",
        ),
        "number-invalid": error(
            "It is no plain number.",
            "Write `1234.5`: a point for decimals, nothing between thousands, no words, no `~`; ranges and doubts go "
            "into `note`.",
        ),
        "number-negative": error("The quantity is negative.", "A quantity is 0 or more."),
        "number-kept-back": error(
            "`at_most` says that a number of people is kept back, and the number stands beside it.",
            "Delete one of the two: `at_most` is for flows so small that they could identify people.",
        ),
        "number-too-large": error("The number has more digits than any quantity.", "Correct it."),
        "unit-missing": warning("There is a quantity and no unit.", "Fill in `unit`."),
        "units-mixed": warning(
            "A market has quantities in several units, which are never added together.",
            "Nothing, if that is how it is.",
        ),
        "date-ambiguous": error(
            "Day and month could be either way round.",
            "Write `2021-02-01`: year, month, day; or say it for the whole table: `--dates day-first`.",
        ),
        "date-impossible": error("There is no such day or month.", "Correct it."),
        "date-invalid": error(
            "It is no date in the form year, year-month or year-month-day.",
            "Write it so, or say how it is written: `--dates day-first`. A span takes two cells, start and end.",
        ),
        "time-unused": warning("A date has a time of day, which is not used.", "Nothing."),
        "period-reversed": error("The end is before the start.", "Swap them."),
        "choice-unknown": error(
            "The word is none of the allowed ones.", "Use one of those listed, or leave the cell empty."
        ),
        "flag-unknown": error("It is neither yes nor no.", "Write `yes` or `no`."),
        "url-invalid": error(
            "It is no address that begins with `http://` or `https://`, or not the one it looks like.",
            "Write the whole address as a browser shows it, without a user name; no other kinds of links.",
        ),
        "direction-doubted": warning(
            "A table of trade names a reporter and a partner, and a column says import or export: the lines of "
            "one of the two would run the wrong way.",
            "Save imports and exports as tables of their own; of imports the partner is the origin.",
        ),
        "market-contradicted": warning(
            "Goods stand under a market that is not theirs, such as heroin under the cocaine trade.",
            "Read the market from the column of goods (`--columns Drug=market`), or say it in the row.",
        ),
        "source-codes": warning(
            "`source` holds single letters only, as where it says how goods were obtained; a source is a report.",
            "If it is a column of your own, say so: `--columns Source=`.",
        ),
        "source-missing": warning(
            "Routes have no source; the page shows them as unsourced.",
            "Fill in `source`: a map without it is a rumour.",
        ),
    },
    "Ids and equal rows": {
        "id-duplicate": error(
            "Two rows have one id; the message names both.", "Give each its own, or leave the column empty."
        ),
        "row-duplicate": warning(
            "A row says the same as another. Both are kept.", "Delete one, if it was entered twice."
        ),
    },
}
