"""A process has no good outcome, or no other kind.

What it reports
A process without an outcome of a good kind (won, realised, introduced), or without one of another kind.

Why it matters
A process that can only be won has no place for a buyer who stays with what they have, and nobody counts its losses. One
that can't end well has no purpose. The idea comes from research on business processes, and from win and loss analysis,
which starts from naming how deals end.

Bad
    process: new-business
    stages:
      trouble-named: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A transition into another process ends the deal here as handed over: that is a good end. Where the kind of some outcome
can't be read, nothing is reported.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.graph import GOOD
from processengine.model.measure import OUTCOME_KINDS
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for an outcome of a good kind and for one of another."""
    stages = subject.mended.stages
    kinds = {stage.outcome for stage in stages.values() if stage.outcome is not None}
    is_good = not kinds.isdisjoint(GOOD) or any("/" in way.to for stage in stages.values() for way in stage.next)
    lacking = [] if is_good else ["good"]
    if kinds <= GOOD:
        lacking.append("other")
    if lacking and stages and kinds.issubset(OUTCOME_KINDS) and not _has_unread(subject):
        yield Finding(_MESSAGES[tuple(lacking)], "process", help=_ADVICE[tuple(lacking)], values=tuple(lacking))


def _has_unread(subject: Subject) -> bool:
    """Tell whether there is a stage of which nothing could be read: it may be the outcome."""
    faulty = subject.faulty
    return any(
        f"stages.{name}" in faulty and not stage.model_fields_set for name, stage in subject.process.stages.items()
    )


_MESSAGES = {
    ("good",): "No deal can end well: there is no outcome won, realised or introduced.",
    ("other",): "Every deal ends well: there is no outcome like lost, no-decision or disqualified.",
    ("good", "other"): "No deal can end: there is no outcome.",
}
_ADVICE = {
    ("good",): "Add one, as in `won: {outcome: won}`, and lead to it.",
    ("other",): "Add one, as in `lost: {outcome: lost}`, and put it into `from_anywhere`.",
    ("good", "other"): "Add at least `won: {outcome: won}` and `lost: {outcome: lost}`.",
}
