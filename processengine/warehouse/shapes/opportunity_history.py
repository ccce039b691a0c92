"""Salesforce's OpportunityHistory: a row for each change of an opportunity's stage, amount, probability or close date.

Known by OpportunityId, StageName and CreatedDate, in Salesforce's spelling or in that of connectors (opportunity_id). A row
in which only the amount or the close date changed is no entry into a stage: rows that leave a deal's stage as it is are left
out, and counted. Readers of Salesforce's own histories alone do so, as here such rows are known to mean something else.
"""

from collections.abc import Sequence

from processengine.warehouse.raw import Raw
from processengine.warehouse.shapes.columns import columns, known
from processengine.warehouse.shapes.shaped import Shaped
from processengine.warehouse.shapes.unchanged import without_unchanged

_NAME = "Salesforce OpportunityHistory"
_BY = (("by", ("CreatedById",)),)


def shaped(raws: Sequence[Raw]) -> tuple[Shaped, ...]:
    """Return the stage history where a table is such an export."""
    return tuple(_history(raw, *held) for raw in raws if (held := columns(raw, "OpportunityId", "StageName", "CreatedDate")) is not None)


def _history(raw: Raw, deal: str, stage: str, entered: str) -> Shaped:
    entries, unchanged = without_unchanged(raw, deal, stage, entered)
    held = {"deal_id": deal, "stage": stage, "entered_at": entered, **known(raw, _BY)}
    return Shaped(_NAME, "stage_history", entries, held, (raw.name,), counted=(unchanged,))
