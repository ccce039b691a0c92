"""A name says how a deal ended, and the stage says something else.

What it reports
An outcome whose title or id says one kind (won, lost, no decision, ...) and whose `outcome:` says another; and a stage
that is no outcome and has such a name.

Why it matters
People read the name and machines read the kind. When they differ, the win rate in the report is not the one in the
room. In a CRM, the classic is a "closed" stage that still counts as open.

Bad
    process: new-business
    from_anywhere: [closed-lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      closed-lost: {outcome: no-decision}

Good
    process: new-business
    from_anywhere: [closed-lost, stayed-put]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      closed-lost: {outcome: lost}
      stayed-put: {outcome: no-decision}

Exceptions
A name counts where it is the whole of a title or ends it: "First close" and "Lost to another" are no outcome's names.
Open stages may be called "Introduced" or "Test". An outcome of kind lost that is named for administration is
`admin-counted-as-lost`.
"""

from collections.abc import Iterator
from typing import Final

from processengine.diagnostic import Edit, Finding, Fix
from processengine.graph import GOOD
from processengine.model.measure import OUTCOME_KINDS, OutcomeKind
from processengine.model.process import Process, Stage
from processengine.rules.glance import stage_words
from processengine.rules.outcome_names import kinds_at_a_glance, named_kind, named_kind_of_open
from processengine.rules.subject import Subject
from processengine.syntax.ids import FROM_ANYWHERE

_ALIKE: Final = (frozenset({"no-decision"}), frozenset({"disqualified", "introduced"}))
"""Kinds of which a process that sells needs one."""


def check(subject: Subject) -> Iterator[Finding]:
    """Compare what names say with what stages are."""
    stages = subject.mended.stages
    for name, (of_id, of_title) in stage_words(subject).items():
        stage = stages[name]
        if (kinds_at_a_glance(of_id) | kinds_at_a_glance(of_title)).difference((stage.outcome,)):
            finding = _open(name, stage) if stage.outcome is None else _outcome(subject.process, name, stage)
            if finding is not None:
                yield finding


def _open(name: str, stage: Stage) -> Finding | None:
    kind = (named_kind_of_open(stage.title) if stage.title else None) or named_kind_of_open(name)
    if kind is None:
        return None
    return Finding(
        f"{_called(name, stage)} is named like an outcome, but deals go on from it.",
        f"stages.{name}",
        help=f"If deals end here, write `outcome: {kind}`; else name it for what is true of the buyer.",
        values=(name, kind),
    )


def _outcome(process: Process, name: str, stage: Stage) -> Finding | None:
    said = {kind for text in (stage.title, name) if text and (kind := named_kind(text)) is not None}
    other = sorted(said - {stage.outcome})
    if not other or stage.outcome not in OUTCOME_KINDS or (stage.outcome == "lost" and "admin" in said):
        return None
    return Finding(
        f"{_called(name, stage)} is named like an outcome of kind {other[0]}, and its kind is {stage.outcome}.",
        f"stages.{name}",
        help=f"Write `outcome: {other[0]}`, or give it another name.",
        values=(name, other[0], stage.outcome),
        fix=_fix(process, name, other[0]) if len(said) == 1 else None,
    )


def _fix(process: Process, name: str, kind: OutcomeKind) -> Fix | None:
    """Offer the kind that the name says where nothing else hangs on the kind that is there: no win, no place, no number."""
    stage, kinds = process.stages[name], {one.outcome for other, one in process.stages.items() if other != name}
    lists = [process.from_anywhere, *[one.from_anywhere or () for one in process.stages.values()]]
    is_anywhere = any(way.to == name for ways in lists for way in ways)
    is_needed = any(stage.outcome in alike and kinds.isdisjoint(alike) for alike in _ALIKE)
    if is_needed or not GOOD.isdisjoint((stage.outcome, kind)) or stage.probability is not None or (is_anywhere and kind not in FROM_ANYWHERE):
        return None
    return Fix(f"Make it `{kind}`", (Edit("retext", f"stages.{name}.outcome", kind),), safe=False)


def _called(name: str, stage: Stage) -> str:
    return f'`{name}` ("{stage.title}")' if stage.title else f"`{name}`"
