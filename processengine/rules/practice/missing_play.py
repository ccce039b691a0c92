"""A stage asks something of the buyer and says nothing of how we help.

What it reports
A stage with exit criteria, its own or those of the process, and no play.

Why it matters
A criterion says what must become true; a play says what a seller may do so that it can. The seller is a neutral navigator
first, and a process that only checks is a control and no help. Plays are where people at the front put what works: the
process is a channel that they act within, and no script. Both are seeds of this project.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        exit_criteria:
          cost-written: {fact: The buyer has written down what it costs them, proof: email}
        plays:
          ask-first: {do: Ask how they came to live with it}
        next: [team-assembled]
      team-assembled:
        exit_criteria:
          names-listed: {fact: The buyer has listed everybody whose work changes, proof: document}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        exit_criteria:
          cost-written: {fact: The buyer has written down what it costs them, proof: email}
        plays:
          ask-first: {do: Ask how they came to live with it}
        next: [team-assembled]
      team-assembled:
        exit_criteria:
          names-listed: {fact: The buyer has listed everybody whose work changes, proof: document}
        plays:
          who-else: {do: Help the champion find whoever could still say no}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Stages without criteria. Behind a closed door there is a play too: being reachable is one.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.process import criteria_of
from processengine.rules.lacking import is_told
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each stage with criteria and without plays."""
    process = subject.mended.process
    for name, stage in process.stages.items():
        path = f"stages.{name}"
        if stage.plays or stage.outcome is not None or not criteria_of(process, name) or is_told(subject, path, "plays"):
            continue
        yield Finding(
            f'"{process.title_of(name)}" asks something of the buyer and has no play that helps.',
            path,
            help="Add to `plays:` what a seller may do to help the buyer get there.",
        )
