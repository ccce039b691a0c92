"""What a shape makes of the tables that it knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from processengine.warehouse.raw import Raw


@dataclass(frozen=True)
class Counted:
    """A sentence that begins with a number: `sql` gives the number as its only value; where it is 0, nothing is to be said."""

    sql: str
    one: str
    many: str

    def said(self, number: int) -> str:
        """Return the sentence."""
        return f"{number:,} {self.one if number == 1 else self.many}"


@dataclass(frozen=True)
class Shaped:
    """One evidence table as a shape gives it.

    `shape` is what the export is called ("Salesforce OpportunityHistory"). `raw` is the table to read: its relation is made
    of the source's tables, and has what is no row of the evidence table left out; the source's own columns stand in it
    under their own names, so that a user's mapping and `where` over them hold as well. `columns` gives for ours, by the
    user's words (`deal_id`), the column of `raw` that holds it unless the user says otherwise; `of` are the names of the
    source's tables that it is made of. `notes` are sentences, `counted` sentences with a number.
    """

    shape: str
    table: str
    raw: Raw
    columns: Mapping[str, str]
    of: tuple[str, ...]
    notes: tuple[str, ...] = ()
    counted: tuple[Counted, ...] = ()
