"""A stage has another name and its old description.

What it reports
A stage whose title, or whose id where it has no title, became quite another one since the base, while what it says of
the buyer and its exit criteria are what they were. Names are alike from half of their letters on, whatever the order of
their words. Where no `was` says that it is the same stage, a description that went from one name to another does.

Why it matters
A new name means that the buyer does something else there, or that we understood it wrongly before. With the old
description the stage says two things at once, and everyone picks the one that suits the deal at hand. A published
handbook carried "they have reached a steady state" under "Meeting booked" for years.

Bad
    # file: base/renewal.yaml
    process: renewal
    from_anywhere: [lost]
    stages:
      onboarded: {buyer: Their use has settled, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: renewal.yaml
    process: renewal
    from_anywhere: [lost]
    stages:
      meeting-booked: {was: [onboarded], buyer: Their use has settled, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: base/renewal.yaml
    process: renewal
    from_anywhere: [lost]
    stages:
      onboarded: {buyer: Their use has settled, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: renewal.yaml
    process: renewal
    from_anywhere: [lost]
    stages:
      meeting-booked: {was: [onboarded], buyer: They want to talk about the year ahead, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A stage that describes nothing can't contradict itself. Another wording of the same name ("Board decides", "The board
decides") is no new name.
"""

from collections import Counter
from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.likeness import likeness
from processengine.model.process import Process, Stage
from processengine.rules.change.revisions import at_the_base, changes_of, earlier_ids, process_then, then
from processengine.rules.subject import Subject

_ALIKE = 0.5


def check(subject: Subject) -> Iterator[Finding]:
    """Compare each stage's name and description with what they were, whatever id it had."""
    process = subject.process
    before, changeset, earlier = process_then(subject, process.id), changes_of(subject, process.id), then(subject)
    if before is None or changeset is None or earlier is None:
        return
    ids = {**_told_alike(before, process), **earlier_ids(changeset)}
    for name, stage in process.stages.items():
        old = ids.get(name, name)
        if old in before.stages and _is_renamed(before, old, process, name) and _is_as_described(before.stages[old], stage):
            yield Finding(
                f'"{process.title_of(name)}" was "{before.title_of(old)}", and its description is still the old one.',
                f"stages.{name}",
                help="Say in `buyer:` and `exit_criteria:` what is true of the buyer under the new name.",
                values=(old, name),
                related=(at_the_base(earlier, "its name was this", f"stages.{old}"),),
            )


def _told_alike(before: Process, now: Process) -> dict[str, str]:
    """Return the stages that are new and describe just what one that is gone described, each with that one.

    No file says that they are the same; but a description that no other stage has went from one name to the other.
    """
    gone = _by_description(before, now)
    return {new: gone[said] for said, new in _by_description(now, before).items() if said in gone}


def _by_description(process: Process, other: Process) -> dict[str, str]:
    """Return the stages that the other revision lacks, by their description, as far as no two have the same."""
    lacking = {name: stage for name, stage in process.stages.items() if name not in other.stages and _says_something(stage)}
    said = {name: f"{stage.buyer}\n{stage.exit_criteria!r}" for name, stage in lacking.items()}
    times = Counter(said.values())
    return {one: name for name, one in said.items() if times[one] == 1}


def _is_renamed(before: Process, old: str, now: Process, new: str) -> bool:
    was, is_now = before.title_of(old), now.title_of(new)
    return was != is_now and likeness(was, is_now) < _ALIKE


def _says_something(stage: Stage) -> bool:
    return bool(stage.buyer.strip() or stage.exit_criteria)


def _is_as_described(before: Stage, now: Stage) -> bool:
    return _says_something(now) and (before.buyer, before.exit_criteria) == (now.buyer, now.exit_criteria)
