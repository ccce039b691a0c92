"""The file names a role that doesn't exist.

What it reports
A `led_by` of the process or of a stage, or a `by` of a play, that names no entry of `roles`.

Why it matters
A stage led by nobody is worked by nobody. Roles are people on our side; naming each once keeps a handbook, a picture
and a CRM of one mind about who does what.

Bad
    process: new-business
    led_by: selller
    roles:
      seller: {}
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    led_by: seller
    roles:
      seller: {}
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Members of the buying team don't count: they lead no stage of ours. Where `roles` itself is misspelt or can't be read,
nothing is looked up there.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.process import Process
from processengine.rules.names import Names, known_here, unknown
from processengine.rules.places import plays_in
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look up who leads the process and each stage, and who does each play."""
    process = subject.process
    named = {process.led_by, *[stage.led_by for stage in process.stages.values()], *[play.by for play in subject.plays]}
    if named.difference(process.roles, [None]):
        names = Names(process.roles)
        for path, role in _named(process):
            if role not in process.roles and not process.may_have("roles", role):
                yield _no_role(process, names, role, path)


def _named(process: Process) -> Iterator[tuple[str, str]]:
    """Return every role that is named, with its path."""
    if process.led_by is not None:
        yield "led_by", process.led_by
    for name, stage in process.stages.items():
        if stage.led_by is not None:
            yield f"stages.{name}.led_by", stage.led_by
    for path, play in plays_in(process):
        if play.by is not None:
            yield f"{path}.by", play.by


def _no_role(process: Process, names: Names, name: str, path: str) -> Finding:
    if name in process.buying_team:
        advice = f"`{name}` is a member of the buying team; name one of our roles."
    else:
        advice = known_here(process.roles) or f"Add it: `roles: {{{name}: {{}}}}`."
    return unknown(names, name, f"`{name}` is no role of this process.", path, advice, "value")
