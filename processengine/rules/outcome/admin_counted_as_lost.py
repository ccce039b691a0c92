"""A deal that was never a deal is counted as lost.

What it reports
An outcome of kind lost whose title or id names administration, duplicates, errors or tests: "Closed admin",
"Duplicate", "Made in error".

Why it matters
Nobody lost these deals, because there was nothing to win. Counted as lost they lower the win rate, fill the list of
reasons with noise, and teach whoever reads it the wrong lesson.

Bad
    process: new-business
    stages:
      trouble-named:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
      closed-admin: {outcome: lost}
    from_anywhere: [lost, closed-admin]

Good
    process: new-business
    stages:
      trouble-named:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
      closed-admin: {outcome: admin}
    from_anywhere: [lost, closed-admin]

Exceptions
Only names count, not what `about` says. Outcomes of other kinds are left to outcome-name-mismatch, which in turn keeps
silent about these.
"""

from collections.abc import Iterator

from processengine.diagnostic import Edit, Finding, Fix
from processengine.rules.glance import stage_words
from processengine.rules.outcome_names import kinds_at_a_glance, named_kind
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each lost outcome with an administrative name."""
    process, words = subject.mended.process, stage_words(subject)
    for name, stage in process.stages.items():
        if stage.outcome != "lost" or "admin" not in frozenset().union(*map(kinds_at_a_glance, words[name])):
            continue
        if "admin" in (named_kind(stage.title), named_kind(name)):
            path = f"stages.{name}.outcome"
            yield Finding(
                f'"{process.title_of(name)}" counts as lost, and there was nothing to lose.',
                path,
                "value",
                help="Make it an outcome of kind `admin`, which is counted nowhere.",
                fix=Fix("Make it `admin`", (Edit("set", path, "admin"),), safe=False),
            )
