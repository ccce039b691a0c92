"""A proposal's claims, recomputed from a library's deals."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from processengine.deals.asked import Deals
from processengine.deals.known import Processes, known_by
from processengine.deals.noticed import noticed, tables_of
from processengine.deals.summary import refuse_few, refuse_without_history
from processengine.errors import CannotRun
from processengine.evidence.claims.basis import Basis
from processengine.evidence.claims.claimed import Claimed, ClaimsTold
from processengine.evidence.claims.computed import recomputed
from processengine.evidence.claims.doubts import number_of_deals
from processengine.evidence.claims.public import for_public
from processengine.evidence.measures.needs import asks_history
from processengine.evidence.measures.source import source_of
from processengine.model.base import words
from processengine.model.measure import Quantity
from processengine.model.nearest import did_you_mean
from processengine.replay import ClaimSeen

if TYPE_CHECKING:
    from processengine.model.process import Process
    from processengine.model.proposal import Proposal

_FIRST = ("contradicts", "inconclusive", "supports")
_MANY = 3
"""From so many comparisons on it is said that each stands alone."""


def claimed(deals: Deals, shelf: Processes | None, proposal: "Proposal", names: Collection[str] = ()) -> tuple[Claimed, ...]:
    """Recompute a proposal's claims, or those of some names, the contradicted ones first.

    Raise CannotRun where the proposal has no such claim, or none of the library's processes is meant.
    """
    for name in names:
        if name not in proposal.claims:
            raise CannotRun(f"{proposal.id} has no claim `{name}`.{did_you_mean(name, proposal.claims)}")
    known = known_by(deals, process_of(proposal, shelf), shelf)
    basis = Basis(deals.handle, known, source_of(deals.handle), deals.settings.min_deals)
    found = [recomputed(basis, name, claim) for name, claim in proposal.claims.items() if not names or name in names]
    return tuple(sorted(found, key=lambda one: _FIRST.index(one.verdict)))


def told(deals: Deals, shelf: Processes | None, proposal: "Proposal", names: Collection[str], *, is_public: bool) -> ClaimsTold:
    """Return a proposal's claims for a report; in public without anything about fewer than five deals.

    Raise CannotRun where `claimed` does, where all need a history that isn't there, and in public where there are fewer deals in all.
    """
    process = process_of(proposal, shelf)
    if all(any(map(asks_history, _quantities(proposal, process, [name]))) for name in names or proposal.claims):
        refuse_without_history(deals)
    if is_public:
        refuse_few(deals.handle.ask(number_of_deals(known_by(deals, process, shelf))))
    found = claimed(deals, shelf, proposal, names)
    shown = tuple(map(for_public, found)) if is_public else found
    as_of = next((one.measured.as_of for one in found if one.measured is not None), deals.as_of)
    title = proposal.title or words(proposal.id)
    return ClaimsTold(
        proposal.id, title, process.id, deals.found.source, as_of, deals.settings.min_deals, shown,
        (*several(found), *noticed(deals.found, tables_of(_quantities(proposal, process, names)), is_public=is_public)), is_public,
    )


def several(found: Sequence[Claimed]) -> Iterator[str]:
    """Yield what has to be said of many comparisons: each stands alone, and nothing is corrected for their number."""
    compared = sum(one.compared is not None for one in found)
    if compared >= _MANY:
        yield (f"Each of the {compared} comparisons is judged by itself at 95 %: where nothing but chance is at work, about one in twenty still comes out as"
               " a difference. The more that are tried, the less one of them says.")


def _quantities(proposal: "Proposal", process: "Process", names: Collection[str]) -> Iterator[Quantity]:
    """Yield what claims are computed from: themselves, what they compare, and what parts its sides."""
    for name, claim in proposal.claims.items():
        if names and name not in names:
            continue
        yield claim
        compared = process.measures.get(claim.compare) if isinstance(claim.compare, str) else claim.compare
        yield from filter(None, (compared, None if claim.where is None else Quantity(share=claim.where)))


def seen(deals: Deals, shelf: Processes | None, proposal: "Proposal") -> dict[str, ClaimSeen]:
    """Return how a proposal's claims came out, for rules and reviews; nothing where its process can't be told, which other rules say."""
    try:
        process_of(proposal, shelf)
    except CannotRun:
        return {}
    by_name = {one.id: ClaimSeen(one.verdict, one.why, one.rests_on_rep_reasons) for one in claimed(deals, shelf, proposal)}
    return {name: by_name[name] for name in proposal.claims}


def process_of(proposal: "Proposal", shelf: Processes | None) -> "Process":
    """Return the process that a proposal is about: the one that it names, else the only one of its library."""
    processes = shelf.processes if shelf is not None else {}
    if proposal.process is not None:
        if proposal.process not in processes:
            raise CannotRun(f"{proposal.id} is about the process `{proposal.process}`, which is not there.{did_you_mean(proposal.process, processes)}")
        return processes[proposal.process]
    if len(processes) != 1:
        raise CannotRun(f"{proposal.id} doesn't say which process it is about: add `process:` to it.")
    return processes[next(iter(processes))]
