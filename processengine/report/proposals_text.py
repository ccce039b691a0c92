"""The list of proposals on a terminal: what waits for you first, then the open ones by age, then what is being watched."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from processengine.model.wording import counted, percent
from processengine.proposals.blockers import blockers
from processengine.proposals.listing import Listed, Listing, Quarter
from processengine.proposals.policy import Approval
from processengine.report.laid_out import laid_out
from processengine.report.safe import visible

WIDTH = 80
FOLDED = 10
"""How many proposals of a heading are shown without being asked for all."""
_PAIRS = 3
_COLOURS = {"breaking": "red", "behavioural": "yellow", "editorial": "cyan"}

Paint = Callable[[str, str], str]


def plain(text: str, colour: str) -> str:
    """Return the text as it is: what a file or a pipe gets."""
    del colour
    return text


def render(listing: Listing, paint: Paint = plain, *, with_all: bool = False) -> str:
    """Return the list; `paint` puts a colour on a text for a terminal."""
    blocks = [list(_section(listing, heading, found, paint, with_all=with_all)) for heading, found in _sections(listing, with_all=with_all) if found]
    if not blocks:
        blocks = [[f"No proposal is open for {visible(listing.base)}. `processengine propose` makes one of your edits."]]
    elif not listing.yours and listing.person:
        blocks.insert(0, ["Nothing waits for you."])
    blocks.append([line for one in listing.front if not one.name for line in _wrapped(_front(one, listing.front))])
    blocks.append([line for one in listing.remarks for line in _wrapped(one)])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def waiting(count: int) -> str:
    """Return one line for whoever asks how the library stands; empty where nothing waits for them."""
    verb = "waits" if count == 1 else "wait"
    return f"{counted(count, 'proposal')} {verb} for you: processengine proposals" if count else ""


def _sections(listing: Listing, *, with_all: bool) -> Iterator[tuple[str, Sequence[Listed]]]:
    yield "Your turn", listing.yours
    rest = [one for one in listing.proposals if one.turn is None]
    yield "Open", [one for one in rest if one.is_shown and one.state not in ("watching", "ruled")]
    yield "Accepted, not released yet", [one for one in rest if one.to_release]
    yield "Watching", [one for one in rest if one.state == "watching"]
    if with_all:
        yield "Ended", [one for one in rest if not one.is_shown]


def _section(listing: Listing, heading: str, found: Sequence[Listed], paint: Paint, *, with_all: bool) -> Iterator[str]:
    yield f"{paint(heading, 'green') if heading == 'Your turn' else heading} ({len(found)})"
    shown = found if with_all or heading == "Your turn" else found[:FOLDED]
    for one in shown:
        yield from _one(listing, one, paint)
    if len(shown) < len(found):
        yield f"  and {len(found) - len(shown)} more: processengine proposals --all"


def _one(listing: Listing, one: Listed, paint: Paint) -> Iterator[str]:
    yield from _wrapped(f"{one.title} ({one.id})", "  ")
    if one.turn is not None:
        first, *rest = _wrapped(f"{one.turn.deed}: {one.turn.why}", "    → ", "      ")
        yield first.replace(one.turn.deed, paint(one.turn.deed, "green"), 1)
        yield from rest
    word = one.impact.value if one.impact else ""
    first, *rest = _wrapped(", ".join(filter(None, [word, one.process, _by(one), _age(one)])), "    ")
    yield first.replace(word, paint(word, _COLOURS[word]), 1) if word else first
    yield from rest
    for line in _standing(one):
        yield from _wrapped(line, "    ", "      ")
    yield from _collisions(listing, one)


def _by(one: Listed) -> str:
    """Say who made it, by the id where the library knows them, as all others are named in the list."""
    return f"by {one.author.id or one.author.name or one.author.email}" if one.author else "by nobody named"


def _age(one: Listed) -> str:
    return "" if one.days is None else "opened today" if one.days == 0 else f"{counted(one.days, 'day')} old"


def _standing(one: Listed) -> Iterator[str]:
    """Yield where it stands, in sentences."""
    if one.why_not:
        yield f"It can't be read: {one.why_not}"
    elif one.record is not None or one.state == "ruled":
        yield _ruled(one)
        yield from _watched(one)
    else:
        yield f"{_STATES[one.state]}{_missing(one)}"
        if one.why_withdrawn:
            yield f"Why it was withdrawn: {one.why_withdrawn}"
        if one.state == "withdrawn" and one.proposal is not None and one.proposal.why.strip():
            yield f"Why it was proposed: {one.proposal.why.strip()}"
        yield from _in_the_way(one)


_STATES = {
    "draft": "Draft: its author is not done.", "open": "Open", "approved": "Approved: it can be ruled on.", "withdrawn": "Withdrawn by its author.",
    "stale": "Stale: it was approved, and has changed since, or what is agreed has",
    "expired": "Expired: the day of its expectation is over",
    "superseded": "Superseded: all that it changes is agreed already.",
}


def _missing(one: Listed) -> str:
    if one.state not in ("open", "stale", "expired"):
        return ""
    if not one.missing:
        return "."
    asked = "; ".join(_approval(each) for each in one.missing)
    return f". It lacks {asked}." if one.are_approvals_known else f". It needs {asked}; who has given theirs is not known here."


def _approval(one: Approval) -> str:
    people = ", ".join(one.people[:5]) + (f" and {len(one.people) - 5} more" if len(one.people) > 5 else "")
    return f"the approval of {one.whose}" + (f" ({people})" if people and not one.is_open else "")


def _in_the_way(one: Listed) -> Iterator[str]:
    if one.packet is None or one.state in ("withdrawn", "draft", "superseded"):
        return
    found = [each.message for each in blockers(one.packet)]
    if found:
        yield f"In its way: {found[0]}" + (f" And {len(found) - 1} more." if len(found) > 1 else "")
    if one.packet.standing is not None:
        yield from one.packet.standing.objecting


def _ruled(one: Listed) -> str:
    record = one.record
    if record is None:
        return "Merged; `processengine release` writes its record."
    who = record.by if isinstance(record.by, str) else " and ".join(record.by or ())
    who = who or one.ruler
    what = "Rejected" if one.is_rejected else "Accepted"
    released = f", released as {record.version}" if record.version else ""
    said = f"{what}{f' by {who}' if who else ''}{f' on {record.at}' if record.at else ''}{released}"
    return f"{said}: {record.why.strip()}" if record.why.strip() else f"{said}."


def _watched(one: Listed) -> Iterator[str]:
    if one.record is None or one.proposal is None or not one.record.version:
        return
    for name, stated in one.proposal.expects.items():
        verdict = one.record.verdicts.get(name)
        day = "is due since" if name in one.due else "is judged on"
        yield f"{name} {_VERDICTS[verdict.verdict]}." if verdict else f"{name} {day} {stated.by}."


_VERDICTS = {"held": "held", "not-held": "did not hold", "inconclusive": "is inconclusive"}


def _collisions(listing: Listing, one: Listed) -> Iterator[str]:
    """Yield what a proposal collides with; of a pair the one that stands first says where, and the other only names it."""
    order = [each.id for each in (*listing.yours, *listing.proposals)]
    found = [pair for pair in listing.pairs if one.id in (pair.one, pair.other)]
    for pair in found[:_PAIRS]:
        other = pair.other if pair.one == one.id else pair.one
        where = f": {pair.messages[0]}" if order.index(one.id) < order.index(other) else "."
        yield from _wrapped(f"Collides with {other}{where}", "    ! ", "      ")
    if len(found) > _PAIRS:
        yield f"    ! and with {len(found) - _PAIRS} more"


def _front(whole: Quarter, all_: Iterable[Quarter]) -> str:
    share = f"Of {counted(whole.n, 'released proposal')} {whole.at_the_front} began at the front"
    number = "" if whole.share is None else f" ({percent(whole.share)})"
    unknown = f"; of {whole.unknown} more nobody knows" if whole.unknown else ""
    quarters = "; ".join(f"{one.name}: {one.at_the_front} of {one.n}" for one in all_ if one.name)
    return f"{share}{number}{unknown}. {quarters}."


def _wrapped(text: str, first: str = "", further: str | None = None) -> list[str]:
    lines = laid_out(f"{first}{visible(' '.join(text.split()))}", WIDTH, indent=len(first if further is None else further))
    return lines or [first.rstrip()]
