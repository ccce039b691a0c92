"""Who the champions of a process are, and whether a list of people names one."""

from collections.abc import Collection
from functools import cached_property
from typing import Final

from processengine.model.process import Process
from processengine.rules.lacking import is_told
from processengine.rules.names import Names
from processengine.rules.subject import Subject, shared

CHAMPION: Final = "champion"


class Champions:
    """The members of the buying team whose kind is champion; `ids` are theirs, in the order of the file.

    A member's kind is by default its id, where the id is a kind.
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self.ids = tuple(name for name, member in process.buying_team.items() if (member.kind or name) == CHAMPION)
        self._ids = frozenset(self.ids)

    def __bool__(self) -> bool:
        """Tell whether the team has a champion."""
        return bool(self.ids)

    def are_among(self, people: Collection[str]) -> bool:
        """Tell whether one of the champions is named, or a name that isn't there may have been meant for one."""
        if not people or not self._ids.isdisjoint(people):
            return bool(people)
        team, roles = self.process.buying_team, self.process.roles
        return any(
            person not in team and person not in roles and not self._ids.isdisjoint(self._names.meant(person)) for person in people
        )

    @cached_property
    def _names(self) -> Names:
        return Names([*self.process.buying_team, *self.process.roles])


@shared
def champions(subject: Subject) -> Champions:
    """Return the champions of the process as its author meant it."""
    return Champions(subject.mended.process)


def team_is_read(subject: Subject) -> bool:
    """Tell whether the buying team could be read, so that whoever is not on it is not meant to be."""
    return not is_told(subject, "", "buying_team")
