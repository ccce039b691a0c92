"""The version was raised by less than the changes call for.

What it reports
A version that differs from the base's and is lower than what the changes call for: the next major version where
something breaks, the next minor one where people work otherwise, the next patch where only words changed. A version
that went back is always reported.

Why it matters
Whoever reads 2.1.1 after 2.1.0 believes that only words changed, and doesn't look whether their open deals still have a
stage to stand on. Semantic versioning, from which the idea comes, is a promise to those who depend on something.

Bad
    # file: base/new-business.yaml
    process: new-business
    version: "2.1.0"
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: new-business.yaml
    process: new-business
    version: "2.1.1"
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: base/new-business.yaml
    process: new-business
    version: "2.1.0"
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: new-business.yaml
    process: new-business
    version: "2.1.0"
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A version that was left alone, since the base or since a later release: `release` raises it. More than the changes call
for may be written.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.version import Version, version_of
from processengine.rules.change.revisions import at_the_base, changes_of, process_then, releases_of, then
from processengine.rules.subject import Subject

_MEANINGS = {"major": "something breaks", "minor": "people work otherwise", "patch": "words changed"}


def check(subject: Subject) -> Iterator[Finding]:
    """Hold the version against the base's one, raised by what changed."""
    process = subject.process
    earlier, changeset = process_then(subject, process.id), changes_of(subject, process.id)
    if earlier is None or changeset is None or earlier.version == process.version:
        return
    if any(one.process.version == process.version and one.process != process for one in releases_of(subject)):
        return  # Work that goes on after a release; what it calls for is the next one's.
    was, now = version_of(earlier.version), version_of(process.version)
    if was is None or now is None:
        return
    least = was.raised(changeset.required_bump)
    if now < was or now.release < least:
        yield _finding(subject, was, now, least, changeset.required_bump)


def _finding(subject: Subject, was: Version, now: Version, least: Version, bump: str) -> Finding:
    if bump == "none":
        message = f"The version went back from {was} to {now}."
    else:
        message = f"The version went from {was} to {now}, and the changes call for {least}, because {_MEANINGS[bump]}."
    before = then(subject)
    return Finding(
        message,
        "version",
        "value",
        help=f"Leave it at {was}: `release` writes the version that the changes call for.",
        values=(str(was), str(now)),
        related=(at_the_base(before, f"it was {was} here", "version", "value"),) if before else (),
    )
