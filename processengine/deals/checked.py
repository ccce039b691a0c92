"""A source, checked: what it holds, what its names mean to the library's processes, and what can be computed from it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from processengine.deals.asked import Deals, unknown_names
from processengine.deals.joined import joins_of_source
from processengine.deals.known import known_by
from processengine.deals.summary import refuse_few
from processengine.evidence.check.checked import Checked, ProcessChecked, Speaks, check_process, for_public
from processengine.evidence.check.computable import computable
from processengine.evidence.check.holding import Holding, bearers, holding
from processengine.evidence.check.odd import Odd, odd, worst_first
from processengine.evidence.check.placed import Lines, Settled, column_lines
from processengine.evidence.check.seen import RowsSeen, TableSeen, mapping_lines, mapping_options
from processengine.evidence.check.told import Told, told
from processengine.evidence.tables import SOURCE_COLUMNS
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.warehouse.found import Broken, TableFound

if TYPE_CHECKING:
    from processengine.store import Shelf

_XES: Final = frozenset({"case:concept:name", "concept:name", "time:timestamp", "org:resource"})
"""Names that mean one thing only, by the standard of event logs."""


def checked(deals: Deals, processes: Sequence[Process], shelf: "Shelf | None", *, is_public: bool = False) -> Checked:
    """Check an open source for some processes; `shelf` is their library, which holds the proposals and the other processes."""
    tables = tuple(_seen(found) for found in deals.found.tables.values())
    held = holding(deals.handle, deals.found.tables.keys(), joins_of_source(deals), is_measured=_is_measured(processes, shelf))
    found = Checked(
        deals.found.source, deals.found.as_of, tables, held.history, held.activities, held.facts, worst_first([*odd(tables, held, deals.settings.min_deals), *_names(deals)]),
        deals.found.notes, _column_lines(deals, tables), mapping_options(tables),
        tuple(_processes(deals, processes, shelf, held, has_evidence=_has_evidence(deals) or bool(mapping_lines(tables)))),
    )
    if not is_public:
        return found
    if held.history is not None:
        refuse_few(held.history.deals)
    return for_public(found)


def _has_evidence(deals: Deals) -> bool:
    return deals.library is not None and deals.library.evidence is not None


def _names(deals: Deals) -> Iterator[Odd]:
    """Yield what is odd of the names that the source is said to speak: where the library has others, it is a slip."""
    said = unknown_names(deals)
    if said:
        yield Odd("warning" if deals.library is not None and deals.library.crm else "note", "evidence", said, "Add them there, or take `names` out.")


def _column_lines(deals: Deals, tables: Sequence[TableSeen]) -> tuple[Lines, ...]:
    return column_lines(mapping_lines(tables), has_evidence=_has_evidence(deals), has_tables=bool(deals.settings.tables))


def _is_measured(processes: Sequence[Process], shelf: "Shelf | None") -> bool:
    """Tell whether anything is computed from the source: measures, or claims."""
    return any(process.measures for process in processes) or any(proposal.claims for proposal in _proposals(shelf))


def _processes(deals: Deals, processes: Sequence[Process], shelf: "Shelf | None", held: Holding, *, has_evidence: bool) -> Iterator[ProcessChecked]:
    every = [(process, told(known_by(deals, process, shelf), held)) for process in processes]
    is_any_there = len(every) > 1 and any(seen.met for _, seen in every)
    borne = bearers(deals.handle, {one.name for _, seen in every for one in seen.unknown})
    is_said = False
    for process, seen in every:
        found = _process(process, shelf, seen, _speaks(deals, process, borne, has_evidence=has_evidence, is_said=is_said), is_expected=not is_any_there)
        is_said = is_said or bool(found.lines)
        yield found


def _process(process: Process, shelf: "Shelf | None", seen: Told, speaks: Speaks, *, is_expected: bool) -> ProcessChecked:
    measures = [computable(name, one, seen) for name, one in process.measures.items()]
    claims = {
        proposal.id: [computable(name, one, seen, process.measures) for name, one in proposal.claims.items()]
        for proposal in _proposals(shelf) if proposal.process == process.id and proposal.claims
    }
    return check_process(seen, speaks, measures, claims, is_expected=is_expected)


def _speaks(deals: Deals, process: Process, borne: Mapping[str, int], *, has_evidence: bool, is_said: bool) -> Speaks:
    """Return whose names the source speaks; `is_said` where the lines of a process before have said so."""
    crm = deals.settings.names or _crm(deals)
    held = deals.library.crm if deals.library is not None else {}
    mapping = held.get(crm, {}).get(process.id)
    there = 0 if not held else 1 if crm not in held else 2 if mapping is None else 4 if mapping.stages else 3
    settled = Settled(has_evidence or is_said, max(there, 2 * is_said))
    return Speaks(crm, not deals.settings.names and not is_said, mapping.stages if mapping is not None else {}, borne, settled)


def _proposals(shelf: "Shelf | None") -> Iterator[Proposal]:
    """Yield the library's proposals that wait for a ruling."""
    if shelf is None:
        return
    for (kind, _), paths in shelf.documents.items():
        value = shelf.value(paths[0]) if kind == "proposal" else None
        if isinstance(value, Proposal) and value.waits:
            yield value


def _crm(deals: Deals) -> str:
    """Return what to call whose names a source speaks, where the library doesn't say: as its only CRM is called, where it has one."""
    if deals.library is not None and len(deals.library.crm) == 1:
        return next(iter(deals.library.crm))
    is_salesforce = any(one.shape.startswith("Salesforce") for one in deals.found.tables.values())
    return "salesforce" if is_salesforce else "source"


def _seen(found: TableFound) -> TableSeen:
    lacking = tuple(ours for ours in SOURCE_COLUMNS[found.table] if ours not in found.columns)
    guessed = frozenset(ours for ours in found.guessed if found.columns[ours] not in {ours, *_XES})
    columns = {ours: found.columns[ours] for ours in SOURCE_COLUMNS[found.table] if ours in found.columns}
    return TableSeen(
        found.table, found.file, found.rows, found.usable, columns, found.shape, guessed, lacking, found.others,
        tuple(map(_rows, found.broken)), tuple(map(_rows, found.unread)), found.left_out, found.later, found.long_ago, found.first, found.last,
    )


def _rows(broken: Broken) -> RowsSeen:
    return RowsSeen(broken.why, broken.rows, broken.examples)
