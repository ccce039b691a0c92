"""What the deals say of what is reviewed: asked with the settings of the base, whatever the branch makes of them.

Claims are about what is, so they are computed on the process as the base has it; its own only where the base has none.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.model.process import Process
from processengine.proposals.facts import NOTHING_KNOWN, Facts, InFlight
from processengine.review.documents import Papers
from processengine.review.gather import Gathering
from processengine.review.own_deals import own_deals

if TYPE_CHECKING:
    from processengine.deals.asked import Asked, Deals
    from processengine.deals.once import Opening
    from processengine.deals.touched import Differing
    from processengine.evidence.claims.claimed import Claimed
    from processengine.model.proposal import Proposal
    from processengine.proposals.facts import Expected
    from processengine.store import Shelf

T = TypeVar("T")


@dataclass(frozen=True)
class AsItIs:
    """The processes that deals are in: those of the base, and one that only the proposal has where it is about that."""

    processes: Mapping[str, Process]


def informed(gathering: Gathering, asked: "Asked | None", opening: "Opening | None" = None) -> Gathering:
    """Return the same review, with what the deals say; nothing that was read for it is read again."""
    found = replace(gathering, asked=replace(gathering.asked, facts=facts(gathering, asked, opening)))
    stated = {field.name for field in fields(gathering)}
    vars(found).update({name: value for name, value in vars(gathering).items() if name not in stated})
    return found


def facts(gathering: Gathering, asked: "Asked | None", opening: "Opening | None" = None) -> Facts:
    """Return what the deals say of a proposal: its claims, what it expects, and the deals in flight.

    `asked` is what a command says of the source, None where the deals are not to be asked; `opening` opens it, for this review
    alone where None is given. A source that isn't there is no failure of a review: it is said. Raise CannotRun only for one
    that the command itself names.
    """
    if asked is None:
        return NOTHING_KNOWN
    is_stated, is_named = _is_stated(gathering), asked.source is not None or _has_source(gathering)
    if not is_stated and not (is_named and _touched(gathering)):
        return NOTHING_KNOWN
    if not is_named:
        return Facts(why_not=f"The library.yaml of {gathering.range.base.name} names no source of deals, so nobody could ask them.")
    if is_stated and _is_elsewhere(gathering):
        return Facts(why_not="The proposal lies in another library than what it changes, so its claims would be about other deals: put it there.")
    try:
        return _asked(gathering, asked, opening)
    except CannotRun as error:
        if asked.source is not None:
            raise
        return Facts(why_not=str(error))


def _is_stated(gathering: Gathering) -> bool:
    """Tell whether it claims or expects something; of one that is ruled on or taken back nobody has to know."""
    proposal = gathering.proposal
    return proposal is not None and proposal.waits and bool(proposal.claims or proposal.expects)


def _has_source(gathering: Gathering) -> bool:
    library = gathering.base.library(gathering.home)
    return library is not None and library.evidence is not None and bool(library.evidence.source)


def _asked(gathering: Gathering, asked: "Asked", opening: "Opening | None") -> Facts:
    """Ask the deals; raise CannotRun where they can't be read, or are the branch's own."""
    from processengine.deals.asked import opened_for

    library = gathering.base.library(gathering.home)
    files = _files(gathering) if library is not None else None
    if asked.source is None and (theirs := own_deals(gathering, library, files)):
        return Facts(why_not=theirs)
    if asked.source is None and files is None:
        return Facts(why_not=f"The deals lie in a clone of the library, and this runs in none that has {gathering.range.base.name} as it stands: "
                             "run it in one (git fetch), or add --source FILE|DIR|URL.")
    with (opening or opened_for)(asked, _shelf(gathering, files), library) as deals:
        return _told(gathering, deals)


def _shelf(gathering: Gathering, files: Path | None) -> "Shelf | None":
    """Return the library's folder on the disk, which sources are relative to; None where nobody has files of it."""
    from processengine.store import Shelf

    if files is None:
        return None
    folder = files / gathering.home
    here = Path(os.path.relpath(folder))
    return Shelf(folder if ".." in here.parts else here)


def _files(gathering: Gathering) -> Path | None:
    """Return the folder that holds the repository's files; for a server's, which has none, that of the clone where the command runs.

    Whoever gives a verdict to a server from their clone then gives it to what they have just read there.
    """
    if not gathering.repository.is_bare:
        return gathering.repository.root
    try:
        here = Repository.around(Path())
    except CannotRun:
        return None
    return here.root if here.find(gathering.range.base.commit) else None


def _told(gathering: Gathering, deals: "Deals") -> Facts:
    from processengine.deals.asked import heading
    from processengine.deals.claims import several
    from processengine.deals.noticed import noticed

    claims, no_claims = _stated(gathering, deals, _claims)
    expected, no_expected = _stated(gathering, deals, _expected)
    head = heading(deals)
    return Facts(
        claims, expected, _in_flight(gathering, deals), head.source, date.fromisoformat(head.as_of) if head.as_of else None, deals.handle.digest(),
        (*several(claims), *noticed(deals.found)), no_claims or no_expected,
    )


def _stated(gathering: Gathering, deals: "Deals", ask: "Callable[[Deals, AsItIs, Proposal], tuple[T, ...]]") -> tuple[tuple[T, ...], str]:
    """Return what comes of a part of the proposal, and why nothing does where it can't be asked about."""
    if gathering.proposal is None:
        return (), ""
    try:
        return ask(deals, as_it_is(gathering), gathering.proposal), ""
    except CannotRun as error:
        return (), str(error)


def _claims(deals: "Deals", library: AsItIs, proposal: "Proposal") -> "tuple[Claimed, ...]":
    from processengine.deals.claims import claimed

    return claimed(deals, library, proposal) if proposal.claims else ()


def _expected(deals: "Deals", library: AsItIs, proposal: "Proposal") -> "tuple[Expected, ...]":
    from processengine.deals.claims import process_of
    from processengine.deals.expected import expected

    return expected(deals, process_of(proposal, library), proposal, library) if proposal.expects else ()


def as_it_is(gathering: Gathering) -> AsItIs:
    """Return the processes that claims are about: as the base has them, and as the proposal does where only that has the one it is about."""
    base, head = (papers.around(gathering.home).processes for papers in (gathering.base, gathering.head))
    named = gathering.proposal.process if gathering.proposal is not None else None
    if named is not None and named not in base and named in head:
        return AsItIs({**base, named: head[named]})
    return AsItIs(base)


def _in_flight(gathering: Gathering, deals: "Deals") -> "InFlight | None":
    """Return the deals in flight of the processes that the base has and that change, under the change as it is on the base."""
    from processengine.deals.in_flight import in_flight, together

    found = _touched(gathering)
    if not found:
        return None
    proposal, before = gathering.proposal, gathering.base.around(gathering.home).processes
    then = gathering.agreed.around(gathering.home).processes
    try:
        return together(
            in_flight(deals, before[one.before.id], then.get(one.after.id) if one.after is not None else None, one.moves(proposal), then)
            for one in found
        )
    except CannotRun as error:
        return InFlight(why_not=str(error))


def _touched(gathering: Gathering) -> "list[Differing]":
    """Return the processes that it changes and that the base has, in the library that it belongs to; none of one that was taken back."""
    from processengine.deals.touched import touched

    if gathering.proposal is not None and not gathering.proposal.waits:
        return []
    known = gathering.base.around(gathering.home).processes
    found = touched(gathering.changesets, gathering.before, gathering.after)
    return [one for one in found if one.before.id in known and one.home == gathering.home]


def _is_elsewhere(gathering: Gathering) -> bool:
    """Tell whether it changes documents, and none of the library in which it says why."""
    sides = ((one.before_file, one.after_file) for one in gathering.changesets)
    at_home = (_is_at_home(gathering, gathering.fork, old) or _is_at_home(gathering, gathering.head, new) for old, new in sides)
    return bool(gathering.changesets) and not any(at_home)


def _is_at_home(gathering: Gathering, papers: Papers, file: str | None) -> bool:
    return any(key.home == gathering.home for key, paper in papers.found.items() if paper.file == file)
