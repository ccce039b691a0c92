"""The file names a process that doesn't exist in the library.

What it reports
A `continues_in`, or a transition to `process/stage`, whose process is in no file of the library.

Why it matters
A deal that is handed over to nowhere is a client who is left alone on the day after they said yes. It happens when a
process is renamed, or when the one that should follow is still to be written.

Bad
    # file: library.yaml
    library: acme
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won, continues_in: [client-excelence]}
      lost: {outcome: lost}
    # file: client-excellence.yaml
    process: client-excellence
    from_anywhere: [left]
    stages:
      first-close: {next: [excellent]}
      excellent: {outcome: realised}
      left: {outcome: lost}

Good
    # file: library.yaml
    library: acme
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won, continues_in: [client-excellence]}
      lost: {outcome: lost}
    # file: client-excellence.yaml
    process: client-excellence
    from_anywhere: [left]
    stages:
      first-close: {next: [excellent]}
      excellent: {outcome: realised}
      left: {outcome: lost}

Exceptions
Without a `library.yaml` nobody can tell which processes there are, so none is looked for. A process whose file can't
be read counts as there.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.names import Names, known_here, unknown
from processengine.rules.places import Ways, continuations_of, ways_of
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look up what outcomes continue in, and the process of every transition that leaves this one."""
    if subject.around.library is None:
        return
    for ways in continuations_of(subject.process):
        yield from _look_up(subject, ways)
    if any("/" in target for target in subject.graph.elsewhere):
        for ways in ways_of(subject.process):
            yield from _look_up(subject, ways, outside_only=True)


def _look_up(subject: Subject, ways: Ways, *, outside_only: bool = False) -> Iterator[Finding]:
    targets = dict.fromkeys(way.to for way in ways.transitions)
    for target in targets:
        name, slash, stage = target.partition("/")
        if name and (slash or not outside_only) and _is_missing(subject, name):
            path = f"{ways.path}.{target}"
            names = Names(f"{one}{slash}{stage}" for one in subject.around.processes)
            advice = known_here(names.known if not slash else subject.around.processes)
            if name in subject.process.stages:
                advice = f"`{name}` is a stage of this process; `continues_in` hands over to another process."
            message = f"The library has no process `{name}`."
            yield unknown(names, target, message, path, advice or "Add the process.", beside=targets)


def _is_missing(subject: Subject, name: str) -> bool:
    around = subject.around
    return name != subject.process.id and name not in around.processes and not around.files_of("process", name)
