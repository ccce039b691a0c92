"""A source, checked: what it holds, what its names mean to the library's processes, and what can be computed from it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from processengine.deals.asked import Deals, kept_as
from processengine.deals.known import known_by
from processengine.evidence.check.checked import Checked, ProcessChecked, Speaks, check_process, for_public
from processengine.evidence.check.computable import computable
from processengine.evidence.check.holding import Holding, bearers, holding
from processengine.evidence.check.odd import odd
from processengine.evidence.check.seen import RowsSeen, TableSeen, mapping_lines, mapping_options
from processengine.evidence.check.told import Told, told
from processengine.evidence.tables import SOURCE_COLUMNS
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.warehouse.found import Broken, TableFound

if TYPE_CHECKING:
    from processengine.store import Shelf

_OVER: Final = frozenset({"withdrawn"})
_XES: Final = frozenset({"case:concept:name", "concept:name", "time:timestamp", "org:resource"})
"""Names that mean one thing only, by the standard of event logs."""


def checked(deals: Deals, processes: Sequence[Process], shelf: "Shelf | None", *, is_public: bool = False) -> Checked:
    """Check an open source for some processes; `shelf` is their library, which holds the proposals and the other processes."""
    tables = tuple(_seen(found) for found in deals.found.tables.values())
    held = holding(deals.handle, deals.found.tables.keys(), is_measured=any(process.measures for process in processes))
    found = Checked(
        deals.found.source, deals.found.as_of, tables, held.history, held.activities, held.facts, odd(tables, held, deals.settings.min_deals),
        deals.found.notes, mapping_lines(tables), mapping_options(tables),
        tuple(_processes(deals, processes, shelf, held)),
    )
    return for_public(found) if is_public else found


def _processes(deals: Deals, processes: Sequence[Process], shelf: "Shelf | None", held: Holding) -> Iterator[ProcessChecked]:
    every = [(process, told(known_by(deals, process, shelf), held)) for process in processes]
    is_any_there = len(every) > 1 and any(seen.met for _, seen in every)
    borne = bearers(deals.handle, {one.name for _, seen in every for one in seen.unknown})
    yield from (_process(deals, process, shelf, seen, borne, is_expected=not is_any_there) for process, seen in every)


def _process(deals: Deals, process: Process, shelf: "Shelf | None", seen: Told, borne: Mapping[str, int], *, is_expected: bool) -> ProcessChecked:
    measures = [computable(name, one, seen) for name, one in process.measures.items()]
    claims = {
        proposal.id: [computable(name, one, seen, process.measures) for name, one in proposal.claims.items()]
        for proposal in _proposals(shelf) if proposal.process == process.id and proposal.claims
    }
    speaks = Speaks(deals.settings.names or _crm(deals), not deals.settings.names, kept_as(deals, process)[0], borne)
    return check_process(seen, speaks, measures, claims, is_expected=is_expected)


def _proposals(shelf: "Shelf | None") -> Iterator[Proposal]:
    """Yield the library's proposals that wait for a ruling: claims of others were about the deals of their day."""
    if shelf is None:
        return
    for (kind, _), paths in shelf.documents.items():
        value = shelf.value(paths[0]) if kind == "proposal" else None
        if isinstance(value, Proposal) and value.record is None and value.status not in _OVER:
            yield value


def _crm(deals: Deals) -> str:
    """Return what to call whose names a source speaks, where the library doesn't say."""
    is_salesforce = any(one.shape.startswith("Salesforce") for one in deals.found.tables.values())
    return "salesforce" if is_salesforce else "source"


def _seen(found: TableFound) -> TableSeen:
    lacking = tuple(ours for ours in SOURCE_COLUMNS[found.table] if ours not in found.columns)
    guessed = frozenset(ours for ours in found.guessed if found.columns[ours] not in {ours, *_XES})
    columns = {ours: found.columns[ours] for ours in SOURCE_COLUMNS[found.table] if ours in found.columns}
    return TableSeen(
        found.table, found.file, found.rows, found.usable, columns, found.shape, guessed, lacking, found.others,
        tuple(map(_rows, found.broken)), tuple(map(_rows, found.unread)), found.left_out, found.later, found.first, found.last,
    )


def _rows(broken: Broken) -> RowsSeen:
    return RowsSeen(broken.why, broken.rows, broken.examples)
