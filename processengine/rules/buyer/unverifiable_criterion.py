"""A required criterion can't be checked by anybody but its author.

What it reports
A required criterion whose fact is an opinion ("The buyer is interested", "Good fit"), and, once any criterion of
the file says its `proof`, each required one that says none. The words come from a lexicon in English.

Why it matters
Whether somebody is interested is the seller's guess, and sellers are poor judges of why they win and lose. Ask what the
buyer did because they are interested: that leaves a trace. A proof says where the trace is, so that a colleague, a
manager or a machine can look. That a champion must be tested and not believed is a lesson of the MEDDIC family.

Bad
    process: new-business
    stages:
      trouble-named:
        exit_criteria:
          interest: {fact: The head of operations is interested, proof: meeting}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    stages:
      trouble-named:
        exit_criteria:
          interest: {fact: The head of operations has brought two colleagues along, proof: meeting}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Criteria that are not required. Wanting is no feeling, and a feeling that the fact only mentions ("The buyer has written
down what they are unhappy with") is not its claim.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.process import Criterion
from processengine.rules.buyer.feelings import claimed_feeling, may_claim_feeling
from processengine.rules.glance import fact_words
from processengine.rules.lacking import is_told
from processengine.rules.places import criteria_in
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each required criterion that claims a feeling or lacks its proof."""
    criteria = fact_words(subject)
    if all(criterion.proof is not None and not may_claim_feeling(words) for criterion, words in criteria):
        return
    proof_is_topic = subject.wide_awake or any(criterion.proof is not None for criterion, _ in criteria)
    for path, criterion in criteria_in(subject.mended.process):
        if not criterion.required:
            continue
        feeling = claimed_feeling(criterion.fact)
        if feeling is not None:
            yield _felt(path, criterion, feeling)
        elif proof_is_topic and criterion.proof is None and not is_told(subject, path, "proof"):
            yield Finding(
                f'"{criterion.title or criterion.fact}" says no proof, so nobody can look it up.',
                path,
                help="Add `proof:` with document, email, meeting, system, signature or quote.",
            )


def _felt(path: str, criterion: Criterion, feeling: str) -> Finding:
    return Finding(
        f'"{criterion.fact}" is an opinion (“{feeling}”) that nobody can check.',
        f"{path}.fact",
        "value",
        help="Say what the buyer did that shows it.",
        values=(feeling,),
    )
