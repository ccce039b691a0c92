"""What the reports of a review say in the same words: how serious, who must agree, what to look out for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from processengine.change import Impact
from processengine.diagnostic import Diagnostic, Severity
from processengine.proposals.packet import Author, Packet, Piece
from processengine.proposals.policy import ANYONE, Agreement, Approval
from processengine.proposals.version import next_version
from processengine.report.review_reach import reach
from processengine.report.wording import BUMPS, counted

WITHDRAWN = "its author has taken it back, so nobody has to agree"

_REACHES = {
    Impact.BEHAVIOURAL: "sellers work otherwise than before",
    Impact.EDITORIAL: "words alone",
}
_SETTINGS = "It changes people, policy, sources or mappings in library.yaml"
_SOURCES = {
    "proposal": "as the author states it",
    "request": "as the pull request states it; there is no proposal file",
    "commits": "from the messages of its commits; there is no proposal file",
}
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def seriousness(packet: Packet) -> str:
    """Return how far it reaches, in a sentence without its end."""
    if packet.impact is None:
        return "no process changes" + (", but who decides or what is measured does" if packet.settings_changed else "")
    if packet.impact is Impact.BREAKING:
        return reach(atom for changeset in packet.changesets for atom in changeset.atoms)
    return _REACHES[packet.impact]


def is_withdrawn(packet: Packet) -> bool:
    """Tell whether its author has taken it back."""
    return packet.proposal is not None and packet.proposal.status == "withdrawn"


def versions(packet: Packet) -> Iterator[str]:
    """Say what version each document calls for, and what sums its changes up, where something does."""
    for piece in packet.pieces:
        yield f"{piece.changeset.id} {version(piece)}"
        if piece.changeset.headline:
            yield piece.changeset.headline


def version(piece: Piece) -> str:
    """Say what version a document calls for, and what a release would give: "calls for a minor version: 1.0.0 becomes 1.1.0"."""
    change = piece.changeset
    if change.after_file is None:
        return "goes away"
    if change.kind == "journey":
        return "is new" if change.before_file is None else "changes; a journey has no version"
    if change.before_file is None:
        return f"is new; its first release will be {piece.next_version}"
    calls = f"calls for {BUMPS[change.required_bump]}"
    if not piece.released:
        return f"{calls}. It is not released yet; the first release will be {piece.next_version}"
    return f"{calls}: {_becomes(piece)}"


def _becomes(piece: Piece) -> str:
    """Say what a release makes of the last one; where that is not what these changes alone make of it, with the reason."""
    written = piece.after.version if piece.after else ""
    steps = "stays" if piece.next_version == piece.released else "becomes"
    with_others = piece.next_version != next_version(piece.released, written, piece.changeset.required_bump)
    return f"{'with what is agreed and not released yet, ' * with_others}{piece.released} {steps} {piece.next_version}"


def source(packet: Packet) -> str:
    """Say where title and why come from."""
    return _SOURCES[packet.reason.source]


def author(one: Author) -> str:
    """Return somebody's name, and how the library knows them."""
    name = one.name or one.email or one.id
    return f"{name} ({one.id})" if one.id and one.id != name.casefold() else name if one.id else f"{name} (not in library.yaml)"


def needed(agreement: Agreement) -> Iterator[str]:
    """Say each kind of approval that is needed, with the people who could give it: "1 manager: mia"."""
    for (_, _, people), same in groupby(agreement.approvals, key=lambda one: (one.asked, one.role, one.people)):
        approvals = list(same)
        yield f"{len(approvals)} {role(approvals[0], len(approvals))}: {_people(approvals[0], people)}"


def role(one: Approval, count: int) -> str:
    """Return what somebody has to be to give an approval, for a number of them: "manager", "other people"."""
    asked = "other person" if one.asked == ANYONE else one.asked
    many = {"other person": "other people", "ops": "ops"}.get(asked, f"{asked}s")
    said = asked if count == 1 else many
    if one.role == one.asked:
        return said
    falls = "anyone else" if one.role == ANYONE else one.role
    return f"{said} (nobody is left for that, so it falls to {falls})"


def _people(one: Approval, people: Sequence[str]) -> str:
    if one.is_open:
        also = f"nobody is left beside {' and '.join(people)}" if people else "library.yaml names nobody else"
        return f"somebody else ({also})"
    return " or ".join(people)


def clause(agreement: Agreement, base: str) -> str:
    """Say by what it is asked."""
    if agreement.because_of_settings:
        judged = f" for {agreement.clause.value} changes, the strictest that there is" if agreement.clause else ", which has no clause, so one other person's approval is enough"
        return f"It changes people, policy, sources or mappings, so it is judged by the policy of {base}{judged}."
    if agreement.clause is None:
        return f"{base} has no policy for this, so one other person's approval is enough."
    return f"By the policy of {base} for {agreement.clause.value} changes."


def never(agreement: Agreement) -> str:
    """Say who doesn't count, and that nobody counts twice; empty where neither needs saying."""
    who = " and ".join(agreement.never)
    said = f"{who} wrote or touched it and {'does' if len(agreement.never) == 1 else 'do'} not count." if who else ""
    return f"{said} Nobody counts twice.".strip() if len(agreement.approvals) > 1 else said


def look_out(packet: Packet) -> Iterator[str]:
    """Return what a reviewer must not miss, one sentence each, the most serious first; what stands in the way, the verdict says."""
    yield from (f"{file} can't be read, so what changes in it can't be told." for file in packet.unread)
    if packet.settings_changed:
        yield f"{_SETTINGS}{f': {_listed(packet.settings)}' if packet.settings and not packet.settings_told else ''}."
    elif packet.settings_told:
        yield "It changes other settings in library.yaml."
    yield from (one.said for one in packet.settings_told)
    if packet.allowed:
        yield f"Its comments newly keep {_listed(list(dict.fromkeys(packet.allowed)))} from being reported."
    yield from (collision.message for collision in packet.collisions)
    yield from (f"Whether it collides with another proposal can't be told. {one}" for one in packet.skipped)
    if packet.findings:
        numbers = [(severity, sum(one.severity is severity for one in packet.findings)) for severity in _SEVERITIES]
        said = ", ".join(counted(number, f"new {severity.value}") for severity, number in numbers if number)
        yield f"It brings {said}."
        yield from _worded([one for one in packet.findings if one.severity is Severity.WARNING])
    if guesses := [change for changeset in packet.changesets for change in changeset.atoms if change.confidence is not None]:
        yield (f"{counted(len(guesses), 'rename')} told here {'is a guess' if len(guesses) == 1 else 'are guesses'}: without the earlier id in "
               "`was`, deals and history are not kept, and a release counts something removed and something added.")
    yield from besides(packet)
    if packet.base_moved:
        yield f"{packet.base.name} has moved on by {counted(packet.base_moved, 'commit')} since; what is told here is what this branch changes."


def besides(packet: Packet) -> Iterator[str]:
    """Say which files change that nothing else is said of."""
    if packet.besides:
        yield f"It also changes {_listed(packet.besides)}, which no sentence here tells of."


def _worded(findings: Sequence[Diagnostic], most: int = 3) -> Iterator[str]:
    """Return the first warnings in their own words, and how many more there are.

    Notes are only counted: a leader with five minutes reads what may be wrong, and finds the notes below. Errors stand in the way,
    so the verdict tells of them, or the findings do.
    """
    told = Counter((one.severity, one.message) for one in findings)
    for (severity, message), number in list(told.items())[:most]:
        yield f"{severity.value.capitalize()}{f', {number} times' if number > 1 else ''}: {message}"
    left = sum(list(told.values())[most:])
    if left:
        yield f"And {left} more, which stand below."


def mended(packet: Packet, most: int = 10) -> tuple[str, list[str]]:
    """Say how many findings of the base it mends, and which: a heading, and a line each."""
    told = Counter((one.severity, one.message) for one in packet.mended)
    lines = [f"{severity.value}{f', {number} times' if number > 1 else ''}: {message}" for (severity, message), number in told.items()]
    more = [f"and {len(lines) - most} more"] if len(lines) > most else []
    return f"It mends {counted(len(packet.mended), 'finding')} that {packet.base.name} has", lines[:most] + more


def met(packet: Packet) -> str:
    """Say what it was merged with to find collisions."""
    against = counted(packet.others, "other open proposal") if packet.others else ""
    return f"merged on trial with {against}" if against else ""


def _listed(items: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(items[:most])
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown
