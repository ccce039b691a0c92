"""Nothing in library.yaml can tell what a ratio counts.

What it reports
A ratio whose activity or event no table of the library's `evidence:` holds: no table, or a table without the column that
tells it, such as `with_decision_maker`. One with a target is also reported where there is no evidence at all.

Why it matters
A ratio that nobody can compute is filled in by hand, and then it says what its author hopes. What a source can't tell
should be said and never assumed. A target on top of it holds people to a number that nobody has measured. That facts are
computed, because reps are poor judges of why they win, is a seed of this project.

Bad
    # file: library.yaml
    library: acme
    evidence:
      source: data/
      tables:
        stage_history: {deal_id: OpportunityId, stage: StageName, entered_at: CreatedDate}
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      meetings-per-close: {ratio: {of: {activity: meeting}, per: {outcome: won}}}

Good
    # file: library.yaml
    library: acme
    evidence:
      source: data/
      tables:
        stage_history: {deal_id: OpportunityId, stage: StageName, entered_at: CreatedDate}
        activities: {rep: OwnerId, kind: Type, at: ActivityDate}
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      meetings-per-close: {ratio: {of: {activity: meeting}, per: {outcome: won}}}

Exceptions
Evidence that names a source and no tables may hold them all, and a table without columns has the usual ones. An account
may be told by the activity itself or by its deal; a criterion, a play or a kit by the table of facts or by its own `field`;
an outcome by the stage history or by the deals. Until the library has `evidence:`, only ratios with a target are
reported.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.library import Evidence
from processengine.model.measure import Measure
from processengine.model.process import Process
from processengine.rules.seller.telling import Telling
from processengine.rules.subject import Alone, Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Hold each ratio against what the library's evidence tells."""
    ratios = {name: one for name, one in subject.process.measures.items() if one.ratio is not None}
    if not ratios:
        return
    library = subject.around.library
    if library is None and not isinstance(subject.around, Alone):
        return  # there is one that can't be read, and that is told there
    evidence = None if library is None else library.evidence
    for name, measure in ratios.items():
        found = _without_evidence(name, measure) if evidence is None else _untold(name, measure, subject.process, evidence)
        if found is not None:
            yield found


def _without_evidence(name: str, measure: Measure) -> Finding | None:
    if measure.target is None:
        return None
    return Finding(
        f"`{name}` has a target, and no `evidence:` in library.yaml tells what to compute it from.",
        f"measures.{name}",
        help="Add `evidence:` to library.yaml, or take the target out until somebody records what it counts.",
    )


def _untold(name: str, measure: Measure, process: Process, evidence: Evidence) -> Finding | None:
    said, values = _lacking(measure, process, evidence)
    if not said:
        return None
    return Finding(
        f"`{name}` can't be computed: {said}.",
        f"measures.{name}",
        help="Say under `evidence:` in library.yaml where it stands, or take the measure out until somebody records it.",
        values=values,
    )


def _lacking(measure: Measure, process: Process, evidence: Evidence) -> tuple[str, tuple[str, ...]]:
    """Return what is missing, in words and by name; nothing where the ratio can be computed."""
    if not evidence.source and not evidence.tables:
        return "`evidence:` in library.yaml names no source and no tables", ("source", "tables")
    assert measure.ratio is not None
    telling = Telling(evidence)
    lacking = dict.fromkeys(telling.lacks(event, process) for event in (measure.ratio.of, measure.ratio.per))
    lacks = [lack for lack in lacking if lack is not None]
    said = f"library.yaml has {' and '.join(map(str, lacks))}" if lacks else ""
    return said, tuple(part for lack in lacks for part in (lack.table, *lack.columns))
