"""The key of what is reviewed: of the proposal on the base as it stands, and of what somebody approved at an earlier commit."""

from collections.abc import Iterator
from dataclasses import replace

from processengine.errors import CannotRun
from processengine.proposals.facts import Facts
from processengine.proposals.key import Agreed, Settled, key_of
from processengine.proposals.packet import Packet, Revision
from processengine.proposals.settings import differing
from processengine.proposals.shown import results
from processengine.review.documents import Paper, Papers
from processengine.review.gather import Gathering
from processengine.review.over import lacks, past, ruled_on
from processengine.review.range import Range
from processengine.syntax.suppression import suppressions

_NOT_OPEN = {"draft": "It was a draft then.", "withdrawn": "It had been taken back then."}


def packet(gathering: Gathering) -> Packet:
    """Return all that a review holds, the key included."""
    return replace(
        gathering.packet(), key=key(gathering), ruled=ruled_on(gathering), past=past(gathering), is_superseded=not lacks(gathering),
    )


def key(gathering: Gathering) -> str:
    """Return the key of a proposal on the base as it stands; empty where it can't be read, or not be merged onto the base."""
    if gathering.unread or any(one.with_base and one.is_conflict for one in gathering.base_collisions):
        return ""
    agreed = Agreed(
        [one for one in gathering.agreed_changes if one.atoms], tuple(_others(gathering, gathering.agreed)), gathering.proposal, gathering.reason.why,
        results(gathering.asked.facts.claims), dict(zip(gathering.homes or [gathering.home], (one.asked for one in gathering.agreements), strict=True)),
    )
    return key_of(agreed)


def key_at(gathering: Gathering, commit: str) -> str:
    """Return the key of what a reviewer saw at a commit, by its full id: under the policy of where it had left the base.

    Claims were the same there, or the key is another one anyway. Raise CannotRun where the commit has nothing in common
    with the base, or is no revision of an open proposal.
    """
    fork = gathering.repository.merge_base(gathering.range.base.commit, commit)
    base = Revision(gathering.range.base.name, fork)
    then = replace(gathering, range=Range(base, Revision(gathering.range.head.name, commit), fork))
    if then.proposal is not None and then.proposal.status != "open":
        raise CannotRun(_NOT_OPEN.get(then.proposal.status, "It was not open then."))
    same = then.proposal is not None and gathering.proposal is not None and then.proposal.claims == gathering.proposal.claims
    return key(then if same else replace(then, asked=replace(then.asked, facts=Facts())))


def _others(gathering: Gathering, then: Papers) -> Iterator[Settled]:
    """Yield what becomes of settings, of decisions not to report, and of files that are neither documents told nor settings."""
    told = set()
    for where in gathering.homes:
        for one in differing(gathering.base.library(where), then.library(where)):
            yield Settled(f"{where}/library.yaml:{one.path}", one.before, one.after)
        told |= {paper.file for key_, paper in gathering.head.found.items() if key_[:2] == (where, "library")}
    yield from _allowed(gathering.base, then)
    for path in gathering.besides():
        if path not in told:
            yield Settled(path, gathering.fork.files.get(path), gathering.head.files.get(path))


def _allowed(base: Papers, then: Papers) -> Iterator[Settled]:
    """Yield the decisions not to report that differ: they stand in comments, and are none."""
    for key_ in dict.fromkeys((*base.found, *then.found)):
        before, after = base.found.get(key_), then.found.get(key_)
        if (before is None or after is None or before.data != after.data) and (old := _decisions(before)) != (new := _decisions(after)):
            yield Settled(f"{'/'.join(key_)}:allow", old, new)


def _decisions(paper: Paper | None) -> list[list[str]]:
    """Return the decisions not to report in a document: the rules, the reason, and the line, without its indentation, that begins what is meant."""
    found = suppressions(paper.document) if paper is not None and b"processengine:" in paper.data else []
    lines = paper.document.lines if paper is not None else []
    return sorted([*sorted(one.rules), one.reason, " ".join(lines[one.first_line - 1].partition("#")[0].split())] for one in found)
