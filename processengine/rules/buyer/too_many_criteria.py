"""A stage asks for so many facts that nobody will look at them.

What it reports
A stage with more than five required exit criteria, those of the process counted in; and once, at the process, more
than five that hold in every stage.

Why it matters
A list of ten facts is ticked, not looked at. The more is required, the less each fact says, and sellers who help
buyers spend their time on forms. One to three good facts a stage is common advice; the rest can be optional, or belong
to a stage of its own.

Bad
    process: new-business
    journey: buying-decision
    stages:
      trouble-named:
        exit_criteria:
          trouble: {fact: The buyer has named the trouble, proof: email}
          cost: {fact: The buyer has written down what it costs, proof: email}
          since: {fact: The buyer has said since when, proof: email}
          owner: {fact: The buyer has named who owns it, proof: email}
          day: {fact: The buyer has named a day, proof: email}
          budget: {fact: The buyer has named a budget, proof: email}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    stages:
      trouble-named:
        exit_criteria:
          trouble: {fact: The buyer has named the trouble, proof: email}
          cost: {fact: The buyer has written down what it costs, proof: email}
          since: {fact: The buyer has said since when, proof: email, required: false}
          owner: {fact: The buyer has named who owns it, proof: email}
          day: {fact: The buyer has named a day, proof: email, required: false}
          budget: {fact: The buyer has named a budget, proof: email}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Criteria that are not required may be as many as you like, and so may records. The rule rests until the process names its
`journey`.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from processengine.diagnostic import Finding
from processengine.model.process import Criterion, criteria_of
from processengine.rules.subject import Subject

_MOST: Final = 5
_HELP: Final = (
    "Keep the few facts that tell most, and set the others to `required: false` or move them to a stage of their own."
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each stage with too many required criteria, or one for the process."""
    process = subject.mended.process
    everywhere = _required(process.exit_criteria.values())
    if everywhere > _MOST:
        yield Finding(
            f"{everywhere} required criteria hold in every stage; beyond {_MOST}, people tick and don't look.",
            "exit_criteria",
            help=_HELP,
        )
        return
    for name, stage in process.stages.items():
        if everywhere + len(stage.exit_criteria) <= _MOST:
            continue
        count = _required(criteria_of(process, name).values())
        if count > _MOST:
            of_process = f", {everywhere} of them from the process" if everywhere else ""
            yield Finding(
                f'"{process.title_of(name)}" has {count} required criteria{of_process}; '
                f"beyond {_MOST}, people tick and don't look.",
                f"stages.{name}",
                help=_HELP,
            )


def _required(criteria: Iterable[Criterion]) -> int:
    return sum(criterion.required for criterion in criteria)
