"""One relation of a source as it comes, before anybody says what its columns mean."""

from dataclasses import dataclass
from typing import Final

ROW: Final = "#row"
"""The column of a relation that holds each row's number in its file; a source's own column can hardly be called so."""


@dataclass(frozen=True)
class Raw:
    """A file or a table of a source.

    `name` is the file's name without its endings, or the table's; `file` what the user knows it as. `relation` is what may
    stand behind FROM: it has `columns`, named as they come, all VARCHAR where the file is a text. `row` is its column besides
    these that numbers the rows as the user counts them, empty where there is none: the order of the source is that of the rows.
    Where it `starts_long`, its first row may be too long for the engine to see.
    """

    name: str
    file: str
    relation: str
    columns: tuple[str, ...]
    row: str = ""
    starts_long: bool = False
