"""The file names a kit that doesn't exist, or whose file isn't in the library.

What it reports
A `kit` of a play or of a measure's event that names no entry of `kits`, and the `file` of a kit that isn't below the
library's folder.

Why it matters
A kit is what a champion takes behind the closed door. One that nobody can find on the day it is needed leaves the
champion to sell from memory.

Bad
    process: new-business
    buying_team:
      champion: {title: Head of operations}
    kits:
      board-paper: {title: One-page case for the board, for: [champion]}
    from_anywhere: [lost]
    stages:
      trouble-named:
        plays:
          write-the-page: {do: Write the case together, kit: bord-paper}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    buying_team:
      champion: {title: Head of operations}
    kits:
      board-paper: {title: One-page case for the board, for: [champion]}
    from_anywhere: [lost]
    stages:
      trouble-named:
        plays:
          write-the-page: {do: Write the case together, kit: board-paper}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A kit without `file:` is fine: not everything that helps is a file. Files are looked for only where there is a library.
Where `kits` itself is misspelt or can't be read, no kit is looked up there.
"""

from collections.abc import Iterator
from typing import TypeGuard

from processengine.diagnostic import Finding
from processengine.model.process import Process
from processengine.rules.names import Names, known_here, unknown
from processengine.rules.places import events, events_in, plays_in
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look up the kits of plays and measures, and the files of kits."""
    declared = subject.process.kits
    if {play.kit for play in subject.plays}.difference(declared, [None]):
        for path, play in plays_in(subject.process):
            if _is_unknown(play.kit, subject.process):
                yield _no_kit(subject, play.kit, f"{path}.kit")
    if {event.kit for event in events(subject)}.difference(declared, [None]):
        for path, event in events_in(subject):
            if _is_unknown(event.kit, subject.process):
                yield _no_kit(subject, event.kit, f"{path}.kit")
    if subject.around.library is not None:
        yield from _files(subject)


def _is_unknown(kit: str | None, process: Process) -> TypeGuard[str]:
    return kit is not None and kit not in process.kits and not process.may_have("kits", kit)


def _no_kit(subject: Subject, name: str, path: str) -> Finding:
    kits = subject.process.kits
    advice = known_here(kits) or f"Add it: `kits: {{{name}: {{for: [champion]}}}}`."
    return unknown(Names(kits), name, f"`{name}` is no kit of this process.", path, advice, "value")


def _files(subject: Subject) -> Iterator[Finding]:
    for name, kit in subject.process.kits.items():
        if kit.file and not subject.around.has_file(kit.file):
            message = f"The library holds no file `{kit.file}`."
            help_ = "Paths start at the library's folder. Write the file, or leave `file` out until it is there."
            yield Finding(message, f"kits.{name}.file", "value", help=help_, values=(kit.file,))
