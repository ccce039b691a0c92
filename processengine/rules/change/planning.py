"""Whose `moves` count for a change, and where two of them don't agree."""

from collections.abc import Iterable, Mapping

from processengine.model.proposal import REJECTED, Proposal
from processengine.rules.change.proposing import WITHDRAWN, is_about


def planning(proposals: Iterable[Proposal], earlier: Mapping[str, Proposal]) -> list[Proposal]:
    """Return the proposals that say where deals go under a change; `earlier` are those of its base, by id.

    They are new since the base or written otherwise. One that was withdrawn or rejected says nothing, and of one that the
    base had ruled on already the deals have long gone where it sent them.
    """
    return [one for one in proposals if one != earlier.get(one.id) and not _was_ruled(earlier.get(one.id)) and _stands(one)]


def targets_of(proposals: Iterable[Proposal], *processes: str) -> dict[str, dict[str, str]]:
    """Return for each stage where the proposals about a process send its deals, by the proposals' ids; a process may have several ids."""
    found: dict[str, dict[str, str]] = {}
    for one in proposals:
        if any(is_about(one, name) for name in processes):
            for stage, target in one.moves.items():
                found.setdefault(stage, {})[one.id] = target
    return found


def torn(targets: Mapping[str, str]) -> str:
    """Return what is wrong where proposals send the deals of one stage to different ones, empty where they agree."""
    if len(set(targets.values())) < 2:
        return ""
    *others, last = (f"`{name}`" for name in sorted(targets))
    return f"{', '.join(others)} and {last} send its deals to different stages"


def _was_ruled(earlier: Proposal | None) -> bool:
    return earlier is not None and earlier.record is not None


def _stands(one: Proposal) -> bool:
    return one.status != WITHDRAWN and (one.record is None or one.record.ruling != REJECTED)
