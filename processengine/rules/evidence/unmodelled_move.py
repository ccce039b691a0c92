"""Deals make a move that the process doesn't allow.

What it reports
A move between two stages that the process in force at the time didn't allow, made by at least 5 % of the deals at the stage
that is left, and by as many deals as `min_deals` in library.yaml asks for. Stages that the process doesn't have count; what deals do
from there is told once for each, on the process.

Why it matters
What many deals do is how the work is done, whatever the file says. Either the process is behind the market and should learn
from its people, or something that the buyer needs is being skipped. A process that changes bottom up begins with this list.

Bad
    # file: library.yaml
    library: acme
    evidence: {source: history.csv, min_deals: 2}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,won,2026-02-20
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: library.yaml
    library: acme
    evidence: {source: history.csv, min_deals: 2}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,won,2026-02-20
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        next:
          - board-decides
          - {to: won, when: They may sign without the board}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Names in `not_stages` are no stages. Leaving to an outcome or a parked stage in `from_anywhere` is allowed, and so is coming
back from a parked stage that has no `next`. No fix is offered: whether to allow the move is for people to decide.
"""

from collections.abc import Iterator
from typing import Final

from processengine.diagnostic import Finding
from processengine.limits import is_unmodelled, made_unmodelled_by
from processengine.replay import Move
from processengine.rules.evidence.telling import counted, cut, recorded_of, replay_of, share
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each habit that the process doesn't allow, the most frequent first; those out of an unknown stage in one."""
    replay = replay_of(subject)
    if replay is None:
        return
    least = recorded_of(subject).min_deals
    # At a stage that the process doesn't have visits are counted, and mostly each is another deal's.
    at_stage = {**replay.unknown_visits, **{one.stage: one.deals for one in replay.stages}}
    unknown: dict[str, list[Move]] = {}
    for move in sorted(replay.moves, key=lambda one: (-one.deals, one.source, one.target)):
        stage, there = subject.process.stages.get(move.source), max(at_stage.get(move.source, 0), move.deals)
        if not is_unmodelled(move, there, least, is_parked=stage is not None and stage.parked is True) or _is_meant(subject, move):
            continue
        if stage is not None:
            yield _finding(subject, move, made_unmodelled_by(move), there)
        else:
            unknown.setdefault(move.source, []).append(move)
    for source, moves in unknown.items():
        yield _from_unknown(subject, source, moves, max(at_stage.get(source, 0), moves[0].deals))


def _is_meant(subject: Subject, move: Move) -> bool:
    """Tell whether the author means to allow a move, and only a slip of the pen is in the way, which is told there."""
    return move.target in subject.mended.next.get(move.source, ())


def _finding(subject: Subject, move: Move, made_by: int, there: int) -> Finding:
    leads_on = move.target in subject.process.stages
    return Finding(
        f"{made_by:,} of {counted(there, 'deal')} at {_named(subject, move.source)} ({share(made_by, there)}) went to "
        f"{_named(subject, move.target)}, {_FORBIDDEN if leads_on else _UNKNOWN}.",
        f"stages.{move.source}",
        help=_advice(move) if leads_on else _ADVICE,
        values=(move.source, move.target),
    )


def _from_unknown(subject: Subject, source: str, moves: list[Move], visits: int) -> Finding:
    """Return what becomes of deals in a stage that the process doesn't have, which has no place of its own to say it."""
    told = [f"{_named(subject, move.target)} ({counted(made_unmodelled_by(move), 'deal')})" for move in moves[:_MOST_NAMED]]
    more = ["elsewhere"] if len(moves) > _MOST_NAMED else []
    return Finding(
        f"From {_named(subject, source)}, {_UNKNOWN}, deals went to {', '.join([*told, *more])}; {counted(visits, 'visit')} in all.",
        "process",
        help=_ADVICE,
        values=(source,),
    )


def _named(subject: Subject, stage: str) -> str:
    return f'"{subject.process.title_of(stage) if stage in subject.process.stages else cut(stage)}"'


def _advice(move: Move) -> str:
    if move.kind == "reopening":
        return "Find out why deals are opened again, and whether they had ended at all."
    return f"If that is how it should go, add `{move.target}` to the `next` of `{move.source}`; else find out why they go that way."


_FORBIDDEN: Final = "which the process doesn't allow"
_UNKNOWN: Final = "a stage that the process doesn't have"
_ADVICE: Final = "Add the stage, or say in library.yaml which stage bears this name (`crm:`), or that it is none (`not_stages`)."
_MOST_NAMED: Final = 3
