"""A verdict on a server: whether somebody may give it, and giving it for just what was looked at."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from processengine.approving.appending import append
from processengine.approving.chain import Log
from processengine.approving.entry import Entry
from processengine.approving.pushed import BRANCHES, digest, noted
from processengine.approving.setting_up import default
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.lock import locked
from processengine.model.base import is_id
from processengine.model.library import Library
from processengine.model.wording import counted
from processengine.proposals.approvals import may_count
from processengine.proposals.packet import Packet
from processengine.review.approved import is_unasked
from processengine.review.gather import Gathering
from processengine.review.range import FOLDER, Range, reviewed

Said = Literal["approved", "changes-requested"]


@dataclass(frozen=True)
class Verdict:
    """What somebody says: `person` is their id in the base's library.yaml; whoever may read the server's key says so for them."""

    said: Said
    person: str
    note: str = ""


def looked_at(repository: Repository, what: str) -> Range:
    """Return the proposal's range on a server; raise CannotRun for what is no proposal's branch there."""
    id_ = what.removeprefix(FOLDER)
    ref = f"{BRANCHES}{id_}"
    if repository.find(ref) is None:
        reviewed(repository, id_)  # which names those that are here
        raise CannotRun(f"{what} is no proposal: a verdict is given on a branch {FOLDER}ID.")
    return reviewed(repository, ref, default(repository))


def refused(gathering: Gathering, packet: Packet, verdict: Verdict) -> tuple[str, ...]:
    """Return why a verdict may not be given, each as a sentence; nothing where it may."""
    libraries = [gathering.base.library_above(where) for where in gathering.homes or [gathering.home]]
    claims = _uncomputed(gathering, packet) if verdict.said == "approved" else ()
    return (*_refused(packet, verdict, [one for one in libraries if one is not None]), *claims)


def _refused(packet: Packet, verdict: Verdict, libraries: Collection[Library]) -> Iterator[str]:
    name, proposal = verdict.person, packet.proposal
    if not any(name in library.people for library in libraries):
        yield f"library.yaml on {packet.base.name} doesn't know {name}."
    elif any(name in agreement.never for agreement in packet.agreements):
        yield f"{name} wrote or touched it, and nobody approves what they touched."
    elif verdict.said == "approved" and not may_count(name, packet.agreements):
        yield f"{name} holds no role that is asked for: {_asked(packet)}."
    if proposal is None or f"{FOLDER}{proposal.id}" != packet.head.name or not is_id(proposal.id):
        yield f"{packet.head.name} has no file of that proposal, which says what it is about."
    elif proposal.status != "open":
        yield "Its author has taken it back." if proposal.status == "withdrawn" else f"It is not open: its author says {proposal.status}."
    if verdict.said == "approved" and not packet.key:
        yield f"It can't be read, or not be merged into {packet.base.name} as that stands, so nobody knows what they would approve."


def _uncomputed(gathering: Gathering, packet: Packet) -> Iterator[str]:
    """Say which claims nobody has computed here: what comes out of them is part of what is approved, and of its key."""
    asked = max((one.claims for one in packet.agreements), default=0)
    stated = len(packet.proposal.claims) if packet.proposal is not None else 0
    if stated and is_unasked(gathering, packet):
        yield f"Its claims are not computed here, and what comes out of them is part of what you approve. {_how(packet)}"
    elif packet.facts.computed < asked and stated < asked:
        yield f"The policy asks for {counted(asked, 'claim')}, and it has {stated or 'none'}. Stating one ends what you approve now, so wait for that."
    elif packet.facts.computed < asked:
        yield f"The policy asks for {counted(asked, 'claim')} that the deals have been asked about, and {packet.facts.computed or 'none'} is computed here. {_how(packet)}"


def _how(packet: Packet) -> str:
    return packet.facts.why_not or "Let them be asked: leave --no-evidence out, or add --source FILE|DIR|URL."


def _asked(packet: Packet) -> str:
    names = dict.fromkeys(name for agreement in packet.agreements for approval in agreement.approvals for name in approval.people)
    return f"{' or '.join(names)} may approve" if names else "nobody is left who may approve"


def gave(gathering: Gathering, packet: Packet, verdict: Verdict, demanded: str = "") -> Log:
    """Put a verdict into the server's log, for the revision that was looked at on the base that it was judged by.

    Raise CannotRun where either has moved meanwhile, or the log isn't as the server wrote it, or lacks the entry `demanded`.
    """
    repository, head, base = gathering.repository, packet.head, packet.base
    ref = f"refs/heads/{head.name}"
    with locked(repository) as lock:
        notes = noted(repository, head.name.removeprefix(FOLDER))
        entry = Entry(
            verdict.said, head.name.removeprefix(FOLDER), verdict.person, head.commit, packet.key, note=verdict.note, pushes=len(notes), pushed=digest(notes),
        )
        done = append(lock, entry, unmoved={ref: head.commit, default(repository): base.commit}, demanded=demanded)
    if done.strayed:
        raise CannotRun(f"{' and '.join(one.removeprefix('refs/heads/') for one in done.strayed)} moved while you looked. Nothing was kept; look at it again.")
    return done.log
