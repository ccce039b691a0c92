"""How much of what has to be joined finds what it belongs to; a join that covers little gives no value."""

from collections.abc import Iterable

from processengine.evidence.measures.base import ACT, DEAL, KNOWN, elsewhere, joined, run
from processengine.evidence.measures.known import Known
from processengine.evidence.measures.slots import Slots
from processengine.evidence.measures.words import deals
from processengine.evidence.question import Derived, Given, Handle, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.replay import Join


def joins_of(handle: Handle, slots: Slots) -> tuple[Join, ...]:
    """Return for the facts and the activities that are asked for how many of their kinds belong to a deal of the history."""
    if not slots.facts.rows and not slots.done_by_reps.rows:
        return ()
    rows = handle.ask(Question(text("measures/joins"), _read, over=(KNOWN, ACT, slots.facts, slots.done_by_reps)))
    asked = {"facts": slots.facts.rows, "activities": slots.done_by_reps.rows}
    return tuple(join for join in sorted(rows, key=lambda one: one.table) if asked[join.table])


def into_others(handle: Handle, known: Known, slots: Slots, watched: Derived) -> tuple[tuple[Join, ...], tuple[tuple[str, int], ...]]:
    """Return for each other process how many of the cohort's deals can be looked up there, and in sentences how many are found, each with the smallest group that it tells of.

    A deal can be looked up by its own id or, where the other process's deals have accounts, by its account.
    """
    if not slots.processes:
        return (), ()
    wanted = Given("wanted_process", (("process", "VARCHAR"),), tuple((name,) for name in slots.processes))
    over = (watched, run(known), wanted, elsewhere(known), joined(known), DEAL)
    rows = handle.ask(Question(text("measures/joinable"), list, over=over))
    joins = tuple(Join(str(process), whole(deals), whole(can)) for process, deals, can, _ in rows)
    return joins, tuple(_found(str(process), whole(deals), whole(found)) for process, deals, _, found in rows)


def _found(process: str, all_: int, found: int) -> tuple[str, int]:
    return f"Of {deals(all_)} {found:,} {'is' if found == 1 else 'are'} found in {process}.", smallest(found, all_ - found)


def smallest(*counts: int) -> int:
    """Return the smallest number that there is, 0 where all are."""
    return min((count for count in counts if count), default=0)


def too_little(joins: Iterable[Join]) -> str:
    """Return the sentence for the joins that cover under half; empty where all cover enough."""
    said = [f"of {one.rows:,} {_what(one)} only {one.joined:,} {'can be found there' if _is_process(one) else 'belong to a deal of the history'}"
            for one in joins if one.joined * 2 < one.rows]
    return f"The join covers too little: {'; '.join(said)}." if said else ""


def _is_process(one: Join) -> bool:
    return one.table not in ("facts", "activities")


def _what(one: Join) -> str:
    return f"deals looked for in {one.table}" if _is_process(one) else f"rows of `{one.table}`"


def _read(rows: Iterable[Row]) -> list[Join]:
    return [Join(str(table), whole(found), whole(own)) for table, found, own in rows]
