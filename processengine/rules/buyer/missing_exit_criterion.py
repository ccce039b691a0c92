"""A stage can be left without anything having been shown.

What it reports
A stage that is neither an outcome nor parked and has no required exit criterion, neither its own nor one of the process.

Why it matters
Without a fact that must hold, a deal moves when the seller moves it, and the stage measures hope. One to three facts
that the buyer brought about are enough. Exit criteria that look outward, at what the buyer has done, are common
advice for sales processes.

Bad
    process: new-business
    stages:
      trouble-named:
        exit_criteria:
          cost-written: {fact: The buyer has written down what it costs them, proof: email}
        next: [team-assembled]
      team-assembled:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    stages:
      trouble-named:
        exit_criteria:
          cost-written: {fact: The buyer has written down what it costs them, proof: email}
        next: [team-assembled]
      team-assembled:
        exit_criteria:
          names-listed: {fact: The buyer has listed everybody whose work changes, proof: document}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
The rule rests until half of the stages that need a criterion have one. A criterion with `required: false` is not
enough; one with a `when` is.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.process import criteria_of
from processengine.rules.lacking import is_told
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each open stage without a required criterion."""
    process = subject.mended.process
    for name, stage in subject.mended.open_stages.items():
        if any(criterion.required for criterion in stage.exit_criteria.values()):
            continue
        criteria = criteria_of(process, name).values()
        is_lacking = not any(criterion.required for criterion in criteria)
        if is_lacking and not is_told(subject, f"stages.{name}", "exit_criteria"):
            has = "only criteria that are not required" if criteria else "no exit criterion"
            yield Finding(
                f'"{process.title_of(name)}" has {has}, so a deal goes on whenever we say so.',
                f"stages.{name}",
                help="Add to `exit_criteria:` a fact about the buyer that must hold before a deal goes on.",
            )
