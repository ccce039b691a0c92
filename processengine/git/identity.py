"""Who works here: the name and the e-mail address that the user's own git settings give."""

import re
from pathlib import Path
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import ask_as_the_user

_IDENT = re.compile(r"(?P<name>.*?) ?<(?P<email>[^<>]*)> (?P<at>\d+ [+-]\d{4})")


class Identity(NamedTuple):
    """A person as git knows one."""

    name: str
    email: str

    def variables(self) -> dict[str, str]:
        """Return what tells git that this person writes and commits."""
        return {f"GIT_{role}_{field}": value for role in ("AUTHOR", "COMMITTER")
                for field, value in (("NAME", self.name), ("EMAIL", self.email))}


def identity(folder: Path) -> Identity:
    """Return who commits in a folder; raise CannotRun where git doesn't know."""
    answer = ask_as_the_user(folder, "var", "GIT_COMMITTER_IDENT")
    found = _IDENT.fullmatch(answer.line) if answer.code == 0 else None
    if found is None or not found["name"]:
        raise CannotRun("git doesn't know who you are. Tell it: "
                        'git config --global user.name "Your Name" && git config --global user.email you@example.com')
    return Identity(found["name"], found["email"])
