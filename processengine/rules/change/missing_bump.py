"""A release changes the process and keeps its version.

What it reports
A process that stands at a release tag, has changed since the base, and has the version that it had there.

Why it matters
Each move of a deal is judged by the version that was in force when it happened. Two contents under one version make
that unanswerable, and whoever has read 2.1.0 believes to know what 2.1.0 says. `release` never does this; a tag made by
hand does.

Bad
    # file: base/new-business.yaml
    process: new-business
    version: "2.1.0"
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: releases/2.2.0/new-business.yaml
    process: new-business
    version: "2.1.0"
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [won]}
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

Good
    # file: base/new-business.yaml
    process: new-business
    version: "2.1.0"
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: releases/2.2.0/new-business.yaml
    process: new-business
    version: "2.2.0"
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [won]}
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

Exceptions
Between releases the version stays as it is. A file that has been edited since the tag stands at no tag any more. A
change that brings back just what was released under the version that it says needs no other one.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.change.revisions import changes_of, process_then, releases_of
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look whether the file says just what the last release tag holds, and changed under the base's version."""
    process = subject.process
    releases, earlier, changeset = releases_of(subject), process_then(subject, process.id), changes_of(subject, process.id)
    if not releases or releases[-1].process != process or earlier is None or changeset is None:
        return
    if releases[-1].version == process.version:
        # What was agreed and never released is taken back: it is what was released under this version, word for word.
        return
    if changeset.impact is not None and process.version == earlier.version:
        yield Finding(
            f"This was released as {releases[-1].version} and still says {process.version}, though it has changed.",
            "version",
            "value",
            help="Take the tag back and let `release` write version, changelog and tag together.",
            values=(process.version, releases[-1].version),
        )
