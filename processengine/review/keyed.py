"""The key of what is reviewed: of the proposal on the base as it stands, and of what somebody approved at an earlier commit."""

from collections.abc import Iterator
from dataclasses import replace

from processengine.diff.changeset import changesets
from processengine.errors import CannotRun
from processengine.proposals.facts import Facts
from processengine.proposals.key import Agreed, Settled, key_of
from processengine.proposals.packet import Packet, Revision
from processengine.proposals.shown import results
from processengine.review.documents import Papers
from processengine.review.gather import Gathering
from processengine.review.range import Range
from processengine.review.versions import once_agreed


def packet(gathering: Gathering) -> Packet:
    """Return all that a review holds, the key included."""
    return replace(gathering.packet(), key=key(gathering))


def key(gathering: Gathering) -> str:
    """Return the key of a proposal on the base as it stands; empty where it can't be read, or not be merged onto the base."""
    if gathering.unread or any(one.with_base and one.is_conflict for one in gathering.base_collisions):
        return ""
    then = once_agreed(gathering.side, gathering.base)
    found = changesets(gathering.base.revisions(), then.revisions())
    agreed = Agreed(
        [one for one in found if one.atoms], tuple(_others(gathering, then)), gathering.proposal, gathering.reason.why,
        results(gathering.asked.facts.claims), {one.library: one.asked for one in gathering.agreements},
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
        raise CannotRun(f"It was {then.proposal.status} then.")
    same = then.proposal is not None and gathering.proposal is not None and then.proposal.claims == gathering.proposal.claims
    return key(then if same else replace(then, asked=replace(then.asked, facts=Facts())))


def _others(gathering: Gathering, then: Papers) -> Iterator[Settled]:
    """Yield the settings that become others, and the changed files that are neither a process nor the proposal nor settings."""
    told = set()
    for where in gathering.homes:
        before, after = gathering.base.library(where), then.library(where)
        old, new = (one.model_dump(mode="json", exclude_defaults=True) if one else {} for one in (before, after))
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name):
                yield Settled(f"{where}/library.yaml:{name}", old.get(name), new.get(name))
        told |= {paper.file for key_, paper in gathering.head.found.items() if key_[:2] == (where, "library")}
    for path in gathering.besides():
        if path not in told:
            yield Settled(path, gathering.fork.files.get(path), gathering.head.files.get(path))

