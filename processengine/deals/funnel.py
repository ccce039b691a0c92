"""The funnel of a library's deals in one of its processes."""

from typing import TYPE_CHECKING

from processengine.deals.asked import Deals
from processengine.deals.noticed import OF_DEALS, OF_STAGES, noticed
from processengine.deals.replay import ReadAs, read_as
from processengine.deals.summary import refuse_few, refuse_without_history
from processengine.deals.versions import Judged
from processengine.evidence.funnel import Funnel, funnel
from processengine.evidence.funnel_by import By, by_month, by_version
from processengine.evidence.funnel_public import for_public

if TYPE_CHECKING:
    from processengine.model.process import Process

OWN = ("month", "version")
"""What a funnel is split by that is no column, where the source has no such one."""


def funnelled(deals: Deals, process: "Process", judged: Judged, by: str | None, *, is_public: bool = False) -> tuple[Funnel, tuple[str, ...]]:
    """Return how many deals go on from each stage, and sentences to be said with it.

    `by` is a column of the source, `month` or `version`: the month (UTC) or the version in force when the deal began. Raise
    CannotRun where there is no history or no such column, or the public may hear nothing.
    """
    refuse_without_history(deals)
    read = read_as(deals, process, judged)
    whole = funnel(deals.handle, read.process, read.names, read.visit, _by(deals, read, judged, by))
    if is_public:
        refuse_few(whole.deals)
        hidden, said = for_public(whole)
        return hidden, (*(judged.remarks if by == "version" else ()), *noticed(deals.found, _used(by), is_public=True), *said)
    warnings = [*(judged.remarks if by == "version" else ()), *noticed(deals.found, _used(by))]
    unknown = [name for name in read.names.unknown if any(one.stage == name for group in whole.groups for one in group.passages)]
    if unknown:
        warnings.append(f"The process has no stage for {', '.join(unknown[:5])}{' and others' if len(unknown) > 5 else ''}.")
    if whole.made_in_error:
        warnings.append(f"{whole.made_in_error:,} {'deal was' if whole.made_in_error == 1 else 'deals were'} made in error (outcome admin), and counted nowhere.")
    return whole, tuple(warnings)


def _used(by: str | None) -> tuple[str, ...]:
    """Return the tables that a funnel is told from: a column may be of the deals' own."""
    return OF_STAGES if by is None or by in OWN else OF_DEALS


def _by(deals: Deals, read: ReadAs, judged: Judged, by: str | None) -> By:
    if by is None:
        return By()
    columns = {name.casefold() for table in ("deals", "stage_history") for name in deals.handle.columns(table)}
    if by in OWN and by not in columns:
        return by_version(judged.versions) if by == "version" else by_month(deals.handle, read.visit)
    column = "owner" if by == "rep" and by not in columns and "owner" in columns else by
    return By(by, deals.handle.attribute(column))
