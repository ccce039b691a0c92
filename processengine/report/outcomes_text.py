"""The outcomes of released proposals, for people: how often we were right, and then one by one."""

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from processengine.model.base import words
from processengine.proposals.expectation import Verdict, said
from processengine.proposals.outcome import Outcome, Outcomes, ProposalOutcome, Tally
from processengine.proposals.tally import by_process, by_quarter, in_all, is_overdue
from processengine.report.safe import visible
from processengine.report.wording import counted

Paint = Callable[[str, str], str]

_NO_PROCESS: Final = "no process"

_SAID: Final[dict[Verdict, str]] = {"held": "held", "not-held": "not held", "inconclusive": "inconclusive"}
_COLOURS: Final[dict[Verdict, str]] = {"held": "green", "not-held": "red", "inconclusive": "yellow"}
_SO_FAR: Final[dict[Verdict, str]] = {
    "held": "it would have held", "not-held": "it would not have held", "inconclusive": "it would be inconclusive",
}


def as_text(found: Outcomes, paint: Paint, columns: int | None, recorded: Sequence[str] | None = None) -> str:
    """Return the tallies and then each proposal, wrapped to `columns` where a width is given.

    `recorded` are the proposals whose verdicts this run has recorded, None where it wasn't to.
    """
    lines = [*_tallies(found)]
    for one in found.proposals:
        lines += ["", *_proposal(one, found, paint, columns)]
    lines += [visible(line) for line in (*found.unreleased, *found.remarks)]
    return "".join(f"{line}\n" for line in (*lines, *_end(found, recorded)))


def _tallies(found: Outcomes) -> Iterator[str]:
    if not found.proposals:
        if not found.unreleased and not found.remarks:
            yield "No proposal that expects something has been released yet."
        return
    total = in_all(found)
    judged = total.held + total.not_held + total.inconclusive
    yield f"How often we were right: {_of(total)}." if judged or total.overdue else f"None judged yet; {total.watching:,} watched."
    for title, some in (("By process", by_process(found)), ("By the quarter of its day", by_quarter(found))):
        if some:
            yield f"{title}:"
            width = max(len(one.name or _NO_PROCESS) for one in some)
            yield from (f"  {visible(one.name or _NO_PROCESS):{width}}  {_of(one)}" for one in some)


def _of(tally: Tally) -> str:
    parts = ((tally.held, "held"), (tally.not_held, "not held"), (tally.inconclusive, "inconclusive"), (tally.watching, "watching"), (tally.overdue, "overdue"))
    return ", ".join(f"{count:,} {word}" for count, word in parts if count) or "nothing yet"


def _proposal(one: ProposalOutcome, found: Outcomes, paint: Paint, columns: int | None) -> Iterator[str]:
    released = f", released {one.released.isoformat()}" if one.released is not None else ""
    yield from _wrapped(visible(f"{one.title} ({one.id}: {one.process or _NO_PROCESS} {one.version}{released})"), columns, "")
    for each in one.outcomes:
        yield from _outcome(one, each, found, paint, columns)
    for remark in one.remarks:
        yield from _wrapped(visible(remark), columns, "  ")


def _outcome(one: ProposalOutcome, each: Outcome, found: Outcomes, paint: Paint, columns: int | None) -> Iterator[str]:
    judgement, stated = each.judgement, each.stated
    start = stated.from_ if stated.from_ is not None else None if judgement is None else judgement.start
    way = f"from {said(start, each.unit)} to" if start is not None else "to"
    head = f"  {visible(words(each.measure))} {way} {said(stated.to, each.unit)} by {stated.by.isoformat()}: "
    if each.standing in ("judged", "due") and judgement is not None:
        yield head + paint(_SAID[judgement.verdict], _COLOURS[judgement.verdict]) + _when(one, each)
        yield from _wrapped(visible(judgement.why or _recorded(each)), columns, "    ")
    elif is_overdue(each, found.today):
        yield f"{head}overdue, not judged yet"
        yield from _wrapped(visible(each.why_not), columns, "    ")
    else:
        yield f"{head}watching"
        if judgement is not None and not each.why_not:
            until = f" up to {each.as_of.isoformat()}" if each.as_of is not None else ""
            yield from _wrapped(visible(f"So far{until}, which is no verdict: {judgement.why} By this {_SO_FAR[judgement.verdict]}."), columns, "    ")
        else:
            yield from _wrapped(visible(each.why_not), columns, "    ")


def _when(one: ProposalOutcome, each: Outcome) -> str:
    if each.standing == "due":
        return ", not recorded yet"
    # The day is that of the last verdict: it is that of each only where all were judged together.
    is_of_all = one.state != "watching" and len({other.stated.by for other in one.outcomes}) == 1
    return f", judged {one.judged.isoformat()}" if one.judged is not None and is_of_all else ""


def _recorded(each: Outcome) -> str:
    judgement = each.judgement
    if judgement is None or judgement.value is None:
        return "It could not be computed."
    behind = f" (n {judgement.n:,})" if judgement.n is not None else ""
    return f"It came out at {said(judgement.value, each.unit)}{behind}."


def _end(found: Outcomes, recorded: Sequence[str] | None) -> Iterator[str]:
    due = sum(each.stated.by < found.today for one in found.proposals for each in one.due)
    if recorded:
        yield ""
        yield visible(f"Recorded: {', '.join(recorded)}.")
    elif recorded is not None:
        yield ""
        is_waiting = any(each.standing == "waiting" for one in found.proposals for each in one.outcomes)
        yield "What is due can't be judged yet, so nothing was recorded." if is_waiting else "Nothing was due, so nothing was recorded."
    elif due:
        yield ""
        yield f"{counted(due, 'verdict')} to record: processengine outcomes --record"


def _wrapped(text: str, columns: int | None, indent: str) -> list[str]:
    if columns is None:
        return [f"{indent}{text}"]
    return wrap(text, columns, initial_indent=indent, subsequent_indent=indent or "  ", break_long_words=False, break_on_hyphens=False)
