"""The version was written by hand.

What it reports
A version that differs from the base's and that no release tag stands for.

Why it matters
`release` alone writes versions, from what has changed since the last one. Ten people who each raise it on their branch
collide at the merge for nothing, and none of them can know what the others' changes will call for.

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
    version: "2.2.0"
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
A process that is new may come with any version. Whoever means a higher one than the changes call for, 1.0.0 say, writes
it and lives with the warning: `release` takes the higher of the two.
"""

from collections.abc import Iterator

from processengine.diagnostic import Edit, Finding, Fix
from processengine.model.process import Process
from processengine.rules.change.revisions import at_the_base, releases_of, then
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the version with the base's, and look for a release that explains it."""
    now, before = subject.process.version, then(subject)
    if before is None or not isinstance(before.value, Process) or before.value.version == now:
        return
    if any(one.process.version == now for one in releases_of(subject)):
        return
    was = before.value.version
    is_written = before.document.at("version") is not None
    edit = Edit("retext", "version", was) if is_written else Edit("remove", "version")
    title = f"Write {was} again" if is_written else "Take it out again"
    yield Finding(
        f"The version was set by hand: {now} instead of {was}.",
        "version",
        "value",
        help=f"Leave it at {was}: `release` writes versions.",
        values=(was, now),
        related=(at_the_base(before, f"it was {was} here", "version", "value"),),
        fix=Fix(title, (edit,), safe=False) if subject.document.at("version") is not None else None,
    )
