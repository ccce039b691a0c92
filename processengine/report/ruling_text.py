"""What a ruling did, or why it may not be made, as text."""

from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote

from processengine.model.proposal import ACCEPTED, Ruling
from processengine.proposals.closed import closed_ref
from processengine.report.changelog import and_
from processengine.report.safe import visible


@dataclass(frozen=True)
class Told:
    """What there is to say of a ruling: on what, as what, and where; or why not.

    `finished` is what an earlier run had begun and this one finished, `remarks` are sentences on what binds and what doesn't.
    `is_server` says that there is nowhere to send it; `server` is its repository, and `person` who ruled there.
    """

    proposal: str
    title: str
    branch: str
    ruling: Ruling | None
    refused: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_server: bool = False
    server: str = ""
    person: str = ""


def render(told: Told) -> str:
    """Return what a ruling did, or why it may not be made."""
    return "\n".join([*_lines(told), ""])


def _lines(told: Told) -> Iterator[str]:
    yield from (f"Finished what was begun on {visible(one)}, which had been interrupted." for one in told.finished)
    if told.ruling is None:
        yield from (f"- {visible(one)}" for one in told.refused)
        yield "Nothing was ruled."
        return
    yield from _done(told, told.ruling)
    yield from (visible(one) for one in told.remarks)
    if not told.is_server:
        yield f"Now send it: git push --atomic origin {quote(visible(told.branch))} {closed_ref(told.proposal)}"
    if told.ruling.ruling == ACCEPTED:
        yield "Next: processengine release" + (f" --server {quote(visible(told.server)) or 'REPO'} --as {quote(visible(told.person)) or 'PERSON'}" if told.is_server else "")


def _done(told: Told, ruling: Ruling) -> Iterator[str]:
    called = f"“{visible(told.title)}”" if told.title else told.proposal
    agreed = f" Agreed by {and_(ruling.approvals)}." if ruling.approvals else ""
    if ruling.ruling == ACCEPTED:
        yield f"{called} is accepted and merged into {visible(told.branch)}.{agreed}"
    else:
        yield f"{called} is rejected. {visible(told.branch)} keeps its file with your reason, and nothing else of it."
