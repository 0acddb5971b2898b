"""What a recipe makes of the cells of a column: other words for theirs, and a constant where nothing stands."""

from __future__ import annotations

from collections.abc import Mapping

from routemap.routes.cells import Cells
from routemap.routes.recipe import Recipe


class Wording:
    """The values and constants of a recipe, put to use.

    Parameters
    ----------
    recipe
        How the table is read.
    constants
        Our column → the text that fills it; those of the recipe, and what the header itself says.
    places
        The id of a place in the table → its name, from a list of places; empty without one.
    """

    def __init__(self, recipe: Recipe, constants: Mapping[str, str], places: Mapping[str, str]) -> None:
        self._values = recipe.values
        self._constants = constants
        self.places = places
        self.unknown = frozenset(text.strip().casefold() for text in recipe.unknown)

    def apply(self, column: str, cells: Cells) -> Cells:
        """Return the column with their words replaced by those that the recipe gives, and empty cells filled."""
        said, constant = self.words(column), self._constants.get(column, "").strip()
        if not said and not constant:
            return cells
        texts = [said.get(text, text) or constant for text in cells.values]
        return Cells(cells.codes, texts, cells.kinds)

    def words(self, column: str) -> Mapping[str, str]:
        """Return their text → what to read instead, for one column."""
        return {theirs.strip(): text.strip() for theirs, text in self._values.get(column, {}).items()}
