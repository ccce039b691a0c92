"""The process says what the client gets, and nothing measures whether they get it.

What it reports
A process with a `client_result`, if neither it nor a process that it continues in has a measure `about: client`.

Why it matters
What is promised and never counted is forgotten first. A team that measures its wins, its days and its calls, and not
what the client got, is told every week what matters. That a process should measure what it is for is the last of the
ideas behind this project: quotas are not the end, an elated client is.

Bad
    process: new-business
    client_result: The client closes the month in two days instead of nine
    stages:
      trouble-named:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]
    measures:
      win-rate: {share: {outcome: won}}

Good
    process: new-business
    client_result: The client closes the month in two days instead of nine
    stages:
      trouble-named:
        next: [first-month]
      first-month:
        next: [realised]
      realised: {outcome: realised}
      lost: {outcome: lost}
    from_anywhere: [lost]
    measures:
      got-it: {share: {outcome: realised}, among: {reached: first-month}, about: client}

Exceptions
A process continues in what an outcome's `continues_in` names, and in what a transition leads to outside. Where one of
those can't be looked up, because there is no library or its file can't be read, nobody can tell, and the rule rests.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.process import Process
from processengine.rules.lacking import is_told
from processengine.rules.places import continuations_of, ways_of
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a measure about the client, here and in what comes next."""
    process = subject.mended.process
    if not process.client_result.strip() or _measures_client(process) or _may_be_unread(subject):
        return
    following = _continued_in(process)
    known = [found for name in following if (found := subject.around.processes.get(name)) is not None]
    if len(known) == len(following) and not any(map(_measures_client, known)):
        here = f", neither here nor in {' or '.join(f'`{name}`' for name in following)}" if following else ""
        yield Finding(
            f"No measure tells whether the client gets the result{here}.",
            "client_result",
            help="Add a measure with `about: client`, such as the share of clients who reach the result.",
        )


def _measures_client(process: Process) -> bool:
    return any(measure.about == "client" for measure in process.measures.values())


def _continued_in(process: Process) -> list[str]:
    """Return the other processes in which deals of this one go on."""
    targets = [way.to.partition("/")[0] for ways in continuations_of(process) for way in ways.transitions]
    targets += [way.to.partition("/")[0] for ways in ways_of(process) for way in ways.transitions if "/" in way.to]
    return [name for name in dict.fromkeys(targets) if name != process.id]


def _may_be_unread(subject: Subject) -> bool:
    """Tell whether a measure, or what an outcome continues in, could not be read."""
    return is_told(subject, "", "measures") or any(".continues_in" in path for path in subject.faulty)
