"""Two things that must be told apart have one id.

What it reports
A document whose id another document of the same kind has in the same library, in every file but the first by name.
And a role and a member of the buying team with one id, at the later of the two.

Why it matters
An id is how everything else points at a thing: `continues_in: [renewal]` must lead to one process, `by: partner` must
mean one side of the table. Roles and team members share one space because kits and criteria may name either.

Bad
    process: new-business
    roles:
      partner: {title: Implementation partner}
    buying_team:
      partner: {title: The buyer's partner bank, kind: other}
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    roles:
      partner: {title: Implementation partner}
    buying_team:
      partner-bank: {title: The buyer's partner bank, kind: other}
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A process and a journey may share an id, and so may a stage and a kit: they are never named at one place. This rule
can't be suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.model.process import Process
from processengine.rules.subject import Subject
from processengine.span import START


def check(subject: Subject) -> Iterator[Finding]:
    """Look for the document's id in the library, and for ids that a role and a team member share."""
    yield from _of_documents(subject)
    if isinstance(subject.value, Process):
        for name in subject.value.roles.keys() & subject.value.buying_team.keys():
            yield _of_people(subject, name)


def _of_documents(subject: Subject) -> Iterator[Finding]:
    kind, name = subject.document.kind, subject.document.id
    if kind is None or not name:
        return
    files = subject.around.files_of(kind, name)
    # The same file may be known from the root of the disk there, and from the current folder here.
    alike = (file for file in files if file.endswith(f"/{subject.file}"))
    own = subject.file if subject.file in files else next(alike, None)
    if own is None or own == files[0]:
        return
    yield Finding(
        f"The {kind} `{name}` is in `{files[0]}` already.",
        kind,
        "value",
        values=(name,),
        help="Give one of the two another id, or delete it.",
        related=(Mention(f"`{name}` is also here", kind, "value", START, files[0]),),
    )


def _of_people(subject: Subject, name: str) -> Finding:
    paths = (f"roles.{name}", f"buying_team.{name}")
    first, later = sorted(paths, key=subject.document.span)
    return Finding(
        f"`{name}` is the id of a role and of a member of the buying team.",
        later,
        values=(name,),
        help="Rename one of them: kits and criteria could not tell them apart.",
        related=(Mention(f"`{name}` stands here first", first),),
    )
